//! Erasing on request between two served folders: gone from every file of who says so, kept by the other.

use std::path::Path;

use crate::folder::{Folder, met, until};

const WORDS: &str = "Ms Wu Lian of the harbour office";

/// Whether any file under `folder` holds the words.
fn holds(folder: &Path) -> bool {
    let files = std::fs::read_dir(folder).expect("a folder");
    files.flatten().any(|file| match file.path() {
        path if path.is_dir() => holds(&path),
        path => {
            let bytes = std::fs::read(path).unwrap_or_default();
            bytes.windows(WORDS.len()).any(|w| w == WORDS.as_bytes())
        }
    })
}

#[test]
fn words_are_erased_where_the_party_says_so_and_nowhere_else() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, _right) = met(root.path());
    for (eraser, keeper, list) in [
        (&asteria, &borealis, "cooperation"),
        (&borealis, &asteria, "differences"),
    ] {
        eraser.propose(list, WORDS);
        let theirs = || {
            keeper.json(&["list", list])[0]["number"]
                .as_str()
                .map(str::to_owned)
        };
        until("the proposal to reach the other side", theirs);
        let entry = newest(eraser, "propose");
        let basis = ["--basis", "The law of data, article 17", "--yes"];
        let asked = ["record", "erase", &entry];
        keeper.done(&[&asked[..], &basis[..]].concat());
        let asks = || (newest_of(eraser, "erase") == newest_of(keeper, "erase")).then_some(());
        until("the request to reach the other side", asks);
        let request = newest(eraser, "erase");
        assert!(holds(&eraser.dir) && holds(&keeper.dir));

        eraser.done(&["record", "answer-erasure", &request, "erased", "--yes"]);
        until("the last byte to be gone", || {
            (!holds(&eraser.dir)).then_some(())
        });
        keeper.done(&["record", "answer-erasure", &request, "kept", "--yes"]);
        assert!(holds(&keeper.dir));
        let both = || {
            let answers = |folder: &Folder| {
                let all = folder.json(&["record", "erasures"]);
                let all = all.as_array().cloned().unwrap_or_default();
                let ours = all
                    .into_iter()
                    .find(|row| row["request"] == request.as_str());
                ours.map_or(0, |row| row["answers"].as_array().map_or(0, Vec::len))
            };
            (answers(eraser) == 2 && answers(keeper) == 2).then_some(())
        };
        until("both answers to be everywhere", both);
        for folder in [eraser, keeper] {
            assert_eq!(folder.json(&["record", "verify"])["sound"], true);
        }
        let shown = eraser.done(&["record", "show", &entry]);
        assert!(shown.contains("Erased here at the request of"), "{shown}");
        assert!(!holds(&eraser.dir));
        // The next turn begins without these words.
        keeper.done(&["record", "answer-erasure", &request, "erased", "--yes"]);
        until("the last byte to be gone", || {
            (!holds(&keeper.dir)).then_some(())
        });
    }
}

fn newest_of(folder: &Folder, kind: &str) -> Option<String> {
    let log = folder.done(&["--json", "record", "log"]);
    let rows = log.lines().map(|line| serde_json::from_str(line).unwrap());
    let mut rows: Vec<serde_json::Value> = rows.collect();
    rows.retain(|row| row["kind"] == kind);
    rows.last()?["entry"].as_str().map(str::to_owned)
}

fn newest(folder: &Folder, kind: &str) -> String {
    newest_of(folder, kind).expect("there is one")
}
