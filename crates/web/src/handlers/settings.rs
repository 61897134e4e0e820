//! Settings: the person, the party, the delegates. Powers are given and ended under the party's seal.

use axum::extract::Path;
use axum::http::StatusCode;
use i18n::Arg;
use node::people::NewPerson;
use node::{Delegation, Name};
use record::Kid;

use crate::errors::{Answer, Problem, page, refused, shown};
use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::handlers::{act, aside};
use crate::pages::act::Act;
use crate::pages::check::{Back, CheckPage, Effect};
use crate::pages::error::Trouble;
use crate::pages::text::Version;
use crate::session::{Member, Person};
use crate::view::{check, frame, settings as view};

/// The shortest password.
const PASSWORD_CHARS_MIN: usize = 12;

/// `{base}/settings`.
pub async fn you(member: Member) -> Answer {
    shown(&member.person.visitor, &member.scene(view::you)?)
}

/// POST `{base}/settings`: whether the keyboard has shortcuts, in this browser.
pub async fn save(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let mut answer = visitor.done(&format!("{}/settings", member.base()), "settings-saved");
    let value = if fields.has("shortcuts") { "1" } else { "0" };
    answer.headers_mut().append(
        axum::http::header::SET_COOKIE,
        visitor.cookie("-keys", value, Some(365 * 86_400)),
    );
    Ok(answer)
}

/// POST `{base}/settings/password`. All sessions end, this one too.
pub async fn password(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let l = visitor.l();
    let wrong = |field: &str, what: String| {
        let mut form = member.scene(view::you)?;
        form.frame.errors.push(FieldError {
            field: field.to_owned(),
            what,
        });
        refused(&form)
    };
    let (current, new) = (
        fields.get("current").to_owned(),
        fields.get("new").to_owned(),
    );
    if new.chars().count() < PASSWORD_CHARS_MIN {
        return wrong("new", view::too_short(&l, PASSWORD_CHARS_MIN));
    }
    if new != fields.get("again") {
        return wrong("again", l.t("login-new-password-differs"));
    }
    let login = member.person.session.person.login.clone();
    if visitor.app.attempts.wait_seconds(&login, visitor.now) > 0 {
        return Err(visitor.problem(Trouble::TooMany));
    }
    let (node, token, now) = (visitor.app.node.clone(), member.person.token, visitor.now);
    let changed = aside(visitor, move || {
        node.change_password(&token, &current, &new, now)
    })
    .await?;
    match changed.map_err(|fault| visitor.fault(fault))? {
        true => Ok(visitor.done("/login", "settings-password-changed")),
        false => {
            visitor.app.attempts.failed(&login, visitor.now);
            wrong("current", l.t("check-password-wrong"))
        }
    }
}

/// `/settings/party`, with or without a space.
pub async fn party(person: Person) -> Answer {
    let page = match person
        .space
        .filter(|space| person.visitor.app.node.entered(space, &person.party))
    {
        Some(space) => {
            Member::of(person.clone(), space).scene(|scene| view::party(&person, Some(scene)))?
        }
        None => view::party(&person, None),
    };
    shown(&person.visitor, &page)
}

/// `{base}/settings/delegates`.
pub async fn delegates(member: Member) -> Answer {
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::delegates(scene, &Fields::default()))?,
    )
}

/// POST `{base}/settings/delegates`: the check page for new powers, or the form again.
pub async fn accredit(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let l = visitor.l();
    let mut form = member.scene(|scene| view::delegates(scene, &fields))?;
    may_accredit(&member)?;
    let people = visitor.app.node.people();
    let people = people.map_err(|fault| visitor.fault(fault))?;
    let taken = people
        .iter()
        .any(|person| person.login == fields.trimmed("name"));
    if fields.has("change") {
        return Ok(page(StatusCode::OK, &form));
    }
    let mut wrong = |field: &str, key: &str| {
        form.frame.errors.push(FieldError {
            field: field.to_owned(),
            what: l.t(key),
        })
    };
    if fields.trimmed("name").is_empty() {
        wrong("name", "settings-name-missing");
    }
    if taken {
        wrong("name", "settings-name-taken");
    }
    if view::kinds(&fields).is_empty() {
        wrong("may", "settings-may-missing");
    }
    if fields.has("until") && expiry(&fields).is_none_or(|ms| ms <= visitor.now) {
        wrong("until", "refusals-date-past");
    }
    if !form.frame.errors.is_empty() {
        return refused(&form);
    }
    let words = delegation_words(&member, &fields);
    Ok(page(
        StatusCode::OK,
        &powers_page(&member, Act::Accredit, words, &fields)?,
    ))
}

fn expiry(fields: &Fields) -> Option<u64> {
    act::day(fields.get("until"))?.checked_mul(86_400_000)
}

fn may_accredit(member: &Member) -> Result<(), Problem> {
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
    let lang = office_lang(member, fields);
    let paragraphs = [fields.trimmed("office").to_owned(), may]
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

fn office_lang(member: &Member, fields: &Fields) -> String {
    i18n::Lang::from_tag(fields.get("office_lang"))
        .unwrap_or(member.person.visitor.lang)
        .tag()
        .to_owned()
}

/// The check page for powers. It has no digest: the party's seal signs when the button is pressed, not before.
fn powers_page(
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
            .filter(|_| act == Act::Accredit)
            .map(|ms| ms as i64),
        digest: String::new(),
        readers: check::readers(scene),
        effect: Effect::Powers,
        person: frame::shown(&member.person),
        party: scene.party(&scene.own),
        asks_passphrase: !member.person.session.signs_without_password,
        hidden,
        back: match act {
            Act::Accredit => Back::Form(format!("{}/settings/delegates", scene.base)),
            _ => Back::Link(format!("{}/settings/delegates", scene.base)),
        },
    })
}

/// The last step: adds the person, gives the powers, and shows the link that lets them in.
pub async fn accredit_now(member: &Member, fields: &Fields) -> Answer {
    let visitor = &member.person.visitor;
    may_accredit(member)?;
    if !crate::handlers::sign::confirm(member, fields).await? {
        let words = delegation_words(member, fields);
        return wrong_password(member, powers_page(member, Act::Accredit, words, fields)?);
    }
    let lang = office_lang(member, fields);
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
    let (kinds, expires_ms) = (
        view::kinds(fields),
        expiry(fields).filter(|_| fields.has("until")),
    );
    let (app, space, party, now) = (
        visitor.app.clone(),
        member.space,
        member.person.party,
        visitor.now,
    );
    let link = aside(visitor, move || {
        let (added, key) = app.node.add_person_without_powers(party, &person)?;
        let delegation = Delegation {
            key: *key.public(),
            names: person.names.clone(),
            offices: person.offices.clone(),
            kinds,
            level: 3,
            expires_ms,
        };
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
    let mut page = member.scene(|scene| view::delegates(scene, &Fields::default()))?;
    let said = visitor.l().ta(
        "settings-delegate-link",
        &[(
            "link",
            Arg::from(&format!("/link/{}", record::ids::hex_of(&link))),
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
fn wrong_password(member: &Member, mut check: CheckPage) -> Answer {
    check.frame.errors.push(FieldError {
        field: "passphrase".to_owned(),
        what: member.person.visitor.l().t("check-password-wrong"),
    });
    refused(&check)
}

fn delegate(member: &Member, id: &str) -> Result<(Kid, String), Problem> {
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
    if !crate::handlers::sign::confirm(member, fields).await? {
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
