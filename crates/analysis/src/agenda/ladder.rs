//! The ladder model: chances, what an outcome does to trust, and what may be taken up in a round.

use super::ONE;
use super::model::Parameters;

/// Full trust, in points.
pub(super) const TRUST_MAX: u8 = 100;

/// An item, checked, with what follows from its numbers.
#[derive(Clone, Debug)]
pub(super) struct Rung {
    /// The largest of the sides', in points.
    pub sensitivity: u8,
    /// In points.
    pub value: u64,
    /// In percent.
    pub convergence: u64,
    /// In slots.
    pub effort: u32,
    /// The items it needs, as bits.
    pub needs: u64,
    /// The last round in which it may end.
    pub deadline: u32,
    /// The round a person chose.
    pub pinned: Option<u32>,
    /// Takes effect as soon as it is agreed.
    pub at_once: bool,
    /// By how much a success raises trust, in points.
    pub gain: i32,
    /// By how much a failure lowers it, in points.
    pub loss: i32,
    /// A core interest: not in the first round.
    pub core: bool,
}

/// A case, checked, its items in the order of their names.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    pub names: Vec<String>,
    pub rungs: Vec<Rung>,
    pub parameters: Parameters,
    pub agreed: u64,
    pub lost: u64,
    pub resting: u64,
    pub round: u32,
    pub trust: u8,
}

/// Where the talks are: before `round`, with this trust. Items are bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct State {
    pub round: u32,
    pub trust: u8,
    pub agreed: u64,
    /// Failed in the round before.
    pub resting: u64,
}

/// One way an item can end.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// In millionths.
    pub chance: u64,
    /// In points of trust.
    pub moves: i32,
    pub agreed: bool,
}

/// The items of a mask, from the first.
pub(super) fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let at = (mask != 0).then(|| mask.trailing_zeros() as usize)?;
        mask &= mask - 1;
        Some(at)
    })
}

