//! What holds for every page: in three languages, changing nothing, the same for both sides.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::StatusCode;
use domain::command::Reason;
use domain::{About, Command, List, Source, Subject, Wording, Wordings};
use node::clock::{now_ms, random};
use node::founding::parties;
use record::{SpaceId, StatementId, TextStatus};

use crate::browser::{Browser, Page};
use crate::pair::{Pair, names, propose};
use crate::understood::{has, has_not};

/// A relationship in which there is something on every page.
async fn furnished() -> (Pair, Vec<String>, StatementId) {
    let pair = Pair::meet().await;
    let agreed = pair.agreed("Climate").await;
    let reason = Reason {
        lang: "en".into(),
        text: "The visit was cancelled.".into(),
    };
    pair.borealis.submit(
        pair.space,
        Command::Suspend {
            texts: vec![agreed],
            reason,
            answers: None,
        },
    );
    pair.in_step().await;
    let wording = |lang: &str, title: &str| Wording {
        lang: lang.into(),
        title: title.into(),
        text: "As published.".into(),
        courtesy: false,
    };
    let wordings = Wordings(vec![
        wording("en", "Guardrails"),
        wording("zh-Hans", "护栏"),
    ]);
    let sources = vec![Source {
        label: "Zheng Tao, 2020".into(),
        citation: "An article, a journal, 1 July 2020".into(),
    }];
    pair.asteria.submit(
        pair.space,
        Command::BringIn {
            subject: Subject::Item,
            list: Some(List::Differences),
            wordings,
            about: About {
                sources,
                ..About::default()
            },
        },
    );
    pair.in_step().await;
    let open = pair
        .borealis
        .submit(pair.space, propose(List::Dialogues, "Trade"));
    pair.asteria
        .until_status(pair.space, open, TextStatus::Open)
        .await;
    let object = pair
        .asteria
        .node()
        .read(&pair.space, |state| state.relationship.object_of(&open))
        .flatten()
        .expect("known");
    for (side, words) in [
        (&pair.asteria, "We see it this way."),
        (&pair.borealis, "We see it that way."),
    ] {
        let wordings = Wordings(vec![Wording {
            lang: "en".into(),
            text: words.into(),
            ..Wording::default()
        }]);
        side.submit(pair.space, Command::Position { object, wordings });
    }
    pair.in_step().await;
    let base = &pair.base;
    let (one, other) = (
        pair.item(&pair.asteria, agreed),
        pair.item(&pair.asteria, open),
    );
    let inside = [
        "",
        "/waiting",
        "/framework",
        "/framework/dialogues",
        "/framework/cooperation",
        "/framework/differences?q=guard",
        "/framework/dialogues?status=proposed",
        "/propose",
        "/suspend",
        "/record",
        "/record?kind=assent&party=A",
        "/record/A-1",
        "/record/B-2",
        "/record/A-3",
        "/record/A-K1",
        "/record/verify",
        "/settings",
        "/settings/party",
        "/settings/delegates",
        "/settings/brief",
        "/settings/peers",
    ];
    let mut paths: Vec<String> = inside
        .into_iter()
        .map(|path| format!("{base}{path}"))
        .collect();
    paths.extend(["", "/amend", "/move", "/position"].map(|act| format!("{one}{act}")));
    paths.extend(["", "/amend", "/position"].map(|act| format!("{other}{act}")));
    paths.extend(["/settings/peers", "/settings/party"].map(str::to_owned));
    (pair, paths, open)
}

