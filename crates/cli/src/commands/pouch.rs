//! `pouch`: the exchange with a peer by files carried by hand.
//!
//! A pouch is like a connection: it carries every relationship with that peer, whichever `--space` names.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, bail};
use i18n::Arg;
use net::pouch::PouchError;
use net::{RefusalCode, wire::WireError};
use node::pouch::{Brought, Packed, Packing, PouchFault, Unpacked};
use record::{LogId, PartyId};
use serde_json::{Value, json};

use super::peer::{called, peer_named};
use super::{How, shown};
use crate::arguments::Pouch;
use crate::say::{coded, exit, fault};
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Pouch) -> Result<u8> {
    let desk = Desk::open(how)?;
    match verb {
        Pouch::Write { to, all, file } => {
            let peer = peer_named(&desk, to)?;
            write(how, &desk, peer, *all, file)
        }
        Pouch::Read { file } => read(how, &desk, file),
    }
}

fn write(how: &How<'_>, desk: &Desk, peer: PartyId, all: bool, path: &Path) -> Result<u8> {
    if path.exists() {
        bail!(fault(desk.l, "pouch-file-taken", &[("file", &shown(path))]));
    }
    let packing = Packing {
        all,
        ..Packing::default()
    };
    // Under another name until it is whole and on the medium: a stick may be pulled at any moment.
    let part = part_of(path);
    let packed = pack(desk, peer, packing, &part);
    let packed = match packed.and_then(|packed| {
        fs::rename(&part, path).map_err(|cause| not_written(desk, path, &cause))?;
        Ok(packed)
    }) {
        Ok(packed) => packed,
        Err(error) => {
            let _ = fs::remove_file(&part);
            return Err(error);
        }
    };
    written(how, desk, peer, &packed, path);
    Ok(exit::DONE)
}

fn pack(desk: &Desk, peer: PartyId, packing: Packing, part: &Path) -> Result<Packed> {
    let in_the_way = |cause: io::Error| not_written(desk, part, &cause);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let file = options.open(part).map_err(in_the_way)?;
    let mut out = BufWriter::new(file);
    let packed = desk.node.write_pouch(desk.party, peer, packing, &mut out);
    let packed = packed.map_err(|fault| said(desk, part, &fault))?;
    out.flush().map_err(in_the_way)?;
    out.get_ref().sync_all().map_err(in_the_way)?;
    Ok(packed)
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn written(how: &How<'_>, desk: &Desk, peer: PartyId, packed: &Packed, path: &Path) {
    if how.json {
        how.out.json(&json!({ "to": peer.hex(), "file": path, "bytes": packed.bytes, "entries": packed.entries, "more": packed.more }));
        return;
    }
    let name = called(desk, &peer);
    how.out.line(how.ta(
        "pouch-written",
        &[
            ("file", Arg::from(&shown(path))),
            ("peer", Arg::from(&name)),
            ("count", packed.entries.into()),
        ],
    ));
    if packed.more {
        how.say("pouch-written-more", &[]);
    }
    how.say("pouch-written-next", &[("peer", &name)]);
}

fn read(how: &How<'_>, desk: &Desk, path: &Path) -> Result<u8> {
    let file = File::open(path).map_err(|cause| {
        let args = [("file", shown(path)), ("cause", cause.to_string())];
        fault(
            desk.l,
            "pouch-not-opened",
            &args.each_ref().map(|(name, text)| (*name, text.as_str())),
        )
    })?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        bail!(fault(
            desk.l,
            "pouch-not-a-pouch",
            &[("file", &shown(path))]
        ));
    }
    let unpacked = desk.node.read_pouch(desk.party, file);
    let unpacked = unpacked.map_err(|fault| said(desk, path, &fault))?;
    match how.json {
        true => how.out.json(&as_json(&unpacked)),
        false => tell(how, desk, &unpacked),
    }
    let refused = unpacked.logs.iter().any(|log| log.refused.is_some());
    let whole = unpacked.logs.iter().all(Brought::is_whole);
    Ok(match (refused, whole) {
        (true, _) => exit::UNSOUND,
        (false, false) => exit::WAITING,
        (false, true) => exit::DONE,
    })
}

fn as_json(unpacked: &Unpacked) -> Value {
    let row = |log: &Brought| {
        json!({
            "space": log.log.space.hex(), "party": log.log.key.party.hex(), "lane": log.log.key.lane.number(),
            "before": log.before, "now": log.now, "from": log.from, "end": log.end,
            "gap": log.is_gap(), "refused": log.refused.map(refusal_word),
        })
    };
    json!({
        "from": unpacked.from.hex(),
        "entries": taken(unpacked),
        "whole": unpacked.logs.iter().all(Brought::is_whole),
        "logs": unpacked.logs.iter().map(row).collect::<Vec<_>>(),
    })
}

fn taken(unpacked: &Unpacked) -> u64 {
    unpacked
        .logs
        .iter()
        .map(|log| log.now.min(log.end).saturating_sub(log.before))
        .sum()
}

