//! What was done with each section of a file, as data for any language and as lines in English.

use core::fmt;
use std::collections::BTreeSet;

use domain::{List, Subject};

use crate::field::Shape;
use crate::gather::Item;
use crate::node::{Content, Node};
use crate::plan::Step;
use crate::section::Section;

/// What was done with a file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Report {
    /// The sections that the file has, in the order of the steps.
    pub sections: Vec<SectionReport>,
    /// What says nothing outside the file.
    pub left_out: Vec<LeftOut>,
    /// All strings that lack a translation, each once.
    pub untranslated: BTreeSet<String>,
}

/// What was done with a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionReport {
    /// Which.
    pub section: Section,
    /// How many items it has; each became one step.
    pub items: usize,
    /// Strings that a comma had cut in two.
    pub repaired: Vec<Repair>,
    /// Strings that lack a translation, each once.
    pub untranslated: BTreeSet<String>,
}

/// A string that was put together again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// In which item.
    pub id: String,
    /// The line on which the string begins.
    pub line: u64,
    /// What it says now.
    pub words: String,
}

/// A field that was read and is in no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub field: &'static str,
    /// How many items have it.
    pub count: usize,
}

impl Report {
    /// How many items were read.
    pub fn items(&self) -> usize {
        self.sections.iter().map(|section| section.items).sum()
    }

    pub(crate) fn add(&mut self, item: &Item<'_>, step: &Step, untranslated: BTreeSet<String>) {
        if self
            .sections
            .last()
            .is_none_or(|last| last.section != item.section)
        {
            let section = item.section;
            self.sections.push(SectionReport {
                section,
                items: 0,
                repaired: Vec::new(),
                untranslated: BTreeSet::new(),
            });
        }
        let last = self
            .sections
            .last_mut()
            .expect("pushed above if there was none");
        last.items += 1;
        last.repaired
            .extend(repairs(item).into_iter().map(|node| repair(node, &step.id)));
        self.untranslated.extend(untranslated.iter().cloned());
        last.untranslated.extend(untranslated);
        let silent = item
            .section
            .fields()
            .iter()
            .filter(|field| match field.shape {
                Shape::Id => item.section != Section::Sources,
                ref shape => matches!(shape, Shape::LeftOut),
            });
        for field in silent.filter(|field| item.node.get(field.name).is_some()) {
            match self
                .left_out
                .iter_mut()
                .find(|left| left.field == field.name)
            {
                Some(left) => left.count += 1,
                None => self.left_out.push(LeftOut {
                    field: field.name,
                    count: 1,
                }),
            }
        }
    }
}

/// Those of the item itself: what stands under it as an item of its own has its own.
fn repairs<'a>(item: &Item<'a>) -> Vec<&'a Node> {
    let nested = item
        .section
        .fields()
        .iter()
        .find(|field| matches!(field.shape, Shape::Nested));
    let nested = nested.and_then(|field| item.node.get(field.name));
    let elsewhere = nested.map(Node::repairs).unwrap_or_default();
    let all = item.node.repairs().into_iter();
    all.filter(|node| !elsewhere.iter().any(|other| std::ptr::eq(*other, *node)))
        .collect()
}

fn repair(node: &Node, id: &str) -> Repair {
    let words = match &node.content {
        Content::Text(words) => words.clone(),
        Content::Null | Content::List(_) | Content::Map(_) => String::new(),
    };
    Repair {
        id: id.to_owned(),
        line: node.line,
        words,
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in &self.sections {
            write!(f, "{section}")?;
        }
        let left_out = self
            .left_out
            .iter()
            .map(|left| format!("{} ({})", left.field, left.count));
        let left_out = left_out.collect::<Vec<_>>().join(", ");
        writeln!(
            f,
            "Not brought in: comments, format, version; and what only names things inside the file: {left_out}"
        )?;
        let repaired: usize = self
            .sections
            .iter()
            .map(|section| section.repaired.len())
            .sum();
        let untranslated = self.untranslated.len();
        let items = self.items();
        write!(
            f,
            "{items} items read, {repaired} lines repaired, {untranslated} strings without translation"
        )
    }
}

impl fmt::Display for SectionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let became = match self.section.becomes() {
            (Subject::Principle, _) => "brought in as principles",
            (Subject::Area, _) => "brought in as areas",
            (_, Some(List::Dialogues)) => "brought in on the list of dialogues",
            (_, Some(List::Cooperation)) => "brought in on the list of cooperation areas",
            (_, Some(List::Differences)) => "brought in on the list of differences",
            (Subject::Item | Subject::Note | Subject::Conclusion | Subject::Members, None) => {
                "kept as notes"
            }
        };
        let SectionReport {
            section,
            items,
            repaired,
            untranslated,
        } = self;
        writeln!(
            f,
            "{} ({}): {items} read, {items} {became}",
            section.label().en,
            section.key()
        )?;
        for Repair { id, line, words } in repaired {
            writeln!(
                f,
                "  line {line}, {id}: a comma had cut this string, read as {words:?}; put it in quotes"
            )?;
        }
        match untranslated.len() {
            0 => Ok(()),
            count => writeln!(f, "  {count} strings without translation, shown in English"),
        }
    }
}
