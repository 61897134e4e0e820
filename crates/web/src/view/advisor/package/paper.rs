//! What a package's paper keeps: words as they were typed, and numbers only where somebody corrected them.
//!
//! A paper may be unfinished. What it lacks is a closed list, said on its page; only what lacks nothing becomes a case.

use analysis::packages::error::Problem;
use analysis::packages::model::{Domain, Issue, Linkage, Package};
use analysis::packages::sheet::{Bonus, Case, Confidence, Draft, RedLine, Sheet};
use analysis::packages::words::{Importance, Liking, Rather, sheet_in_words};
use record::PartyId;
use serde::{Deserialize, Serialize};

use crate::view::Scene;

/// How many points a sheet hands out when nobody says otherwise.
const POINTS: i128 = 1_000;

/// What a paper says. Nothing in it is lost unread: a field that this version does not know is refused.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The space that it is about, in hex.
    pub space: String,
    /// Where its numbers come from.
    pub note: String,
    /// Whether it began as the worked example.
    pub example: bool,
    /// What is negotiated.
    pub issues: Vec<KeptIssue>,
    /// What hangs together.
    pub linkages: Vec<Linkage>,
    /// A sheet for each party, the owner's first.
    pub sheets: Vec<KeptSheet>,
}

/// An issue, and the item of the lists that it came from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptIssue {
    /// The issue.
    pub issue: Issue,
    /// The item, in hex.
    pub item: Option<String>,
}

/// A sheet: words, or the numbers that took their place.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptSheet {
    /// Whose it is, in hex.
    pub party: String,
    /// How much each issue matters.
    pub importance: Vec<Option<Importance>>,
    /// How good each value is.
    pub likings: Vec<Vec<Option<Liking>>>,
    /// The numbers, once they were corrected by hand or came from a file.
    pub points: Option<Vec<Vec<Option<i128>>>>,
    /// How sure the party is of each issue.
    pub confidence: Vec<Confidence>,
    /// How many units make a point.
    pub scale: i128,
    /// What the best values add up to, in units; none for a file whose weights are taken as they are.
    pub total: Option<i128>,
    /// Less in all is worse than no agreement; in units.
    pub walk_away: i128,
    /// No package counts for more, in units.
    pub cap: Option<i128>,
    /// What is never accepted.
    pub red_lines: Vec<RedLine>,
    /// Points for combinations.
    pub bonuses: Vec<Bonus>,
    /// Statements about whole packages.
    pub rather: Vec<Rather>,
}

/// What a paper lacks before a search can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// There is no issue.
    Issues,
    /// A sheet says nothing on these issues, or not on all of their values.
    Words {
        /// Which sheet.
        sheet: usize,
        /// On which issues.
        issues: Vec<usize>,
    },
    /// What the engine refuses, and the sheet it is about.
    Refused {
        /// Which sheet; none when it is about the issues or the parties.
        sheet: Option<usize>,
        /// Why.
        problem: Box<Problem>,
    },
}

impl KeptSheet {
    /// A sheet on which nothing stands.
    pub fn empty(party: String, issues: &[KeptIssue]) -> KeptSheet {
        KeptSheet {
            party,
            importance: vec![None; issues.len()],
            likings: issues
                .iter()
                .map(|kept| vec![None; kept.issue.values.len()])
                .collect(),
            points: None,
            confidence: vec![Confidence::About; issues.len()],
            scale: 1,
            total: Some(POINTS),
            walk_away: 0,
            cap: None,
            red_lines: Vec::new(),
            bonuses: Vec::new(),
            rather: Vec::new(),
        }
    }

    /// The issues on which something is missing.
    fn unsaid(&self, domain: &Domain) -> Vec<usize> {
        let said = |issue: &usize| match &self.points {
            // What stays as it is need not be weighed.
            _ if domain.issues()[*issue].ring_fenced => true,
            Some(points) => points[*issue].iter().all(Option::is_some),
            None => {
                self.importance[*issue].is_some()
                    && self.likings[*issue].iter().all(Option::is_some)
            }
        };
        (0..domain.issues().len())
            .filter(|issue| !said(issue))
            .collect()
    }

    /// The points of every value, from the numbers or from the words; none while something is missing.
    pub fn points(&self, domain: &Domain) -> Option<Result<Vec<Vec<i128>>, Problem>> {
        if !self.unsaid(domain).is_empty() {
            return None;
        }
        if let Some(points) = &self.points {
            let number = |units: &Option<i128>| units.unwrap_or(0);
            let row = |row: &Vec<Option<i128>>| row.iter().map(number).collect();
            return Some(Ok(points.iter().map(row).collect()));
        }
        let importance = self.importance.iter();
        let importance: Vec<Importance> = importance
            .map(|word| word.unwrap_or(Importance::None))
            .collect();
        let likings = self.likings.iter();
        let likings: Vec<Vec<Liking>> = likings
            .map(|row| {
                row.iter()
                    .map(|word| word.unwrap_or(Liking::Fair))
                    .collect()
            })
            .collect();
        let total = self.total.unwrap_or(POINTS);
        let draft = sheet_in_words(domain, &self.party, total, &importance, &likings);
        Some(draft.map(|draft| draft.points))
    }

