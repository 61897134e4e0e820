//! Acts that several delegates sign together: what the first one signed waits here until enough others signed the very
//! same bytes. It is durable, seen by nobody outside, and can be cancelled; the powers of each are judged when it is
//! sealed, and an act whose signers have none left is dropped.

use domain::{About, Command, Decision, Draft, Refusal, Wordings};
use private::{PendingStatement, SharedStatement};
use record::key::PublicKey;
use record::seal::Statement;
use record::{Body, Kid, Kind, PartyId, SpaceId, StatementId, Verdict, Void, cose};

use crate::act::{ActError, Prepared};
use crate::clock::{day_of, random};
use crate::fault::NodeFault;
use crate::node::Node;
use crate::writer::read;

/// An act that lacks signatures, as people of the party see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Its name: the id of its first statement.
    pub act: StatementId,
    /// What it asks for, as far as its statements say.
    pub command: Command,
    /// The statements.
    pub decision: Decision,
    /// The delegates who signed and still may, in the order in which they signed.
    pub by: Vec<Kid>,
    /// How many delegates it takes.
    pub needed: u64,
    /// When the first one signed (ms UTC).
    pub since_ms: u64,
}

impl Shared {
    /// How many more delegates must sign.
    pub fn lacks(&self) -> u64 {
        self.needed.saturating_sub(self.by.len() as u64)
    }
}

impl Node {
    /// The acts of `party` that lack signatures, the oldest first.
    ///
    /// # Errors
    /// The private database cannot be read.
    pub fn shared(
        &self,
        space: &SpaceId,
        party: &PartyId,
        now_ms: u64,
    ) -> Result<Vec<Shared>, NodeFault> {
        let mut statements = self.private().shared(space)?;
        statements.retain(|one| one.waits.party == *party);
        let acts = statements.chunk_by(|one, next| one.act == next.act);
        Ok(acts
            .filter_map(|act| self.read_shared(space, party, act, now_ms))
            .collect())
    }

    fn read_shared(
        &self,
        space: &SpaceId,
        party: &PartyId,
        act: &[SharedStatement],
        now_ms: u64,
    ) -> Option<Shared> {
        let first = act.first()?;
        let drafts = |later: bool| -> Option<Vec<Draft>> {
            let of = act.iter().filter(|one| one.later == later);
            of.map(|one| draft_of(&one.waits.body)).collect()
        };
        let decision = Decision {
            now: drafts(false)?,
            pending: drafts(true)?,
        };
        let signers = signers(&first.waits.body);
        let may = |kid: &Kid| {
            self.check_powers(*space, *party, &decision, kid, now_ms)
                .is_ok()
        };
        let by: Vec<Kid> = signers.into_iter().filter(may).collect();
        Some(Shared {
            act: first.act,
            command: command_of(&decision)?,
            needed: self.needed(*space, *party, &decision, &by),
            by,
            decision,
            since_ms: first.since_ms,
        })
    }

    /// Prepares the signature of another delegate under an act that lacks some: the same bytes, for the check page.
    ///
    /// # Errors
    /// It does not wait any more, or `signer` signed it already.
    pub fn prepare_shared(
        &self,
        space: SpaceId,
        party: PartyId,
        act: &StatementId,
        signer: &PublicKey,
        now_ms: u64,
    ) -> Result<Prepared, ActError> {
        self.seat(&party).ok_or(ActError::NotSeated)?;
        self.writer().doubts.check(&space)?;
        let all = self.shared(&space, &party, now_ms)?;
        let shared = all.into_iter().find(|one| one.act == *act);
        let shared = shared.ok_or(Refusal::TextMoved)?;
        // With all signatures there it could not be sealed when the last one was given: anybody may press again.
        if shared.lacks() > 0 && shared.by.contains(&signer.kid()) {
            return Err(Refusal::SignedBefore.into());
        }
        let prepared = Prepared {
            ticket: random(),
            party,
            space,
            signer: Some(signer.clone()),
            command: shared.command,
            decision: shared.decision,
            shared: Some(shared.act),
            seeds: [0; 32],
            today: day_of(now_ms),
        };
        self.keep_prepared(prepared.clone());
        Ok(prepared)
    }

