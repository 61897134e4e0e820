//! What can be said and agreed: scripts of invented parties, and the resulting state beside them as text.

mod brief;
mod erase;
mod format_doc;
mod history;
mod order;
mod propose;
mod refusals;
mod say;
mod standing;
mod symmetry;

use domain::ItemStatus;
use domain::testing::{Seat, Stage, lists};

/// Asteria and Borealis.
fn two() -> Stage {
    Stage::new(&["asteria", "borealis"])
}

/// The lists at everybody's seat are exactly these lines.
fn shows(stage: &Stage, names: &[&str], expected: &str) {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    };
    for name in names {
        assert_eq!(
            lines(&lists(stage.seat(name))),
            lines(expected),
            "at the seat of {name}"
        );
    }
}

/// As [`shows`], at the seats of Asteria and Borealis.
fn both_show(stage: &Stage, expected: &str) {
    shows(stage, &["asteria", "borealis"], expected);
}

/// Where the item called `title` stands.
fn status(seat: &Seat, title: &str) -> ItemStatus {
    let object = seat.item(title);
    let item = seat.relationship.item(&object).expect("it was just found");
    item.status(&seat.relationship, seat.record())
}