impl Ladder {
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.names
            .binary_search_by(|own| own.as_str().cmp(name))
            .ok()
    }

    pub(super) fn start(&self) -> State {
        State {
            round: self.round,
            trust: self.trust,
            agreed: self.agreed,
            resting: self.resting & !self.agreed,
        }
    }

    /// The chance that an item is agreed at this trust, in millionths: `convergence * clamp(1 + (T - s) / band)`.
    pub(super) fn chance(&self, at: usize, trust: u8) -> u64 {
        let band = i64::from(self.parameters.band);
        let covered = band + i64::from(trust) - i64::from(self.rungs[at].sensitivity);
        let covered = covered.clamp(0, band) as u64;
        self.rungs[at].convergence * covered * (ONE / 100) / band as u64
    }

    /// The ways an item can end. Something breached has raised trust first and then lowered it, and is open again.
    pub(super) fn ends(&self, at: usize, trust: u8) -> impl Iterator<Item = End> {
        let rung = &self.rungs[at];
        let chance = self.chance(at, trust);
        let kept = match rung.at_once {
            true => chance * u64::from(self.parameters.kept) / 100,
            false => chance,
        };
        let raises = if rung.at_once {
            2 * rung.gain
        } else {
            rung.gain
        };
        let end = |chance, moves, agreed| End {
            chance,
            moves,
            agreed,
        };
        [
            end(kept, raises, true),
            end(chance - kept, rung.gain - rung.loss, false),
            end(ONE - chance, -rung.loss, false),
        ]
        .into_iter()
        .filter(|end| end.chance > 0)
    }

    /// What agreeing on an item in a session that ends with `last` counts, in millionths of a point.
    pub(super) fn worth(&self, at: usize, last: u32) -> u64 {
        let rung = &self.rungs[at];
        let counted = if rung.at_once {
            last
        } else {
            self.parameters.rounds
        };
        let lost = u64::from(self.parameters.discount) * u64::from(counted.saturating_sub(1));
        rung.value * 1_000_u64.saturating_sub(lost) * (ONE / 1_000)
    }

    /// How many rounds a session of these items takes.
    pub(super) fn takes(&self, session: u64) -> u32 {
        let effort: u32 = bits(session).map(|at| self.rungs[at].effort).sum();
        effort.div_ceil(self.parameters.slots).max(1)
    }

    /// After a session whose items moved trust by `moves` in all.
    pub(super) fn next(&self, state: State, session: u64, agreed: u64, moves: i32) -> State {
        let trust = (i32::from(state.trust) + moves).clamp(0, i32::from(TRUST_MAX));
        State {
            round: state.round + self.takes(session),
            trust: trust as u8,
            agreed: state.agreed | agreed,
            resting: session & !agreed,
        }
    }

    pub(super) fn over(&self, state: State) -> bool {
        state.round > self.parameters.rounds || self.open(state) == 0
    }

    /// Neither agreed nor lost.
    pub(super) fn open(&self, state: State) -> u64 {
        let all = (0..self.rungs.len()).fold(0, |mask, at| mask | 1 << at);
        all & !state.agreed & !self.lost
    }

    /// What may be taken up at all: what it needs is agreed, it did not fail just now, it can end in time, it is
    /// not pinned to a later round, and no round of it is one that another item is pinned to.
    pub(super) fn free(&self, state: State) -> u64 {
        let open = self.open(state);
        let may = |at: &usize| {
            let rung = &self.rungs[*at];
            let last = state.round + rung.effort.div_ceil(self.parameters.slots) - 1;
            let pinned_between = |other: usize| {
                let pinned = self.rungs[other].pinned;
                other != *at && pinned.is_some_and(|pinned| state.round < pinned && pinned <= last)
            };
            state.resting >> at & 1 == 0
                && rung.needs & !(state.agreed & !self.lost) == 0
                && last <= rung.deadline
                && rung.pinned.is_none_or(|pinned| pinned <= state.round)
                && !bits(open).any(pinned_between)
        };
        bits(open).filter(may).fold(0, |mask, at| mask | 1 << at)
    }

    /// What a person pinned to this round and is free.
    pub(super) fn pinned(&self, state: State, free: u64) -> u64 {
        bits(free)
            .filter(|at| self.rungs[*at].pinned == Some(state.round))
            .fold(0, |mask, at| mask | 1 << at)
    }

    /// What the advice considers in this round: free, with some chance, and no core interest in the first round.
    pub(super) fn considered(&self, state: State, free: u64) -> u64 {
        let pinned = self.pinned(state, free);
        let may = |at: &usize| {
            pinned >> at & 1 == 1
                || (self.chance(*at, state.trust) > 0
                    && !(self.rungs[*at].core && state.round == 1))
        };
        bits(free).filter(may).fold(0, |mask, at| mask | 1 << at)
    }

    pub(super) fn is_sure(&self, at: usize, trust: u8) -> bool {
        self.chance(at, trust) >= u64::from(self.parameters.sure) * (ONE / 100)
    }

    /// The items that fit into a round together: within its slots, or one alone that is longer.
    pub(super) fn fits(&self, session: u64) -> bool {
        let effort: u32 = bits(session).map(|at| self.rungs[at].effort).sum();
        effort <= self.parameters.slots || session.count_ones() == 1
    }

    /// Whether a session obeys the two rules of care: a sure item in it if there is one that could be, and
    /// expected trust not below the floor (or, once below, not falling). What is pinned is a person's choice.
    pub(super) fn careful(&self, state: State, considered: u64, session: u64) -> bool {
        let pinned = self.pinned(state, considered);
        if session == pinned && session != 0 {
            return true;
        }
        let sure = |mask: u64| bits(mask).any(|at| self.is_sure(at, state.trust));
        let could = bits(considered)
            .filter(|at| self.fits(pinned | 1 << at))
            .fold(0, |mask, at| mask | 1 << at);
        if sure(could) && !sure(session) {
            return false;
        }
        let floor = self.parameters.floor.min(state.trust);
        self.expected_move(session, state.trust)
            >= (i64::from(floor) - i64::from(state.trust)) * ONE as i64
    }

    /// By how much a session is expected to move trust, in millionths of a point.
    pub(super) fn expected_move(&self, session: u64, trust: u8) -> i64 {
        let of = |end: End| end.chance as i64 * i64::from(end.moves);
        bits(session)
            .flat_map(|at| self.ends(at, trust))
            .map(of)
            .sum()
    }

    /// All ways a session can end: the chance in millionths, what is agreed, and by how much trust moves. Items
    /// are gone through in the order of their names, so the rounding is the same for every order of input.
    pub(super) fn endings(&self, session: u64, trust: u8) -> Vec<(u64, u64, i32)> {
        let mut endings = vec![(ONE, 0_u64, 0_i32)];
        for at in bits(session) {
            let before = core::mem::take(&mut endings);
            for end in self.ends(at, trust) {
                let agreed = u64::from(end.agreed) << at;
                endings.extend(before.iter().map(|(chance, mask, moves)| {
                    (chance * end.chance / ONE, mask | agreed, moves + end.moves)
                }));
            }
        }
        endings
    }
}
