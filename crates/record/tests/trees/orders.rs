//! All orders in which a forked history can arrive.

use std::collections::BTreeSet;

use record::fold::Signatures;
use record::testing::{Seat, Shelf, Told};
use record::{Lane, Record, TextStatus};

use crate::table::{A, Table};

/// What each node sealed after the opening, as a peer would hand it over: each log in its own order.
pub fn streams(table: &Table) -> Vec<Vec<Told>> {
    let own = |seat: &Seat| {
        let party = seat.player.party;
        let mut told = seat
            .handed()
            .split_off(table.opening.min(seat.entries.len()));
        told.retain(|told| told.log.party == party);
        told
    };
    let streams = table.seats.iter().map(own);
    streams.filter(|stream| !stream.is_empty()).collect()
}

/// All ways to interleave streams of these lengths.
fn interleavings(lengths: &[usize]) -> Vec<Vec<usize>> {
    if lengths.iter().all(|length| *length == 0) {
        return vec![Vec::new()];
    }
    let mut orders = Vec::new();
    for stream in (0..lengths.len()).filter(|stream| lengths[*stream] > 0) {
        let mut rest = lengths.to_vec();
        rest[stream] -= 1;
        for mut order in interleavings(&rest) {
            order.insert(0, stream);
            orders.push(order);
        }
    }
    orders
}

/// A node that holds the opening and then takes the streams in this order. It has room for so many bytes of what waits.
pub fn deliver(table: &Table, streams: &[Vec<Told>], order: &[usize], room: usize) -> Record {
    let mut arrived = table.seats[A].handed();
    arrived.truncate(table.opening);
    let mut shelf = folded(table, &arrived, room);
    let mut sent = vec![0; streams.len()];
    for stream in order {
        let told = &streams[*stream][sent[*stream]];
        take(&mut shelf, told);
        arrived.push(told.clone());
        sent[*stream] += 1;
        if shelf.record.is_stale() {
            // As a node does: what it holds is folded anew, the keys first.
            let mut anew = arrived.clone();
            anew.sort_by_key(|told| told.log.lane != Lane::Identity);
            shelf = folded(table, &anew, room);
            assert!(!shelf.record.is_stale());
        }
    }
    assert!(shelf.record.waiting().is_empty(), "everything was sent");
    shelf.record
}

fn folded(table: &Table, arrived: &[Told], room: usize) -> Shelf {
    let mut shelf = Shelf::new(table.seats[A].record.founding(), room);
    arrived.iter().for_each(|told| take(&mut shelf, told));
    shelf
}

fn take(shelf: &mut Shelf, told: &Told) {
    // That they fit was seen when they were sealed.
    let _ = shelf.place(told, Signatures::Stored(true));
}

/// Delivers in every order and gives where the texts stand in the end, which must be the same always.
pub fn every_order(table: &Table, expected: usize) -> Vec<Option<TextStatus>> {
    let streams = streams(table);
    let lengths: Vec<usize> = streams.iter().map(Vec::len).collect();
    let orders = interleavings(&lengths);
    assert_eq!(orders.len(), expected);
    let of = |order: &Vec<usize>, room| {
        let record = deliver(table, &streams, order, room);
        let statuses = table.texts.iter().map(|text| record.status(text));
        (record.digest(), statuses.collect::<Vec<_>>())
    };
    let states = orders
        .iter()
        .flat_map(|order| [0, 2_000, usize::MAX].map(|room| of(order, room)));
    let states: BTreeSet<_> = states.collect();
    assert_eq!(states.len(), 1, "of {} orders", orders.len());
    states.into_iter().next().expect("one").1
}
