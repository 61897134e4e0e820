//! A head as a signed note, the checkpoint format of C2SP (tlog-checkpoint, signed-note), so that the witnesses and
//! monitors of other transparency logs can read it.
//!
//! It says nothing that the COSE checkpoint does not say, and takes part in no rule.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use crate::checkpoint::Checkpoint;
use crate::ids::{Hash, LogId};
use crate::key::{Algorithm, KeyError, PublicKey, SecretKey};

/// The signature type of Ed25519 in signed notes.
const ED25519: u8 = 0x01;

/// What the log is called in notes: its space, party, lane and epoch.
pub fn origin(log: &LogId) -> String {
    let key = &log.key;
    let (lane, epoch) = (key.lane.number(), key.epoch);
    format!(
        "detente-log/1/{}/{}/{lane}/{epoch}",
        log.space.hex(),
        key.party.hex()
    )
}

/// The head as a note signed by `key`: three lines, an empty one, and the signature's.
///
/// # Errors
/// The key is not an Ed25519 key: signed notes have no type for a log's own signature by another.
pub fn sign(head: &Checkpoint, key: &SecretKey) -> Result<String, KeyError> {
    only_ed25519(key.public())?;
    let text = text(&head.log, head.size, &head.root);
    let name = origin(&head.log);
    let mut signature = key_hash(&name, key.public()).to_vec();
    signature.extend(key.sign(text.as_bytes()));
    Ok(format!("{text}\n— {name} {}\n", BASE64.encode(&signature)))
}

/// How programs that read signed notes are told whose note to trust (the verifier key of C2SP signed-note).
///
/// # Errors
/// The key is not an Ed25519 key.
pub fn verifier(log: &LogId, key: &PublicKey) -> Result<String, KeyError> {
    only_ed25519(key)?;
    let name = origin(log);
    let typed = [&[ED25519], key.as_bytes()].concat();
    let hash = HEXLOWER.encode(&key_hash(&name, key));
    Ok(format!("{name}+{hash}+{}", BASE64.encode(&typed)))
}

/// Size and root of the log that a note by `key` gives.
///
/// # Errors
/// It is no such note, is about another log, the signature does not fit, or the key is not an Ed25519 key.
pub fn verify(note: &str, log: &LogId, key: &PublicKey) -> Result<(u64, Hash), KeyError> {
    only_ed25519(key)?;
    let (text, signatures) = split(note).ok_or(KeyError::BadSignature)?;
    let (size, root) = read(&text, log).ok_or(KeyError::BadSignature)?;
    let name = origin(log);
    let ours = key_hash(&name, key);
    let fits = |line: &str| {
        let encoded = line.strip_prefix("— ")?.strip_prefix(name.as_str())?;
        let bytes = BASE64.decode(encoded.strip_prefix(' ')?.as_bytes()).ok()?;
        let signature = bytes.strip_prefix(ours.as_slice())?;
        key.verify(text.as_bytes(), signature).ok()
    };
    // Others may have signed the same note; their lines are for whoever knows them.
    match signatures.lines().find_map(fits) {
        Some(()) => Ok((size, root)),
        None => Err(KeyError::BadSignature),
    }
}

/// Size and root of the log that a note names, whoever signed it; none if it is no such note or is about another log.
pub fn says(note: &str, log: &LogId) -> Option<(u64, Hash)> {
    read(&split(note)?.0, log)
}

/// Text and signatures of a note.
fn split(note: &str) -> Option<(String, &str)> {
    let (text, signatures) = note.split_once("\n\n")?;
    Some((format!("{text}\n"), signatures))
}

fn only_ed25519(key: &PublicKey) -> Result<(), KeyError> {
    match key.algorithm() {
        Algorithm::Ed25519 => Ok(()),
        Algorithm::MlDsa44 => Err(KeyError::UnknownAlgorithm),
    }
}

fn text(log: &LogId, size: u64, root: &Hash) -> String {
    format!("{}\n{size}\n{}\n", origin(log), BASE64.encode(&root.0))
}

/// Only what [`text`] writes: one head has one note.
fn read(note: &str, log: &LogId) -> Option<(u64, Hash)> {
    let mut lines = note.lines().skip(1);
    let size = lines.next()?.parse().ok()?;
    let root = BASE64.decode(lines.next()?.as_bytes()).ok()?;
    let root = Hash(root.try_into().ok()?);
    (text(log, size, &root) == note).then_some((size, root))
}

/// The first four bytes of SHA-256 over name, line feed, type and key.
fn key_hash(name: &str, key: &PublicKey) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key.as_bytes())
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}
