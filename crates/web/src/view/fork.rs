//! Two signed versions of one log: what was found, and which entries it concerns.
//!
//! A fork is proven by two heads. They say at which entry the versions differ at the latest; how far they are the same is
//! known only where the other head names one of ours as the one before it.

use record::fork::ForkProof;
use record::view::Position;
use record::{LogKey, SignedCheckpoint};

use crate::frame::Section;
use crate::pages::differs::{DiffersPage, Fork, Head};
use crate::view::{Scene, record as record_view};

/// How many entries are listed; the record has the others.
const ROWS_MAX: usize = 20;

/// The page.
pub fn page(scene: &Scene<'_>) -> DiffersPage {
    let forked = scene.state.forks.keys();
    DiffersPage {
        frame: scene.frame(Section::Record, &scene.l.t("record-differs-title")),
        forks: forked.map(|log| fork(scene, log)).collect(),
    }
}

/// The number of the entry at which the two versions of a log differ at the latest.
pub fn latest(scene: &Scene<'_>, log: &LogKey) -> String {
    number(scene, log, least(proofs(scene, log)))
}

fn fork(scene: &Scene<'_>, log: &LogKey) -> Fork {
    let (proofs, others) = (proofs(scene, log), others(scene, log));
    let (least, same) = (least(proofs), same(scene, log, &others));
    let size = least.min(scene.record().size(log));
    let root = scene.record().root_at(log, size).unwrap_or_default();
    let mut rows: Vec<_> = scene
        .relationship()
        .history()
        .rev()
        .filter(|event| event.at.log.whole() == *log && event.at.index >= same.unwrap_or(0))
        .collect();
    let count = rows.len();
    rows.truncate(ROWS_MAX);
    let app = &scene.member.person.visitor.app;
    let found = app
        .node
        .fork_found_ms(&log.in_space(scene.record().space()));
    Fork {
        party: scene.party(&log.party),
        healed: !scene.state.is_unhealed(&log.party, log.lane),
        found: found.ok().flatten().map(|ms| ms as i64),
        same: same.map(|size| number(scene, log, size)),
        latest: number(scene, log, least),
        held: Head {
            size,
            root: root.hex(),
            signed: None,
        },
        others: others.iter().map(head).collect(),
        more: count - rows.len(),
        both_here: rows.iter().any(|event| event.at.log.branch > 0),
        entries: rows
            .iter()
            .map(|event| record_view::row(scene, event))
            .collect(),
    }
}

fn proofs<'a>(scene: &'a Scene<'_>, log: &LogKey) -> &'a [ForkProof] {
    scene.state.forks.get(log).map_or(&[], Vec::as_slice)
}

/// The heads that the proofs name and that are not over entries here.
fn others(scene: &Scene<'_>, log: &LogKey) -> Vec<SignedCheckpoint> {
    let here = |head: &&SignedCheckpoint| {
        scene.record().root_at(log, head.head.size) == Some(head.head.root)
    };
    let heads = proofs(scene, log).iter();
    let mut others: Vec<SignedCheckpoint> = Vec::new();
    for head in heads.flat_map(|proof| [&proof.first, &proof.second]) {
        if !here(&head) && !others.contains(head) {
            others.push(head.clone());
        }
    }
    others
}

/// The two versions have different entries under the smaller one of the two heads.
fn least(proofs: &[ForkProof]) -> u64 {
    let sizes = proofs.iter().map(|proof| proof.first.head.size);
    sizes.min().unwrap_or(1)
}

/// Up to which size all versions are the same, as far as their heads say.
fn same(scene: &Scene<'_>, log: &LogKey, heads: &[SignedCheckpoint]) -> Option<u64> {
    let app = &scene.member.person.visitor.app;
    let before = |head: &SignedCheckpoint| {
        let hash = head.head.previous?;
        let found = app.node.stored(|reader| reader.checkpoint(&hash));
        let found = found.ok().flatten()?.head;
        let ours = scene.record().root_at(log, found.size)?;
        (ours == found.root).then_some(found.size)
    };
    let sizes: Option<Vec<u64>> = heads.iter().map(before).collect();
    sizes?.into_iter().min().filter(|size| *size > 0)
}

fn head(signed: &SignedCheckpoint) -> Head {
    Head {
        size: signed.head.size,
        root: signed.head.root.hex(),
        signed: Some(signed.head.time_ms as i64),
    }
}

fn number(scene: &Scene<'_>, log: &LogKey, size: u64) -> String {
    scene.entry(&Position {
        log: *log,
        index: size.saturating_sub(1),
    })
}
