//! A picture of situations and of who would gain by going where.

/// The picture. Whatever it shows stands in a table, too.
#[derive(Clone)]
pub struct Graph {
    /// In units of the picture.
    pub width: u32,
    /// The same.
    pub height: u32,
    /// The situations.
    pub nodes: Vec<Node>,
    /// The gains.
    pub arrows: Vec<Arrow>,
    /// Whose arrows are drawn how: the number at them, the kind of line, the party.
    pub legend: Vec<(usize, String)>,
}

/// A situation.
#[derive(Clone)]
pub struct Node {
    /// The left edge.
    pub x: u32,
    /// The upper edge.
    pub y: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// Its page.
    pub href: String,
    /// How it is drawn: by its verdict, and whether it is the present one.
    pub class: &'static str,
    /// Whether it is the present one.
    pub is_now: bool,
    /// Lines of words, each with its height.
    pub lines: Vec<(u32, String)>,
    /// Its verdict, in the lowest line.
    pub verdict: String,
}

impl Node {
    /// Where words begin.
    pub fn text_x(&self) -> u32 {
        self.x + 10
    }

    /// The lowest line.
    pub fn verdict_y(&self) -> u32 {
        self.y + self.height - 10
    }
}

/// A gain.
#[derive(Clone)]
pub struct Arrow {
    /// Its line.
    pub path: String,
    /// The number of the party, from 1.
    pub party: usize,
    /// Where the number stands.
    pub x: i32,
    /// The same.
    pub y: i32,
}

impl Arrow {
    /// The kind of line; the fourth party and those after it share one, and are told apart by their numbers.
    pub fn class(&self) -> String {
        format!("line-{}", self.party.min(4))
    }
}
