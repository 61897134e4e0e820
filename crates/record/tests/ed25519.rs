//! Ed25519 against AWS-LC, which is another implementation by other people, on random keys and messages: what one signs
//! the other accepts, and what was altered neither does. The curve's library has arithmetic of its own for several kinds
//! of processors; this is where a mistake in that of the machine at hand would be seen. Cases on which implementations
//! disagree are in `vectors.rs`.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use proptest::array::uniform32;
use proptest::prelude::*;
use record::key::{Algorithm, PublicKey, SecretKey};

fn they_accept(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, key.as_bytes())
        .verify(message, signature)
        .is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn keys_and_signatures_are_those_of_aws_lc(
        seed in uniform32(any::<u8>()),
        message in prop::collection::vec(any::<u8>(), 0..1_200),
        bit in 0..512usize,
    ) {
        let ours = SecretKey::new(Algorithm::Ed25519, &seed);
        let other = Ed25519KeyPair::from_seed_unchecked(&seed).unwrap();
        prop_assert_eq!(ours.public().as_bytes(), other.public_key().as_ref());
        let theirs = other.sign(&message);
        let mut signature = ours.sign(&message);
        prop_assert_eq!(&signature, theirs.as_ref());
        prop_assert_eq!(ours.public().verify(&message, &signature), Ok(()));
        prop_assert!(they_accept(ours.public(), &message, &signature));
        signature[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(ours.public().verify(&message, &signature).is_err());
        prop_assert!(!they_accept(ours.public(), &message, &signature));
    }
}
