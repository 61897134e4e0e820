//! Who gives what for what, in sentences.

use std::cmp::Ordering;

use analysis::packages::amount::Amount;
use analysis::packages::sheet::Case;
use analysis::packages::trade::{Row, TradeTable};
use i18n::{Arg, Localizer};

use super::{listed, points_text};

/// One line for each issue that changes, then combinations, then the whole.
pub fn trade_table(l: Localizer, case: &Case, table: &TradeTable) -> Vec<String> {
    if table.rows.is_empty() {
        return vec![l.t("advisor-packages-trade-none")];
    }
    let mut lines: Vec<String> = table.rows.iter().map(|row| line(l, case, row)).collect();
    if table
        .combinations
        .iter()
        .any(|amount| amount.sign() != Ordering::Equal)
    {
        lines.push(headed(
            l,
            case,
            "advisor-packages-trade-combinations",
            &table.combinations,
        ));
    }
    lines.push(headed(
        l,
        case,
        "advisor-packages-trade-total",
        &table.total,
    ));
    lines
}

fn line(l: Localizer, case: &Case, row: &Row) -> String {
    let issue = &case.domain().issues()[row.issue];
    let (from, to) = (&issue.values[row.from], &issue.values[row.to]);
    let ratio = match &row.won_for_each_given {
        Some(ratio) => l.ta(
            "advisor-packages-trade-ratio",
            &[("ratio", Arg::from(&points_text(l, ratio)))],
        ),
        None => l.t("advisor-packages-trade-free"),
    };
    let changes = changes(l, case, &row.change);
    let change = [
        ("issue", Arg::from(&issue.name)),
        ("from", Arg::from(from)),
        ("to", Arg::from(to)),
    ];
    let brings = [
        ("changes", Arg::from(&changes)),
        ("ratio", Arg::from(&ratio)),
    ];
    l.ta(
        "advisor-packages-trade-row",
        &[&change[..], &brings].concat(),
    )
}

fn headed(l: Localizer, case: &Case, key: &str, amounts: &[Amount]) -> String {
    l.ta(key, &[("changes", Arg::from(&changes(l, case, amounts)))])
}

fn changes(l: Localizer, case: &Case, amounts: &[Amount]) -> String {
    let change = |(sheet, amount): (&analysis::packages::sheet::Sheet, &Amount)| {
        let (key, points) = match amount.sign() {
            Ordering::Greater => ("advisor-packages-trade-gets", amount.clone()),
            Ordering::Less => (
                "advisor-packages-trade-gives",
                Amount::from(-amount.rational()),
            ),
            Ordering::Equal => ("advisor-packages-trade-same", amount.clone()),
        };
        l.ta(
            key,
            &[
                ("party", Arg::from(&sheet.party)),
                ("points", Arg::from(&points_text(l, &points))),
            ],
        )
    };
    listed(l, case.sheets().iter().zip(amounts).map(change))
}
