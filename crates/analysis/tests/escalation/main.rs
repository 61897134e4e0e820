//! Escalation against what is known: published cases, the definitions spelled out, and laws that must hold.

mod brute;
mod changes;
mod fixtures;
mod input;
mod laws;
mod open;
mod published;
mod random;
mod steps;
mod witness;
