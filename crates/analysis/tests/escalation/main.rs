//! Escalation against what is known: published cases, the definitions spelled out, and laws that must hold.

mod brute;
mod fixtures;
mod input;
mod laws;
mod published;
mod random;
