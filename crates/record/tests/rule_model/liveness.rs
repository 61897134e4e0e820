//! That honest parties always get somewhere: from any history there is a way to an agreed text or a fresh start.

use record::rule::Verdict;
use record::{TextStatus, Void};

use crate::explore::State;
use crate::history::{History, Sealed};
use crate::rules::Record;
use crate::world::{Cut, Deed, Text, Verb, World, text_id};
use crate::{crossing, visited};

/// Tells everybody everything, until no node owes a renounce.
fn settle(world: &World, history: &History) -> History {
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
fn seal(
    world: &World,
    history: &History,
    log: usize,
    deed: Deed,
    cut: Cut,
) -> Result<History, Verdict> {
    let (state, view) = (State::new(world, &Record, history), world.view(&cut));
    match state.judge(log, deed, &view, &view) {
        Verdict::Valid => Ok(history.with(log, Sealed::new(deed, Verdict::Valid, cut))),
        void => Err(void),
    }
}

/// Where the text stands for somebody who holds everything.
fn status(world: &World, history: &History, text: usize) -> TextStatus {
    let view = world.view(&history.all());
    let status = State::new(world, &Record, history)
        .ledger
        .status(&text_id(text), &view);
    status.expect("a known text")
}

/// Whether honest parties can still come to a text in effect, with everything delivered.
/// Where all texts are dead, that is a new one in the same slots.
fn can_agree(world: &World, history: &History) -> bool {
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
        world.deeds(log, true).into_iter().any(|deed| {
            let next = seal(world, &history, log, deed, history.all());
            !history.says(log, deed) && next.is_ok_and(|next| can_agree(world, &next))
        })
    })
}

/// Whether a new text in the slots of the first can be proposed by each party and come into effect.
fn can_propose_again(world: &World, history: &History) -> bool {
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
    texts.push(Text {
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
fn give_way(
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
fn accept(world: &World, history: &History, log: usize, theirs: usize) -> Result<History, Verdict> {
    let deed = Deed {
        verb: Verb::Assent,
        text: theirs,
    };
    seal(world, history, log, deed, history.all())
}

/// The other of two parties or texts.
fn other(one: usize) -> usize {
    1 - one
}

#[test]
fn honest_parties_can_always_still_agree() {
    let world = crossing("2 parties, 2 rivals, honest, complete", 2, 2, 2).honest();
    visited(&world, |state| {
        assert!(
            can_agree(&world, state.history),
            "{}",
            state.history.story(&world)
        );
    });
}

#[test]
fn accepting_theirs_and_withdrawing_ours_ends_in_theirs() {
    let world = crossing("one side gives way", 2, 2, 2).honest();
    let mut pressed = 0;
    visited(&world, |state| {
        for (log, theirs) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let stands = |verb| state.history.says(other(log), Deed { verb, text: theirs });
            if !stands(Verb::Assent) || stands(Verb::Release) {
                continue;
            }
            for cut in state.history.cuts(log) {
                let Some(given) = give_way(&world, state.history, log, theirs, cut) else {
                    continue;
                };
                let agreed = accept(&world, &settle(&world, &given), log, theirs);
                let agreed = agreed.expect("ours is dead once everybody heard of the release");
                assert_eq!(status(&world, &agreed, theirs), TextStatus::InEffect);
                pressed += 1;
            }
        }
    });
    println!("given way: {pressed} times");
    assert!(pressed > 0);
}

#[test]
fn if_both_give_way_at_once_both_texts_are_dead_and_can_be_proposed_again() {
    let world = crossing("both sides give way", 2, 2, 2).honest();
    let mut crossed = 0;
    visited(&world, |state| {
        let history = state.history;
        for ours in [0, 1] {
            let theirs = other(ours);
            let open = |text| status(&world, history, text) == TextStatus::Open;
            let stands = |log, text| {
                history.says(
                    log,
                    Deed {
                        verb: Verb::Assent,
                        text,
                    },
                ) && !history.says(
                    log,
                    Deed {
                        verb: Verb::Release,
                        text,
                    },
                )
            };
            if !(stands(0, ours) && stands(1, theirs) && open(ours) && open(theirs)) {
                continue;
            }
            for (one, two) in pairs(&history.cuts(0), &history.cuts(1)) {
                let given = give_way(&world, history, 0, theirs, one);
                let given = given.and_then(|given| give_way(&world, &given, 1, ours, two));
                let Some(given) = given else { continue };
                let settled = settle(&world, &given);
                for (log, text) in [(0, theirs), (1, ours)] {
                    assert_eq!(status(&world, &settled, text), TextStatus::Dead);
                    let dropped = accept(&world, &settled, log, text);
                    assert_eq!(dropped, Err(Verdict::Void(Void::RenouncedBefore)));
                }
                assert!(can_propose_again(&world, &settled));
                crossed += 1;
            }
        }
    });
    println!("both at once: {crossed} times");
    assert!(crossed > 0);
}

#[test]
fn if_ours_took_effect_first_the_waiting_assent_is_dropped() {
    let world = crossing("a release that comes too late", 2, 2, 2).honest();
    let mut late = 0;
    visited(&world, |state| {
        let history = state.history;
        for (log, ours) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let assent = Deed {
                verb: Verb::Assent,
                text: ours,
            };
            let release = Deed {
                verb: Verb::Release,
                text: ours,
            };
            if !history.says(log, assent) || history.says(log, release) {
                continue;
            }
            let given = give_way(&world, history, log, other(ours), history.own(log));
            let met = given.and_then(|given| {
                let owes = !state
                    .owed(other(log), &world.view(&history.all()))
                    .is_empty();
                let met = seal(&world, &given, other(log), assent, history.all()).ok();
                met.filter(|_| !owes)
            });
            let Some(met) = met else { continue };
            let settled = settle(&world, &met);
            assert_eq!(status(&world, &settled, ours), TextStatus::InEffect);
            assert!(accept(&world, &settled, log, other(ours)).is_err());
            late += 1;
        }
    });
    println!("too late: {late} times");
    assert!(late > 0);
}

fn pairs<T: Copy>(ones: &[T], others: &[T]) -> Vec<(T, T)> {
    let with = |one: &T| {
        others
            .iter()
            .map(|other| (*one, *other))
            .collect::<Vec<_>>()
    };
    ones.iter().flat_map(with).collect()
}
