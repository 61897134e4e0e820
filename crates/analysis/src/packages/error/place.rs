//! Where something stands that was refused. Numbers count from 1; words for people are made at the edge.

use serde::Serialize;
use thiserror::Error;

/// Where in a case something stands.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// The linkage with this number.
    #[error("linkage {0}")]
    Linkage(usize),
    /// A party's sheet.
    #[error("{0}")]
    Sheet(String),
    /// A combination of a party's sheet.
    #[error("{party}, bonus {number}")]
    Bonus {
        /// The party whose sheet it is.
        party: String,
        /// Its number.
        number: usize,
    },
    /// A red line of a party's sheet.
    #[error("{party}, red line {number}")]
    RedLine {
        /// The party whose sheet it is.
        party: String,
        /// Its number.
        number: usize,
    },
    /// The value that leaves an issue as it is.
    #[error("{0}")]
    AsIs(String),
    /// The package with this number among those to compare.
    #[error("package {0}")]
    Package(usize),
    /// A file.
    #[error("{file}{spot}")]
    File {
        /// Its name.
        file: String,
        /// Where in it.
        spot: Spot,
    },
}

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// Nowhere in particular: the file as a whole.
    #[error("")]
    Whole,
    /// A line.
    #[error(", line {0}")]
    Line(usize),
    /// A character of a line.
    #[error(", line {line}, column {column}")]
    Column {
        /// The line.
        line: usize,
        /// The character.
        column: usize,
    },
    /// An element of XML.
    #[error(", line {line}, <{name}>")]
    Element {
        /// The line it begins in.
        line: usize,
        /// Its name.
        name: String,
    },
    /// What is said of an issue.
    #[error(", {0}")]
    Issue(String),
    /// The bid that is as good as no agreement.
    #[error(", reservationBid")]
    ReservationBid,
}
