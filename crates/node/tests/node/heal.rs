//! A party whose log was forked: its nodes stop, everybody sees it, it heals and goes on.

use std::collections::BTreeSet;

use domain::item::ItemStatus;
use domain::place::{entry_named, entry_number};
use domain::{About, Command, Refusal, Target, Wording, Wordings};
use node::{ActError, Stop};
use record::{Lane, ObjectId, PartyId, TextStatus};

use crate::fetch::told_apart;
use crate::forks::{ASTERIA, BOREALIS, CORVUS, TWIN, twin_of};
use crate::table::Table;

pub fn all_talk(table: &mut Table, all: &[usize]) {
    for _ in all {
        for (place, one) in all.iter().enumerate() {
            all[place + 1..]
                .iter()
                .for_each(|other| table.talk(*one, *other));
        }
    }
}

pub fn is_unhealed(table: &Table, at: usize) -> bool {
    let party = table.chairs[CORVUS].party;
    let unhealed = |state: &node::Space| state.is_unhealed(&party, Lane::Main);
    let node = &table.chairs[at].node;
    node.read(&table.space, unhealed).expect("it is known")
}

pub fn is_stopped(table: &Table, at: usize) -> bool {
    let chair = &table.chairs[at];
    let stopped = |state: &node::Space| state.stop(&chair.party).is_some();
    chair.node.read(&table.space, stopped).expect("it is known")
}

/// Everybody has heard that Corvus' log was forked, and holds both branches.
pub fn forked() -> Table {
    let mut table = told_apart();
    all_talk(&mut table, &[ASTERIA, BOREALIS]);
    for twin in [CORVUS, TWIN] {
        assert!(!is_stopped(&table, twin), "it cannot know yet");
        table.talk(twin, ASTERIA);
    }
    table
}

/// Corvus heals, and all of these go on.
pub fn goes_on(table: &mut Table, all: &[usize]) {
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let healed = table.chairs[CORVUS].node.heal(space, party, 1_000).unwrap();
    assert_eq!(healed.expect("it was forked").heads, 2);
    for at in all {
        table.chairs[*at].says_something(space).unwrap();
    }
}

fn heals(healer: usize) {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    for at in [ASTERIA, BOREALIS, CORVUS, TWIN] {
        assert!(is_unhealed(&table, at), "everybody sees it");
        assert_eq!(is_stopped(&table, at), at >= CORVUS);
    }
    let says = |table: &Table| table.chairs[healer].says(space, "Afterwards");
    assert!(matches!(says(&table), Err(ActError::Stopped(Stop::Forked))));
    table.chairs[healer].stopped(|_| {});
    assert!(matches!(says(&table), Err(ActError::Stopped(Stop::Forked))));
    let size = table.chairs[healer].size(space);

    // What was signed is noted after it is written: a crash between the two, and a start.
    let aside = tempfile::tempdir().unwrap();
    let noted = aside.path().join("high-water.db");
    table.chairs[healer].stopped(|folder| {
        std::fs::copy(folder.join("high-water.db"), &noted).unwrap();
    });
    let heal = |table: &Table| table.chairs[healer].node.heal(space, party, 1_000);
    let healed = heal(&table).unwrap().expect("there is something to heal");
    assert_eq!((healed.log.epoch, healed.heads), (1, 2));
    table.chairs[healer].stopped(|folder| {
        for rest in ["high-water.db-wal", "high-water.db-shm"] {
            let _ = std::fs::remove_file(folder.join(rest));
        }
        std::fs::copy(&noted, folder.join("high-water.db")).unwrap();
    });
    assert_eq!(heal(&table).unwrap(), None, "once is enough");
    assert_eq!(table.chairs[healer].size(space), size);

    let left = [ASTERIA, BOREALIS, healer];
    says(&table).unwrap();
    all_talk(&mut table, &left);
    let texts = |at: usize| {
        let texts = |state: &node::Space| {
            let texts = state.record.ledger().texts();
            let of_epoch = texts.filter(|(_, text)| {
                text.proposed.iter().next().expect("it was proposed").log == healed.log
            });
            of_epoch.map(|(id, _)| *id).collect::<Vec<_>>()
        };
        table.chairs[at].node.read(&space, texts).unwrap()
    };
    let [text] = texts(ASTERIA)[..] else {
        panic!("one text stands in the new epoch");
    };
    for at in [ASTERIA, BOREALIS] {
        table.chairs[at].acts(space, Command::Assent { text });
    }
    all_talk(&mut table, &left);
    for again in [false, true] {
        let digests = left.map(|at| table.chairs[at].digest(space));
        assert!(digests.iter().all(|digest| *digest == digests[0]));
        for at in left {
            assert!(!is_unhealed(&table, at) && !is_stopped(&table, at));
            let status = |state: &node::Space| state.record.status(&text);
            let status = table.chairs[at].node.read(&space, status).unwrap();
            assert_eq!(status, Some(TextStatus::InEffect), "again: {again}");
            let report = table.chairs[at].node.verify(&space).unwrap();
            assert_eq!(report.expect("it is known").faults, []);
            table.chairs[at].stopped(|_| {});
        }
    }
    let held = |state: &node::Space| {
        let log = state.current(&party);
        assert_eq!(log, healed.log);
        let other = table.chairs[ASTERIA].party;
        (state.held(&log, &other), state.record.size(&log))
    };
    let (held, size) = table.chairs[healer].node.read(&space, held).unwrap();
    assert!(held == size && size >= 3, "{held} of {size}");
}

