//! The handover brief: what is open, whose turn it is, what was put off; and nothing that is settled.

use domain::brief::brief;
use domain::testing::*;
use domain::{ItemStatus, List};

#[test]
fn m012_a_brief_lists_what_is_open_with_turns_and_days_and_nothing_that_is_settled() {
    mirrored(|stage| {
        stage.says("asteria", propose("Settled", List::Cooperation));
        stage.says("asteria", propose("Talks", List::Dialogues));
        stage.says("asteria", propose("Turn", List::Differences));
        stage.says("asteria", bring_in_item("Idea", List::Cooperation, &[]));
        stage.says("borealis", bring_in_item("Thought", List::Differences, &[]));
        stage.says("asteria", bring_in_item("Notion", List::Cooperation, &[]));
        stage.exchange();
        stage.says("borealis", agree("Settled"));
        stage.says("borealis", agree("Talks"));
        stage.says("borealis", defer("Turn", 30_000, "Not now"));
        stage.exchange();
        for name in ["asteria", "borealis"] {
            let seat = stage.seat(name);
            let brief = brief(&seat.relationship, seat.record());
            let [open] = brief.open.as_slice() else {
                panic!("one item is open: {:?}", brief.open)
            };
            let borealis = stage.seat("borealis").party();
            assert_eq!(open.object, seat.item("Turn"));
            assert_eq!(open.list, Some(List::Differences));
            assert_eq!(open.put_off, [(borealis, 30_000)]);
            let waiting_for = vec![borealis];
            assert_eq!(open.status, ItemStatus::Proposed { waiting_for });
            let lists = [(Some(List::Cooperation), 2), (Some(List::Differences), 1)];
            assert_eq!(brief.for_discussion, lists);
            let [(dialogue, last)] = brief.dialogues.as_slice() else {
                panic!("one dialogue goes on")
            };
            assert_eq!(*dialogue, seat.item("Talks"));
            assert_eq!(last.log.party, borealis, "its last entry is the assent");
        }
    });
}
