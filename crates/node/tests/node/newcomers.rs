//! Members come and go between whole nodes: who is let in reads everything, who left reads up to its removal.

use domain::relationship::letter_of;
use domain::{Command, List, Refusal, Wording, Wordings};
use node::ActError;
use node::founding::parties;
use record::founding::Membership;
use record::view::Position;
use record::{Kind, LogKey, PartyId, StatementId, TextStatus, Verdict};

use crate::pair::{counter, propose};
use crate::table::Table;

pub fn members(of: &[PartyId]) -> Command {
    let wording = Wording {
        lang: "en".into(),
        title: "Other members".into(),
        ..Wording::default()
    };
    Command::ChangeMembers {
        members: Membership::unanimous(parties(of)),
        lost: None,
        wordings: Wordings(vec![wording]),
    }
}

/// A new party in the place of one whose keys are all lost.
fn succession(of: &[PartyId], lost: PartyId) -> Command {
    match members(of) {
        Command::ChangeMembers {
            members, wordings, ..
        } => Command::ChangeMembers {
            members,
            lost: Some(lost),
            wordings,
        },
        other => other,
    }
}

/// By whom the third hears of the record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    Everybody,
    /// Only this chair talks to it.
    Only(usize),
}

impl Table {
    fn spreads(&mut self, way: Way) {
        match way {
            Way::Everybody => self.everybody_talks(),
            Way::Only(relay) => {
                for _ in 0..2 {
                    self.talk(0, 1);
                    self.talk(relay, 2);
                }
            }
        }
    }

    /// The first of these proposes, the others agree; everybody hears of it.
    pub fn agrees(&mut self, chairs: &[usize], command: Command, way: Way) -> StatementId {
        let space = self.space;
        let text = self.chairs[chairs[0]].acts(space, command).sealed[0].0;
        self.spreads(way);
        for chair in &chairs[1..] {
            self.chairs[*chair].acts(space, Command::Assent { text });
            self.spreads(way);
        }
        text
    }

    pub fn status(&self, chair: usize, text: &StatementId) -> Option<TextStatus> {
        let node = &self.chairs[chair].node;
        node.read(&self.space, |state| state.record.status(text))?
    }

    /// How much of the main log of `of` is at `chair`.
    pub fn holds(&self, chair: usize, of: usize) -> u64 {
        let log = LogKey::main(self.chairs[of].party);
        let node = &self.chairs[chair].node;
        let size = node.read(&self.space, |state| state.record.size(&log));
        size.unwrap_or(0)
    }

    pub fn restarts(&mut self, chair: usize) {
        self.chairs[chair].stopped(|_| ());
    }

