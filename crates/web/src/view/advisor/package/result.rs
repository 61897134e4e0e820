//! The result: what the search found, as a picture and as a table, or why there is nothing to find.

use advice::packages::{bargaining_points, conflict, count, points_text, singled_out, summary};
use analysis::packages::Point;
use analysis::packages::model::Package;
use analysis::packages::sheet::Case;
use i18n::Arg;
use node::Paper;

use super::inputs::rests;
use super::paper::{Kept, Lacking, code};
use super::plot::plot;
use super::search::{Searched, WhyNone};
use super::{Tab, around, frame, lacking};
use crate::fields::Fields;
use crate::pages::advisor::package::{Found, ResultPage, Row};
use crate::pages::parts::Choice;
use crate::view::Scene;

/// How many rows the table shows at a time.
const ROWS: usize = 20;
/// How many pages before and after the one that is shown can be gone to.
const PAGES_AROUND: usize = 3;

/// The page of a paper that lacks something.
pub fn unfinished(scene: &Scene<'_>, paper: &Paper, kept: &Kept, why: &[Lacking]) -> ResultPage {
    ResultPage {
        frame: frame(scene, paper),
        around: around(scene, paper, kept, Tab::Result),
        note: kept.note.clone(),
        lacking: lacking(scene, paper, kept, why),
        found: None,
    }
}

/// The page of a result, sorted and turned as asked.
pub fn page(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    searched: &Searched,
    why_none: &WhyNone,
    asked: &Fields,
) -> ResultPage {
    let around = around(scene, paper, kept, Tab::Result);
    let found = found(scene, searched, why_none, &around.href, asked);
    ResultPage {
        frame: frame(scene, paper),
        note: kept.note.clone(),
        lacking: Vec::new(),
        found: Some(found),
        around,
    }
}

/// What the address asks for, each within its bounds.
struct Asked {
    sort: usize,
    from: usize,
    axes: [usize; 2],
}

impl Asked {
    fn of(fields: &Fields, parties: usize) -> Asked {
        let number = |name: &str| fields.trimmed(name).parse::<usize>().ok();
        let party =
            |name: &str, else_: usize| number(name).filter(|at| *at < parties).unwrap_or(else_);
        let x = party("x", 0);
        let y = party("y", 1);
        Asked {
            sort: party("sort", 0),
            from: number("from").unwrap_or(0),
            axes: match x == y {
                true => [x, (x + 1) % parties],
                false => [x, y],
            },
        }
    }

    fn href(&self, sort: usize, from: usize, axes: [usize; 2]) -> String {
        let [x, y] = axes;
        format!("?sort={sort}&from={from}&x={x}&y={y}")
    }
}

fn found(
    scene: &Scene<'_>,
    searched: &Searched,
    why_none: &WhyNone,
    href: &str,
    asked: &Fields,
) -> Found {
    let Searched {
        case,
        answer,
        chosen,
        ..
    } = searched;
    let parties = &answer.parties;
    let asked = Asked::of(asked, parties.len());
    let mut order: Vec<usize> = (0..answer.points.len()).collect();
    // Equals stay in the order of the engine, so that the table is the same each time.
    order.sort_by(|a, b| {
        let units = |position: &usize| answer.points[*position].units[asked.sort];
        units(b).cmp(&units(a))
    });
    let total = order.len();
    let from = asked.from.min(total.saturating_sub(1)) / ROWS * ROWS;
    let rows = order.iter().skip(from).take(ROWS);
    let column = |(at, party): (usize, &String)| {
        (
            party.clone(),
            asked.href(at, 0, asked.axes),
            at == asked.sort,
        )
    };
    let chosen_ref = chosen.as_ref();
    Found {
        summary: summary(scene.l, answer),
        conflict: match why_none {
            WhyNone::ThereIsOne => Vec::new(),
            WhyNone::Conflict(why) => conflict(scene.l, case, why),
            WhyNone::TooLong => vec![scene.l.t("advisor-package-pages-conflict-long")],
        },
        plot: plot(scene, searched, href, asked.axes),
        axes: axes(scene, case, &asked),
        columns: parties.iter().enumerate().map(column).collect(),
        rows: rows
            .map(|&position| row(scene, searched, position))
            .collect(),
        total,
        pages: pages(&asked, from, total),
        singled: match answer.points.is_empty() {
            true => Vec::new(),
            false => bargaining_points(scene.l, case, answer, chosen_ref),
        },
        rests: rests(scene, searched),
    }
}

