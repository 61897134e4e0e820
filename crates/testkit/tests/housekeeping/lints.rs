//! The lints' bans are in force in every crate.

use std::collections::BTreeSet;

use crate::{crate_names, read};

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

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    for name in crate_names() {
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

/// Why plain `verify` is banned, and a call that must trip the ban: were it lifted, the `expect`
/// would be unfulfilled and `./check clippy` fail.
#[test]
fn plain_verification_lets_one_signature_fit_every_message() {
    use ed25519_dalek::{Signature, Verifier, VerifyingKey};

    let mut neutral_point = [0; 32];
    neutral_point[0] = 1;
    let key = VerifyingKey::from_bytes(&neutral_point).expect("a point of small order is a point");
    let signature = Signature::from_components(neutral_point, [0; 32]);

    for message in ["we agree", "we do not agree"] {
        #[expect(clippy::disallowed_methods, reason = "shows what the ban is for")]
        let plain = key.verify(message.as_bytes(), &signature);
        assert!(plain.is_ok());
        assert!(key.verify_strict(message.as_bytes(), &signature).is_err());
    }
}
