//! What fuzzing begins with: the golden files, and what our own encoders make of invented parties.

use net::pouch::EncryptionKey;
use net::wire::{
    Batch, Branches, Extend, Heads, Hello, Message, Note, Notes, Pull, Receipt as WireReceipt,
    Receipts, encode_bundle,
};
use net::{Draft, FirstContact, Invitation, Refusal, RefusalCode, TlsIdentity, Welcome};
use record::bundle::{Bundle, Part, Place};
use record::cbor::Writer;
use record::entry::Entry;
use record::fork::ForkProof;
use record::founding::Founding;
use record::ids::bytes_from_hex;
use record::key::SecretKey;
use record::note;
use record::receipt::{Proof, Receipt};
use record::testing::{Player, founding};
use record::{
    Checkpoint, Cosignature, CosignatureKind, Hash, Lane, LogKey, Payload, SignedCheckpoint,
    SignedCosignature, SpaceId,
};

const STORY: &str = include_str!("../../../fixtures/entries/story.hex");
const BUNDLES: [&str; 8] = [
    include_str!("../../../fixtures/bundles/agreed.hex"),
    include_str!("../../../fixtures/bundles/quiet.hex"),
    include_str!("../../../fixtures/bundles/alone.hex"),
    include_str!("../../../fixtures/bundles/fork.hex"),
    include_str!("../../../fixtures/bundles/heads.hex"),
    include_str!("../../../fixtures/bundles/ml-dsa.hex"),
    include_str!("../../../fixtures/bundles/recovered.hex"),
    include_str!("../../../fixtures/bundles/branches.hex"),
];
/// Who is in the story, in the order of its founding.
pub const PLAYERS: [&str; 4] = ["asteria", "borealis", "cimmeria", "dorne-house"];

/// The entries of the story with the log of each.
fn story() -> Vec<(String, u64, Entry)> {
    let lines = STORY.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &str| {
        let mut words = line.split(' ');
        let (party, lane) = (words.next()?.to_owned(), words.next()?.parse().ok()?);
        let entry = Entry::decode(&bytes_from_hex(words.nth(2)?)?).ok()?;
        Some((party, lane, entry))
    };
    lines.filter_map(read).collect()
}

fn of_story(part: impl Fn(&Entry) -> Vec<u8>) -> Vec<Vec<u8>> {
    story().iter().map(|(_, _, entry)| part(entry)).collect()
}

pub fn bodies() -> Vec<Vec<u8>> {
    let mut all = of_story(|entry| entry.body_bytes.clone());
    all.push(founding(&PLAYERS.map(Player::new), 3).bytes);
    all
}

pub fn leaves() -> Vec<Vec<u8>> {
    of_story(|entry| entry.leaf_bytes.clone())
}

pub fn entries() -> Vec<Vec<u8>> {
    of_story(Entry::encode)
}

pub fn structures() -> Vec<Vec<u8>> {
    let items: [&[u8]; 6] = [
        b"\x83\x01\x20\x43abc",
        b"\xa2\x01\xf5\x61a\xf6",
        b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xd8\x20\x00",
        b"\xf9\x3c\x00",
        b"\x1b\x00\x00\x00\x01\x00\x00\x00\x00",
    ];
    let items = items.iter().map(|item| item.to_vec());
    items.chain([entries().swap_remove(3)]).collect()
}

pub fn signatures() -> Vec<Vec<u8>> {
    let mut all = of_story(|entry| entry.leaf.signatures[0].clone());
    all.extend(checkpoints());
    all.extend(cosignatures());
    all
}

/// A head of Asteria's, with the key that signs it.
pub fn head_and_key() -> (Checkpoint, SecretKey) {
    let asteria = Player::new(PLAYERS[0]);
    let head = Checkpoint {
        log: LogKey::main(asteria.party).in_space(SpaceId(Hash([5; 32]))),
        size: 3,
        root: Hash([6; 32]),
        previous: None,
        time_ms: 1_766_000_000_000,
    };
    (head, asteria.node)
}

fn signed_head() -> SignedCheckpoint {
    let (head, key) = head_and_key();
    head.sign(&key)
}

