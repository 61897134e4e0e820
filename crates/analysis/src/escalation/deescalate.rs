//! Ways from where things are to where they would hold, in steps that cost as little as possible.
//!
//! What is costly, in this order:
//! 1. irreversible options that change (on a way to a given state none changes that the state does not have changed);
//! 2. harm: how far below the present any party is, anywhere on the way, in places of its ranking;
//! 3. exposure: how far below the present those who have just moved could be pushed by what the others would then want
//!    to do: this is what verification must cover;
//! 4. steps that several parties take together and must agree on;
//! 5. steps.
//!
//! Exposure before harm would be wrong: it leads through the worst states there are, for nobody can be pushed below
//! those. No party, and no group of them, takes two steps in succession.
//!
//! The order of costs is a proposal, not a finding of the literature.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use thiserror::Error;

use super::local::others;
use super::paths::Step;
use super::space::Space;
use super::walk::{By, Walk};
use super::{Concept, Conflict, Solution, State, Watch};

/// The most states for which ways are sought: every pair of them may be a step.
pub const STATES_MAX: u32 = 512;
/// The most parties: every group of them may take a step together.
pub const PARTIES_MAX: usize = 8;
/// The most equally good ways that are listed.
pub const LISTED_MAX: usize = 12;

/// What a way costs; ways are compared from the first field to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// Irreversible options that change.
    pub irreversible: u32,
    /// Places below the present that the worst-off party is, at worst.
    pub harm_places: u32,
    /// Places below the present to which a party that has just moved could be pushed.
    pub exposure_places: u32,
    /// Steps that several parties take together.
    pub joint_steps: u32,
    /// Steps.
    pub steps: u32,
}

/// One of the best ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What it costs.
    pub cost: Cost,
    /// Its steps, with what each exposes its movers to.
    pub steps: Steps,
}

/// Steps, each with what it exposes its movers to: of several movers all that could be pushed equally far, in ascending
/// order, and nothing if none could be.
pub type Steps = Vec<(Step, Vec<Exposure>)>;

/// Where the others could push a party that has just moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exposure {
    /// So many places below the present.
    pub places: u32,
    /// This party, by index.
    pub party: usize,
    /// To this state.
    pub to: State,
}

/// The best ways. There may be several that are equally good: none comes before another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// All of them, or the first [`LISTED_MAX`].
    pub best: Vec<Way>,
    /// Whether there are more.
    pub more: bool,
}

/// Why no way was sought.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum Refused {
    #[error("{given} states: ways are sought among at most {at_most}")]
    TooManyStates { given: u32, at_most: u32 },
    #[error("{given} parties: ways are sought for at most {at_most}")]
    TooManyParties { given: usize, at_most: usize },
    #[error("stopped before a way was found")]
    Stopped,
}

/// The SEQ equilibria that nobody likes less than `from`, and somebody more.
pub fn settlements(conflict: &Conflict, solution: &Solution, from: State) -> Vec<State> {
    let parties = 0..conflict.parties();
    let change = |to: State| {
        parties
            .clone()
            .map(move |i| conflict.rank(i, to).cmp(&conflict.rank(i, from)))
    };
    let equilibria = solution.equilibria(Concept::Seq);
    let better = equilibria
        .states()
        .filter(|to| change(*to).all(|c| c.is_ge()) && change(*to).any(|c| c.is_gt()));
    better.collect()
}

/// The best ways from `from` to any of `goals`; none if none of them can be reached.
///
/// # Errors
/// See [`Refused`]. The units of `watch` are states prepared and goals done; stopped among the goals, it gives the best
/// ways to those that were done.
pub fn ways(
    conflict: &Conflict,
    from: State,
    goals: &[State],
    watch: Watch<'_>,
) -> Result<Ways, Refused> {
    let (given, parties) = (conflict.count(), conflict.parties());
    if given > STATES_MAX {
        return Err(Refused::TooManyStates {
            given,
            at_most: STATES_MAX,
        });
    }
    if parties > PARTIES_MAX {
        return Err(Refused::TooManyParties {
            given: parties,
            at_most: PARTIES_MAX,
        });
    }
    let total = u64::from(given) + goals.len() as u64;
    let map =
        Map::new(conflict, from, |done| watch.stops(done, Some(total))).ok_or(Refused::Stopped)?;
    let mut found: Vec<(Cost, State)> = Vec::new();
    let mut done = 0;
    for goal in goals {
        found.extend(map.cost_to(*goal).map(|cost| (cost, *goal)));
        done += 1;
        if watch.stops(u64::from(given) + done as u64, Some(total)) {
            break;
        }
    }
    let Some(least) = found.iter().map(|(cost, _)| *cost).min() else {
        if done < goals.len() {
            return Err(Refused::Stopped);
        }
        return Ok(Ways {
            best: Vec::new(),
            more: false,
        });
    };
    let mut best = Vec::new();
    for (cost, goal) in found.into_iter().filter(|(cost, _)| *cost == least) {
        best.extend(map.ways_of(cost, goal, LISTED_MAX + 1));
    }
    let more = best.len() > LISTED_MAX;
    // In the order of input, which means nothing: all of them are equally good.
    best.sort_by_key(|way| {
        let steps = way.steps.iter();
        let keys = steps.map(|(step, _)| (step.parties.clone(), step.to));
        keys.collect::<Vec<_>>()
    });
    best.truncate(LISTED_MAX);
    Ok(Ways { best, more })
}

