//! In words: packages.
//!
//! Everything is a line or a list of lines in the reader's language; pages and terminal arrange them. Parties are named in
//! the order of the case, and none is called better or worse off than another beyond the points of its own sheet.

mod basis;
mod conflict;
mod points;
mod refused;
mod rules;
mod trade;
mod whole;

use analysis::packages::amount::{Amount, Count};
use analysis::packages::model::{Domain, Pick};
use analysis::packages::{Answer, Exactness};
use i18n::{Arg, Localizer};

pub use basis::{Basis, basis};
pub use conflict::conflict;
pub use points::{bargaining_points, singled_out};
pub use refused::refused;
pub use rules::{bonus, linkage, red_line};
pub use trade::trade_table;
pub use whole::{package, place, prices, stability};

/// What was found and how sure that is: the first lines of any advice on packages.
pub fn summary(l: Localizer, answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    if answer.infeasible() {
        lines.push(l.t("advisor-packages-found-none"));
        return lines;
    }
    if !answer.points.is_empty() {
        lines.push(l.ta(
            "advisor-packages-found",
            &[("count", answer.points.len().into())],
        ));
        let (packages, outcomes) = (
            count(l, &answer.packages),
            grouped(l, &answer.domain.outcomes().to_string()),
        );
        let arguments = [
            ("packages", Arg::from(&packages)),
            ("outcomes", Arg::from(&outcomes)),
        ];
        lines.push(l.ta("advisor-packages-found-packages", &arguments));
    }
    lines.push(match &answer.exactness {
        Exactness::Exact => l.t("advisor-packages-exact"),
        Exactness::Within { gap } => l.ta(
            "advisor-packages-within",
            &[("gaps", Arg::from(&for_each_party(l, &answer.parties, gap)))],
        ),
        Exactness::Unknown => l.t("advisor-packages-unknown"),
    });
    lines
}

/// "700 points for Aland, 650 points for Borland".
fn for_each_party(l: Localizer, parties: &[String], amounts: &[Amount]) -> String {
    let one = |(party, amount): (&String, &Amount)| {
        l.ta(
            "advisor-packages-points-for",
            &[
                ("party", Arg::from(party)),
                ("points", Arg::from(&points_text(l, amount))),
            ],
        )
    };
    listed(l, parties.iter().zip(amounts).map(one))
}

fn listed(l: Localizer, parts: impl Iterator<Item = String>) -> String {
    l.list(&parts.collect::<Vec<_>>())
}

/// A number of points: exact to three decimals, otherwise marked as rounded. Exact fractions are for JSON.
pub fn points_text(l: Localizer, amount: &Amount) -> String {
    let exact = amount.to_string();
    if !exact.contains('/') {
        return grouped(l, &exact);
    }
    let thousandths = Amount::from(amount.rational() * Amount::new(1_000, 1).rational());
    let Some(number) = thousandths.rounded() else {
        return exact;
    };
    let about = if thousandths.rational().is_integer() {
        ""
    } else {
        "≈"
    };
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.unsigned_abs() / 1_000, number.unsigned_abs() % 1_000);
    let decimals = format!("{}.{rest:03}", l.number(whole));
    let decimals = if about.is_empty() {
        decimals.trim_end_matches('0')
    } else {
        &decimals
    };
    format!("{about}{sign}{decimals}")
}

/// Whole numbers in groups of three digits where they fit 64 bits.
fn grouped(l: Localizer, digits: &str) -> String {
    match digits.strip_prefix('-') {
        Some(rest) => format!("-{}", grouped(l, rest)),
        None => digits
            .parse()
            .map_or_else(|_| digits.to_owned(), |number| l.number(number)),
    }
}

/// How many packages stand somewhere.
pub fn count(l: Localizer, count: &Count) -> String {
    match count {
        Count::Exactly(number) => grouped(l, &number.to_string()),
        Count::AtLeast(number) => {
            let number = grouped(l, &number.to_string());
            l.ta(
                "advisor-packages-at-least",
                &[("count", Arg::from(&number))],
            )
        }
    }
}

/// A value with its issue, in the words of the parties.
pub fn pick_text(l: Localizer, domain: &Domain, pick: Pick) -> String {
    let issue = &domain.issues()[pick.issue];
    l.ta(
        "advisor-packages-pick",
        &[
            ("issue", Arg::from(&issue.name)),
            ("value", Arg::from(&issue.values[pick.value])),
        ],
    )
}

fn issue_names(l: Localizer, domain: &Domain, issues: impl Iterator<Item = usize>) -> String {
    listed(l, issues.map(|issue| domain.issues()[issue].name.clone()))
}
