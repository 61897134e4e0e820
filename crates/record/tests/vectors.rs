//! What others have found hard, put to the record's own readers: CBOR examples of RFC 8949, the edge
//! cases of Ed25519 verification that implementations disagree about, and signed COSE messages.
//!
//! The files are in `fixtures/crypto`, with their origin and licences.

use coset::cbor::{self as ciborium, Value};
use record::cbor::{self, CborFault, Reader, Writer};
use record::cose::{self, CoseError, Purpose};
use record::key::{PublicKey, SecretKey};
use record::{Hash, PartyId, SpaceId};
use serde_json::Value as Json;

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn bytes_of(json: &Json) -> Vec<u8> {
    hex::decode(json.as_str().expect("a string of hexadecimal digits")).expect("hexadecimal digits")
}

// --- CBOR ---

/// RFC 8949, appendix A: what the record's profile accepts, as encoding and diagnostic notation.
const ACCEPTED: [(&str, &str); 37] = [
    ("00", "0"),
    ("01", "1"),
    ("0a", "10"),
    ("17", "23"),
    ("1818", "24"),
    ("1819", "25"),
    ("1864", "100"),
    ("1903e8", "1000"),
    ("1a000f4240", "1000000"),
    ("1b000000e8d4a51000", "1000000000000"),
    ("1bffffffffffffffff", "18446744073709551615"),
    ("3bffffffffffffffff", "-18446744073709551616"),
    ("20", "-1"),
    ("29", "-10"),
    ("3863", "-100"),
    ("3903e7", "-1000"),
    ("f4", "false"),
    ("f5", "true"),
    ("f6", "null"),
    ("40", "h''"),
    ("4401020304", "h'01020304'"),
    ("60", "\"\""),
    ("6161", "\"a\""),
    ("6449455446", "\"IETF\""),
    ("62225c", "\"\\\"\\\\\""),
    ("62c3bc", "\"\\u00fc\""),
    ("63e6b0b4", "\"\\u6c34\""),
    ("64f0908591", "\"\\ud800\\udd51\""),
    ("80", "[]"),
    ("83010203", "[1, 2, 3]"),
    ("8301820203820405", "[1, [2, 3], [4, 5]]"),
    (
        "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        "[1, 2, 3, ..., 25]",
    ),
    ("a0", "{}"),
    ("a201020304", "{1: 2, 3: 4}"),
    ("a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}"),
    ("826161a161626163", "[\"a\", {\"b\": \"c\"}]"),
    (
        "a56161614161626142616361436164614461656145",
        "{\"a\": \"A\", \"b\": \"B\", ..., \"e\": \"E\"}",
    ),
];

/// RFC 8949, appendix A: what is deterministic, and refused all the same because the record has no use
/// for it and every kind of item more is a way more for two readers to disagree.
const OUTSIDE_THE_PROFILE: [(&str, &str, CborFault); 27] = [
    (
        "c249010000000000000000",
        "18446744073709551616",
        CborFault::Tag,
    ),
    (
        "c349010000000000000000",
        "-18446744073709551617",
        CborFault::Tag,
    ),
    ("f90000", "0.0", CborFault::Float),
    ("f98000", "-0.0", CborFault::Float),
    ("f93c00", "1.0", CborFault::Float),
    ("fb3ff199999999999a", "1.1", CborFault::Float),
    ("f93e00", "1.5", CborFault::Float),
    ("f97bff", "65504.0", CborFault::Float),
    ("fa47c35000", "100000.0", CborFault::Float),
    ("fa7f7fffff", "3.4028234663852886e+38", CborFault::Float),
    ("fb7e37e43c8800759c", "1.0e+300", CborFault::Float),
    ("f90001", "5.960464477539063e-8", CborFault::Float),
    ("f90400", "0.00006103515625", CborFault::Float),
    ("f9c400", "-4.0", CborFault::Float),
    ("fbc010666666666666", "-4.1", CborFault::Float),
    ("f97c00", "Infinity", CborFault::Float),
    ("f97e00", "NaN", CborFault::Float),
    ("f9fc00", "-Infinity", CborFault::Float),
    ("f7", "undefined", CborFault::Simple),
    ("f0", "simple(16)", CborFault::Simple),
    ("f8ff", "simple(255)", CborFault::Simple),
    (
        "c074323031332d30332d32315432303a30343a30305a",
        "0(\"2013-03-21T20:04:00Z\")",
        CborFault::Tag,
    ),
    ("c11a514b67b0", "1(1363896240)", CborFault::Tag),
    ("c1fb41d452d9ec200000", "1(1363896240.5)", CborFault::Tag),
    ("d74401020304", "23(h'01020304')", CborFault::Tag),
    ("d818456449455446", "24(h'6449455446')", CborFault::Tag),
    (
        "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
        "32(\"http://www.example.com\")",
        CborFault::Tag,
    ),
];

