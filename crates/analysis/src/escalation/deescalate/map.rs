//! Every step there is between states, what it costs, and the cheapest ways along them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::{Cost, Exposure, PARTIES_MAX, Steps, Way};
use crate::escalation::local::others;
use crate::escalation::paths::Step;
use crate::escalation::space::Space;
use crate::escalation::walk::{By, Walk};
use crate::escalation::{Conflict, State};

/// A state and the group that moved last, as bits; nobody at the start.
type Node = (u32, u32);

/// Every step there is, and what it costs.
pub(super) struct Map<'a> {
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
    /// `None` if stopped.
    pub fn new(
        conflict: &'a Conflict,
        from: State,
        stops: impl Fn(u64) -> bool,
    ) -> Option<Map<'a>> {
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
    pub fn cost_to(&self, goal: State) -> Option<Cost> {
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
    pub fn ways_of(&self, cost: Cost, goal: State, at_most: usize) -> Vec<Way> {
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
