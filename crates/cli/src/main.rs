//! The `detente` binary: what was typed becomes one call, and its answer becomes lines or JSON.
//!
//! Nothing is decided here. Exit codes: 0 done, 1 fault, 2 usage, 3 not in effect or waiting, 4 verification
//! failed, 5 peer out of touch.

mod arguments;
mod commands;
mod language;
mod out;
mod ready;
mod say;
mod seat;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::out::Out;

/// What one thread reads another one folds and frees: glibc's allocator took a seventh of the time of a member that catches
/// up.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("DETENTE_LOG")
                .unwrap_or_else(|_| "warn".into()),
        )
        .with_ansi(out::may_colour())
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let lang = language::chosen(arguments.lang.as_deref(), |name| std::env::var(name).ok());
    let out = Out::new();
    match commands::run(arguments, lang, &out) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let (words, code) = say::error(lang.l(), &error);
            out.error(&words);
            ExitCode::from(code)
        }
    }
}
