//! Acting for a party: prepare what is shown on the check page, sign exactly that, seal it.
//!
//! Preparing decides a command and keeps its seeds. Signing decides again with the same seeds: if the
//! outcome is not byte for byte what was shown, the text moved and nothing is signed.

mod prepared;

use domain::decide::{Decision, Desk, Seeds};
use domain::{Command, Draft, Refusal, decide};
use record::key::{PublicKey, SecretKey};
use record::powers::Powers;
use record::seal::Statement;
use record::{Body, Kid, LogKey, PartyId, SpaceId, StatementId};

use crate::clock::{day_of, random};
use crate::device::Unsigned;
use crate::fault::NodeFault;
use crate::heal::Stop;
use crate::node::Node;
use crate::writer::read;
pub use prepared::{Prepared, PreparedActs, Ticket};

/// How often an append is tried again after another process moved the head.
const TRIES: usize = 8;

/// What became of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The statements that were sealed, with their places.
    pub sealed: Vec<(StatementId, LogKey, u64)>,
    /// The statements that wait until they can count.
    pub waiting: Vec<StatementId>,
    /// The act, if nothing was sealed because it takes the signature of another delegate of the party.
    pub shared: Option<StatementId>,
}

/// Why an act did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// For the person.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The check page is too old: look again.
    #[error("this check page is no longer open")]
    Forgotten,
    /// The signature is not one for what was prepared.
    #[error("not signed: {0}")]
    Unsigned(Unsigned),
    /// This node does not act for that party, or knows no such space.
    #[error("this node does not act for that party in that space")]
    NotSeated,
    /// This folder may be older than what was signed from it; the peers have to answer first.
    #[error("nothing is signed until every other member's node has answered")]
    InDoubt,
    /// Nothing can be added to the party's own log as it is; what does not come by itself, its operator heals.
    #[error("nothing is signed until the party's log is whole")]
    Stopped(Stop),
    /// Somebody else replaced the party's keys.
    #[error("nothing can be signed with keys that somebody else replaced")]
    Replaced,
    /// For the operator.
    #[error(transparent)]
    Fault(NodeFault),
}

impl From<NodeFault> for ActError {
    fn from(fault: NodeFault) -> ActError {
        match fault {
            NodeFault::InDoubt { .. } => ActError::InDoubt,
            NodeFault::Stopped { why, .. } => ActError::Stopped(why),
            NodeFault::Replaced { .. } => ActError::Replaced,
            fault => ActError::Fault(fault),
        }
    }
}

impl From<Refusal> for ActError {
    fn from(refusal: Refusal) -> ActError {
        ActError::Refused(refusal)
    }
}

impl Node {
    /// Decides `command` and keeps what would be signed.
    ///
    /// # Errors
    /// The refusal, or the node does not act for `party` in `space`.
    pub fn prepare(
        &self,
        space: SpaceId,
        party: PartyId,
        command: Command,
        now_ms: u64,
    ) -> Result<Prepared, ActError> {
        self.prepare_for(space, party, None, command, now_ms)
    }

    /// As [`Node::prepare`]; with a `signer`, nobody else's key can sign it.
    ///
    /// # Errors
    /// As [`Node::prepare`].
    pub fn prepare_for(
        &self,
        space: SpaceId,
        party: PartyId,
        signer: Option<PublicKey>,
        command: Command,
        now_ms: u64,
    ) -> Result<Prepared, ActError> {
        self.seat(&party).ok_or(ActError::NotSeated)?;
        self.writer().doubts.check(&space)?;
        let (seeds, today) = (random(), day_of(now_ms));
        let decision = self.decide(space, party, &command, seeds, today)?;
        let prepared = Prepared {
            ticket: random(),
            party,
            space,
            signer,
            command,
            decision,
            shared: None,
            seeds,
            today,
        };
        self.keep_prepared(prepared.clone());
        Ok(prepared)
    }

    fn decide(
        &self,
        space: SpaceId,
        party: PartyId,
        command: &Command,
        seeds: [u8; 32],
        today: u64,
    ) -> Result<Decision, ActError> {
        let spaces = read(&self.spaces);
        let state = spaces.get(&space).ok_or(ActError::NotSeated)?;
        let mut desk = Desk {
            record: &state.record,
            relationship: &state.relationship,
            party,
            today,
            seeds: Seeds::new(seeds),
            words: &|at| self.words(&space, at),
        };
        Ok(decide(&mut desk, command)?)
    }

