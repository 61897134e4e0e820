//! What waits for something that is not here is on the disk, and is read there when its time has come: whatever came in
//! between, and whoever wrote it.

use std::collections::BTreeMap;

use net::Host;
use net::wire::Batch;
use node::clock::simulated;
use node::host::Seated;
use node::{Node, Space};
use record::{LogKey, SpaceId, StatementId};

use crate::table::{Chair, Table};

/// The one to whom the others did not talk.
const AWAY: usize = 0;

/// Two talk while the third is away, each of them after having heard the other.
fn talked() -> Table {
    let mut table = Table::of(&["Asteria", "Borealis", "Corvus"]);
    for _ in 0..6 {
        for who in [1, 2] {
            let said = table.chairs[who].says_something(table.space);
            said.expect("it is in order");
            table.talk(1, 2);
        }
    }
    table
}

/// The rest of somebody's main log, as its own node hands it over.
fn handed(of: &Chair, to: &Node, space: SpaceId) -> Batch {
    let log = LogKey::main(of.party);
    let id = log.in_space(space);
    let from = to.read(&space, |state| state.record.size(&log));
    let from = from.expect("the space is known");
    let (entries, head) = of.node.stored(|reader| {
        let entries = reader.entries(&id, from, usize::MAX).expect("readable");
        (entries, reader.last_checkpoint(&id).expect("readable"))
    });
    Batch {
        from,
        entries: entries.iter().map(|one| one.entry.encode()).collect(),
        checkpoint: head.expect("it was signed"),
    }
}

fn takes(host: &Seated, of: &Chair, space: SpaceId) {
    let batch = handed(of, &host.node, space);
    host.store(of.party, batch, None).expect("it follows");
}

type Titles = BTreeMap<StatementId, String>;

fn titles(state: &Space) -> Titles {
    let texts = state.record.ledger().texts().map(|(id, _)| *id);
    let title = |id: StatementId| {
        let text = state.relationship.text(&id).expect("a text");
        (id, text.titles.title("en").to_owned())
    };
    texts.map(title).collect()
}

/// How many entries of a log wait, and how many of them are held.
fn waiting(chair: &Chair, log: LogKey, space: SpaceId) -> (u64, usize) {
    let read = chair.node.read(&space, |state| {
        let waiting = state.record.waiting();
        let of_log = waiting.iter().find(|(other, _)| *other == log);
        (
            of_log.map_or(0, |(_, waiting)| *waiting),
            state.record.held(&log),
        )
    });
    read.expect("the space is known")
}

/// One log of two comes, the node is started again, another process takes the other log. Gives the titles at whoever was
/// away and at somebody else.
fn away_and_back(erases: bool) -> [Titles; 2] {
    let mut table = talked();
    let space = table.space;
    let log = LogKey::main(table.chairs[1].party);
    takes(&table.host(AWAY), &table.chairs[1], space);
    let (waits, held) = waiting(&table.chairs[AWAY], log, space);
    assert!(waits > 6, "{waits} after the first");
    assert_eq!(held, if erases { 0 } else { waits as usize });

    table.chairs[AWAY].stopped(|_| {});
    assert_eq!(waiting(&table.chairs[AWAY], log, space), (waits, held));
    if erases {
        let path = table.chairs[AWAY].folder.path().join("record.db");
        let mut store = store::Store::open(&path).expect("it opens");
        let said = table.chairs[1].node.read(&space, |state| {
            let mut texts = state.record.ledger().texts();
            let theirs =
                texts.find(|(id, _)| state.relationship.text(id).expect("a text").at().log == log);
            *theirs.expect("it said something").0
        });
        let erased = store.erase_payload(&space, &said.expect("the space is known"), 0);
        assert_ne!(erased.expect("it writes"), store::Erased::Nothing);
    }

    let other = Node::open(table.chairs[AWAY].folder.path()).expect("a second process");
    let other = Seated {
        node: other.into(),
        ..table.host(AWAY)
    };
    takes(&other, &table.chairs[2], space);
    table.chairs[AWAY].node.notice_others().expect("readable");
    assert_eq!(waiting(&table.chairs[AWAY], log, space), (0, 0));
    let digest = table.chairs[1].digest(space);
    assert_eq!(table.chairs[AWAY].digest(space), digest);
    let other = other.node.read(&space, |state| state.record.digest());
    assert_eq!(other, Some(digest));
    let verified = table.chairs[AWAY].node.verify(&space).expect("readable");
    assert_eq!(verified.expect("the space is known").faults, []);
    [AWAY, 1].map(|at| titles_of(&table.chairs[at], space))
}

fn titles_of(chair: &Chair, space: SpaceId) -> Titles {
    chair.node.read(&space, titles).expect("the space is known")
}

#[test]
fn what_waits_is_folded_with_its_contents_after_a_restart_and_by_whichever_process() {
    let [ours, theirs] = away_and_back(false);
    assert_eq!(ours, theirs);
}

/// The same with no room in memory; what was erased meanwhile does not come back.
#[test]
fn what_waits_on_the_disk_alone_is_read_there_and_what_was_erased_is_not() {
    let [ours, theirs] = simulated::run(1, 1_000_000, || {
        simulated::set_room(0);
        away_and_back(true)
    });
    let differ: Vec<_> = theirs
        .iter()
        .filter(|(id, title)| ours[*id] != **title)
        .collect();
    assert_eq!((differ.len(), ours.len()), (1, theirs.len()));
    let (id, title) = differ[0];
    assert!(!title.is_empty() && ours[id].is_empty());
}
