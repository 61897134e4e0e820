//! Papers as they are stored: of more than two parties, and of a later version of this program.

use axum::http::StatusCode;
use node::clock::now_ms;
use node::{NewPaper, PaperKind};
use serde_json::{Value, json};

use super::forms::example;
use crate::pair::Pair;
use crate::understood::{has, has_not};

/// The example's paper as it is stored.
async fn stored(pair: &mut Pair) -> Value {
    let href = example(pair).await;
    let export = pair.asteria.browser.page(&format!("{href}/export")).await;
    let export: Value = serde_json::from_str(&export.html).expect("it is JSON");
    export["paper"].clone()
}

fn put(pair: &Pair, title: &str, paper: &Value) -> String {
    let new = NewPaper {
        party: pair.asteria.party,
        kind: PaperKind::Sheet,
        title,
        content: &paper.to_string(),
    };
    let id = pair.asteria.node().private().put_paper(&new, now_ms());
    format!(
        "{}/advisor/package/{}",
        pair.base,
        id.expect("it is kept").0
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_three_parties_any_two_can_be_put_on_the_axes() {
    let mut pair = Pair::meet().await;
    let mut paper = stored(&mut pair).await;
    let sheets = paper["sheets"].as_array_mut().expect("sheets");
    let mut third = sheets[0].clone();
    third["party"] = json!("cd".repeat(32));
    sheets.push(third);
    let href = put(&pair, "Three", &paper);
    let browser = &mut pair.asteria.browser;
    let page = browser.page(&href).await;
    has(
        &page,
        &[
            "From left to right",
            "From bottom to top",
            "Points of cdcdcdcd",
        ],
    );
    assert!(
        page.html
            .contains("href=\"?sort=0&#38;from=0&#38;x=2&#38;y=1#plot\""),
        "{}",
        page.html
    );
    assert!(!page.html.contains("<polyline"), "a surface is no line");
    let turned = browser.page(&format!("{href}?x=2&y=1")).await;
    has(
        &turned,
        &["Further right is better for cdcdcdcd, further up is better for Borealis."],
    );
    // Nobody against themselves, and nobody who is not there.
    has(
        &browser.page(&format!("{href}?x=1&y=1")).await,
        &["further up is better for cdcdcdcd."],
    );
    has(
        &browser
            .page(&format!("{href}?x=9&y=9&sort=9&from=9999"))
            .await,
        &["Further right is better for Asteria"],
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_that_this_version_cannot_read_whole_is_listed_and_left_alone() {
    let mut pair = Pair::meet().await;
    let mut paper = stored(&mut pair).await;
    paper["mediation"] = json!({"by": "somebody"});
    let href = put(&pair, "From a later version", &paper);
    let browser = &mut pair.asteria.browser;
    has(
        &browser.page(&format!("{}/advisor", pair.base)).await,
        &["From a later version"],
    );
    assert_eq!(browser.get(&href).await.status, StatusCode::NOT_FOUND);
    let sent = browser
        .post(&format!("{href}/linkages"), &[("version", "1")])
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    has_not(&sent, &["mediation"]);
}

/// So many issues of four values, linked at random so densely that no exact method fits a page.
fn tangled(paper: &Value, issues: u64) -> Value {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut paper = paper.clone();
    let named = |issue: u64| {
        let values = ["Stay", "Some", "More", "All"];
        json!({"issue": {"name": format!("Issue {issue}"), "values": values, "as_is": 0}, "item": null})
    };
    paper["issues"] = (0..issues).map(named).collect();
    let mut linkages = Vec::new();
    for this in 0..issues {
        for step in 1..=8 {
            let other = (this + step * 5 + next(3)) % issues;
            let pick = |issue: u64, value: u64| json!({"issue": issue, "value": value});
            if other != this {
                linkages.push(json!({"excludes": {"this": pick(this, 1 + next(3)), "other": pick(other, 1 + next(3))}}));
            }
        }
    }
    paper["linkages"] = linkages.into();
    for sheet in paper["sheets"].as_array_mut().expect("sheets") {
        let points: Vec<Vec<u64>> = (0..issues)
            .map(|_| (0..4).map(|_| next(400)).collect())
            .collect();
        sheet["points"] = json!(points);
        sheet["importance"] = json!(vec![Value::Null; issues as usize]);
        sheet["likings"] = json!(vec![vec![Value::Null; 4]; issues as usize]);
        sheet["confidence"] = json!(vec!["about"; issues as usize]);
        sheet["total"] = Value::Null;
        sheet["walk_away"] = json!(0);
        sheet["red_lines"] = json!([]);
    }
    paper
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_that_is_not_completed_says_so_and_what_it_leaves_open() {
    let mut pair = Pair::meet().await;
    let paper = stored(&mut pair).await;
    let href = put(&pair, "Tangled", &tangled(&paper, 40));
    let browser = &mut pair.asteria.browser;
    let page = browser.page(&href).await;
    has(
        &page,
        &[
            "The search was not completed. A package that is not listed may be better",
            "Weakest point: the search was not completed.",
        ],
    );
    let code = page
        .html
        .split("name=\"p\" value=\"")
        .nth(1)
        .expect("a row");
    let code = code.split_once('"').expect("its end").0;
    let one = browser.page(&format!("{href}/one?p={code}")).await;
    has(
        &one,
        &[
            "but the search was not completed",
            "so it cannot be told.",
            "That takes too many searches for a page.",
        ],
    );
}
