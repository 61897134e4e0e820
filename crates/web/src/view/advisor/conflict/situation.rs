//! One situation: who can do what from it, how one gets to it, and what would have to be otherwise.

use advice::escalation as words;
use analysis::escalation::coalition;
use analysis::escalation::deescalate::{self, Refused};
use analysis::escalation::inverse::{fewest_changes, fewest_reorders};
use analysis::escalation::paths;
use analysis::escalation::{By, Concept, Solution, State, Stopped, Verdict, Watch, solve};

use super::{Told, until_late};
use crate::pages::advisor::conflict::{Needed, PartyMoves, SituationView, WayPart};

/// The most situations among which it is asked what would have to change.
const CHANGED_MAX: u32 = 256;
/// The most parties among which it is asked who would leave together: every group of them may.
const COALITION_PARTIES_MAX: usize = 6;

impl Told<'_> {
    /// What is said of a situation.
    ///
    /// # Errors
    /// The engine was not done when the time was over.
    pub fn situation(&self, state: State) -> Result<SituationView, Stopped> {
        let (conflict, l) = (&self.ready.conflict, self.l);
        let late = until_late();
        let watch = Watch::new(&late);
        let solution = solve(conflict, watch)?;
        let situation = words::situation(conflict, &solution, state, l, watch);
        let now = conflict.status_quo();
        let mut together = self.together(&solution, watch).into_iter().flatten();
        let from = now.filter(|now| *now != state);
        let mut unfinished = Vec::new();
        let (ways, way_notes) = from
            .map(|from| self.ways(from, state, watch, &mut unfinished))
            .unwrap_or_default();
        let mut coalitions = Vec::new();
        if conflict.parties() <= COALITION_PARTIES_MAX {
            let found = coalition::temptations(conflict, state, Concept::Seq);
            coalitions = words::coalitions(conflict, &found, l);
        } else {
            let args = [("most", COALITION_PARTIES_MAX.into())];
            unfinished.push(l.ta("advisor-conflict-unfinished-coalitions", &args));
        }
        let copy = self.copied(now, state, l.t("advisor-conflict-copy-situation"));
        let mut steps = ways.iter().flat_map(|way: &WayPart| &way.joint);
        let is_said = steps.any(|step| (&step.from, &step.to) == (&copy.from, &copy.to));
        let copy = (now != Some(state) && !is_said).then_some(copy);
        Ok(SituationView {
            is_now: now == Some(state),
            standing: self.standing("", &situation, usize::MAX),
            together: together
                .any(|other| other == state)
                .then(|| l.t("advisor-conflict-together-says")),
            moves: (0..conflict.parties())
                .map(|party| self.moves(party, state))
                .collect(),
            paths: from
                .map(|from| self.paths(from, state, watch, &mut unfinished))
                .unwrap_or_default(),
            ways,
            way_notes,
            needed: self.needed(&solution, state, watch),
            coalitions,
            inputs: self.inputs(),
            assumptions: words::assumptions(l),
            caveat: l.t("advisor-escalation-caveat"),
            unfinished: (!unfinished.is_empty()).then(|| unfinished.join(" ")),
            copy,
        })
    }

    fn moves(&self, party: usize, from: State) -> PartyMoves {
        let conflict = &self.ready.conflict;
        let told = |to: State| {
            let effect = match conflict.rank(party, to).cmp(&conflict.rank(party, from)) {
                std::cmp::Ordering::Greater => "advisor-conflict-move-gains",
                std::cmp::Ordering::Equal => "advisor-conflict-move-equal",
                std::cmp::Ordering::Less => "advisor-conflict-move-loses",
            };
            (
                words::change(conflict, from, to, self.l),
                self.with_party(effect, party),
                self.link(to),
            )
        };
        let mut moves = conflict.moves(party, from);
        moves.sort_by_key(|to| std::cmp::Reverse(conflict.rank(party, *to)));
        PartyMoves {
            party: self.party(party).to_owned(),
            moves: moves.into_iter().map(told).collect(),
        }
    }

    /// Ways here from the present situation, by what parties would want and by what they can do.
    fn paths(
        &self,
        from: State,
        to: State,
        watch: Watch<'_>,
        unfinished: &mut Vec<String>,
    ) -> Vec<(String, Vec<String>)> {
        let conflict = &self.ready.conflict;
        let mut paths: Vec<(String, Vec<String>)> = Vec::new();
        for (by, some, none) in [
            (
                By::Gains,
                "advisor-conflict-path-gains",
                "advisor-conflict-path-no-gains",
            ),
            (
                By::Moves,
                "advisor-conflict-path-moves",
                "advisor-conflict-path-no-moves",
            ),
        ] {
            let reach = paths::from(conflict, from, by, watch);
            match reach.way_to(to) {
                Some(way) => paths.push((self.l.t(some), words::steps(conflict, &way, self.l))),
                None if reach.complete => paths.push((self.l.t(none), Vec::new())),
                None => unfinished.push(self.l.t("advisor-conflict-unfinished-path")),
            }
        }
        paths
    }

    fn ways(
        &self,
        from: State,
        to: State,
        watch: Watch<'_>,
        unfinished: &mut Vec<String>,
    ) -> (Vec<WayPart>, Vec<String>) {
        let (conflict, l) = (&self.ready.conflict, self.l);
        let found = match deescalate::ways(conflict, from, &[to], watch) {
            Ok(found) => found,
            Err(Refused::Stopped) => {
                unfinished.push(l.t("advisor-conflict-unfinished-ways"));
                return Default::default();
            }
            Err(Refused::TooManyStates { given, at_most }) => {
                let args = [("given", given.into()), ("most", at_most.into())];
                return (
                    Vec::new(),
                    vec![l.ta("advisor-conflict-ways-states", &args)],
                );
            }
            Err(Refused::TooManyParties { given, at_most }) => {
                let args = [("given", given.into()), ("most", at_most.into())];
                return (
                    Vec::new(),
                    vec![l.ta("advisor-conflict-ways-parties", &args)],
                );
            }
        };
        let (told, notes) = words::ways(conflict, &found, l);
        let ways = found.best.iter().zip(told).map(|(way, says)| {
            let numbered = (1_usize..)
                .zip(&way.steps)
                .filter(|(_, (step, _))| step.parties.len() > 1);
            let joint = numbered.map(|(number, (step, _))| {
                let label = l.ta("advisor-conflict-copy-step", &[("number", number.into())]);
                self.copied(Some(step.from), step.to, label)
            });
            WayPart {
                says,
                joint: joint.collect(),
            }
        });
        (ways.collect(), notes)
    }

    /// What would have to be otherwise for the situation to hold, other than out of fear.
    fn needed(&self, solution: &Solution, state: State, watch: Watch<'_>) -> Option<Needed> {
        let (conflict, l) = (&self.ready.conflict, self.l);
        if solution.verdict(state) <= Verdict::Answered {
            return None;
        }
        let mut needed = Needed {
            statements: Vec::new(),
            says: String::new(),
            comparisons: Vec::new(),
        };
        if conflict.count() > CHANGED_MAX {
            let args = [
                ("given", conflict.count().into()),
                ("most", CHANGED_MAX.into()),
            ];
            needed.says = l.ta("advisor-conflict-needed-states", &args);
            return Some(needed);
        }
        let found = fewest_reorders(conflict, state, Concept::Seq, watch);
        needed.statements = words::reordered(conflict, &found, l);
        let fewest = fewest_changes(conflict, state, Concept::Seq, watch);
        (needed.says, needed.comparisons) = words::needed(conflict, &fewest, l);
        Some(needed)
    }
}
