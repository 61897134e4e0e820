//! `advisor`: the private engines on files, without a node. Nothing here is sent or kept.

mod agenda;
mod escalate;
mod package;
mod watched;

use std::path::Path;

use anyhow::{Result, bail};

use super::How;
use crate::arguments::Advisor;
use crate::say::fault;

/// The most bytes of a file that is read; the engines refuse far smaller problems as too large.
const FILE_BYTES_MAX: u64 = 16 << 20;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Advisor) -> Result<u8> {
    match verb {
        Advisor::Package { folder } => package::run(how, folder),
        Advisor::Escalate { model } => escalate::run(how, model),
        Advisor::Agenda { file } => agenda::run(how, file),
    }
}

/// What a file says; it must be text and of a size that makes sense.
fn text_of(how: &How<'_>, path: &Path) -> Result<String> {
    let name = path.display().to_string();
    let unreadable = |cause: String| {
        let args = [("path", name.as_str()), ("cause", &cause)];
        fault(how.lang.l(), "fault-file", &args)
    };
    let size = std::fs::metadata(path).map_err(|cause| unreadable(cause.to_string()))?;
    if size.len() > FILE_BYTES_MAX {
        let most = (FILE_BYTES_MAX >> 20).to_string();
        let args = [("path", name.as_str()), ("most", &most)];
        bail!(fault(how.lang.l(), "advisor-file-too-large", &args));
    }
    std::fs::read_to_string(path).map_err(|cause| unreadable(cause.to_string()))
}
