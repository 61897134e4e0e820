//! The history: the same from either end, and small enough for a million entries.

use domain::item::PositionStated;
use domain::relationship::Event;
use domain::testing::*;
use domain::{List, Relationship};

use crate::two;

#[test]
fn the_history_is_the_same_from_either_end_and_every_entry_is_found_where_it_stands() {
    let mut stage = two();
    stage.says("asteria", propose("Cables", List::Cooperation));
    stage.says("borealis", propose("Fleets", List::Dialogues));
    stage.says("borealis", position("Fleets", "Ours: b"));
    stage.exchange();
    stage.says("asteria", position("Fleets", "Ours: a"));
    stage.says("borealis", agree("Cables"));
    stage.says("borealis", position("Cables", "Ours too"));
    stage.exchange();
    let seat = stage.seat("asteria");
    let relationship: &Relationship = &seat.relationship;
    let history: Vec<Event<'_>> = relationship.history().collect();
    let entries = seat.seat.entries.len();
    assert_eq!(
        (history.len(), relationship.history().len()),
        (entries, entries)
    );
    assert!(history.is_sorted_by_key(|event| event.place));
    let mut backwards: Vec<Event<'_>> = relationship.history().rev().collect();
    backwards.reverse();
    assert_eq!(history, backwards);

    // From both ends in turn, nothing comes twice and nothing is left out.
    let mut events = relationship.history();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while let Some(event) = events.next() {
        first.push(event);
        last.extend(events.next_back());
    }
    first.extend(last.into_iter().rev());
    assert_eq!(history, first);

    for event in &history {
        assert_eq!(relationship.event(&event.at), Some(*event));
    }
    for title in ["Cables", "Fleets"] {
        let object = seat.item(title);
        let of = relationship.history_of(&object);
        let speaking = history
            .iter()
            .filter(|event| event.objects.contains(&object));
        assert!(speaking.eq(&of) && of.len() > 2, "{title}");
    }
}

/// What can be copied has no words of its own; what is small stays so.
#[test]
fn a_position_in_the_state_holds_no_words() {
    fn size_of_what_is_copied<T: Copy>() -> usize {
        size_of::<T>()
    }
    assert!(size_of_what_is_copied::<PositionStated>() <= 120);
}

/// Words stay in the store: with long ones the state is as large as with short ones.
#[test]
fn the_state_holds_no_words() {
    let size = |words: &str| {
        let mut stage = two();
        let with = |title: &str| format!("{title}: {words}");
        stage.says("asteria", propose(&with("Cables"), List::Cooperation));
        stage.says(
            "borealis",
            bring_in_item(&with("Fleets"), List::Dialogues, &[]),
        );
        stage.exchange();
        stage.says("asteria", position("Cables", &with("Ours")));
        stage.says("asteria", defer("Fleets", 20_100, words));
        stage.says_to_all("borealis", agree("Cables"));
        stage.says_to_all("borealis", suspend(&["Cables"], words));
        format!("{:?}", stage.seat("asteria").relationship).len()
    };
    let (short, long) = (size("few"), size(&"many ".repeat(10_000)));
    assert!(long < short + 1_000, "{short} and {long} characters");
}
