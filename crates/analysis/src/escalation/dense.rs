//! The solver for options: arrays over all patterns, a few passes over them for each party and concept.
//!
//! For party i let g(q) be how well it does at q: its rank there, or, where escapes count, the best rank it can reach
//! from there. Let v(t) be the least g the opponents can bring about from t. A state s is stable iff no t that i gains
//! by moving to has v(t) above i's rank of s.
//!
//! Opponents' legal sequences reach exactly what unrestricted ones do, because one party's two moves in succession are
//! one move of its own; so v is a least fixed point and the order in which it is computed does not matter. "Any moves"
//! is a minimum over the settings of one's options, bit by bit; "moves by which one gains" is a running minimum down
//! the settings sorted by rank.

use super::bits::Bits;
use super::cube::{Cube, Own, subsets};
use super::solve::Concept;

/// Above every rank: nothing spoils this.
const UNSPOILT: u32 = u32::MAX;
const NO_CELL: u32 = u32::MAX;

/// What all questions share: the ranks, and each party's patterns in order of its preference.
pub(crate) struct Sheet<'a> {
    cube: &'a Cube,
    ranks: &'a [Vec<u32>],
    /// By party: blocks of patterns that differ only in its options, best first, `NO_CELL` after the last.
    orders: Vec<Vec<u32>>,
}

type Stops<'a> = &'a (dyn Fn(u64) -> bool + Sync);

impl<'a> Sheet<'a> {
    pub fn new(cube: &'a Cube, ranks: &'a [Vec<u32>]) -> Self {
        let orders = cube
            .own
            .iter()
            .zip(ranks)
            .map(|(own, ranks)| order(cube, *own, ranks));
        Sheet {
            cube,
            ranks,
            orders: orders.collect(),
        }
    }

    /// The states at which the party stays; `None` if told to stop.
    pub fn stable(&self, (party, concept): (usize, Concept), stops: Stops<'_>) -> Option<Bits> {
        if concept == Concept::R {
            let stable = self.stays(party, |_| UNSPOILT);
            return (!stops(1)).then_some(stable);
        }
        let ranks = &self.ranks[party];
        let mut values: Vec<u32> = ranks
            .iter()
            .map(|rank| if *rank == 0 { UNSPOILT } else { *rank })
            .collect();
        if concept.looks_for_escapes() {
            self.best_reachable(party, &mut values);
        }
        let opponents: Vec<usize> = (0..self.ranks.len())
            .filter(|other| *other != party)
            .collect();
        if concept.replies_are_gains() {
            self.spread_gains(&opponents, &mut values, stops)?;
        } else {
            self.spread_moves(&opponents, &mut values, stops)?;
        }
        let stable = self.stays(party, |cell| values[cell as usize]);
        (!stops(1)).then_some(stable)
    }

    /// Each state's best rank among those the party can reach from it in one step, or by staying.
    fn best_reachable(&self, party: usize, values: &mut [u32]) {
        values.copy_from_slice(&self.ranks[party]);
        over_own_options(self.cube.own[party], values, |a, b| a.max(b));
        self.erase_the_impossible(values);
    }

    fn erase_the_impossible(&self, values: &mut [u32]) {
        if self.cube.feasible.count() == self.cube.cells() {
            return;
        }
        for (value, rank) in values.iter_mut().zip(&self.ranks[0]) {
            if *rank == 0 {
                *value = UNSPOILT;
            }
        }
    }

    /// Lowers each value to the least that the opponents can reach by any moves.
    fn spread_moves(
        &self,
        opponents: &[usize],
        values: &mut [u32],
        stops: Stops<'_>,
    ) -> Option<()> {
        // Without holes one pass does: the opponents' options are independent.
        let one_pass = opponents.len() < 2 || self.cube.feasible.count() == self.cube.cells();
        loop {
            let before = if one_pass {
                Vec::new()
            } else {
                values.to_vec()
            };
            for opponent in opponents {
                over_own_options(self.cube.own[*opponent], values, |a, b| a.min(b));
                self.erase_the_impossible(values);
            }
            if stops(0) {
                return None;
            }
            if one_pass || before == values {
                return Some(());
            }
        }
    }

    /// Lowers each value to the least that the opponents can reach by moves by which each gains.
    fn spread_gains(
        &self,
        opponents: &[usize],
        values: &mut [u32],
        stops: Stops<'_>,
    ) -> Option<()> {
        // An opponent's pass is complete in itself; it is due again only after another changed something.
        let mut quiet = 0;
        for opponent in opponents.iter().cycle() {
            let changed = self.pass_of_gains(*opponent, values);
            quiet = if changed { 1 } else { quiet + 1 };
            if stops(0) {
                return None;
            }
            if quiet >= opponents.len() {
                break;
            }
        }
        Some(())
    }

