//! Items: what stands on the three lists, and the principles, areas and notes beside them.
//!
//! An item is an object with everything said and proposed about it. Bringing an item in commits nobody;
//! only a text in effect is agreed. Where it stands is derived, never stored.

use std::collections::BTreeMap;

use record::fold::Folded;
use record::view::{Position, View};
use record::{ObjectId, PartyId, Record, Slot, StatementId, TextStatus};

use crate::fact::{self, List, Mark, Subject};
use crate::place::{Place, in_order, letter_of};
use crate::relationship::{Relationship, keep};
use crate::wording::{Source, Wordings};

/// An object with everything said and proposed about it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which object.
    pub object: ObjectId,
    /// Every entry that brought in words or a text on it.
    appearances: Vec<Position>,
    origins: Vec<Origin>,
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
    /// Where.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The party's own count of the objects it brought up.
    pub number: u64,
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
    /// Areas.
    pub areas: Vec<ObjectId>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// The words.
    pub wordings: Wordings,
    /// Whose words.
    pub sources: Vec<Source>,
}

/// A position that one party stated.
#[derive(Clone, Debug)]
pub struct PositionStated {
    /// Where.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The statement.
    pub statement: StatementId,
    /// The words.
    pub wordings: Wordings,
}

/// A text as it was proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Where; the log's party proposed it.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The objects it claims.
    pub objects: Vec<ObjectId>,
    /// The slots it claims.
    pub slots: Vec<Slot>,
    /// What it is; none if this version does not know.
    pub subject: Option<Subject>,
    /// On which list.
    pub list: Option<List>,
    /// Areas.
    pub areas: Vec<ObjectId>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// Whether this version understands everything that the text would bring. If not, nobody can assent to
    /// it here.
    pub understood: bool,
    /// The words.
    pub wordings: Wordings,
    /// Where the words come from.
    pub sources: Vec<Source>,
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

impl Item {
    /// An object of which nothing is known yet.
    pub fn new(object: ObjectId) -> Item {
        Item {
            object,
            appearances: Vec::new(),
            origins: Vec::new(),
            brought_in: Vec::new(),
            texts: Vec::new(),
            positions: BTreeMap::new(),
        }
    }

    /// Whether words or a text on it are in `view`.
    pub(crate) fn is_known_in(&self, view: &View) -> bool {
        self.appearances.iter().any(|at| view.holds(at))
    }

    /// Notes that an entry brought in words or a text. If its author knew nothing of the object, this is an
    /// origin; where a party says so on two lanes at once, the first place counts, and the one it takes the
    /// place of is given.
    pub(crate) fn appear(&mut self, folded: &Folded, place: Place) -> Option<Option<Place>> {
        let known = self.is_known_in(&folded.view);
        self.appearances.push(folded.at);
        let party = folded.at.log.party;
        let before = self.origin_of(&party).map(|origin| origin.place);
        if known || before.is_some_and(|before| before <= place) {
            return None;
        }
        self.origins.retain(|origin| origin.at.log.party != party);
        self.origins.push(Origin {
            at: folded.at,
            place,
            number: 0,
        });
        self.origins.sort_by_key(|origin| origin.place);
        Some(before)
    }

    fn origin_of(&self, party: &PartyId) -> Option<&Origin> {
        self.origins
            .iter()
            .find(|origin| origin.at.log.party == *party)
    }

    pub(crate) fn set_number(&mut self, party: &PartyId, number: u64) {
        let origin = self.origins.iter_mut();
        for origin in origin.filter(|origin| origin.at.log.party == *party) {
            origin.number = number;
        }
    }

