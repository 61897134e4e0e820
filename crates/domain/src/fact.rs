//! The closed vocabularies of the framework and their numbers on the wire.
//!
//! A number that this version does not know reads as none, and the statement is shown as not understood.

use record::body::Fields;
use record::{Body, ObjectId, SpaceId, StatementId};

use crate::wording::Source;

/// Field numbers of the domain's own fields (record's proposals use 1, 2 and 16).
pub mod field {
    /// What a text or item is: [`super::Subject`].
    pub const SUBJECT: u64 = 17;
    /// On which list: [`super::List`].
    pub const LIST: u64 = 18;
    /// The object a said thing is about.
    pub const OBJECT: u64 = 19;
    /// The areas of an item: object ids.
    pub const AREAS: u64 = 20;
    /// Marks: [`super::Mark`].
    pub const MARKS: u64 = 21;
    /// Until when (days since 1970-01-01, UTC).
    pub const UNTIL_DAY: u64 = 22;
    /// What an act answers: a statement id.
    pub const ANSWERS: u64 = 23;
    /// The principles that a text cites: object ids.
    pub const CITES: u64 = 24;
    /// Which contents of a statement are to be erased: their places from 0.
    pub const CONTENTS: u64 = 25;
    /// What a party's node does about a request to erase: [`crate::Outcome`].
    pub const OUTCOME: u64 = 26;
}

/// What a text or an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A guiding principle.
    Principle,
    /// An item of one of the three lists.
    Item,
    /// An area of the taxonomy.
    Area,
    /// A note kept beside the lists, with its source: something whose own area of the product does not exist yet.
    Note,
    /// The text concludes an object: it stays on the record and leaves the list.
    Conclusion,
    /// A change of members.
    Members,
}

/// One of the three lists. The parties may rename them on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// To talk about.
    Dialogues,
    /// To do together.
    Cooperation,
    /// To manage.
    Differences,
}

/// What the reader has to know about an entry's making.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Not in any source: made up so that the demo has something to show.
    InventedForTheDemo,
}

/// What is said of a text or an item beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its areas.
    pub areas: Vec<ObjectId>,
    /// The principles that it cites.
    pub cites: Vec<ObjectId>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// Where the words come from, if from a publication. In the state, as much of that as a list shows.
    pub sources: Vec<Source>,
}

/// Nothing is said beside it.
pub(crate) static NOTHING: About = About {
    areas: Vec::new(),
    cites: Vec::new(),
    marks: Vec::new(),
    sources: Vec::new(),
};

impl About {
    /// What `body` says, with the sources among its payloads.
    pub fn read(body: &Body, sources: Vec<Source>) -> About {
        About {
            areas: objects(body, field::AREAS),
            cites: objects(body, field::CITES),
            marks: Mark::read_all(body),
            sources,
        }
    }
}

impl Subject {
    const ALL: [(Subject, u64); 6] = [
        (Subject::Principle, 1),
        (Subject::Item, 2),
        (Subject::Area, 3),
        (Subject::Note, 4),
        (Subject::Conclusion, 5),
        (Subject::Members, 6),
    ];

    /// The number on the wire.
    pub fn number(self) -> u64 {
        Subject::ALL
            .iter()
            .find(|(subject, _)| *subject == self)
            .map_or(0, |(_, number)| *number)
    }

    /// The subject that `body` names.
    pub fn read(body: &Body) -> Option<Subject> {
        let number = body.fields.u64(field::SUBJECT)?;
        Subject::ALL
            .iter()
            .find(|(_, n)| *n == number)
            .map(|(subject, _)| *subject)
    }
}

impl List {
    /// The three lists in the order of the source (Wang Yi, 9 July 2020, as the articles cite it).
    pub const ALL: [List; 3] = [List::Dialogues, List::Cooperation, List::Differences];

    /// The number on the wire.
    pub fn number(self) -> u64 {
        self as u64 + 1
    }

    /// The word in addresses, commands and keys.
    pub fn word(self) -> &'static str {
        match self {
            List::Dialogues => "dialogues",
            List::Cooperation => "cooperation",
            List::Differences => "differences",
        }
    }

    /// The list with this word.
    pub fn from_word(word: &str) -> Option<List> {
        List::ALL.into_iter().find(|list| list.word() == word)
    }

    /// The list that `body` names.
    pub fn read(body: &Body) -> Option<List> {
        let number = body.fields.u64(field::LIST)?;
        List::ALL.into_iter().find(|list| list.number() == number)
    }
}

impl Mark {
    /// The marks that `body` carries.
    pub fn read_all(body: &Body) -> Vec<Mark> {
        let numbers = numbers(body, field::MARKS);
        numbers
            .into_iter()
            .filter(|number| *number == 1)
            .map(|_| Mark::InventedForTheDemo)
            .collect()
    }

    /// The number on the wire.
    pub fn number(self) -> u64 {
        match self {
            Mark::InventedForTheDemo => 1,
        }
    }
}

pub(crate) fn numbers(body: &Body, number: u64) -> Vec<u64> {
    let Some(mut r) = body.fields.get(number) else {
        return Vec::new();
    };
    let count = r.array().unwrap_or(0).min(64);
    (0..count).map_while(|_| r.u64().ok()).collect()
}

fn objects(body: &Body, number: u64) -> Vec<ObjectId> {
    let Some(mut r) = body.fields.get(number) else {
        return Vec::new();
    };
    let count = r.array().unwrap_or(0).min(64);
    (0..count)
        .map_while(|_| r.bytes_n().ok().map(ObjectId))
        .collect()
}

/// The object a said thing is about, or the first one that a proposal claims.
pub fn object(body: &Body) -> Option<ObjectId> {
    let named = body.fields.array(field::OBJECT).map(ObjectId);
    named.or_else(|| body.slots.first().map(|slot| slot.object))
}

/// What an act says it answers.
pub fn answers(body: &Body) -> Option<StatementId> {
    body.fields
        .array(field::ANSWERS)
        .map(|bytes| StatementId(record::Hash(bytes)))
}

/// Adds subject, list, areas, marks and citations; sources are payloads.
pub fn describe(fields: Fields, subject: Subject, list: Option<List>, about: &About) -> Fields {
    let mut fields = fields.with(field::SUBJECT, |w| {
        w.u64(subject.number());
    });
    if let Some(list) = list {
        fields = fields.with(field::LIST, |w| {
            w.u64(list.number());
        });
    }
    fields = with_objects(fields, field::AREAS, &about.areas);
    if !about.marks.is_empty() {
        fields = fields.with(field::MARKS, |w| {
            w.array(about.marks.len() as u64);
            about.marks.iter().for_each(|mark| {
                w.u64(mark.number());
            });
        });
    }
    with_objects(fields, field::CITES, &about.cites)
}

fn with_objects(fields: Fields, number: u64, objects: &[ObjectId]) -> Fields {
    if objects.is_empty() {
        return fields;
    }
    fields.with(number, |w| {
        w.array(objects.len() as u64);
        objects.iter().for_each(|object| {
            w.bytes(&object.0);
        });
    })
}

/// The object that all changes of members of a space are about: the same for everybody.
pub(crate) fn object_of_members(space: &SpaceId) -> ObjectId {
    let mut object = [0; 16];
    object.copy_from_slice(&space.as_bytes()[..16]);
    ObjectId(object)
}
