//! States that no demo comes to by itself: a witness, forked logs, a change of members, erasures, a closed space.

use super::*;
use web::pages::erasure::{ErasuresPage, Request};
use web::pages::notes::{Left, NotesPage};

fn witness(look: Look) -> Party {
    Party {
        name: look.pick(["Dorada Registry", "剑鱼登记处", "劍魚登記處"]),
        letter: "C".into(),
        own: false,
    }
}

/// The frame of a space with a witness that has not signed the last three entries.
fn witnessed(look: Look, frame: Frame) -> Frame {
    let peers = vec![
        Peer {
            name: look.other().name,
            witness: false,
            state: PeerState::Differs {
                from: "B-604".into(),
            },
        },
        Peer {
            name: witness(look).name,
            witness: true,
            state: PeerState::OutOfTouch {
                since: NOW - 40 * 60_000,
                queued: 3,
            },
        },
    ];
    Frame { peers, ..frame }
}

fn home_with_witness(look: Look) -> HomePage {
    let page = home(look);
    HomePage {
        frame: witnessed(look, page.frame),
        members: page.members.into_iter().take(2).collect(),
        witnesses: vec![witness(look)],
        ..page
    }
}

/// Nothing is added to our own log: said above every page.
fn home_stopped(look: Look, why: node::Stop) -> HomePage {
    let page = home(look);
    HomePage {
        frame: Frame {
            stopped: Some(why),
            ..page.frame
        },
        ..page
    }
}

/// Somebody else replaced our keys.
fn home_replaced(look: Look) -> HomePage {
    let page = home(look);
    HomePage {
        frame: Frame {
            replaced: true,
            ..page.frame
        },
        ..page
    }
}

fn differs_own(look: Look, healed: bool) -> DiffersPage {
    let page = differs(look);
    let second = |mut row: EntryRow| {
        row.number = format!("{}~2", row.number);
        row
    };
    let fork = |fork: Fork| Fork {
        party: look.own(),
        healed,
        both_here: true,
        entries: fork
            .entries
            .iter()
            .cloned()
            .chain(fork.entries.iter().cloned().map(second))
            .collect(),
        ..fork
    };
    DiffersPage {
        frame: Frame {
            stopped: (!healed).then_some(node::Stop::Forked),
            ..page.frame
        },
        forks: page.forks.into_iter().map(fork).collect(),
    }
}

fn list_contested(look: Look) -> ListPage {
    let mut page = list_page(look, 6);
    page.rows[2].status = Status::Contested;
    page.rows[2].turn = Turn::Others(vec![look.other().name]);
    page
}

const MEMBERS: Three = ["Change of members", "成员变更", "成員變更"];
const MEMBERS_TEXT: [&[&str]; 3] = [
    &["Evora House joins (facilitator)."],
    &["埃武拉院加入（协调人）。"],
    &["埃武拉院加入（協調人）。"],
];

fn changes(look: Look) -> Vec<String> {
    let l = look.l();
    let (id, role) = (hex(33), l.t("relationship-member-facilitator"));
    let left = look.corvus().name;
    vec![
        l.ta(
            "check-members-joins",
            &[("party", (&id[..8]).into()), ("role", (&role).into())],
        ),
        l.ta("check-members-leaves", &[("party", (&left).into())]),
        l.ta("check-members-all", &[("count", 2usize.into())]),
        l.ta("check-members-unmet", &[("id", (&id).into())]),
    ]
}

fn check_members(look: Look) -> CheckPage {
    CheckPage {
        item: Some(look.item("A 2", MEMBERS)),
        versions: look.versions(MEMBERS, MEMBERS_TEXT),
        changes: changes(look),
        newcomers: vec![look.l().ta(
            "check-newcomer-reads",
            &[
                ("party", (&hex(33)[..8]).into()),
                ("count", 1204usize.into()),
                ("date", (&look.l().date(NOW - 500 * DAY)).into()),
            ],
        )],
        ..check(look, true)
    }
}

