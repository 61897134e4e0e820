//! The structures of the record's format.

use domain::{About, List, Relationship, Source, Subject, Wordings};
use record::audit::Audit;
use record::bundle::Bundle;
use record::cbor::{self, CborError, Reader, Writer};
use record::cose::{self, Purpose};
use record::entry::Entry;
use record::fold::{Record, Signatures};
use record::founding::{Founding, Membership};
use record::identity::{Identity, seal_identity, sign_identity};
use record::leaf::Leaf;
use record::note;
use record::powers::Powers;
use record::receipt::{Proof, Receipt};
use record::testing::{Player, Seat, Shelf};
use record::{
    Body, Checkpoint, CosignatureKind, Hash, Lane, LogKey, PartyId, SignedCheckpoint,
    SignedCosignature, Verdict,
};

use crate::same_bytes;

/// The check and the reader. What the check accepts is copied item by item; what it refuses is read all the same.
pub fn cbor(bytes: &[u8]) {
    let accepted = cbor::check(bytes);
    if accepted.is_ok() {
        assert_eq!(cbor::check_general(bytes), Ok(()), "narrower, not other");
    }
    let mut copy = Writer::new();
    let read = copy_item(&mut Reader::new(bytes), &mut copy, 0);
    if accepted.is_ok() {
        read.expect("what was checked can be read");
        same_bytes(bytes, &copy.finish());
    }
    let mut reader = Reader::new(bytes);
    while !reader.is_end() && reader.skip().is_ok() {}
}

fn copy_item(r: &mut Reader<'_>, w: &mut Writer, depth: usize) -> Result<(), CborError> {
    if depth > cbor::DEPTH_MAX {
        return r.skip();
    }
    let (many, each) = match (r.clone().array(), r.clone().map()) {
        (Ok(items), _) => (items, 1),
        (_, Ok(pairs)) => (pairs, 2),
        _ => return copy_single(r, w),
    };
    match each {
        1 => {
            r.array()?;
            w.array(many);
        }
        _ => {
            r.map()?;
            w.map(many);
        }
    }
    for _ in 0..many.saturating_mul(each) {
        copy_item(r, w, depth + 1)?;
    }
    Ok(())
}

fn copy_single(r: &mut Reader<'_>, w: &mut Writer) -> Result<(), CborError> {
    if let Ok(number) = r.u64() {
        w.u64(number);
    } else if let Ok(number) = r.i64() {
        w.i64(number);
    } else if let Ok(content) = r.bytes() {
        w.bytes(content);
    } else if let Ok(text) = r.str() {
        w.str(text);
    } else if let Ok(truth) = r.bool() {
        w.bool(truth);
    } else if r.is_null() {
        r.skip()?;
        w.null();
    } else {
        // A negative number below what i64 holds: deterministic, and read by nobody.
        w.raw(r.raw()?);
    }
    Ok(())
}

/// The body of a statement.
pub fn body(bytes: &[u8]) {
    let Ok(body) = Body::decode(bytes) else {
        return;
    };
    same_bytes(bytes, &body.encode());
    assert_eq!(Body::decode(&body.encode()).as_ref(), Ok(&body));
}

/// A leaf.
pub fn leaf(bytes: &[u8]) {
    if let Ok(leaf) = Leaf::decode(bytes) {
        same_bytes(bytes, &leaf.encode());
    }
}

/// An entry.
pub fn entry(bytes: &[u8]) {
    let Ok(entry) = Entry::decode(bytes) else {
        return;
    };
    same_bytes(bytes, &entry.encode());
    same_bytes(&entry.leaf_bytes, &entry.leaf.encode());
    same_bytes(&entry.body_bytes, &entry.body.encode());
    let parts = (entry.leaf_bytes.clone(), entry.body_bytes.clone());
    let again = Entry::new(parts.0, parts.1, entry.payloads.clone());
    assert_eq!(again.as_ref(), Ok(&entry));
}

