//! The delegates: powers are given and ended under the party's seal.

use axum::extract::Path;
use axum::http::StatusCode;
use i18n::Arg;
use node::Name;
use node::clock::end_of_day;
use node::founding::LEVEL_WORKING;
use node::people::{NewPerson, delegation_of};
use record::Kid;
use record::powers::Powers;

use crate::errors::{Answer, Problem, page, refused, shown};
use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::handlers::{act, aside, sign};
use crate::pages::act::Act;
use crate::pages::check::{Back, CheckPage, Effect};
use crate::pages::error::Trouble;
use crate::pages::text::Version;
use crate::session::Member;
use crate::view::{check, settings as view};

/// `{base}/settings/delegates`.
pub async fn delegates(member: Member) -> Answer {
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::delegates(scene, &Fields::default()))?,
    )
}

/// POST `{base}/settings/delegates`: the check page for new powers, or the form again.
pub async fn accredit(member: Member, fields: Fields) -> Answer {
    may_accredit(&member)?;
    let wrong = match fields.has("change") {
        true => return form_again(&member, &fields, Vec::new()),
        false => wrong_fields(&member, &fields)?,
    };
    if !wrong.is_empty() {
        return form_again(&member, &fields, wrong);
    }
    let words = delegation_words(&member, &fields);
    Ok(page(
        StatusCode::OK,
        &powers_page(&member, Act::Accredit, words, &fields)?,
    ))
}

/// What stands in the way of these powers. Asked before the check page and before the seal: a form is the browser's.
fn wrong_fields(member: &Member, fields: &Fields) -> Result<Vec<Wrong>, Problem> {
    let visitor = &member.person.visitor;
    let people = visitor.app.node.people();
    let people = people.map_err(|fault| visitor.fault(fault))?;
    let name = fields.trimmed("name");
    let past = || expiry(fields).is_none_or(|ms| ms <= visitor.now);
    let faults = [
        ("name", "settings-name-missing", name.is_empty()),
        (
            "name",
            "settings-name-taken",
            people.iter().any(|person| person.login == name),
        ),
        (
            "may",
            "settings-may-missing",
            view::kinds(fields).is_empty(),
        ),
        ("until", "refusals-date-past", fields.has("until") && past()),
    ];
    let wrong = faults.into_iter().filter(|(.., is_wrong)| *is_wrong);
    Ok(wrong
        .map(|(field, key, _)| (field.to_owned(), key))
        .collect())
}

