//! Packages: `{base}/advisor/package`.

mod found;

use askama::Template;

use crate::frame::Frame;
use crate::pages::parts::{Choice, Status};

pub use found::{
    ComparePage, Dot, Found, Goes, InputGroup, Label, OnePage, Plot, Rests, ResultPage, Row,
};

/// What stands around every page of one paper.
pub struct Around {
    /// What its owner calls the paper.
    pub name: String,
    /// Where its result is shown.
    pub href: String,
    /// Its parts, as tabs.
    pub parts: Vec<Part>,
    /// The version that the page was made from.
    pub version: String,
    /// Whether it began as the worked example.
    pub example: bool,
}

/// A part of a paper.
pub struct Part {
    /// What it is.
    pub words: String,
    /// Where it is shown.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A field to choose from.
pub struct Select {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is chosen.
    pub label: String,
    /// What there is to choose, in groups; a group without a name stands by itself.
    pub groups: Vec<(String, Vec<Choice>)>,
}

/// Something that was said before and can be taken out.
pub struct Said {
    /// The value of its box.
    pub value: String,
    /// In words.
    pub words: String,
    /// Whether its box is ticked.
    pub dropped: bool,
}

/// A new paper: POST `{base}/advisor/package/new` with `name`, `note`, `start` ("own" or "example").
#[derive(Template)]
#[template(path = "advisor/package/new.html")]
pub struct NewPage {
    /// The frame.
    pub frame: Frame,
    /// As typed.
    pub name: String,
    /// As typed.
    pub note: String,
    /// Whether to start from the worked example.
    pub example: bool,
}

/// Profiles of other programs: POST `{base}/advisor/package/import` with `name`, `domain`, and `sheet-{n}`.
#[derive(Template)]
#[template(path = "advisor/package/import.html")]
pub struct ImportPage {
    /// The frame.
    pub frame: Frame,
    /// As typed.
    pub name: String,
    /// The text of each file: id, label, as pasted.
    pub files: Vec<(String, String, String)>,
}

/// What is negotiated: POST `{href}/issues` with `name`, `note`, and for each block `was-{n}`, `issue-{n}`, `values-{n}`,
/// `kind-{n}`, `as-is-{n}`, `fenced-{n}`, `drop-{n}`.
#[derive(Template)]
#[template(path = "advisor/package/issues.html")]
pub struct IssuesPage {
    /// The frame.
    pub frame: Frame,
    /// Around.
    pub around: Around,
    /// As typed.
    pub note: String,
    /// The issues, and one empty block.
    pub blocks: Vec<Block>,
}

/// One issue on the form.
pub struct Block {
    /// Its place on the form.
    pub at: usize,
    /// Which issue it was before; empty for a new one.
    pub was: String,
    /// Its name, as typed.
    pub name: String,
    /// Its values, one in a line, as typed.
    pub values: String,
    /// What kind of question it is.
    pub kinds: Vec<Choice>,
    /// Whether the first value leaves things as they are.
    pub as_is: bool,
    /// Whether it is ring-fenced.
    pub fenced: bool,
    /// Whether it is to be taken out.
    pub dropped: bool,
    /// The item that it came from: its address and its words.
    pub item: Option<(String, String)>,
}

/// Items to take issues from: GET `?q=&list=&area=`; POST with `item` (repeated).
#[derive(Template)]
#[template(path = "advisor/package/items.html")]
pub struct ItemsPage {
    /// The frame.
    pub frame: Frame,
    /// Around.
    pub around: Around,
    /// The words that are looked for.
    pub q: String,
    /// The lists.
    pub lists: Vec<Choice>,
    /// The areas.
    pub areas: Vec<Choice>,
    /// What was found.
    pub rows: Vec<ItemLine>,
    /// How many more fit.
    pub more: usize,
}

/// An item that can become an issue.
pub struct ItemLine {
    /// Its id.
    pub id: String,
    /// Its number and title.
    pub words: String,
    /// Where it stands.
    pub status: Status,
    /// The values it would have.
    pub values: Vec<String>,
    /// Whether it is an issue already.
    pub there: bool,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What hangs together: POST `{href}/linkages` with `drop`, and a new one by its fields.
#[derive(Template)]
#[template(path = "advisor/package/linkages.html")]
pub struct LinkagesPage {
    /// The frame.
    pub frame: Frame,
    /// Around.
    pub around: Around,
    /// The linkages.
    pub said: Vec<Said>,
    /// For each kind of linkage its title and its fields.
    pub kinds: Vec<NewRule>,
}

/// A rule that can be added.
pub struct NewRule {
    /// The field that errors about it point to.
    pub id: String,
    /// What it says.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Select>,
    /// A number that belongs to it: id, label, as typed.
    pub number: Option<(String, String, String)>,
}

/// A sheet: POST `{href}/sheet/{n}`; see `view::advisor::package::sheet` for the fields.
#[derive(Template)]
#[template(path = "advisor/package/sheet.html")]
pub struct SheetPage {
    /// The frame.
    pub frame: Frame,
    /// Around.
    pub around: Around,
    /// Where it is sent.
    pub action: String,
    /// What it is.
    pub heading: String,
    /// What it is for.
    pub lead: String,
    /// Whether it is a guess.
    pub guessed: bool,
    /// How the numbers count, where a unit is not a point.
    pub scale: Option<String>,
    /// What the best values add up to.
    pub total: String,
    /// Whether numbers take the place of the words.
    pub numbers: bool,
    /// Less is worse than no agreement.
    pub walk: String,
    /// The issues.
    pub issues: Vec<Weighed>,
    /// Red lines and combinations that were said.
    pub said: Vec<Said>,
    /// Those that can be added.
    pub rules: Vec<NewRule>,
    /// Statements about whole packages.
    pub rather: Vec<Statement>,
}

/// An issue on a sheet.
pub struct Weighed {
    /// Its number.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// How much it matters.
    pub importance: Select,
    /// How sure that is.
    pub sure: Select,
    /// Its values.
    pub values: Vec<Valued>,
    /// Whether it is ring-fenced.
    pub fenced: bool,
}

/// A value on a sheet.
pub struct Valued {
    /// The value.
    pub name: String,
    /// How good it is.
    pub liking: Select,
    /// Id of its number.
    pub points_id: String,
    /// Its number, as typed or as it follows from the words.
    pub points: String,
    /// Id of the box that says never.
    pub never_id: String,
    /// Whether that is ticked.
    pub never: bool,
}

/// "I would rather have this one than that one."
pub struct Statement {
    /// As it can be taken out.
    pub said: Said,
    /// What the points say against it, and where; empty if they agree.
    pub against: Vec<String>,
}

impl SheetPage {
    /// Whether something is wrong with a rule that is folded away.
    pub fn rule_wrong(&self) -> bool {
        let wrong = |rule: &NewRule| self.frame.error(&rule.id).is_some();
        self.rules.iter().any(wrong)
    }
}
