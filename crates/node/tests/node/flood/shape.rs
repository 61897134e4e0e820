//! The shapes of hostile entries.

use disk::Seeded;
use record::cbor::{DEPTH_MAX, Writer};
use record::fold::FIELD_MEMBERSHIP;
use record::key::{Algorithm, SecretKey};
use record::powers::Powers;
use record::seal::Statement;
use record::testing::{Player, nonce, seed, slot};
use record::{
    Body, Entry, Hash, Kind, Leaf, LogKey, PartyId, Payload, Seen, Slot, SpaceId, StatementId,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Of a kind that nobody knows.
    Unknown,
    /// Its signature names another party.
    OtherParty,
    /// Void for one reason after another.
    Void,
    /// A rival of all others of this shape.
    Rival,
    /// Assents, releases, renounces, and again.
    Circle,
    /// Powers given to yet another key, or taken from it.
    Powers,
    /// Fields inside one another as deep as they may be, and many of them.
    Deep,
    /// Eight signatures, none of which fits.
    Unsigned,
    /// Answers as many statements as it may, none of which is there.
    Answers,
    /// Claims as many slots as it may.
    Slots,
    /// As many bytes of words as go into an entry.
    Long,
    /// Powers given to yet another ML-DSA key, and then something signed with it.
    Lattice,
    /// Has seen what nobody has.
    Poisoned,
    /// Has seen the next entries of somebody, by another root.
    Misled,
}

const LIGHT: [Shape; 6] = [
    Shape::Unknown,
    Shape::OtherParty,
    Shape::Void,
    Shape::Rival,
    Shape::Circle,
    Shape::Powers,
];
const HEAVY: [Shape; 7] = [
    Shape::Deep,
    Shape::Unsigned,
    Shape::Answers,
    Shape::Slots,
    Shape::Long,
    Shape::Lattice,
    Shape::Poisoned,
];
/// One entry in so many is heavy, and these are nearly all of the bytes.
const HEAVY_ONE_IN: usize = 50;
/// The same of those that wait: these have rows about five hundred logs.
const WAITING_HEAVY_ONE_IN: usize = 10;

/// What counts for nothing, or is not understood; one of them heavy.
const EMPTY: [Shape; 4] = [
    Shape::Unknown,
    Shape::OtherParty,
    Shape::Void,
    Shape::Unsigned,
];
/// Texts that count, and acts on them; the last two heavy.
const TEXTS: [Shape; 4] = [Shape::Rival, Shape::Circle, Shape::Slots, Shape::Long];

/// Entries that wait for good; the last one heavy.
const WAITING: [Shape; 2] = [Shape::Misled, Shape::Poisoned];

const KEYS: [Shape; 1] = [Shape::Lattice];

/// Which shapes a flood has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    All,
    /// Only what counts for nothing.
    Empty,
    /// Only texts and acts on them.
    Texts,
    /// Only what waits for good, each batch in a log of its own.
    Waiting,
    /// Only powers for ML-DSA keys, and what these sign.
    Keys,
}

impl Mix {
    pub const ALL: [Mix; 5] = [Mix::All, Mix::Empty, Mix::Texts, Mix::Waiting, Mix::Keys];

    pub fn word(self) -> &'static str {
        match self {
            Mix::All => "all",
            Mix::Empty => "empty",
            Mix::Texts => "texts",
            Mix::Waiting => "waiting",
            Mix::Keys => "keys",
        }
    }

    pub fn draw(self, dice: &mut Seeded) -> Shape {
        let (light, heavy): (&[Shape], &[Shape]) = match self {
            Mix::All => (&LIGHT, &HEAVY),
            Mix::Empty => EMPTY.split_at(3),
            Mix::Texts => TEXTS.split_at(2),
            Mix::Waiting => WAITING.split_at(1),
            Mix::Keys => (&KEYS, &KEYS),
        };
        let one_in = match self {
            Mix::Waiting => WAITING_HEAVY_ONE_IN,
            _ => HEAVY_ONE_IN,
        };
        let of = match dice.one_in(one_in) {
            true => heavy,
            false => light,
        };
        of[dice.below(of.len())]
    }
}

/// What a hostile party signs.
pub struct Garbage {
    player: Player,
    space: SpaceId,
    count: u64,
    last: Option<Body>,
    /// The text around which the circles go.
    circled: StatementId,
    /// Has powers, and has not signed yet.
    lattice: Option<SecretKey>,
}

