//! In words: packages.
