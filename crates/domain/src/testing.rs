//! Scripted histories: a few lines of who proposes, signs and withdraws, and the resulting state as text.
//!
//! A `Stage` has a seat for each invented party. Seats decide, sign, seal and settle as a node does, and
//! know of each other only what was delivered. The same script is played a second time with the roles
//! swapped, and the resulting texts must be equal.

mod render;
mod script;
mod seat;

use record::founding::Membership;
use record::testing::{Player, nonce};
use record::{Founding, Member, PartyId, Role, StatementId};

use crate::{Command, Refusal};

pub use render::{lists, render};
pub use script::*;
pub use seat::Seat;

/// A part in a script: who is on stage, played by which invented party, and as what.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name in the script.
    pub name: String,
    /// The invented party whose keys it has.
    pub player: String,
    /// As what it is a member; none for an onlooker, who holds everything and says nothing.
    pub role: Option<Role>,
}

impl Part {
    /// The party `name`, as itself.
    pub fn party(name: &str) -> Part {
        Part::new(name, name, Some(Role::Party))
    }

    /// The part `name`, played by `player`.
    pub fn new(name: &str, player: &str, role: Option<Role>) -> Part {
        Part {
            name: name.to_owned(),
            player: player.to_owned(),
            role,
        }
    }
}

/// Seats that exchange entries when they are told to.
pub struct Stage {
    seats: Vec<Seat>,
    /// Today (days since 1970-01-01, UTC).
    pub today: u64,
}

impl Stage {
    /// The parties with these names, in this agreed order, all of whom must assent; opened and exchanged.
    pub fn new(parties: &[&str]) -> Stage {
        let parts: Vec<Part> = parties.iter().map(|name| Part::party(name)).collect();
        Stage::with(&parts, parties.len() as u64, 0)
    }

    /// These parts in this agreed order, `threshold` of the parties deciding. `salt` changes every id.
    pub fn with(parts: &[Part], threshold: u64, salt: u64) -> Stage {
        let players: Vec<Player> = parts.iter().map(|part| Player::new(&part.player)).collect();
        let founding = found(parts, &players, threshold, salt);
        let names: Vec<(PartyId, String)> = players
            .iter()
            .zip(parts)
            .map(|(player, part)| (player.party, part.name.clone()))
            .collect();
        let seats = players
            .iter()
            .zip(parts)
            .map(|(player, part)| Seat::open(part, player, &founding, &names, salt))
            .collect();
        let mut stage = Stage {
            seats,
            today: 20_000,
        };
        stage.exchange();
        stage
    }

    /// Asteria and Borealis, and Cantabria, which facilitates.
    pub fn facilitated() -> Stage {
        Stage::with(&facilitated_parts("asteria", "borealis"), 2, 0)
    }

    /// The seat of `name`.
    pub fn seat(&self, name: &str) -> &Seat {
        &self.seats[self.place(name)]
    }

    /// The seat of `name`, to be changed.
    pub fn seat_mut(&mut self, name: &str) -> &mut Seat {
        let place = self.place(name);
        &mut self.seats[place]
    }

