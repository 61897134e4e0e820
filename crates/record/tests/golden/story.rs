//! One invented record with every kind of act and every reason why an act is void: three parties of whom
//! two decide, and a facilitator. Deterministic, so that its bytes and its digest are golden.

use record::body::{Body, Payload};
use record::cose::{self, Purpose};
use record::fold::{FIELD_MEMBERSHIP, Folded};
use record::founding::{Founding, Member, Membership, Role};
use record::identity::{KeySet, next_root_commitment};
use record::key::SecretKey;
use record::leaf::Leaf;
use record::powers::revocation;
use record::seal::identity_entry;
use record::testing::{Player, Seat, nonce, seed, slot};
use record::{Entry, Hash, Kind, LogKey, Slot, SpaceId, StatementId, seal};

/// The story as it was folded, and the seats in which it happened.
pub struct Story {
    /// Asteria, Borealis and Cimmeria decide by two of three; Dorne House facilitates.
    pub seats: Vec<Seat>,
    /// Every entry after the opening, in the order in which it happened, with what it shows.
    pub acts: Vec<(&'static str, Folded)>,
}

/// The founding of the story's space.
pub fn founding(players: &[Player]) -> Founding {
    let role = |index| match index {
        3 => Role::Facilitator,
        _ => Role::Party,
    };
    let members = (0..players.len()).map(|index| Member {
        party: players[index].party,
        role: role(index),
    });
    let membership = Membership {
        members: members.collect(),
        threshold: 2,
    };
    let nonce = nonce(&["story", "founding"]);
    let languages = ["en", "zh-Hans", "zh-Hant"];
    let body = Founding::draft(players[0].party, &membership, &languages, nonce);
    Founding::read(&body.encode()).expect("a sound founding")
}

/// The keys that Asteria puts in place of its first ones, and the root that was committed to.
pub fn next_keys(player: &Player) -> (KeySet, SecretKey) {
    let key = |role: &str| SecretKey::from_seed(&seed(&[&player.name, "/", role]));
    let root = key("next-root");
    let keys = KeySet {
        root: root.public().clone(),
        next_root: next_root_commitment(key("third-root").public()),
        seal: player.seal.public().clone(),
        node: key("next-node").public().clone(),
        tls: Hash(seed(&[&player.name, "/next-tls"])),
        encryption: seed(&[&player.name, "/next-encryption"]),
        recovery: Some((
            2,
            ["first", "second", "third"]
                .map(|name| next_root_commitment(key(name).public()))
                .to_vec(),
        )),
    };
    (keys, root)
}

/// The body with which two of three put other keys in place of [`next_keys`], should their roots be lost.
pub fn recovery(player: &Player) -> Body {
    let key = |role: &str| SecretKey::from_seed(&seed(&[&player.name, "/", role]));
    let keys = KeySet {
        root: key("new root").public().clone(),
        next_root: next_root_commitment(key("fourth-root").public()),
        ..next_keys(player).0
    };
    let by = ["first", "third"].map(|role| key(role).public().clone());
    let mut identity = player.identity();
    let rotation = rotation(player);
    identity.extend(&rotation.leaf, &rotation.body, &rotation.body_bytes);
    keys.recovery(&identity, &by, nonce(&["recovery"]))
}

/// The entry that puts [`next_keys`] in place of the first ones.
fn rotation(player: &Player) -> Entry {
    let (keys, root) = next_keys(player);
    let body = keys.rotation(&player.identity(), nonce(&["rotation"]));
    identity_entry(&body, Vec::new(), &[&root]).expect("a small entry")
}

/// A payload with a salt from words.
pub fn payload(words: &[&str], text: &str) -> Payload {
    Payload {
        salt: seed(words),
        content: text.as_bytes().to_vec(),
    }
}

impl Story {
    /// Tells the story.
    pub fn tell() -> Story {
        let players = ["asteria", "borealis", "cimmeria", "dorne-house"].map(Player::new);
        let founding = founding(&players);
        let seats = players.iter().map(|p| Seat::opened(p, &founding));
        let mut story = Story {
            seats: seats.collect(),
            acts: Vec::new(),
        };
        story.exchange();
        story.a_text_comes_into_effect();
        story.a_text_dies();
        story.acts_that_count_for_nothing();
        story.members_change();
        story.things_are_said();
        story.keys_change();
        story.exchange();
        story
    }

