//! What an item is called and where it is listed: agreed words before others, and nothing that one party
//! alone can change for the others.

use record::view::Position;
use record::{ObjectId, Record, StatementId, TextStatus};

use super::{BroughtIn, Item, Proposal};
use crate::fact::{About, List, Mark, Subject};
use crate::relationship::Relationship;
use crate::wording::Titles;

impl Item {
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
        self.named(relationship, record, |about| &about.areas)
    }

    /// The principles it cites: as agreed, else as proposed, else as brought in.
    pub fn cites(&self, relationship: &Relationship, record: &Record) -> Vec<ObjectId> {
        self.named(relationship, record, |about| &about.cites)
    }

    /// The marks it bears: as agreed, else as proposed, else as brought in.
    pub fn marks(&self, relationship: &Relationship, record: &Record) -> Vec<Mark> {
        self.named(relationship, record, |about| &about.marks)
    }

    /// What the next text on it begins with: what stands beside its words now. New words have no source yet.
    pub fn about(&self, relationship: &Relationship, record: &Record) -> About {
        About {
            areas: self.areas(relationship, record),
            cites: self.cites(relationship, record),
            marks: self.marks(relationship, record),
            sources: Vec::new(),
        }
    }

    fn named<T: Clone>(
        &self,
        relationship: &Relationship,
        record: &Record,
        of: impl Fn(&About) -> &Vec<T>,
    ) -> Vec<T> {
        if let Some(text) = self.agreed_words(relationship, record) {
            return of(text.about()).clone();
        }
        let (open, others) = self.proposed(relationship, record);
        let abouts = open
            .map(Proposal::about)
            .chain(self.brought_in.iter().map(|one| &one.about))
            .chain(others.map(Proposal::about));
        let mut named = abouts.map(of).filter(|named| !named.is_empty());
        named.next().cloned().unwrap_or_default()
    }

    /// The titles by which it is listed: agreed, else brought in, else proposed, else what was proposed in
    /// vain. What one party proposes for an item that was brought in does not rename it, and of rivals none
    /// gives the name. Agreed words that were erased are not replaced by others.
    pub fn titles<'a>(
        &'a self,
        relationship: &'a Relationship,
        record: &Record,
    ) -> Option<&'a Titles> {
        self.listed_by(relationship, record)
            .map(|(titles, _)| titles)
    }

    /// Where the words stand whose titles these are.
    pub fn words_at(&self, relationship: &Relationship, record: &Record) -> Option<Position> {
        self.listed_by(relationship, record).map(|(_, at)| at)
    }

    fn listed_by<'a>(
        &'a self,
        relationship: &'a Relationship,
        record: &Record,
    ) -> Option<(&'a Titles, Position)> {
        fn of_text(text: &Proposal) -> (&Titles, Position) {
            (&text.titles, text.at())
        }
        if let Some(text) = self.agreed_words(relationship, record) {
            return Some(of_text(text));
        }
        let (open, others) = self.proposed(relationship, record);
        let brought_in = self.brought_in.iter().map(|one| (&one.titles, one.at));
        let mut words = brought_in
            .chain(open.map(of_text))
            .chain(others.map(of_text));
        words.find(|(titles, _)| !titles.is_empty())
    }

    /// The text in effect and those it builds on, the latest first.
    fn agreed<'a>(&self, relationship: &'a Relationship, record: &Record) -> Vec<&'a Proposal> {
        let mut agreed: Vec<&Proposal> = Vec::new();
        let mut next = self.current(relationship, record);
        while let Some(text) = next.and_then(|id| relationship.text(&id)) {
            if agreed.iter().any(|known| known.at() == text.at()) {
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
        let describes =
            |text: &&Proposal| text.subject != Some(Subject::Conclusion) || !text.titles.is_empty();
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