    /// As the engine takes it, with these points.
    pub fn draft(&self, name: &str, guessed: bool, points: Vec<Vec<i128>>) -> Draft {
        Draft {
            party: name.to_owned(),
            points,
            scale: self.scale,
            total: self.total,
            walk_away: self.walk_away,
            bonuses: self.bonuses.clone(),
            cap: self.cap,
            red_lines: self.red_lines.clone(),
            confidence: self.confidence.clone(),
            guessed,
        }
    }
}

impl Kept {
    /// The issues and their linkages.
    ///
    /// # Errors
    /// What could not be meant.
    pub fn domain(&self) -> Result<Domain, Problem> {
        let issues = self.issues.iter().map(|kept| kept.issue.clone()).collect();
        Domain::new(issues, self.linkages.clone())
    }

    /// The sheet with this number as the engine takes it.
    pub fn sheet(&self, domain: &Domain, at: usize, who: &Who) -> Result<Sheet, Lacking> {
        let refused = |problem| Lacking::Refused {
            sheet: Some(at),
            problem: Box::new(problem),
        };
        let kept = &self.sheets[at];
        let points = kept.points(domain).ok_or_else(|| Lacking::Words {
            sheet: at,
            issues: kept.unsaid(domain),
        })?;
        let points = points.map_err(refused)?;
        Sheet::new(domain, kept.draft(&who.name, who.guessed, points)).map_err(refused)
    }

    /// What a search needs, or all that is missing before one can run.
    pub fn case(&self, who: &[Who]) -> Result<Case, Vec<Lacking>> {
        let refused = |problem| Lacking::Refused {
            sheet: None,
            problem: Box::new(problem),
        };
        if self.issues.is_empty() {
            return Err(vec![Lacking::Issues]);
        }
        let domain = self.domain().map_err(|problem| vec![refused(problem)])?;
        let (mut drafts, mut lacking) = (Vec::new(), Vec::new());
        for (at, who) in who.iter().enumerate() {
            match self.sheet(&domain, at, who) {
                Ok(sheet) => drafts.push((*sheet).clone()),
                Err(why) => lacking.push(why),
            }
        }
        if !lacking.is_empty() {
            return Err(lacking);
        }
        Case::new(domain, drafts).map_err(|problem| vec![refused(problem)])
    }

    /// The package that an address names ("0-2-1"), if the issues have it.
    pub fn package(&self, code: &str) -> Option<Package> {
        let values = code.split('-').map(|value| value.parse().ok());
        let package: Package = values.collect::<Option<_>>()?;
        let known = |(kept, value): (&KeptIssue, &usize)| *value < kept.issue.values.len();
        let fits = package.len() == self.issues.len();
        (fits && self.issues.iter().zip(&package).all(known)).then_some(package)
    }
}

/// A package as addresses name it.
pub fn code(package: &Package) -> String {
    let values: Vec<String> = package.iter().map(usize::to_string).collect();
    values.join("-")
}

/// Whose sheet one is, for this reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The party's name.
    pub name: String,
    /// Whether the sheet is the owner's guess at what another party wants.
    pub guessed: bool,
}

/// Whose the sheets are. Parties of one name are told apart by their letters.
pub fn who(scene: &Scene<'_>, kept: &Kept) -> Vec<Who> {
    let own = scene.own.hex();
    let mut all: Vec<Who> = Vec::new();
    for sheet in &kept.sheets {
        let party = PartyId::from_hex(&sheet.party);
        let mut name = party.map_or_else(|| sheet.party.clone(), |party| scene.name(&party));
        if all.iter().any(|known| known.name == name) {
            let letter = party.map(|party| scene.party(&party).letter);
            name = format!("{name} {}", letter.unwrap_or_default());
        }
        all.push(Who {
            name,
            guessed: sheet.party != own,
        });
    }
    all
}

/// Adds an empty sheet for each party that has none yet.
pub fn with_members(scene: &Scene<'_>, mut kept: Kept) -> Kept {
    for party in scene.parties() {
        let party = party.hex();
        if !kept.sheets.iter().any(|sheet| sheet.party == party) {
            kept.sheets.push(KeptSheet::empty(party, &kept.issues));
        }
    }
    kept
}
