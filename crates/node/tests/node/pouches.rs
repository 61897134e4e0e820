//! What does not fit into one pouch goes into the next, once the first was answered.

use std::io::Cursor;
use std::sync::Arc;

use domain::{About, Command, List, Subject, Target, Wording, Wordings};
use node::Node;
use node::pouch::{Packed, Packing, Unpacked};
use record::{LogKey, PartyId};

use crate::pair::met;

/// One batch of entries and a little more.
const ROOM: u64 = 5 << 20;

fn long(number: usize) -> Command {
    let wording = Wording {
        lang: "en".into(),
        title: format!("Item {number}"),
        text: "\u{5b57}".repeat(50_000),
        courtesy: false,
    };
    Command::Propose {
        target: Target::New {
            subject: Subject::Item,
            list: Some(List::Dialogues),
        },
        wordings: Wordings(vec![wording]),
        about: About::default(),
    }
}

fn carry(from: &Arc<Node>, to: &Arc<Node>, ends: [PartyId; 2]) -> (Packed, Unpacked) {
    let [own, other] = ends;
    let packing = Packing {
        bytes_max: ROOM,
        ..Packing::default()
    };
    let mut file = Vec::new();
    let packed = from.write_pouch(own, other, packing, &mut file).unwrap();
    assert_eq!(packed.bytes, file.len() as u64);
    assert!(packed.bytes <= ROOM);
    (packed, to.read_pouch(other, Cursor::new(file)).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_record_goes_in_several_pouches() {
    let (_left, _right, asteria, borealis, space) = met().await;
    let (own, other) = (asteria.party, borealis.party);
    let theirs = borealis.running.node.clone();
    borealis.running.stop().await;
    (0..45).for_each(|number| {
        asteria.submit(space, long(number)).unwrap();
    });
    let ours = asteria.running.node.clone();
    asteria.running.stop().await;
    let (first, brought) = carry(&ours, &theirs, [own, other]);
    assert!(first.more && first.entries > 0);
    assert!(brought.logs.iter().all(|log| log.is_whole()));
    let log = LogKey::main(own);
    let size = |node: &Node| node.read(&space, |state| state.record.size(&log)).unwrap();
    assert!(size(&theirs) < size(&ours));
    carry(&theirs, &ours, [other, own]);
    let (second, _) = carry(&ours, &theirs, [own, other]);
    assert!(!second.more);
    assert_eq!(size(&theirs), size(&ours));
}