impl Garbage {
    pub fn of(player: &Player, space: SpaceId) -> Garbage {
        Garbage {
            player: player.clone(),
            space,
            count: 0,
            last: None,
            circled: StatementId(Hash(seed(&["nothing yet"]))),
            lattice: None,
        }
    }

    fn body(&mut self, kind: Kind) -> Body {
        self.count += 1;
        let nonce = nonce(&["flood", &self.count.to_string()]);
        Body::new(self.space, self.player.party, kind, nonce)
    }

    fn proposal(&mut self, slots: Vec<Slot>) -> Body {
        let mut body = self.body(Kind::Propose);
        body.slots = slots;
        let founding = self.space;
        body.fields = body.fields.with(FIELD_MEMBERSHIP, |w| {
            w.bytes(founding.as_bytes());
        });
        body
    }

    fn hash(&self, word: &str, number: u64) -> Hash {
        Hash(seed(&[word, &self.count.to_string(), &number.to_string()]))
    }

    /// An entry that nothing speaks against: a text on something new.
    pub fn good(&mut self) -> Entry {
        let word = format!("good {}", self.count);
        let body = self.proposal(vec![slot(&word)]);
        self.sealed(&body, &self.player.delegate.clone())
    }

    fn sealed(&self, body: &Body, key: &SecretKey) -> Entry {
        self.put_together(Statement::sign(body, Vec::new(), key), Vec::new())
    }

    fn put_together(&self, statement: Statement, seen: Vec<Seen>) -> Entry {
        let leaf = Leaf {
            statement: Body::id_of(&statement.body_bytes),
            signatures: statement.signatures,
            identity_size: 1,
            seen,
        };
        let payloads = statement.payloads.into_iter().map(Some).collect();
        Entry::new(leaf.encode(), statement.body_bytes, payloads).expect("within the limits")
    }

    /// The next entry of this shape. Poison names the log of somebody `known`.
    pub fn entry(&mut self, shape: Shape, known: LogKey) -> Entry {
        let delegate = self.player.delegate.clone();
        let body = match shape {
            Shape::Unknown => self.body(Kind::Unknown(70_000)),
            Shape::OtherParty => return self.other_party(),
            Shape::Void => return self.void(),
            Shape::Rival => self.proposal(vec![slot("the one that all want")]),
            Shape::Circle => self.circle(),
            Shape::Powers => return self.powers(),
            Shape::Deep => self.deep(),
            Shape::Unsigned => return self.unsigned(),
            Shape::Answers => {
                let mut body = self.body(Kind::Remark);
                body.refs = (0..1024)
                    .map(|n| StatementId(self.hash("ref", n)))
                    .collect();
                body
            }
            Shape::Slots => {
                let count = self.count;
                let slots = (0..1024).map(|n| slot(&format!("slot {count} {n}")));
                self.proposal(slots.collect())
            }
            Shape::Long => return self.long(),
            Shape::Lattice => return self.lattice(),
            Shape::Poisoned => return self.poisoned(known),
            Shape::Misled => return self.misled(known),
        };
        self.last = Some(body.clone());
        self.sealed(&body, &delegate)
    }

    fn other_party(&mut self) -> Entry {
        let body = self.body(Kind::Remark);
        let mut other = body.clone();
        other.party = PartyId(self.hash("party", 0));
        let mut statement = Statement::sign(&body, Vec::new(), &self.player.delegate);
        let signed = Statement::sign(&other, Vec::new(), &self.player.delegate);
        statement.signatures = signed.signatures;
        self.put_together(statement, Vec::new())
    }

    fn void(&mut self) -> Entry {
        let text = StatementId(self.hash("text", 0));
        let (delegate, seal, node) = (
            self.player.delegate.clone(),
            self.player.seal.clone(),
            self.player.node.clone(),
        );
        let stranger = SecretKey::from_seed(&self.hash("stranger", 0).0);
        let again = self.last.clone();
        let (mut body, key) = match self.count % 10 {
            0 => (self.body(Kind::Assent), delegate),
            1 => (self.body(Kind::Release), delegate),
            2 => (self.body(Kind::Renounce), node),
            3 => (self.body(Kind::Enter), seal),
            4 => (self.proposal(Vec::new()), delegate),
            5 => {
                let mut built = slot("on sand");
                built.base = Some(text);
                (self.proposal(vec![built]), delegate)
            }
            6 => (self.body(Kind::Remark), stranger),
            7 => (self.body(Kind::Inception), delegate),
            8 => (self.body(Kind::Accredit), seal),
            _ => (again.unwrap_or_else(|| self.body(Kind::Remark)), delegate),
        };
        if [Kind::Assent, Kind::Release, Kind::Renounce].contains(&body.kind) {
            body.refs = vec![text];
        }
        self.count += 1;
        self.sealed(&body, &key)
    }

