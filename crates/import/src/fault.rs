//! What keeps a file from being read, where, and what to do about it.
//!
//! An error is for the person who wrote the file: a code with data for whoever says it in their language,
//! and English here. The places are those of the file as it was given.

use core::fmt;

use crate::section::Section;

/// Why a file was not read. Nothing of it was kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct ImportError {
    /// What is wrong, and what to do.
    pub what: Obstacle,
    /// Where.
    pub place: Place,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// Longer than [`crate::BYTES_MAX`].
    #[error(
        "the file has {bytes} bytes, and at most {bytes_max} are read; split it into several files"
    )]
    TooLarge {
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        bytes_max: usize,
    },
    /// Not text.
    #[error("this is not UTF-8 text; save the file as UTF-8")]
    NotUtf8,
    /// Not YAML.
    #[error(
        "this is not YAML ({detail}); check the quotes, colons and indentation here and just before"
    )]
    NotYaml {
        /// What the reader of YAML says, in English.
        detail: String,
    },
    /// Anchors and aliases can make a small file endless.
    #[error("anchors (&name) and aliases (*name) are not read; write the words out in each place")]
    Anchors,
    /// More levels or values than a framework has.
    #[error(
        "more than {depth_max} levels or {values_max} values; a framework needs far fewer, so split the file or look for a bracket too many"
    )]
    TooMuch {
        /// How many levels there may be.
        depth_max: usize,
        /// How many values there may be.
        values_max: usize,
    },
    /// Another format, or none.
    #[error("the format is {}, and only {expected:?} is read; begin the file with `format: {expected}`", given(.found))]
    WrongFormat {
        /// What the file says.
        found: Option<String>,
        /// What is read here.
        expected: &'static str,
    },
    /// Another version, or none.
    #[error("the version is {}, and only {expected:?} is read; write `version: {expected}` if the file follows it", given(.found))]
    WrongVersion {
        /// What the file says.
        found: Option<String>,
        /// What is read here.
        expected: &'static str,
    },
    /// A field that is not part of the format here.
    #[error("there is no field {field:?} here; correct its name or remove it (known: {})", known.join(", "))]
    UnknownField {
        /// The field.
        field: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// A key that no colon follows, and no words before it that a comma could have cut.
    #[error(
        "no colon follows {key:?}; write `{key}: ...`, or put words that contain a comma in quotes"
    )]
    NoColon {
        /// The key.
        key: String,
    },
    /// The same field twice.
    #[error("the field {field:?} stands here twice; keep one of them")]
    DuplicateField {
        /// The field.
        field: String,
    },
    /// A field that is needed is not there, or empty.
    #[error("the field {field:?} is missing or empty; add it")]
    MissingField {
        /// The field.
        field: &'static str,
    },
    /// A list where words belong, or the like.
    #[error("{field:?} should be {expected}; write it as one")]
    WrongShape {
        /// The field.
        field: String,
        /// What belongs there.
        expected: Expected,
    },
    /// A word that is not among those of a closed vocabulary.
    #[error("{value:?} is not a value of {field:?}; use one of: {}", known.join(", "))]
    UnknownValue {
        /// The field.
        field: &'static str,
        /// What it says.
        value: String,
        /// What it could say.
        known: Vec<&'static str>,
    },
    /// Not a date.
    #[error(
        "{value:?} in {field:?} is not a date; write 2023, 2023-06 or 2023-06-19, and words in a field for words"
    )]
    NotADate {
        /// The field.
        field: &'static str,
        /// What it says.
        value: String,
    },
    /// A reference to something that is not in the file.
    #[error(
        "{field:?} refers to {id:?}, and nothing in the file has that id; correct it or add the item"
    )]
    DanglingReference {
        /// The field.
        field: &'static str,
        /// What it refers to.
        id: String,
    },
    /// Two items with one id.
    #[error("the id {id:?} is taken by the item at line {first_line}; give one of them another id")]
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stands first.
        first_line: u64,
    },
    /// Nobody is named whose words these are.
    #[error("nothing says whose words these are; add `per: [...]` with the id of a source")]
    NoSource,
    /// A character that can hide or reorder text.
    #[error("the character U+{code_point:04X} can hide or reorder text; remove it")]
    HiddenCharacter {
        /// Which.
        code_point: u32,
    },
    /// The item says more than a text may hold.
    #[error(
        "written out, the item has {chars} characters, and a text has at most {chars_max}; split the item"
    )]
    TooLong {
        /// How long it is in one of the languages.
        chars: usize,
        /// How long it may be.
        chars_max: usize,
    },
    /// The item in all its languages, with its sources, does not fit into one entry.
    #[error(
        "with its translations and sources the item has {bytes} bytes, and at most {bytes_max} fit into an entry; split the item"
    )]
    ItemTooLarge {
        /// How much it is.
        bytes: usize,
        /// How much there may be.
        bytes_max: usize,
    },
    /// Two translations of one string.
    #[error("{en:?} is translated twice; keep one of the translations")]
    DuplicateTranslation {
        /// The English string.
        en: String,
    },
}

