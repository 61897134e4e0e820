//! kill -9 of the real binary, again and again: nothing acknowledged is lost, nothing is doubled.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use disk::seeds;

use crate::folder::{Folder, Served, met, until};

/// How many processes are killed in one run.
const KILLS: usize = 100;

/// A small generator; a failing seed is named, and can be repeated as far as timing allows.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % sides
    }
}

fn digest(folder: &Folder) -> String {
    folder.json(&["status"])["spaces"][0]["digest"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn statements(folder: &Folder) -> Vec<String> {
    let log = folder.done(&["--json", "record", "log"]);
    log.lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["statement"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

/// Proposes with a process that may be killed at any moment; gives the statements only if it said so in time.
fn propose(folder: &Folder, number: usize, patience: Option<Duration>) -> Vec<String> {
    let title = format!("en=Item {number}");
    let arguments = [
        "--json",
        "item",
        "propose",
        "--list",
        "cooperation",
        "--title",
        &title,
        "--yes",
    ];
    let mut child = folder
        .command(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(patience) = patience {
        std::thread::sleep(patience);
        let _ = child.kill();
    }
    let output = child.wait_with_output().unwrap();
    let Ok(said) = serde_json::from_slice::<serde_json::Value>(&output.stdout) else {
        return Vec::new();
    };
    said["statements"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

const TEST: &str = "-p detente --test cli a_hundred_kills";

#[test]
fn a_hundred_kills_lose_nothing_acknowledged_and_double_nothing() {
    seeds::hold(TEST, seeds::drawn(), KILLS, kills);
}

#[test]
#[ignore = "long: twenty thousand kills"]
fn twenty_thousand_kills_lose_nothing_acknowledged_and_double_nothing() {
    seeds::hold_long(TEST, "processes killed", 20_000, kills);
}

/// Two nodes that propose, serve and are killed; how often, or what did not hold.
fn kills(seed: u64) -> Result<usize, String> {
    let mut dice = Dice(seed);
    let root = tempfile::tempdir().unwrap();
    let (asteria, left, borealis, right) = met(root.path());
    let mut served: [Option<Served>; 2] = [Some(left), Some(right)];
    let folders = [&asteria, &borealis];
    let mut acknowledged = BTreeSet::new();
    for number in 0..KILLS {
        let who = dice.roll(2) as usize;
        match dice.roll(4) {
            // The process that signs is killed somewhere between opening the folder and printing its answer.
            0 => acknowledged.extend(propose(
                folders[who],
                number,
                Some(Duration::from_millis(dice.roll(600))),
            )),
            // The server is killed while the other side's entries arrive.
            _ => {
                acknowledged.extend(propose(folders[who], number, None));
                std::thread::sleep(Duration::from_millis(dice.roll(40)));
                let victim = dice.roll(2) as usize;
                if let Some(server) = served[victim].take() {
                    server.kill_9();
                }
                served[victim] = Some(folders[victim].serve());
            }
        }
    }
    until("both to come into step", || {
        (digest(&asteria) == digest(&borealis)).then_some(())
    });
    for folder in folders {
        let log = statements(folder);
        let once: BTreeSet<&String> = log.iter().collect();
        if once.len() != log.len() {
            return Err("something is doubled".to_owned());
        }
        let lost = acknowledged.iter().find(|said| !once.contains(said));
        if let Some(lost) = lost {
            return Err(format!("acknowledged and lost: {lost}"));
        }
        if folder.json(&["record", "verify"])["sound"] != true {
            return Err("the record does not verify".to_owned());
        }
    }
    assert!(
        acknowledged.len() > KILLS,
        "most proposals were acknowledged: {}",
        acknowledged.len()
    );
    Ok(KILLS)
}
