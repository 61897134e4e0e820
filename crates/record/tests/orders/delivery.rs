//! All orders in which what stands in several logs can arrive.

use std::collections::BTreeSet;

use record::TextStatus;

use crate::play::Play;

/// All ways to interleave logs of these lengths.
fn interleavings(lengths: &[usize]) -> Vec<Vec<usize>> {
    if lengths.iter().all(|length| *length == 0) {
        return vec![Vec::new()];
    }
    let mut orders = Vec::new();
    for log in (0..lengths.len()).filter(|log| lengths[*log] > 0) {
        let mut rest = lengths.to_vec();
        rest[log] -= 1;
        for mut order in interleavings(&rest) {
            order.insert(0, log);
            orders.push(order);
        }
    }
    orders
}

/// All castings of `roles` parties.
pub fn castings(roles: usize) -> Vec<Vec<usize>> {
    interleavings(&vec![1; roles])
}

/// Delivers what a play sealed in every order; gives the number of orders.
pub fn deliver(play: &Play, from_start: bool) -> usize {
    let logs = play.logs(from_start);
    let lengths: Vec<usize> = logs.iter().map(|log| log.entries.len()).collect();
    let digest = |order: &Vec<usize>| {
        let mut node = play.node(!from_start);
        node.take_all(&logs, order);
        assert!(
            node.record.waiting().is_empty(),
            "everything was sent, so nothing waits"
        );
        node.record.digest()
    };
    let orders = interleavings(&lengths);
    let digests: BTreeSet<_> = orders.iter().map(digest).collect();
    assert_eq!(digests.len(), 1, "of {} orders", orders.len());
    orders.len()
}

/// Plays a script with every casting and in every order; gives where its texts stand in the end.
pub fn every_order(
    roles: usize,
    threshold: u64,
    orders: usize,
    script: impl Fn(&mut Play),
) -> Vec<Option<TextStatus>> {
    let plays = castings(roles)
        .into_iter()
        .map(|casting| Play::cast(&casting, threshold, &script));
    let plays: Vec<Play> = plays.collect();
    for play in &plays {
        assert_eq!(
            play.outcome(),
            plays[0].outcome(),
            "swapped: the mirror image"
        );
        assert_eq!(deliver(play, false), orders);
    }
    plays[0].outcome().statuses
}
