//! Scratch.
use record::cose::{self, Purpose};
use record::fold::{Record, Signatures};
use record::identity::{KeySet, next_root_commitment, seal_identity};
use record::key::{PublicKey, SecretKey};
use record::leaf::{Leaf, Seen};
use record::powers::{Powers, revocation};
use record::testing::{Player, Seat, founding, nonce, seed, slot};
use record::*;

fn sealed(
    r: &Record,
    log: LogKey,
    body: &Body,
    key: &SecretKey,
    identity_size: u64,
    seen: Vec<Seen>,
) -> Entry {
    let bytes = body.encode();
    let sig = cose::sign(
        Purpose::Statement,
        key,
        body.party,
        body.space,
        &bytes,
        false,
    );
    let leaf = Leaf {
        statement: Body::id_of(&bytes),
        signatures: vec![sig],
        identity_size,
        seen,
    };
    let _ = (r, log);
    Entry::new(leaf.encode(), bytes, vec![]).unwrap()
}

#[test]
fn noncanonical() {
    for k in 0u8..19 {
        for s in [0u8, 0x80] {
            let mut b = [0xffu8; 32];
            b[0] = 0xed + k;
            b[31] = 0x7f | s;
            if k as u16 + 0xed > 255 {
                continue;
            }
            println!("{k} {s} {:?}", PublicKey::ed25519(&b).map(|k| k.kid()));
        }
    }
}

#[test]
fn size() {
    let p = Player::new("asteria");
    let mut body = Body::new(SpaceId::default(), p.party, Kind::Remark, [0; 16]);
    body.fields = body.fields.with(9, |w| {
        w.bytes(&vec![0; (1 << 20) - 600]);
    });
    for extra in 0..700 {
        body.fields = body.fields.clone().with(9, |w| {
            w.bytes(&vec![0; (1 << 20) - 700 + extra]);
        });
        let bytes = body.encode();
        let sig = cose::sign(
            Purpose::Statement,
            &p.delegate,
            body.party,
            body.space,
            &bytes,
            false,
        );
        let leaf = Leaf {
            statement: Body::id_of(&bytes),
            signatures: vec![sig],
            identity_size: 1,
            seen: vec![],
        };
        if let Ok(e) = Entry::new(leaf.encode(), bytes, vec![]) {
            if let Err(err) = Entry::decode(&e.encode()) {
                println!("{extra} {err}");
                return;
            }
        }
    }
}

#[test]
fn lanes_powers() {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let f = founding(&players, 2);
    let mut a = Seat::opened(&players[0], &f);
    let accr = a.entries[2].1.clone();
    let kid = a.player.delegate.public().kid();
    let rev = revocation(f.space, a.player.party, kid, [7; 16]);
    println!("rev {:?}", a.seal(&rev, &a.player.seal.clone()).verdict);
    let urgent = LogKey {
        party: a.player.party,
        lane: Lane::Urgent,
        epoch: 0,
    };
    let id = a.record.known().size(&LogKey::identity(a.player.party));
    // stolen node key: fill the urgent lane, then re-seal the old accreditation
    for _ in 0..6 {
        let leaf = Leaf {
            statement: accr.leaf.statement,
            signatures: accr.leaf.signatures.clone(),
            identity_size: id,
            seen: a.record.seen_by(&urgent),
        };
        let e = Entry::new(
            leaf.encode(),
            accr.body_bytes.clone(),
            accr.payloads.clone(),
        )
        .unwrap();
        println!("reseal {:?}", a.take(urgent, &e)[0].verdict);
    }
    let mut fresh = a.body(Kind::Propose, &[]);
    fresh.nonce = [8; 16];
    // one more filler so that re-seal index > revocation index
    let main = a.player.log();
    let seen = a.record.seen_by(&main);
    println!("seen {:?}", seen.len());
    let t = a.propose(&[slot("x")]);
    println!("propose after {:?}", t.verdict);
}

