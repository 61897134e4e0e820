//! The picture of the frontier: what one party gets against what another gets, every point a link.

use advice::packages::{points_text, singled_out};
use i18n::Arg;

use super::paper::code;
use super::search::Searched;
use crate::pages::advisor::package::{Dot, Label, Plot};
use crate::view::Scene;

/// The frame of the axes: left, right, top, bottom.
const FRAME: [f64; 4] = [70.0, 540.0, 20.0, 340.0];
/// How far words stand from their point, and how high a line of them is.
const AWAY: i64 = 10;
const LINE: i64 = 18;
/// How wide the picture is.
const WIDE: i64 = 560;
/// More points than this are thinned out; those singled out are always drawn.
const DRAWN: usize = 200;

/// From units to the picture, along one axis.
struct Scale {
    least: i128,
    most: i128,
    from: f64,
    to: f64,
}

impl Scale {
    fn at(&self, units: i128) -> i64 {
        let span = (self.most - self.least).max(1) as f64;
        let share = (units - self.least) as f64 / span;
        (self.from + (self.to - self.from) * share).round() as i64
    }
}

/// The points with party `x` from left to right and party `y` from bottom to top; none where there is no point.
pub fn plot(scene: &Scene<'_>, found: &Searched, href: &str, [x, y]: [usize; 2]) -> Option<Plot> {
    let points = &found.answer.points;
    let sheets = found.case.sheets();
    let as_is = found.case.domain().as_is();
    let axis = |party: usize, from: f64, to: f64| {
        let sheet = &sheets[party];
        let standing = as_is.as_ref().map(|package| sheet.units(package));
        let units = points.iter().map(|point| point.units[party]);
        let all = units.chain(standing).chain([sheet.walk_away]);
        let (least, most) = all.fold((i128::MAX, i128::MIN), |(least, most), units| {
            (least.min(units), most.max(units))
        });
        // A little room on either side, so that no point stands on the frame.
        let room = ((most - least) / 12).max(1);
        Scale {
            least: least - room,
            most: most + room,
            from,
            to,
        }
    };
    if points.is_empty() {
        return None;
    }
    let (across, up) = (axis(x, FRAME[0], FRAME[1]), axis(y, FRAME[3], FRAME[2]));
    let step = points.len().div_ceil(DRAWN);
    let (mut dots, mut labels, mut line) = (Vec::new(), Vec::new(), Vec::new());
    for (position, point) in points.iter().enumerate() {
        let names = found
            .chosen
            .as_ref()
            .map(|chosen| singled_out(scene.l, chosen, position));
        let names = names.unwrap_or_default();
        if position % step != 0 && names.is_empty() {
            continue;
        }
        let (left, top) = (across.at(point.units[x]), up.at(point.units[y]));
        line.push(format!("{left},{top}"));
        dots.push(Dot {
            x: left,
            y: top,
            href: format!("{href}/one?p={}", code(&point.packages[0])),
            title: dot_words(scene, found, position, [x, y], &names),
            named: !names.is_empty(),
        });
        if !names.is_empty() {
            labels.push(label(left, top, names));
        }
    }
    if let Some(package) = as_is {
        let (left, top) = (
            across.at(sheets[x].units(&package)),
            up.at(sheets[y].units(&package)),
        );
        let words = scene.l.t("advisor-package-pages-as-is");
        dots.push(Dot {
            x: left,
            y: top,
            href: format!("{href}/one?p={}", code(&package)),
            title: words.clone(),
            named: false,
        });
        labels.push(label(left, top, vec![words]));
    }
    let text = |party: usize, units: i128| points_text(scene.l, &sheets[party].amount(units));
    let name = |party: usize| {
        let key = match sheets[party].guessed {
            true => "advisor-package-pages-axis-guessed",
            false => "advisor-package-pages-axis",
        };
        scene
            .l
            .ta(key, &[("party", Arg::from(&sheets[party].party))])
    };
    let about = [
        ("across", Arg::from(&sheets[x].party)),
        ("up", Arg::from(&sheets[y].party)),
    ];
    Some(Plot {
        title: scene.l.t("advisor-package-pages-plot-title"),
        about: scene.l.ta("advisor-package-pages-plot-about", &about),
        axes: [name(x), name(y)],
        line: if sheets.len() == 2 {
            line.join(" ")
        } else {
            String::new()
        },
        dots,
        labels,
        walk: [across.at(sheets[x].walk_away), up.at(sheets[y].walk_away)],
        ends: [
            text(x, across.least),
            text(x, across.most),
            text(y, up.least),
            text(y, up.most),
        ],
        thinned: match step {
            1 => String::new(),
            _ => scene.l.ta(
                "advisor-package-pages-plot-thinned",
                &[("step", step.into())],
            ),
        },
    })
}

fn dot_words(
    scene: &Scene<'_>,
    found: &Searched,
    position: usize,
    axes: [usize; 2],
    names: &[String],
) -> String {
    let point = &found.answer.points[position];
    let amount = |party: usize| {
        let points = points_text(scene.l, &point.amounts[party]);
        let name = &found.answer.parties[party];
        let arguments = [("party", Arg::from(name)), ("points", Arg::from(&points))];
        scene.l.ta("advisor-packages-points-for", &arguments)
    };
    let amounts = axes.map(amount).join(&scene.l.t("frame-list-separator"));
    let number = scene.l.ta(
        "advisor-package-pages-package",
        &[("number", (position + 1).into())],
    );
    let arguments = [("name", Arg::from(&number)), ("value", Arg::from(&amounts))];
    let words = scene.l.ta("advisor-input", &arguments);
    match names.is_empty() {
        true => words,
        false => {
            let names = names.join(&scene.l.t("frame-list-separator"));
            format!("{words} ({names})")
        }
    }
}

/// Words stand to the right of a point and above it, or where there is no room to its left and below: the frontier
/// runs between the two.
fn label(x: i64, y: i64, words: Vec<String>) -> Label {
    let longest = words.iter().map(|words| width(words)).max().unwrap_or(0);
    let before = x + AWAY + longest > WIDE;
    let first = match before {
        true => y + 2 * AWAY,
        // Not over the upper edge.
        false => (y - AWAY - LINE * (words.len() as i64 - 1)).max(LINE),
    };
    let lines = (0..).map(|line| first + line * LINE).zip(words);
    Label {
        x: if before { x - AWAY } else { x + AWAY },
        before,
        lines: lines.collect(),
    }
}

/// How wide words are, about, in the larger letters of a phone: a Chinese character is as wide as two letters.
fn width(words: &str) -> i64 {
    let wide = |c: char| if c.is_ascii() { 9 } else { 17 };
    words.chars().map(wide).sum()
}