/// What belongs in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One string.
    Words,
    /// A list.
    List,
    /// Names with values.
    Mapping,
    /// `true` or `false`.
    Flag,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Words => "one string of words",
            Expected::List => "a list",
            Expected::Mapping => "a mapping of names to values",
            Expected::Flag => "true or false",
        })
    }
}

fn given(found: &Option<String>) -> String {
    found
        .as_ref()
        .map_or_else(|| "missing".to_owned(), |found| format!("{found:?}"))
}

impl Obstacle {
    /// The word by which this is said in other languages.
    pub fn code(&self) -> &'static str {
        match self {
            Obstacle::TooLarge { .. } => "too-large",
            Obstacle::NotUtf8 => "not-utf8",
            Obstacle::NotYaml { .. } => "not-yaml",
            Obstacle::Anchors => "anchors",
            Obstacle::TooMuch { .. } => "too-much",
            Obstacle::WrongFormat { .. } => "wrong-format",
            Obstacle::WrongVersion { .. } => "wrong-version",
            Obstacle::UnknownField { .. } => "unknown-field",
            Obstacle::NoColon { .. } => "no-colon",
            Obstacle::DuplicateField { .. } => "duplicate-field",
            Obstacle::MissingField { .. } => "missing-field",
            Obstacle::WrongShape { .. } => "wrong-shape",
            Obstacle::UnknownValue { .. } => "unknown-value",
            Obstacle::NotADate { .. } => "not-a-date",
            Obstacle::DanglingReference { .. } => "dangling-reference",
            Obstacle::DuplicateId { .. } => "duplicate-id",
            Obstacle::NoSource => "no-source",
            Obstacle::HiddenCharacter { .. } => "hidden-character",
            Obstacle::TooLong { .. } => "too-long",
            Obstacle::ItemTooLarge { .. } => "item-too-large",
            Obstacle::DuplicateTranslation { .. } => "duplicate-translation",
        }
    }

    /// The error at a place.
    pub(crate) fn at(self, place: Place) -> ImportError {
        ImportError { what: self, place }
    }
}

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The framework.
    Framework,
    /// Its translations.
    Translations,
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which file.
    pub document: Document,
    /// The line, from 1; 0 if it is the file as a whole.
    pub line: u64,
    /// The character in the line, from 1.
    pub column: u64,
    /// In which section.
    pub section: Option<Section>,
    /// In which item: its id, or its number if it has none.
    pub id: Option<String>,
}

impl Place {
    pub(crate) fn whole(document: Document) -> Place {
        Place {
            document,
            line: 0,
            column: 0,
            section: None,
            id: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.document {
            Document::Framework => "framework",
            Document::Translations => "translations",
        })?;
        if self.line > 0 {
            write!(f, ", line {}, column {}", self.line, self.column)?;
        }
        if let Some(section) = self.section {
            write!(f, ", in {}", section.key())?;
        }
        self.id.iter().try_for_each(|id| write!(f, ", {id}"))
    }
}

impl ImportError {
    /// The word by which this is said in other languages.
    pub fn code(&self) -> &'static str {
        self.what.code()
    }

    /// The same, with the item it was found in.
    pub(crate) fn within(mut self, section: Section, id: Option<&str>) -> ImportError {
        self.place.section.get_or_insert(section);
        if self.place.id.is_none() {
            self.place.id = id.map(str::to_owned);
        }
        self
    }
}
