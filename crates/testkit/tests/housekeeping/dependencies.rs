//! Who may depend on whom: the direction of dependencies, computed from the manifests.

use std::collections::{BTreeMap, BTreeSet};

use crate::{crate_names, read};

/// `None` is "anything". A new crate needs a row here.
const MAY_USE: &[(&str, Option<&[&str]>)] = &[
    ("record", Some(&["canary"])),
    ("analysis", Some(&[])),
    ("advice", Some(&["analysis", "i18n"])),
    ("i18n", Some(&[])),
    ("domain", Some(&["record"])),
    ("import", Some(&["record", "domain"])),
    ("canary", Some(&[])),
    ("disk", Some(&[])),
    ("store", Some(&["record", "canary"])),
    ("net", Some(&["record", "canary"])),
    ("verify", Some(&["record"])),
    ("private", Some(&["record", "store"])),
    (
        "node",
        Some(&["record", "domain", "store", "private", "net", "canary"]),
    ),
    (
        "web",
        Some(&["record", "domain", "node", "i18n", "analysis", "advice"]),
    ),
    ("testkit", Some(&["record", "domain"])),
    (
        "readers",
        Some(&["record", "domain", "import", "net", "analysis"]),
    ),
    ("cli", None),
];

/// What `net` must not reach on any way: what it cannot see it cannot send.
const NOT_FOR_NET: &[&str] = &["private", "domain"];

type Uses = BTreeMap<String, BTreeSet<String>>;

/// Which of our crates a manifest needs outside tests. `paths` says where the workspace's
/// dependencies lie.
fn uses(manifest: &str, paths: &BTreeMap<String, String>) -> BTreeSet<String> {
    let manifest: toml::Table = manifest.parse().expect("the manifest is TOML");
    let platforms = manifest.get("target").and_then(toml::Value::as_table);
    let sections = std::iter::once(&manifest).chain(
        platforms
            .into_iter()
            .flat_map(|all| all.values().filter_map(toml::Value::as_table)),
    );
    let tables = sections
        .flat_map(|section| ["dependencies", "build-dependencies"].map(|kind| section.get(kind)));
    let wanted = tables.flatten().filter_map(toml::Value::as_table).flatten();
    wanted
        .filter_map(|(name, wanted)| own_crate(wanted).or_else(|| paths.get(name).cloned()))
        .collect()
}

/// The crate a dependency names by its path, or by the name it is published under.
fn own_crate(dependency: &toml::Value) -> Option<String> {
    let text = |key| dependency.get(key).and_then(toml::Value::as_str);
    let by_path = text("path").and_then(|path| path.trim_end_matches('/').rsplit('/').next());
    by_path
        .or_else(|| text("package")?.strip_prefix("detente-"))
        .map(str::to_owned)
}

fn workspace_paths(manifest: &str) -> BTreeMap<String, String> {
    let manifest: toml::Table = manifest.parse().expect("the workspace's manifest is TOML");
    let all = manifest["workspace"]["dependencies"]
        .as_table()
        .expect("the workspace lists its dependencies");
    all.iter()
        .filter_map(|(name, wanted)| Some((name.clone(), own_crate(wanted)?)))
        .collect()
}

fn forbidden_uses(uses: &Uses) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, used) in uses {
        match MAY_USE.iter().find(|(known, _)| known == name) {
            None => faults.push(format!("{name} has no row in MAY_USE")),
            Some((_, None)) => {}
            Some((_, Some(allowed))) => {
                let wrong = used.iter().filter(|used| !allowed.contains(&used.as_str()));
                faults.extend(wrong.map(|used| format!("{name} must not depend on {used}")));
            }
        }
    }
    let reached = reached("net", uses);
    faults.extend(
        NOT_FOR_NET
            .iter()
            .filter(|name| reached.contains(**name))
            .map(|name| format!("net reaches {name}")),
    );
    faults
}

fn reached(from: &str, uses: &Uses) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(name) = open.pop() {
        let new = uses
            .get(&name)
            .into_iter()
            .flatten()
            .filter(|used| found.insert((*used).clone()));
        open.extend(new.cloned());
    }
    found
}

#[test]
fn each_crate_depends_only_on_what_it_may() {
    let paths = workspace_paths(&read("Cargo.toml").expect("the workspace has a manifest"));
    let manifest = |name: &str| {
        read(&format!("crates/{name}/Cargo.toml")).expect("crate_names lists those with a manifest")
    };
    let all: Uses = crate_names()
        .into_iter()
        .map(|name| (name.clone(), uses(&manifest(&name), &paths)))
        .collect();
    assert!(
        all["cli"].contains("node"),
        "the manifests are read: {all:?}"
    );
    assert_eq!(forbidden_uses(&all), Vec::<String>::new());
}

#[test]
fn a_forbidden_dependency_is_noticed_however_it_is_written() {
    let paths = workspace_paths(
        r#"
        [workspace.dependencies]
        record = { package = "detente-record", path = "crates/record" }
        papers = { package = "detente-private", path = "crates/private" }
        sha2 = "0.11"
        "#,
    );
    let written = [
        "[dependencies]\npapers = { workspace = true }",
        "[dependencies]\npapers.workspace = true",
        "[dependencies]\nx = { path = \"../private\" }",
        "[build-dependencies]\nx = { package = \"detente-private\", version = \"1\" }",
        "[target.'cfg(unix)'.dependencies]\npapers = { workspace = true }",
    ];
    for manifest in written {
        assert_eq!(
            uses(manifest, &paths),
            BTreeSet::from(["private".to_owned()]),
            "{manifest}"
        );
    }
    assert_eq!(
        uses(
            "[dependencies]\nsha2 = { workspace = true }\n[dev-dependencies]\npapers = { workspace = true }",
            &paths
        ),
        BTreeSet::new()
    );

    let graph = |pairs: &[(&str, &str)]| -> Uses {
        let mut uses = Uses::new();
        for (name, used) in pairs {
            uses.entry((*name).to_owned())
                .or_default()
                .insert((*used).to_owned());
        }
        uses
    };
    assert_eq!(
        forbidden_uses(&graph(&[("domain", "store")])),
        ["domain must not depend on store"]
    );
    assert_eq!(
        forbidden_uses(&graph(&[("new", "record")])),
        ["new has no row in MAY_USE"]
    );
    assert_eq!(
        forbidden_uses(&graph(&[
            ("net", "record"),
            ("record", "cli"),
            ("cli", "private")
        ])),
        ["record must not depend on cli", "net reaches private"]
    );
}
