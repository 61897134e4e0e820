//! Deciding: from a command to the statements that carry it out, or a refusal.
//!
//! The same rule that judges everybody's acts (`record`) is asked here first, with the view that the new
//! entry will carry, so that nothing void is ever signed. Time and random bytes are arguments.

use record::fold::FIELD_MEMBERSHIP;
use record::rule::{Act, held};
use record::{
    Body, Kind, LogKey, ObjectId, PartyId, Payload, Record, Slot, StatementId, TextStatus, Verdict,
    Void,
};

use crate::command::{Command, Reason, Target};
use crate::fact::{self, List, Mark, Subject, field};
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::wording::{Content, REASON, Source, TEXT_CHARS_MAX, TITLE_CHARS_MAX, Wordings};

/// A statement that is ready to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it says.
    pub body: Body,
    /// Its payloads, in the order of the body's commitments.
    pub payloads: Vec<Payload>,
}

/// What carries a command out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Decision {
    /// To be signed and sealed now, in this order.
    pub now: Vec<Draft>,
    /// To be signed now and sealed as soon as the record's rule lets it count.
    pub pending: Vec<Draft>,
}

/// A source of random bytes that the caller seeds.
pub struct Seeds {
    seed: [u8; 32],
    counter: u64,
}

impl Seeds {
    /// From 32 bytes of a good random source.
    pub fn new(seed: [u8; 32]) -> Seeds {
        Seeds { seed, counter: 0 }
    }

    /// The next 32 bytes.
    pub fn bytes(&mut self) -> [u8; 32] {
        self.counter += 1;
        record::Hash::labelled("detente/seeds", &[&self.seed, &self.counter.to_be_bytes()]).0
    }

    /// The next 16 bytes.
    pub fn nonce(&mut self) -> [u8; 16] {
        self.bytes()[..16].try_into().expect("16 of 32 bytes")
    }
}

/// Who acts, on what state, when.
pub struct Desk<'a> {
    /// The record of the space.
    pub record: &'a Record,
    /// What follows from it.
    pub relationship: &'a Relationship,
    /// The party whose seat this is.
    pub party: PartyId,
    /// Today (days since 1970-01-01, UTC).
    pub today: u64,
    /// Random bytes.
    pub seeds: Seeds,
}

/// Decides a command.
///
/// # Errors
/// The refusal that the person sees; nothing was changed.
pub fn decide(desk: &mut Desk<'_>, command: &Command) -> Result<Decision, Refusal> {
    match command {
        Command::Propose {
            target,
            wordings,
            areas,
            marks,
            sources,
        } => desk.propose(target, wordings, areas, marks, sources),
        Command::BringIn {
            subject,
            list,
            wordings,
            areas,
            marks,
            sources,
        } => desk.bring_in(*subject, *list, wordings, areas, marks, sources),
        Command::Move { object, to } => desk.propose_move(object, *to),
        Command::Conclude { object } => desk.conclude(object),
        Command::Assent { text } => desk.assent(text),
        Command::Decline { text, reason } => desk.decline(text, reason.as_ref()),
        Command::Release { text } => desk.release(text),
        Command::AcceptTheirs { text } => desk.accept_theirs(text),
        Command::Defer {
            object,
            until_day,
            reason,
        } => desk.defer(object, *until_day, reason.as_ref()),
        Command::Suspend {
            texts,
            reason,
            answers,
        } => desk.suspend(texts, reason, *answers),
        Command::Resume { texts } => desk.resume(texts),
        Command::Withdraw { texts, reason } => desk.withdraw(texts, reason),
        Command::Position { object, wordings } => desk.position(object, wordings),
    }
}

