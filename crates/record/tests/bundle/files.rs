//! The files in `fixtures/bundles`, for the verifier's own tests and for whoever writes another.
//!
//! `DETENTE_GOLDEN=write cargo test -p detente-record --test bundle` writes them. What then differs is a change of the
//! format.

#![expect(
    clippy::disallowed_methods,
    reason = "golden bytes are files, and whether to write them is asked of the environment"
)]

use std::fs;
use std::path::{Path, PathBuf};

use record::bundle::{Bundle, Part};
use record::ids::{bytes_from_hex, hex_of};
use record::key::Algorithm;
use record::testing::Player;

use crate::Story;
use crate::branches::Forked;
use crate::proofs::{alone, extended, fork};
use crate::renewed::{recovered, replayed, stolen};

fn path(name: &str) -> PathBuf {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    tree.join("fixtures/bundles").join(format!("{name}.hex"))
}

fn hold(name: &str, about: &str, bundle: &Bundle) {
    let bytes = bundle.encode();
    let page = format!("# {about}\n{}\n", hex_of(&bytes));
    if std::env::var("DETENTE_GOLDEN").is_ok_and(|word| word == "write") {
        fs::write(path(name), &page).expect("the folder is there");
    }
    let found = fs::read_to_string(path(name)).expect("the file is there");
    assert_eq!(found, page, "{name}");
    let digits = found.lines().nth(1).expect("the second line");
    let read = Bundle::decode(&bytes_from_hex(digits).expect("hexadecimal digits"));
    assert_eq!(read.as_ref(), Ok(bundle));
}

#[test]
fn the_files_for_other_verifiers_are_what_the_story_gives() {
    let story = Story::tell();
    let whole = story.bundle();
    let digest = story.a.record.digest().hex();
    let about = "Asteria and Borealis agree on a text: complete logs, heads, receipts";
    hold("agreed", &format!("{about}; digest {digest}"), &whole);
    let large = Story::of([
        Player::with("asteria", Algorithm::MlDsa44),
        Player::new("borealis"),
    ]);
    let digest = large.a.record.digest().hex();
    let about = "The same, where Asteria's keys are ML-DSA-44 keys";
    hold(
        "ml-dsa",
        &format!("{about}; digest {digest}"),
        &large.bundle(),
    );
    let renewed = recovered(&["first", "third"]);
    let digest = renewed.a.record.digest().hex();
    let about = "The same, and then Asteria's keys are rotated, and replaced by two of three holders of recovery keys";
    hold(
        "recovered",
        &format!("{about}; digest {digest}"),
        &renewed.bundle(),
    );
    hold(
        "too-few",
        "The same, where one holder alone claims to have replaced the keys: this does not fit.",
        &recovered(&["first"]).bundle(),
    );
    hold(
        "again",
        "Like recovered.hex, and then the recovery once more: this does not fit.",
        &replayed().bundle(),
    );
    hold(
        "replaced",
        "Like recovered.hex, where a node key that was replaced signs the last heads: they do not fit.",
        &stolen().bundle(),
    );
    let mut quiet = whole.clone();
    for part in &mut quiet.parts {
        if let Part::Entry { entry, .. } = part {
            entry
                .payloads
                .iter_mut()
                .for_each(|payload| *payload = None);
        }
    }
    hold("quiet", "The same without a word of content.", &quiet);
    let mut one = alone(&story, 3);
    one.parts.extend(alone(&story, 1).parts.pop());
    one.parts.extend(whole.parts.iter().rev().take(1).cloned());
    hold(
        "alone",
        "The last entry of Borealis alone and its powers, with receipts (RFC 9942) and the head they lead to.",
        &one,
    );
    hold(
        "heads",
        "Two heads of Asteria's log, a receipt that the later extends the earlier (RFC 9942), and the later as a signed note.",
        &extended(&story),
    );
    let forked = Forked::tell();
    let digest = forked.seat.record.digest().hex();
    let about = "Asteria, Borealis and Cimmeria: Borealis signs three versions of its log and two of its keys, heals that, and a text that builds on both contested ones comes into effect";
    hold(
        "branches",
        &format!("{about}; digest {digest}"),
        &forked.bundle(),
    );
    hold(
        "fork",
        "Two heads by Borealis that contradict one another.",
        &fork(Algorithm::Ed25519).0,
    );
}
