//! The relationship at a glance, and what a node without one shows.

use domain::Subject;
use domain::wording::{WORDING, texts_of};
use record::view::Position;
use record::{LogKey, Role};

use crate::frame::Section;
use crate::pages::first_run::{FirstRunPage, Task, TaskKind, TaskState};
use crate::pages::parts::{Status, Words};
use crate::pages::relationship::{Counts, HomePage, Member};
use crate::session::Person;
use crate::view::{Scene, frame, history, lists, stand, waiting};

/// How many lines a column or the list of latest entries has: what waits is to fit on the first screen.
const LINES_MAX: usize = 4;

/// The home page.
pub fn page(scene: &Scene<'_>, founding: &[record::Payload]) -> HomePage {
    let (relationship, record) = (scene.relationship(), scene.record());
    let is_item = |item: &&domain::Item| {
        !matches!(
            item.subject(relationship, record),
            Some(Subject::Area | Subject::Note | Subject::Members)
        )
    };
    let statuses: Vec<Status> = relationship
        .items()
        .into_iter()
        .filter(is_item)
        .map(|item| stand::status(scene, item))
        .collect();
    let member = |(party, role): (record::PartyId, Role)| Member {
        party: scene.party(&party),
        facilitator: role == Role::Facilitator,
    };
    HomePage {
        frame: scene.frame(Section::Relationship, &scene.l.t("relationship-title")),
        name: name(scene, founding),
        founded: scene.at(&Position {
            log: LogKey::main(scene.own),
            index: 0,
        }),
        members: scene
            .members()
            .into_iter()
            .filter(|(_, role)| *role != Role::Witness)
            .map(member)
            .collect(),
        witnesses: scene
            .members()
            .into_iter()
            .filter(|(_, role)| *role == Role::Witness)
            .map(|(party, _)| scene.party(&party))
            .collect(),
        counts: Counts {
            items: statuses.len(),
            in_effect: statuses
                .iter()
                .filter(|status| **status == Status::InEffect)
                .count(),
        },
        waiting: waiting::columns(scene, LINES_MAX),
        lists: lists::cards(scene),
        principles: lists::principles_digest(scene),
        recent: history::recent(scene, LINES_MAX),
    }
}

/// The name the parties gave their relationship; else the product's word for it.
fn name(scene: &Scene<'_>, founding: &[record::Payload]) -> Words {
    let commitments = &scene.record().founding().body.payloads;
    let here: Vec<Option<record::Payload>> = commitments
        .iter()
        .map(|to| founding.iter().find(|payload| payload.matches(to)).cloned())
        .collect();
    let titles: Vec<Words> = texts_of(WORDING, commitments, &here)
        .map(|(lang, text)| Words::new(lang.unwrap_or_default(), text))
        .collect();
    let tag = scene.l.lang.tag();
    let found = titles
        .iter()
        .find(|title| title.lang == tag)
        .or_else(|| titles.first());
    found
        .cloned()
        .unwrap_or_else(|| Words::new(tag, &scene.l.t("relationship-title")))
}

/// What to do first.
pub fn first_run(person: &Person) -> FirstRunPage {
    let l = person.visitor.l();
    let met = !person.visitor.app.node.peers().all().is_empty();
    let task = |kind, state, href: &str| Task {
        kind,
        state,
        href: href.to_owned(),
    };
    FirstRunPage {
        frame: frame::seated(
            person,
            Section::Relationship,
            &l.t("relationship-start-heading"),
        ),
        tasks: vec![
            task(TaskKind::Name, TaskState::Done, "/settings/party"),
            task(TaskKind::Key, TaskState::Now, "/settings/party"),
            task(
                TaskKind::Peer,
                if met { TaskState::Done } else { TaskState::Now },
                "/settings/peers",
            ),
            task(TaskKind::Item, TaskState::Later, "/"),
        ],
    }
}