fn item_members(look: Look) -> ItemPage {
    let mut page = item_proposed(look);
    for text in &mut page.proposed {
        text.versions = look.versions(MEMBERS, MEMBERS_TEXT);
        text.changes = changes(look);
    }
    ItemPage {
        frame: look.frame(Section::Framework, MEMBERS[look.lang as usize]),
        item: look.item("A 2", MEMBERS),
        sources: Vec::new(),
        brought_in: Vec::new(),
        ..page
    }
}

fn erasures(look: Look) -> ErasuresPage {
    let l = look.l();
    let said = |key: &str, party: &Party| l.ta(key, &[("party", (&party.name).into())]);
    let request = |seed: u8, answered: bool| {
        let (asker, entry) = (look.other(), "A-17".to_owned());
        let asked = [("party", (&asker.name).into()), ("entry", (&entry).into())];
        let answers = look.parties().into_iter().map(|party| {
            let key = match (answered, party.own) {
                (false, _) => "erasure-unanswered",
                (true, true) => "erasure-erased",
                (true, false) => "erasure-kept",
            };
            let reason = (answered && !party.own)
                .then(|| Words::new("en", "Our law of archives asks for it."));
            (said(key, &party), reason)
        });
        Request {
            id: hex(seed),
            entry: ("B-610".into(), format!("{BASE}/record/B-610")),
            asked: l.ta("erasure-asked", &asked),
            of: Some(format!("{BASE}/record/A-17")),
            person: look.person_of(&asker),
            party: asker,
            at: NOW - DAY,
            basis: Some(Words::new("en", "She asked for it under article 17.")),
            answers: answers.collect(),
            may_erase: !answered,
            may_keep: !answered,
            reason: String::new(),
            reason_lang: String::new(),
        }
    };
    ErasuresPage {
        frame: look.frame(Section::Record, &l.t("erasure-title")),
        requests: vec![request(81, false), request(82, true)],
    }
}

fn notes(look: Look, taken: bool) -> NotesPage {
    let l = look.l();
    let date = l.date(NOW + 90 * DAY);
    let banner = match taken {
        true => "notes-banner",
        false => "notes-banner-over",
    };
    let left = |words: Three, name: Option<&str>| Left {
        paragraphs: vec![look.pick(words)],
        name: name.map(str::to_owned),
    };
    NotesPage {
        frame: Frame {
            closed: Some(l.ta(banner, &[("date", (&date).into())])),
            ..look.frame(Section::Elsewhere, &l.t("notes-title"))
        },
        notes: vec![
            left(
                [
                    "Two years would do, if the stations are four.",
                    "两年可以，站点以四处为宜。",
                    "兩年可以，站點以四處為宜。",
                ],
                None,
            ),
            left(
                [
                    "Let us see the map first.",
                    "先看地图再说。",
                    "先看地圖再說。",
                ],
                Some("Shen"),
            ),
        ],
        taken,
        id: hex(44)[..32].to_owned(),
        words: String::new(),
        name: String::new(),
    }
}

/// The pages, by name. The browser suite looks at all that begin with "state-".
pub fn pages(look: Look) -> Vec<(&'static str, String)> {
    let render = |page: &dyn askama::DynTemplate| {
        page.dyn_render().expect("a template of plain data renders")
    };
    vec![
        ("state-witness", render(&home_with_witness(look))),
        ("state-witness-record", render(&record(look))),
        ("state-witness-entry", render(&entry(look))),
        (
            "state-own-fork",
            render(&home_stopped(look, node::Stop::Forked)),
        ),
        (
            "state-own-waits",
            render(&home_stopped(look, node::Stop::Waits)),
        ),
        ("state-own-keys-replaced", render(&home_replaced(look))),
        ("state-own-fork-differs", render(&differs_own(look, false))),
        ("state-own-fork-healed", render(&differs_own(look, true))),
        ("state-fork-differs", render(&differs(look))),
        ("state-contested", render(&item_contested(look))),
        ("state-contested-list", render(&list_contested(look))),
        ("state-members", render(&item_members(look))),
        ("state-members-check", render(&check_members(look))),
        ("state-countersign", render(&waiting(look))),
        ("state-erasures", render(&erasures(look))),
        ("state-notes", render(&notes(look, true))),
        ("state-notes-over", render(&notes(look, false))),
        ("state-delegates", render(&delegates(look))),
    ]
}
