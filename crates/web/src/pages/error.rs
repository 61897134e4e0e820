//! When there is no page to show.

use askama::Template;

use crate::frame::Frame;

/// An error, said plainly. "Unknown" and "not a member" are one answer.
#[derive(Template)]
#[template(path = "error/error.html")]
pub struct ErrorPage {
    /// The frame; without a seat when nobody is logged in.
    pub frame: Frame,
    /// What happened.
    pub trouble: Trouble,
    /// What the operator can look for in the log; empty when there is nothing to look for.
    pub reference: String,
    /// More about it, in the reader's language; empty when there is nothing more to say. Never for `NotFound`.
    pub detail: String,
    /// Where to go on.
    pub back: String,
    /// A form that came too late, to be sent again; then `detail` and `back` are not shown.
    pub again: Option<Again>,
}

/// A form that came after its session had ended.
pub struct Again {
    /// Where it is sent.
    pub action: String,
    /// Everything in it but secrets.
    pub fields: Vec<(String, String)>,
    /// The words that a person typed, to be read here.
    pub words: Vec<String>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// 404: there is nothing here, or not for you: the same words for both.
    NotFound,
    /// 403: the act was refused before it was read (sent from another site, or not signed in).
    Refused,
    /// 409: what was on screen has changed since.
    Moved,
    /// 413: too large.
    TooLarge,
    /// 429: too many attempts.
    TooMany,
    /// 503: the node is not ready to write.
    NotReady,
    /// 500: a fault of this node.
    Fault,
}

impl Trouble {
    /// The HTTP status.
    pub fn code(&self) -> u16 {
        match self {
            Trouble::NotFound => 404,
            Trouble::Refused => 403,
            Trouble::Moved => 409,
            Trouble::TooLarge => 413,
            Trouble::TooMany => 429,
            Trouble::NotReady => 503,
            Trouble::Fault => 500,
        }
    }

    /// The key of the heading.
    pub fn key(&self) -> &'static str {
        match self {
            Trouble::NotFound => "refusals-not-found",
            Trouble::Refused => "refusals-error-refused",
            Trouble::Moved => "refusals-error-moved",
            Trouble::TooLarge => "refusals-error-too-large",
            Trouble::TooMany => "refusals-error-too-many",
            Trouble::NotReady => "refusals-error-not-ready",
            Trouble::Fault => "refusals-error-fault",
        }
    }

    /// The key of what to do.
    pub fn next_key(&self) -> &'static str {
        match self {
            Trouble::NotFound => "refusals-error-not-found-next",
            Trouble::Refused => "refusals-error-refused-next",
            Trouble::Moved => "refusals-error-moved-next",
            Trouble::TooLarge => "refusals-error-too-large-next",
            Trouble::TooMany => "refusals-error-too-many-next",
            Trouble::NotReady => "refusals-error-not-ready-next",
            Trouble::Fault => "refusals-error-fault-next",
        }
    }
}
