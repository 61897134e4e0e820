//! A model that was checked and made ready.

use std::sync::Arc;

use super::cube::Cube;
use super::graph::Graph;
use super::space::{Board, Space, State};
use super::{Form, Model, ModelError, OptionForm, Place, Preference, preference};

/// A conflict whose states are counted and whose preferences are ranks.
#[derive(Clone, Debug)]
pub struct Conflict {
    model: Arc<Model>,
    space: Arc<Space>,
    /// By party and cell, higher is better.
    ranks: Vec<Vec<u32>>,
    status_quo: Option<State>,
}

/// What a state is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// The options taken and not taken, by index. Those in neither list differ among the patterns that were declared
    /// one state.
    Options {
        /// Taken.
        taken: Vec<u32>,
        /// Not taken.
        not_taken: Vec<u32>,
    },
    /// Its name in a graph form.
    Label(&'a str),
}

impl Conflict {
    /// Checks a model.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn new(model: Model) -> Result<Conflict, ModelError> {
        let names: Vec<String> = model
            .parties
            .iter()
            .map(|party| party.name.clone())
            .collect();
        if names.is_empty() {
            return Err(ModelError::NoParty);
        }
        if let Some(at) = (1..names.len()).find(|at| names[..*at].contains(&names[*at])) {
            return Err(ModelError::PartyTwice {
                name: names[at].clone(),
            });
        }
        let (space, ranks) = match &model.form {
            Form::Graph(form) => {
                let space = Space::Graph(Graph::listed(form, names.len())?);
                let ranks = ranks(&space, &model)?;
                (space, ranks)
            }
            Form::Options(form) if form.same.is_empty() => {
                let space = Space::Cube(Cube::new(form, &names)?);
                let ranks = ranks(&space, &model)?;
                (space, ranks)
            }
            Form::Options(form) => merged(&model, form, Cube::new(form, &names)?)?,
        };
        let status_quo = model
            .status_quo
            .map(|given| match space.with_number(given) {
                Some(cell) => Ok(State(cell)),
                None => Err(ModelError::NoSuchState {
                    place: Place::StatusQuo,
                    given: given.into(),
                    states: space.count(),
                }),
            });
        let status_quo = status_quo.transpose()?;
        Ok(Conflict {
            model: Arc::new(model),
            space: Arc::new(space),
            ranks,
            status_quo,
        })
    }

    /// The same conflict with another order of preference for one party.
    ///
    /// # Errors
    /// What is wrong with the preference.
    pub fn with_preference(
        &self,
        party: usize,
        preference: Preference,
    ) -> Result<Conflict, ModelError> {
        let mut model = (*self.model).clone();
        model.parties[party].preference = preference;
        Conflict::new(model)
    }

    /// What was written down.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// How many parties there are.
    pub fn parties(&self) -> usize {
        self.ranks.len()
    }

    /// How many states are possible.
    pub fn count(&self) -> u32 {
        self.space.count()
    }

    /// The possible states, by number.
    pub fn states(&self) -> impl Iterator<Item = State> + '_ {
        self.space.states().map(State)
    }

    /// The state things are in now, if it was said.
    pub fn status_quo(&self) -> Option<State> {
        self.status_quo
    }

    /// The state with this number, from 1.
    pub fn state(&self, number: u32) -> Option<State> {
        self.space.with_number(number).map(State)
    }

    /// The number of a state, from 1: possible states in ascending order, the first option being the lowest bit.
    pub fn number(&self, state: State) -> u32 {
        self.space.number(state.0)
    }

    /// A party's rank of a state: from 1 for its worst, equal for tied states.
    pub fn rank(&self, party: usize, state: State) -> u32 {
        self.board().rank(party, state.0)
    }

    /// A party's order: groups of tied states, most preferred first.
    pub fn ranking(&self, party: usize) -> Vec<Vec<State>> {
        let highest = self.ranks[party].iter().max().copied().unwrap_or(0);
        let mut groups = vec![Vec::new(); highest as usize];
        for state in self.states() {
            groups[(highest - self.rank(party, state)) as usize].push(state);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// Where a party can go from a state in one step.
    pub fn moves(&self, party: usize, from: State) -> Vec<State> {
        self.space
            .moves(party, from.0)
            .into_iter()
            .map(State)
            .collect()
    }

    /// Where a party would gain by going.
    pub fn improvements(&self, party: usize, from: State) -> Vec<State> {
        self.board()
            .improvements(party, from.0)
            .into_iter()
            .map(State)
            .collect()
    }

    /// What a state is: by its options, or by its name.
    pub fn told(&self, state: State) -> Told<'_> {
        let patterns = match (&*self.space, &self.model.form) {
            (_, Form::Graph(form)) => return Told::Label(&form.states[state.0 as usize]),
            (Space::Graph(graph), _) => &graph.members[state.0 as usize],
            (Space::Cube(_), _) => &vec![state.0],
        };
        let Form::Options(form) = &self.model.form else {
            unreachable!("graphs were told above")
        };
        let all = |taken: bool| {
            let is = move |option: &u32| {
                patterns
                    .iter()
                    .all(|cell| (cell >> option & 1 == 1) == taken)
            };
            (0..form.options.len() as u32).filter(is).collect()
        };
        Told::Options {
            taken: all(true),
            not_taken: all(false),
        }
    }

    /// The same conflict with other ranks, for questions about many of them.
    pub(crate) fn with_ranks(&self, ranks: Vec<Vec<u32>>) -> Conflict {
        Conflict {
            ranks,
            ..self.clone()
        }
    }

    pub(crate) fn board(&self) -> Board<'_> {
        Board {
            space: &self.space,
            ranks: &self.ranks,
        }
    }

    pub(crate) fn space(&self) -> &Space {
        &self.space
    }
}

fn ranks(space: &Space, model: &Model) -> Result<Vec<Vec<u32>>, ModelError> {
    let parties = model.parties.iter();
    parties
        .map(|party| preference::ranks(space, &party.name, &party.preference))
        .collect()
}

/// Rankings are of the merged states; weights and statements speak of options and must not tell merged states apart.
fn merged(
    model: &Model,
    form: &OptionForm,
    cube: Cube,
) -> Result<(Space, Vec<Vec<u32>>), ModelError> {
    let graph = Graph::merged(&cube, form)?;
    let (patterns, states) = (Space::Cube(cube), Space::Graph(graph.clone()));
    let one = |party: &super::Party| match &party.preference {
        Preference::Ranking(_) => preference::ranks(&states, &party.name, &party.preference),
        by_options => {
            let ranks = preference::ranks(&patterns, &party.name, by_options)?;
            let of_members = |(state, cells): (u32, &Vec<u32>)| {
                let rank = ranks[cells[0] as usize];
                if cells.iter().all(|cell| ranks[*cell as usize] == rank) {
                    Ok(rank)
                } else {
                    Err(ModelError::SameButNotTied {
                        party: party.name.clone(),
                        state: state + 1,
                    })
                }
            };
            (0..).zip(&graph.members).map(of_members).collect()
        }
    };
    let ranks: Result<_, _> = model.parties.iter().map(one).collect();
    Ok((Space::Graph(graph), ranks?))
}
