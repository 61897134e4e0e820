//! `powers`: who may sign for whom.

mod brief;

use anyhow::{Result, bail};
use i18n::Localizer;
use node::Space;
use node::clock::{end_of_day, now_ms};
use node::founding::LEVEL_WORKING;
use node::people::{PersonView, delegation_of};
use record::ids::hex_of;
use record::powers::Powers as Full;
use record::register::Accreditation;
use record::{Kid, Kind, PartyId};
use serde_json::{Value, json};

use super::sign::{confirm, refused};
use super::{How, by_language, day};
use crate::arguments::{May, Powers};
use crate::say::{exit, fault, usage};
use crate::seat::{Desk, nearest};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Powers) -> Result<u8> {
    let desk = Desk::open(how)?;
    match verb {
        Powers::List => list(how, &desk),
        Powers::Grant {
            login,
            may,
            until,
            together,
            confirmed,
        } => {
            let given = Given {
                may,
                until: until.as_deref(),
                together: *together,
            };
            grant(how, &desk, login, &given, confirmed.yes)
        }
        Powers::HandOver {
            key,
            to,
            until,
            confirmed,
        } => hand_over(how, &desk, key, to, until.as_deref(), confirmed.yes),
        Powers::Brief { from } => brief::run(how, &desk, from.as_deref()),
        Powers::Revoke { key, confirmed } => revoke(how, &desk, key, confirmed.yes),
    }
}

/// A delegate's powers as they stand on the record.
struct Row<'a> {
    party: PartyId,
    kid: Kid,
    names: &'a [(String, String)],
    offices: &'a [(String, String)],
    powers: &'a Full,
    ended: bool,
}

fn list(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let lines = desk.read(|space| {
        let rows = rows(space).into_iter();
        let line = |row: Row<'_>| match how.json {
            true => as_json(&row).to_string(),
            false => as_line(how, desk, space, &row),
        };
        rows.map(line).collect::<Vec<_>>()
    })?;
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}

fn rows(space: &Space) -> Vec<Row<'_>> {
    let members = space.record.roster().into_iter();
    let of = |party: PartyId| {
        let register = space.record.register(&party);
        let all = register.into_iter().flat_map(|register| register.all());
        all.map(move |(kid, given)| row(space, party, *kid, given))
    };
    members.flat_map(|member| of(member.party)).collect()
}

fn row<'a>(space: &'a Space, party: PartyId, kid: Kid, given: Accreditation<'a>) -> Row<'a> {
    let view = space.record.view_of(&space.current(&party));
    let register = space.record.register(&party);
    let names = space.relationship.delegate(&given.at);
    Row {
        party,
        kid,
        names: names.map_or(&[], |names| names.names.as_slice()),
        offices: names.map_or(&[], |names| names.offices.as_slice()),
        powers: given.powers,
        ended: register.is_none_or(|register| register.powers(&kid, &view).is_none()),
    }
}

fn as_json(row: &Row<'_>) -> Value {
    let kinds: Vec<&str> = row.powers.kinds.iter().map(|kind| kind.name()).collect();
    let tenure = row.powers.tenure;
    json!({
        "key": row.kid.hex(), "names": by_language(row.names), "party": row.party.hex(), "kinds": kinds,
        "level": row.powers.level, "expires_ms": row.powers.expires_ms, "ended": row.ended, "together": row.powers.together,
        "office": tenure.map(|tenure| hex_of(&tenure.office.0)), "office_names": by_language(row.offices),
        "takes_over": tenure.and_then(|tenure| tenure.takes_over).map(|kid| kid.hex()),
    })
}