/// RFC 8949, appendix A: what is well-formed and not deterministic; and at the end an item that was an
/// example in RFC 7049 and is no longer well-formed.
const NOT_DETERMINISTIC: [(&str, &str, CborFault); 18] = [
    ("fa7f800000", "Infinity", CborFault::NotShortest),
    ("fa7fc00000", "NaN", CborFault::NotShortest),
    ("faff800000", "-Infinity", CborFault::NotShortest),
    ("fb7ff0000000000000", "Infinity", CborFault::NotShortest),
    ("fb7ff8000000000000", "NaN", CborFault::NotShortest),
    ("fbfff0000000000000", "-Infinity", CborFault::NotShortest),
    (
        "5f42010243030405ff",
        "(_ h'0102', h'030405')",
        CborFault::Indefinite,
    ),
    (
        "7f657374726561646d696e67ff",
        "(_ \"strea\", \"ming\")",
        CborFault::Indefinite,
    ),
    ("9fff", "[_ ]", CborFault::Indefinite),
    (
        "9f018202039f0405ffff",
        "[_ 1, [2, 3], [_ 4, 5]]",
        CborFault::Indefinite,
    ),
    (
        "9f01820203820405ff",
        "[_ 1, [2, 3], [4, 5]]",
        CborFault::Indefinite,
    ),
    (
        "83018202039f0405ff",
        "[1, [2, 3], [_ 4, 5]]",
        CborFault::Indefinite,
    ),
    (
        "83019f0203ff820405",
        "[1, [_ 2, 3], [4, 5]]",
        CborFault::Indefinite,
    ),
    (
        "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
        "[_ 1, 2, 3, ..., 25]",
        CborFault::Indefinite,
    ),
    (
        "bf61610161629f0203ffff",
        "{_ \"a\": 1, \"b\": [_ 2, 3]}",
        CborFault::Indefinite,
    ),
    (
        "826161bf61626163ff",
        "[\"a\", {_ \"b\": \"c\"}]",
        CborFault::Indefinite,
    ),
    (
        "bf6346756ef563416d7421ff",
        "{_ \"Fun\": true, \"Amt\": -2}",
        CborFault::Indefinite,
    ),
    ("f818", "simple(24)", CborFault::Reserved),
];

fn fault(result: Result<(), cbor::CborError>) -> Option<CborFault> {
    result.err().map(|error| error.what)
}

#[test]
fn examples_of_the_rfc_are_accepted_or_refused_by_name() {
    for (digits, name) in ACCEPTED {
        let bytes = hex::decode(digits).unwrap();
        assert_eq!(fault(cbor::check_general(&bytes)), None, "{name}");
        assert_eq!(fault(cbor::check(&bytes)), None, "{name}");
    }
    for (digits, name, why) in OUTSIDE_THE_PROFILE {
        let bytes = hex::decode(digits).unwrap();
        assert_eq!(fault(cbor::check_general(&bytes)), None, "{name}");
        assert_eq!(fault(cbor::check(&bytes)), Some(why), "{name}");
    }
    for (digits, name, why) in NOT_DETERMINISTIC {
        let bytes = hex::decode(digits).unwrap();
        assert_eq!(fault(cbor::check_general(&bytes)), Some(why), "{name}");
        assert!(cbor::check(&bytes).is_err(), "{name}");
    }
}

#[test]
fn what_is_not_deterministic_is_refused() {
    let cases = json(include_str!(
        "../../../fixtures/crypto/cbor/must_reject.json"
    ));
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 62);
    for case in cases {
        let (bytes, why) = (bytes_of(&case["hex"]), &case["why"]);
        assert!(cbor::check_general(&bytes).is_err(), "{why}");
        let error = cbor::check(&bytes).expect_err("refused in general, so refused here");
        assert!(error.offset <= bytes.len(), "{why}: {error}");
    }
}

