//! `space`: the relationships of this node, who is in them, and entering one.

mod change;

use anyhow::{Result, bail};
use domain::relationship::letter_of;
use i18n::Arg;
use node::Space as State;
use node::clock::{end_of_day, now_ms};
use record::founding::Terms;
use record::{Member, Role};
use serde_json::{Value, json};

use super::peer::peer_named;
use super::{How, by_language};
use crate::arguments::Space;
use crate::say::{exit, fault, usage};
use crate::seat::{Desk, names_of};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Space) -> Result<u8> {
    let desk = Desk::open(how)?;
    match verb {
        Space::List => list(how, &desk),
        Space::Members {
            add,
            remove,
            role,
            lost,
            signer,
        } => match add.is_empty() && remove.is_empty() && role.is_empty() && lost.is_none() {
            true => members(how, &desk),
            false => {
                let lost = lost.as_deref();
                let changes = change::Changes {
                    add,
                    remove,
                    role,
                    lost,
                };
                change::run(how, &desk, &changes, signer)
            }
        },
        Space::Found {
            titles,
            with,
            facilitators,
            witnesses,
            notes_until,
            release,
        } => {
            let day = |date: &Option<String>| {
                let date = date.as_ref().map(|date| super::day(desk.l, date));
                date.transpose()
            };
            let terms = Terms {
                notes_until_day: day(notes_until)?,
                release_day: day(release)?,
            };
            let roles = [
                (Role::Party, with),
                (Role::Facilitator, facilitators),
                (Role::Witness, witnesses),
            ];
            found(how, &desk, titles, &roles, terms)
        }
        Space::Join => join(how, &desk),
    }
}

fn list(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let mut rows = Vec::new();
    for space in desk.spaces()? {
        let titles = desk.titles(&space);
        let row = desk.node.read(&space, |state| {
            json!({
                "space": space.hex(),
                "titles": by_language(&titles),
                "parties": state.record.membership().1.members.iter().map(|one| one.party.hex()).collect::<Vec<_>>(),
                "entered": desk.node.entered(&space, &desk.party),
                "notes_until_day": state.record.founding().terms.notes_until_day,
                "release_day": state.record.founding().terms.release_day,
            })
        });
        if !how.json {
            let entered = match row.as_ref().is_some_and(|row| row["entered"] == true) {
                true => String::new(),
                false => how.t("command-space-not-entered"),
            };
            let line = format!("{}  {}  {entered}", space.short(), desk.title(&space));
            how.out.line(line.trim_end());
            let terms = desk
                .node
                .read(&space, |state| state.record.founding().terms);
            let terms = terms.unwrap_or_default();
            let said = [
                ("notes-closed", terms.notes_until_day),
                ("notes-sealed", terms.release_day),
            ];
            for (key, day) in said {
                if let Some(day) = day {
                    how.out
                        .line(format!("  {}", how.with(key, &[("date", &date(how, day))])));
                }
            }
        }
        rows.extend(row);
    }
    match how.json {
        true => how.out.json(&Value::Array(rows)),
        false if rows.is_empty() => how.say("command-no-space", &[]),
        false => {}
    }
    Ok(exit::DONE)
}

fn members(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let rows: Vec<Value> = desk.read(|state| {
        let all = state.record.membership().1.members.iter();
        all.map(|member| row(desk, state, member)).collect()
    })?;
    if how.json {
        how.out.json(&Value::Array(rows));
        return Ok(exit::DONE);
    }
    let lines = desk.read(|state| {
        let all = state.record.membership().1.members.iter();
        all.map(|member| line(how, desk, state, member))
            .collect::<Vec<_>>()
    })?;
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}

/// One member as JSON: the same here and in `status`.
pub fn row(desk: &Desk, state: &State, member: &Member) -> Value {
    let own = state.current(&desk.party);
    json!({
        "party": member.party.hex(),
        "names": by_language(state.relationship.party_names(&member.party)),
        "letter": letter_of(&state.record, &member.party).to_string(),
        "role": role_word(member.role),
        "own": member.party == desk.party,
        "entries": state.record.size(&state.current(&member.party)),
        "holds_of_ours": state.held(&own, &member.party),
        "witnessed_of_ours": state.witnessed(&own, &member.party),
    })
}

/// One member as a line: the same here and in `status`.
pub fn line(how: &How<'_>, desk: &Desk, state: &State, member: &Member) -> String {
    let own = state.current(&desk.party);
    let letter = letter_of(&state.record, &member.party).to_string();
    let name = desk.name_in(state, &member.party);
    let role = how.t(change::role_key(member.role));
    let entries = state.record.size(&state.current(&member.party));
    let of_ours = |key: &str, held: u64| {
        let count = state.record.size(&own);
        how.ta(key, &[("held", held.into()), ("count", count.into())])
    };
    let held = match (member.party == desk.party, member.role) {
        (true, _) => how.t("command-member-own"),
        // A witness holds heads and no entries.
        (false, Role::Witness) => {
            let size = state.witnessed(&own, &member.party);
            of_ours("command-member-witnessed", size)
        }
        (false, _) => of_ours("command-member-holds", state.held(&own, &member.party)),
    };
    how.ta(
        "command-member",
        &[
            ("letter", Arg::from(&letter)),
            ("name", Arg::from(&name)),
            ("role", Arg::from(&role)),
            ("count", entries.into()),
            ("held", Arg::from(&held)),
        ],
    )
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Party => "party",
        Role::Facilitator => "facilitator",
        Role::Witness => "witness",
    }
}

/// A day (days since 1970-01-01, UTC) in the reader's words.
pub fn date(how: &How<'_>, day: u64) -> String {
    let ms = end_of_day(day).and_then(|ms| i64::try_from(ms).ok());
    how.lang.l().date(ms.unwrap_or(i64::MAX))
}

fn found(
    how: &How<'_>,
    desk: &Desk,
    titles: &[String],
    roles: &[(Role, &Vec<String>)],
    terms: Terms,
) -> Result<u8> {
    let titles = names_of(desk.l, titles)?;
    let mut members: Vec<Member> = Vec::new();
    for (role, word) in roles
        .iter()
        .flat_map(|(role, words)| words.iter().map(|word| (*role, word)))
    {
        let party = peer_named(desk, word)?;
        if members.iter().any(|one| one.party == party) {
            bail!(usage(
                desk.l,
                "command-space-named-twice",
                &[("peer", word)]
            ));
        }
        members.push(Member { party, role });
    }
    let now = now_ms();
    let over =
        |day: Option<u64>| day.is_some_and(|day| end_of_day(day).is_none_or(|end| end <= now));
    if over(terms.notes_until_day) || over(terms.release_day) {
        bail!(usage(desk.l, "refusals-date-past", &[]));
    }
    let space = desk.node.found(desk.party, &members, &titles, terms, now)?;
    match how.json {
        true => how.out.json(&json!({ "space": space.hex() })),
        false => how.say("notes-founded", &[("title", &desk.title(&space))]),
    }
    Ok(exit::DONE)
}

fn join(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let space = desk.space()?;
    if desk.node.entered(&space, &desk.party) {
        bail!(fault(desk.l, "command-space-entered-before", &[]));
    }
    desk.node.enter(space, desk.party, now_ms())?;
    match how.json {
        true => how
            .out
            .json(&json!({ "space": space.hex(), "entered": true })),
        false => how.say("command-space-entered", &[("title", &desk.title(&space))]),
    }
    Ok(exit::DONE)
}
