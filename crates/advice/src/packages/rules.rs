//! What a package has to respect, and what a sheet adds for combinations, each in a sentence.

use analysis::packages::amount::Amount;
use analysis::packages::model::{Domain, Linkage, Pick};
use analysis::packages::sheet::{Bonus, Draft, RedLine};
use i18n::{Arg, Localizer};

use super::{issue_names, listed, pick_text, points_text};

/// A linkage in words.
pub fn linkage(l: Localizer, domain: &Domain, linkage: &Linkage) -> String {
    let pair = |key: &str, this: Pick, other: Pick| {
        let (this, other) = (pick_text(l, domain, this), pick_text(l, domain, other));
        l.ta(
            key,
            &[("this", Arg::from(&this)), ("other", Arg::from(&other))],
        )
    };
    match linkage {
        Linkage::OnlyWith { this, with } => {
            pair("advisor-packages-linkage-only-with", *this, *with)
        }
        Linkage::Excludes { this, other } => {
            pair("advisor-packages-linkage-excludes", *this, *other)
        }
        Linkage::Implies {
            this,
            issue,
            values,
        } => {
            let then = &domain.issues()[*issue];
            let values = listed(l, values.iter().map(|&value| then.values[value].clone()));
            let this = pick_text(l, domain, *this);
            let arguments = [
                ("this", Arg::from(&this)),
                ("issue", Arg::from(&then.name)),
                ("values", Arg::from(&values)),
            ];
            l.ta("advisor-packages-linkage-implies", &arguments)
        }
        Linkage::AtMost { most, of } => {
            let picks = all(l, domain, of);
            l.ta(
                "advisor-packages-linkage-at-most",
                &[("most", (*most).into()), ("picks", Arg::from(&picks))],
            )
        }
    }
}

/// A red line of a sheet in words.
pub fn red_line(l: Localizer, domain: &Domain, sheet: &Draft, line: &RedLine) -> String {
    let party = ("party", Arg::from(&sheet.party));
    match line {
        RedLine::Value(pick) => l.ta(
            "advisor-packages-demand-value",
            &[party, ("pick", Arg::from(&pick_text(l, domain, *pick)))],
        ),
        RedLine::Together(picks) => l.ta(
            "advisor-packages-demand-together",
            &[party, ("picks", Arg::from(&all(l, domain, picks)))],
        ),
        RedLine::Group { issues, at_least } => {
            let points = points_text(l, &Amount::new(*at_least, sheet.scale));
            let issues = issue_names(l, domain, issues.iter().copied());
            let arguments = [
                party,
                ("points", Arg::from(&points)),
                ("issues", Arg::from(&issues)),
            ];
            l.ta("advisor-packages-demand-group", &arguments)
        }
    }
}

/// A combination with what it adds or takes, in words.
pub fn bonus(l: Localizer, domain: &Domain, sheet: &Draft, bonus: &Bonus) -> String {
    let condition = |(issue, values): &(usize, Vec<usize>)| {
        let known = &domain.issues()[*issue];
        let values = listed(l, values.iter().map(|&value| known.values[value].clone()));
        l.ta(
            "advisor-packages-pick",
            &[
                ("issue", Arg::from(&known.name)),
                ("value", Arg::from(&values)),
            ],
        )
    };
    let conditions = listed(l, bonus.when.iter().map(condition));
    let points = points_text(l, &Amount::new(bonus.points, sheet.scale));
    let arguments = [
        ("party", Arg::from(&sheet.party)),
        ("picks", Arg::from(&conditions)),
        ("points", Arg::from(&points)),
    ];
    l.ta("advisor-packages-combination", &arguments)
}

fn all(l: Localizer, domain: &Domain, picks: &[Pick]) -> String {
    listed(l, picks.iter().map(|pick| pick_text(l, domain, *pick)))
}
