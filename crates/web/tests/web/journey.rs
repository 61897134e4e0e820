//! From a proposal typed on one node to a text in effect on both, through the pages alone.

use axum::http::StatusCode;
use domain::{Command, List};
use record::{StatementId, TextStatus};

use crate::pair::Pair;

const TITLE: &str = "Joint search and rescue";
const TITLE_HANS: &str = "联合搜救";
const TEXT: &str = "The parties will plan a joint exercise.\r\n\r\nIt is held once a year.";
const TEXT_HANS: &str = "双方将筹划联合演练。";

/// Types the proposal and gives the check page.
async fn typed(pair: &mut Pair) -> crate::browser::Page {
    let form = format!("{}/propose", pair.base);
    pair.asteria.browser.page(&form).await;
    let fields = [
        ("list", "cooperation"),
        ("how", "propose"),
        ("title-en", TITLE),
        ("text-en", TEXT),
        ("authentic-en", "1"),
        ("title-zh-Hans", TITLE_HANS),
        ("text-zh-Hans", TEXT_HANS),
        ("authentic-zh-Hans", "1"),
        ("title-zh-Hant", ""),
        ("text-zh-Hant", ""),
    ];
    pair.asteria.browser.post(&form, &fields).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m031_what_one_side_types_the_other_reads_checks_and_agrees_to() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let check = typed(&mut pair).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    for words in [
        TITLE,
        TITLE_HANS,
        "It is held once a year.",
        TEXT_HANS,
        "Lena signs for Asteria.",
        "Borealis",
    ] {
        assert!(check.text().contains(words), "{words} in {}", check.text());
    }
    let shown = check.digests();
    assert_eq!(shown.len(), 1, "{}", check.text());

    let item = pair.asteria.sign(&base, &check).await;
    assert!(
        item.text().contains("Signed, and stored on your node."),
        "{}",
        item.text()
    );
    assert!(
        item.text().contains("It now waits for Borealis."),
        "{}",
        item.text()
    );
    let text = StatementId::from_hex(&shown[0]).expect("the digest is the text's own");
    assert!(item.text().contains("Waits for Borealis"));

    pair.borealis
        .until_status(pair.space, text, TextStatus::Open)
        .await;
    let waiting = pair.borealis.browser.page(&format!("{base}/waiting")).await;
    assert!(waiting.text().contains(TITLE), "{}", waiting.text());
    let address = pair.item(&pair.borealis, text);
    let page = pair.borealis.browser.page(&address).await;
    let agree = pair
        .borealis
        .press(&page, &format!("{address}/agree"))
        .await;
    assert_eq!(agree.digests(), shown, "both sides see the same digest");
    for words in [
        TITLE,
        TITLE_HANS,
        "It is held once a year.",
        TEXT_HANS,
        "Shen signs for Borealis.",
        "With this signature",
    ] {
        assert!(agree.text().contains(words), "{words} in {}", agree.text());
    }

    let page = pair.borealis.sign(&base, &agree).await;
    assert!(
        page.all("span").contains(&"In effect".to_owned()),
        "{}",
        page.text()
    );
    pair.asteria
        .until_status(pair.space, text, TextStatus::InEffect)
        .await;
    let page = pair.asteria.browser.page(&address).await;
    assert!(
        page.all("span").contains(&"In effect".to_owned()),
        "{}",
        page.text()
    );
    pair.in_step().await;

    let again = pair
        .borealis
        .browser
        .press(&agree, &format!("{base}/sign"), &[])
        .await;
    assert_eq!(
        again.status,
        StatusCode::CONFLICT,
        "a check page signs once"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_is_never_lost() {
    let mut pair = Pair::meet().await;
    let form = format!("{}/propose", pair.base);
    let refused = pair
        .asteria
        .browser
        .post(
            &form,
            &[
                ("list", "dialogues"),
                ("how", "propose"),
                ("text-en", "Words without a title"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.html.contains("Words without a title") && refused.html.contains("id=\"problems\""),
        "{}",
        refused.text()
    );

    let check = typed(&mut pair).await;
    let mut back: Vec<(String, String)> = check.form(&format!("{}/sign", pair.base));
    back.push(("change".into(), "1".into()));
    let back: Vec<(&str, &str)> = back
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let changed = pair.asteria.browser.post(&form, &back).await;
    assert_eq!(changed.status, StatusCode::OK);
    let fresh = pair.asteria.browser.page(&form).await;
    for page in [&changed, &fresh] {
        assert!(
            page.html.contains(TITLE) && page.html.contains(TEXT_HANS),
            "{}",
            page.text()
        );
    }
    pair.asteria.sign(&pair.base, &check).await;
    let empty = pair.asteria.browser.page(&form).await;
    assert!(
        !empty.html.contains(TITLE),
        "what is signed is no draft any more"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_that_moved_is_not_signed() {
    let mut pair = Pair::meet().await;
    let text = pair.proposed(List::Dialogues, "Trade").await;
    let address = pair.item(&pair.borealis, text);
    let page = pair.borealis.browser.page(&address).await;
    let agree = pair
        .borealis
        .press(&page, &format!("{address}/agree"))
        .await;
    pair.borealis
        .submit(pair.space, Command::Decline { text, reason: None });
    let late = pair
        .borealis
        .browser
        .press(&agree, &format!("{}/sign", pair.base), &[])
        .await;
    assert!(
        [StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY].contains(&late.status),
        "{}",
        late.text()
    );
    let status = pair
        .borealis
        .node()
        .read(&pair.space, |state| state.record.status(&text))
        .flatten();
    assert_eq!(status, Some(TextStatus::Dead));
    let other = pair
        .borealis
        .browser
        .post(
            &format!("{address}/agree"),
            &[("text", &text.hex()), ("shown", "00")],
        )
        .await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_statement_suspends_many_items_and_each_is_resumed_by_itself() {
    let mut pair = Pair::meet().await;
    let (first, second) = (pair.agreed("Climate").await, pair.agreed("Health").await);
    pair.in_step().await;
    let form = format!("{}/suspend", pair.base);
    pair.borealis.browser.page(&form).await;
    let (one, two) = (first.hex(), second.hex());
    let nothing = pair
        .borealis
        .browser
        .post(&form, &[("reason", "Because"), ("reason_lang", "en")])
        .await;
    assert_eq!(
        nothing.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        nothing.text()
    );
    let fields = [
        ("text", one.as_str()),
        ("text", two.as_str()),
        ("reason", "The visit was cancelled."),
        ("reason_lang", "en"),
    ];
    let check = pair.borealis.browser.post(&form, &fields).await;
    for words in [
        "Climate",
        "Health",
        "The visit was cancelled.",
        "Your party stops its part in these items for now.",
    ] {
        assert!(check.text().contains(words), "{}", check.text());
    }
    let base = pair.base.clone();
    pair.borealis.sign(&base, &check).await;
    pair.in_step().await;
    let address = pair.item(&pair.asteria, first);
    let seen = pair.asteria.browser.page(&address).await;
    for words in [
        "Suspended by Borealis since",
        "The visit was cancelled.",
        "The same statement suspends 1 other item.",
    ] {
        assert!(seen.text().contains(words), "{words} in {}", seen.text());
    }
    let page = pair.borealis.browser.page(&address).await;
    let check = pair
        .borealis
        .press(&page, &format!("{address}/resume"))
        .await;
    let page = pair.borealis.sign(&base, &check).await;
    assert!(
        page.all("span").contains(&"In effect".to_owned()),
        "{}",
        page.text()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_a_date_and_a_position_reach_the_record_through_their_forms() {
    let mut pair = Pair::meet().await;
    let text = pair.proposed(List::Differences, "Trade").await;
    let address = pair.item(&pair.borealis, text);
    let base = pair.base.clone();
    let past = pair
        .borealis
        .browser
        .post(
            &format!("{address}/defer"),
            &[("until", "2001-01-01"), ("reason", "Not now.")],
        )
        .await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        past.html.contains("Not now.") && past.html.contains("2001-01-01"),
        "{}",
        past.text()
    );
    let check = pair
        .borealis
        .browser
        .post(
            &format!("{address}/defer"),
            &[
                ("until", "2199-01-01"),
                ("reason", "Not now."),
                ("reason_lang", "en"),
            ],
        )
        .await;
    assert!(
        check.text().contains("1 January 2199") && check.text().contains("Not now."),
        "{}",
        check.text()
    );
    let page = pair.borealis.sign(&base, &check).await;
    assert!(
        page.text()
            .contains("Put off by Borealis until 1 January 2199"),
        "{}",
        page.text()
    );

    let form = format!("{address}/position");
    pair.borealis.browser.page(&form).await;
    let check = pair
        .borealis
        .browser
        .post(
            &form,
            &[("text-en", "We see it otherwise."), ("authentic-en", "1")],
        )
        .await;
    assert!(
        check.text().contains("We see it otherwise."),
        "{}",
        check.text()
    );
    let page = pair.borealis.sign(&base, &check).await;
    assert!(
        page.text().contains("Position of Borealis")
            && page.text().contains("We see it otherwise."),
        "{}",
        page.text()
    );

    let fields = [
        ("text", &*text.hex()),
        ("shown", &*text.hex()),
        ("reason", "It is not ours to settle."),
        ("reason_lang", "en"),
    ];
    let check = pair
        .borealis
        .browser
        .post(&format!("{address}/decline"), &fields)
        .await;
    pair.borealis.sign(&base, &check).await;
    pair.in_step().await;
    let page = pair.asteria.browser.page(&address).await;
    assert!(
        page.text().contains("It is not ours to settle."),
        "{}",
        page.text()
    );
}
