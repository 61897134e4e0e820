//! What a node gives away as a file, and what a stranger finds in it.

use std::collections::BTreeSet;
use std::path::Path;

use domain::{Command, List};
use node::Node;
use node::bundle::Wanted;
use record::audit::Audit;
use record::bundle::Bundle;
use record::view::Position;
use record::{Hash, Kind, LogKey, SpaceId, TextStatus};

use crate::forks::{ASTERIA, BOREALIS, CORVUS};
use crate::heal::{all_talk, forked, goes_on};
use crate::pair::{Side, meet, propose, start};

const TITLE: &str = "Joint search and rescue";

fn written(node: &Node, space: SpaceId, wanted: &Wanted) -> (Vec<u8>, Audit) {
    let mut bytes = Vec::new();
    let parts = node.write_bundle(&space, wanted, &mut bytes);
    let bundle = Bundle::decode(&bytes).expect("a bundle");
    assert_eq!(
        parts.expect("it can be written"),
        Some(bundle.parts.len() as u64)
    );
    let audit = Audit::of(&bundle);
    assert_eq!(audit.flaws, []);
    (bytes, audit)
}

/// Two running nodes that agreed on one text, each with every receipt of the other.
async fn agreed(left: &Path, right: &Path) -> (Side, Side, SpaceId) {
    let (asteria, borealis) = (start(left, "Asteria").await, start(right, "Borealis").await);
    let space = meet(&asteria, &borealis).await;
    let proposed = asteria
        .submit(space, propose(List::Cooperation, TITLE))
        .unwrap();
    let text = proposed.sealed[0].0;
    borealis.until_status(space, text, TextStatus::Open).await;
    borealis.submit(space, Command::Assent { text }).unwrap();
    asteria
        .until_status(space, text, TextStatus::InEffect)
        .await;
    for side in [&asteria, &borealis] {
        let all_held = |node: &Node| {
            let (_, audit) = written(node, space, &Wanted::Everything);
            audit.entries.iter().all(|one| one.held_by.len() == 1)
        };
        side.until("every receipt is here", all_held).await;
    }
    (asteria, borealis, space)
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|found| found == words.as_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_finds_in_the_file_of_either_party_what_both_agreed() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (asteria, borealis, space) = agreed(folders[0].path(), folders[1].path()).await;
    for side in [&asteria, &borealis] {
        let (bytes, audit) = written(side.node(), space, &Wanted::Everything);
        let record = audit.record.as_ref().expect("complete logs");
        assert_eq!(record.digest(), side.digest(space));
        assert_eq!(audit.texts()[0].status, TextStatus::InEffect);
        assert!(has(&bytes, TITLE));
        let assents = audit
            .entries
            .iter()
            .filter(|one| one.folded.body.kind == Kind::Assent);
        for assent in assents {
            assert!(assent.before.is_some());
            assert_eq!(assent.held_by.len(), 1);
            // Borealis agreed to what it had seen; Asteria need not have seen anything when it proposed.
            let by_borealis = assent.folded.at.log.party == borealis.party;
            assert!(assent.after.is_some() || !by_borealis);
        }
        let nothing = Wanted::ContentsOf(BTreeSet::new());
        let (bytes, audit) = written(side.node(), space, &nothing);
        assert_eq!(audit.texts()[0].status, TextStatus::InEffect);
        assert!(!has(&bytes, TITLE), "no word is in it");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_entry_is_given_away_without_the_rest_of_the_space() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (asteria, borealis, space) = agreed(folders[0].path(), folders[1].path()).await;
    let (_, audit) = written(asteria.node(), space, &Wanted::Everything);
    let proposed = audit
        .entries
        .iter()
        .find(|one| one.folded.body.kind == Kind::Propose);
    let at: Position = proposed.expect("a proposal").folded.at;
    for side in [&asteria, &borealis] {
        let (bytes, audit) = written(side.node(), space, &Wanted::Alone([at].into()));
        assert!(audit.record.is_none(), "the logs are not in it");
        let kinds: Vec<Kind> = audit.alone.iter().map(|one| one.entry.body.kind).collect();
        assert_eq!(kinds, [Kind::Accredit, Kind::Propose]);
        let shown = &audit.alone[1];
        assert_eq!(shown.at, at);
        assert!(shown.signers.iter().all(|(_, fits)| *fits == Some(true)));
        assert_eq!(shown.held_by.len(), 1);
        assert!(has(&bytes, TITLE));
    }
}

/// What a bundle says of every entry, text and branch: all but who held what when, which is not the same at every node.
fn told(audit: &Audit) -> Vec<String> {
    let entries = audit.entries.iter().map(|one| &one.folded);
    let entries = entries.map(|one| format!("{:?} {} {:?}", one.at, one.statement, one.verdict));
    let texts = audit.texts().into_iter();
    let texts = texts.map(|one| format!("{} {:?} {:?}", one.text, one.status, one.assents));
    let branches = audit.branches.iter().map(|branch| format!("{branch:?}"));
    entries.chain(texts).chain(branches).collect()
}

/// Asteria heard one version of Corvus' log first, Borealis the other; Corvus heals, and everybody goes on.
#[test]
fn m026_the_files_of_nodes_that_heard_two_versions_in_another_order_show_the_same() {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let all = [ASTERIA, BOREALIS, CORVUS];
    for is_healed in [false, true] {
        if is_healed {
            goes_on(&mut table, &all);
            all_talk(&mut table, &all);
        }
        let audits = all.map(|at| {
            let node = &table.chairs[at].node;
            let (bytes, audit) = written(node, space, &Wanted::Everything);
            let record = audit.record.as_ref().expect("complete logs");
            assert_eq!(record.digest(), table.chairs[at].digest(space));
            assert_eq!((audit.branches.len(), audit.forks.is_empty()), (2, false));
            let epochs = audit.entries.iter().map(|one| one.folded.at.log.epoch);
            assert_eq!(epochs.max(), Some(u32::from(is_healed)));
            (bytes, told(&audit))
        });
        let first = |at: usize| {
            let log = LogKey::main(party);
            let root = |state: &node::Space| state.record.root_at(&log, state.record.size(&log));
            table.chairs[at].node.read(&space, root).unwrap()
        };
        assert_ne!(
            first(ASTERIA),
            first(BOREALIS),
            "they number them otherwise"
        );
        let [asteria, borealis, corvus] = &audits;
        assert_ne!(asteria.0, borealis.0);
        assert_eq!([&asteria.1, &corvus.1], [&borealis.1; 2]);
    }
}

/// The party that healed goes on from either version, and shows entries of both.
#[test]
fn m026_entries_on_every_branch_are_given_away_alone_and_with_receipts() {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    table.chairs[CORVUS].node.heal(space, party, 1_000).unwrap();
    table.chairs[CORVUS].says_something(space).unwrap();
    all_talk(&mut table, &[ASTERIA, BOREALIS, CORVUS]);
    let (own, other) = (&table.chairs[CORVUS].node, &table.chairs[ASTERIA].node);
    let ends = |state: &node::Space| {
        let branches = state.record.branches(LogKey::main(party));
        let end = |log: LogKey| {
            let size = state.record.size(&log);
            let root = state.record.root_at(&log, size).expect("it is held");
            (
                Position {
                    log,
                    index: size - 1,
                },
                root,
            )
        };
        branches.map(end).collect::<Vec<(Position, Hash)>>()
    };
    for (node, is_own) in [(own, true), (other, false)] {
        let ends = node.read(&space, ends).unwrap();
        assert_eq!(ends.len(), 2);
        let statement = |at: &Position| {
            let stored = node.stored(|reader| reader.entry(&at.log.in_space(space), at.index));
            stored.unwrap().expect("it is stored").entry.leaf.statement
        };
        let mut wanted = vec![Wanted::Alone(ends.iter().map(|(at, _)| *at).collect())];
        wanted.extend(is_own.then(|| Wanted::Receipts(ends.iter().map(|(at, _)| *at).collect())));
        for wanted in wanted {
            let (_, audit) = written(node, space, &wanted);
            for (at, _) in &ends {
                let mut alone = audit.alone.iter();
                let shown = alone.find(|one| one.entry.leaf.statement == statement(at));
                let shown = shown.expect("it is shown");
                assert_eq!((shown.at.log, shown.at.index), (at.log.whole(), at.index));
                assert!(shown.signers.iter().all(|(_, fits)| *fits == Some(true)));
            }
        }
        for (at, root) in ends.iter().filter(|_| is_own) {
            let (log, since) = (at.log, Some(1));
            let (_, audit) = written(node, space, &Wanted::Head { log, since });
            let mut heads = audit.heads.iter();
            let head = heads.find(|head| head.root == *root).expect("its head");
            assert_eq!((head.size, head.is_noted), (at.index + 1, true));
            assert_eq!(head.extends, [1].into());
        }
    }
}
