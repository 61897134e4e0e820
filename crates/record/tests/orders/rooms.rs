//! How much of what waits is held changes nothing: at every moment nodes that hold all of it, little and none of it have
//! folded the same, whatever order it came in and whatever strangers say to have seen.

use std::collections::BTreeMap;

use record::fold::{Folded, Signatures};
use record::history::History;
use record::seal::Statement;
use record::testing::{Player, Shelf, nonce};
use record::view::Position;
use record::{Body, Entry, Hash, Kind, Lane, Leaf, LogKey, Seen, SpaceId};

use crate::play::{Play, Sealed};
use crate::random::{Dice, improvise};

/// Entries of a few hundred bytes each.
const ROOMS: [usize; 4] = [usize::MAX, 0, 3_000, 20_000];

/// Logs whose authors say to have seen whatever chance gives them: what is there, what comes later, what is nowhere.
struct Strangers {
    dice: Dice,
    space: SpaceId,
    players: Vec<Player>,
    trees: BTreeMap<LogKey, History>,
    logs: BTreeMap<LogKey, Vec<Entry>>,
}

impl Strangers {
    /// Beside what was sealed in a play.
    fn beside(play: &Play, sealed: &[Sealed], dice: Dice) -> Strangers {
        let tree = |sealed: &Sealed| {
            let mut tree = History::default();
            let leaves = sealed.entries.iter().map(Entry::leaf_hash);
            leaves.for_each(|leaf| tree.push(leaf));
            (sealed.log, tree)
        };
        Strangers {
            dice,
            space: play.seats[0].record.space(),
            players: play.seats.iter().map(|seat| seat.player.clone()).collect(),
            trees: sealed.iter().map(tree).collect(),
            logs: BTreeMap::new(),
        }
    }

    /// A row about a log that somebody has written to or never did, by its root or by another one.
    fn row(&mut self) -> Seen {
        let nth = self.dice.roll(self.trees.len() + 1);
        let nowhere = LogKey::of(self.players[0].party, Lane::Main, 77);
        let (log, tree) = match self.trees.iter().nth(nth) {
            Some((log, tree)) => (*log, tree.clone()),
            None => (nowhere, History::default()),
        };
        let size = self.dice.roll(tree.size() as usize + 1) as u64;
        let root = tree.root_at(size).expect("it has that size");
        match self.dice.roll(60) {
            0 => Seen {
                log,
                size: size + 1_000,
                root,
            },
            1 => Seen {
                log,
                size,
                root: Hash([7; 32]),
            },
            _ => Seen { log, size, root },
        }
    }

    /// Somebody says something on a lane and in an epoch that stands beside the history.
    fn speak(&mut self) {
        let player = self.players[self.dice.roll(self.players.len())].clone();
        let (lane, epoch) =
            [(Lane::Urgent, 0), (Lane::Urgent, 1), (Lane::Main, 1)][self.dice.roll(3)];
        let log = LogKey::of(player.party, lane, epoch);
        let count: u64 = self.trees.values().map(History::size).sum();
        let rows = self.dice.roll(5);
        let mut seen: Vec<Seen> = (0..rows).map(|_| self.row()).collect();
        seen.sort();
        seen.dedup();
        let identity_size = [1, 0, 2, 9][self.dice.roll(40).saturating_sub(36)];
        let entry = remark(&player, self.space, count, identity_size, seen);
        self.trees.entry(log).or_default().push(entry.leaf_hash());
        self.logs.entry(log).or_default().push(entry);
    }

    fn sealed(self) -> impl Iterator<Item = Sealed> {
        let logs = self.logs.into_iter();
        logs.map(|(log, entries)| Sealed {
            log,
            first: 0,
            entries,
        })
    }
}

/// One of a party's remarks, as an entry whose author says to have seen this.
fn remark(
    player: &Player,
    space: SpaceId,
    number: u64,
    identity_size: u64,
    seen: Vec<Seen>,
) -> Entry {
    let unique = nonce(&["remark", &number.to_string()]);
    let body = Body::new(space, player.party, Kind::Remark, unique);
    let statement = Statement::sign(&body, Vec::new(), &player.delegate);
    let leaf = Leaf {
        statement: Body::id_of(&statement.body_bytes),
        signatures: statement.signatures,
        identity_size,
        seen,
    };
    Entry::new(leaf.encode(), statement.body_bytes, Vec::new()).expect("small")
}

/// What was folded of each log, in the order in which it was.
type Told = BTreeMap<LogKey, Vec<(Position, Hash, record::Verdict, record::View)>>;

fn tell(told: &mut Told, folded: Vec<Folded>) {
    for one in folded {
        let said = (one.at, one.statement.0, one.verdict, (*one.view).clone());
        told.entry(one.at.log).or_default().push(said);
    }
}

