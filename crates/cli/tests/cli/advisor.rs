//! The advisor on files: an answer as JSON and in words, and what is said of files that are none.

use std::process::Command;

use serde_json::Value;

fn advisor(arguments: &[&str], lang: &str) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .arg("advisor")
        .args(arguments)
        .args(["--lang", lang])
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn repository(path: &str) -> String {
    format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn m086_a_published_case_gives_its_published_equilibria_on_the_command_line() {
    let model = repository("fixtures/conflicts/prisoners-dilemma.json");
    let (done, out, err) = advisor(&["escalate", &model, "--json"], "en");
    assert!(done, "{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["states"], 4);
    assert_eq!(answer["equilibria"]["R"], serde_json::json!([1]));
    assert_eq!(answer["equilibria"]["SEQ"], serde_json::json!([1, 4]));
}

#[test]
fn m064_an_agenda_is_told_in_the_readers_language_with_its_numbers() {
    let case = repository("crates/analysis/examples/agenda/river.json");
    for (lang, word) in [("en", "trust"), ("zh-Hans", "互信"), ("zh-Hant", "互信")] {
        let (done, out, err) = advisor(&["agenda", &case], lang);
        assert!(done, "{err}");
        assert!(out.contains(word) && out.contains("20"), "{out}");
    }
}

/// Two issues with two values each, in the form of Genius.
const DOMAIN: &str = r#"<negotiation_template><utility_space number_of_issues="2"><objective index="0" type="objective" name="root">
<issue index="1" name="Fishing" etype="discrete" type="discrete" vtype="discrete"><item index="1" value="a"/><item index="2" value="b"/></issue>
<issue index="2" name="Rescue" etype="discrete" type="discrete" vtype="discrete"><item index="1" value="c"/><item index="2" value="d"/></issue>
</objective></utility_space></negotiation_template>"#;

/// A hand-made domain of two issues: what one likes best the other likes least, but for one value.
#[test]
fn m044_the_undominated_packages_of_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let issues = |one: [u32; 2], other: [u32; 2]| {
        format!(
            r#"<utility_space number_of_issues="2"><objective index="0" type="objective" name="root">
<issue index="1" name="Fishing" etype="discrete" type="discrete" vtype="discrete"><item index="1" value="a" evaluation="{}"/><item index="2" value="b" evaluation="{}"/></issue>
<issue index="2" name="Rescue" etype="discrete" type="discrete" vtype="discrete"><item index="1" value="c" evaluation="{}"/><item index="2" value="d" evaluation="{}"/></issue>
<weight index="1" value="0.5"/><weight index="2" value="0.5"/></objective></utility_space>"#,
            one[0], one[1], other[0], other[1]
        )
    };
    write("domain.xml", DOMAIN);
    write("asteria.xml", &issues([2, 1], [2, 1]));
    write("borealis.xml", &issues([1, 2], [2, 1]));
    let path = folder.path().display().to_string();
    let (done, out, err) = advisor(&["package", &path, "--json"], "en");
    assert!(done, "{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["outcomes"], "4");
    assert_eq!(answer["frontier"].as_array().unwrap().len(), 2, "{out}");
}

#[test]
fn a_file_that_is_none_of_it_is_refused_in_the_readers_language() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.json");
    std::fs::write(&path, "{ \"oops\": ").unwrap();
    let path = path.display().to_string();
    for verb in ["escalate", "agenda"] {
        let (done, out, err) = advisor(&[verb, &path], "zh-Hans");
        assert!(!done && out.is_empty());
        assert!(
            err.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)),
            "{err}"
        );
    }
    let empty = tempfile::tempdir().unwrap();
    let (done, _, err) = advisor(&["package", &empty.path().display().to_string()], "en");
    assert!(!done && err.contains("no domain"), "{err}");
}
