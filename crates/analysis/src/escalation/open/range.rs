//! The rankings that a half-known preference leaves open, one after the other or drawn.

use super::{Open, OpenError};
use crate::escalation::{Conflict, ModelError, Preference, preference};
use crate::random::{Random, below};

/// One party's set of rankings, checked: a choice of one thing, or several choices one after the other.
pub(super) enum Range {
    OneOf(Vec<Vec<u32>>),
    WithinGroups(Vec<Vec<u32>>),
    Between(Vec<(u32, u32)>),
}

impl Range {
    /// Checks what is known of a party's preference.
    pub fn new(conflict: &Conflict, party: usize, open: &Open) -> Result<Range, OpenError> {
        let name = &conflict.model().parties[party].name;
        let ranks = |preference: &Preference| preference::ranks(conflict.space(), name, preference);
        match open {
            Open::Known => Ok(Range::OneOf(vec![conflict.board().ranks[party].clone()])),
            Open::OneOf(alternatives) if alternatives.is_empty() => Err(OpenError::NoAlternative {
                party: name.clone(),
            }),
            Open::OneOf(alternatives) => {
                // Merged states cannot be ranked by options here: that needs the patterns, which only the model has.
                let ranked = alternatives.iter().map(|preference| {
                    Ok(conflict
                        .with_preference(party, preference.clone())?
                        .board()
                        .ranks[party]
                        .clone())
                });
                Ok(Range::OneOf(ranked.collect::<Result<_, ModelError>>()?))
            }
            Open::WithinGroups(groups) => {
                ranks(&Preference::Ranking(groups.clone()))?;
                let cell = |number: &u32| {
                    conflict
                        .space()
                        .with_number(*number)
                        .expect("the ranking was checked")
                };
                Ok(Range::WithinGroups(
                    groups
                        .iter()
                        .map(|group| group.iter().map(cell).collect())
                        .collect(),
                ))
            }
            Open::Between(scores) => {
                let (given, states) = (scores.len(), conflict.count());
                if given != states as usize {
                    return Err(OpenError::WrongStates {
                        party: name.clone(),
                        given,
                        states,
                    });
                }
                match (1..)
                    .zip(scores)
                    .find(|(_, (lowest, highest))| lowest > highest)
                {
                    Some((state, _)) => Err(OpenError::Reversed {
                        party: name.clone(),
                        state,
                    }),
                    None => Ok(Range::Between(scores.clone())),
                }
            }
        }
    }

    /// How many rankings, if that can be counted.
    pub fn count(&self) -> Option<u64> {
        match self {
            Range::OneOf(all) => Some(all.len() as u64),
            Range::WithinGroups(groups) => {
                let choices = groups.iter().flat_map(|group| 1..=group.len() as u64);
                choices.into_iter().try_fold(1_u64, u64::checked_mul)
            }
            Range::Between(scores) => {
                let choices = scores
                    .iter()
                    .map(|(lowest, highest)| u64::from(highest - lowest) + 1);
                choices.into_iter().try_fold(1_u64, u64::checked_mul)
            }
        }
    }

    /// One of the rankings, as the digits say.
    pub fn ranks(&self, conflict: &Conflict, digits: &mut Digits) -> Vec<u32> {
        let mut ranks = vec![0; conflict.space().cells() as usize];
        match self {
            Range::OneOf(all) => return all[digits.below(all.len() as u64) as usize].clone(),
            Range::WithinGroups(groups) => {
                let mut rank = 0;
                for group in groups.iter().rev() {
                    let mut left = group.clone();
                    while !left.is_empty() {
                        rank += 1;
                        let chosen = digits.below(left.len() as u64) as usize;
                        ranks[left.remove(chosen) as usize] = rank;
                    }
                }
            }
            Range::Between(scores) => {
                for (cell, (lowest, highest)) in conflict.space().states().zip(scores) {
                    let score = u64::from(*lowest) + digits.below(u64::from(highest - lowest) + 1);
                    // 0 is for cells that are no states.
                    ranks[cell as usize] = (score as u32).saturating_add(1);
                }
            }
        }
        ranks
    }
}

/// Where choices come from: the digits of a case's number, so that each combination has one number, or a seed.
pub(super) enum Digits {
    Counted(u64),
    Drawn(Random),
}

impl Digits {
    fn below(&mut self, choices: u64) -> u64 {
        match self {
            Digits::Counted(left) => {
                let digit = *left % choices;
                *left /= choices;
                digit
            }
            Digits::Drawn(random) => below(random.next(), choices),
        }
    }
}
