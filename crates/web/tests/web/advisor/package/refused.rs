//! What cannot be meant is refused at its field, and everything that was typed comes back.

use axum::http::StatusCode;

use super::super::{send, with};
use super::forms::{begun, change, changed, example, fields, table};
use crate::browser::{Browser, Page};
use crate::pair::Pair;
use crate::understood::has;

/// Sends a form that is refused, and holds that all that was typed stands in it again.
async fn refused(
    browser: &mut Browser,
    path: &str,
    changes: &[(&str, &str)],
    why: &[&str],
) -> Page {
    let again = change(browser, path, changes).await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{changes:?}: {}",
        again.text()
    );
    has(&again, why);
    has(&again, &["Private to"]);
    let kept = fields(&again, path);
    for (name, value) in changes {
        let typed = (*name == "version" || value.is_empty())
            || kept
                .iter()
                .any(|(found, kept)| found == name && kept == value);
        assert!(typed, "{name}: {value} is lost in {kept:?}");
    }
    again
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn issues_that_cannot_be_meant_come_back_with_what_is_wrong_at_each() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let href = begun(&mut pair.asteria.browser, &base, "own").await;
    let path = format!("{href}/issues");
    let browser = &mut pair.asteria.browser;
    has(&browser.page(&href).await, &["There is no issue yet."]);
    let forty: Vec<String> = (0..40).map(|value| format!("Option {value}")).collect();
    let forty = forty.join("\n");
    let again = refused(
        browser,
        &path,
        &[("name", ""), ("issue-0", "Fees"), ("values-0", &forty)],
        &[
            "There is no name.",
            "Up to 24 for one issue work on these pages",
        ],
    )
    .await;
    assert!(
        again.html.contains("href=\"#values-0\""),
        "the error leads to its field"
    );
    refused(
        browser,
        &path,
        &[("issue-0", "Fees"), ("values-0", "Half\nHalf")],
        &["“Half” is there twice."],
    )
    .await;
    refused(
        browser,
        &path,
        &[("issue-0", "Fees"), ("values-0", "")],
        &["“Fees” has no values."],
    )
    .await;
    refused(
        browser,
        &path,
        &[("issue-0", ""), ("values-0", "Half")],
        &["This issue has values and no name."],
    )
    .await;
    let fenced = [
        ("issue-0", "Fees"),
        ("values-0", "Half"),
        ("as-is-0", ""),
        ("fenced-0", "1"),
    ];
    refused(
        browser,
        &path,
        &fenced,
        &["“Fees” is ring-fenced. Say which of its values leaves things as they are."],
    )
    .await;

    changed(
        browser,
        &path,
        &[
            ("issue-0", "Fees"),
            ("values-0", "As it is\nHalf"),
            ("more", "1"),
        ],
    )
    .await;
    refused(
        browser,
        &path,
        &[("issue-1", "Fees"), ("values-1", "As it is")],
        &["“Fees” is there twice."],
    )
    .await;
    let many = (0..41).fold(fields(&browser.page(&path).await, &path), |typed, issue| {
        let typed = with(typed, &format!("issue-{issue}"), &format!("Issue {issue}"));
        with(typed, &format!("values-{issue}"), "As it is\nOther")
    });
    let again = send(browser, &path, &many).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&again, &["Up to 40 work on these pages"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_rules_hang_on_cannot_be_taken_away_unseen_and_words_move_with_their_values() {
    let mut pair = Pair::meet().await;
    let href = example(&mut pair).await;
    let browser = &mut pair.asteria.browser;
    let path = format!("{href}/issues");
    let before = table(browser, &href).await;
    for (changes, why) in [
        (
            [("drop-0", "1"), ("note", "A new note")],
            "Water gauges — Readings shared every day",
        ),
        (
            [
                ("values-2", "As it is\nA tenth more than today"),
                ("note", "x"),
            ],
            "Water in the dry months — A quarter more than today",
        ),
    ] {
        refused(browser, &path, &changes, &["Nothing was saved.", why]).await;
    }
    // In another order, and one of them in other words: everything that was said still belongs to it.
    let turned =
        "A quarter more than today\nA tenth more than today\nA twentieth more than today\nAs it is";
    changed(browser, &path, &[("values-2", turned), ("as-is-2", "")]).await;
    let renamed = turned.replace("twentieth more than today", "twentieth more");
    changed(browser, &path, &[("values-2", &renamed)]).await;
    let after = table(browser, &href).await;
    let amounts = |rows: &[(Vec<usize>, Vec<i64>)]| {
        rows.iter()
            .map(|(_, amounts)| amounts.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(amounts(&after), amounts(&before));
    assert_ne!(after, before);
    // An issue in which nothing is linked may go.
    changed(browser, &path, &[("drop-3", "1")]).await;
    has(&browser.page(&href).await, &["4 issues"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_that_contradicts_itself_is_refused_where_it_does() {
    let mut pair = Pair::meet().await;
    let href = example(&mut pair).await;
    let browser = &mut pair.asteria.browser;
    let sheet = format!("{href}/sheet/1");
    let never = [("never-3-0", "1"), ("never-3-1", "1"), ("never-3-2", "1")];
    refused(
        browser,
        &sheet,
        &never,
        &["the red lines leave no value of “Who pays for it”"],
    )
    .await;
    refused(
        browser,
        &sheet,
        &[("numbers", "1"), ("points-0-2", "200")],
        &["the best values add up to 1 075 points and should add up to 1 000"],
    )
    .await;
    refused(
        browser,
        &sheet,
        &[("numbers", "1"), ("points-0-2", "a lot")],
        &["Points: enter a whole number"],
    )
    .await;
    refused(
        browser,
        &sheet,
        &[("total", "0")],
        &["Points in all: enter a whole number from 1 to"],
    )
    .await;
    refused(
        browser,
        &sheet,
        &[("walk", "plenty")],
        &["no agreement is better: enter a whole number"],
    )
    .await;
    let half = [("bonus-points", "20")];
    refused(browser, &sheet, &half, &["This is only half filled in."]).await;
    let typed = fields(&browser.page(&sheet).await, &sheet);
    for (name, values, why) in [
        (
            "together",
            ["0-0", "0-1"],
            "this rule relates nothing to anything",
        ),
        (
            "together",
            ["0-9", "1-1"],
            "“Water gauges” has no value “10”",
        ),
        (
            "together",
            ["4-1", "1-1"],
            "“Access to the archives” is ring-fenced",
        ),
        ("together", ["77-0", "1-1"], "there is no issue “78”"),
    ] {
        let mut typed = typed.clone();
        typed.retain(|(found, _)| found != name);
        typed.extend(values.map(|value| (name.to_owned(), value.to_owned())));
        let again = send(browser, &sheet, &typed).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        has(&again, &[why]);
    }
    let group = with(with(typed.clone(), "group", "0"), "group-least", "900");
    has(
        &send(browser, &sheet, &group).await,
        &["the group can bring at most 125 points"],
    );
    // A sheet may stay unfinished; then its page says what is missing.
    changed(browser, &sheet, &[("importance-1", "")]).await;
    has(
        &browser.page(&href).await,
        &[
            "What is missing before a search can run",
            "Asteria: something is not said yet on Flood warnings",
        ],
    );
    let linkages = format!("{href}/linkages");
    refused(
        browser,
        &linkages,
        &[("only", "0-1"), ("only-with", "")],
        &["only half filled in"],
    )
    .await;
    refused(
        browser,
        &linkages,
        &[("never", "0-1"), ("never-with", "0-2")],
        &["relates nothing to anything"],
    )
    .await;
}

/// GeniusWeb, two issues; the weights as given.
fn profile(name: &str, weights: [&str; 2]) -> String {
    let values = r#"{"values":["low","high"]}"#;
    let utilities = r#"{"DiscreteValueSetUtilities":{"valueUtilities":{"low":0.2,"high":1.0}}}"#;
    let [fees, dates] = weights;
    format!(
        r#"{{"LinearAdditiveUtilitySpace":{{"name":"{name}","domain":{{"name":"d","issuesValues":{{"fees":{values},"dates":{values}}}}},
        "issueUtilities":{{"fees":{utilities},"dates":{utilities}}},"issueWeights":{{"fees":{fees},"dates":{dates}}}}}}}"#
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pasted_profiles_are_read_with_their_own_meaning_or_refused_with_what_and_where() {
    let mut pair = Pair::meet().await;
    let path = format!("{}/advisor/package/import", pair.base);
    let browser = &mut pair.asteria.browser;
    let (one, other) = (
        profile("one", ["0.7", "0.3"]),
        profile("other", ["0.4", "0.6"]),
    );
    let skewed = profile("one", ["0.7", "0.2"]);
    let both = [
        ("name", "Read"),
        ("sheet-0", one.as_str()),
        ("sheet-1", other.as_str()),
    ];
    refused(browser, &path, &both[..2], &["Nothing is pasted here."]).await;
    let damaged = [both[0], both[1], ("sheet-1", "{\"Linear")];
    let again = refused(
        browser,
        &path,
        &damaged,
        &[
            "What we think Borealis wants (our guess)",
            "damaged or of another kind",
        ],
    )
    .await;
    assert!(
        again.html.contains("href=\"#sheet-1\""),
        "the error leads to its field"
    );
    refused(
        browser,
        &path,
        &[both[0], ("sheet-0", &skewed), both[2]],
        &["the weights sum to 9/10 and must sum to 1"],
    )
    .await;
    refused(
        browser,
        &path,
        &[both[0], both[1], ("sheet-1", "<utility_space/>")],
        &["None of the files names the issues"],
    )
    .await;

    let made = change(browser, &path, &both).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = browser.page(&made.location).await;
    has(
        &page,
        &[
            "Sheet of Asteria",
            "Sheet of Borealis, guessed",
            "Every package was accounted for.",
        ],
    );
    let sheet = browser.page(&format!("{}/sheet/1", made.location)).await;
    has(&sheet, &["units are one point"]);
    // What came from a file stays what it was when it is saved again.
    let before = table(browser, &made.location).await;
    changed(browser, &format!("{}/sheet/1", made.location), &[]).await;
    assert_eq!(table(browser, &made.location).await, before);
}
