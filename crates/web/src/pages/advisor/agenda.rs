//! Agendas: `{base}/advisor/agenda`.

use advice::agenda::Told;
use askama::Template;

use crate::frame::Frame;
use crate::pages::parts::{Choice, ListRef};

/// An agenda: what it says, and the form it is made from.
///
/// POST `{base}/advisor/agenda/new` or `{base}/advisor/agenda/{id}` with `name`, `note`, `item` (object id, repeated), for
/// each item `sensitivity-{id}`, `value-{id}` and `near-{id}`, the numbers by their names, and `version`.
#[derive(Template)]
#[template(path = "advisor/agenda.html")]
pub struct AgendaPage {
    /// The frame.
    pub frame: Frame,
    /// The plan in words; none before there is one.
    pub plan: Option<Told>,
    /// What its owner calls it.
    pub name: String,
    /// Where its numbers come from, in the owner's words.
    pub note: String,
    /// The items by list.
    pub groups: Vec<Group>,
    /// Trust, rounds and slots.
    pub numbers: Vec<Number>,
    /// The other assumptions.
    pub assumptions: Vec<Number>,
    /// The version of the paper that the form was made from; empty for a new one.
    pub version: String,
    /// Where the form is sent.
    pub action: String,
    /// Where its deletion is sent; none for a new one.
    pub delete: Option<String>,
}

/// Items of one list.
#[derive(Clone)]
pub struct Group {
    /// The list.
    pub list: ListRef,
    /// Its items.
    pub items: Vec<Weighed>,
}

/// An item with what it is given.
#[derive(Clone)]
pub struct Weighed {
    /// Its id.
    pub id: String,
    /// Its number and its title.
    pub words: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// What it is given: for each question five words.
    pub asked: Vec<Asked>,
}

/// A question about an item.
#[derive(Clone)]
pub struct Asked {
    /// Name and id of the field.
    pub id: String,
    /// The question.
    pub label: String,
    /// The five words.
    pub options: Vec<Choice>,
}

/// A number that can be typed.
#[derive(Clone)]
pub struct Number {
    /// Name and id of the field.
    pub id: &'static str,
    /// What it is.
    pub label: String,
    /// As it was typed.
    pub value: String,
}

impl AgendaPage {
    /// Whether something is wrong with one of the assumptions that are folded away.
    pub fn assumption_wrong(&self) -> bool {
        let wrong = |number: &Number| self.frame.error(number.id).is_some();
        self.assumptions.iter().any(wrong)
    }
}