    /// Everybody takes what the others have.
    pub fn exchange(&mut self) {
        for taker in 0..self.seats.len() {
            for giver in 0..self.seats.len() {
                let (low, high) = self.seats.split_at_mut(taker.max(giver));
                match taker.cmp(&giver) {
                    std::cmp::Ordering::Less => low[taker].take_from(&high[0]),
                    std::cmp::Ordering::Greater => high[0].take_from(&low[giver]),
                    std::cmp::Ordering::Equal => continue,
                };
            }
        }
    }

    /// Notes what was done, and everybody hears of it.
    pub fn did(&mut self, what: &'static str, folded: Folded) -> StatementId {
        let statement = folded.statement;
        self.acts.push((what, folded));
        self.exchange();
        statement
    }

    fn propose(&mut self, seat: usize, what: &'static str, slots: &[Slot]) -> StatementId {
        let folded = self.seats[seat].propose(slots);
        self.did(what, folded)
    }

    fn act(&mut self, seat: usize, what: &'static str, kind: Kind, text: StatementId) {
        let folded = self.seats[seat].act(kind, text);
        self.did(what, folded);
    }

    /// Asteria seals `body`, signed by `key`.
    pub fn seal(&mut self, what: &'static str, body: &Body, key: SecretKey) -> StatementId {
        let folded = self.seats[0].seal(body, &key);
        self.did(what, folded)
    }

    fn a_text_comes_into_effect(&mut self) {
        let text = self.propose(0, "puts a text forward", &[slot("principle")]);
        self.act(0, "agrees to its own text", Kind::Assent, text);
        self.act(1, "agrees, and it is in effect", Kind::Assent, text);
        let rival = self.propose(2, "puts a rival forward", &[slot("principle")]);
        self.act(2, "agrees to what is overtaken", Kind::Assent, rival);
        self.act(
            0,
            "agrees to a rival of what it agreed to",
            Kind::Assent,
            rival,
        );
        let base = Some(text);
        let next = Slot {
            base,
            ..slot("principle")
        };
        self.propose(3, "facilitates: puts a next version forward", &[next]);
    }

    fn a_text_dies(&mut self) {
        let text = self.propose(1, "puts a text forward", &[slot("list")]);
        self.act(1, "agrees to its own text", Kind::Assent, text);
        let early = self.seats[0].renounce_by_node(text);
        self.did("its node has no release to answer", early);
        self.act(1, "asks to be let go", Kind::Release, text);
        let owed = self.seats[0].renounce_by_node(text);
        self.did("its node lets Borealis go", owed);
        self.act(0, "agrees after it renounced", Kind::Assent, text);
        self.act(2, "declines, and the text is dead", Kind::Renounce, text);
        self.act(1, "renounces what it agreed to", Kind::Renounce, text);
        self.act(2, "releases what it never agreed to", Kind::Release, text);
        self.act(3, "facilitates and is not required", Kind::Assent, text);
        let on_the_dead = Slot {
            base: Some(text),
            ..slot("list")
        };
        self.propose(0, "builds on what is not in effect", &[on_the_dead]);
    }

    fn acts_that_count_for_nothing(&mut self) {
        let (space, player) = (self.seats[0].record.space(), self.seats[0].player.clone());
        let nowhere = StatementId(Hash(seed(&["nowhere"])));
        self.act(0, "agrees to an unknown text", Kind::Assent, nowhere);
        let vague = self.seats[0].body(Kind::Assent, &[]);
        self.seal("names no text", &vague, player.delegate.clone());
        let mut abroad = self.seats[0].body(Kind::Remark, &[]);
        abroad.space = SpaceId(Hash(seed(&["another space"])));
        self.seal("speaks in another space", &abroad, player.delegate.clone());
        let own = self.seats[0].body(Kind::Remark, &[]);
        self.seal("is signed by the root", &own, player.root.clone());
        let late = seal::enter(
            self.seats[0].record.founding(),
            player.party,
            nonce(&["late"]),
        );
        self.seal("enters a second time", &late, player.seal.clone());
        let kid = player.delegate.public().kid();
        let revoke = revocation(space, player.party, kid, nonce(&["revoke"]));
        self.seal("revokes by the wrong key", &revoke, player.delegate.clone());
        self.seal("says the same once more", &revoke, player.seal.clone());
        let forged = self.forged();
        self.did("carries another statement's signature", forged);
    }

