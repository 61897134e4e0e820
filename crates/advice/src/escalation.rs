//! In words: escalation.
