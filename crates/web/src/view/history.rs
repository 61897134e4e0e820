//! What was done, one line each, in the parties' own words where they gave any.

use domain::relationship::Event;
use i18n::{Arg, Localizer};
use record::{Kind, Verdict};

use crate::pages::item::HistoryLine;
use crate::pages::parts::Words;
use crate::pages::relationship::Recent;
use crate::view::{Scene, texts, words};

/// What an entry did, in the reader's language.
pub fn did(scene: &Scene<'_>, event: &Event) -> String {
    said(
        &scene.l,
        event,
        &scene.name(&event.at.log.party),
        scene.by_node(&event.at),
    )
}

/// What an entry of `party` did, and whether its node did so by itself.
pub fn said(l: &Localizer, event: &Event, party: &str, by_node: bool) -> String {
    let args = [("party", Arg::from(party))];
    let line = match event.kind {
        Kind::Propose => l.ta("framework-history-proposed", &args),
        Kind::BringIn => l.ta("framework-history-brought-in", &args),
        Kind::Assent => l.ta("framework-history-agreed", &args),
        Kind::Release => l.ta("framework-history-released", &args),
        Kind::Renounce if by_node => l.ta("framework-history-renounced", &args),
        Kind::Renounce => l.ta("framework-history-declined", &args),
        Kind::Defer => {
            let date = l.date(event.until_day.map_or(0, texts::day_ms));
            l.ta(
                "framework-history-deferred",
                &[("party", Arg::from(party)), ("date", Arg::from(&date))],
            )
        }
        Kind::Suspend => l.ta("framework-history-suspended", &args),
        Kind::Resume => l.ta("framework-history-resumed", &args),
        Kind::Withdraw => l.ta("framework-history-withdrawn", &args),
        Kind::Position => l.ta("framework-history-position", &args),
        other => words::kind(l, other),
    };
    match event.verdict {
        Verdict::Void(reason) => {
            let reason = words::void(l, reason);
            let without = l.ta(
                "record-entry-without-effect",
                &[("reason", Arg::from(&reason))],
            );
            format!("{line} {without}")
        }
        _ => line,
    }
}

/// One line of an item's history.
pub fn line(scene: &Scene<'_>, event: &Event) -> HistoryLine {
    let history = scene.record().history(&event.at.log);
    let hash = history
        .and_then(|history| history.leaf(event.at.index))
        .unwrap_or_default()
        .hex();
    HistoryLine {
        at: scene.at(&event.at),
        party: scene.party(&event.at.log.party),
        person: scene.person(&event.at),
        did: did(scene, event),
        words: own_words(scene, event),
        entry: scene.entry(&event.at),
        hash: hash[..8].to_owned(),
        href: scene.entry_href(&event.at),
    }
}

/// A reason, or the title of what was put forward.
fn own_words(scene: &Scene<'_>, event: &Event) -> Option<Words> {
    if let Some(reason) = &event.reason {
        return Some(words::reason(reason));
    }
    let wordings = match event.kind {
        Kind::Propose => &scene.relationship().text(&event.statement)?.wordings,
        Kind::BringIn => {
            let item = scene.relationship().item(event.objects.first()?)?;
            &item
                .brought_in
                .iter()
                .find(|brought| brought.statement == event.statement)?
                .wordings
        }
        _ => return None,
    };
    Some(scene.titled(wordings).main).filter(|title| !title.text.is_empty())
}

/// The last acts on items, newest first.
pub fn recent(scene: &Scene<'_>, count: usize) -> Vec<Recent> {
    let recent = |event: &Event| {
        let item = scene.relationship().item(event.objects.first()?)?;
        Some(Recent {
            at: scene.at(&event.at),
            party: scene.party(&event.at.log.party),
            did: did(scene, event),
            item: scene.item_ref(item),
            entry: scene.entry(&event.at),
        })
    };
    scene
        .relationship()
        .history()
        .into_iter()
        .rev()
        .filter_map(recent)
        .take(count)
        .collect()
}
