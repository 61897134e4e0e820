//! What is negotiated: issues, their values, and the linkages between them that all parties acknowledge.
//!
//! It refuses what could not be meant: empty issues, names used twice, linkages that touch a ring-fenced issue. One value
//! of an issue may be "leave as is"; a ring-fenced issue needs one, because that is where it stays.

use std::collections::BTreeSet;

use num_bigint::BigUint;
use serde::{Deserialize, Serialize};

use super::error::{Bounded, Problem, Where};

/// How many issues a domain may have.
pub const ISSUES_MAX: usize = 200;
/// How many values one issue may have.
pub const VALUES_MAX: usize = 10_000;
/// How many linkages, or red lines and bonuses of one sheet, there may be.
pub const RULES_MAX: usize = 5_000;

/// What kind of question an issue is. The search treats all alike; a page shows a ladder in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Values in no order.
    #[default]
    Choice,
    /// Steps in their order.
    Ladder,
    /// Numbers on a grid, in rising order.
    Number,
    /// Bracketed variants of a text.
    Text,
}

/// One question, with the answers that are on the table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Issue {
    /// Its name, in the words of the parties.
    pub name: String,
    /// What kind of question it is.
    #[serde(default)]
    pub kind: Kind,
    /// The possible values, at least one.
    pub values: Vec<String>,
    /// Which value, counted from 0, leaves things as they are.
    #[serde(default)]
    pub as_is: Option<usize>,
    /// Out of bounds for packages: it keeps `as_is`, and nothing may be linked to it.
    #[serde(default)]
    pub ring_fenced: bool,
}

impl Issue {
    /// A choice between values in no order, none of which is "as is".
    pub fn choice(name: &str, values: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            values: values.iter().map(|v| (*v).to_owned()).collect(),
            ..Self::default()
        }
    }
}

/// One value of one issue, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pick {
    /// The issue.
    pub issue: usize,
    /// The value.
    pub value: usize,
}

/// A connection between values of several issues that every package has to respect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Linkage {
    /// `this` only together with `with`.
    OnlyWith {
        /// What is conditional.
        this: Pick,
        /// On what.
        with: Pick,
    },
    /// Never both.
    Excludes {
        /// One of them.
        this: Pick,
        /// The other.
        other: Pick,
    },
    /// If `this`, then the issue has one of the values.
    Implies {
        /// What is conditional.
        this: Pick,
        /// The other issue.
        issue: usize,
        /// The values it may then have.
        values: Vec<usize>,
    },
    /// At most so many of these, each named once.
    AtMost {
        /// How many, at most.
        most: usize,
        /// Of which values.
        of: Vec<Pick>,
    },
}

impl Linkage {
    /// Every issue the linkage touches.
    pub fn issues(&self) -> BTreeSet<usize> {
        match self {
            Self::OnlyWith { this, with: other } | Self::Excludes { this, other } => {
                [this.issue, other.issue].into()
            }
            Self::Implies { this, issue, .. } => [this.issue, *issue].into(),
            Self::AtMost { of, .. } => of.iter().map(|pick| pick.issue).collect(),
        }
    }

    fn picks(&self) -> Vec<Pick> {
        match self {
            Self::OnlyWith { this, with: other } | Self::Excludes { this, other } => {
                vec![*this, *other]
            }
            Self::Implies {
                this,
                issue,
                values,
            } => {
                let then = values.iter().map(|&value| Pick {
                    issue: *issue,
                    value,
                });
                std::iter::once(*this).chain(then).collect()
            }
            Self::AtMost { of, .. } => of.clone(),
        }
    }
}

/// A package: for every issue, in their order, the value it has.
pub type Package = Vec<usize>;

/// What is negotiated. Made by [`Domain::new`], so it is always sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Draft")]
pub struct Domain {
    issues: Vec<Issue>,
    linkages: Vec<Linkage>,
}

#[derive(Deserialize)]
struct Draft {
    issues: Vec<Issue>,
    #[serde(default)]
    linkages: Vec<Linkage>,
}

impl TryFrom<Draft> for Domain {
    type Error = Problem;

    fn try_from(draft: Draft) -> Result<Self, Problem> {
        Self::new(draft.issues, draft.linkages)
    }
}

impl Domain {
    /// Checks issues and linkages.
    ///
    /// # Errors
    /// Whatever could not be meant, with what and where; see [`Problem`].
    pub fn new(issues: Vec<Issue>, linkages: Vec<Linkage>) -> Result<Self, Problem> {
        if issues.is_empty() {
            return Err(Problem::NoIssues);
        }
        bounded(Bounded::Issues, issues.len(), ISSUES_MAX)?;
        bounded(Bounded::Rules, linkages.len(), RULES_MAX)?;
        once_each(issues.iter().map(|issue| &issue.name))?;
        for issue in &issues {
            check_issue(issue)?;
        }
        let domain = Self { issues, linkages };
        for (number, linkage) in domain.linkages.iter().enumerate() {
            domain.check_linkage(number, linkage)?;
        }
        Ok(domain)
    }

