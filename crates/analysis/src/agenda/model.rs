//! What an agenda is computed from: items, where trust stands, and every assumption as a number.

use serde::{Deserialize, Serialize};

use super::progress::Progress;
use super::waits::Linkage;

/// One agenda question: the items, how things stand, and under which assumptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Where the numbers come from, in words; not used.
    #[serde(default)]
    pub note: String,
    /// The items, in any order.
    pub items: Vec<Item>,
    /// How things stand now.
    pub progress: Progress,
    /// The assumptions.
    #[serde(default)]
    pub parameters: Parameters,
    /// How to search.
    #[serde(default)]
    pub method: Method,
    /// Who ties what to what. Ties do not bind the plan; circles among them are shown beside it.
    #[serde(default)]
    pub linkages: Vec<Linkage>,
}

/// Something that can be taken up in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name in the answer; each once.
    pub id: String,
    /// How much trust is needed to take it up, as each side says: points from 0 to 100. The largest counts, since
    /// an item is as sensitive as it is to whom it is most sensitive.
    pub sensitivity: Vec<u8>,
    /// What agreeing on it is worth to all sides together, in points (up to 10 000).
    pub value: u32,
    /// The share of its text that is out of brackets, in percent: the chance when trust covers the sensitivity.
    #[serde(default = "all")]
    pub convergence: u8,
    /// How many slots it takes. More than a round has: that many rounds, alone.
    #[serde(default = "one")]
    pub effort: u32,
    /// The items that must be agreed in an earlier round.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The last round in which agreeing on it is of use.
    #[serde(default)]
    pub deadline: Option<u32>,
    /// With which other items it is one basket.
    #[serde(default)]
    pub basket: Option<String>,
    /// When what is agreed takes effect.
    #[serde(default)]
    pub effect: Effect,
    /// The round in which it is taken up whatever the model says: a person's choice.
    #[serde(default)]
    pub pinned: Option<u32>,
    /// What settling it before all others would cost (thousandths of the whole gain), where package search says so.
    #[serde(default)]
    pub price_of_first: u32,
}

fn all() -> u8 {
    100
}

fn one() -> u32 {
    1
}

/// When what is agreed takes effect (Busch and Horstmann 1997: the best order depends on it).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// As soon as it is agreed: it is carried out before the next round and raises trust a second time.
    #[default]
    AtOnce,
    /// With everything else, after the last round.
    WithTheWhole,
}

/// How to search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Exactly if the case is small enough, else by the headroom rule. The answer says which.
    #[default]
    Auto,
    /// Exactly, or not at all.
    Exact,
    /// By the headroom rule, improved by swaps.
    Headroom,
}

/// Every assumption of the model. The defaults are illustrative; a result that hangs on one of them says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How many rounds there are (1 to 60).
    pub rounds: u32,
    /// How many slots a round has (1 to 6).
    pub slots: u32,
    /// How far below an item's sensitivity trust can be before its chance is none, in points.
    pub band: u8,
    /// By how many points a success with an item of full sensitivity raises trust.
    pub gain: u8,
    /// The share of that which an item of no sensitivity brings, in percent.
    pub gain_base: u8,
    /// How much more a failure lowers trust than a success raises it, in percent: 200 is two to one.
    pub asymmetry: u32,
    /// How often something agreed that takes effect at once is carried out on time, in percent.
    pub kept: u8,
    /// How much less a value counts per round of waiting, in thousandths of the value (linear).
    pub discount: u32,
    /// Below this, expected trust is not put at risk (points).
    pub floor: u8,
    /// From this chance on an item is sure (percent); each round holds a sure one if there is one.
    pub sure: u8,
    /// From this sensitivity on an item is a core interest: not in the first round, unless pinned.
    pub core: u8,
    /// From this price of settling it first on an item stays open (thousandths).
    pub open_from: u32,
    /// Where simulation draws from, if it is used.
    pub seed: u64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters {
            rounds: 8,
            slots: 1,
            band: 30,
            gain: 10,
            gain_base: 30,
            asymmetry: 200,
            kept: 100,
            discount: 10,
            floor: 10,
            sure: 80,
            core: 90,
            open_from: 50,
            seed: 1,
        }
    }
}

/// Five words for a person to choose from, in place of points nobody can tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// 0 points.
    None,
    /// 25 points.
    Low,
    /// 50 points.
    Middle,
    /// 75 points.
    High,
    /// 100 points: a core interest.
    Core,
}

impl Word {
    /// All five, from the lowest.
    pub const ALL: [Word; 5] = [Word::None, Word::Low, Word::Middle, Word::High, Word::Core];

    /// The word in points.
    pub fn points(self) -> u8 {
        match self {
            Word::None => 0,
            Word::Low => 25,
            Word::Middle => 50,
            Word::High => 75,
            Word::Core => 100,
        }
    }
}
