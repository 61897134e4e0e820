//! All orders in which a forked history can arrive.

use std::collections::BTreeSet;

use record::fold::Signatures;
use record::testing::{Seat, Told, place};
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

/// A node that holds the opening and then takes the streams in this order.
pub fn deliver(table: &Table, streams: &[Vec<Told>], order: &[usize]) -> Record {
    let mut arrived = table.seats[A].handed();
    arrived.truncate(table.opening);
    let mut record = folded(table, &arrived);
    let mut sent = vec![0; streams.len()];
    for stream in order {
        let told = &streams[*stream][sent[*stream]];
        take(&mut record, told);
        arrived.push(told.clone());
        sent[*stream] += 1;
        if record.is_stale() {
            // As a node does: what it holds is folded anew, the keys first.
            let mut anew = arrived.clone();
            anew.sort_by_key(|told| told.log.lane != Lane::Identity);
            record = folded(table, &anew);
            assert!(!record.is_stale());
        }
    }
    assert!(record.waiting().is_empty(), "everything was sent");
    record
}

fn folded(table: &Table, arrived: &[Told]) -> Record {
    let mut record = Record::new(table.seats[A].record.founding().clone());
    arrived.iter().for_each(|told| take(&mut record, told));
    record
}

fn take(record: &mut Record, told: &Told) {
    // That they fit was seen when they were sealed.
    let _ = place(record, told, Signatures::Stored(true));
}

/// Delivers in every order and gives where the texts stand in the end, which must be the same always.
pub fn every_order(table: &Table, expected: usize) -> Vec<Option<TextStatus>> {
    let streams = streams(table);
    let lengths: Vec<usize> = streams.iter().map(Vec::len).collect();
    let orders = interleavings(&lengths);
    assert_eq!(orders.len(), expected);
    let of = |order: &Vec<usize>| {
        let record = deliver(table, &streams, order);
        let statuses = table.texts.iter().map(|text| record.status(text));
        (record.digest(), statuses.collect::<Vec<_>>())
    };
    let states: BTreeSet<_> = orders.iter().map(of).collect();
    assert_eq!(states.len(), 1, "of {} orders", orders.len());
    states.into_iter().next().expect("one").1
}
