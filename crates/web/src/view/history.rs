//! What was done, one line each, in the parties' own words where they gave any.

use domain::Relationship;
use domain::relationship::Event;
use i18n::{Arg, Localizer};
use record::{Kind, StatementId, Verdict};

use crate::pages::item::HistoryLine;
use crate::pages::parts::Words;
use crate::pages::relationship::Recent;
use crate::view::{Scene, texts, words};

/// An entry by its number, in words.
pub fn entry_words(scene: &Scene<'_>, event: &Event<'_>) -> String {
    let number = scene.entry(&event.at);
    scene
        .l
        .ta("record-entry-number", &[("number", Arg::from(&number))])
}

/// The text an entry acts on, where its item has more than one.
pub fn one_of_several(relationship: &Relationship, event: &Event<'_>) -> Option<StatementId> {
    let text = event.refs.first()?;
    let item = relationship.item(event.objects.first()?)?;
    (item.texts.len() > 1 && item.texts.contains(text)).then_some(*text)
}

/// What an entry did, in the reader's language.
pub fn did(scene: &Scene<'_>, event: &Event<'_>) -> String {
    let one = one_of_several(scene.relationship(), event);
    said(
        &scene.l,
        event,
        &scene.name(&event.at.log.party),
        scene.by_node(&event.at),
        one.map(|text| scene.text_name(&text)).as_deref(),
    )
}

/// What an entry of `party` did, whether its node did so by itself, and to which `text` where there are several.
pub fn said(
    l: &Localizer,
    event: &Event<'_>,
    party: &str,
    by_node: bool,
    text: Option<&str>,
) -> String {
    let args = [("party", Arg::from(party))];
    let on_text = |this: &str, named: &str| match text {
        Some(text) => {
            let args = [("party", Arg::from(party)), ("text", Arg::from(text))];
            l.ta(named, &args)
        }
        None => l.ta(this, &args),
    };
    let line = match event.kind {
        Kind::Propose => l.ta("framework-history-proposed", &args),
        Kind::BringIn => l.ta("framework-history-brought-in", &args),
        Kind::Assent => on_text("framework-history-agreed", "framework-history-agreed-to"),
        Kind::Release => on_text(
            "framework-history-released",
            "framework-history-released-of",
        ),
        Kind::Renounce if by_node => on_text(
            "framework-history-renounced",
            "framework-history-renounced-of",
        ),
        Kind::Renounce => on_text(
            "framework-history-declined",
            "framework-history-declined-of",
        ),
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
        Kind::Erase => l.ta("framework-history-erase", &args),
        Kind::EraseAnswer => l.ta("framework-history-erase-answer", &args),
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
pub fn line(scene: &Scene<'_>, event: &Event<'_>) -> HistoryLine {
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
fn own_words(scene: &Scene<'_>, event: &Event<'_>) -> Option<Words> {
    if event.gives_reason {
        return scene.reason(&event.at);
    }
    let titles = match event.kind {
        Kind::Propose => &scene.relationship().text(&event.statement)?.titles,
        Kind::BringIn => {
            let item = scene.relationship().item(event.objects.first()?)?;
            &item
                .brought_in
                .iter()
                .find(|brought| brought.statement == event.statement)?
                .titles
        }
        _ => return None,
    };
    Some(scene.titled(titles).main).filter(|title| !title.text.is_empty())
}

/// The last acts on items, newest first.
pub fn recent(scene: &Scene<'_>, count: usize) -> Vec<Recent> {
    let recent = |event: &Event<'_>| {
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
        .rev()
        .filter_map(|event| recent(&event))
        .take(count)
        .collect()
}
