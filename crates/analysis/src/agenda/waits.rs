//! Who waits for whom: circles among linkages, each with its path, and a way out.
//!
//! A linkage says that a party takes a step only after another step. When such ties close into a circle, nobody can
//! move first and everybody can be right. The way out that is offered is the same for all: the steps of the circle
//! as one joint act that takes effect at once, so that no one goes first. No tie is weighed or judged.
//!
//! Circles are elementary (no step twice) and found after Johnson, "Finding All the Elementary Circuits of a Directed
//! Graph", *SIAM J. Computing* 4 (1975).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// At most this many circles are listed; knots are always complete.
pub const CIRCLES_MAX: usize = 200;

/// What kind a linkage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// A party demands the one for the other.
    Demand,
    /// A party makes the one a condition of the other.
    Precondition,
    /// The one brings the other about.
    Causes,
    /// The one announces the other.
    Signal,
    /// The one opens a time for the other.
    Window,
    /// The one answers the other.
    ActionReaction,
}

impl Tie {
    /// Whether somebody waits because of it; the other kinds explain and hold nothing back.
    pub fn waits(self) -> bool {
        matches!(self, Tie::Demand | Tie::Precondition)
    }
}

/// A linkage: `by` takes (or allows) `step` only after `after`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linkage {
    /// The step that is held back.
    pub step: String,
    /// The step that is waited for.
    pub after: String,
    /// Who ties the two.
    pub by: String,
    /// Of what kind the tie is.
    pub kind: Tie,
}

/// One wait of a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wait {
    /// The step that is held back; the next wait's step is what it waits for.
    pub step: String,
    /// Who ties it, in alphabetical order if several do.
    pub by: Vec<String>,
}

/// A circle of waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Circle {
    /// The waits in order; the last waits for the first. Begins with the step whose name is first.
    pub path: Vec<Wait>,
    /// The way out.
    pub joint: Joint,
}

/// Steps taken together, as one act that all of them assent to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Joint {
    /// The steps, by name.
    pub steps: Vec<String>,
    /// Everybody whose ties it answers, by name.
    pub parties: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waits {
    /// Every elementary circle once, the shortest first.
    pub circles: Vec<Circle>,
    /// Whether that are all; beyond [`CIRCLES_MAX`] they are not listed.
    pub complete: bool,
    /// Steps that are in circles with one another: with more than one circle in a knot, undoing a single one is
    /// not enough, and the knot's joint act is the whole way out.
    pub knots: Vec<Joint>,
}

type Edges = BTreeMap<usize, BTreeMap<usize, BTreeSet<String>>>;

/// Finds all circles among linkages. Their order, and who the parties are, make no difference.
pub fn waits(linkages: &[Linkage]) -> Waits {
    let waiting = || linkages.iter().filter(|linkage| linkage.kind.waits());
    let steps: BTreeSet<&String> = waiting().flat_map(|tie| [&tie.step, &tie.after]).collect();
    let names: Vec<String> = steps.into_iter().cloned().collect();
    let at = |name: &String| {
        names
            .binary_search(name)
            .expect("every step is in the list")
    };
    let mut edges = Edges::new();
    for tie in waiting() {
        let ties = edges.entry(at(&tie.step)).or_default();
        let by = ties.entry(at(&tie.after)).or_default();
        by.insert(tie.by.clone());
    }
    let knots = knots(names.len(), &edges);
    let mut found = Vec::new();
    for knot in &knots {
        Search::circles(knot, &edges, &mut found);
    }
    let complete = found.len() <= CIRCLES_MAX;
    found.sort_by_key(|path| (path.len(), path.clone()));
    found.truncate(CIRCLES_MAX);
    Waits {
        circles: found
            .iter()
            .map(|path| circle(path, &names, &edges))
            .collect(),
        complete,
        knots: knots
            .iter()
            .map(|knot| joint(knot, &names, &edges))
            .collect(),
    }
}

