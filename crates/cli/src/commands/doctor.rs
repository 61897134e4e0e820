//! `doctor`: whether this folder and this machine are fit to run a node, line by line, and what to do if not.
//!
//! It repairs nothing and signs nothing. A line is ok, wants attention, or is a fault; only a fault, damage or
//! a peer out of touch changes the exit code.

mod folder;
mod machine;

use anyhow::Result;
use serde_json::{Map, Value};

use super::How;
use crate::arguments::Doctor;
use crate::say::exit;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Ok,
    Attention,
    OutOfTouch,
    Fault,
    Unsound,
}

/// One line: its key is a message, and for programs the code.
struct Finding {
    level: Level,
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Finding {
    fn new(level: Level, key: &'static str, args: &[(&'static str, &str)]) -> Finding {
        let args = args.iter().map(|(name, text)| (*name, (*text).to_owned()));
        Finding {
            level,
            key,
            args: args.collect(),
        }
    }
}

/// Looks at everything and says what it found.
pub fn run(how: &How<'_>, doctor: &Doctor) -> Result<u8> {
    let mut findings = folder::look(how);
    findings.extend(machine::look(how, doctor));
    match how.json {
        true => how.out.json(&findings.iter().map(as_json).collect()),
        false => print(how, &findings),
    }
    let worst = findings.iter().map(|found| found.level).max();
    Ok(match worst.unwrap_or(Level::Ok) {
        Level::Ok | Level::Attention => exit::DONE,
        Level::OutOfTouch => exit::OUT_OF_TOUCH,
        Level::Fault => exit::FAULT,
        Level::Unsound => exit::UNSOUND,
    })
}

fn as_json(found: &Finding) -> Value {
    let data = found.args.iter();
    let data: Map<String, Value> = data
        .map(|(name, text)| ((*name).to_owned(), text.as_str().into()))
        .collect();
    serde_json::json!({
        "level": match found.level {
            Level::Ok => "ok",
            Level::Attention | Level::OutOfTouch => "attention",
            Level::Fault | Level::Unsound => "fault",
        },
        "code": found.key.trim_start_matches("doctor-"),
        "data": data,
    })
}

fn print(how: &How<'_>, findings: &[Finding]) {
    for found in findings {
        let level = how.t(match found.level {
            Level::Ok => "doctor-level-ok",
            Level::Attention | Level::OutOfTouch => "doctor-level-attention",
            Level::Fault | Level::Unsound => "doctor-level-fault",
        });
        let args: Vec<(&str, &str)> = found
            .args
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        how.out
            .line(format!("[{level}] {}", how.with(found.key, &args)));
    }
}