fn receipt_for(head: &SignedCheckpoint) -> SignedCosignature {
    let borealis = Player::new(PLAYERS[1]);
    let receipt = Cosignature {
        by: borealis.party,
        space: head.head.log.space,
        checkpoint: head.hash(),
        kind: CosignatureKind::Mirror,
        time_ms: 1_766_000_000_001,
    };
    receipt.sign(&borealis.node)
}

pub fn checkpoints() -> Vec<Vec<u8>> {
    let (head, key) = head_and_key();
    let next = Checkpoint {
        previous: Some(signed_head().hash()),
        size: 1 << 40,
        ..head
    };
    vec![signed_head().bytes, next.sign(&key).bytes]
}

pub fn cosignatures() -> Vec<Vec<u8>> {
    vec![receipt_for(&signed_head()).bytes]
}

pub fn bundles() -> Vec<Vec<u8>> {
    let lines = BUNDLES.map(|file| file.lines().find(|line| !line.starts_with('#')));
    let read = lines.map(|line| bytes_from_hex(line.expect("a line of bytes")));
    read.map(|bytes| bytes.expect("hexadecimal")).to_vec()
}

pub fn receipts() -> Vec<Vec<u8>> {
    let (head, key) = head_and_key();
    let inclusion = Proof::Inclusion {
        size: 3,
        index: 2,
        path: vec![Hash([1; 32])],
    };
    let consistency = Proof::Consistency {
        old: 1,
        new: 3,
        path: vec![Hash([2; 32]); 2],
    };
    let own = [inclusion, consistency]
        .map(|proof| Receipt::sign(head.log, proof, &head.root, &key).bytes);
    let mut all = own.to_vec();
    for bundle in bundles() {
        let parts = Bundle::decode(&bundle).expect("a golden file").parts;
        all.extend(parts.into_iter().filter_map(|part| match part {
            Part::Alone {
                place: Place::Receipt(receipt),
                ..
            } => Some(receipt.bytes),
            _ => None,
        }));
    }
    all
}

pub fn notes() -> Vec<Vec<u8>> {
    let (head, key) = head_and_key();
    let note = note::sign(&head, &key).expect("an Ed25519 key");
    vec![
        format!("{note}— somebody.example AAAA\n").into_bytes(),
        note.into_bytes(),
    ]
}

/// The founding of the story, as its first `enter` has it.
pub fn story_founding() -> Founding {
    let story = story();
    let found = story
        .iter()
        .find_map(|(_, _, entry)| entry.body.fields.bytes(1).and_then(Founding::read));
    found.expect("somebody enters")
}

/// The story as `fold` takes it: each entry alone, and the beginning in one piece. Borealis is the honest one, whose
/// entries `fold` brings itself.
pub fn entry_lists() -> Vec<Vec<u8>> {
    let [asteria, _, cimmeria, dorne] = PLAYERS.map(|name| Player::new(name).party.hex());
    let parties = [asteria, cimmeria, dorne];
    let (mut whole, mut each) = (Writer::new(), Vec::new());
    for (party, lane, entry) in story() {
        let Some(who) = parties.iter().position(|known| *known == party) else {
            continue;
        };
        let mut alone = Writer::new();
        alone.u64(who as u64).u64(lane).bytes(&entry.encode());
        let alone = alone.finish();
        whole.raw(&alone);
        each.push(alone);
    }
    each.push(whole.finish());
    each
}

/// The proof in the golden bundle with a fork.
fn fork_proof() -> ForkProof {
    let bundle = Bundle::decode(&bundles()[3]).expect("a golden file");
    let proof = bundle.parts.into_iter().find_map(|part| match part {
        Part::Fork(proof) => Some(proof),
        _ => None,
    });
    proof.expect("it has one")
}

