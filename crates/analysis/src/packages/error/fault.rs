//! What is wrong at a place of a file: a closed list, so that an edge has words for all of it.

use serde::Serialize;
use thiserror::Error;

/// What is wrong at a place of a file.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Not well-formed XML or JSON; the parser's own words.
    #[error("not well-formed: {0}")]
    Malformed(String),
    /// The file ends within the element of this name.
    #[error("not well-formed: <{0}> is not closed")]
    NotClosed(String),
    /// XML without any element.
    #[error("not well-formed: no element")]
    NoElement,
    /// More than one of the files is a domain.
    #[error("a second domain")]
    SecondDomain,
    /// An issue has two weights.
    #[error("there are two weights of {0:?}")]
    TwoWeights(String),
    /// An attribute, element or key is missing.
    #[error("{0} is missing")]
    Missing(Part),
    /// Not a decimal number.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// Something the format allows and this version does not read; nothing is guessed.
    #[error("{0} is not read by this version")]
    Unsupported(Unread),
    /// A utility outside 0..1, or a range that ends before it begins.
    #[error("{0} is out of range")]
    OutOfRange(String),
    /// A range that ends before it begins, a step of zero, or too many steps.
    #[error("{range} in steps of {step} is out of range")]
    Steps {
        /// Where the range begins and ends.
        range: String,
        /// How long a step is.
        step: String,
    },
}

/// A part of a file that can be missing.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A key, attribute or element, by the name that the format has for it.
    #[error("{0}")]
    Named(&'static str),
    /// All that is said of this issue.
    #[error("issue {0:?}")]
    Issue(String),
    /// The weight of this issue.
    #[error("weight of {0:?}")]
    Weight(String),
    /// What this value is worth.
    #[error("evaluation of {0:?}")]
    Evaluation(String),
    /// What the values of this issue are worth, in the way that fits an issue of its kind.
    #[error("utilities of {0:?}, of the issue's kind")]
    Utilities(String),
    /// The lowest number of a range, the highest, and the step.
    #[error("range [low, high, step]")]
    Range,
    /// A value for every issue.
    #[error("a value for every issue")]
    EveryIssue,
}

/// What a format allows and this version does not read.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// An element of XML.
    #[error("<{0}>")]
    Element(String),
    /// A kind of utility space of GeniusWeb.
    #[error("{0}")]
    Space(&'static str),
    /// An issue of this type.
    #[error("an issue of type {0:?}")]
    IssueType(String),
    /// An evaluator of this type.
    #[error("an evaluator of type {0:?}")]
    EvaluatorType(String),
    /// A utility function that is no plain sum.
    #[error("another kind of utility function")]
    UtilityFunction,
    /// A second `<utility>`.
    #[error("a second <utility>")]
    SecondUtility,
    /// An objective within an objective.
    #[error("an objective within an objective")]
    NestedObjective,
    /// A range of an issue whose values are no numbers.
    #[error("a range of a discrete issue")]
    RangeOfDiscrete,
    /// A document type: it could define entities.
    #[error("a document type")]
    DocumentType,
    /// Elements nested deeper than anybody means.
    #[error("an element nested so deep")]
    Nesting,
}
