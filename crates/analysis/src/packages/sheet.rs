//! A private preference sheet: what a party gives points for, what it will never accept, and how sure it is.
//!
//! Points are integers, in units of `1/scale` of a point, so that files with decimal weights lose nothing and a sheet
//! filled in by hand simply has the scale 1. The surprising part: red lines are not preferences with many points. They
//! take packages away before anything is weighed, and no bonus buys one back.

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::error::{Bounded, Problem};
use super::model::{Domain, Package, Pick, RULES_MAX, bounded, once_each};

/// How many parties may have a sheet.
pub const PARTIES_MAX: usize = 8;
/// All numbers of a sheet together stay below this, so that no sum the search makes in 128 bits can overflow.
const MAGNITUDE_MAX: i128 = 1 << 124;

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

/// Points on top, or off, when every condition holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bonus {
    /// Each issue with the values that count; one entry for an issue.
    pub when: Vec<(usize, Vec<usize>)>,
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
        check_shape(domain, &draft)?;
        check_magnitude(&draft)?;
        check_sum(&draft)?;
        bounded(
            Bounded::Rules,
            draft.red_lines.len() + draft.bonuses.len(),
            RULES_MAX,
        )?;
        for (number, bonus) in draft.bonuses.iter().enumerate() {
            check_bonus(
                domain,
                bonus,
                &format!("{}, bonus {}", draft.party, number + 1),
            )?;
        }
        for (number, line) in draft.red_lines.iter().enumerate() {
            check_red_line(
                domain,
                &draft,
                line,
                &format!("{}, red line {}", draft.party, number + 1),
            )?;
        }
        check_something_left(domain, &draft)?;
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

fn check_shape(domain: &Domain, draft: &Draft) -> Result<(), Problem> {
    let shape = |wherein: &str, expected: usize, found: usize| {
        let refused = || Problem::Shape {
            party: draft.party.clone(),
            wherein: wherein.to_owned(),
            expected,
            found,
        };
        if expected == found {
            Ok(())
        } else {
            Err(refused())
        }
    };
    shape("issues", domain.issues().len(), draft.points.len())?;
    for (issue, points) in domain.issues().iter().zip(&draft.points) {
        shape(&issue.name, issue.values.len(), points.len())?;
    }
    if draft.confidence.is_empty() {
        return Ok(());
    }
    shape("confidence", domain.issues().len(), draft.confidence.len())
}

/// Everything that can ever be added up stays far from overflow.
fn check_magnitude(draft: &Draft) -> Result<(), Problem> {
    let largest = |points: &Vec<i128>| points.iter().map(|p| p.unsigned_abs()).max().unwrap_or(0);
    let issues = draft.points.iter().map(largest);
    let bonuses = draft
        .bonuses
        .iter()
        .map(|bonus| bonus.points.unsigned_abs());
    let lines = draft.red_lines.iter().map(|line| match line {
        RedLine::Group { at_least, .. } => at_least.unsigned_abs(),
        RedLine::Value(_) | RedLine::Together(_) => 0,
    });
    let rest = [
        draft.walk_away.unsigned_abs(),
        draft.scale.unsigned_abs(),
        draft.cap.unwrap_or(0).unsigned_abs(),
    ];
    let sum = issues
        .chain(bonuses)
        .chain(lines)
        .chain(rest)
        .try_fold(0u128, u128::checked_add);
    let fits = sum.is_some_and(|sum| sum <= MAGNITUDE_MAX.unsigned_abs()) && draft.scale > 0;
    if fits {
        Ok(())
    } else {
        Err(Problem::TooFine {
            party: draft.party.clone(),
        })
    }
}

fn check_sum(draft: &Draft) -> Result<(), Problem> {
    let best = draft
        .points
        .iter()
        .map(|points| points.iter().copied().max().unwrap_or(0));
    let sum: i128 = best.sum();
    match draft.total {
        Some(total) if total != sum => Err(Problem::PointsDoNotAddUp {
            party: draft.party.clone(),
            sum,
            total,
        }),
        _ => Ok(()),
    }
}

fn check_bonus(domain: &Domain, bonus: &Bonus, wherein: &str) -> Result<(), Problem> {
    let empty = || Problem::EmptyRule {
        wherein: wherein.to_owned(),
    };
    if bonus.when.is_empty() || bonus.when.iter().any(|(_, values)| values.is_empty()) {
        return Err(empty());
    }
    let mut issues: Vec<usize> = bonus.when.iter().map(|(issue, _)| *issue).collect();
    issues.sort_unstable();
    if issues.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(empty());
    }
    let picks = bonus.when.iter().flat_map(|(issue, values)| {
        values.iter().map(|&value| Pick {
            issue: *issue,
            value,
        })
    });
    picks
        .into_iter()
        .try_for_each(|pick| domain.check_pick(pick, wherein))
}

fn check_red_line(
    domain: &Domain,
    draft: &Draft,
    line: &RedLine,
    wherein: &str,
) -> Result<(), Problem> {
    let empty = || {
        Err(Problem::EmptyRule {
            wherein: wherein.to_owned(),
        })
    };
    match line {
        RedLine::Value(pick) => domain.check_pick(*pick, wherein),
        RedLine::Together(picks) => {
            let mut issues: Vec<usize> = picks.iter().map(|pick| pick.issue).collect();
            issues.sort_unstable();
            if picks.is_empty() || issues.windows(2).any(|pair| pair[0] == pair[1]) {
                return empty();
            }
            picks
                .iter()
                .try_for_each(|pick| domain.check_pick(*pick, wherein))
        }
        RedLine::Group { issues, at_least } => {
            if issues.is_empty() || (1..issues.len()).any(|i| issues[..i].contains(&issues[i])) {
                return empty();
            }
            issues
                .iter()
                .try_for_each(|&issue| domain.check_pick(Pick { issue, value: 0 }, wherein))?;
            let best = issues
                .iter()
                .map(|&issue| draft.points[issue].iter().copied().max().unwrap_or(0))
                .sum();
            let (party, at_least) = (draft.party.clone(), *at_least);
            if best < at_least {
                Err(Problem::GroupOutOfReach {
                    party,
                    at_least,
                    best,
                })
            } else {
                Ok(())
            }
        }
    }
}

/// A sheet that forbids every value of an issue contradicts itself: that is a slip of the pen, not a position.
fn check_something_left(domain: &Domain, draft: &Draft) -> Result<(), Problem> {
    let never = |pick: Pick| {
        draft.red_lines.iter().any(|line| match line {
            RedLine::Value(known) => *known == pick,
            RedLine::Together(picks) => picks.as_slice() == [pick],
            RedLine::Group { .. } => false,
        })
    };
    for (issue, known) in domain.issues().iter().enumerate() {
        if (0..known.values.len()).all(|value| never(Pick { issue, value })) {
            return Err(Problem::NothingLeft {
                party: draft.party.clone(),
                issue: known.name.clone(),
            });
        }
    }
    Ok(())
}