    /// The issues, in their order.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// The linkages, in their order.
    pub fn linkages(&self) -> &[Linkage] {
        &self.linkages
    }

    /// How many packages there are, linkages and red lines aside. A ring-fenced issue counts as one value.
    pub fn outcomes(&self) -> BigUint {
        self.issues
            .iter()
            .map(|issue| {
                if issue.ring_fenced {
                    1
                } else {
                    issue.values.len()
                }
            })
            .product()
    }

    /// The package that changes nothing, if every issue says which value that is.
    pub fn as_is(&self) -> Option<Package> {
        self.issues.iter().map(|issue| issue.as_is).collect()
    }

    /// A value by its names.
    ///
    /// # Errors
    /// When the issue or the value does not exist; `wherein` says where the names come from.
    pub fn pick(&self, issue: &str, value: &str, wherein: &Where) -> Result<Pick, Problem> {
        let number = self.issues.iter().position(|known| known.name == issue);
        let number = number.ok_or_else(|| Problem::UnknownIssue {
            issue: issue.to_owned(),
            wherein: wherein.clone(),
        })?;
        let found = self.issues[number]
            .values
            .iter()
            .position(|known| known == value);
        let value = found.ok_or_else(|| Problem::UnknownValue {
            issue: issue.to_owned(),
            value: value.to_owned(),
            wherein: wherein.clone(),
        })?;
        Ok(Pick {
            issue: number,
            value,
        })
    }

    /// Whether the value exists, and whether anything may depend on it.
    pub(super) fn check_pick(&self, pick: Pick, wherein: &Where) -> Result<(), Problem> {
        let Some(issue) = self.issues.get(pick.issue) else {
            return Err(Problem::UnknownIssue {
                issue: (pick.issue + 1).to_string(),
                wherein: wherein.clone(),
            });
        };
        if pick.value >= issue.values.len() {
            let value = (pick.value + 1).to_string();
            return Err(Problem::UnknownValue {
                issue: issue.name.clone(),
                value,
                wherein: wherein.clone(),
            });
        }
        if issue.ring_fenced {
            return Err(Problem::RingFenced {
                issue: issue.name.clone(),
                wherein: wherein.clone(),
            });
        }
        Ok(())
    }

    fn check_linkage(&self, number: usize, linkage: &Linkage) -> Result<(), Problem> {
        let wherein = Where::Linkage(number + 1);
        for pick in linkage.picks() {
            self.check_pick(pick, &wherein)?;
        }
        let empty = match linkage {
            // A value of an issue against another of the same issue: always or never true, so it was not meant.
            Linkage::OnlyWith { this, with: other } | Linkage::Excludes { this, other } => {
                this.issue == other.issue
            }
            Linkage::Implies { issue, .. } if *issue >= self.issues.len() => {
                return Err(Problem::UnknownIssue {
                    issue: (issue + 1).to_string(),
                    wherein,
                });
            }
            Linkage::Implies {
                this,
                issue,
                values,
            } => this.issue == *issue || values.is_empty(),
            Linkage::AtMost { of, .. } => {
                let twice = (1..of.len()).any(|place| of[..place].contains(&of[place]));
                twice || of.is_empty()
            }
        };
        if empty {
            Err(Problem::EmptyRule { wherein })
        } else {
            Ok(())
        }
    }
}

fn check_issue(issue: &Issue) -> Result<(), Problem> {
    if issue.values.is_empty() {
        return Err(Problem::NoValues {
            issue: issue.name.clone(),
        });
    }
    bounded(Bounded::Values, issue.values.len(), VALUES_MAX)?;
    once_each(issue.values.iter())?;
    match issue.as_is {
        None if issue.ring_fenced => Err(Problem::RingFencedWithoutAsIs {
            issue: issue.name.clone(),
        }),
        Some(value) if value >= issue.values.len() => Err(Problem::UnknownValue {
            issue: issue.name.clone(),
            value: (value + 1).to_string(),
            wherein: Where::AsIs(issue.name.clone()),
        }),
        _ => Ok(()),
    }
}

/// At most `limit`; the refusal says so.
pub(super) fn bounded(what: Bounded, size: usize, limit: usize) -> Result<(), Problem> {
    if size > limit {
        Err(Problem::TooMany { what, size, limit })
    } else {
        Ok(())
    }
}

/// No name twice.
pub(super) fn once_each<'a>(names: impl Iterator<Item = &'a String>) -> Result<(), Problem> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(Problem::Twice { name: name.clone() });
        }
    }
    Ok(())
}
