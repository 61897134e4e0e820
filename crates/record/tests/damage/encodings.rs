//! One encoding for one meaning: what is written is read as the same, and what is read, damaged or not, is
//! written as the same bytes.

#![expect(clippy::disallowed_methods, reason = "golden bytes are files")]

use std::fs;
use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::*;
use record::body::Fields;
use record::cbor::Writer;
use record::ids::bytes_from_hex;
use record::{
    Body, Commitment, Entry, Hash, Kind, Lane, Leaf, LogKey, ObjectId, PartyId, Seen, Slot,
    SpaceId, StatementId,
};

use crate::flipped;

fn golden(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/entries");
    let file = fs::read_to_string(folder.join(format!("{name}.hex"))).expect("a golden file");
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    bytes_from_hex(&lines.collect::<String>()).expect("hexadecimal digits")
}

/// Reads `bytes` as what the golden file of this name holds, and writes them again; none where they are refused.
fn again(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match name {
        "leaf" => Some(Leaf::decode(bytes).ok()?.encode()),
        "entry" => Some(Entry::decode(bytes).ok()?.encode()),
        _ => Some(Body::decode(bytes).ok()?.encode()),
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    let kinds = record::kind::REGISTRY.into_iter().map(|(.., name)| name);
    kinds.chain(["propose-members", "leaf", "entry"])
}

#[test]
fn what_is_read_after_a_changed_bit_has_no_second_encoding() {
    for name in names() {
        let bytes = golden(name);
        assert_eq!(again(name, &bytes).as_ref(), Some(&bytes), "{name}");
        let read = flipped(&bytes).filter(|changed| {
            let written = again(name, changed);
            assert!(
                written.as_ref().is_none_or(|written| written == changed),
                "{name}"
            );
            written.is_some()
        });
        assert!(
            read.count() > 100 || name == "entry",
            "{name}: some changes can be read"
        );
    }
}

/// Changes places at random: another byte, one more, one less, a part again, the end cut off.
fn mutated(mut bytes: Vec<u8>, changes: &[(u8, prop::sample::Index, u8)]) -> Vec<u8> {
    for (change, place, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = place.index(bytes.len());
        match change {
            0..=3 => bytes[at] = *byte,
            4 => bytes.insert(at, *byte),
            5 => drop(bytes.remove(at)),
            6 => bytes.extend_from_within(at..),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn hash() -> impl Strategy<Value = Hash> {
    any::<[u8; 32]>().prop_map(Hash)
}

fn slots() -> impl Strategy<Value = Vec<Slot>> {
    let slot = (any::<[u8; 16]>(), prop::option::of(hash()));
    let slot = slot.prop_map(|(object, base)| Slot {
        object: ObjectId(object),
        base: base.map(StatementId),
    });
    vec(slot, 0..3)
}

fn commitments() -> impl Strategy<Value = Vec<Commitment>> {
    let parts = (hash(), any::<u64>(), ".{0,20}", prop::option::of(".{0,8}"));
    let commitment = parts.prop_map(|(hash, size, media_type, lang)| Commitment {
        hash,
        size,
        media_type,
        lang,
    });
    vec(commitment, 0..3)
}

fn fields() -> impl Strategy<Value = Fields> {
    type Write = fn(&mut Writer, u64, &str);
    let writes: [Write; 5] = [
        |w, number, _| {
            w.u64(number);
        },
        |w, _, text| {
            w.str(text);
        },
        |w, _, text| {
            w.bytes(text.as_bytes());
        },
        |w, _, _| {
            w.null();
        },
        |w, number, text| {
            w.array(2).map(1).u64(number).bool(true).str(text);
        },
    ];
    let field = (
        any::<u64>(),
        any::<u64>(),
        ".{0,9}",
        prop::sample::select(writes.to_vec()),
    );
    vec(field, 0..5).prop_map(|fields| {
        let with = |all: Fields, (key, number, text, write): (u64, u64, String, Write)| {
            all.with(key, |w| write(w, number, &text))
        };
        fields.into_iter().fold(Fields::default(), with)
    })
}

fn bodies() -> impl Strategy<Value = Body> {
    let heads = (hash(), hash(), 0u64..80, any::<[u8; 16]>());
    let refs = vec(hash().prop_map(StatementId), 0..4);
    (heads, slots(), refs, fields(), commitments()).prop_map(
        |(head, slots, refs, fields, payloads)| Body {
            slots,
            refs,
            fields,
            payloads,
            ..Body::new(
                SpaceId(head.0),
                PartyId(head.1),
                Kind::from_number(head.2),
                head.3,
            )
        },
    )
}

fn leaves() -> impl Strategy<Value = Leaf> {
    let log = (hash(), 0u64..3, any::<u32>()).prop_map(|(party, lane, epoch)| {
        let lane = Lane::from_number(lane).expect("one of three");
        LogKey::of(PartyId(party), lane, epoch)
    });
    let row = (log, any::<u64>(), hash());
    let seen = prop::collection::btree_set(row, 0..5);
    (hash(), vec(any::<u64>(), 1..=8), any::<u64>(), seen).prop_map(
        |(statement, numbers, identity_size, seen)| {
            let item = |number: &u64| {
                let mut w = Writer::new();
                w.u64(*number);
                w.finish()
            };
            Leaf {
                statement: StatementId(statement),
                signatures: numbers.iter().map(item).collect(),
                identity_size,
                seen: seen
                    .into_iter()
                    .map(|(log, size, root)| Seen { log, size, root })
                    .collect(),
            }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(body in bodies(), leaf in leaves()) {
        let (body_read, leaf_read) = (Body::decode(&body.encode()), Leaf::decode(&leaf.encode()));
        prop_assert_eq!(body_read, Ok(body));
        prop_assert_eq!(leaf_read, Ok(leaf));
    }

    #[test]
    fn what_is_read_of_damaged_bytes_has_no_second_encoding(
        name in prop::sample::select(names().collect::<Vec<_>>()),
        changes in vec((0u8..8, any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let damaged = mutated(golden(name), &changes);
        if let Some(written) = again(name, &damaged) {
            prop_assert_eq!(written, damaged);
        }
    }
}
