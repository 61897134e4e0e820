//! The private advisor on the pages: what is typed into it, and that nothing of it is anywhere else.

mod agenda;
mod canary;
mod package;

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
