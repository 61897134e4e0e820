//! The seat's private agendas: a form from the items of the lists, a case from the form, a plan in words from the case.

mod choose;
mod describe;
mod fields;
mod kept;
mod rounds;
mod ties;
mod typed;
mod what_if;

use advice::agenda::{Told, ToldRound, refused, tell};
use analysis::agenda::{Agenda, Forecast, Refused};
use node::Paper;

pub use self::choose::page as choose;
pub use self::describe::form;
pub use self::fields::{as_kept, untouched};
pub use self::kept::{Given, Kept, only_of};
pub use self::rounds::{Over, graded, typed as round_typed};
pub use self::typed::typed;
pub use self::what_if::{WhatIf, page as what_if};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::advisor::agenda::{AgendaPage, Copied, KeptParts, Plan, PlannedRound};
use crate::view::Scene;
use crate::view::advisor::{Shelf, href, new_href};

/// An agenda that is kept: its plan with all that belongs to it. `typed` is what was typed about the next round.
pub fn page(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    computed: &Result<Agenda, Refused>,
    given: &[Forecast],
    typed: &Fields,
) -> AgendaPage {
    let mut page = form(scene, Some((paper, kept)), &as_kept(paper, kept));
    let action = page.action.clone();
    let mut parts = KeptParts {
        closed: rounds::closed(scene, kept, given, &action),
        grades: rounds::grades(scene, kept, given),
        delete: format!("{action}/delete"),
        ..KeptParts::default()
    };
    match computed {
        Ok(agenda) => {
            parts.plan = Some(plan(scene, kept, agenda, &action));
            parts.round = rounds::form(scene, kept, agenda, &action, typed);
        }
        Err(why) => {
            page.frame.errors.push(why_refused(scene, kept, why));
            parts.form_open = true;
        }
    }
    page.kept = Some(parts);
    page
}

fn plan(scene: &Scene<'_>, kept: &Kept, agenda: &Agenda, action: &str) -> Plan {
    let told = told(scene, kept, agenda);
    let link = |what_if: WhatIf| format!("{action}/if/{}", what_if.slug());
    let round = |(told, round): (&ToldRound, &analysis::agenda::PlannedRound)| {
        let items = told.items.iter().zip(&round.items);
        let item =
            items.map(|(line, item)| (line.clone(), link(WhatIf::Without(item.item.clone()))));
        PlannedRound {
            heading: told.heading.clone(),
            items: item.collect(),
            notes: told.notes.clone(),
        }
    };
    let general = [WhatIf::LessTrust, WhatIf::RoundLess];
    let general = general.map(|what_if| (what_if.words(scene, kept), link(what_if)));
    Plan {
        rounds: told.rounds.iter().zip(&agenda.rounds).map(round).collect(),
        what_ifs: general.to_vec(),
        told,
    }
}

/// Whether the fields tick no item that there is.
pub fn none_chosen(scene: &Scene<'_>, kept: Option<&Kept>, fields: &Fields) -> bool {
    describe::chosen(scene, kept, fields).is_empty()
}

/// The items of the next round as words: names, and nothing that says why they are there. They stand in the order of the
/// lists: any other would tell something of what the plan rests on.
pub fn copied(
    scene: &Scene<'_>,
    kept: &Kept,
    agenda: &Agenda,
    action: &str,
    replaces: bool,
) -> Option<Copied> {
    let first = agenda.rounds.first()?;
    let title = |id: &String| match record::ObjectId::from_hex(id) {
        Some(object) => {
            let item = scene.relationship().item(&object)?;
            Some(scene.item_ref(item).title.main.text)
        }
        None => kept.titles.get(id).cloned(),
    };
    let planned = |id: &String| first.items.iter().any(|item| item.item == *id);
    let all = describe::listed(scene, Some(kept)).into_iter();
    let all = all.flat_map(|group| group.items).map(|(id, _)| id);
    let names: Vec<String> = all.filter(planned).filter_map(|id| title(&id)).collect();
    let intro = scene.l.t("advisor-pages-copy-text");
    (!names.is_empty()).then(|| Copied {
        title: scene.l.t("advisor-pages-copy-title"),
        text: format!("{intro}\n\n{}", names.join("\n\n")),
        replaces,
        action: format!("{action}/copy"),
    })
}

/// The fields of the form for a proposal with these words: an item for the list of dialogues.
pub fn as_proposal(scene: &Scene<'_>, copied: &Copied) -> Fields {
    let tag = scene.l.lang.tag();
    let own = |what: &str| format!("{what}-{tag}");
    Fields(vec![
        ("list".to_owned(), domain::List::Dialogues.word().to_owned()),
        (own("title"), copied.title.clone()),
        (own("text"), copied.text.clone()),
        (own("authentic"), "1".to_owned()),
    ])
}

/// Why an agenda was refused, with its items by their names, at the field where it can be changed.
pub fn why_refused(scene: &Scene<'_>, kept: &Kept, why: &Refused) -> FieldError {
    let field = match why {
        Refused::Circle { path } => path.first().map(|item| format!("needs-{item}")),
        Refused::PinnedTooEarly { item, .. } | Refused::PinnedTooLate { item, .. } => {
            Some(format!("pinned-{item}"))
        }
        _ => None,
    };
    FieldError {
        field: field.unwrap_or_else(|| "items".to_owned()),
        what: kept::named(scene, kept, refused(why, scene.l.lang)),
    }
}

/// A plan in words, with its items and parties by their names.
pub fn told(scene: &Scene<'_>, kept: &Kept, agenda: &Agenda) -> Told {
    let line = |line: String| kept::named(scene, kept, line);
    let lines = |all: Vec<String>| all.into_iter().map(line).collect::<Vec<String>>();
    let told = tell(agenda, scene.l.lang);
    let round = |round: ToldRound| ToldRound {
        heading: round.heading,
        items: lines(round.items),
        notes: lines(round.notes),
    };
    Told {
        rounds: told.rounds.into_iter().map(round).collect(),
        left: lines(told.left),
        waits: lines(told.waits),
        inputs: told
            .inputs
            .into_iter()
            .map(|(name, value)| (line(name), line(value)))
            .collect(),
        ..told
    }
}
