//! `space members --add`: propose other members.

use anyhow::{Result, bail};
use domain::relationship::letter_of;
use domain::{Command, Wording, Wordings};
use i18n::{Lang, Localizer};
use node::Space;
use record::founding::Membership;
use record::{Member, PartyId, Role};

use crate::arguments::Signer;
use crate::commands::How;
use crate::commands::peer::{self, peer_named};
use crate::commands::sign::sign;
use crate::say::usage;
use crate::seat::{Desk, nearest};

/// What is to change, as it was typed.
pub struct Changes<'a> {
    /// Who comes, and as what.
    pub add: &'a [String],
    /// Who goes.
    pub remove: &'a [String],
    /// Who gets another role.
    pub role: &'a [String],
    /// Who lost all its keys, and who takes its place.
    pub lost: Option<&'a str>,
}

/// A line of what the change is called: its message, whose place is taken, who it is about, as what.
type Said = (&'static str, Names, Names, Role);

/// A name in every language, as far as there is one.
type Names = Vec<(String, String)>;

/// Proposes the members as they are to be. Says who will read what before it is signed.
pub fn run(how: &How<'_>, desk: &Desk, changes: &Changes<'_>, signer: &Signer) -> Result<u8> {
    let (mut members, entries) = desk.read(|state| {
        let sizes = state.record.known().sizes();
        let entries: u64 = sizes.map(|(_, size)| size).sum();
        (state.record.membership().1.clone(), entries)
    })?;
    let was_unanimous = members.threshold == members.required().count() as u64;
    let mut said: Vec<Said> = Vec::new();
    for word in changes.remove {
        let member = member_named(desk, &members, word)?;
        members.members.retain(|one| one.party != member.party);
        let names = names_of(desk, &member.party);
        said.push(("command-members-removed", Names::new(), names, member.role));
    }
    for word in changes.role {
        let (word, role) = role_in(desk.l, word)?;
        let party = member_named(desk, &members, word)?.party;
        for member in members.members.iter_mut().filter(|one| one.party == party) {
            member.role = role;
        }
        said.push((
            "command-members-role",
            Names::new(),
            names_of(desk, &party),
            role,
        ));
    }
    for word in changes.add {
        let (word, role) = match word.contains('=') {
            true => role_in(desk.l, word)?,
            false => (word.as_str(), Role::Party),
        };
        let party = peer_named(desk, word)?;
        let names = names_of(desk, &party);
        members.members.push(Member { party, role });
        reads_all(how, &names, entries);
        said.push(("command-members-added", Names::new(), names, role));
    }
    let mut lost = None;
    if let Some(word) = changes.lost {
        let unknown = || usage(desk.l, "command-member-unknown", &[("word", word)]);
        let (who, peer) = word.split_once('=').ok_or_else(unknown)?;
        let gone = member_named(desk, &members, who)?;
        let party = peer_named(desk, peer)?;
        for member in members
            .members
            .iter_mut()
            .filter(|one| one.party == gone.party)
        {
            member.party = party;
        }
        let names = names_of(desk, &party);
        reads_all(how, &names, entries);
        lost = Some(gone.party);
        said.push((
            "command-members-lost",
            names_of(desk, &gone.party),
            names,
            gone.role,
        ));
    }
    let parties = members.required().count() as u64;
    members.threshold = match was_unanimous {
        true => parties,
        false => members.threshold.clamp(parties / 2 + 1, parties.max(1)),
    };
    let wordings = Wordings(Lang::ALL.iter().map(|lang| wording(*lang, &said)).collect());
    sign(
        how,
        desk,
        Command::ChangeMembers {
            members,
            lost,
            wordings,
        },
        signer,
    )
}

fn reads_all(how: &How<'_>, names: &Names, entries: u64) {
    let name = nearest(names, how.lang).unwrap_or_default();
    let args = [("name", name.into()), ("count", entries.into())];
    how.out.remark(how.ta("command-members-reads", &args));
}

/// What the change is called in one language.
fn wording(lang: Lang, said: &[Said]) -> Wording {
    let l = Localizer { lang };
    let line = |(key, gone, names, role): &Said| {
        let role = l.t(role_key(*role));
        let [lost, name] = [gone, names].map(|names| nearest(names, lang).unwrap_or_default());
        crate::say::with(l, key, &[("name", name), ("lost", lost), ("role", &role)])
    };
    let lines: Vec<String> = said.iter().map(line).collect();
    Wording {
        lang: lang.tag().to_owned(),
        title: l.t("command-members-title"),
        text: lines.join("\n\n"),
        courtesy: false,
    }
}

/// The message for a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Party => "relationship-member-party",
        Role::Facilitator => "relationship-member-facilitator",
        Role::Witness => "relationship-member-witness",
    }
}

/// Reads `WORD=ROLE`.
fn role_in(l: Localizer, word: &str) -> Result<(&str, Role)> {
    let unknown = || usage(l, "command-members-role-unknown", &[("word", word)]);
    let (who, role) = word.rsplit_once('=').ok_or_else(unknown)?;
    let role = match role {
        "party" => Role::Party,
        "facilitator" => Role::Facilitator,
        _ => return Err(unknown()),
    };
    Ok((who, role))
}

fn names_of(desk: &Desk, party: &PartyId) -> Names {
    let names = peer::names(desk, party);
    match names.is_empty() {
        true => vec![(String::new(), party.short())],
        false => names,
    }
}

fn member_named(desk: &Desk, members: &Membership, word: &str) -> Result<Member> {
    let digits = word.to_lowercase();
    let found = desk.read(|state: &Space| {
        let fits = |member: &&Member| {
            letter_of(&state.record, &member.party).to_string() == word
                || (digits.len() >= 4 && member.party.hex().starts_with(&digits))
        };
        let all = members.members.iter().filter(fits).copied();
        all.collect::<Vec<Member>>()
    })?;
    match found.as_slice() {
        [one] => Ok(*one),
        _ => bail!(usage(desk.l, "command-member-unknown", &[("word", word)])),
    }
}
