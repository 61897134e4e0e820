//! Every page with made-up data, in the three languages and from both seats, written to `target/preview/` to be looked
//! at. Checks on the way what a reader would notice: untranslated keys, inline style or script, and that the two seats
//! see the same page but for the order of the parties.

#[path = "preview/states.rs"]
mod states;

use std::fs;
use std::path::PathBuf;

use i18n::{Lang, Localizer};
use web::frame::*;
use web::pages::act::*;
use web::pages::check::*;
use web::pages::differs::*;
use web::pages::error::*;
use web::pages::first_run::*;
use web::pages::framework::*;
use web::pages::item::*;
use web::pages::login::*;
use web::pages::parts::*;
use web::pages::propose::*;
use web::pages::record::*;
use web::pages::relationship::*;
use web::pages::settings::*;
use web::pages::suspend::*;
use web::pages::text::*;
use web::pages::waiting::*;

const DAY: i64 = 86_400_000;
const NOW: i64 = 1_795_251_240_000; // 21 November 2026, 08:54 UTC
const BASE: &str = "/s/3f9a21c0";

/// Who looks: the language, and which of the two parties is the reader's.
#[derive(Clone, Copy)]
struct Look {
    lang: Lang,
    asteria: bool,
}

type Three = [&'static str; 3];

impl Look {
    fn l(self) -> Localizer {
        Localizer { lang: self.lang }
    }

    fn pick(self, words: Three) -> String {
        words[self.lang as usize].to_owned()
    }

    fn title(self, words: Three) -> Titled {
        let at = |lang: Lang| Words::new(lang.tag(), words[lang as usize]);
        Titled {
            main: at(self.lang),
            others: Lang::ALL
                .into_iter()
                .filter(|lang| *lang != self.lang)
                .map(at)
                .collect(),
        }
    }

    fn asteria(self) -> Party {
        Party {
            name: self.pick(["Asteria", "星社", "星社"]),
            letter: "A".into(),
            own: self.asteria,
        }
    }

    fn borealis(self) -> Party {
        Party {
            name: self.pick(["Borealis", "北极光", "北極光"]),
            letter: "B".into(),
            own: !self.asteria,
        }
    }

    fn corvus(self) -> Party {
        Party {
            name: self.pick(["Meridian Forum", "子午论坛", "子午論壇"]),
            letter: String::new(),
            own: false,
        }
    }

    fn parties(self) -> Vec<Party> {
        if self.asteria {
            vec![self.asteria(), self.borealis()]
        } else {
            vec![self.borealis(), self.asteria()]
        }
    }

    fn own(self) -> Party {
        self.parties().remove(0)
    }

    fn other(self) -> Party {
        self.parties().remove(1)
    }

    fn person_of(self, party: &Party) -> Person {
        if party.letter == "A" {
            Person {
                name: self.pick(["Lena Marwood", "Lena Marwood", "Lena Marwood"]),
                office: self.pick(["programme director", "项目主任", "項目主任"]),
            }
        } else {
            Person {
                name: self.pick(["Shen Yitong 沈一桐", "沈一桐", "沈一桐"]),
                office: self.pick(["senior fellow", "高级研究员", "高級研究員"]),
            }
        }
    }

    fn frame(self, section: Section, title: &str) -> Frame {
        let own = self.own();
        Frame {
            l: self.l(),
            now: NOW,
            base: BASE.into(),
            section,
            title: title.into(),
            seat: Some(Seat {
                party: if own.letter == "A" {
                    self.pick(["Asteria Institute", "星社研究所", "星社研究所"])
                } else {
                    self.pick(["Borealis Centre", "北极光中心", "北極光中心"])
                },
                host: None,
                facilitator: false,
                person: self.person_of(&own),
            }),
            waiting: 3,
            peers: vec![
                Peer {
                    name: self.other().name,
                    witness: false,
                    state: PeerState::InStep {
                        entries: 1204,
                        at: NOW - 4000,
                    },
                },
                Peer {
                    name: self.corvus().name,
                    witness: false,
                    state: PeerState::OutOfTouch {
                        since: NOW - 40 * 60_000,
                        queued: 3,
                    },
                },
            ],
            languages: Lang::ALL
                .into_iter()
                .map(|lang| LanguageLink {
                    lang,
                    href: format!("/language/{}?to=%2Fs%2F3f9a21c0", lang.tag()),
                    current: lang == self.lang,
                })
                .collect(),
            demo: true,
            notice: None,
            errors: Vec::new(),
            version: "0.1.0".into(),
            head: Some(hex(7)),
            events: Some(format!("/events{BASE}")),
            shortcuts: true,
            closed: None,
            stopped: None,
            replaced: false,
        }
    }

    fn outside(self, title: &str) -> Frame {
        Frame {
            base: String::new(),
            seat: None,
            waiting: 0,
            peers: Vec::new(),
            head: None,
            events: None,
            ..self.frame(Section::Elsewhere, title)
        }
    }

    fn list(self, slug: &str) -> ListRef {
        let key = format!("framework-list-{slug}");
        ListRef {
            slug: slug.into(),
            name: self.l().t(&key),
            purpose: self.l().t(&format!("{key}-about")),
        }
    }

    fn item(self, number: &str, words: Three) -> ItemRef {
        ItemRef {
            id: format!("{:08x}", number.len() * 7919),
            number: number.into(),
            title: self.title(words),
        }
    }

    fn version(self, lang: Lang, title: Three, text: [&[&str]; 3], authentic: bool) -> Version {
        Version {
            lang: lang.tag().into(),
            title: title[lang as usize].into(),
            paragraphs: text[lang as usize]
                .iter()
                .map(|p| (*p).to_owned())
                .collect(),
            authentic,
        }
    }

    fn versions(self, title: Three, text: [&[&str]; 3]) -> Vec<Version> {
        let mut langs = vec![self.lang];
        langs.extend(Lang::ALL.into_iter().filter(|lang| *lang != self.lang));
        langs
            .into_iter()
            .map(|lang| self.version(lang, title, text, lang != Lang::ZhHant))
            .collect()
    }

    fn proposed_by(self, party: Party) -> String {
        let args = [("party", (&party.name).into())];
        self.l().ta("framework-item-proposed-by", &args)
    }

    fn signed(self, party: &Party, days: i64, n: u32) -> Signed {
        Signed {
            person: self.person_of(party),
            at: NOW - days * DAY,
            entry: format!("{}-{n}", party.letter),
            href: format!("{BASE}/record/{}-{n}", party.letter),
        }
    }

    fn text(self, by: Party, kind: TextKind, status: Status, stances: Vec<Stance>) -> Text {
        Text {
            id: hex(3),
            shown: hex(4),
            kind,
            status,
            by,
            at: NOW - 9 * DAY,
            entry: "A-580".into(),
            href: format!("{BASE}/record/A-580"),
            versions: self.versions(CRISIS, CRISIS_TEXT),
            erased: Vec::new(),
            changes: Vec::new(),
            stances: self
                .parties()
                .into_iter()
                .zip(stances)
                .map(|(party, stance)| StanceLine { party, stance })
                .collect(),
        }
    }
}

fn hex(seed: u8) -> String {
    (0..32u8)
        .map(|i| {
            format!(
                "{:02x}",
                i.wrapping_mul(37).wrapping_add(seed).rotate_left(3) ^ 0x5a
            )
        })
        .collect()
}

const CRISIS: Three = [
    "Risk prevention and crisis management mechanism",
    "风险防范与危机管控机制",
    "風險防範與危機管控機制",
];
const CRISIS_TEXT: [&[&str]; 3] = [
    &[
        "The two institutes will study, in the working group on maritime affairs, how a call between duty officers could be answered within one hour.",
        "Each side states the channels it has today and what each of them is for. Nothing said in the working group is a commitment of any government.",
    ],
    &[
        "两家研究所将在海洋事务工作组中，研究值班人员之间的通话如何在一小时内得到答复。",
        "双方各自说明目前拥有的渠道及其用途。工作组中的任何发言均不构成任何政府的承诺。",
    ],
    &[
        "兩家研究所將在海洋事務工作組中，研究值班人員之間的通話如何在一小時內得到答覆。",
        "雙方各自說明目前擁有的渠道及其用途。工作組中的任何發言均不構成任何政府的承諾。",
    ],
];
const PEOPLE: Three = [
    "Resuming people-to-people exchanges",
    "恢复人文交流",
    "恢復人文交流",
];
const CLIMATE: Three = ["Tackling climate change", "应对气候变化", "應對氣候變化"];
const TRADE: Three = ["Trade imbalance", "贸易不平衡", "貿易不平衡"];
const VALUES: Three = [
    "Political, social and cultural differences; a gap in values",
    "政治、社会、文化差异与价值观差距",
    "政治、社會、文化差異與價值觀差距",
];
const TRACK2: Three = [
    "China-US Track 2 Dialogue on Maritime Affairs and International Law",
    "中美海洋事务与国际法二轨对话",
    "中美海洋事務與國際法二軌對話",
];
const RESPECT: Three = [
    "Mutual respect, peaceful coexistence and win-win cooperation",
    "相互尊重、和平共处、合作共赢",
    "相互尊重、和平共處、合作共贏",
];
const COMMON: Three = [
    "Seek common ground while setting aside differences",
    "求同存异",
    "求同存異",
];
const PER_WU: &str = "Wu Shicun, 2023";
const PER_ZHENG: &str = "Zheng Tao, 2020";
const PER_SUN: &str = "Sun Chenghao and Su Liuqiang, 2023";

fn per(sources: &[&str]) -> Vec<String> {
    sources.iter().map(|source| (*source).to_owned()).collect()
}

fn principles(look: Look) -> Vec<Principle> {
    vec![
        Principle {
            item: look.item("P 1", RESPECT),
            status: Status::Proposed,
            origin: look.proposed_by(look.borealis()),
            per: per(&[PER_SUN]),
        },
        Principle {
            item: look.item("P 2", COMMON),
            status: Status::InEffect,
            origin: look.proposed_by(look.asteria()),
            per: per(&[PER_ZHENG]),
        },
        Principle {
            item: look.item(
                "P 3",
                [
                    "More communication does not weaken a side's stance on its major principles",
                    "加强沟通并不削弱一方在重大原则上的立场",
                    "加強溝通並不削弱一方在重大原則上的立場",
                ],
            ),
            status: Status::Proposed,
            origin: look.proposed_by(look.asteria()),
            per: per(&["Huo Jianguo, 2017"]),
        },
    ]
}

fn cards(look: Look) -> Vec<ListCard> {
    let card = |slug, counts: &[(Status, usize)]| ListCard {
        list: look.list(slug),
        counts: counts.to_vec(),
        total: counts.iter().map(|(_, n)| n).sum(),
    };
    vec![
        card(
            "dialogues",
            &[
                (Status::Proposed, 16),
                (Status::InEffect, 3),
                (Status::Deferred, 1),
            ],
        ),
        card(
            "cooperation",
            &[
                (Status::Proposed, 14),
                (Status::InEffect, 4),
                (Status::Suspended, 1),
            ],
        ),
        card(
            "differences",
            &[
                (Status::Proposed, 20),
                (Status::Rivals, 1),
                (Status::InEffect, 2),
            ],
        ),
    ]
}

fn home(look: Look) -> HomePage {
    let line = |number, words, days| WaitingItem {
        item: look.item(number, words),
        since: NOW - days * DAY,
    };
    let columns = look
        .parties()
        .into_iter()
        .map(|party| {
            if party.letter == "A" {
                WaitingColumn {
                    party,
                    n: 3,
                    lines: vec![
                        line("D 14", CRISIS, 9),
                        line("C 6", PEOPLE, 4),
                        line("M 6", TRADE, 1),
                    ],
                }
            } else {
                WaitingColumn {
                    party,
                    n: 2,
                    lines: vec![line("D 17", TRACK2, 12), line("C 5", CLIMATE, 3)],
                }
            }
        })
        .collect();
    let did = |key: &str, party: &Party| look.l().ta(key, &[("party", (&party.name).into())]);
    let recent = |party: Party, key: &str, item, hours: i64, entry: &str| Recent {
        at: NOW - hours * 3_600_000,
        did: did(key, &party),
        party,
        item,
        entry: entry.into(),
    };
    HomePage {
        frame: look.frame(Section::Relationship, &look.l().t("relationship-title")),
        name: Words::new(
            look.lang.tag(),
            &look.pick([
                "A Track 2 dialogue on the three lists",
                "关于三份清单的二轨对话",
                "關於三份清單的二軌對話",
            ]),
        ),
        founded: NOW - 540 * DAY,
        members: look
            .parties()
            .into_iter()
            .map(|party| Member {
                party,
                facilitator: false,
            })
            .chain([Member {
                party: look.corvus(),
                facilitator: true,
            }])
            .collect(),
        witnesses: Vec::new(),
        counts: Counts {
            items: 62,
            in_effect: 9,
        },
        waiting: columns,
        lists: cards(look),
        principles: PrinciplesDigest {
            counts: vec![(Status::Proposed, 19), (Status::InEffect, 1)],
            total: 20,
            first: principles(look),
        },
        recent: vec![
            recent(
                look.borealis(),
                "framework-history-agreed",
                look.item("C 8", CLIMATE),
                3,
                "B-611",
            ),
            recent(
                look.asteria(),
                "framework-history-proposed",
                look.item("D 14", CRISIS),
                30,
                "A-593",
            ),
            recent(
                look.borealis(),
                "framework-history-suspended",
                look.item("C 6", PEOPLE),
                70,
                "B-610",
            ),
            recent(
                look.asteria(),
                "framework-history-declined",
                look.item("M 6", TRADE),
                90,
                "A-592",
            ),
        ],
    }
}

fn waiting(look: Look) -> WaitingPage {
    let line = |number, words, list, status, days| WaitingLine {
        item: look.item(number, words),
        list: look.list(list),
        by: look.other(),
        cancel: (number == "M 3").then(|| format!("{BASE}/waiting/{}/cancel", hex(3))),
        status,
        since: NOW - days * DAY,
    };
    WaitingPage {
        shared: vec![SharedLine {
            what: look.l().t("framework-act-agree"),
            item: None,
            by: vec![look.person_of(&look.own()).name],
            lacks: 1,
            since: NOW - DAY,
            sign: Some(format!("{BASE}/waiting/00/countersign")),
            take_back: format!("{BASE}/waiting/00/take-back"),
        }],
        frame: look.frame(Section::Waiting, &look.l().t("waiting-title")),
        groups: vec![
            WaitingGroup {
                kind: WaitingFor::Answer,
                lines: vec![
                    line("D 14", CRISIS, "dialogues", Status::Proposed, 9),
                    line("C 6", PEOPLE, "cooperation", Status::Proposed, 4),
                ],
            },
            WaitingGroup {
                kind: WaitingFor::Rival,
                lines: vec![line("M 6", TRADE, "differences", Status::Rivals, 1)],
            },
            WaitingGroup {
                kind: WaitingFor::Pending,
                lines: vec![line("M 3", VALUES, "differences", Status::Rivals, 0)],
            },
        ],
        given_up: vec![GivenUpLine {
            item: look.item("D 17", TRACK2),
            text: look.other().name,
            signer: look.person_of(&look.own()).name,
            why: look.l().t("waiting-given-up-overtaken"),
            next: look.l().t("waiting-given-up-overtaken-next"),
            at: NOW - DAY,
            action: format!("{BASE}/waiting/{}/read", hex(9)),
        }],
        drafts: vec![DraftLine {
            what: look.l().t("framework-act-amend"),
            item: Some(look.item("C 5", CLIMATE)),
            href: format!("{BASE}/item/{}/amend", hex(5)),
            form: format!("item/{}/amend", hex(5)),
            at: NOW - DAY,
        }],
        with_others: vec![WithOther {
            party: look.other().name,
            n: 2,
            since: NOW - 12 * DAY,
        }],
    }
}

fn list_page(look: Look, n: usize) -> ListPage {
    let row = |i: usize| {
        let words = [TRADE, VALUES, CRISIS, PEOPLE, CLIMATE, TRACK2][i % 6];
        let status = [
            Status::Proposed,
            Status::Rivals,
            Status::InEffect,
            Status::Suspended,
            Status::Deferred,
            Status::Declined,
        ][i % 6];
        ItemRow {
            item: look.item(&format!("M {}", i + 1), words),
            status,
            turn: match i % 6 {
                0 | 1 => Turn::Reader,
                3 | 4 => Turn::Others(vec![look.other().name]),
                _ => Turn::Nobody,
            },
            by: if i.is_multiple_of(2) {
                look.asteria()
            } else {
                look.borealis()
            },
            per: per(&[[PER_WU, PER_ZHENG, PER_SUN][i % 3]]),
            agreed: 1 + (i % 6 == 2) as usize,
            required: 2,
            positions: if i.is_multiple_of(3) {
                look.parties()
            } else {
                Vec::new()
            },
            since: NOW - (i as i64 * 13 % 300) * DAY,
        }
    };
    let lists = cards(look);
    ListPage {
        areas: Vec::new(),
        in_area: 0,
        frame: look.frame(Section::Framework, &lists[2].list.name),
        list: lists[2].list.clone(),
        counts: lists[2].counts.clone(),
        total: n,
        lists,
        q: String::new(),
        status: None,
        rows: (0..n).map(row).collect(),
        may_propose: true,
        may_suspend: true,
    }
}

fn history(look: Look) -> Vec<HistoryLine> {
    let line = |party: Party, key: &str, days: i64, n: u32, words: Option<Words>| HistoryLine {
        at: NOW - days * DAY,
        did: look.l().ta(
            key,
            &[
                ("party", (&party.name).into()),
                ("date", (&look.l().date(NOW + 20 * DAY)).into()),
            ],
        ),
        person: look.person_of(&party),
        words,
        entry: format!("{}-{n}", party.letter),
        hash: hex(n as u8)[..8].to_owned(),
        href: format!("{BASE}/record/{}-{n}", party.letter),
        party,
    };
    vec![
        line(
            look.asteria(),
            "framework-history-deferred",
            2,
            598,
            Some(Words::new(
                "en",
                "After the working group has met in Singapore.",
            )),
        ),
        line(look.borealis(), "framework-history-proposed", 9, 607, None),
    ]
}

fn positions(look: Look) -> Vec<PositionColumn> {
    look.parties()
        .into_iter()
        .map(|party| {
            let first = party.letter == "A";
            let position = |replaced, days| Position {
                erased: Vec::new(),
                versions: if first {
                    vec![Version {
                        lang: "en".into(),
                        title: String::new(),
                        paragraphs: vec!["Structural; better treated item by item in the working group than by one target figure.".into()],
                        authentic: true,
                    }]
                } else {
                    vec![
                        Version {
                            lang: "zh-Hans".into(),
                            title: String::new(),
                            paragraphs: vec!["由不对等的贸易措施造成；应以市场准入作为优先议题。".into()],
                            authentic: true,
                        },
                        Version {
                            lang: "en".into(),
                            title: String::new(),
                            paragraphs: vec!["Caused by unequal measures; market access should come first.".into()],
                            authentic: false,
                        },
                    ]
                },
                at: NOW - days * DAY,
                person: look.person_of(&party),
                entry: format!("{}-88", party.letter),
                href: format!("{BASE}/record/{}-88", party.letter),
                replaced,
            };
            let positions = if first { vec![position(false, 40), position(true, 200)] } else { vec![position(false, 60)] };
            PositionColumn { party, positions }
        })
        .collect()
}

fn offer(act: Act, main: bool) -> ActOffer {
    ActOffer {
        main,
        ..ActOffer::new(act, &hex(3), &hex(4))
    }
}

fn source() -> Source {
    Source {
        label: PER_WU.into(),
        full: Words::new(
            "en",
            "Wu Shicun, “Track 2 dialogue can help improve Sino-US ties”, ICAS, first published by China Daily, 18 June 2023. Commentary.",
        ),
    }
}

fn answerable(look: Look) -> Vec<Choice> {
    let words = format!(
        "{} 595 · {}",
        look.other().letter,
        look.l().date(NOW - 8 * DAY)
    );
    vec![Choice {
        value: hex(13),
        words,
        chosen: false,
    }]
}

fn item_for_discussion(look: Look) -> ItemPage {
    ItemPage {
        status: Status::ForDiscussion,
        turn: Turn::Nobody,
        proposed: Vec::new(),
        acts: vec![
            offer(Act::Propose, false),
            offer(Act::Position, false),
            offer(Act::Defer, false),
        ],
        ..item_proposed(look)
    }
}

fn item_proposed(look: Look) -> ItemPage {
    let by = look.borealis();
    ItemPage {
        frame: look.frame(Section::Framework, CRISIS[look.lang as usize]),
        list: look.list("dialogues"),
        item: look.item("D 14", CRISIS),
        status: Status::Proposed,
        turn: Turn::Reader,
        since: NOW - 9 * DAY,
        origin: look.proposed_by(by.clone()),
        sources: vec![source()],
        marks: vec![look.pick(["invented for the demo", "为演示虚构", "為示範虛構"])],
        area: look.pick(["the sea", "海洋", "海洋"]),
        standing: None,
        brought_in: vec![BroughtIn {
            by: look.asteria(),
            at: NOW - 40 * DAY,
            sources: vec![source()],
            versions: look.versions(CRISIS, CRISIS_TEXT),
            erased: Vec::new(),
            entry: "A-31".into(),
            href: format!("{BASE}/record/A-31"),
        }],
        gave_way: false,
        answerable: answerable(look),
        proposed: vec![look.text(
            by.clone(),
            TextKind::New,
            Status::Proposed,
            if look.asteria {
                vec![Stance::Silent, Stance::Agreed(look.signed(&by, 9, 607))]
            } else {
                vec![Stance::Agreed(look.signed(&by, 9, 607)), Stance::Silent]
            },
        )],
        past: Vec::new(),
        positions: positions(look),
        acts: vec![
            offer(Act::Agree, true),
            offer(Act::Decline, false),
            offer(Act::Defer, false),
            offer(Act::Amend, false),
            offer(Act::Move, false),
            offer(Act::Position, false),
        ],
        holds: Vec::new(),
        history: history(look),
        kept: None,
        links: vec![Link {
            kind: look.pick(["is talked about in", "在此讨论", "在此討論"]),
            by: look.borealis(),
            item: look.item("D 17", TRACK2),
        }],
    }
}

fn item_rivals(look: Look) -> ItemPage {
    let ours = look.text(
        look.own(),
        TextKind::Amend,
        Status::Rivals,
        vec![
            Stance::Agreed(look.signed(&look.own(), 9, 607)),
            Stance::Silent,
        ],
    );
    let theirs = Text {
        id: hex(9),
        ..look.text(
            look.other(),
            TextKind::Amend,
            Status::Rivals,
            vec![
                Stance::Declined(
                    look.signed(&look.own(), 1, 609),
                    Some(Words::new("en", "The working group has not met.")),
                ),
                Stance::Agreed(look.signed(&look.other(), 8, 595)),
            ],
        )
    };
    let mut standing = look.text(
        look.asteria(),
        TextKind::New,
        Status::InEffect,
        vec![
            Stance::Agreed(look.signed(&look.own(), 300, 12)),
            Stance::Agreed(look.signed(&look.other(), 299, 14)),
        ],
    );
    standing.id = hex(11);
    let past = Text {
        status: Status::Declined,
        ..standing.clone()
    };
    ItemPage {
        frame: Frame {
            notice: Some(Notice {
                what: look.l().t("check-done"),
                next: Some(look.l().ta(
                    "check-done-waiting",
                    &[("party", (&look.other().name).into())],
                )),
            }),
            ..look.frame(Section::Framework, TRADE[look.lang as usize])
        },
        list: look.list("differences"),
        item: look.item("M 6", TRADE),
        status: Status::Rivals,
        origin: look.proposed_by(look.asteria()),
        standing: Some(standing),
        proposed: vec![ours, theirs],
        past: vec![past],
        acts: vec![
            ActOffer {
                target: look.pick([
                    "Borealis’s text of 13 November 2026",
                    "北极光2026年11月13日的案文",
                    "北極光2026年11月13日的案文",
                ]),
                ..offer(Act::AcceptTheirs, true)
            },
            offer(Act::Release, false),
            ActOffer {
                open: true,
                ..offer(Act::Suspend, false)
            },
            offer(Act::Withdraw, false),
            offer(Act::Conclude, false),
            offer(Act::ProposeAgain, false),
        ],
        holds: vec![Hold {
            party: look.borealis(),
            what: look.l().ta(
                "framework-hold-suspended",
                &[
                    ("party", (&look.borealis().name).into()),
                    ("date", (&look.l().date(NOW - 70 * DAY)).into()),
                ],
            ),
            reason: Some(Words::new(
                "zh-Hans",
                "在有关措施撤销之前，暂停本领域的磋商。",
            )),
            answers: Some((
                "A-588 · 3 November 2026".into(),
                format!("{BASE}/record/A-588"),
            )),
            also: 4,
        }],
        ..item_proposed(look)
    }
}

fn item_contested(look: Look) -> ItemPage {
    ItemPage {
        status: Status::Contested,
        turn: Turn::Others(vec![look.other().name]),
        acts: vec![offer(Act::Position, false)],
        ..item_rivals(look)
    }
}

fn item_error(look: Look) -> ItemPage {
    let mut page = item_proposed(look);
    let decline = page
        .acts
        .iter_mut()
        .find(|offer| offer.act == Act::Decline)
        .expect("it is offered");
    decline.open = true;
    let field = decline.reason_id();
    page.frame.errors = vec![FieldError {
        field,
        what: look.pick([
            "Give the reason why you decline. It stands as the words of your party.",
            "请填写不接受的理由。理由将作为贵方之言。",
            "請填寫不接受的理由。理由將作為貴方之言。",
        ]),
    }];
    page
}

fn propose(look: Look, wrong: bool) -> ProposePage {
    let mut frame = look.frame(Section::Framework, &look.l().t("framework-form-propose"));
    if wrong {
        let what = look.pick([
            "Give the title in at least one language.",
            "请至少用一种语文填写标题。",
            "請至少用一種語文填寫標題。",
        ]);
        frame.errors = vec![FieldError {
            field: format!("title-{}", look.lang.tag()),
            what,
        }];
    }
    let mut langs = vec![look.lang];
    langs.extend(Lang::ALL.into_iter().filter(|lang| *lang != look.lang));
    ProposePage {
        cites: Vec::new(),
        frame,
        act: Act::Propose,
        action: format!("{BASE}/propose"),
        back: format!("{BASE}/framework"),
        item: None,
        standing: None,
        base: String::new(),
        lists: cards(look).into_iter().map(|card| card.list).collect(),
        list: "dialogues".into(),
        areas: [["trade", "贸易", "貿易"], ["the sea", "海洋", "海洋"]]
            .map(|words| Choice {
                value: words[0].into(),
                words: look.pick(words),
                chosen: false,
            })
            .to_vec(),
        offers_discussion: true,
        for_discussion: true,
        source: String::new(),
        citation: String::new(),
        drafts: langs
            .into_iter()
            .map(|lang| Draft {
                lang: lang.tag().into(),
                title: String::new(),
                text: if wrong {
                    CRISIS_TEXT[lang as usize].join("\n\n")
                } else {
                    String::new()
                },
                authentic: lang != Lang::ZhHant,
            })
            .collect(),
    }
}

fn amend(look: Look) -> ProposePage {
    let mut page = propose(look, false);
    page.frame.title = look.l().t("framework-form-amend");
    page.act = Act::Amend;
    page.offers_discussion = false;
    page.lists = Vec::new();
    page.action = format!("{BASE}/item/00003def/amend");
    page.item = Some(look.item("D 14", CRISIS));
    page.standing = item_rivals(look).standing;
    for draft in &mut page.drafts {
        let at = Lang::ALL
            .into_iter()
            .position(|lang| lang.tag() == draft.lang)
            .unwrap_or(0);
        draft.title = CRISIS[at].into();
        draft.text = CRISIS_TEXT[at].join("\n\n");
    }
    page
}

fn check(look: Look, passphrase: bool) -> CheckPage {
    let mut frame = look.frame(Section::Framework, &look.l().t("check-title"));
    frame.events = None;
    if passphrase {
        frame.demo = false;
        frame.errors = vec![FieldError {
            field: "passphrase".into(),
            what: look.pick([
                "This is not the password of your key. Nothing was signed.",
                "密码不正确。未作任何签署。",
                "密碼不正確。未作任何簽署。",
            ]),
        }];
    }
    CheckPage {
        areas: Vec::new(),
        cites: Vec::new(),
        frame,
        act: Act::Agree,
        item: Some(look.item("D 14", CRISIS)),
        items: Vec::new(),
        list: String::new(),
        versions: look.versions(CRISIS, CRISIS_TEXT),
        withdrawn: Vec::new(),
        reason: None,
        answers: None,
        sources: Vec::new(),
        until: None,
        digest: hex(21),
        changes: Vec::new(),
        newcomers: Vec::new(),
        readers: vec![
            Reader {
                name: look.own().name,
                role: look.l().t("relationship-member-party"),
            },
            Reader {
                name: look.other().name,
                role: look.l().t("relationship-member-party"),
            },
            Reader {
                name: look.corvus().name,
                role: look.l().t("relationship-member-facilitator"),
            },
        ],
        effect: Effect::InEffect,
        person: look.person_of(&look.own()),
        party: look.own(),
        asks_passphrase: passphrase,
        hidden: vec![
            ("act".into(), "agree".into()),
            ("text".into(), hex(3)),
            ("digest".into(), hex(21)),
        ],
        back: Back::Link(format!("{BASE}/item/00003def")),
    }
}

fn check_suspend(look: Look) -> CheckPage {
    CheckPage {
        act: Act::Suspend,
        item: None,
        items: vec![look.item("C 5", CLIMATE), look.item("C 6", PEOPLE)],
        versions: Vec::new(),
        withdrawn: Vec::new(),
        reason: Some(Words::new(
            "en",
            "Until the measures of 3 November are withdrawn.",
        )),
        answers: Some("B-588 · 3 November 2026".into()),
        effect: Effect::OneSided,
        back: Back::Form(format!("{BASE}/suspend")),
        ..check(look, false)
    }
}

fn suspend(look: Look) -> SuspendPage {
    let line = |number, words, ticked| SuspendLine {
        item: look.item(number, words),
        status: Status::InEffect,
        since: NOW - 200 * DAY,
        text: hex(3),
        ticked,
        ring_fenced: ticked,
    };
    let mut frame = look.frame(Section::Framework, &look.l().t("framework-suspend-many"));
    frame.errors = vec![FieldError {
        field: "reason".into(),
        what: look.pick(["Give a reason.", "请填写理由。", "請填寫理由。"]),
    }];
    SuspendPage {
        frame,
        groups: vec![
            SuspendGroup {
                list: look.list("dialogues"),
                items: vec![line("D 14", CRISIS, false), line("D 17", TRACK2, false)],
            },
            SuspendGroup {
                list: look.list("cooperation"),
                items: vec![line("C 5", CLIMATE, true), line("C 6", PEOPLE, false)],
            },
        ],
        reason: String::new(),
        reason_lang: String::new(),
        answerable: answerable(look),
        back: format!("{BASE}/framework"),
    }
}

fn logs(look: Look) -> Vec<LogHead> {
    look.parties()
        .into_iter()
        .map(|party| LogHead {
            size: if party.letter == "A" { 593 } else { 611 },
            head: hex(if party.letter == "A" { 7 } else { 8 }),
            held_by: vec![
                Holder {
                    name: if party.own {
                        look.other().name
                    } else {
                        look.own().name
                    },
                    size: 700,
                    witness: false,
                },
                Holder {
                    name: look.corvus().name,
                    size: 590,
                    witness: true,
                },
            ],
            party,
        })
        .collect()
}

fn entry_row(look: Look, i: u64) -> EntryRow {
    let party = if i.is_multiple_of(2) {
        look.asteria()
    } else {
        look.borealis()
    };
    EntryRow {
        number: format!("{}-{}", party.letter, 611 - i),
        href: format!("{BASE}/record/{}-{}", party.letter, 611 - i),
        at: NOW - i as i64 * 7_000_000,
        person: look.person_of(&party),
        kind: [
            look.pick(["Assent", "同意", "同意"]),
            look.pick(["Proposal", "提案", "提案"]),
            look.pick(["Position", "立场", "立場"]),
            look.pick(["Full powers", "全权证书", "全權證書"]),
        ][i as usize % 4]
            .clone(),
        title: [Some(CRISIS), Some(TRADE), Some(PEOPLE), None][i as usize % 4]
            .map(|words| Words::new(look.lang.tag(), words[look.lang as usize])),
        hash: hex(i as u8 + 40),
        void: (i == 5).then(|| {
            look.l().ta(
                "record-entry-without-effect",
                &[(
                    "reason",
                    (&look.pick([
                        "the powers had been revoked",
                        "全权证书已撤销",
                        "全權證書已撤銷",
                    ]))
                        .into(),
                )],
            )
        }),
        party,
    }
}

fn record(look: Look) -> RecordPage {
    RecordPage {
        frame: look.frame(Section::Record, &look.l().t("record-title")),
        logs: logs(look),
        parties: look.parties(),
        party: String::new(),
        kinds: vec![("assent".into(), look.pick(["Assent", "同意", "同意"]))],
        kind: String::new(),
        q: String::new(),
        differs: false,
        rows: (0..12).map(|i| entry_row(look, i)).collect(),
        total: 1204,
        newer: None,
        older: Some(format!("{BASE}/record?before=599")),
    }
}

fn differs(look: Look) -> DiffersPage {
    let head = |size, seed, signed| Head {
        size,
        root: hex(seed),
        signed,
    };
    DiffersPage {
        frame: look.frame(Section::Record, &look.l().t("record-differs-title")),
        forks: vec![Fork {
            party: look.other(),
            healed: false,
            found: Some(NOW - DAY),
            same: Some("B-598".into()),
            latest: "B-604".into(),
            held: head(604, 3, None),
            others: vec![head(604, 5, Some(NOW - DAY))],
            entries: (0..3).map(|i| entry_row(look, 2 * i + 1)).collect(),
            both_here: false,
            more: 0,
        }],
    }
}

fn entry(look: Look) -> EntryPage {
    let row = entry_row(look, 1);
    EntryPage {
        frame: look.frame(Section::Record, &row.number),
        item: Some(look.item("M 6", TRADE)),
        verdict: look.pick(["Valid: it counts.", "有效。", "有效。"]),
        statement: hex(61),
        bytes: hex(62).repeat(9),
        fields: vec![
            ("version".into(), "1".into()),
            ("kind".into(), "2".into()),
            ("nonce".into(), hex(2)[..32].into()),
        ],
        signatures: vec![SignatureLine {
            person: row.person.clone(),
            algorithm: "Ed25519".into(),
            key: hex(71),
            bytes: hex(72).repeat(2),
            good: true,
        }],
        seen: vec![SeenLine {
            party: look.asteria(),
            size: 592,
            root: hex(80),
        }],
        held_by: vec![
            HeldLine {
                party: look.asteria(),
                at: Some(NOW - DAY),
                witness: false,
            },
            HeldLine {
                party: look.corvus(),
                at: None,
                witness: true,
            },
        ],
        payloads: vec![Payload {
            media_type: "text/plain".into(),
            size: 1310,
            commitment: hex(90),
            words: Some(Words::new("en", CRISIS_TEXT[0][0])),
            erased: None,
            ticked: false,
        }],
        may_ask: true,
        basis: String::new(),
        basis_lang: String::new(),
        answers: vec![("A-590".into(), format!("{BASE}/record/A-590"))],
        previous: Some(format!("{BASE}/record/B-609")),
        next: Some(format!("{BASE}/record/B-611")),
        row,
    }
}

fn verify(look: Look, outcome: Outcome) -> VerifyPage {
    VerifyPage {
        frame: look.frame(Section::Record, &look.l().t("record-verify-heading")),
        outcome,
        logs: logs(look),
    }
}

fn six() -> Vec<String> {
    [
        "granite", "lantern", "orchard", "velvet", "compass", "harvest",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn delegates(look: Look) -> DelegatesPage {
    let power = |name: &str| look.l().t(&format!("settings-power-{name}"));
    let delegate = |id: &str, person, revoked, you| Delegate {
        id: id.into(),
        person,
        may: ["propose", "assent", "say"].map(power).to_vec(),
        since: NOW - 500 * DAY,
        until: Some(NOW + 200 * DAY),
        revoked,
        you,
        key: hex(33),
        entry: "A-2".into(),
        href: format!("{BASE}/record/A-2"),
        together: None,
        took_over: you.then(|| "Ida Holm".to_owned()),
        handed_to: (!you).then(|| look.person_of(&look.own()).name),
    };
    DelegatesPage {
        frame: look.frame(Section::Settings, &look.l().t("settings-delegates-heading")),
        delegates: vec![
            delegate("d1", look.person_of(&look.own()), None, true),
            delegate(
                "d2",
                Person {
                    name: "Ida Holm".into(),
                    office: look.pick(["research fellow", "研究员", "研究員"]),
                },
                Some(NOW - 30 * DAY),
                false,
            ),
        ],
        may_accredit: true,
        successors: vec![("ida".into(), "Ida Holm".into())],
        handing: String::new(),
        to: String::new(),
        typed: Accreditation::default(),
    }
}

fn peers(look: Look) -> PeersPage {
    let frame = look.frame(Section::Settings, &look.l().t("settings-peers-heading"));
    let line = |i: usize, compared| PeerLine {
        id: format!("p{i}"),
        peer: frame.peers[i].clone(),
        words: six(),
        compared,
        address: "https://node.example:7443".into(),
        last_seen: Some(NOW - 40 * 60_000),
        paused: false,
    };
    PeersPage {
        peers: vec![line(0, true), line(1, false)],
        invitation: Some(Invitation {
            name: "Corvus".into(),
            text: format!("detente:invite:{}", hex(5).repeat(3)),
            words: six(),
            until: NOW + DAY,
        }),
        typed_name: String::new(),
        typed_invitation: String::new(),
        frame,
    }
}

fn first_run(look: Look) -> FirstRunPage {
    let task = |kind, state| Task {
        kind,
        state,
        href: "/settings/party".into(),
    };
    FirstRunPage {
        frame: Frame {
            base: String::new(),
            demo: false,
            waiting: 0,
            peers: Vec::new(),
            ..look.frame(
                Section::Relationship,
                &look.l().t("relationship-start-heading"),
            )
        },
        tasks: vec![
            task(TaskKind::Name, TaskState::Done),
            task(TaskKind::Key, TaskState::Now),
            task(TaskKind::Peer, TaskState::Now),
            task(TaskKind::Item, TaskState::Later),
        ],
    }
}

fn pages(look: Look) -> Vec<(&'static str, String)> {
    let l = look.l();
    let render = |page: &dyn askama::DynTemplate| {
        page.dyn_render().expect("a template of plain data renders")
    };
    let login = |wrong: bool| LoginPage {
        frame: Frame {
            errors: if wrong {
                vec![FieldError {
                    field: "name".into(),
                    what: l.t("login-failed"),
                }]
            } else {
                Vec::new()
            },
            demo: false,
            ..look.outside(&l.t("login-title"))
        },
        party: look.own().name,
        name: if wrong { "lena".into() } else { String::new() },
        to: "/".into(),
    };
    let link = |person| LinkPage {
        frame: look.outside(&l.t("login-link-title")),
        party: look.own().name,
        person,
        action: "/link/3f9a".into(),
        until: Some(NOW + 7 * DAY),
    };
    let trouble = |trouble: Trouble, reference: &str| ErrorPage {
        frame: look.frame(Section::Elsewhere, &l.t(trouble.key())),
        trouble,
        reference: reference.into(),
        detail: String::new(),
        back: BASE.into(),
        again: None,
    };
    let whole = Outcome::Whole {
        entries: 1204,
        at: NOW,
        behind: vec![(look.corvus().name, 1180)],
    };
    let fault = Outcome::Fault {
        entry: "A-17".into(),
        party: look.other().name,
        fault: l.t("record-verify-fault-bytes"),
        at: NOW,
    };
    let empty_home = HomePage {
        counts: Counts::default(),
        waiting: look
            .parties()
            .into_iter()
            .map(|party| WaitingColumn {
                party,
                n: 0,
                lines: Vec::new(),
            })
            .collect(),
        principles: PrinciplesDigest {
            counts: Vec::new(),
            total: 0,
            first: Vec::new(),
        },
        recent: Vec::new(),
        ..home(look)
    };
    let empty_list = ListPage {
        rows: Vec::new(),
        total: 0,
        counts: Vec::new(),
        ..list_page(look, 1)
    };
    let filtered = ListPage {
        q: "zzz".into(),
        rows: Vec::new(),
        status: Some(Status::Proposed),
        ..list_page(look, 9)
    };
    let empty_waiting = WaitingPage {
        groups: Vec::new(),
        ..waiting(look)
    };
    vec![
        ("home", render(&home(look))),
        ("home-empty", render(&empty_home)),
        ("waiting", render(&waiting(look))),
        ("waiting-empty", render(&empty_waiting)),
        (
            "framework",
            render(&FrameworkPage {
                frame: look.frame(Section::Framework, &l.t("framework-title")),
                principles: principles(look),
                lists: cards(look),
                notes: 12,
                may_propose: true,
            }),
        ),
        ("list", render(&list_page(look, 12))),
        ("list-200", render(&list_page(look, 200))),
        ("list-empty", render(&empty_list)),
        ("list-no-match", render(&filtered)),
        ("item", render(&item_proposed(look))),
        ("item-discussion", render(&item_for_discussion(look))),
        ("item-rivals", render(&item_rivals(look))),
        ("item-error", render(&item_error(look))),
        ("propose", render(&propose(look, false))),
        ("propose-error", render(&propose(look, true))),
        ("amend", render(&amend(look))),
        (
            "move",
            render(&ProposePage {
                act: Act::Move,
                lists: propose(look, false).lists,
                areas: Vec::new(),
                ..amend(look)
            }),
        ),
        (
            "position",
            render(&ProposePage {
                act: Act::Position,
                areas: Vec::new(),
                standing: None,
                ..amend(look)
            }),
        ),
        ("check", render(&check(look, false))),
        ("check-passphrase", render(&check(look, true))),
        ("check-suspend", render(&check_suspend(look))),
        ("suspend", render(&suspend(look))),
        ("record", render(&record(look))),
        ("entry", render(&entry(look))),
        ("differs", render(&differs(look))),
        ("item-contested", render(&item_contested(look))),
        ("verify", render(&verify(look, whole))),
        ("verify-fault", render(&verify(look, fault))),
        ("verify-not-run", render(&verify(look, Outcome::NotRun))),
        (
            "settings",
            render(&YouPage {
                frame: look.frame(Section::Settings, &l.t("settings-you")),
                person: look.person_of(&look.own()),
                may: ["propose", "assent"]
                    .map(|name| l.t(&format!("settings-power-{name}")))
                    .to_vec(),
                has_password: true,
                asks_current: true,
            }),
        ),
        (
            "settings-party",
            render(&PartyPage {
                frame: look.frame(Section::Settings, &l.t("settings-party-heading")),
                names: vec![
                    Words::new("en", "Asteria Institute"),
                    Words::new("zh-Hans", "星社研究所"),
                    Words::new("zh-Hant", "星社研究所"),
                ],
                letter: "A".into(),
                id: hex(50),
                words: six(),
                keys: vec![
                    KeyLine {
                        role: look.pick(["Root key", "根密钥", "根密鑰"]),
                        algorithm: "Ed25519".into(),
                        fingerprint: hex(51),
                        since: NOW - 500 * DAY,
                        backed_up: Some(NOW - 499 * DAY),
                    },
                    KeyLine {
                        role: look.pick(["Node key", "节点密钥", "節點密鑰"]),
                        algorithm: "Ed25519".into(),
                        fingerprint: hex(52),
                        since: NOW - 500 * DAY,
                        backed_up: None,
                    },
                ],
            }),
        ),
        ("settings-delegates", render(&delegates(look))),
        ("settings-peers", render(&peers(look))),
        ("login", render(&login(false))),
        ("login-error", render(&login(true))),
        ("link", render(&link(Some(look.person_of(&look.own()))))),
        ("link-used", render(&link(None))),
        ("first-run", render(&first_run(look))),
        ("error-404", render(&trouble(Trouble::NotFound, ""))),
        (
            "error-500",
            render(&trouble(Trouble::Fault, "2026-11-21T08:54:00Z/7f3a")),
        ),
    ]
    .into_iter()
    .chain(states::pages(look))
    .collect()
}

fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let folder =
        target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target"));
    folder.join("preview")
}

#[test]
fn every_page_renders_in_every_language_without_a_missing_word() {
    let folder = folder();
    let _ = fs::remove_dir_all(folder.join("static"));
    fs::create_dir_all(folder.join("static")).expect("the target folder can be written");
    for asset in web::assets::all() {
        fs::write(folder.join(asset.url.trim_start_matches('/')), &asset.bytes)
            .expect("it can be written");
    }
    for lang in Lang::ALL {
        for (name, html) in pages(Look {
            lang,
            asteria: true,
        }) {
            let place = format!("{name} in {}", lang.tag());
            assert!(!html.contains('⟦'), "{place}: {}", around(&html, '⟦'));
            for banned in [
                "<style",
                "style=",
                "<script>",
                "javascript:",
                " onclick",
                " onsubmit",
            ] {
                assert!(!html.contains(banned), "{place} has {banned}");
            }
            assert_eq!(
                html.matches("<h1").count(),
                1,
                "{place} has one first heading"
            );
            assert!(html.len() < 150 * 1024, "{place} has {} bytes", html.len());
            fs::write(folder.join(format!("{name}.{}.html", lang.tag())), html)
                .expect("it can be written");
        }
    }
}

fn around(html: &str, mark: char) -> String {
    html.split(mark)
        .skip(1)
        .map(|rest| rest.chars().take(40).collect::<String>())
        .collect::<Vec<_>>()
        .join(" | ")
}

/// Both seats read the same characters in another order. Pages that speak to one side alone are left out.
#[test]
fn both_seats_see_the_same_lists_and_the_same_record() {
    for lang in Lang::ALL {
        let of = |asteria| pages(Look { lang, asteria });
        for ((name, a), (_, b)) in of(true).into_iter().zip(of(false)) {
            if ["home", "home-empty", "framework"].contains(&name) {
                let sorted = |html: &str| {
                    let main = html
                        .split("<main")
                        .nth(1)
                        .expect("a page has a main part")
                        .to_owned();
                    let mut chars: Vec<char> = main
                        .replace(" id=\"waiting-own\"", "")
                        .chars()
                        .filter(|c| !c.is_whitespace())
                        .collect();
                    chars.sort_unstable();
                    chars
                };
                assert_eq!(sorted(&a), sorted(&b), "{name} in {}", lang.tag());
            }
        }
    }
}

#[test]
fn a_contested_item_says_why_it_rests_and_leads_to_what_was_found() {
    for (lang, means) in [
        (
            Lang::En,
            "the item rests until that party has healed its log, and then until a text settles it.",
        ),
        (
            Lang::ZhHans,
            "在该方弥合其日志、继而由一份案文了结此事之前，本事项暂且搁置。",
        ),
        (
            Lang::ZhHant,
            "在該方彌合其日誌、繼而由一份案文了結此事之前，本事項暫且擱置。",
        ),
    ] {
        let look = Look {
            lang,
            asteria: true,
        };
        let page = item_contested(look);
        assert!(page.main_act().is_none(), "nothing is to be signed on it");
        let html = askama::Template::render(&page).expect("plain data");
        let head = html.split_once("id=\"standing\"").expect("a head").1;
        let head = head.split_once("</div>").expect("it ends").0;
        for words in [means, "tag-contested", "/record/differs\""] {
            assert!(head.contains(words), "{words} in {head}");
        }
    }
}