/// Whether a value is in the record's profile and its maps are in order, judged apart from our reader.
fn in_profile(value: &Value) -> bool {
    match value {
        Value::Integer(_) | Value::Bytes(_) | Value::Text(_) | Value::Bool(_) | Value::Null => true,
        Value::Array(items) => items.iter().all(in_profile),
        Value::Map(pairs) => {
            let keys: Vec<_> = pairs.iter().map(|(key, _)| encoded(key)).collect();
            let ascending = keys.windows(2).all(|two| two[0] < two[1]);
            ascending
                && pairs
                    .iter()
                    .all(|(key, value)| in_profile(key) && in_profile(value))
        }
        _ => false,
    }
}

fn encoded(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("writing to memory");
    bytes
}

fn assert_agrees(bytes: &[u8]) {
    let mut rest = bytes;
    let expected = match ciborium::from_reader::<Value, _>(&mut rest) {
        Ok(value) => rest.is_empty() && in_profile(&value) && encoded(&value) == bytes,
        Err(_) => false,
    };
    assert_eq!(
        cbor::check(bytes).is_ok(),
        expected,
        "{}",
        hex::encode(bytes)
    );
}

/// ciborium reads leniently and writes in shortest form, so a byte string is deterministic if ciborium
/// gives it back unchanged and the maps are in order.
#[test]
fn a_lenient_reader_and_a_round_trip_come_to_the_same_verdict() {
    assert_agrees(&[]);
    for first in 0..=0xff {
        assert_agrees(&[first]);
        for second in 0..=0xff {
            assert_agrees(&[first, second]);
        }
    }
    // Every string of up to five bytes from an alphabet of scalars, strings and containers.
    let alphabet = [
        0x00, 0x01, 0x18, 0x20, 0x40, 0x41, 0x61, 0x80, 0x81, 0xa1, 0xa2, 0xf6, 0xff,
    ];
    let mut strings = vec![Vec::new()];
    for _ in 0..5 {
        strings = strings
            .iter()
            .flat_map(|start| alphabet.map(|byte| [&start[..], &[byte]].concat()))
            .collect();
        strings.iter().for_each(|bytes| assert_agrees(bytes));
    }
}

// --- Ed25519 ---

fn accepts(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let key: &[u8; 32] = key.try_into().expect("32 bytes");
    PublicKey::ed25519(key).is_ok_and(|key| key.verify(message, signature).is_ok())
}

/// Only case 3 (mixed-order key and nonce, the equation without cofactor holds) is accepted. What binds
/// the nodes is not which choice is made here but that all of them make the same.
#[test]
fn edge_cases_on_which_implementations_disagree() {
    assert_eq!(accepted_edge_cases(), [3]);
}

#[test]
#[cfg(debug_assertions)]
fn the_edge_cases_catch_plain_verification() {
    let accepted = canary::with(canary::Canary::PlainVerify, accepted_edge_cases);
    assert_eq!(accepted, [2, 3], "a nonce of small order is let through");
}

fn accepted_edge_cases() -> Vec<usize> {
    let cases = json(include_str!(
        "../../../fixtures/crypto/ed25519-speccheck/cases.json"
    ));
    let cases = cases.as_array().expect("a list of cases");
    assert_eq!(cases.len(), 12);
    let accepted = cases.iter().map(|case| {
        accepts(
            &bytes_of(&case["pub_key"]),
            &bytes_of(&case["message"]),
            &bytes_of(&case["signature"]),
        )
    });
    (0..)
        .zip(accepted)
        .filter_map(|(number, yes)| yes.then_some(number))
        .collect()
}

#[test]
fn signatures_of_wycheproof() {
    let file = json(include_str!(
        "../../../fixtures/crypto/wycheproof/ed25519_test.json"
    ));
    let (mut valid, mut invalid) = (0, 0);
    for group in file["testGroups"].as_array().unwrap() {
        let key = bytes_of(&group["publicKey"]["pk"]);
        for test in group["tests"].as_array().unwrap() {
            let expected = test["result"] == "valid";
            let accepted = accepts(&key, &bytes_of(&test["msg"]), &bytes_of(&test["sig"]));
            assert_eq!(
                accepted, expected,
                "test {} ({})",
                test["tcId"], test["comment"]
            );
            if expected { valid += 1 } else { invalid += 1 }
        }
    }
    assert_eq!((valid, invalid), (88, 63));
}

