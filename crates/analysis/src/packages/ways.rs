//! How a label came about: a shared graph of back pointers that still holds every package, ties included.
//!
//! A label stands for all packages that reach its vector. Keeping one pointer each would show one package of many, as the
//! peers do; keeping the packages would take space beyond any bound. So equal labels are chained, and packages are
//! counted and listed only when somebody asks.

use super::model::Package;

/// A node of the graph, by its number.
pub(super) type Way = u32;

const NONE: Way = Way::MAX;
/// Beyond this many nodes (about a gibibyte) the exact method gives up.
pub(super) const WAYS_MAX: usize = 60_000_000;

#[derive(Debug, Clone, Copy)]
enum Step {
    /// Nothing decided yet.
    Start,
    /// An issue gets one of the members of a class.
    Class { issue: u16, class: u16 },
    /// Both of these.
    Join(Way, Way),
}

/// All nodes. A node is older than whatever refers to it, so one pass from the front can count.
#[derive(Debug)]
pub(super) struct Ways {
    steps: Vec<(Step, Way)>,
}

impl Ways {
    /// With the node 0: nothing decided.
    pub fn new() -> Self {
        Self {
            steps: vec![(Step::Start, NONE)],
        }
    }

    /// The node where nothing is decided.
    pub const START: Way = 0;

    /// Whether the graph has become too large to go on.
    pub fn full(&self) -> bool {
        self.steps.len() > WAYS_MAX
    }

    fn push(&mut self, step: Step, next: Way) -> Way {
        let number =
            Way::try_from(self.steps.len()).expect("the graph is given up long before 2^32 nodes");
        self.steps.push((step, next));
        number
    }

    /// An issue gets one of the members of a class.
    pub fn class(&mut self, issue: usize, class: usize) -> Way {
        let narrow = |number: usize| {
            u16::try_from(number).expect("issues and values are bounded by the model")
        };
        self.push(
            Step::Class {
                issue: narrow(issue),
                class: narrow(class),
            },
            NONE,
        )
    }

    /// Both; and if `next` is given, this is one more way to where it leads.
    pub fn join(&mut self, left: Way, right: Way, next: Option<Way>) -> Way {
        let next = next.unwrap_or(NONE);
        match (left, right) {
            (Self::START, only) | (only, Self::START) if next == NONE => only,
            _ => self.push(Step::Join(left, right), next),
        }
    }

    /// For every node, how many packages lead there; `u128::MAX` stands for at least so many.
    pub fn counts(&self, members: &dyn Fn(usize, usize) -> usize) -> Vec<u128> {
        let mut counts: Vec<u128> = Vec::with_capacity(self.steps.len());
        for (step, next) in &self.steps {
            let own = match *step {
                Step::Start => 1,
                Step::Class { issue, class } => members(issue.into(), class.into()) as u128,
                Step::Join(left, right) => {
                    counts[left as usize].saturating_mul(counts[right as usize])
                }
            };
            let others = if *next == NONE {
                0
            } else {
                counts[*next as usize]
            };
            counts.push(own.saturating_add(others));
        }
        counts
    }

    /// Up to `most` packages that lead to a node.
    pub fn packages(
        &self,
        way: Way,
        issues: usize,
        members: &dyn Fn(usize, usize) -> Vec<usize>,
        most: usize,
    ) -> Vec<Package> {
        let mut listing = Listing {
            ways: self,
            members,
            most,
            found: Vec::new(),
            package: vec![0; issues],
        };
        listing.walk(&mut vec![way]);
        listing.found
    }
}

/// A depth-first walk over all choices, with a stack of nodes still to be decided.
struct Listing<'a> {
    ways: &'a Ways,
    members: &'a dyn Fn(usize, usize) -> Vec<usize>,
    most: usize,
    found: Vec<Package>,
    package: Package,
}

impl Listing<'_> {
    fn walk(&mut self, open: &mut Vec<Way>) {
        let Some(way) = open.pop() else {
            self.found.push(self.package.clone());
            return;
        };
        let mut variant = way;
        while variant != NONE && self.found.len() < self.most {
            let (step, next) = self.ways.steps[variant as usize];
            match step {
                Step::Start => self.walk(open),
                Step::Class { issue, class } => self.each_member(issue.into(), class.into(), open),
                Step::Join(left, right) => {
                    open.extend([left, right]);
                    self.walk(open);
                    open.truncate(open.len() - 2);
                }
            }
            variant = next;
        }
        open.push(way);
    }

    fn each_member(&mut self, issue: usize, class: usize, open: &mut Vec<Way>) {
        for value in (self.members)(issue, class) {
            if self.found.len() < self.most {
                self.package[issue] = value;
                self.walk(open);
            }
        }
    }
}
