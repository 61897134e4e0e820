//! In words: agenda.
