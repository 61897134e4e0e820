//! The seat's private papers: what lies on which shelf.

pub mod agenda;
pub mod conflict;
pub mod exercise;
pub mod note;
pub mod package;

use node::Paper;

use crate::frame::Section;
use crate::pages::advisor::{AdvisorPage, Exercise, PaperLine, ShelfLines};
use crate::view::Scene;

/// What kind of paper the pages keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Orders of talks.
    Agenda,
    /// Trades across issues.
    Package,
    /// Conflicts: which situations would hold.
    Conflict,
    /// Domestic constraints, with their approval steps.
    Note,
}

impl Shelf {
    /// All of them, in the order of the page.
    pub const ALL: [Shelf; 4] = [Shelf::Agenda, Shelf::Package, Shelf::Conflict, Shelf::Note];

    /// As it stands in addresses, and in the names of messages.
    pub fn slug(self) -> &'static str {
        match self {
            Shelf::Agenda => "agenda",
            Shelf::Package => "package",
            Shelf::Conflict => "conflict",
            Shelf::Note => "note",
        }
    }

    /// The shelf that an address names.
    pub fn from_slug(slug: &str) -> Option<Shelf> {
        Shelf::ALL.into_iter().find(|shelf| shelf.slug() == slug)
    }
}

/// The papers of the seat.
pub fn page(scene: &Scene<'_>, shelves: &[(Shelf, Vec<Paper>)]) -> AdvisorPage {
    let line = |shelf: Shelf, paper: &Paper| PaperLine {
        title: paper.title.clone(),
        href: href(scene, shelf, paper),
        changed: paper.changed_ms as i64,
    };
    // i18n: advisor-shelf-title-
    // i18n: advisor-shelf-about-
    // i18n: advisor-shelf-none-
    // i18n: advisor-shelf-new-
    let words =
        |what: &str, shelf: Shelf| scene.l.t(&format!("advisor-shelf-{what}-{}", shelf.slug()));
    let lines = |(shelf, papers): &(Shelf, Vec<Paper>)| ShelfLines {
        title: words("title", *shelf),
        about: words("about", *shelf),
        none: words("none", *shelf),
        new: words("new", *shelf),
        new_href: new_href(scene, *shelf),
        example: (*shelf == Shelf::Agenda).then(|| format!("{}/advisor/exercise/copy", scene.base)),
        papers: papers.iter().map(|paper| line(*shelf, paper)).collect(),
    };
    AdvisorPage {
        frame: scene.frame(Section::Advisor, &scene.l.t("advisor-pages-title")),
        shelves: shelves.iter().map(lines).collect(),
        exercises: vec![
            Exercise {
                title: scene.l.t("advisor-exercise-title"),
                about: scene.l.t("advisor-exercise-about"),
                href: format!("{}/advisor/exercise", scene.base),
            },
            Exercise {
                title: scene.l.t("advisor-conflict-case-encounter"),
                about: scene.l.t("advisor-conflict-case-encounter-about"),
                href: format!("{}?from=encounter", new_href(scene, Shelf::Conflict)),
            },
        ],
    }
}

/// Where a paper is shown.
pub fn href(scene: &Scene<'_>, shelf: Shelf, paper: &Paper) -> String {
    format!("{}/advisor/{}/{}", scene.base, shelf.slug(), paper.id.0)
}

/// Where a new paper is begun.
pub fn new_href(scene: &Scene<'_>, shelf: Shelf) -> String {
    format!("{}/advisor/{}/new", scene.base, shelf.slug())
}
