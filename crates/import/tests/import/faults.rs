//! Files with faults: each is refused as a whole, with what it is, where, and what to do.

use import::{Document, Section, framework};

use crate::{EXAMPLE, fault, small};

/// The file with a fault, the code, line, section and item of the error, and words that it says.
pub fn check(
    yaml: &str,
    code: &str,
    line: u64,
    section: Option<Section>,
    id: Option<&str>,
    says: &str,
) {
    let error = fault(yaml);
    let place = &error.place;
    assert_eq!(
        (error.code(), place.line, place.section, place.id.as_deref()),
        (code, line, section, id),
        "{error}"
    );
    assert!(place.column > 0, "{error}");
    let said = error.to_string();
    assert!(said.contains(says), "{said}");
    assert!(
        said.starts_with(&format!("framework, line {line}, column ")),
        "{said}"
    );
    if let Some(id) = id {
        assert!(said.contains(&format!(", {id}: ")), "{said}");
    }
}

#[test]
fn another_format_or_version() {
    check("", "wrong-shape", 1, None, None, "a mapping");
    check("- a", "wrong-shape", 1, None, None, "a mapping");
    check(
        "format: other\nversion: 1",
        "wrong-format",
        1,
        None,
        None,
        "the format is \"other\"",
    );
    check(
        "version: 1",
        "wrong-format",
        1,
        None,
        None,
        "the format is missing",
    );
    check(
        "format: detente-example-framework\nversion: 2",
        "wrong-version",
        2,
        None,
        None,
        "the version is \"2\"",
    );
}

#[test]
fn a_field_that_is_not_part_of_the_format() {
    check(
        &small("persons: []"),
        "unknown-field",
        5,
        None,
        None,
        "\"persons\"",
    );
    let dialogue = |field: &str| {
        small(&format!(
            "dialogues:\n  - id: d-1\n    title: Talks\n    {field}\n    per: a-2021"
        ))
    };
    let section = Some(Section::Dialogues);
    check(
        &dialogue("mood: good"),
        "unknown-field",
        8,
        section,
        Some("d-1"),
        "\"mood\" here; correct its name or remove",
    );
    check(
        &dialogue("mood:"),
        "unknown-field",
        8,
        section,
        Some("d-1"),
        "\"mood\"",
    );
    check(
        &dialogue("rounds: [{ plaice: Rome }]"),
        "unknown-field",
        8,
        section,
        Some("d-1"),
        "known: round, status",
    );
    check(
        &dialogue("title: Again"),
        "duplicate-field",
        8,
        None,
        None,
        "\"title\"",
    );
    let unit = small("parties: [{ id: P, name: P, units: [{ id: P-1, name: Office, phone: 1 }] }]");
    check(
        &unit,
        "unknown-field",
        5,
        Some(Section::Units),
        Some("P-1"),
        "\"phone\"",
    );
}

#[test]
fn a_comma_that_cuts_no_words() {
    check(
        &small("claims: [{ text: \"in quotes\", per: a-2021, lost }]"),
        "dangling-reference",
        5,
        Some(Section::Claims),
        Some("claims 1"),
        "a-2021, lost",
    );
    check(
        &small("claims: [{ text: \"in quotes\", lost }]"),
        "no-colon",
        5,
        None,
        None,
        "no colon follows \"lost\"",
    );
    check(
        &small("claims: [{ lost, text: words }]"),
        "no-colon",
        5,
        None,
        None,
        "\"lost\"",
    );
}