fn circle(path: &[usize], names: &[String], edges: &Edges) -> Circle {
    let pairs = path.iter().zip(path.iter().cycle().skip(1));
    let waits: Vec<Wait> = pairs
        .map(|(step, after)| Wait {
            step: names[*step].clone(),
            by: edges[step][after].iter().cloned().collect(),
        })
        .collect();
    let by = waits.iter().flat_map(|wait| wait.by.clone());
    let steps: BTreeSet<String> = waits.iter().map(|wait| wait.step.clone()).collect();
    Circle {
        joint: Joint {
            steps: steps.into_iter().collect(),
            parties: by.collect::<BTreeSet<_>>().into_iter().collect(),
        },
        path: waits,
    }
}

fn joint(knot: &BTreeSet<usize>, names: &[String], edges: &Edges) -> Joint {
    let inside = knot.iter().flat_map(|step| &edges[step]);
    let by = inside
        .filter(|(after, _)| knot.contains(after))
        .flat_map(|(_, by)| by.clone());
    Joint {
        steps: knot.iter().map(|step| names[*step].clone()).collect(),
        parties: by.collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

/// The sets of steps that can reach one another, single steps only if they wait for themselves.
fn knots(count: usize, edges: &Edges) -> Vec<BTreeSet<usize>> {
    let reach: Vec<BTreeSet<usize>> = (0..count).map(|from| reached(from, edges)).collect();
    let mut knots: Vec<BTreeSet<usize>> = Vec::new();
    for step in 0..count {
        let together = reach[step].iter().copied();
        let knot: BTreeSet<usize> = together
            .filter(|other| reach[*other].contains(&step))
            .collect();
        if knot.first() == Some(&step) {
            knots.push(knot);
        }
    }
    knots
}

fn reached(from: usize, edges: &Edges) -> BTreeSet<usize> {
    let after = |step: &usize| {
        edges
            .get(step)
            .into_iter()
            .flat_map(|ties| ties.keys().copied())
    };
    let mut found = BTreeSet::new();
    let mut open: Vec<usize> = after(&from).collect();
    while let Some(step) = open.pop() {
        if found.insert(step) {
            open.extend(after(&step));
        }
    }
    found
}

/// Johnson's search for the circles through `start` whose other steps come after it.
struct Search<'a> {
    edges: &'a Edges,
    knot: &'a BTreeSet<usize>,
    start: usize,
    path: Vec<usize>,
    blocked: BTreeSet<usize>,
    /// What is free again as soon as the key is.
    frees: BTreeMap<usize, BTreeSet<usize>>,
    found: &'a mut Vec<Vec<usize>>,
}

impl Search<'_> {
    fn circles(knot: &BTreeSet<usize>, edges: &Edges, found: &mut Vec<Vec<usize>>) {
        for start in knot {
            let mut search = Search {
                edges,
                knot,
                start: *start,
                path: Vec::new(),
                blocked: BTreeSet::new(),
                frees: BTreeMap::new(),
                found,
            };
            search.visit(*start);
        }
    }

    /// Whether a circle was closed from here.
    fn visit(&mut self, step: usize) -> bool {
        let after: Vec<usize> = self.edges[&step]
            .keys()
            .copied()
            .filter(|next| *next >= self.start && self.knot.contains(next))
            .collect();
        let mut closed = false;
        self.path.push(step);
        self.blocked.insert(step);
        for next in &after {
            // One more than is shown, so that it is known that there are more.
            if self.found.len() > CIRCLES_MAX {
                break;
            }
            if *next == self.start {
                self.found.push(self.path.clone());
                closed = true;
            } else if !self.blocked.contains(next) {
                closed |= self.visit(*next);
            }
        }
        if closed {
            self.free(step);
        } else {
            for next in after {
                self.frees.entry(next).or_default().insert(step);
            }
        }
        self.path.pop();
        closed
    }

    fn free(&mut self, step: usize) {
        self.blocked.remove(&step);
        for other in self.frees.remove(&step).unwrap_or_default() {
            if self.blocked.contains(&other) {
                self.free(other);
            }
        }
    }
}
