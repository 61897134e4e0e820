//! The private advisor on the pages: what is typed into it, and that nothing of it is anywhere else.

mod agenda;
mod api;
mod canary;
mod conflict;
mod conflict_out;
mod exercise;
mod note;
mod package;
mod rounds;
mod steps;

use canary::nowhere_else;
use domain::List;

use crate::browser::{Browser, Page};
use crate::pair::{Pair, propose};

/// Three items on the lists, by their ids: an easy one, one in the middle, and a core interest.
async fn three(pair: &Pair) -> Vec<String> {
    let mut ids = Vec::new();
    for (list, title) in [
        (List::Cooperation, "Flood warnings"),
        (List::Dialogues, "Shared gauges"),
        (List::Differences, "The dam"),
    ] {
        let text = pair.asteria.submit(pair.space, propose(list, title));
        let item = pair.item(&pair.asteria, text);
        ids.push(item.rsplit('/').next().expect("an id").to_owned());
    }
    pair.in_step().await;
    ids
}

/// What a person types into a form.
type Typed = Vec<(String, String)>;

/// The same, but for one field.
fn with(mut typed: Typed, name: &str, value: &str) -> Typed {
    typed.retain(|(found, _)| found != name);
    typed.push((name.to_owned(), value.to_owned()));
    typed
}

async fn send(browser: &mut Browser, path: &str, typed: &Typed) -> Page {
    let fields: Vec<(&str, &str)> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &fields).await
}

/// What a person types for an agenda of these items: each with the places of three of the five words.
fn agenda(name: &str, items: &[(&String, [&str; 3])]) -> Typed {
    let numbers = [
        ("trust", "20"),
        ("rounds", "8"),
        ("slots", "1"),
        ("band", "30"),
        ("gain", "10"),
        ("gain-base", "30"),
        ("asymmetry", "200"),
        ("kept", "100"),
        ("discount", "10"),
        ("floor", "10"),
        ("sure", "80"),
        ("core", "90"),
        ("open-from", "50"),
        ("seed", "1"),
    ];
    let mut typed: Typed = numbers
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
    typed.push(("name".to_owned(), name.to_owned()));
    for (id, words) in items {
        typed.push(("item".to_owned(), (*id).clone()));
        for (what, word) in ["sensitivity", "value", "near"].into_iter().zip(words) {
            typed.push((format!("{what}-{id}"), (*word).to_owned()));
        }
    }
    typed
}

fn usual(ids: &[String]) -> Typed {
    let words = [["0", "2", "4"], ["1", "3", "3"], ["4", "4", "4"]];
    agenda(
        "Before the spring round",
        &ids.iter().zip(words).collect::<Vec<_>>(),
    )
}
