//! The three nodes of the demo in one process, each with its own folder, ports and people.

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use i18n::{Lang, Localizer};
use node::clock::{now_ms, random};
use node::keys::make_private_folder;
use node::people::NewPerson;
use node::{Name, Node, Running};
use record::key::SecretKey;
use record::{Entry, Member, PartyId, Role, SpaceId, ids};
use tokio::net::TcpListener;
use web::{App, Options};

use super::cast::{CAST, TITLE};
use crate::say::fault;

/// How long a demo's link works: ten years.
const LINK_MS: u64 = 10 * 366 * 86_400_000;

/// A node on the stage.
pub struct Player {
    /// The running node.
    pub running: Arc<Running>,
    /// Its party.
    pub party: PartyId,
    /// Its person's key, while the story is told.
    pub key: Option<SecretKey>,
    link: String,
    pages: TcpListener,
}

/// The demo.
pub struct Stage {
    l: Localizer,
    root: PathBuf,
    /// Asteria, Borealis, Meridian.
    pub players: Vec<Player>,
    new: bool,
}

/// Says that a folder is the demo's, from its first moment on.
const MARKER: &str = "demo";

/// Removes what an earlier demo left behind, and nothing else.
pub fn clear(l: Localizer, root: &Path) -> Result<()> {
    if !root.exists() || fs::read_dir(root)?.next().is_none() {
        return Ok(());
    }
    if !root.join(MARKER).exists() {
        let folder = root.display().to_string();
        bail!(fault(l, "command-demo-folder", &[("folder", &folder)]));
    }
    fs::remove_dir_all(root).map_err(|cause| at(l, root, &cause))
}

fn at(l: Localizer, path: &Path, cause: &std::io::Error) -> anyhow::Error {
    let (path, cause) = (path.display().to_string(), cause.to_string());
    fault(l, "fault-file", &[("path", &path), ("cause", &cause)])
}

/// Where the links of a demo are kept between two runs.
fn links_file(root: &Path) -> PathBuf {
    root.join("demo-links")
}

impl Stage {
    /// Opens the demo in `root`, making its parties if there are none yet, and starts the nodes.
    pub async fn open(l: Localizer, root: &Path, port: u16) -> Result<Stage> {
        let links = fs::read_to_string(links_file(root)).ok();
        let new = links.is_none();
        if new {
            clear(l, root)?;
            make_private_folder(root)?;
            fs::write(root.join(MARKER), "a folder of the demo\n")?;
        }
        let mut players = Vec::new();
        for place in 0..CAST.len() {
            let link = links
                .as_ref()
                .and_then(|links| links.lines().nth(place))
                .map(str::to_owned);
            players.push(player(l, root, place, port, link).await?);
        }
        introduce_all(&players)?;
        Ok(Stage {
            l,
            root: root.to_owned(),
            players,
            new,
        })
    }

    /// Whether there is a story to tell first.
    pub fn is_new(&self) -> bool {
        self.new
    }

    /// The node of Asteria, Borealis or Meridian.
    pub fn node(&self, place: usize) -> &Arc<Node> {
        &self.players[place].running.node
    }

    /// Founds the space that all three share. The order of the parties is fixed, so that every demo has the same
    /// letters; between real parties it is drawn by lot.
    pub async fn found(&self) -> Result<SpaceId> {
        let members: Vec<Member> = self
            .players
            .iter()
            .zip(&CAST)
            .map(|(player, role)| {
                let as_what = if role.facilitator {
                    Role::Facilitator
                } else {
                    Role::Party
                };
                Member {
                    party: player.party,
                    role: as_what,
                }
            })
            .collect();
        let titles: Vec<Name> = names(&TITLE);
        let drafter = &self.players[2];
        let (founding, payloads) = drafter.running.node.draft_founding(
            drafter.party,
            members,
            &["en", "zh-Hans", "zh-Hant"],
            &titles,
        );
        let mut space = SpaceId::default();
        for player in &self.players {
            space = player.running.node.keep_founding(&founding, &payloads)?;
        }
        for player in &self.players {
            player.running.node.enter(space, player.party, now_ms())?;
        }
        Ok(space)
    }

