//! Faults in the reader's language, each with the exit code that a script can rely on.
//!
//! What the operating system and the database say for themselves stays as they say it: it is quoted, not
//! translated.

mod faults;
mod import;

use std::fmt;

use anyhow::Error;
use i18n::{Arg, Localizer};

pub use import::{error as import_error, report as import_report};

/// What a command ends with, as scripts see it.
pub mod exit {
    /// Done.
    pub const DONE: u8 = 0;
    /// A fault.
    pub const FAULT: u8 = 1;
    /// Typed wrongly.
    pub const USAGE: u8 = 2;
    /// Refused, not in effect, or waiting for somebody.
    pub const WAITING: u8 = 3;
    /// Something is not what was signed.
    pub const UNSOUND: u8 = 4;
    /// The other node is out of touch.
    pub const OUT_OF_TOUCH: u8 = 5;
}

/// A fault that is said already, with its exit code.
#[derive(Debug)]
pub struct Fault {
    code: u8,
    words: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for Fault {}

/// A fault in these words.
pub fn coded(code: u8, words: String) -> Error {
    Fault { code, words }.into()
}

/// A fault, by its message.
pub fn fault(l: Localizer, key: &str, args: &[(&str, &str)]) -> Error {
    coded(exit::FAULT, with(l, key, args))
}

/// Something was typed wrongly.
pub fn usage(l: Localizer, key: &str, args: &[(&str, &str)]) -> Error {
    coded(exit::USAGE, with(l, key, args))
}

/// A message with names and texts in it.
pub fn with(l: Localizer, key: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args
        .iter()
        .map(|(name, text)| (*name, Arg::Str(text)))
        .collect();
    l.ta(key, &args)
}

/// The words for an error of any kind, and the exit code.
pub fn error(l: Localizer, error: &Error) -> (String, u8) {
    match error.downcast_ref::<Fault>() {
        Some(fault) => (fault.words.clone(), fault.code),
        None => faults::said(l, error),
    }
}
