//! Longer histories at random, valid and void acts alike, in random orders.

use std::collections::BTreeSet;

use record::testing::slot;
use record::{Kind, TextStatus};

use crate::delivery::castings;
use crate::play::Play;

/// Numbers that look random and are the same in every run (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }

    pub fn shuffle(&mut self, order: &mut [usize]) {
        (1..order.len()).for_each(|at| order.swap(at, self.roll(at + 1)));
    }
}

/// Somebody does something, over and over, knowing only part of what the others did.
pub fn improvise(play: &mut Play, dice: &mut Dice) {
    play.put_forward(0, "x");
    for _ in 0..60 {
        let role = dice.roll(play.seats.len());
        let text = dice.roll(play.texts.len());
        let kinds = [
            Kind::Assent,
            Kind::Release,
            Kind::Renounce,
            Kind::Suspend,
            Kind::Remark,
        ];
        match dice.roll(44) {
            0 => play.revoke(role),
            26 => _ = play.renew(role, Kind::Rotate),
            27 => _ = play.renew(role, Kind::Recover),
            28..30 => {
                // By the seal of any time: the first one, or one that was never used.
                let name = play.seats[role].player.name.clone();
                let by = crate::keys::key(&name, "seal", 1 + dice.roll(3) as u64);
                play.accredit(role, &by);
            }
            1..4 => drop(play.put_forward(role, ["x", "y"][dice.roll(2)])),
            4 => drop(play.propose(role, &[slot("x"), slot("y")])),
            5 => drop(play.propose_change(role, 2)),
            6..9 => play.renounce_by_node(role, text),
            9..20 => drop(play.act(role, kinds[dice.roll(kinds.len())], text)),
            20..26 => drop(play.act(role, Kind::Assent, text)),
            _ => {
                let other = (role + 1 + dice.roll(play.seats.len() - 1)) % play.seats.len();
                play.tell(other, role);
            }
        }
    }
}

/// Plays a history in both castings and folds it in twenty random orders each; gives where its texts stand at the end.
fn history_in_random_orders(seed: u64) -> Vec<TextStatus> {
    let roles = 2 + seed as usize % 2;
    let script = |play: &mut Play| improvise(play, &mut Dice(seed));
    let castings = castings(roles);
    let plays = [&castings[0], &castings[castings.len() - 1]];
    let plays = plays.map(|casting| Play::cast(casting, 2, script));
    let outcome = plays[0].outcome();
    assert_eq!(outcome, plays[1].outcome(), "seed {seed}: the mirror image");
    for play in &plays {
        let logs = play.logs(true);
        let entries = |log: usize| std::iter::repeat_n(log, logs[log].entries.len());
        let mut order: Vec<usize> = (0..logs.len()).flat_map(entries).collect();
        println!(
            "seed {seed}: {} entries in {} logs",
            order.len(),
            logs.len()
        );
        let digest = |order: &[usize]| {
            let mut node = play.node(false);
            node.take_all(&logs, order);
            node.record.digest()
        };
        let expected = digest(&order);
        let mut dice = Dice(seed);
        for _ in 0..20 {
            dice.shuffle(&mut order);
            assert_eq!(digest(&order), expected, "seed {seed}, order {order:?}");
        }
    }
    outcome.statuses.into_iter().flatten().collect()
}

#[test]
fn m026_a_thousand_random_orders_of_longer_histories() {
    let statuses: BTreeSet<TextStatus> = (0..25).flat_map(history_in_random_orders).collect();
    assert_eq!(
        statuses.len(),
        4,
        "every status but contested: {statuses:?}"
    );
}
