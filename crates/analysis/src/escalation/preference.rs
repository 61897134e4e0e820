//! Preferences made into ranks: one whole number for each party and state, higher is better.

use rayon::prelude::*;

use super::cube::{Cube, taken_in_word};
use super::space::Space;
use super::{ModelError, Place, Preference, Statement};

/// A key of so many bits and a cell share one word, so that sorting the words sorts the cells.
const CELL_BITS: u32 = 24;
const KEY_BITS: u32 = 64 - CELL_BITS;

/// The ranks of each cell, from 1 without gaps; 0 for a cell that is no state.
pub(crate) fn ranks(
    space: &Space,
    party: &str,
    preference: &Preference,
) -> Result<Vec<u32>, ModelError> {
    match (preference, space) {
        (Preference::Ranking(groups), _) => by_ranking(space, party, groups),
        (Preference::Weights(weights), Space::Cube(cube)) => by_weights(cube, party, weights),
        (Preference::Statements(texts), Space::Cube(cube)) => {
            Ok(by_statements(cube, &statements(cube, party, texts)?))
        }
        (Preference::Statements(texts), Space::Graph(_)) if texts.is_empty() => {
            Ok(vec![1; space.cells() as usize])
        }
        _ => Err(ModelError::NoOptionsToSpeakOf {
            party: party.to_owned(),
        }),
    }
}

fn by_ranking(space: &Space, party: &str, groups: &[Vec<u32>]) -> Result<Vec<u32>, ModelError> {
    let mut ranks = vec![0; space.cells() as usize];
    for (rank, group) in (1..).zip(groups.iter().rev().filter(|group| !group.is_empty())) {
        for number in group {
            let Some(cell) = space.with_number(*number) else {
                return Err(ModelError::NoSuchState {
                    place: Place::Ranking(party.to_owned()),
                    given: (*number).into(),
                    states: space.count(),
                });
            };
            if std::mem::replace(&mut ranks[cell as usize], rank) != 0 {
                return Err(ModelError::RankedTwice {
                    party: party.to_owned(),
                    state: *number,
                });
            }
        }
    }
    let mut left_out = space.states().filter(|cell| ranks[*cell as usize] == 0);
    if let Some(first) = left_out.next() {
        let missing = left_out.count() as u32 + 1;
        return Err(ModelError::NotRanked {
            party: party.to_owned(),
            state: space.number(first),
            missing,
        });
    }
    Ok(ranks)
}

fn by_weights(cube: &Cube, party: &str, weights: &[i32]) -> Result<Vec<u32>, ModelError> {
    if weights.len() != cube.bits as usize {
        let (given, options) = (weights.len(), cube.bits);
        return Err(ModelError::WrongWeights {
            party: party.to_owned(),
            given,
            options,
        });
    }
    // 24 weights of 32 bits add up to less than 2^36; the least possible sum is key 0.
    let least: i64 = weights.iter().map(|weight| i64::from(*weight).min(0)).sum();
    let sum = |cell: u32| -> i64 {
        let taken = (0..)
            .zip(weights)
            .filter(|(option, _)| cell >> option & 1 == 1);
        taken.map(|(_, weight)| i64::from(*weight)).sum()
    };
    let words = cube
        .feasible
        .cells()
        .map(|cell| packed((sum(cell) - least) as u64, cell));
    Ok(dense_ranks(cube, words.collect()))
}

/// The statements read, and checked against the states that are possible.
fn statements(cube: &Cube, party: &str, texts: &[String]) -> Result<Vec<Statement>, ModelError> {
    let mut read = Vec::with_capacity(texts.len());
    let mut outlines: Vec<[u64; 2]> = Vec::with_capacity(texts.len());
    for (number, text) in (1..).zip(texts) {
        let statement = Statement::parse(text, cube.bits);
        let statement = statement.map_err(|error| ModelError::Statement {
            party: party.to_owned(),
            number,
            error,
        })?;
        let (outline, count) = outline(cube, &statement);
        if count == 0 {
            return Err(ModelError::NeverTrue {
                party: party.to_owned(),
                number,
            });
        }
        let [own, opposite] = outline;
        let first = outlines.iter().position(|other| *other == [opposite, own]);
        if let Some(first) = first.filter(|first| are_opposite(cube, &read[*first], &statement)) {
            return Err(ModelError::Opposite {
                party: party.to_owned(),
                first: first + 1,
                second: number,
            });
        }
        outlines.push(outline);
        read.push(statement);
    }
    Ok(read)
}

/// A digest of where the statement is true, one of where it is false, and in how many states it is true.
fn outline(cube: &Cube, statement: &Statement) -> ([u64; 2], u32) {
    let mut digests = [0_u64; 2];
    let mut count = 0;
    for (index, feasible) in cube.feasible.words().iter().enumerate() {
        let truth = statement.word(&|option| taken_in_word(index, option)) & feasible;
        count += truth.count_ones();
        for (digest, word) in digests.iter_mut().zip([truth, feasible & !truth]) {
            *digest = (*digest ^ word)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(29);
        }
    }
    (digests, count)
}

fn are_opposite(cube: &Cube, a: &Statement, b: &Statement) -> bool {
    cube.feasible
        .words()
        .iter()
        .enumerate()
        .all(|(index, feasible)| {
            let taken = |option| taken_in_word(index, option);
            (a.word(&taken) ^ b.word(&taken)) & feasible == *feasible
        })
}

/// Lexicographic order of the statements' truth values. A key holds as many of them as fit beside the rank that the
/// earlier ones gave, so no number of statements overflows.
pub(crate) fn by_statements(cube: &Cube, statements: &[Statement]) -> Vec<u32> {
    let mut ranks = vec![0; cube.cells() as usize];
    cube.feasible
        .cells()
        .for_each(|cell| ranks[cell as usize] = 1);
    let mut left = statements;
    while !left.is_empty() {
        let highest: u32 = ranks.iter().max().copied().unwrap_or(1);
        let room = KEY_BITS - (u32::BITS - highest.leading_zeros());
        let (now, later) = left.split_at(left.len().min(room as usize));
        ranks = dense_ranks(cube, keys(cube, &ranks, now));
        left = later;
    }
    ranks
}

fn keys(cube: &Cube, ranks: &[u32], statements: &[Statement]) -> Vec<u64> {
    let mut words = Vec::with_capacity(cube.feasible.count() as usize);
    let mut truths = vec![0; statements.len()];
    for (index, feasible) in cube.feasible.words().iter().enumerate() {
        for (truth, statement) in truths.iter_mut().zip(statements) {
            *truth = statement.word(&|option| taken_in_word(index, option));
        }
        let bits = (0..64).filter(|bit| feasible >> bit & 1 == 1);
        words.extend(bits.map(|bit| {
            let cell = index as u32 * 64 + bit;
            let rank = u64::from(ranks[cell as usize]);
            packed(
                truths
                    .iter()
                    .fold(rank, |key, truth| key << 1 | truth >> bit & 1),
                cell,
            )
        }));
    }
    words
}

fn packed(key: u64, cell: u32) -> u64 {
    key << CELL_BITS | u64::from(cell)
}

/// Sorted by key; equal keys share a rank.
fn dense_ranks(cube: &Cube, mut words: Vec<u64>) -> Vec<u32> {
    words.par_sort_unstable();
    let mut ranks = vec![0; cube.cells() as usize];
    let mut rank = 0;
    let mut last = None;
    for word in words {
        let key = word >> CELL_BITS;
        if last != Some(key) {
            rank += 1;
            last = Some(key);
        }
        ranks[(word & ((1 << CELL_BITS) - 1)) as usize] = rank;
    }
    ranks
}
