//! The framework's fields in the format's description, held against the code. The record's own tables are held by
//! the tests of `record`.

use domain::fact::field;
use domain::{List, Outcome, Subject};

const PAGE: &str = include_str!("../../../../docs/reference/record-format.md");

/// The cells of each row of the table of fields.
fn rows() -> Vec<Vec<&'static str>> {
    let table = PAGE
        .split_once("| field | called | what |\n")
        .expect("a table")
        .1;
    let lines = table.lines().skip(1);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn the_table_of_the_framework_has_every_field_with_its_number() {
    let fields = [
        (field::SUBJECT, "subject"),
        (field::LIST, "list"),
        (field::OBJECT, "object"),
        (field::AREAS, "areas"),
        (field::MARKS, "marks"),
        (field::UNTIL_DAY, "until day"),
        (field::ANSWERS, "answers"),
        (field::CITES, "cites"),
        (field::CONTENTS, "contents"),
        (field::OUTCOME, "outcome"),
    ];
    let rows = rows();
    let listed = rows.iter().map(|row| (row[0].to_owned(), row[1]));
    let known = fields.map(|(number, name)| (number.to_string(), name));
    assert_eq!(listed.collect::<Vec<_>>(), known);
    let constants = include_str!("../../src/fact.rs")
        .matches(": u64 = ")
        .count();
    assert_eq!(
        constants,
        rows.len(),
        "a field that is added belongs on the page"
    );

    let subjects = [
        (Subject::Principle, "guiding principle"),
        (Subject::Item, "item of a list"),
        (Subject::Area, "area"),
        (Subject::Note, "note"),
        (Subject::Conclusion, "conclusion of its object"),
        (Subject::Members, "change of members"),
    ];
    for (subject, name) in subjects {
        let said = format!("{} {name}", subject.number());
        assert!(rows[0][2].contains(&said), "{said}");
    }
    for (outcome, name) in [(Outcome::Erased, "erased"), (Outcome::Kept, "kept")] {
        let said = format!("{} {name}", outcome.number());
        assert!(rows[9][2].contains(&said), "{said}");
    }
    let lists = [
        (List::Dialogues, "to talk about"),
        (List::Cooperation, "to do together"),
        (List::Differences, "to manage"),
    ];
    for (list, name) in lists {
        let said = format!("{} {name}", list.number());
        assert!(rows[1][2].contains(&said), "{said}");
    }
}
