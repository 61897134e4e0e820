//! The report in words: a line for each fact, so that it can be read aloud in a court.

use std::collections::BTreeMap;

use record::audit::{Alone, Audit, BranchShown, Claim, HeadShown, Shown, TextShown};
use record::fork::ForkProof;
use record::view::Position;
use record::{Commitment, PartyId, Payload};

use crate::names::{self, Names};

/// The lines for one file.
pub fn of(file: &str, audit: &Audit) -> Vec<String> {
    let names = Names::of(audit);
    let mut lines = vec![format!("{file}: space {}", audit.space.hex())];
    for (letter, party) in names.parties() {
        lines.push(format!("{letter} is the party {}", party.hex()));
    }
    let forked = audit.forked();
    let is_forked = |one: &BranchShown| forked.contains(&one.log.whole());
    let branches = audit.branches.iter();
    lines.extend(branches.map(|one| branch(&names, one, is_forked(one))));
    for shown in &audit.entries {
        lines.extend(entry(&names, audit, shown));
    }
    lines.extend(audit.alone.iter().flat_map(|one| alone(&names, one)));
    lines.extend(audit.heads.iter().flat_map(|one| head(&names, one)));
    lines.extend(audit.texts().iter().map(|text| text_line(&names, text)));
    lines.extend(audit.forks.iter().map(|proof| fork(&names, proof)));
    for flaw in &audit.flaws {
        lines.push(format!("DOES NOT FIT: {}", names::flaw(&names, flaw)));
    }
    lines.push(match audit.flaws.len() {
        0 => "everything fits".to_owned(),
        1 => "1 thing does not fit".to_owned(),
        many => format!("{many} things do not fit"),
    });
    lines
}

/// What is not said of a log that was not forked.
fn branch(names: &Names, one: &BranchShown, is_forked: bool) -> String {
    let (log, size, root) = (names.log(&one.log), one.size, one.root.hex());
    match one.stem {
        None if is_forked => {
            format!("FORKED: {log} has branches; the first has {size} entries, root {root}")
        }
        None => format!(
            "{log} is here in more than one version, and its party is shown to have signed for no two of them; \
             the first has {size} entries, root {root}"
        ),
        Some(stem) => format!(
            "    {log} leaves {} after {} entries and has {size}, root {root}",
            names.log(&stem.of),
            stem.at
        ),
    }
}

fn entry(names: &Names, audit: &Audit, shown: &Shown) -> Vec<String> {
    let folded = &shown.folded;
    let mut lines = vec![format!(
        "{} {} {} {}",
        names.entry(&folded.at),
        folded.body.kind.name(),
        folded.statement.hex(),
        names::verdict(folded.verdict)
    )];
    for kid in &folded.signers {
        let powers = match names::powers(audit, shown, kid) {
            None => "a key of the party itself".to_owned(),
            Some((powers, at)) => {
                let until = powers
                    .expires_ms
                    .map(|ms| format!(", until {}", names::time(ms)));
                let (level, at) = (powers.level, names.entry(&at));
                format!("level {level}, powers of {at}{}", until.unwrap_or_default())
            }
        };
        lines.push(format!("    signed by {} ({powers})", kid.short()));
    }
    if let Some(after) = &shown.after {
        lines.push(format!("    sealed after {}", names::claim(names, after)));
    }
    let held_by = shown
        .held_by
        .iter()
        .map(|party| names.party(party))
        .collect();
    lines.extend(witnessed(names, shown.before.as_ref(), held_by));
    lines.extend(witnesses(names, shown.after.as_ref(), &shown.witnessed_by));
    lines.extend(said(&folded.body.payloads, &shown.payloads));
    lines
}

/// What was said, where the file has it. Control characters are escaped: what is quoted must not write lines of ours.
fn said(commitments: &[Commitment], payloads: &[Option<Payload>]) -> Vec<String> {
    let line = |(commitment, payload): (&Commitment, &Option<Payload>)| {
        let lang = commitment
            .lang
            .as_deref()
            .map(|lang| format!(" ({})", lang.escape_debug()));
        let lang = lang.unwrap_or_default();
        let Some(payload) = payload else {
            return format!("    content{lang} not in this file");
        };
        match std::str::from_utf8(&payload.content) {
            Ok(text) if commitment.media_type.starts_with("text/") => {
                format!("    says{lang}: \"{}\"", text.escape_debug())
            }
            _ => format!("    content{lang} of {} bytes", commitment.size),
        }
    };
    commitments.iter().zip(payloads).map(line).collect()
}

