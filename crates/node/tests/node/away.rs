//! A party that was away for long.

use domain::{Command, List};
use net::wire::{Message, decode_bundle};
use node::clock::day_of;
use record::LogKey;

use crate::pair::propose;
use crate::table::Table;

/// Days that it is away.
const DAYS: u64 = 30;

/// Asteria is away while Borealis says so much; then they talk once.
fn away(entries: usize) {
    let mut table = Table::of(&["Asteria", "Borealis"]);
    let space = table.space;
    let before = table.chairs[1].size(space);
    table.chairs[1].says_much(space, entries, DAYS);
    assert_eq!(
        table.chairs[1].size(space) - before,
        2 * entries as u64,
        "each text with its assent"
    );
    table.talk(0, 1);
    let log = LogKey::main(table.chairs[1].party);
    let [asteria, borealis] = [&table.chairs[0], &table.chairs[1]];
    assert_eq!(asteria.digest(space), borealis.digest(space));
    let report = asteria.node.verify(&space).unwrap().unwrap();
    assert_eq!(report.faults, []);
    let (held, vouched) = (asteria.party, borealis);
    let vouched = vouched.node.read(&space, |state| {
        (state.held(&log, &held), state.record.size(&log))
    });
    let (vouched, size) = vouched.unwrap();
    assert_eq!(vouched, size, "everything is vouched for");
    let last = asteria.node.stored(|reader| {
        let last = reader.last_checkpoint(&log.in_space(space)).unwrap();
        last.expect("a head").head.time_ms
    });
    assert!(day_of(last) >= day_of(node::clock::now_ms()) + DAYS - 1);
}

#[test]
fn m105_a_node_that_was_away_for_thirty_days_catches_up_and_verifies() {
    away(150);
}

#[test]
#[ignore = "a minute: ten thousand entries"]
fn m105_a_node_that_is_ten_thousand_entries_behind_catches_up_and_verifies() {
    away(5_000);
}

/// A text as long as one may be.
fn at_length(title: &str) -> Command {
    let mut command = propose(List::Dialogues, title);
    if let Command::Propose { wordings, .. } = &mut command {
        wordings.0[0].text = "w".repeat(60_000);
    }
    command
}

/// Two answer one another at length, and each has seen all that the other said. Whoever was away meanwhile takes log by
/// log, so the one waits for the other: that blocks nothing, nothing is refused, and nobody is left alone for a minute.
#[test]
fn m105_logs_that_wait_for_one_another_come_over_at_once() {
    let mut table = Table::of(&["Asteria", "Borealis", "Cantabria"]);
    for round in 0..100 {
        for one in [0, 1] {
            table.chairs[one].acts(table.space, at_length(&format!("Round {round}")));
            table.talk(0, 1);
        }
    }
    let before = table.sent.len();
    table.talk(2, 0);
    let [asteria, cantabria] = [0, 2].map(|at| table.chairs[at].digest(table.space));
    assert_eq!(asteria, cantabria);
    let sent = table.sent[before..]
        .iter()
        .flat_map(|(_, _, bundle)| decode_bundle(bundle).unwrap());
    let refused = |message: &Message| matches!(message, Message::Refused(_));
    assert_eq!(sent.filter(refused).count(), 0);
}
