//! The advisor's engines: exact packages, escalation, agendas.
//!
//! Pure: numbers in, numbers out. No clock, no randomness but from a seed that is an argument, no files. What an
//! engine answers it answers with the same bytes on any machine and with any number of threads, and it says with
//! every answer what it rests on. It takes no side: it knows parties by their order of input only, and turning that
//! order around turns the answer around and changes nothing else.

pub mod agenda;
pub mod escalation;
pub mod packages;
mod random;
pub mod watch;