fn alone(names: &Names, one: &Alone) -> Vec<String> {
    let (at, kind) = (names.entry(&one.at), one.entry.body.kind.name());
    let statement = one.entry.leaf.statement.hex();
    let mut lines = vec![format!(
        "{at} {kind} {statement} shown alone: whether it counts is not shown"
    )];
    for (kid, fits) in &one.signers {
        let fits = match fits {
            Some(_) => "fits",
            None => "its key is not in this file",
        };
        lines.push(format!("    signed by {} ({fits})", kid.short()));
    }
    let held_by = one.held_by.iter().map(|party| names.party(party)).collect();
    lines.extend(witnessed(names, one.before.as_ref(), held_by));
    lines.extend(witnesses(names, None, &one.witnessed_by));
    lines.extend(said(&one.entry.body.payloads, &one.entry.payloads));
    lines
}

fn head(names: &Names, one: &HeadShown) -> Vec<String> {
    let by = Claim {
        time_ms: one.time_ms,
        by: one.log.party,
    };
    let mut lines = vec![
        format!(
            "head of {} at {} entries, root {}",
            names.log(&one.log),
            one.size,
            one.root.hex()
        ),
        format!("    signed at {}", names::claim(names, &by)),
    ];
    if one.is_noted {
        lines.push("    a signed note says the same".to_owned());
    }
    let extends = one.extends.iter();
    lines.extend(extends.map(|old| format!("    extends the head at {old} entries")));
    let held_by = one.held_by.iter().map(|party| names.party(party)).collect();
    lines.extend(witnessed(names, one.before.as_ref(), held_by));
    lines.extend(witnesses(names, None, &one.witnessed_by));
    lines
}

fn witnessed(names: &Names, before: Option<&Claim>, held_by: Vec<String>) -> Vec<String> {
    let sealed = before.map(|claim| format!("    sealed before {}", names::claim(names, claim)));
    let held = match held_by.is_empty() {
        true => "    no other party has said that it holds it".to_owned(),
        false => format!("    held by {}", held_by.join(", ")),
    };
    sealed.into_iter().chain([held]).collect()
}

/// Who vouches to have seen one version only, and between when and when it saw it.
fn witnesses(
    names: &Names,
    after: Option<&Claim>,
    witnessed_by: &BTreeMap<PartyId, u64>,
) -> Vec<String> {
    let line = |(by, time_ms): (&PartyId, &u64)| {
        let seen = names::claim(
            names,
            &Claim {
                time_ms: *time_ms,
                by: *by,
            },
        );
        match after {
            None => format!("    witnessed by {}, before {seen}", names.party(by)),
            Some(after) => format!(
                "    witnessed by {}, between {} and {seen}",
                names.party(by),
                names::claim(names, after)
            ),
        }
    };
    witnessed_by.iter().map(line).collect()
}

fn text_line(names: &Names, text: &TextShown) -> String {
    let list = |positions: &[Position]| match positions {
        [] => "nobody".to_owned(),
        some => some
            .iter()
            .map(|at| names.entry(at))
            .collect::<Vec<_>>()
            .join(", "),
    };
    format!(
        "text {} is {}; assents: {}; renounces: {}",
        text.text.hex(),
        text.status.word().replace('-', " "),
        list(&text.assents),
        list(&text.renounces)
    )
}

fn fork(names: &Names, proof: &ForkProof) -> String {
    let (first, second) = (&proof.first.head, &proof.second.head);
    format!(
        "FORK: {} signed two heads of one log that contradict one another, at {} entries ({}) and at {} entries ({})",
        names.log(&first.log.key),
        first.size,
        names::time(first.time_ms),
        second.size,
        names::time(second.time_ms)
    )
}
