//! Every causal order of delivery gives the same state: with real signatures, by the public interface.
//!
//! Scripts of up to seven entries are delivered in every order that keeps each log in its own order, with
//! everything sent twice; longer random histories in a thousand random orders. Each script is also played
//! with the parties swapped, and what it comes to must be the mirror image.

#![expect(
    clippy::print_stdout,
    reason = "the seeds of a random test belong to its result"
)]

#[path = "orders/cheats.rs"]
mod cheats;
#[path = "orders/delivery.rs"]
mod delivery;
#[path = "orders/keys.rs"]
mod keys;
#[path = "orders/play.rs"]
mod play;
#[path = "orders/random.rs"]
mod random;
#[path = "orders/rooms.rs"]
mod rooms;

use delivery::{castings, deliver, every_order};
use play::Play;
use record::testing::slot;
use record::{Kind, TextStatus, Verdict, Void};

const OPEN: Option<TextStatus> = Some(TextStatus::Open);
const IN_EFFECT: Option<TextStatus> = Some(TextStatus::InEffect);
const DEAD: Option<TextStatus> = Some(TextStatus::Dead);
const OVERTAKEN: Option<TextStatus> = Some(TextStatus::Overtaken);

fn void(reason: Void) -> Verdict {
    Verdict::Void(reason)
}

#[test]
fn m026_crossing_assents_to_each_others_text() {
    let statuses = every_order(2, 2, 20, |play| {
        let (one, other) = (play.put_forward(0, "x"), play.put_forward(1, "x"));
        play.tell_all();
        assert_eq!(
            play.act(0, Kind::Assent, other).verdict,
            void(Void::RivalAlive)
        );
        assert_eq!(
            play.act(1, Kind::Assent, one).verdict,
            void(Void::RivalAlive)
        );
    });
    assert_eq!(statuses, [OPEN, OPEN]);
}

#[test]
fn m026_accept_theirs_withdraw_ours() {
    let statuses = every_order(2, 2, 35, |play| {
        let (ours, theirs) = (play.put_forward(0, "x"), play.put_forward(1, "x"));
        play.tell_all();
        play.act(0, Kind::Release, ours);
        play.tell_all();
        play.renounce_by_node(1, ours);
        play.tell_all();
        assert_eq!(play.act(0, Kind::Assent, theirs).verdict, Verdict::Valid);
    });
    assert_eq!(statuses, [DEAD, IN_EFFECT]);
}

#[test]
fn m026_both_give_way_at_once() {
    let statuses = every_order(2, 2, 252, |play| {
        let (one, other) = (play.put_forward(0, "x"), play.put_forward(1, "x"));
        play.tell_all();
        play.act(0, Kind::Release, one);
        play.act(1, Kind::Release, other);
        play.tell_all();
        play.renounce_by_node(0, other);
        play.renounce_by_node(1, one);
        play.tell_all();
        assert_eq!(
            play.act(0, Kind::Assent, other).verdict,
            void(Void::RenouncedBefore)
        );
        assert_eq!(
            play.act(1, Kind::Assent, one).verdict,
            void(Void::RenouncedBefore)
        );
    });
    assert_eq!(statuses, [DEAD, DEAD]);
}

#[test]
fn m026_a_release_that_comes_after_the_assent() {
    let statuses = every_order(2, 2, 15, |play| {
        let text = play.put_forward(0, "x");
        play.tell_all();
        play.act(0, Kind::Release, text);
        assert_eq!(play.act(1, Kind::Assent, text).verdict, Verdict::Valid);
        play.tell_all();
        play.renounce_by_node(1, text);
        assert_eq!(
            play.act(0, Kind::Renounce, text).verdict,
            void(Void::AssentedBefore)
        );
    });
    assert_eq!(statuses, [IN_EFFECT]);
}

#[test]
fn m026_a_decline_and_a_second_proposal() {
    let statuses = every_order(2, 2, 35, |play| {
        let first = play.put_forward(0, "x");
        play.tell_all();
        play.act(1, Kind::Renounce, first);
        assert_eq!(
            play.act(1, Kind::Assent, first).verdict,
            void(Void::RenouncedBefore)
        );
        play.tell_all();
        let second = play.put_forward(0, "x");
        play.tell_all();
        assert_eq!(play.act(1, Kind::Assent, second).verdict, Verdict::Valid);
    });
    assert_eq!(statuses, [DEAD, IN_EFFECT]);
}

