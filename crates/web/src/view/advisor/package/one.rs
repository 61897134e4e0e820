//! One whole package, and two or three of them side by side.

use advice::packages::{count, place, points_text, prices, stability, trade_table};
use analysis::packages::compare::compare;
use analysis::packages::error::Problem;
use analysis::packages::model::Package;
use analysis::packages::price::Prices;
use analysis::packages::trade;
use i18n::Arg;
use node::Paper;

use super::inputs::rests;
use super::paper::{Kept, code, who};
use super::result::{in_short, name};
use super::search::{DRAWS, Searched, Stable};
use super::{Tab, around, copy, frame};
use crate::pages::advisor::package::{ComparePage, Goes, OnePage, Select};
use crate::pages::parts::Choice;
use crate::view::Scene;

/// What was worked out about a package.
pub struct Looked {
    /// The package.
    pub package: Package,
    /// How it bears up.
    pub stable: Stable,
    /// What settling an issue first costs; none when that was too long for a page.
    pub prices: Option<Option<Prices>>,
}

/// The page of a package. `begun` is whether another proposal waits unsigned in the form.
pub fn page(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    searched: &Searched,
    looked: &Looked,
    begun: bool,
) -> Result<OnePage, Problem> {
    let (case, answer, package) = (&searched.case, &searched.answer, &looked.package);
    let compared = compare(case, answer, std::slice::from_ref(package))?;
    let compared = &compared[0];
    let around = around(scene, paper, kept, Tab::Result);
    let as_is = scene.l.t("advisor-package-pages-as-is");
    let issues = case.domain().issues().iter().zip(package);
    let values = issues.map(|(issue, &value)| {
        (
            issue.name.clone(),
            issue.values[value].clone(),
            issue.as_is == Some(value) && issue.values[value] != as_is,
        )
    });
    let amounts = answer.parties.iter().zip(&compared.amounts);
    let point = answer
        .points
        .iter()
        .find(|point| point.packages.contains(package));
    let same = point.map_or(&[][..], |point| &point.packages).iter();
    let same = same.filter(|other| *other != package).map(|other| {
        let href = format!("{}/one?p={}", around.href, code(other));
        (in_short(case, other), href)
    });
    Ok(OnePage {
        frame: frame(scene, paper),
        heading: name(scene, searched, package),
        code: code(package),
        values: values.collect(),
        amounts: amounts
            .map(|(party, amount)| (party.clone(), points_text(scene.l, amount)))
            .collect(),
        place: place(scene.l, case, &compared.place),
        same: same.collect(),
        count: point.map_or_else(String::new, |point| count(scene.l, &point.count)),
        trade: match case.domain().as_is() {
            Some(as_is) => trade_table(scene.l, case, &trade::trade_table(case, &as_is, package)),
            None => vec![scene.l.t("advisor-package-pages-no-status-quo")],
        },
        stable: stable(scene, looked),
        prices: match &looked.prices {
            Some(found) => prices(scene.l, case, found.as_ref()),
            None => vec![scene.l.t("advisor-package-pages-prices-long")],
        },
        rests: rests(scene, searched),
        goes: copy::words(scene, case, package).map(|(title, text)| Goes {
            title,
            text,
            replaces: begun,
        }),
        around,
    })
}

fn stable(scene: &Scene<'_>, looked: &Looked) -> Vec<String> {
    let found = match &looked.stable {
        Stable::Sure => return vec![scene.l.t("advisor-package-pages-stable-sure")],
        Stable::Unknown => return vec![scene.l.t("advisor-package-pages-stable-unknown")],
        Stable::Drawn(found) => found,
    };
    let mut lines = stability(scene.l, found);
    if found.samples < DRAWS {
        let wanted = scene.l.number(DRAWS as u64);
        lines.push(scene.l.ta(
            "advisor-package-pages-stable-short",
            &[("wanted", Arg::from(&wanted))],
        ));
    }
    lines
}

/// Packages side by side.
///
/// # Errors
/// More than three of them.
pub fn side_by_side(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    searched: &Searched,
    packages: &[Package],
) -> Result<ComparePage, Problem> {
    let case = &searched.case;
    let compared = compare(case, &searched.answer, packages)?;
    let around = around(scene, paper, kept, Tab::Result);
    let names = names(scene, searched, packages);
    let heads = names.iter().zip(packages).map(|(name, package)| {
        let code = code(package);
        (name.clone(), format!("{}/one?p={code}", around.href), code)
    });
    let issues = case.domain().issues().iter().enumerate();
    let values = issues.map(|(at, issue)| {
        let values: Vec<usize> = packages.iter().map(|package| package[at]).collect();
        let differ = values.iter().any(|value| *value != values[0]);
        let words = values.iter().map(|&value| issue.values[value].clone());
        (issue.name.clone(), words.collect(), differ)
    });
    let parties = searched.answer.parties.iter().enumerate();
    let amounts = parties.map(|(at, party)| {
        let brings = compared
            .iter()
            .map(|one| points_text(scene.l, &one.amounts[at]));
        (party.clone(), brings.collect())
    });
    Ok(ComparePage {
        frame: frame(scene, paper),
        packages: heads.collect(),
        values: values.collect(),
        amounts: amounts.collect(),
        places: compared
            .iter()
            .map(|one| place(scene.l, case, &one.place))
            .collect(),
        parties: parties_select(scene, kept),
        choices: ["this", "than"]
            .iter()
            .enumerate()
            .map(|(at, field)| choice(scene, field, at, &names, packages))
            .collect(),
        rests: rests(scene, searched),
        around,
    })
}

/// The names of packages; those that would be alike get a number each.
fn names(scene: &Scene<'_>, searched: &Searched, packages: &[Package]) -> Vec<String> {
    let plain: Vec<String> = packages
        .iter()
        .map(|package| name(scene, searched, package))
        .collect();
    let alike = |name: &String| plain.iter().filter(|other| *other == name).count() > 1;
    let numbered = |(at, name): (usize, &String)| match alike(name) {
        true => format!("{name} ({})", at + 1),
        false => name.clone(),
    };
    plain.iter().enumerate().map(numbered).collect()
}

fn parties_select(scene: &Scene<'_>, kept: &Kept) -> Select {
    let party = |(at, who): (usize, super::paper::Who)| Choice {
        value: (at + 1).to_string(),
        words: who.name,
        chosen: at == 0,
    };
    Select {
        id: "sheet".to_owned(),
        name: "sheet".to_owned(),
        label: scene.l.t("advisor-package-pages-rather-who"),
        groups: vec![(
            String::new(),
            who(scene, kept)
                .into_iter()
                .enumerate()
                .map(party)
                .collect(),
        )],
    }
}

fn choice(
    scene: &Scene<'_>,
    field: &str,
    chosen: usize,
    names: &[String],
    packages: &[Package],
) -> Select {
    let option = |(at, (name, package)): (usize, (&String, &Package))| Choice {
        value: code(package),
        words: name.clone(),
        chosen: at == chosen,
    };
    Select {
        id: field.to_owned(),
        name: field.to_owned(),
        // i18n: advisor-package-pages-rather-
        label: scene.l.t(&format!("advisor-package-pages-rather-{field}")),
        groups: vec![(
            String::new(),
            names.iter().zip(packages).enumerate().map(option).collect(),
        )],
    }
}