fn state(pair: &Pair) -> Vec<Option<(record::Hash, u64)>> {
    let size = |state: &node::Space| state.record.logs().map(|log| state.record.size(log)).sum();
    let of = |side: &crate::pair::Side| {
        side.node()
            .read(&pair.space, |state| (state.record.digest(), size(state)))
    };
    [&pair.asteria, &pair.borealis].map(of).to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_speaks_three_languages_and_a_get_changes_nothing() {
    let (mut pair, paths, _) = furnished().await;
    let before = state(&pair);
    let spaces = pair.asteria.node().space_ids();
    for lang in i18n::Lang::ALL {
        pair.asteria.browser.speak(lang.tag()).await;
        for path in &paths {
            let page = pair.asteria.browser.page(path).await;
            let faults = ["⟦", "{ $", "{$"]
                .into_iter()
                .filter(|fault| page.html.contains(fault));
            assert_eq!(
                faults.count(),
                0,
                "{path} in {}: {}",
                lang.tag(),
                page.text()
            );
            assert!(
                page.html
                    .contains(&format!("<html lang=\"{}\">", lang.tag())),
                "{path}"
            );
            assert!(
                !page.html.contains(" style=") && !page.html.contains("<script>"),
                "{path}"
            );
        }
        let mut stranger = Browser::new(web::router(pair.asteria.app.clone()));
        for path in ["/login", "/link/00", "/nothing/here", "/framework"] {
            let page = stranger.get(&format!("{path}?lang={}", lang.tag())).await;
            let page = stranger.get(&page.location).await;
            assert!(
                !page.html.contains('⟦') && page.html.contains("<h1>"),
                "{path} in {}: {}",
                lang.tag(),
                page.html
            );
        }
    }
    assert_eq!(state(&pair), before);
    assert_eq!(pair.asteria.node().space_ids(), spaces);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_from_elsewhere_is_refused() {
    let (mut pair, _, open) = furnished().await;
    let before = state(&pair);
    let base = pair.base.clone();
    let item = pair.item(&pair.asteria, open);
    let hex = open.hex();
    let mut paths: Vec<String> = [
        "/login",
        "/logout",
        "/link/00",
        "/settings/peers/invite",
        "/settings/peers/accept",
    ]
    .map(str::to_owned)
    .to_vec();
    let inside = [
        "/propose",
        "/suspend",
        "/sign",
        "/record/verify",
        "/settings",
        "/settings/password",
        "/settings/delegates",
        "/settings/delegates/00/revoke",
        "/settings/delegates/00/hand-over",
        "/settings/peers/invite",
        "/settings/peers/00/pause",
        "/settings/peers/00/resume",
        "/settings/peers/00/compared",
        "/waiting/00/cancel",
        "/waiting/00/countersign",
        "/waiting/00/take-back",
    ];
    paths.extend(inside.map(|path| format!("{base}{path}")));
    paths.extend(
        ["agree", "decline", "defer", "amend", "position", "propose"]
            .map(|act| format!("{item}/{act}")),
    );
    let elsewhere: [&[(&str, &str)]; 4] = [
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://here.example:8440"),
        ],
        &[("origin", "http://elsewhere.example")],
    ];
    for path in &paths {
        for headers in elsewhere {
            let answer = pair
                .asteria
                .browser
                .post_from(path, &[("text", &hex), ("shown", &hex)], headers)
                .await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{path} with {headers:?}"
            );
        }
    }
    assert_eq!(state(&pair), before);
    pair.asteria.browser.page(&base).await;
    let here = [("origin", "http://here.example:8440")];
    let answer = pair
        .asteria
        .browser
        .post_from(
            &format!("{item}/agree"),
            &[("text", &hex), ("shown", &hex)],
            &here,
        )
        .await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "an older browser says where it is only by Origin: {}",
        answer.text()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_space_that_is_unknown_and_one_that_is_not_theirs_are_the_same_answer() {
    let mut pair = Pair::meet().await;
    let node = pair.asteria.node();
    let members = parties(&[pair.asteria.party, pair.borealis.party]);
    let (founding, payloads) = node.draft_founding(
        pair.asteria.party,
        members,
        &["en"],
        &names("Another", "另一", "另一"),
    );
    let drafted = node
        .keep_founding(&founding, &payloads)
        .expect("it names us");
    let unknown = SpaceId(record::Hash(random()));
    for path in ["", "/framework", "/record/A-1", "/settings", "/item/00"] {
        let mut answers = Vec::new();
        for space in [drafted, unknown] {
            let page = pair
                .asteria
                .browser
                .get(&format!("/s/{}{path}", space.short()))
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            let headers = page.headers.clone();
            answers.push((page.html.replace(&space.short(), "-"), headers));
        }
        assert_eq!(answers[0], answers[1], "{path}");
    }
    let events = pair
        .asteria
        .browser
        .get(&format!("/events/{}", drafted.short()))
        .await;
    assert_eq!(events.status, StatusCode::NOT_FOUND);
    let mut stranger = Browser::new(web::router(pair.asteria.app.clone()));
    let known = stranger.get(&pair.base).await;
    let other = stranger.get(&format!("/s/{}", unknown.short())).await;
    assert_eq!(known.status, StatusCode::SEE_OTHER);
    assert_eq!(
        known.location.replace(&pair.space.short(), "-"),
        other.location.replace(&unknown.short(), "-")
    );
}

/// A page is made, then something changes, then its script opens the stream: the page must still hear of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_between_a_page_and_its_event_stream_is_not_missed() {
    let mut pair = Pair::meet().await;
    let page = pair.asteria.browser.get(&pair.base).await;
    let (_, rest) = page.html.split_once("data-events=\"").expect("a stream");
    let (stream, _) = rest.split_once('"').expect("an address");
    pair.asteria
        .submit(pair.space, propose(List::Dialogues, "Trade"));
    pair.asteria.quiet().await;
    // Before the stream says by itself that it is there.
    let patience = Duration::from_secs(10);
    let event = pair.asteria.browser.first_event(stream, patience).await;
    assert!(
        event.is_some_and(|line| line.starts_with("data:")),
        "{stream}"
    );
    let (stream, _) = stream.split_once('=').expect("a count");
    let now = *pair.asteria.node().changes().borrow();
    let event = pair
        .asteria
        .browser
        .first_event(&format!("{stream}={now}"), Duration::from_secs(1))
        .await;
    assert_eq!(event, None, "nothing is new");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_carries_the_rules_for_the_browser() {
    let mut pair = Pair::meet().await;
    for path in [
        pair.base.clone(),
        "/nothing".into(),
        "/login".into(),
        web::assets::style().url.clone(),
    ] {
        let page = pair.asteria.browser.get(&path).await;
        let header = |name: &str| {
            page.headers
                .get(name)
                .map(String::as_str)
                .unwrap_or_default()
        };
        assert!(
            header("content-security-policy").starts_with("default-src 'none'; script-src 'self';"),
            "{path}"
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        let kept = path.starts_with("/static/");
        assert_eq!(
            header("cache-control").contains("no-store"),
            !kept,
            "{path}"
        );
    }
    let large = "x".repeat(2 << 20);
    let answer = pair
        .asteria
        .browser
        .post(&format!("{}/propose", pair.base), &[("text-en", &large)])
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// The pieces of the main part of a page that stand by themselves, without times: how often each is there.
fn pieces(page: &Page) -> BTreeMap<String, usize> {
    let main = page
        .html
        .split_once("<main")
        .expect("a page")
        .1
        .split_once("</main>")
        .expect("a page")
        .0;
    let mut counts = BTreeMap::new();
    let mut rest = main;
    while let Some((words, tagged)) = rest.split_once('<') {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        // The sentences of a summary and the names in a row stand in the reader's order of the parties, too.
        for sentence in words
            .split_inclusive(". ")
            .map(str::trim)
            .filter(|sentence| !sentence.is_empty())
        {
            if !sentence.contains("UTC")
                && !sentence.contains("ago")
                && !sentence.contains("just now")
            {
                let mut names: Vec<&str> = sentence
                    .split_whitespace()
                    .map(|word| word.trim_matches([',', '.']))
                    .collect();
                names.sort_unstable();
                *counts.entry(names.join(" ")).or_insert(0) += 1;
            }
        }
        rest = tagged.split_once('>').map_or("", |(_, rest)| rest);
    }
    counts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m118_both_sides_see_the_same_pages_but_for_the_order_of_the_parties() {
    let (mut pair, _, open) = furnished().await;
    let base = pair.base.clone();
    let item = pair.item(&pair.asteria, open);
    let shared = [
        "",
        "/framework/dialogues",
        "/framework/cooperation",
        "/framework/differences",
        "/record",
        "/record?party=A",
        "/record?kind=position",
    ];
    for path in shared.map(|path| format!("{base}{path}")) {
        let left = pieces(&pair.asteria.browser.page(&path).await);
        let right = pieces(&pair.borealis.browser.page(&path).await);
        assert_eq!(left, right, "{path}");
    }
    // On an item the acts are each side's own; what was said is the same.
    let without_acts = |page: Page| {
        let acts = page
            .html
            .split_once("<section class=\"acts\"")
            .map(|(before, rest)| {
                format!(
                    "{before}{}",
                    rest.split_once("<section id=\"positions\"")
                        .map_or("", |(_, after)| after)
                )
            });
        pieces(&Page {
            html: acts.unwrap_or(page.html.clone()),
            ..page
        })
    };
    let mut left = without_acts(pair.asteria.browser.page(&item).await);
    let mut right = without_acts(pair.borealis.browser.page(&item).await);
    for side in [&mut left, &mut right] {
        side.remove("What you can do");
    }
    assert_eq!(left, right, "{item}");
    let first = |page: &Page| {
        page.text().find("Position of Asteria") < page.text().find("Position of Borealis")
    };
    assert!(
        first(&pair.asteria.browser.page(&item).await),
        "one's own party stands first"
    );
    assert!(
        !first(&pair.borealis.browser.page(&item).await),
        "one's own party stands first"
    );
}

/// The acts that an item's page offers: `agree` of `id="act-agree-2a62bc53"`.
async fn acts(side: &mut crate::pair::Side, item: &str) -> Vec<String> {
    let page = side.browser.page(item).await;
    let ids = page.html.split("id=\"act-").skip(1);
    let ids = ids.filter_map(|rest| rest.split_once('"'));
    let acts = ids.filter_map(|(id, _)| id.rsplit_once('-'));
    acts.map(|(act, _)| act.to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m026_an_item_offers_both_sides_the_same_and_each_what_it_offers_the_other() {
    let mut pair = Pair::meet().await;
    let agreed = pair.agreed("Climate").await;
    let by = |side: &crate::pair::Side, title: &str| {
        side.submit(pair.space, propose(List::Dialogues, title))
    };
    let (left, right) = (by(&pair.asteria, "Trade"), by(&pair.borealis, "Visas"));
    pair.in_step().await;
    let [agreed, left, right] = [agreed, left, right].map(|text| pair.item(&pair.asteria, text));
    let own = acts(&mut pair.asteria, &agreed).await;
    assert!(own.len() > 4, "{own:?}");
    assert_eq!(own, acts(&mut pair.borealis, &agreed).await, "agreed");
    let proposer = acts(&mut pair.asteria, &left).await;
    let other = acts(&mut pair.borealis, &left).await;
    assert!(proposer.len() > 1 && other.len() > 2 && proposer != other);
    assert_eq!(proposer, acts(&mut pair.borealis, &right).await, "proposed");
    assert_eq!(other, acts(&mut pair.asteria, &right).await, "to answer");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m117_every_text_position_and_source_on_an_item_says_whose_it_is() {
    let (mut pair, _, open) = furnished().await;
    let item = pair.item(&pair.borealis, open);
    let page = pair.borealis.browser.page(&item).await;
    let positions = page
        .html
        .split("<section class=\"column position\">")
        .skip(1);
    let mut stated = 0;
    for (column, (party, person, words)) in positions.zip([
        ("Borealis", "Shen", "that way"),
        ("Asteria", "Lena", "this way"),
    ]) {
        let column = column.split_once("</section>").expect("sections end").0;
        assert!(
            column.contains(&format!("Position of {party}"))
                && column.contains(person)
                && column.contains(words),
            "{column}"
        );
        stated += 1;
    }
    assert_eq!(stated, 2);
    let texts: Vec<&str> = page
        .html
        .split("<section class=\"text\" id=\"text-")
        .skip(1)
        .collect();
    assert_eq!(texts.len(), 1, "{}", page.html);
    let head = texts[0].split_once("class=\"versions\"");
    let (head, _) = head.expect("a text has words");
    assert!(head.contains("Borealis"), "{head}");
    // A position that was replaced is still somebody's.
    let wordings = Wordings(vec![Wording {
        lang: "en".into(),
        text: "We see it anew.".into(),
        ..Wording::default()
    }]);
    let state = |state: &node::Space| state.relationship.object_of(&open);
    let object = pair.borealis.node().read(&pair.space, state).flatten();
    let object = object.expect("it was proposed");
    pair.borealis
        .submit(pair.space, Command::Position { object, wordings });
    let page = pair.borealis.browser.page(&item).await;
    let (_, earlier) = page
        .html
        .split_once("<details><summary>Earlier positions")
        .expect("one is earlier");
    let (earlier, _) = earlier.split_once("</details>").expect("it ends");
    assert!(
        earlier.contains("that way") && earlier.contains("Shen"),
        "{earlier}"
    );
    let list = pair
        .borealis
        .browser
        .page(&format!("{}/framework/differences", pair.base))
        .await;
    assert!(
        list.text().contains("per Zheng Tao, 2020"),
        "{}",
        list.text()
    );
    let at = list.html.find("/item/").expect("an item is listed");
    let href = format!(
        "{}{}",
        pair.base,
        list.html[at..].split_once('"').expect("an address ends").0
    );
    let page = pair.borealis.browser.page(&href).await;
    for words in [
        "Brought in by Asteria for discussion",
        "per Zheng Tao, 2020",
        "An article, a journal, 1 July 2020",
        "As published.",
    ] {
        assert!(page.text().contains(words), "{words} in {}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verifying_reads_everything_again_and_says_what_it_found() {
    let mut pair = Pair::meet().await;
    pair.agreed("Climate").await;
    pair.in_step().await;
    let path = format!("{}/record/verify", pair.base);
    let page = pair.asteria.browser.post(&path, &[]).await;
    assert!(
        page.text()
            .contains("are unbroken; all nodes hold the same head."),
        "{}",
        page.text()
    );
}

/// Changes one letter of these words wherever the database has them on the disk, under the running node.
fn damage(folder: &std::path::Path, words: &[u8]) -> usize {
    use std::os::unix::fs::FileExt;
    let mut places = 0;
    for file in ["record.db", "record.db-wal"].map(|name| folder.join(name)) {
        let bytes = std::fs::read(&file).expect("a running node has both");
        let open = std::fs::File::options().write(true).open(&file);
        for at in 0..=bytes.len().saturating_sub(words.len()) {
            if bytes[at..].starts_with(words) {
                let changed = [bytes[at] ^ 0x20];
                open.as_ref()
                    .expect("the test owns it")
                    .write_all_at(&changed, at as u64)
                    .expect("the test owns it");
                places += 1;
            }
        }
    }
    places
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m027_the_page_names_the_entry_that_was_changed_on_the_disk() {
    let mut pair = Pair::meet().await;
    let text = pair.agreed("Climate").await;
    pair.in_step().await;
    assert!(damage(pair.asteria.folder.path(), b"Climate") > 0);
    let path = format!("{}/record/verify", pair.base);
    let page = pair.asteria.browser.post(&path, &[]).await;
    let place = pair.asteria.node().read(&pair.space, |state| {
        let at = state.relationship.text(&text).expect("it is there").at();
        let letter = domain::place::letter_of(&state.record, &at.log.party);
        format!("{letter}-{}", at.index + 1)
    });
    let place = place.expect("the space");
    let said = page.text();
    assert!(
        said.contains(&format!("broken at entry {place} of Asteria:"))
            && !said.contains("are unbroken"),
        "{place}: {said}"
    );
    let page = pair.borealis.browser.post(&path, &[]).await;
    assert!(page.text().contains("are unbroken"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_relationship_says_in_plain_words_who_is_witness() {
    let mut pair = Pair::meet().await;
    let witness = record::Member {
        party: pair.borealis.party,
        role: record::Role::Witness,
    };
    let node = pair.asteria.node();
    let title = names("Watched", "见证", "見證");
    let founded = node.found(
        pair.asteria.party,
        &[witness],
        &title,
        record::founding::Terms::default(),
        now_ms(),
    );
    let space = founded.expect("a peer");
    let base = format!("/s/{}", space.short());
    let page = pair.asteria.browser.get(&base).await;
    let said = page.text();
    // Its name is in its identity log, which comes when it has entered.
    let words = format!(
        "{} is a witness: its node signs",
        pair.borealis.party.short()
    );
    assert!(said.contains(&words), "{said}");
}

/// A witness signs heads: no page says of it that it holds entries, will read them, or has yet to receive them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_witness_signed_is_said_as_that_and_never_as_receipt() {
    let mut pair = Pair::meet().await;
    let (asteria, borealis) = (pair.asteria.party, pair.borealis.party);
    let witness = record::Member {
        party: borealis,
        role: record::Role::Witness,
    };
    let title = names("Watched", "见证", "見證");
    let terms = record::founding::Terms::default();
    let node = pair.asteria.node();
    let space = node.found(asteria, &[witness], &title, terms, now_ms());
    let space = space.expect("a peer");
    node.accredit_everybody(space, asteria, now_ms())
        .expect("the seal accredits");
    let offered = |node: &node::Node| node.space_ids().contains(&space);
    pair.borealis.until("the founding", offered).await;
    let entered = pair.borealis.node().enter(space, borealis, now_ms());
    entered.expect("named in the founding");
    let text = pair
        .asteria
        .submit(space, propose(List::Dialogues, "Trade"));
    let own = record::LogKey::main(asteria);
    let signed = |node: &node::Node| {
        node.read(&space, |state| {
            state.witnessed(&own, &borealis) == state.record.size(&own)
        }) == Some(true)
    };
    pair.asteria.until("the head to be witnessed", signed).await;
    let number = pair.asteria.node().read(&space, |state| {
        let event = state.relationship.said(&text).next().expect("it was said");
        domain::place::entry_number(&state.record, &event.at)
    });
    let number = number.expect("the space is known");
    let browser = &mut pair.asteria.browser;
    let base = format!("/s/{}", space.short());
    let verify = format!("{base}/record/verify");
    let verified = browser.post(&verify, &[]).await;
    for (page, says) in [
        (
            browser.page(&base).await,
            "Borealis has signed the latest head of our log as a witness",
        ),
        (
            browser.page(&format!("{base}/record")).await,
            "Borealis has signed its head as a witness",
        ),
        (
            browser.page(&format!("{base}/record/{number}")).await,
            "Borealis signed a head over it as a witness",
        ),
        (verified, "are unbroken; all nodes hold the same head."),
    ] {
        has(&page, &[says]);
        has_not(
            &page,
            &[
                "Borealis has confirmed",
                "Receiving from",
                "In step with Borealis",
            ],
        );
    }
    let typed = [
        ("title-en", "Visas"),
        ("text-en", "As published."),
        ("authentic-en", "1"),
        ("list", "dialogues"),
        ("how", "propose"),
    ];
    let check = browser.post(&format!("{base}/propose"), &typed).await;
    let readers = check.html.split_once("class=\"readers\"");
    let (readers, _) = readers
        .expect("a check page")
        .1
        .split_once("</ul>")
        .expect("it ends");
    assert!(
        readers.contains("Asteria") && !readers.contains("Borealis"),
        "{readers}"
    );
}