    fn circle(&mut self) -> Body {
        let kind = match self.count % 4 {
            0 => {
                let word = format!("circle {}", self.count);
                let body = self.proposal(vec![slot(&word)]);
                self.circled = Body::id_of(&body.encode());
                return body;
            }
            1 => Kind::Assent,
            2 => Kind::Release,
            _ => Kind::Renounce,
        };
        let mut body = self.body(kind);
        body.refs = vec![self.circled];
        body
    }

    fn powers(&mut self) -> Entry {
        // Of two accreditations one is of a key that has powers already.
        let number = self.count / 2;
        let key = SecretKey::from_seed(&seed(&["many", &number.to_string()]));
        self.accredited(&key)
    }

    fn lattice(&mut self) -> Entry {
        if let Some(key) = self.lattice.take() {
            let body = self.body(Kind::Remark);
            return self.sealed(&body, &key);
        }
        let key = SecretKey::new(Algorithm::MlDsa44, &self.hash("lattice", 0).0);
        let entry = self.accredited(&key);
        self.lattice = Some(key);
        entry
    }

    fn accredited(&mut self, key: &SecretKey) -> Entry {
        let powers = Powers::alone(key.public(), Powers::ALL_KINDS.to_vec(), 1);
        let nonce = self.body(Kind::Accredit).nonce;
        let body = powers.accreditation(self.space, self.player.party, nonce);
        self.sealed(&body, &self.player.seal)
    }

    fn deep(&mut self) -> Body {
        let mut body = self.body(Kind::Remark);
        let nested = |w: &mut Writer| {
            // The body and its fields are two of the levels.
            (0..DEPTH_MAX - 3).for_each(|_| {
                w.array(1);
            });
            w.u64(1);
        };
        for number in 100..300 {
            body.fields = body.fields.with(number, nested);
        }
        body
    }

    fn unsigned(&mut self) -> Entry {
        let (body, other) = (self.body(Kind::Remark), self.body(Kind::Remark));
        let mut statement = Statement::sign(&body, Vec::new(), &self.player.delegate);
        let signed = Statement::sign(&other, Vec::new(), &self.player.delegate);
        statement.signatures = vec![signed.signatures[0].clone(); 8];
        self.put_together(statement, Vec::new())
    }

    fn long(&mut self) -> Entry {
        let payload = Payload {
            salt: self.hash("salt", 0).0,
            content: "word ".repeat(209_000).into_bytes(),
        };
        let mut body = self.proposal(vec![slot(&format!("long {}", self.count))]);
        body.payloads = vec![payload.commitment("text/plain", Some("en"))];
        let statement = Statement::sign(&body, vec![payload], &self.player.delegate);
        self.put_together(statement, Vec::new())
    }

    fn misled(&mut self, known: LogKey) -> Entry {
        let size = 4 + self.count % 1_000;
        let root = self.hash("root", 0);
        self.having_seen(vec![Seen {
            log: known,
            size,
            root,
        }])
    }

    fn poisoned(&mut self, known: LogKey) -> Entry {
        let nobodys = Seen {
            log: known,
            size: 1 << 40,
            root: self.hash("root", 0),
        };
        let many = |n| Seen {
            log: LogKey {
                party: PartyId(self.hash("party", n)),
                ..known
            },
            size: n,
            root: self.hash("root", n),
        };
        let mut seen: Vec<Seen> = match self.count % 2 {
            0 => vec![nobodys],
            _ => (0..512).map(many).collect(),
        };
        seen.sort();
        self.having_seen(seen)
    }

    fn having_seen(&mut self, seen: Vec<Seen>) -> Entry {
        let body = self.body(Kind::Remark);
        let statement = Statement::sign(&body, Vec::new(), &self.player.delegate);
        self.put_together(statement, seen)
    }
}
