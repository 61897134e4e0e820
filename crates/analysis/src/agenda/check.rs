//! From a case as it was written to a ladder that can be computed with, or a refusal that says why not.

use super::ladder::{Ladder, Rung, TRUST_MAX};
use super::model::{Case, Effect, Item};

/// How many items a case can have.
pub const ITEMS_MAX: usize = 60;
const VALUE_MAX: u32 = 10_000;
const ROUNDS_MAX: u32 = 60;
const SLOTS_MAX: u32 = 6;

/// Why a case is refused. Each names what to change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Two items have one name.
    #[error("two items are called {item}")]
    Twice {
        /// The name.
        item: String,
    },
    /// Something names an item that there is not.
    #[error("there is no item {item}")]
    Unknown {
        /// The name.
        item: String,
    },
    /// A result is of an item that was settled before.
    #[error("{item} was settled before")]
    Settled {
        /// The item.
        item: String,
    },
    /// More items than can be held.
    #[error("{items} items; at most {ITEMS_MAX} work")]
    TooMany {
        /// How many there are.
        items: usize,
    },
    /// A number out of its range.
    #[error("{what} is {found}; it can be from {min} to {max}")]
    OutOfRange {
        /// Which number.
        what: Figure,
        /// What was given.
        found: u64,
        /// The least that works.
        min: u64,
        /// The most that works.
        max: u64,
    },
    /// Items that need one another in a circle: each before the next, the first again at the end.
    #[error("these wait for one another: {}", path.join(" -> "))]
    Circle {
        /// The items along the circle; the first stands at the end again.
        path: Vec<String>,
    },
    /// More is pinned to a round than it has slots.
    #[error("more is pinned to round {round} than it has slots")]
    Pinned {
        /// The round.
        round: u32,
    },
    /// An item is pinned to a round in which it cannot be.
    #[error(
        "{item} cannot be pinned to round {round}: {before} has to be agreed in an earlier one"
    )]
    PinnedTooEarly {
        /// The item.
        item: String,
        /// The round it is pinned to.
        round: u32,
        /// What it needs, pinned to no earlier round.
        before: String,
    },
    /// An item is pinned to a round that is too late for its deadline or after the last one.
    #[error("{item} cannot be pinned to round {round}: it would end after round {last}")]
    PinnedTooLate {
        /// The item.
        item: String,
        /// The round it is pinned to.
        round: u32,
        /// The last round that would do.
        last: u32,
    },
    /// Too large for an exact answer.
    #[error(
        "{items} items are too many for an exact answer; with {slots} slots in {rounds} rounds up to {works} always work"
    )]
    TooLarge {
        /// How many items are open.
        items: usize,
        /// How many slots a round has.
        slots: u32,
        /// How many rounds there are.
        rounds: u32,
        /// How many items always work.
        works: usize,
    },
}

/// A number of a case that has a range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Figure {
    /// Where trust stands.
    #[error("trust")]
    Trust,
    /// The next round.
    #[error("round")]
    Round,
    /// Rounds in all.
    #[error("rounds")]
    Rounds,
    /// Slots of a round.
    #[error("slots")]
    Slots,
    /// By how much trust may fall short.
    #[error("band")]
    Band,
    /// What the most sensitive success brings.
    #[error("gain")]
    Gain,
    /// Which share of it the least sensitive brings.
    #[error("gain_base")]
    GainBase,
    /// A failure against a success.
    #[error("asymmetry")]
    Asymmetry,
    /// How much of what is agreed is carried out.
    #[error("kept")]
    Kept,
    /// What waiting costs.
    #[error("discount")]
    Discount,
    /// The floor of expected trust.
    #[error("floor")]
    Floor,
    /// From which chance on an item is sure.
    #[error("sure")]
    Sure,
    /// What this item is worth.
    #[error("value of {0}")]
    Value(String),
    /// How much of the text of this item is out of brackets.
    #[error("convergence of {0}")]
    Convergence(String),
    /// How many slots this item takes.
    #[error("effort of {0}")]
    Effort(String),
    /// How sensitive this item is.
    #[error("sensitivity of {0}")]
    Sensitivity(String),
    /// The round this item is pinned to.
    #[error("pinned of {0}")]
    Pinned(String),
}

/// Checks a case and puts it into its one order: by name.
pub(super) fn ready(case: &Case) -> Result<Ladder, Refused> {
    ranges(case)?;
    let mut items: Vec<&Item> = case.items.iter().collect();
    items.sort_by(|a, b| a.id.cmp(&b.id));
    if let Some(pair) = items.windows(2).find(|pair| pair[0].id == pair[1].id) {
        let item = pair[0].id.clone();
        return Err(Refused::Twice { item });
    }
    let names: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
    let mask = |list: &[String]| {
        list.iter().try_fold(0_u64, |mask, name| {
            let at = names
                .binary_search(name)
                .map_err(|_| Refused::Unknown { item: name.clone() })?;
            Ok(mask | 1 << at)
        })
    };
    let p = &case.parameters;
    let rungs = items
        .iter()
        .map(|item| {
            let sensitivity = item.sensitivity.iter().copied().max().unwrap_or(0);
            // A success with the most sensitive item brings `gain`, with the least `gain_base` percent of it.
            let weight = u64::from(p.gain_base) * 100
                + (100 - u64::from(p.gain_base)) * u64::from(sensitivity);
            let gain = u64::from(p.gain) * weight;
            Ok(Rung {
                sensitivity,
                value: u64::from(item.value),
                convergence: u64::from(item.convergence),
                effort: item.effort,
                needs: mask(&item.needs)?,
                deadline: item.deadline.unwrap_or(p.rounds).min(p.rounds),
                pinned: item.pinned,
                at_once: item.effect == Effect::AtOnce,
                gain: ((gain + 5_000) / 10_000) as i32,
                loss: ((gain * u64::from(p.asymmetry) + 500_000) / 1_000_000) as i32,
                core: sensitivity >= p.core,
            })
        })
        .collect::<Result<Vec<Rung>, Refused>>()?;
    circle(&names, &rungs)?;
    pins(&names, &rungs, p.slots)?;
    Ok(Ladder {
        agreed: mask(&case.progress.agreed)?,
        lost: mask(&case.progress.lost)?,
        resting: mask(&case.progress.resting)?,
        round: case.progress.round,
        trust: case.progress.trust,
        names,
        rungs,
        parameters: p.clone(),
    })
}

