//! `item`: propose, read, agree, decline and everything else that is done about an item.
//!
//! What is signed is always printed first, in every language; without a terminal it takes `--yes`.

mod countersign;
mod show;

use anyhow::{Result, bail};
use domain::command::Reason;
use domain::{About, Command, Target, Wordings};
use i18n::Lang;
use node::Space;
use record::StatementId;

use super::How;
use super::list::{list_of, subject_of};
use super::sign::sign;
use crate::arguments::{Item, Which};
use crate::say::{fault, usage};
use crate::seat::{Desk, item_named, text_named, wordings_of};

pub use show::text_lines;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: Item) -> Result<u8> {
    let desk = Desk::open(how)?;
    let (command, signer) = match verb {
        Item::Show { item } => return show::show(how, &desk, &item),
        Item::Countersign {
            act,
            cancel,
            signer,
        } => return countersign::run(how, &desk, act.as_deref(), cancel, &signer),
        Item::Propose {
            list,
            item,
            words,
            signer,
        } => (
            propose(&desk, list, item, wordings_of(desk.l, &words)?)?,
            signer,
        ),
        Item::Assent { text, signer } => (
            Command::Assent {
                text: text_id(&desk, &text)?,
            },
            signer,
        ),
        Item::Decline {
            text,
            reason,
            signer,
        } => (
            Command::Decline {
                text: text_id(&desk, &text)?,
                reason: reason_in(how, reason),
            },
            signer,
        ),
        Item::Release { text, signer } => (
            Command::Release {
                text: text_id(&desk, &text)?,
            },
            signer,
        ),
        Item::AcceptTheirs { text, signer } => (
            Command::AcceptTheirs {
                text: text_id(&desk, &text)?,
            },
            signer,
        ),
        Item::Defer {
            item,
            until,
            reason,
            signer,
        } => {
            let object = object_id(&desk, &item)?;
            (
                Command::Defer {
                    object,
                    until_day: super::day(desk.l, &until)?,
                    reason: reason_in(how, reason),
                },
                signer,
            )
        }
        Item::Move { item, to, signer } => {
            let Some(to) = list_of(to) else {
                bail!(usage(desk.l, "command-move-where", &[]));
            };
            (
                Command::Move {
                    object: object_id(&desk, &item)?,
                    to,
                },
                signer,
            )
        }
        Item::Conclude { item, signer } => (
            Command::Conclude {
                object: object_id(&desk, &item)?,
            },
            signer,
        ),
        Item::Suspend {
            items,
            reason,
            signer,
        } => {
            let reason = reason_in(how, Some(reason)).expect("a reason is given");
            (
                Command::Suspend {
                    texts: texts_of(&desk, &items)?,
                    reason,
                    answers: None,
                },
                signer,
            )
        }
        Item::Resume { items, signer } => (
            Command::Resume {
                texts: texts_of(&desk, &items)?,
            },
            signer,
        ),
        Item::Withdraw {
            items,
            reason,
            signer,
        } => {
            let reason = reason_in(how, Some(reason)).expect("a reason is given");
            (
                Command::Withdraw {
                    texts: texts_of(&desk, &items)?,
                    reason,
                },
                signer,
            )
        }
        Item::Position {
            item,
            words,
            signer,
        } => (
            Command::Position {
                object: object_id(&desk, &item)?,
                wordings: wordings_of(desk.l, &words)?,
            },
            signer,
        ),
    };
    sign(how, &desk, command, &signer)
}

fn propose(
    desk: &Desk,
    list: Option<Which>,
    item: Option<String>,
    wordings: Wordings,
) -> Result<Command> {
    let (target, about) = match (item, list) {
        (Some(item), _) => {
            let object = object_id(desk, &item)?;
            (
                Target::Existing(object),
                desk.read(|space| about(space, &object))?,
            )
        }
        (None, Some(which)) => {
            let (subject, list) = (subject_of(which), list_of(which));
            (Target::New { subject, list }, About::default())
        }
        (None, None) => bail!(usage(desk.l, "command-list-or-item", &[])),
    };
    Ok(Command::Propose {
        target,
        wordings,
        about,
    })
}

/// What stands beside an item's words stays unless it is changed.
fn about(space: &Space, object: &record::ObjectId) -> About {
    let item = space.relationship.item(object);
    item.map_or_else(About::default, |item| {
        item.about(&space.relationship, &space.record)
    })
}

fn text_id(desk: &Desk, word: &str) -> Result<StatementId> {
    desk.read(|space| text_named(desk.l, &space.relationship, &space.record, word))?
}

fn object_id(desk: &Desk, word: &str) -> Result<record::ObjectId> {
    desk.read(|space| {
        item_named(desk.l, &space.relationship, &space.record, word).map(|item| item.object)
    })?
}

fn texts_of(desk: &Desk, items: &[String]) -> Result<Vec<StatementId>> {
    desk.read(|space| {
        let current = |word: &String| {
            let item = item_named(desk.l, &space.relationship, &space.record, word)?;
            let current = item.current(&space.relationship, &space.record);
            current.ok_or_else(|| fault(desk.l, "command-item-not-in-effect", &[("word", word)]))
        };
        items.iter().map(current).collect()
    })?
}

/// A reason is in the language of the command line, unless it says another: `en=...`.
pub fn reason_in(how: &How<'_>, text: Option<String>) -> Option<Reason> {
    let text = text?;
    let tagged = text.split_once('=');
    let named = tagged.and_then(|(tag, words)| Some((Lang::from_tag(tag)?, words)));
    let (lang, words) = named.unwrap_or((how.lang, &text));
    Some(Reason {
        lang: lang.tag().into(),
        text: words.to_owned(),
    })
}