// --- COSE ---

/// The parts of a COSE_Sign1 message, each as it is encoded.
#[derive(Clone)]
struct Sign1 {
    /// The pairs of the protected header: label, and value encoded.
    protected: Vec<(i64, Vec<u8>)>,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl Sign1 {
    fn read(bytes: &[u8]) -> Sign1 {
        let mut reader = Reader::new(bytes);
        assert_eq!(reader.array(), Ok(4));
        let protected = reader.bytes().unwrap();
        reader.skip().unwrap();
        let payload = reader.bytes().unwrap().to_vec();
        let signature = reader.bytes().unwrap().to_vec();
        reader.end().unwrap();
        let mut reader = Reader::new(protected);
        let pairs = reader.map().unwrap();
        let protected = (0..pairs)
            .map(|_| (reader.i64().unwrap(), reader.raw().unwrap().to_vec()))
            .collect();
        Sign1 {
            protected,
            payload,
            signature,
        }
    }

    fn with(mut self, label: i64, value: &[u8]) -> Sign1 {
        self.protected.retain(|(other, _)| *other != label);
        self.protected.push((label, value.to_vec()));
        self.protected.sort();
        self
    }

    fn without(mut self, label: i64) -> Sign1 {
        self.protected.retain(|(other, _)| *other != label);
        self
    }

    fn protected(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.map(self.protected.len() as u64);
        for (label, value) in &self.protected {
            writer.i64(*label).raw(value);
        }
        writer.finish()
    }

    /// What is signed (RFC 9052 section 4.4).
    fn signed_bytes(&self, external: &[u8]) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .array(4)
            .str("Signature1")
            .bytes(&self.protected())
            .bytes(external)
            .bytes(&self.payload);
        writer.finish()
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .array(4)
            .bytes(&self.protected())
            .map(0)
            .bytes(&self.payload)
            .bytes(&self.signature);
        writer.finish()
    }

