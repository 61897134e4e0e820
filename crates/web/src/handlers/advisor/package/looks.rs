//! Looking at a paper: its result, one package, several side by side; and what is done from there.

use std::sync::Arc;

use analysis::packages::compare::COMPARED_MAX;
use analysis::packages::model::Package;
use analysis::packages::words::Rather;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use i18n::Arg;
use node::Paper;
use serde::Serialize;

use super::opened;
use crate::errors::{Answer, Problem, shown};
use crate::fields::Fields;
use crate::handlers::aside;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::package::paper::{Kept, Lacking, code, who};
use crate::view::advisor::package::search::{Searched, search};
use crate::view::advisor::package::{copy as copied, one as one_view, result as result_view};

type Named = Path<(String, String)>;
type Asked = Query<Vec<(String, String)>>;

/// `{base}/advisor/package/{id}`: what is missing, or what was found.
pub async fn result(member: Member, Path((_, id)): Named, Query(asked): Asked) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, kept) = opened(&member, &id)?;
    let page = match searched(&member, &kept).await? {
        Err(why) => member.scene(|scene| result_view::unfinished(scene, &paper, &kept, &why))?,
        Ok(found) => {
            let found = Arc::new(found);
            let looking = found.clone();
            let why_none = aside(visitor, move || looking.why_none()).await?;
            let asked = Fields(asked);
            member
                .scene(|scene| result_view::page(scene, &paper, &kept, &found, &why_none, &asked))?
        }
    };
    shown(visitor, &page)
}

async fn searched(member: &Member, kept: &Kept) -> Result<Result<Searched, Vec<Lacking>>, Problem> {
    match member.scene(|scene| kept.case(&who(scene, kept)))? {
        Err(why) => Ok(Err(why)),
        Ok(case) => aside(&member.person.visitor, move || search(case))
            .await
            .map(Ok),
    }
}

/// What was found, where only a paper that lacks nothing has such a page.
async fn found(member: &Member, kept: &Kept) -> Result<Searched, Problem> {
    let found = searched(member, kept).await?;
    found.map_err(|_| member.person.visitor.problem(Trouble::NotFound))
}

/// The packages that an address names, each once.
fn packages(member: &Member, kept: &Kept, asked: &Fields) -> Result<Vec<Package>, Problem> {
    let mut packages = Vec::new();
    for code in asked.all("p") {
        let package = kept.package(code);
        let package = package.ok_or_else(|| member.person.visitor.problem(Trouble::NotFound))?;
        if !packages.contains(&package) {
            packages.push(package);
        }
    }
    Ok(packages)
}

/// `{href}/one?p=`: one whole package.
pub async fn one(member: Member, Path((_, id)): Named, Query(asked): Asked) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, kept) = opened(&member, &id)?;
    let packages = packages(&member, &kept, &Fields(asked))?;
    let [package] = packages.as_slice() else {
        return Err(visitor.problem(Trouble::NotFound));
    };
    let searched = Arc::new(found(&member, &kept).await?);
    let (looking, package) = (searched.clone(), package.clone());
    let looked = aside(visitor, move || one_view::Looked {
        stable: looking.stability(&package),
        prices: looking.prices(),
        package,
    });
    let looked = looked.await?;
    let begun = begun(&member)?;
    let page =
        member.scene(|scene| one_view::page(scene, &paper, &kept, &searched, &looked, begun))?;
    shown(
        visitor,
        &page.map_err(|_| visitor.problem(Trouble::NotFound))?,
    )
}

/// Whether a proposal is begun and not signed.
fn begun(member: &Member) -> Result<bool, Problem> {
    let typed = member.typed("propose")?.unwrap_or_default();
    let words = |(name, value): &(String, String)| {
        (name.starts_with("title-") || name.starts_with("text-")) && !value.trim().is_empty()
    };
    Ok(typed.0.iter().any(words))
}