/// A signature's envelope: exactly the headers that were read, the content, and one byte string more.
pub fn signature(bytes: &[u8]) {
    let Ok(envelope) = cose::parse_signature(bytes) else {
        return;
    };
    let mut headers = Writer::new();
    headers.map(3).u64(1).i64(envelope.algorithm.number());
    headers.u64(4).bytes(&envelope.kid.0).u64(15).map(2);
    headers.u64(1).bytes(envelope.party.as_bytes());
    headers.u64(2).bytes(envelope.space.as_bytes());
    let mut w = Writer::new();
    w.array(4).bytes(&headers.finish()).map(0);
    match envelope.content() {
        Some(content) => w.bytes(content),
        None => w.null(),
    };
    let written = w.finish();
    let rest = bytes.strip_prefix(written.as_slice());
    let mut rest = Reader::new(rest.expect("the envelope begins with what was read"));
    rest.bytes().expect("a signature");
    assert!(rest.is_end(), "nothing after the signature");
    let key = Player::new("asteria").node;
    for purpose in [Purpose::Checkpoint, Purpose::Cosignature] {
        let _ = envelope.verify_attached(purpose, key.public());
    }
    let _ = envelope.verify_detached(Purpose::Statement, key.public(), bytes);
}

/// A signed head.
pub fn checkpoint(bytes: &[u8]) {
    let Ok(read) = SignedCheckpoint::decode(bytes) else {
        return;
    };
    same_bytes(bytes, &read.bytes);
    let Checkpoint { log, size, .. } = read.head;
    let mut w = Writer::new();
    w.array(5).array(4).bytes(log.space.as_bytes());
    w.bytes(log.key.party.as_bytes()).u64(log.key.lane.number());
    w.u64(log.key.epoch.into()).u64(size);
    w.bytes(read.head.root.as_bytes());
    match &read.head.previous {
        Some(previous) => w.bytes(previous.as_bytes()),
        None => w.null(),
    };
    w.u64(read.head.time_ms);
    same_bytes(&content(bytes), &w.finish());
    let _ = read.verify(Player::new("asteria").node.public());
}

/// A cosignature.
pub fn cosignature(bytes: &[u8]) {
    let Ok(read) = SignedCosignature::decode(bytes) else {
        return;
    };
    same_bytes(bytes, &read.bytes);
    let kind = match read.receipt.kind {
        CosignatureKind::Mirror => 0,
        CosignatureKind::Witness => 1,
    };
    let mut w = Writer::new();
    w.array(3).bytes(read.receipt.checkpoint.as_bytes());
    w.u64(kind).u64(read.receipt.time_ms);
    same_bytes(&content(bytes), &w.finish());
    let _ = read.verify(Player::new("asteria").node.public());
}

fn content(bytes: &[u8]) -> Vec<u8> {
    let envelope = cose::parse_signature(bytes).expect("it was read");
    envelope.content().expect("it was read").to_vec()
}

/// A receipt of RFC 9942, and the proofs in it.
pub fn receipt(bytes: &[u8]) {
    let Ok(receipt) = Receipt::decode(bytes) else {
        return;
    };
    same_bytes(bytes, &receipt.bytes);
    let key = Player::new("asteria").node;
    let again = Receipt::sign(receipt.log, receipt.proof.clone(), &Hash::default(), &key);
    let reread = Receipt::decode(&again.bytes).expect("what we sign can be read");
    assert_eq!(
        (reread.log, reread.proof),
        (receipt.log, receipt.proof.clone())
    );
    let root = receipt.root_from(&Hash::default()).unwrap_or_default();
    let _ = receipt.leads(&Hash::default(), &root);
    let _ = receipt.verify(&root, key.public());
    let (Proof::Inclusion { path, .. } | Proof::Consistency { path, .. }) = &receipt.proof;
    assert!(path.len() <= record::tree::PROOF_MAX);
}

/// A head as a signed note. Only a note that we could have written is accepted.
pub fn note(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let (head, key) = crate::seeds::head_and_key();
    if let Ok((size, root)) = note::verify(text, &head.log, key.public()) {
        let written = note::sign(&Checkpoint { size, root, ..head }, &key);
        let written = written.expect("an Ed25519 key");
        let text_of = |note: &str| note.split_once("\n\n").map(|(text, _)| text.to_owned());
        assert_eq!(text_of(text), text_of(&written));
    }
}

