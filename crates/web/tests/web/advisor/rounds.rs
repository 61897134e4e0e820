//! Rounds of an agenda: what became of its items, chances that are graded, what would be if, and words for a proposal.

use axum::http::StatusCode;

use super::{send, three, usual, with};
use crate::browser::Page;
use crate::pair::Pair;
use crate::understood::{has, has_not};

fn result(id: &str) -> String {
    format!("result-{id}")
}

/// What the part of the page with this id says.
fn part(page: &Page, id: &str) -> String {
    let rest = page.html.split(&format!("<section id=\"{id}\"")).nth(1);
    let rest = rest.unwrap_or_else(|| panic!("no {id} in {}", page.text()));
    let html = rest.split("<section id=").next().unwrap_or_default();
    let alone = Page {
        html: format!("<body {html}"),
        ..page.clone()
    };
    alone.text()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m065_a_round_that_is_over_moves_trust_and_the_plan_is_made_again() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let browser = &mut pair.asteria.browser;
    let typed = usual(&ids);
    let made = send(browser, &new, &typed).await;
    let (paper, round) = (made.location.clone(), format!("{}/round", made.location));
    let plan = browser.page(&paper).await;
    assert!(part(&plan, "round").contains("Flood warnings"));

    // What became of a planned item has to be said.
    let silent = browser.press(&plan, &round, &[]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &silent,
        &["say what became of it, or that it was not taken up."],
    );

    let kept = browser
        .press(&plan, &round, &[(&result(&ids[0]), "kept"), ("takes", "1")])
        .await;
    assert_eq!(kept.location, paper, "{}", kept.text());
    let second = browser.page(&paper).await;
    // Twice the gain of an item without sensitivity: 10 points times 30 percent, agreed and carried out.
    has(
        &second,
        &[
            "Round 1: trust from 20 to 26",
            "Flood warnings: Agreed and carried out on time. The chance given was 100 percent.",
            "Round 2, with trust at 26",
        ],
    );
    assert!(!part(&second, "round").contains("Flood warnings"));
    has(&second, &["After round 2"]);
    // The same button again, from the page of before: nothing happens twice.
    let twice = browser
        .press(&plan, &round, &[(&result(&ids[0]), "kept"), ("takes", "1")])
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A failure costs twice as much, and rests for a round; an item that is lost is planned no more.
    let failed = [
        (result(&ids[1]), "failed"),
        (result(&ids[2]), "lost"),
        ("takes".to_owned(), "1"),
    ];
    let failed: Vec<(&str, &str)> = failed
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    browser.press(&second, &round, &failed).await;
    let third = browser.page(&paper).await;
    has(
        &third,
        &[
            "Round 2: trust from 26 to",
            "Shared gauges: Taken up and not agreed.",
            "The dam: No longer on the table.",
        ],
    );
    assert!(!part(&third, "plan").contains("The dam"));
    assert!(!third.text().contains("Round 3, with trust at 26"));
    let planned = part(&third, "plan");
    let (rest, later) = planned
        .split_once("Round 4,")
        .expect("a round to rest, and the next");
    assert!(!rest.contains("Shared gauges: chance"), "{rest}");
    assert!(later.contains("Shared gauges: chance"), "{later}");

    // Changing what the plan rests on leaves what happened as it is.
    let trust = third.html.split("name=\"trust\" value=\"").nth(1);
    let trust = trust
        .and_then(|rest| rest.split('"').next())
        .expect("a field");
    let again = with(with(typed.clone(), "version", "3"), "trust", trust);
    let changed = send(browser, &paper, &with(again, "asymmetry", "210")).await;
    assert_eq!(changed.location, paper, "{}", changed.text());
    has(&browser.page(&paper).await, &["Round 2: trust from 26 to"]);

    // And the last round can be taken back.
    let page = browser.page(&paper).await;
    let reopen = format!("{paper}/reopen");
    assert_eq!(browser.press(&page, &reopen, &[]).await.location, paper);
    let back = browser.page(&paper).await;
    has(
        &back,
        &["Round 2, with trust at 26", "Round 1: trust from 20 to 26"],
    );
    has_not(&back, &["Round 2: trust from 26"]);
    assert!(
        part(&back, "plan").contains("The dam:"),
        "on the table again"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m089_chances_are_kept_when_a_round_is_over_and_graded_in_words() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let browser = &mut pair.asteria.browser;
    // Three quarters are agreed, so a failure costs three quarters squared, and nine sixteenths are 0.56.
    let near = format!("near-{}", ids[0]);
    let made = send(browser, &new, &with(usual(&ids), &near, "3")).await;
    let (paper, round) = (made.location.clone(), format!("{}/round", made.location));
    let plan = browser.page(&paper).await;
    has_not(&plan, &["Brier", "How good the chances were"]);
    let first = plan.text().contains("Flood warnings: chance 75 percent");
    assert!(first, "{}", plan.text());
    let (tried, other) = (result(&ids[0]), result(&ids[1]));
    let results = [
        (tried.as_str(), "failed"),
        (other.as_str(), "agreed"),
        ("takes", "1"),
    ];
    let closed = browser.press(&plan, &round, &results).await;
    assert_eq!(closed.location, paper, "{}", closed.text());
    let graded = browser.page(&paper).await;
    has(
        &graded,
        &[
            "Brier score 0.56 over one graded chance:",
            "Graded so far: 1. Below 20 that says nothing",
            "Shared gauges: Agreed; nothing to carry out yet. No chance was given.",
        ],
    );
    // What is changed afterwards does not change what was said before.
    let better = with(with(usual(&ids), &near, "4"), "version", "2");
    let better = with(better, "trust", "10");
    send(browser, &paper, &better).await;
    has(&browser.page(&paper).await, &["Brier score 0.56"]);

    // With the agenda its forecasts go; nothing of them stays in the file.
    let forecasts = |side: &crate::pair::Side| {
        let private = side.app.node.private();
        let kept = private.papers(&side.party, Some(node::PaperKind::Forecast));
        let kept = kept.expect("a database");
        let grade = kept.first().map(|paper| {
            private
                .forecast_grade(&side.party, paper.id)
                .expect("a database")
                .expect("a grade")
        });
        (kept.len(), grade.and_then(|grade| grade.brier))
    };
    assert_eq!(forecasts(&pair.asteria), (1, Some(562_500)));
    let page = pair.asteria.browser.page(&paper).await;
    let delete = format!("{paper}/delete");
    pair.asteria.browser.press(&page, &delete, &[]).await;
    assert_eq!(forecasts(&pair.asteria), (0, None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m089_a_what_if_shows_the_plan_with_one_change_and_changes_nothing() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let browser = &mut pair.asteria.browser;
    let made = send(browser, &new, &with(usual(&ids), "rounds", "2")).await;
    let paper = &made.location;
    let before = browser.page(paper).await;
    let without = format!("{paper}/if/without-{}", ids[0]);
    assert!(before.html.contains(&format!("href=\"{without}\"")));
    let page = browser.page(&without).await;
    has(
        &page,
        &[
            "Without:",
            "Off the table",
            "As kept",
            "With the change",
            "Differs",
        ],
    );
    assert!(!part(&page, "plan").contains("Flood warnings: chance"));
    let less = browser.page(&format!("{paper}/if/less-trust")).await;
    has(&less, &["Trust 10 lower", "Round 1, with trust at 10"]);
    let listed: Vec<_> = less.all("dt").into_iter().zip(less.all("dd")).collect();
    assert!(listed.contains(&("Trust now (of 100)".to_owned(), "10".to_owned())));
    let round = browser.page(&format!("{paper}/if/round-less")).await;
    has(
        &round,
        &["One round less", "agreed by round 1", "agreed by round 2"],
    );

    assert_eq!(browser.page(paper).await.text(), before.text());
    for nothing in ["less", "without-", "without-x"] {
        let asked = browser.get(&format!("{paper}/if/{nothing}")).await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    let other = pair.borealis.browser.get(&without).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m064_the_next_round_is_copied_into_a_proposal_by_name_alone() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let propose = format!("{}/propose", pair.base);
    let browser = &mut pair.asteria.browser;
    let typed = with(with(usual(&ids[..2]), "trust", "100"), "slots", "2");
    let made = send(browser, &new, &with(typed, "note", "canary-note-2210")).await;
    let copy = format!("{}/copy", made.location);
    let page = browser.page(&made.location).await;
    has(&page, &["Copy into a proposal", "Nothing is signed before"]);
    let copied = browser.press(&page, &copy, &[]).await;
    assert_eq!(copied.location, propose, "{}", copied.text());
    let form = browser.page(&propose).await;
    let words = &form.all("textarea")[0];
    assert_eq!(
        words,
        "We propose to take up in the next round: Shared gauges Flood warnings"
    );
    // In the order of the lists, whatever the plan thinks of either: nothing of it can be read from the words.
    assert!(!words.contains(|c: char| c.is_ascii_digit()));
    assert!(form.html.contains("value=\"dialogues\" checked"));
    has_not(&form, &["canary-note-2210", "percent", "sensitivity"]);

    // Words that a person typed there are not given up by the way.
    let own = with(Vec::new(), "title-en", "My own words");
    send(browser, &propose, &with(own, "change", "1")).await;
    let refused = browser.post(&copy, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &refused,
        &["They would be given up.", "Put these in their place"],
    );
    assert!(browser.page(&propose).await.html.contains("My own words"));
    let page = browser.page(&made.location).await;
    assert_eq!(browser.press(&page, &copy, &[]).await.location, propose);
    assert!(!browser.page(&propose).await.html.contains("My own words"));
    // Nothing was signed by any of this.
    let there = pair.borealis.browser.page(&pair.base).await;
    has_not(&there, &["Agenda of the next round"]);
}
