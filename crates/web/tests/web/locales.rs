//! No message is missing, none is dead, and every refusal can be said.

use std::fs;
use std::path::{Path, PathBuf};

use domain::Refusal;
use i18n::{Lang, all_keys};

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("crates/")
        .to_owned()
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default()
            .to_owned();
        match path.is_dir() {
            true => collect(&path, endings, found),
            false if endings.contains(&ending.as_str()) => found.push(path),
            false => {}
        }
    }
}

/// Every source and template that can say something.
fn sources() -> String {
    let mut files = Vec::new();
    for name in fs::read_dir(crates()).expect("the workspace").flatten() {
        collect(&name.path().join("src"), &["rs"], &mut files);
        collect(&name.path().join("templates"), &["html"], &mut files);
    }
    files
        .iter()
        .map(|path| fs::read_to_string(path).expect("a source"))
        .collect()
}

/// Beginnings of keys that are put together: `// i18n: framework-act-`.
fn prefixes(sources: &str) -> Vec<&str> {
    let marked = sources.split("// i18n: ").skip(1);
    marked
        .filter_map(|rest| rest.split_whitespace().next())
        .filter(|prefix| prefix.ends_with('-'))
        .collect()
}

#[test]
fn every_message_is_said_somewhere() {
    let sources = sources();
    let prefixes = prefixes(&sources);
    let used = |key: &&&str| {
        sources.contains(&format!("\"{key}\""))
            || prefixes.iter().any(|prefix| key.starts_with(prefix))
    };
    let keys = &all_keys()[&Lang::En];
    let dead: Vec<&&str> = keys.iter().filter(|key| !used(key)).collect();
    assert_eq!(
        dead,
        Vec::<&&str>::new(),
        "take them out of all languages, or say them"
    );
}

#[test]
fn every_message_that_is_said_is_there() {
    let sources = sources();
    let keys = &all_keys()[&Lang::En];
    let areas = [
        "advisor-conflict-",
        "advisor-exercise-",
        "advisor-note-",
        "advisor-pages-",
        "check-",
        "command-",
        "doctor-",
        "erasure-",
        "fault-",
        "frame-",
        "framework-",
        "import-",
        "login-",
        "notes-",
        "pouch-",
        "record-",
        "refusals-",
        "relationship-",
        "settings-",
        "time-",
        "waiting-",
    ];
    let quoted = sources.split('"').skip(1);
    let plain = |key: &&str| {
        key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !key.ends_with('-')
    };
    let said = quoted
        .filter(plain)
        .filter(|key| areas.iter().any(|area| key.starts_with(area)));
    // An id in a template, not a message.
    let missing: Vec<&str> = said
        .filter(|key| !keys.contains(key) && *key != "waiting-own")
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_refusal_can_be_said_in_every_language() {
    for lang in Lang::ALL {
        let keys = &all_keys()[&lang];
        for code in Refusal::CODES {
            assert!(
                keys.contains(format!("refusals-{code}").as_str()),
                "{code} in {}",
                lang.tag()
            );
        }
        for code in node::device::Unsigned::CODES {
            let key = format!("refusals-unsigned-{code}");
            assert!(keys.contains(key.as_str()), "{code} in {}", lang.tag());
        }
        for (_, _, name) in record::kind::REGISTRY {
            assert!(
                keys.contains(format!("record-kind-{name}").as_str()),
                "{name} in {}",
                lang.tag()
            );
        }
    }
}