    /// Asteria's node seals a statement with the signature of another one.
    fn forged(&mut self) -> Folded {
        let seat = &mut self.seats[0];
        let (said, other) = (
            seat.body(Kind::Remark, &[]).encode(),
            seat.body(Kind::Remark, &[]).encode(),
        );
        let (party, space) = (seat.player.party, seat.record.space());
        let signature = cose::sign(
            Purpose::Statement,
            &seat.player.delegate,
            party,
            space,
            &other,
            false,
        );
        let leaf = Leaf {
            statement: Body::id_of(&said),
            signatures: vec![signature],
            identity_size: 1,
            seen: Vec::new(),
        };
        let entry = Entry::new(leaf.encode(), said, Vec::new()).expect("a small entry");
        let mut folded = seat.take(LogKey::main(party), &entry);
        folded.pop().expect("an own entry folds at once")
    }

    fn members_change(&mut self) {
        let (founding, membership) = self.seats[0].record.membership();
        let mut changed = membership.clone();
        changed.members.pop();
        let text = self.propose(0, "puts a text forward", &[slot("during the change")]);
        let mut body = self.seats[0].body(Kind::Propose, &[]);
        body.slots = vec![Slot {
            base: Some(founding),
            ..slot("members")
        }];
        body.fields = changed.write(body.fields).with(FIELD_MEMBERSHIP, |w| {
            w.bytes(founding.as_bytes());
        });
        let delegate = self.seats[0].player.delegate.clone();
        let change = self.seal("proposes to let the facilitator go", &body, delegate);
        self.act(0, "agrees to the change", Kind::Assent, change);
        self.act(0, "agrees under the old members", Kind::Assent, text);
        self.act(1, "agrees to the change", Kind::Assent, change);
        self.act(2, "agrees, and it is in effect", Kind::Assent, change);
        self.act(3, "speaks after it was let go", Kind::Remark, text);
    }

    fn things_are_said(&mut self) {
        let text = self.acts[0].1.statement;
        for kind in [Kind::Suspend, Kind::Resume, Kind::Withdraw] {
            self.act(1, "acts for itself on a text", kind, text);
        }
        for kind in [Kind::Position, Kind::BringIn, Kind::Defer] {
            self.act(2, "says something about a text", kind, text);
        }
        let payloads = [
            ("text/plain", "en", "Thank you."),
            ("text/plain", "zh-Hans", "谢谢。"),
        ];
        let mut body = self.seats[0].body(Kind::Remark, &[text]);
        let made = payloads.map(|(media_type, lang, words)| {
            let payload = payload(&["remark", lang], words);
            (payload.commitment(media_type, Some(lang)), payload)
        });
        body.payloads = made
            .iter()
            .map(|(commitment, _)| commitment.clone())
            .collect();
        let delegate = self.seats[0].player.delegate.clone();
        let contents = made.map(|(_, payload)| payload).to_vec();
        let folded = self.seats[0].seal_with(&body, contents, &delegate);
        self.did("says in two languages", folded);
        let unknown = self.seats[0].body(Kind::Unknown(4711), &[]);
        self.seal("is of a kind nobody knows yet", &unknown, delegate.clone());
        let heal = self.seats[0].body(Kind::Heal, &[]);
        let seal = self.seats[0].player.seal.clone();
        self.seal("is of a kind that has no rule yet", &heal, seal);
    }

    fn keys_change(&mut self) {
        let player = self.seats[0].player.clone();
        let entry = rotation(&player);
        let rotated = self.seats[0].take(LogKey::identity(player.party), &entry);
        let rotated = rotated.into_iter().next().expect("it folds at once");
        self.did("rotates its keys", rotated);
        let space = self.seats[0].record.space();
        let kid = player.delegate.public().kid();
        let revoke = revocation(space, player.party, kid, nonce(&["revoke again"]));
        self.seal("revokes its delegate", &revoke, player.seal.clone());
        let after = self.seats[0].body(Kind::Remark, &[]);
        self.seal("speaks by a revoked delegate", &after, player.delegate);
    }
}