    /// Takes back an act that lacks signatures.
    ///
    /// # Errors
    /// The private database cannot be written.
    pub fn cancel_shared(&self, space: &SpaceId, act: &StatementId) -> Result<(), NodeFault> {
        // Under the writer's lock: either it was sealed before, or it is not sealed any more.
        let writer = self.writer();
        self.private().drop_shared(space, act)?;
        drop(writer);
        self.announce();
        Ok(())
    }

    /// How many more delegates must sign after the holder of `kid`.
    pub fn lacks_after(&self, prepared: &Prepared, kid: &Kid, now_ms: u64) -> u64 {
        let (space, party) = (prepared.space, prepared.party);
        let all = self.shared(&space, &party, now_ms).unwrap_or_default();
        let shared = all.into_iter().find(|one| Some(one.act) == prepared.shared);
        let mut by = shared.map(|one| one.by).unwrap_or_default();
        by.retain(|other| other != kid);
        by.push(*kid);
        let needed = self.needed(space, party, &prepared.decision, &by);
        needed.saturating_sub(by.len() as u64)
    }

    /// How many delegates must sign this together, if these do.
    pub(crate) fn needed(
        &self,
        space: SpaceId,
        party: PartyId,
        decision: &Decision,
        by: &[Kid],
    ) -> u64 {
        let mut drafts = decision.now.iter().chain(&decision.pending);
        if !drafts.any(|draft| draft.body.kind.binds()) {
            return 1;
        }
        let together = |kid: &Kid| Some(self.powers_of(space, party, kid)?.together);
        by.iter().filter_map(together).max().unwrap_or(1)
    }

    /// Under the writer's lock: what else is to be sealed, if `statements` by one more delegate make the act whole.
    /// `None` if it still lacks signatures; it is kept then.
    pub(crate) fn joined(
        &self,
        prepared: &Prepared,
        kid: &Kid,
        statements: Vec<Statement>,
        now_ms: u64,
    ) -> Result<Option<Vec<Statement>>, ActError> {
        let (space, party) = (prepared.space, prepared.party);
        let mut kept = self.private().shared(&space).map_err(NodeFault::from)?;
        kept.retain(|one| Some(one.act) == prepared.shared);
        let whole = self.with_the_others(prepared, kid, statements, &kept, now_ms)?;
        let by = whole.first().map(signers).unwrap_or_default();
        let is_whole = by.len() as u64 >= self.needed(space, party, &prepared.decision, &by);
        match prepared.shared {
            None if is_whole => return Ok(Some(whole)),
            Some(_) if is_whole => self.would_count(space, party, &prepared.decision)?,
            _ => {}
        }
        let named = |statement: &Statement| (Body::id_of(&statement.body_bytes), statement.clone());
        let named: Vec<(StatementId, Statement)> = whole.iter().map(named).collect();
        let mut private = self.private();
        match prepared.shared {
            Some(_) => private.sign_shared(&space, &named),
            None => {
                let act = named[0].0;
                let one = |(n, (id, body)): (usize, (StatementId, Statement))| SharedStatement {
                    act,
                    later: n >= prepared.decision.now.len(),
                    since_ms: now_ms,
                    waits: PendingStatement {
                        space,
                        party,
                        statement: id,
                        body,
                    },
                };
                let all: Vec<_> = named.into_iter().enumerate().map(one).collect();
                private.put_shared(&all)
            }
        }
        .map_err(NodeFault::from)?;
        Ok(is_whole.then_some(whole))
    }

    /// Takes one delegate's signature out of an act again: it could not be sealed, and the person was told so.
    pub(crate) fn unsign(
        &self,
        space: &SpaceId,
        act: &StatementId,
        kid: &Kid,
    ) -> Result<(), NodeFault> {
        let mut kept = self.private().shared(space)?;
        kept.retain(|one| one.act == *act);
        let by_others = |bytes: &Vec<u8>| {
            cose::parse_signature(bytes).is_ok_and(|signature| signature.kid != *kid)
        };
        let without = kept.into_iter().map(|one| {
            let mut statement = one.waits.body;
            statement.signatures.retain(by_others);
            (one.waits.statement, statement)
        });
        let without: Vec<(StatementId, Statement)> = without.collect();
        Ok(self.private().sign_shared(space, &without)?)
    }

