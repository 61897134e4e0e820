//! What stands on open check pages.

use std::collections::VecDeque;

use domain::decide::Decision;
use domain::{Command, Draft};
use record::key::PublicKey;
use record::{Body, PartyId, SpaceId, StatementId};

use crate::node::Node;

/// The most check pages that can be open at once; the oldest is forgotten first, and only asks to look again.
const PREPARED_MAX: usize = 1024;
/// The name of a prepared act.
pub type Ticket = [u8; 16];

/// What a person is about to sign, exactly as it will be signed.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Its name until it is signed or forgotten.
    pub ticket: Ticket,
    /// Who acts.
    pub party: PartyId,
    /// In which space.
    pub space: SpaceId,
    /// The only key that may sign it; any key of the party with the powers if none.
    pub signer: Option<PublicKey>,
    /// What was asked.
    pub command: Command,
    /// The statements: now, and pending.
    pub decision: Decision,
    /// The act that lacks signatures, if this is one more of them.
    pub shared: Option<StatementId>,
    pub(crate) seeds: [u8; 32],
    pub(crate) today: u64,
}

impl Prepared {
    /// All that is signed, in order: what is sealed now, then what waits.
    pub fn drafts(&self) -> impl Iterator<Item = &Draft> {
        self.decision.now.iter().chain(&self.decision.pending)
    }

    /// The ids of all statements, in the order in which they are signed.
    pub fn statements(&self) -> Vec<StatementId> {
        self.drafts()
            .map(|draft| Body::id_of(&draft.body.encode()))
            .collect()
    }

    /// The name of the whole: the id of its first statement.
    pub fn act(&self) -> Option<StatementId> {
        self.statements().first().copied()
    }

    /// The digest of everything that the button signs: shown on the page, named in the answer.
    pub fn digest(&self) -> record::Hash {
        let ids = self.statements();
        let parts: Vec<&[u8]> = ids.iter().map(|id| &id.as_bytes()[..]).collect();
        match ids.as_slice() {
            [one] => one.0,
            _ => record::Hash::labelled("detente/1/prepared", &parts),
        }
    }
}

/// Check pages that are open.
#[derive(Default)]
pub struct PreparedActs(VecDeque<Prepared>);

impl Node {
    /// What stands on an open check page.
    pub fn prepared(&self, ticket: &Ticket) -> Option<Prepared> {
        let open = self
            .prepared
            .lock()
            .expect("a list of tickets is always whole");
        open.0
            .iter()
            .find(|prepared| prepared.ticket == *ticket)
            .cloned()
    }

    pub(super) fn take_prepared(&self, ticket: &Ticket) -> Option<Prepared> {
        let mut open = self
            .prepared
            .lock()
            .expect("a list of tickets is always whole");
        let at = open
            .0
            .iter()
            .position(|prepared| prepared.ticket == *ticket)?;
        open.0.remove(at)
    }

    pub(crate) fn keep_prepared(&self, prepared: Prepared) {
        let mut open = self
            .prepared
            .lock()
            .expect("a list of tickets is always whole");
        if open.0.len() == PREPARED_MAX {
            open.0.pop_front();
        }
        open.0.push_back(prepared);
    }
}
