//! The power is cut while private papers and waiting statements are written: what was acknowledged is there.
//!
//! As in the store's suite: after each cut the file must hold exactly what was acknowledged, with or without the
//! one write that was under way.

use disk::{Disk, Seeded, VFS, seeds};
use private::{Change, NewPaper, PaperId, PaperKind, PendingStatement, Private, PrivateFault};
use record::key::SecretKey;
use record::seal::Statement;
use record::{Body, Hash, Kind, PartyId, Payload, SpaceId};
use rusqlite::Connection;

const PARTY: PartyId = PartyId(Hash([1; 32]));
const SPACE: SpaceId = SpaceId(Hash([0xA0; 32]));

/// Everything that was acknowledged, in the order in which it came.
#[derive(Clone, Debug, Default, PartialEq)]
struct World {
    papers: Vec<Written>,
    pending: Vec<PendingStatement>,
}

/// A paper: its kind, version and what it says.
#[derive(Clone, Debug, PartialEq)]
struct Written {
    kind: PaperKind,
    version: u64,
    content: String,
}

impl World {
    fn read(private: &Private) -> Result<World, PrivateFault> {
        let mut papers = Vec::new();
        for id in numbers(private)? {
            let found = private.paper(&PARTY, id)?;
            let (paper, content) = found.expect("it stands in the list");
            papers.push(Written {
                kind: paper.kind,
                version: paper.version,
                content,
            });
        }
        let pending = private.pending(&SPACE)?;
        Ok(World { papers, pending })
    }
}

/// The papers' numbers, in the order in which they came.
fn numbers(private: &Private) -> Result<Vec<PaperId>, PrivateFault> {
    let papers = private.papers(&PARTY, None)?;
    let mut numbers: Vec<_> = papers.into_iter().map(|paper| paper.id).collect();
    numbers.sort();
    Ok(numbers)
}

/// One write.
#[derive(Debug)]
enum Act {
    PutPaper(PaperKind, String),
    ChangePaper(usize, String),
    DropPaper(usize),
    PutPending(Box<PendingStatement>),
    DropPending(usize),
}

impl Act {
    fn draw(world: &World, chance: &mut Seeded) -> Act {
        let (papers, pending) = (world.papers.len(), world.pending.len());
        match chance.below(10) {
            0..2 if papers > 0 => Act::ChangePaper(chance.below(papers), text(chance)),
            2 if papers > 0 => Act::DropPaper(chance.below(papers)),
            3..6 => Act::PutPending(Box::new(statement(chance))),
            6 if pending > 0 => Act::DropPending(chance.below(pending)),
            _ => Act::PutPaper(PaperKind::ALL[chance.below(5)], text(chance)),
        }
    }

    /// Does it, and says so in the world when it is acknowledged.
    fn perform(&self, private: &mut Private, world: &mut World) -> Result<(), PrivateFault> {
        match self {
            Act::PutPaper(kind, content) => {
                let new = NewPaper {
                    party: PARTY,
                    kind: *kind,
                    title: "A paper",
                    content,
                };
                private.put_paper(&new, 1)?;
            }
            Act::ChangePaper(at, content) => {
                let (id, version) = (numbers(private)?[*at], world.papers[*at].version);
                let change = private.change_paper(&PARTY, id, version, "A paper", content, 2)?;
                assert!(matches!(change, Change::Stored(_) | Change::Fixed));
            }
            Act::DropPaper(at) => {
                let id = numbers(private)?[*at];
                assert!(private.drop_paper(&PARTY, id)?);
            }
            Act::PutPending(pending) => private.put_pending(pending)?,
            Act::DropPending(at) => {
                private.drop_pending(&SPACE, &world.pending[*at].statement)?;
            }
        }
        self.apply(world);
        Ok(())
    }

    fn apply(&self, world: &mut World) {
        match self {
            Act::PutPaper(kind, content) => world.papers.push(Written {
                kind: *kind,
                version: 1,
                content: content.clone(),
            }),
            Act::ChangePaper(at, content) => {
                let paper = &mut world.papers[*at];
                if paper.kind != PaperKind::Forecast {
                    paper.version += 1;
                    paper.content.clone_from(content);
                }
            }
            Act::DropPaper(at) => {
                world.papers.remove(*at);
            }
            Act::PutPending(pending) => world.pending.push((**pending).clone()),
            Act::DropPending(at) => {
                world.pending.remove(*at);
            }
        }
    }
}

