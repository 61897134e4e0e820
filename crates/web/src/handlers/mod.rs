//! One function for each address: who asks, one call, one answer.

pub mod act;
pub mod advisor;
pub mod delegates;
pub mod erasure;
pub mod framework;
pub mod home;
pub mod login;
pub mod notes;
pub mod offices;
pub mod peers;
pub mod propose;
pub mod record;
pub mod resend;
pub mod settings;
pub mod sign;
pub mod statics;
pub mod waiting;

use ::record::{ObjectId, StatementId};

use crate::errors::Problem;
use crate::pages::error::Trouble;
use crate::session::{Member, Visitor};
use crate::view::Scene;

/// Runs what takes long, or waits for the disk, where it holds up nobody else.
pub async fn aside<T: Send + 'static>(
    visitor: &Visitor,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| visitor.fault(error))
}

impl Member {
    /// Reads the space; a space that is gone is one that was never there.
    pub fn scene<T>(&self, look: impl FnOnce(&Scene<'_>) -> T) -> Result<T, Problem> {
        Scene::read(self, look).ok_or_else(|| self.person.visitor.problem(Trouble::NotFound))
    }

    /// Assents of this seat that are signed and wait: each with its text.
    pub fn waiting(&self) -> Result<Vec<(StatementId, StatementId)>, Problem> {
        let visitor = &self.person.visitor;
        visitor
            .app
            .node
            .waiting(&self.space, &self.person.party)
            .map_err(|fault| visitor.fault(fault))
    }

    /// The texts that these assents agree to.
    pub fn waiting_texts(&self) -> Result<Vec<StatementId>, Problem> {
        let waiting = self.waiting()?.into_iter();
        Ok(waiting.map(|(_, text)| text).collect())
    }

    /// The statement that an address names.
    pub fn statement(&self, id: &str) -> Result<StatementId, Problem> {
        StatementId::from_hex(id).ok_or_else(|| self.person.visitor.problem(Trouble::NotFound))
    }

    /// The item that an address names.
    pub fn object(&self, id: &str) -> Result<ObjectId, Problem> {
        ObjectId::from_hex(id).ok_or_else(|| self.person.visitor.problem(Trouble::NotFound))
    }
}
