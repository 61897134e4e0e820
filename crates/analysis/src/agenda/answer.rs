//! What is answered: the plan, why each item is where it is, what was compared, and all it rests on.
//!
//! Chances and values are in millionths ([`super::ONE`]), trust in points unless it says otherwise.

use serde::Serialize;

use super::model::Case;
use super::rules::Rule;
use super::waits::Waits;
use super::weakest::{Assumption, Shift};

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agenda {
    /// How it was found.
    pub used: Used,
    /// The value that is expected to be agreed, discounted, in millionths of a point.
    pub worth: u64,
    /// No plan can expect more than this, in millionths of a point. Of an exact plan, `worth` itself.
    pub bound: u64,
    /// How many items are expected to be agreed by the end, in millionths.
    pub items: u64,
    /// Expected trust at the end, in millionths of a point.
    pub trust: u64,
    /// The rounds on the path on which every item succeeds.
    pub rounds: Vec<PlannedRound>,
    /// What is not on that path, and when to look at it again.
    pub left: Vec<LeftOut>,
    /// For each open item the chance that it is agreed by the end, whatever happens on the way.
    pub forecasts: Vec<ItemForecast>,
    /// What the rules of thumb would come to on the same case.
    pub comparisons: Vec<Comparison>,
    /// What the answer would be if an assumption were too kind.
    pub shifts: Vec<Shift>,
    /// The assumption that costs most if it is too kind; none if none costs anything.
    pub weakest: Option<Assumption>,
    /// The circles among the linkages.
    pub waits: Waits,
    /// Everything that went in, with the items in the order of their names.
    pub inputs: Case,
}

/// How a plan was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
pub enum Used {
    /// Exactly: no order expects more under the model and its rules.
    Exact {
        /// How many states were looked at.
        states: usize,
    },
    /// By the headroom rule.
    Headroom {
        /// Whether swaps found a better ranking than the rule's own.
        swapped: bool,
        /// How often the figures were drawn; none if they were played out.
        draws: Option<u64>,
    },
}

/// A round on the path on which every item succeeds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedRound {
    /// The round, from 1.
    pub round: u32,
    /// How many rounds it takes.
    pub takes: u32,
    /// Trust before it.
    pub trust: u8,
    /// The items; none is a round of rest.
    pub items: Vec<PlannedItem>,
    /// Whether one of them is sure: if not, the meeting may end empty-handed.
    pub sure: bool,
    /// Trust after it if every item succeeds.
    pub trust_if_agreed: u8,
    /// Trust after it if every item fails.
    pub trust_if_failed: u8,
    /// By how much trust is expected to move, in millionths of a point.
    pub trust_expected: i64,
}

/// An item in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedItem {
    /// Which item.
    pub item: String,
    /// The largest sensitivity that a side gave it.
    pub sensitivity: u8,
    /// Trust less sensitivity: not negative if trust covers it.
    pub headroom: i32,
    /// The chance that it is agreed, in millionths.
    pub chance: u64,
    /// By how much trust is expected to move, in millionths of a point.
    pub trust_expected: i64,
    /// Whether it is a core interest.
    pub core: bool,
    /// Why here.
    pub why: Why,
    /// What leaving it out of this round would cost, in millionths of a point; known of exact plans only.
    pub put_off_costs: Option<u64>,
    /// Whether to agree provisionally and keep it open, and why.
    pub open: Option<Open>,
}

/// Why an item is in a round. The first that holds, in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum Why {
    /// A person put it there.
    Pinned,
    /// Later would be too late.
    LastRound {
        /// The last round in which it may end.
        deadline: u32,
    },
    /// Trust covers it, and of what it covers this has the most expected value for its effort.
    MostOfCovered,
    /// Other items need it.
    Opens {
        /// Which.
        items: Vec<String>,
    },
    /// Trust covers it.
    Covered,
    /// Trust covers nothing, and this is the least sensitive.
    LeastSensitive,
    /// Trust does not cover it, but what it can add to trust and value outweighs the risk.
    WorthTheRisk,
}

/// Why something agreed should stay open until more is agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum Open {
    /// Settling it before the others would cost this much of the whole gain, in thousandths.
    PriceOfFirst {
        /// In thousandths.
        price: u32,
    },
    /// It is in one basket with others of the same round: open until the round's close.
    Basket {
        /// The basket.
        basket: String,
    },
}

/// An item that is not on the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Which item.
    pub item: String,
    /// Why.
    pub why: WhyNot,
    /// When to look at it again: nothing put off is dropped.
    pub look_again: u32,
}

/// Why an item is not on the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum WhyNot {
    /// It needs something that is no longer on the table.
    NeedsLost {
        /// What.
        item: String,
    },
    /// It needs something that is not on the path either.
    NeedsLeft {
        /// What.
        item: String,
    },
    /// Nothing of its text is out of brackets.
    NoText,
    /// Trust stays too low on the whole path.
    NoTrust {
        /// From this trust on it has a chance.
        needs: u8,
        /// The most trust on the path.
        reached: u8,
    },
    /// Its deadline comes too soon.
    Deadline {
        /// The last round that would do.
        deadline: u32,
    },
    /// The rounds are better used otherwise.
    NoRoom,
}

/// An item and the chance that it is agreed in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemForecast {
    /// Which item.
    pub item: String,
    /// In millionths.
    pub chance: u64,
}

/// What a rule of thumb would come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Which rule.
    pub rule: Rule,
    /// Expected discounted value, in millionths of a point.
    pub worth: u64,
    /// Expected number of items agreed, in millionths.
    pub items: u64,
    /// Expected trust at the end, in millionths of a point.
    pub trust: u64,
    /// How often it was drawn; none if it was played out.
    pub draws: Option<u64>,
}
