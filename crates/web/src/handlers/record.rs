//! The record: the explorer, one entry, and the check of everything.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse;
use domain::place::entry_named;
use node::bundle::{BundleFault, Wanted};
use record::bundle::MEDIA_TYPE;
use serde::Deserialize;

use crate::errors::{Answer, Problem, shown};
use crate::fields::Fields;
use crate::handlers::aside;
use crate::pages::error::Trouble;
use crate::pages::record::EntryPage;
use crate::session::Member;
use crate::view::{entry as entry_view, fork, record as view};

/// What stands after `?` in the address of the explorer.
#[derive(Debug, Default, Deserialize)]
pub struct Filter {
    #[serde(default)]
    party: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    skip: usize,
}

/// `{base}/record`.
pub async fn explorer(member: Member, Query(filter): Query<Filter>) -> Answer {
    let Filter {
        party,
        kind,
        q,
        skip,
    } = filter;
    let wanted = view::Wanted {
        party,
        kind,
        q: q.trim().to_owned(),
        skip,
    };
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::page(scene, &wanted))?,
    )
}

/// `{base}/record/{entry}`.
pub async fn entry(member: Member, Path((_, number)): Path<(String, String)>) -> Answer {
    let page = entry_page(&member, &number, &Fields::default())?;
    shown(&member.person.visitor, &page)
}

/// The page of the entry with this number, with what was typed into its form.
pub fn entry_page(member: &Member, number: &str, typed: &Fields) -> Result<EntryPage, Problem> {
    let visitor = &member.person.visitor;
    let not_found = || visitor.problem(Trouble::NotFound);
    let at = member
        .scene(|scene| entry_named(scene.record(), number))?
        .ok_or_else(not_found)?;
    let stored = entry_view::stored(&visitor.app.node, member.space, &at).ok_or_else(not_found)?;
    member
        .scene(|scene| entry_view::page(scene, &at, &stored, typed))?
        .ok_or_else(not_found)
}

/// `{base}/record/differs`: where two copies differ, in plain words.
pub async fn differs(member: Member) -> Answer {
    shown(&member.person.visitor, &member.scene(fork::page)?)
}

/// `{base}/record/differs/proof`: what proves it, as a file for whoever is to check it without a node.
pub async fn proof(member: Member) -> Answer {
    let visitor = &member.person.visitor;
    if member.scene(|scene| scene.state.forks.is_empty())? {
        return Err(visitor.problem(Trouble::NotFound));
    }
    let (node, space) = (visitor.app.node.clone(), member.space);
    let written = aside(visitor, move || {
        let mut file = Vec::new();
        let parts = node.write_bundle(&space, &Wanted::Forks, &mut file);
        parts.map(|_| file)
    });
    let file = written.await?.map_err(|fault| match fault {
        BundleFault::Node(fault) => visitor.fault(fault),
        // Memory takes everything, and nothing is signed for what was signed before.
        BundleFault::Write(_) | BundleFault::Proof(_) => visitor.problem(Trouble::NotFound),
    })?;
    let headers = [
        (header::CONTENT_TYPE, MEDIA_TYPE),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"two-versions.bundle\"",
        ),
    ];
    Ok((headers, file).into_response())
}

/// `{base}/record/verify`, before it is run.
pub async fn verify_page(member: Member) -> Answer {
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::verify_page(scene, None))?,
    )
}

/// Reads and checks everything again.
pub async fn verify(member: Member) -> Answer {
    let visitor = &member.person.visitor;
    let (node, space) = (visitor.app.node.clone(), member.space);
    let report = aside(visitor, move || node.verify(&space))
        .await?
        .map_err(|fault| visitor.fault(fault))?;
    shown(
        visitor,
        &member.scene(|scene| view::verify_page(scene, report.as_ref()))?,
    )
}