fn as_line(how: &How<'_>, desk: &Desk, space: &Space, row: &Row<'_>) -> String {
    let (key, party) = (row.kid.short(), desk.name_in(space, &row.party));
    let name = nearest(row.names, how.lang).unwrap_or(&key);
    let name = match nearest(row.offices, how.lang) {
        Some(office) => how.with(
            "command-powers-of-office",
            &[("office", office), ("name", name)],
        ),
        None => name.to_owned(),
    };
    let until = row
        .powers
        .expires_ms
        .map(|ms| format!(" {}", until_day(how, ms)));
    let together = together_words(how, row.powers.together);
    let together = together.map(|words| format!(", {words}"));
    let may = match row.ended {
        true => how.t("command-powers-ended"),
        false => {
            said(how, &row.powers.kinds)
                + &together.unwrap_or_default()
                + &until.unwrap_or_default()
        }
    };
    how.with(
        "command-powers",
        &[
            ("key", &key),
            ("name", &name),
            ("party", &party),
            ("may", &may),
        ],
    )
}

/// With how many others what binds is signed, if not alone.
fn together_words(how: &How<'_>, together: u64) -> Option<String> {
    let others = together.checked_sub(1).filter(|others| *others > 0)?;
    Some(how.ta("command-powers-together", &[("count", others.into())]))
}

fn until_day(how: &How<'_>, expires_ms: u64) -> String {
    let date = how.lang.l().date(expires_ms as i64);
    how.with("settings-delegate-until-date", &[("date", &date)])
}

fn said(how: &How<'_>, kinds: &[Kind]) -> String {
    let groups = web::say_powers(&how.lang.l(), kinds);
    match groups.is_empty() {
        true => how.t("settings-may-nothing"),
        false => how.lang.l().list(&groups),
    }
}

fn kinds_of(may: &[May]) -> Vec<Kind> {
    if may.is_empty() {
        return Full::ALL_KINDS.to_vec();
    }
    let name = |may: &May| match may {
        May::Say => "say",
        May::Propose => "propose",
        May::Assent => "assent",
        May::Suspend => "suspend",
        May::Erase => "erase",
    };
    web::kinds_named(|group| may.iter().any(|one| name(one) == group))
}

/// The end of the day that was named; powers that are over already are none.
fn expiry(l: Localizer, date: &str) -> Result<u64> {
    let ends = end_of_day(day(l, date)?).filter(|ms| *ms > now_ms());
    ends.ok_or_else(|| usage(l, "refusals-date-past", &[]))
}

/// What is to be given, as it was typed.
struct Given<'a> {
    may: &'a [May],
    until: Option<&'a str>,
    together: u64,
}

fn grant(how: &How<'_>, desk: &Desk, login: &str, given: &Given<'_>, yes: bool) -> Result<u8> {
    let space = desk.space()?;
    let person = person_named(desk, login)?;
    let expires_ms = given.until.map(|date| expiry(desk.l, date)).transpose()?;
    let held = desk.read(|state| {
        let register = state.record.register(&desk.party)?;
        let view = state.record.view_of(&state.current(&desk.party));
        register.powers(&person.key.kid(), &view).map(|_| ())
    })?;
    if held.is_some() {
        bail!(fault(desk.l, "command-powers-held", &[("login", login)]));
    }
    let powers = Full {
        expires_ms,
        together: given.together,
        ..Full::alone(&person.key, kinds_of(given.may), LEVEL_WORKING)
    };
    let delegation = delegation_of(&person, powers);
    let mut lines = vec![
        login.to_owned(),
        person.key.kid().hex(),
        said(how, &delegation.powers.kinds),
    ];
    lines.extend(together_words(how, given.together));
    lines.extend(expires_ms.map(|ms| until_day(how, ms)));
    show(how, desk, "settings-delegate-accredit", &lines);
    confirm(how, yes)?;
    desk.node
        .accredit(space, desk.party, &delegation, now_ms())?;
    done(how, &person.key.kid(), "settings-delegate-added");
    Ok(exit::DONE)
}

fn person_named(desk: &Desk, login: &str) -> Result<PersonView> {
    let people = desk.node.people()?;
    let is_named = |person: &PersonView| person.login == login && person.party == desk.party;
    let found = people.into_iter().find(is_named);
    found.ok_or_else(|| fault(desk.l, "command-person-unknown", &[("login", login)]))
}

