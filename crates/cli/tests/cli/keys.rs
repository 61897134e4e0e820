//! `key`: rotation by the root that was put away, and recovery by holders who sign apart from one another.

use std::path::Path;

use crate::folder::Folder;

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn m012_keys_rotate_and_are_recovered_and_the_list_says_so() {
    let root = tempfile::tempdir().unwrap();
    let here = |name: &str| root.path().join(name);
    let stick = here("stick");
    let folder = Folder::new(root.path(), "asteria");
    folder.done(&[
        "key",
        "recovery-make",
        "--of",
        "3",
        "--need",
        "2",
        text(&stick),
    ]);
    let commitments = stick.join("commitments");
    let init = [
        "init",
        "--name",
        "en=Asteria",
        "--login",
        "asteria",
        "--algorithm",
        "ml-dsa-44",
    ];
    folder.done(&[&init[..], &["--recovery", text(&commitments)]].concat());
    let keys = folder.dir.join("keys");
    for role in ["root", "next-root"] {
        std::fs::rename(keys.join(role), here(role)).unwrap();
    }
    let (due, next) = (here("next-root"), here("root-after"));
    let rotate = ["key", "rotate", "--yes", "--root"];
    let wrong = folder.run(&[&rotate[..], &[text(&here("root"))]].concat());
    assert_eq!(wrong.status.code(), Some(1), "not the root that is due");
    folder.done(&[&rotate[..], &[text(&due), "--next", text(&next)]].concat());
    let listed = folder.json(&["key", "list"]);
    assert_eq!(listed["keys"].as_array().unwrap().len(), 2);
    assert_eq!(listed["keys"][1]["seal"]["algorithm"], "ML-DSA-44");
    assert_ne!(listed["keys"][0]["seal"], listed["keys"][1]["seal"]);
    assert_eq!(listed["keys"][1]["recovery"]["needed"], 2);
    // The wrong attempt left no root behind; the right one wrote its own where it was told to.
    assert_eq!(
        listed["roots_here"].as_array().unwrap().len(),
        0,
        "{listed}"
    );

    let request = here("request");
    let (one, three) = (stick.join("recovery-1"), stick.join("recovery-3"));
    let public = [&one, &three].map(|key| key.with_extension("public"));
    let after = here("root-after-recovery");
    let prepare = [
        "key",
        "recover",
        "--prepare",
        text(&request),
        "--next",
        text(&after),
    ];
    folder.done(&[&prepare[..], &[text(&public[0]), text(&public[1])]].concat());
    let holder = Folder::new(root.path(), "holder"); // on a machine without any party
    let signatures = [here("by-one"), here("by-three")];
    for (key, signature) in [&one, &three].into_iter().zip(&signatures) {
        let sign = [
            "key",
            "sign-recovery",
            "--key",
            text(key),
            "--signature",
            text(signature),
        ];
        holder.done(&[&sign[..], &[text(&request)]].concat());
    }
    let assemble = ["key", "recover", "--yes", "--assemble", text(&request)];
    let few = folder.run(&[&assemble[..], &[text(&signatures[0])]].concat());
    assert_eq!(few.status.code(), Some(1), "one of two");
    folder.done(&[&assemble[..], &[text(&signatures[1]), text(&signatures[0])]].concat());
    let listed = folder.json(&["key", "list"]);
    assert_eq!(listed["keys"].as_array().unwrap().len(), 3);
    assert_eq!(
        listed["roots_here"].as_array().unwrap().len(),
        1,
        "the new root: {listed}"
    );
    folder.done(&["status"]);
}
