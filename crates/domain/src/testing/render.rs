//! The state at a seat as text: parties by their names in the script, everything else by titles and numbers.
//!
//! No hash, no id and no key appears, so that two runs of a script can be compared.

use std::fmt::Write;

use record::rule::Acts;
use record::{ObjectId, PartyId, StatementId, TextStatus, Verdict};

use crate::item::Item;
use crate::testing::Seat;
use crate::{ItemStatus, List, Relationship, Subject, area};

/// Everything that follows from the entries at this seat.
pub fn render(seat: &Seat) -> String {
    let mut text = lists(seat);
    write_areas(&mut text, seat);
    write_waiting(&mut text, seat);
    write_standing(&mut text, seat);
    write_history(&mut text, seat);
    text
}

/// The items at this seat with their texts and positions.
pub fn lists(seat: &Seat) -> String {
    let mut text = String::new();
    for item in seat.relationship.items() {
        write_item(&mut text, seat, item);
    }
    text
}

/// As [`render`], without what the lot decides: letters as names, and the lines in no order.
pub(super) fn without_lot(seat: &Seat) -> Vec<String> {
    let members = &seat.record().founding().membership.members;
    let letters: Vec<(char, &str)> = ('A'..)
        .zip(members)
        .map(|(letter, member)| (letter, seat.name_of(&member.party)))
        .collect();
    let named = |word: &str| {
        let mut rest = word.chars();
        let letter = rest.next();
        let is_number = !rest.as_str().is_empty() && rest.clone().all(|c| c.is_ascii_digit());
        let name = letters.iter().find(|(known, _)| Some(*known) == letter);
        match name.filter(|_| is_number) {
            Some((_, name)) => format!("{name}-{}", rest.as_str()),
            None => word.to_owned(),
        }
    };
    let sorted = |line: &str| {
        let words = line.split(|c: char| !c.is_alphanumeric());
        let mut words: Vec<String> = words.filter(|word| !word.is_empty()).map(named).collect();
        words.sort();
        words.join(" ")
    };
    let mut lines: Vec<String> = render(seat).lines().map(sorted).collect();
    lines.sort();
    lines
}

fn write_item(text: &mut String, seat: &Seat, item: &Item) {
    let (relationship, record) = (&seat.relationship, seat.record());
    let number = item.number(record);
    let subject = word(item.subject(relationship, record));
    let list = item
        .list(relationship, record)
        .map(|list| format!(", {}", list.word()));
    let areas = item.areas(relationship, record);
    let areas = match areas.is_empty() {
        true => String::new(),
        false => format!(
            " in {}",
            joined(areas.iter().map(|area| number_of(seat, area)))
        ),
    };
    let _ = writeln!(
        text,
        "{number} {:?} ({subject}{}{areas}): {}",
        title(item, relationship, seat),
        list.unwrap_or_default(),
        status(seat, &item.status(relationship, record)),
    );
    for one in &item.brought_in {
        let by = seat.name_of(&one.at.log.party);
        let _ = writeln!(
            text,
            "   {by} brought in {:?}{}",
            one.titles.title("en"),
            on(one.list)
        );
    }
    item.texts.iter().for_each(|id| write_text(text, seat, id));
    for (party, positions) in item.positions_in_order(record) {
        for position in positions {
            let words = seat.words(&position.at()).wordings;
            let best = words.best("en").cloned().unwrap_or_default();
            let _ = writeln!(
                text,
                "   position of {}: {:?} {:?}",
                seat.name_of(party),
                best.title,
                best.text
            );
        }
    }
}

fn word(subject: Option<Subject>) -> String {
    subject.map_or("not understood".to_owned(), |subject| {
        format!("{subject:?}").to_lowercase()
    })
}

fn on(list: Option<List>) -> String {
    list.map_or(String::new(), |list| format!(" on {}", list.word()))
}

fn title<'a>(item: &'a Item, relationship: &'a Relationship, seat: &Seat) -> &'a str {
    let words = item.titles(relationship, seat.record());
    words.map_or("", |words| words.title("en"))
}