/// A field and the message that says what is wrong with it.
pub type Wrong = (String, &'static str);

/// The form again: with what is wrong, or because the reader goes back to it.
pub fn form_again(member: &Member, fields: &Fields, wrong: Vec<Wrong>) -> Answer {
    let mut form = member.scene(|scene| view::delegates(scene, fields))?;
    if wrong.is_empty() {
        return Ok(page(StatusCode::OK, &form));
    }
    let l = member.person.visitor.l();
    let error = |(field, key): Wrong| FieldError {
        field,
        what: l.t(key),
    };
    form.frame.errors.extend(wrong.into_iter().map(error));
    refused(&form)
}

/// When the powers end: with the day that was typed, if one was.
pub fn expiry(fields: &Fields) -> Option<u64> {
    end_of_day(i18n::day_of_date(fields.get("until"))?)
}

/// Nothing, if the person may put the party's seal to powers.
pub fn may_accredit(member: &Member) -> Result<(), Problem> {
    match member.scene(view::may_accredit)? {
        true => Ok(()),
        false => Err(member.person.visitor.problem(Trouble::Refused)),
    }
}

/// What is put on the record about a delegate, in the language of the office.
fn delegation_words(member: &Member, fields: &Fields) -> Vec<Version> {
    let l = member.person.visitor.l();
    let kinds = view::kinds(fields);
    let may = l.list(&view::said(&l, &kinds));
    let together = match view::together(fields) {
        1 => String::new(),
        together => format!(
            "{} {}",
            l.t("settings-delegate-together"),
            l.t(view::together_key(together))
        ),
    };
    let lang = fields.lang("office_lang", member.person.visitor.lang);
    let paragraphs = [fields.trimmed("office").to_owned(), may, together]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    vec![Version {
        lang,
        title: fields.trimmed("name").to_owned(),
        paragraphs,
        authentic: true,
    }]
}

/// The check page for powers. It has no digest: the party's seal signs when the button is pressed, not before.
pub fn powers_page(
    member: &Member,
    act: Act,
    versions: Vec<Version>,
    fields: &Fields,
) -> Result<CheckPage, Problem> {
    let mut hidden = vec![("act".to_owned(), act.slug().to_owned())];
    hidden.extend(fields.without(act::NOT_TYPED));
    member.scene(|scene| CheckPage {
        frame: scene.frame(Section::Settings, &scene.l.t("check-title")),
        act,
        item: None,
        items: Vec::new(),
        list: String::new(),
        areas: Vec::new(),
        cites: Vec::new(),
        versions,
        withdrawn: Vec::new(),
        reason: None,
        answers: None,
        sources: Vec::new(),
        until: expiry(fields)
            .filter(|_| act != Act::Revoke)
            .map(|ms| ms as i64),
        digest: String::new(),
        changes: Vec::new(),
        newcomers: Vec::new(),
        readers: check::readers(scene),
        effect: Effect::Powers,
        person: scene.reader(),
        party: scene.party(&scene.own),
        asks_passphrase: !member.person.session.signs_without_password,
        hidden,
        back: match act {
            Act::Accredit => Back::Form(format!("{}/settings/delegates", scene.base)),
            Act::HandOver => Back::Form(format!(
                "{}/settings/delegates/{}/hand-over",
                scene.base,
                fields.get("from")
            )),
            _ => Back::Link(format!("{}/settings/delegates", scene.base)),
        },
    })
}

/// The last step: adds the person, gives the powers, and shows the link that lets them in.
pub async fn accredit_now(member: &Member, fields: &Fields) -> Answer {
    let visitor = &member.person.visitor;
    may_accredit(member)?;
    let wrong = wrong_fields(member, fields)?;
    if !wrong.is_empty() {
        return form_again(member, fields, wrong);
    }
    if !sign::confirm(member, fields).await? {
        let words = delegation_words(member, fields);
        return wrong_password(member, powers_page(member, Act::Accredit, words, fields)?);
    }
    let lang = fields.lang("office_lang", member.person.visitor.lang);
    let name = |text: &str| {
        vec![Name {
            lang: lang.clone(),
            text: text.to_owned(),
        }]
    };
    let offices = Some(fields.trimmed("office"))
        .filter(|office| !office.is_empty())
        .map(name)
        .unwrap_or_default();
    let person = NewPerson {
        login: fields.trimmed("name").to_owned(),
        password: record::ids::hex_of(&node::clock::random::<32>()),
        names: name(fields.trimmed("name")),
        offices,
        lang: lang.clone(),
    };
    let (kinds, expires_ms) = (view::kinds(fields), expiry(fields));
    let together = view::together(fields);
    let (app, space, party, now) = (
        visitor.app.clone(),
        member.space,
        member.person.party,
        visitor.now,
    );
    let link = aside(visitor, move || {
        let (added, key) = app.node.add_person_without_powers(party, &person)?;
        let powers = Powers {
            expires_ms,
            together,
            ..Powers::alone(key.public(), kinds, LEVEL_WORKING)
        };
        let delegation = delegation_of(&added, powers);
        app.node.accredit(space, party, &delegation, now)?;
        Ok::<_, node::ActError>(app.node.grant_link(
            added.id,
            &key,
            now + node::peers::INVITATION_MS,
            false,
        )?)
    });
    let link = link.await?.map_err(|error| {
        visitor.not_done(error, &format!("{}/settings/delegates", member.base()))
    })?;
    added(member, &link)
}

/// The delegates, with the link that lets a new one in.
pub fn added(member: &Member, link: &node::people::Token) -> Answer {
    let visitor = &member.person.visitor;
    let mut page = member.scene(|scene| view::delegates(scene, &Fields::default()))?;
    let said = visitor.l().ta(
        "settings-delegate-link",
        &[(
            "link",
            Arg::from(&format!("/link/{}", record::ids::hex_of(link))),
        )],
    );
    page.frame.notice = Some(crate::frame::Notice {
        what: visitor.l().t("settings-delegate-added"),
        next: Some(said),
    });
    shown(visitor, &page)
}

/// POST `{base}/settings/delegates/{id}/revoke`: the check page for the end of powers.
pub async fn revoke(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Answer {
    may_accredit(&member)?;
    let (kid, name) = delegate(&member, &id)?;
    fields.0.push(("kid".to_owned(), kid.short()));
    let words = vec![revoked(kid, name)];
    Ok(page(
        StatusCode::OK,
        &powers_page(&member, Act::Revoke, words, &fields)?,
    ))
}

/// Whose powers end.
fn revoked(kid: Kid, name: String) -> Version {
    Version {
        lang: String::new(),
        title: name,
        paragraphs: vec![kid.hex()],
        authentic: true,
    }
}

/// The check page again, with everything on it.
pub fn wrong_password(member: &Member, mut check: CheckPage) -> Answer {
    check.frame.errors.push(FieldError {
        field: "passphrase".to_owned(),
        what: member.person.visitor.l().t("check-password-wrong"),
    });
    refused(&check)
}

/// The own delegate with this id in addresses: the key and the name.
pub fn delegate(member: &Member, id: &str) -> Result<(Kid, String), Problem> {
    let found = member.scene(|scene| {
        let kid = view::delegate_key(scene, id)?;
        Some((kid, scene.signer(&scene.own, &kid).name))
    })?;
    found.ok_or_else(|| member.person.visitor.problem(Trouble::NotFound))
}

/// The last step: ends the powers.
pub async fn revoke_now(member: &Member, fields: &Fields) -> Answer {
    let visitor = &member.person.visitor;
    may_accredit(member)?;
    let (kid, name) = delegate(member, fields.get("kid"))?;
    if !sign::confirm(member, fields).await? {
        let words = vec![revoked(kid, name)];
        return wrong_password(member, powers_page(member, Act::Revoke, words, fields)?);
    }
    let (node, space, party, now) = (
        visitor.app.node.clone(),
        member.space,
        member.person.party,
        visitor.now,
    );
    let back = format!("{}/settings/delegates", member.base());
    aside(visitor, move || node.revoke(space, party, kid, now))
        .await?
        .map_err(|error| visitor.not_done(error, &back))?;
    Ok(visitor.done(&back, "check-done"))
}
