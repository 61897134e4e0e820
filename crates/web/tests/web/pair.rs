//! Two running nodes that met by an invitation, each with a person who is logged in by a link.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use domain::{About, Command, List, Subject, Target, Wording, Wordings};
use node::clock::now_ms;
use node::peers::{INVITATION_MS, Offer};
use node::people::NewPerson;
use node::{Name, Node, Running, Space};
use record::ids::hex_of;
use record::key::SecretKey;
use record::{ObjectId, PartyId, SpaceId, StatementId, TextStatus};
use tempfile::TempDir;
use tokio::net::TcpListener;
use web::{App, Options, router};

use crate::browser::{Browser, Page};

/// The password of everybody.
pub const PASSWORD: &str = "correct horse battery";

/// One side.
pub struct Side {
    /// The node, running.
    pub running: Arc<Running>,
    /// Its party.
    pub party: PartyId,
    /// The delegate's key.
    pub key: SecretKey,
    /// The delegate's browser, logged in.
    pub browser: Browser,
    /// What is served.
    pub app: App,
    /// Its data folder.
    pub folder: TempDir,
}

/// Two sides and their space.
pub struct Pair {
    /// Who invited.
    pub asteria: Side,
    /// Who was invited.
    pub borealis: Side,
    /// Their space.
    pub space: SpaceId,
    /// Where its pages begin.
    pub base: String,
}

pub fn names(en: &str, hans: &str, hant: &str) -> Vec<Name> {
    [("en", en), ("zh-Hans", hans), ("zh-Hant", hant)]
        .map(|(lang, text)| Name {
            lang: lang.into(),
            text: text.into(),
        })
        .to_vec()
}

impl Side {
    /// Starts a node of its own; the person is logged in by a link, as in the demo.
    pub async fn start(party: [&str; 3], person: &str) -> Side {
        let folder = tempfile::tempdir().expect("a folder");
        let node = Arc::new(
            Node::init(folder.path(), &names(party[0], party[1], party[2]))
                .expect("an empty folder"),
        );
        let party = node.seats().next().expect("one seat").party;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let running = Arc::new(
            Running::start(node.clone(), party, listener, Vec::new()).expect("a node starts"),
        );
        let new = NewPerson {
            login: person.to_lowercase(),
            password: PASSWORD.into(),
            names: names(person, person, person),
            offices: names("Director", "主任", "主任"),
            lang: "en".into(),
        };
        let (added, key) = node
            .add_person(party, &new, now_ms())
            .expect("a new person");
        let link = node
            .grant_link(added.id, &key, now_ms() + INVITATION_MS, true)
            .expect("a link");
        let options = Options {
            demo: true,
            ..Options::default()
        };
        let app = App::new(node, party, Some(running.clone()), options);
        let mut browser = Browser::new(router(app.clone()));
        let came = browser.get(&format!("/link/{}", hex_of(&link))).await;
        assert_eq!(came.location, "/", "{}", came.text());
        Side {
            running,
            party,
            key,
            browser,
            app,
            folder,
        }
    }

    /// What the delegate types at the login.
    pub fn login(&self) -> String {
        self.node().people().expect("people")[0].login.clone()
    }

    pub fn node(&self) -> &Node {
        &self.running.node
    }

    /// Waits until `ready` holds, or panics after a minute.
    pub async fn until(&self, what: &str, ready: impl Fn(&Node) -> bool) {
        let mut changes = self.node().changes();
        let wait = async {
            while !ready(self.node()) {
                let _ = tokio::time::timeout(Duration::from_millis(50), changes.changed()).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), wait)
            .await
            .unwrap_or_else(|_| panic!("waited for: {what}"));
    }

    /// Waits until nothing was applied for half a second.
    pub async fn quiet(&self) {
        let mut changes = self.node().changes();
        let pause = Duration::from_millis(500);
        while tokio::time::timeout(pause, changes.changed()).await.is_ok() {}
    }

    pub async fn until_status(&self, space: SpaceId, text: StatementId, status: TextStatus) {
        let stands = |node: &Node| {
            node.read(&space, |state| state.record.status(&text))
                .flatten()
                == Some(status)
        };
        self.until(&format!("{status:?}"), stands).await;
    }

    /// The item that a text is about.
    pub fn object_of(&self, space: SpaceId, text: StatementId) -> ObjectId {
        let object = |state: &Space| state.relationship.object_of(&text);
        let known = self.node().read(&space, object).flatten();
        known.expect("a text that is known")
    }

