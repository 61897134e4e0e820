//! Golden bytes: one file for each kind of statement and each structure of the format, and one for a whole
//! record with its verdicts and its digest. Whoever writes a second verifier can begin with these files.
//!
//! `DETENTE_GOLDEN=write cargo test -p detente-record --test golden` writes them. What then differs in a file
//! that was there before is a change of the format, and needs a new version.

#[path = "golden/members.rs"]
mod members;
#[path = "golden/offices.rs"]
mod offices;
#[path = "golden/page.rs"]
mod page;
#[path = "golden/story.rs"]
mod story;

use std::fmt::Write;

use page::{bytes_in, file, hold, page};
use record::fold::{Record, Signatures};
use record::ids::{bytes_from_hex, hex_of};
use record::kind::REGISTRY;
use record::leaf::Leaf;
use record::testing::nonce;
use record::{
    Body, Checkpoint, Cosignature, CosignatureKind, Entry, Founding, Hash, Kind, Lane, LogKey,
    PartyId, SignedCheckpoint, SignedCosignature,
};
use story::Story;

/// The body that stands for `kind`: the first valid one of the story, where the kind has a rule.
fn body_of(kind: Kind, story: &Story) -> Body {
    let asteria = &story.seats[0].player;
    let space = story.seats[0].record.space();
    let folded = |(_, folded): &&(_, record::Folded)| {
        folded.body.kind == kind && folded.verdict.code() % 255 == 0
    };
    match kind {
        Kind::Inception => asteria.inception.body.clone(),
        Kind::Recover => story::recovery(asteria),
        Kind::Found => story.seats[0].record.founding().body.clone(),
        Kind::Enter => story.seats[0].entries[1].1.body.clone(),
        Kind::Accredit => story.seats[0].entries[2].1.body.clone(),
        Kind::Join => Body::new(space, asteria.party, kind, nonce(&["join"])),
        // The story was told before there were these two.
        Kind::Erase => {
            let mut body = Body::new(space, asteria.party, kind, nonce(&["erase"]));
            body.refs = vec![story.acts[0].1.statement];
            body.fields = body.fields.with(25, |w| {
                w.array(2).u64(0).u64(1);
            });
            body
        }
        Kind::EraseAnswer => {
            let mut body = Body::new(space, asteria.party, kind, nonce(&["erase-answer"]));
            body.refs = vec![story.acts[0].1.statement];
            body.fields = body.fields.with(26, |w| {
                w.u64(1);
            });
            body
        }
        _ => story
            .acts
            .iter()
            .find(folded)
            .expect("the story has every kind")
            .1
            .body
            .clone(),
    }
}

#[test]
fn every_kind_of_statement_has_golden_bytes() {
    let story = Story::tell();
    for (kind, number, name) in REGISTRY {
        let body = body_of(kind, &story);
        let bytes = body.encode();
        let title = format!(
            "body of the kind {name} ({number}); statement id {}",
            Body::id_of(&bytes)
        );
        hold(name, &page(&title, &bytes));
        assert_eq!(Body::decode(&bytes_in(name)), Ok(body));
    }
    let changes_members = |(_, folded): &&(_, record::Folded)| {
        folded.body.fields.get(1).is_some() && folded.body.kind == Kind::Propose
    };
    let change = story
        .acts
        .iter()
        .find(changes_members)
        .expect("the members change");
    let title = format!(
        "body of the kind propose (32) that changes the members; statement id {}",
        change.1.statement
    );
    hold("propose-members", &page(&title, &change.1.body.encode()));
}

#[test]
fn a_leaf_and_an_entry_have_golden_bytes() {
    let story = Story::tell();
    let entry_at = |seat: usize, kind: Kind| {
        let seat = &story.seats[seat];
        let of_kind =
            |(log, entry): &&(LogKey, Entry)| *log == seat.player.log() && entry.body.kind == kind;
        seat.entries
            .iter()
            .find(of_kind)
            .expect("the story has it")
            .1
            .clone()
    };
    let assent = entry_at(1, Kind::Assent);
    let title = format!(
        "a leaf: Borealis agrees, and sees three others for the first time; leaf hash {}",
        assent.leaf_hash()
    );
    hold("leaf", &page(&title, &assent.leaf_bytes));
    assert_eq!(Leaf::decode(&bytes_in("leaf")).as_ref(), Ok(&assent.leaf));

    let spoken = story.seats[0]
        .entries
        .iter()
        .find(|(_, entry)| entry.payloads.len() == 2);
    let whole = spoken
        .expect("the story says something in two languages")
        .1
        .clone();
    let mut payloads = whole.payloads.clone();
    payloads[1] = None;
    let erased = Entry::new(whole.leaf_bytes, whole.body_bytes, payloads).expect("still an entry");
    let title = format!(
        "an entry whose second payload was erased; leaf hash {}",
        erased.leaf_hash()
    );
    hold("entry", &page(&title, &erased.encode()));
    assert_eq!(Entry::decode(&bytes_in("entry")), Ok(erased));
}

