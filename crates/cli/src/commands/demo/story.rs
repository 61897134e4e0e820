//! The story so far: what the institutes brought in, agreed on, left open, put off, declined and suspended.
//!
//! Every step is an ordinary command of an invented person, sealed and replicated like any other.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use domain::command::Reason;
use domain::{About, Command, List, Mark, Subject, Target, Wording, Wordings};
use i18n::Lang;
use node::clock::{day_of, now_ms};
use record::{ObjectId, SpaceId, StatementId};

use super::super::import::submit;
use super::stage::Stage;

const ARTICLES: &[u8] = include_bytes!("../../../../../fixtures/example-framework.yaml");
const FORUM: &[u8] = include_bytes!("../../../../../fixtures/lanting-forum-2021.yaml");
const TRANSLATIONS: &[u8] = include_bytes!("../../../../../fixtures/translations.yaml");

const ASTERIA: usize = 0;
const BOREALIS: usize = 1;
const MERIDIAN: usize = 2;

/// Tells the story on a stage where nothing was said yet.
pub async fn tell(stage: &mut Stage) -> Result<()> {
    let space = stage.found().await?;
    stage.in_step(space).await?;
    let mut objects = bring_in(stage, space, ASTERIA, ARTICLES)?;
    objects.extend(bring_in(stage, space, BOREALIS, FORUM)?);
    stage.in_step(space).await?;
    let mut told = Story {
        stage,
        space,
        objects,
    };
    told.agreed().await?;
    told.open().await?;
    told.put_aside().await?;
    told.stage.in_step(space).await
}

fn bring_in(
    stage: &Stage,
    space: SpaceId,
    who: usize,
    yaml: &[u8],
) -> Result<BTreeMap<String, ObjectId>> {
    let plan = import::framework(yaml, Some(TRANSLATIONS))?;
    let player = &stage.players[who];
    submit(
        Lang::En.l(),
        stage.node(who),
        space,
        player.party,
        &plan,
        player
            .key
            .as_ref()
            .context("a key while the story is told")?,
    )
}

struct Story<'a> {
    stage: &'a mut Stage,
    space: SpaceId,
    objects: BTreeMap<String, ObjectId>,
}

