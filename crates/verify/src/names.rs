//! What parties, logs, entries and times are called.

use std::collections::BTreeMap;

use record::audit::{Audit, Claim, Flaw, Shown};
use record::powers::Powers;
use record::view::Position;
use record::{Kid, Lane, LogKey, PartyId, Verdict};

/// The letters of the parties: in the order of the founding, then those who are in no founding here.
pub struct Names(BTreeMap<PartyId, String>);

impl Names {
    /// The letters for what a bundle shows.
    pub fn of(audit: &Audit) -> Names {
        let founding = audit.record.as_ref().map(|record| record.founding());
        let members = founding
            .into_iter()
            .flat_map(|founding| &founding.membership.members);
        let mut parties: Vec<PartyId> = members.map(|member| member.party).collect();
        let others = audit
            .parties
            .iter()
            .filter(|party| !parties.contains(party));
        let others: Vec<PartyId> = others.copied().collect();
        parties.extend(others);
        let letters = parties.into_iter().enumerate();
        Names(letters.map(|(at, party)| (party, letter(at))).collect())
    }

    /// Every party that has a letter, in the order of the letters.
    pub fn parties(&self) -> Vec<(&str, &PartyId)> {
        let mut all: Vec<_> = self
            .0
            .iter()
            .map(|(party, letter)| (letter.as_str(), party))
            .collect();
        all.sort_by_key(|(letter, _)| (letter.len(), *letter));
        all
    }

    /// The letter of a party; the beginning of its id if it has none.
    pub fn party(&self, party: &PartyId) -> String {
        self.0.get(party).cloned().unwrap_or_else(|| party.short())
    }

    /// An entry as the pages number it: `A-12`, `AK-1` in an identity log, `AU-3` in the urgent lane, `A-12~2` on the second
    /// branch of a forked log.
    pub fn entry(&self, at: &Position) -> String {
        let log = self.log(&at.log.whole());
        format!("{log}-{}{}", at.index + 1, branch(&at.log))
    }

    /// A log: the letter of its party and of its lane; `A~2` is the second branch of a forked one. Which is the second does
    /// not depend on who wrote the file.
    pub fn log(&self, log: &LogKey) -> String {
        let lane = match log.lane {
            Lane::Main => "",
            Lane::Urgent => "U",
            Lane::Identity => "K",
        };
        let epoch = match log.epoch {
            0 => String::new(),
            epoch => format!("/{epoch}"),
        };
        format!("{}{lane}{epoch}{}", self.party(&log.party), branch(log))
    }
}

/// Nothing for the first branch, and so for every log that was not forked.
fn branch(log: &LogKey) -> String {
    match log.branch {
        0 => String::new(),
        branch => format!("~{}", u16::from(branch) + 1),
    }
}

fn letter(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// A time in UTC.
pub fn time(ms: u64) -> String {
    let known = i64::try_from(ms).ok();
    let time = known.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
    time.map_or_else(|| format!("{ms} ms"), |time| time.to_string())
}

/// A claim of time, with whose clock it is.
pub fn claim(names: &Names, claim: &Claim) -> String {
    format!(
        "{} by the clock of {}",
        time(claim.time_ms),
        names.party(&claim.by)
    )
}

/// A verdict in a word, and the reason where it is void.
pub fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::Valid => "valid".to_owned(),
        Verdict::NotUnderstood => "not understood".to_owned(),
        Verdict::Void(reason) => format!("void: {reason:?} ({})", reason as u8),
    }
}

/// The full powers under which a key signed an entry: none for a party's own keys.
pub fn powers<'a>(audit: &'a Audit, shown: &Shown, kid: &Kid) -> Option<(&'a Powers, Position)> {
    let register = audit
        .record
        .as_ref()?
        .register(&shown.folded.at.log.party)?;
    let found = register.powers(kid, &shown.folded.view)?;
    Some((found.powers, found.at))
}

/// Something that does not fit, in a sentence.
pub fn flaw(names: &Names, flaw: &Flaw) -> String {
    match flaw {
        Flaw::Branch(log, size) => format!(
            "a branch of {} after {size} entries leaves nothing that is here",
            names.log(log)
        ),
        Flaw::NoFounding => "no first entry carries the founding of this space".to_owned(),
        Flaw::OtherSpace(space) => format!("a head is of another space, {}", space.hex()),
        Flaw::NoIdentity(party) => {
            format!("the identity log of {} is not its own", names.party(party))
        }
        Flaw::Unsupported(at) => format!(
            "from {} on: what its author had seen is not here",
            names.entry(at)
        ),
        Flaw::Uncovered(at) => format!("from {} on: no signed head covers it", names.entry(at)),
        Flaw::Head(log, size) => format!(
            "the head of {} at {size} entries does not fit",
            names.log(log)
        ),
        Flaw::Receipt(log, size, by) => format!(
            "the receipt of {} for the head of {} at {size} entries does not fit",
            names.party(by),
            names.log(log)
        ),
        Flaw::Identity(at) => format!("{} is in a log of keys and renews none", names.entry(at)),
        Flaw::Place(at) => format!("{} is not shown to stand there", names.entry(at)),
        Flaw::Signature(at) => {
            format!("{} is not signed by the key that it names", names.entry(at))
        }
        Flaw::Note => "a signed note fits no head in this file".to_owned(),
        Flaw::Consistency(log, old, new) => format!(
            "it is not shown that the head of {} at {new} entries extends the one at {old}",
            names.log(log)
        ),
        Flaw::NoFork(log) => format!("what is called a fork of {} is none", names.log(log)),
    }
}
