//! A space of which nobody but its members is to learn: what a stranger holds and is sent says nothing of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use domain::{Command, List};
use net::Peer;
use net::wire::{Heads, Hello, Message, Pull, encode_bundle};
use node::bundle::Wanted;
use node::clock::{day_of, now_ms, random};
use record::audit::Audit;
use record::bundle::Bundle;
use record::founding::Terms;
use record::{Hash, LogKey, SpaceId};

use crate::erasure::traces;
use crate::pair::propose;
use crate::table::{Chair, Table};

const WORDS: &str = "We would recognise the line of 1962";

/// Everything by which the space could be known, in bytes and in digits.
fn identifiers(chair: &Chair, space: SpaceId) -> Vec<Vec<u8>> {
    let entries = chair.node.stored(|reader| {
        let logs = chair.node.read(&space, |state| {
            let logs = state
                .record
                .logs()
                .filter(|log| log.lane != record::Lane::Identity);
            logs.copied().collect::<Vec<LogKey>>()
        });
        let logs = logs.expect("the space is known").into_iter();
        logs.flat_map(|log| {
            let stored = reader.entries(&log.in_space(space), 0, 1 << 20);
            stored.expect("readable")
        })
        .map(|stored| stored.entry)
        .collect::<Vec<_>>()
    });
    let mut known: BTreeSet<Vec<u8>> = BTreeSet::new();
    for entry in &entries {
        known.insert(entry.leaf.statement.as_bytes().to_vec());
        known.insert(entry.leaf_hash().0.to_vec());
        known.insert(entry.body_bytes.clone());
        let payloads = entry.payloads.iter().flatten();
        known.extend(payloads.map(|payload| payload.salt.to_vec()));
    }
    let hex = [space.hex(), space.short()];
    known.extend(hex.map(String::into_bytes));
    known.insert(space.as_bytes().to_vec());
    known.insert(WORDS.as_bytes().to_vec());
    known.into_iter().collect()
}

/// How often any of these stands in the folder of a stranger or in what was sent to it.
fn known_to(table: &Table, stranger: usize, identifiers: &[Vec<u8>]) -> usize {
    let in_files =
        |folder: &Path| -> usize { identifiers.iter().map(|bytes| traces(folder, bytes)).sum() };
    let sent = table.sent.iter().filter(|(_, to, _)| *to == stranger);
    let in_sent: usize = sent
        .map(|(.., bundle)| {
            let found = |bytes: &&Vec<u8>| bundle.windows(bytes.len()).any(|w| w == **bytes);
            identifiers.iter().filter(found).count()
        })
        .sum();
    in_files(table.chairs[stranger].folder.path()) + in_sent
}

/// What a member answers a stranger who asks for this space, whatever it is.
fn answers(table: &Table, member: usize, stranger: usize, space: SpaceId) -> Vec<usize> {
    let asked = &table.chairs[member];
    let peer = Peer::new(table.chairs[stranger].party, Arc::new(table.host(member)));
    let hello = Message::Hello(Hello {
        addresses: Vec::new(),
        answer: true,
    });
    let heads = Message::Heads(Heads {
        space,
        heads: Vec::new(),
        receipts_from: 0,
    });
    let pull = Message::Pull(Pull {
        space,
        log: LogKey::main(asked.party),
        from: 0,
    });
    let notes = Message::Notes(net::wire::Notes {
        space,
        held: Some(BTreeSet::new()),
        list: Vec::new(),
    });
    let ask = Message::Ask(space);
    let messages = [hello, heads, pull, ask, notes].map(|message| message.encode());
    peer.handle(&encode_bundle(&messages), 1).expect("a bundle");
    peer.changed(space);
    peer.pump(2);
    std::iter::from_fn(|| peer.drain())
        .map(|bundle| bundle.len())
        .collect()
}

#[test]
fn m018_a_stranger_learns_nothing_of_a_sealed_space() {
    for (one, other, stranger) in [(0, 1, 2), (1, 0, 2), (2, 1, 0)] {
        let mut table = Table::of(&["Asteria", "Borealis", "Cimmeria"]);
        let shared = table.space;
        let terms = Terms {
            release_day: Some(day_of(now_ms()) + 30),
            ..Terms::default()
        };
        let space = table.found_on(&[one, other], 9, terms);
        table.everybody_talks();
        let text = table.chairs[one].acts(space, propose(List::Dialogues, WORDS));
        let text = text.sealed[0].0;
        table.chairs[one].says_something(shared).expect("in order");
        table.everybody_talks();
        table.chairs[other].acts(space, Command::Assent { text });
        table.everybody_talks();
        assert_eq!(
            table.chairs[one].digest(space),
            table.chairs[other].digest(space)
        );

        let identifiers = identifiers(&table.chairs[one], space);
        assert!(identifiers.len() > 10);
        assert!(
            known_to(&table, other, &identifiers) > 0,
            "the search is blind"
        );
        assert_eq!(known_to(&table, stranger, &identifiers), 0);
        assert_eq!(table.chairs[stranger].node.space_ids(), [shared]);
        let unknown = SpaceId(Hash(random()));
        for member in [one, other] {
            assert_eq!(
                answers(&table, member, stranger, space),
                answers(&table, member, stranger, unknown),
                "unknown and not theirs are one answer"
            );
        }

        // A member publishes: whoever gets the file needs nobody's node.
        for member in [one, other] {
            let mut file = Vec::new();
            let node = &table.chairs[member].node;
            let written = node.write_bundle(&space, &Wanted::Everything, &mut file);
            assert!(written.expect("it can be written").is_some());
            let audit = Audit::of(&Bundle::decode(&file).expect("a bundle"));
            assert_eq!(audit.flaws, []);
            assert_eq!(audit.texts()[0].status, record::TextStatus::InEffect);
        }
    }
}
