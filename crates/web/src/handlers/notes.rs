//! The notes of a closed space: reading them and leaving one. Nothing here is signed or kept as a draft.

use node::ActError;
use node::clock::random;
use node::notes::NewNote;
use record::ids::{array_from_hex, hex_of};

use crate::errors::{Answer, Problem, refused, said, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::error::Trouble;
use crate::pages::notes::NotesPage;
use crate::session::Member;
use crate::view::notes as view;

/// `{base}/notes`.
pub async fn page(member: Member) -> Answer {
    let typed = view::Typed {
        id: hex_of(&random::<16>()),
        ..view::Typed::default()
    };
    shown(&member.person.visitor, &with(&member, &typed)?)
}

/// POST `{base}/notes`.
pub async fn write(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let typed = view::Typed {
        id: fields.get("id").to_owned(),
        words: fields.get("words").to_owned(),
        name: fields.get("name").to_owned(),
    };
    let name = typed.name.trim();
    let note = NewNote {
        id: array_from_hex(&typed.id).unwrap_or_else(random),
        lang: visitor.lang.tag().to_owned(),
        words: typed.words.trim().to_owned(),
        name: (!name.is_empty()).then(|| name.to_owned()),
    };
    let node = &visitor.app.node;
    let here = format!("{}/notes", member.base());
    match node.write_note(member.space, member.person.party, &note, visitor.now) {
        Ok(()) => Ok(visitor.done(&here, "notes-left")),
        Err(ActError::Refused(refusal)) => {
            let mut form = with(&member, &typed)?;
            form.frame.errors.push(FieldError {
                field: "words".to_owned(),
                what: said(&visitor.l(), &refusal),
            });
            refused(&form)
        }
        Err(error) => Err(visitor.not_done(error, &here)),
    }
}

/// The page with what was typed. In a space on record there is none.
fn with(member: &Member, typed: &view::Typed) -> Result<NotesPage, Problem> {
    let visitor = &member.person.visitor;
    let node = &visitor.app.node;
    let notes = node.notes(&member.space, visitor.now);
    let notes = notes.map_err(|fault| visitor.fault(fault))?;
    let taken = node.takes_notes(&member.space, visitor.now);
    let page = member.scene(|scene| view::page(scene, &notes, taken, typed))?;
    page.ok_or_else(|| visitor.problem(Trouble::NotFound))
}
