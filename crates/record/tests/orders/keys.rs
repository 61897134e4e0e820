//! A party's keys change while others speak: whoever hears of it, and when, comes to the same.

use record::identity::{KeySet, next_root_commitment};
use record::key::SecretKey;
use record::powers::Powers;
use record::testing::{nonce, seed, slot};
use record::{Kind, LogKey, Verdict, Void, seal};

use crate::delivery::every_order;
use crate::play::Play;
use crate::{DEAD, IN_EFFECT, void};

/// The key of a role, made for this entry of the identity log. The second root is the one that the inception
/// commits to.
pub fn key(name: &str, role: &str, entry: u64) -> SecretKey {
    let number = entry.to_string();
    match (role, entry) {
        (_, 1) => SecretKey::from_seed(&seed(&[name, "/", role])),
        ("root", 2) => SecretKey::from_seed(&seed(&[name, "/", "next-root"])),
        _ => SecretKey::from_seed(&seed(&[name, "/", role, "/", &number])),
    }
}

fn recovery_keys(name: &str) -> [SecretKey; 3] {
    ["first", "second", "third"].map(|role| key(name, role, 1))
}

impl Play {
    /// New keys in place of the earlier ones: by the root that is due, or by two of three recovery keys. False if these
    /// cannot: then nothing is sealed.
    pub fn renew(&mut self, role: usize, kind: Kind) -> bool {
        let seat = &mut self.seats[role];
        let (name, party) = (seat.player.name.clone(), seat.player.party);
        let log = LogKey::identity(party);
        let entry = seat.record.size(&log) + 1;
        let identity = seat.record.identity(&party).expect("it entered").clone();
        let current = identity.latest().clone();
        let roots = (2..=entry).map(|entry| key(&name, "root", entry));
        let mut committed =
            roots.filter(|key| next_root_commitment(key.public()) == current.next_root);
        let root = match kind {
            Kind::Recover => key(&name, "new root", entry),
            _ => committed.next().expect("each root is committed to before"),
        };
        let (seal, node) = (key(&name, "seal", entry), key(&name, "node", entry));
        let recovery = recovery_keys(&name);
        let keys = KeySet {
            root: root.public().clone(),
            next_root: next_root_commitment(key(&name, "root", entry + 1).public()),
            seal: seal.public().clone(),
            node: node.public().clone(),
            recovery: Some((
                2,
                recovery
                    .each_ref()
                    .map(|key| next_root_commitment(key.public()))
                    .to_vec(),
            )),
            ..current
        };
        let unique = nonce(&[&name, "renewal", &entry.to_string()]);
        let by = [recovery[0].public().clone(), recovery[2].public().clone()];
        let sealed = match kind {
            Kind::Recover => {
                let signers = [&root, &recovery[0], &recovery[2]];
                seal::identity_entry(&keys.recovery(&identity, &by, unique), Vec::new(), &signers)
            }
            _ => seal::identity_entry(&keys.rotation(&identity, unique), Vec::new(), &[&root]),
        };
        let sealed = sealed.expect("a small entry");
        let (leaf, body, bytes) = (&sealed.leaf, &sealed.body, &sealed.body_bytes);
        let is_sound = identity.clone().extend(leaf, body, bytes);
        if is_sound {
            let folded = seat.take(log, &sealed);
            assert_eq!(folded[0].verdict, Verdict::Valid);
            (seat.player.root, seat.player.seal, seat.player.node) = (root, seal, node);
        }
        is_sound
    }

    /// Accredits the role's delegate anew, by this seal key.
    pub fn accredit(&mut self, role: usize, seal: &SecretKey) -> Verdict {
        let seat = &mut self.seats[role];
        let powers = Powers::alone(seat.player.delegate.public(), Powers::ALL_KINDS.to_vec(), 1);
        let body = seat.body(Kind::Accredit, &[]);
        let body = powers.accreditation(body.space, body.party, body.nonce);
        seat.seal(&body, seal).verdict
    }

    fn seal_of(&self, role: usize) -> SecretKey {
        self.seats[role].player.seal.clone()
    }
}

#[test]
fn m012_an_old_seal_gives_no_powers_and_what_it_gave_stays() {
    let statuses = every_order(2, 2, 30, |play| {
        let text = play.put_forward(0, "x");
        play.tell_all();
        let old = play.seal_of(0);
        assert!(play.renew(0, Kind::Rotate));
        assert_eq!(play.act(1, Kind::Assent, text).verdict, Verdict::Valid);
        assert_eq!(play.accredit(0, &old), void(Void::NotEntitled));
        play.tell_all();
        let said = play.act(0, Kind::Remark, text);
        assert_eq!(
            said.verdict,
            Verdict::Valid,
            "accredited by the old seal, before"
        );
    });
    assert_eq!(statuses, [IN_EFFECT]);
}

#[test]
fn m012_a_delegate_revoked_by_the_old_seal_and_accredited_by_the_new() {
    let statuses = every_order(2, 2, 42, |play| {
        let text = play.propose(0, &[slot("x")]);
        play.tell_all();
        play.act(1, Kind::Assent, text);
        play.revoke(0);
        assert_eq!(
            play.act(0, Kind::Assent, text).verdict,
            void(Void::NotEntitled)
        );
        assert!(play.renew(0, Kind::Rotate));
        let new = play.seal_of(0);
        assert_eq!(play.accredit(0, &new), Verdict::Valid);
        assert_eq!(play.act(0, Kind::Assent, text).verdict, Verdict::Valid);
    });
    assert_eq!(statuses, [IN_EFFECT]);
}

#[test]
fn m012_a_node_key_that_was_replaced_renounces_nothing() {
    let statuses = every_order(2, 2, 60, |play| {
        let text = play.put_forward(0, "x");
        play.act(0, Kind::Release, text);
        play.tell_all();
        let stolen = play.seats[1].player.node.clone();
        assert!(play.renew(1, Kind::Rotate));
        let body = {
            let id = play.texts[text];
            play.seats[1].body(Kind::Renounce, &[id])
        };
        let by_the_old = play.seats[1].seal(&body, &stolen);
        assert_eq!(by_the_old.verdict, void(Void::NotEntitled));
        play.renounce_by_node(1, text);
    });
    assert_eq!(statuses, [DEAD]);
}

#[test]
fn m012_a_recovery_shuts_out_whoever_has_the_other_keys() {
    let statuses = every_order(2, 2, 90, |play| {
        let text = play.put_forward(1, "x");
        assert!(!play.renew(0, Kind::Recover), "none committed");
        assert!(play.renew(0, Kind::Rotate));
        let stolen = play.seal_of(0);
        assert!(play.renew(0, Kind::Recover));
        assert_eq!(play.accredit(0, &stolen), void(Void::NotEntitled));
        play.tell_all();
        assert_eq!(play.act(0, Kind::Assent, text).verdict, Verdict::Valid);
    });
    assert_eq!(statuses, [IN_EFFECT]);
}
