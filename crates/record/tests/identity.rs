//! When a party's keys are replaced, and when not: rotation by the root that was committed to, recovery by as many
//! recovery keys as were said before.

use record::identity::{Identity, KeySet, next_root_commitment, seal_identity, sign_identity};
use record::key::{Algorithm, PublicKey, SecretKey};
use record::testing::{Player, nonce, seed};
use record::{Body, Entry, Hash, PartyId, SpaceId};

fn key(role: &str) -> SecretKey {
    SecretKey::from_seed(&seed(&["asteria", "/", role]))
}

fn public(roles: &[&str]) -> Vec<PublicKey> {
    roles
        .iter()
        .map(|role| key(role).public().clone())
        .collect()
}

/// Asteria after its first rotation, which commits to three recovery keys of which two are needed.
struct World {
    identity: Identity,
    keys: KeySet,
}

impl World {
    fn new() -> World {
        let player = Player::new("asteria");
        let first = &player.inception;
        let party = player.party;
        let mut identity =
            Identity::incept(party, &first.leaf, &first.body, &first.body_bytes).unwrap();
        let commit = |key: &PublicKey| next_root_commitment(key);
        let keys = KeySet {
            root: key("next-root").public().clone(),
            next_root: commit(key("third-root").public()),
            recovery: Some((
                2,
                public(&["first", "second", "third"])
                    .iter()
                    .map(commit)
                    .collect(),
            )),
            ..identity.latest().clone()
        };
        let body = keys.rotation(&identity, nonce(&["rotation"]));
        assert!(extend(&mut identity, &body, &[&key("next-root")]));
        let keys = KeySet {
            root: key("new root").public().clone(),
            next_root: commit(key("fourth-root").public()),
            seal: key("new seal").public().clone(),
            ..keys
        };
        World { identity, keys }
    }

    /// Whether these holders replace the keys, with these signatures after the new root's.
    fn recovers(&self, revealed: &[&str], signers: &[&str]) -> bool {
        let body = self
            .keys
            .recovery(&self.identity, &public(revealed), nonce(&["recovery"]));
        let signers: Vec<SecretKey> = signers.iter().map(|role| key(role)).collect();
        self.takes(&body, &signers.iter().collect::<Vec<_>>())
    }

    fn takes(&self, body: &Body, signers: &[&SecretKey]) -> bool {
        let mut identity = self.identity.clone();
        let taken = extend(&mut identity, body, signers);
        let replaced = identity.latest().root == self.keys.root;
        assert_eq!(taken, replaced);
        assert_eq!(identity.size(), 2 + u64::from(taken));
        taken
    }
}

fn extend(identity: &mut Identity, body: &Body, signers: &[&SecretKey]) -> bool {
    let bytes = body.encode();
    let sign = |key: &&SecretKey| sign_identity(&bytes, body.party, key);
    let leaf = seal_identity(&bytes, signers.iter().map(sign).collect());
    let entry = Entry::new(leaf.encode(), bytes, Vec::new()).expect("a small entry");
    identity.extend(&entry.leaf, &entry.body, &entry.body_bytes)
}

#[test]
fn m012_as_many_holders_as_were_said_replace_the_keys() {
    let world = World::new();
    assert!(world.recovers(&["first", "third"], &["new root", "first", "third"]));
    assert!(world.recovers(&["third", "first"], &["new root", "third", "first"]));
    let all = ["first", "second", "third"];
    assert!(world.recovers(&all, &["new root", "first", "second", "third"]));
}

#[test]
fn fewer_holders_others_or_one_twice_replace_nothing() {
    let world = World::new();
    assert!(!world.recovers(&["first"], &["new root", "first"]));
    assert!(!world.recovers(&[], &["new root"]));
    assert!(!world.recovers(&["first", "first"], &["new root", "first", "first"]));
    assert!(!world.recovers(&["first", "stranger"], &["new root", "first", "stranger"]));
    // Revealed but not signing; signing but not revealed; in another order; without the new root.
    assert!(!world.recovers(&["first", "third"], &["new root", "first"]));
    assert!(!world.recovers(&["first"], &["new root", "first", "third"]));
    assert!(!world.recovers(&["first", "third"], &["new root", "third", "first"]));
    assert!(!world.recovers(&["first", "third"], &["first", "third"]));
    assert!(!world.recovers(&["first", "third"], &["seal", "first", "third"]));
}

