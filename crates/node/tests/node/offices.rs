//! Offices outlast persons, on whole nodes: who takes one over, and what the other party sees of it.

use domain::{List, Refusal};
use node::clock::now_ms;
use node::people::{NewPerson, PersonView};
use node::{ActError, Node};
use record::key::SecretKey;
use record::{PartyId, TextStatus};

use crate::pair::{name, propose};
use crate::table::Table;

fn person(node: &Node, party: PartyId, login: &str, office: &str) -> (PersonView, SecretKey) {
    let new = NewPerson {
        login: login.into(),
        password: "correct horse battery".into(),
        names: name(login),
        offices: match office {
            "" => Vec::new(),
            office => name(office),
        },
        lang: "en".into(),
    };
    node.add_person_without_powers(party, &new)
        .expect("a new person")
}

#[test]
fn m012_an_office_is_handed_over_and_what_was_signed_for_it_stays() {
    for [of, other] in [[0, 1], [1, 0]] {
        let mut table = Table::of(&["Asteria", "Borealis"]);
        let (space, party) = (table.space, table.chairs[of].party);
        let node = table.chairs[of].node.clone();
        let (first, first_key) = person(&node, party, "first", "Head of the desk");
        let (second, second_key) = person(&node, party, "second", "");
        let says = |title: &str, key: &SecretKey| {
            let command = propose(List::Dialogues, title);
            node.submit(space, party, command, key, now_ms())
        };
        // Into an office, and from there to the successor.
        let full = |person: &PersonView| {
            let kinds = record::powers::Powers::ALL_KINDS.to_vec();
            let powers = record::powers::Powers::alone(&person.key, kinds, 3);
            node::people::delegation_of(person, powers)
        };
        let given = node.accredit(space, party, &full(&first), now_ms());
        given.expect("the seal key accredits");
        let said = says("By the first", &first_key).expect("in office").sealed[0].0;
        let from = first.key.kid();
        let succession = node.succession(space, &from, &second, None);
        let succession = succession.expect("the first holds the office");
        let handed = node.accredit(space, party, &succession, now_ms());
        handed.expect("the seal key accredits");
        let late = says("After the handover", &first_key);
        assert!(matches!(
            late,
            Err(ActError::Refused(Refusal::PowersMissing))
        ));
        says("By the second", &second_key).expect("the successor is in office");

        table.everybody_talks();
        let there = &table.chairs[other].node;
        let [of_first, of_second] = [&first, &second].map(|person| {
            let read = there.read(&space, |state| {
                let register = state.record.register(&party).expect("accredited");
                let holds = register.powers(&person.key.kid(), state.record.known());
                let all = register.all();
                let (_, last) = all
                    .filter(|(kid, _)| **kid == person.key.kid())
                    .last()
                    .expect("accredited");
                let names = state.relationship.delegate(&last.at).expect("named");
                (holds.is_some(), last.powers.tenure, names.offices.clone())
            });
            read.expect("the space is known")
        });
        assert!(!of_first.0 && of_second.0, "powers went over");
        let (before, after) = (of_first.1.expect("an office"), of_second.1.expect("it"));
        assert_eq!(before.office, after.office, "one office");
        assert_eq!(after.takes_over, Some(from));
        assert_eq!(of_first.2, of_second.2, "called the same");
        let stands = there.read(&space, |state| state.record.status(&said));
        assert_eq!(stands, Some(Some(TextStatus::Open)), "old signatures count");
        assert_eq!(
            table.chairs[of].digest(space),
            table.chairs[other].digest(space)
        );

        // What somebody else has taken over cannot be handed over once more; nor to oneself.
        let (third, _) = person(&node, party, "third", "");
        let second_kid = second.key.kid();
        for (from, to) in [
            (&from, &third),
            (&second_kid, &second),
            (&third.key.kid(), &second),
        ] {
            let refused = node.succession(space, from, to, None);
            assert!(
                matches!(refused, Err(ActError::Refused(Refusal::OfficeNotHeld))),
                "{refused:?}"
            );
        }
        assert!(node.succession(space, &second_kid, &third, None).is_ok());
        let last = node.signed_last(&space, &party, &from, 10).expect("read");
        assert_eq!(last.len(), 2, "the proposal and the assent: {last:?}");
        assert!(last[0].index > last[1].index, "the latest first");
    }
}
