//! A Genius profile: weights and evaluators, or bonuses on hyper-rectangles.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::tree::Element;
use super::{Indexed, Note};
use crate::packages::error::{Fault, Part, Problem, Spot, Unread, Where};
use crate::packages::exact::{Fractions, clamped, decimal};
use crate::packages::sheet::Draft;

/// A profile as a sheet on the profile's own scale.
pub(super) fn read(
    file: &str,
    space: &Element,
    issues: &[Indexed],
    notes: &mut Vec<Note>,
) -> Result<Draft, Problem> {
    let party = file
        .rsplit_once('.')
        .map_or(file, |(stem, _)| stem)
        .to_owned();
    check_issues(file, space, issues)?;
    let mut fractions = match space.all("utility").as_slice() {
        [] => additive(file, space, issues, &party, notes)?,
        [utility] => rectangles(file, utility, issues, &party)?,
        [_, second, ..] => {
            return Err(second.fault(file, Fault::Unsupported(Unread::SecondUtility)));
        }
    };
    if let Some(reservation) = space.all("reservation").first() {
        fractions.walk_away = number(file, reservation, "value")?;
    }
    if let Some(discount) = space.all("discount_factor").first() {
        let factor = number(file, discount, "value")?;
        // 0, 1 and anything outside mean that nothing is discounted.
        if factor.is_positive() && factor < BigRational::one() {
            notes.push(Note::Discounted {
                party,
                factor: factor.to_string(),
            });
        }
    }
    fractions.into_draft()
}

fn number(file: &str, element: &Element, name: &'static str) -> Result<BigRational, Problem> {
    let text = element.required(file, name)?;
    decimal(text).ok_or_else(|| element.fault(file, Fault::NotANumber(text.to_owned())))
}

fn line(file: &str, element: &Element) -> Where {
    Where::File {
        file: file.to_owned(),
        spot: Spot::Line(element.line),
    }
}

/// The place of the issue an element refers to by its index.
fn place(file: &str, element: &Element, issues: &[Indexed]) -> Result<usize, Problem> {
    let index = element.required(file, "index")?;
    let found = issues.iter().position(|known| known.index == index);
    let unknown = || Problem::UnknownIssue {
        issue: index.to_owned(),
        wherein: line(file, element),
    };
    found.ok_or_else(unknown)
}

/// The profile is about the same issues as the domain, each once.
fn check_issues(file: &str, space: &Element, issues: &[Indexed]) -> Result<(), Problem> {
    let mut seen = vec![false; issues.len()];
    for element in space.all("issue") {
        let place = place(file, element, issues)?;
        if std::mem::replace(&mut seen[place], true) {
            return Err(Problem::Twice {
                name: issues[place].issue.name.clone(),
            });
        }
    }
    match seen.iter().position(|seen| !seen) {
        Some(missing) => Err(space.fault(
            file,
            Fault::Missing(Part::Issue(issues[missing].issue.name.clone())),
        )),
        None => Ok(()),
    }
}

fn additive(
    file: &str,
    space: &Element,
    issues: &[Indexed],
    party: &str,
    notes: &mut Vec<Note>,
) -> Result<Fractions, Problem> {
    if let Some(nested) = space
        .all("objective")
        .iter()
        .find(|objective| !objective.all("objective").is_empty())
    {
        return Err(nested.fault(file, Fault::Unsupported(Unread::NestedObjective)));
    }
    let weights = weights(file, space, issues)?;
    let sum: BigRational = weights.iter().sum();
    if !sum.is_one() {
        notes.push(Note::WeightsSum {
            party: party.to_owned(),
            sum: sum.to_string(),
        });
    }
    let mut points = vec![Vec::new(); issues.len()];
    for element in space.all("issue") {
        let place = place(file, element, issues)?;
        let shares = match issues[place].lowest {
            Some(_) => linear(file, element, &issues[place])?,
            None => discrete(file, element, &issues[place])?,
        };
        points[place] = shares
            .into_iter()
            .map(|share| share * &weights[place])
            .collect();
    }
    let walk_away = BigRational::zero();
    Ok(Fractions {
        party: party.to_owned(),
        points,
        walk_away,
        bonuses: Vec::new(),
        cap: None,
    })
}

fn weights(file: &str, space: &Element, issues: &[Indexed]) -> Result<Vec<BigRational>, Problem> {
    let mut weights: Vec<Option<BigRational>> = vec![None; issues.len()];
    for element in space.all("weight") {
        let place = place(file, element, issues)?;
        let weight = number(file, element, "value")?;
        if weight.is_negative() {
            return Err(element.fault(file, Fault::OutOfRange(weight.to_string())));
        }
        if weights[place].replace(weight).is_some() {
            let issue = issues[place].issue.name.clone();
            return Err(element.fault(file, Fault::TwoWeights(issue)));
        }
    }
    let missing =
        |issue: &Indexed| space.fault(file, Fault::Missing(Part::Weight(issue.issue.name.clone())));
    weights
        .into_iter()
        .zip(issues)
        .map(|(weight, issue)| weight.ok_or_else(|| missing(issue)))
        .collect()
}

