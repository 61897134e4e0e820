//! One file for each noun; this is the table.

mod advisor;
mod backup;
mod bundle;
mod demo;
mod doctor;
mod erasure;
mod forks;
mod import;
mod init;
mod item;
mod key;
mod list;
mod note;
mod peer;
mod pouch;
mod powers;
mod proof;
mod record;
mod serve;
mod sign;
mod space;
mod status;
mod text;
mod user;

use anyhow::Result;
use clap::CommandFactory;
use i18n::{Arg, Lang, Localizer};

use crate::arguments::{Arguments, Command};
use crate::out::Out;
use crate::say::{exit, usage};

/// Carries out what was typed and gives the exit code.
pub fn run(arguments: Arguments, lang: Lang, out: &Out) -> Result<u8> {
    let how = How {
        dir: arguments.dir,
        space: arguments.space,
        lang,
        json: arguments.json,
        out,
    };
    match arguments.command {
        Command::Advisor(verb) => advisor::run(&how, &verb),
        Command::Demo(demo) => demo::run(&how, &demo),
        Command::Init(init) => init::run(&how, &init),
        Command::Serve(serve) => serve::run(&how, &serve),
        Command::Status => status::run(&how),
        Command::Doctor(doctor) => doctor::run(&how, &doctor),
        Command::Backup(asked) => backup::write(&how, &asked),
        Command::Restore(asked) => backup::restore(&how, &asked),
        Command::Peer(verb) => peer::run(&how, verb),
        Command::Space(verb) => space::run(&how, &verb),
        Command::Pouch(verb) => pouch::run(&how, &verb),
        Command::Powers(verb) => powers::run(&how, &verb),
        Command::Key(verb) => key::run(&how, &verb),
        Command::List(list) => list::run(&how, &list),
        Command::Item(verb) => item::run(&how, verb),
        Command::Note(verb) => note::run(&how, verb),
        Command::Text(verb) => text::run(&how, &verb),
        Command::Record(verb) => record::run(&how, &verb),
        Command::Import(verb) => import::run(&how, &verb),
        Command::User(verb) => user::run(&how, verb),
        Command::Completions { shell } => {
            clap_complete::generate(
                shell,
                &mut Arguments::command(),
                "detente",
                &mut std::io::stdout(),
            );
            Ok(exit::DONE)
        }
        Command::Man => {
            clap_mangen::Man::new(Arguments::command()).render(&mut std::io::stdout())?;
            Ok(exit::DONE)
        }
    }
}

/// Where the data is and how to answer.
pub struct How<'a> {
    /// The data folder.
    pub dir: std::path::PathBuf,
    /// The first digits of the relationship that was chosen.
    pub space: Option<String>,
    /// The language.
    pub lang: Lang,
    /// Whether to print JSON.
    pub json: bool,
    /// Where to print.
    pub out: &'a Out,
}

impl How<'_> {
    /// A message.
    pub fn t(&self, key: &str) -> String {
        self.lang.l().t(key)
    }

    /// A message with arguments.
    pub fn ta(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.lang.l().ta(key, args)
    }

    /// A message with names and texts in it.
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        crate::say::with(self.lang.l(), key, args)
    }

    /// Prints a message on a line of its own.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) {
        self.out.line(self.with(key, args));
    }
}

/// Reads a date as people type it.
fn day(l: Localizer, date: &str) -> Result<u64> {
    i18n::day_of_date(date).ok_or_else(|| usage(l, "command-no-date", &[("date", date)]))
}

/// A path as it is shown.
fn shown(path: &std::path::Path) -> String {
    path.display().to_string()
}

/// Names or titles by language, as JSON.
fn by_language(names: &[(String, String)]) -> serde_json::Value {
    names
        .iter()
        .map(|(lang, text)| (lang.clone(), text.clone().into()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
