//! What a node gives away as a file, and what a stranger finds in it.

use std::collections::BTreeSet;
use std::path::Path;

use domain::{Command, List};
use node::Node;
use node::bundle::Wanted;
use record::audit::Audit;
use record::bundle::Bundle;
use record::view::Position;
use record::{Kind, SpaceId, TextStatus};

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
