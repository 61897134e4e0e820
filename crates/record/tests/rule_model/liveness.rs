//! That honest parties always get somewhere: from any history there is a way to an agreed text or a fresh start.

use record::rule::Verdict;
use record::{TextStatus, Void};

use crate::explore::State;
use crate::history::{History, Sealed};
use crate::rules::Record;
use crate::world::{Cut, Deed, Verb, World, text_id};

/// Tells everybody everything, until no node owes a renounce.
pub fn settle(world: &World, history: &History) -> History {
    let mut history = history.clone();
    loop {
        let state = State::new(world, &Record, &history);
        let view = world.view(&history.all());
        let owed = |log| state.owed(log, &view).first().map(|deed| (log, *deed));
        let Some((log, deed)) = (0..world.logs.len()).find_map(owed) else {
            return history;
        };
        history =
            seal(world, &history, log, deed, history.all()).expect("what a node owes is valid");
    }
}

/// Seals a deed if it is valid.
pub fn seal(
    world: &World,
    history: &History,
    log: usize,
    deed: Deed,
    cut: Cut,
) -> Result<History, Verdict> {
    let (state, view) = (State::new(world, &Record, history), world.view(&cut));
    match state.judge(log, deed, &view, &view) {
        Verdict::Valid => Ok(history.with(
            log,
            Sealed {
                deed,
                verdict: 0,
                view: cut,
            },
        )),
        void => Err(void),
    }
}

/// Where the text stands for somebody who holds everything.
pub fn status(world: &World, history: &History, text: usize) -> TextStatus {
    let view = world.view(&history.all());
    let status = State::new(world, &Record, history)
        .ledger
        .status(&text_id(text), &view);
    status.expect("a known text")
}

/// Whether honest parties can still come to a text in effect, with everything delivered.
/// Where all texts are dead, that is a new one in the same slots.
pub fn can_agree(world: &World, history: &History) -> bool {
    let history = settle(world, history);
    let texts: Vec<_> = (0..world.texts.len())
        .map(|text| status(world, &history, text))
        .collect();
    if texts.contains(&TextStatus::InEffect) {
        return true;
    }
    if texts.iter().all(|status| *status == TextStatus::Dead) {
        return can_propose_again(world, &history);
    }
    (0..world.logs.len()).any(|log| {
        world.deeds(log).into_iter().any(|deed| {
            let next = seal(world, &history, log, deed, history.all());
            !history.says(log, deed) && next.is_ok_and(|next| can_agree(world, &next))
        })
    })
}

/// Whether a new text in the slots of the first can be proposed by each party and come into effect.
pub fn can_propose_again(world: &World, history: &History) -> bool {
    (0..world.logs.len()).all(|proposer| {
        let again = again(world, proposer);
        let text = world.texts.len();
        let deed = |verb| Deed { verb, text };
        let agreed = seal(
            &again,
            history,
            proposer,
            deed(Verb::Propose),
            history.all(),
        );
        let agreed = (0..world.logs.len()).fold(agreed, |history, log| {
            let history = history?;
            seal(&again, &history, log, deed(Verb::Assent), history.all())
        });
        agreed.is_ok_and(|history| status(&again, &history, text) == TextStatus::InEffect)
    })
}

/// The world with one more text in the slots of the first.
fn again(world: &World, proposer: usize) -> World {
    let mut texts = world.texts.clone();
    texts.push(crate::world::Text {
        proposer,
        placed: false,
        ..texts[0].clone()
    });
    World {
        logs: world.logs.clone(),
        membership: world.membership.clone(),
        texts,
        ..World::new("again", 0, 0)
    }
}

/// "Accept theirs, withdraw ours" by `log`, which knows `cut`: the release now, the assent when ours is dead.
/// None where the node would have to seal owed renounces first, or where the text cannot be accepted.
pub fn give_way(
    world: &World,
    history: &History,
    log: usize,
    theirs: usize,
    cut: Cut,
) -> Option<History> {
    let (state, view) = (State::new(world, &Record, history), world.view(&cut));
    let said = |verb, text| history.says(log, Deed { verb, text });
    let refused = said(Verb::Renounce, theirs) || said(Verb::RenounceByNode, theirs);
    if !state.owed(log, &view).is_empty() || said(Verb::Assent, theirs) || refused {
        return None;
    }
    let ours = (0..world.texts.len()).filter(|text| {
        world.exclude(*text, theirs) && said(Verb::Assent, *text) && !said(Verb::Release, *text)
    });
    let mut given = history.clone();
    for text in ours {
        let mut cut = cut;
        cut[log] = given.logs[log].len() as u8;
        let release = Deed {
            verb: Verb::Release,
            text,
        };
        given =
            seal(world, &given, log, release, cut).expect("an assent of one's own can be released");
    }
    Some(given)
}

/// The assent that waits: sealed once everything is delivered, or why it is dropped.
pub fn accept(
    world: &World,
    history: &History,
    log: usize,
    theirs: usize,
) -> Result<History, Option<Void>> {
    let deed = Deed {
        verb: Verb::Assent,
        text: theirs,
    };
    seal(world, history, log, deed, history.all()).map_err(|verdict| match verdict {
        Verdict::Void(reason) => Some(reason),
        _ => None,
    })
}
