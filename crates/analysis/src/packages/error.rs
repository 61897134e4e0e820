//! What is wrong with an input: a closed list, each with what and where. Words for people are made at the edge.

mod fault;
mod place;

use serde::Serialize;
use thiserror::Error;

pub use fault::{Fault, Part, Unread};
pub use place::{Spot, Where};

/// Why a domain, a sheet or a file was refused. Nothing is repaired silently.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum Problem {
    /// No issue, so there is nothing to trade.
    #[error("there are no issues")]
    NoIssues,
    /// An issue with no value.
    #[error("issue {issue:?} has no values")]
    NoValues {
        /// The issue.
        issue: String,
    },
    /// More than this version takes on; `limit` is the size that would work.
    #[error("{size} {what}: at most {limit} work")]
    TooMany {
        /// Of what.
        what: Bounded,
        /// How many there are.
        size: usize,
        /// How many would work.
        limit: usize,
    },
    /// Fewer than two parties.
    #[error("a package needs two parties, and there are {found}")]
    TooFewParties {
        /// How many sheets there are.
        found: usize,
    },
    /// Two issues, values or parties of one name.
    #[error("{name:?} is there twice")]
    Twice {
        /// The name.
        name: String,
    },
    /// A name that is not on the list of issues.
    #[error("{wherein}: there is no issue {issue:?}")]
    UnknownIssue {
        /// The name or number given.
        issue: String,
        /// Which file, sheet or linkage names it.
        wherein: Where,
    },
    /// A value that the issue does not have.
    #[error("{wherein}: issue {issue:?} has no value {value:?}")]
    UnknownValue {
        /// The issue.
        issue: String,
        /// The value given.
        value: String,
        /// Which file, sheet or linkage names it.
        wherein: Where,
    },
    /// A ring-fenced issue must say what "as it is" means, because it stays so.
    #[error("issue {issue:?} is ring-fenced and does not say which value leaves it as it is")]
    RingFencedWithoutAsIs {
        /// The issue.
        issue: String,
    },
    /// Something was made conditional on a ring-fenced issue.
    #[error("{wherein}: issue {issue:?} is ring-fenced, so nothing may depend on it")]
    RingFenced {
        /// The issue.
        issue: String,
        /// Which linkage or red line.
        wherein: Where,
    },
    /// A linkage or red line that names nothing, a value twice, or one issue against itself.
    #[error("{wherein} relates nothing to anything")]
    EmptyRule {
        /// Which linkage or red line.
        wherein: Where,
    },
    /// The sheet has another number of issues, or an issue another number of values.
    #[error("{wherein}: {found} entries for {of}, where {expected} are needed")]
    Shape {
        /// The sheet or package.
        wherein: Where,
        /// What the entries are for.
        of: Entries,
        /// How many are needed.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The best values of all issues do not add up to the points in all.
    #[error("{party}: the best values add up to {sum} points instead of {total}")]
    PointsDoNotAddUp {
        /// The party whose sheet it is.
        party: String,
        /// What they add up to.
        sum: i128,
        /// What they should add up to.
        total: i128,
    },
    /// Weights of a file whose format demands that they sum to one.
    #[error("{party}: the weights sum to {sum} instead of 1")]
    WeightsDoNotSum {
        /// The party whose profile it is.
        party: String,
        /// What they sum to.
        sum: String,
    },
    /// The sheet's red lines leave no value of an issue.
    #[error("{party}: the red lines leave no value of {issue:?}")]
    NothingLeft {
        /// The party whose sheet it is.
        party: String,
        /// The issue.
        issue: String,
    },
    /// A group of issues cannot bring what the red line asks, even at its best.
    #[error("{party}: the group can bring at most {best} points, and the red line asks {at_least}")]
    GroupOutOfReach {
        /// The party whose sheet it is.
        party: String,
        /// What is asked, in units of the sheet.
        at_least: i128,
        /// The most the group can bring, in units of the sheet.
        best: i128,
    },
    /// The numbers are too fine or too large to be added without rounding.
    #[error("{party}: the numbers need more digits than can be added exactly")]
    TooFine {
        /// The party whose sheet it is.
        party: String,
    },
    /// None of the files is a domain.
    #[error("no domain among the files")]
    NoDomain,
    /// A file that cannot be read as what it says it is.
    #[error("{file}{spot}: {fault}")]
    File {
        /// The file's name.
        file: String,
        /// The line, element or issue.
        spot: Spot,
        /// What is wrong there.
        fault: Fault,
    },
}

/// What a sheet or a package has an entry for.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Entries {
    /// Every issue.
    #[error("the issues")]
    Issues,
    /// Every value of this issue.
    #[error("the values of {0:?}")]
    Values(String),
    /// How sure the party is of every issue.
    #[error("confidence")]
    Confidence,
}

/// What there can be too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bounded {
    /// Issues of a domain.
    #[error("issues")]
    Issues,
    /// Values of one issue.
    #[error("values of one issue")]
    Values,
    /// Parties.
    #[error("parties")]
    Parties,
    /// Linkages, red lines and bonuses together.
    #[error("linkages, red lines and bonuses")]
    Rules,
    /// Packages to compare.
    #[error("packages to compare")]
    Compared,
    /// Samples of uncertain weights.
    #[error("samples")]
    Samples,
}
