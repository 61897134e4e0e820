//! Closed spaces: what is agreed is signed, notes are not, and after the agreed day no byte of them is left anywhere.

use std::collections::BTreeSet;
use std::path::Path;

use domain::command::Reason;
use domain::{Command, List, Refusal};
use node::clock::{day_of, end_of_day, now_ms, random};
use node::notes::NewNote;
use node::pouch::Packing;
use node::{ActError, Node};
use record::cbor::Reader;
use record::cose::{Purpose, parse_signature};
use record::founding::Terms;
use record::key::PublicKey;
use record::{PartyId, SpaceId, TextStatus};

use crate::erasure::traces;
use crate::pair::{met, name, propose};
use crate::table::{Chair, Table};

/// What is left as notes, and the name under one of them.
const NOTES: [(&str, Option<&str>); 3] = [
    ("Between us: the ministry would live with two years", None),
    (
        "Nothing in writing, but four stations is what we need",
        Some("Wu Lian"),
    ),
    ("坦率地说，第三条是写给国内看的", None),
];

fn leave(
    node: &Node,
    space: SpaceId,
    party: PartyId,
    note: usize,
    now: u64,
) -> Result<(), ActError> {
    let (words, name) = NOTES[note];
    let new = NewNote {
        id: random(),
        lang: "en".into(),
        words: words.into(),
        name: name.map(str::to_owned),
    };
    node.write_note(space, party, &new, now)
}

fn words(chair: &Chair, space: SpaceId) -> Vec<String> {
    let notes = chair
        .node
        .notes(&space, now_ms())
        .expect("they can be read");
    let mut words: Vec<String> = notes.into_iter().map(|note| note.words).collect();
    words.sort();
    words
}

/// How often anything of the notes stands in the files of a folder.
fn left(folder: &Path) -> usize {
    let (all, names): (Vec<&str>, Vec<Option<&str>>) = NOTES.into_iter().unzip();
    let words = all.into_iter().chain(names.into_iter().flatten());
    words.map(|words| traces(folder, words.as_bytes())).sum()
}

/// All bytes under a folder, one after the other.
fn all_bytes(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).expect("a folder");
    let bytes = files.flat_map(|file| {
        let path = file.expect("an entry").path();
        match path.is_dir() {
            true => all_bytes(&path),
            false => std::fs::read(&path).expect("a file"),
        }
    });
    bytes.collect()
}

/// How many signatures in `bytes` fit one of these contents, under one of these keys, for any purpose or none.
fn signatures_over(bytes: &[u8], contents: &[Vec<u8>], keys: &[PublicKey]) -> usize {
    let purposes = [
        Purpose::Statement,
        Purpose::Checkpoint,
        Purpose::Cosignature,
        Purpose::Invitation,
    ];
    // A signature of Ed25519 as a byte string, by itself; and whatever is an envelope of ours. Each once.
    let (mut alone, mut envelopes) = (BTreeSet::new(), BTreeSet::new());
    for at in 0..bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(&[0x58, 64]) && rest.len() >= 66 {
            alone.insert(&rest[2..66]);
        }
        if rest.starts_with(&[0x84, 0x58]) {
            envelopes.extend(Reader::new(rest).raw());
        }
    }
    let mut found = 0;
    for signature in alone {
        let fits = |key: &&PublicKey| {
            contents
                .iter()
                .any(|one| key.verify(one, signature).is_ok())
        };
        found += keys.iter().filter(fits).count();
    }
    for envelope in envelopes
        .into_iter()
        .filter_map(|item| parse_signature(item).ok())
    {
        for key in keys.iter().filter(|key| key.kid() == envelope.kid) {
            let fits = |content: &&Vec<u8>| {
                let mut purposes = purposes.iter();
                purposes.any(|purpose| envelope.verify_detached(*purpose, key, content).is_ok())
            };
            found += contents.iter().filter(fits).count();
        }
    }
    found
}

fn keys(table: &Table) -> Vec<PublicKey> {
    let of = |chair: &Chair| {
        let seat = &chair.node.seat(&chair.party).expect("its own").keys;
        [
            chair.delegate.public().clone(),
            seat.node.public().clone(),
            seat.seal.public().clone(),
        ]
    };
    table.chairs.iter().flat_map(of).collect()
}

