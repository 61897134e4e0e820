//! Agendas: in which order items are taken up, so that trust grows over rounds.
//!
//! The *ladder model*: an item can be agreed when trust covers its sensitivity, a success raises trust, a failure
//! lowers it by more. [`plan`] looks for the order with the most expected value and says for every item which
//! numbers put it where it is. It is advice about an order of talks: it does not say what anything is worth, it
//! acts on nothing, and its numbers are assumptions that are listed in full with every answer.
//!
//! Surprising: there is not one plan but a plan for every turn of events. What is shown is the path on which each
//! item succeeds; after each round, whatever happened, ask again ([`Progress::after`]).
//!
//! Everything is in whole numbers: trust in points, chances and values in millionths, rounded down. So the answer
//! has the same bytes on any machine, and neither the order of the input nor that of the parties matters.
//!
//! Sources: Osgood, *An Alternative to War or Surrender* (1962), for small announced steps; Watson, "Starting Small
//! and Renegotiation", *J. Economic Theory* 85 (1999); Slovic, "Perceived Risk, Trust, and Democracy", *Risk
//! Analysis* 13 (1993), for trust that falls faster than it rises; Busch and Horstmann, "Bargaining Frictions,
//! Bargaining Procedures and Implied Costs in Multiple-Issue Bargaining", *Economica* 64 (1997), for what changes
//! when partial agreements take effect at once. The model itself is ours and validates nothing about the world:
//! forecasts are kept and graded ([`grade`]).

mod answer;
mod check;
mod evaluate;
mod exact;
mod grade;
mod ladder;
mod model;
mod path;
mod plan;
mod progress;
mod rules;
mod simulate;
mod standing;
pub mod waits;
mod weakest;

pub use answer::{
    Agenda, Comparison, ItemForecast, LeftOut, Open, PlannedItem, PlannedRound, Used, Why, WhyNot,
};
pub use check::{Figure, ITEMS_MAX, Refused};
pub use exact::exact_items_max;
pub use grade::{Forecast, Grade, Happened, grade};
pub use model::{Case, Effect, Item, Method, Parameters, Word};
pub use plan::plan;
pub use progress::{Outcome, Progress, Result};
pub use rules::Rule;
pub use standing::{Standing, StandingRule};
pub use weakest::{Assumption, Shift};

/// One in the unit of chances and values: they are counted in millionths.
pub const ONE: u64 = 1_000_000;

/// The worked cases of `examples/agenda/`, each a name and the text of its file, which [`Case`] reads: for the tests of
/// this crate and of those that put its answers in words. Invented, or a reading exercise after articles; the numbers
/// are illustrative and nobody's.
pub const CASES: [(&str, &str); 4] = [
    ("reading", include_str!("../examples/agenda/reading.json")),
    ("river", include_str!("../examples/agenda/river.json")),
    ("works", include_str!("../examples/agenda/works.json")),
    ("long", include_str!("../examples/agenda/long.json")),
];
