//! Plain verification of a signature cannot be called: a planted call is refused in every crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{crate_names, root};

/// A file that calls what it is given, and nothing else.
fn calling(verify: &str) -> String {
    format!(
        "#![deny(clippy::disallowed_methods)]\n\
         #![allow(unused_imports)]\n\
         use ed25519_dalek::{{Signature, Verifier, VerifyingKey}};\n\
         pub fn fits(key: &VerifyingKey, bytes: &[u8], signature: &Signature) -> bool {{\n    \
             key.{verify}(bytes, signature).is_ok()\n\
         }}\n"
    )
}

/// What the lints say of this file in a crate with this `clippy.toml`; none if they let it pass.
fn lints(file: &Path, config: &Path, library: &Path) -> Option<String> {
    let said = Command::new(toolchain("clippy-driver"))
        .env("CLIPPY_CONF_DIR", config)
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata"])
        .arg(file)
        .arg("--out-dir")
        .arg(file.parent().expect("it lies in a folder"))
        .arg(format!("-Ldependency={}", libraries().display()))
        .arg(format!("--extern=ed25519_dalek={}", library.display()))
        .output()
        .expect("clippy is there (rustup component add clippy)");
    let text = String::from_utf8_lossy(&said.stderr).into_owned();
    (!said.status.success()).then_some(text)
}

fn toolchain(tool: &str) -> PathBuf {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.expect("rustc can be run").stdout;
    let sysroot = String::from_utf8(sysroot).expect("a path in UTF-8");
    Path::new(sysroot.trim()).join("bin").join(tool)
}

/// Where the libraries lie that this test was linked with.
fn libraries() -> PathBuf {
    let own = std::env::current_exe().expect("this test is a file");
    own.parent().expect("it lies in a folder").to_owned()
}

/// The libraries of ed25519-dalek there: one for each set of features.
fn signing_libraries() -> Vec<PathBuf> {
    let listed = fs::read_dir(libraries()).expect("a folder");
    let paths = listed.map(|file| file.expect("listed").path());
    let is_it = |path: &PathBuf| {
        let name = path.file_name().expect("listed").to_string_lossy();
        name.starts_with("libed25519_dalek-") && name.ends_with(".rlib")
    };
    paths.filter(is_it).collect()
}

#[test]
fn a_planted_call_of_plain_verification_is_refused_in_every_crate() {
    let folder = tempfile::tempdir().expect("a folder");
    let planted = |name: &str, verify: &str| {
        let path = folder.path().join(name);
        fs::write(&path, calling(verify)).expect("the folder is ours");
        path
    };
    let (plain, strict) = (
        planted("plain.rs", "verify"),
        planted("strict.rs", "verify_strict"),
    );
    // Left from other builds may be libraries that no longer fit; the strict call, which is allowed, tells.
    let fits = |library: &PathBuf| lints(&strict, &root(), library).is_none();
    let library = signing_libraries()
        .into_iter()
        .find(fits)
        .expect("verify_strict may be called");

    let own = crate_names()
        .into_iter()
        .map(|name| root().join("crates").join(name));
    let own = own.filter(|path| path.join("clippy.toml").exists());
    for config in [root()].into_iter().chain(own) {
        let refused = lints(&plain, &config, &library).unwrap_or_default();
        assert!(
            refused.contains("disallowed method `signature::Verifier::verify`"),
            "{}/clippy.toml lets plain verification be called: {refused}",
            config.display()
        );
    }
}

/// Why plain `verify` is banned. Here, too, the call must trip the ban: were it lifted, the `expect` would be
/// unfulfilled and `./check clippy` fail.
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
