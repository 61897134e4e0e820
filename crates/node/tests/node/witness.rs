//! A witness vouches for heads, holds no word, and carries what shows that somebody told two parties different things.

use std::path::{Path, PathBuf};

use net::wire::Message;
use net::{Extend, Host};
use node::bundle::Wanted;
use node::host::Seated;
use record::audit::Audit;
use record::bundle::Bundle;
use record::history::History;
use record::key::SecretKey;
use record::{Checkpoint, Hash, Lane, LogKey, Role, SignedCheckpoint};

use crate::table::{Chair, Table};

const ASTERIA: usize = 0;
const BOREALIS: usize = 1;
const DORADA: usize = 2;

/// Two parties and a witness.
fn witnessed_table() -> Table {
    Table::with_roles(&[
        ("Asteria", Role::Party),
        ("Borealis", Role::Party),
        ("Dorada", Role::Witness),
    ])
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, into),
            false => into.push(path),
        }
    }
}

/// In which files of a folder these bytes are.
fn found_in(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    let holds = |path: &PathBuf| {
        let content = std::fs::read(path).unwrap();
        content.windows(bytes.len()).any(|part| part == bytes)
    };
    all.into_iter().filter(holds).collect()
}

fn seated(chair: &Chair) -> Seated {
    Seated {
        node: chair.node.clone(),
        party: chair.party,
        addresses: Vec::new(),
    }
}

fn witnessed(by: &Chair, of: &Chair, table: &Table) -> u64 {
    let log = LogKey::main(of.party);
    let size = by.node.read(&table.space, |state| {
        state.witnessed(&log, &table.chairs[DORADA].party)
    });
    size.unwrap()
}

#[test]
fn a_witness_vouches_for_every_head_and_holds_no_word_of_what_is_under_it() {
    const WORDS: &str = "The crossing at Tern Sound opens on Monday";
    let mut table = witnessed_table();
    table.chairs[ASTERIA].says(table.space, WORDS).unwrap();
    table.chairs[BOREALIS].says(table.space, WORDS).unwrap();
    table.everybody_talks();
    let [asteria, borealis, dorada] = &table.chairs[..] else {
        panic!("three sit here");
    };
    for (one, other) in [(asteria, borealis), (borealis, asteria)] {
        assert_eq!(witnessed(one, one, &table), one.size(table.space));
        assert_eq!(witnessed(one, other, &table), other.size(table.space));
    }
    // What it holds: its own log, the identity logs, and heads.
    let logs = dorada.node.read(&table.space, |state| {
        state.record.logs().copied().collect::<Vec<_>>()
    });
    let closed = |log: &LogKey| log.lane != Lane::Identity && log.party != dorada.party;
    assert!(!logs.unwrap().iter().any(closed));
    let words = found_in(asteria.folder.path(), WORDS.as_bytes());
    assert!(!words.is_empty(), "the search finds what is there");
    assert_eq!(
        found_in(dorada.folder.path(), WORDS.as_bytes()),
        [] as [PathBuf; 0]
    );
    for chair in [asteria, borealis] {
        let log = LogKey::main(chair.party).in_space(table.space);
        let entries = chair
            .node
            .stored(|reader| reader.entries(&log, 0, usize::MAX));
        for stored in entries.unwrap() {
            let statement = stored.entry.leaf.statement;
            assert_eq!(
                found_in(dorada.folder.path(), statement.as_bytes()),
                [] as [PathBuf; 0],
                "entry {}",
                stored.index
            );
        }
    }
    // Somebody outside is shown who witnessed, and everything fits.
    let mut file = Vec::new();
    let written = asteria
        .node
        .write_bundle(&table.space, &Wanted::Everything, &mut file);
    written.unwrap().unwrap();
    let audit = Audit::of(&Bundle::decode(&file).unwrap());
    assert_eq!(audit.flaws, []);
    let own = |shown: &&record::audit::Shown| shown.folded.at.log == LogKey::main(asteria.party);
    for shown in audit.entries.iter().filter(own) {
        let by: Vec<_> = shown.witnessed_by.keys().copied().collect();
        assert_eq!(by, [dorada.party], "{:?}", shown.folded.at);
    }
}