    /// Presses a button that leads to a page at once.
    pub async fn press(&mut self, page: &Page, action: &str) -> Page {
        let answer = self.browser.press(page, action, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer
    }

    /// Signs what a check page shows, and gives the page that follows.
    pub async fn sign(&mut self, base: &str, check: &Page) -> Page {
        let sign = format!("{base}/sign");
        let done = self.browser.press(check, &sign, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        self.browser.page(&done.location).await
    }

    /// Acts without the pages.
    pub fn submit(&self, space: SpaceId, command: Command) -> StatementId {
        let receipt = self
            .node()
            .submit(space, self.party, command, &self.key, now_ms());
        receipt.expect("the act is in order").sealed[0].0
    }
}

impl Pair {
    /// Two nodes that know each other, with their delegates accredited.
    pub async fn meet() -> Pair {
        crate::log::listen();
        let asteria = Side::start(["Asteria", "星社", "星社"], "Lena").await;
        let borealis = Side::start(["Borealis", "北极光", "北極光"], "Shen").await;
        let titles = names("Two institutes", "两家研究所", "兩家研究所");
        let offer = Offer {
            titles,
            languages: vec!["en".into(), "zh-Hans".into()],
            expires_ms: now_ms() + INVITATION_MS,
        };
        let address = asteria.running.peer_address.to_string();
        let invitation = asteria
            .node()
            .invite(asteria.party, &offer, vec![address])
            .expect("an invitation");
        let there = vec![borealis.running.peer_address.to_string()];
        borealis
            .node()
            .accept(borealis.party, &invitation, there)
            .await
            .expect("first contact");
        let space = borealis.node().space_ids()[0];
        for side in [&asteria, &borealis] {
            side.node()
                .enter(space, side.party, now_ms())
                .expect("named in the founding");
            side.node()
                .accredit_everybody(space, side.party, now_ms())
                .expect("the seal accredits");
        }
        let pair = Pair {
            asteria,
            borealis,
            space,
            base: format!("/s/{}", space.short()),
        };
        pair.in_step().await;
        pair
    }

    /// Waits until both hold the same, and know it.
    pub async fn in_step(&self) {
        let digest = |side: &Side| side.node().read(&self.space, |state| state.record.digest());
        let held = |side: &Side, other: &Side| {
            let log = record::LogKey::main(side.party);
            side.node().read(&self.space, |state| {
                state.record.size(&log) == state.held(&log, &other.party)
            }) == Some(true)
        };
        for side in [&self.asteria, &self.borealis] {
            side.until("both in step", |_| {
                digest(&self.asteria) == digest(&self.borealis)
                    && held(&self.asteria, &self.borealis)
                    && held(&self.borealis, &self.asteria)
            })
            .await;
        }
    }

    /// The text of an item that Asteria proposed, and that Borealis has.
    pub async fn proposed(&self, list: List, title: &str) -> StatementId {
        let text = self.asteria.submit(self.space, propose(list, title));
        self.borealis
            .until_status(self.space, text, TextStatus::Open)
            .await;
        text
    }

    /// The text of an item proposed by Asteria and agreed by Borealis.
    pub async fn agreed(&self, title: &str) -> StatementId {
        let text = self.proposed(List::Cooperation, title).await;
        self.borealis.submit(self.space, Command::Assent { text });
        self.asteria
            .until_status(self.space, text, TextStatus::InEffect)
            .await;
        text
    }

    /// The number of the entry that brought a text. Receipts come when they come, so no test can count.
    pub fn number(&self, text: StatementId) -> String {
        let number = self.asteria.node().read(&self.space, |state| {
            let event = state.relationship.said(&text).next().expect("it was said");
            let letter = domain::place::letter_of(&state.record, &event.at.log.party);
            format!("{letter}-{}", event.at.index + 1)
        });
        number.expect("the space is known")
    }

    /// The item that a text is about, as pages name it.
    pub fn item(&self, side: &Side, text: StatementId) -> String {
        let object = side.object_of(self.space, text);
        format!("{}/item/{}", self.base, object.hex())
    }
}

/// How many entries of `author` a node has.
pub fn entries(node: &Node, space: &SpaceId, author: PartyId) -> u64 {
    let log = record::LogKey::main(author);
    let size = node.read(space, |state| state.record.size(&log));
    size.expect("the space is known")
}

/// A proposal in English and simplified Chinese.
pub fn propose(list: List, title: &str) -> Command {
    let wording = |lang: &str, title: String, text: &str| Wording {
        lang: lang.into(),
        title,
        text: text.into(),
        courtesy: false,
    };
    let wordings = Wordings(vec![
        wording(
            "en",
            title.to_owned(),
            "The parties will study it.\n\nEach says what it has today.",
        ),
        wording(
            "zh-Hans",
            format!("关于{title}"),
            "双方将加以研究。\n\n各自说明现状。",
        ),
    ]);
    let target = Target::New {
        subject: Subject::Item,
        list: Some(list),
    };
    Command::Propose {
        target,
        wordings,
        about: About::default(),
    }
}
