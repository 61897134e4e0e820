//! One whole package in words: where it stands, how it bears up, and what settling one issue before the rest would cost.

use analysis::packages::compare::Place;
use analysis::packages::model::{Package, Pick};
use analysis::packages::price::Prices;
use analysis::packages::sheet::Case;
use analysis::packages::stability::Stability;
use i18n::{Arg, Localizer};

use super::conflict::demand;
use super::{grouped, listed, pick_text};

/// The values of a package.
pub fn package(l: Localizer, case: &Case, package: &Package) -> String {
    let picks = package.iter().enumerate();
    let picks = picks.map(|(issue, &value)| Pick { issue, value });
    listed(l, picks.map(|pick| pick_text(l, case.domain(), pick)))
}

/// Where a package stands among all others.
pub fn place(l: Localizer, case: &Case, place: &Place) -> String {
    match place {
        Place::Undominated => l.t("advisor-packages-stands-undominated"),
        Place::Unknown => l.t("advisor-packages-stands-unknown"),
        Place::BeatenBy(other) => {
            let other = package(l, case, other);
            l.ta(
                "advisor-packages-stands-beaten",
                &[("package", Arg::from(&other))],
            )
        }
        Place::Crosses(demands) => {
            let demands = listed(l, demands.iter().map(|one| demand(l, case, *one)));
            l.ta(
                "advisor-packages-stands-crosses",
                &[("demands", Arg::from(&demands))],
            )
        }
    }
}

/// In how many draws a package stayed undominated.
pub fn stability(l: Localizer, stability: &Stability) -> Vec<String> {
    let (on, samples) = (
        l.number(stability.on_frontier as u64),
        l.number(stability.samples as u64),
    );
    let seed = stability.seed.to_string();
    let arguments = [
        ("on", Arg::from(&on)),
        ("samples", Arg::from(&samples)),
        ("seed", Arg::from(&seed)),
    ];
    let mut lines = vec![l.ta("advisor-packages-stable", &arguments)];
    if stability.unknown > 0 {
        lines.push(l.ta(
            "advisor-packages-stable-unknown",
            &[("count", stability.unknown.into())],
        ));
    }
    lines
}

/// For every open issue what settling it first would cost, then what settling all of them one by one would.
pub fn prices(l: Localizer, case: &Case, prices: Option<&Prices>) -> Vec<String> {
    let Some(prices) = prices else {
        return vec![l.t("advisor-packages-price-none")];
    };
    let mut lines = Vec::new();
    for price in &prices.first {
        let at = |value: usize| {
            let issue = price.issue;
            pick_text(l, case.domain(), Pick { issue, value })
        };
        let (fairest, cheapest) = (at(price.fairest), at(price.cheapest));
        let (lost, least) = (
            cost(l, price.at_fairest_permille),
            cost(l, price.at_cheapest_permille),
        );
        let arguments = [
            ("fairest", Arg::from(&fairest)),
            ("lost", Arg::from(&lost)),
            ("cheapest", Arg::from(&cheapest)),
            ("least", Arg::from(&least)),
        ];
        let key = match price.fairest == price.cheapest {
            true => "advisor-packages-price-same",
            false => "advisor-packages-price-first",
        };
        lines.push(l.ta(key, &arguments));
    }
    let all = cost(l, prices.one_by_one_permille);
    lines.push(l.ta(
        "advisor-packages-price-one-by-one",
        &[("lost", Arg::from(&all))],
    ));
    if !prices.exact {
        lines.push(l.t("advisor-packages-price-estimate"));
    }
    lines
}

/// Thousandths as percent with one decimal where it is needed.
fn cost(l: Localizer, permille: u32) -> String {
    if permille == 0 {
        return l.t("advisor-packages-price-nothing");
    }
    let whole = grouped(l, &(permille / 10).to_string());
    let percent = match permille % 10 {
        0 => whole,
        tenth => format!("{whole}.{tenth}"),
    };
    l.ta(
        "advisor-packages-price-percent",
        &[("percent", Arg::from(&percent))],
    )
}