/// Of the parties' logs a witness is given nothing, whatever it asks for, and takes nothing, whatever it is sent.
#[test]
fn no_entry_passes_to_a_witness_and_none_from_it() {
    let mut table = witnessed_table();
    table.chairs[ASTERIA].says_something(table.space).unwrap();
    table.everybody_talks();
    let [asteria, _, dorada] = &table.chairs[..] else {
        panic!("three sit here");
    };
    let (gives, takes) = (seated(asteria), seated(dorada));
    let log = LogKey::main(asteria.party);
    assert_eq!(gives.batch(dorada.party, table.space, log, 0), None);
    let receipts = gives.receipts(dorada.party, table.space, 0).unwrap();
    assert_eq!(receipts.list, []);
    let identity = LogKey::identity(asteria.party);
    assert!(
        gives
            .batch(dorada.party, table.space, identity, 0)
            .is_some()
    );
    let borealis = table.chairs[BOREALIS].party;
    let batch = gives.batch(borealis, table.space, log, 0).unwrap();
    assert_eq!(takes.store(asteria.party, batch, None), Err(None));
    assert_eq!(
        dorada
            .node
            .read(&table.space, |state| state.record.size(&log)),
        Some(0)
    );
}

/// What a witness must not sign: a head that does not follow, that nobody signed, or from a size that it is not at.
#[test]
fn a_witness_signs_no_head_that_does_not_follow_from_the_last_one() {
    let mut table = witnessed_table();
    table.chairs[ASTERIA].says_something(table.space).unwrap();
    table.everybody_talks();
    let space = table.space;
    let (asteria, dorada) = (&table.chairs[ASTERIA], &table.chairs[DORADA]);
    let log = LogKey::main(asteria.party);
    let size = asteria.size(space);
    let host = seated(dorada);
    let last = || {
        let id = log.in_space(space);
        let last = dorada.node.stored(|reader| reader.last_checkpoint(&id));
        last.unwrap().expect("it signed").head
    };
    assert_eq!(last().size, size);
    // The tree goes on with a leaf that nobody has seen.
    let history = asteria.node.read(&space, |state| {
        state.record.history(&log).cloned().expect("it is there")
    });
    let mut longer = history.unwrap();
    longer.push(Hash([1; 32]));
    let key = &asteria.node.seat(&asteria.party).unwrap().keys.node;
    let stranger = SecretKey::from_seed(&[9; 32]);
    let signed = |tree: &History, key: &SecretKey| -> SignedCheckpoint {
        Checkpoint {
            log: log.in_space(space),
            size: tree.size(),
            root: tree.root_at(tree.size()).unwrap(),
            previous: None,
            time_ms: 1,
        }
        .sign(key)
    };
    let shown = |tree: &History, from: u64, key: &SecretKey| Extend {
        checkpoint: signed(tree, key),
        from,
        path: tree.consistency_proof(from, tree.size()),
    };
    let mut other = History::default();
    for leaf in 0..=size {
        other.push(Hash([leaf as u8; 32]));
    }
    for (extend, what) in [
        (shown(&longer, size, &stranger), "by another key"),
        (shown(&other, size, key), "of another tree"),
        (
            Extend {
                path: Vec::new(),
                ..shown(&longer, size, key)
            },
            "without a proof",
        ),
    ] {
        assert!(host.witness(asteria.party, extend).is_err(), "{what}");
        assert_eq!(last().size, size, "{what}");
    }
    let from_elsewhere = shown(&longer, size - 1, key);
    assert_eq!(host.witness(asteria.party, from_elsewhere), Ok(()));
    assert_eq!(last().size, size, "it is told from where to go on instead");
    assert_eq!(
        host.witness(asteria.party, shown(&longer, size, key)),
        Ok(())
    );
    assert_eq!(last().size, size + 1);
    // From now on the other tree of that size is a fork, with no tree at hand to show it.
    let two = signed(&other, key);
    assert_eq!(two.head.size, size + 1);
    assert_eq!(host.examine(asteria.party, two), net::Examined::News);
    assert!(dorada.holds_a_fork(space));
}

