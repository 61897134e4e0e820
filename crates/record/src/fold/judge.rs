//! Verdicts: whether an entry counts, with the view of its author.

use canary::Canary;

use super::{Held, Record, Signatures, act_of};
use crate::body::Body;
use crate::cose::{self, Purpose};
use crate::founding::Role;
use crate::heal;
use crate::identity::Identity;
use crate::ids::{Hash, Kid, Lane, LogKey, PartyId, StatementId};
use crate::key::PublicKey;
use crate::kind::Kind;
use crate::powers::Powers;
use crate::register::Register;
use crate::rule::{Verdict, Void};
use crate::view::{Position, View};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Power {
    Seal,
    Node,
    Delegate,
}

struct Signer {
    kid: Kid,
    power: Power,
    /// How many delegates must sign with this one, itself included; 0 for the party's own keys.
    together: u64,
}

impl Record {
    pub(super) fn judge(
        &mut self,
        key: &LogKey,
        held: &Held,
        view: &View,
        at: Position,
    ) -> (Verdict, Vec<Kid>) {
        if key.lane == Lane::Identity {
            return (self.judge_identity(key, held, at), Vec::new());
        }
        if let Kind::Unknown(_) = held.body.kind {
            return (Verdict::NotUnderstood, Vec::new());
        }
        let size = self.identity_size(&key.party, view);
        let judged = self.judged.entry(key.party).or_default();
        *judged = size.max(*judged);
        let signers = match self.signers(key, held, view) {
            Ok(signers) => signers,
            Err(reason) => return (Verdict::Void(reason), Vec::new()),
        };
        let kids = signers.iter().map(|signer| signer.kid).collect();
        let by_node = signers.iter().all(|signer| signer.power == Power::Node);
        let verdict = self.judge_act(key, held, view, at, by_node);
        (verdict, kids)
    }

    fn register_of(&mut self, party: PartyId) -> &mut Register {
        let new = || Register::new(party);
        self.registers.entry(party).or_insert_with(new)
    }

    fn judge_identity(&mut self, key: &LogKey, held: &Held, at: Position) -> Verdict {
        let stem = self.stem(key);
        let (leaf, body, bytes) = (&held.leaf, &held.body, &held.body_bytes);
        let unknown = || Identity::unknown(key.party);
        let identity = self.identities.entry(key.party).or_insert_with(unknown);
        identity.take(&at, stem, leaf, body, bytes);
        let judged = self.judged.get(&key.party).copied().unwrap_or(0);
        self.is_stale |= self.is_forked(key) && at.index < judged;
        Verdict::Valid
    }

    fn judge_act(
        &mut self,
        key: &LogKey,
        held: &Held,
        view: &View,
        at: Position,
        by_node: bool,
    ) -> Verdict {
        let (body, statement) = (&held.body, held.leaf.statement);
        let repeated = self.is_repeated(key, &statement, view);
        if repeated && !canary::planted(Canary::CountedTwice) {
            return Verdict::Void(Void::Repeated);
        }
        if let Some(reason) = self.misplaced(body.kind, &at) {
            return Verdict::Void(reason);
        }
        match body.kind {
            Kind::Enter => self.judge_enter(&key.party, body),
            // A heal that opens nothing means nothing.
            Kind::Heal if !opens_epoch(&at) => Verdict::NotUnderstood,
            Kind::Heal => match heal::seen(key, &body.fields) {
                Some(_) => Verdict::Valid,
                None => Verdict::Void(Void::Malformed),
            },
            Kind::Accredit => match Powers::read(&body.fields) {
                None => Verdict::Void(Void::Malformed),
                Some(powers) => {
                    let register = self.register_of(key.party);
                    register.accredit(powers, statement, at);
                    Verdict::Valid
                }
            },
            Kind::Revoke => match body.fields.array(1) {
                None => Verdict::Void(Void::Malformed),
                Some(kid) => {
                    let register = self.register_of(key.party);
                    register.revoke(Kid(kid), at);
                    Verdict::Valid
                }
            },
            Kind::Propose | Kind::Assent | Kind::Release | Kind::Renounce => {
                match act_of(body, by_node) {
                    None => Verdict::Void(Void::Malformed),
                    Some(act) => {
                        let verdict = self.ledger.judge(&key.party, view, &act);
                        if verdict == Verdict::Valid {
                            self.ledger.keep(statement, key.party, at, &act);
                        }
                        verdict
                    }
                }
            }
            Kind::Join => self.judge_join(&key.party, body, view),
            Kind::Inception | Kind::Rotate | Kind::Recover | Kind::Found => {
                Verdict::Void(Void::NotAllowed)
            }
            _ => match self.ledger.membership(view).1.role(&key.party) {
                Some(Role::Party | Role::Facilitator) => Verdict::Valid,
                _ => Verdict::Void(Void::NotAllowed),
            },
        }
    }

    /// Whether the same statement stands in the view already in a log of the same party and lane: earlier in this one,
    /// in an epoch before, or on another branch that the author knows of.
    fn is_repeated(&self, key: &LogKey, statement: &StatementId, view: &View) -> bool {
        let from = LogKey::of(key.party, key.lane, 0);
        let to = LogKey::of(key.party, key.lane, u32::MAX);
        let to = to.all_branches();
        self.logs.range(from..=*to.end()).any(|(log, state)| {
            let first = state.said.first(statement);
            first.is_some_and(|number| view.size(log) > state.start() + number)
        })
    }

