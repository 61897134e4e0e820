//! The definitions written out, with no thought for speed: what the solver is held against.
//!
//! It shares nothing with the solver but the model. Options: Fang, Hipel and Kilgour 1993; SSEQ: Rêgo and Vieira 2017.

use std::collections::BTreeSet;

use analysis::escalation::{Change, Concept, Form, Model, Preference};

pub struct Brute {
    /// By party and state (index from 0): higher is better.
    pub rank: Vec<Vec<usize>>,
    /// By party and state.
    pub moves: Vec<Vec<BTreeSet<usize>>>,
    pub states: usize,
    /// The settings of each state's options; empty for listed moves.
    pub settings: Vec<Vec<bool>>,
}

impl Brute {
    /// Only for models with rankings.
    pub fn new(model: &Model) -> Brute {
        let parties = model.parties.len();
        let (settings, moves, states) = match &model.form {
            Form::Options(form) => {
                assert!(form.same.is_empty());
                let count = form.options.len();
                let all = (0..1_usize << count)
                    .map(|n| (0..count).map(|bit| n >> bit & 1 == 1).collect());
                let possible = |state: &Vec<bool>| {
                    !form
                        .infeasible
                        .iter()
                        .any(|p| p.iter().all(|(o, taken)| state[*o as usize] == *taken))
                };
                let settings: Vec<Vec<bool>> = all.filter(possible).collect();
                let may = |party: usize, from: &[bool], to: &[bool]| {
                    (0..count).filter(|o| from[*o] != to[*o]).all(|o| {
                        let option = &form.options[o];
                        let direction = match option.change {
                            Change::EitherWay => true,
                            Change::OnlyTaken => to[o],
                            Change::OnlyGivenUp => !to[o],
                        };
                        option.owner as usize == party && direction
                    })
                };
                let ends = |party, from: usize| {
                    let others = (0..settings.len()).filter(move |to| *to != from);
                    others
                        .filter(|to| may(party, &settings[from], &settings[*to]))
                        .collect()
                };
                let moves = (0..parties)
                    .map(|i| (0..settings.len()).map(|s| ends(i, s)).collect())
                    .collect();
                let states = settings.len();
                (settings, moves, states)
            }
            Form::Graph(form) => {
                let states = form.states.len();
                let mut moves = vec![vec![BTreeSet::new(); states]; parties];
                for step in &form.moves {
                    moves[step.party as usize][step.from as usize - 1].insert(step.to as usize - 1);
                }
                (Vec::new(), moves, states)
            }
        };
        let rank = model.parties.iter().map(|party| {
            let Preference::Ranking(groups) = &party.preference else {
                panic!("rankings only")
            };
            let place = |state| {
                groups
                    .iter()
                    .position(|group| group.contains(&(state as u32 + 1)))
            };
            (0..states)
                .map(|state| groups.len() - place(state).expect("ranked"))
                .collect()
        });
        Brute {
            rank: rank.collect(),
            moves,
            states,
            settings,
        }
    }

    pub fn parties(&self) -> usize {
        self.rank.len()
    }

    pub fn better(&self, party: usize, from: usize) -> BTreeSet<usize> {
        let ends = self.moves[party][from].iter().copied();
        ends.filter(|to| self.rank[party][*to] > self.rank[party][from])
            .collect()
    }

    /// R_H(t), or R_H⁺(t): everything legal sequences of these parties lead to.
    pub fn sequences(&self, parties: &[usize], from: usize, gains_only: bool) -> BTreeSet<usize> {
        let mut after: BTreeSet<(usize, usize)> = BTreeSet::new();
        loop {
            let mut more = after.clone();
            let starts = std::iter::once((from, usize::MAX)).chain(after.iter().copied());
            for (state, last) in starts {
                for party in parties.iter().filter(|party| **party != last) {
                    let ends = match gains_only {
                        true => self.better(*party, state),
                        false => self.moves[*party][state].clone(),
                    };
                    more.extend(ends.into_iter().map(|to| (to, *party)));
                }
            }
            if more == after {
                return after.into_iter().map(|(state, _)| state).collect();
            }
            after = more;
        }
    }

    pub fn stable(&self, party: usize, state: usize, concept: Concept) -> bool {
        let others: Vec<usize> = (0..self.parties())
            .filter(|other| *other != party)
            .collect();
        let rank = &self.rank[party];
        let spoilt = |gain: usize| {
            let by_any = || self.sequences(&others, gain, false);
            let by_gains = || self.sequences(&others, gain, true);
            let no_better = |q: &usize| rank[*q] <= rank[state];
            let no_escape = |q: &usize| {
                self.moves[party][*q]
                    .iter()
                    .all(|r| rank[*r] <= rank[state])
            };
            match concept {
                Concept::R => false,
                Concept::Gmr => by_any().iter().any(no_better),
                Concept::Smr => by_any().iter().any(|q| no_better(q) && no_escape(q)),
                Concept::Seq => by_gains().iter().any(no_better),
                Concept::Sseq => by_gains().iter().any(|q| no_better(q) && no_escape(q)),
            }
        };
        self.better(party, state).into_iter().all(spoilt)
    }

    pub fn equilibrium(&self, state: usize, concept: Concept) -> bool {
        (0..self.parties()).all(|party| self.stable(party, state, concept))
    }
}
