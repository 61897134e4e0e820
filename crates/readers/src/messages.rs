//! What a peer sends: messages, first contact, pouches.

use net::pouch::{EncryptionKey, Pouch, PouchError, PouchWriter};
use net::wire::{Message, decode_bundle, encode_bundle};
use net::{FirstContact, Invitation, Refusal, TlsIdentity, Welcome};
use record::PartyId;

use crate::same_bytes;

/// One message. Of heads and receipts those that nobody can read are left out; then its encoding is shorter.
pub fn message(bytes: &[u8]) {
    let Ok(Some(message)) = Message::decode(bytes) else {
        return;
    };
    let encoded = message.encode();
    match &message {
        Message::Heads(_) | Message::Receipts(_) => assert!(encoded.len() <= bytes.len()),
        _ => same_bytes(bytes, &encoded),
    }
    if encoded.len() == bytes.len() {
        same_bytes(bytes, &encoded);
    }
    assert_eq!(Message::decode(&encoded).as_ref(), Ok(&Some(message)));
}

/// A bundle of messages. What is not understood is passed over; what is understood is read the same again.
pub fn wire_bundle(bytes: &[u8]) {
    let Ok(messages) = decode_bundle(bytes) else {
        return;
    };
    let encoded: Vec<Vec<u8>> = messages.iter().map(Message::encode).collect();
    assert_eq!(decode_bundle(&encode_bundle(&encoded)), Ok(messages));
}

/// A signed "no".
pub fn refusal(bytes: &[u8]) {
    if let Ok(refusal) = Refusal::decode(bytes) {
        same_bytes(bytes, &refusal.encode());
    }
}

/// The text of an invitation.
pub fn invitation(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if let Ok(invitation) = Invitation::from_text(text) {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        same_bytes(plain.as_bytes(), invitation.to_text().as_bytes());
    }
}

/// The request of first contact.
pub fn contact(bytes: &[u8]) {
    if let Ok(contact) = FirstContact::decode(bytes) {
        same_bytes(bytes, &contact.encode());
    }
}

/// The answer of first contact.
pub fn welcome(bytes: &[u8]) {
    if let Ok(welcome) = Welcome::decode(bytes) {
        same_bytes(bytes, &welcome.encode());
    }
}

/// The file of a pouch, after one byte that says what is done with the rest: 0, it is the file as it is; any other,
/// it is what is put into a pouch that we seal ourselves, and whose file is then cut there or altered.
pub fn pouch(bytes: &[u8]) {
    let Some((how, rest)) = bytes.split_first() else {
        return;
    };
    if *how == 0 {
        let _ = opened(rest);
        return;
    }
    let file = crate::seeds::pouch_of(&[rest]);
    let read = opened(&file).expect("a pouch that nobody touched");
    same_bytes(rest, &read[0]);
    assert_eq!(read.len(), 2, "the last part is empty");
    let at = file.len() * usize::from(*how) / 256;
    assert!(opened(&file[..at]).is_err(), "a pouch that was cut at {at}");
    let mut altered = file;
    altered[at] ^= *how;
    assert!(
        opened(&altered).is_err(),
        "a pouch that was altered at {at}"
    );
}

fn opened(file: &[u8]) -> Result<Vec<Vec<u8>>, PouchError> {
    let (own, theirs) = crate::seeds::pouch_keys();
    let peers = [(PartyId::default(), theirs.public())];
    let mut pouch = Pouch::open(file, &own, &peers)?;
    let mut bundles = Vec::new();
    while let Some(bundle) = pouch.next_bundle()? {
        bundles.push(bundle);
    }
    Ok(bundles)
}

/// A pouch from `theirs` to `own` with these bundles.
pub(crate) fn sealed(own: &EncryptionKey, theirs: &EncryptionKey, bundles: &[&[u8]]) -> Vec<u8> {
    let mut writer = PouchWriter::new(Vec::new(), theirs, &own.public(), [7; 32])
        .expect("the key is one of ours");
    for bundle in bundles {
        writer.add(bundle).expect("there is room in memory");
    }
    writer.finish().expect("there is room in memory")
}

/// The file of the own TLS key.
pub fn tls_key(bytes: &[u8]) {
    if let Ok(identity) = TlsIdentity::from_pkcs8(bytes) {
        let again = TlsIdentity::from_pkcs8(bytes).expect("it was read before");
        assert_eq!(identity.spki_hash(), again.spki_hash());
    }
}