fn write_text(text: &mut String, seat: &Seat, id: &StatementId) {
    let record = seat.record();
    let (Some(proposal), Some(acts)) = (seat.relationship.text(id), record.ledger().text(id))
    else {
        return;
    };
    let by = seat.name_of(&proposal.place.party());
    let subject = word(proposal.subject);
    let state = record
        .status(id)
        .map_or("unknown".to_owned(), |status| match status {
            TextStatus::InEffect => "in effect".to_owned(),
            other => format!("{other:?}").to_lowercase(),
        });
    let _ = write!(
        text,
        "   {by} proposed {:?} ({subject}{}): {state}",
        proposal.titles.title("en"),
        on(proposal.list)
    );
    for (word, acts) in [
        ("assent", &acts.assents),
        ("release", &acts.releases),
        ("renounce", &acts.renounces),
    ] {
        if !acts.is_empty() {
            let _ = write!(text, "; {word} of {}", parties(seat, acts));
        }
    }
    let standing = seat.relationship.standing(id);
    for (word, by) in [
        ("suspended", standing.suspended),
        ("withdrawn", standing.withdrawn),
    ] {
        if !by.is_empty() {
            let _ = write!(
                text,
                "; {word} by {}",
                joined(by.iter().map(|party| seat.name_of(party)))
            );
        }
    }
    text.push('\n');
}

fn parties(seat: &Seat, acts: &Acts) -> String {
    let members = &seat.record().founding().membership.members;
    let acting = members
        .iter()
        .filter(|member| acts.by(&member.party).next().is_some());
    joined(acting.map(|member| seat.name_of(&member.party)))
}

fn joined(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let parts: Vec<String> = parts.map(|part| part.as_ref().to_owned()).collect();
    parts.join(", ")
}

fn number_of(seat: &Seat, object: &ObjectId) -> String {
    let item = seat.relationship.item(object);
    item.map_or("unknown".to_owned(), |item| item.number(seat.record()))
}

fn status(seat: &Seat, status: &ItemStatus) -> String {
    let names = |parties: &[PartyId]| joined(parties.iter().map(|party| seat.name_of(party)));
    match status {
        ItemStatus::ForDiscussion => "for discussion".to_owned(),
        ItemStatus::Proposed { waiting_for } => {
            format!("proposed, waiting for {}", names(waiting_for))
        }
        ItemStatus::InEffect => "in effect".to_owned(),
        ItemStatus::Suspended { by } => format!("suspended by {}", names(by)),
        ItemStatus::Withdrawn { by } => format!("withdrawn by {}", names(by)),
        ItemStatus::Concluded => "concluded".to_owned(),
        ItemStatus::Declined => "declined".to_owned(),
        ItemStatus::Contested => "contested".to_owned(),
    }
}

fn write_areas(text: &mut String, seat: &Seat) {
    for (item, standing) in area::areas(&seat.relationship, seat.record()) {
        let whose = match standing {
            area::Standing::Agreed => "agreed".to_owned(),
            area::Standing::Of(party) => format!("of {}", seat.name_of(&party)),
        };
        let _ = writeln!(
            text,
            "area {} {:?}: {whose}",
            item.number(seat.record()),
            title(item, &seat.relationship, seat)
        );
    }
}

fn write_waiting(text: &mut String, seat: &Seat) {
    for member in &seat.record().founding().membership.members {
        let waiting = seat.relationship.waiting_for(seat.record(), &member.party);
        if !waiting.is_empty() {
            let _ = writeln!(
                text,
                "waits for {}: {}",
                seat.name_of(&member.party),
                titles(seat, &waiting)
            );
        }
    }
}

fn titles(seat: &Seat, texts: &[StatementId]) -> String {
    let titled = |id: &StatementId| {
        let text = seat.relationship.text(id);
        format!("{:?}", text.map_or("", |text| text.titles.title("en")))
    };
    joined(texts.iter().map(titled))
}

fn write_standing(text: &mut String, seat: &Seat) {
    for act in seat.relationship.standing_acts() {
        let _ = write!(
            text,
            "{} {}: {}",
            seat.name_of(&act.at.log.party),
            act.kind.name(),
            titles(seat, &act.texts)
        );
        if !act.without_effect.is_empty() {
            let _ = write!(
                text,
                "; without effect on {}",
                titles(seat, &act.without_effect)
            );
        }
        if let Some((_, reason)) = seat.words(&act.at).reason {
            let _ = write!(text, "; because {reason:?}");
        }
        text.push('\n');
    }
}

fn write_history(text: &mut String, seat: &Seat) {
    for event in seat.relationship.history() {
        let by = seat.name_of(&event.at.log.party);
        let _ = write!(text, "- {by} {}", event.kind.name());
        let objects = joined(event.objects.iter().map(|object| number_of(seat, object)));
        if !objects.is_empty() {
            let _ = write!(text, " {objects}");
        }
        if event.verdict != Verdict::Valid {
            let _ = write!(text, ", {:?}", event.verdict);
        }
        if let Some((_, reason)) = seat.words(&event.at).reason {
            let _ = write!(text, " because {reason:?}");
        }
        if let Some(day) = event.until_day {
            let _ = write!(text, " until day {day}");
        }
        text.push('\n');
    }
}