#[test]
fn m026_one_text_over_two_slots() {
    let statuses = every_order(2, 2, 35, |play| {
        let package = play.propose(0, &[slot("x"), slot("y")]);
        let (x, y) = (play.propose(1, &[slot("x")]), play.propose(0, &[slot("y")]));
        play.tell_all();
        play.act(0, Kind::Assent, package);
        play.act(1, Kind::Assent, x);
        play.act(0, Kind::Assent, y);
        play.tell_all();
        assert_eq!(
            play.act(1, Kind::Assent, package).verdict,
            void(Void::RivalAlive)
        );
    });
    assert_eq!(statuses, [OPEN, OPEN, OPEN]);
}

#[test]
fn m026_a_delegate_whose_powers_end_before_its_assent_is_sealed() {
    let statuses = every_order(2, 2, 21, |play| {
        let text = play.propose(0, &[slot("x")]);
        play.tell_all();
        play.act(1, Kind::Assent, text);
        play.act(0, Kind::Remark, text);
        play.revoke(0);
        assert_eq!(
            play.act(0, Kind::Assent, text).verdict,
            void(Void::NotEntitled)
        );
        play.tell_all();
        play.act(1, Kind::Remark, text);
        play.act(0, Kind::Remark, text);
    });
    assert_eq!(statuses, [OPEN]);
}

#[test]
fn m026_a_delegate_whose_powers_end_after_its_assent_was_sealed() {
    let statuses = every_order(2, 2, 15, |play| {
        let text = play.propose(0, &[slot("x")]);
        assert_eq!(play.act(0, Kind::Assent, text).verdict, Verdict::Valid);
        play.tell_all();
        play.revoke(0);
        play.act(1, Kind::Assent, text);
        assert_eq!(
            play.act(0, Kind::Release, text).verdict,
            void(Void::NotEntitled)
        );
        play.tell_all();
        play.act(1, Kind::Remark, text);
    });
    assert_eq!(statuses, [IN_EFFECT]);
}

#[test]
fn m026_what_is_said_beside_a_text_in_effect() {
    let statuses = every_order(2, 2, 35, |play| {
        let text = play.put_forward(0, "x");
        play.tell_all();
        play.act(1, Kind::Assent, text);
        play.tell_all();
        for (role, kind) in [
            (0, Kind::Suspend),
            (1, Kind::Withdraw),
            (0, Kind::Resume),
            (1, Kind::Resume),
        ] {
            assert_eq!(play.act(role, kind, text).verdict, Verdict::Valid);
        }
    });
    assert_eq!(statuses, [IN_EFFECT], "later facts stand beside it");
}

#[test]
fn m026_two_of_three_decide() {
    let statuses = every_order(3, 2, 210, |play| {
        let (one, other) = (play.put_forward(0, "x"), play.put_forward(1, "x"));
        play.tell(0, 2);
        play.tell(1, 2);
        assert_eq!(play.act(2, Kind::Assent, one).verdict, Verdict::Valid);
        assert_eq!(
            play.act(2, Kind::Assent, other).verdict,
            void(Void::RivalAlive)
        );
        assert_eq!(
            play.act(0, Kind::Assent, other).verdict,
            void(Void::UnknownText)
        );
    });
    assert_eq!(statuses, [IN_EFFECT, OVERTAKEN]);
}

#[test]
fn m026_a_change_of_members_pauses_the_rest() {
    let statuses = every_order(3, 3, 105, |play| {
        let text = play.propose(0, &[slot("x")]);
        let change = play.propose_change(0, 2);
        play.tell_all();
        play.act(0, Kind::Assent, text);
        for role in [1, 2] {
            assert_eq!(play.act(role, Kind::Assent, change).verdict, Verdict::Valid);
        }
        assert_eq!(
            play.act(1, Kind::Assent, text).verdict,
            void(Void::MembershipPending)
        );
        play.act(0, Kind::Assent, change);
    });
    assert_eq!(statuses, [OPEN, IN_EFFECT]);
}

#[test]
fn m026_the_members_after_a_change_decide() {
    let statuses = every_order(2, 2, 20, |play| {
        let change = play.propose_change(0, 2);
        play.act(0, Kind::Assent, change);
        play.tell_all();
        play.act(1, Kind::Assent, change);
        let text = play.put_forward(1, "x");
        play.tell_all();
        assert_eq!(play.act(0, Kind::Assent, text).verdict, Verdict::Valid);
    });
    assert_eq!(statuses, [IN_EFFECT, IN_EFFECT]);
}

#[test]
fn m026_the_opening_of_a_space() {
    for casting in castings(2) {
        let play = Play::cast(&casting, 2, |play| {
            play.propose(0, &[slot("x")]);
        });
        assert_eq!(deliver(&play, true), 420);
    }
}
