//! What would be, if: the plan with one thing changed, beside the one that is kept. Nothing is changed by looking.

use analysis::agenda::{Agenda, Case, Refused};
use i18n::Arg;
use node::Paper;

use super::kept::{Kept, called};
use super::{Shelf, href, told, why_refused};
use crate::frame::Section;
use crate::pages::advisor::agenda::{AgendaIfPage, IfRow};
use crate::view::Scene;

/// By how many points trust is lowered.
const POINTS: u8 = 10;

/// One thing that is otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatIf {
    /// This item is off the table.
    Without(String),
    /// Trust stands 10 points lower.
    LessTrust,
    /// There is one round less.
    RoundLess,
}

impl WhatIf {
    /// As it stands in an address.
    pub fn slug(&self) -> String {
        match self {
            WhatIf::Without(item) => format!("without-{item}"),
            WhatIf::LessTrust => "less-trust".to_owned(),
            WhatIf::RoundLess => "round-less".to_owned(),
        }
    }

    /// What an address asks for; none if it is nothing that this agenda can be asked.
    pub fn from_slug(slug: &str, kept: &Kept) -> Option<WhatIf> {
        let items = kept.open().map(|item| WhatIf::Without(item.id.clone()));
        let mut all = items.chain([WhatIf::LessTrust, WhatIf::RoundLess]);
        all.find(|what_if| what_if.slug() == slug)
    }

    /// The case with this changed.
    pub fn case(&self, kept: &Kept) -> Case {
        let mut case = kept.case.clone();
        match self {
            WhatIf::Without(item) => case.progress.lost.push(item.clone()),
            WhatIf::LessTrust => {
                case.progress.trust = case.progress.trust.saturating_sub(POINTS);
            }
            WhatIf::RoundLess => {
                case.parameters.rounds = case.parameters.rounds.saturating_sub(1).max(1);
            }
        }
        case
    }

    /// As a link and as a heading.
    pub fn words(&self, scene: &Scene<'_>, kept: &Kept) -> String {
        match self {
            WhatIf::Without(item) => {
                let item = called(scene, Some(kept), item);
                scene
                    .l
                    .ta("advisor-pages-if-without", &[("item", Arg::from(&item))])
            }
            WhatIf::LessTrust => scene.l.t("advisor-pages-if-less-trust"),
            WhatIf::RoundLess => scene.l.t("advisor-pages-if-round-less"),
        }
    }
}

/// Both plans, side by side.
pub fn page(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    what_if: &WhatIf,
    now: &Agenda,
    then: &Result<Agenda, Refused>,
) -> AgendaIfPage {
    let row = |item: &analysis::agenda::Item| {
        let now = place(scene, Some(now), &item.id);
        let then = place(scene, then.as_ref().ok(), &item.id);
        IfRow {
            item: called(scene, Some(kept), &item.id),
            moves: now != then,
            now,
            then,
        }
    };
    AgendaIfPage {
        frame: scene.frame(Section::Advisor, &what_if.words(scene, kept)),
        name: paper.title.clone(),
        back: href(scene, Shelf::Agenda, paper),
        kept: told(scene, kept, now).headline,
        changed: match then {
            Ok(agenda) => Ok(told(scene, kept, agenda)),
            Err(why) => Err(why_refused(scene, kept, why).what),
        },
        rows: kept.open().map(row).collect(),
    }
}

/// Where an item is in a plan.
fn place(scene: &Scene<'_>, agenda: Option<&Agenda>, id: &str) -> String {
    let Some(agenda) = agenda else {
        return scene.l.t("advisor-pages-if-no-plan");
    };
    let holds =
        |round: &&analysis::agenda::PlannedRound| round.items.iter().any(|item| item.item == id);
    match agenda.rounds.iter().find(holds) {
        Some(round) => {
            let args = [("round", Arg::from(u64::from(round.round)))];
            scene.l.ta("advisor-pages-if-round", &args)
        }
        None if agenda.inputs.progress.lost.iter().any(|lost| lost == id) => {
            scene.l.t("advisor-pages-if-off")
        }
        None => scene.l.t("advisor-agenda-left-heading"),
    }
}