#[test]
fn m026_a_forked_party_stops_heals_and_goes_on() {
    heals(CORVUS);
}

/// As above, from the other side of the fork.
#[test]
fn m026_the_other_copy_heals_as_well() {
    heals(TWIN);
}

/// Two copies that run on contradict one another again, in the epoch that one of them healed, and are stopped again.
#[test]
fn m026_a_copy_that_runs_on_after_the_heal_is_stopped_again() {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    for copy in [CORVUS, TWIN] {
        let healed = table.chairs[copy].node.heal(space, party, 1_000).unwrap();
        assert!(healed.is_some());
        table.chairs[copy].says_something(space).unwrap();
    }
    table.talk(CORVUS, ASTERIA);
    table.talk(TWIN, BOREALIS);
    all_talk(&mut table, &[ASTERIA, BOREALIS]);
    table.talk(CORVUS, BOREALIS);
    assert!(is_stopped(&table, CORVUS) && is_unhealed(&table, ASTERIA));
    let healed = table.chairs[CORVUS].node.heal(space, party, 2_000).unwrap();
    assert_eq!(healed.expect("once more").log.epoch, 2);
    table.chairs[CORVUS].says_something(space).unwrap();
    all_talk(&mut table, &[ASTERIA, BOREALIS, CORVUS]);
    let digest = |at: usize| table.chairs[at].digest(space);
    assert_eq!(digest(ASTERIA), digest(BOREALIS));
    assert_eq!(digest(ASTERIA), digest(CORVUS));
    assert!(!is_unhealed(&table, BOREALIS));
}

/// A stop between storing a branch and storing what proves the fork.
#[test]
fn m026_a_proof_that_was_not_stored_beside_its_branch_is_made_at_the_next_start() {
    let mut table = forked();
    let space = table.space;
    let proofs = |table: &Table| {
        let held = |state: &node::Space| state.forks.values().flatten().count();
        table.chairs[ASTERIA].node.read(&space, held)
    };
    assert_eq!(proofs(&table), Some(1));
    table.chairs[ASTERIA].stopped(|folder| {
        let mut store = store::Store::open(&folder.join("record.db")).unwrap();
        let facts = store.facts("fork").unwrap();
        assert_eq!(facts.len(), 2, "the proof, and when it came");
        for (name, _) in facts {
            store.drop_fact(&name).unwrap();
        }
    });
    assert_eq!(proofs(&table), Some(1));
    table.chairs[ASTERIA].stopped(|_| {});
    assert_eq!(proofs(&table), Some(1), "once");
}

fn amend(object: ObjectId, words: &str) -> Command {
    let wording = Wording {
        lang: "en".into(),
        title: words.into(),
        text: words.into(),
        courtesy: false,
    };
    Command::Propose {
        target: Target::Existing(object),
        wordings: Wordings(vec![wording]),
        about: About::default(),
    }
}

