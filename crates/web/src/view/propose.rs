//! The form for words in three languages, filled with what was typed, what was kept, or what stands.

use domain::area;
use domain::wording::{Source, Wording, Wordings};
use domain::{Item, List, Refusal};
use i18n::{Lang, Localizer};
use record::ObjectId;

use crate::errors::said;
use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::pages::act::Act;
use crate::pages::parts::{Choice, ListRef};
use crate::pages::propose::{Draft, ProposePage};
use crate::view::{Scene, lists, texts};

/// The place of the principles among the lists, in the form.
pub const PRINCIPLES: &str = "principles";

/// Sent with every form that asks for areas and citations: nothing ticked then means none.
const DESCRIBED: &str = "described";

/// The principles, where they stand among the lists.
pub fn principles_ref(l: &Localizer) -> ListRef {
    ListRef {
        slug: PRINCIPLES.to_owned(),
        name: l.t("framework-principles"),
        purpose: l.t("framework-principles-intro"),
    }
}

/// The form of `act`, about `item` if it is about one, with these fields.
pub fn page(scene: &Scene<'_>, act: Act, item: Option<&Item>, fields: &Fields) -> ProposePage {
    let new = act == Act::Propose && item.is_none();
    let describes = matches!(act, Act::Propose | Act::Amend);
    let current = item.and_then(|item| item.current(scene.relationship(), scene.record()));
    let standing = current
        .zip(item)
        .and_then(|(id, item)| texts::text(scene, &item.object, &id, &[]));
    let title = scene.l.t(&format!("framework-form-{}", act.slug()));
    ProposePage {
        frame: scene.frame(Section::Framework, &title),
        act,
        action: action(scene, act, item),
        back: match item {
            Some(item) => format!("{}/item/{}", scene.base, item.object.hex()),
            None => format!("{}/framework", scene.base),
        },
        item: item.map(|item| scene.item_ref(item)),
        standing,
        base: current.map(|id| id.hex()).unwrap_or_default(),
        lists: choices(scene, act, item),
        list: fields.get("list").to_owned(),
        areas: if describes {
            areas(scene, item, fields)
        } else {
            Vec::new()
        },
        cites: if describes {
            cites(scene, item, fields)
        } else {
            Vec::new()
        },
        offers_discussion: new,
        for_discussion: fields.get("how") == "discuss",
        source: fields.get("source").to_owned(),
        citation: fields.get("citation").to_owned(),
        drafts: drafts(scene.l.lang, fields),
    }
}

fn action(scene: &Scene<'_>, act: Act, item: Option<&Item>) -> String {
    match item {
        Some(item) => format!("{}/item/{}/{}", scene.base, item.object.hex(), act.slug()),
        None => format!("{}/propose", scene.base),
    }
}

