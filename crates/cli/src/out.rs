//! Lines and JSON on standard output, errors on standard error.
//!
//! A closed pipe ends the output quietly; nothing else is done with it. Nothing is ever coloured here; the log on
//! standard error is, on a terminal whose owner did not say NO_COLOR.

use std::fmt::Display;
use std::io::{IsTerminal, Write};

/// Where answers go.
pub struct Out;

impl Out {
    /// Standard output.
    pub fn new() -> Out {
        Out
    }

    /// One line.
    pub fn line(&self, line: impl Display) {
        let _ = writeln!(std::io::stdout(), "{line}");
        let _ = std::io::stdout().flush();
    }

    /// One JSON value on one line.
    pub fn json(&self, value: &serde_json::Value) {
        self.line(value);
    }

    /// A fault, on standard error.
    pub fn error(&self, words: &str) {
        let _ = writeln!(std::io::stderr(), "detente: {words}");
    }

    /// A remark on standard error, so that it never mixes with what a program reads.
    pub fn remark(&self, line: impl Display) {
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}

/// Whether the log may be coloured: a terminal reads it, and NO_COLOR is not set.
pub fn may_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    std::io::stderr().is_terminal() && !refused
}
