//! Reads a relationship framework from YAML and plans the commands that bring it in.
//!
//! Nothing is agreed, signed or submitted here, and nothing is made of the persons a file names: everything
//! becomes something brought in for discussion, as its author's words. The crate is given bytes and reads no
//! file. A plan is whole or there is none: every fault of the file is found before the first step exists.
//!
//! What a file may say is one table of fields per section (`lists`, `actors`, `notes`). The same table
//! refuses what it does not know and writes out what it knows, so no field can be read and then forgotten.

mod actors;
mod fault;
mod field;
mod figure;
mod gather;
mod leaf;
mod lists;
mod node;
mod notes;
mod phrase;
mod plan;
mod read;
mod report;
mod section;
mod translations;
mod vocabulary;
mod write;
mod yaml;

pub use fault::{Document, Expected, ImportError, Obstacle, Place};
pub use phrase::Label;
pub use plan::{Plan, Step};
pub use report::{LeftOut, Repair, Report, SectionReport};
pub use section::Section;

/// The longest file that is read. Who reads it from a disk should look at its length first.
pub const BYTES_MAX: usize = 16 * 1024 * 1024;
/// How many levels of lists and mappings a file may have; the format needs seven.
pub const DEPTH_MAX: usize = 16;
/// How many values a file may have.
pub const VALUES_MAX: usize = 250_000;

/// What a framework calls itself in its field `format`.
pub const FORMAT: &str = "detente-example-framework";
/// What a file of translations calls itself.
pub const TRANSLATIONS_FORMAT: &str = "detente-courtesy-translations";
/// The version of both formats that is read here.
pub const VERSION: &str = "1";

/// Plans what `yaml` asks for, with courtesy translations from a second file if there is one.
///
/// ```
/// let yaml = b"
/// format: detente-example-framework
/// version: 1
/// sources:
///   - { id: a-2021, title: On talking, authors: [{ name: A. Author }], date: 2021-03 }
/// principles:
///   - { id: p-1, text: Any issue can be brought to the table, per: [a-2021] }
/// ";
/// let plan = import::framework(yaml, None)?;
/// assert_eq!(plan.steps.len(), 2);
/// assert_eq!(plan.steps[1].id, "p-1");
/// # Ok::<(), import::ImportError>(())
/// ```
///
/// # Errors
/// The first thing that keeps the file from being read as a whole: what it is, where, and what to do.
pub fn framework(yaml: &[u8], translations: Option<&[u8]>) -> Result<Plan, ImportError> {
    let translations = match translations {
        Some(bytes) => translations::read(&yaml::parse(bytes, Document::Translations)?)?,
        None => translations::Translations::default(),
    };
    plan::plan(&yaml::parse(yaml, Document::Framework)?, &translations)
}
