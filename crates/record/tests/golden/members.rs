//! Members come and go: a newcomer joins by a change that is in effect, one that left says nothing more that counts.

use record::fold::{FIELD_LOST, FIELD_MEMBERSHIP, Folded};
use record::founding::{Member, Membership, Role};
use record::testing::{GOLDEN_KINDS, Player, Seat, founding, nonce, slot};
use record::{Kind, LogKey, PartyId, Slot, StatementId, seal};

use crate::story::Story;

impl Story {
    /// Asteria, Borealis and Cimmeria let Dorne in; then Cimmeria leaves. A fourth seat joins too early and once more.
    pub fn tell_of_members() -> Story {
        let players = ["asteria", "borealis", "cimmeria", "dorne"].map(Player::new);
        let founding = founding(&players[..3], 3);
        let seats = players[..3].iter().map(|p| Seat::opened(p, &founding));
        let mut story = Story {
            seats: seats.collect(),
            acts: Vec::new(),
        };
        story.exchange();
        story.a_newcomer_joins(&players[3]);
        story.one_leaves();
        story
    }

    fn change(&mut self, what: &'static str, members: &Membership) -> StatementId {
        self.change_for(what, members, None)
    }

    /// A change of members; in a succession, one that declares a party lost.
    fn change_for(
        &mut self,
        what: &'static str,
        members: &Membership,
        lost: Option<PartyId>,
    ) -> StatementId {
        let before = self.seats[0].record.membership().0;
        let mut body = self.seats[0].body(Kind::Propose, &[]);
        body.slots = vec![Slot {
            base: Some(before),
            ..slot("members")
        }];
        body.fields = members.write(body.fields).with(FIELD_MEMBERSHIP, |w| {
            w.bytes(before.as_bytes());
        });
        if let Some(lost) = lost {
            body.fields = body.fields.with(FIELD_LOST, |w| {
                w.bytes(lost.as_bytes());
            });
        }
        let delegate = self.seats[0].player.delegate.clone();
        self.seal(what, &body, delegate)
    }

    fn everybody_agrees(&mut self, text: StatementId, seats: &[usize]) {
        for seat in seats {
            let folded = self.seats[*seat].act(Kind::Assent, text);
            self.did("agrees to the change", folded);
        }
    }

    /// The newcomer takes everything, and begins its log with `body`.
    fn begins(&mut self, what: &'static str, player: &Player, change: &StatementId) -> Folded {
        let founding = self.seats[0].record.founding().clone();
        let mut seat = Seat::new(player, &founding);
        seat.take(LogKey::identity(player.party), &player.inception.clone());
        for other in &self.seats {
            seat.take_from(other);
        }
        let body = seal::join(&founding, player.party, change, nonce(&[what]));
        let folded = seat.seal(&body, &player.seal.clone());
        self.seats.push(seat);
        self.did(what, folded.clone());
        folded
    }

    fn a_newcomer_joins(&mut self, newcomer: &Player) {
        let mut members = self.seats[0].record.membership().1.clone();
        members.members.push(Member {
            party: newcomer.party,
            role: Role::Party,
        });
        members.threshold = 4;
        let change = self.change("proposes to let Dorne in", &members);
        self.everybody_agrees(change, &[0, 1]);
        self.begins("joins before all agreed", &Player::new("early"), &change);
        self.everybody_agrees(change, &[2]);
        self.begins("joins and is not named", &Player::new("stranger"), &change);
        self.begins("joins", newcomer, &change);
        let dorne = self.last_accredits(newcomer);
        let text = self.seats[dorne].propose(&[slot("newcomer")]);
        let text = self.did("proposes as a newcomer", text);
        for seat in [0, 1, 2, dorne] {
            let folded = self.seats[seat].act(Kind::Assent, text);
            self.did("agrees, all four are needed", folded);
        }
    }

    /// Whoever came last gives its delegate powers.
    fn last_accredits(&mut self, newcomer: &Player) -> usize {
        let last = self.seats.len() - 1;
        let accredited = {
            let seat = &mut self.seats[last];
            let all = GOLDEN_KINDS.to_vec();
            let powers = record::powers::Powers::alone(newcomer.delegate.public(), all, 1);
            let (space, party) = (seat.record.space(), newcomer.party);
            let body = powers.accreditation(space, party, nonce(&["dorne accredits"]));
            seat.seal(&body, &newcomer.seal.clone())
        };
        self.did("accredits", accredited);
        last
    }

