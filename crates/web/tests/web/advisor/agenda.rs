//! An order of talks from the lists, all it rests on, and nothing of it anywhere else.

use axum::http::StatusCode;

use super::{agenda, nowhere_else, send, three, usual, with};
use crate::browser::Page;
use crate::pair::Pair;
use crate::understood::{has, has_not};

const CANARIES: [&str; 4] = [
    "canary-name-7193",
    "canary-note-5521",
    "canary-number-8804",
    "canary-word-3317",
];

/// The round of the plan with this heading.
fn round(page: &Page, heading: &str) -> String {
    let rounds = page.all("section");
    let found = rounds.into_iter().find(|round| round.starts_with(heading));
    found.unwrap_or_else(|| panic!("no {heading} in {}", page.text()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m064_items_of_the_lists_become_an_order_of_talks_with_reasons() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let base = format!("{}/advisor", pair.base);
    let browser = &mut pair.asteria.browser;
    let empty = browser.page(&base).await;
    has(
        &empty,
        &[
            "Advisor (private)",
            "Private to Asteria. Never leaves this node.",
            "There is no agenda yet.",
        ],
    );
    let new = format!("{base}/agenda/new");
    let choose = browser.page(&new).await;
    has(&choose, &["Private to Asteria.", "To manage", "The dam"]);
    let typed = usual(&ids);
    let form = send(browser, &new, &with(typed.clone(), "do", "describe")).await;
    has(
        &form,
        &["Private to Asteria.", "The dam", "A core interest (100)"],
    );

    let made = send(browser, &new, &typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let plan = browser.page(&made.location).await;
    has(
        &plan,
        &[
            "Private to Asteria.",
            "Worked out exactly",
            "Round 1, with trust at 20",
            "What this rests on",
            "The weakest point:",
        ],
    );
    let first = round(&plan, "Round 1,");
    assert!(
        first.contains("Flood warnings: chance 100 percent (trust 20, sensitivity 0)"),
        "{first}"
    );
    assert!(!first.contains("The dam"), "{first}");
    assert!(
        !plan.text().contains(&ids[0]),
        "items are named, not numbered by id"
    );
    // Trust of 100 would cover the dam at once; a core interest is still not in the first round.
    let trusting = with(with(typed, "trust", "100"), "version", "1");
    let done = send(browser, &made.location, &trusting).await;
    assert_eq!(done.location, made.location, "{}", done.text());
    let plan = browser.page(&made.location).await;
    assert!(!round(&plan, "Round 1,").contains("The dam"));
    assert!(round(&plan, "Round 2,").contains("The dam"));
    has(
        &plan,
        &["A core interest: never in the first round unless you put it there."],
    );

    let list = browser.page(&base).await;
    has(&list, &["Before the spring round"]);
    for (tag, title) in [("zh-Hans", "仅供星社自用"), ("zh-Hant", "僅供星社自用")] {
        browser.speak(tag).await;
        has(&browser.page(&made.location).await, &[title]);
        has(&browser.page(&new).await, &[title]);
    }
    browser.speak("en").await;
    let delete = format!("{}/delete", made.location);
    let gone = browser.press(&plan, &delete, &[]).await;
    assert_eq!(gone.location, base, "{}", gone.text());
    let list = browser.page(&base).await;
    has(&list, &["The paper is deleted.", "There is no agenda yet."]);
    assert_eq!(
        browser.get(&made.location).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m089_every_input_is_listed_with_its_value_and_changing_one_changes_the_result() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let browser = &mut pair.asteria.browser;
    // Every number is one that nothing else on the page is.
    let numbers = [
        ("trust", "23"),
        ("rounds", "7"),
        ("slots", "2"),
        ("band", "31"),
        ("gain", "11"),
        ("gain-base", "29"),
        ("asymmetry", "210"),
        ("kept", "97"),
        ("discount", "13"),
        ("floor", "9"),
        ("sure", "81"),
        ("core", "91"),
        ("open-from", "53"),
        ("seed", "17"),
    ];
    let typed = numbers
        .iter()
        .fold(usual(&ids), |typed, (name, value)| with(typed, name, value));
    let typed = with(typed, "note", "After the talks in Visby.");
    let made = send(browser, &new, &typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let before = browser.page(&made.location).await;
    let listed: Vec<(String, String)> =
        before.all("dt").into_iter().zip(before.all("dd")).collect();
    for (name, value) in numbers {
        let label = i18n::Lang::En
            .l()
            .t(&format!("advisor-agenda-input-{name}"));
        assert!(
            listed.contains(&(label.clone(), value.to_owned())),
            "{label}: {value} in {listed:?}"
        );
        // And in the form, to be changed.
        assert!(
            before
                .html
                .contains(&format!("name=\"{name}\" value=\"{value}\"")),
            "{name}"
        );
    }
    for (item, value) in [
        (
            "Flood warnings",
            "sensitivity 0, value 50, out of brackets 100 percent, effort 1",
        ),
        (
            "Shared gauges",
            "sensitivity 25, value 75, out of brackets 75 percent, effort 1",
        ),
        (
            "The dam",
            "sensitivity 100, value 100, out of brackets 100 percent, effort 1",
        ),
    ] {
        let line = |(name, found): &(String, String)| name.contains(item) && found == value;
        assert!(listed.iter().any(line), "{item}: {value} in {listed:?}");
    }
    has(&before, &["After the talks in Visby."]);

    // One word less near, one figure of trust less: each time another result.
    let headline = |page: &Page| {
        let said = page.all("p").into_iter();
        said.filter(|line| line.starts_with("On these assumptions"))
            .collect::<Vec<String>>()
    };
    let mut seen = vec![headline(&before)];
    let near = format!("near-{}", ids[1]);
    let changes = [(near.as_str(), "1"), ("trust", "60"), ("asymmetry", "400")];
    let mut now = typed.clone();
    for (at, (name, value)) in changes.into_iter().enumerate() {
        now = with(with(now, name, value), "version", &(at + 1).to_string());
        let done = send(browser, &made.location, &now).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let after = headline(&browser.page(&made.location).await);
        assert_eq!(after.len(), 1);
        assert!(!seen.contains(&after), "{name} changes nothing: {after:?}");
        seen.push(after);
    }
    // As it was, so it comes out again.
    now = with(typed, "version", "4");
    send(browser, &made.location, &now).await;
    assert_eq!(headline(&browser.page(&made.location).await), seen[0]);

    // From the version before, nothing is overwritten, and nothing typed is lost.
    let stale = with(with(now, "version", "1"), "name", "From another tab");
    let moved = send(browser, &made.location, &stale).await;
    assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&moved, &["Nothing was saved"]);
    assert!(moved.html.contains("value=\"From another tab\""));
    assert!(moved.html.contains("name=\"version\" value=\"5\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_with_something_wrong_comes_back_with_all_that_was_typed() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let browser = &mut pair.asteria.browser;
    let nothing = send(browser, &new, &agenda("", &[])).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &nothing,
        &["There is no name.", "No item is ticked.", "Private to"],
    );
    let near = format!("near-{}", ids[2]);
    let typed = with(usual(&ids), &near, "");
    let typed = with(with(typed, "rounds", "61"), "note", "A long note.");
    let again = send(browser, &new, &with(typed, "trust", "a lot")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &again,
        &[
            "nothing is chosen for “How near agreement”",
            "Rounds in all: enter a whole number from 1 to 60.",
            "Trust now (of 100): enter a whole number from 0 to 100.",
            "A long note.",
        ],
    );
    for kept in [
        "value=\"a lot\"",
        "value=\"61\"",
        "value=\"Before the spring round\"",
    ] {
        assert!(again.html.contains(kept), "{kept}");
    }
    assert!(again.html.contains(&format!("href=\"#{near}\"")));
    let ticked = again
        .form(&new)
        .into_iter()
        .filter(|(name, _)| name == "item");
    assert_eq!(ticked.count(), 3);
    // Two words of the third item, three of each other.
    let words = ["sensitivity", "value", "near"].map(|what| format!("<select id=\"{what}-"));
    let asked = again
        .html
        .split("<select")
        .map(|rest| format!("<select{rest}"));
    let chosen = asked.filter(|select| {
        let select = select.split("</select>").next().expect("selects end");
        words.iter().any(|word| select.starts_with(word)) && select.contains("\" selected>")
    });
    assert_eq!(chosen.count(), 8, "{}", again.html);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m087_canary_what_is_typed_into_the_advisor_leaves_the_node_in_no_way() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let [name, note, number, word] = CANARIES;
    let typed = with(with(usual(&ids), "name", name), "note", note);
    // What cannot be kept comes back to whoever typed it, and goes nowhere else.
    let field = format!("value-{}", ids[0]);
    let wrong = with(with(typed.clone(), "trust", number), &field, word);
    let wrong = send(&mut pair.asteria.browser, &new, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains(number) && wrong.html.contains(note));
    let made = send(&mut pair.asteria.browser, &new, &typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let own = pair.asteria.browser.page(&made.location).await;
    assert!(own.html.contains(name) && own.html.contains(note));

    let paths = [
        "/advisor/agenda/999",
        "/advisor/agenda/x",
        "/advisor/nothing",
        "/advisor/agenda/999/if/less-trust",
    ];
    nowhere_else(&mut pair, &CANARIES, &made.location, &paths).await;
    let list = pair
        .borealis
        .browser
        .page(&format!("{}/advisor", pair.base))
        .await;
    has(&list, &["There is no agenda yet.", "Private to Borealis."]);
    has_not(&list, &CANARIES);
}
