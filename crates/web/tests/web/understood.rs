//! What a reader has to understand at once: where to go on from, what can be done next, whose words are whose, what
//! was found; and that nothing typed is lost on the way.

use axum::http::StatusCode;
use domain::command::Reason;
use domain::{Command, List, Subject, Target, Wording, Wordings};
use net::Host;
use node::host::Seated;
use record::{Checkpoint, Hash, LogKey, TextStatus};
use web::{App, Options, router};

use crate::browser::{Browser, Page};
use crate::pair::{PASSWORD, Pair, propose};

fn has(page: &Page, words: &[&str]) {
    for words in words {
        assert!(page.text().contains(words), "{words} in {}", page.text());
    }
}

fn has_not(page: &Page, words: &[&str]) {
    for words in words {
        assert!(!page.text().contains(words), "{words} in {}", page.text());
    }
}

fn titled(title: &str) -> Wordings {
    Wordings(vec![Wording {
        lang: "en".into(),
        title: title.into(),
        text: "As published.".into(),
        courtesy: false,
    }])
}

/// Hands Asteria a head of Borealis's log that contradicts what Asteria holds, signed with Borealis's own node key.
fn fork(pair: &Pair, size: u64, previous: Option<Hash>) {
    let log = LogKey::main(pair.borealis.party).in_space(pair.space);
    let seat = pair.borealis.node().seat(&pair.borealis.party);
    let head = Checkpoint {
        log,
        size,
        root: Hash([7; 32]),
        previous,
        time_ms: 0,
    };
    let head = head.sign(&seat.expect("a seat").keys.node);
    let host = Seated {
        node: pair.asteria.running.node.clone(),
        party: pair.asteria.party,
        addresses: Vec::new(),
    };
    host.examine(pair.borealis.party, head);
}

