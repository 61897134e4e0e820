//! Keeping and finding what the pages of the advisor write: private papers of the seat, each about one space.

use axum::response::{IntoResponse, Redirect, Response};
use node::{Change, NewPaper, Paper, PaperId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::Problem;
use crate::frame::FieldError;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::Shelf;

/// What a paper says, as one kind of page writes it.
pub trait Content: Serialize + DeserializeOwned {
    /// Where its papers lie.
    const SHELF: Shelf;

    /// The space that it is about, in hex.
    fn space(&self) -> &str;
}

/// All that the papers of these pages have in common.
#[derive(serde::Deserialize)]
struct AboutSpace {
    space: String,
}

impl Member {
    /// The papers of this seat on a shelf that are about this space, the last changed first.
    pub(super) fn papers_on(&self, shelf: Shelf) -> Result<Vec<Paper>, Problem> {
        let (visitor, party) = (&self.person.visitor, self.person.party);
        let private = visitor.app.node.private();
        let papers = private.papers(&party, Some(shelf.kind()));
        let mut about_this = Vec::new();
        for paper in papers.map_err(|fault| visitor.fault(fault))? {
            let found = private.paper(&party, paper.id);
            let found = found.map_err(|fault| visitor.fault(fault))?;
            let about = found.and_then(|(_, said)| serde_json::from_str::<AboutSpace>(&said).ok());
            if about.is_some_and(|about| about.space == self.space.hex()) {
                about_this.push(paper);
            }
        }
        Ok(about_this)
    }

    /// The paper of this seat that an address names. One of another seat is one that is not there.
    pub(super) fn paper<T: Content>(&self, id: &str) -> Result<(Paper, T), Problem> {
        let visitor = &self.person.visitor;
        let not_found = || visitor.problem(Trouble::NotFound);
        let id = PaperId(id.parse().map_err(|_| not_found())?);
        let found = visitor.app.node.private().paper(&self.person.party, id);
        let (paper, said) = found
            .map_err(|fault| visitor.fault(fault))?
            .filter(|(paper, _)| paper.kind == T::SHELF.kind())
            .ok_or_else(not_found)?;
        let content: T = serde_json::from_str(&said).map_err(|_| not_found())?;
        match content.space() == self.space.hex() {
            true => Ok((paper, content)),
            false => Err(not_found()),
        }
    }

    /// Keeps a new paper.
    pub(super) fn keep<T: Content>(&self, title: &str, content: &T) -> Result<PaperId, Problem> {
        let visitor = &self.person.visitor;
        let paper = NewPaper {
            party: self.person.party,
            kind: T::SHELF.kind(),
            title,
            content: &self.written(content)?,
        };
        let id = visitor.app.node.private().put_paper(&paper, visitor.now);
        id.map_err(|fault| visitor.fault(fault))
    }

    /// Changes a paper that was read as `version`; the version it has by now if somebody of the seat was faster.
    pub(super) fn change<T: Content>(
        &self,
        paper: &Paper,
        version: u64,
        title: &str,
        content: &T,
    ) -> Result<Result<(), u64>, Problem> {
        let visitor = &self.person.visitor;
        let change = visitor.app.node.private().change_paper(
            &self.person.party,
            paper.id,
            version,
            title,
            &self.written(content)?,
            visitor.now,
        );
        match change.map_err(|fault| visitor.fault(fault))? {
            Change::Stored(_) => Ok(Ok(())),
            Change::Moved(version) => Ok(Err(version)),
            Change::Fixed | Change::Gone => Err(visitor.problem(Trouble::NotFound)),
        }
    }

    /// What is said when a paper is not any more as it was on the screen.
    pub(super) fn moved_since(&self) -> FieldError {
        FieldError {
            field: String::new(),
            what: self.person.visitor.l().t("advisor-pages-moved-since"),
        }
    }

    /// The answer that leads to a paper.
    pub(super) fn to_paper(&self, shelf: Shelf, id: PaperId) -> Response {
        let to = format!("{}/advisor/{}/{}", self.base(), shelf.slug(), id.0);
        Redirect::to(&to).into_response()
    }

    pub(super) fn written<T: Content>(&self, content: &T) -> Result<String, Problem> {
        serde_json::to_string(content).map_err(|error| self.person.visitor.fault(error))
    }
}
