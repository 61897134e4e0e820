//! ML-DSA-44 against what others say: the key of RFC 9881's example seed, and AWS-LC, which is another implementation
//! by other people, on keys, on signatures and on signatures that were altered.

use aws_lc_rs::signature::{self as theirs, KeyPair, PqdsaKeyPair, UnparsedPublicKey};
use record::cbor::Writer;
use record::cose::{self, CoseError, Purpose};
use record::key::{Algorithm, KeyError, PublicKey, SecretKey};
use record::{Hash, PartyId, SpaceId};

const SIGNATURE_BYTES: usize = 2420;

fn key(seed: u8) -> (SecretKey, PqdsaKeyPair) {
    let seed = [seed; 32];
    (
        SecretKey::new(Algorithm::MlDsa44, &seed),
        PqdsaKeyPair::from_seed(&theirs::ML_DSA_44_SIGNING, &seed).unwrap(),
    )
}

fn they_accept(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&theirs::ML_DSA_44, key.as_bytes())
        .verify(message, signature)
        .is_ok()
}

/// RFC 9881, appendix C: the seed is the bytes from 0 to 31. Before the key stand the 22 bytes of its SPKI.
#[test]
fn the_key_of_the_example_seed_is_that_of_rfc_9881() {
    let pem = include_str!("../../../fixtures/crypto/ml-dsa-44/public-key.pem");
    let digits: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let spki = data_encoding::BASE64.decode(digits.as_bytes()).unwrap();
    let seed = std::array::from_fn(|i| i as u8);
    let key = SecretKey::new(Algorithm::MlDsa44, &seed);
    assert_eq!(key.public().as_bytes(), &spki[22..]);
    assert_eq!(*key.seed(), seed);
}

#[test]
fn keys_and_signatures_are_those_of_aws_lc() {
    for seed in 0..16 {
        let (ours, other) = key(seed);
        assert_eq!(ours.public().as_bytes(), other.public_key().as_ref());
        let message = vec![seed; usize::from(seed) * 97];
        let signature = ours.sign(&message);
        assert_eq!(signature.len(), SIGNATURE_BYTES);
        assert_eq!(signature, ours.sign(&message), "signing is deterministic");
        assert!(they_accept(ours.public(), &message, &signature));
        let mut signature = vec![0; SIGNATURE_BYTES];
        other.sign(&message, &mut signature).unwrap();
        assert_eq!(ours.public().verify(&message, &signature), Ok(()));
        let another = ours.public().verify(b"another", &signature);
        assert_eq!(another, Err(KeyError::BadSignature));
    }
}

/// Every byte of the challenge and of the hints, where decoding has rules, and some of the large part between.
#[test]
fn no_altered_signature_is_accepted_here_or_by_aws_lc() {
    let (key, _) = key(7);
    let message = b"the same words";
    let signature = key.sign(message);
    let hints = SIGNATURE_BYTES - 84;
    let places = (0..32)
        .chain((32..hints).step_by(61))
        .chain(hints..SIGNATURE_BYTES);
    for at in places {
        for flip in [1, 0x80, 0xff] {
            let mut altered = signature.clone();
            altered[at] ^= flip;
            assert!(key.public().verify(message, &altered).is_err(), "byte {at}");
            assert!(!they_accept(key.public(), message, &altered), "byte {at}");
        }
    }
    for altered in [&signature[1..], &signature[..2419], &[], &[0; 64]] {
        assert!(key.public().verify(message, altered).is_err());
    }
    assert!(
        key.public()
            .verify(message, &[&signature[..], &[0]].concat())
            .is_err()
    );
}

#[test]
fn a_key_is_told_by_its_length_and_none_other_is_taken() {
    let small = SecretKey::from_seed(&[3; 32]);
    let (large, _) = key(3);
    for key in [small.public(), large.public()] {
        let read = PublicKey::from_bytes(key.as_bytes()).unwrap();
        assert_eq!(&read, key);
        assert_eq!(read.algorithm(), key.algorithm());
        assert_eq!(read.as_bytes().len(), key.algorithm().key_bytes());
        let of_another = Algorithm::ALL.into_iter().find(|a| *a != key.algorithm());
        let wrong = PublicKey::new(of_another.unwrap(), key.as_bytes());
        assert_eq!(wrong, Err(KeyError::Malformed));
    }
    for length in [0, 31, 33, 1311, 1313] {
        assert_eq!(
            PublicKey::from_bytes(&vec![1; length]),
            Err(KeyError::Malformed)
        );
    }
    // One seed gives each algorithm a key of its own, with a name of its own.
    assert_ne!(small.public().kid(), large.public().kid());
}

/// The header names the algorithm, and so does the key id. Where they differ, nothing is verified by either.
#[test]
fn an_envelope_says_of_which_algorithm_it_is_and_no_other_fits() {
    let (party, space) = (PartyId(Hash([1; 32])), SpaceId(Hash([2; 32])));
    for algorithm in Algorithm::ALL {
        let key = SecretKey::new(algorithm, &[5; 32]);
        let envelope = cose::sign(Purpose::Statement, &key, party, space, b"words", true);
        let read = cose::parse_signature(&envelope).unwrap();
        assert_eq!(read.algorithm, algorithm);
        assert_eq!(
            read.verify_attached(Purpose::Statement, key.public()),
            Ok(())
        );
        let other = Purpose::Checkpoint;
        assert!(read.verify_attached(other, key.public()).is_err());
        assert_eq!(resigned_as(algorithm, &key), Ok(()));
        let another = Algorithm::ALL.into_iter().find(|a| *a != algorithm);
        let refused = resigned_as(another.unwrap(), &key);
        assert_eq!(refused, Err(CoseError::Headers));
    }
}

/// Verifies an envelope by `key` that is sound, but names the other algorithm in its header.
fn resigned_as(algorithm: Algorithm, key: &SecretKey) -> Result<(), CoseError> {
    let mut w = Writer::new();
    w.map(3).u64(1).i64(algorithm.number());
    w.u64(4).bytes(&key.public().kid().0);
    w.u64(15)
        .map(2)
        .u64(1)
        .bytes(&[1; 32])
        .u64(2)
        .bytes(&[2; 32]);
    let protected = w.finish();
    let mut signed = Writer::new();
    signed.array(4).str("Signature1").bytes(&protected);
    signed.bytes(b"detente/1/statement").bytes(b"words");
    let mut w = Writer::new();
    w.array(4).bytes(&protected).map(0).bytes(b"words");
    w.bytes(&key.sign(&signed.finish()));
    let envelope = cose::parse_signature(&w.finish()).expect("sound but for the algorithm");
    assert_eq!(envelope.algorithm, algorithm);
    envelope.verify_attached(Purpose::Statement, key.public())
}
