//! A party whose keys were rotated and then recovered: what it says with the new ones is shown like anything else.

use record::audit::Audit;
use record::bundle::Bundle;
use record::identity::{KeySet, next_root_commitment, seal_identity, sign_identity};
use record::key::SecretKey;
use record::powers::Powers;
use record::testing::{GOLDEN_KINDS, nonce, seed};
use record::{Body, Entry, Kind, LogKey, Verdict};

use crate::{Story, head, shown};

fn key(role: &str) -> SecretKey {
    SecretKey::from_seed(&seed(&["asteria", "/", role]))
}

fn signed(body: &Body, signers: &[&str]) -> Entry {
    let bytes = body.encode();
    let sign = |role: &&str| sign_identity(&bytes, body.party, &key(role));
    let leaf = seal_identity(&bytes, signers.iter().map(sign).collect());
    Entry::new(leaf.encode(), bytes, Vec::new()).expect("a small entry")
}

/// Asteria commits to three recovery keys of which two are needed, loses its root, and these holders replace its keys;
/// then its new seal gives the delegate powers and the delegate speaks.
pub fn recovered(holders: &[&str]) -> Story {
    let mut story = Story::tell();
    let party = story.a.player.party;
    let log = LogKey::identity(party);
    let commitment = |role: &str| next_root_commitment(key(role).public());
    let identity = story.a.record.identity(&party).expect("it is known");
    let rotated = KeySet {
        root: key("next-root").public().clone(),
        next_root: commitment("lost root"),
        recovery: Some((2, ["first", "second", "third"].map(commitment).into())),
        ..identity.latest().clone()
    };
    let renewed = KeySet {
        root: key("new root").public().clone(),
        next_root: commitment("another root"),
        seal: key("new seal").public().clone(),
        node: key("new node").public().clone(),
        ..rotated.clone()
    };
    let by: Vec<_> = holders
        .iter()
        .map(|role| key(role).public().clone())
        .collect();
    let signers = [&["new root"], holders].concat();
    let entries = [
        signed(
            &rotated.rotation(party, nonce(&["rotation"])),
            &["next-root"],
        ),
        signed(
            &renewed.recovery(party, &by, nonce(&["recovery"])),
            &signers,
        ),
    ];
    for entry in &entries {
        story.a.take(log, entry);
        story.b.take(log, entry);
    }
    let (space, delegate) = (story.a.record.space(), story.a.player.delegate.clone());
    let powers = Powers::alone(delegate.public(), GOLDEN_KINDS.to_vec(), 1);
    let accreditation = powers.accreditation(space, party, nonce(&["again"]));
    story.a.seal(&accreditation, &key("new seal"));
    let remark = story.a.body(Kind::Remark, &[]);
    story.a.seal(&remark, &delegate);
    story.a.player.node = key("new node");
    for log in [log, story.a.player.log()] {
        story.heads.extend(head(&story.a, log, &story.b, 4_000));
    }
    story
}

fn read(story: &Story) -> Audit {
    Audit::of(&Bundle::decode(&story.bundle().encode()).expect("a bundle"))
}

#[test]
fn m012_what_is_signed_with_recovered_keys_is_shown_like_anything_else() {
    let story = recovered(&["first", "third"]);
    let audit = read(&story);
    assert_eq!(audit.flaws, []);
    let accreditation = shown(&audit, story.a.player.log(), 4);
    assert_eq!(accreditation.folded.verdict, Verdict::Valid);
    assert_eq!(accreditation.held_by, [story.party(1)].into());
    // One holder is not enough: then the new keys are nobody's, and neither is what they signed.
    let too_few = read(&recovered(&["first"]));
    assert_eq!(too_few.flaws.len(), 4, "{:?}", too_few.flaws);
}