    /// Signs what was prepared with the delegate's key, and seals it.
    ///
    /// # Errors
    /// The text moved since, the key has no powers for it, or the page is no longer open.
    pub fn sign(&self, ticket: &Ticket, key: &SecretKey, now_ms: u64) -> Result<Receipt, ActError> {
        let sign = |draft: &Draft| Statement::sign(&draft.body, draft.payloads.clone(), key);
        self.sign_prepared(ticket, key.public(), now_ms, |prepared| {
            Ok(prepared.drafts().map(sign).collect())
        })
    }

    /// Seals what was prepared with the statements that `sign` makes of it, in the order of [`Prepared::drafts`].
    pub(crate) fn sign_prepared(
        &self,
        ticket: &Ticket,
        key: &PublicKey,
        now_ms: u64,
        sign: impl Fn(&Prepared) -> Result<Vec<Statement>, Unsigned>,
    ) -> Result<Receipt, ActError> {
        // Taken off the list while it is signed, so that two presses are one act.
        let prepared = self.take_prepared(ticket).ok_or(ActError::Forgotten)?;
        let done = match prepared.signer {
            Some(ref signer) if signer != key => Err(ActError::Unsigned(Unsigned::OtherPerson)),
            _ => self.carry_out(&prepared, &key.kid(), now_ms, sign),
        };
        if done.is_err() {
            self.keep_prepared(prepared);
        }
        done
    }

    /// Prepares and signs in one step, for callers that show the text themselves first.
    ///
    /// # Errors
    /// As [`Node::prepare`] and [`Node::sign`].
    pub fn submit(
        &self,
        space: SpaceId,
        party: PartyId,
        command: Command,
        key: &SecretKey,
        now_ms: u64,
    ) -> Result<Receipt, ActError> {
        let prepared = self.prepare(space, party, command, now_ms)?;
        self.sign(&prepared.ticket, key, now_ms)
    }

    /// Submits many commands that do not depend on one another, all in one transaction or none of them.
    ///
    /// # Errors
    /// The first refusal, with the place of its command; nothing was signed then.
    pub fn submit_all(
        &self,
        space: SpaceId,
        party: PartyId,
        commands: &[Command],
        key: &SecretKey,
        now_ms: u64,
    ) -> Result<Vec<Decision>, (usize, ActError)> {
        let seat = self.seat(&party).ok_or((0, ActError::NotSeated))?;
        for _ in 0..TRIES {
            let mut writer = self.writer();
            let log = self.current(&space, &party);
            let allowed = self.check_keys(space, party);
            allowed.map_err(|fault| (0, fault.into()))?;
            let mut decisions = Vec::with_capacity(commands.len());
            for (place, command) in commands.iter().enumerate() {
                let decision = self.decide(space, party, command, random(), day_of(now_ms));
                let decision = decision.map_err(|error| (place, error))?;
                let kid = key.public().kid();
                let allowed = self.check_powers(space, party, &decision, &kid, now_ms);
                allowed.map_err(|refusal| (place, refusal.into()))?;
                let alone = self.needed(space, party, &decision, &[kid]) == 1;
                if !alone || !decision.pending.is_empty() {
                    return Err((place, Refusal::PowersMissing.into()));
                }
                decisions.push(decision);
            }
            let drafts = decisions.iter().flat_map(|decision| &decision.now);
            let statements: Vec<Statement> = drafts
                .map(|draft| Statement::sign(&draft.body, draft.payloads.clone(), key))
                .collect();
            let sealed = statements.len();
            let appended = writer.append_own(
                &self.spaces,
                space,
                log,
                statements,
                &seat.keys.node,
                now_ms,
            );
            drop(writer);
            let counted =
                appended.and_then(|outcome| outcome.counted(&log.in_space(space), sealed));
            if counted.map_err(|fault| (0, fault.into()))?.is_some() {
                self.announce();
                return Ok(decisions);
            }
        }
        Err((0, NodeFault::Busy.into()))
    }