/// One of each kind.
fn all_messages() -> Vec<Message> {
    let head = signed_head();
    let (space, log) = (head.head.log.space, head.head.log.key);
    let refusal = Refusal {
        by: log.party,
        code: RefusalCode::Fork,
        log: head.head.log,
        size: 2,
        checkpoint: head.hash(),
        time_ms: 7,
        signature: Vec::new(),
    };
    let founding = founding(&PLAYERS.map(Player::new), 3);
    let payload = Payload {
        salt: [9; 32],
        content: b"a title".to_vec(),
    };
    vec![
        Message::Hello(Hello {
            addresses: vec!["asteria.example:7411".to_owned()],
            answer: true,
        }),
        Message::Heads(Heads {
            space,
            heads: vec![head.clone()],
            receipts_from: 4,
        }),
        Message::Pull(Pull {
            space,
            log: LogKey {
                lane: Lane::Identity,
                ..log
            },
            from: 1,
        }),
        Message::Entries(Batch {
            from: 0,
            entries: entries()[..3].to_vec(),
            checkpoint: head.clone(),
        }),
        Message::Receipts(Receipts {
            space,
            from: 1,
            next: 2,
            of: 3,
            list: vec![WireReceipt {
                cosignature: receipt_for(&head),
                checkpoint: head,
            }],
        }),
        Message::Refused(refusal.sign(&Player::new(PLAYERS[0]).node)),
        Message::Draft(Draft {
            founding: founding.bytes,
            payloads: vec![payload],
        }),
        Message::Ask(space),
        Message::Fork(Box::new(fork_proof())),
        Message::Extend(Extend {
            checkpoint: signed_head(),
            from: 2,
            path: vec![Hash([1; 32])],
        }),
        Message::Notes(Notes {
            space,
            held: Some([[3; 16], [4; 16]].into()),
            list: vec![Note {
                id: [4; 16],
                name: Some("A. Delegate".to_owned()),
                words: "what if we split it".to_owned(),
            }],
        }),
        Message::Compare(signed_head()),
        Message::Branches(Branches {
            log: log.in_space(space),
            rungs: vec![(2, Hash([2; 32])), (1, Hash([1; 32]))],
        }),
    ]
}

pub fn messages() -> Vec<Vec<u8>> {
    all_messages().iter().map(Message::encode).collect()
}

pub fn wire_bundles() -> Vec<Vec<u8>> {
    vec![
        encode_bundle(&messages()),
        encode_bundle(&messages()[..2]),
        encode_bundle(&[]),
    ]
}

pub fn refusals() -> Vec<Vec<u8>> {
    let refusal = |message| match message {
        Message::Refused(refusal) => Some(refusal.encode()),
        _ => None,
    };
    all_messages().into_iter().filter_map(refusal).collect()
}

pub fn invitations() -> Vec<Vec<u8>> {
    let invitation = Invitation {
        inviter: Player::new(PLAYERS[0]).party,
        addresses: vec![
            "[2001:db8::1]:7411".to_owned(),
            "asteria.example:1".to_owned(),
        ],
        spki_hash: Hash([3; 32]),
        secret: [4; 32],
    };
    let text = invitation.to_text();
    let (before, after) = text.split_at(40);
    vec![
        format!(" {before}\r\n{after}\n").into_bytes(),
        text.into_bytes(),
    ]
}

pub fn contacts() -> Vec<Vec<u8>> {
    let contact = FirstContact {
        secret: [4; 32],
        identity: vec![Player::new(PLAYERS[1]).inception.encode()],
        addresses: Vec::new(),
    };
    vec![contact.encode()]
}

pub fn welcomes() -> Vec<Vec<u8>> {
    let identity = vec![Player::new(PLAYERS[0]).inception.encode()];
    let draft = all_messages()
        .into_iter()
        .find_map(|message| match message {
            Message::Draft(draft) => Some(draft),
            _ => None,
        });
    let none = Welcome {
        identity: identity.clone(),
        draft: None,
    };
    vec![Welcome { identity, draft }.encode(), none.encode()]
}

/// The key that pouches are opened with, and that of the peer they come from.
pub fn pouch_keys() -> (EncryptionKey, EncryptionKey) {
    (
        EncryptionKey::from_seed(&[1; 32]),
        EncryptionKey::from_seed(&[2; 32]),
    )
}

/// A pouch to us with these bundles.
pub fn pouch_of(bundles: &[&[u8]]) -> Vec<u8> {
    let (own, theirs) = pouch_keys();
    crate::messages::sealed(&own, &theirs, bundles)
}

pub fn pouches() -> Vec<Vec<u8>> {
    let bundle = encode_bundle(&messages()[..2]);
    let file = pouch_of(&[&bundle, b""]);
    vec![
        [&[0], &file[..]].concat(),
        [&[0], &file[..60]].concat(),
        [&[200], &bundle[..]].concat(),
    ]
}