/// What the kinds' own fields say: founding, members, powers, keys.
pub fn fields(bytes: &[u8]) {
    let Ok(body) = Body::decode(bytes) else {
        return;
    };
    if let Some(founding) = Founding::read(bytes) {
        same_bytes(bytes, &founding.body.encode());
        assert!(founding.membership.is_sound());
    }
    if let Some(membership) = Membership::read(&body.fields) {
        let written = membership.write(Default::default());
        assert_eq!(Membership::read(&written), Some(membership));
    }
    if let Some(powers) = Powers::read(&body.fields) {
        let written = powers.accreditation(body.space, body.party, body.nonce);
        assert_eq!(Powers::read(&written.fields), Some(powers));
    }
    identity(&body, bytes);
    said(&body);
}

/// What the framework's fields say. Whatever does not fit reads as not given.
fn said(body: &Body) {
    let _ = (Subject::read(body), List::read(body));
    let about = About::read(body, Source::read_all(&body.payloads, &[]));
    assert!(
        about.areas.len() <= 64 && about.cites.len() <= 64,
        "as the page says"
    );
    let missing = vec![None; body.payloads.len()];
    let _ = Wordings::read(&body.payloads, &missing);
}

/// The keys that a body of the identity log names, and the same after they were written again.
fn identity(body: &Body, bytes: &[u8]) {
    let root = Player::new("asteria").root;
    let leaf = |bytes: &[u8]| {
        let signature = sign_identity(bytes, PartyId::default(), &root);
        seal_identity(bytes, vec![signature])
    };
    let party = PartyId(Body::id_of(bytes).0);
    let Some(identity) = Identity::incept(party, &leaf(bytes), body, bytes) else {
        return;
    };
    let keys = identity.latest().clone();
    let again = keys.inception(body.nonce);
    let bytes = again.encode();
    let party = PartyId(Body::id_of(&bytes).0);
    let read = Identity::incept(party, &leaf(&bytes), &again, &bytes);
    assert_eq!(read.map(|read| read.latest().clone()), Some(keys));
}

/// A bundle for somebody outside, and what an auditor finds in it.
pub fn bundle(bytes: &[u8]) {
    let Ok(bundle) = Bundle::decode(bytes) else {
        return;
    };
    same_bytes(bytes, &bundle.encode());
    let audit = Audit::of(&bundle);
    let _ = audit.texts();
}

/// A list of entries, each after the number of a party and of a lane, folded as they come. Whatever they say, another
/// party's entries count as ever, and everything that follows from the record can be asked for.
pub fn fold(bytes: &[u8]) {
    let founding = crate::seeds::story_founding();
    let [asteria, borealis, cimmeria, dorne] = crate::seeds::PLAYERS.map(Player::new);
    let honest = Seat::opened(&borealis, &founding);
    // The same at a node that has no room for what waits.
    let mut shelf = Shelf::new(&founding, 0);
    let mut record = Record::new(founding);
    let mut relationship = Relationship::default();
    for (who, lane, entry) in entries_in(bytes) {
        let party = [&asteria, &cimmeria, &dorne][who as usize % 3].party;
        let log = match lane % 3 {
            0 => LogKey::main(party),
            1 => LogKey {
                lane: Lane::Urgent,
                ..LogKey::main(party)
            },
            _ => LogKey::identity(party),
        };
        record.note_head(log, record.size(&log) + 1);
        let folded = record.apply(log, &entry, Signatures::Verify);
        let there = shelf.apply(log, &entry, Signatures::Verify);
        assert_eq!(folded.len(), there.len());
        for folded in folded {
            relationship.apply(&record, &folded, &entry.payloads);
        }
    }
    assert_eq!(record.digest(), shelf.record.digest());
    for (log, entry) in &honest.entries {
        record.note_head(*log, record.size(log) + 1);
        let folded = record.apply(*log, entry, Signatures::Verify);
        let verdict = folded.first().map(|folded| folded.verdict);
        assert_eq!(verdict, Some(Verdict::Valid), "it waits for nobody");
    }
    let _ = (record.digest(), record.waiting(), record.membership());
    let _ = (relationship.items(), relationship.history());
}

/// At most 64 entries, as `number of the party, number of the lane, bytes of the entry` one after the other.
fn entries_in(bytes: &[u8]) -> Vec<(u64, u64, Entry)> {
    let mut r = Reader::new(bytes);
    let mut entries = Vec::new();
    while entries.len() < 64
        && let (Ok(who), Ok(lane), Ok(entry)) = (r.u64(), r.u64(), r.bytes())
    {
        entries.extend(Entry::decode(entry).ok().map(|entry| (who, lane, entry)));
    }
    entries
}