#[test]
fn references_that_lead_nowhere_and_ids_that_stand_twice() {
    let item = |field: &str| {
        small(&format!(
            "differences:\n  - id: x-1\n    title: One\n    {field}"
        ))
    };
    let section = Some(Section::Differences);
    for field in [
        "causes: [x-2]",
        "linkages: [l-9]",
        "dialogue: d-1",
        "incident: i-1",
        "held_by: x-nobody",
    ] {
        check(
            &item(field),
            "dangling-reference",
            8,
            section,
            Some("x-1"),
            "add the item",
        );
    }
    check(
        &item("per: [b-2022]"),
        "dangling-reference",
        8,
        section,
        Some("x-1"),
        "\"b-2022\"",
    );
    check(
        &item("claims: [{ text: So, per: b }]"),
        "dangling-reference",
        8,
        section,
        Some("x-1"),
        "\"b\"",
    );
    check(
        &item("positions: { nobody: No }"),
        "dangling-reference",
        8,
        section,
        Some("x-1"),
        "\"nobody\"",
    );
    let party = "parties: [{ id: AST, name: Asteria }]\nrequests: [{ id: q, text: Talk, by: BOR }]";
    check(
        &small(party),
        "dangling-reference",
        6,
        Some(Section::Requests),
        Some("q"),
        "\"BOR\"",
    );
    let twice =
        "principles: [{ id: same, text: One }]\nclaims: []\nphases:\n  - { id: same, text: Two }";
    check(
        &small(twice),
        "duplicate-id",
        8,
        Some(Section::Phases),
        Some("same"),
        "line 5",
    );
}

#[test]
fn values_that_are_none() {
    let dialogue = |field: &str| small(&format!("dialogues: [{{ id: d, title: Talks, {field} }}]"));
    let section = Some(Section::Dialogues);
    check(
        &dialogue("status: happy"),
        "unknown-value",
        5,
        section,
        Some("d"),
        "proposed, active, dormant",
    );
    check(
        &dialogue("status_as_of: 2023-13"),
        "not-a-date",
        5,
        section,
        Some("d"),
        "2023-06-19",
    );
    check(
        &dialogue("one_sided: perhaps"),
        "wrong-shape",
        5,
        section,
        Some("d"),
        "true or false",
    );
    check(
        &dialogue("note: { a: b }"),
        "unknown-field",
        5,
        section,
        Some("d"),
        "en, zh-Hans, zh-Hant",
    );
    check(
        &dialogue("note: \"\""),
        "missing-field",
        5,
        section,
        Some("d"),
        "\"note\"",
    );
    check(
        &dialogue("rounds: [[1]]"),
        "wrong-shape",
        5,
        section,
        Some("d"),
        "a mapping",
    );
    check(
        &small("dialogues: {}"),
        "wrong-shape",
        5,
        section,
        None,
        "a list",
    );
    check(
        &small("dialogues: [{ title: Talks }]"),
        "missing-field",
        5,
        section,
        None,
        "\"id\"",
    );
    check(
        &small("dialogues: [{ id: d }]"),
        "missing-field",
        5,
        section,
        Some("d"),
        "\"title\"",
    );
    check(
        &small("claims: [words]"),
        "wrong-shape",
        5,
        Some(Section::Claims),
        Some("claims 1"),
        "a mapping",
    );
    let two = "  - { id: b, title: Second }\nclaims: [{ text: Whose }]";
    check(
        &small(two),
        "no-source",
        6,
        Some(Section::Claims),
        Some("claims 1"),
        "add `per: [...]`",
    );
}

#[test]
fn translations_with_faults() {
    let translations = |strings: &str| {
        let yaml =
            format!("format: detente-courtesy-translations\nversion: 1\nstrings:\n{strings}");
        let error = framework(EXAMPLE.as_bytes(), Some(yaml.as_bytes())).expect_err("a fault");
        assert_eq!(error.place.document, Document::Translations);
        (error.code(), error.place.line)
    };
    assert_eq!(
        translations("  - { en: a, zh-Hans: 甲 }\n  - { en: a, zh-Hant: 甲 }"),
        ("duplicate-translation", 5)
    );
    assert_eq!(translations("  - { en: a, fr: b }"), ("unknown-field", 4));
    assert_eq!(translations("  - { zh-Hans: 甲 }"), ("missing-field", 4));
    assert_eq!(
        translations("  - { en: a, zh-Hans: \"甲\\u202e\" }"),
        ("hidden-character", 4)
    );
    let error =
        framework(EXAMPLE.as_bytes(), Some(EXAMPLE.as_bytes())).expect_err("not translations");
    assert_eq!(error.code(), "wrong-format");
}