/// Every epoch is a log whose head it keeps, so the same keys open so many and no more.
#[test]
fn a_witness_signs_the_heads_of_no_more_epochs_than_keys_may_open() {
    let mut table = witnessed_table();
    table.everybody_talks();
    let space = table.space;
    let (asteria, dorada) = (&table.chairs[ASTERIA], &table.chairs[DORADA]);
    let key = &asteria.node.seat(&asteria.party).unwrap().keys.node;
    let mut tree = History::default();
    tree.push(Hash([1; 32]));
    let host = seated(dorada);
    let first_head = |epoch: u32| Extend {
        checkpoint: Checkpoint {
            log: LogKey::of(asteria.party, Lane::Main, epoch).in_space(space),
            size: 1,
            root: tree.root_at(1).unwrap(),
            previous: None,
            time_ms: 1,
        }
        .sign(key),
        from: 0,
        path: Vec::new(),
    };
    for epoch in 1..16 {
        assert_eq!(host.witness(asteria.party, first_head(epoch)), Ok(()));
    }
    for epoch in [16, 255, 256, u32::MAX] {
        let done = host.witness(asteria.party, first_head(epoch));
        assert!(done.is_err(), "{epoch}");
    }
    let holding = host.holding(asteria.party, space).expect("it is shared");
    let of_asteria = holding
        .heads
        .keys()
        .filter(|log| log.party == asteria.party);
    assert_eq!(of_asteria.filter(|log| log.epoch > 0).count(), 15);
}

/// Somebody who is behind shows an earlier head that the witness never signed: it is passed on, and contradicts nothing.
#[test]
fn a_head_of_somebody_who_is_behind_is_compared_and_accuses_nobody() {
    let mut table = witnessed_table();
    let space = table.space;
    table.chairs[ASTERIA].says_something(space).unwrap();
    table.talk(ASTERIA, BOREALIS);
    table.chairs[ASTERIA].says_something(space).unwrap();
    table.talk(ASTERIA, DORADA);
    table.talk(BOREALIS, DORADA);
    table.talk(ASTERIA, DORADA);
    let compares = |(from, to, bundle): &(usize, usize, Vec<u8>)| {
        let messages = net::wire::decode_bundle(bundle).unwrap();
        let is_one = |message: &Message| matches!(message, Message::Compare(_));
        (*from, *to) == (DORADA, ASTERIA) && messages.iter().any(is_one)
    };
    assert_eq!(table.sent.iter().filter(|sent| compares(sent)).count(), 1);
    for chair in &table.chairs {
        assert!(!chair.holds_a_fork(space));
    }
}

/// Two parties that never reach one another, and one witness that reaches both.
#[test]
fn t1_a_witness_that_cannot_read_carries_the_proof_between_two_victims() {
    // The witness may hear of the shorter version first, or of the larger one.
    let orders = [[0, 1], [1, 0]].map(|victims| [(victims, false), (victims, true)]);
    for (victims, larger_first) in orders.into_iter().flatten() {
        let mut table = Table::with_roles(&[
            ("Asteria", Role::Party),
            ("Borealis", Role::Party),
            ("Corvus", Role::Party),
            ("Dorada", Role::Witness),
        ]);
        let (space, corvus, dorada) = (table.space, 2, 3);
        let twin = table.chairs[corvus].twin();
        table.chairs.push(twin);
        let twin = 4;
        for other in [0, 1, dorada] {
            table.talk(twin, other);
        }
        table.chairs[corvus].says_something(space).unwrap();
        table.chairs[twin].says_something(space).unwrap();
        table.chairs[twin].says_something(space).unwrap();
        let [first, second] = victims;
        table.talk(corvus, first);
        table.talk(twin, second);
        let [sooner, later] = match larger_first {
            true => [second, first],
            false => [first, second],
        };
        table.talk(sooner, dorada);
        table.talk(later, dorada);
        table.talk(sooner, dorada);
        table.talk(later, dorada);
        for chair in [first, second, dorada] {
            assert!(
                table.chairs[chair].holds_a_fork(space),
                "{victims:?} {larger_first} {chair}"
            );
        }
    }
}
