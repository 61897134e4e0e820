//! The lints' bans are in force in every crate.

use std::collections::BTreeSet;

use crate::{crate_names, read, tree};

const PURE: &[&str] = &["record", "domain", "analysis"];

fn banned(clippy_toml: &str) -> BTreeSet<String> {
    let config: toml::Table = clippy_toml.parse().expect("clippy.toml is TOML");
    let methods = config["disallowed-methods"]
        .as_array()
        .expect("disallowed-methods is a list");
    methods
        .iter()
        .map(|method| {
            method["path"]
                .as_str()
                .expect("a ban names a path")
                .to_owned()
        })
        .collect()
}

#[test]
fn a_crates_own_lints_repeat_those_of_the_root() {
    let everywhere = banned(&read("clippy.toml").expect("the root has a clippy.toml"));
    for name in crate_names() {
        let Some(own) = read(&format!("crates/{name}/clippy.toml")) else {
            assert!(
                !PURE.contains(&name.as_str()),
                "{name} is pure and has no clippy.toml of its own"
            );
            continue;
        };
        let forgotten: Vec<_> = everywhere.difference(&banned(&own)).cloned().collect();
        assert!(
            forgotten.is_empty(),
            "crates/{name}/clippy.toml replaces the root's and leaves out {forgotten:?}"
        );
    }
    let all = PURE
        .iter()
        .map(|name| banned(&read(&format!("crates/{name}/clippy.toml")).expect("checked above")));
    assert_eq!(
        all.collect::<BTreeSet<_>>().len(),
        1,
        "the pure crates ban the same"
    );
}

/// The one crate that may allow `unsafe`, in single functions: it registers with SQLite, and is for tests only.
const DISK: &str = "disk";

#[test]
fn the_disk_differs_from_the_lints_of_the_workspace_in_unsafe_only() {
    let table = |path: &str| -> toml::Table {
        let text = read(path).expect("it has a manifest");
        text.parse().expect("the manifest is TOML")
    };
    let workspace = &table("Cargo.toml")["workspace"]["lints"];
    let mut own = table(&format!("crates/{DISK}/Cargo.toml"))["lints"].clone();
    assert_eq!(own["rust"]["unsafe_code"].as_str(), Some("deny"));
    own["rust"]["unsafe_code"] = workspace["rust"]["unsafe_code"].clone();
    assert_eq!(&own, workspace);
    let source = read(&format!("crates/{DISK}/src/vfs.rs")).expect("the disk has a VFS");
    assert_eq!(source.matches("expect(unsafe_code").count(), 1);
}

#[test]
fn only_tests_plant_bugs_and_no_release_has_them() {
    let manifest: toml::Table = read("Cargo.toml")
        .expect("the workspace has a manifest")
        .parse()
        .expect("the manifest is TOML");
    let release = &manifest["profile"]["release"];
    assert_eq!(release.get("debug-assertions"), None);
    let plants = [
        concat!("canary::", "with("),
        concat!("canary::", "dying("),
        concat!("simulated::", "run("),
    ];
    let outside = |(path, text): &(String, String)| {
        path.ends_with(".rs")
            && !path.contains("/tests/")
            && plants.iter().any(|plant| text.contains(plant))
    };
    let files = tree();
    let wrong: Vec<_> = files.iter().filter(|file| outside(file)).collect();
    assert!(wrong.is_empty(), "{:?}", wrong.first().map(|file| &file.0));
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    for name in crate_names().iter().filter(|name| *name != DISK) {
        let manifest: toml::Table = read(&format!("crates/{name}/Cargo.toml"))
            .expect("listed")
            .parse()
            .expect("the manifest is TOML");
        let inherits = manifest
            .get("lints")
            .and_then(|lints| lints.get("workspace"))
            .and_then(toml::Value::as_bool);
        assert_eq!(
            inherits,
            Some(true),
            "crates/{name}/Cargo.toml needs [lints] workspace = true"
        );
    }
}
