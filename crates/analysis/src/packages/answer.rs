//! What a search answers: the frontier, how many packages stand on it, and how sure that is.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::amount::{Amount, Count};
use super::eliminate::Plan;
use super::model::{Domain, Package};

/// A point of the frontier: what each party gets, and the packages that bring just that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// In units of each party's sheet, in the order of the parties.
    pub units: Vec<i128>,
    /// The same in points.
    pub amounts: Vec<Amount>,
    /// How many packages stand here.
    pub count: Count,
    /// The first few of them ([`super::solve::Limits::packages_max`]).
    pub packages: Vec<Package>,
}

/// Whether something could be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exactness {
    /// Every undominated package is accounted for.
    Exact,
    /// Not proven complete. For every package there is a listed one that gives no party less by more than its gap.
    /// (Before walk-aways are looked at: one that only just clears them may be missing altogether.)
    Within {
        /// For each party, in points of its sheet.
        gap: Vec<Amount>,
    },
    /// Nothing was found before the search was stopped, and nothing is proven.
    Unknown,
}

/// How the answer came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Bucket elimination; with nothing linked, the sums of independent issues.
    Elimination,
    /// Elimination with points rounded down to multiples of two to this power, because the frontier was too large.
    Coarsened {
        /// The power.
        bits: u32,
    },
    /// Branch and bound.
    Search,
}

/// The answer to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was negotiated, for the names.
    pub domain: Domain,
    /// The parties, in the order of every vector.
    pub parties: Vec<String>,
    /// Less than this is worse than no agreement; for each party, in points.
    pub walk_away: Vec<Amount>,
    /// The undominated packages that nobody would walk away from; the first party's units falling.
    pub points: Vec<Point>,
    /// How many points the frontier has without walk-aways.
    pub frontier_all: usize,
    /// How many packages stand on `points` together.
    pub packages: Count,
    /// Whether something could be missing.
    pub exactness: Exactness,
    /// How it came about.
    pub method: Method,
    /// What elimination would have cost; `None` where a red line is too fine for it.
    pub plan: Option<Plan>,
}

impl Answer {
    /// Whether no package respects every red line, linkage and walk-away, and that is proven.
    pub fn infeasible(&self) -> bool {
        self.points.is_empty() && self.exactness == Exactness::Exact
    }
}

/// A package as `{issue: value}` in the order of the issues.
struct Named<'a>(&'a Domain, &'a Package);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.1.len()))?;
        for (issue, &value) in self.0.issues().iter().zip(self.1) {
            map.serialize_entry(&issue.name, &issue.values[value])?;
        }
        map.end()
    }
}

struct Standing<'a>(&'a Domain, &'a Point);

impl Serialize for Standing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let packages: Vec<Named<'_>> = self
            .1
            .packages
            .iter()
            .map(|package| Named(self.0, package))
            .collect();
        let mut point = serializer.serialize_struct("Point", 3)?;
        point.serialize_field("utilities", &self.1.amounts)?;
        point.serialize_field("count", &self.1.count)?;
        point.serialize_field("packages", &packages)?;
        point.end()
    }
}

impl Serialize for Answer {
    /// The format of `detente advisor package --json`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let frontier: Vec<&Vec<Amount>> = self.points.iter().map(|point| &point.amounts).collect();
        let points: Vec<Standing<'_>> = self
            .points
            .iter()
            .map(|point| Standing(&self.domain, point))
            .collect();
        let (exactness, gap) = match &self.exactness {
            Exactness::Exact => ("exact", None),
            Exactness::Within { gap } => ("within_gap", Some(gap)),
            Exactness::Unknown => ("unknown", None),
        };
        let method = match self.method {
            Method::Elimination => "elimination".to_owned(),
            Method::Coarsened { bits } => {
                format!("elimination, points rounded down to multiples of 2^{bits}")
            }
            Method::Search => "branch and bound".to_owned(),
        };
        let mut answer = serializer.serialize_struct("Answer", 11)?;
        answer.serialize_field("outcomes", &self.domain.outcomes().to_string())?;
        answer.serialize_field("parties", &self.parties)?;
        answer.serialize_field("walk_away", &self.walk_away)?;
        answer.serialize_field("exactness", exactness)?;
        answer.serialize_field("gap", &gap)?;
        answer.serialize_field("method", &method)?;
        answer.serialize_field("plan", &self.plan)?;
        answer.serialize_field("frontier_all", &self.frontier_all)?;
        answer.serialize_field("packages_incl_ties", &self.packages)?;
        answer.serialize_field("frontier", &frontier)?;
        answer.serialize_field("points", &points)?;
        answer.end()
    }
}
