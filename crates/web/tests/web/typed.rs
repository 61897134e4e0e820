//! Nothing typed is lost: not when a text moves, a password is wrong, or the session has ended; and what is kept is seen
//! by its writer alone.

use axum::http::StatusCode;
use domain::command::Reason;
use domain::{Command, List};
use web::{App, Options, router};

use crate::browser::{Browser, Page};
use crate::pair::{PASSWORD, Pair};
use crate::understood::{has, has_not};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_and_not_signed_is_listed_for_its_writer_alone_until_discarded() {
    let mut pair = Pair::meet().await;
    let text = pair.agreed("Climate").await;
    pair.in_step().await;
    let amend = format!("{}/amend", pair.item(&pair.asteria, text));
    let fields = [
        ("title-en", "Climate and seas"),
        ("text-en", "More."),
        ("authentic-en", "1"),
    ];
    pair.asteria.browser.post(&amend, &fields).await;
    let path = format!("{}/waiting", pair.base);
    let page = pair.asteria.browser.page(&path).await;
    has(
        &page,
        &[
            "Drafts 1",
            "Propose an amendment Climate",
            "Nobody else sees it",
        ],
    );
    assert!(
        page.html.contains(&format!("href=\"{amend}\"")),
        "{}",
        page.html
    );
    let kept = pair.asteria.browser.page(&amend).await;
    assert!(kept.html.contains("Climate and seas"));
    has_not(&pair.borealis.browser.page(&path).await, &["Drafts"]);
    let discard = format!("{path}/drafts/discard");
    let done = pair.asteria.browser.press(&page, &discard, &[]).await;
    assert_eq!(done.location, path, "{}", done.text());
    has_not(&pair.asteria.browser.page(&path).await, &["Drafts"]);
    let fresh = pair.asteria.browser.page(&amend).await;
    assert!(!fresh.html.contains("Climate and seas"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_typed_for_a_text_that_moved_is_shown_again() {
    let mut pair = Pair::meet().await;
    let text = pair.proposed(List::Dialogues, "Trade").await;
    let address = pair.item(&pair.borealis, text);
    let action = format!("{address}/decline");
    let hex = text.hex();
    let fields = |shown| {
        [
            ("text", &*hex),
            ("shown", shown),
            ("reason", "Long and careful words."),
        ]
    };
    let moved = pair.borealis.browser.post(&action, &fields("00")).await;
    assert_eq!(moved.status, StatusCode::CONFLICT);
    let form = moved.html.split_once("Long and careful words.</textarea>");
    assert!(form.is_some(), "in the form: {}", moved.text());

    let check = pair.borealis.browser.post(&action, &fields(&hex)).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    let reason = Some(Reason {
        lang: "en".into(),
        text: "First.".into(),
    });
    pair.borealis
        .submit(pair.space, Command::Decline { text, reason });
    let sign = format!("{}/sign", pair.base);
    for _ in 0..2 {
        let late = pair.borealis.browser.press(&check, &sign, &[]).await;
        assert_ne!(late.status, StatusCode::SEE_OTHER);
        assert!(
            late.html.contains("Long and careful words."),
            "{}",
            late.text()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_or_a_name_that_is_taken_keeps_what_was_typed_about_a_delegate() {
    let pair = Pair::meet().await;
    let node = pair.asteria.running.node.clone();
    let app = App::new(node, pair.asteria.party, None, Options::default());
    let mut browser = Browser::new(router(app));
    let base = pair.base.clone();
    browser
        .post("/login", &[("name", "lena"), ("password", PASSWORD)])
        .await;
    let form = format!("{base}/settings/delegates");
    let fields = |name| {
        [
            ("name", name),
            ("office", "Fellow of the institute"),
            ("may", "say"),
        ]
    };
    let taken = browser.post(&form, &fields("lena")).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        taken.html.contains("Fellow of the institute"),
        "{}",
        taken.text()
    );
    has(&taken, &["Somebody on this node has this name already."]);
    let check = browser.post(&form, &fields("Ines")).await;
    let sign = format!("{base}/sign");
    let wrong = browser
        .press(&check, &sign, &[("passphrase", "wrong")])
        .await;
    assert_eq!(
        wrong.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        wrong.text()
    );
    has(
        &wrong,
        &[
            "This is not your password.",
            "Ines",
            "Fellow of the institute",
        ],
    );
    let added = browser
        .press(&wrong, &sign, &[("passphrase", PASSWORD)])
        .await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    has(&added, &["/link/"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_after_the_session_ended_is_given_back_and_can_be_sent_again() {
    let pair = Pair::meet().await;
    let form = format!("{}/propose", pair.base);
    let fields = [
        ("list", "dialogues"),
        ("how", "propose"),
        ("title-en", "A careful title"),
        ("text-en", "An hour of <writing>."),
        ("authentic-en", "1"),
        ("passphrase", "not to be shown"),
    ];
    let node = pair.asteria.running.node.clone();
    let app = App::new(node, pair.asteria.party, None, Options::default());
    let mut browser = Browser::new(router(app));
    let late = browser.post(&form, &fields).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    has(
        &late,
        &[
            "You are no longer logged in",
            "A careful title",
            "An hour of <writing>.",
        ],
    );
    assert!(!late.html.contains("not to be shown"), "{}", late.html);
    browser
        .post("/login", &[("name", "lena"), ("password", PASSWORD)])
        .await;
    let check = browser.press(&late, &form, &[]).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    has(
        &check,
        &[
            "Check before you sign",
            "A careful title",
            "An hour of <writing>.",
        ],
    );
    // Whose space it is makes no difference to somebody who is not logged in.
    let mut stranger = Browser::new(router(pair.asteria.app.clone()));
    let one = stranger.post(&form, &fields[..1]).await;
    let other = stranger.post("/s/00000000/propose", &fields[..1]).await;
    let plain = |page: &Page, path: &str| page.html.replace(path, "-");
    assert_eq!(
        plain(&one, &pair.base),
        plain(&other, "/s/00000000"),
        "unknown or not: the same answer"
    );
}
