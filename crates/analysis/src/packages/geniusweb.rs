//! Reading profiles of GeniusWeb (TU Delft): JSON with linear additive utility spaces.
//!
//! Unlike Genius, a value's utility is already between 0 and 1 and is not divided by anything; weights must sum to exactly
//! 1; numbers between the ends of a range are interpolated; the walk-away is the utility of the *reservation bid*. Every
//! profile carries its domain, and all must carry the same one. Numbers are read as the decimals they are written as.

mod format;

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::error::{Fault, Part, Problem, Spot, Unread, Where};
use super::exact::{Fractions, decimal, decimal_text};
use super::model::{Domain, Issue, Kind, VALUES_MAX};
use super::sheet::Case;
use format::{DomainPart, Number, ProfileFile, Raw, Space, Utilities, Values};

/// Reads two or more profiles; each file is its name and its content.
///
/// # Errors
/// What is wrong, in which file and where; also profiles about different domains.
pub fn read(files: &[(String, String)]) -> Result<Case, Problem> {
    let mut files: Vec<&(String, String)> = files.iter().collect();
    files.sort();
    let mut common: Option<Vec<Issue>> = None;
    let mut drafts = Vec::new();
    for (name, content) in files {
        let space = space(name, content)?;
        let issues = issues(name, &space.domain)?;
        if common.as_ref().is_some_and(|common| *common != issues) {
            return Err(fault(name, Spot::Whole, Fault::SecondDomain));
        }
        drafts.push(fractions(name, &space, &issues)?.into_draft()?);
        common = Some(issues);
    }
    let issues = common.ok_or(Problem::NoDomain)?;
    Case::new(Domain::new(issues, Vec::new())?, drafts)
}

fn fault(file: &str, spot: Spot, fault: Fault) -> Problem {
    Problem::File {
        file: file.to_owned(),
        spot,
        fault,
    }
}

/// Something that is wrong with what is said of an issue.
fn of_issue(file: &str, issue: &str, what: Fault) -> Problem {
    fault(file, Spot::Issue(issue.to_owned()), what)
}

/// Where in a file a name is used.
fn within(file: &str, spot: Spot) -> Where {
    Where::File {
        file: file.to_owned(),
        spot,
    }
}

fn space<'a>(file: &str, content: &'a str) -> Result<Space<'a>, Problem> {
    let read: ProfileFile<'a> = serde_json::from_str(content.trim_start_matches('\u{feff}'))
        .map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let malformed = Fault::Malformed(error.to_string());
            fault(file, Spot::Column { line, column }, malformed)
        })?;
    let unsupported = |what| {
        let what = Fault::Unsupported(Unread::Space(what));
        Err(fault(file, Spot::Whole, what))
    };
    match read {
        ProfileFile {
            groups: Some(_), ..
        } => unsupported("SumOfGroupsUtilitySpace"),
        ProfileFile {
            ordering: Some(_), ..
        } => unsupported("DefaultPartialOrdering"),
        ProfileFile {
            space: Some(space), ..
        } => Ok(space),
        ProfileFile { space: None, .. } => Err(fault(
            file,
            Spot::Whole,
            Fault::Missing(Part::Named("LinearAdditiveUtilitySpace")),
        )),
    }
}

/// A number, written as such or (as GeniusWeb does in ranges and bids) as a string.
fn number(file: &str, issue: &str, raw: Raw<'_>) -> Result<BigRational, Problem> {
    let text = raw.get().trim_matches('"');
    decimal(text).ok_or_else(|| of_issue(file, issue, Fault::NotANumber(text.to_owned())))
}

fn issues(file: &str, domain: &DomainPart<'_>) -> Result<Vec<Issue>, Problem> {
    let issue = |(name, values): (&String, &Values<'_>)| {
        let (kind, values) = match (&values.values, &values.range) {
            (Some(values), None) => (Kind::Choice, values.clone()),
            (None, Some(range)) => (
                Kind::Number,
                grid(file, name, range)?.iter().map(decimal_text).collect(),
            ),
            _ => {
                let missing = Fault::Missing(Part::Named("values"));
                return Err(of_issue(file, name, missing));
            }
        };
        Ok(Issue {
            name: name.clone(),
            kind,
            values,
            ..Issue::default()
        })
    };
    domain.issues_values.iter().map(issue).collect()
}

