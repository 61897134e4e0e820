//! Items: what stands on the three lists, and the principles, areas and notes beside them.
//!
//! An item is an object with everything said and proposed about it. Bringing an item in commits nobody;
//! only a text in effect is agreed. Where it stands is derived, never stored.

mod stand;
mod words;

use std::collections::BTreeMap;

use record::fold::Folded;
use record::rule::Claims;
use record::view::{Position, View};
use record::{LogKey, ObjectId, PartyId, Record, StatementId};

use crate::fact::{self, About, List, Subject};
use crate::place::{Place, in_order, letter_of};
use crate::relationship::{distinct, keep};
use crate::wording::{Source, Titles, Words};

/// An object with everything said and proposed about it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which object.
    pub object: ObjectId,
    origins: Vec<Origin>,
    /// In each log the first entry that brought in words or a text on it, if that is no origin: whoever knows a later
    /// one knows it, too.
    further: Vec<(LogKey, u64)>,
    /// What was brought in, in causal order; several parties may bring in words on one object.
    pub brought_in: Vec<BroughtIn>,
    /// The texts that claim it, in causal order.
    pub texts: Vec<StatementId>,
    /// Each party's positions, in the order in which it stated them. Never show the parties in the order of
    /// this map, which is that of their hashes: see [`Item::positions_in_order`].
    pub positions: BTreeMap<PartyId, Vec<PositionStated>>,
}

/// Where a party brought up an object of which it knew nothing before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where among everything said.
    pub place: Place,
    branch: u8,
    /// The party's own count of the objects it brought up.
    pub number: u64,
}

impl Origin {
    /// Where it stands.
    pub fn at(&self) -> Position {
        self.place.at(self.branch)
    }
}

/// Words brought in for discussion: the source's, not the party's.
#[derive(Clone, Debug)]
pub struct BroughtIn {
    /// Where; the log's party brought it in.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The statement.
    pub statement: StatementId,
    /// What it is.
    pub subject: Subject,
    /// On which list.
    pub list: Option<List>,
    /// The titles of the words.
    pub titles: Titles,
    /// What is said beside them; the words are the sources'.
    pub about: About,
}

/// A position that one party stated. Its words stay in the store: most of what is said on a long record are
/// positions, and no rule and no list asks what they say.
#[derive(Clone, Copy, Debug)]
pub struct PositionStated {
    /// Where among everything said.
    pub place: Place,
    branch: u8,
    /// The statement.
    pub statement: StatementId,
}

impl PositionStated {
    /// Where it stands.
    pub fn at(&self) -> Position {
        self.place.at(self.branch)
    }
}

/// A text as it was proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Where among everything said.
    pub place: Place,
    pub(crate) branch: u8,
    /// The slots it claims; of very many the first.
    pub slots: Claims,
    /// What it is; none if this version does not know.
    pub subject: Option<Subject>,
    /// On which list.
    pub list: Option<List>,
    /// Whether this version understands everything that the text would bring. If not, nobody can assent to
    /// it here.
    pub understood: bool,
    /// The titles of its words.
    pub titles: Titles,
    pub(crate) about: Option<Box<About>>,
}

impl Proposal {
    /// Where it stands; the log's party proposed it.
    pub fn at(&self) -> Position {
        self.place.at(self.branch)
    }

    /// The objects it claims, each once.
    pub fn objects(&self) -> Vec<ObjectId> {
        distinct(self.slots.objects().iter().copied())
    }

    /// What is said beside its words.
    pub fn about(&self) -> &About {
        self.about.as_deref().unwrap_or(&fact::NOTHING)
    }
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemStatus {
    /// Brought in; no text is proposed.
    ForDiscussion,
    /// A text is open; these parties have neither assented nor declined.
    Proposed {
        /// Whose turn it is, in the agreed order.
        waiting_for: Vec<PartyId>,
    },
    /// A text is in effect.
    InEffect,
    /// In effect, and suspended by these parties.
    Suspended {
        /// Who suspended.
        by: Vec<PartyId>,
    },
    /// These parties withdrew from what was in effect.
    Withdrawn {
        /// Who withdrew.
        by: Vec<PartyId>,
    },
    /// Concluded by agreement.
    Concluded,
    /// Every text on it is dead.
    Declined,
    /// A fork left it contested.
    Contested,
}

impl ItemStatus {
    /// The word for it in commands, addresses and JSON; screens say it in the reader's language.
    pub fn word(&self) -> &'static str {
        match self {
            ItemStatus::ForDiscussion => "for-discussion",
            ItemStatus::Proposed { .. } => "proposed",
            ItemStatus::InEffect => "in-effect",
            ItemStatus::Suspended { .. } => "suspended",
            ItemStatus::Withdrawn { .. } => "withdrawn",
            ItemStatus::Concluded => "concluded",
            ItemStatus::Declined => "declined",
            ItemStatus::Contested => "contested",
        }
    }
}

