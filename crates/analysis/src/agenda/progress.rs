//! How things stand between rounds, and what a round has changed.

use serde::{Deserialize, Serialize};

use super::check::{Refused, ready};
use super::ladder::TRUST_MAX;
use super::model::{Case, Effect};

/// How things stand before a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Trust in points from 0 to 100, from the record if it can be ([`super::Standing`]).
    pub trust: u8,
    /// The round that comes next, from 1.
    #[serde(default = "first")]
    pub round: u32,
    /// What is agreed.
    #[serde(default)]
    pub agreed: Vec<String>,
    /// What failed in the round before: it rests for one round.
    #[serde(default)]
    pub resting: Vec<String>,
    /// What is no longer on the table.
    #[serde(default)]
    pub lost: Vec<String>,
}

fn first() -> u32 {
    1
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Agreed; nothing had to be carried out yet.
    Agreed,
    /// Agreed and carried out on time.
    Kept,
    /// Agreed and not carried out: it is open again.
    Breached,
    /// Taken up and not agreed.
    Failed,
    /// No longer on the table. Trust stays as it is.
    Lost,
}

/// An item and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Result {
    /// Which item.
    pub item: String,
    /// What became of it.
    pub outcome: Outcome,
}

impl Progress {
    /// Before the first round.
    pub fn at_trust(trust: u8) -> Progress {
        Progress {
            trust,
            round: 1,
            agreed: Vec::new(),
            resting: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// How things stand after `rounds` more rounds (one, unless an item took several) with these results. What
    /// failed rests for the next round; trust moves as the model says.
    ///
    /// # Errors
    /// The case is refused, or a result is of an item that it does not have or that was settled before.
    pub fn after(
        case: &Case,
        rounds: u32,
        results: &[Result],
    ) -> std::result::Result<Progress, Refused> {
        let ladder = ready(case)?;
        let mut next = case.progress.clone();
        next.round = next.round.saturating_add(rounds);
        next.resting.clear();
        let mut moved = 0;
        for Result { item, outcome } in results {
            let index = ladder
                .index(item)
                .ok_or_else(|| Refused::Unknown { item: item.clone() })?;
            let settled = [&next.agreed, &next.lost, &next.resting];
            if settled.iter().any(|list| list.contains(item)) {
                return Err(Refused::Settled { item: item.clone() });
            }
            let rung = &ladder.rungs[index];
            moved += match outcome {
                Outcome::Agreed => rung.gain,
                Outcome::Kept => 2 * rung.gain,
                Outcome::Breached => rung.gain - rung.loss,
                Outcome::Failed => -rung.loss,
                Outcome::Lost => 0,
            };
            let list = match outcome {
                Outcome::Agreed | Outcome::Kept => &mut next.agreed,
                Outcome::Breached | Outcome::Failed => &mut next.resting,
                Outcome::Lost => &mut next.lost,
            };
            list.push(item.clone());
        }
        next.trust = (i32::from(next.trust) + moved).clamp(0, i32::from(TRUST_MAX)) as u8;
        Ok(next)
    }
}

impl Outcome {
    /// What the model expects of an item that is agreed.
    pub fn expected(effect: Effect) -> Outcome {
        match effect {
            Effect::AtOnce => Outcome::Kept,
            Effect::WithTheWhole => Outcome::Agreed,
        }
    }
}