    pub(crate) fn bring_in(
        &mut self,
        folded: &Folded,
        place: Place,
        wordings: Wordings,
        sources: Vec<Source>,
    ) {
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
            areas: fact::areas(body),
            marks: Mark::read_all(body),
            wordings,
            sources,
        };
        keep(&mut self.brought_in, one, |one| (one.statement, one.place));
    }

    pub(crate) fn take_position(&mut self, folded: &Folded, place: Place, wordings: Wordings) {
        let positions = self.positions.entry(folded.at.log.party).or_default();
        let one = PositionStated {
            at: folded.at,
            place,
            statement: folded.statement,
            wordings,
        };
        keep(positions, one, |one| (one.statement, one.place));
    }

    /// Puts what is left of a statement's words in the place of what was read from it.
    pub(crate) fn forget(
        &mut self,
        statement: &StatementId,
        wordings: &Wordings,
        sources: &[Source],
    ) {
        let brought_in = self.brought_in.iter_mut();
        for one in brought_in.filter(|one| one.statement == *statement) {
            one.wordings = wordings.clone();
            one.sources = sources.to_vec();
        }
        let stated = self.positions.values_mut().flatten();
        for position in stated.filter(|position| position.statement == *statement) {
            position.wordings = wordings.clone();
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
    pub fn origin(&self, _record: &Record) -> Option<&Origin> {
        self.origins.first()
    }

    /// The number on screen: the letter of the party that brought it and that party's own count.
    pub fn number(&self, record: &Record) -> String {
        let number = |origin: &Origin| {
            format!(
                "{}{}",
                letter_of(record, &origin.at.log.party),
                origin.number
            )
        };
        self.origin(record).map(number).unwrap_or_default()
    }

    /// The text in effect that no other text in effect builds on.
    pub fn current(&self, relationship: &Relationship, record: &Record) -> Option<StatementId> {
        let in_effect = |id: &&StatementId| matches!(record.status(id), Some(TextStatus::InEffect));
        let builds_on = |id: &StatementId, base: &StatementId| {
            let slots = relationship
                .text(id)
                .map(|text| text.slots.as_slice())
                .unwrap_or_default();
            slots
                .iter()
                .any(|slot| slot.object == self.object && slot.base.as_ref() == Some(base))
        };
        let texts: Vec<&StatementId> = self.texts.iter().filter(in_effect).collect();
        texts
            .iter()
            .find(|id| !texts.iter().any(|other| builds_on(other, id)))
            .map(|id| **id)
    }

    /// The open texts, in causal order.
    pub fn open(&self, _relationship: &Relationship, record: &Record) -> Vec<StatementId> {
        let is_open = |id: &&StatementId| record.status(id) == Some(TextStatus::Open);
        self.texts.iter().filter(is_open).copied().collect()
    }

    /// Where the item stands.
    pub fn status(&self, relationship: &Relationship, record: &Record) -> ItemStatus {
        if self
            .texts
            .iter()
            .any(|id| record.status(id) == Some(TextStatus::Contested))
        {
            return ItemStatus::Contested;
        }
        if let Some(current) = self.current(relationship, record) {
            return self.status_in_effect(&current, relationship, record);
        }
        let open = self.open(relationship, record);
        if !open.is_empty() {
            return ItemStatus::Proposed {
                waiting_for: waiting_for_any(&open, record),
            };
        }
        match self.texts.is_empty() {
            true => ItemStatus::ForDiscussion,
            false => ItemStatus::Declined,
        }
    }

    fn status_in_effect(
        &self,
        current: &StatementId,
        relationship: &Relationship,
        record: &Record,
    ) -> ItemStatus {
        if relationship.text(current).and_then(|text| text.subject) == Some(Subject::Conclusion) {
            return ItemStatus::Concluded;
        }
        let standing = relationship.standing(current);
        match (standing.withdrawn.is_empty(), standing.suspended.is_empty()) {
            (false, _) => ItemStatus::Withdrawn {
                by: in_order(record, standing.withdrawn),
            },
            (true, false) => ItemStatus::Suspended {
                by: in_order(record, standing.suspended),
            },
            (true, true) => ItemStatus::InEffect,
        }
    }

    /// What the item is: as agreed, else as it was first brought up. What one party proposes afterwards does
    /// not change it.
    pub fn subject(&self, relationship: &Relationship, record: &Record) -> Option<Subject> {
        let said = |subject: Option<Subject>| subject.filter(|one| *one != Subject::Conclusion);
        self.agreed_or_first(
            relationship,
            record,
            |text| said(text.subject),
            |one| said(Some(one.subject)),
        )
    }

    /// The list it stands on: as agreed, else as it was first brought up. A move needs every signature.
    pub fn list(&self, relationship: &Relationship, record: &Record) -> Option<List> {
        self.agreed_or_first(relationship, record, |text| text.list, |one| one.list)
    }

    /// Its areas: as agreed, else as proposed, else as brought in.
    pub fn areas(&self, relationship: &Relationship, record: &Record) -> Vec<ObjectId> {
        if let Some(text) = self.agreed_words(relationship, record) {
            return text.areas.clone();
        }
        let (open, others) = self.proposed(relationship, record);
        let brought_in = self.brought_in.iter().map(|one| &one.areas);
        let mut areas = open
            .map(|text| &text.areas)
            .chain(brought_in)
            .chain(others.map(|text| &text.areas));
        let named = areas.find(|areas| !areas.is_empty());
        named.cloned().unwrap_or_default()
    }

    /// The words by which it is listed: agreed, else proposed, else brought in, else what was proposed in
    /// vain. Agreed words that were erased are not replaced by others.
    pub fn wordings<'a>(
        &'a self,
        relationship: &'a Relationship,
        record: &Record,
    ) -> Option<&'a Wordings> {
        if let Some(text) = self.agreed_words(relationship, record) {
            return Some(&text.wordings);
        }
        let (open, others) = self.proposed(relationship, record);
        let brought_in = self.brought_in.iter().map(|one| &one.wordings);
        let mut words = open
            .map(|text| &text.wordings)
            .chain(brought_in)
            .chain(others.map(|text| &text.wordings));
        words.find(|words| !words.is_empty())
    }

    /// The text in effect and those it builds on, the latest first.
    fn agreed<'a>(&self, relationship: &'a Relationship, record: &Record) -> Vec<&'a Proposal> {
        let mut agreed: Vec<&Proposal> = Vec::new();
        let mut next = self.current(relationship, record);
        while let Some(text) = next.and_then(|id| relationship.text(&id)) {
            if agreed.iter().any(|known| known.at == text.at) {
                break;
            }
            let slot = text.slots.iter().find(|slot| slot.object == self.object);
            next = slot.and_then(|slot| slot.base);
            agreed.push(text);
        }
        agreed
    }

    /// The agreed text whose words describe the item; a conclusion need not repeat them.
    fn agreed_words<'a>(
        &self,
        relationship: &'a Relationship,
        record: &Record,
    ) -> Option<&'a Proposal> {
        let describes = |text: &&Proposal| {
            text.subject != Some(Subject::Conclusion) || !text.wordings.is_empty()
        };
        self.agreed(relationship, record)
            .into_iter()
            .find(describes)
    }

    /// The texts that are open, and all others, each in causal order.
    fn proposed<'a>(
        &'a self,
        relationship: &'a Relationship,
        record: &Record,
    ) -> (
        impl Iterator<Item = &'a Proposal>,
        impl Iterator<Item = &'a Proposal>,
    ) {
        let is_open = |id: &&StatementId| record.status(id) == Some(TextStatus::Open);
        let (open, others): (Vec<_>, Vec<_>) = self.texts.iter().partition(is_open);
        let text = |id: &StatementId| relationship.text(id);
        (
            open.into_iter().filter_map(text),
            others.into_iter().filter_map(text),
        )
    }

    fn agreed_or_first<T>(
        &self,
        relationship: &Relationship,
        record: &Record,
        of_text: impl Fn(&Proposal) -> Option<T>,
        of_brought_in: impl Fn(&BroughtIn) -> Option<T>,
    ) -> Option<T> {
        let agreed = self.agreed(relationship, record).into_iter();
        let texts = self.texts.iter().filter_map(|id| relationship.text(id));
        let proposed = texts.filter_map(|text| Some((text.place, of_text(text)?)));
        let brought_in = self.brought_in.iter();
        let brought_in = brought_in.filter_map(|one| Some((one.place, of_brought_in(one)?)));
        agreed.filter_map(&of_text).next().or_else(|| {
            proposed
                .chain(brought_in)
                .min_by_key(|(place, _)| *place)
                .map(|(_, said)| said)
        })
    }
}

/// The parties that have neither assented to nor declined one of these texts, in the agreed order.
fn waiting_for_any(open: &[StatementId], record: &Record) -> Vec<PartyId> {
    let mut waiting = Vec::new();
    for id in open {
        let Some(text) = record.ledger().text(id) else {
            continue;
        };
        for party in record.ledger().required(text) {
            let acted = record::rule::held(&text.assents, &party, record.known())
                || record::rule::held(&text.renounces, &party, record.known());
            if !acted && !waiting.contains(&party) {
                waiting.push(party);
            }
        }
    }
    in_order(record, waiting)
}
