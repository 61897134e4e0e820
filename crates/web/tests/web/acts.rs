//! The acts that end or move what stands, through their pages: accepting theirs, cancelling, proposing again,
//! concluding, moving. What is checked is what a person reads and what the record then says.

use axum::http::StatusCode;
use domain::command::Reason;
use domain::item::ItemStatus;
use domain::{About, Command, List, Target};
use record::{ObjectId, StatementId, TextStatus};

use crate::browser::Page;
use crate::pair::{Pair, propose};
use crate::understood::has;

/// Another text for an item that is there.
fn counter(object: ObjectId, title: &str) -> Command {
    let Command::Propose { wordings, .. } = propose(List::Dialogues, title) else {
        unreachable!("it proposes")
    };
    Command::Propose {
        target: Target::Existing(object),
        wordings,
        about: About::default(),
    }
}

/// Asteria's text and Borealis's for one item, both alive, and both nodes with all of it.
async fn rivals() -> (Pair, StatementId, StatementId) {
    let pair = Pair::meet().await;
    let ours = pair.proposed(List::Dialogues, "A hotline").await;
    let object = pair.borealis.object_of(pair.space, ours);
    let theirs = pair
        .borealis
        .submit(pair.space, counter(object, "A direct line"));
    pair.in_step().await;
    (pair, ours, theirs)
}

fn pause(pair: &Pair, paused: bool) {
    for (side, other) in [
        (&pair.asteria, &pair.borealis),
        (&pair.borealis, &pair.asteria),
    ] {
        side.node().pause(&other.party, paused).expect("a peer");
    }
}

/// Asteria's check page for "accept theirs".
async fn accepting(pair: &mut Pair, theirs: StatementId) -> Page {
    let address = pair.item(&pair.asteria, theirs);
    let page = pair.asteria.browser.page(&address).await;
    let action = format!("{address}/accept-theirs");
    pair.asteria.press(&page, &action).await
}

