//! The exact plan: a dynamic program over what is agreed, trust, round, and what rests.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::ONE;
use super::ladder::{Ladder, State, bits};

/// With how many open items an exact answer always works. More are tried, and often work: it depends on how many
/// ways the talks can go, which grows with every item that may fail and every round to try it again.
pub fn exact_items_max(slots: u32, rounds: u32) -> usize {
    match (slots, rounds) {
        (0 | 1, ..=8) => 12,
        (0 | 1, ..=16) => 8,
        (0 | 1, _) => 6,
        (2, ..=8) => 7,
        (2, _) => 5,
        (3, ..=8) => 5,
        _ => 4,
    }
}

/// With how many open items an exact answer is tried.
pub(super) const ITEMS_TRIED: u32 = 14;

/// How many endings of sessions are looked at before an exact answer is given up: a second or two.
const ENDINGS_MAX: u64 = 20_000_000;

/// What is best from a state on: its expected worth in millionths of a point, and the session that has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    pub worth: u64,
    pub session: u64,
}

/// The best session of every state that was asked about. Asked again it remembers.
pub(super) struct Exact<'a> {
    ladder: &'a Ladder,
    endings: u64,
    known: HashMap<State, Best, BuildHasherDefault<Mixer>>,
}

/// The standard hasher starts from a random number and is slow for a few words; nobody attacks this table.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, word: u8) {
        self.write_u64(u64::from(word));
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<'a> Exact<'a> {
    /// With the best of every state that can be reached; none if that is too much.
    pub(super) fn of(ladder: &'a Ladder) -> Option<Exact<'a>> {
        if ladder.open(ladder.start()).count_ones() > ITEMS_TRIED {
            return None;
        }
        let mut exact = Exact {
            ladder,
            endings: 0,
            known: HashMap::default(),
        };
        exact.best(ladder.start());
        (!exact.given_up()).then(|| {
            // What is asked from here on is known already, but for what the path compares.
            exact.endings = 0;
            exact
        })
    }

    /// Whether it was given up; then what was answered means nothing.
    fn given_up(&self) -> bool {
        self.endings > ENDINGS_MAX
    }

    /// How many states were looked at.
    pub(super) fn states(&self) -> usize {
        self.known.len()
    }

    /// The best from here on. Of equals the first in the order of [`Exact::sessions`].
    pub(super) fn best(&mut self, state: State) -> Best {
        let nothing = Best {
            worth: 0,
            session: 0,
        };
        if self.ladder.over(state) || self.given_up() {
            return nothing;
        }
        if let Some(best) = self.known.get(&state) {
            return *best;
        }
        let mut best: Option<Best> = None;
        for session in self.sessions(state) {
            let worth = self.worth(state, session);
            if best.is_none_or(|best| worth > best.worth) {
                best = Some(Best { worth, session });
            }
        }
        let best = best.unwrap_or(nothing);
        self.known.insert(state, best);
        best
    }

    /// What a session is expected to be worth with everything after it, in millionths of a point.
    pub(super) fn worth(&mut self, state: State, session: u64) -> u64 {
        let ladder = self.ladder;
        let last = state.round + ladder.takes(session) - 1;
        let mut worth = 0_u128;
        let endings = ladder.endings(session, state.trust);
        self.endings += endings.len() as u64;
        for (chance, agreed, moves) in endings {
            let now: u64 = bits(agreed).map(|at| ladder.worth(at, last)).sum();
            let later = self.best(ladder.next(state, session, agreed, moves)).worth;
            worth += u128::from(chance) * u128::from(now + later);
        }
        (worth / u128::from(ONE)) as u64
    }

    /// The sessions that the rules allow: those that the headroom rule prefers first, so that of equally good
    /// ones the plan takes the one that is easiest to explain; a round of rest last.
    pub(super) fn sessions(&self, state: State) -> Vec<u64> {
        let ladder = self.ladder;
        let order = ladder.preferred(state);
        let considered = order.iter().fold(0, |mask, at| mask | 1 << at);
        let pinned = ladder.pinned(state, considered);
        let mut found = Vec::new();
        subsets(ladder, &order, pinned, &mut found);
        found.retain(|session| ladder.careful(state, considered, *session));
        // Resting is careful only if nothing is sure; if the floor forbids all else it is what is left.
        if found.is_empty() {
            found.push(pinned);
        }
        found
    }
}

/// All sets of `order` with `session` that fit into a round, the first of the order in before it is left out.
fn subsets(ladder: &Ladder, order: &[usize], session: u64, found: &mut Vec<u64>) {
    let Some((at, rest)) = order.split_first() else {
        found.push(session);
        return;
    };
    let more = session | 1 << at;
    if more != session && ladder.fits(more) {
        subsets(ladder, rest, more, found);
    }
    subsets(ladder, rest, session, found);
}
