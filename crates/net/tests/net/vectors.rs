//! Wycheproof's vectors put to the primitives that pouches are sealed with: X25519, HKDF-SHA256, ChaCha20-Poly1305.
//!
//! HPKE has no entrance for them, so they are put to the crates that it is made of, in the versions that it uses. The
//! last is also what wraps people's keys. The files are in `fixtures/crypto`, with their origin and licence.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use serde_json::Value;
use sha2::Sha256;

fn bytes(test: &Value, name: &str) -> Vec<u8> {
    let digits = test[name].as_str().expect("a string of hexadecimal digits");
    data_encoding::HEXLOWER
        .decode(digits.as_bytes())
        .expect("hexadecimal digits")
}

/// Runs every test of a file, and gives how many are valid and how many are anything else.
fn run(file: &str, answer: impl Fn(&Value, &Value) -> bool) -> (usize, usize) {
    let file: Value = serde_json::from_str(file).expect("the fixture is JSON");
    let (mut valid, mut others) = (0, 0);
    for group in file["testGroups"].as_array().expect("groups") {
        for test in group["tests"].as_array().expect("tests") {
            let expected = test["result"] != "invalid";
            let answer = answer(group, test);
            assert_eq!(
                answer, expected,
                "test {} ({})",
                test["tcId"], test["comment"]
            );
            match test["result"] == "valid" {
                true => valid += 1,
                false => others += 1,
            }
        }
    }
    (valid, others)
}

/// The "acceptable" ones have public keys of small order or with the highest bit set: RFC 7748 computes them, and HPKE
/// refuses those that lead to zero.
#[test]
fn x25519_of_wycheproof() {
    let zeros = std::cell::Cell::new(0);
    let counts = run(
        include_str!("../../../../fixtures/crypto/wycheproof/x25519_test.json"),
        |_, test| {
            let part = |name| <[u8; 32]>::try_from(bytes(test, name)).expect("32 bytes");
            let shared = x25519_dalek::x25519(part("private"), part("public"));
            zeros.set(zeros.get() + usize::from(shared == [0; 32]));
            shared == part("shared")
        },
    );
    assert_eq!((counts, zeros.get()), ((264, 254), 31));
}

#[test]
fn hkdf_sha256_of_wycheproof() {
    let counts = run(
        include_str!("../../../../fixtures/crypto/wycheproof/hkdf_sha256_test.json"),
        |_, test| {
            let mut key = vec![0; test["size"].as_u64().expect("a size") as usize];
            let hkdf = Hkdf::<Sha256>::new(Some(&bytes(test, "salt")), &bytes(test, "ikm"));
            let made = hkdf.expand(&bytes(test, "info"), &mut key).is_ok();
            made && key == bytes(test, "okm")
        },
    );
    assert_eq!(counts, (83, 3));
}

#[test]
fn chacha20_poly1305_of_wycheproof() {
    let counts = run(
        include_str!("../../../../fixtures/crypto/wycheproof/chacha20_poly1305_test.json"),
        |group, test| {
            if group["ivSize"] != 96 {
                return false;
            }
            let cipher = ChaCha20Poly1305::new_from_slice(&bytes(test, "key")).expect("32 bytes");
            let nonce = Nonce::try_from(bytes(test, "iv").as_slice()).expect("12 bytes");
            let (aad, plain) = (bytes(test, "aad"), bytes(test, "msg"));
            let sealed = [bytes(test, "ct"), bytes(test, "tag")].concat();
            let opened = cipher.decrypt(
                &nonce,
                Payload {
                    msg: &sealed,
                    aad: &aad,
                },
            );
            let again = cipher.encrypt(
                &nonce,
                Payload {
                    msg: &plain,
                    aad: &aad,
                },
            );
            opened.as_ref() == Ok(&plain) && again == Ok(sealed)
        },
    );
    assert_eq!(counts, (256, 69));
}