    /// Waits until every node holds and has folded what every other one has.
    pub async fn in_step(&self, space: SpaceId) -> Result<()> {
        let digest = |player: &Player| {
            player
                .running
                .node
                .read(&space, |state| state.record.digest())
        };
        let mut changes = self.node(0).changes();
        for _ in 0..400 {
            let first = digest(&self.players[0]);
            if first.is_some() && self.players.iter().all(|player| digest(player) == first) {
                return Ok(());
            }
            let _ = tokio::time::timeout(Duration::from_millis(25), changes.changed()).await;
        }
        bail!(fault(self.l, "command-demo-out-of-step", &[]))
    }

    /// Keeps the links, so that the next run of this folder has the same ones.
    pub fn note_links(&self) -> Result<()> {
        let links: Vec<&str> = self
            .players
            .iter()
            .map(|player| player.link.as_str())
            .collect();
        let file = links_file(&self.root);
        fs::write(&file, links.join("\n")).map_err(|cause| at(self.l, &file, &cause))
    }

    /// One link for each node.
    pub fn links(&self, lang: Lang) -> Result<Vec<String>> {
        let asked = if lang == Lang::En {
            String::new()
        } else {
            format!("?lang={}", lang.tag())
        };
        self.players
            .iter()
            .map(|player| {
                Ok(format!(
                    "http://{}/link/{}{asked}",
                    player.pages.local_addr()?,
                    player.link
                ))
            })
            .collect()
    }

    /// Serves the pages of all nodes until `stopped` completes.
    pub async fn serve(self, stopped: impl Future<Output = ()>) -> Result<()> {
        let (stop, _) = tokio::sync::watch::channel(false);
        let mut servers = tokio::task::JoinSet::new();
        for player in self.players {
            let mut stopping = stop.subscribe();
            let app = App::new(
                player.running.node.clone(),
                player.party,
                Some(player.running.clone()),
                Options {
                    demo: true,
                    ..Options::default()
                },
            );
            servers.spawn(web::serve(app, player.pages, async move {
                let _ = stopping.wait_for(|stop| *stop).await;
            }));
        }
        stopped.await;
        stop.send_replace(true);
        // Open event streams would hold the servers; a demo does not wait for them.
        let _ = tokio::time::timeout(Duration::from_secs(1), async {
            while servers.join_next().await.is_some() {}
        })
        .await;
        Ok(())
    }
}

async fn player(
    l: Localizer,
    root: &Path,
    place: usize,
    port: u16,
    link: Option<String>,
) -> Result<Player> {
    let role = &CAST[place];
    let folder = root.join(role.folder);
    let at = if port == 0 { 0 } else { port + place as u16 };
    let pages = TcpListener::bind(("127.0.0.1", at))
        .await
        .map_err(|_| fault(l, "command-demo-port", &[("port", &at.to_string())]))?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let node = Arc::new(match link {
        Some(_) => Node::open(&folder)?,
        None => Node::init(&folder, &names(&role.names))?,
    });
    let party = node
        .seats()
        .next()
        .context("a node of the demo has a seat")?
        .party;
    let (link, key) = match link {
        Some(link) => (link, None),
        None => {
            // Nobody knows this password: the link is the way in.
            let password = ids::hex_of(&random::<32>());
            let person = NewPerson {
                login: role.folder.into(),
                password,
                names: names(&role.person),
                offices: names(&role.office),
                lang: "en".into(),
            };
            let (person, key) = node.add_person(party, &person, now_ms())?;
            let token = node.grant_link(person.id, &key, now_ms() + LINK_MS, true)?;
            (ids::hex_of(&token), Some(key))
        }
    };
    let running = Arc::new(Running::start(node, party, listener, Vec::new())?);
    Ok(Player {
        running,
        party,
        key,
        link,
        pages,
    })
}

/// Every node of the demo knows every other one from the start.
fn introduce_all(players: &[Player]) -> Result<()> {
    for one in players {
        for other in players.iter().filter(|other| other.party != one.party) {
            let seat = other.running.node.seat(&other.party).context("a seat")?;
            let identity: &[Entry] = &seat.identity;
            one.running.node.introduce(
                other.party,
                identity,
                vec![other.running.peer_address.to_string()],
            )?;
        }
    }
    Ok(())
}

/// Pairs of language and words as names.
pub fn names(pairs: &[(&str, &str)]) -> Vec<Name> {
    pairs
        .iter()
        .map(|(lang, text)| Name {
            lang: (*lang).into(),
            text: (*text).into(),
        })
        .collect()
}