pub fn tls_keys() -> Vec<Vec<u8>> {
    vec![TlsIdentity::from_seed(&[8; 32])]
}

/// A framework with one of each; the sections are those of the example.
pub const SMALL_FRAMEWORK: &str = include_str!("../../../fixtures/lanting-forum-2021.yaml");

pub fn frameworks() -> Vec<Vec<u8>> {
    let minimal = "format: detente-example-framework\nversion: 1\nsources:\n  - { id: a-2021, title: On talking, authors: [{ name: A. Author }], date: 2021-03 }\nprinciples:\n  - { id: p-1, text: Any issue can be brought to the table, per: [a-2021] }\n";
    vec![minimal.into(), SMALL_FRAMEWORK.into()]
}

pub fn translations() -> Vec<Vec<u8>> {
    let whole = include_str!("../../../fixtures/translations.yaml");
    let lines: Vec<&str> = whole.lines().take(30).collect();
    vec![lines.join("\n").into_bytes()]
}

const CONFLICTS: [&str; 4] = [
    include_str!("../../../fixtures/conflicts/prisoners-dilemma.json"),
    include_str!("../../../fixtures/conflicts/three-party-return.json"),
    include_str!("../../../fixtures/conflicts/euphrates-1975.json"),
    include_str!("../../../fixtures/conflicts/cuba-1962.json"),
];

pub fn conflicts() -> Vec<Vec<u8>> {
    let graph = r#"{"title": "g", "form": "graph", "parties": [{"name": "A"}], "states": [{"label": "s"}, {"label": "t"}], "moves": {"A": [[1, 2]]}, "preferences_most_to_least": {"A": [[2], [1]]}}"#;
    let files = CONFLICTS.iter().chain([&graph]);
    files.map(|text| text.as_bytes().to_vec()).collect()
}

pub fn gmcr() -> Vec<Vec<u8>> {
    use analysis::escalation::{Conflict, file, gmcr};
    let written = |text: &&str| gmcr::write(&Conflict::new(file::read(text).ok()?).ok()?);
    let files = CONFLICTS.iter().filter_map(written);
    files.map(String::into_bytes).collect()
}

pub fn preference_statements() -> Vec<Vec<u8>> {
    let texts = ["-1 IF 3 | 4", "1 & (2 IFF -(3 | 9))", "2"];
    texts.map(|text| text.as_bytes().to_vec()).to_vec()
}

pub fn genius() -> Vec<Vec<u8>> {
    let domain = r#"<negotiation_template><utility_space><objective index="0"><issue index="4" name="price" type="integer" lowerbound="-5" upperbound="5"/><issue index="2" name="venue" type="discrete"><item value="here"/><item value="there"/></issue></objective></utility_space></negotiation_template>"#;
    let profile = r#"<utility_space><objective index="0"><issue index="2" name="venue" type="discrete"><item value="there" evaluation="3"/><item value="here" evaluation="4"/></issue><issue index="4" name="price" type="integer" lowerbound="-5" upperbound="5"><evaluator ftype="linear" slope="0.2" offset="-0.5"/></issue><weight index="2" value="0.25"/><weight index="4" value="0.7"/></objective><discount_factor value="0.5"/></utility_space>"#;
    vec![[domain, profile, profile].join("\0").into_bytes()]
}

pub fn geniusweb() -> Vec<Vec<u8>> {
    let profile = r#"{"LinearAdditiveUtilitySpace": {"name": "one", "domain": {"name": "d", "issuesValues": {"venue": {"values": ["here", "there"]}, "years": {"range": ["1", "3", "0.5"]}}}, "issueUtilities": {"venue": {"DiscreteValueSetUtilities": {"valueUtilities": {"here": 0.9, "there": 0.1}}}, "years": {"NumberValueSetUtilities": {"lowValue": 1, "lowUtility": 0, "highValue": 3, "highUtility": 1}}}, "issueWeights": {"venue": 0.5, "years": 0.5}, "reservationBid": {"issuevalues": {"venue": "there", "years": "1.5"}}}}"#;
    vec![[profile, profile].join("\0").into_bytes()]
}

pub fn hexadecimal() -> Vec<Vec<u8>> {
    vec![
        b"00ff".to_vec(),
        "a0".repeat(32).into_bytes(),
        b"A0".to_vec(),
    ]
}