fn closed(names: &[&'static str]) -> (Table, u64) {
    let day = day_of(now_ms()) + 1;
    let terms = Terms {
        notes_until_day: Some(day),
        ..Terms::default()
    };
    (Table::on(names, terms), day)
}

#[test]
fn m130_notes_are_signed_by_nobody_and_gone_from_every_file_after_the_day() {
    let (mut table, day) = closed(&["Asteria", "Borealis", "Cimmeria"]);
    let space = table.space;
    for (at, chair) in table.chairs.iter().enumerate() {
        leave(&chair.node, space, chair.party, at, now_ms()).expect("it is closed");
    }
    // What all agree to is signed here as anywhere.
    let text = table.chairs[0].acts(space, propose(List::Dialogues, "Two years, four stations"));
    let text = text.sealed[0].0;
    table.everybody_talks();
    table.everybody_talks();
    for chair in &table.chairs[1..] {
        chair.acts(space, Command::Assent { text });
    }
    table.everybody_talks();

    let mut all: Vec<String> = NOTES.iter().map(|(words, _)| (*words).to_owned()).collect();
    all.sort();
    for chair in &table.chairs {
        assert_eq!(words(chair, space), all, "everybody has every note");
        let status = chair.node.read(&space, |state| state.record.status(&text));
        assert_eq!(status, Some(Some(TextStatus::InEffect)));
        assert!(left(chair.folder.path()) > 0);
        for file in ["record.db", "record.db-wal", "private.db", "private.db-wal"] {
            let bytes = std::fs::read(chair.folder.path().join(file)).unwrap_or_default();
            let holds = |words: &str| bytes.windows(words.len()).any(|w| w == words.as_bytes());
            assert!(!NOTES.iter().any(|(words, _)| holds(words)), "{file}");
        }
    }

    // Nobody's signature is over a note, as it is said, as it is sent, or anything between; the search finds signatures.
    let mut seen: Vec<u8> = table
        .sent
        .iter()
        .flat_map(|(.., bundle)| bundle.clone())
        .collect();
    table
        .chairs
        .iter()
        .for_each(|chair| seen.extend(all_bytes(chair.folder.path())));
    let mut over_notes: BTreeSet<Vec<u8>> = BTreeSet::new();
    for chair in &table.chairs {
        for note in chair
            .node
            .notes(&space, now_ms())
            .expect("they can be read")
        {
            let wire = net::Note {
                id: note.id,
                name: note.name.clone(),
                words: note.words.clone(),
            };
            let alone = net::wire::Notes {
                space,
                held: None,
                list: vec![wire],
            };
            over_notes.insert(net::wire::Message::Notes(alone).encode());
            over_notes.insert(note.words.into_bytes());
        }
    }
    let keys = keys(&table);
    let over_notes: Vec<Vec<u8>> = over_notes.into_iter().collect();
    assert_eq!(signatures_over(&seen, &over_notes, &keys), 0);
    let statement = table.chairs[0].node.stored(|reader| {
        let (log, index) = reader
            .find(&space, &text)
            .expect("readable")
            .expect("it is there");
        let entry = reader.entry(&log.in_space(space), index).expect("readable");
        entry.expect("it is there").entry.body_bytes
    });
    assert!(
        signatures_over(&seen, &[statement], &keys) > 0,
        "the search is blind"
    );

    // The day ends at one node before it does at the others: nothing comes back there.
    let after = end_of_day(day).expect("a day of this century") + 1;
    table.chairs[0]
        .node
        .end_notes(after - 1)
        .expect("it can be read");
    assert!(
        left(table.chairs[0].folder.path()) > 0,
        "not a millisecond too early"
    );
    table.chairs[0]
        .node
        .end_notes(after)
        .expect("it can be erased");
    table.everybody_talks();
    table.chairs[0].stopped(|_| {});
    table.everybody_talks();
    assert_eq!(left(table.chairs[0].folder.path()), 0);
    assert!(left(table.chairs[1].folder.path()) > 0);
    let late = leave(
        &table.chairs[0].node,
        space,
        table.chairs[0].party,
        0,
        now_ms(),
    );
    assert!(matches!(late, Err(ActError::Refused(Refusal::NotesOver))));

    let sent = table.sent.len();
    for chair in &table.chairs {
        chair.node.end_notes(after).expect("it can be erased");
    }
    table.everybody_talks();
    for (_, _, bundle) in &table.sent[sent..] {
        let said = |words: &str| bundle.windows(words.len()).any(|w| w == words.as_bytes());
        assert!(
            !NOTES.iter().any(|(words, _)| said(words)),
            "nothing is sent after the day"
        );
    }
    for chair in &table.chairs {
        assert_eq!(left(chair.folder.path()), 0);
        assert_eq!(words(chair, space), Vec::<String>::new());
        let report = chair.node.verify(&space).expect("it can be read");
        assert_eq!(report.expect("the space is known").faults, []);
    }
}

#[test]
fn m130_what_is_only_said_is_not_signed_in_a_closed_space() {
    let (mut table, _) = closed(&["Asteria", "Borealis"]);
    let space = table.space;
    let text = table.chairs[0].acts(space, propose(List::Dialogues, "A hotline"));
    let text = text.sealed[0].0;
    table.everybody_talks();
    let reason = Reason {
        lang: "en".into(),
        text: "Too early".into(),
    };
    let declined = |reason| Command::Decline { text, reason };
    for chair in &table.chairs {
        let (object, at) = chair
            .node
            .read(&space, |state| {
                let text = state.relationship.text(&text).expect("it was proposed");
                (text.slots.objects()[0], text.at())
            })
            .expect("the space is known");
        let wordings = chair.node.words(&space, &at).wordings;
        let defer = Command::Defer {
            object,
            until_day: 40_000,
            reason: None,
        };
        let position = Command::Position { object, wordings };
        for said in [defer, position, declined(Some(reason.clone()))] {
            let refused = chair
                .node
                .submit(space, chair.party, said, &chair.delegate, now_ms());
            assert!(matches!(
                refused,
                Err(ActError::Refused(Refusal::SpaceClosed))
            ));
        }
    }
    table.chairs[1].acts(space, declined(None));
}

#[test]
fn a_space_on_record_takes_no_notes() {
    let table = Table::of(&["Asteria", "Borealis"]);
    let chair = &table.chairs[0];
    let refused = leave(&chair.node, table.space, chair.party, 0, now_ms());
    assert!(matches!(
        refused,
        Err(ActError::Refused(Refusal::SpaceOnRecord))
    ));
    assert!(!chair.folder.path().join("notes").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notes_go_over_a_connection_and_in_a_pouch() {
    let (_left, _right, asteria, borealis, _) = met().await;
    let terms = Terms {
        notes_until_day: Some(day_of(now_ms()) + 1),
        ..Terms::default()
    };
    let space = asteria
        .node()
        .found(
            asteria.party,
            &node::founding::parties(&[borealis.party]),
            &name("Behind closed doors"),
            terms,
            now_ms(),
        )
        .expect("a peer");
    borealis
        .until("the draft", |node| node.space_ids().contains(&space))
        .await;
    borealis
        .node()
        .enter(space, borealis.party, now_ms())
        .expect("it is named");
    let has = |node: &Node, note: usize| {
        let notes = node.notes(&space, now_ms()).expect("they can be read");
        notes.iter().any(|one| one.words == NOTES[note].0)
    };
    leave(asteria.node(), space, asteria.party, 0, now_ms()).expect("it is closed");
    borealis.until("the note", |node| has(node, 0)).await;

    let theirs = borealis.running.node.clone();
    borealis.running.stop().await;
    let (ours, own) = (asteria.running.node.clone(), asteria.party);
    asteria.running.stop().await;
    leave(&ours, space, own, 1, now_ms()).expect("it is closed");
    let mut file = Vec::new();
    ours.write_pouch(own, borealis.party, Packing::default(), &mut file)
        .expect("a peer");
    let mut contents = NOTES.iter().map(|(words, _)| words.as_bytes());
    assert!(!contents.any(|words| file.windows(words.len()).any(|w| w == words)));
    theirs
        .read_pouch(borealis.party, std::io::Cursor::new(file))
        .expect("it is for them");
    assert!(has(&theirs, 0) && has(&theirs, 1));
}

/// From the end of the day until the files are looked at again nothing is read from them, taken or sent.
#[cfg(debug_assertions)]
#[test]
fn m130_from_the_end_of_the_day_on_no_note_is_shown_taken_or_sent() {
    use net::Host;
    use node::clock::simulated;

    simulated::run(130, now_ms(), || {
        let (mut table, day) = closed(&["Asteria", "Borealis"]);
        let space = table.space;
        let last = end_of_day(day).expect("a day of this century");
        let leaves = |chair: &Chair, note, now| leave(&chair.node, space, chair.party, note, now);
        simulated::set_now_ms(last);
        leaves(&table.chairs[0], 0, last).expect("the last millisecond of the day");

        simulated::set_now_ms(last + 1);
        let sent = table.sent.len();
        table.everybody_talks();
        let said = |bundle: &[u8]| {
            let words = NOTES[0].0.as_bytes();
            bundle.windows(words.len()).any(|part| part == words)
        };
        assert!(!table.sent[sent..].iter().any(|(.., bundle)| said(bundle)));
        let late = net::Note {
            id: [7; 16],
            name: None,
            words: NOTES[1].0.into(),
        };
        let of_asteria = table.chairs[0].party;
        table.host(1).take_notes(of_asteria, space, vec![late]);
        for (at, chair) in table.chairs.iter().enumerate() {
            assert_eq!(words(chair, space), [] as [String; 0], "not shown");
            let refused = leaves(chair, 2, last + 1);
            let over = matches!(refused, Err(ActError::Refused(Refusal::NotesOver)));
            assert!(over, "not written at {at}: {refused:?}");
        }
        // What is there is what was left before: a clock set back before anything was erased shows it.
        simulated::set_now_ms(last);
        assert_eq!(words(&table.chairs[0], space), [NOTES[0].0]);
        assert_eq!(
            words(&table.chairs[1], space),
            [] as [String; 0],
            "not taken"
        );
    });
}