    /// The alterations of the examples `sign-fail-02`, `03`, `04`, `06` and `07`: that of the content done
    /// to the signature too, that of the algorithm also to another one that has a meaning. The remaining
    /// one, `01`, is of the tag, which stands before these bytes. Label 16 is a type, which nobody expects.
    fn altered(&self, algorithm: &[u8], removed: i64) -> [(&'static str, Sign1); 7] {
        let mut other_content = self.clone();
        *other_content.payload.last_mut().unwrap() ^= 1;
        let mut other_signature = self.clone();
        *other_signature.signature.last_mut().unwrap() ^= 1;
        [
            ("content changed", other_content),
            ("signature changed", other_signature),
            (
                "algorithm changed to a known one",
                self.clone().with(1, algorithm),
            ),
            (
                "algorithm changed to -999",
                self.clone().with(1, &[0x39, 0x03, 0xe6]),
            ),
            (
                "algorithm changed to a text",
                self.clone().with(1, b"\x67unknown"),
            ),
            ("attribute added", self.clone().with(16, &[0x00])),
            ("attribute removed", self.clone().without(removed)),
        ]
    }
}

const ALG_EDDSA: &[u8] = &[0x27];
const ALG_ED25519: &[u8] = &[0x32];
const LABEL_CONTENT_TYPE: i64 = 3;
const LABEL_KID: i64 = 4;
const TAG_SIGN1: &[u8] = &[0xd2];
const TAG_998: &[u8] = &[0xd9, 0x03, 0xe6];

fn without_tag(bytes: &[u8]) -> &[u8] {
    let tagged = [TAG_SIGN1, TAG_998]
        .into_iter()
        .find_map(|tag| bytes.strip_prefix(tag));
    tagged.unwrap_or(bytes)
}

/// The signature layer below our profile: what is signed is built as the example says, and our
/// verification accepts it and none of the alterations.
#[test]
fn ed25519_example_of_the_cose_working_group_and_its_alterations() {
    let example = json(include_str!(
        "../../../fixtures/crypto/cose-sign1/eddsa-sig-01.json"
    ));
    let key: [u8; 32] = bytes_of(&example["input"]["sign0"]["key"]["x_hex"])
        .try_into()
        .unwrap();
    let key = PublicKey::ed25519(&key).unwrap();
    let message = Sign1::read(without_tag(&bytes_of(&example["output"]["cbor"])));
    let to_be_signed = bytes_of(&example["intermediates"]["ToBeSign_hex"]);
    assert_eq!(message.signed_bytes(b""), to_be_signed);
    assert_eq!(key.verify(&to_be_signed, &message.signature), Ok(()));
    for (alteration, altered) in message.altered(ALG_ED25519, LABEL_CONTENT_TYPE) {
        assert!(
            key.verify(&altered.signed_bytes(b""), &altered.signature)
                .is_err(),
            "{alteration}"
        );
    }
    let elsewhere = message.signed_bytes(b"detente/1/statement");
    assert!(
        key.verify(&elsewhere, &message.signature).is_err(),
        "signed for another purpose"
    );
}

/// The same alterations, and those of the tag, to an envelope of the record.
#[test]
fn an_envelope_of_the_record_and_its_alterations() {
    let key = SecretKey::from_seed(&[7; 32]);
    let (party, space) = (PartyId(Hash([1; 32])), SpaceId(Hash([2; 32])));
    let envelope = cose::sign(
        Purpose::Statement,
        &key,
        party,
        space,
        b"This is the content.",
        true,
    );
    let accepted = |bytes: &[u8]| {
        let envelope = cose::parse_signature(bytes);
        envelope.is_ok_and(|envelope| {
            envelope
                .verify_attached(Purpose::Statement, key.public())
                .is_ok()
        })
    };
    let message = Sign1::read(&envelope);
    assert_eq!(message.bytes(), envelope);
    assert!(accepted(&envelope));
    for (alteration, altered) in message.altered(ALG_EDDSA, LABEL_KID) {
        assert!(!accepted(&altered.bytes()), "{alteration}");
    }
    for tag in [TAG_SIGN1, TAG_998] {
        assert!(!accepted(&[tag, &envelope].concat()), "a tag before it");
    }
}

/// All examples are signed with ES256 or with the ambiguous EdDSA (one of them is Ed448), and each is
/// refused for that, whether or not its signature is good.
#[test]
fn other_algorithms_are_refused_for_the_algorithm() {
    let examples = [
        include_str!("../../../fixtures/crypto/cose-sign1/eddsa-sig-01.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/eddsa-sig-02.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-pass-01.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-pass-02.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-pass-03.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-fail-01.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-fail-02.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-fail-03.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-fail-04.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-fail-06.json"),
        include_str!("../../../fixtures/crypto/cose-sign1/sign-fail-07.json"),
    ];
    for example in examples.map(json) {
        let title = &example["title"];
        let bytes = bytes_of(&example["output"]["cbor"]);
        assert!(cose::parse_signature(&bytes).is_err(), "{title}");
        let refusal = cose::parse_signature(without_tag(&bytes))
            .map(|_| ())
            .unwrap_err();
        assert_eq!(refusal, CoseError::Algorithm, "{title}");
    }
}

/// COSE_Sign is for several signers; a leaf has a COSE_Sign1 for each instead. The signature layer agrees with the
/// example of Ed25519, and both messages are refused, with their tag and without.
#[test]
fn messages_with_several_signers_are_refused() {
    let examples = [
        include_str!("../../../fixtures/crypto/cose-sign/eddsa-01.json"),
        include_str!("../../../fixtures/crypto/cose-sign/eddsa-02.json"),
    ];
    for example in examples.map(json) {
        let bytes = bytes_of(&example["output"]["cbor"]);
        let untagged = bytes.strip_prefix(&[0xd8, 0x62]).expect("tag 98");
        assert!(cose::parse_signature(&bytes).is_err());
        let refusal = cose::parse_signature(untagged).map(|_| ()).unwrap_err();
        assert_eq!(refusal, CoseError::NotSign1, "{}", example["title"]);
    }
    let example = json(examples[0]);
    let key: [u8; 32] = bytes_of(&example["input"]["sign"]["signers"][0]["key"]["x_hex"])
        .try_into()
        .expect("32 bytes");
    let signed = bytes_of(&example["intermediates"]["signers"][0]["ToBeSign_hex"]);
    let message = bytes_of(&example["output"]["cbor"]);
    let signature = &message[message.len() - 64..];
    assert!(accepts(&key, &signed, signature));
    assert!(!accepts(&key, &signed[1..], signature));
}