#[test]
fn recovery_keys_sign_nothing_but_a_recovery_and_only_for_their_party() {
    let world = World::new();
    let signers = [key("new root"), key("first"), key("third")];
    let by: Vec<&SecretKey> = signers.iter().collect();
    let revealed = public(&["first", "third"]);
    let rotation = world.keys.rotation(&world.identity, nonce(&["recovery"]));
    assert!(!world.takes(&rotation, &by));
    let recovery = world
        .keys
        .recovery(&world.identity, &revealed, nonce(&["recovery"]));
    let of_another = Body {
        party: PartyId(Hash([9; 32])),
        ..recovery.clone()
    };
    assert!(!world.takes(&of_another, &by));
    let in_a_space = Body {
        space: SpaceId(Hash([9; 32])),
        ..recovery.clone()
    };
    assert!(!world.takes(&in_a_space, &by));
    assert!(world.takes(&recovery, &by));
}

/// What recovery keys sign is public, and they stay committed to: without its place in the log it would be sound again
/// after every later renewal, and bring back keys that were stolen since.
#[test]
fn m012_what_renewed_the_keys_once_renews_them_nowhere_else() {
    let world = World::new();
    let recover = |identity: &Identity, root: &str| {
        let keys = KeySet {
            root: key(root).public().clone(),
            ..world.keys.clone()
        };
        let body = keys.recovery(identity, &public(&["first", "third"]), nonce(&[root]));
        (body, ["first", "third"].map(key), key(root))
    };
    let sign = |identity: &mut Identity,
                (body, [one, other], root): &(Body, [SecretKey; 2], SecretKey)| {
        extend(identity, body, &[root, one, other])
    };
    let here = [&world.identity; 2];
    let [first, second] = [recover(here[0], "new root"), recover(here[1], "other root")];
    let mut identity = world.identity.clone();
    assert!(sign(&mut identity, &first));
    assert!(!sign(&mut identity, &first), "again");
    assert!(!sign(&mut identity, &second), "signed for the same place");
    assert_eq!(identity.size(), 3);
    // After a rotation that commits to the same holders, as the node makes it.
    let keys = KeySet {
        root: key("fourth-root").public().clone(),
        ..identity.latest().clone()
    };
    let body = keys.rotation(&identity, nonce(&["rotates"]));
    assert!(extend(&mut identity, &body, &[&key("fourth-root")]));
    assert!(!sign(&mut identity, &first));
    assert!(!extend(&mut identity, &body, &[&key("fourth-root")]));
    let again = recover(&identity, "new root");
    assert!(sign(&mut identity, &again), "signed for this place");
}

#[test]
fn where_no_recovery_key_was_committed_to_nobody_recovers() {
    let player = Player::new("asteria");
    let first = &player.inception;
    let mut identity =
        Identity::incept(player.party, &first.leaf, &first.body, &first.body_bytes).unwrap();
    let keys = KeySet {
        root: key("new root").public().clone(),
        ..identity.latest().clone()
    };
    let body = keys.recovery(&identity, &[], nonce(&["recovery"]));
    assert!(!extend(&mut identity, &body, &[&key("new root")]));
}

#[test]
fn m012_only_the_root_that_was_committed_to_replaces_the_keys() {
    let world = World::new();
    let with_root = |role: &str| KeySet {
        root: key(role).public().clone(),
        ..world.keys.clone()
    };
    let rotates = |named: &str, signer: &str| {
        let body = with_root(named).rotation(&world.identity, nonce(&["rotates"]));
        extend(&mut world.identity.clone(), &body, &[&key(signer)])
    };
    assert!(rotates("third-root", "third-root"), "the one that is due");
    // One of its own making; the present one; the one that is due, named and not signing, or signing and not named.
    assert!(!rotates("stranger", "stranger"));
    assert!(!rotates("next-root", "next-root"));
    assert!(!rotates("third-root", "stranger"));
    assert!(!rotates("stranger", "third-root"));
}

/// A party goes over to the other algorithm with a rotation, if it committed to such a root before.
#[test]
fn a_party_can_change_its_algorithm() {
    let world = World::new();
    let large = |role: &str| SecretKey::new(Algorithm::MlDsa44, &seed(&["asteria", "/", role]));
    let mut identity = world.identity.clone();
    let to_large = KeySet {
        root: key("third-root").public().clone(),
        next_root: next_root_commitment(large("root").public()),
        ..world.keys.clone()
    };
    let body = to_large.rotation(&world.identity, nonce(&["commits"]));
    assert!(extend(&mut identity, &body, &[&key("third-root")]));
    let all_large = KeySet {
        root: large("root").public().clone(),
        seal: large("seal").public().clone(),
        node: large("node").public().clone(),
        ..to_large
    };
    let body = all_large.rotation(&identity, nonce(&["changes"]));
    assert!(
        !extend(&mut identity.clone(), &body, &[&key("root")]),
        "the same seed, as Ed25519"
    );
    assert!(extend(&mut identity, &body, &[&large("root")]));
    assert_eq!(identity.latest().node.algorithm(), Algorithm::MlDsa44);
    assert_eq!(
        identity.at(2).next().unwrap().node.algorithm(),
        Algorithm::Ed25519
    );
}
