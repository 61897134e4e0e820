//! What can be said and agreed in a relationship, and what follows from it.
//!
//! Pure: entries in, state out. This crate knows no database, no clock and no network; `record` decides
//! what counts, and nothing here takes effect away from what all required parties signed. What one party
//! says alone stays its own words, attributed, beside the others'.

pub mod area;
pub mod brief;
mod chronicle;
pub mod command;
pub mod decide;
pub mod erasure;
pub mod fact;
pub mod item;
pub mod place;
pub mod refusal;
pub mod relationship;
pub mod standing;
#[doc(hidden)]
pub mod testing;
pub mod wording;

pub use command::{Command, Target};
pub use decide::{Decision, Draft, decide};
pub use erasure::{Erasure, Outcome};
pub use fact::{About, List, Mark, Subject};
pub use item::{Item, ItemStatus};
pub use refusal::Refusal;
pub use relationship::Relationship;
pub use wording::{Source, Title, Titles, Wording, Wordings, Words};
