//! Everything that a seat holds as one bundle, as a node writes it: branch by branch, in the order in which they came here.

use record::bundle::{Bundle, Part};
use record::testing::{Player, Seat};
use record::{Checkpoint, Cosignature, CosignatureKind, LogKey, SignedCheckpoint};

/// The bundle, with heads at sizes that do not depend on which branch came first and at the end of each, all cosigned by
/// the next of these players.
pub fn whole(seat: &Seat, players: &[Player]) -> Bundle {
    let record = &seat.record;
    let logs: Vec<LogKey> = record.logs().copied().collect();
    let mut parts = Vec::new();
    for log in &logs {
        parts.extend(record.stem(log).map(|stem| Part::Branch {
            log: log.whole(),
            size: stem.at,
            root: record.root_at(&stem.of, stem.at).expect("it is held"),
        }));
        let own = seat.entries.iter().filter(|(key, _)| key == log);
        parts.extend(own.map(|(_, entry)| Part::Entry {
            log: log.whole(),
            entry: entry.clone(),
        }));
    }
    for log in &logs {
        let start = record.stem(log).map_or(0, |stem| stem.at);
        let end = record.size(log);
        let is_signed = |size: &u64| {
            let root = record.root_at(log, *size).expect("it is held");
            *size == end || root.0[0].is_multiple_of(2)
        };
        let sizes = (start + 1..=end).filter(is_signed);
        parts.extend(sizes.map(|size| head(seat, log, size, players)));
    }
    let space = record.space();
    Bundle { space, parts }
}

fn head(seat: &Seat, log: &LogKey, size: u64, players: &[Player]) -> Part {
    let mut places = players.iter();
    let of = places.position(|player| player.party == log.party);
    let of = of.expect("a party that is known");
    let head = Checkpoint {
        log: log.whole().in_space(seat.record.space()),
        size,
        root: seat.record.root_at(log, size).expect("it is held"),
        previous: None,
        time_ms: 1_000 * size,
    };
    let head = head.sign(&players[of].node);
    let by = &players[(of + 1) % players.len()];
    let receipts = vec![mirror(&head, by)];
    Part::Head { head, receipts }
}

/// This player has what is under the head, a millisecond after it was signed.
fn mirror(head: &SignedCheckpoint, by: &Player) -> record::SignedCosignature {
    let receipt = Cosignature {
        by: by.party,
        space: head.head.log.space,
        checkpoint: head.hash(),
        kind: CosignatureKind::Mirror,
        time_ms: head.head.time_ms + 1,
    };
    receipt.sign(&by.node)
}