/// A signed statement that waits.
fn statement(chance: &mut Seeded) -> PendingStatement {
    let mut tag = [0; 16];
    tag[..8].copy_from_slice(&chance.number().to_be_bytes());
    let payload = Payload {
        salt: [7; 32],
        content: text(chance).into(),
    };
    let mut body = Body::new(SPACE, PARTY, Kind::Remark, tag);
    body.payloads = vec![payload.commitment("text/plain", Some("en"))];
    PendingStatement {
        space: SPACE,
        party: PARTY,
        statement: Body::id_of(&body.encode()),
        body: Statement::sign(&body, vec![payload], &SecretKey::from_seed(&[1; 32])),
    }
}

/// Mostly a sentence, now and then many pages.
fn text(chance: &mut Seeded) -> String {
    let words = match chance.one_in(10) {
        true => chance.below(1_000),
        false => chance.below(20),
    };
    (0..words)
        .map(|_| format!("{:x} ", chance.number()))
        .collect()
}

/// Opens the file and compares; none if the power went meanwhile.
fn open(
    disk: &Disk,
    world: &mut World,
    under_way: &mut Option<Act>,
) -> Result<Option<Private>, String> {
    disk.write_anew("private.db-wal"); // as `Private::open` has it done to a file
    let private = match Private::open_alone(&disk.path("private.db"), VFS) {
        Ok(private) => private,
        Err(_) if disk.is_off() => return Ok(None),
        Err(fault) => return Err(format!("it cannot be opened: {fault:?}")),
    };
    let there = World::read(&private).map_err(|fault| format!("it cannot be read: {fault:?}"))?;
    let under_way = under_way.take();
    let mut after = world.clone();
    under_way.iter().for_each(|act| act.apply(&mut after));
    if there != *world && there != after {
        return Err(format!("lost or torn; under way: {under_way:.200?}"));
    }
    *world = there;
    Ok(Some(private))
}

/// What SQLite finds wrong with the structure of the file.
fn check_pages(disk: &Disk) -> Result<(), String> {
    let flags = rusqlite::OpenFlags::default();
    let file = Connection::open_with_flags_and_vfs(disk.path("private.db"), flags, VFS);
    let found = file.and_then(|file| {
        file.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        file.query_row("PRAGMA integrity_check", (), |row| row.get::<_, String>(0))
    });
    match found {
        Ok(words) if words == "ok" => Ok(()),
        found => Err(format!("the file is corrupt: {found:?}")),
    }
}

fn cuts(seed: u64, prepare: impl Fn(&Disk)) -> Result<usize, String> {
    let disk = Disk::new(seed);
    prepare(&disk);
    let mut chance = Seeded::new(!seed);
    let (mut world, mut under_way, mut count) = (World::default(), None, 0);
    for _ in 0..=chance.below(40) {
        // Now and then while it is being opened.
        if chance.one_in(4) {
            let most = 4 << chance.below(6);
            disk.cut_after(chance.below(most));
        }
        if let Some(mut private) = open(&disk, &mut world, &mut under_way)? {
            let most = 4 << chance.below(8);
            disk.cut_after(chance.below(most));
            while under_way.is_none() {
                let act = Act::draw(&world, &mut chance);
                match act.perform(&mut private, &mut world) {
                    Ok(()) => {}
                    Err(_) if disk.is_off() => under_way = Some(act),
                    Err(fault) => return Err(format!("a write failed: {fault:?}")),
                }
            }
        }
        disk.power_on();
        count += 1;
    }
    open(&disk, &mut world, &mut under_way)?;
    check_pages(&disk)?;
    Ok(count)
}

const TEST: &str = "-p detente-private --test power_cuts what_was_acknowledged_outlives_hundreds";

#[test]
fn what_was_acknowledged_outlives_hundreds_of_power_cuts() {
    seeds::hold(TEST, 1, 400, |seed| cuts(seed, |_| {}));
}

#[test]
#[ignore = "long: a hundred thousand power cuts"]
fn what_was_acknowledged_outlives_a_hundred_thousand_power_cuts() {
    let what = "power cuts under the private database";
    seeds::hold_long(TEST, what, 100_000, |seed| cuts(seed, |_| {}));
}

#[test]
fn the_suite_catches_a_disk_whose_syncs_do_nothing() {
    let caught = seeds::caught(1, 10, |seed| cuts(seed, Disk::lie));
    caught.expect("nothing can be kept on such a disk");
}