#[test]
fn a_checkpoint_and_a_cosignature_have_golden_bytes() {
    let story = Story::tell();
    let (asteria, borealis) = (&story.seats[0], &story.seats[1]);
    let log = asteria.player.log();
    let head = |size, previous, time_ms| {
        let root = asteria
            .record
            .root_at(&log, size)
            .expect("the log is as long");
        let log = log.in_space(asteria.record.space());
        Checkpoint {
            log,
            size,
            root,
            previous,
            time_ms,
        }
        .sign(&asteria.player.node)
    };
    let first = head(2, None, 1_792_000_000_000);
    let second = head(4, Some(first.hash()), 1_792_000_060_000);
    for (name, checkpoint) in [("checkpoint", &first), ("checkpoint-next", &second)] {
        let title = format!(
            "Asteria's node signs the head of its main log at size {}; checkpoint hash {}",
            checkpoint.head.size,
            checkpoint.hash()
        );
        hold(name, &page(&title, &checkpoint.bytes));
        let read = SignedCheckpoint::decode(&bytes_in(name)).expect("a checkpoint");
        assert_eq!(read, *checkpoint);
        assert_eq!(read.verify(asteria.player.node.public()), Ok(()));
    }
    let receipt = Cosignature {
        by: borealis.player.party,
        space: asteria.record.space(),
        checkpoint: second.hash(),
        kind: CosignatureKind::Mirror,
        time_ms: 1_792_000_060_250,
    };
    let cosignature = receipt.sign(&borealis.player.node);
    hold(
        "cosignature",
        &page(
            "Borealis' node has every entry under checkpoint-next on its disk",
            &cosignature.bytes,
        ),
    );
    let read = SignedCosignature::decode(&bytes_in("cosignature")).expect("a cosignature");
    assert_eq!(read, cosignature);
    assert_eq!(read.verify(borealis.player.node.public()), Ok(()));
}

/// The story in the order of arrival at Asteria's node: party, lane, epoch, verdict and entry on each line.
fn story_file(story: &Story) -> String {
    let seat = &story.seats[0];
    let mut record = Record::new(seat.record.founding().clone());
    let mut file = "# A whole record, entry by entry: party, lane, epoch, verdict (0 valid, 255 not understood, else\n# the reason why it is void), entry. The founding's bytes stand in field 1 of every `enter`.\n".to_owned();
    for (log, entry) in &seat.entries {
        let folded = record.apply(*log, entry, Signatures::Verify);
        let [folded] = folded.as_slice() else {
            panic!("every entry folds when it comes")
        };
        let name = &story
            .seats
            .iter()
            .find(|other| other.player.party == log.party)
            .expect("a member")
            .player
            .name;
        let told = story
            .acts
            .iter()
            .find(|(_, act)| act.at == folded.at)
            .map_or("opens", |(what, _)| what);
        writeln!(
            file,
            "# {name}, entry {}: {} ({told})",
            folded.at.index,
            folded.body.kind.name()
        )
        .expect("a string");
        let (lane, code) = (log.lane.number(), folded.verdict.code());
        writeln!(
            file,
            "{} {lane} {} {code} {}",
            log.party,
            log.epoch,
            hex_of(&entry.encode())
        )
        .expect("a string");
    }
    writeln!(
        file,
        "# The digest of the state after all of them:\n{}",
        record.digest()
    )
    .expect("a string");
    file
}

#[test]
fn the_story_has_golden_bytes_verdicts_and_a_golden_digest() {
    let story = Story::tell();
    hold("story", &story_file(&story));
    let codes: std::collections::BTreeSet<u8> = story
        .acts
        .iter()
        .map(|(_, act)| act.verdict.code())
        .collect();
    let all = (0..=16).chain([255]);
    assert_eq!(
        codes,
        all.collect(),
        "valid, void for each reason, not understood"
    );
}

#[test]
#[cfg(debug_assertions)]
fn the_story_catches_what_counts_twice_and_what_is_revoked_too_late() {
    use canary::Canary::{CountedTwice, RevocationLate};
    for bug in [CountedTwice, RevocationLate] {
        let told = canary::with(bug, || story_file(&Story::tell()));
        assert_ne!(told, file("story"), "{bug:?} passes unnoticed");
    }
}

