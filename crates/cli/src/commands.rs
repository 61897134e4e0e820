//! One file for each noun; this is the table.

mod demo;
mod import;
mod init;
mod item;
mod list;
mod peer;
mod powers;
mod record;
mod serve;
mod status;
mod user;

use anyhow::Result;
use clap::CommandFactory;
use i18n::Lang;

use crate::arguments::{Arguments, Command};
use crate::out::Out;

/// Carries out what was typed and gives the exit code.
pub fn run(arguments: Arguments, out: &Out) -> Result<u8> {
    let lang = Lang::from_tag(&arguments.lang).unwrap_or_else(|| Lang::negotiate(&arguments.lang));
    let how = How {
        dir: arguments.dir,
        lang,
        json: arguments.json,
        out,
    };
    match arguments.command {
        Command::Demo(demo) => demo::run(&how, &demo),
        Command::Init(init) => init::run(&how, &init),
        Command::Serve(serve) => serve::run(&how, &serve),
        Command::Status => status::run(&how),
        Command::Peer(verb) => peer::run(&how, verb),
        Command::Powers(verb) => powers::run(&how, &verb),
        Command::List(list) => list::run(&how, &list),
        Command::Item(verb) => item::run(&how, verb),
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
            Ok(0)
        }
        Command::Man => {
            clap_mangen::Man::new(Arguments::command()).render(&mut std::io::stdout())?;
            Ok(0)
        }
    }
}

/// Where the data is and how to answer.
pub struct How<'a> {
    /// The data folder.
    pub dir: std::path::PathBuf,
    /// The language.
    pub lang: Lang,
    /// Whether to print JSON.
    pub json: bool,
    /// Where to print.
    pub out: &'a Out,
}