#[test]
fn lanes_order() {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let f = founding(&players, 2);
    let mut a = Seat::opened(&players[0], &f);
    let mut b = Seat::opened(&players[1], &f);
    a.take_from(&b);
    b.take_from(&a);
    let t = a.propose(&[slot("x")]);
    let e = a.entries.last().unwrap().1.clone();
    b.take_from(&a);
    println!("{:?}", b.act(Kind::Assent, t.statement).verdict);
    let urgent = LogKey {
        party: a.player.party,
        lane: Lane::Urgent,
        epoch: 0,
    };
    let leaf = Leaf {
        statement: e.leaf.statement,
        signatures: e.leaf.signatures.clone(),
        identity_size: 1,
        seen: a
            .record
            .seen_by(&urgent)
            .into_iter()
            .map(|s| {
                if s.log == a.player.log() {
                    Seen {
                        size: 2,
                        root: a.record.root_at(&s.log, 2).unwrap(),
                        ..s
                    }
                } else {
                    s
                }
            })
            .collect(),
    };
    let u = Entry::new(leaf.encode(), e.body_bytes.clone(), vec![]).unwrap();
    for order in 0..2 {
        let mut c = Seat::new(&players[0], &f);
        let mut all: Vec<(LogKey, Entry)> = a.entries.clone();
        let mut bs: Vec<_> = b
            .entries
            .iter()
            .filter(|(k, _)| k.party == players[1].party)
            .cloned()
            .collect();
        all.retain(|(k, _)| k.party == players[0].party);
        let early: Vec<_> = bs.drain(..3).collect();
        for (k, e) in early {
            c.take(k, &e);
        }
        let last = all.pop().unwrap();
        for (k, e) in all {
            c.take(k, &e);
        }
        if order == 0 {
            c.take(last.0, &last.1);
            println!("u {:?}", c.take(urgent, &u)[0].verdict);
        } else {
            println!("u {:?}", c.take(urgent, &u)[0].verdict);
            c.take(last.0, &last.1);
        }
        for (k, e) in bs {
            println!(
                "b {:?}",
                c.take(k, &e).iter().map(|f| f.verdict).collect::<Vec<_>>()
            );
        }
        println!(
            "{order} {} {:?}",
            c.record.digest(),
            c.record.status(&t.statement)
        );
    }
}

#[test]
fn identity_size() {
    let a = Player::new("asteria");
    let players = [a.clone(), Player::new("borealis")];
    let f = founding(&players, 2);
    // inception leaf claims identity_size 1000
    let mut leaf = a.inception.leaf.clone();
    leaf.identity_size = 1000;
    let inception = Entry::new(leaf.encode(), a.inception.body_bytes.clone(), vec![]).unwrap();
    let next = SecretKey::from_seed(&seed(&["asteria", "/", "next-root"]));
    let newseal = SecretKey::from_seed(&seed(&["ns"]));
    let ks = KeySet {
        root: *next.public(),
        next_root: next_root_commitment(a.root.public()),
        seal: *newseal.public(),
        node: *a.node.public(),
        tls: Hash::default(),
        encryption: [0; 32],
        recovery: None,
    };
    let rb = ks.rotation(a.party, [1; 16]);
    let rotate = Entry::new(
        seal_identity(&rb.encode(), a.party, &next).encode(),
        rb.encode(),
        vec![],
    )
    .unwrap();
    let idlog = LogKey::identity(a.party);
    let mut probe = Record::new(f.clone());
    probe.apply(idlog, &inception, Signatures::Verify);
    let enter = seal::enter(&f, a.party, nonce(&["e"]));
    let seen = vec![Seen {
        log: idlog,
        size: 1,
        root: probe.root_at(&idlog, 1).unwrap(),
    }];
    let e = sealed(&probe, a.log(), &enter, &a.seal, 1, seen);
    for order in 0..2 {
        let mut r = Record::new(f.clone());
        r.apply(idlog, &inception, Signatures::Verify);
        let mut v = vec![];
        if order == 0 {
            v.extend(r.apply(a.log(), &e, Signatures::Verify));
            r.apply(idlog, &rotate, Signatures::Verify);
        } else {
            r.apply(idlog, &rotate, Signatures::Verify);
            v.extend(r.apply(a.log(), &e, Signatures::Verify));
        }
        println!(
            "{order} {:?} {}",
            v.iter().map(|f| f.verdict).collect::<Vec<_>>(),
            r.digest()
        );
    }
}

#[test]
fn inception_space() {
    let a = Player::new("asteria");
    let mut body = a.inception.body.clone();
    body.space = SpaceId(Hash([7; 32]));
    let bytes = body.encode();
    let leaf = seal_identity(&bytes, body.party, &a.root);
    let party = PartyId(Body::id_of(&bytes).0);
    println!(
        "{:?}",
        record::identity::Identity::incept(party, &leaf, &body, &bytes).is_some()
    );
}
