//! Every bit of a file, and every part of it: whatever is changed is found, or changes nothing that the file shows.

use record::audit::Audit;
use record::bundle::Bundle;
use record::key::Algorithm;
use record::testing::Player;

use crate::Story;
use crate::branches::Forked;
use crate::proofs::{alone, extended, fork, under_a_head};
use crate::renewed::recovered;

/// Whether somebody who reads these bytes would be told that everything fits.
fn passes(bytes: &[u8]) -> bool {
    Bundle::decode(bytes).is_ok_and(|bundle| {
        let audit = Audit::of(&bundle);
        audit.flaws.is_empty()
    })
}

fn flip_each(bytes: &[u8], step: usize) {
    assert!(passes(bytes));
    for bit in (0..bytes.len() * 8).step_by(step) {
        let mut damaged = bytes.to_vec();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(!passes(&damaged), "bit {} of byte {}", bit % 8, bit / 8);
    }
}

#[test]
fn no_bit_of_a_bundle_can_be_another() {
    // One bit of every byte; which one changes from byte to byte.
    flip_each(&Story::tell().bundle().encode(), 7);
}

#[test]
fn no_bit_of_large_signatures_or_of_recovered_keys_can_be_another() {
    let large = Player::with("asteria", Algorithm::MlDsa44);
    let large = Story::of([large, Player::new("borealis")]);
    flip_each(&large.bundle().encode(), 2_003);
    flip_each(&recovered(&["first", "third"]).bundle().encode(), 67);
}

#[test]
fn no_bit_of_a_bundle_with_branches_can_be_another() {
    flip_each(&Forked::tell().bundle().encode(), 211);
}

#[test]
fn no_bit_of_an_entry_shown_alone_can_be_another() {
    flip_each(&alone(&Story::tell(), 3).encode(), 3);
    flip_each(&under_a_head(&Story::tell(), 2).encode(), 3);
}

#[test]
fn no_bit_of_heads_a_note_and_a_receipt_of_consistency_can_be_another() {
    flip_each(&extended(&Story::tell()).encode(), 3);
}

#[test]
fn no_bit_of_a_proof_of_a_fork_can_be_another() {
    flip_each(&fork(Algorithm::Ed25519).0.encode(), 3);
}

#[test]
fn a_bundle_that_ends_early_is_refused_or_said_to_be_incomplete() {
    let bytes = Story::tell().bundle().encode();
    for end in 0..bytes.len() {
        assert!(!passes(&bytes[..end]), "the first {end} bytes");
    }
}