    fn is_alike_for_all(&self) {
        let digests: Vec<_> = self
            .chairs
            .iter()
            .map(|chair| chair.digest(self.space))
            .collect();
        assert!(digests.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

/// A third is let in by two, with entries before, while it is asked for, and after.
fn comes(first: usize, way: Way) {
    let mut table = Table::of(&["Asteria", "Borealis"]);
    let (space, other) = (table.space, 1 - first);
    table.chairs[first]
        .says(space, "before it comes")
        .expect("in order");
    table.sits_down("Cimmeria");
    let all: Vec<PartyId> = table.chairs.iter().map(|chair| chair.party).collect();

    // While one member has not agreed, the third learns nothing.
    let change = table.chairs[first].acts(space, members(&all)).sealed[0].0;
    table.chairs[other]
        .says(space, "meanwhile")
        .expect("in order");
    table.spreads(way);
    assert!(table.chairs[2].node.space_ids().is_empty());
    let third_sent = |(from, to, _): &&(usize, usize, Vec<u8>)| *to == 2 && *from != 2;
    let told = table
        .sent
        .iter()
        .filter(third_sent)
        .cloned()
        .collect::<Vec<_>>();
    let shows = |bytes: &[u8]| bytes.windows(32).any(|part| part == space.as_bytes());
    assert!(
        !told.iter().any(|(.., bundle)| shows(bundle)),
        "not even the space's number"
    );

    table.chairs[other].acts(space, Command::Assent { text: change });
    table.spreads(way);
    assert_eq!(table.chairs[2].node.space_ids(), [space], "{way:?}");
    for of in [first, other] {
        assert_eq!(
            table.holds(2, of),
            table.holds(of, of),
            "from the founding on"
        );
    }
    table.restarts(2);
    table.chairs[2].enters(space);
    table.restarts(first);
    table.spreads(way);
    let begins = Position {
        log: LogKey::main(all[2]),
        index: 0,
    };
    let joined = table.chairs[first].node.read(&space, |state| {
        let event = state.relationship.event(&begins);
        event.map(|event| (event.kind, event.verdict))
    });
    assert_eq!(joined, Some(Some((Kind::Join, Verdict::Valid))));
    let text = table.agrees(
        &[2, first, other],
        propose(List::Dialogues, "All three"),
        way,
    );
    for chair in 0..3 {
        assert_eq!(
            table.status(chair, &text),
            Some(TextStatus::InEffect),
            "{way:?}"
        );
        let node = &table.chairs[chair].node;
        let letter = node.read(&space, |state| letter_of(&state.record, &all[2]));
        assert_eq!(letter, Some('C'));
        let report = node.verify(&space).unwrap().expect("it is known");
        assert!(report.faults.is_empty(), "{report:?}");
        let held = node.read(&space, |state| {
            state.held(&LogKey::main(all[first]), &all[2])
        });
        assert_eq!(
            held,
            Some(table.holds(first, first)),
            "a receipt from the newcomer"
        );
    }
    table.is_alike_for_all();
}

#[test]
fn m011_a_newcomer_reads_everything_whoever_hands_it_over() {
    for first in [0, 1] {
        for way in [Way::Everybody, Way::Only(0)] {
            comes(first, way);
        }
    }
}

#[test]
fn m011_two_newcomers_one_after_the_other_stand_in_the_same_order_for_all() {
    let mut table = Table::of(&["Asteria", "Borealis"]);
    let space = table.space;
    table.sits_down("Cimmeria");
    table.sits_down("Doria");
    let all: Vec<PartyId> = table.chairs.iter().map(|chair| chair.party).collect();
    table.agrees(&[0, 1], members(&all[..3]), Way::Everybody);
    table.chairs[2].enters(space);
    table.everybody_talks();
    table.agrees(&[2, 0, 1], members(&all), Way::Everybody);
    // The last one hears of everything from those who were there first only.
    table.chairs[3].enters(space);
    table.talk(3, 0);
    let text = table.agrees(
        &[3, 0, 1, 2],
        propose(List::Dialogues, "All four"),
        Way::Everybody,
    );
    for chair in 0..4 {
        assert_eq!(table.status(chair, &text), Some(TextStatus::InEffect));
        let node = &table.chairs[chair].node;
        let letters = node.read(&space, |state| {
            all.iter()
                .map(|one| letter_of(&state.record, one))
                .collect::<String>()
        });
        assert_eq!(letters.as_deref(), Some("ABCD"));
    }
    table.is_alike_for_all();
}

#[test]
fn m012_all_others_put_a_new_party_in_the_place_of_one_that_lost_its_keys() {
    for lost in 0..3 {
        let mut table = Table::of(&["Asteria", "Borealis", "Cimmeria"]);
        let (space, one, other) = (table.space, (lost + 1) % 3, (lost + 2) % 3);
        let proposal = propose(List::Dialogues, "Only the lost one's word is missing");
        let waiting = table.agrees(&[one, other], proposal, Way::Everybody);
        // It is under way when the party loses everything, and nobody has seen it.
        table.chairs[lost].acts(space, Command::Assent { text: waiting });
        table.sits_down("Doria");
        let mut after: Vec<PartyId> = table.chairs[..3].iter().map(|chair| chair.party).collect();
        let gone = std::mem::replace(&mut after[lost], table.chairs[3].party);
        let talks = |table: &mut Table| {
            for _ in 0..2 {
                table.talk(one, other);
                table.talk(other, 3);
                table.talk(one, 3);
            }
        };
        let change = table.chairs[one]
            .acts(space, succession(&after, gone))
            .sealed[0]
            .0;
        talks(&mut table);
        assert!(
            table.chairs[3].node.space_ids().is_empty(),
            "one alone declares nobody lost"
        );
        table.chairs[other].acts(space, Command::Assent { text: change });
        talks(&mut table);
        table.chairs[3].enters(space);
        table.restarts(other);
        talks(&mut table);
        let object = table.chairs[3].node.read(&space, |state| {
            state
                .relationship
                .object_of(&waiting)
                .expect("it came along")
        });
        for chair in [one, other, 3] {
            let rival = counter(object.expect("known"), "Other words");
            let refused = table.chairs[chair].submit(space, rival);
            let waits = matches!(refused, Err(ActError::Refused(Refusal::RivalWaits)));
            assert!(waits, "{refused:?}");
        }
        let proposal = propose(List::Dialogues, "Something new");
        let text = table.chairs[3].acts(space, proposal).sealed[0].0;
        for chair in [one, other] {
            talks(&mut table);
            table.chairs[chair].acts(space, Command::Assent { text });
        }
        talks(&mut table);
        for chair in [one, other, 3] {
            assert_eq!(table.status(chair, &text), Some(TextStatus::InEffect));
            assert_eq!(table.status(chair, &waiting), Some(TextStatus::Open));
        }
        // What was under way comes to light. Whoever was lost says nothing more.
        table.everybody_talks();
        for chair in [one, other, 3] {
            assert_eq!(table.status(chair, &waiting), Some(TextStatus::InEffect));
            assert_eq!(
                table.chairs[chair].digest(space),
                table.chairs[3].digest(space)
            );
        }
        assert!(table.chairs[lost].says_something(space).is_err());
    }
}
