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

use std::path::Path;

use axum::http::StatusCode;
use domain::List;
use web::router;

use crate::browser::{Browser, Page};
use crate::pair::{Pair, propose};
use crate::program::Program;

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

/// Every byte under a folder, by file.
fn stored(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => files.extend(stored(&path)),
            false => {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.push((name, std::fs::read(&path).unwrap_or_default()));
            }
        }
    }
    files
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}

/// Looks for canaries wherever something could have got out, after all that can be exchanged was. They may stand in the
/// private database of Asteria's node and on the page of the paper, and nowhere else. `paths` are more addresses of the
/// space, behind its base, that may say nothing of them.
async fn nowhere_else(pair: &mut Pair, canaries: &[&str], paper: &str, paths: &[&str]) {
    pair.agreed("Life goes on").await;
    pair.in_step().await;
    for side in [&pair.asteria, &pair.borealis] {
        side.quiet().await;
    }
    let here = stored(pair.asteria.folder.path());
    let there = stored(pair.borealis.folder.path());
    let found = |files: &[(String, Vec<u8>)], words: &str| {
        let holding = files.iter().filter(|(_, bytes)| holds(bytes, words));
        holding
            .map(|(name, _)| name.clone())
            .collect::<Vec<String>>()
    };
    for canary in canaries {
        assert_eq!(found(&there, canary), Vec::<String>::new(), "{canary}");
        let kept = found(&here, canary);
        assert!(
            kept.iter().all(|file| file.starts_with("private.db")),
            "{canary} in {kept:?}"
        );
    }
    // The search finds what is there: the first canary in the private file, a title in both records.
    assert!(!found(&here, canaries[0]).is_empty());
    for files in [&here, &there] {
        let titled = found(files, "Life goes on");
        assert!(
            titled.iter().any(|file| file.starts_with("record.db")),
            "{titled:?}"
        );
    }
    let clean = |what: &str, said: &str| {
        for canary in canaries {
            assert!(!said.contains(canary), "{canary} in {what}");
        }
    };
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    for side in [&pair.asteria, &pair.borealis] {
        let mut program = Program::new(router(side.app.clone()));
        program.log_in(&side.login()).await;
        for path in [
            "/api/v1/spaces".to_owned(),
            space.clone(),
            format!("{space}/items"),
            format!("{space}/entries"),
            format!("{space}/waiting"),
            "/api/v1/openapi.json".to_owned(),
            format!("{space}/advisor"),
        ] {
            let (_, said) = program.ask("GET", &path, None).await;
            clean(&path, &said.to_string());
        }
    }
    // Other pages and error pages of the own node, to its own delegate.
    let usual = ["", "/waiting", "/record", "/framework", "/settings"];
    for path in usual.iter().chain(paths) {
        let page = pair
            .asteria
            .browser
            .get(&format!("{}{path}", pair.base))
            .await;
        clean(path, &page.html);
    }
    // To whoever is not logged in, and on the other node, there is nothing.
    let mut stranger = Browser::new(router(pair.asteria.app.clone()));
    let asked = stranger.get(paper).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    clean("the way to the login", &asked.html);
    let other = pair.borealis.browser.get(paper).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    clean("the other node", &other.html);
}
