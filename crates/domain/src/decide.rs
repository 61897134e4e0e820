//! Deciding: from a command to the statements that carry it out, or a refusal.
//!
//! The same rule that judges everybody's acts (`record`) is asked here first, with the view that the new
//! entry will carry, so that nothing void is ever signed. What is known beyond that view can only refuse.
//! Time and random bytes are arguments.

mod act;
mod check;
mod erase;
mod propose;
mod say;
mod standing;

use record::rule::{Act, Acts, held};
use record::view::Position;
use record::{
    Body, Kind, Lane, LogKey, PartyId, Payload, Record, Role, StatementId, TextStatus, Verdict,
    View, Void,
};

use crate::command::Command;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::wording::{Content, Words};

pub use check::check_note;

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
    /// The words of an entry, from where entries are kept.
    pub words: &'a dyn Fn(&Position) -> Words,
}

/// Decides a command.
///
/// # Errors
/// The refusal that the person sees; nothing was changed.
pub fn decide(desk: &mut Desk<'_>, command: &Command) -> Result<Decision, Refusal> {
    desk.may_be_signed(command)?;
    match command {
        Command::Propose {
            target,
            wordings,
            about,
        } => desk.propose(target, wordings, about),
        Command::BringIn {
            subject,
            list,
            wordings,
            about,
        } => desk.bring_in(*subject, *list, wordings, about),
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
        Command::ChangeMembers {
            members,
            lost,
            wordings,
        } => desk.change_members(members, *lost, wordings),
        Command::Position { object, wordings } => desk.position(object, wordings),
        Command::AskErasure {
            of,
            contents,
            basis,
        } => desk.ask_erasure(of, contents, basis),
        Command::AnswerErasure {
            request,
            outcome,
            reason,
        } => desk.answer_erasure(request, *outcome, reason.as_ref()),
    }
}

impl Desk<'_> {
    fn log(&self) -> LogKey {
        self.record.current(&self.party, Lane::Main)
    }

    /// What the new entry will know. Less than what is known here as long as a head is missing.
    fn view(&self) -> View {
        self.record.view_of(&self.log())
    }

    /// In a closed space only what all agree on is signed, and what ends or erases it. What one party only says
    /// would be a proof of what was said behind closed doors: that is what notes are for.
    fn may_be_signed(&self, command: &Command) -> Result<(), Refusal> {
        let terms = self.record.founding().terms;
        let said = match command {
            Command::BringIn { .. } | Command::Position { .. } | Command::Defer { .. } => true,
            Command::Decline { reason, .. } => reason.is_some(),
            _ => false,
        };
        match terms.notes_until_day {
            Some(_) if said => Err(Refusal::SpaceClosed),
            _ => Ok(()),
        }
    }

    /// Witnesses and strangers say nothing: the record would count it for nothing.
    fn may_speak(&self) -> Result<(), Refusal> {
        let view = self.view();
        match self.record.ledger().membership(&view).1.role(&self.party) {
            Some(Role::Party | Role::Facilitator) => Ok(()),
            _ => Err(Refusal::NotOurs { party: self.party }),
        }
    }

    /// Whether our own log has one of these acts.
    fn did(&self, acts: &Acts) -> bool {
        held(acts, &self.party, self.record.known())
    }

    fn in_effect(&self, text: &StatementId) -> bool {
        let ledger = self.record.ledger();
        ledger.in_effect(text, self.record.known())
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
        match self.record.ledger().judge(&self.party, &self.view(), act) {
            Verdict::Void(Void::NotRequired | Void::NotAllowed) => {
                Err(Refusal::NotOurs { party: self.party })
            }
            Verdict::Void(Void::MembershipPending) => Err(Refusal::MembersAgreed),
            Verdict::Void(reason) => Err(Refusal::WouldBeVoid(reason)),
            Verdict::Valid | Verdict::NotUnderstood => Ok(()),
        }
    }

    fn now(&mut self, body: Body, contents: Vec<Content>) -> Decision {
        Decision {
            now: vec![self.draft(body, contents)],
            pending: Vec::new(),
        }
    }
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
    let ledger = record.ledger();
    let assented = ledger.text(text).map(|text| &text.assents);
    if assented.is_some_and(|assents| held(assents, &party, record.known())) {
        return Pending::Drop(Void::Repeated);
    }
    if record.status(text) == Some(TextStatus::Dead) {
        return Pending::Drop(Void::RenouncedBefore);
    }
    // Also an own rival: it took effect before its release was heard, and will never be dead.
    let in_effect = |rival: &StatementId| ledger.in_effect(rival, record.known());
    if ledger.rivals(text).iter().any(in_effect) {
        return Pending::Drop(Void::RivalInEffect);
    }
    let view = record.view_of(&record.current(&party, Lane::Main));
    match ledger.judge(&party, &view, &Act::Assent(*text)) {
        Verdict::Valid => Pending::Ready,
        Verdict::Void(Void::RivalAlive | Void::MembershipPending) => Pending::Wait,
        Verdict::Void(reason) => Pending::Drop(reason),
        Verdict::NotUnderstood => Pending::Wait,
    }
}
