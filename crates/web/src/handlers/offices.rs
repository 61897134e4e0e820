//! Offices: handing one over under the party's seal, and the brief for whoever takes it over.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use node::Name;
use node::people::{NewPerson, PersonView};
use record::Kid;
use serde::Deserialize;

use crate::errors::{Answer, Problem, page, shown};
use crate::fields::Fields;
use crate::handlers::delegates::{
    Wrong, added, delegate, expiry, form_again, may_accredit, powers_page, wrong_password,
};
use crate::handlers::{aside, sign};
use crate::pages::act::Act;
use crate::pages::text::Version;
use crate::session::Member;
use crate::view::brief::{self as view, Beside};
use crate::view::settings;

/// How many of the predecessor's last entries a brief shows.
const SIGNED_MAX: usize = 10;

/// What stands after `?` in the address of a brief.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    from: String,
}

/// `{base}/settings/brief`.
pub async fn brief(member: Member, Query(asked): Query<Asked>) -> Answer {
    let visitor = &member.person.visitor;
    let from = member.scene(|scene| match asked.from.as_str() {
        "" => settings::predecessor_of_reader(scene),
        id => settings::delegate_key(scene, id),
    })?;
    let (node, space, party) = (visitor.app.node.clone(), member.space, member.person.party);
    let signed = aside(visitor, move || {
        let of = |kid: Kid| Ok((kid, node.signed_last(&space, &party, &kid, SIGNED_MAX)?));
        from.map(of).transpose()
    });
    let signed: Result<_, node::NodeFault> = signed.await?;
    let beside = Beside {
        from: signed.map_err(|fault| visitor.fault(fault))?,
        waiting: member.waiting_texts()?,
    };
    shown(visitor, &member.scene(|scene| view::page(scene, &beside))?)
}

/// POST `{base}/settings/delegates/{id}/hand-over`: the check page, or the form again.
pub async fn hand_over(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Answer {
    may_accredit(&member)?;
    if !fields.has("from") {
        fields.0.push(("from".to_owned(), id));
    }
    let (kid, _) = delegate(&member, fields.get("from"))?;
    let wrong = wrong_fields(&member, &fields, &kid)?;
    if fields.has("change") || !wrong.is_empty() {
        return form_again(&member, &fields, wrong);
    }
    check_page(&member, &fields, kid).map(|check| page(StatusCode::OK, &check))
}

/// What stands in the way. Asked before the check page and before the seal: a form is the browser's.
fn wrong_fields(member: &Member, fields: &Fields, from: &Kid) -> Result<Vec<Wrong>, Problem> {
    let id = from.short();
    let is_new = fields.get("to").is_empty();
    let name = fields.trimmed("name");
    let unknown = !is_new && known(member, fields)?.is_none();
    let taken = is_new && people(member)?.iter().any(|person| person.login == name);
    let past =
        fields.has("until") && expiry(fields).is_none_or(|ms| ms <= member.person.visitor.now);
    Ok(vec![
        (
            format!("name-{id}"),
            "settings-name-missing",
            is_new && name.is_empty(),
        ),
        (format!("name-{id}"), "settings-name-taken", taken),
        (format!("to-{id}"), "settings-successor-unknown", unknown),
        (format!("until-{id}"), "refusals-date-past", past),
    ]
    .into_iter()
    .filter(|(.., is_wrong)| *is_wrong)
    .map(|(field, key, _)| (field, key))
    .collect())
}

fn people(member: &Member) -> Result<Vec<PersonView>, Problem> {
    let visitor = &member.person.visitor;
    let people = visitor.app.node.people();
    people.map_err(|fault| visitor.fault(fault))
}

/// The person of this seat that was chosen.
fn known(member: &Member, fields: &Fields) -> Result<Option<PersonView>, Problem> {
    let chosen = |person: &PersonView| {
        person.login == fields.get("to") && person.party == member.person.party
    };
    Ok(people(member)?.into_iter().find(chosen))
}

fn check_page(
    member: &Member,
    fields: &Fields,
    from: Kid,
) -> Result<crate::pages::check::CheckPage, Problem> {
    let known = known(member, fields)?;
    let l = member.person.visitor.l();
    let words = member.scene(|scene| {
        let before = scene.signer(&scene.own, &from);
        let kinds = scene
            .record()
            .register(&scene.own)
            .and_then(|register| register.powers(&from, scene.record().known()))
            .map(|given| settings::said(&l, &given.powers.kinds))
            .unwrap_or_default();
        let ends = l.ta(
            "settings-delegate-takes-over",
            &[("person", i18n::Arg::from(&before.name))],
        );
        let lines = [before.office, l.list(&kinds), ends];
        let title = known.as_ref().map_or_else(
            || fields.trimmed("name").to_owned(),
            |person| settings::best(&person.names, &l).unwrap_or_else(|| person.login.clone()),
        );
        Version {
            lang: String::new(),
            title,
            paragraphs: lines.into_iter().filter(|line| !line.is_empty()).collect(),
            authentic: true,
        }
    })?;
    powers_page(member, Act::HandOver, vec![words], fields)
}

/// The last step: the successor gets the powers, and a link if the person is new here.
pub async fn hand_over_now(member: &Member, fields: &Fields) -> Answer {
    let visitor = &member.person.visitor;
    may_accredit(member)?;
    let (from, _) = delegate(member, fields.get("from"))?;
    let wrong = wrong_fields(member, fields, &from)?;
    if !wrong.is_empty() {
        return form_again(member, fields, wrong);
    }
    if !sign::confirm(member, fields).await? {
        return wrong_password(member, check_page(member, fields, from)?);
    }
    let known = known(member, fields)?;
    let lang = fields.lang("office_lang", visitor.lang);
    let new = NewPerson {
        login: fields.trimmed("name").to_owned(),
        password: record::ids::hex_of(&node::clock::random::<32>()),
        names: vec![Name {
            lang: lang.clone(),
            text: fields.trimmed("name").to_owned(),
        }],
        offices: Vec::new(),
        lang,
    };
    let expires_ms = expiry(fields);
    let (node, space, party, now) = (
        visitor.app.node.clone(),
        member.space,
        member.person.party,
        visitor.now,
    );
    let done = aside(visitor, move || {
        let (successor, key) = match known {
            Some(person) => (person, None),
            None => {
                let (person, key) = node.add_person_without_powers(party, &new)?;
                (person, Some(key))
            }
        };
        let delegation = node.succession(space, &from, &successor, expires_ms)?;
        node.accredit(space, party, &delegation, now)?;
        let until = now + node::peers::INVITATION_MS;
        let link = |key| node.grant_link(successor.id, &key, until, false);
        Ok::<_, node::ActError>(key.map(link).transpose()?)
    });
    let back = format!("{}/settings/delegates", member.base());
    match done
        .await?
        .map_err(|error| visitor.not_done(error, &back))?
    {
        Some(link) => added(member, &link),
        None => Ok(visitor.done(
            &format!("{}/settings/brief?from={}", member.base(), from.short()),
            "check-done",
        )),
    }
}