impl Item {
    /// An object of which nothing is known yet.
    pub fn new(object: ObjectId) -> Item {
        Item {
            object,
            origins: Vec::new(),
            further: Vec::new(),
            brought_in: Vec::new(),
            texts: Vec::new(),
            positions: BTreeMap::new(),
        }
    }

    /// Whether words or a text on it are in `view`.
    pub(crate) fn is_known_in(&self, view: &View) -> bool {
        self.appearances().any(|at| view.holds(&at))
    }

    fn appearances(&self) -> impl Iterator<Item = Position> {
        let origins = self.origins.iter().map(Origin::at);
        let further = self.further.iter();
        origins.chain(further.map(|(log, index)| Position {
            log: *log,
            index: *index,
        }))
    }

    fn appear_further(&mut self, at: Position) {
        if !self.appearances().any(|known| known.log == at.log) {
            self.further.push((at.log, at.index));
        }
    }

    /// Notes that an entry brought in words or a text. If its author knew nothing of the object, this is an
    /// origin; where a party says so on two lanes at once, the first place counts, and the one it takes the
    /// place of is given.
    pub(crate) fn appear(&mut self, folded: &Folded, place: Place) -> Option<Option<Place>> {
        let known = self.is_known_in(&folded.view);
        let party = folded.at.log.party;
        let before = self.origin_of(&party).cloned();
        if known || before.as_ref().is_some_and(|before| before.place <= place) {
            self.appear_further(folded.at);
            return None;
        }
        self.origins.retain(|origin| origin.place.party() != party);
        self.origins.reserve_exact(1); // nearly always the only one
        self.origins.push(Origin {
            place,
            branch: folded.at.log.branch,
            number: 0,
        });
        self.origins.sort_by_key(|origin| origin.place);
        if let Some(before) = &before {
            self.appear_further(before.at());
        }
        Some(before.map(|before| before.place))
    }

    pub(crate) fn origin_of(&self, party: &PartyId) -> Option<&Origin> {
        let mut origins = self.origins.iter();
        origins.find(|origin| origin.place.party() == *party)
    }

    pub(crate) fn set_number(&mut self, party: &PartyId, number: u64) {
        let origin = self.origins.iter_mut();
        for origin in origin.filter(|origin| origin.place.party() == *party) {
            origin.number = number;
        }
    }

    pub(crate) fn bring_in(&mut self, folded: &Folded, place: Place, words: &Words, again: bool) {
        let body = &folded.body;
        let Some(subject) = Subject::read(body) else {
            return;
        };
        let one = BroughtIn {
            at: folded.at,
            place,
            statement: folded.statement,
            subject,
            list: List::read(body),
            titles: words.wordings.titles(),
            about: About::read(body, Source::kept(&words.sources)),
        };
        keep(&mut self.brought_in, one, again, |one| {
            (one.statement, one.place)
        });
    }

    pub(crate) fn take_position(&mut self, folded: &Folded, place: Place, again: bool) {
        let positions = self.positions.entry(folded.at.log.party).or_default();
        let one = PositionStated {
            place,
            branch: folded.at.log.branch,
            statement: folded.statement,
        };
        keep(positions, one, again, |one| (one.statement, one.place));
    }

    /// Puts what is left of a statement's words in the place of what was read from it.
    pub(crate) fn forget(&mut self, statement: &StatementId, words: &Words) {
        let brought_in = self.brought_in.iter_mut();
        for one in brought_in.filter(|one| one.statement == *statement) {
            one.titles = words.wordings.titles();
            one.about.sources = Source::kept(&words.sources);
        }
    }

    /// Each party's positions, the parties in the agreed order.
    pub fn positions_in_order(&self, record: &Record) -> Vec<(&PartyId, &[PositionStated])> {
        let parties = in_order(record, self.positions.keys().copied().collect());
        let of = |party: &PartyId| self.positions.get_key_value(party);
        parties
            .iter()
            .filter_map(of)
            .map(|(party, stated)| (party, stated.as_slice()))
            .collect()
    }

    /// Where parties brought it up without knowing of it, in causal order; as a rule there is one.
    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        self.origins.iter()
    }

    /// The first appearance in causal order; ties by the agreed order of the parties.
    pub fn origin(&self) -> Option<&Origin> {
        self.origins.first()
    }

    /// The number on screen: the letter of the party that brought it and that party's own count.
    pub fn number(&self, record: &Record) -> String {
        let number = |origin: &Origin| {
            format!(
                "{}{}",
                letter_of(record, &origin.place.party()),
                origin.number
            )
        };
        self.origin().map(number).unwrap_or_default()
    }
}
