//! The registry of kinds. The numbers are part of the format (`docs/reference/record-format.md`).
//!
//! The record reads the kinds below 48; the others are *said*, stand by themselves and mean something to
//! `domain` only. A number this version does not know is kept, passed on and shown as such.

/// What kind of statement a body is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A party's first identity statement; its hash is the party.
    Inception,
    /// New keys for a party, signed by its root key.
    Rotate,
    /// New keys for a party whose root is lost, signed by as many recovery keys as it said before.
    Recover,
    /// The draft that founds a space; its hash is the space. It stands inside the `Enter` of each party.
    Found,
    /// Assent to the founding; the first entry of a founding member's log.
    Enter,
    /// The first entry of a newcomer's log.
    Join,
    /// Full powers for a delegate.
    Accredit,
    /// The end of a delegate's full powers.
    Revoke,
    /// A text put forward for agreement. Proposing is not yet assenting.
    Propose,
    /// Assent to a text.
    Assent,
    /// A request to be let go of one's assent; without effect of its own.
    Release,
    /// We have not assented to this text and never will: a decline.
    Renounce,
    /// The root's or seal's account of a fork: names every head.
    Heal,
    /// One party suspends its part in what is in effect; may name many texts.
    Suspend,
    /// One party withdraws from what is in effect.
    Withdraw,
    /// The party that suspended resumes.
    Resume,
    /// One party's position on an object.
    Position,
    /// An item brought in for discussion, with its source; nobody's commitment.
    BringIn,
    /// Not now: put off to a date.
    Defer,
    /// An act of talking that fits nothing else: a comment beside an item.
    Remark,
    /// A request to erase content of one statement; each party decides for its own node.
    Erase,
    /// What one party's node does with such a request: it erased the content, or keeps it.
    EraseAnswer,
    /// A number that this version does not know.
    Unknown(u64),
}

/// Every kind this version knows, with its number on the wire and its name in the format's description.
pub const REGISTRY: [(Kind, u64, &str); 22] = [
    (Kind::Inception, 1, "inception"),
    (Kind::Rotate, 2, "rotate"),
    (Kind::Recover, 3, "recover"),
    (Kind::Found, 16, "found"),
    (Kind::Enter, 17, "enter"),
    (Kind::Join, 18, "join"),
    (Kind::Accredit, 19, "accredit"),
    (Kind::Revoke, 20, "revoke"),
    (Kind::Propose, 32, "propose"),
    (Kind::Assent, 33, "assent"),
    (Kind::Release, 34, "release"),
    (Kind::Renounce, 35, "renounce"),
    (Kind::Heal, 36, "heal"),
    (Kind::Suspend, 48, "suspend"),
    (Kind::Withdraw, 49, "withdraw"),
    (Kind::Resume, 50, "resume"),
    (Kind::Position, 64, "position"),
    (Kind::BringIn, 65, "bring-in"),
    (Kind::Defer, 66, "defer"),
    (Kind::Remark, 67, "remark"),
    (Kind::Erase, 68, "erase"),
    (Kind::EraseAnswer, 69, "erase-answer"),
];

impl Kind {
    /// The number on the wire.
    pub fn number(self) -> u64 {
        match self {
            Kind::Unknown(number) => number,
            known => REGISTRY
                .iter()
                .find(|(kind, ..)| *kind == known)
                .map_or(0, |(_, number, _)| *number),
        }
    }

    /// The kind with this number; `Unknown` keeps a number that this version does not know.
    pub fn from_number(number: u64) -> Kind {
        REGISTRY
            .iter()
            .find(|(_, n, _)| *n == number)
            .map_or(Kind::Unknown(number), |(kind, ..)| *kind)
    }

    /// The name in the format's description.
    pub fn name(self) -> &'static str {
        REGISTRY
            .iter()
            .find(|(kind, ..)| *kind == self)
            .map_or("not understood", |(.., name)| name)
    }

    /// Whether the record itself reads this kind: keys, membership, powers, and acts on texts.
    pub fn is_the_records(self) -> bool {
        self.number() < 48
    }

    /// Whether an act of this kind changes what the party is bound by: what it agrees to, lets go, suspends or ends,
    /// and what it puts forward. The others are said. Powers may ask for several signatures of such an act.
    pub fn binds(self) -> bool {
        matches!(
            self,
            Kind::Propose
                | Kind::Assent
                | Kind::Release
                | Kind::Renounce
                | Kind::Suspend
                | Kind::Withdraw
                | Kind::Resume
        )
    }

    /// The kind with this name in the format's description.
    pub fn from_name(name: &str) -> Option<Kind> {
        REGISTRY
            .iter()
            .find(|(.., n)| *n == name)
            .map(|(kind, ..)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique_and_read_back() {
        for (kind, number, name) in REGISTRY {
            assert_eq!(Kind::from_number(number), kind);
            assert_eq!(kind.number(), number);
            assert_eq!(Kind::from_name(name), Some(kind));
            assert_eq!(
                REGISTRY
                    .iter()
                    .filter(|(_, n, m)| *n == number || *m == name)
                    .count(),
                1
            );
        }
        assert_eq!(Kind::from_number(999), Kind::Unknown(999));
        assert_eq!(Kind::Unknown(999).number(), 999);
    }
}
