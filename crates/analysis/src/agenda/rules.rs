//! Rules that choose a round's items without looking ahead: the headroom rule, and simpler ones to compare with.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use super::ladder::{Ladder, State, bits};

/// A rule of thumb for the order of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Among the items that present trust covers the most valuable for its effort; if it covers none, the least
    /// sensitive. Obeys the rules of care.
    Headroom,
    /// The least sensitive first. Like the two below only for comparison: it leaves out the rules of care, and so
    /// may come out ahead of a plan that obeys them.
    EasyFirst,
    /// The most sensitive first.
    HardFirst,
    /// The most valuable first.
    BiggestFirst,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 4] = [
        Rule::Headroom,
        Rule::EasyFirst,
        Rule::HardFirst,
        Rule::BiggestFirst,
    ];
}

/// Who chooses: a rule, or a ranking that the swaps try out.
#[derive(Clone, Debug)]
pub(super) enum Chooser {
    Rule(Rule),
    /// The headroom rule, with "the most valuable" replaced by this order (the item at each place) and with items
    /// that have this much of their full chance, in percent, counted as covered.
    Ranked(Vec<usize>, u64),
}

impl Ladder {
    /// The items of the next session; none is a round of rest.
    pub(super) fn choose(&self, chooser: &Chooser, state: State) -> u64 {
        let free = self.free(state);
        match chooser {
            Chooser::Rule(Rule::Headroom) => self.carefully(state, &self.preferred(state)),
            Chooser::Ranked(order, share) => {
                self.carefully(state, &self.ranked(state, order, *share))
            }
            Chooser::Rule(Rule::EasyFirst) => {
                self.first(state, free, |at| self.rungs[at].sensitivity)
            }
            Chooser::Rule(Rule::HardFirst) => {
                self.first(state, free, |at| Reverse(self.rungs[at].sensitivity))
            }
            Chooser::Rule(Rule::BiggestFirst) => {
                self.first(state, free, |at| Reverse(self.rungs[at].value))
            }
        }
    }

    /// As many as fit, the first by `key` first; equals by name.
    fn first<K: Ord>(&self, state: State, free: u64, key: impl Fn(usize) -> K) -> u64 {
        let mut order: Vec<usize> = bits(free).collect();
        order.sort_by_key(|at| (key(*at), *at));
        order.iter().fold(self.pinned(state, free), |session, at| {
            let more = session | 1 << at;
            if self.fits(more) { more } else { session }
        })
    }

    /// What is considered, in the order of the headroom rule: the covered by expected value for effort, then the
    /// others from the least sensitive.
    pub(super) fn preferred(&self, state: State) -> Vec<usize> {
        let mut order: Vec<usize> = bits(self.considered(state, self.free(state))).collect();
        order.sort_by(|a, b| {
            let covered = |at: usize| self.rungs[at].sensitivity <= state.trust;
            covered(*b)
                .cmp(&covered(*a))
                .then_with(|| match covered(*a) {
                    true => self.by_return(*a, *b),
                    false => self.by_ease(*a, *b),
                })
                .then(a.cmp(b))
        });
        order
    }

    fn ranked(&self, state: State, order: &[usize], share: u64) -> Vec<usize> {
        let considered = self.considered(state, self.free(state));
        // Compared with the full chance, so that a half-bracketed text counts as covered like any other.
        let near = |at: usize| {
            self.chance(at, state.trust) * 100 >= self.chance(at, super::ladder::TRUST_MAX) * share
        };
        let (mut first, mut rest): (Vec<usize>, Vec<usize>) = order
            .iter()
            .filter(|at| considered >> **at & 1 == 1)
            .partition(|at| near(**at));
        rest.sort_by(|a, b| self.by_ease(*a, *b).then(a.cmp(b)));
        first.append(&mut rest);
        first
    }

    /// More expected value for the effort comes first, then less sensitive.
    pub(super) fn by_return(&self, a: usize, b: usize) -> Ordering {
        let (one, other) = (&self.rungs[a], &self.rungs[b]);
        // value * convergence / effort, compared without dividing.
        let left = one.value * one.convergence * u64::from(other.effort);
        let right = other.value * other.convergence * u64::from(one.effort);
        right
            .cmp(&left)
            .then(one.sensitivity.cmp(&other.sensitivity))
    }

    fn by_ease(&self, a: usize, b: usize) -> Ordering {
        let sensitivity = |at: usize| self.rungs[at].sensitivity;
        sensitivity(a)
            .cmp(&sensitivity(b))
            .then_with(|| self.by_return(a, b))
    }

    /// Fills a round in this order: the first item, and after it only what is covered or sure (a round is not
    /// filled for the sake of filling it). If that breaks a rule of care, with the first that does not.
    fn carefully(&self, state: State, order: &[usize]) -> u64 {
        let considered = order.iter().fold(0, |mask, at| mask | 1 << at);
        let pinned = self.pinned(state, considered);
        let fill = |seed: u64| {
            order.iter().fold(seed, |session, at| {
                let more = session | 1 << at;
                let worthwhile = session == 0
                    || self.rungs[*at].sensitivity <= state.trust
                    || self.is_sure(*at, state.trust);
                let fits = self.fits(more) && self.careful(state, considered, more);
                if worthwhile && fits { more } else { session }
            })
        };
        let careful = |session: &u64| *session != 0 && self.careful(state, considered, *session);
        let seeds = core::iter::once(pinned).chain(
            order
                .iter()
                .map(|at| pinned | 1 << at)
                .filter(|seed| self.fits(*seed) && self.careful(state, considered, *seed)),
        );
        seeds.map(fill).find(careful).unwrap_or(pinned)
    }
}
