//! Requests for erasure as one reader sees them, and what stands in the place of erased words.

use domain::{Command, Erasure, Outcome};
use i18n::Arg;
use record::{Kind, Lane, PartyId, StatementId};

use crate::frame::Section;
use crate::pages::erasure::{ErasuresPage, Request};
use crate::pages::parts::Words;
use crate::view::Scene;

/// What was typed into the form of one request.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The request's statement id, hex.
    pub request: String,
    /// The reason.
    pub reason: String,
    /// Its language.
    pub reason_lang: String,
}

/// The page of all requests.
pub fn page(scene: &Scene<'_>, typed: &Typed) -> ErasuresPage {
    let asked = scene.relationship().erasures().into_iter().rev();
    ErasuresPage {
        frame: scene.frame(Section::Record, &scene.l.t("erasure-title")),
        requests: asked.map(|one| request(scene, one, typed)).collect(),
    }
}

fn request(scene: &Scene<'_>, asked: &Erasure, typed: &Typed) -> Request {
    let id = asked.statement.hex();
    let typed = Some(typed).filter(|typed| typed.request == id);
    let known = scene.relationship().said(&asked.of).next();
    let own = asked.answer_of(&scene.own).map(|answer| answer.outcome);
    let may = scene.may(Kind::EraseAnswer) && own != Some(Outcome::Erased);
    let erasable = known.is_some_and(|event| event.at.log.lane != Lane::Identity);
    let answers = scene.readers().into_iter();
    Request {
        entry: (scene.entry(&asked.at), scene.entry_href(&asked.at)),
        asked: sentence(scene, asked),
        of: known.map(|event| scene.entry_href(&event.at)),
        party: scene.party(&asked.at.log.party),
        person: scene.person(&asked.at),
        at: scene.at(&asked.at),
        basis: scene.reason(&asked.at),
        answers: answers
            .map(|(party, _)| answered(scene, asked, &party))
            .collect(),
        may_erase: may && erasable,
        may_keep: may && own.is_none(),
        reason: typed.map(|typed| typed.reason.clone()).unwrap_or_default(),
        reason_lang: typed
            .map(|typed| typed.reason_lang.clone())
            .unwrap_or_default(),
        id,
    }
}

/// Who asks for what.
fn sentence(scene: &Scene<'_>, asked: &Erasure) -> String {
    let party = scene.name(&asked.at.log.party);
    let party = ("party", Arg::from(&party));
    match scene.relationship().said(&asked.of).next() {
        Some(event) => {
            let entry = scene.entry(&event.at);
            scene
                .l
                .ta("erasure-asked", &[party, ("entry", Arg::from(&entry))])
        }
        None => scene.l.ta("erasure-asked-unknown", &[party]),
    }
}

fn answered(scene: &Scene<'_>, asked: &Erasure, party: &PartyId) -> (String, Option<Words>) {
    let answer = asked.answer_of(party);
    let key = match answer.map(|answer| answer.outcome) {
        Some(Outcome::Erased) => "erasure-erased",
        Some(Outcome::Kept) => "erasure-kept",
        None => "erasure-unanswered",
    };
    let name = scene.name(party);
    (
        scene.l.ta(key, &[("party", Arg::from(&name))]),
        answer.and_then(|answer| scene.reason(&answer.at)),
    )
}

/// What a command about erasure is about, for the check page.
pub fn about(scene: &Scene<'_>, command: &Command) -> Option<String> {
    match command {
        Command::AskErasure { of, .. } => {
            let event = scene.relationship().said(of).next()?;
            let number = scene.entry(&event.at);
            let args = [("number", Arg::from(&number))];
            Some(scene.l.ta("record-entry-number", &args))
        }
        Command::AnswerErasure { request, .. } => {
            Some(sentence(scene, scene.relationship().erasure(request)?))
        }
        _ => None,
    }
}

/// What stands in the place of content `n` of a statement that our party erased.
pub fn in_place(scene: &Scene<'_>, of: &StatementId, n: u64) -> Option<String> {
    let asked = scene.relationship().erased_for(&scene.own, of, n)?;
    Some(erased_words(scene, asked))
}

/// What stands under a text of which our party erased words; each request once.
pub fn of_statement(scene: &Scene<'_>, of: &StatementId) -> Vec<String> {
    let mut asked: Vec<&Erasure> = scene
        .relationship()
        .erased_by(&scene.own)
        .filter(|asked| asked.of == *of)
        .collect();
    asked.sort_by_key(|asked| asked.place);
    asked
        .iter()
        .map(|asked| erased_words(scene, asked))
        .collect()
}

fn erased_words(scene: &Scene<'_>, asked: &Erasure) -> String {
    let (asker, party) = (scene.name(&asked.at.log.party), scene.name(&scene.own));
    let args = [("asker", Arg::from(&asker)), ("party", Arg::from(&party))];
    scene.l.ta("erasure-words", &args)
}
