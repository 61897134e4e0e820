//! Whether words that somebody typed into the advisor are anywhere but in the private file of the own node.

use std::path::Path;

use axum::http::StatusCode;
use web::router;

use crate::browser::Browser;
use crate::log;
use crate::pair::Pair;
use crate::program::Program;

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
/// private database of Asteria's node and on the page of the paper, and nowhere else: in no other file of either node,
/// on no other page, in no answer to a program, in no log. The first of them is one that was kept. `paths` are more
/// addresses of the space, behind its base, that may say nothing of them.
pub async fn nowhere_else(pair: &mut Pair, canaries: &[&str], paper: &str, paths: &[&str]) {
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
            format!("{space}/advisor/packages"),
        ] {
            let (_, said) = program.ask("GET", &path, None).await;
            clean(&path, &said.to_string());
        }
    }
    // Other pages and error pages of the own node, to its own delegate.
    let usual = [
        "",
        "/waiting",
        "/record",
        "/framework",
        "/settings",
        "/advisor/nothing",
    ];
    for path in usual.iter().chain(paths) {
        let address = format!("{}{path}", pair.base);
        for browser in [&mut pair.asteria.browser, &mut pair.borealis.browser] {
            clean(path, &browser.get(&address).await.html);
        }
    }
    // To whoever is not logged in, and on the other node, there is nothing.
    let mut stranger = Browser::new(router(pair.asteria.app.clone()));
    let asked = stranger.get(paper).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    clean("the way to the login", &asked.html);
    let other = pair.borealis.browser.get(paper).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    clean("the other node", &other.html);
    let log = log::written();
    assert!(log.contains("cosigned"), "the log is listened to");
    clean("the log", &log);
}
