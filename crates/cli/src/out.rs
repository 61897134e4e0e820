//! Lines and JSON on standard output, errors on standard error.
//!
//! A closed pipe ends the output quietly; nothing else is done with it.

use std::fmt::Display;
use std::io::Write;

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

    /// A fault with its causes, on standard error.
    pub fn error(&self, error: &anyhow::Error) {
        let _ = writeln!(std::io::stderr(), "detente: {error:#}");
    }

    /// A remark on standard error, so that it never mixes with what a program reads.
    pub fn remark(&self, line: impl Display) {
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}
