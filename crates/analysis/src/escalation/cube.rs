//! The states of an option form: patterns of options as numbers, and which of them are possible.

use super::bits::Bits;
use super::{Change, ModelError, OptionForm, Pattern, Place, Statement};

/// All patterns of `bits` options, of which the feasible ones are states.
#[derive(Clone, Debug)]
pub(crate) struct Cube {
    pub bits: u32,
    pub feasible: Bits,
    /// For each party, its options.
    pub own: Vec<Own>,
}

/// One party's options, as masks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Own {
    /// Those that change either way.
    pub free: u32,
    /// Those that, once taken, stay.
    pub forward: u32,
    /// Those that, once given up, stay so.
    pub back: u32,
}

impl Own {
    pub fn all(self) -> u32 {
        self.free | self.forward | self.back
    }

    pub fn irreversible(self) -> u32 {
        self.forward | self.back
    }

    /// The options that may change in this state.
    pub fn may_change(self, cell: u32) -> u32 {
        self.free | self.forward & !cell | self.back & cell
    }

    /// The irreversible options that have made their one change. Moves only ever add to this set.
    pub fn spent(self, cell: u32) -> u32 {
        self.forward & cell | self.back & !cell
    }
}

/// 64 consecutive patterns' bits of an option: below the sixth they repeat within a word.
const WITHIN_WORD: [u64; 6] = [
    0xaaaa_aaaa_aaaa_aaaa,
    0xcccc_cccc_cccc_cccc,
    0xf0f0_f0f0_f0f0_f0f0,
    0xff00_ff00_ff00_ff00,
    0xffff_0000_ffff_0000,
    0xffff_ffff_0000_0000,
];

/// Whether `option` is taken in each of the 64 patterns of the word with this index.
pub(crate) fn taken_in_word(index: usize, option: u32) -> u64 {
    match WITHIN_WORD.get(option as usize) {
        Some(word) => *word,
        None if index >> (option - 6) & 1 == 1 => u64::MAX,
        None => 0,
    }
}

impl Cube {
    pub fn new(form: &OptionForm, parties: &[String]) -> Result<Cube, ModelError> {
        let given = form.options.len();
        let at_most = OptionForm::options_max(parties.len());
        if given > at_most as usize {
            return Err(ModelError::TooManyOptions { given, at_most });
        }
        let own = owns(form, parties)?;
        let bits = given as u32;
        let mut excluded = Vec::new();
        for (number, pattern) in (1..).zip(&form.infeasible) {
            excluded.extend(condition(pattern, bits, Place::Infeasible(number))?);
        }
        for (number, pattern) in (1..).zip(&form.same) {
            condition(pattern, bits, Place::Same(number))?;
        }
        // A pattern without conditions fits every state.
        let nothing_left = form.infeasible.iter().any(Vec::is_empty);
        let patterns = 1_u64 << bits;
        let in_use = if patterns < 64 {
            (1 << patterns) - 1
        } else {
            u64::MAX
        };
        let words = (0..(patterns as usize).div_ceil(64)).map(|index| {
            let taken = |option| taken_in_word(index, option);
            excluded
                .iter()
                .fold(in_use, |left, statement| left & !statement.word(&taken))
        });
        let feasible = Bits::from_words(words.collect());
        if nothing_left || feasible.count() == 0 {
            return Err(ModelError::NoState);
        }
        Ok(Cube {
            bits,
            feasible,
            own,
        })
    }

    pub fn cells(&self) -> u32 {
        1 << self.bits
    }

    /// Where the party can go in one step: straight to the end, whatever lies between.
    pub fn moves(&self, party: usize, from: u32) -> impl Iterator<Item = u32> + '_ {
        let may_change = self.own[party].may_change(from);
        let changes = subsets(may_change).skip(1);
        changes
            .map(move |change| from ^ change)
            .filter(|to| self.feasible.has(*to))
    }
}

/// All subsets of `mask`, the empty one first, in ascending order.
pub(crate) fn subsets(mask: u32) -> impl Iterator<Item = u32> {
    let next = move |subset: &u32| match subset.wrapping_sub(mask) & mask {
        0 => None,
        next => Some(next),
    };
    std::iter::successors(Some(0), next)
}

fn owns(form: &OptionForm, parties: &[String]) -> Result<Vec<Own>, ModelError> {
    let mut own = vec![Own::default(); parties.len()];
    for (option, choice) in form.options.iter().enumerate() {
        let Some(own) = own.get_mut(choice.owner as usize) else {
            return Err(ModelError::NoSuchParty {
                place: Place::Owner(choice.name.clone()),
                given: u64::from(choice.owner) + 1,
                parties: parties.len() as u32,
            });
        };
        *match choice.change {
            Change::EitherWay => &mut own.free,
            Change::OnlyTaken => &mut own.forward,
            Change::OnlyGivenUp => &mut own.back,
        } |= 1 << option;
    }
    let at_most = super::IRREVERSIBLE_MAX;
    for (party, own) in parties.iter().zip(&own) {
        let given = own.irreversible().count_ones();
        if given > at_most {
            return Err(ModelError::TooManyIrreversible {
                party: party.clone(),
                given,
                at_most,
            });
        }
    }
    Ok(own)
}

/// The pattern as a statement, its option numbers checked; `None` for a pattern without conditions.
pub(crate) fn condition(
    pattern: &Pattern,
    options: u32,
    place: Place,
) -> Result<Option<Statement>, ModelError> {
    for (at, (option, taken)) in pattern.iter().enumerate() {
        if *option >= options {
            return Err(ModelError::NoSuchOption {
                place,
                given: u64::from(*option) + 1,
                options,
            });
        }
        if pattern[..at].contains(&(*option, !taken)) {
            return Err(ModelError::PatternContradicts {
                place,
                option: option + 1,
            });
        }
    }
    Ok(Statement::all(pattern.iter().copied()))
}
