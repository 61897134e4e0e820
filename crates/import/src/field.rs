//! What a field of an item is: its name in the file, its label in three languages, and what may stand in it.
//!
//! Fields that several sections share are here; the rest stand with their sections.

use crate::phrase::{Label, label};
use crate::vocabulary::{BASIS, Code};

/// A field of an item.
#[derive(Debug)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// What stands before it when it is written out.
    pub label: Label,
    /// What may stand in it.
    pub shape: Shape,
}

/// What may stand in a field. Where one value may stand, a list of such values may too.
#[derive(Debug)]
pub enum Shape {
    /// The name of the item inside the file. Not written out: references are written as titles.
    Id,
    /// The words that become the title.
    Title,
    /// The words that stand first in a line, without a label.
    Head,
    /// Words or figures, translated where there is a translation.
    Words,
    /// A date or a span of dates.
    Date,
    /// Yes or no.
    Flag,
    /// One of a closed vocabulary.
    Code(&'static [Code]),
    /// An item of the file.
    Reference,
    /// An item of the file, or one of the words `both`, `all`, `author`.
    Who,
    /// An item of the file, or words.
    Mention,
    /// Words for each party.
    ByParty,
    /// A code for each of some fields.
    Graded(&'static [Code], &'static [Field]),
    /// Lines, each with fields of its own; a string stands for a line's head.
    Lines(&'static [Field]),
    /// The sources: they stand beside the item, and are written out only in its lines.
    Per,
    /// A source that is written out.
    Cited,
    /// Items of their own.
    Nested,
    /// Says nothing outside the file; counted and left out.
    LeftOut,
}

/// A field with its label in English, 简体 and 繁體.
pub const fn field(
    name: &'static str,
    en: &'static str,
    hans: &'static str,
    hant: &'static str,
    shape: Shape,
) -> Field {
    Field {
        name,
        label: label(en, hans, hant),
        shape,
    }
}

/// A field that is not written out under a label.
pub const fn bare(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        label: label("", "", ""),
        shape,
    }
}

pub const ID: Field = bare("id", Shape::Id);
pub const TITLE: Field = bare("title", Shape::Title);
pub const TEXT: Field = bare("text", Shape::Title);
pub const NAME: Field = bare("name", Shape::Title);
pub const HEAD: Field = bare("text", Shape::Head);
pub const PER: Field = field("per", "Per", "据", "據", Shape::Per);
pub const KIND: Field = field("kind", "Kind", "类型", "類型", Shape::Words);
pub const NOTE: Field = field("note", "Note", "备注", "備註", Shape::Words);
pub const DATE: Field = field("date", "Date", "日期", "日期", Shape::Date);
pub const END: Field = field("end", "Until", "至", "至", Shape::Date);
pub const DATE_BASIS: Field = field(
    "date_basis",
    "Basis of the date",
    "日期依据",
    "日期依據",
    Shape::Code(BASIS),
);
pub const DATE_TEXT: Field = field(
    "date_text",
    "Date, as worded",
    "日期（原文表述）",
    "日期（原文表述）",
    Shape::Words,
);
pub const PLACE: Field = field("place", "Place", "地点", "地點", Shape::Words);
pub const AREAS: Field = field("areas", "Areas", "领域或区域", "領域或區域", Shape::Mention);
pub const INCIDENT: Field = field("incident", "Incident", "事件", "事件", Shape::Reference);
