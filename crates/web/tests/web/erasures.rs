//! Asking for erasure and answering, through the pages: what is read in the place of erased words, by whom.

use axum::http::StatusCode;
use domain::List;

use crate::pair::{Pair, Side};
use crate::understood::has;

const WORDS: &str = "Ms Wu Lian of the harbour office";
const BASIS: &str = "She asked for it under article 17.";

async fn entry_page(side: &mut Side, base: &str, number: &str) -> crate::browser::Page {
    side.browser.page(&format!("{base}/record/{number}")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_asked_for_and_answered_by_each_party_on_its_own_pages() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let text = pair.proposed(List::Dialogues, WORDS).await;
    let number = pair.number(text);

    // Borealis asks, on the page of the entry. Without a basis the form says so and keeps what was ticked.
    let page = entry_page(&mut pair.borealis, &base, &number).await;
    let action = format!("{base}/record/{number}/erase");
    let browser = &mut pair.borealis.browser;
    let refused = browser.press(&page, &action, &[("words", "0")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&refused, &["Give a reason."]);
    let both = [("words", "0"), ("words", "1")];
    let typed = [&both[..], &[("reason", BASIS), ("reason_lang", "en")]].concat();
    let check = browser.press(&page, &action, &typed).await;
    has(
        &check,
        &["Ask for erasure", BASIS, &format!("entry {number}")],
    );
    let shown = pair.borealis.sign(&base, &check).await;
    has(
        &shown,
        &[BASIS, "Borealis asks that words of entry", "no answer yet"],
    );
    pair.in_step().await;

    // Asteria erases, Borealis keeps; each says so, and each page says it of both.
    let requests = format!("{base}/record/erasures");
    for (answer, says) in [("erase-here", "Erase here"), ("keep-words", "Keep")] {
        let side = match answer {
            "erase-here" => &mut pair.asteria,
            _ => &mut pair.borealis,
        };
        let page = side.browser.page(&requests).await;
        let check = side
            .browser
            .press(&page, &requests, &[("answer", answer)])
            .await;
        has(&check, &[says, "asks that words of entry"]);
        side.sign(&base, &check).await;
    }
    pair.in_step().await;
    for side in [&mut pair.asteria, &mut pair.borealis] {
        let page = side.browser.page(&requests).await;
        has(&page, &["Asteria: erased", "Borealis: kept"]);
    }

    // In the place of the words, where they were erased.
    let item = pair.item(&pair.asteria, text);
    let instead = "Erased here at the request of Borealis, by Asteria.";
    let ours = entry_page(&mut pair.asteria, &base, &number).await;
    has(&ours, &[instead]);
    let ours_too = pair.asteria.browser.page(&item).await;
    has(&ours_too, &[instead]);
    for page in [ours, ours_too] {
        assert!(!page.text().contains(WORDS), "{}", page.text());
    }
    let explorer = format!("{base}/record?q=Wu");
    let found = pair.asteria.browser.page(&explorer).await;
    assert!(!found.text().contains(WORDS), "{}", found.text());
    let theirs = entry_page(&mut pair.borealis, &base, &number).await;
    has(&theirs, &[WORDS]);
    for tag in ["zh-Hans", "zh-Hant"] {
        pair.asteria.browser.speak(tag).await;
        for address in [&requests, &format!("{base}/record/{number}"), &item] {
            let page = pair.asteria.browser.page(address).await;
            assert!(!page.text().contains("rased"), "{}", page.text());
        }
    }
}
