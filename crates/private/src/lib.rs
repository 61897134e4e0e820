//! What never leaves the node: who may log in, their wrapped keys, sessions, statements that wait, drafts, papers,
//! answers that programs were given.
//!
//! A database file of its own, `private.db`. **Nothing here has an encoding for the wire**: no type implements
//! one, there is no function that turns one into bytes, and no crate that sends depends on this one. Whoever
//! adds an encoding to a type of this crate breaks promise 4.
//!
//! No secret stands in the file as it is: passwords and tokens as hashes, keys sealed under something that
//! only the person has. What was read here and is secret is wiped from memory when it is dropped.
//! Knows no clock and no randomness: times and random bytes come in as arguments.
//!
//! The keys of the node itself are elsewhere, in files of the folder `keys/`.

mod acknowledged;
mod approvals;
mod drafts;
mod fault;
mod given_up;
mod grades;
mod links;
mod papers;
mod password;
mod pending;
mod people;
mod private;
mod schema;
mod sessions;
mod shared;
mod wrap;

pub use acknowledged::Acknowledged;
pub use approvals::{ApprovalStep, ShownStep, StepStatus};
pub use drafts::Draft;
pub use fault::PrivateFault;
pub use given_up::GivenUp;
pub use grades::ForecastGrade;
pub use links::Link;
pub use papers::{Change, NewPaper, Paper, PaperId, PaperKind};
pub use password::Salts;
pub use pending::PendingStatement;
pub use people::{NewPerson, Person, PersonId, Unlocked};
pub use private::Private;
pub use sessions::{Limits, Scope, session_name};
pub use shared::SharedStatement;