    /// Whether the key `kid` may sign all of this now. Asked under the writer's lock, so that no revocation comes between.
    pub(crate) fn check_powers(
        &self,
        space: SpaceId,
        party: PartyId,
        decision: &Decision,
        kid: &Kid,
        now_ms: u64,
    ) -> Result<(), Refusal> {
        let powers = self
            .powers_of(space, party, kid)
            .ok_or(Refusal::PowersMissing)?;
        let mut drafts = decision.now.iter().chain(&decision.pending);
        if !drafts.all(|draft| powers.kinds.contains(&draft.body.kind)) {
            return Err(Refusal::PowersMissing);
        }
        match powers.expires_ms {
            Some(expires_ms) if expires_ms <= now_ms => Err(Refusal::PowersExpired { expires_ms }),
            _ => Ok(()),
        }
    }

    /// The powers that the key `kid` has in `space` for `party` now.
    pub(crate) fn powers_of(&self, space: SpaceId, party: PartyId, kid: &Kid) -> Option<Powers> {
        let spaces = read(&self.spaces);
        let state = spaces.get(&space)?;
        let record = &state.record;
        let view = record.view_of(&state.current(&party));
        record
            .register(&party)?
            .powers(kid, &view)
            .map(|accreditation| accreditation.powers.clone())
    }

    fn drop_all_pending(&self, space: &SpaceId, waiting: &[StatementId]) -> Result<(), NodeFault> {
        for id in waiting {
            self.private().drop_pending(space, id)?;
        }
        Ok(())
    }

    fn decide_again(&self, prepared: &Prepared) -> Result<Decision, ActError> {
        let (space, party) = (prepared.space, prepared.party);
        let command = &prepared.command;
        self.decide(space, party, command, prepared.seeds, prepared.today)
    }

    fn carry_out(
        &self,
        prepared: &Prepared,
        kid: &Kid,
        now_ms: u64,
        sign: impl Fn(&Prepared) -> Result<Vec<Statement>, Unsigned>,
    ) -> Result<Receipt, ActError> {
        let (space, party) = (prepared.space, prepared.party);
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        for _ in 0..TRIES {
            let mut writer = self.writer();
            self.check_keys(space, party)?;
            let log = self.current(&space, &party);
            // What somebody signed before stays as it was shown to them; whether it still counts is asked below.
            if prepared.shared.is_none() && self.decide_again(prepared)? != prepared.decision {
                return Err(Refusal::TextMoved.into());
            }
            self.check_powers(space, party, &prepared.decision, kid, now_ms)?;
            let signed = sign(prepared).map_err(ActError::Unsigned)?;
            let Some(mut statements) = self.joined(prepared, kid, signed, now_ms)? else {
                drop(writer);
                self.announce();
                return Ok(Receipt {
                    sealed: Vec::new(),
                    waiting: Vec::new(),
                    shared: prepared.act(),
                });
            };
            let pending = statements.split_off(prepared.decision.now.len());
            let waiting: Vec<StatementId> = pending
                .iter()
                .map(|statement| Body::id_of(&statement.body_bytes))
                .collect();
            // The waiting ones first: if we stop between the two, a wish is left over, not lost.
            // Those of an act that lacked signatures are kept already, and wait from the moment when it is sealed.
            for (statement, id) in pending.iter().zip(&waiting) {
                if prepared.shared.is_none() {
                    self.keep_pending(space, party, id, statement)?;
                }
            }
            let sealed = statements.len();
            let outcome = writer.append_own(
                &self.spaces,
                space,
                log,
                statements,
                &seat.keys.node,
                now_ms,
            );
            let counted = outcome.and_then(|outcome| outcome.counted(&log.in_space(space), sealed));
            if !matches!(counted, Ok(Some(_))) {
                // Nothing was done, so nothing may wait: it would be sealed one day, and the person was refused.
                match prepared.shared {
                    Some(act) => self.unsign(&space, &act, kid)?,
                    None => self.drop_all_pending(&space, &waiting)?,
                }
            }
            drop(writer);
            if let Some(folded) = counted? {
                if let Some(act) = &prepared.shared {
                    let finished = self.private().finish_shared(&space, act);
                    finished.map_err(NodeFault::from)?;
                }
                let own = folded.iter().filter(|one| one.at.log == log);
                let sealed = own.map(|one| (one.statement, log, one.at.index)).collect();
                // The act stands, whatever becomes of what follows from it; the next entry or start does that.
                if let Err(fault) = self.do_duties(space, now_ms) {
                    tracing::error!(%fault, "an act is sealed, but what follows from it is not done");
                }
                self.announce();
                return Ok(Receipt {
                    sealed,
                    waiting,
                    shared: None,
                });
            }
        }
        Err(NodeFault::Busy.into())
    }
}