/// Every number from the first to the second in steps of the third.
fn grid(file: &str, issue: &str, range: &[Raw<'_>]) -> Result<Vec<BigRational>, Problem> {
    let numbers: Vec<BigRational> = range
        .iter()
        .map(|raw| number(file, issue, raw))
        .collect::<Result<_, _>>()?;
    let [low, high, step] = numbers.as_slice() else {
        return Err(of_issue(file, issue, Fault::Missing(Part::Range)));
    };
    let most = BigRational::from_integer(VALUES_MAX.into());
    if high < low || *step <= BigRational::zero() || (high - low) / step >= most {
        let (range, step) = (format!("{low}..{high}"), step.to_string());
        return Err(of_issue(file, issue, Fault::Steps { range, step }));
    }
    let next = |value: &BigRational| Some(value + step).filter(|value| value <= high);
    Ok(std::iter::successors(Some(low.clone()), next).collect())
}

fn fractions(file: &str, space: &Space<'_>, issues: &[Issue]) -> Result<Fractions, Problem> {
    let known = |name: &String| issues.iter().any(|issue| issue.name == *name);
    let strange = space
        .issue_utilities
        .keys()
        .chain(space.issue_weights.keys())
        .find(|name| !known(name));
    if let Some(issue) = strange {
        return Err(Problem::UnknownIssue {
            issue: issue.clone(),
            wherein: within(file, Spot::Whole),
        });
    }
    let mut points = Vec::new();
    let mut sum = BigRational::zero();
    for issue in issues {
        let missing = |what| of_issue(file, &issue.name, Fault::Missing(what));
        let weight = space
            .issue_weights
            .get(&issue.name)
            .ok_or_else(|| missing(Part::Weight(issue.name.clone())))?;
        let weight = number(file, &issue.name, weight)?;
        let utilities = space
            .issue_utilities
            .get(&issue.name)
            .ok_or_else(|| missing(Part::Utilities(issue.name.clone())))?;
        let utilities = utilities_of(file, issue, utilities)?;
        if let Some(wrong) = utilities
            .iter()
            .chain([&weight])
            .find(|u| **u < BigRational::zero() || **u > BigRational::one())
        {
            let wrong = Fault::OutOfRange(wrong.to_string());
            return Err(of_issue(file, &issue.name, wrong));
        }
        points.push(
            utilities
                .into_iter()
                .map(|utility| utility * &weight)
                .collect::<Vec<_>>(),
        );
        sum += weight;
    }
    if !sum.is_one() {
        return Err(Problem::WeightsDoNotSum {
            party: space.name.clone(),
            sum: sum.to_string(),
        });
    }
    let walk_away = walk_away(file, space, issues, &points)?;
    Ok(Fractions {
        party: space.name.clone(),
        points,
        walk_away,
        bonuses: Vec::new(),
        cap: None,
    })
}

fn utilities_of(
    file: &str,
    issue: &Issue,
    utilities: &Utilities<'_>,
) -> Result<Vec<BigRational>, Problem> {
    match (&utilities.discrete, &utilities.number, issue.kind) {
        (Some(discrete), None, Kind::Choice) => {
            let strange = discrete
                .value_utilities
                .keys()
                .find(|value| !issue.values.contains(value));
            if let Some(value) = strange {
                let (issue, value) = (issue.name.clone(), value.clone());
                return Err(Problem::UnknownValue {
                    issue,
                    value,
                    wherein: within(file, Spot::Whole),
                });
            }
            // GeniusWeb leaves a value without utility at 0.
            let utility = |value| {
                discrete
                    .value_utilities
                    .get(value)
                    .map_or(Ok(BigRational::zero()), |raw| {
                        number(file, &issue.name, raw)
                    })
            };
            issue.values.iter().map(utility).collect()
        }
        (None, Some(ends), Kind::Number) => interpolated(file, issue, ends),
        _ => {
            let missing = Fault::Missing(Part::Utilities(issue.name.clone()));
            Err(of_issue(file, &issue.name, missing))
        }
    }
}

fn interpolated(file: &str, issue: &Issue, ends: &Number<'_>) -> Result<Vec<BigRational>, Problem> {
    let read = |raw| number(file, &issue.name, raw);
    let (low, high) = (read(ends.low_value)?, read(ends.high_value)?);
    let (from, to) = (read(ends.low_utility)?, read(ends.high_utility)?);
    if low >= high {
        let wrong = Fault::OutOfRange(format!("{low}..{high}"));
        return Err(of_issue(file, &issue.name, wrong));
    }
    let at = |value: &String| {
        let value = decimal(value).expect("the grid was made from numbers");
        &from + (&to - &from) * (value - &low) / (&high - &low)
    };
    Ok(issue.values.iter().map(at).collect())
}

/// What the reservation bid is worth; without one nothing is worse than no agreement.
fn walk_away(
    file: &str,
    space: &Space<'_>,
    issues: &[Issue],
    points: &[Vec<BigRational>],
) -> Result<BigRational, Problem> {
    let Some(bid) = &space.reservation_bid else {
        return Ok(BigRational::zero());
    };
    let mut worth = BigRational::zero();
    for (name, raw) in &bid.issuevalues {
        let unknown = || Problem::UnknownIssue {
            issue: name.clone(),
            wherein: within(file, Spot::ReservationBid),
        };
        let place = issues
            .iter()
            .position(|issue| issue.name == *name)
            .ok_or_else(unknown)?;
        let value = match issues[place].kind {
            Kind::Number => decimal_text(&number(file, name, raw)?),
            _ => serde_json::from_str::<String>(raw.get())
                .map_err(|error| of_issue(file, name, Fault::Malformed(error.to_string())))?,
        };
        let found = issues[place]
            .values
            .iter()
            .position(|known| *known == value);
        let wherein = within(file, Spot::ReservationBid);
        worth += &points[place][found.ok_or_else(|| Problem::UnknownValue {
            issue: name.clone(),
            value,
            wherein,
        })?];
    }
    if bid.issuevalues.len() < issues.len() {
        return Err(fault(
            file,
            Spot::ReservationBid,
            Fault::Missing(Part::EveryIssue),
        ));
    }
    Ok(worth)
}