    /// Two of Asteria, Borealis and Cimmeria decide. Cimmeria's keys are lost, and Dorne takes its place.
    pub fn tell_of_a_succession() -> Story {
        let players = ["asteria", "borealis", "cimmeria", "dorne"].map(Player::new);
        let founding = founding(&players[..3], 2);
        let seats = players[..3].iter().map(|p| Seat::opened(p, &founding));
        let mut story = Story {
            seats: seats.collect(),
            acts: Vec::new(),
        };
        story.exchange();
        let waiting = story.seats[0].propose(&[slot("waiting")]);
        let waiting = story.did("puts forward what Cimmeria may have agreed to", waiting);
        let folded = story.seats[0].act(Kind::Assent, waiting);
        story.did("agrees, one more is needed", folded);
        story.cimmeria_is_lost(&players[3]);
        let dorne = story.last_accredits(&players[3]);
        let folded = story.seats[2].act(Kind::Assent, waiting);
        story.did("agrees after it was declared lost", folded);
        for (what, name, seats) in [
            ("puts a rival forward", "waiting", [1, dorne]),
            ("puts something else forward", "free", [1, dorne]),
        ] {
            let text = story.seats[dorne].propose(&[slot(name)]);
            let text = story.did(what, text);
            for (seat, what) in seats
                .into_iter()
                .zip(["agrees in Cimmeria's absence", "agrees as the successor"])
            {
                let folded = story.seats[seat].act(Kind::Assent, text);
                story.did(what, folded);
            }
        }
        story.one_is_not_lost(dorne);
        story
    }

    fn cimmeria_is_lost(&mut self, successor: &Player) {
        let before = self.seats[0].record.membership().1.clone();
        let cimmeria = self.seats[2].player.party;
        let mut after = before.clone();
        after.members[2].party = successor.party;
        let mut more = after.clone();
        more.threshold = 3;
        self.change_for(
            "declares lost, and changes the threshold",
            &more,
            Some(cimmeria),
        );
        let stranger = Player::new("stranger").party;
        self.change_for("declares a stranger lost", &after, Some(stranger));
        self.change_for(
            "declares lost, and names nobody new",
            &before,
            Some(cimmeria),
        );
        let change = self.change_for("declares Cimmeria lost", &after, Some(cimmeria));
        self.everybody_agrees(change, &[0]);
        self.begins(
            "succeeds before all others agreed",
            &Player::new("early"),
            &change,
        );
        self.everybody_agrees(change, &[1]);
        self.begins("succeeds", successor, &change);
    }

    /// Whoever is declared lost and is not, declines.
    fn one_is_not_lost(&mut self, dorne: usize) {
        let mut after = self.seats[0].record.membership().1.clone();
        let lost = after.members[2].party;
        after.members[2].party = Player::new("early").party;
        let change = self.change_for("declares Dorne lost", &after, Some(lost));
        let folded = self.seats[dorne].act(Kind::Renounce, change);
        self.did("declines to be lost", folded);
        let folded = self.seats[0].act(Kind::Assent, change);
        self.did("agrees although it was declined", folded);
    }

    fn one_leaves(&mut self) {
        let held = self.seats[0].propose(&[slot("held up")]);
        let held = self.did("puts a text forward before the change", held);
        for seat in [0, 1] {
            let folded = self.seats[seat].act(Kind::Assent, held);
            self.did("agrees to what Cimmeria never will", folded);
        }
        let mut members = self.seats[0].record.membership().1.clone();
        let cimmeria = self.seats[2].player.party;
        members.members.retain(|member| member.party != cimmeria);
        members.threshold = 3;
        let change = self.change("proposes that Cimmeria leaves", &members);
        let dorne = self.seats.len() - 1;
        self.everybody_agrees(change, &[0, 1, 2, dorne]);
        for (what, kind) in [
            ("speaks after leaving", Kind::Remark),
            ("agrees after leaving", Kind::Assent),
            ("declines after leaving", Kind::Renounce),
        ] {
            let folded = self.seats[2].act(kind, held);
            self.did(what, folded);
        }
        let late = self.seats[2].propose(&[slot("late")]);
        self.did("proposes after leaving", late);
        // Nobody has to wait for who left: the text that all had to agree to can never take effect.
        let next = self.seats[0].propose(&[slot("held up")]);
        let next = self.did("puts another text forward", next);
        for seat in [0, 1, dorne] {
            let folded = self.seats[seat].act(Kind::Assent, next);
            self.did("agrees without whoever left", folded);
        }
    }
}
