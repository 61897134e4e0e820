//! What an import says in the reader's language: what keeps a file from being read, and what was done with it.

use i18n::{Arg, Lang, Localizer};
use import::{Document, Expected, ImportError, Obstacle, Place, Report, Section, SectionReport};

use super::with;

/// Where it is, what it is, what to do.
pub fn error(l: Localizer, error: &ImportError) -> String {
    let (place, what) = (place(l, &error.place), obstacle(l, &error.what));
    with(l, "import-error", &[("place", &place), ("what", &what)])
}

fn place(l: Localizer, place: &Place) -> String {
    let mut parts = vec![l.t(match place.document {
        Document::Framework => "import-place-framework",
        Document::Translations => "import-place-translations",
    })];
    if place.line > 0 {
        let (line, column) = (place.line.to_string(), place.column.to_string());
        parts.push(with(
            l,
            "import-place-line",
            &[("line", &line), ("column", &column)],
        ));
    }
    parts.extend(place.section.map(|section| section.key().to_owned()));
    parts.extend(place.id.clone());
    l.list(&parts)
}

fn obstacle(l: Localizer, obstacle: &Obstacle) -> String {
    let known = |words: &[&str]| words.join(", ");
    let args: Vec<(&str, String)> = match obstacle {
        Obstacle::TooLarge { bytes, bytes_max } => numbers(&[("bytes", bytes), ("max", bytes_max)]),
        Obstacle::NotUtf8 | Obstacle::Anchors | Obstacle::NoSource => Vec::new(),
        Obstacle::NotYaml { detail } => vec![("detail", detail.clone())],
        Obstacle::TooMuch {
            depth_max,
            values_max,
        } => numbers(&[("levels", depth_max), ("values", values_max)]),
        Obstacle::WrongFormat { found, expected } | Obstacle::WrongVersion { found, expected } => {
            let found = found
                .as_ref()
                .map_or_else(|| l.t("import-missing"), |found| format!("{found:?}"));
            vec![("found", found), ("expected", (*expected).to_owned())]
        }
        Obstacle::UnknownField { field, known: all } => {
            vec![("field", field.clone()), ("known", known(all))]
        }
        Obstacle::NoColon { key } => vec![("key", key.clone())],
        Obstacle::DuplicateField { field } => vec![("field", field.clone())],
        Obstacle::MissingField { field } => vec![("field", (*field).to_owned())],
        Obstacle::WrongShape { field, expected } => {
            vec![("field", field.clone()), ("expected", shape(l, *expected))]
        }
        Obstacle::UnknownValue {
            field,
            value,
            known: all,
        } => vec![
            ("field", (*field).to_owned()),
            ("value", value.clone()),
            ("known", known(all)),
        ],
        Obstacle::NotADate { field, value } => {
            vec![("field", (*field).to_owned()), ("value", value.clone())]
        }
        Obstacle::DanglingReference { field, id } => {
            vec![("field", (*field).to_owned()), ("id", id.clone())]
        }
        Obstacle::DuplicateId { id, first_line } => {
            vec![("id", id.clone()), ("line", first_line.to_string())]
        }
        Obstacle::HiddenCharacter { code_point } => {
            vec![("character", format!("U+{code_point:04X}"))]
        }
        Obstacle::TooLong { chars, chars_max } => numbers(&[("chars", chars), ("max", chars_max)]),
        Obstacle::ItemTooLarge { bytes, bytes_max } => {
            numbers(&[("bytes", bytes), ("max", bytes_max)])
        }
        Obstacle::DuplicateTranslation { en } => vec![("words", en.clone())],
    };
    let args: Vec<(&str, &str)> = args
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    // i18n: import-fault-
    with(l, &format!("import-fault-{}", obstacle.code()), &args)
}

fn numbers<'a>(pairs: &[(&'a str, &usize)]) -> Vec<(&'a str, String)> {
    pairs
        .iter()
        .map(|(name, number)| (*name, number.to_string()))
        .collect()
}

fn shape(l: Localizer, expected: Expected) -> String {
    l.t(match expected {
        Expected::Words => "import-shape-words",
        Expected::List => "import-shape-list",
        Expected::Mapping => "import-shape-mapping",
        Expected::Flag => "import-shape-flag",
    })
}

/// The lines of a report.
pub fn report(l: Localizer, report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report
        .sections
        .iter()
        .flat_map(|one| section(l, one))
        .collect();
    let left_out = report
        .left_out
        .iter()
        .map(|left| format!("{} ({})", left.field, left.count));
    let left_out: Vec<String> = left_out.collect();
    let left_out = left_out.join(", ");
    lines.push(with(l, "import-left-out", &[("fields", &left_out)]));
    let repaired: usize = report.sections.iter().map(|one| one.repaired.len()).sum();
    lines.push(l.ta(
        "import-summary",
        &[
            ("items", report.items().into()),
            ("repaired", repaired.into()),
            ("untranslated", report.untranslated.len().into()),
        ],
    ));
    lines
}

fn section(l: Localizer, report: &SectionReport) -> Vec<String> {
    let SectionReport {
        section,
        items,
        repaired,
        untranslated,
    } = report;
    let became = l.t(became(*section));
    let name = name(l, *section);
    let mut lines = vec![l.ta(
        "import-section",
        &[
            ("section", Arg::from(&name)),
            ("key", Arg::from(section.key())),
            ("count", (*items).into()),
            ("became", Arg::from(&became)),
        ],
    )];
    lines.extend(repaired.iter().map(|repair| {
        let line = repair.line.to_string();
        let args = [
            ("line", line.as_str()),
            ("id", &repair.id),
            ("words", &repair.words),
        ];
        format!("  {}", with(l, "import-repaired", &args))
    }));
    if !untranslated.is_empty() {
        let count = untranslated.len().into();
        lines.push(format!(
            "  {}",
            l.ta("import-untranslated", &[("count", count)])
        ));
    }
    lines
}

fn name(l: Localizer, section: Section) -> String {
    let label = section.label();
    match l.lang {
        Lang::En => label.en,
        Lang::ZhHans => label.hans,
        Lang::ZhHant => label.hant,
    }
    .to_owned()
}

fn became(section: Section) -> &'static str {
    use domain::{List, Subject};
    match section.becomes() {
        (Subject::Principle, _) => "import-became-principles",
        (Subject::Area, _) => "import-became-areas",
        (_, Some(List::Dialogues)) => "import-became-dialogues",
        (_, Some(List::Cooperation)) => "import-became-cooperation",
        (_, Some(List::Differences)) => "import-became-differences",
        (Subject::Item | Subject::Note | Subject::Conclusion | Subject::Members, None) => {
            "import-became-notes"
        }
    }
}