/// The first page of the table, the last, and those around this one.
fn pages(asked: &Asked, from: usize, total: usize) -> Vec<Choice> {
    let (here, last) = (from / ROWS, total.saturating_sub(1) / ROWS);
    let near = |page: &usize| *page == 0 || *page == last || page.abs_diff(here) <= PAGES_AROUND;
    let page = |page: usize| Choice {
        value: asked.href(asked.sort, page * ROWS, asked.axes),
        words: (page + 1).to_string(),
        chosen: page == here,
    };
    match last {
        0 => Vec::new(),
        _ => (0..=last).filter(near).map(page).collect(),
    }
}

/// With more than two parties: who is shown on which axis.
fn axes(scene: &Scene<'_>, case: &Case, asked: &Asked) -> Vec<(String, Vec<Choice>)> {
    if case.sheets().len() < 3 {
        return Vec::new();
    }
    let axis = |at: usize, key: &str| {
        let choice = |(party, sheet): (usize, &analysis::packages::sheet::Sheet)| {
            let mut axes = asked.axes;
            axes[at] = party;
            Choice {
                value: asked.href(asked.sort, asked.from, axes),
                words: sheet.party.clone(),
                chosen: asked.axes[at] == party,
            }
        };
        (
            scene.l.t(key),
            case.sheets().iter().enumerate().map(choice).collect(),
        )
    };
    vec![
        axis(0, "advisor-package-pages-axis-across"),
        axis(1, "advisor-package-pages-axis-up"),
    ]
}

fn row(scene: &Scene<'_>, searched: &Searched, position: usize) -> Row {
    let point: &Point = &searched.answer.points[position];
    let package = &point.packages[0];
    let names = searched
        .chosen
        .as_ref()
        .map(|chosen| singled_out(scene.l, chosen, position));
    Row {
        code: code(package),
        name: scene.l.ta(
            "advisor-package-pages-package",
            &[("number", (position + 1).into())],
        ),
        values: in_short(&searched.case, package),
        amounts: point
            .amounts
            .iter()
            .map(|amount| points_text(scene.l, amount))
            .collect(),
        count: count(scene.l, &point.count),
        names: names
            .unwrap_or_default()
            .join(&scene.l.t("frame-list-separator")),
    }
}

/// The values of a package, without those of issues that are out of bounds.
pub fn in_short(case: &Case, package: &Package) -> String {
    let open = case.domain().issues().iter().zip(package);
    let open = open.filter(|(issue, _)| !issue.ring_fenced);
    let values: Vec<&str> = open
        .map(|(issue, &value)| issue.values[value].as_str())
        .collect();
    values.join(" · ")
}

/// A package's name: its number on the frontier, or that it stands elsewhere.
pub fn name(scene: &Scene<'_>, searched: &Searched, package: &Package) -> String {
    let units: Vec<i128> = searched
        .case
        .sheets()
        .iter()
        .map(|sheet| sheet.units(package))
        .collect();
    let met = analysis::packages::compare::crossed(&searched.case, package).is_empty();
    let position = searched
        .answer
        .points
        .iter()
        .position(|point| point.units == units);
    match position.filter(|_| met) {
        Some(position) => {
            let number = [("number", Arg::from(position + 1))];
            scene.l.ta("advisor-package-pages-package", &number)
        }
        None if searched.case.domain().as_is().as_ref() == Some(package) => {
            scene.l.t("advisor-package-pages-as-is")
        }
        None => scene.l.t("advisor-package-pages-package-other"),
    }
}
