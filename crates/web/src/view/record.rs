//! The record: the logs and their heads, the entries, and what a verification found.

use std::collections::BTreeMap;

use domain::relationship::Event;
use i18n::Arg;
use node::verify::{Fault, Report};
use record::view::Position;
use record::{Kind, Lane, LogKey, PartyId, Role, Verdict};

use crate::frame::Section;
use crate::pages::parts::Words;
use crate::pages::record::{EntryRow, Holder, LogHead, Outcome, RecordPage, VerifyPage};
use crate::view::{Scene, words};

/// How many entries a page has.
const ROWS: usize = 50;

/// What a reader asks the record for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The letter of the author.
    pub party: String,
    /// The name of the kind.
    pub kind: String,
    /// Words.
    pub q: String,
    /// How many newer entries are left out.
    pub skip: usize,
}

/// The explorer.
pub fn page(scene: &Scene<'_>, wanted: &Wanted) -> RecordPage {
    let history = scene.relationship().history();
    let kinds = history
        .clone()
        .map(|event| (event.kind.number(), event.kind));
    let kinds: BTreeMap<u64, Kind> = kinds.collect();
    let fitting: Vec<Event<'_>> = history
        .rev()
        .filter(|event| fits(scene, event, wanted))
        .collect();
    let rows = fitting
        .iter()
        .skip(wanted.skip)
        .take(ROWS)
        .map(|event| row(scene, event))
        .collect();
    let at = |skip: usize| {
        format!(
            "{}/record?party={}&kind={}&q={}&skip={skip}",
            scene.base,
            wanted.party,
            wanted.kind,
            percent(&wanted.q)
        )
    };
    RecordPage {
        frame: scene.frame(Section::Record, &scene.l.t("record-title")),
        differs: !scene.state.forks.is_empty(),
        logs: logs(scene),
        parties: scene
            .members()
            .iter()
            .map(|(party, _)| scene.party(party))
            .collect(),
        party: wanted.party.clone(),
        kinds: kinds
            .into_values()
            .map(|kind| (kind.name().to_owned(), words::kind(&scene.l, kind)))
            .collect(),
        kind: wanted.kind.clone(),
        q: wanted.q.clone(),
        rows,
        total: fitting.len() as u64,
        newer: (wanted.skip > 0).then(|| at(wanted.skip.saturating_sub(ROWS))),
        older: (wanted.skip + ROWS < fitting.len()).then(|| at(wanted.skip + ROWS)),
    }
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

fn fits(scene: &Scene<'_>, event: &Event<'_>, wanted: &Wanted) -> bool {
    let by = || {
        domain::place::letter_of(scene.record(), &event.at.log.party).to_string() == wanted.party
    };
    if !(wanted.party.is_empty() || by())
        || !(wanted.kind.is_empty() || event.kind.name() == wanted.kind)
    {
        return false;
    }
    if wanted.q.is_empty() {
        return true;
    }
    let row = row(scene, event);
    let title = row.title.map(|title| title.text).unwrap_or_default();
    let text = format!(
        "{} {} {} {} {title} {}",
        row.number, row.kind, row.party.name, row.person.name, row.hash
    )
    .to_lowercase();
    wanted
        .q
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}

/// An entry, as a row of the explorer.
pub fn row(scene: &Scene<'_>, event: &Event<'_>) -> EntryRow {
    let leaf = scene
        .record()
        .history(&event.at.log)
        .and_then(|history| history.leaf(event.at.index));
    EntryRow {
        number: scene.entry(&event.at),
        href: scene.entry_href(&event.at),
        party: scene.party(&event.at.log.party),
        at: scene.at(&event.at),
        person: scene.person(&event.at),
        kind: words::kind(&scene.l, event.kind),
        title: title(scene, event),
        hash: leaf.unwrap_or_default().hex(),
        void: (event.verdict != Verdict::Valid).then(|| words::verdict(&scene.l, event.verdict)),
    }
}

fn title(scene: &Scene<'_>, event: &Event<'_>) -> Option<Words> {
    if event.kind == Kind::Accredit {
        let names = scene.relationship().delegate(&event.at)?;
        let name = domain::relationship::best_of(&names.names, scene.l.lang.tag())?;
        return Some(Words::new("", name));
    }
    let item = scene.relationship().item(event.objects.first()?)?;
    Some(scene.item_ref(item).title.main)
}

/// The main logs and their heads, the reader's own first.
pub fn logs(scene: &Scene<'_>) -> Vec<LogHead> {
    let members = scene.members();
    let log_head = |party: &PartyId| {
        let log = scene.state.current(party);
        let size = scene.record().size(&log);
        let others = members.iter().filter(|(other, _)| other != party);
        let held = |other: &PartyId, role: Role| match role {
            _ if *other == scene.own => size,
            Role::Witness => scene.state.witnessed(&log, other),
            _ => scene.state.held(&log, other),
        };
        LogHead {
            party: scene.party(party),
            size,
            head: scene.record().root_at(&log, size).unwrap_or_default().hex(),
            held_by: others
                .map(|(other, role)| Holder {
                    name: scene.name(other),
                    size: held(other, *role),
                    witness: *role == Role::Witness,
                })
                .collect(),
        }
    };
    members.iter().map(|(party, _)| log_head(party)).collect()
}

/// The page of the check, before or after it was run.
pub fn verify_page(scene: &Scene<'_>, report: Option<&Report>) -> VerifyPage {
    VerifyPage {
        frame: scene.frame(Section::Record, &scene.l.t("record-verify-heading")),
        outcome: report.map_or(Outcome::NotRun, |report| outcome(scene, report)),
        logs: logs(scene),
    }
}

fn outcome(scene: &Scene<'_>, report: &Report) -> Outcome {
    let at = scene.now;
    let Some(fault) = report.faults.first() else {
        return Outcome::Whole {
            entries: report.entries,
            at,
            behind: behind(scene),
        };
    };
    let said = |key| scene.l.t(key);
    let (place, fault) = match fault {
        Fault::Entry { log, index } => (Some((log, *index)), said("record-verify-fault-bytes")),
        Fault::Head { log, size } => (
            Some((log, size.saturating_sub(1))),
            said("record-verify-fault-head"),
        ),
        Fault::Receipt { log, size } => (
            Some((log, size.saturating_sub(1))),
            said("record-verify-fault-receipt"),
        ),
        Fault::Peer { name } => (
            None,
            scene
                .l
                .ta("record-verify-fault-peer", &[("peer", Arg::from(name))]),
        ),
        Fault::Founding => (None, said("record-verify-fault-founding")),
        Fault::State => (None, said("record-verify-fault-state")),
        Fault::Database { what } => (
            None,
            scene
                .l
                .ta("record-verify-fault-database", &[("what", Arg::from(what))]),
        ),
    };
    match place {
        Some((log, index)) => Outcome::Fault {
            entry: scene.entry(&Position { log: *log, index }),
            party: scene.name(&log.party),
            fault,
            at,
        },
        None => Outcome::Broken { fault, at },
    }
}

/// Who has not confirmed everything that is here, and how much each has. Witnesses are sent no entries.
fn behind(scene: &Scene<'_>) -> Vec<(String, u64)> {
    let logs: Vec<(&LogKey, u64)> = scene
        .record()
        .logs()
        .map(|log| (log, scene.record().size(log)))
        .collect();
    let total: u64 = logs.iter().map(|(_, size)| size).sum();
    let confirmed = |party: &PartyId| -> u64 {
        let of = |(log, size): &(&LogKey, u64)| match log.party == *party
            || log.lane == Lane::Identity
        {
            true => *size,
            false => scene.state.held(log, party).min(*size),
        };
        logs.iter().map(of).sum()
    };
    let others = scene
        .readers()
        .into_iter()
        .filter(|(party, _)| *party != scene.own);
    others
        .map(|(party, _)| (scene.name(&party), confirmed(&party)))
        .filter(|(_, size)| *size < total)
        .collect()
}
