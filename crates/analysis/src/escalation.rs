//! Escalation: the graph model for conflict resolution, by its definitions.
//!
//! Parties, yes/no options, what each party prefers: which states would hold, and why. The definitions are those of
//! Fang, Hipel and Kilgour, *Interactive Decision Making* (1993), for any number of parties: an opponent may come
//! back in a chain of replies once another has moved, and a reply that leaves the mover exactly as well off as before
//! is a deterrent too.
//!
//! No graph is ever built for options: a state is its pattern of options, a party's moves are the settings of its own
//! options, and each question is a few passes over arrays as long as there are patterns. Where moves are listed
//! instead ([`GraphForm`]) they may be intransitive, and the solver then keeps track of who moved last.
//!
//! A [`Model`] is what people write down; [`Conflict::new`] checks it and makes it ready; [`solve()`] answers for every
//! state at once. The other modules answer what is asked next, for one state: who is tempted and what stops them
//! ([`witness`]), how little would have to be different ([`change`]), what holds if preferences are only half known
//! ([`open`]), what two parties gain together ([`coalition`]), how to get there ([`paths`], [`deescalate`]), and where
//! one party's idea of another leads it astray ([`perception`]).
//!
//! It is a model of what people say they prefer, not a forecast.

mod bits;
pub mod change;
pub mod coalition;
mod conflict;
mod cube;
pub mod deescalate;
mod dense;
pub mod file;
pub mod gmcr;
mod graph;
pub mod inverse;
mod json;
mod local;
pub mod margin;
mod model;
pub mod open;
pub mod paths;
pub mod perception;
mod preference;
mod report;
pub mod simultaneous;
mod solve;
mod space;
mod statement;
mod walk;
pub mod witness;
mod written;

pub use bits::Bits;
pub use conflict::{Conflict, Told};
pub use model::{
    Change, Choice, Form, GRAPH_STATES_MAX, GraphForm, IRREVERSIBLE_MAX, Model, ModelError, Move,
    OPTIONS_MAX, OptionForm, Party, Pattern, Place, Preference,
};
pub use report::report;
pub use solve::{Concept, Solution, Stopped, Verdict, solve};
pub use space::State;
pub use statement::{Statement, StatementError};
pub use walk::By;
pub use written::write;

pub use crate::watch::{Go, Progress, Watch};

/// The worked cases that come with the product, each a name and a file in the project's own arrangement. Invented; the
/// preferences are illustrative and nobody's.
pub const CASES: [(&str, &str); 2] = [
    (
        "encounter",
        include_str!("../examples/escalation/encounter.json"),
    ),
    (
        "waiting",
        include_str!("../examples/escalation/waiting.json"),
    ),
];
