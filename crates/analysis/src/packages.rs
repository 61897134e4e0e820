//! Exact package search: issues, private preference sheets, red lines and linkages in, the Pareto frontier out.
//!
//! A package names one value for every issue. [`solve::solve`] finds every undominated package that crosses no red line, or says
//! by how much it may have missed one: it never samples silently. Everything is computed in integers, so two nodes that
//! distrust each other get the same bytes.
//!
//! What may surprise: a package that several parties like equally is one *point* with several packages standing on it, and
//! all of them are counted. Ring-fenced issues keep their value as it is, and nothing may be linked to them.

pub mod amount;
mod answer;
mod archive;
mod bounds;
pub mod compare;
mod compile;
pub mod conflict;
pub mod eliminate;
pub mod error;
mod exact;
mod find;
mod front;
pub mod genius;
pub mod geniusweb;
pub mod model;
pub mod points;
pub mod price;
mod report;
mod search;
pub mod sheet;
pub mod solve;
pub mod stability;
pub mod trade;
mod ways;
pub mod words;

pub use answer::{Answer, Exactness, Method, Point};
pub use report::report;