/// `{href}/compare?p=&p=`: two or three packages side by side; with another number, back to the table.
pub async fn compare(member: Member, Path((_, id)): Named, Query(asked): Asked) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, kept) = opened(&member, &id)?;
    let packages = packages(&member, &kept, &Fields(asked))?;
    if !(2..=COMPARED_MAX).contains(&packages.len()) {
        let to = format!("{}/advisor/package/{}", member.base(), paper.id.0);
        return Ok(visitor.done(&to, "advisor-package-pages-compare-number"));
    }
    let searched = found(&member, &kept).await?;
    let page =
        member.scene(|scene| one_view::side_by_side(scene, &paper, &kept, &searched, &packages))?;
    shown(
        visitor,
        &page.map_err(|_| visitor.problem(Trouble::NotFound))?,
    )
}

/// POST `{href}/rather`: keeps that a party would rather have one package than another.
pub async fn rather(member: Member, Path((_, id)): Named, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, mut kept) = opened(&member, &id)?;
    let here = format!("{}/advisor/package/{}", member.base(), paper.id.0);
    let not_found = || visitor.problem(Trouble::NotFound);
    let package = |name: &str| kept.package(fields.get(name)).ok_or_else(not_found);
    let said = Rather {
        this: package("this")?,
        than: package("than")?,
    };
    let back = format!(
        "{here}/compare?p={}&p={}",
        code(&said.this),
        code(&said.than)
    );
    if said.this == said.than {
        let back = back.split_once('?').map_or(here.clone(), |_| here.clone());
        return Ok(visitor.done(&back, "advisor-package-pages-rather-same"));
    }
    let number: usize = fields.trimmed("sheet").parse().unwrap_or(0);
    let sheet = number.checked_sub(1).and_then(|at| kept.sheets.get_mut(at));
    let sheet = sheet.ok_or_else(not_found)?;
    if !sheet.rather.contains(&said) {
        sheet.rather.push(said);
    }
    match member.change(&paper, paper.version, &paper.title, &kept)? {
        Ok(()) => Ok(visitor.done(
            &format!("{here}/sheet/{number}#rather"),
            "advisor-package-pages-rather-kept",
        )),
        Err(_) => Err(visitor.moved(&back)),
    }
}

/// POST `{href}/copy`: begins a proposal with the values of a package and nothing else.
pub async fn copy(member: Member, Path((_, id)): Named, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let not_found = || visitor.problem(Trouble::NotFound);
    let (paper, kept) = opened(&member, &id)?;
    let package = kept.package(fields.get("p")).ok_or_else(not_found)?;
    if begun(&member)? && !fields.has("replace") {
        let back = format!(
            "{}/advisor/package/{}/one?p={}#copy",
            member.base(),
            paper.id.0,
            code(&package)
        );
        return Err(visitor.moved(&back));
    }
    let case = member.scene(|scene| kept.case(&who(scene, &kept)))?;
    let case = case.map_err(|_| not_found())?;
    let words = member.scene(|scene| copied::words(scene, &case, &package))?;
    let (title, text) = words.ok_or_else(not_found)?;
    let tag = visitor.l().lang.tag();
    let draft = Fields(vec![
        (format!("title-{tag}"), title),
        (format!("text-{tag}"), text),
        (format!("authentic-{tag}"), "1".to_owned()),
    ]);
    member.keep_typed("propose", &draft)?;
    Ok(Redirect::to(&format!("{}/propose", member.base())).into_response())
}

/// What a download holds: the paper, and first of all that it is private.
#[derive(Serialize)]
struct Export<'a> {
    private: String,
    name: &'a str,
    paper: &'a Kept,
}

/// `{href}/export`: the paper as JSON.
pub async fn export(member: Member, Path((_, id)): Named) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, kept) = opened(&member, &id)?;
    let private = member.scene(|scene| {
        let party = scene.name(&scene.own);
        scene.l.ta(
            "advisor-package-pages-export-private",
            &[("party", Arg::from(&party))],
        )
    })?;
    Ok(download(visitor, &paper, &kept, private)?.into_response())
}

fn download(
    visitor: &crate::session::Visitor,
    paper: &Paper,
    kept: &Kept,
    private: String,
) -> Result<impl IntoResponse, Problem> {
    let export = Export {
        private,
        name: &paper.title,
        paper: kept,
    };
    let json = serde_json::to_string_pretty(&export).map_err(|error| visitor.fault(error))?;
    let name = format!(
        "attachment; filename=\"private-package-{}.json\"",
        paper.id.0
    );
    Ok((
        [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        json,
    ))
}