    /// The statements with the kept signatures of those who still may sign before the new one.
    fn with_the_others(
        &self,
        prepared: &Prepared,
        kid: &Kid,
        mut statements: Vec<Statement>,
        kept: &[SharedStatement],
        now_ms: u64,
    ) -> Result<Vec<Statement>, ActError> {
        if prepared.shared.is_none() {
            return Ok(statements);
        }
        if kept.len() != statements.len() {
            return Err(Refusal::TextMoved.into()); // sealed or cancelled since it was shown
        }
        let (space, party) = (prepared.space, prepared.party);
        for (statement, kept) in statements.iter_mut().zip(kept) {
            let of = |other: &Kid| {
                other != kid
                    && self
                        .check_powers(space, party, &prepared.decision, other, now_ms)
                        .is_ok()
            };
            let others = kept.waits.body.signatures.iter().filter(|bytes| {
                cose::parse_signature(bytes).is_ok_and(|signature| of(&signature.kid))
            });
            let new = std::mem::take(&mut statement.signatures);
            statement.signatures = others.cloned().chain(new).collect();
        }
        Ok(statements)
    }

    /// Whether what is sealed now would count, as the record stands now; it may have moved since it was decided.
    fn would_count(
        &self,
        space: SpaceId,
        party: PartyId,
        decision: &Decision,
    ) -> Result<(), ActError> {
        let spaces = read(&self.spaces);
        let state = spaces.get(&space).ok_or(ActError::NotSeated)?;
        let record = &state.record;
        let view = record.view_of(&state.current(&party));
        let mut proposed = Vec::new();
        for draft in &decision.now {
            let body = &draft.body;
            if body.kind == Kind::Propose {
                proposed.push(Body::id_of(&body.encode()));
            }
            // Assent to what the same press puts forward: nobody else can have done anything about it.
            if body.refs.iter().any(|text| proposed.contains(text)) {
                continue;
            }
            let verdict = match record::fold::act_of(body, false) {
                Some(act) => record.ledger().judge(&party, &view, &act),
                None => match record.ledger().membership(&view).1.role(&party) {
                    Some(record::Role::Party | record::Role::Facilitator) => Verdict::Valid,
                    _ => Verdict::Void(Void::NotAllowed),
                },
            };
            if let Verdict::Void(reason) = verdict {
                return Err(Refusal::WouldBeVoid(reason).into());
            }
        }
        Ok(())
    }

    /// Forgets acts that were sealed before a crash let us do so, and drops those whose signers have no powers left.
    pub(crate) fn drop_lost_acts(
        &self,
        space: SpaceId,
        party: PartyId,
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        for shared in self.shared(&space, &party, now_ms)? {
            let said = self.read(&space, |state| state.record.times_said(&shared.act));
            if said != Some(0) {
                self.private().finish_shared(&space, &shared.act)?;
            } else if shared.by.is_empty() {
                tracing::info!(act = %shared.act.hex(), "an act that lacked signatures is dropped");
                self.private().drop_shared(&space, &shared.act)?;
            }
        }
        Ok(())
    }
}

/// The keys that signed a statement.
pub(crate) fn signers(statement: &Statement) -> Vec<Kid> {
    let all = statement.signatures.iter();
    all.filter_map(|bytes| Some(cose::parse_signature(bytes).ok()?.kid))
        .collect()
}

fn draft_of(statement: &Statement) -> Option<Draft> {
    Some(Draft {
        body: Body::decode(&statement.body_bytes).ok()?,
        payloads: statement.payloads.clone(),
    })
}

/// What the statements of an act ask for: words and reasons stand in the statements, and are read from there.
fn command_of(decision: &Decision) -> Option<Command> {
    let first = &decision.now.first()?.body;
    let reason = || domain::command::Reason {
        lang: String::new(),
        text: String::new(),
    };
    let texts = first.refs.clone();
    let text = texts.first().copied();
    Some(match first.kind {
        Kind::Propose => Command::Propose {
            target: domain::Target::Existing(first.slots.first()?.object),
            wordings: Wordings::default(),
            about: About::default(),
        },
        Kind::Assent => Command::Assent { text: text? },
        Kind::Release => match decision.pending.first() {
            Some(assent) => Command::AcceptTheirs {
                text: *assent.body.refs.first()?,
            },
            None => Command::Release { text: text? },
        },
        Kind::Renounce => Command::Decline {
            text: text?,
            reason: None,
        },
        Kind::Suspend => Command::Suspend {
            texts,
            reason: reason(),
            answers: domain::fact::answers(first),
        },
        Kind::Withdraw => Command::Withdraw {
            texts,
            reason: reason(),
        },
        Kind::Resume => Command::Resume { texts },
        _ => return None,
    })
}
