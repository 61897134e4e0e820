//! Notes of domestic constraints: the constraint never leaves, a step's status by choice.

use axum::http::StatusCode;

use super::{Typed, nowhere_else, send, three, with};
use crate::pair::Pair;
use crate::understood::{has, has_not};

const CANARIES: [&str; 3] = [
    "canary-constraint-6630",
    "canary-step-1188",
    "canary-title-4409",
];

/// A note with two steps: one that may be published, one that may not.
fn note(about: &str) -> Typed {
    [
        ("name", "canary-title-4409"),
        ("constraint", "canary-constraint-6630: not before the vote"),
        ("about", about),
        ("step-name-0", "Assembly of the river provinces"),
        ("step-day-0", "2027-03-01"),
        ("step-status-0", "under-way"),
        ("step-shown-0", "1"),
        ("step-name-1", "canary-step-1188"),
        ("step-day-1", ""),
        ("step-status-1", "ahead"),
        ("step-name-2", ""),
        ("step-day-2", ""),
        ("step-status-2", "ahead"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m087_of_a_note_only_a_chosen_steps_name_date_and_status_reach_a_form() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let base = pair.base.clone();
    let new = format!("{base}/advisor/note/new");
    let browser = &mut pair.asteria.browser;
    has(
        &browser.page(&format!("{base}/advisor")).await,
        &["Notes of domestic constraints", "There is no note yet."],
    );
    has(
        &browser.page(&new).await,
        &["Private to Asteria.", "Approval steps"],
    );
    let made = send(browser, &new, &note(&ids[1])).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = browser.page(&made.location).await;
    has(
        &page,
        &[
            "canary-constraint-6630",
            "canary-step-1188",
            "Approval step “Assembly of the river provinces”: under way. Date: 1 March 2027.",
            "It becomes your position on the item.",
        ],
    );
    let publish = format!("{}/publish", made.location);
    // The step that was not chosen has no place among what may be shown.
    let place = [("step", "1"), ("version", "1")];
    assert_eq!(
        browser.post(&publish, &place).await.status,
        StatusCode::NOT_FOUND
    );
    let sent = browser.press(&page, &publish, &[]).await;
    let position = format!("{base}/item/{}/position", ids[1]);
    assert_eq!(sent.location, position, "{}", sent.text());
    let form = browser.page(&position).await;
    has(
        &form,
        &["Approval step “Assembly of the river provinces”: under way. Date: 1 March 2027."],
    );
    has_not(&form, &CANARIES);
    // A person signs it there, like any position; the other party then reads the step and nothing else.
    let fields: Vec<(String, String)> = [
        (
            "text-en",
            "Approval step “Assembly of the river provinces”: under way. Date: 1 March 2027.",
        ),
        ("authentic-en", "1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let check = send(browser, &position, &fields).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    has_not(&check, &CANARIES);

    // Words that stand in that form are not given up by the way; and a page of before publishes nothing.
    send(
        browser,
        &position,
        &with(with(Vec::new(), "text-en", "My own words"), "change", "1"),
    )
    .await;
    let refused = browser
        .post(&publish, &[("step", "0"), ("version", "1")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&refused, &["They would be given up."]);
    assert!(browser.page(&position).await.html.contains("My own words"));
    let changed = with(note(&ids[1]), "version", "1");
    let changed = with(changed, "step-status-0", "refused");
    assert_eq!(
        send(browser, &made.location, &changed).await.location,
        made.location
    );
    let stale = [("step", "0"), ("version", "1"), ("replace", "1")];
    let stale = browser.post(&publish, &stale).await;
    has(
        &stale,
        &["Nothing was saved", "refused. Date: 1 March 2027."],
    );
    assert!(browser.page(&position).await.html.contains("My own words"));

    // About no single item it becomes an item for the list of dialogues.
    let made = send(browser, &new, &note("")).await;
    let page = browser.page(&made.location).await;
    has(&page, &["It becomes a new item for the list of dialogues."]);
    let publish = format!("{}/publish", made.location);
    let sent = browser.press(&page, &publish, &[]).await;
    assert_eq!(sent.location, format!("{base}/propose"));
    let form = browser.page(&sent.location).await;
    assert!(
        form.html
            .contains("value=\"Approval step: Assembly of the river provinces\"")
    );
    has_not(&form, &CANARIES);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_with_something_wrong_comes_back_and_two_tabs_do_not_overwrite_each_other() {
    let mut pair = Pair::meet().await;
    let new = format!("{}/advisor/note/new", pair.base);
    let browser = &mut pair.asteria.browser;
    let wrong = with(with(note(""), "name", ""), "step-name-1", "");
    let wrong = with(with(wrong, "step-day-1", "soon"), "constraint", " ");
    let again = send(browser, &new, &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &again,
        &[
            "There is no name.",
            "The constraint is empty.",
            "Step 2 has no name.",
            "Step 2: this is no date.",
        ],
    );
    assert!(again.html.contains("value=\"soon\"") && again.html.contains("value=\"2027-03-01\""));
    assert!(
        again
            .html
            .contains("name=\"step-shown-0\" value=\"1\" checked")
    );
    let more = send(browser, &new, &with(note(""), "do", "more")).await;
    assert!(more.html.contains("id=\"step-name-3\"") && !more.html.contains("id=\"step-name-4\""));

    let made = send(browser, &new, &note("")).await;
    let second = with(
        with(note(""), "version", "1"),
        "constraint",
        "Changed first",
    );
    assert_eq!(
        send(browser, &made.location, &second).await.location,
        made.location
    );
    let late = with(
        with(note(""), "version", "1"),
        "step-name-1",
        "From another tab",
    );
    let late = send(browser, &made.location, &late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&late, &["Nothing was saved; what you entered is below."]);
    assert!(late.html.contains("From another tab"));
    let page = browser.page(&made.location).await;
    has(&page, &["Changed first", "canary-step-1188"]);
    has_not(&page, &["From another tab"]);
    let delete = format!("{}/delete", made.location);
    browser.press(&page, &delete, &[]).await;
    assert_eq!(
        browser.get(&made.location).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m087_canary_a_constraint_and_its_steps_leave_the_node_in_no_way() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/note/new", pair.base);
    let made = send(&mut pair.asteria.browser, &new, &note(&ids[0])).await;
    let own = pair.asteria.browser.page(&made.location).await;
    has(&own, &CANARIES);
    // A step that may be published is not published by that.
    let page = pair.asteria.browser.page(&made.location).await;
    let publish = format!("{}/publish", made.location);
    pair.asteria.browser.press(&page, &publish, &[]).await;
    let paths = [
        "/advisor/note/999",
        "/advisor/note/new",
        "/advisor/agenda/new",
    ];
    nowhere_else(&mut pair, &CANARIES, &made.location, &paths).await;
    let unsigned = ["Assembly of the river provinces"];
    nowhere_else(&mut pair, &unsigned, &made.location, &[]).await;
}