    fn pass_of_gains(&self, party: usize, values: &mut [u32]) -> bool {
        let own = self.cube.own[party];
        let mut changed = false;
        let mut least = Running::new(own, UNSPOILT);
        self.down_each_block(party, |block| {
            least.restart();
            for tied in block {
                for cell in tied {
                    let value = &mut values[*cell as usize];
                    let reached = least.reached_from(*cell);
                    changed |= reached < *value;
                    *value = reached.min(*value);
                }
                for cell in tied {
                    least.add(*cell, values[*cell as usize], |a, b| a.min(b));
                }
            }
        });
        changed
    }

    /// The states from which no gain of the party has a value above its rank of the state.
    fn stays(&self, party: usize, value: impl Fn(u32) -> u32) -> Bits {
        let ranks = &self.ranks[party];
        let mut words = vec![0; self.cube.feasible.words().len()];
        let mut most = Running::new(self.cube.own[party], 0);
        self.down_each_block(party, |block| {
            most.restart();
            for tied in block {
                for cell in tied {
                    let stays = most.reached_from(*cell) <= ranks[*cell as usize];
                    words[*cell as usize / 64] |= u64::from(stays) << (cell % 64);
                }
                for cell in tied {
                    most.add(*cell, value(*cell), |a, b| a.max(b));
                }
            }
        });
        Bits::from_words(words)
    }

    /// Calls `visit` with each block's groups of tied patterns, best first.
    fn down_each_block<'s>(
        &'s self,
        party: usize,
        mut visit: impl FnMut(&mut dyn Iterator<Item = &'s [u32]>),
    ) {
        let size = 1 << self.cube.own[party].all().count_ones();
        let ranks = &self.ranks[party];
        for block in self.orders[party].chunks_exact(size) {
            let states = block.partition_point(|cell| *cell != NO_CELL);
            visit(&mut block[..states].chunk_by(|a, b| ranks[*a as usize] == ranks[*b as usize]));
        }
    }
}

/// Combines each value with those the party can reach, one option after the other: for a free option both ways, for an
/// irreversible one only the way it can change.
fn over_own_options(own: Own, values: &mut [u32], combine: impl Fn(u32, u32) -> u32) {
    for option in (0..u32::BITS).filter(|option| own.all() >> option & 1 == 1) {
        let half = 1 << option;
        let (to_taken, to_given_up) = (own.back >> option & 1 == 0, own.forward >> option & 1 == 0);
        for pair in values.chunks_exact_mut(2 * half) {
            let (not_taken, taken) = pair.split_at_mut(half);
            for (not_taken, taken) in not_taken.iter_mut().zip(taken) {
                let both = combine(*not_taken, *taken);
                *not_taken = if to_taken { both } else { *not_taken };
                *taken = if to_given_up { both } else { *taken };
            }
        }
    }
}

/// The least or most value among the better states that can be reached, for each setting of irreversible options.
struct Running {
    own: Own,
    start: u32,
    by_spent: Vec<u32>,
}

impl Running {
    fn new(own: Own, start: u32) -> Self {
        Running {
            own,
            start,
            by_spent: vec![start; 1 << own.irreversible().count_ones()],
        }
    }

    fn restart(&mut self) {
        self.by_spent.fill(self.start);
    }

    fn reached_from(&self, cell: u32) -> u32 {
        self.by_spent[packed(self.own.spent(cell), self.own.irreversible()) as usize]
    }

    /// A state can be reached from every setting in which no more irreversible options are spent.
    fn add(&mut self, cell: u32, value: u32, combine: impl Fn(u32, u32) -> u32) {
        let spent = packed(self.own.spent(cell), self.own.irreversible());
        for less in subsets(spent) {
            let running = &mut self.by_spent[less as usize];
            *running = combine(*running, value);
        }
    }
}

/// The bits of `value` under `mask`, moved together.
fn packed(value: u32, mask: u32) -> u32 {
    let mut left = mask;
    let mut packed = 0;
    let mut place = 0;
    while left != 0 {
        packed |= (value >> left.trailing_zeros() & 1) << place;
        left &= left - 1;
        place += 1;
    }
    packed
}

fn order(cube: &Cube, own: Own, ranks: &[u32]) -> Vec<u32> {
    let mut order = Vec::with_capacity(cube.cells() as usize);
    let mut block = Vec::new();
    for others in subsets((cube.cells() - 1) & !own.all()) {
        block.clear();
        let cells = subsets(own.all()).map(|setting| others | setting);
        let states = cells.filter(|cell| cube.feasible.has(*cell));
        // The rank above, the pattern below: sorting one word sorts both.
        block.extend(states.map(|cell| u64::from(!ranks[cell as usize]) << 32 | u64::from(cell)));
        block.sort_unstable();
        order.extend(block.iter().map(|word| *word as u32));
        order.resize(
            order.len().next_multiple_of(1 << own.all().count_ones()),
            NO_CELL,
        );
        // A block without a state is a block all the same.
        if block.is_empty() {
            order.resize(order.len() + (1 << own.all().count_ones()), NO_CELL);
        }
    }
    order
}
