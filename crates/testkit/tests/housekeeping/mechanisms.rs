//! docs/from-the-articles.md names tests that somebody wrote.

use crate::{code_spans, read, tree};

const MECHANISMS: std::ops::RangeInclusive<u32> = 1..=131;

/// The tests of mechanisms that the text names in backticks and nobody wrote: `m031_what_happens`
/// is a function in Rust, `m031 what happens` the title of a browser journey.
fn missing_mechanism_tests(text: &str, files: &[(String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, _, spans) in code_spans(text) {
        for name in spans
            .into_iter()
            .map(|span| span.trim_end_matches("()"))
            .map(|span| span.rsplit("::").next().unwrap_or(span))
        {
            let Some(row) = mechanism_row(name) else {
                continue;
            };
            if row.len() != 3 || !row.parse().is_ok_and(|row| MECHANISMS.contains(&row)) {
                faults.push(format!(
                    "line {number}: {name} is of no row from 001 to 131"
                ));
            } else if !files
                .iter()
                .any(|(path, source)| defines_test(path, source, name))
            {
                faults.push(format!("line {number}: there is no test {name}"));
            }
        }
    }
    faults
}

/// `031` of `m031_what_happens` or `m031 what happens`.
fn mechanism_row(name: &str) -> Option<&str> {
    let (row, _) = name.strip_prefix('m')?.split_once(['_', ' '])?;
    (!row.is_empty() && row.bytes().all(|digit| digit.is_ascii_digit())).then_some(row)
}

fn defines_test(path: &str, source: &str, name: &str) -> bool {
    if path.ends_with(".rs") {
        source.contains(&format!("fn {name}("))
    } else if path.ends_with(".mjs") {
        ['"', '\'', '`']
            .iter()
            .any(|quote| source.contains(&format!("{quote}{name}{quote}")))
    } else {
        false
    }
}

#[test]
fn the_articles_page_names_tests_that_exist() {
    let Some(text) = read("docs/from-the-articles.md") else {
        return;
    };
    let files = tree();
    if !files.is_empty() {
        assert_eq!(missing_mechanism_tests(&text, &files), Vec::<String>::new());
    }
}

#[test]
fn a_mechanism_test_that_nobody_wrote_is_noticed() {
    let files = [
        (
            "crates/x/tests/a.rs".to_owned(),
            "#[test]\nfn m031_in_effect_on_both_nodes() {}".to_owned(),
        ),
        (
            "e2e/journeys/b.test.mjs".to_owned(),
            "test(\"m044 red lines stay here\", () => {})".to_owned(),
        ),
        ("notes.md".to_owned(), "fn m045_planted()".to_owned()),
    ];
    let text = "| 31 | `m031_in_effect_on_both_nodes`, `a::m031_in_effect_on_both_nodes()` |\n\
                | 44 | `m044 red lines stay here` and `made_up`, `m`, `max_len` |\n\
                | 45 | `m045_planted` |\n\
                | 31 | `m031_in_effect` |\n\
                | 132 | `m132_no_such_row`, `m000_none`, `m31_short` |\n";
    assert_eq!(
        missing_mechanism_tests(text, &files),
        [
            "line 3: there is no test m045_planted",
            "line 4: there is no test m031_in_effect",
            "line 5: m132_no_such_row is of no row from 001 to 131",
            "line 5: m000_none is of no row from 001 to 131",
            "line 5: m31_short is of no row from 001 to 131",
        ]
    );
}
