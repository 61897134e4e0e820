//! One party does one thing again and again: what the others do must not become slower by it.
//!
//! Times are compared with times of the same run, and generously: what was quadratic is far beyond. What is slow was slow
//! each time that it was measured, or the machine was busy with something else.

#![expect(
    clippy::disallowed_methods,
    reason = "what is measured is the time itself"
)]

use std::time::{Duration, Instant};

use record::founding::{Founding, Member, Membership, Role};
use record::powers::{Powers, Register};
use record::testing::{Player, Seat, founding, slot};
use record::view::Position;
use record::{Kind, StatementId, Verdict, View};

const MANY: usize = 6_000;
const ACTS: usize = 60;
/// How often what may have become slow is measured: the shortest time counts.
const AGAIN: usize = 5;

fn opened() -> (Seat, Founding) {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let founding = founding(&players, 2);
    (Seat::opened(&players[0], &founding), founding)
}

/// How long `ACTS` acts take, each of which must count.
fn time_of(seat: &mut Seat, mut act: impl FnMut(&mut Seat) -> Verdict) -> Duration {
    let start = Instant::now();
    for _ in 0..ACTS {
        assert_eq!(act(seat), Verdict::Valid);
    }
    start.elapsed()
}

fn remark(seat: &mut Seat) -> Verdict {
    let body = seat.body(Kind::Remark, &[]);
    seat.seal(&body, &seat.player.delegate.clone()).verdict
}

fn stays_quick(name: &str, before: Duration, mut after: impl FnMut() -> Duration) {
    let most = before * 3 + Duration::from_millis(30);
    let after = (0..AGAIN).map(|_| after()).min().expect("measured");
    assert!(after < most, "{name}: {before:?} before, {after:?} after");
}

#[test]
fn one_key_accredited_again_and_again() {
    let player = Player::new("asteria");
    let powers = Powers::alone(player.delegate.public(), Powers::ALL_KINDS.to_vec(), 1);
    let (mut register, mut view) = (Register::new(player.party), View::default());
    let log = player.log();
    view.raise(log, u64::MAX);
    let ask = |register: &Register| {
        let start = Instant::now();
        let found = (0..1_000).filter_map(|_| register.powers(&powers.key.kid(), &view));
        assert_eq!(found.count(), 1_000);
        start.elapsed()
    };
    register.accredit(
        powers.clone(),
        StatementId::default(),
        Position { log, index: 0 },
    );
    let before = ask(&register);
    for index in 1..MANY as u64 {
        register.accredit(
            powers.clone(),
            StatementId::default(),
            Position { log, index },
        );
    }
    stays_quick("accreditations", before, || ask(&register));
}

#[test]
fn one_membership_proposed_again_and_again() {
    let (mut seat, founding) = opened();
    let before = time_of(&mut seat, remark);
    let membership = Membership {
        members: vec![Member {
            party: seat.player.party,
            role: Role::Party,
        }],
        threshold: 1,
    };
    let base = record::StatementId(founding.space.0);
    for _ in 0..MANY {
        let mut body = seat.body(Kind::Propose, &[]);
        body.slots = vec![record::body::Slot {
            base: Some(base),
            ..slot("members")
        }];
        body.fields = membership
            .write(body.fields)
            .with(record::fold::FIELD_MEMBERSHIP, |w| {
                w.bytes(base.as_bytes());
            });
        let folded = seat.seal(&body, &seat.player.delegate.clone());
        assert_eq!(folded.verdict, Verdict::Valid);
    }
    stays_quick("memberships", before, || time_of(&mut seat, remark));
}

#[test]
fn one_slot_claimed_again_and_again() {
    let (mut seat, _) = opened();
    let assent = |name: String| {
        move |seat: &mut Seat| {
            let text = seat.propose(&[slot(&name)]).statement;
            seat.act(Kind::Assent, text);
            // Repeated assents count and change nothing.
            seat.act(Kind::Assent, text).verdict
        }
    };
    let mut number = 0;
    let before = time_of(&mut seat, |seat| {
        number += 1;
        assent(number.to_string())(seat)
    });
    let text = seat.propose(&[slot("x")]).statement;
    for _ in 0..MANY {
        seat.propose(&[slot("x")]);
    }
    stays_quick("rivals", before, || {
        time_of(&mut seat, |seat| seat.act(Kind::Assent, text).verdict)
    });
}
