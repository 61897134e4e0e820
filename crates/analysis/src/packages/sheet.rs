//! A private preference sheet: what a party gives points for, what it will never accept, and how sure it is.
//!
//! Points are integers, in units of `1/scale` of a point, so that files with decimal weights lose nothing and a sheet
//! filled in by hand simply has the scale 1. The surprising part: red lines are not preferences with many points. They
//! take packages away before anything is weighed, and no bonus buys one back.

mod check;

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::error::{Bounded, Problem};
use super::model::{Domain, Package, Pick, bounded, once_each};

/// How many parties may have a sheet.
pub const PARTIES_MAX: usize = 8;

/// How sure a party is of the points of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// It knows.
    #[default]
    Sure,
    /// Give or take 20 %.
    About,
    /// Give or take 50 %.
    Guess,
}

impl Confidence {
    /// How far the points may be off, in thousandths.
    pub fn permille(self) -> i64 {
        match self {
            Self::Sure => 0,
            Self::About => 200,
            Self::Guess => 500,
        }
    }
}

/// What a party will never accept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedLine {
    /// This value, never.
    Value(Pick),
    /// These values together, never.
    Together(Vec<Pick>),
    /// These issues together must bring at least so many points (bonuses aside).
    Group {
        /// The issues.
        issues: Vec<usize>,
        /// In units of the sheet.
        at_least: i128,
    },
}

/// Issues with those of their values that count.
pub type Conditions = Vec<(usize, Vec<usize>)>;

/// Points on top, or off, when every condition holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bonus {
    /// Each issue with the values that count; one entry for an issue.
    pub when: Conditions,
    /// In units of the sheet; negative for a malus.
    pub points: i128,
}

/// A sheet as it was filled in; [`Sheet::new`] checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Whose sheet it is.
    pub party: String,
    /// For every issue, for every value: points in units of `1/scale`.
    pub points: Vec<Vec<i128>>,
    /// How many units make a point; 1 for a sheet filled in by hand.
    pub scale: i128,
    /// What the best values have to add up to, in units; `None` where a file's weights are taken as they are.
    pub total: Option<i128>,
    /// Less than this in all is worse than no agreement; in units.
    #[serde(default)]
    pub walk_away: i128,
    /// Points for combinations.
    #[serde(default)]
    pub bonuses: Vec<Bonus>,
    /// No package counts for more than this, in units.
    #[serde(default)]
    pub cap: Option<i128>,
    /// What is never accepted.
    #[serde(default)]
    pub red_lines: Vec<RedLine>,
    /// For every issue; empty means sure of all.
    #[serde(default)]
    pub confidence: Vec<Confidence>,
    /// The author's guess at another party's sheet, and always shown as such.
    #[serde(default)]
    pub guessed: bool,
}

impl Draft {
    /// A sheet in whole points that add up to `total`, with no walk-away, red line or bonus yet.
    pub fn points(party: &str, total: i128, points: Vec<Vec<i128>>) -> Self {
        Self {
            party: party.to_owned(),
            points,
            scale: 1,
            total: Some(total),
            walk_away: 0,
            bonuses: Vec::new(),
            cap: None,
            red_lines: Vec::new(),
            confidence: Vec::new(),
            guessed: false,
        }
    }
}

/// A sheet that fits its domain. Made by [`Sheet::new`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Sheet(Draft);

impl std::ops::Deref for Sheet {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl Sheet {
    /// Checks a sheet against the domain it is for.
    ///
    /// # Errors
    /// Points that do not add up, values that do not exist, red lines that leave nothing: with what and where.
    pub fn new(domain: &Domain, draft: Draft) -> Result<Self, Problem> {
        check::check(domain, &draft)?;
        Ok(Self(draft))
    }

    /// The draft again, to change it and check anew.
    pub fn into_draft(self) -> Draft {
        self.0
    }

    /// What a package is worth, in units of the sheet.
    pub fn units(&self, package: &Package) -> i128 {
        let issues: i128 = self
            .points
            .iter()
            .zip(package)
            .map(|(points, &value)| points[value])
            .sum();
        self.capped(issues + self.bonus_units(package))
    }

    /// What combinations of values add or take, in units.
    pub fn bonus_units(&self, package: &Package) -> i128 {
        let holds = |bonus: &&Bonus| {
            bonus
                .when
                .iter()
                .all(|(issue, values)| values.contains(&package[*issue]))
        };
        self.bonuses
            .iter()
            .filter(holds)
            .map(|bonus| bonus.points)
            .sum()
    }

    /// The sum under the sheet's cap.
    pub fn capped(&self, units: i128) -> i128 {
        self.cap.map_or(units, |cap| units.min(cap))
    }

    /// Units of this sheet as a number of points.
    pub fn amount(&self, units: i128) -> Amount {
        Amount::new(units, self.scale)
    }

    /// The red lines the package crosses, counted from 0.
    pub fn crossed(&self, package: &Package) -> Vec<usize> {
        let has = |pick: &Pick| package[pick.issue] == pick.value;
        let crosses = |line: &RedLine| match line {
            RedLine::Value(pick) => has(pick),
            RedLine::Together(picks) => picks.iter().all(has),
            RedLine::Group { issues, at_least } => {
                let brings = |issue: &usize| self.points[*issue][package[*issue]];
                issues.iter().map(brings).sum::<i128>() < *at_least
            }
        };
        (0..self.red_lines.len())
            .filter(|&line| crosses(&self.red_lines[line]))
            .collect()
    }
}

/// A domain with one sheet for each party: what a search needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    domain: Domain,
    sheets: Vec<Sheet>,
}

impl Case {
    /// Puts sheets together. Their order is the order of every vector of amounts that comes out.
    ///
    /// # Errors
    /// Fewer than two or more than eight parties, one twice, or a sheet that does not fit the domain.
    pub fn new(domain: Domain, drafts: Vec<Draft>) -> Result<Self, Problem> {
        if drafts.len() < 2 {
            return Err(Problem::TooFewParties {
                found: drafts.len(),
            });
        }
        bounded(Bounded::Parties, drafts.len(), PARTIES_MAX)?;
        once_each(drafts.iter().map(|draft| &draft.party))?;
        let sheets = drafts
            .into_iter()
            .map(|draft| Sheet::new(&domain, draft))
            .collect::<Result<_, _>>()?;
        Ok(Self { domain, sheets })
    }

    /// What is negotiated.
    pub fn domain(&self) -> &Domain {
        &self.domain
    }

    /// The sheets, in the order of the parties.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }
}
