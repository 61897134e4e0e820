//! What a reader has to understand at once: where to go on from, what can be done next, whose words are whose, what
//! was found.

use axum::http::StatusCode;
use domain::{About, Command, List, Subject, Target, Wording, Wordings};
use net::wire::Batch;
use net::{Host, Stored};
use node::Plan;
use node::host::Seated;
use record::key::SecretKey;
use record::{Checkpoint, Entry, Hash, LogKey, PartyId, SpaceId};
use web::router;

use crate::browser::{Browser, Page};
use crate::pair::{Pair, Side, propose};

pub fn has(page: &Page, words: &[&str]) {
    for words in words {
        assert!(page.text().contains(words), "{words} in {}", page.text());
    }
}

pub fn has_not(page: &Page, words: &[&str]) {
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
    shown_another_head(pair, &pair.asteria, size, previous);
}

/// As [`fork`], for either side: Borealis' own node learns of a second one with its key.
fn shown_another_head(pair: &Pair, to: &Side, size: u64, previous: Option<Hash>) {
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
        node: to.running.node.clone(),
        party: to.party,
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
            "Entries of this log from where the versions may differ",
            "Trade",
        ],
    );
    assert_eq!(
        page.digests().len(),
        2,
        "ours and the other: {}",
        page.text()
    );
    let file = format!("{path}/proof");
    assert!(page.html.contains(&format!("href=\"{file}\" download")));
    let file = pair.asteria.browser.get(&file).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-type"], record::bundle::MEDIA_TYPE);
    let bundle = record::bundle::Bundle::decode(&file.bytes).expect("a bundle");
    assert_eq!(record::audit::Audit::of(&bundle).forks.len(), 1);
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
async fn m026_a_party_whose_own_log_is_forked_reads_on_every_page_what_to_do() {
    let mut pair = Pair::meet().await;
    shown_another_head(&pair, &pair.borealis, 1, None);
    let path = format!("{}/record/differs", pair.base);
    let stopped = "Nothing more is signed here";
    for path in [&pair.base, &path, &format!("{}/waiting", pair.base)] {
        let page = pair.borealis.browser.page(path).await;
        has(&page, &[stopped]);
        for part in ["<code>detente record heal</code>", "/record/differs#do\""] {
            assert!(page.html.contains(part), "{part}: {}", page.html);
        }
    }
    let (space, party) = (pair.space, pair.borealis.party);
    let healed = pair.borealis.node().heal(space, party, 1);
    assert!(healed.expect("it can be written").is_some());
    let page = pair.borealis.browser.page(&path).await;
    has(&page, &["has healed its log"]);
    has_not(&page, &[stopped, "What to do"]);
    pair.borealis
        .submit(space, propose(List::Dialogues, "Trade"));
}

/// Gives a node a renewal of its own party's keys that is not in its folder.
fn replace_keys(side: &Side, space: SpaceId, from: PartyId) {
    let node = side.node();
    let keys = node.folder().join("keys");
    let (root, next) = (keys.join("next-root"), keys.join("elsewhere"));
    let entry = node.prepare_rotation(side.party, &root, &next, &Plan::default());
    let seed = std::fs::read(keys.join("node.2")).expect("it was just made");
    let key = SecretKey::from_seed(&seed.try_into().expect("32 bytes"));
    let first = node.seat(&side.party).expect("a seat").identity[0].clone();
    let entries = [first, entry.expect("the root that is due")];
    let leaves = entries.each_ref().map(Entry::leaf_hash);
    let head = Checkpoint {
        log: LogKey::identity(side.party).in_space(space),
        size: 2,
        root: record::tree::root_of(&leaves),
        previous: None,
        time_ms: 0,
    };
    let batch = Batch {
        from: 0,
        entries: entries.iter().map(Entry::encode).collect(),
        checkpoint: head.sign(&key),
    };
    let host = Seated {
        node: side.running.node.clone(),
        party: side.party,
        addresses: Vec::new(),
    };
    assert!(matches!(host.store(from, batch, None), Ok(Stored::New)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m012_a_party_whose_keys_somebody_else_replaced_reads_it_on_every_page() {
    let mut pair = Pair::meet().await;
    let replaced = "Your party’s keys in this space were replaced";
    let paths = ["", "/record", "/waiting"].map(|rest| format!("{}{rest}", pair.base));
    has_not(&pair.borealis.browser.page(&paths[0]).await, &[replaced]);
    replace_keys(&pair.borealis, pair.space, pair.asteria.party);
    for path in &paths {
        has(&pair.borealis.browser.page(path).await, &[replaced]);
    }
    for (lang, words) in [("zh-Hans", "密钥已被更换"), ("zh-Hant", "密鑰已被更換")] {
        pair.borealis.browser.speak(lang).await;
        has(&pair.borealis.browser.page(&paths[0]).await, &[words]);
    }
    has_not(&pair.asteria.browser.page(&paths[0]).await, &[replaced]);
}

/// The words of a change of members are its proposer's: who comes is said from the entry, on the item and before signing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_members_is_said_from_the_entry_and_not_from_its_words() {
    let mut pair = Pair::meet().await;
    let evora = Side::start(["Evora", "埃武拉", "埃武拉"], "Ana").await;
    let (party, space) = (evora.party, pair.space);
    let present = pair
        .asteria
        .node()
        .read(&space, |state| state.record.membership().1.clone());
    let mut members = present.expect("the space is known");
    members.members.push(record::Member {
        party,
        role: record::Role::Party,
    });
    members.threshold = 3;
    let command = Command::ChangeMembers {
        members,
        lost: None,
        wordings: titled("Another house joins"),
    };
    let text = pair.asteria.submit(space, command);
    let open = record::TextStatus::Open;
    pair.borealis.until_status(space, text, open).await;
    let unmet = format!("Your node has not met {}.", party.hex());
    let says = [
        "joins. Role: party.",
        "From then on a text takes effect when all 3 parties agree.",
        &unmet,
    ];
    let item = pair.item(&pair.borealis, text);
    let page = pair.borealis.browser.page(&item).await;
    has(&page, &says);
    let check = pair.borealis.press(&page, &format!("{item}/agree")).await;
    has(&check, &says);
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
            about: About::default(),
        },
    );
    pair.asteria
        .submit(pair.space, propose(List::Differences, "Trade"));
    pair.in_step().await;
    let list = format!("{}/framework/differences", pair.base);
    let list = pair.borealis.browser.page(&list).await;
    has(&list, &["A text can be proposed", "Put forward by"]);
    has_not(&list, &["Waits for nobody", "Proposed by"]);
    let object = pair
        .borealis
        .node()
        .read(&pair.space, |state| {
            let mut history = state.relationship.history();
            let event = history.find(|event| event.statement == brought);
            event.expect("it came").objects[0]
        })
        .expect("the space");
    let item = format!("{}/item/{}", pair.base, object.hex());
    let page = pair.borealis.browser.page(&item).await;
    has(
        &page,
        &[
            "A text can be proposed",
            "Brought in by Asteria for discussion",
        ],
    );
    let offered = |act: &str| page.html.find(&format!("id=\"act-{act}-item\""));
    assert!(
        offered("propose").expect("offered") < offered("defer").expect("offered"),
        "what leads on comes first"
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
                about: About::default(),
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

/// The text dies while a reason is being written, on the form and on the check page.
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
