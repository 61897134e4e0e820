//! Random small models, each from its seed.

use analysis::escalation::{
    Change, Choice, Form, GraphForm, Model, Move, OptionForm, Party, Preference,
};

/// A plain generator of our own: the models must be the same with every version of every library.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    pub fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// The numbers 1 to `states` in random groups.
    pub fn ranking(&mut self, states: u32, ties: bool) -> Vec<Vec<u32>> {
        let mut order: Vec<u32> = (1..=states).collect();
        self.shuffle(&mut order);
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for state in order {
            match groups.last_mut() {
                Some(group) if ties && self.one_in(3) => group.push(state),
                _ => groups.push(vec![state]),
            }
        }
        groups
    }
}

/// Two to four parties, options with holes, some irreversible, some rankings with ties.
pub fn options(seed: u64) -> Model {
    let mut dice = Dice(seed);
    let parties = 2 + dice.below(3);
    let count = parties + dice.below(7 - parties);
    let options: Vec<Choice> = (0..count)
        .map(|option| Choice {
            name: format!("option {option}"),
            owner: if option < parties {
                option
            } else {
                dice.below(parties)
            } as u32,
            change: match dice.below(6) {
                0 => Change::OnlyTaken,
                1 => Change::OnlyGivenUp,
                _ => Change::EitherWay,
            },
        })
        .collect();
    let patterns = dice.below(4);
    let infeasible: Vec<Vec<(u32, bool)>> = (0..patterns)
        .map(|_| {
            let mut chosen: Vec<u32> = (0..count as u32).collect();
            dice.shuffle(&mut chosen);
            chosen.truncate(2 + dice.below(2));
            chosen
                .into_iter()
                .map(|option| (option, dice.one_in(2)))
                .collect()
        })
        .collect();
    let possible = |n: &u32| {
        !infeasible
            .iter()
            .any(|p| p.iter().all(|(o, taken)| (n >> o & 1 == 1) == *taken))
    };
    let states = (0..1_u32 << count).filter(possible).count() as u32;
    if states == 0 {
        return self::options(seed ^ 1 << 60);
    }
    let ties = dice.one_in(2);
    let parties = ranked(&mut dice, parties, states, ties);
    let form = OptionForm {
        options,
        infeasible,
        same: Vec::new(),
    };
    Model {
        title: String::new(),
        parties,
        form: Form::Options(form),
        status_quo: None,
    }
}

/// Two to four parties, listed moves that are mostly intransitive.
pub fn graph(seed: u64) -> Model {
    let mut dice = Dice(seed);
    let parties = 2 + dice.below(3);
    let states = 2 + dice.below(9) as u32;
    let moves = (0..dice.below(parties * states as usize * 2)).map(|_| Move {
        party: dice.below(parties) as u32,
        from: 1 + dice.below(states as usize) as u32,
        to: 1 + dice.below(states as usize) as u32,
    });
    let moves: Vec<Move> = moves.collect();
    let moves = moves
        .into_iter()
        .filter(|step| step.from != step.to)
        .collect();
    let ties = dice.one_in(2);
    let parties = ranked(&mut dice, parties, states, ties);
    let form = GraphForm {
        states: (1..=states).map(|n| format!("state {n}")).collect(),
        moves,
    };
    Model {
        title: String::new(),
        parties,
        form: Form::Graph(form),
        status_quo: None,
    }
}

fn ranked(dice: &mut Dice, parties: usize, states: u32, ties: bool) -> Vec<Party> {
    let party = |n| Party {
        name: format!("party {n}"),
        preference: Preference::Ranking(dice.ranking(states, ties)),
    };
    (0..parties).map(party).collect()
}