#[test]
fn m012_offices_and_signatures_together_have_golden_bytes_and_verdicts() {
    let story = Story::tell_of_offices();
    hold("offices", &story_file(&story));
    let told = |what: &str| {
        let told = story.acts.iter().find(|(told, _)| *told == what);
        told.expect("it is told").1.verdict.code()
    };
    for (what, code) in [
        ("speaks for the office", 0),
        ("hands over", 0),
        ("speaks after handing over", 2),
        ("speaks as the successor", 0),
        ("takes over from itself", 4),
        ("takes over, and no office is named", 4),
        ("asks for one together", 4),
        ("agrees alone, and it takes two", 2),
        ("agrees twice by one key", 4),
        ("agrees with somebody without powers", 2),
        ("both agree", 0),
        ("suspends with one who may alone", 0),
        ("says alone what does not bind", 0),
    ] {
        assert_eq!(told(what), code, "{what}");
    }
}

#[test]
fn m011_members_come_and_go_with_golden_bytes_and_verdicts() {
    let story = Story::tell_of_members();
    hold("members", &story_file(&story));
    let told = |what: &str| {
        let told = story.acts.iter().find(|(told, _)| *told == what);
        told.expect("it is told").1.verdict.code()
    };
    for (what, code) in [
        ("joins before all agreed", 8),
        ("joins and is not named", 3),
        ("joins", 0),
        ("proposes as a newcomer", 0),
        ("speaks after leaving", 3),
        ("agrees after leaving", 3),
        ("declines after leaving", 0),
        ("proposes after leaving", 3),
    ] {
        assert_eq!(told(what), code, "{what}");
    }
    for what in ["proposes as a newcomer", "puts another text forward"] {
        let text = story.acts.iter().find(|(told, _)| *told == what);
        let text = text.expect("it is told").1.statement;
        let status = story.seats[0].record.status(&text);
        assert_eq!(status, Some(record::TextStatus::InEffect), "{what}");
    }
}

#[test]
fn m012_a_lost_party_is_succeeded_with_golden_bytes_and_verdicts() {
    let story = Story::tell_of_a_succession();
    hold("succession", &story_file(&story));
    let told = |what: &str| {
        let told = story.acts.iter().filter(|(told, _)| *told == what);
        told.map(|(_, act)| act.verdict.code()).collect::<Vec<u8>>()
    };
    for (what, codes) in [
        ("declares lost, and changes the threshold", vec![4]),
        ("declares a stranger lost", vec![4]),
        ("declares lost, and names nobody new", vec![4]),
        ("declares Cimmeria lost", vec![0]),
        ("succeeds before all others agreed", vec![8]),
        ("succeeds", vec![0]),
        ("agrees after it was declared lost", vec![3]),
        // First to the rival of what Cimmeria may have agreed to, then to something else.
        ("agrees in Cimmeria's absence", vec![10, 0]),
        ("agrees as the successor", vec![10, 0]),
        ("declines to be lost", vec![0]),
        ("agrees although it was declined", vec![9]),
    ] {
        assert_eq!(told(what), codes, "{what}");
    }
}

/// From the file alone, log by log instead of in the order of arrival: as a second verifier would.
#[test]
fn the_stories_read_back_from_their_files_in_another_order() {
    ["story", "offices", "members", "succession"]
        .into_iter()
        .for_each(reads_back);
}

fn reads_back(name: &str) {
    let file = file(name);
    let lines: Vec<Vec<&str>> = file
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect())
        .collect();
    let (digest, lines) = lines.split_last().expect("the digest stands last");
    let mut entries: Vec<(LogKey, u8, Entry)> =
        lines.iter().map(|columns| read_line(columns)).collect();
    let enter = entries
        .iter()
        .find(|(.., entry)| entry.body.kind == Kind::Enter)
        .expect("somebody enters");
    let founding = Founding::read(enter.2.body.fields.bytes(1).expect("the founding's bytes"));
    entries.sort_by_key(|(log, ..)| std::cmp::Reverse(*log));
    let mut record = Record::new(founding.expect("a founding"));
    let folded = entries
        .iter()
        .flat_map(|(log, _, entry)| record.apply(*log, entry, Signatures::Verify));
    let folded: Vec<_> = folded.collect();
    assert_eq!(folded.len(), entries.len(), "nothing waits");
    for act in folded {
        let of_log = entries.iter().filter(|(log, ..)| *log == act.at.log);
        let code = of_log.map(|(_, code, _)| *code).nth(act.at.index as usize);
        assert_eq!(Some(act.verdict.code()), code, "{:?}", act.at);
    }
    assert_eq!(Hash::from_hex(digest[0]), Some(record.digest()));
}

fn read_line(columns: &[&str]) -> (LogKey, u8, Entry) {
    let [party, lane, epoch, code, entry] = columns else {
        panic!("five columns")
    };
    let log = LogKey::of(
        PartyId::from_hex(party).expect("a party"),
        Lane::from_number(lane.parse().expect("a number")).expect("a lane"),
        epoch.parse().expect("a number"),
    );
    let bytes = bytes_from_hex(entry).expect("hexadecimal digits");
    (
        log,
        code.parse().expect("a number"),
        Entry::decode(&bytes).expect("an entry"),
    )
}
