//! What was found in a paper: the frontier, one package, several side by side.

use advice::packages::Basis;
use askama::Template;

use super::{Around, Select};
use crate::frame::Frame;
use crate::pages::parts::Choice;

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
    pub rests: Rests,
}

/// What a result rests on.
pub struct Rests {
    /// In short.
    pub basis: Basis,
    /// Every input with its value.
    pub groups: Vec<InputGroup>,
}

/// Inputs that belong together.
pub struct InputGroup {
    /// What they are.
    pub title: String,
    /// Each with its value; one that is a whole sentence has no name.
    pub lines: Vec<(String, String)>,
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
    /// Whether they stand on its left.
    pub before: bool,
    /// The words, each line with its place from the top.
    pub lines: Vec<(i64, String)>,
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
    pub rests: Rests,
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
    pub rests: Rests,
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
