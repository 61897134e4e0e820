//! Two or three packages side by side: what each brings, what it crosses, and whether something beats it.

use serde::Serialize;

use super::amount::Amount;
use super::answer::{Answer, Exactness};
use super::conflict::Demand;
use super::error::{Bounded, Entries, Problem, Where};
use super::model::{Linkage, Package, Pick, bounded};
use super::sheet::Case;

/// How many packages can be compared at a time.
pub const COMPARED_MAX: usize = 3;

/// Where a package stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Nothing is better for one party without being worse for another.
    Undominated,
    /// This package is at least as good for everybody, and better for somebody.
    BeatenBy(Package),
    /// It crosses red lines, linkages or walk-aways.
    Crosses(Vec<Demand>),
    /// The search was not completed, and nothing found so far beats it.
    Unknown,
}

/// One of the packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The package.
    pub package: Package,
    /// What it brings each party, in points.
    pub amounts: Vec<Amount>,
    /// Where it stands.
    pub place: Place,
}

/// Compares up to three packages with the frontier and thereby with each other.
///
/// # Errors
/// More than [`COMPARED_MAX`] packages, or one that does not fit the domain.
pub fn compare(
    case: &Case,
    answer: &Answer,
    packages: &[Package],
) -> Result<Vec<Compared>, Problem> {
    bounded(Bounded::Compared, packages.len(), COMPARED_MAX)?;
    packages
        .iter()
        .enumerate()
        .map(|(number, package)| {
            check(case, package, number)?;
            let units: Vec<i128> = case
                .sheets()
                .iter()
                .map(|sheet| sheet.units(package))
                .collect();
            let amounts = case
                .sheets()
                .iter()
                .zip(&units)
                .map(|(sheet, units)| sheet.amount(*units))
                .collect();
            Ok(Compared {
                package: package.clone(),
                amounts,
                place: place(case, answer, package, &units),
            })
        })
        .collect()
}

fn check(case: &Case, package: &Package, number: usize) -> Result<(), Problem> {
    let wherein = Where::Package(number + 1);
    let issues = case.domain().issues();
    if package.len() != issues.len() {
        let (expected, found) = (issues.len(), package.len());
        return Err(Problem::Shape {
            wherein,
            of: Entries::Issues,
            expected,
            found,
        });
    }
    let unknown = issues
        .iter()
        .zip(package)
        .find(|(issue, value)| **value >= issue.values.len());
    match unknown {
        Some((issue, value)) => Err(Problem::UnknownValue {
            issue: issue.name.clone(),
            value: (value + 1).to_string(),
            wherein,
        }),
        None => Ok(()),
    }
}

fn place(case: &Case, answer: &Answer, package: &Package, units: &[i128]) -> Place {
    let crossed = crossed(case, package);
    if !crossed.is_empty() {
        return Place::Crosses(crossed);
    }
    let beats = |other: &[i128]| other != units && other.iter().zip(units).all(|(a, b)| a >= b);
    match answer.points.iter().find(|point| beats(&point.units)) {
        Some(point) => Place::BeatenBy(point.packages[0].clone()),
        None if answer.exactness == Exactness::Exact => Place::Undominated,
        None => Place::Unknown,
    }
}

/// Every demand the package does not meet.
pub fn crossed(case: &Case, package: &Package) -> Vec<Demand> {
    let linkages = case
        .domain()
        .linkages()
        .iter()
        .enumerate()
        .filter(|(_, linkage)| !respects(linkage, package));
    let mut crossed: Vec<Demand> = linkages
        .map(|(number, _)| Demand::Linkage(number))
        .collect();
    for (party, sheet) in case.sheets().iter().enumerate() {
        crossed.extend(
            sheet
                .crossed(package)
                .into_iter()
                .map(|line| Demand::RedLine { party, line }),
        );
        if sheet.units(package) < sheet.walk_away {
            crossed.push(Demand::WalkAway { party });
        }
    }
    crossed
}

/// Whether a package respects a linkage.
pub fn respects(linkage: &Linkage, package: &Package) -> bool {
    let has = |pick: &Pick| package[pick.issue] == pick.value;
    match linkage {
        Linkage::OnlyWith { this, with } => !has(this) || has(with),
        Linkage::Excludes { this, other } => !(has(this) && has(other)),
        Linkage::Implies {
            this,
            issue,
            values,
        } => !has(this) || values.contains(&package[*issue]),
        Linkage::AtMost { most, of } => of.iter().filter(|pick| has(pick)).count() <= *most,
    }
}
