//! The page of a closed space: who leaves what, what it says of itself, and that nobody signs.

use axum::http::StatusCode;
use node::clock::{day_of, now_ms};
use node::founding::parties;
use record::founding::Terms;

use crate::pair::{Pair, names};
use crate::understood::{has, has_not};

/// A closed space of the two; its address.
fn closed(pair: &Pair) -> String {
    let terms = Terms {
        notes_until_day: Some(day_of(now_ms()) + 30),
        ..Terms::default()
    };
    let node = pair.asteria.node();
    let (founding, payloads) = node.draft_founding_on(
        pair.asteria.party,
        parties(&[pair.asteria.party, pair.borealis.party]),
        &["en"],
        &names("Behind closed doors", "闭门会谈", "閉門會談"),
        terms,
    );
    let mut base = String::new();
    for side in [&pair.asteria, &pair.borealis] {
        let space = side
            .node()
            .keep_founding(&founding, &payloads)
            .expect("it names us");
        side.node()
            .enter(space, side.party, now_ms())
            .expect("it names us");
        base = format!("/s/{}", space.short());
    }
    base
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_is_left_on_one_page_and_read_on_the_other_and_nothing_asks_to_sign() {
    let mut pair = Pair::meet().await;
    let base = closed(&pair);
    let notes = format!("{base}/notes");
    let ends = [&mut pair.asteria, &mut pair.borealis];
    for (at, words) in [(0, "Two years would do"), (1, "Four stations would do")] {
        let page = ends[at].browser.page(&notes).await;
        has(
            &page,
            &["This space is closed", "unsigned", "Leave the note"],
        );
        let empty = [("words", " "), ("name", "Wu Lian")];
        let refused = ends[at].browser.press(&page, &notes, &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("Wu Lian"), "what was typed is there");
        let left = [("words", words), ("name", "")];
        for _ in 0..2 {
            // Sent twice, it is left once.
            let done = ends[at].browser.press(&page, &notes, &left).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
        }
        let shown = ends[at].browser.page(&notes).await;
        assert_eq!(shown.text().matches(words).count(), 1, "{}", shown.text());
        has_not(&shown, &["passphrase", "Sign"]);
        for _ in 0..1200 {
            let theirs = ends[1 - at].browser.page(&notes).await;
            if theirs.text().contains(words) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        has(&ends[1 - at].browser.page(&notes).await, &[words]);
    }
    // The banner is on every page of it, in every language, and on no page of the space on record.
    for tag in ["en", "zh-Hans", "zh-Hant"] {
        pair.asteria.browser.speak(tag).await;
        for path in ["/framework", "/record", "/notes"] {
            let page = pair.asteria.browser.page(&format!("{base}{path}")).await;
            assert!(
                page.html.contains(&format!("href=\"{notes}\"")),
                "{path} in {tag}"
            );
        }
    }
    pair.asteria.browser.speak("en").await;
    let open = pair
        .asteria
        .browser
        .page(&format!("{}/framework", pair.base))
        .await;
    has_not(&open, &["This space is closed"]);
    let none = pair
        .asteria
        .browser
        .get(&format!("{}/notes", pair.base))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