    /// Why a statement of this kind may not stand at this place, if it may not.
    fn misplaced(&self, kind: Kind, at: &Position) -> Option<Void> {
        let (lane, epoch) = (at.log.lane, at.log.epoch);
        // What fixes who may sign and what is in effect stands in one lane, so that it has one order.
        if lane != Lane::Main && kind.is_the_records() && !(kind == Kind::Heal && opens_epoch(at)) {
            return Some(Void::NotAllowed);
        }
        let may_stand = match kind {
            Kind::Heal if opens_epoch(at) => true,
            Kind::Enter | Kind::Join => at.index == 0 && epoch == 0 && lane == Lane::Main,
            _ => at.index > 0 || (epoch == 0 && lane != Lane::Main),
        };
        // Whoever could go on in an epoch that no valid heal opened could leave out what it signed before.
        let is_open = at.index == 0 || self.is_open(&at.log);
        (!may_stand || !is_open).then_some(Void::NotAtStart)
    }

    fn judge_enter(&self, party: &PartyId, body: &Body) -> Verdict {
        if !self.carries_founding(body) {
            return Verdict::Void(Void::Malformed);
        }
        match self.founding.membership.role(party) {
            Some(_) => Verdict::Valid,
            None => Verdict::Void(Void::NotAllowed),
        }
    }

    fn carries_founding(&self, body: &Body) -> bool {
        body.fields.bytes(1) == Some(self.founding.bytes.as_slice())
            && body.payloads == self.founding.body.payloads
    }

    /// A newcomer begins with the founding and with the change of members that let it in. Founding members enter.
    fn judge_join(&self, party: &PartyId, body: &Body, view: &View) -> Verdict {
        let named = body.fields.array(2).map(|id| StatementId(Hash(id)));
        let Some(change) = named.filter(|_| self.carries_founding(body)) else {
            return Verdict::Void(Void::Malformed);
        };
        let Some(members) = self.ledger.change_in_effect(&change, view) else {
            return Verdict::Void(Void::BaseNotInEffect);
        };
        let founded = self.founding.membership.role(party).is_some();
        match members.role(party).filter(|_| !founded) {
            Some(_) => Verdict::Valid,
            None => Verdict::Void(Void::NotAllowed),
        }
    }

    /// The keys that signed, each with the power it had in `view`.
    fn signers(&self, key: &LogKey, held: &Held, view: &View) -> Result<Vec<Signer>, Void> {
        let body = &held.body;
        if body.party != key.party || body.space != self.founding.space {
            return Err(Void::NotAllowed);
        }
        let mut signers = Vec::with_capacity(held.leaf.signatures.len());
        for bytes in &held.leaf.signatures {
            let envelope = cose::parse_signature(bytes).map_err(|_| Void::BadSignature)?;
            let (signer, public) = self
                .entitled(&key.party, &envelope.kid, body.kind, view)
                .ok_or(Void::NotEntitled)?;
            let fits = match held.signatures {
                Signatures::Stored(fitted) => fitted,
                Signatures::Verify => {
                    envelope.party == body.party
                        && envelope.space == body.space
                        && envelope
                            .verify_detached(Purpose::Statement, public, &held.body_bytes)
                            .is_ok()
                }
            };
            if !fits {
                return Err(Void::BadSignature);
            }
            if signers.iter().any(|other: &Signer| other.kid == signer.kid) {
                return Err(Void::Malformed);
            }
            signers.push(signer);
        }
        let delegates = signers.iter().filter(|one| one.together > 0).count() as u64;
        match signers.iter().any(|one| one.together > delegates) {
            true => Err(Void::NotEntitled),
            false => Ok(signers),
        }
    }

    fn entitled(
        &self,
        party: &PartyId,
        kid: &Kid,
        kind: Kind,
        view: &View,
    ) -> Option<(Signer, &PublicKey)> {
        let size = self.identity_size(party, view);
        let mut keys = self.identities.get(party)?.at(size).peekable();
        keys.peek()?;
        let signer = |power, together| Signer {
            kid: *kid,
            power,
            together,
        };
        let by = |power, key| (signer(power, 0), key);
        match kind {
            Kind::Enter | Kind::Join | Kind::Accredit | Kind::Revoke => {
                let key = keys.find_map(|keys| named(&keys.seal, kid))?;
                return Some(by(Power::Seal, key));
            }
            Kind::Heal => {
                let key =
                    keys.find_map(|keys| named(&keys.root, kid).or(named(&keys.seal, kid)))?;
                return Some(by(Power::Seal, key));
            }
            Kind::Renounce => {
                if let Some(key) = keys.find_map(|keys| named(&keys.node, kid)) {
                    return Some(by(Power::Node, key));
                }
            }
            _ => {}
        }
        let powers = self.registers.get(party)?.powers(kid, view)?.powers;
        let may = powers.kinds.contains(&kind);
        let together = if kind.binds() { powers.together } else { 1 };
        may.then_some((signer(Power::Delegate, together), &powers.key))
    }

    /// The size of the party's identity log in `view`: the largest of its branches, if it was forked.
    fn identity_size(&self, party: &PartyId, view: &View) -> u64 {
        let branches = self.branches(LogKey::identity(*party));
        branches.map(|branch| view.size(&branch)).max().unwrap_or(0)
    }
}

/// The key, if this is its name.
fn named<'a>(key: &'a PublicKey, kid: &Kid) -> Option<&'a PublicKey> {
    (key.kid() == *kid).then_some(key)
}

/// Whether an entry at this place is the first of a later epoch.
fn opens_epoch(at: &Position) -> bool {
    at.index == 0 && at.log.epoch > 0
}
