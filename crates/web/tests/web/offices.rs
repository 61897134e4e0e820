//! An office is handed over through the pages alone, and the brief says what is open.

use axum::http::StatusCode;
use domain::List;
use node::clock::now_ms;

use crate::pair::{Pair, propose};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m012_an_office_is_handed_over_on_the_pages_and_the_brief_says_what_is_open() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    pair.proposed(List::Cooperation, "Coast guards").await;
    let party = pair.asteria.party;
    let lena = pair.asteria.key.public().kid();
    let form = format!("{base}/settings/delegates/{}/hand-over", lena.short());
    let nobody = pair.asteria.browser.post(&form, &[("to", "")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text().contains("Give a name."), "{}", nobody.text());
    let fields = [("to", ""), ("name", "Ines"), ("office_lang", "en")];
    let check = pair.asteria.browser.post(&form, &fields).await;
    for said in ["Ines", "Director", "Takes over from Lena"] {
        assert!(check.text().contains(said), "{said}: {}", check.text());
    }
    let sign = format!("{base}/sign");
    let done = pair.asteria.browser.press(&check, &sign, &[]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    for said in [
        "/link/",
        "Took over from Lena",
        "Handed over to Ines",
        "Revoked on",
    ] {
        assert!(done.text().contains(said), "{said}: {}", done.text());
    }
    // Who handed over signs nothing more; the page of the entry names the office of that time.
    let late = pair.asteria.node().submit(
        pair.space,
        party,
        propose(List::Cooperation, "Too late"),
        &pair.asteria.key,
        now_ms(),
    );
    assert!(late.is_err(), "{late:?}");
    let entry = pair
        .asteria
        .browser
        .page(&format!("{base}/record/A-3"))
        .await;
    assert!(entry.text().contains("Lena"), "{}", entry.text());
    assert!(entry.text().contains("Director"), "{}", entry.text());

    let brief = format!("{base}/settings/brief?from={}", lena.short());
    let page = pair.asteria.browser.page(&brief).await;
    for said in [
        "Before: Lena",
        "Coast guards",
        "Waits for Borealis",
        "Signed last",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    // What is settled is not in it.
    let mut asteria = pair.asteria;
    let text = {
        let open = asteria.node().read(&pair.space, |state| {
            state
                .relationship
                .waiting_for(&state.record, &pair.borealis.party)
        });
        open.expect("the space is known")[0]
    };
    pair.borealis
        .submit(pair.space, domain::Command::Assent { text });
    asteria
        .until_status(pair.space, text, record::TextStatus::InEffect)
        .await;
    let page = asteria
        .browser
        .page(&format!("{base}/settings/brief"))
        .await;
    assert!(page.text().contains("Nothing is open."), "{}", page.text());
    assert!(!page.text().contains("Coast guards"), "{}", page.text());
}
