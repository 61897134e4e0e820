//! An office is handed over through the pages alone, and the brief says what is open.

use axum::http::StatusCode;
use domain::List;
use node::clock::now_ms;

use web::{App, Options, router};

use crate::browser::Browser;
use crate::pair::{Pair, propose};
use crate::understood::has;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m012_an_office_is_handed_over_on_the_pages_and_the_brief_says_what_is_open() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let text = pair.proposed(List::Cooperation, "Coast guards").await;
    let number = pair.number(text);
    let party = pair.asteria.party;
    let lena = pair.asteria.key.public().kid();
    let form = format!("{base}/settings/delegates/{}/hand-over", lena.short());
    let nobody = pair.asteria.browser.post(&form, &[("to", "")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text().contains("Give a name."), "{}", nobody.text());
    let fields = [("to", ""), ("name", "Ines"), ("office_lang", "en")];
    let check = pair.asteria.browser.post(&form, &fields).await;
    has(&check, &["Ines", "Director", "Takes over from Lena"]);
    let sign = format!("{base}/sign");
    let done = pair.asteria.browser.press(&check, &sign, &[]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    has(
        &done,
        &[
            "/link/",
            "Took over from Lena",
            "Handed over to Ines",
            "Revoked on",
        ],
    );
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
        .page(&format!("{base}/record/{number}"))
        .await;
    assert!(entry.text().contains("Lena"), "{}", entry.text());
    assert!(entry.text().contains("Director"), "{}", entry.text());

    let brief = format!("{base}/settings/brief?from={}", lena.short());
    let page = pair.asteria.browser.page(&brief).await;
    has(
        &page,
        &[
            "Before: Lena",
            "Coast guards",
            "Waits for Borealis",
            "Signed last",
        ],
    );
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m012_two_delegates_sign_one_act_on_the_pages() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let sign = format!("{base}/sign");
    let fields = [
        ("name", "Ines"),
        ("office", "Fellow"),
        ("office_lang", "en"),
        ("may", "propose"),
        ("together", "2"),
    ];
    let delegates = format!("{base}/settings/delegates");
    let check = pair.asteria.browser.post(&delegates, &fields).await;
    let together = "signs together with one other delegate";
    assert!(check.text().contains(together), "{}", check.text());
    let added = pair.asteria.browser.press(&check, &sign, &[]).await;
    assert!(added.text().contains(together), "{}", added.text());
    let text = added.text();
    let mut words = text.split_whitespace();
    let link = words
        .find(|word| word.starts_with("/link/"))
        .expect("a link");
    let app = App::new(
        pair.asteria.running.node.clone(),
        pair.asteria.party,
        None,
        Options::default(),
    );
    let mut ines = Browser::new(router(app));
    ines.post(link, &[]).await;

    let proposal = [
        ("list", "dialogues"),
        ("how", "propose"),
        ("title-en", "A hotline"),
        ("authentic-en", "1"),
    ];
    let check = ines.post(&format!("{base}/propose"), &proposal).await;
    let more = "one more delegate of your party must sign the same";
    assert!(check.text().contains(more), "{}", check.text());
    let signed = ines.press(&check, &sign, &[]).await;
    let waiting = format!("{base}/waiting");
    assert_eq!(signed.location, waiting, "{}", signed.text());
    let own = ines.page(&waiting).await;
    assert!(own.text().contains("Signed by Ines"), "{}", own.text());
    assert!(!own.text().contains("Read and sign"), "once is enough");

    let page = pair.asteria.browser.page(&waiting).await;
    let action = page
        .html
        .split('"')
        .find(|part| part.ends_with("/countersign"))
        .expect("the second may sign")
        .to_owned();
    let check = pair.asteria.browser.post(&action, &[]).await;
    assert!(check.text().contains("A hotline"), "{}", check.text());
    assert!(!check.text().contains(more), "{}", check.text());
    let done = pair.asteria.browser.press(&check, &sign, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let (space, party) = (pair.space, pair.borealis.party);
    pair.borealis
        .until("the text came", |node| {
            let waits = node.read(&space, |state| {
                state.relationship.waiting_for(&state.record, &party).len()
            });
            waits == Some(1)
        })
        .await;
    let page = pair.asteria.browser.page(&waiting).await;
    assert!(!page.text().contains("Signed by Ines"), "{}", page.text());
}