fn choices(scene: &Scene<'_>, act: Act, item: Option<&Item>) -> Vec<ListRef> {
    let all = List::ALL.into_iter();
    match (act, item) {
        (Act::Move, Some(item)) => {
            let here = item.list(scene.relationship(), scene.record());
            all.filter(|list| Some(*list) != here)
                .map(|list| lists::list_ref(&scene.l, list))
                .collect()
        }
        (Act::Propose, None) => all
            .map(|list| lists::list_ref(&scene.l, list))
            .chain([principles_ref(&scene.l)])
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a box is ticked: as sent, and on a form that was not sent yet as it stands.
fn ticked(fields: &Fields, name: &str, object: &ObjectId, standing: &[ObjectId]) -> bool {
    match fields.get(DESCRIBED).is_empty() {
        true => standing.contains(object),
        false => fields.all(name).any(|value| value == object.hex()),
    }
}

fn areas(scene: &Scene<'_>, item: Option<&Item>, fields: &Fields) -> Vec<Choice> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let standing = item.map_or_else(Vec::new, |item| item.areas(relationship, record));
    let choice = |area: &Item| Choice {
        chosen: ticked(fields, "area", &area.object, &standing),
        words: scene.area_words(area),
        value: area.object.hex(),
    };
    area::areas(relationship, record)
        .into_iter()
        .map(|(area, _)| choice(area))
        .collect()
}

fn cites(scene: &Scene<'_>, item: Option<&Item>, fields: &Fields) -> Vec<Choice> {
    let standing = item.map_or_else(Vec::new, |item| {
        item.cites(scene.relationship(), scene.record())
    });
    let choice = |principle: &Item| {
        let reference = scene.item_ref(principle);
        Choice {
            chosen: ticked(fields, "cites", &principle.object, &standing),
            words: format!("{} {}", reference.number, reference.title.main.text),
            value: principle.object.hex(),
        }
    };
    let others = lists::principle_items(scene).into_iter();
    others
        .filter(|principle| item.is_none_or(|item| item.object != principle.object))
        .map(choice)
        .collect()
}

fn drafts(reader: Lang, fields: &Fields) -> Vec<Draft> {
    let mut langs = Lang::ALL.to_vec();
    langs.sort_by_key(|lang| *lang != reader);
    let draft = |lang: Lang| {
        let (title, text) = (
            fields.get(&format!("title-{}", lang.tag())),
            fields.get(&format!("text-{}", lang.tag())),
        );
        Draft {
            lang: lang.tag().to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            // Untouched, a version is authentic: a courtesy translation is what somebody says is one.
            authentic: fields.has(&format!("authentic-{}", lang.tag()))
                || (title.is_empty() && text.is_empty()),
        }
    };
    langs.into_iter().map(draft).collect()
}

/// The words in the fields; languages in which nothing was typed are left out.
pub fn wordings(fields: &Fields) -> Wordings {
    let wording = |lang: Lang| {
        let of = |what: &str| fields.trimmed(&format!("{what}-{}", lang.tag())).to_owned();
        let wording = Wording {
            lang: lang.tag().to_owned(),
            title: of("title"),
            text: of("text"),
            courtesy: of("authentic").is_empty(),
        };
        (!wording.title.is_empty() || !wording.text.is_empty()).then_some(wording)
    };
    Wordings(Lang::ALL.into_iter().filter_map(wording).collect())
}

/// The source in the fields, if one was typed.
pub fn sources(fields: &Fields) -> Vec<Source> {
    let source = Source {
        label: fields.trimmed("source").to_owned(),
        citation: fields.trimmed("citation").to_owned(),
    };
    if source.label.is_empty() {
        Vec::new()
    } else {
        vec![source]
    }
}

/// Fields filled with what stands, for an amendment or a text after what was brought in.
pub fn prefilled(scene: &Scene<'_>, act: Act, item: &Item) -> Fields {
    let words = match act {
        Act::Amend | Act::Propose => item.words_at(scene.relationship(), scene.record()),
        _ => None,
    };
    let words = words.map(|at| scene.words(&at).wordings.0);
    let mut fields = Vec::new();
    for wording in words.iter().flatten() {
        fields.push((format!("title-{}", wording.lang), wording.title.clone()));
        fields.push((format!("text-{}", wording.lang), wording.text.clone()));
        if !wording.courtesy {
            fields.push((format!("authentic-{}", wording.lang), "1".to_owned()));
        }
    }
    Fields(fields)
}

/// What a refusal means for this form: which field, and what to do.
pub fn field_error(scene: &Scene<'_>, act: Act, refusal: &Refusal) -> FieldError {
    let part = if act == Act::Position {
        "text"
    } else {
        "title"
    };
    let first = scene.l.lang.tag();
    let field = match refusal {
        Refusal::TitleMissing { lang } => format!("title-{lang}"),
        Refusal::TooLong { lang, chars_max } if *chars_max > domain::wording::TITLE_CHARS_MAX => {
            format!("text-{lang}")
        }
        Refusal::TooLong { lang, .. } | Refusal::HiddenCharacter { lang, .. } => {
            format!("{part}-{lang}")
        }
        Refusal::NothingWritten | Refusal::NoAuthenticText => format!("{part}-{first}"),
        Refusal::AlreadyOnList | Refusal::ListMissing => "list".to_owned(),
        _ => String::new(),
    };
    FieldError {
        field,
        what: said(&scene.l, refusal),
    }
}

/// What is wrong with the fields before anything is decided.
pub fn missing(scene: &Scene<'_>, page: &ProposePage, fields: &Fields) -> Option<FieldError> {
    let chosen = page
        .lists
        .iter()
        .any(|list| list.slug == fields.get("list"));
    if !page.lists.is_empty() && !chosen {
        return Some(FieldError {
            field: "list".to_owned(),
            what: said(&scene.l, &Refusal::ListMissing),
        });
    }
    let sourced = page.for_discussion
        && !fields.trimmed("citation").is_empty()
        && fields.trimmed("source").is_empty();
    sourced.then(|| FieldError {
        field: "source".to_owned(),
        what: scene.l.t("framework-form-source-missing"),
    })
}