fn tell(how: &How<'_>, desk: &Desk, unpacked: &Unpacked) {
    let name = called(desk, &unpacked.from);
    how.out.line(how.ta(
        "pouch-read",
        &[
            ("peer", Arg::from(&name)),
            ("count", taken(unpacked).into()),
        ],
    ));
    for log in unpacked.logs.iter().filter(|log| !log.is_whole()) {
        let of = log_name(desk, &log.log);
        let (from, now) = (log.from.to_string(), log.now.to_string());
        let line = match log.refused {
            None if log.is_gap() => how.with(
                "pouch-gap",
                &[("log", &of), ("held", &now), ("from", &from)],
            ),
            code => how.with(
                "pouch-refused",
                &[("log", &of), ("reason", &how.t(refusal_key(code)))],
            ),
        };
        how.out.line(format!("  {line}"));
    }
    for space in desk.node.space_ids() {
        if !desk.node.entered(&space, &desk.party) {
            how.say(
                "pouch-join",
                &[("title", &desk.title(&space)), ("space", &space.short())],
            );
        }
    }
    how.say(
        "pouch-read-next",
        &[("peer", &name), ("id", &unpacked.from.short())],
    );
}

fn log_name(desk: &Desk, log: &LogId) -> String {
    let name = desk
        .node
        .read(&log.space, |state| desk.name_in(state, &log.key.party));
    name.unwrap_or_else(|| log.key.party.short())
}

fn refusal_word(code: RefusalCode) -> &'static str {
    match code {
        RefusalCode::Malformed => "malformed",
        RefusalCode::Mismatch => "mismatch",
        RefusalCode::Fork => "fork",
        RefusalCode::UnknownKey => "unknown-key",
        RefusalCode::Quota => "quota",
        RefusalCode::Full => "full",
    }
}

fn refusal_key(code: Option<RefusalCode>) -> &'static str {
    match code {
        Some(RefusalCode::Fork) => "pouch-refused-fork",
        Some(RefusalCode::Full | RefusalCode::Quota) => "pouch-refused-full",
        Some(RefusalCode::UnknownKey) => "pouch-refused-unknown-key",
        Some(RefusalCode::Malformed | RefusalCode::Mismatch) => "pouch-refused-mismatch",
        None => "pouch-refused-not-member",
    }
}

fn not_written(desk: &Desk, path: &Path, cause: &io::Error) -> Error {
    let key = match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::FileTooLarge => "pouch-no-room",
        _ => "pouch-not-written",
    };
    fault(
        desk.l,
        key,
        &[("file", &shown(path)), ("cause", &cause.to_string())],
    )
}

/// What, where, and what to do. Nothing was taken from a pouch that ends here.
fn said(desk: &Desk, path: &Path, why: &PouchFault) -> Error {
    let file = shown(path);
    let unsound = |key: &str, at: u64| {
        let words = crate::say::with(desk.l, key, &[("file", &file), ("at", &at.to_string())]);
        coded(exit::UNSOUND, words)
    };
    match why {
        PouchFault::NotSeated => fault(desk.l, "fault-not-seated", &[]),
        PouchFault::NotAPeer => fault(desk.l, "pouch-not-a-peer", &[]),
        PouchFault::Paused { peer } => {
            let name = called(desk, peer);
            let words = crate::say::with(
                desk.l,
                "pouch-paused",
                &[("peer", &name), ("id", &peer.short())],
            );
            coded(exit::WAITING, words)
        }
        PouchFault::NothingShared => fault(desk.l, "pouch-nothing-shared", &[]),
        PouchFault::TooLarge { bytes, bytes_max } => {
            let (bytes, max) = (bytes.to_string(), bytes_max.to_string());
            fault(
                desk.l,
                "pouch-too-large",
                &[("file", &file), ("bytes", &bytes), ("max", &max)],
            )
        }
        PouchFault::Trailing { at } => unsound("pouch-trailing", *at),
        PouchFault::Write(PouchError::Io(cause)) => not_written(desk, path, cause),
        PouchFault::Write(cause) => fault(
            desk.l,
            "pouch-not-written",
            &[("file", &file), ("cause", &cause.to_string())],
        ),
        PouchFault::Unsound { at, cause } => match cause {
            PouchError::Io(cause) if cause.kind() == ErrorKind::UnexpectedEof => {
                unsound("pouch-cut", *at)
            }
            PouchError::Io(cause) => fault(
                desk.l,
                "pouch-not-opened",
                &[("file", &file), ("cause", &cause.to_string())],
            ),
            PouchError::Wire(WireError::Label) => unsound("pouch-not-a-pouch", *at),
            PouchError::Wire(_) | PouchError::Sealed(_) => unsound("pouch-damaged", *at),
            PouchError::NotForUs => unsound("pouch-not-for-us", *at),
        },
    }
}
