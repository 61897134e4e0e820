//! Who gives what for what: a package against another one, issue by issue.
//!
//! Sorted by how much the gainers win for each point the givers lose, so that the cheapest concessions stand first
//! (logrolling). What comes from combinations rather than from single issues is a line of its own.

use std::cmp::Ordering;

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde::Serialize;

use super::amount::Amount;
use super::model::Package;
use super::sheet::Case;

/// What changes on one issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The issue.
    pub issue: usize,
    /// Its value in the package compared with.
    pub from: usize,
    /// Its value in the package.
    pub to: usize,
    /// For every party, points won or (negative) given.
    pub change: Vec<Amount>,
    /// Points won by some for each point given by others; `None` where nobody gives.
    pub won_for_each_given: Option<Amount>,
}

/// A package against another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TradeTable {
    /// The issues that change, the cheapest concessions first.
    pub rows: Vec<Row>,
    /// For every party, what combinations of values add or take.
    pub combinations: Vec<Amount>,
    /// For every party, the whole difference.
    pub total: Vec<Amount>,
}

/// What `to` gives and takes in place of `from` (usually: leaving everything as it is).
pub fn trade_table(case: &Case, from: &Package, to: &Package) -> TradeTable {
    let changed = (0..case.domain().issues().len()).filter(|&issue| from[issue] != to[issue]);
    let mut rows: Vec<Row> = changed
        .map(|issue| row(case, issue, from[issue], to[issue]))
        .collect();
    rows.sort_by(cheapest_first);
    let each = |units: &dyn Fn(&super::sheet::Sheet) -> i128| -> Vec<Amount> {
        case.sheets()
            .iter()
            .map(|sheet| sheet.amount(units(sheet)))
            .collect()
    };
    TradeTable {
        combinations: each(&|sheet| sheet.bonus_units(to) - sheet.bonus_units(from)),
        total: each(&|sheet| sheet.units(to) - sheet.units(from)),
        rows,
    }
}

fn row(case: &Case, issue: usize, from: usize, to: usize) -> Row {
    let change = case
        .sheets()
        .iter()
        .map(|sheet| sheet.amount(sheet.points[issue][to] - sheet.points[issue][from]));
    let change: Vec<Amount> = change.collect();
    let (won, given) = won_and_given(&change);
    let won_for_each_given = (!given.is_zero()).then(|| Amount::from(won / given));
    Row {
        issue,
        from,
        to,
        change,
        won_for_each_given,
    }
}

fn won_and_given(change: &[Amount]) -> (BigRational, BigRational) {
    let numbers = change.iter().map(Amount::rational);
    let won = numbers.clone().filter(|number| number.is_positive()).sum();
    let given = numbers
        .filter(|number| number.is_negative())
        .map(BigRational::abs)
        .sum();
    (won, given)
}

/// What costs nobody anything first, then by ratio, then by what is won; equals in the order of the issues.
fn cheapest_first(one: &Row, other: &Row) -> Ordering {
    let free = |row: &Row| row.won_for_each_given.is_none();
    let won = |row: &Row| won_and_given(&row.change).0;
    free(other)
        .cmp(&free(one))
        .then_with(|| other.won_for_each_given.cmp(&one.won_for_each_given))
        .then_with(|| won(other).cmp(&won(one)))
        .then_with(|| one.issue.cmp(&other.issue))
}
