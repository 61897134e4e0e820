//! `key`: the party's own keys, and new ones in place of the old.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use node::clock::{now_ms, random};
use node::keys::{make_private_folder, roots_in, write_new};
use node::renew::{Plan, recovery_key, sign_recovery};
use node::{NodeFault, Seat};
use record::cbor::{self, Reader, Writer};
use record::identity::{KeySet, RECOVERERS_MAX, RECOVERY_KEYS_MAX, next_root_commitment};
use record::key::{Algorithm, PublicKey, SecretKey};
use record::{Hash, SpaceId};
use serde_json::{Value, json};

use super::sign::confirm;
use super::{How, shown};
use crate::arguments::{Key, New};
use crate::say::{exit, fault, usage};
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Key) -> Result<u8> {
    match verb {
        Key::List => list(how),
        Key::Rotate {
            root,
            new,
            confirmed,
        } => rotate(how, root, new, confirmed.yes),
        Key::RecoveryMake {
            of,
            need,
            algorithm,
            folder,
        } => make_recovery_keys(how, *of, *need, (*algorithm).into(), folder),
        Key::Recover {
            prepare,
            assemble,
            new,
            files,
            confirmed,
        } => {
            let desk = Desk::open(how)?;
            match (prepare, assemble) {
                (Some(request), _) => prepare_recovery(how, &desk, request, files, new),
                (_, Some(request)) => {
                    let signatures = files
                        .iter()
                        .map(|file| read(file))
                        .collect::<Result<Vec<_>>>()?;
                    finish(how, &desk, &read(request)?, &signatures, confirmed.yes)
                }
                (None, None) => recover(how, &desk, files, new, confirmed.yes),
            }
        }
        Key::SignRecovery {
            key,
            signature,
            request,
        } => {
            write_new(signature, &sign_recovery(&read(request)?, key)?)?;
            how.say("command-done", &[]);
            Ok(exit::DONE)
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let at = |cause| NodeFault::File {
        path: path.to_owned(),
        cause,
    };
    Ok(fs::read(path).map_err(at)?)
}

fn own_seat(desk: &Desk) -> Result<std::sync::Arc<Seat>> {
    desk.node
        .seat(&desk.party)
        .ok_or_else(|| fault(desk.l, "fault-not-seated", &[]))
}

fn keys_folder(how: &How<'_>) -> PathBuf {
    how.dir.join("keys")
}

fn list(how: &How<'_>) -> Result<u8> {
    let desk = Desk::open(how)?;
    let seat = own_seat(&desk)?;
    let versions =
        (1..=seat.history.size()).filter_map(|size| Some((size, seat.history.at(size).next()?)));
    let roots = roots_in(&keys_folder(how))?;
    if how.json {
        let versions: Vec<Value> = versions.map(|(size, keys)| as_json(size, keys)).collect();
        let roots: Vec<String> = roots.iter().map(|file| shown(file)).collect();
        how.out
            .json(&json!({ "party": desk.party.hex(), "keys": versions, "roots_here": roots }));
        return Ok(exit::DONE);
    }
    for (size, keys) in versions {
        how.say("command-keys-since", &[("entry", &size.to_string())]);
        let roles = [
            ("settings-key-root", &keys.root),
            ("settings-key-seal", &keys.seal),
            ("settings-key-node", &keys.node),
        ];
        for (role, key) in roles {
            let role = how.t(role);
            how.out.line(format!(
                "  {} {} {role}",
                key.kid().short(),
                key.algorithm().name()
            ));
        }
        let role = how.t("settings-key-tls");
        how.out
            .line(format!("  {} Ed25519 {role}", &keys.tls.hex()[..12]));
        if let Some((needed, all)) = &keys.recovery {
            let (needed, all) = (needed.to_string(), all.len().to_string());
            how.say(
                "command-keys-recovery",
                &[("needed", &needed), ("all", &all)],
            );
        }
    }
    for file in roots {
        how.say("command-keys-root-here", &[("file", &shown(&file))]);
    }
    Ok(exit::DONE)
}

fn as_json(size: u64, keys: &KeySet) -> Value {
    let key =
        |key: &PublicKey| json!({ "key": key.kid().hex(), "algorithm": key.algorithm().name() });
    let recovery = keys
        .recovery
        .as_ref()
        .map(|(needed, all)| json!({ "needed": needed, "of": all.len() }));
    json!({ "entry": size, "root": key(&keys.root), "seal": key(&keys.seal), "node": key(&keys.node), "tls": keys.tls.hex(), "recovery": recovery })
}

/// Where the next root goes, and what else is to change.
fn planned(how: &How<'_>, desk: &Desk, new: &New) -> Result<(PathBuf, Plan)> {
    let entry = own_seat(desk)?.history.size() + 1;
    let next = new.next.clone();
    let next = next.unwrap_or_else(|| keys_folder(how).join(format!("next-root.{entry}")));
    let recovery = new
        .recovery
        .as_deref()
        .map(|file| commitments_in(how, file));
    let plan = Plan {
        algorithm: new.algorithm.map(Algorithm::from),
        encryption: new.encryption,
        connection: new.connection,
        recovery: recovery.transpose()?,
    };
    Ok((next, plan))
}

fn rotate(how: &How<'_>, root: &Path, new: &New, yes: bool) -> Result<u8> {
    let desk = Desk::open(how)?;
    let (next, plan) = planned(how, &desk, new)?;
    how.out.remark(how.t("command-keys-will-change"));
    confirm(how, yes)?;
    let keys = desk.node.rotate(desk.party, root, &next, &plan, now_ms())?;
    changed(how, &desk, &keys, Some(&next))
}

/// Says which keys are new, and where nobody can be told of them.
fn changed(how: &How<'_>, desk: &Desk, keys: &KeySet, next: Option<&Path>) -> Result<u8> {
    // Every space, whichever the command line names: the keys are new in all of them.
    let spaces = desk.node.space_ids().into_iter();
    let (untold, told): (Vec<SpaceId>, Vec<SpaceId>) =
        spaces.partition(|space| desk.node.is_untold(space, &desk.party));
    let is_awaited = |space: &SpaceId| desk.node.awaited(space).is_some();
    let later: Vec<SpaceId> = told.into_iter().filter(is_awaited).collect();
    let code = match untold.is_empty() {
        true => exit::DONE,
        false => exit::FAULT,
    };
    if how.json {
        let [untold, later] = [untold, later].map(|all| all.iter().map(SpaceId::hex).collect());
        let [untold, later]: [Vec<String>; 2] = [untold, later];
        how.out.json(&json!({ "seal": keys.seal.kid().hex(), "node": keys.node.kid().hex(), "next_root": next.map(shown), "not_told": untold, "told_later": later }));
        return Ok(code);
    }
    let (seal, node) = (keys.seal.kid().short(), keys.node.kid().short());
    how.say("command-keys-changed", &[("seal", &seal), ("node", &node)]);
    if let Some(next) = next {
        how.say("command-keys-root-here", &[("file", &shown(next))]);
    }
    for (spaces, words) in [
        (untold, "command-keys-not-told"),
        (later, "command-keys-told-later"),
    ] {
        for space in spaces {
            how.say(words, &[("title", &desk.title(&space))]);
        }
    }
    Ok(code)
}

fn prepare_recovery(
    how: &How<'_>,
    desk: &Desk,
    request: &Path,
    files: &[PathBuf],
    new: &New,
) -> Result<u8> {
    let (next, plan) = planned(how, desk, new)?;
    let public = |file: &PathBuf| {
        let key = PublicKey::from_bytes(&read(file)?);
        Ok(key.map_err(|_| NodeFault::Key { path: file.clone() })?)
    };
    let by = files.iter().map(public).collect::<Result<Vec<_>>>()?;
    let bytes = desk.node.prepare_recovery(desk.party, &by, &next, &plan)?;
    write_new(request, &bytes)?;
    how.say(
        "command-keys-prepared",
        &[("request", &shown(request)), ("next", &shown(&next))],
    );
    Ok(exit::DONE)
}

fn recover(how: &How<'_>, desk: &Desk, files: &[PathBuf], new: &New, yes: bool) -> Result<u8> {
    let (next, plan) = planned(how, desk, new)?;
    let committed = own_seat(desk)?.history.latest().recovery.clone();
    let committed = committed.map(|(_, all)| all).unwrap_or_default();
    let by = files.iter().map(|file| recovery_key(file, &committed));
    let by = by.collect::<Result<Vec<_>, _>>()?;
    let request = desk.node.prepare_recovery(desk.party, &by, &next, &plan)?;
    let signatures = files.iter().map(|file| sign_recovery(&request, file));
    let signatures = signatures.collect::<Result<Vec<_>, _>>()?;
    finish(how, desk, &request, &signatures, yes)
}

fn finish(
    how: &How<'_>,
    desk: &Desk,
    request: &[u8],
    signatures: &[Vec<u8>],
    yes: bool,
) -> Result<u8> {
    how.out.remark(how.t("command-keys-will-change"));
    confirm(how, yes)?;
    let keys = desk
        .node
        .recover(desk.party, request, signatures, now_ms())?;
    let code = changed(how, desk, &keys, None)?;
    for file in roots_in(&keys_folder(how))? {
        how.say("command-keys-root-here", &[("file", &shown(&file))]);
    }
    Ok(code)
}

/// Writes each recovery key with its public half, and what the party commits to.
fn make_recovery_keys(
    how: &How<'_>,
    of: u64,
    need: u64,
    algorithm: Algorithm,
    folder: &Path,
) -> Result<u8> {
    if need == 0 || need > of || need > RECOVERERS_MAX || of > RECOVERY_KEYS_MAX {
        let (most, all) = (RECOVERERS_MAX.to_string(), RECOVERY_KEYS_MAX.to_string());
        bail!(usage(
            how.lang.l(),
            "command-keys-recovery-numbers",
            &[("most", &most), ("all", &all)]
        ));
    }
    make_private_folder(folder)?;
    let mut commitments = Writer::new();
    commitments.array(2).u64(need).array(of);
    for number in 1..=of {
        let key = SecretKey::new(algorithm, &random());
        write_new(&folder.join(format!("recovery-{number}")), &*key.seed())?;
        write_new(
            &folder.join(format!("recovery-{number}.public")),
            key.public().as_bytes(),
        )?;
        commitments.bytes(next_root_commitment(key.public()).as_bytes());
    }
    write_new(&folder.join("commitments"), &commitments.finish())?;
    let (need, of, folder) = (need.to_string(), of.to_string(), shown(folder));
    how.say(
        "command-keys-recovery-made",
        &[("need", &need), ("of", &of), ("folder", &folder)],
    );
    Ok(exit::DONE)
}

/// Reads what [`make_recovery_keys`] wrote for the party to commit to.
pub fn commitments_in(how: &How<'_>, file: &Path) -> Result<(u64, Vec<Hash>)> {
    let bytes = read(file)?;
    let found = || {
        cbor::check(&bytes).ok()?;
        let mut r = Reader::new(&bytes);
        (r.array().ok()? == 2).then_some(())?;
        let needed = r.u64().ok()?;
        let all = r.array().ok()?;
        let all: Vec<Hash> = (0..all)
            .map(|_| r.bytes_n().ok().map(Hash))
            .collect::<Option<_>>()?;
        let sound =
            needed >= 1 && needed <= all.len() as u64 && all.len() as u64 <= RECOVERY_KEYS_MAX;
        (sound && r.is_end()).then_some((needed, all))
    };
    found().ok_or_else(|| {
        fault(
            how.lang.l(),
            "command-keys-no-commitments",
            &[("file", &shown(file))],
        )
    })
}