/// Evaluations as shares of the largest one of the issue.
fn discrete(file: &str, element: &Element, known: &Indexed) -> Result<Vec<BigRational>, Problem> {
    let mut evaluations: BTreeMap<&str, BigRational> = BTreeMap::new();
    for item in element.children_named("item") {
        let value = item.required(file, "value")?;
        if !known.issue.values.iter().any(|known| known == value) {
            let (issue, value) = (known.issue.name.clone(), value.to_owned());
            return Err(Problem::UnknownValue {
                issue,
                value,
                wherein: line(file, item),
            });
        }
        let evaluation = number(file, item, "evaluation")?;
        if evaluation.is_negative() {
            return Err(item.fault(file, Fault::OutOfRange(evaluation.to_string())));
        }
        if evaluations.insert(value, evaluation).is_some() {
            return Err(Problem::Twice {
                name: value.to_owned(),
            });
        }
    }
    let largest = evaluations
        .values()
        .max()
        .filter(|largest| largest.is_positive())
        .cloned();
    let share = |value: &String| {
        let evaluation = evaluations.get(value.as_str());
        let evaluation = evaluation
            .ok_or_else(|| element.fault(file, Fault::Missing(Part::Evaluation(value.clone()))))?;
        Ok(largest
            .as_ref()
            .map_or_else(BigRational::zero, |largest| evaluation / largest))
    };
    known.issue.values.iter().map(share).collect()
}

/// `slope * (value - lowest) + offset`, kept between 0 and 1.
fn linear(file: &str, element: &Element, known: &Indexed) -> Result<Vec<BigRational>, Problem> {
    let evaluator = element.children_named("evaluator").next();
    let evaluator =
        evaluator.ok_or_else(|| element.fault(file, Fault::Missing(Part::Named("evaluator"))))?;
    match evaluator.required(file, "ftype")? {
        "linear" => {}
        other => {
            return Err(evaluator.fault(
                file,
                Fault::Unsupported(Unread::EvaluatorType(other.to_owned())),
            ));
        }
    }
    let (slope, offset) = (
        number(file, evaluator, "slope")?,
        number(file, evaluator, "offset")?,
    );
    let steps = 0..known.issue.values.len();
    Ok(steps
        .map(|step| clamped(&slope * BigRational::from_integer(step.into()) + &offset))
        .collect())
}

/// The sum of the bonuses of all hyper-rectangles that hold the package, as a share of `maxutility`, at most 1.
fn rectangles(
    file: &str,
    utility: &Element,
    issues: &[Indexed],
    party: &str,
) -> Result<Fractions, Problem> {
    let largest = number(file, utility, "maxutility")?;
    if !largest.is_positive() {
        return Err(utility.fault(file, Fault::OutOfRange(largest.to_string())));
    }
    let mut bonuses = Vec::new();
    for function in &utility.children {
        let plain = function.name == "ufun"
            && function
                .attribute("aggregation")
                .is_none_or(|how| how == "sum");
        let plain = plain
            && function
                .attribute("type")
                .is_none_or(|kind| kind == "PlainUfun");
        if !plain {
            return Err(function.fault(file, Fault::Unsupported(Unread::UtilityFunction)));
        }
        let weight = function
            .attribute("weight")
            .map(|_| number(file, function, "weight"))
            .transpose()?;
        let weight = weight.unwrap_or_else(BigRational::one);
        for rectangle in &function.children {
            if rectangle.name != "hyperRectangle" {
                return Err(rectangle.unread(file));
            }
            let points = number(file, rectangle, "utility")? * &weight / &largest;
            bonuses.push((conditions(file, rectangle, issues)?, points));
        }
    }
    let points = issues
        .iter()
        .map(|known| vec![BigRational::zero(); known.issue.values.len()])
        .collect();
    let (walk_away, cap) = (BigRational::zero(), Some(BigRational::one()));
    Ok(Fractions {
        party: party.to_owned(),
        points,
        walk_away,
        bonuses,
        cap,
    })
}

/// For each issue of a hyper-rectangle the values inside, both ends included.
fn conditions(
    file: &str,
    rectangle: &Element,
    issues: &[Indexed],
) -> Result<Vec<(usize, Vec<usize>)>, Problem> {
    let mut when: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for includes in &rectangle.children {
        if includes.name != "INCLUDES" {
            return Err(includes.unread(file));
        }
        let place = place(file, includes, issues)?;
        let lowest = issues[place].lowest;
        let lowest = lowest
            .ok_or_else(|| includes.fault(file, Fault::Unsupported(Unread::RangeOfDiscrete)))?;
        let (min, max) = (
            number(file, includes, "min")?,
            number(file, includes, "max")?,
        );
        let inside = |value: &usize| {
            let value = BigRational::from_integer(
                (lowest + i64::try_from(*value).expect("values are bounded")).into(),
            );
            min <= value && value <= max
        };
        let values: Vec<usize> = (0..issues[place].issue.values.len())
            .filter(inside)
            .collect();
        if values.is_empty() {
            return Err(includes.fault(file, Fault::OutOfRange(format!("{min}..{max}"))));
        }
        if when.insert(place, values).is_some() {
            return Err(Problem::Twice {
                name: issues[place].issue.name.clone(),
            });
        }
    }
    Ok(when.into_iter().collect())
}
