//! Seal and append: own statements, durable one by one and a hundred at a time.

use std::time::Instant;

use record::testing::{Player, Seat, founding};
use record::{Checkpoint, Entry, Hash, Kind, LogId, SignedCheckpoint};
use store::{Appended, Batch, NewEntry, Store};

use super::invented::{Alone, WORDS, item, position, wordings};
use super::report::{Spread, figure, fsync, on_one_core, per_second};

const SINGLES: usize = 1_000;
const ITEMS: usize = 100;
const BATCHES: usize = 50;
const BATCH: usize = 100;

/// Prints four figures: the node and the store alone, one by one and in batches.
pub fn print() {
    through_the_node();
    through_the_store();
}

fn through_the_node() {
    let folder = tempfile::tempdir().expect("a folder");
    let alone = Alone::found(folder.path());
    alone.submit_all(&(0..ITEMS).map(item).collect::<Vec<_>>());
    let objects = alone.objects();
    let say = |number: usize| position(objects[number % ITEMS], number);

    let disk = fsync(folder.path());
    let begun = Instant::now();
    let mut times = Vec::new();
    let ((), worked) = on_one_core(|| {
        for number in 0..SINGLES {
            let began = Instant::now();
            alone.submit(say(number));
            times.push(began.elapsed());
        }
    });
    let value = format!(
        "{} / s, {} each, {:.2} ms of it computing",
        per_second(SINGLES, begun.elapsed()),
        Spread::of(times).halves(),
        worked.as_secs_f64() * 1e3 / SINGLES as f64
    );
    let limit = format!("{} / s: one fsync each", per_second(1, disk.at(50)));
    figure(
        "decide, sign, seal and append, one by one",
        value,
        limit,
        Some(&disk),
    );

    let disk = fsync(folder.path());
    let begun = Instant::now();
    let ((), worked) = on_one_core(|| {
        for batch in 0..BATCHES {
            let commands: Vec<_> = (0..BATCH)
                .map(|number| say(batch * BATCH + number))
                .collect();
            alone.submit_all(&commands);
        }
    });
    let all = BATCHES * BATCH;
    let value = format!("{} / s", per_second(all, begun.elapsed()));
    let limit = format!("{} / s: the computing alone", per_second(all, worked));
    figure(
        "the same, 100 in one transaction",
        value,
        limit,
        Some(&disk),
    );
}

fn through_the_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("record.db")).expect("an empty folder");
    let (log, entries) = sealed(SINGLES + BATCHES * BATCH);
    let (singles, batches) = entries.split_at(SINGLES);

    let heads: Vec<_> = (1..=SINGLES).map(|size| head(log, size)).collect();
    let disk = fsync(folder.path());
    let begun = Instant::now();
    let mut times = Vec::new();
    for (number, (entry, head)) in singles.iter().zip(&heads).enumerate() {
        let began = Instant::now();
        append(&mut store, log, number, std::slice::from_ref(entry), head);
        times.push(began.elapsed());
    }
    let value = format!(
        "{} / s, {} each",
        per_second(SINGLES, begun.elapsed()),
        Spread::of(times).halves()
    );
    let limit = format!("{} / s: one fsync each", per_second(1, disk.at(50)));
    figure("the store alone, one by one", value, limit, Some(&disk));

    let heads: Vec<_> = (1..=BATCHES)
        .map(|batch| head(log, SINGLES + batch * BATCH))
        .collect();
    let disk = fsync(folder.path());
    let begun = Instant::now();
    let ((), worked) = on_one_core(|| {
        for (number, (batch, head)) in batches.chunks(BATCH).zip(&heads).enumerate() {
            append(&mut store, log, SINGLES + number * BATCH, batch, head);
        }
    });
    let all = BATCHES * BATCH;
    let value = format!("{} / s", per_second(all, begun.elapsed()));
    let limit = format!("{} / s: the computing alone", per_second(all, worked));
    figure(
        "the store alone, 100 in one transaction",
        value,
        limit,
        Some(&disk),
    );
}

fn append(store: &mut Store, log: LogId, size: usize, entries: &[Entry], head: &SignedCheckpoint) {
    let new = |entry| NewEntry {
        entry,
        fitted: true,
        received_ms: 0,
    };
    let new: Vec<NewEntry<'_>> = entries.iter().map(new).collect();
    let batch = Batch {
        log,
        expected_size: size as u64,
        entries: &new,
        checkpoint: Some(head),
    };
    let appended = store.append(&[batch]).expect("the disk answers");
    assert_eq!(appended, Appended::Stored);
}

/// A signed head; the store does not ask whether the root is right.
fn head(log: LogId, size: usize) -> SignedCheckpoint {
    let head = Checkpoint {
        log,
        size: size as u64,
        root: Hash::ZERO,
        previous: None,
        time_ms: 0,
    };
    head.sign(&Player::new("asteria").node)
}

/// Entries of 1 KiB, sealed one after the other in a log of their own.
fn sealed(count: usize) -> (LogId, Vec<Entry>) {
    let players = ["asteria", "borealis"].map(Player::new);
    let mut seat = Seat::opened(&players[0], &founding(&players, 2));
    let log = players[0].log().in_space(seat.record.space());
    let from = seat.entries.len();
    for number in 0..count {
        say(&mut seat, number);
    }
    let entries = seat.entries.split_off(from);
    (log, entries.into_iter().map(|(_, entry)| entry).collect())
}

/// The delegate states a position of 1 KiB.
pub fn say(seat: &mut Seat, number: usize) {
    let mut body = seat.body(Kind::Position, &[]);
    body.fields = body.fields.with(domain::fact::field::OBJECT, |w| {
        w.bytes(&[7; 16]);
    });
    let content = wordings(number, WORDS).contents().next().expect("one");
    let payload = record::Payload {
        salt: record::testing::seed(&["salt", &number.to_string()]),
        content: content.bytes,
    };
    body.payloads = vec![payload.commitment(content.media_type, content.lang.as_deref())];
    let key = seat.player.delegate.clone();
    seat.seal_with(&body, vec![payload], &key);
}
