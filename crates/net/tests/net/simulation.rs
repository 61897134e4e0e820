//! Nodes in one thread over a network that loses, doubles and reorders, from one seed.

use std::collections::BTreeMap;
use std::sync::Arc;

use net::replica::PULL_PATIENCE_MS;
use net::wire::{decode_bundle, encode_bundle};
use net::{Backoff, Peer};
use record::{Lane, LogKey, PartyId};

use crate::book::{Book, party};

/// Numbers from a seed (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// Two ends of a line between two nodes, and what is under way in each direction.
struct Line {
    ends: [Arc<Peer>; 2],
    under_way: [Vec<Vec<u8>>; 2],
    up: bool,
}

struct World {
    books: Vec<Arc<Book>>,
    lines: Vec<Line>,
    now_ms: u64,
    dice: Dice,
    /// How many messages arrived.
    arrived: u64,
}

impl World {
    fn new(count: u8, lines: &[(usize, usize)], seed: u64) -> World {
        let members: Vec<PartyId> = (1..=count).map(party).collect();
        let books: Vec<Arc<Book>> = members.iter().map(|p| Book::new(*p, &members)).collect();
        let mut made = Vec::new();
        for (a, b) in lines {
            let end = |own: usize, other: usize| {
                let peer = Arc::new(Peer::new(books[other].party, books[own].clone()));
                let told = peer.clone();
                books[own].on_change(move |space| told.changed(space));
                peer
            };
            made.push(Line {
                ends: [end(*a, *b), end(*b, *a)],
                under_way: Default::default(),
                up: false,
            });
        }
        World {
            books,
            lines: made,
            now_ms: 1,
            dice: Dice::new(seed),
            arrived: 0,
        }
    }

    /// One step of time on every line. With `bad`, one message in four is lost, doubled or overtaken, and
    /// the line breaks now and then; only the first end ever dials.
    fn step(&mut self, bad: bool) {
        self.pass(500, bad);
    }

    fn pass(&mut self, ms: u64, bad: bool) {
        self.now_ms += ms;
        for line in &mut self.lines {
            if bad && self.dice.below(40) == 0 {
                line.up = false;
                line.ends.iter().for_each(|end| end.lost());
                line.under_way.iter_mut().for_each(Vec::clear);
            }
            if !line.up && (!bad || self.dice.below(4) == 0) {
                line.up = true;
                line.ends[0].connected(self.now_ms);
            }
            for (from, to) in [(0, 1), (1, 0)] {
                line.ends[from].pump(self.now_ms);
                while let Some(bundle) = line.ends[from].drain() {
                    if line.up {
                        let split = decode_bundle(&bundle).unwrap();
                        let one = |message: net::wire::Message| encode_bundle(&[message.encode()]);
                        line.under_way[to].extend(split.into_iter().map(one));
                    }
                }
                let mut arriving = std::mem::take(&mut line.under_way[to]);
                while !arriving.is_empty() {
                    let fate = if bad { self.dice.below(12) } else { 12 };
                    let which = if fate == 0 {
                        self.dice.below(arriving.len() as u64) as usize
                    } else {
                        0
                    };
                    let bundle = arriving.remove(which);
                    match fate {
                        1 => continue,
                        2 => arriving.push(bundle.clone()),
                        _ => {}
                    }
                    self.arrived += 1;
                    line.ends[to].handle(&bundle, self.now_ms).unwrap();
                }
            }
        }
    }

    /// A good network for twice the time after which a lost request is repeated.
    fn settle(&mut self) {
        let until_ms = self.now_ms + 2 * PULL_PATIENCE_MS;
        while self.now_ms < until_ms {
            self.pass(5000, false);
        }
    }

