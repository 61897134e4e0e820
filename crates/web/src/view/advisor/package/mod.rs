//! The seat's private packages: from words about issues to the frontier, and from a package to a draft proposal.

pub mod change;
pub mod copy;
pub mod example;
pub mod import;
mod inputs;
pub mod issues;
pub mod items;
pub mod linkages;
pub mod one;
pub mod paper;
mod picks;
mod plot;
pub mod result;
pub mod search;
pub mod sheet;

use advice::packages::refused;
use analysis::packages::error::Problem;
use i18n::Arg;
use node::Paper;

use crate::frame::{FieldError, Frame, Section};
use crate::pages::advisor::package::{Around, Part};
use crate::view::Scene;
use crate::view::advisor::{Shelf, href};
use paper::{Kept, Lacking, who};

/// A page of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The result, and what lies behind it.
    Result,
    /// The issues.
    Issues,
    /// The linkages.
    Linkages,
    /// The sheet with this number.
    Sheet(usize),
}

/// What stands around a page of this paper.
pub fn around(scene: &Scene<'_>, paper: &Paper, kept: &Kept, tab: Tab) -> Around {
    let to = href(scene, Shelf::Package, paper);
    let mut parts = vec![
        (
            Tab::Result,
            scene.l.t("advisor-package-pages-tab-result"),
            to.clone(),
        ),
        (
            Tab::Issues,
            scene.l.t("advisor-package-pages-tab-issues"),
            format!("{to}/issues"),
        ),
    ];
    if !kept.issues.is_empty() {
        let linkages = scene.l.t("advisor-package-pages-tab-linkages");
        parts.push((Tab::Linkages, linkages, format!("{to}/linkages")));
        for (at, who) in who(scene, kept).iter().enumerate() {
            let key = match who.guessed {
                true => "advisor-package-pages-tab-guess",
                false => "advisor-package-pages-tab-sheet",
            };
            let words = scene.l.ta(key, &[("party", Arg::from(&who.name))]);
            parts.push((Tab::Sheet(at), words, format!("{to}/sheet/{}", at + 1)));
        }
    }
    let part = |(own, words, href): (Tab, String, String)| Part {
        words,
        href,
        current: own == tab,
    };
    Around {
        name: paper.title.clone(),
        href: to,
        parts: parts.into_iter().map(part).collect(),
        version: paper.version.to_string(),
        example: kept.example,
    }
}

/// The frame of a page of this paper.
fn frame(scene: &Scene<'_>, paper: &Paper) -> Frame {
    scene.frame(Section::Advisor, &paper.title)
}

/// What is missing before a search can run, in words, and where it is mended.
pub fn lacking(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    all: &[Lacking],
) -> Vec<(String, String)> {
    let to = href(scene, Shelf::Package, paper);
    let who = who(scene, kept);
    let line = |one: &Lacking| match one {
        Lacking::Issues => (
            scene.l.t("advisor-package-pages-lacking-issues"),
            format!("{to}/issues"),
        ),
        Lacking::Words { sheet, issues } => {
            let names = issues
                .iter()
                .map(|issue| kept.issues[*issue].issue.name.clone());
            let names: Vec<String> = names.collect();
            let names = names.join(&scene.l.t("frame-list-separator"));
            let arguments = [
                ("party", Arg::from(&who[*sheet].name)),
                ("issues", Arg::from(&names)),
            ];
            (
                scene
                    .l
                    .ta("advisor-package-pages-lacking-words", &arguments),
                format!("{to}/sheet/{}", sheet + 1),
            )
        }
        Lacking::Refused { sheet, problem } => {
            let place = match sheet {
                Some(sheet) => format!("{to}/sheet/{}", sheet + 1),
                None => format!("{to}/issues"),
            };
            (refused(scene.l, problem), place)
        }
    };
    all.iter().map(line).collect()
}

/// A refusal of the engine at a field.
fn wrong(scene: &Scene<'_>, field: &str, problem: &Problem) -> FieldError {
    FieldError {
        field: field.to_owned(),
        what: refused(scene.l, problem),
    }
}

/// A message at a field.
fn say(scene: &Scene<'_>, field: &str, key: &str) -> FieldError {
    FieldError {
        field: field.to_owned(),
        what: scene.l.t(key),
    }
}