impl Desk<'_> {
    fn log(&self) -> LogKey {
        LogKey::main(self.party)
    }

    fn body(&mut self, kind: Kind) -> Body {
        Body::new(self.record.space(), self.party, kind, self.seeds.nonce())
    }

    fn draft(&mut self, mut body: Body, contents: Vec<Content>) -> Draft {
        let mut payloads = Vec::with_capacity(contents.len());
        for content in contents {
            let payload = Payload {
                salt: self.seeds.bytes(),
                content: content.bytes,
            };
            body.payloads
                .push(payload.commitment(content.media_type, content.lang.as_deref()));
            payloads.push(payload);
        }
        Draft { body, payloads }
    }

    fn act(&mut self, kind: Kind, refs: &[StatementId], contents: Vec<Content>) -> Draft {
        let mut body = self.body(kind);
        body.refs = refs.to_vec();
        self.draft(body, contents)
    }

    /// Asks the record's rule with the view that the new entry will carry.
    fn judge(&self, act: &Act) -> Result<(), Refusal> {
        let view = self.record.view_of(&self.log());
        match self.record.ledger().judge(&self.party, &view, act) {
            Verdict::Void(Void::NotRequired | Void::NotAllowed) => {
                Err(Refusal::NotOurs { party: self.party })
            }
            Verdict::Void(reason) => Err(Refusal::WouldBeVoid(reason)),
            Verdict::Valid | Verdict::NotUnderstood => Ok(()),
        }
    }

    fn propose(
        &mut self,
        target: &Target,
        wordings: &Wordings,
        areas: &[ObjectId],
        marks: &[Mark],
        sources: &[Source],
    ) -> Result<Decision, Refusal> {
        check_wordings(wordings)?;
        let (slot, subject, list) = match target {
            Target::New { subject, list } => {
                let object = ObjectId(self.seeds.nonce());
                (Slot { object, base: None }, *subject, *list)
            }
            Target::Existing(object) => {
                let item = self
                    .relationship
                    .item(object)
                    .ok_or(Refusal::UnknownItem(*object))?;
                let base = item.current(self.relationship, self.record);
                let subject = item
                    .subject(self.relationship, self.record)
                    .unwrap_or(Subject::Item);
                (
                    Slot {
                        object: *object,
                        base,
                    },
                    subject,
                    item.list(self.relationship, self.record),
                )
            }
        };
        let mut contents: Vec<Content> = wordings.contents().collect();
        contents.extend(sources.iter().map(Source::content));
        self.proposal(slot, subject, list, areas, marks, contents)
    }

    /// A proposal, and the assent of its own party where that is required.
    fn proposal(
        &mut self,
        slot: Slot,
        subject: Subject,
        list: Option<List>,
        areas: &[ObjectId],
        marks: &[Mark],
        contents: Vec<Content>,
    ) -> Result<Decision, Refusal> {
        let membership = self.record.membership().0;
        let act = Act::Propose {
            slots: vec![slot],
            membership,
            brings: None,
        };
        self.judge(&act)?;
        let mut body = self.body(Kind::Propose);
        body.slots = vec![slot];
        body.fields =
            fact::describe(body.fields, subject, list, areas, marks).with(FIELD_MEMBERSHIP, |w| {
                w.bytes(membership.as_bytes());
            });
        let proposal = self.draft(body, contents);
        let text = Body::id_of(&proposal.body.encode());
        let mut decision = Decision {
            now: vec![proposal],
            pending: Vec::new(),
        };
        if self
            .record
            .membership()
            .1
            .required()
            .any(|party| party == self.party)
        {
            self.lock_is_free(&slot)?;
            decision
                .now
                .push(self.act(Kind::Assent, &[text], Vec::new()));
        }
        Ok(decision)
    }

    /// Our assent to the new text would be void while a rival that we assented to is alive.
    fn lock_is_free(&self, slot: &Slot) -> Result<(), Refusal> {
        let rivals = self
            .relationship
            .item(&slot.object)
            .map(|item| item.texts.clone())
            .unwrap_or_default();
        for rival in rivals {
            let Some(text) = self
                .record
                .ledger()
                .text(&rival)
                .filter(|text| text.slots.contains(slot))
            else {
                continue;
            };
            match self.record.status(&rival) {
                Some(TextStatus::InEffect) => return Err(Refusal::RivalInEffect { rival }),
                Some(TextStatus::Dead) | None => {}
                _ if held(&text.assents, &self.party, self.record.known()) => {
                    return Err(Refusal::RivalAssented { rival });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn bring_in(
        &mut self,
        subject: Subject,
        list: Option<List>,
        wordings: &Wordings,
        areas: &[ObjectId],
        marks: &[Mark],
        sources: &[Source],
    ) -> Result<Decision, Refusal> {
        if wordings.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        check_characters(wordings)?;
        let object = self.seeds.nonce();
        let mut body = self.body(Kind::BringIn);
        body.fields =
            fact::describe(body.fields, subject, list, areas, marks).with(field::OBJECT, |w| {
                w.bytes(&object);
            });
        let mut contents: Vec<Content> = wordings.contents().collect();
        contents.extend(sources.iter().map(Source::content));
        Ok(self.now(body, contents))
    }

    fn now(&mut self, body: Body, contents: Vec<Content>) -> Decision {
        Decision {
            now: vec![self.draft(body, contents)],
            pending: Vec::new(),
        }
    }

    /// The item's text in effect and what it says.
    fn current(&self, object: &ObjectId) -> Result<(StatementId, &crate::item::Proposal), Refusal> {
        let item = self
            .relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        let current = item
            .current(self.relationship, self.record)
            .ok_or(Refusal::NotInEffect)?;
        let text = self
            .relationship
            .text(&current)
            .ok_or(Refusal::UnknownText(current))?;
        Ok((current, text))
    }

    fn propose_move(&mut self, object: &ObjectId, to: List) -> Result<Decision, Refusal> {
        let item = self
            .relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        let (current, text) = self.current(object)?;
        if item.list(self.relationship, self.record) == Some(to) {
            return Err(Refusal::AlreadyOnList);
        }
        let words = item.wordings(self.relationship, self.record);
        let mut contents: Vec<Content> = words
            .map(|words| words.contents().collect())
            .unwrap_or_default();
        contents.extend(text.sources.iter().map(Source::content));
        let (areas, marks) = (text.areas.clone(), text.marks.clone());
        let slot = Slot {
            object: *object,
            base: Some(current),
        };
        self.proposal(slot, Subject::Item, Some(to), &areas, &marks, contents)
    }

    fn conclude(&mut self, object: &ObjectId) -> Result<Decision, Refusal> {
        let item = self
            .relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        let (current, text) = self.current(object)?;
        let list = item.list(self.relationship, self.record);
        let words = item.wordings(self.relationship, self.record);
        let contents: Vec<Content> = words
            .map(|words| words.contents().collect())
            .unwrap_or_default();
        let (areas, marks) = (text.areas.clone(), text.marks.clone());
        let slot = Slot {
            object: *object,
            base: Some(current),
        };
        self.proposal(slot, Subject::Conclusion, list, &areas, &marks, contents)
    }

    fn assent(&mut self, text: &StatementId) -> Result<Decision, Refusal> {
        self.may_assent(text)?;
        self.judge(&Act::Assent(*text))?;
        Ok(Decision {
            now: vec![self.act(Kind::Assent, &[*text], Vec::new())],
            pending: Vec::new(),
        })
    }

    /// The refusals a person can do something about, before the rule is asked.
    fn may_assent(&self, id: &StatementId) -> Result<(), Refusal> {
        let text = self
            .record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        if held(&text.assents, &self.party, self.record.known()) {
            return Err(Refusal::AlreadyAssented);
        }
        if held(&text.renounces, &self.party, self.record.known()) {
            return Err(Refusal::DeclinedBefore);
        }
        match self.record.status(id) {
            Some(TextStatus::InEffect) => return Err(Refusal::AlreadyInEffect),
            Some(TextStatus::Dead) => return Err(Refusal::TextDead),
            _ => {}
        }
        for rival in self.record.ledger().rivals(id) {
            if self.record.status(&rival) == Some(TextStatus::InEffect) {
                return Err(Refusal::RivalInEffect { rival });
            }
            let ours = self
                .record
                .ledger()
                .text(&rival)
                .is_some_and(|text| held(&text.assents, &self.party, self.record.known()));
            if ours && self.record.status(&rival) != Some(TextStatus::Dead) {
                return Err(Refusal::RivalAssented { rival });
            }
        }
        Ok(())
    }

    fn decline(&mut self, id: &StatementId, reason: Option<&Reason>) -> Result<Decision, Refusal> {
        let text = self
            .record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        if held(&text.assents, &self.party, self.record.known()) {
            return Err(Refusal::AlreadyAssented);
        }
        if held(&text.renounces, &self.party, self.record.known()) {
            return Err(Refusal::DeclinedBefore);
        }
        self.judge(&Act::Renounce {
            text: *id,
            by_node: false,
        })?;
        Ok(Decision {
            now: vec![self.act(Kind::Renounce, &[*id], reasons(reason))],
            pending: Vec::new(),
        })
    }

    fn release(&mut self, id: &StatementId) -> Result<Decision, Refusal> {
        let text = self
            .record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        if !held(&text.assents, &self.party, self.record.known()) {
            return Err(Refusal::NothingToRelease);
        }
        if self.record.status(id) == Some(TextStatus::InEffect) {
            return Err(Refusal::AlreadyInEffect);
        }
        self.judge(&Act::Release(*id))?;
        Ok(Decision {
            now: vec![self.act(Kind::Release, &[*id], Vec::new())],
            pending: Vec::new(),
        })
    }

    fn accept_theirs(&mut self, id: &StatementId) -> Result<Decision, Refusal> {
        self.record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        let ours = |rival: &StatementId| {
            let text = self.record.ledger().text(rival);
            text.is_some_and(|text| held(&text.assents, &self.party, self.record.known()))
                && self.record.status(rival) != Some(TextStatus::Dead)
        };
        let rivals: Vec<StatementId> = self
            .record
            .ledger()
            .rivals(id)
            .into_iter()
            .filter(ours)
            .collect();
        if rivals.is_empty() {
            return Err(Refusal::NoRivalOfOurs);
        }
        if let Some(rival) = rivals
            .iter()
            .find(|rival| self.record.status(rival) == Some(TextStatus::InEffect))
        {
            return Err(Refusal::RivalInEffect { rival: *rival });
        }
        let mut now = Vec::new();
        for rival in rivals {
            self.judge(&Act::Release(rival))?;
            now.push(self.act(Kind::Release, &[rival], Vec::new()));
        }
        Ok(Decision {
            now,
            pending: vec![self.act(Kind::Assent, &[*id], Vec::new())],
        })
    }

    fn defer(
        &mut self,
        object: &ObjectId,
        until_day: u64,
        reason: Option<&Reason>,
    ) -> Result<Decision, Refusal> {
        self.relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        if until_day <= self.today {
            return Err(Refusal::DatePast);
        }
        let mut body = self.body(Kind::Defer);
        body.fields = body.fields.with(field::OBJECT, |w| {
            w.bytes(&object.0);
        });
        body.fields = body.fields.with(field::UNTIL_DAY, |w| {
            w.u64(until_day);
        });
        Ok(self.now(body, reasons(reason)))
    }

    fn standing_texts(&self, texts: &[StatementId]) -> Result<(), Refusal> {
        if texts.is_empty() {
            return Err(Refusal::NothingChosen);
        }
        for id in texts {
            let text = self
                .record
                .ledger()
                .text(id)
                .ok_or(Refusal::UnknownText(*id))?;
            if self.record.status(id) != Some(TextStatus::InEffect) {
                return Err(Refusal::NotInEffect);
            }
            if !self
                .record
                .ledger()
                .required(text)
                .any(|party| party == self.party)
            {
                return Err(Refusal::NotOurs { party: self.party });
            }
        }
        Ok(())
    }

    fn suspend(
        &mut self,
        texts: &[StatementId],
        reason: &Reason,
        answers: Option<StatementId>,
    ) -> Result<Decision, Refusal> {
        self.standing_texts(texts)?;
        if reason.text.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        if texts.iter().any(|text| self.ended_by_us(text)) {
            return Err(Refusal::AlreadySuspended);
        }
        let mut body = self.body(Kind::Suspend);
        body.refs = texts.to_vec();
        if let Some(answers) = answers {
            body.fields = body.fields.with(field::ANSWERS, |w| {
                w.bytes(answers.as_bytes());
            });
        }
        Ok(self.now(body, reasons(Some(reason))))
    }

    fn ended_by_us(&self, text: &StatementId) -> bool {
        let standing = self.relationship.standing(text);
        standing.suspended.contains(&self.party) || standing.withdrawn.contains(&self.party)
    }

    fn resume(&mut self, texts: &[StatementId]) -> Result<Decision, Refusal> {
        self.standing_texts(texts)?;
        if texts.iter().any(|text| {
            !self
                .relationship
                .standing(text)
                .suspended
                .contains(&self.party)
        }) {
            return Err(Refusal::NotSuspendedByUs);
        }
        Ok(Decision {
            now: vec![self.act(Kind::Resume, texts, Vec::new())],
            pending: Vec::new(),
        })
    }

    fn withdraw(&mut self, texts: &[StatementId], reason: &Reason) -> Result<Decision, Refusal> {
        self.standing_texts(texts)?;
        if reason.text.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        if texts.iter().any(|text| {
            self.relationship
                .standing(text)
                .withdrawn
                .contains(&self.party)
        }) {
            return Err(Refusal::AlreadySuspended);
        }
        Ok(Decision {
            now: vec![self.act(Kind::Withdraw, texts, reasons(Some(reason)))],
            pending: Vec::new(),
        })
    }

    fn position(&mut self, object: &ObjectId, wordings: &Wordings) -> Result<Decision, Refusal> {
        self.relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        check_characters(wordings)?;
        if wordings.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        let mut body = self.body(Kind::Position);
        body.fields = body.fields.with(field::OBJECT, |w| {
            w.bytes(&object.0);
        });
        Ok(self.now(body, wordings.contents().collect()))
    }
}

fn reasons(reason: Option<&Reason>) -> Vec<Content> {
    let given = reason.filter(|reason| !reason.text.trim().is_empty());
    given
        .map(|reason| Content::text(REASON, Some(&reason.lang), reason.text.trim()))
        .into_iter()
        .collect()
}

/// What becomes of an assent that waits for rivals of its own side to die.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// It would count now: seal it.
    Ready,
    /// Not yet.
    Wait,
    /// It can never count: drop it and say so.
    Drop(Void),
}

/// Judges a pending assent by `party` to `text` with everything that is known.
pub fn pending(record: &Record, party: PartyId, text: &StatementId) -> Pending {
    let view = record.view_of(&LogKey::main(party));
    match record.ledger().judge(&party, &view, &Act::Assent(*text)) {
        Verdict::Valid if record.status(text) == Some(TextStatus::Dead) => {
            Pending::Drop(Void::RenouncedBefore)
        }
        Verdict::Valid => Pending::Ready,
        Verdict::Void(Void::RivalAlive | Void::MembershipPending) => Pending::Wait,
        Verdict::Void(reason) => Pending::Drop(reason),
        Verdict::NotUnderstood => Pending::Wait,
    }
}

fn check_wordings(wordings: &Wordings) -> Result<(), Refusal> {
    if wordings.is_empty() {
        return Err(Refusal::NothingWritten);
    }
    if wordings.0.iter().all(|wording| wording.courtesy) {
        return Err(Refusal::NoAuthenticText);
    }
    if let Some(wording) = wordings
        .0
        .iter()
        .find(|wording| wording.title.trim().is_empty())
    {
        return Err(Refusal::TitleMissing {
            lang: wording.lang.clone(),
        });
    }
    check_characters(wordings)
}

fn check_characters(wordings: &Wordings) -> Result<(), Refusal> {
    for wording in &wordings.0 {
        let lang = || wording.lang.clone();
        if wording.title.chars().count() > TITLE_CHARS_MAX {
            return Err(Refusal::TooLong {
                lang: lang(),
                chars_max: TITLE_CHARS_MAX,
            });
        }
        if wording.text.chars().count() > TEXT_CHARS_MAX {
            return Err(Refusal::TooLong {
                lang: lang(),
                chars_max: TEXT_CHARS_MAX,
            });
        }
        let hidden = wording
            .title
            .chars()
            .find(|c| hides(*c) || *c == '\n')
            .or_else(|| wording.text.chars().find(|c| hides(*c)));
        if let Some(character) = hidden {
            return Err(Refusal::HiddenCharacter {
                lang: lang(),
                code_point: character as u32,
            });
        }
    }
    Ok(())
}

/// Characters that can hide or reorder text (CVE-2021-42574 and its kin), and controls other than a line feed.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E000}'..='\u{F8FF}')
        || (c.is_control() && c != '\n')
}
