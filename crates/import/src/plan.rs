//! The plan: one step for each item of the file, in the order of the sections, and the report of what was done.

use std::collections::BTreeSet;

use domain::wording::TEXT_CHARS_MAX;
use domain::{About, Command, Source, Subject, Wordings};
use record::ENTRY_BYTES_MAX;

use crate::actors::OF_PARTY;
use crate::fault::{ImportError, Obstacle};
use crate::figure;
use crate::gather::{Gathered, Item, gather};
use crate::node::Node;
use crate::phrase::{Label, Phrase, label};
use crate::read::{Line, Reader, Value};
use crate::report::Report;
use crate::section::Section;
use crate::translations::Translations;
use crate::write;

/// What is to be submitted for one party, in this order, and what was done with each section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What the framework is called; empty if the file does not say.
    pub title: Wordings,
    /// The steps.
    pub steps: Vec<Step>,
    /// What was done with each section of the file.
    pub report: Report,
}

/// One thing to bring in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From which section of the file.
    pub section: Section,
    /// The item's id in the file; its section and number if it has none.
    pub id: String,
    /// The line of the file on which it begins.
    pub line: u64,
    /// Ids of the areas in the file that the item names. Their steps come earlier; the command's own areas
    /// are empty, because an area is given its object id only when it is brought in.
    pub areas: Vec<String>,
    /// What to submit.
    pub command: Command,
}

/// Room in an entry for everything but the words.
const FRAME_BYTES: usize = 16 * 1024;

const IN_THE_FILE: Label = label("In the file under", "文件中的类别", "文件中的類別");

/// Words of the file may cite a source by its id, so the id is said where the source is.
const CITED_AS: Label = label("Cited in the file as", "文件中的引用名", "文件中的引用名");

/// Plans a framework.
pub fn plan(root: &Node, translations: &Translations) -> Result<Plan, ImportError> {
    let gathered = gather(root, translations)?;
    let mut report = Report::default();
    let title = match root.get("title") {
        None => Wordings::default(),
        Some(title) => write::wordings(
            &translations.phrase("title", title, &mut report.untranslated)?,
            &[],
        ),
    };
    let mut steps = Vec::with_capacity(gathered.items.len());
    for item in &gathered.items {
        let (step, missing) = step(item, &gathered, translations)
            .map_err(|error| error.within(item.section, Some(&item.name)))?;
        report.add(item, &step, missing);
        steps.push(step);
    }
    Ok(Plan {
        title,
        steps,
        report,
    })
}

fn step(
    item: &Item<'_>,
    gathered: &Gathered<'_>,
    translations: &Translations,
) -> Result<(Step, BTreeSet<String>), ImportError> {
    let missing = item.missing.clone();
    let mut reader = Reader {
        gathered,
        translations,
        missing,
        sources: Vec::new(),
        areas: Vec::new(),
    };
    let said = reader.item(item)?;
    let Reader {
        missing,
        sources,
        areas,
        ..
    } = reader;
    let (subject, list) = item.section.becomes();
    let mut lines = introduction(item, gathered);
    lines.extend(if item.section == Section::Indicators {
        figure::in_one_line(said, translations)
    } else {
        said
    });
    let wordings = write::wordings(&item.title, &lines);
    let sources: Vec<Source> = sources
        .iter()
        .filter_map(|id| gathered.sources.get(id))
        .map(|cited| cited.source.clone())
        .collect();
    check_lengths(item, &wordings, &sources)?;
    let command = Command::BringIn {
        subject,
        list,
        wordings,
        about: About {
            sources,
            ..About::default()
        },
    };
    let step = Step {
        section: item.section,
        id: item.name.clone(),
        line: item.node.line,
        areas,
        command,
    };
    Ok((step, missing))
}

/// A note says from which section it is, a source what it is called there, and a unit whose it is.
fn introduction(item: &Item<'_>, gathered: &Gathered<'_>) -> Vec<Line> {
    let line = |field, label, phrase: Phrase| Line {
        field,
        label,
        value: Value::Phrases(vec![phrase]),
    };
    let (subject, _) = item.section.becomes();
    let note = (subject == Subject::Note)
        .then(|| line("section", IN_THE_FILE, item.section.label().phrase()));
    let party = item.parent.and_then(|(id, _)| gathered.known.get(id));
    let party = party.map(|party| line(OF_PARTY.name, OF_PARTY.label, party.title.clone()));
    let source =
        (item.section == Section::Sources).then(|| line("id", CITED_AS, Phrase::same(&item.name)));
    note.into_iter().chain(source).chain(party).collect()
}

/// What would be refused when it is submitted is refused here, before anything is.
fn check_lengths(
    item: &Item<'_>,
    wordings: &Wordings,
    sources: &[Source],
) -> Result<(), ImportError> {
    let texts = wordings.0.iter().map(|wording| &wording.text);
    let texts = texts.chain(sources.iter().map(|source| &source.citation));
    let chars = texts
        .map(|text| text.chars().count())
        .max()
        .unwrap_or_default();
    if chars > TEXT_CHARS_MAX {
        return Err(item.node.fault(Obstacle::TooLong {
            chars,
            chars_max: TEXT_CHARS_MAX,
        }));
    }
    let contents = wordings
        .contents()
        .chain(sources.iter().map(Source::content));
    let bytes: usize = contents.map(|content| content.bytes.len()).sum();
    let bytes_max = ENTRY_BYTES_MAX - FRAME_BYTES;
    if bytes > bytes_max {
        return Err(item.node.fault(Obstacle::ItemTooLarge { bytes, bytes_max }));
    }
    Ok(())
}
