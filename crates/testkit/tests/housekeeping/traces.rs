//! Nothing of somebody's machine is committed: no folder of theirs, no address of a registry.

use crate::{read, tree};

// In two halves, so that this file does not find itself.
const MACHINE_FOLDERS: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];
const REGISTRY_HOSTS: &[&str] = &[
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("crates.io", "-index"),
    concat!("registry.", "npmjs.org"),
    concat!("pypi", ".org"),
    concat!("files.", "pythonhosted.org"),
];

fn machine_traces(line: &str) -> Vec<&'static str> {
    let begins_a_path = |at: usize| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-~)}".contains(before))
    };
    let folders = MACHINE_FOLDERS.iter().filter(|folder| {
        line.match_indices(**folder)
            .any(|(at, _)| begins_a_path(at))
    });
    let hosts = REGISTRY_HOSTS.iter().filter(|host| line.contains(**host));
    folders.chain(hosts).copied().collect()
}

fn is_lock_file(path: &str) -> bool {
    path.ends_with("Cargo.lock") || path.ends_with("package-lock.json")
}

#[test]
fn no_file_names_a_folder_of_somebodys_machine_or_a_registry() {
    let mut faults = Vec::new();
    for (path, text) in tree().iter().filter(|(path, _)| !is_lock_file(path)) {
        for (number, line) in (1..).zip(text.lines()) {
            faults.extend(
                machine_traces(line)
                    .into_iter()
                    .map(|trace| format!("{path}:{number}: {trace}")),
            );
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_machine_path_or_a_registry_is_noticed() {
    let [work, home] = MACHINE_FOLDERS else {
        panic!("two folders are looked for")
    };
    for line in [
        format!("cd {work}main"),
        format!("{home}.cargo"),
        format!("a = \"{work}x\""),
        format!("(file://{home}y)"),
        format!("DIR={home}"),
    ] {
        assert_eq!(machine_traces(&line).len(), 1, "{line}");
    }
    for host in REGISTRY_HOSTS {
        assert_eq!(machine_traces(&format!("https://{host}/x")), [*host]);
    }
    for line in [
        format!("e2e{work}x"),
        format!("$HOME{work}x"),
        format!("..{work}x"),
        "https://crates.io/crates/sha2".to_owned(),
        "npm ci".to_owned(),
    ] {
        assert_eq!(machine_traces(&line), Vec::<&str>::new(), "{line}");
    }
}

#[test]
fn the_browser_lock_file_holds_checksums_and_no_addresses() {
    let lock = read("e2e/package-lock.json").expect("the journeys' packages are locked");
    assert!(lock.contains("\"integrity\""));
    assert!(
        !lock.contains("\"resolved\""),
        "write it with: npm install --omit-lockfile-registry-resolved"
    );
}
