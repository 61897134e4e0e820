//! Offices that outlast persons, and acts that two delegates sign together: what counts and what does not.

use record::fold::Folded;
use record::key::SecretKey;
use record::powers::{OfficeId, Powers, Tenure};
use record::testing::{GOLDEN_KINDS, Player, Seat, founding, nonce, seed, slot};
use record::{Body, Kind};

use crate::story::Story;

const OFFICE: OfficeId = OfficeId([0x0f; 16]);

fn key(name: &str) -> SecretKey {
    SecretKey::from_seed(&seed(&["offices", name]))
}

fn powers(name: &str) -> Powers {
    Powers::alone(key(name).public(), GOLDEN_KINDS.to_vec(), 1)
}

fn in_office(name: &str, predecessor: Option<&str>) -> Powers {
    let tenure = Tenure {
        office: OFFICE,
        takes_over: predecessor.map(|name| key(name).public().kid()),
    };
    Powers {
        tenure: Some(tenure),
        ..powers(name)
    }
}

impl Story {
    /// Asteria's first holder of an office hands over, and two others sign together what binds.
    pub fn tell_of_offices() -> Story {
        let players = ["asteria", "borealis"].map(Player::new);
        let founding = founding(&players, 2);
        let seats = players.iter().map(|p| Seat::opened(p, &founding));
        let mut story = Story {
            seats: seats.collect(),
            acts: Vec::new(),
        };
        story.exchange();
        story.an_office_is_handed_over();
        story.powers_that_are_not_sound();
        story.two_sign_together();
        story.exchange();
        story
    }

    fn accredit(&mut self, what: &'static str, powers: &Powers) {
        let body = self.accreditation(what, powers);
        let seal = self.seats[0].player.seal.clone();
        self.seal(what, &body, seal);
    }

    fn accreditation(&self, what: &str, powers: &Powers) -> Body {
        let seat = &self.seats[0];
        powers.accreditation(seat.record.space(), seat.player.party, nonce(&[what]))
    }

    fn signed(&mut self, what: &'static str, body: &Body, names: &[&str]) -> Folded {
        let keys: Vec<SecretKey> = names.iter().map(|name| key(name)).collect();
        let folded = self.seats[0].seal_together(body, &keys);
        self.did(what, folded.clone());
        folded
    }

    fn an_office_is_handed_over(&mut self) {
        self.accredit(
            "gives the office to its first holder",
            &in_office("first", None),
        );
        let remark = self.seats[0].body(Kind::Remark, &[]);
        self.signed("speaks for the office", &remark, &["first"]);
        self.accredit("hands over", &in_office("second", Some("first")));
        let remark = self.seats[0].body(Kind::Remark, &[]);
        self.signed("speaks after handing over", &remark, &["first"]);
        let remark = self.seats[0].body(Kind::Remark, &[]);
        self.signed("speaks as the successor", &remark, &["second"]);
    }

    fn powers_that_are_not_sound(&mut self) {
        self.accredit(
            "takes over from itself",
            &in_office("second", Some("second")),
        );
        let mut homeless = self.accreditation("no office", &powers("third"));
        let kid = key("second").public().kid();
        homeless.fields = homeless.fields.with(6, |w| {
            w.bytes(&kid.0);
        });
        let seal = self.seats[0].player.seal.clone();
        self.seal(
            "takes over, and no office is named",
            &homeless,
            seal.clone(),
        );
        for (what, together) in [("asks for one together", 1), ("asks for nine together", 9)] {
            let mut body = self.accreditation(what, &powers("third"));
            body.fields = body.fields.with(7, |w| {
                w.u64(together);
            });
            self.seal(what, &body, seal.clone());
        }
    }

    fn two_sign_together(&mut self) {
        for name in ["third", "fourth"] {
            let together = Powers {
                together: 2,
                ..powers(name)
            };
            self.accredit("gives powers to be used together", &together);
        }
        let text = self.seats[1].propose(&[slot("principle")]);
        let text = self.did("puts a text forward", text);
        let assent = |story: &mut Story| story.seats[0].body(Kind::Assent, &[text]);
        let body = assent(self);
        self.signed("agrees alone, and it takes two", &body, &["third"]);
        let body = assent(self);
        self.signed("agrees twice by one key", &body, &["third", "third"]);
        let body = assent(self);
        self.signed(
            "agrees with somebody without powers",
            &body,
            &["third", "first"],
        );
        let body = assent(self);
        self.signed("both agree", &body, &["third", "fourth"]);
        let body = self.seats[0].body(Kind::Suspend, &[text]);
        self.signed(
            "suspends with one who may alone",
            &body,
            &["fourth", "second"],
        );
        let body = self.seats[0].body(Kind::Remark, &[text]);
        self.signed("says alone what does not bind", &body, &["third"]);
    }
}