    fn place(&self, name: &str) -> usize {
        let place = self.seats.iter().position(|seat| seat.name == name);
        place.unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// `name` says a line of the script, and nobody hears it yet. Gives what was signed and sealed.
    ///
    /// # Panics
    /// The line was refused, or something void was signed.
    pub fn says(&mut self, name: &str, line: Line) -> Vec<StatementId> {
        let command = line(self.seat(name));
        let outcome = self.tries(name, &command);
        outcome.unwrap_or_else(|refusal| panic!("{name} was refused: {refusal:?}"))
    }

    /// As [`Stage::says`], and then everybody hears it.
    pub fn says_to_all(&mut self, name: &str, line: Line) -> Vec<StatementId> {
        let signed = self.says(name, line);
        self.exchange();
        signed
    }

    /// `name` is refused a line, and nothing of theirs changes.
    ///
    /// # Panics
    /// The line was not refused.
    pub fn refused(&mut self, name: &str, line: Line) -> Refusal {
        let command = line(self.seat(name));
        let before = render(self.seat(name));
        let outcome = self.tries(name, &command);
        assert_eq!(before, render(self.seat(name)));
        outcome.expect_err("this should have been refused")
    }

    /// `name` gives a command.
    ///
    /// # Errors
    /// The refusal.
    pub fn tries(&mut self, name: &str, command: &Command) -> Result<Vec<StatementId>, Refusal> {
        let today = self.today;
        self.seat_mut(name).does(command, today)
    }

    /// Hands over everything that `from` holds and `to` does not.
    pub fn deliver(&mut self, from: &str, to: &str) {
        let news = self.seat(from).news_for(self.seat(to));
        self.seat_mut(to).take_all(&news);
    }

    /// Everybody hears everything, and answers as nodes do, until nothing is left to say.
    pub fn exchange(&mut self) {
        loop {
            let mut delivered = 0;
            for from in 0..self.seats.len() {
                for to in (0..self.seats.len()).filter(|to| *to != from) {
                    let news = self.seats[from].news_for(&self.seats[to]);
                    delivered += news.len();
                    self.seats[to].take_all(&news);
                }
            }
            if delivered == 0 {
                return self.agree_on_state();
            }
        }
    }

    fn agree_on_state(&self) {
        let digest = self.seats[0].record().digest();
        let text = render(&self.seats[0]);
        for seat in &self.seats[1..] {
            assert_eq!(
                seat.record().digest(),
                digest,
                "{}: same entries, same digest",
                seat.name
            );
            assert_eq!(
                render(seat),
                text,
                "{}: same entries, same state",
                seat.name
            );
        }
    }
}

fn found(parts: &[Part], players: &[Player], threshold: u64, salt: u64) -> Founding {
    let member = |(player, part): (&Player, &Part)| {
        let party = player.party;
        part.role.map(|role| Member { party, role })
    };
    let members = players.iter().zip(parts).filter_map(member).collect();
    let body = Founding::draft(
        players[0].party,
        &Membership { members, threshold },
        &["en", "zh-Hans", "zh-Hant"],
        nonce(&["stage", &salt.to_string()]),
    );
    Founding::read(&body.encode()).expect("a sound founding")
}

fn facilitated_parts(first: &str, second: &str) -> Vec<Part> {
    vec![
        Part::new("asteria", first, Some(Role::Party)),
        Part::new("borealis", second, Some(Role::Party)),
        Part::new("cantabria", "cantabria", Some(Role::Facilitator)),
    ]
}

/// Plays a script of Asteria, Borealis and the facilitator Cantabria, and plays it again with Asteria and
/// Borealis swapped: the texts must be equal. Several times with other ids, so that nothing hangs on a hash.
///
/// The agreed order of the parties swaps with them first. Then it stays: what comes by lot, letters and the
/// order of what is concurrent, is the other way round, and nothing else differs.
pub fn mirrored(script: impl Fn(&mut Stage)) {
    let play = |parts: &[Part], salt: u64| {
        let mut stage = Stage::with(parts, 2, salt);
        script(&mut stage);
        stage.exchange();
        stage
    };
    let plain = play(&facilitated_parts("asteria", "borealis"), 0);
    let expected = render(plain.seat("asteria"));
    for salt in 0..4 {
        let swapped = play(&facilitated_parts("borealis", "asteria"), salt);
        assert_eq!(
            render(swapped.seat("borealis")),
            expected,
            "salt {salt}: the mirror image"
        );
    }
    let mut parts = facilitated_parts("asteria", "borealis");
    parts.swap(0, 1);
    let other_lot = play(&parts, 0);
    assert_eq!(
        render::without_lot(other_lot.seat("borealis")),
        render::without_lot(plain.seat("asteria")),
        "the lot decides nothing but letters and the order of what is concurrent"
    );
}