impl Story<'_> {
    fn submit(&self, who: usize, command: Command) -> Result<StatementId> {
        let player = &self.stage.players[who];
        let key = player
            .key
            .as_ref()
            .context("a key while the story is told")?;
        let receipt =
            self.stage
                .node(who)
                .submit(self.space, player.party, command, key, now_ms())?;
        Ok(receipt
            .sealed
            .first()
            .context("a command seals something")?
            .0)
    }

    fn object(&self, id: &str) -> Result<ObjectId> {
        self.objects
            .get(id)
            .copied()
            .with_context(|| format!("the framework has no item {id}"))
    }

    /// The words under which an item was brought in; the institutes take both Chinese versions as authentic.
    fn words_of(&self, id: &str) -> Result<Wordings> {
        let object = self.object(id)?;
        let node = self.stage.node(ASTERIA);
        let at = node.read(&self.space, |state| {
            let item = state.relationship.item(&object)?;
            item.words_at(&state.relationship, &state.record)
        });
        let at = at.flatten();
        let at = at.with_context(|| format!("item {id} has words"))?;
        let mut words = node.words(&self.space, &at).wordings;
        for wording in &mut words.0 {
            wording.courtesy = false;
            wording.text = String::new();
        }
        Ok(words)
    }

    fn propose_item(&self, who: usize, id: &str) -> Result<StatementId> {
        self.propose_citing(who, id, Vec::new(), Vec::new())
    }

    fn propose_citing(
        &self,
        who: usize,
        id: &str,
        areas: Vec<ObjectId>,
        cites: Vec<ObjectId>,
    ) -> Result<StatementId> {
        let target = Target::Existing(self.object(id)?);
        let wordings = self.words_of(id)?;
        let about = About {
            areas,
            cites,
            marks: vec![Mark::InventedForTheDemo],
            ..About::default()
        };
        let command = Command::Propose {
            target,
            wordings,
            about,
        };
        self.submit(who, command)
    }

    /// Brings in an area: its party's until all agree to it.
    fn bring_in_area(&self, who: usize, names: [&str; 3]) -> Result<ObjectId> {
        let langs = ["en", "zh-Hans", "zh-Hant"];
        let [en, hans, hant] = [0, 1, 2].map(|n| (langs[n], names[n], ""));
        let command = Command::BringIn {
            subject: Subject::Area,
            list: None,
            wordings: words([en, hans, hant]),
            about: About {
                marks: vec![Mark::InventedForTheDemo],
                ..About::default()
            },
        };
        let statement = self.submit(who, command)?;
        let object = self.stage.node(who).read(&self.space, |state| {
            let areas = domain::area::areas(&state.relationship, &state.record);
            let brought =
                |item: &&domain::Item| item.brought_in.iter().any(|one| one.statement == statement);
            let mut areas = areas.into_iter().map(|(item, _)| item);
            areas.find(brought).map(|item| item.object)
        });
        object.flatten().context("the area was brought in")
    }

    async fn agree_on(&self, first: usize, second: usize, id: &str) -> Result<StatementId> {
        let text = self.propose_item(first, id)?;
        self.stage.in_step(self.space).await?;
        self.submit(second, Command::Assent { text })?;
        Ok(text)
    }

    /// What the institutes agree on between themselves.
    async fn agreed(&mut self) -> Result<()> {
        self.agree_on(ASTERIA, BOREALIS, "p-any-issue").await?;
        self.agree_on(BOREALIS, ASTERIA, "p-urgent-and-patient")
            .await?;
        self.agree_on(ASTERIA, BOREALIS, "d-maritime-t2").await?;
        self.agree_on(BOREALIS, ASTERIA, "c-people").await?;
        let climate = self.agree_on(ASTERIA, BOREALIS, "c-climate").await?;
        self.agree_on(BOREALIS, ASTERIA, "x-trust").await?;
        self.stage.in_step(self.space).await?;
        self.positions_on("x-trust")?;
        self.stage.in_step(self.space).await?;
        let reason = Reason { lang: "en".into(), text: "Our climate fellow is on leave until spring; we ask for a pause, and for nothing else.".into() };
        self.submit(
            BOREALIS,
            Command::Suspend {
                texts: vec![climate],
                reason,
                answers: None,
            },
        )?;
        Ok(())
    }

    /// A difference can be in effect with two positions and no joint text.
    fn positions_on(&self, id: &str) -> Result<()> {
        let object = self.object(id)?;
        let ours = words([
            (
                "en",
                "Trust follows from contacts that last",
                "We would begin with small projects that nobody has to explain at home.",
            ),
            (
                "zh-Hans",
                "互信来自持久的接触",
                "我们主张从无需向国内作出解释的小项目做起。",
            ),
            (
                "zh-Hant",
                "互信來自持久的接觸",
                "我們主張從無需向國內作出解釋的小項目做起。",
            ),
        ]);
        let theirs = words([
            (
                "en",
                "Trust follows from commitments kept",
                "We would first look at what was promised and what became of it.",
            ),
            (
                "zh-Hans",
                "互信来自信守承诺",
                "我们主张先看作过哪些承诺、落实得如何。",
            ),
            (
                "zh-Hant",
                "互信來自信守承諾",
                "我們主張先看作過哪些承諾、落實得如何。",
            ),
        ]);
        self.submit(
            ASTERIA,
            Command::Position {
                object,
                wordings: ours,
            },
        )?;
        self.submit(
            BOREALIS,
            Command::Position {
                object,
                wordings: theirs,
            },
        )?;
        Ok(())
    }

    /// What is open: a text that waits for each institute, and rivals that crossed.
    async fn open(&mut self) -> Result<()> {
        let risk = [
            "Risk and crisis management",
            "风险与危机管理",
            "風險與危機管理",
        ];
        let risk = self.bring_in_area(ASTERIA, risk)?;
        let law = self.bring_in_area(BOREALIS, ["Law enforcement", "执法合作", "執法合作"])?;
        let any_issue = self.object("p-any-issue")?;
        let urgent = self.object("p-urgent-and-patient")?;
        self.propose_citing(ASTERIA, "d-crisis", vec![risk], vec![any_issue])?;
        self.propose_citing(BOREALIS, "c-narcotics", vec![law], vec![urgent])?;
        self.submit(
            MERIDIAN,
            propose_new(
                List::Dialogues,
                [
                    (
                        "en",
                        "A joint reading day, hosted in turn",
                        "One day each quarter; the host changes; no minutes that name speakers.",
                    ),
                    (
                        "zh-Hans",
                        "联合研读日，轮流主办",
                        "每季度一天；轮流主办；纪要不记发言人姓名。",
                    ),
                    (
                        "zh-Hant",
                        "聯合研讀日，輪流主辦",
                        "每季度一天；輪流主辦；紀要不記發言人姓名。",
                    ),
                ],
            ),
        )?;
        self.stage.in_step(self.space).await?;
        let object = self.object("d-tech")?;
        let rival = |versions| Command::Propose {
            target: Target::Existing(object),
            wordings: words(versions),
            about: About {
                marks: vec![Mark::InventedForTheDemo],
                ..About::default()
            },
        };
        // Both before either hears of the other: rivals, and neither can take effect while the other's is held.
        self.submit(
            ASTERIA,
            rival([
                (
                    "en",
                    "A working group on technology",
                    "It meets twice a year and reports to both institutes.",
                ),
                (
                    "zh-Hans",
                    "科技问题工作组",
                    "每年举行两次会议，向双方研究所报告。",
                ),
                (
                    "zh-Hant",
                    "科技問題工作組",
                    "每年舉行兩次會議，向雙方研究所報告。",
                ),
            ]),
        )?;
        self.submit(
            BOREALIS,
            rival([
                (
                    "en",
                    "An annual seminar on technology",
                    "It meets once a year, in public, with papers from both institutes.",
                ),
                (
                    "zh-Hans",
                    "年度科技研讨会",
                    "每年公开举行一次，由双方研究所提交论文。",
                ),
                (
                    "zh-Hant",
                    "年度科技研討會",
                    "每年公開舉行一次，由雙方研究所提交論文。",
                ),
            ]),
        )?;
        self.stage.in_step(self.space).await
    }

    /// What was put off, and what was declined.
    async fn put_aside(&mut self) -> Result<()> {
        let reason = Reason {
            lang: "en".into(),
            text: "Not before the survey is in.".into(),
        };
        self.submit(
            ASTERIA,
            Command::Defer {
                object: self.object("x-perception")?,
                until_day: day_of(now_ms()) + 90,
                reason: Some(reason),
            },
        )?;
        let text = self.propose_item(ASTERIA, "c-market-access")?;
        self.stage.in_step(self.space).await?;
        let reason = Reason {
            lang: "zh-Hans".into(),
            text: "本研究所不从事市场准入问题研究。".into(),
        };
        self.submit(
            BOREALIS,
            Command::Decline {
                text,
                reason: Some(reason),
            },
        )?;
        self.stage.in_step(self.space).await
    }
}

fn propose_new(list: List, versions: [(&str, &str, &str); 3]) -> Command {
    let target = Target::New {
        subject: Subject::Item,
        list: Some(list),
    };
    Command::Propose {
        target,
        wordings: words(versions),
        about: About {
            marks: vec![Mark::InventedForTheDemo],
            ..About::default()
        },
    }
}

fn words(versions: [(&str, &str, &str); 3]) -> Wordings {
    let wording = |(lang, title, text): (&str, &str, &str)| Wording {
        lang: lang.into(),
        title: title.into(),
        text: text.into(),
        courtesy: false,
    };
    Wordings(versions.into_iter().map(wording).collect())
}
