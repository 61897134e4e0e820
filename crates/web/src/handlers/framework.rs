//! The framework, its lists, and one item.

use axum::extract::{Path, Query};
use domain::List;
use record::ObjectId;
use serde::Deserialize;

use crate::errors::{Answer, shown};
use crate::pages::error::Trouble;
use crate::pages::parts::Status;
use crate::session::Member;
use crate::view::{item as item_view, lists};

/// `{base}/framework`.
pub async fn overview(member: Member) -> Answer {
    shown(&member.person.visitor, &member.scene(lists::overview)?)
}

/// What stands after `?` in the address of a list.
#[derive(Debug, Deserialize)]
pub struct Filter {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    area: String,
}

/// `{base}/framework/{list}`.
pub async fn list(
    member: Member,
    Path((_, list)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> Answer {
    let visitor = &member.person.visitor;
    let wanted = lists::Wanted {
        q: filter.q.trim().to_owned(),
        status: Status::from_slug(&filter.status),
        area: ObjectId::from_hex(&filter.area),
    };
    if list == lists::NOTES {
        return shown(
            visitor,
            &member.scene(|scene| lists::notes_page(scene, &wanted))?,
        );
    }
    let list = List::from_word(&list).ok_or_else(|| visitor.problem(Trouble::NotFound))?;
    shown(
        visitor,
        &member.scene(|scene| lists::page(scene, list, &wanted))?,
    )
}

/// `{base}/item/{id}`.
pub async fn item(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let object = member.object(&id)?;
    let pending = member.waiting_texts()?;
    let page = member.scene(|scene| {
        Some(item_view::page(
            scene,
            scene.relationship().item(&object)?,
            &pending,
        ))
    })?;
    shown(
        visitor,
        &page.ok_or_else(|| visitor.problem(Trouble::NotFound))?,
    )
}
