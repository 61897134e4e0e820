//! The order of arrival leaves no trace: whoever holds the same entries sees the same state, in every order.

use std::collections::BTreeMap;

use domain::decide::Seeds;
use domain::testing::*;
use domain::{List, Subject};
use record::seal::Statement;
use record::{Body, Entry, Kind, Lane, LogKey, ObjectId};

use crate::two;

/// The entries that a seat holds, log by log: what opened the space, and what was said since.
struct Held {
    opening: Vec<(LogKey, Entry)>,
    said: Vec<(LogKey, Vec<Entry>)>,
}

impl Held {
    fn by(seat: &Seat) -> Held {
        let mut sizes: BTreeMap<LogKey, usize> = BTreeMap::new();
        let (mut opening, mut said) = (Vec::new(), BTreeMap::<LogKey, Vec<Entry>>::new());
        for (log, entry) in &seat.seat.entries {
            let size = sizes.entry(*log).or_default();
            *size += 1;
            // Entering and the delegate's powers open a main log.
            match log.lane == Lane::Identity || (log.lane == Lane::Main && *size <= 2) {
                true => opening.push((*log, entry.clone())),
                false => said.entry(*log).or_default().push(entry.clone()),
            }
        }
        Held {
            opening,
            said: said.into_iter().collect(),
        }
    }

    fn count(&self) -> usize {
        self.said.iter().map(|(_, entries)| entries.len()).sum()
    }

    /// Plays the entries to an onlooker, the logs taking turns as `order` says (indices into `said`).
    /// If `numbers_stay`, no number on screen changes on the way.
    fn play(&self, seat: &Seat, order: &[usize], numbers_stay: bool) -> Seat {
        let mut onlooker = seat.onlooker();
        onlooker.take_all(&self.opening);
        let mut next = vec![0; self.said.len()];
        let mut numbers: BTreeMap<ObjectId, String> = BTreeMap::new();
        for log in order {
            let (key, entries) = &self.said[*log];
            onlooker.take(*key, &entries[next[*log]]);
            next[*log] += 1;
            let items = onlooker.relationship.items();
            for item in items.into_iter().filter(|_| numbers_stay) {
                let number = item.number(onlooker.record());
                let before = numbers.entry(item.object).or_insert_with(|| number.clone());
                assert_eq!(
                    *before, number,
                    "a number on screen stays, in order {order:?}"
                );
            }
        }
        onlooker
    }

    /// The logs' turns in every order.
    fn orders(&self) -> Vec<Vec<usize>> {
        fn extend(left: &mut [usize], order: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
            if left.iter().all(|left| *left == 0) {
                all.push(order.clone());
            }
            for log in 0..left.len() {
                if left[log] > 0 {
                    left[log] -= 1;
                    order.push(log);
                    extend(left, order, all);
                    order.pop();
                    left[log] += 1;
                }
            }
        }
        let mut left: Vec<usize> = self.said.iter().map(|(_, entries)| entries.len()).collect();
        let mut all = Vec::new();
        extend(&mut left, &mut Vec::new(), &mut all);
        all
    }

    /// One order by lot.
    fn order_by_lot(&self, seeds: &mut Seeds) -> Vec<usize> {
        let mut turns: Vec<usize> = Vec::new();
        for (log, (_, entries)) in self.said.iter().enumerate() {
            turns.extend(vec![log; entries.len()]);
        }
        for last in (1..turns.len()).rev() {
            let lot = seeds.bytes();
            turns.swap(last, usize::from(lot[0]) % (last + 1));
        }
        turns
    }
}

/// An onlooker at the end of every order holds what `name` holds.
fn same_in_every_order(stage: &Stage, name: &str) {
    let seat = stage.seat(name);
    let held = Held::by(seat);
    assert!(
        held.count() <= 7,
        "{} entries are too many for every order",
        held.count()
    );
    let orders = held.orders();
    assert!(orders.len() > 1, "there is more than one order");
    for order in orders {
        same(seat, &held, &order);
    }
}

fn same(seat: &Seat, held: &Held, order: &[usize]) {
    same_as(seat, &held.play(seat, order, true), order);
}

fn same_as(seat: &Seat, onlooker: &Seat, order: &[usize]) {
    assert_eq!(
        onlooker.record().digest(),
        seat.record().digest(),
        "in order {order:?}"
    );
    assert_eq!(render(onlooker), render(seat), "in order {order:?}");
}

#[test]
fn crossing_proposals_and_positions() {
    let mut stage = two();
    stage.says("asteria", propose("Fisheries", List::Cooperation));
    stage.says("borealis", propose("Visas", List::Dialogues));
    stage.exchange();
    stage.says("asteria", position("Visas", "Ours: a"));
    stage.says("borealis", position("Visas", "Ours: b"));
    stage.says("borealis", agree("Fisheries"));
    stage.exchange();
    same_in_every_order(&stage, "asteria");
}