    fn scribble(&mut self, round: u64) {
        let who = self.dice.below(self.books.len() as u64) as usize;
        let book = &self.books[who];
        let lane =
            [Lane::Main, Lane::Main, Lane::Urgent, Lane::Identity][self.dice.below(4) as usize];
        let log = LogKey::of(book.party, lane, 0);
        let count = 1 + self.dice.below(3);
        let texts: Vec<String> = (0..count)
            .map(|i| format!("{round}.{i} by {who}"))
            .collect();
        let texts: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
        book.write(log, &texts);
    }

    fn assert_converged(&self, seed: u64) {
        let sizes = self.books[0].sizes();
        for book in &self.books {
            assert_eq!(
                book.sizes(),
                sizes,
                "seed {seed}: every node holds every log whole"
            );
            for log in sizes.keys() {
                assert_eq!(
                    book.entries(*log),
                    self.books[0].entries(*log),
                    "seed {seed}"
                );
            }
            let vouched = book.vouched();
            let expected: BTreeMap<_, _> = self
                .books
                .iter()
                .flat_map(|by| {
                    let others = sizes.iter().filter(|(log, _)| log.party != by.party);
                    others.map(|(log, size)| ((*log, by.party), *size))
                })
                .collect();
            assert_eq!(
                vouched, expected,
                "seed {seed}: every node holds every receipt"
            );
        }
    }
}

#[test]
fn whatever_is_lost_doubled_or_overtaken_both_nodes_end_with_the_same_logs() {
    (0..30).for_each(two_nodes_on_a_bad_line);
}

fn two_nodes_on_a_bad_line(seed: u64) {
    let mut world = World::new(2, &[(0, 1)], seed);
    for round in 0..60 {
        if world.dice.below(3) == 0 {
            world.scribble(round);
        }
        world.step(true);
    }
    world.settle();
    world.assert_converged(seed);
}

#[test]
#[cfg(debug_assertions)]
fn the_bad_line_catches_a_lost_announcement() {
    let bug = canary::Canary::LostAnnouncement;
    let caught = canary::caught(bug, 0..10, two_nodes_on_a_bad_line);
    caught.expect("what was not announced never arrives");
}

#[test]
fn a_log_reaches_whoever_has_no_line_to_its_author() {
    for seed in 0..10 {
        let mut world = World::new(3, &[(0, 1), (2, 1)], seed);
        for round in 0..60 {
            world.scribble(round);
            world.step(true);
        }
        world.settle();
        world.assert_converged(seed);
    }
}

#[test]
fn on_a_good_line_an_entry_travels_once_and_its_receipt_comes_back_at_once() {
    let mut world = World::new(2, &[(0, 1)], 1);
    (0..4).for_each(|_| world.step(false));
    world.books[0].say("from the one that dials");
    world.step(false);
    world.step(false);
    world.assert_converged(1);
    world.books[1].say("from the one that only answers");
    world.step(false);
    world.step(false);
    world.assert_converged(1);
    assert_eq!(world.books[0].stored_batches(), 1);
    assert_eq!(world.books[1].stored_batches(), 1);
}

#[test]
fn a_long_log_comes_in_batches_that_each_end_at_a_checkpoint() {
    let mut world = World::new(2, &[(0, 1)], 1);
    let megabyte = vec![0; 1 << 20];
    for _ in 0..10 {
        world.books[1].write(LogKey::main(party(2)), &[&megabyte, b"and a little more"]);
    }
    (0..12).for_each(|_| world.step(false));
    world.assert_converged(1);
    assert_eq!(world.books[0].stored_batches(), 4);
}