/// A state and the group that moved last, as bits; nobody at the start.
type Node = (u32, u32);

/// Every step there is, and what it costs.
struct Map<'a> {
    conflict: &'a Conflict,
    from: u32,
    steps: BTreeMap<u32, Vec<Edge>>,
    harm: BTreeMap<u32, u32>,
    /// By state and party: how far, and where, the others' gains could push it.
    pushed: BTreeMap<u32, Vec<Option<Exposure>>>,
}

#[derive(Clone, Copy)]
struct Edge {
    to: u32,
    group: u32,
    /// How far below the present the mover that is exposed most could be pushed.
    places: u32,
}

impl<'a> Map<'a> {
    fn new(conflict: &'a Conflict, from: State, stops: impl Fn(u64) -> bool) -> Option<Map<'a>> {
        let from = from.0;
        let mut map = Map {
            conflict,
            from,
            steps: BTreeMap::new(),
            harm: BTreeMap::new(),
            pushed: BTreeMap::new(),
        };
        let board = conflict.board();
        let parties = 0..board.parties();
        for (done, state) in (0..).zip(board.space.states()) {
            if stops(done) {
                return None;
            }
            let below = |party| {
                board
                    .rank(party, from)
                    .saturating_sub(board.rank(party, state))
            };
            map.harm
                .insert(state, parties.clone().map(below).max().unwrap_or(0));
            map.pushed.insert(
                state,
                parties
                    .clone()
                    .map(|party| map.exposure(party, state))
                    .collect(),
            );
        }
        for state in board.space.states() {
            let groups = groups_from(board.space, state, board.parties());
            let edge = |(to, group): (u32, u32)| {
                let exposed = map.exposed(to, group);
                let places = exposed.map(|exposed| exposed.places).max().unwrap_or(0);
                Edge { to, group, places }
            };
            let edges = groups.into_iter().map(edge).collect();
            map.steps.insert(state, edges);
        }
        Some(map)
    }

    /// How far each of a group could be pushed once it has gone to a state, if at all.
    fn exposed(&self, to: u32, group: u32) -> impl Iterator<Item = Exposure> {
        let all = self.pushed[&to].iter().flatten().copied();
        all.filter(move |exposed| group >> exposed.party & 1 == 1)
    }

    fn exposure(&self, party: usize, state: u32) -> Option<Exposure> {
        let board = self.conflict.board();
        let walk = Walk::new(board, state, &others(board.parties(), party), By::Gains);
        let below = |to: u32| {
            board
                .rank(party, self.from)
                .saturating_sub(board.rank(party, to))
        };
        let ends = walk.ends().into_iter().map(|(_, to)| Exposure {
            places: below(to),
            party,
            to: State(to),
        });
        ends.filter(|exposure| exposure.places > 0)
            .max_by_key(|exposure| (exposure.places, Reverse(exposure.to)))
    }

    fn next(
        &self,
        (state, last): Node,
        harm: u32,
        exposure: u32,
    ) -> impl Iterator<Item = (Node, &Edge)> {
        let edges = self.steps[&state].iter();
        edges
            .filter(move |edge| {
                edge.group != last && edge.places <= exposure && self.harm[&edge.to] <= harm
            })
            .map(|edge| ((edge.to, edge.group), edge))
    }

    /// The fewest joint steps, then the fewest steps, to every node within these limits.
    fn spread(&self, harm: u32, exposure: u32) -> BTreeMap<Node, (u32, u32)> {
        let mut done = BTreeMap::new();
        if self.harm[&self.from] > harm {
            return done;
        }
        let mut known: HashMap<Node, (u32, u32)> = HashMap::from([((self.from, 0), (0, 0))]);
        let mut open = BinaryHeap::from([Reverse(((0, 0), (self.from, 0)))]);
        while let Some(Reverse(((joint, steps), node))) = open.pop() {
            if done.contains_key(&node) {
                continue;
            }
            done.insert(node, (joint, steps));
            for (next, edge) in self.next(node, harm, exposure) {
                let cost = (joint + u32::from(edge.group.count_ones() > 1), steps + 1);
                if known.get(&next).is_none_or(|before| cost < *before) {
                    known.insert(next, cost);
                    open.push(Reverse((cost, next)));
                }
            }
        }
        done
    }

    fn least_to(&self, goal: State, harm: u32, exposure: u32) -> Option<(u32, u32)> {
        let done = self.spread(harm, exposure);
        done.iter()
            .filter(|((state, _), _)| *state == goal.0)
            .map(|(_, cost)| *cost)
            .min()
    }

    /// Harm and exposure are worst cases, not sums: the least harm is found first, then the least exposure with it.
    fn cost_to(&self, goal: State) -> Option<Cost> {
        let harms: Vec<u32> = sorted(self.harm.values().copied());
        let harm = *least(&harms, |harm| {
            self.least_to(goal, *harm, u32::MAX).is_some()
        })?;
        let exposures = sorted(
            self.steps
                .values()
                .flatten()
                .map(|edge| edge.places)
                .chain([0]),
        );
        let exposure = *least(&exposures, |exposure| {
            self.least_to(goal, harm, *exposure).is_some()
        })?;
        let (joint_steps, steps) = self.least_to(goal, harm, exposure)?;
        let irreversible = match self.conflict.space() {
            Space::Cube(cube) => {
                let irreversible = cube.own.iter().fold(0, |all, own| all | own.irreversible());
                ((self.from ^ goal.0) & irreversible).count_ones()
            }
            Space::Graph(_) => 0,
        };
        Some(Cost {
            irreversible,
            harm_places: harm,
            exposure_places: exposure,
            joint_steps,
            steps,
        })
    }

    /// Ways of this cost, at most so many.
    fn ways_of(&self, cost: Cost, goal: State, at_most: usize) -> Vec<Way> {
        let least = self.spread(cost.harm_places, cost.exposure_places);
        let wanted = (cost.joint_steps, cost.steps);
        let ends = least
            .iter()
            .filter(|((state, _), cost)| *state == goal.0 && **cost == wanted);
        let mut ways: Vec<Way> = Vec::new();
        let mut open: Vec<(Node, Steps)> = ends.map(|(node, _)| (*node, Vec::new())).collect();
        open.reverse();
        while let Some((node, later)) = open.pop() {
            if ways.len() >= at_most {
                break;
            }
            let (joint, steps) = least[&node];
            if steps == 0 {
                ways.push(Way {
                    cost,
                    steps: later.into_iter().rev().collect(),
                });
                continue;
            }
            for (before, (joint_before, steps_before)) in least.iter().rev() {
                let mut edges = self.next(*before, cost.harm_places, cost.exposure_places);
                let Some((_, edge)) = edges.find(|(next, _)| *next == node) else {
                    continue;
                };
                if (
                    joint_before + u32::from(edge.group.count_ones() > 1),
                    steps_before + 1,
                ) != (joint, steps)
                {
                    continue;
                }
                let parties = (0..PARTIES_MAX)
                    .filter(|party| edge.group >> party & 1 == 1)
                    .collect();
                let step = Step {
                    parties,
                    from: State(before.0),
                    to: State(node.0),
                };
                let mut later = later.clone();
                let exposed = self.exposed(edge.to, edge.group);
                let most = exposed.filter(|exposed| exposed.places == edge.places);
                later.push((step, most.collect()));
                open.push((*before, later));
            }
        }
        ways
    }
}

fn sorted(values: impl Iterator<Item = u32>) -> Vec<u32> {
    let set: std::collections::BTreeSet<u32> = values.collect();
    set.into_iter().collect()
}

/// The least value that is enough, where more always is too.
fn least<T>(values: &[T], is_enough: impl Fn(&T) -> bool) -> Option<&T> {
    let at = values.partition_point(|value| !is_enough(value));
    values.get(at)
}

/// Where each party, or group of parties together, can go from a state in one step: with options, all change theirs at
/// the same moment; with listed moves, each makes one, in any order.
fn groups_from(space: &Space, from: u32, parties: usize) -> Vec<(u32, u32)> {
    match space {
        Space::Cube(cube) => {
            let steps = cube
                .feasible
                .cells()
                .filter(|to| *to != from)
                .filter_map(|to| {
                    let mut group = 0;
                    for (party, own) in cube.own.iter().enumerate() {
                        let changed = (from ^ to) & own.all();
                        if changed & !own.may_change(from) != 0 {
                            return None;
                        }
                        group |= u32::from(changed != 0) << party;
                    }
                    Some((to, group))
                });
            steps.collect()
        }
        Space::Graph(graph) => {
            let mut all = std::collections::BTreeSet::new();
            let mut open = vec![(from, 0_u32)];
            while let Some((state, group)) = open.pop() {
                for party in (0..parties).filter(|party| group >> party & 1 == 0) {
                    for to in &graph.moves[party][state as usize] {
                        let next = (*to, group | 1 << party);
                        if all.insert(next) {
                            open.push(next);
                        }
                    }
                }
            }
            all.into_iter().filter(|(to, _)| *to != from).collect()
        }
    }
}
