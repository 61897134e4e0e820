//! Putting words forward: a new item, another text, a move, a position.

use axum::extract::{Path, Query};
use domain::{About, Command, List, Subject, Target};
use node::ActError;
use record::ObjectId;
use serde::Deserialize;

use crate::errors::{Answer, Problem, page, refused, shown};
use crate::fields::Fields;
use crate::handlers::act;
use crate::pages::act::{Act, ActInput};
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::{Scene, propose as view};

/// What stands after `?` in the address of the form.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    list: String,
}

/// `{base}/propose`: the form for a new item, with what was typed and not signed.
pub async fn form(member: Member, Query(wanted): Query<Wanted>) -> Answer {
    let mut fields = member.typed("propose")?.unwrap_or_default();
    if !wanted.list.is_empty() {
        fields.0.retain(|(name, _)| name != "list");
        fields.0.push(("list".to_owned(), wanted.list));
    }
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::page(scene, Act::Propose, None, &fields))?,
    )
}

/// `{base}/item/{id}/{act}`, for the acts that have a form of their own.
pub async fn item_form(
    member: Member,
    Path((_, id, slug)): Path<(String, String, String)>,
) -> Answer {
    let visitor = &member.person.visitor;
    let object = member.object(&id)?;
    let not_found = || visitor.problem(Trouble::NotFound);
    let act = Act::from_slug(&slug)
        .filter(|act| act.input() == ActInput::Form)
        .ok_or_else(not_found)?;
    let kept = member.typed(&form_name(&id, act))?;
    let page = member.scene(|scene| {
        let item = scene.relationship().item(&object)?;
        Some(view::page(
            scene,
            act,
            Some(item),
            &kept.unwrap_or_else(|| view::prefilled(scene, act, item)),
        ))
    })?;
    shown(visitor, &page.ok_or_else(not_found)?)
}

/// Sends the form for a new item.
pub async fn send(member: Member, fields: Fields) -> Answer {
    send_words(&member, Act::Propose, None, &fields)
}

/// Sends a form for words; answers with the form again or with the check page.
pub fn send_words(member: &Member, act: Act, object: Option<ObjectId>, fields: &Fields) -> Answer {
    let name = object.map_or_else(
        || "propose".to_owned(),
        |object| form_name(&object.hex(), act),
    );
    member.keep_typed(&name, fields)?;
    let mut form = member.scene(|scene| {
        let item = object.map(|object| scene.relationship().item(&object));
        (!matches!(item, Some(None))).then(|| view::page(scene, act, item.flatten(), fields))
    })?;
    let form = form
        .as_mut()
        .ok_or_else(|| member.person.visitor.problem(Trouble::NotFound))?;
    if fields.has("change") {
        return shown(&member.person.visitor, form);
    }
    if let Some(error) = member.scene(|scene| view::missing(scene, form, fields))? {
        form.frame.errors.push(error);
        return refused(form);
    }
    let about = member.scene(|scene| about(scene, object, fields))?;
    let command = command(act, object, fields, about, form.for_discussion);
    let act = if matches!(command, Command::BringIn { .. }) {
        Act::BringIn
    } else {
        act
    };
    match act::prepare(member, command) {
        Ok(prepared) => Ok(page(
            axum::http::StatusCode::OK,
            &act::check_page(member, act, &prepared, &form.action, fields)?,
        )),
        Err(ActError::Refused(refusal)) => {
            form.frame
                .errors
                .push(member.scene(|scene| view::field_error(scene, act, &refusal))?);
            refused(form)
        }
        Err(error) => Err(member.person.visitor.not_done(error, &form.back)),
    }
}

/// What stands beside the words: as ticked, with the marks that the item bears. New words have no source of their own.
fn about(scene: &Scene<'_>, object: Option<ObjectId>, fields: &Fields) -> About {
    let ticked = |name| fields.all(name).filter_map(ObjectId::from_hex).collect();
    let item = object.and_then(|object| scene.relationship().item(&object));
    let marks = item.map(|item| item.marks(scene.relationship(), scene.record()));
    About {
        areas: ticked("area"),
        cites: ticked("cites"),
        marks: marks.unwrap_or_default(),
        sources: view::sources(fields),
    }
}

fn command(
    act: Act,
    object: Option<ObjectId>,
    fields: &Fields,
    about: About,
    for_discussion: bool,
) -> Command {
    let wordings = view::wordings(fields);
    match (act, object) {
        (Act::Position, Some(object)) => Command::Position { object, wordings },
        (Act::Move, Some(object)) => Command::Move {
            object,
            to: List::from_word(fields.get("list")).unwrap_or(List::Dialogues),
        },
        (_, Some(object)) => Command::Propose {
            target: Target::Existing(object),
            wordings,
            about,
        },
        (_, None) => {
            let list = List::from_word(fields.get("list"));
            let subject = match fields.get("list") == view::PRINCIPLES {
                true => Subject::Principle,
                false => Subject::Item,
            };
            match for_discussion {
                true => Command::BringIn {
                    subject,
                    list,
                    wordings,
                    about,
                },
                false => Command::Propose {
                    target: Target::New { subject, list },
                    wordings,
                    about,
                },
            }
        }
    }
}

/// The name under which a form's words are kept.
pub fn form_name(object: &str, act: Act) -> String {
    format!("item/{object}/{}", act.slug())
}

impl Member {
    fn form_key(&self, form: &str) -> String {
        format!("{}/{form}", self.space.short())
    }

    /// What this person typed into a form and did not sign.
    pub fn typed(&self, form: &str) -> Result<Option<Fields>, Problem> {
        let visitor = &self.person.visitor;
        let typed = visitor
            .app
            .node
            .typed(self.person.session.person.id, &self.form_key(form));
        Ok(typed.map_err(|fault| visitor.fault(fault))?.map(Fields))
    }

    /// Keeps what was typed until it is signed.
    pub fn keep_typed(&self, form: &str, fields: &Fields) -> Result<(), Problem> {
        let visitor = &self.person.visitor;
        let kept = fields.without(act::NOT_TYPED);
        let kept = visitor.app.node.keep_typed(
            self.person.session.person.id,
            &self.form_key(form),
            &kept,
            visitor.now,
        );
        kept.map_err(|fault| visitor.fault(fault))
    }

    /// Forgets what was typed, once it is signed.
    pub fn forget_typed(&self, form: &str) -> Result<(), Problem> {
        let visitor = &self.person.visitor;
        let forgotten = visitor
            .app
            .node
            .forget_typed(self.person.session.person.id, &self.form_key(form));
        forgotten.map_err(|fault| visitor.fault(fault))
    }
}