#[test]
fn a_log_whose_bytes_do_not_fit_rests_and_the_others_go_on() {
    let members = [party(1), party(2)];
    let (honest, liar) = (Book::new(party(1), &members), Book::new(party(2), &members));
    // The urgent lane is not signed by its party's key.
    let forged = LogKey::of(party(1), Lane::Urgent, 0);
    liar.write(forged, &[b"words put into another's mouth"]);
    liar.say("words of its own");
    let ours = Peer::new(party(2), honest.clone());
    let theirs = Peer::new(party(1), liar.clone());
    theirs.connected(1);
    for round in 0..10 {
        while let Some(bundle) = theirs.drain() {
            ours.handle(&bundle, round).unwrap();
        }
        while let Some(bundle) = ours.drain() {
            theirs.handle(&bundle, round).unwrap();
        }
    }
    assert_eq!(honest.entries(LogKey::main(party(2))).len(), 1);
    assert!(honest.entries(forged).is_empty());
    let refusals: Vec<_> = liar
        .news()
        .into_iter()
        .filter_map(|news| match news {
            net::News::Refusal(refusal) => Some(refusal),
            _ => None,
        })
        .collect();
    assert_eq!(refusals.len(), 1, "refused once, then left alone");
    assert!(refusals[0].is_signed_by(crate::book::node_key(party(1)).public()));
}

#[test]
fn a_head_that_contradicts_ours_is_given_to_the_node() {
    let members = [party(1), party(2), party(3)];
    let (one, two) = (Book::new(party(1), &members), Book::new(party(2), &members));
    // Party 3 told each of them something else: each book signs in its name.
    let log = LogKey::main(party(3));
    let (third, other) = (Book::new(party(3), &members), Book::new(party(3), &members));
    third.say("yes");
    other.say("no");
    let store = |book: &Arc<Book>, from: &Arc<Book>| {
        use net::Host;
        let batch = from.batch(party(1), crate::book::SPACE, log, 0).unwrap();
        book.store(party(3), batch, None).unwrap();
    };
    store(&one, &third);
    store(&two, &other);
    let (ours, theirs) = (
        Peer::new(party(2), one.clone()),
        Peer::new(party(1), two.clone()),
    );
    ours.connected(1);
    for round in 1..6 {
        while let Some(bundle) = ours.drain() {
            theirs.handle(&bundle, round).unwrap();
        }
        while let Some(bundle) = theirs.drain() {
            ours.handle(&bundle, round).unwrap();
        }
    }
    assert_eq!((one.examined(), two.examined()), (1, 1));
}

#[test]
fn at_rest_nothing_is_said_but_the_heads_now_and_then() {
    let mut world = World::new(3, &[(0, 1), (2, 1)], 1);
    (0..3).for_each(|round| world.scribble(round));
    world.settle();
    world.arrived = 0;
    (0..60).for_each(|_| world.pass(1000, false));
    // Three times in a minute, on two lines, in both directions.
    assert_eq!(world.arrived, 12);
}

#[test]
fn a_draft_reaches_whoever_is_named_in_it_now_or_when_it_comes_back() {
    let draft = |name: &[u8]| net::Draft {
        founding: name.to_vec(),
        payloads: Vec::new(),
    };
    let heard = |book: &Book| {
        let drafts = book.news().into_iter().filter_map(|news| match news {
            net::News::Draft(draft) => Some(draft.founding),
            _ => None,
        });
        drafts.collect::<std::collections::BTreeSet<_>>()
    };
    let mut world = World::new(2, &[(0, 1)], 1);
    world.books[1].draft(draft(b"before they met"));
    (0..3).for_each(|_| world.step(false));
    assert_eq!(heard(&world.books[0]).len(), 1);
    world.books[0].draft(draft(b"while they are in touch"));
    world.lines[0].ends[0].drafted();
    world.step(false);
    assert_eq!(heard(&world.books[1]).len(), 1);
}

#[test]
fn waiting_times_grow_and_differ_between_nodes() {
    let times = |seed| {
        let mut backoff = Backoff::new(seed);
        (0..10).map(|_| backoff.next_ms()).collect::<Vec<_>>()
    };
    let (one, two) = (times(1), times(2));
    assert_ne!(one, two);
    assert!(one[0] <= 250 && one[9] >= 15_000 && one.iter().all(|ms| *ms <= 30_000));
}
