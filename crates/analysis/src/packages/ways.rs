//! How a label came about: a shared graph of back pointers that still holds every package, ties included.
//!
//! A label stands for all packages that reach its vector. Keeping one pointer each would show one package of many, as the
//! peers do; keeping the packages would take space beyond any bound. So equal labels are one group, and packages are
//! counted and listed only when somebody asks.
//!
//! Where everything is tied there are millions of pairs: they are eight bytes each, and a group is where it begins.

use super::model::Package;

/// A node of the graph: where nothing is decided, a class of an issue, or a group of pairs.
pub(super) type Way = u32;

/// Ways with this bit are classes, by their number.
const CLASS: Way = 1 << 31;
/// Beyond this many pairs (a gibibyte or two) the exact method gives up.
pub(super) const WAYS_MAX: usize = 60_000_000;

/// All nodes. A group is older than whatever refers to it, so one pass from the front can count.
#[derive(Debug)]
pub(super) struct Ways {
    /// An issue gets one of the members of a class.
    classes: Vec<(u16, u16)>,
    /// Both of these.
    pairs: Vec<(Way, Way)>,
    /// The first pair of each group. Any of the pairs leads to it.
    groups: Vec<u32>,
}

/// How many packages lead to each node; `u128::MAX` stands for at least so many.
pub(super) struct Counts {
    classes: Vec<u128>,
    groups: Vec<u128>,
}

impl Counts {
    /// How many lead to this one.
    pub fn of(&self, way: Way) -> u128 {
        match way {
            Ways::START => 1,
            class if class & CLASS != 0 => self.classes[(class & !CLASS) as usize],
            group => self.groups[group as usize],
        }
    }
}

impl Ways {
    /// Nothing but the node where nothing is decided.
    pub fn new() -> Self {
        Self {
            classes: Vec::new(),
            pairs: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// The node where nothing is decided.
    pub const START: Way = Way::MAX;

    /// Whether the graph has become too large to go on.
    pub fn full(&self) -> bool {
        self.pairs.len() > WAYS_MAX
    }

    /// An issue gets one of the members of a class.
    pub fn class(&mut self, issue: usize, class: usize) -> Way {
        let narrow = |number: usize| {
            u16::try_from(number).expect("issues and values are bounded by the model")
        };
        self.classes.push((narrow(issue), narrow(class)));
        CLASS | number(self.classes.len() - 1)
    }

    /// Both of any of these pairs.
    pub fn any_of(&mut self, pairs: impl ExactSizeIterator<Item = (Way, Way)>) -> Way {
        let (first, alone) = (self.pairs.len(), pairs.len() == 1);
        self.pairs.extend(pairs);
        if let (true, (Self::START, only) | (only, Self::START)) = (alone, self.pairs[first]) {
            self.pairs.pop();
            return only;
        }
        self.groups.push(number(first));
        number(self.groups.len() - 1)
    }

    fn pairs_of(&self, group: Way) -> &[(Way, Way)] {
        let begin = |group: usize| self.groups.get(group).map(|first| *first as usize);
        let first = begin(group as usize).expect("a way is given out with its group");
        let end = begin(group as usize + 1).unwrap_or(self.pairs.len());
        &self.pairs[first..end]
    }

    /// For every node, how many packages lead there.
    pub fn counts<'a>(&self, members: &dyn Fn(usize, usize) -> &'a [usize]) -> Counts {
        let class =
            |(issue, class): &(u16, u16)| members((*issue).into(), (*class).into()).len() as u128;
        let mut counts = Counts {
            classes: self.classes.iter().map(class).collect(),
            groups: Vec::with_capacity(self.groups.len()),
        };
        for group in 0..number(self.groups.len()) {
            let both =
                |(left, right): &(Way, Way)| counts.of(*left).saturating_mul(counts.of(*right));
            let sum = self.pairs_of(group).iter().map(both);
            let sum = sum.fold(0, u128::saturating_add);
            counts.groups.push(sum);
        }
        counts
    }

    /// Up to `most` packages that lead to a node.
    pub fn packages<'a>(
        &self,
        way: Way,
        issues: usize,
        members: &dyn Fn(usize, usize) -> &'a [usize],
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

fn number(length: usize) -> Way {
    let number = Way::try_from(length).ok().filter(|way| way & CLASS == 0);
    number.expect("the graph is given up long before 2^31 nodes")
}

/// A depth-first walk over all choices, with a stack of nodes still to be decided.
struct Listing<'a, 'm> {
    ways: &'a Ways,
    members: &'a dyn Fn(usize, usize) -> &'m [usize],
    most: usize,
    found: Vec<Package>,
    package: Package,
}

impl Listing<'_, '_> {
    fn walk(&mut self, open: &mut Vec<Way>) {
        let Some(way) = open.pop() else {
            self.found.push(self.package.clone());
            return;
        };
        if way == Ways::START {
            self.walk(open);
        } else if way & CLASS != 0 {
            let (issue, class) = self.ways.classes[(way & !CLASS) as usize];
            self.each_member(issue.into(), class.into(), open);
        } else {
            for (left, right) in self.ways.pairs_of(way) {
                if self.found.len() == self.most {
                    break;
                }
                open.extend([left, right]);
                self.walk(open);
                open.truncate(open.len() - 2);
            }
        }
        open.push(way);
    }

    fn each_member(&mut self, issue: usize, class: usize, open: &mut Vec<Way>) {
        for value in (self.members)(issue, class) {
            if self.found.len() < self.most {
                self.package[issue] = *value;
                self.walk(open);
            }
        }
    }
}