/// The letter of Borealis, which is drawn by lot.
fn letter(pair: &Pair) -> char {
    let letter = pair.asteria.node().read(&pair.space, |state| {
        domain::place::letter_of(&state.record, &pair.borealis.party)
    });
    letter.expect("the space is known")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_versions_of_a_log_are_said_in_plain_words_with_what_to_do() {
    let mut pair = Pair::meet().await;
    pair.borealis
        .submit(pair.space, propose(List::Dialogues, "Trade"));
    pair.in_step().await;
    let path = format!("{}/record/differs", pair.base);
    let none = pair.asteria.browser.page(&path).await;
    has(
        &none,
        &["No log of this space is known to have two versions."],
    );
    let log = LogKey::main(pair.borealis.party);
    let size = pair
        .asteria
        .node()
        .read(&pair.space, |state| state.record.size(&log))
        .expect("the space");
    fork(&pair, size, None);
    let home = pair.asteria.browser.page(&pair.base).await;
    assert!(home.html.contains("/record/differs\""), "{}", home.text());
    has(&home, &["Two versions of the log of Borealis are signed"]);
    let page = pair.asteria.browser.page(&path).await;
    let latest = format!(
        "They differ at entry {}-{size} at the latest.",
        letter(&pair)
    );
    has(
        &page,
        &[
            "Borealis has signed two versions of its log",
            "Your node found this at ",
            "From which entry on they differ is not known yet.",
            &latest,
            "Call Borealis by a way that you trust.",
            "What is not affected",
            "Entries on your node that may be others there",
            "Trade",
        ],
    );
    assert_eq!(
        page.digests().len(),
        2,
        "ours and the other: {}",
        page.text()
    );
    let record = format!("{}/record", pair.base);
    let record = pair.asteria.browser.page(&record).await;
    assert!(
        record.html.contains("/record/differs\""),
        "{}",
        record.text()
    );
    for lang in ["zh-Hans", "zh-Hant"] {
        pair.asteria.browser.speak(lang).await;
        let page = pair.asteria.browser.page(&path).await;
        assert!(!page.html.contains('⟦'), "{}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_both_versions_are_the_same_is_said_as_far_as_the_heads_prove_it() {
    let mut pair = Pair::meet().await;
    let log = LogKey::main(pair.borealis.party);
    let before = pair
        .asteria
        .node()
        .stored(|reader| reader.last_checkpoint(&log.in_space(pair.space)))
        .expect("readable")
        .expect("a head");
    pair.borealis
        .submit(pair.space, propose(List::Dialogues, "Trade"));
    pair.in_step().await;
    let size = before.head.size;
    fork(&pair, size + 1, Some(before.hash()));
    let path = format!("{}/record/differs", pair.base);
    let page = pair.asteria.browser.page(&path).await;
    let entry = format!("{}-{size}", letter(&pair));
    let same = format!("Up to entry {entry} both versions are the same.");
    has(&page, &[&same, "Trade"]);
    let rows = page.html.split("class=\"lines\"").nth(1).expect("entries");
    assert!(!rows.contains(&format!("{entry}<")), "{rows}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_who_finds_nothing_in_the_space_keeps_its_navigation() {
    let mut pair = Pair::meet().await;
    let missing = ["/nothing", "/item/00", "/record/A-999", "/framework/none"];
    for path in missing.map(|path| format!("{}{path}", pair.base)) {
        let page = pair.asteria.browser.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            page.html.contains("<nav") && page.html.contains(&format!("{}/waiting", pair.base)),
            "{path}: {}",
            page.text()
        );
        has(&page, &["You are in the seat of Asteria"]);
        assert!(
            page.html
                .contains(&format!("second\" href=\"{}\"", pair.base))
        );
    }
    let mut stranger = Browser::new(router(pair.asteria.app.clone()));
    let page = stranger.get(&format!("{}/nothing", pair.base)).await;
    has_not(&page, &["You are in the seat of", "Waiting for you"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_brought_in_are_not_called_proposed_and_the_page_says_what_can_come_next() {
    let mut pair = Pair::meet().await;
    let brought = pair.asteria.submit(
        pair.space,
        Command::BringIn {
            subject: Subject::Item,
            list: Some(List::Differences),
            wordings: titled("Guardrails"),
            areas: vec![],
            marks: vec![],
            sources: vec![],
        },
    );
    pair.asteria
        .submit(pair.space, propose(List::Differences, "Trade"));
    pair.in_step().await;
    let list = format!("{}/framework/differences", pair.base);
    let list = pair.borealis.browser.page(&list).await;
    has(
        &list,
        &["Next: a party can propose a text", "Put forward by"],
    );
    has_not(&list, &["Waits for nobody", "Proposed by"]);
    let object = pair
        .borealis
        .node()
        .read(&pair.space, |state| {
            let history = state.relationship.history();
            let event = history.iter().find(|event| event.statement == brought);
            event.expect("it came").objects[0]
        })
        .expect("the space");
    let item = format!("{}/item/{}", pair.base, object.hex());
    let page = pair.borealis.browser.page(&item).await;
    has(
        &page,
        &[
            "Next: a party can propose a text",
            "Brought in by Asteria for discussion",
        ],
    );
    let at = list.html.find(">Trade<").expect("it is listed");
    let address = list.html[..at].rsplit("href=\"").next().expect("a link");
    let address = address.split('"').next().expect("an address").to_owned();
    let page = pair.borealis.browser.page(&address).await;
    has(&page, &["Proposed by Asteria"]);
    has_not(&page, &["for discussion"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_home_page_shows_a_few_principles_and_leads_to_all_and_all_can_be_suspended() {
    let mut pair = Pair::meet().await;
    let mut texts = Vec::new();
    for n in 1..=5 {
        let target = Target::New {
            subject: Subject::Principle,
            list: None,
        };
        let text = pair.asteria.submit(
            pair.space,
            Command::Propose {
                target,
                wordings: titled(&format!("Principle number {n}")),
                areas: vec![],
                marks: vec![],
                sources: vec![],
            },
        );
        texts.push(text);
    }
    pair.in_step().await;
    let home = pair.borealis.browser.page(&pair.base).await;
    let digest = home
        .html
        .split_once("class=\"principles\"")
        .expect("a digest")
        .1;
    let digest = digest.split_once("</ol>").expect("it ends").0;
    assert_eq!(digest.matches("Principle number").count(), 3, "{digest}");
    has(&home, &["Guiding principles 5", "All 5 principles"]);
    assert!(home.html.contains("/framework#principles\""));
    let all = format!("{}/framework", pair.base);
    let all = pair.borealis.browser.page(&all).await;
    assert!(all.html.contains("id=\"principles\""));
    for n in 1..=5 {
        has(&all, &[&format!("Principle number {n}")]);
    }

    let text = texts[1];
    pair.borealis.submit(pair.space, Command::Assent { text });
    pair.in_step().await;
    let form = format!("{}/suspend", pair.base);
    let page = pair.asteria.browser.page(&form).await;
    has(&page, &["Guiding principles", "Principle number 2"]);
    has_not(&page, &["Principle number 1"]);
}

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

/// The text dies while a reason is being written, on the form and on the check page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_typed_for_a_text_that_moved_is_shown_again() {
    let mut pair = Pair::meet().await;
    let text = pair
        .asteria
        .submit(pair.space, propose(List::Dialogues, "Trade"));
    pair.borealis
        .until_status(pair.space, text, TextStatus::Open)
        .await;
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
async fn the_number_of_an_entry_never_looks_like_that_of_an_item() {
    let mut pair = Pair::meet().await;
    let text = pair.agreed("Climate").await;
    pair.in_step().await;
    let item = pair.item(&pair.asteria, text);
    let paths = [pair.base.clone(), item, format!("{}/record", pair.base)];
    for (lang, word) in [
        ("en", "entry A-"),
        ("zh-Hans", "条目A-"),
        ("zh-Hant", "條目A-"),
    ] {
        pair.asteria.browser.speak(lang).await;
        for path in &paths[..2] {
            has(&pair.asteria.browser.page(path).await, &[word]);
        }
        for path in &paths {
            let page = pair.asteria.browser.page(path).await;
            // Every link to an entry is written as its address is.
            for link in page.html.split("/record/A-").skip(1) {
                let (number, rest) = link.split_once('"').expect("an address ends");
                let shown = rest.split_once('>').expect("a tag ends").1;
                let shown = shown.split_once('<').expect("a link ends").0;
                assert!(
                    shown.ends_with(&format!("A-{number}")),
                    "{shown} for {number}"
                );
            }
        }
    }
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
