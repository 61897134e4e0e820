//! Cheating with lanes and identity sizes: the verdicts stay the same in every order of arrival.

use record::seal::Statement;
use record::testing::{Player, Seat, founding, slot};
use record::{Kind, Lane, LogKey, Verdict, Void};

#[test]
fn what_the_record_reads_counts_in_the_main_lane_only() {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let founding = founding(&players, 2);
    let mut a = Seat::opened(&players[0], &founding);
    let urgent = LogKey {
        lane: Lane::Urgent,
        ..a.player.log()
    };
    let body = a.body(Kind::Revoke, &[]);
    let revoke = record::powers::revocation(
        body.space,
        body.party,
        a.player.delegate.public().kid(),
        body.nonce,
    );
    let statement = Statement::sign(&revoke, Vec::new(), &a.player.seal);
    let entry = statement.seal(&a.record, &urgent).unwrap();
    let folded = a.take(urgent, &entry).pop().unwrap();
    assert_eq!(folded.verdict, Verdict::Void(Void::NotAllowed));
    assert_eq!(a.propose(&[slot("x")]).verdict, Verdict::Valid);
}

#[test]
fn in_an_epoch_that_no_heal_opened_nothing_counts() {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let founding = founding(&players, 2);
    let mut a = Seat::opened(&players[0], &founding);
    let later = LogKey {
        epoch: 1,
        ..a.player.log()
    };
    let mut body = a.body(Kind::Remark, &[]);
    for _ in 0..2 {
        let entry = Statement::sign(&body, Vec::new(), &a.player.delegate)
            .seal(&a.record, &later)
            .unwrap();
        let verdict = a.take(later, &entry).pop().unwrap().verdict;
        assert_eq!(verdict, Verdict::Void(Void::NotAtStart));
        body.nonce[0] ^= 1;
    }
    assert_eq!(
        a.record.current(&a.player.party, Lane::Main),
        a.player.log()
    );
}