/// One of the party's own delegates, by the first digits of the key: the key, the name, and whether the powers ended.
fn own_delegate(how: &How<'_>, desk: &Desk, key: &str) -> Result<(Kid, String, bool)> {
    let digits = key.to_lowercase();
    let own = desk.read(|space| {
        let rows = rows(space).into_iter();
        let ours = rows.filter(|row| row.party == desk.party && row.kid.hex().starts_with(&digits));
        let found = ours.map(|row| {
            let name = nearest(row.names, how.lang).map(str::to_owned);
            (row.kid, name.unwrap_or_else(|| row.kid.short()), row.ended)
        });
        found.collect::<Vec<_>>()
    })?;
    match own.as_slice() {
        _ if digits.is_empty() => bail!(usage(desk.l, "command-key-unknown", &[("key", key)])),
        [one] => Ok(one.clone()),
        [] => bail!(fault(desk.l, "command-key-unknown", &[("key", key)])),
        _ => bail!(usage(desk.l, "command-key-several", &[("key", key)])),
    }
}

fn hand_over(
    how: &How<'_>,
    desk: &Desk,
    key: &str,
    to: &str,
    until: Option<&str>,
    yes: bool,
) -> Result<u8> {
    let space = desk.space()?;
    let (from, name, _) = own_delegate(how, desk, key)?;
    let successor = person_named(desk, to)?;
    let expires_ms = until.map(|date| expiry(desk.l, date)).transpose()?;
    let delegation = match desk.node.succession(space, &from, &successor, expires_ms) {
        Ok(delegation) => delegation,
        Err(error) => return refused(how, error),
    };
    let pair = |name: &node::Name| (name.lang.clone(), name.text.clone());
    let offices: Vec<(String, String)> = delegation.offices.iter().map(pair).collect();
    let mut lines: Vec<String> = nearest(&offices, how.lang)
        .map(str::to_owned)
        .into_iter()
        .collect();
    lines.extend([
        to.to_owned(),
        successor.key.kid().hex(),
        said(how, &delegation.powers.kinds),
        how.with("command-powers-takes-over", &[("name", &name)]),
    ]);
    lines.extend(expires_ms.map(|ms| until_day(how, ms)));
    show(how, desk, "settings-delegate-hand-over", &lines);
    confirm(how, yes)?;
    desk.node
        .accredit(space, desk.party, &delegation, now_ms())?;
    match how.json {
        true => how.out.json(
            &json!({ "key": successor.key.kid().hex(), "takes_over": from.hex(), "done": true }),
        ),
        false => how.say("command-powers-handed-over", &[("name", &name)]),
    }
    Ok(exit::DONE)
}

fn revoke(how: &How<'_>, desk: &Desk, key: &str, yes: bool) -> Result<u8> {
    let space = desk.space()?;
    let (kid, _, ended) = own_delegate(how, desk, key)?;
    if ended {
        let words = [("key", key)];
        bail!(fault(desk.l, "command-powers-ended-before", &words));
    }
    show(how, desk, "settings-delegate-revoke", &[kid.hex()]);
    confirm(how, yes)?;
    desk.node.revoke(space, desk.party, kid, now_ms())?;
    done(how, &kid, "command-powers-revoked");
    Ok(exit::DONE)
}

/// What the party's seal will be put to.
fn show(how: &How<'_>, desk: &Desk, act: &str, lines: &[String]) {
    let print = |line: String| match how.json {
        true => how.out.remark(line),
        false => how.out.line(line),
    };
    print(how.t("command-will-be-signed"));
    let title = desk
        .space()
        .map(|space| desk.title(&space))
        .unwrap_or_default();
    print(format!("- {} ({title})", how.t(act)));
    lines.iter().for_each(|line| print(format!("  {line}")));
}

fn done(how: &How<'_>, kid: &Kid, key: &str) {
    match how.json {
        true => how.out.json(&json!({ "key": kid.hex(), "done": true })),
        false => how.say(key, &[]),
    }
}