/// Signs "accept theirs" at Asteria while nothing can be exchanged, so that the assent waits.
async fn accepted_while_apart(
    pair: &mut Pair,
    theirs: StatementId,
) -> Vec<(StatementId, StatementId)> {
    pause(pair, true);
    let base = pair.base.clone();
    let check = accepting(pair, theirs).await;
    pair.asteria.sign(&base, &check).await;
    pair.asteria
        .node()
        .waiting(&pair.space, &pair.asteria.party)
        .expect("readable")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m026_accepting_theirs_shows_both_texts_and_what_is_taken_back_before_it_is_signed() {
    let (mut pair, ours, theirs) = rivals().await;
    let base = pair.base.clone();
    let check = accepting(&mut pair, theirs).await;
    has(
        &check,
        &[
            "Accept theirs, withdraw ours",
            "A direct line",
            "Our own text, which is taken back",
            "A hotline",
            "Your own text is taken back first.",
            "Lena signs for Asteria.",
        ],
    );
    pair.asteria.sign(&base, &check).await;
    for side in [&pair.asteria, &pair.borealis] {
        side.until_status(pair.space, theirs, TextStatus::InEffect)
            .await;
        side.until_status(pair.space, ours, TextStatus::Dead).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_history_says_which_of_two_texts_was_agreed_to_and_which_was_taken_back() {
    let (mut pair, _, theirs) = rivals().await;
    let (base, address) = (pair.base.clone(), pair.item(&pair.asteria, theirs));
    let before = pair.asteria.browser.page(&address).await;
    let entry = |page: &Page, title: &str| {
        let heads = page.html.split("<h3>").skip(1);
        let mut of = heads.filter(|head| head.contains(title));
        let head = of.next().expect("a rival").to_owned();
        let at = head.find("entry ").expect("it names its entry");
        head[at..].split('<').next().expect("it ends").to_owned()
    };
    let (one, other) = (entry(&before, "A hotline"), entry(&before, "A direct line"));
    assert_ne!(one, other);
    let check = accepting(&mut pair, theirs).await;
    pair.asteria.sign(&base, &check).await;
    pair.borealis
        .until_status(pair.space, theirs, TextStatus::InEffect)
        .await;
    pair.in_step().await;
    for side in [&mut pair.asteria, &mut pair.borealis] {
        let page = side.browser.page(&address).await;
        let lines = page.all("li");
        let line = |begins: &str, entry: &str| {
            let found = lines
                .iter()
                .any(|line| line.contains(begins) && line.contains(&format!("({entry})")));
            assert!(found, "{begins} … ({entry}) in {lines:#?}");
        };
        line(
            "Asteria asked to take back its agreement to Asteria’s text of",
            &one,
        );
        line("Asteria agreed to Borealis’s text of", &other);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signature_that_waits_can_be_cancelled_and_is_then_never_sealed() {
    let (mut pair, _, theirs) = rivals().await;
    let waiting = accepted_while_apart(&mut pair, theirs).await;
    let [(statement, _)] = waiting.as_slice() else {
        panic!("one assent waits: {waiting:?}");
    };
    let path = format!("{}/waiting", pair.base);
    let page = pair.asteria.browser.page(&path).await;
    has(
        &page,
        &["Signed, not yet on the record", "Cancel this signature"],
    );
    let action = format!("{path}/{}/cancel", statement.hex());
    let done = pair.asteria.browser.press(&page, &action, &[]).await;
    assert_eq!(done.location, path, "{}", done.text());
    let page = pair.asteria.browser.page(&path).await;
    has(&page, &["It never stood on the record."]);
    assert!(
        !page.text().contains("Cancel this signature"),
        "{}",
        page.text()
    );
    assert!(
        !page.text().contains("given up"),
        "who cancels knows it: {}",
        page.text()
    );
    pause(&pair, false);
    pair.in_step().await;
    for side in [&pair.asteria, &pair.borealis] {
        side.until_status(pair.space, theirs, TextStatus::Open)
            .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m026_whose_waiting_assent_can_no_longer_count_is_told_until_they_have_read_it() {
    let (mut pair, _, theirs) = rivals().await;
    accepted_while_apart(&mut pair, theirs).await;
    pair.borealis
        .submit(pair.space, Command::Release { text: theirs });
    pause(&pair, false);
    pair.asteria
        .until_status(pair.space, theirs, TextStatus::Dead)
        .await;
    pair.asteria.quiet().await;
    let path = format!("{}/waiting", pair.base);
    let page = pair.asteria.browser.page(&path).await;
    has(
        &page,
        &[
            "Signed, and given up",
            "Borealis’s text of",
            "The text was declined or taken back",
            "the same words can be proposed again",
            "signed by Lena",
        ],
    );
    // Also in the navigation of every page, and nowhere at the other party's.
    let home = pair.asteria.browser.page(&pair.base).await;
    assert!(
        home.text().contains("Waiting for you (2)"),
        "{}",
        home.text()
    );
    let other = pair.borealis.browser.page(&path).await;
    assert!(!other.text().contains("given up"), "{}", other.text());

    let at = page.html.find("/read\"").expect("a button");
    let action = page.html[..at].rsplit('"').next().expect("an address");
    let done = pair
        .asteria
        .browser
        .post(&format!("{action}/read"), &[])
        .await;
    assert_eq!(done.location, path, "{}", done.text());
    let page = pair.asteria.browser.page(&path).await;
    assert!(!page.text().contains("given up"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m026_after_both_gave_way_the_same_words_can_be_proposed_again() {
    let (mut pair, ours, theirs) = rivals().await;
    accepted_while_apart(&mut pair, theirs).await;
    pair.borealis
        .submit(pair.space, Command::Release { text: theirs });
    pause(&pair, false);
    for side in [&pair.asteria, &pair.borealis] {
        for text in [ours, theirs] {
            side.until_status(pair.space, text, TextStatus::Dead).await;
        }
    }
    pair.in_step().await;
    let (base, address) = (pair.base.clone(), pair.item(&pair.asteria, ours));
    let page = pair.asteria.browser.page(&address).await;
    has(
        &page,
        &["Both sides gave way at the same moment", "Propose again"],
    );
    let action = format!("{address}/propose-again");
    let fields = [("text", &*ours.hex()), ("shown", &*ours.hex())];
    let check = pair.asteria.browser.post(&action, &fields).await;
    has(&check, &["Propose again", "A hotline", "关于A hotline"]);
    let page = pair.asteria.sign(&base, &check).await;
    assert!(
        page.all("span").contains(&"Proposed".to_owned()),
        "{}",
        page.text()
    );
    has(&page, &["Waits for Borealis"]);
    pair.in_step().await;
    let again = pair.borealis.browser.page(&address).await;
    let check = pair
        .borealis
        .press(&again, &format!("{address}/agree"))
        .await;
    let page = pair.borealis.sign(&base, &check).await;
    assert!(
        page.all("span").contains(&"In effect".to_owned()),
        "{}",
        page.text()
    );
}

/// Signs the proposal on `check` at Asteria, and agrees to it at Borealis.
async fn agree_on_both(pair: &mut Pair, check: &Page, address: &str) -> Page {
    let base = pair.base.clone();
    pair.asteria.sign(&base, check).await;
    pair.in_step().await;
    let page = pair.borealis.browser.page(address).await;
    let check = pair
        .borealis
        .press(&page, &format!("{address}/agree"))
        .await;
    pair.borealis.sign(&base, &check).await;
    pair.in_step().await;
    pair.asteria.browser.page(address).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m031_an_item_is_concluded_when_the_other_agrees_to_the_proposal_to_conclude() {
    let mut pair = Pair::meet().await;
    let text = pair.agreed("Climate").await;
    pair.in_step().await;
    let address = pair.item(&pair.asteria, text);
    let page = pair.asteria.browser.page(&address).await;
    let check = pair
        .asteria
        .press(&page, &format!("{address}/conclude"))
        .await;
    has(&check, &["Propose to conclude", "Climate", "Borealis"]);
    let page = agree_on_both(&mut pair, &check, &address).await;
    assert!(
        page.all("span").contains(&"Concluded".to_owned()),
        "{}",
        page.text()
    );
    let status = pair.asteria.node().read(&pair.space, |state| {
        let object = state.relationship.object_of(&text).expect("known");
        let item = state.relationship.item(&object).expect("an item");
        item.status(&state.relationship, &state.record)
    });
    assert_eq!(status, Some(ItemStatus::Concluded));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m031_an_item_moves_to_another_list_through_its_form() {
    let mut pair = Pair::meet().await;
    let text = pair.agreed("Climate").await;
    pair.in_step().await;
    let (base, address) = (pair.base.clone(), pair.item(&pair.asteria, text));
    let form = format!("{address}/move");
    let page = pair.asteria.browser.page(&form).await;
    assert!(
        !page.html.contains("value=\"cooperation\""),
        "it is there already"
    );
    let nothing = pair.asteria.browser.post(&form, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&nothing, &["Choose the list that the item is to stand on."]);
    let check = pair
        .asteria
        .browser
        .post(&form, &[("list", "differences")])
        .await;
    has(
        &check,
        &["Propose to move to another list", "To manage", "Climate"],
    );
    agree_on_both(&mut pair, &check, &address).await;
    let there = pair
        .borealis
        .browser
        .page(&format!("{base}/framework/differences"))
        .await;
    has(&there, &["Climate"]);
    let left = pair
        .borealis
        .browser
        .page(&format!("{base}/framework/cooperation"))
        .await;
    assert!(!left.text().contains("Climate"), "{}", left.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_declined_item_says_at_its_head_who_declined_and_when() {
    let mut pair = Pair::meet().await;
    let text = pair.proposed(List::Differences, "Trade").await;
    let reason = Some(Reason {
        lang: "en".into(),
        text: "Not ours to settle.".into(),
    });
    pair.borealis
        .submit(pair.space, Command::Decline { text, reason });
    pair.in_step().await;
    let address = pair.item(&pair.asteria, text);
    for side in [&mut pair.asteria, &mut pair.borealis] {
        let page = side.browser.page(&address).await;
        let head = page.html.split_once("id=\"standing\"").expect("a head").1;
        let head = head.split_once("</div>").expect("it ends").0;
        assert!(head.contains("Declined by Borealis on "), "{head}");
        assert!(!head.contains("Waits for nobody"), "{head}");
        let holds = page.html.split_once("id=\"holds\"").expect("holds").1;
        let holds = holds.split_once("id=\"texts\"").expect("texts").0;
        assert!(holds.contains("Not ours to settle."), "{holds}");
    }
    let list = format!("{}/framework/differences", pair.base);
    let list = pair.asteria.browser.page(&list).await;
    has(&list, &["Declined by Borealis on "]);
}
