//! The life of a text through two seats, by the public interface only.

use record::testing::{Player, Seat, founding, slot};
use record::{Kind, LogKey, TextStatus, Verdict, Void};

fn two() -> (Seat, Seat) {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let founding = founding(&players, 2);
    let mut a = Seat::opened(&players[0], &founding);
    let mut b = Seat::opened(&players[1], &founding);
    exchange(&mut a, &mut b);
    (a, b)
}

fn exchange(a: &mut Seat, b: &mut Seat) {
    a.take_from(b);
    b.take_from(a);
}

#[test]
fn m019_a_text_is_in_effect_when_both_assented_and_not_before() {
    for swapped in [false, true] {
        let (a, b) = two();
        let (mut first, mut second) = if swapped { (b, a) } else { (a, b) };
        let text = first.propose(&[slot("principle")]);
        assert_eq!(text.verdict, Verdict::Valid);
        assert_eq!(
            first.act(Kind::Assent, text.statement).verdict,
            Verdict::Valid
        );
        assert_eq!(first.record.status(&text.statement), Some(TextStatus::Open));
        second.take_from(&first);
        assert_eq!(
            second.act(Kind::Assent, text.statement).verdict,
            Verdict::Valid
        );
        assert_eq!(
            second.record.status(&text.statement),
            Some(TextStatus::InEffect)
        );
        first.take_from(&second);
        assert_eq!(
            first.record.status(&text.statement),
            Some(TextStatus::InEffect)
        );
        assert_eq!(first.record.digest(), second.record.digest());
    }
}

#[test]
fn crossing_assents_never_put_two_rivals_in_effect() {
    let (mut a, mut b) = two();
    let of_a = a.propose(&[slot("x")]).statement;
    a.act(Kind::Assent, of_a);
    let of_b = b.propose(&[slot("x")]).statement;
    b.act(Kind::Assent, of_b);
    exchange(&mut a, &mut b);
    assert_eq!(
        a.act(Kind::Assent, of_b).verdict,
        Verdict::Void(Void::RivalAlive)
    );
    assert_eq!(
        b.act(Kind::Assent, of_a).verdict,
        Verdict::Void(Void::RivalAlive)
    );
    exchange(&mut a, &mut b);
    // "Accept theirs, withdraw ours": A releases, B's node renounces, A's assent counts.
    a.act(Kind::Release, of_a);
    b.take_from(&a);
    let owed = b
        .record
        .ledger()
        .owed_renounces(&b.player.party, b.record.known());
    assert_eq!(owed, [of_a]);
    assert_eq!(b.renounce_by_node(of_a).verdict, Verdict::Valid);
    a.take_from(&b);
    assert_eq!(a.record.status(&of_a), Some(TextStatus::Dead));
    assert_eq!(a.act(Kind::Assent, of_b).verdict, Verdict::Valid);
    b.take_from(&a);
    assert_eq!(b.record.status(&of_b), Some(TextStatus::InEffect));
    assert_eq!(a.record.digest(), b.record.digest());
}

#[test]
fn a_node_cannot_renounce_without_a_release_in_view() {
    let (mut a, mut b) = two();
    let text = a.propose(&[slot("x")]).statement;
    b.take_from(&a);
    assert_eq!(
        b.renounce_by_node(text).verdict,
        Verdict::Void(Void::NoReleaseInView)
    );
}

#[test]
fn an_entry_waits_for_what_its_author_had_seen() {
    let (mut a, mut b) = two();
    let text = a.propose(&[slot("x")]).statement;
    b.take_from(&a);
    b.act(Kind::Assent, text);
    let mut late = Seat::new(&a.player, a.record.founding());
    late.take_from(&b);
    assert_eq!(late.record.waiting(), [(b.player.log(), 1)]);
    assert_eq!(late.record.known().size(&LogKey::main(b.player.party)), 2);
    late.take_from(&a);
    assert!(late.record.waiting().is_empty());
    assert_eq!(late.record.digest(), b.record.digest());
}

#[test]
fn a_revoked_delegate_signs_nothing_more_and_what_it_signed_stays() {
    let (mut a, b) = two();
    let text = a.propose(&[slot("x")]).statement;
    let (space, party, kid) = (
        a.record.space(),
        a.player.party,
        a.player.delegate.public().kid(),
    );
    let revoke = record::powers::revocation(space, party, kid, [9; 16]);
    assert_eq!(
        a.seal(&revoke, &b.player.seal.clone()).verdict,
        Verdict::Void(Void::NotEntitled)
    );
    assert_eq!(
        a.seal(&revoke, &a.player.seal.clone()).verdict,
        Verdict::Void(Void::Repeated)
    );
    let revoke = record::powers::revocation(space, party, kid, [10; 16]);
    assert_eq!(
        a.seal(&revoke, &a.player.seal.clone()).verdict,
        Verdict::Valid
    );
    assert_eq!(
        a.act(Kind::Assent, text).verdict,
        Verdict::Void(Void::NotEntitled)
    );
    assert!(a.record.ledger().text(&text).is_some());
}

/// Programs compare them, so that they never change.
#[test]
fn what_counts_and_where_a_text_stands_have_the_words_that_programs_know() {
    use TextStatus::{Contested, Dead, InEffect, Open, Overtaken};
    let statuses = [Open, InEffect, Dead, Overtaken, Contested].map(TextStatus::word);
    let words = ["open", "in-effect", "dead", "overtaken", "contested"];
    assert_eq!(statuses, words);
    let verdicts = [
        (Verdict::Valid, "valid"),
        (Verdict::NotUnderstood, "not-understood"),
        (Verdict::Void(Void::BadSignature), "void-1"),
        (Verdict::Void(Void::Repeated), "void-16"),
    ];
    for (verdict, word) in verdicts {
        assert_eq!(verdict.word(), word);
    }
}
