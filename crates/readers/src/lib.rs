//! Every reader of bytes from outside, each as a *target* for fuzzing: whatever the bytes are, it must neither panic
//! nor allocate beyond what they are worth, and what it accepts must encode back to the same bytes wherever we have
//! an encoder.
//!
//! The targets are run in two ways: by `fuzz/run`, which mutates with coverage as its guide, and on every usual test
//! run by `tests/replay.rs`, which runs what was found before and some thousand altered seeds. A new decoder needs a
//! target: a test looks for those that have none.
//!
//! The surprising thing is that seeds are no files. They are made here from the golden files and by our own encoders,
//! so they follow the format; `fuzz/corpus` keeps only inputs that once found something.

mod files;
mod messages;
mod seeds;
mod structures;

/// A reader under test.
#[derive(Clone, Copy)]
pub struct Target {
    /// What it is called on the command line and in `fuzz/corpus`.
    pub name: &'static str,
    /// Reads the bytes. Panics if the property does not hold.
    pub run: fn(&[u8]),
    /// Inputs to begin with; most of them are accepted.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All targets, in the order of the table that `fuzz/run` prints.
pub const TARGETS: &[Target] = &[
    target("cbor", structures::cbor, seeds::structures),
    target("body", structures::body, seeds::bodies),
    target("leaf", structures::leaf, seeds::leaves),
    target("entry", structures::entry, seeds::entries),
    target("signature", structures::signature, seeds::signatures),
    target("checkpoint", structures::checkpoint, seeds::checkpoints),
    target("cosignature", structures::cosignature, seeds::cosignatures),
    target("receipt", structures::receipt, seeds::receipts),
    target("note", structures::note, seeds::notes),
    target("fields", structures::fields, seeds::bodies),
    target("bundle", structures::bundle, seeds::bundles),
    target("fold", structures::fold, seeds::entry_lists),
    target("message", messages::message, seeds::messages),
    target("wire-bundle", messages::wire_bundle, seeds::wire_bundles),
    target("refusal", messages::refusal, seeds::refusals),
    target("invitation", messages::invitation, seeds::invitations),
    target("first-contact", messages::contact, seeds::contacts),
    target("welcome", messages::welcome, seeds::welcomes),
    target("pouch", messages::pouch, seeds::pouches),
    target("tls-key", messages::tls_key, seeds::tls_keys),
    target("framework", files::framework, seeds::frameworks),
    target("translations", files::translations, seeds::translations),
    target("conflict", files::conflict, seeds::conflicts),
    target("gmcr", files::gmcr, seeds::gmcr),
    target("statement", files::statement, seeds::preference_statements),
    target("genius", files::genius, seeds::genius),
    target("geniusweb", files::geniusweb, seeds::geniusweb),
    target("hexadecimal", files::hexadecimal, seeds::hexadecimal),
    CANARY,
];

/// The canary: it falls over four bytes that no seed has. Who fuzzes must find them, or finds nothing at all. They are
/// compared as one number, so that it is found by what the comparison tells the fuzzer, in few tries.
pub const CANARY: Target = target("canary", canary, || vec![vec![0; 8]]);

const fn target(name: &'static str, run: fn(&[u8]), seeds: fn() -> Vec<Vec<u8>>) -> Target {
    Target { name, run, seeds }
}

/// The target with this name.
pub fn named(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

fn canary(bytes: &[u8]) {
    let first = bytes.first_chunk().map(|first| u32::from_be_bytes(*first));
    if first == Some(u32::from_be_bytes(*b"war!")) {
        panic!("the canary was found");
    }
}

/// Holds bytes that were accepted against their encoding.
#[track_caller]
fn same_bytes(accepted: &[u8], encoded: &[u8]) {
    assert!(
        accepted == encoded,
        "accepted {accepted:02x?}\nencodes {encoded:02x?}"
    );
}
