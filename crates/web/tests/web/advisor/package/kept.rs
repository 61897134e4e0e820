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
