//! The lines of a script: what a person at a seat says, with items and texts by their English titles.

use crate::command::{Reason, Target};
use crate::testing::Seat;
use crate::{About, Command, List, Subject, Wording, Wordings};

/// A line: the command it is at the seat where it is said.
pub type Line = Box<dyn Fn(&Seat) -> Command>;

/// Words in English: the part before a colon and a blank is the title.
pub fn words(text: &str) -> Wordings {
    let (title, text) = text.split_once(": ").unwrap_or((text, ""));
    Wordings(vec![Wording {
        lang: "en".to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        courtesy: false,
    }])
}

fn because(text: &str) -> Reason {
    Reason {
        lang: "en".to_owned(),
        text: text.to_owned(),
    }
}

fn propose_as(text: &str, target: impl Fn(&Seat) -> Target + 'static, areas: &[&str]) -> Line {
    let (text, areas) = (words(text), owned(areas));
    Box::new(move |seat| Command::Propose {
        target: target(seat),
        wordings: text.clone(),
        about: in_areas(seat, &areas),
    })
}

fn in_areas(seat: &Seat, areas: &[String]) -> About {
    About {
        areas: areas.iter().map(|area| seat.item(area)).collect(),
        ..About::default()
    }
}

/// Proposes a new item that cites these principles.
pub fn propose_citing(text: &str, list: List, principles: &[&str]) -> Line {
    let (text, principles) = (words(text), owned(principles));
    Box::new(move |seat| Command::Propose {
        target: Target::New {
            subject: Subject::Item,
            list: Some(list),
        },
        wordings: text.clone(),
        about: About {
            cites: principles.iter().map(|title| seat.item(title)).collect(),
            ..About::default()
        },
    })
}

fn owned(titles: &[&str]) -> Vec<String> {
    titles.iter().map(|title| (*title).to_owned()).collect()
}

fn new(subject: Subject, list: Option<List>) -> impl Fn(&Seat) -> Target {
    move |_| Target::New { subject, list }
}

/// Proposes a new item for a list.
pub fn propose(text: &str, list: List) -> Line {
    propose_as(text, new(Subject::Item, Some(list)), &[])
}

/// Proposes a new item of these areas.
pub fn propose_in(text: &str, list: List, areas: &[&str]) -> Line {
    propose_as(text, new(Subject::Item, Some(list)), areas)
}

/// Proposes a principle.
pub fn principle(text: &str) -> Line {
    propose_as(text, new(Subject::Principle, None), &[])
}

/// Proposes an area.
pub fn area(text: &str) -> Line {
    propose_as(text, new(Subject::Area, None), &[])
}

/// Proposes another text on the item called `title`: a counter-proposal, or an amendment if one is in effect.
pub fn instead_of(title: &str, text: &str) -> Line {
    let title = title.to_owned();
    propose_as(text, move |seat| Target::Existing(seat.item(&title)), &[])
}

/// Brings something in for discussion.
pub fn bring_in(text: &str, subject: Subject, list: Option<List>) -> Line {
    let text = words(text);
    Box::new(move |_| Command::BringIn {
        subject,
        list,
        wordings: text.clone(),
        about: About::default(),
    })
}

/// Brings an item in for discussion, in these areas.
pub fn bring_in_item(text: &str, list: List, areas: &[&str]) -> Line {
    let (text, areas) = (words(text), owned(areas));
    Box::new(move |seat| Command::BringIn {
        subject: Subject::Item,
        list: Some(list),
        wordings: text.clone(),
        about: in_areas(seat, &areas),
    })
}

/// Agrees to the text called `title`.
pub fn agree(title: &str) -> Line {
    let title = title.to_owned();
    Box::new(move |seat| Command::Assent {
        text: seat.text(&title),
    })
}

/// Declines the text called `title`, for a reason unless it is empty.
pub fn decline(title: &str, reason: &str) -> Line {
    let (title, reason) = (title.to_owned(), because(reason));
    Box::new(move |seat| Command::Decline {
        text: seat.text(&title),
        reason: Some(reason.clone()).filter(|reason| !reason.text.is_empty()),
    })
}

/// Takes the assent to the text called `title` back.
pub fn take_back(title: &str) -> Line {
    let title = title.to_owned();
    Box::new(move |seat| Command::Release {
        text: seat.text(&title),
    })
}

/// Accepts their text called `title` and withdraws the own rivals.
pub fn accept_theirs(title: &str) -> Line {
    let title = title.to_owned();
    Box::new(move |seat| Command::AcceptTheirs {
        text: seat.text(&title),
    })
}

/// Puts the item called `title` off to a day.
pub fn defer(title: &str, until_day: u64, reason: &str) -> Line {
    let (title, reason) = (title.to_owned(), because(reason));
    Box::new(move |seat| Command::Defer {
        object: seat.item(&title),
        until_day,
        reason: Some(reason.clone()).filter(|reason| !reason.text.is_empty()),
    })
}

/// Proposes that the item called `title` moves to another list.
pub fn move_to(title: &str, to: List) -> Line {
    let title = title.to_owned();
    Box::new(move |seat| Command::Move {
        object: seat.item(&title),
        to,
    })
}

/// Proposes that the item called `title` is concluded.
pub fn conclude(title: &str) -> Line {
    let title = title.to_owned();
    Box::new(move |seat| Command::Conclude {
        object: seat.item(&title),
    })
}

/// Suspends what is in effect on the items called `titles`, in one act.
pub fn suspend(titles: &[&str], reason: &str) -> Line {
    let (titles, reason) = (owned(titles), because(reason));
    Box::new(move |seat| Command::Suspend {
        texts: titles.iter().map(|title| seat.current(title)).collect(),
        reason: reason.clone(),
        answers: None,
    })
}

/// Resumes what was suspended on the items called `titles`.
pub fn resume(titles: &[&str]) -> Line {
    let titles = owned(titles);
    Box::new(move |seat| Command::Resume {
        texts: titles.iter().map(|title| seat.current(title)).collect(),
    })
}

/// Withdraws from what is in effect on the items called `titles`.
pub fn withdraw(titles: &[&str], reason: &str) -> Line {
    let (titles, reason) = (owned(titles), because(reason));
    Box::new(move |seat| Command::Withdraw {
        texts: titles.iter().map(|title| seat.current(title)).collect(),
        reason: reason.clone(),
    })
}

/// Asks that the words of the first text on the item called `title` are erased.
pub fn ask_erasure(title: &str, basis: &str) -> Line {
    let (title, basis) = (title.to_owned(), because(basis));
    Box::new(move |seat| {
        let item = seat.relationship.item(&seat.item(&title));
        Command::AskErasure {
            of: item.expect("it was just found").texts[0],
            contents: vec![0],
            basis: basis.clone(),
        }
    })
}

/// States a position on the item called `title`.
pub fn position(title: &str, text: &str) -> Line {
    let (title, text) = (title.to_owned(), words(text));
    Box::new(move |seat| Command::Position {
        object: seat.item(&title),
        wordings: text.clone(),
    })
}