fn status(table: &Table, at: usize, object: &ObjectId) -> ItemStatus {
    let status = |state: &node::Space| {
        let item = state.relationship.item(object).expect("it is proposed");
        item.status(&state.relationship, &state.record)
    };
    let node = &table.chairs[at].node;
    node.read(&table.space, status).expect("it is known")
}

fn rests_for(table: &Table, at: usize, object: &ObjectId) -> Option<PartyId> {
    let rests = |state: &node::Space| {
        let item = state.relationship.item(object).expect("it is proposed");
        item.rests_for(&state.relationship, &state.record)
    };
    let node = &table.chairs[at].node;
    node.read(&table.space, rests).expect("it is known")
}

/// Corvus agrees to a text on one branch and declines it on the other: in effect, and dead.
#[test]
fn m026_a_contested_item_rests_until_the_heal_and_is_settled_by_a_text() {
    let mut table = Table::of(&["Asteria", "Borealis", "Corvus"]);
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let sealed = table.chairs[ASTERIA].says(space, "Sea rescue");
    sealed.unwrap();
    let text = |state: &node::Space| *state.record.ledger().texts().next().expect("a text").0;
    let text = table.chairs[ASTERIA].node.read(&space, text).unwrap();
    table.everybody_talks();
    table.chairs[BOREALIS].acts(space, Command::Assent { text });
    table.everybody_talks();
    twin_of(&mut table, CORVUS);
    table.chairs[CORVUS].acts(space, Command::Assent { text });
    table.chairs[TWIN].acts(space, Command::Decline { text, reason: None });
    table.talk(CORVUS, ASTERIA);
    table.talk(TWIN, BOREALIS);
    all_talk(&mut table, &[ASTERIA, BOREALIS, CORVUS]);
    let object = |state: &node::Space| state.relationship.object_of(&text).expect("a text");
    let object = table.chairs[ASTERIA].node.read(&space, object).unwrap();
    for at in [ASTERIA, BOREALIS] {
        assert_eq!(status(&table, at, &object), ItemStatus::Contested);
        let refused = table.chairs[at].submit(space, amend(object, "Sea and air rescue"));
        let Err(ActError::Refused(refusal)) = refused else {
            panic!("it rests");
        };
        assert_eq!(refusal, Refusal::Contested { party });
        assert_eq!(rests_for(&table, at, &object), Some(party));
        table.chairs[at].node.read(&space, |state| {
            let mut numbers = BTreeSet::new();
            for event in state.relationship.history() {
                let number = entry_number(&state.record, &event.at);
                assert_eq!(entry_named(&state.record, &number), Some(event.at));
                assert!(numbers.insert(number.clone()), "{number} twice");
            }
            assert!(numbers.iter().any(|number| number.ends_with("~2")));
        });
    }
    let healed = table.chairs[CORVUS].node.heal(space, party, 1_000).unwrap();
    assert!(healed.is_some());
    all_talk(&mut table, &[ASTERIA, BOREALIS, CORVUS]);
    assert_eq!(status(&table, BOREALIS, &object), ItemStatus::Contested);
    assert_eq!(rests_for(&table, BOREALIS, &object), None);
    table.chairs[BOREALIS].acts(space, amend(object, "Sea and air rescue"));
    all_talk(&mut table, &[ASTERIA, BOREALIS, CORVUS]);
    let settles = |state: &node::Space| {
        let mut texts = state.record.ledger().texts();
        let settles =
            texts.find(|(_, other)| other.slots.iter().any(|slot| slot.base == Some(text)));
        *settles.expect("it builds on the contested one").0
    };
    let settles = table.chairs[ASTERIA].node.read(&space, settles).unwrap();
    for at in [ASTERIA, CORVUS] {
        table.chairs[at].acts(space, Command::Assent { text: settles });
    }
    all_talk(&mut table, &[ASTERIA, BOREALIS, CORVUS]);
    for at in [ASTERIA, BOREALIS, CORVUS] {
        assert_eq!(status(&table, at, &object), ItemStatus::InEffect);
    }
}
