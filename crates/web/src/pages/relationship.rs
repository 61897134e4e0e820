//! The relationship at a glance: `{base}`.

use askama::Template;

use super::parts::{ItemRef, ListRef, Party, Status, Words};
use crate::frame::Frame;

/// The home page of a relationship.
#[derive(Template)]
#[template(path = "relationship/home.html")]
pub struct HomePage {
    /// The frame.
    pub frame: Frame,
    /// The name the parties gave their relationship.
    pub name: Words,
    /// When it was founded, ms UTC.
    pub founded: i64,
    /// The members that read and say, the reader's own party first.
    pub members: Vec<Member>,
    /// The members that vouch for heads and read nothing.
    pub witnesses: Vec<Party>,
    /// Counts for the sentence in the first line.
    pub counts: Counts,
    /// What waits for whom: one column per party, equal in width, the reader's own first.
    pub waiting: Vec<WaitingColumn>,
    /// The three lists.
    pub lists: Vec<ListCard>,
    /// The guiding principles, in short.
    pub principles: PrinciplesDigest,
    /// The last acts, newest first.
    pub recent: Vec<Recent>,
}

/// A member of the relationship.
#[derive(Clone)]
pub struct Member {
    /// The party.
    pub party: Party,
    /// Whether it is a facilitator: it proposes and offers, and is never required.
    pub facilitator: bool,
}

/// Counts over all lists.
#[derive(Clone, Default)]
pub struct Counts {
    /// All items.
    pub items: usize,
    /// In effect.
    pub in_effect: usize,
}

/// What waits for one party.
#[derive(Clone)]
pub struct WaitingColumn {
    /// The party.
    pub party: Party,
    /// How many items wait for it.
    pub n: usize,
    /// The longest waiting.
    pub lines: Vec<WaitingItem>,
}

/// An item that waits.
#[derive(Clone)]
pub struct WaitingItem {
    /// The item.
    pub item: ItemRef,
    /// Since when, ms UTC.
    pub since: i64,
}

/// A list with its counts.
#[derive(Clone)]
pub struct ListCard {
    /// The list.
    pub list: ListRef,
    /// How many items of each status, without those that are none.
    pub counts: Vec<(Status, usize)>,
    /// All items.
    pub total: usize,
}

/// The guiding principles in short; all of them stand on the framework page.
#[derive(Clone)]
pub struct PrinciplesDigest {
    /// How many of each status, without those that are none.
    pub counts: Vec<(Status, usize)>,
    /// How many.
    pub total: usize,
    /// The first of them, in the order that all nodes agree on.
    pub first: Vec<Principle>,
}

/// A guiding principle.
#[derive(Clone)]
pub struct Principle {
    /// The item that holds it.
    pub item: ItemRef,
    /// Where it stands.
    pub status: Status,
    /// Who brought it in or proposed it, in words.
    pub origin: String,
    /// Where the words come from, in short: "Zheng Tao, 2020".
    pub per: Vec<String>,
}

/// Something that was done.
#[derive(Clone)]
pub struct Recent {
    /// When, ms UTC.
    pub at: i64,
    /// Which party.
    pub party: Party,
    /// What was done, in the reader's language: "Borealis agreed to this text."
    pub did: String,
    /// The item.
    pub item: ItemRef,
    /// The entry: "A-12".
    pub entry: String,
}

impl HomePage {
    /// Where we stand and whose turn it is, by rule.
    pub fn sentence(&self) -> String {
        let l = &self.frame.l;
        let counts = [
            ("total", self.counts.items.into()),
            ("agreed", self.counts.in_effect.into()),
        ];
        let mut sentences = vec![l.ta("relationship-summary-items", &counts)];
        sentences.extend(self.waiting.iter().map(|column| {
            let args = [
                ("count", column.n.into()),
                ("party", (&column.party.name).into()),
            ];
            l.ta("relationship-summary-waiting", &args)
        }));
        self.frame.sentences(&sentences)
    }
}
