//! Reading domains and profiles of Genius (TU Delft): XML with discrete or integer issues.
//!
//! What it means is taken from Genius, not from its other readers: an evaluation counts as a share of the largest
//! evaluation *of its issue*; bounds of hyper-rectangles include both ends; profiles are matched by index, not by order.
//! Weights are taken as they are, also when they miss 1 by a little, and discounting is left aside; both are noted.
//! What the format allows and this reader does not know is refused, never skipped.

mod profile;
mod tree;

use serde::Serialize;

use super::error::{Fault, Problem, Spot, Unread};
use super::model::{Domain, Issue, Kind, VALUES_MAX};
use super::sheet::Case;
use tree::Element;

/// Something read that a person should know about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    /// The weights do not sum to one; taken as they are.
    WeightsSum {
        /// Whose profile it is.
        party: String,
        /// What they sum to.
        sum: String,
    },
    /// The profile loses value with time; results are for the beginning.
    Discounted {
        /// Whose profile it is.
        party: String,
        /// The factor.
        factor: String,
    },
    /// The file is neither a domain nor a profile and was left alone.
    LeftOut {
        /// The file's name.
        file: String,
    },
}

/// A case that was read, and what to know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Domain and sheets, the parties in the order of their files' names.
    pub case: Case,
    /// What to know about it.
    pub notes: Vec<Note>,
}

/// An issue with the index that profiles refer to it by.
struct Indexed {
    index: String,
    issue: Issue,
    /// The lowest value of an integer issue.
    lowest: Option<i64>,
}

/// Reads the files of one folder: one domain, two or more profiles. Each file is its name and its content.
///
/// # Errors
/// What is wrong, in which file and where.
pub fn read(files: &[(String, String)]) -> Result<Read, Problem> {
    let mut files: Vec<&(String, String)> = files.iter().collect();
    files.sort();
    let mut notes = Vec::new();
    let mut domains = Vec::new();
    let mut profiles = Vec::new();
    for (name, content) in files {
        match root(content).as_deref() {
            Some("negotiation_template") => domains.push((name, tree::parse(name, content)?)),
            Some("utility_space") => profiles.push((name, tree::parse(name, content)?)),
            _ => notes.push(Note::LeftOut { file: name.clone() }),
        }
    }
    let (name, template) = match domains.as_slice() {
        [] => return Err(Problem::NoDomain),
        [domain] => domain,
        [_, second, ..] => return Err(file_problem(second.0, Spot::Whole, Fault::SecondDomain)),
    };
    let issues = issues(name, template)?;
    let domain = Domain::new(
        issues.iter().map(|indexed| indexed.issue.clone()).collect(),
        Vec::new(),
    )?;
    let mut drafts = Vec::new();
    for (name, space) in &profiles {
        drafts.push(profile::read(name, space, &issues, &mut notes)?);
    }
    Ok(Read {
        case: Case::new(domain, drafts)?,
        notes,
    })
}

fn file_problem(file: &str, spot: Spot, fault: Fault) -> Problem {
    Problem::File {
        file: file.to_owned(),
        spot,
        fault,
    }
}

/// The name of the first element; what has none is not XML at all.
fn root(content: &str) -> Option<String> {
    let mut rest = content.trim_start_matches('\u{feff}').trim_start();
    // Nobody needs a document type here; parsing refuses it with its line.
    if rest.contains("<!DOCTYPE") {
        return Some("utility_space".to_owned());
    }
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    Some(
        name.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect(),
    )
}

fn issues(file: &str, template: &Element) -> Result<Vec<Indexed>, Problem> {
    template
        .all("issue")
        .into_iter()
        .map(|element| issue(file, element))
        .collect()
}

fn issue(file: &str, element: &Element) -> Result<Indexed, Problem> {
    let index = element.required(file, "index")?.to_owned();
    let name = element.attribute("name").unwrap_or(&index).to_owned();
    let kind = element
        .attribute("vtype")
        .or(element.attribute("type"))
        .unwrap_or("discrete");
    let (kind, values, lowest) = match kind {
        "discrete" => {
            let values = element
                .children_named("item")
                .map(|item| item.required(file, "value").map(str::to_owned));
            (Kind::Choice, values.collect::<Result<_, _>>()?, None)
        }
        "integer" => {
            let (low, high) = bounds(file, element)?;
            (
                Kind::Number,
                (low..=high).map(|value| value.to_string()).collect(),
                Some(low),
            )
        }
        other => {
            return Err(element.fault(
                file,
                Fault::Unsupported(Unread::IssueType(other.to_owned())),
            ));
        }
    };
    Ok(Indexed {
        index,
        issue: Issue {
            name,
            kind,
            values,
            ..Issue::default()
        },
        lowest,
    })
}

fn bounds(file: &str, element: &Element) -> Result<(i64, i64), Problem> {
    let holder = element.children_named("range").next().unwrap_or(element);
    let bound = |name: &'static str| {
        let text = holder.required(file, name)?;
        text.trim()
            .parse::<i64>()
            .map_err(|_| holder.fault(file, Fault::NotANumber(text.to_owned())))
    };
    let (low, high) = (bound("lowerbound")?, bound("upperbound")?);
    let wide = high
        .checked_sub(low)
        .is_none_or(|span| span < 0 || span >= VALUES_MAX as i64);
    if wide {
        Err(holder.fault(file, Fault::OutOfRange(format!("{low}..{high}"))))
    } else {
        Ok((low, high))
    }
}
