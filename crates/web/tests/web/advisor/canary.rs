//! Whether words that somebody typed into the advisor are anywhere but in the private file of the own node.

use std::path::Path;

use web::router;

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

fn found(files: &[(String, Vec<u8>)], words: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| {
        bytes
            .windows(words.len())
            .any(|window| window == words.as_bytes())
    };
    let holding = files.iter().filter(|(_, bytes)| holds(bytes));
    holding.map(|(name, _)| name.clone()).collect()
}

/// Lets both sides talk on, then looks: Asteria's canaries lie in its private file and nowhere else. The first of them
/// is one that was kept. Neither programs nor the other pages of either side say any of them.
pub async fn nowhere_else(pair: &mut Pair, canaries: &[&str], paths: &[&str]) {
    pair.agreed("After the paper").await;
    pair.in_step().await;
    for side in [&pair.asteria, &pair.borealis] {
        side.quiet().await;
    }
    let (here, there) = (
        stored(pair.asteria.folder.path()),
        stored(pair.borealis.folder.path()),
    );
    for canary in canaries {
        assert_eq!(found(&there, canary), Vec::<String>::new(), "{canary}");
        let kept = found(&here, canary);
        let private = kept.iter().all(|file| file.starts_with("private.db"));
        assert!(private, "{canary} in {kept:?}");
    }
    // The search finds what is there: what was kept in the private file, a title in both records.
    assert!(!found(&here, canaries[0]).is_empty());
    for files in [&here, &there] {
        let titled = found(files, "After the paper");
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
    let asked = [
        "",
        "/items",
        "/entries",
        "/waiting",
        "/advisor",
        "/advisor/packages",
    ];
    for side in [&pair.asteria, &pair.borealis] {
        let mut program = Program::new(router(side.app.clone()));
        program.log_in(&side.login()).await;
        for path in asked {
            let (_, said) = program.ask("GET", &format!("{space}{path}"), None).await;
            clean(path, &said.to_string());
        }
    }
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
}
