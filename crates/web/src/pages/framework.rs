//! The framework and its three lists: `{base}/framework`, `{base}/framework/{list}`.

use askama::Template;

use super::parts::{Choice, ItemRef, ListRef, Party, Status, Turn};
use super::relationship::{ListCard, Principle};
use crate::frame::Frame;

/// The framework: the principles and the three lists.
#[derive(Template)]
#[template(path = "framework/overview.html")]
pub struct FrameworkPage {
    /// The frame.
    pub frame: Frame,
    /// The guiding principles.
    pub principles: Vec<Principle>,
    /// The lists.
    pub lists: Vec<ListCard>,
    /// How many notes stand beside the lists.
    pub notes: usize,
    /// Whether this person may bring in an item.
    pub may_propose: bool,
}

/// One list.
///
/// Filter: GET `{base}/framework/{list}?q=words&status=in-effect`, both optional.
#[derive(Template)]
#[template(path = "framework/list.html")]
pub struct ListPage {
    /// The frame.
    pub frame: Frame,
    /// This list.
    pub list: ListRef,
    /// All lists, for the tabs.
    pub lists: Vec<ListCard>,
    /// What was typed into the filter.
    pub q: String,
    /// The status that was chosen.
    pub status: Option<Status>,
    /// How many items of each status there are, without those that are none.
    pub counts: Vec<(Status, usize)>,
    /// All items of the list.
    pub total: usize,
    /// How many of them are of the chosen area.
    pub in_area: usize,
    /// The areas that its items name.
    pub areas: Vec<Choice>,
    /// The items that fit the filter.
    pub rows: Vec<ItemRow>,
    /// Whether this person may bring in an item.
    pub may_propose: bool,
    /// Whether anything here is in effect, so that it could be suspended.
    pub may_suspend: bool,
}

/// An item in a list.
#[derive(Clone)]
pub struct ItemRow {
    /// The item.
    pub item: ItemRef,
    /// Where it stands.
    pub status: Status,
    /// Whose turn it is.
    pub turn: Turn,
    /// Who brought it in.
    pub by: Party,
    /// Where the words come from, in short: "Zheng Tao, 2020".
    pub per: Vec<String>,
    /// How many parties have agreed.
    pub agreed: usize,
    /// How many are needed.
    pub required: usize,
    /// Parties that have stated a position, by letter.
    pub positions: Vec<Party>,
    /// Since when it stands so, ms UTC.
    pub since: i64,
}

impl ListPage {
    /// Whether this list is the current one.
    pub fn is_current(&self, list: &ListRef) -> bool {
        self.list.slug == list.slug
    }

    /// Whether this status was chosen.
    pub fn is_chosen(&self, status: &Status) -> bool {
        self.status == Some(*status)
    }

    /// The count 1, for the script that counts while one types.
    pub fn one(&self) -> usize {
        1
    }

    /// The count 99, which the script replaces by the real one.
    pub fn many(&self) -> usize {
        99
    }

    /// Whether a filter is set.
    pub fn filtered(&self) -> bool {
        self.status.is_some() || !self.q.is_empty() || self.area().is_some()
    }

    /// The area that was chosen.
    pub fn area(&self) -> Option<&str> {
        let mut chosen = self.areas.iter().filter(|area| area.chosen);
        chosen.next().map(|area| area.value.as_str())
    }

    /// The address of the list with this status, in the area that was chosen.
    pub fn address(&self, status: &str) -> String {
        let given = [
            ("status", status),
            ("area", self.area().unwrap_or_default()),
        ];
        let given = given.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = given
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!(
            "{}/framework/{}{mark}{}",
            self.frame.base,
            self.list.slug,
            query.join("&")
        )
    }
}

impl ItemRow {
    /// Who has stated a position, in words.
    pub fn position_words(&self, frame: &Frame) -> String {
        let names: Vec<String> = self
            .positions
            .iter()
            .map(|party| party.name.clone())
            .collect();
        frame.a("framework-positions-of", "parties", frame.join(&names))
    }

    /// How many of the required parties have agreed: "1 of 2"; a dash where nothing was proposed.
    pub fn assents(&self, frame: &Frame) -> String {
        if self.required == 0 {
            return "–".to_owned();
        }
        frame.l.ta(
            "framework-assents",
            &[
                ("given", self.agreed.into()),
                ("required", self.required.into()),
            ],
        )
    }
}
