//! The private advisor: `{base}/advisor` and the papers under it. Nothing on these pages is on the record.

pub mod agenda;
pub mod conflict;
pub mod exercise;
pub mod graph;
pub mod note;
pub mod package;

use askama::Template;

use crate::frame::Frame;

/// The private papers of the seat.
#[derive(Template)]
#[template(path = "advisor/advisor.html")]
pub struct AdvisorPage {
    /// The frame.
    pub frame: Frame,
    /// The papers by what they are.
    pub shelves: Vec<ShelfLines>,
    /// The worked exercises.
    pub exercises: Vec<Exercise>,
}

/// A worked exercise.
#[derive(Clone)]
pub struct Exercise {
    /// What it is called.
    pub title: String,
    /// What it shows.
    pub about: String,
    /// Where it is.
    pub href: String,
}

/// Papers of one kind.
#[derive(Clone)]
pub struct ShelfLines {
    /// What they are.
    pub title: String,
    /// What they are for.
    pub about: String,
    /// What is said when there is none.
    pub none: String,
    /// The words that begin a new one.
    pub new: String,
    /// Where a new one is begun.
    pub new_href: String,
    /// Where a copy of a worked example is made, if there is one of this kind.
    pub example: Option<String>,
    /// The papers, the last changed first.
    pub papers: Vec<PaperLine>,
}

/// A paper in the list.
#[derive(Clone)]
pub struct PaperLine {
    /// What its owner calls it.
    pub title: String,
    /// Where it is shown.
    pub href: String,
    /// When it was last changed, ms UTC.
    pub changed: i64,
}
