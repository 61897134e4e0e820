//! What the advisor's engines found, in words, in every language: for the pages and for the command line.
//!
//! Every piece of advice lists what it rests on: inputs with their values, assumptions, and its weakest point.

pub mod agenda;
pub mod escalation;
pub mod packages;
