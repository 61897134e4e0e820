//! One party does one thing again and again: what the others do must not become slower by it.

use std::time::Duration;

use record::body::Slot;
use record::fold::FIELD_MEMBERSHIP;
use record::founding::{Founding, Member, Membership, Role};
use record::powers::Powers;
use record::register::Register;
use record::testing::{Player, Seat, founding, slot};
use record::view::Position;
use record::{Kind, StatementId, Verdict, View};

use super::report::{figure, on_one_core, thousands};

const MANY: u64 = 6_000;
const ACTS: u32 = 60;
/// How often what may have become slow is measured: the shortest time counts.
const AGAIN: usize = 5;

/// Prints what one act takes before and after.
pub fn print() {
    accreditations();
    memberships();
    rivals();
}

fn row(what: &str, before: Duration, mut after: impl FnMut() -> Duration) {
    let after = (0..AGAIN).map(|_| after()).min().expect("measured");
    let each = |time: Duration| format!("{:.2} us", time.as_secs_f64() * 1e6 / f64::from(ACTS));
    let name = format!("an act after {} {what}", thousands(MANY));
    figure(&name, each(after), format!("before {}", each(before)), None);
}

fn opened() -> (Seat, Founding) {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let founding = founding(&players, 2);
    (Seat::opened(&players[0], &founding), founding)
}

/// How long `ACTS` acts take, each of which must count.
fn time_of(seat: &mut Seat, mut act: impl FnMut(&mut Seat) -> Verdict) -> Duration {
    let acts = || (0..ACTS).all(|_| act(seat) == Verdict::Valid);
    let (count, time) = on_one_core(acts);
    assert!(count);
    time
}

fn remark(seat: &mut Seat) -> Verdict {
    let body = seat.body(Kind::Remark, &[]);
    seat.seal(&body, &seat.player.delegate.clone()).verdict
}

/// For whoever knows all of them, and for whoever knows the first: entries of another lane need not have seen more.
fn accreditations() {
    let player = Player::new("asteria");
    let powers = Powers::alone(player.delegate.public(), Powers::ALL_KINDS.to_vec(), 1);
    let (kid, log) = (powers.key.kid(), player.log());
    let mut register = Register::new(player.party);
    let accredit = |register: &mut Register, index| {
        let at = Position { log, index };
        register.accredit(powers.clone(), StatementId::default(), at);
    };
    let [all, first] = [u64::MAX, 1].map(|size| {
        let mut view = View::default();
        view.raise(log, size);
        view
    });
    let ask = |register: &Register, view: &View| {
        let found = || (0..ACTS).all(|_| register.powers(&kid, view).is_some());
        let (found, time) = on_one_core(found);
        assert!(found);
        time
    };
    accredit(&mut register, 0);
    let before = ask(&register, &all);
    (1..MANY).for_each(|index| accredit(&mut register, index));
    row("accreditations of its key, all seen", before, || {
        ask(&register, &all)
    });
    row("accreditations of its key, one seen", before, || {
        ask(&register, &first)
    });
    (MANY..2 * MANY).for_each(|index| register.revoke(kid, Position { log, index }));
    row("revocations of its key, none seen", before, || {
        ask(&register, &first)
    });
}

fn memberships() {
    let (mut seat, founding) = opened();
    let before = time_of(&mut seat, remark);
    let membership = Membership {
        members: vec![Member {
            party: seat.player.party,
            role: Role::Party,
        }],
        threshold: 1,
    };
    let base = StatementId(founding.space.0);
    for _ in 0..MANY {
        let mut body = seat.body(Kind::Propose, &[]);
        body.slots = vec![Slot {
            base: Some(base),
            ..slot("members")
        }];
        body.fields = membership.write(body.fields).with(FIELD_MEMBERSHIP, |w| {
            w.bytes(base.as_bytes());
        });
        let folded = seat.seal(&body, &seat.player.delegate.clone());
        assert_eq!(folded.verdict, Verdict::Valid);
    }
    row("memberships proposed", before, || {
        time_of(&mut seat, remark)
    });
}

fn rivals() {
    let (mut seat, _) = opened();
    let mut number = 0;
    // Repeated assents count and change nothing.
    let before = time_of(&mut seat, |seat| {
        number += 1;
        let text = seat.propose(&[slot(&number.to_string())]).statement;
        seat.act(Kind::Assent, text);
        seat.act(Kind::Assent, text).verdict
    });
    let text = seat.propose(&[slot("x")]).statement;
    for _ in 0..MANY {
        seat.propose(&[slot("x")]);
    }
    row("rivals of its text", before, || {
        time_of(&mut seat, |seat| seat.act(Kind::Assent, text).verdict)
    });
}