/// Everything in this order, at nodes with different rooms; how many entries wait in the end, and the digest.
fn in_every_room(play: &Play, logs: &[Sealed], order: &[usize], what: &str) -> (u64, Hash) {
    let founding = play.seats[0].record.founding();
    let mut nodes = ROOMS.map(|room| (Shelf::new(founding, room), Told::new()));
    let mut sent = vec![0; logs.len()];
    let mut named: BTreeMap<LogKey, u64> = BTreeMap::new();
    for log in order {
        let Sealed {
            log: key, entries, ..
        } = &logs[*log];
        let entry = &entries[sent[*log]];
        sent[*log] += 1;
        let largest = named.entry(*key).or_default();
        *largest = entry.leaf.identity_size.max(*largest);
        for (shelf, told) in &mut nodes {
            tell(told, shelf.apply(*key, entry, Signatures::Stored(true)));
        }
        let [(first, told), others @ ..] = &nodes;
        for (other, (shelf, says)) in others.iter().enumerate() {
            let room = ROOMS[other + 1];
            let (one, another) = (&first.record, &shelf.record);
            assert_eq!(one.waiting(), another.waiting(), "{what}, room for {room}");
            assert_eq!(told, says, "{what}, room for {room}");
            assert_eq!(one.sealed_under(key), another.sealed_under(key));
            assert!(one.sealed_under(key) >= *largest, "{what}");
        }
    }
    let digests = nodes.each_ref().map(|(shelf, _)| shelf.record.digest());
    assert!(digests.iter().all(|digest| *digest == digests[0]), "{what}");
    let held = |shelf: &Shelf| {
        logs.iter()
            .map(|sealed| shelf.record.held(&sealed.log))
            .sum::<usize>()
    };
    assert_eq!(held(&nodes[1].0), 0, "there is no room");
    let waiting = nodes[0].0.record.waiting();
    (waiting.iter().map(|(_, waiting)| waiting).sum(), digests[0])
}

fn history_in_rooms(seed: u64) -> u64 {
    let roles: Vec<usize> = (0..2 + seed as usize % 2).collect();
    let play = Play::cast(&roles, 2, |play| improvise(play, &mut Dice(seed)));
    let mut logs = play.logs(true);
    let mut strangers = Strangers::beside(&play, &logs, Dice(seed));
    (0..60).for_each(|_| strangers.speak());
    logs.extend(strangers.sealed());
    let entries = |log: usize| std::iter::repeat_n(log, logs[log].entries.len());
    let mut order: Vec<usize> = (0..logs.len()).flat_map(entries).collect();
    let mut dice = Dice(seed);
    let mut ends = Vec::new();
    for number in 0..8 {
        let what = format!("seed {seed}, order {number}");
        ends.push(in_every_room(&play, &logs, &order, &what));
        dice.shuffle(&mut order);
    }
    assert!(
        ends.iter().all(|end| *end == ends[0]),
        "seed {seed}: {ends:?}"
    );
    ends[0].0
}

#[test]
fn m026_how_much_of_what_waits_is_held_changes_nothing_in_any_order() {
    let waiting: u64 = (0..20).map(history_in_rooms).sum();
    assert!(waiting > 0, "some of it waits for good");
}

/// A space of two that have entered, at a node with no room; and the urgent log of each.
fn entered(chance: [u8; 32]) -> (Shelf, [(Player, LogKey); 2]) {
    let play = Play::cast(&[0, 1], 2, |_| {});
    let founding = play.seats[0].record.founding();
    let mut shelf = Shelf::with_chance(founding, 0, chance);
    for sealed in play.logs(true) {
        for entry in &sealed.entries {
            shelf.apply(sealed.log, entry, Signatures::Stored(true));
        }
    }
    shelf.asked = 0;
    let players = [0, 1].map(|role: usize| {
        let player = play.seats[role].player.clone();
        let log = LogKey::of(player.party, Lane::Urgent, 0);
        (player, log)
    });
    (shelf, players)
}

const MANY: u64 = 300;

/// So many entries, and a row about each of them.
fn many((player, log): &(Player, LogKey), space: SpaceId) -> Vec<(Entry, Seen)> {
    let mut tree = History::default();
    let entries = (1..=MANY).map(|size| {
        let entry = remark(player, space, size, 1, Vec::new());
        tree.push(entry.leaf_hash());
        let root = tree.root_at(size).expect("just added");
        (
            entry,
            Seen {
                log: *log,
                size,
                root,
            },
        )
    });
    entries.collect()
}

/// Somebody lets what an entry lacks come one by one. Which of it is looked for is left to chance, so it is asked for a few
/// times and not each time.
#[test]
fn an_entry_that_lacks_much_is_asked_for_a_few_times() {
    let asked = (0..10_u8).map(|chance| {
        let (mut shelf, [one, other]) = entered([chance; 32]);
        let space = shelf.record.space();
        let many = many(&one, space);
        let rows = many.iter().map(|(_, row)| *row).collect();
        let waits = remark(&other.0, space, 0, 1, rows);
        shelf.apply(other.1, &waits, Signatures::Stored(true));
        for (entry, _) in &many {
            shelf.apply(one.1, entry, Signatures::Stored(true));
        }
        assert!(shelf.record.waiting().is_empty());
        shelf.asked
    });
    let asked: Vec<usize> = asked.collect();
    assert!(asked.iter().sum::<usize>() < 150, "{asked:?}");
}

/// Of what waits only that is looked at which waits for just what came; by another root nothing is waited for.
#[test]
fn an_entry_is_asked_for_only_if_what_it_waits_for_is_there() {
    let (mut shelf, [one, other]) = entered([0; 32]);
    let space = shelf.record.space();
    let many = many(&one, space);
    for (epoch, (_, row)) in (0..).zip(&many) {
        let root = Hash([epoch as u8; 32]);
        let misled = Seen { root, ..*row };
        let log = LogKey { epoch, ..other.1 };
        let waits = remark(&other.0, space, epoch.into(), 1, vec![misled]);
        shelf.apply(log, &waits, Signatures::Stored(true));
    }
    let last = vec![many[MANY as usize - 1].1];
    let waits = remark(&other.0, space, MANY, 1, last);
    shelf.apply(
        LogKey {
            lane: Lane::Main,
            epoch: 9,
            ..other.1
        },
        &waits,
        Signatures::Stored(true),
    );
    assert_eq!(shelf.record.waiting().len() as u64, MANY + 1);
    for (entry, _) in &many {
        shelf.apply(one.1, entry, Signatures::Stored(true));
    }
    assert_eq!(shelf.asked, 1);
    assert_eq!(shelf.record.waiting().len() as u64, MANY);
}
