//! What people write down: parties, options or listed moves, what cannot be, and what each party prefers.

use thiserror::Error;

use super::StatementError;

/// A conflict as it is written down. [`Conflict::new`](super::Conflict::new) checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// What the conflict is called.
    pub title: String,
    /// Who takes part. Their order is the order of input and means nothing.
    pub parties: Vec<Party>,
    /// What they can do.
    pub form: Form,
    /// The number of the state things are in now, if it was said.
    pub status_quo: Option<u32>,
}

/// A party and what it prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Its order of the states.
    pub preference: Preference,
}

/// A party's order of the states, given in one of three ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preference {
    /// State numbers, most preferred first; those in one group are tied.
    Ranking(Vec<Vec<u32>>),
    /// A whole number for each option, positive if the party likes it taken. The sum over the options taken decides.
    Weights(Vec<i32>),
    /// Statements, most important first: a state in which an earlier one is true is better than any in which it is
    /// not, whatever the later ones say. They are compared one by one, never added up, so any number of them works.
    Statements(Vec<String>),
}

/// How the conflict is described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// By options.
    Options(OptionForm),
    /// By a list of states and a list of moves.
    Graph(GraphForm),
}

/// A conflict described by yes/no options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionForm {
    /// The options, in the order in which state numbers count them (the first is the lowest bit).
    pub options: Vec<Choice>,
    /// What cannot be: every state that fits one of these.
    pub infeasible: Vec<Pattern>,
    /// The states that fit one of these are one state, whatever the other options say ("the plant is abandoned").
    pub same: Vec<Pattern>,
}

/// An option of one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is done when it is taken.
    pub name: String,
    /// The index of the party that decides on it.
    pub owner: u32,
    /// How it may change.
    pub change: Change,
}

/// How an option may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It can be taken and given up at any time.
    EitherWay,
    /// Once taken it stays taken.
    OnlyTaken,
    /// Once given up it cannot be taken again.
    OnlyGivenUp,
}

/// Conditions on options: index from 0, and whether it is taken. Other options are free.
pub type Pattern = Vec<(u32, bool)>;

/// A conflict described by states and moves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphForm {
    /// What each state is called; state 1 is the first.
    pub states: Vec<String>,
    /// The moves. They may be intransitive: that one can go on from where one came to is not assumed.
    pub moves: Vec<Move>,
}

/// A listed move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// The index of the party that makes it.
    pub party: u32,
    /// The number of the state it leaves.
    pub from: u32,
    /// The number of the state it leads to.
    pub to: u32,
}

/// The most options a model may have. With more than four parties it is a little less, see [`ModelError`].
pub const OPTIONS_MAX: u32 = 24;
/// The most options of one party that may be irreversible.
pub const IRREVERSIBLE_MAX: u32 = 12;
/// The most states of a graph form, or of options some states of which were declared the same.
pub const GRAPH_STATES_MAX: u32 = 4096;
/// Options with this many parties would need more memory than a desk computer has to spare.
const PATTERNS_AND_PARTIES_MAX: u64 = 1 << 26;

impl OptionForm {
    /// The patterns that leave exactly one of these options taken.
    pub fn exactly_one(options: &[u32]) -> Vec<Pattern> {
        let mut patterns = OptionForm::at_most_one(options);
        patterns.push(options.iter().map(|option| (*option, false)).collect());
        patterns
    }

    /// The patterns that leave at most one of these options taken.
    pub fn at_most_one(options: &[u32]) -> Vec<Pattern> {
        let later = |at: usize| options[at + 1..].iter();
        let pairs = |(at, first): (usize, &u32)| {
            later(at)
                .map(|second| vec![(*first, true), (*second, true)])
                .collect()
        };
        options
            .iter()
            .enumerate()
            .flat_map(|(at, first)| -> Vec<Pattern> { pairs((at, first)) })
            .collect()
    }

    /// How many options a model with so many parties may have.
    pub fn options_max(parties: usize) -> u32 {
        let patterns = PATTERNS_AND_PARTIES_MAX / (parties.max(1) as u64).next_power_of_two();
        OPTIONS_MAX.min(patterns.max(1).ilog2())
    }
}

/// Where in a model something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the infeasible pattern with this number, from 1.
    Infeasible(usize),
    /// In the pattern of same states with this number, from 1.
    Same(usize),
    /// In the ranking of this party.
    Ranking(String),
    /// In the move with this number, from 1.
    Move(usize),
    /// The status quo.
    StatusQuo,
    /// The owner of the option with this name.
    Owner(String),
}

/// Why a model cannot be analysed: what, and where. What to do about it is said where it is shown.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum ModelError {
    #[error("there is no party")]
    NoParty,
    #[error("two parties are called {name:?}")]
    PartyTwice { name: String },
    #[error("{given} options: at most {at_most} can be analysed")]
    TooManyOptions { given: usize, at_most: u32 },
    #[error("{given} irreversible options of {party:?}: at most {at_most} can be analysed")]
    TooManyIrreversible {
        party: String,
        given: u32,
        at_most: u32,
    },
    #[error("{given} states: at most {at_most} can be analysed in this form")]
    TooManyStates { given: usize, at_most: u32 },
    #[error("no state is possible: every combination is excluded")]
    NoState,
    #[error("{place:?}: there is no option {given}; there are {options}")]
    NoSuchOption {
        place: Place,
        given: u64,
        options: u32,
    },
    #[error("{place:?}: option {option} is both taken and not taken")]
    PatternContradicts { place: Place, option: u32 },
    #[error("{place:?}: there is no state {given}; there are {states}")]
    NoSuchState {
        place: Place,
        given: u64,
        states: u32,
    },
    #[error("{place:?}: there is no party {given}; there are {parties}")]
    NoSuchParty {
        place: Place,
        given: u64,
        parties: u32,
    },
    #[error("move {number} leads from state {state} to itself")]
    MoveToItself { number: usize, state: u32 },
    #[error("the ranking of {party:?} has state {state} twice")]
    RankedTwice { party: String, state: u32 },
    #[error("the ranking of {party:?} leaves out state {state}, and {missing} in all")]
    NotRanked {
        party: String,
        state: u32,
        missing: u32,
    },
    #[error("{party:?} has {given} weights for {options} options")]
    WrongWeights {
        party: String,
        given: usize,
        options: u32,
    },
    #[error("{party:?} states priorities about options, and this model lists its moves instead")]
    NoOptionsToSpeakOf { party: String },
    #[error("statement {number} of {party:?}: {error}")]
    Statement {
        party: String,
        number: usize,
        error: StatementError,
    },
    #[error("statement {number} of {party:?} is true in no possible state")]
    NeverTrue { party: String, number: usize },
    #[error("statement {second} of {party:?} says the opposite of its statement {first}")]
    Opposite {
        party: String,
        first: usize,
        second: usize,
    },
    #[error(
        "{party:?} does not hold states that are declared the same to be equally good (state {state})"
    )]
    SameButNotTied { party: String, state: u32 },
}