#[test]
fn a_counter_proposal_and_giving_way() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
    stage.says_to_all("borealis", instead_of("Fisheries", "Fisheries and fleets"));
    stage.says("asteria", accept_theirs("Fisheries and fleets"));
    stage.exchange();
    same_in_every_order(&stage, "borealis");
}

#[test]
fn words_of_both_on_one_item_and_a_suspension() {
    let mut stage = two();
    stage.says_to_all(
        "asteria",
        bring_in_item("Fisheries", List::Cooperation, &[]),
    );
    stage.says("asteria", position("Fisheries", "Ours: a"));
    stage.says("borealis", instead_of("Fisheries", "Fisheries and fleets"));
    stage.exchange();
    stage.says("asteria", agree("Fisheries and fleets"));
    stage.says("asteria", suspend(&["Fisheries"], "For now"));
    stage.says("borealis", position("Fisheries", "Ours: b"));
    stage.exchange();
    same_in_every_order(&stage, "asteria");
}

#[test]
fn three_parties_of_whom_one_declines() {
    let mut stage = Stage::new(&["asteria", "borealis", "cantabria"]);
    stage.says("asteria", propose("Fisheries", List::Cooperation));
    stage.says("borealis", bring_in("Space", Subject::Area, None));
    stage.deliver("asteria", "cantabria");
    stage.says("cantabria", decline("Fisheries", "Never"));
    stage.deliver("asteria", "borealis");
    stage.says("borealis", agree("Fisheries"));
    stage.exchange();
    stage.says("asteria", position("Space", "Ours: a"));
    stage.says("cantabria", position("Space", "Ours: c"));
    stage.exchange();
    same_in_every_order(&stage, "borealis");
}

/// A statement about an object that its author had not seen.
fn about_unseen(stage: &mut Stage, name: &str, kind: Kind, object: ObjectId, lane: Lane) {
    let seat = stage.seat_mut(name);
    let nonce = seat.seeds().nonce();
    let mut body = Body::new(seat.record().space(), seat.party(), kind, nonce);
    body.fields =
        domain::fact::describe(body.fields, Subject::Area, None, &domain::About::default()).with(
            domain::fact::field::OBJECT,
            |w| {
                w.bytes(&object.0);
            },
        );
    say_raw(seat, &body, lane);
}

fn say_raw(seat: &mut Seat, body: &Body, lane: Lane) {
    let log = LogKey {
        lane,
        ..LogKey::main(seat.party())
    };
    let delegate = seat.seat.player.delegate.clone();
    let entry = Statement::sign(body, Vec::new(), &delegate).seal(seat.record(), &log);
    seat.take(log, &entry.expect("a small entry"));
}

#[test]
fn what_somebody_says_of_things_unseen() {
    let mut stage = two();
    stage.says(
        "asteria",
        bring_in_item("Fisheries", List::Cooperation, &[]),
    );
    stage.says("asteria", propose("Visas", List::Dialogues));
    let seat = stage.seat("asteria");
    let (fisheries, visas) = (seat.item("Fisheries"), seat.text("Visas"));
    about_unseen(
        &mut stage,
        "borealis",
        Kind::Position,
        fisheries,
        Lane::Main,
    );
    about_unseen(&mut stage, "borealis", Kind::BringIn, fisheries, Lane::Main);
    let seat = stage.seat_mut("borealis");
    for kind in [Kind::Assent, Kind::Suspend] {
        let mut body = Body::new(seat.record().space(), seat.party(), kind, [9; 16]);
        body.refs = vec![visas];
        say_raw(seat, &body, Lane::Main);
    }
    stage.exchange();
    // Who names an object of which it cannot know claims to bring it up, until its real origin is heard.
    let seat = stage.seat("asteria");
    let held = Held::by(seat);
    for order in held.orders() {
        same_as(seat, &held.play(seat, &order, false), &order);
    }
}

/// Only a party that does not keep to the rules has two lanes that do not see each other. Its own numbers
/// may change until both are heard; what everybody holds in the end is the same.
#[test]
fn one_party_on_two_lanes_that_know_nothing_of_each_other() {
    let mut main = two();
    main.says(
        "asteria",
        bring_in_item("Fisheries", List::Cooperation, &[]),
    );
    main.says("asteria", bring_in_item("Visas", List::Cooperation, &[]));
    main.says("asteria", position("Visas", "Ours: a"));
    let fisheries = main.seat("asteria").item("Fisheries");
    let mut held = Held::by(main.seat("asteria"));

    let mut urgent = two();
    let new = ObjectId([5; 16]);
    about_unseen(
        &mut urgent,
        "asteria",
        Kind::BringIn,
        fisheries,
        Lane::Urgent,
    );
    about_unseen(&mut urgent, "asteria", Kind::BringIn, new, Lane::Urgent);
    let said: Vec<Entry> = held.said[0].1[1..].to_vec();
    for entry in said {
        say_again(urgent.seat_mut("asteria"), &entry, Lane::Urgent);
    }
    held.said.extend(Held::by(urgent.seat("asteria")).said);

    let orders = held.orders();
    let ends = orders
        .iter()
        .map(|order| held.play(main.seat("asteria"), order, false));
    let ends: Vec<Seat> = ends.collect();
    for end in &ends {
        assert_eq!(end.record().digest(), ends[0].record().digest());
        assert_eq!(render(end), render(&ends[0]));
    }
    let numbers = [fisheries, main.seat("asteria").item("Visas"), new].map(|object| {
        let item = ends[0]
            .relationship
            .item(&object)
            .expect("it was brought in");
        item.number(ends[0].record())
    });
    assert_eq!(numbers, ["A1", "A2", "A3"]);
}

