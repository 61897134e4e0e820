//! Packages: `{base}/advisor/package`.

use advice::packages::Basis;
use askama::Template;

use crate::frame::Frame;
use crate::pages::parts::{Choice, Status};

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

/// The result: GET `?sort=&from=&x=&y=`.
#[derive(Template)]
#[template(path = "advisor/package/result.html")]
pub struct ResultPage {
    /// The frame.
    pub frame: Frame,
    /// Around.
    pub around: Around,
    /// Where its numbers come from.
    pub note: String,
    /// What is missing before a search can run: words, and where to mend it.
    pub lacking: Vec<(String, String)>,
    /// What was found.
    pub found: Option<Found>,
}

/// What a search found.
pub struct Found {
    /// What was found and how sure that is.
    pub summary: Vec<String>,
    /// Why there is no package.
    pub conflict: Vec<String>,
    /// The picture; none without points.
    pub plot: Option<Plot>,
    /// The parties that can be put on an axis: for each axis its name and links.
    pub axes: Vec<(String, Vec<Choice>)>,
    /// The columns of the table: a party, the address that sorts by it, whether it does.
    pub columns: Vec<(String, String, bool)>,
    /// The rows on this page.
    pub rows: Vec<Row>,
    /// How many there are.
    pub total: usize,
    /// The pages of the table.
    pub pages: Vec<Choice>,
    /// The packages singled out, and by which definitions.
    pub singled: Vec<String>,
    /// What it rests on.
    pub basis: Basis,
}

/// A point of the frontier in the table.
pub struct Row {
    /// The package, as addresses name it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its values in short.
    pub values: String,
    /// What it brings each party.
    pub amounts: Vec<String>,
    /// How many packages stand on the point.
    pub count: String,
    /// Under which names it is singled out.
    pub names: String,
}

/// A picture of the frontier. All numbers are in its own units, 560 wide and 400 high.
pub struct Plot {
    /// What it shows.
    pub title: String,
    /// In a sentence.
    pub about: String,
    /// The names of the axes.
    pub axes: [String; 2],
    /// The frontier, joined; empty where it is no line.
    pub line: String,
    /// The points.
    pub dots: Vec<Dot>,
    /// Words beside points.
    pub labels: Vec<Label>,
    /// Where the region below the walk-aways begins.
    pub walk: [i64; 2],
    /// Numbers at the ends of the axes: x least, x most, y least, y most.
    pub ends: [String; 4],
    /// Said when not every point is drawn.
    pub thinned: String,
}

/// A point in the picture.
pub struct Dot {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
    /// Where it leads.
    pub href: String,
    /// What it is.
    pub title: String,
    /// Whether it is singled out.
    pub named: bool,
}

/// Words beside a point.
pub struct Label {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
    /// Whether they stand on its left.
    pub before: bool,
    /// The words.
    pub text: String,
}

/// One whole package: GET `?p=`.
#[derive(Template)]
#[template(path = "advisor/package/one.html")]
pub struct OnePage {
    /// The frame.
    pub frame: Frame,
    /// Around.
    pub around: Around,
    /// Its name.
    pub heading: String,
    /// As addresses name it.
    pub code: String,
    /// For each issue its name, its value, and whether that leaves things as they are.
    pub values: Vec<(String, String, bool)>,
    /// What it brings each party.
    pub amounts: Vec<(String, String)>,
    /// Where it stands.
    pub place: String,
    /// The others on the same point: words and addresses.
    pub same: Vec<(String, String)>,
    /// How many stand there.
    pub count: String,
    /// Who gives what for what.
    pub trade: Vec<String>,
    /// How it bears up.
    pub stable: Vec<String>,
    /// What settling an issue first costs.
    pub prices: Vec<String>,
    /// What it rests on.
    pub basis: Basis,
    /// The words that go into a proposal.
    pub goes: Option<Goes>,
}

/// What a proposal would begin with.
pub struct Goes {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Whether another proposal is begun and not signed, whose place it would take.
    pub replaces: bool,
}

/// Two or three packages side by side: GET `?p=&p=`; POST `{href}/rather` with `sheet`, `this`, `than`.
#[derive(Template)]
#[template(path = "advisor/package/compare.html")]
pub struct ComparePage {
    /// The frame.
    pub frame: Frame,
    /// Around.
    pub around: Around,
    /// The packages: name, address, code.
    pub packages: Vec<(String, String, String)>,
    /// For each issue its name, the values, and whether they differ.
    pub values: Vec<(String, Vec<String>, bool)>,
    /// For each party its name, and what each package brings.
    pub amounts: Vec<(String, Vec<String>)>,
    /// Where each stands.
    pub places: Vec<String>,
    /// Whose preference can be stated.
    pub parties: Select,
    /// Which is preferred, to which.
    pub choices: Vec<Select>,
    /// What it rests on.
    pub basis: Basis,
}

impl SheetPage {
    /// Whether something is wrong with a rule that is folded away.
    pub fn rule_wrong(&self) -> bool {
        let wrong = |rule: &NewRule| self.frame.error(&rule.id).is_some();
        self.rules.iter().any(wrong)
    }
}

impl ResultPage {
    /// How wide (0) or high (1) the region below a walk-away is: left of one line, and under the other.
    pub fn below(&self, axis: usize, plot: &Plot) -> i64 {
        match axis {
            0 => plot.walk[0] - 70,
            _ => 340 - plot.walk[1],
        }
    }

    /// How wide the region under the second walk-away is, where it does not lie under the first already.
    pub fn right(&self, plot: &Plot) -> i64 {
        540 - plot.walk[0]
    }
}
