//! Files that are no YAML, that are too large, or that want to be: refused early, and nothing panics.

use import::{BYTES_MAX, Document, Obstacle, Section, framework};

use crate::faults::check;
use crate::{LANTING, brought, small};

#[test]
fn what_is_not_yaml() {
    check(
        "format: [1\nversion: 2",
        "not-yaml",
        2,
        None,
        None,
        "check the quotes, colons and indentation",
    );
    check(&small("claims:\n\t- x"), "not-yaml", 6, None, None, "tabs");
    check(
        &small("---\na: 1"),
        "not-yaml",
        5,
        None,
        None,
        "second document",
    );
    check(
        &small("claims: [{ text: !!python/object x }]"),
        "not-yaml",
        5,
        None,
        None,
        "tag",
    );
    for prefix in ["\u{feff}", "# 中文\r\n"] {
        let sound = format!(
            "{prefix}{}",
            small("claims: [{ text: over 1,000 }]").replace('\n', "\r\n")
        );
        let plan =
            framework(sound.as_bytes(), None).expect("a mark at the start and CRLF are no faults");
        assert_eq!(brought(&plan.steps[1]).1.title("en"), "over 1,000");
    }
    let error = framework(b"format: \xff", None).expect_err("not text");
    assert_eq!(
        (error.code(), error.place.line, error.place.column),
        ("not-utf8", 1, 9)
    );
}

#[test]
fn what_is_too_large_or_endless() {
    let mut large = small("").into_bytes();
    large.resize(BYTES_MAX + 1, b'\n');
    let error = framework(&large, None).expect_err("too large");
    assert_eq!(
        error.what,
        Obstacle::TooLarge {
            bytes: BYTES_MAX + 1,
            bytes_max: BYTES_MAX
        }
    );
    assert_eq!(error.place.document, Document::Framework);
    assert!(
        error.to_string().contains("split it into several files"),
        "{error}"
    );

    let bomb = "claims: &a [x, x]\nphases: [*a, *a, *a]";
    check(
        &small(bomb),
        "anchors",
        5,
        None,
        None,
        "write the words out",
    );
    check(
        &small("<<: { claims: [] }"),
        "unknown-field",
        5,
        None,
        None,
        "\"<<\"",
    );
    check(
        &small(&format!("claims: {}{}", "[".repeat(40), "]".repeat(40))),
        "too-much",
        5,
        None,
        None,
        "16 levels",
    );
    let many = format!("claims: [{}]", "x,".repeat(300_000));
    check(&small(&many), "too-much", 5, None, None, "250000 values");
    let long = format!(
        "claims:\n  - text: Long\n    note: {}",
        "word ".repeat(12_100)
    );
    check(
        &small(&long),
        "too-long",
        6,
        Some(Section::Claims),
        Some("claims 1"),
        "split the item",
    );
}

/// Whatever the bytes are, there is a plan or an error with a place.
#[test]
fn no_cut_or_changed_file_breaks_the_reader() {
    let bytes = LANTING.as_bytes();
    for end in (0..bytes.len()).step_by(7) {
        let _ = framework(&bytes[..end], None);
    }
    let signs = b"{}[],:&*#-?|>'\"%@`!\n\t \\\xff";
    let mut number = 1_u64;
    for _ in 0..600 {
        let mut changed = bytes.to_vec();
        for _ in 0..3 {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let (at, sign) = (
                (number >> 33) as usize % changed.len(),
                (number >> 20) as usize % signs.len(),
            );
            changed[at] = signs[sign];
        }
        let _ = framework(&changed, None);
    }
}