/// Seals a statement once more, on another lane.
fn say_again(seat: &mut Seat, entry: &Entry, lane: Lane) {
    let statement = Statement {
        body_bytes: entry.body_bytes.clone(),
        signatures: entry.leaf.signatures.clone(),
        payloads: entry.payloads.iter().flatten().cloned().collect(),
    };
    let log = LogKey {
        lane,
        ..LogKey::main(seat.party())
    };
    let entry = statement.seal(seat.record(), &log).expect("a small entry");
    seat.take(log, &entry);
}

#[test]
fn a_late_concurrent_entry_renumbers_nothing() {
    let mut stage = two();
    for title in ["Fisheries", "Visas"] {
        stage.says_to_all("asteria", propose(title, List::Cooperation));
    }
    // Borealis spoke before it heard any of this, and is heard last.
    let mut early = two();
    early.says("borealis", propose("Cables", List::Cooperation));
    let late = early.seat("borealis").news_for(stage.seat("asteria"));
    let numbers = |seat: &Seat, titles: &[&str]| -> Vec<String> {
        let item = |title: &&str| seat.relationship.item(&seat.item(title));
        let items = titles.iter().filter_map(item);
        items.map(|item| item.number(seat.record())).collect()
    };
    let seat = stage.seat_mut("asteria");
    assert_eq!(numbers(seat, &["Fisheries", "Visas"]), ["A1", "A2"]);
    seat.take_all(&late);
    assert_eq!(
        numbers(seat, &["Fisheries", "Visas", "Cables"]),
        ["A1", "A2", "B1"]
    );
    let order: Vec<_> = seat
        .relationship
        .items()
        .iter()
        .map(|item| item.object)
        .collect();
    assert_eq!(
        order,
        ["Fisheries", "Cables", "Visas"].map(|title| seat.item(title)),
        "what was concurrent with the first stands with the first"
    );
}

#[test]
fn a_counter_proposal_uses_up_no_number_of_its_author() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
    stage.says_to_all("borealis", instead_of("Fisheries", "Fisheries and fleets"));
    stage.says_to_all("borealis", propose("Visas", List::Cooperation));
    let seat = stage.seat("asteria");
    let item = seat
        .relationship
        .item(&seat.item("Visas"))
        .expect("it is there");
    assert_eq!(item.number(seat.record()), "B1");
}

#[test]
fn a_long_history_in_orders_by_lot() {
    let mut stage = Stage::facilitated();
    crate::symmetry::history(&mut stage, "asteria", "borealis");
    let seat = stage.seat("asteria");
    let held = Held::by(seat);
    let mut seeds = Seeds::new([1; 32]);
    for _ in 0..100 {
        let order = held.order_by_lot(&mut seeds);
        same(seat, &held, &order);
    }
}

/// Whatever is tried, in whatever order it is heard: nothing void is signed, and all end in one state.
#[test]
fn whatever_is_tried_nothing_void_is_signed_and_all_end_in_one_state() {
    const NAMES: [&str; 3] = ["asteria", "borealis", "cantabria"];
    for salt in 0..24 {
        let threshold = 2 + salt % 2;
        let mut stage = Stage::with(&NAMES.map(Part::party), threshold, salt);
        let mut seeds = Seeds::new([salt as u8; 32]);
        for step in 0..40 {
            let lot = seeds.bytes();
            let [who, other] = [lot[0], lot[1]].map(|lot| NAMES[usize::from(lot) % 3]);
            if lot[2].is_multiple_of(3) && who != other {
                stage.deliver(who, other);
                continue;
            }
            let commands = crate::symmetry::every_command(stage.seat(who));
            let chosen = u32::from_be_bytes([lot[3], lot[4], lot[5], lot[6]]) as usize;
            let (about, command) = &commands[chosen % commands.len()];
            let outcome = stage.tries(who, command);
            assert!(
                !matches!(outcome, Err(domain::Refusal::WouldBeVoid(_))),
                "salt {salt}, step {step}: {who} {about}: the person is told why, not the code of a rule"
            );
        }
        stage.exchange();
    }
}