fn ranges(case: &Case) -> Result<(), Refused> {
    if case.items.len() > ITEMS_MAX {
        let items = case.items.len();
        return Err(Refused::TooMany { items });
    }
    let p = &case.parameters;
    let hundred = u32::from(TRUST_MAX);
    let mut numbers = vec![
        (Figure::Rounds, p.rounds, 1, ROUNDS_MAX),
        (Figure::Slots, p.slots, 1, SLOTS_MAX),
        (Figure::Band, u32::from(p.band), 1, hundred),
        (Figure::Gain, u32::from(p.gain), 0, hundred),
        (Figure::GainBase, u32::from(p.gain_base), 0, hundred),
        (Figure::Asymmetry, p.asymmetry, 0, 1_000),
        (Figure::Kept, u32::from(p.kept), 0, hundred),
        (Figure::Discount, p.discount, 0, 1_000),
        (Figure::Floor, u32::from(p.floor), 0, hundred),
        (Figure::Sure, u32::from(p.sure), 0, hundred),
        (Figure::Trust, u32::from(case.progress.trust), 0, hundred),
        (Figure::Round, case.progress.round, 1, 1_000),
    ];
    for item in &case.items {
        let id = || item.id.clone();
        numbers.push((Figure::Value(id()), item.value, 0, VALUE_MAX));
        numbers.push((
            Figure::Convergence(id()),
            u32::from(item.convergence),
            0,
            hundred,
        ));
        numbers.push((Figure::Effort(id()), item.effort, 1, ROUNDS_MAX * SLOTS_MAX));
        let most = item.sensitivity.iter().copied().max().unwrap_or(0);
        numbers.push((Figure::Sensitivity(id()), u32::from(most), 0, hundred));
        numbers.extend(
            item.pinned
                .map(|round| (Figure::Pinned(id()), round, 1, ROUNDS_MAX)),
        );
    }
    let wrong = numbers
        .into_iter()
        .find(|(_, found, min, max)| !(min..=max).contains(&found));
    match wrong {
        None => Ok(()),
        Some((what, found, min, max)) => Err(Refused::OutOfRange {
            what,
            found: found.into(),
            min: min.into(),
            max: max.into(),
        }),
    }
}

/// Looks for items that need one another: takes away what needs nothing that is left until nothing goes, then
/// walks from need to need in what remains.
fn circle(names: &[String], rungs: &[Rung]) -> Result<(), Refused> {
    let mut left: u64 = (0..rungs.len()).fold(0, |mask, at| mask | 1 << at);
    while let Some(free) =
        (0..rungs.len()).find(|at| left >> at & 1 == 1 && rungs[*at].needs & left == 0)
    {
        left &= !(1 << free);
    }
    if left == 0 {
        return Ok(());
    }
    let mut walk: Vec<usize> = vec![left.trailing_zeros() as usize];
    loop {
        let last = walk[walk.len() - 1];
        let next = (rungs[last].needs & left).trailing_zeros() as usize;
        if let Some(start) = walk.iter().position(|at| *at == next) {
            let mut path: Vec<usize> = walk[start..].to_vec();
            // Begins at the item whose name is first, wherever the walk came in.
            let first = (0..path.len()).min_by_key(|at| path[*at]).unwrap_or(0);
            path.rotate_left(first);
            path.push(path[0]);
            let path = path.into_iter().map(|at| names[at].clone()).collect();
            return Err(Refused::Circle { path });
        }
        walk.push(next);
    }
}

fn pins(names: &[String], rungs: &[Rung], slots: u32) -> Result<(), Refused> {
    for (at, rung) in rungs.iter().enumerate() {
        let Some(round) = rung.pinned else { continue };
        let item = || names[at].clone();
        let last = rung.deadline;
        if round + rung.effort.div_ceil(slots) - 1 > last {
            let item = item();
            return Err(Refused::PinnedTooLate { item, round, last });
        }
        let needed = (0..rungs.len()).filter(|other| rung.needs >> other & 1 == 1);
        let late = needed
            .filter(|other| rungs[*other].pinned.is_some_and(|pinned| pinned >= round))
            .map(|other| names[other].clone());
        if let Some(before) = late.min() {
            let item = item();
            return Err(Refused::PinnedTooEarly {
                item,
                round,
                before,
            });
        }
        let same = || rungs.iter().filter(|other| other.pinned == Some(round));
        let effort: u32 = same().map(|other| other.effort).sum();
        if same().count() > 1 && effort > slots {
            return Err(Refused::Pinned { round });
        }
    }
    Ok(())
}
