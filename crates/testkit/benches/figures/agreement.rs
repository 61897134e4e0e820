//! From a proposal to a text in effect: two processes, each with a node, over mutual TLS on loopback.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use domain::{About, Command, List, Subject, Target};
use net::invitation::Invitation;
use node::clock::now_ms;
use node::peers::{INVITATION_MS, Offer};
use node::{Node, Running};
use record::key::SecretKey;
use record::testing::seed;
use record::{LogKey, PartyId, SpaceId, StatementId, TextStatus};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::invented::{accredit, name, wordings};
use super::report::{Spread, figure, fsync, ms};

/// The first word of the other process's arguments.
pub const COUNTERPART: &str = "counterpart";

const ROUNDS: usize = 200;
const WARM_UP: usize = 10;
/// Between two rounds, so that the receipts of one are written before the next begins.
const PAUSE: Duration = Duration::from_millis(25);
const PATIENCE: Duration = Duration::from_secs(60);

/// Prints the whole way and its parts.
pub fn print() {
    let (here, there) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let runtime = Runtime::new().expect("threads can be started");
    let side = runtime.block_on(Side::start(here.path(), "Asteria"));
    let mut other = Other::start(there.path(), &side.invitation());
    let space = runtime.block_on(side.enter());

    let disk = fsync(here.path());
    let (mut signed, mut sent, mut agreed) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..WARM_UP + ROUNDS {
        let begun = Instant::now();
        let text = side.propose(space, round);
        let on_our_disk = begun.elapsed();
        runtime.block_on(side.until_in_effect(space, text));
        let seen_here = begun.elapsed();
        let seen_there = other.in_effect(text).duration_since(begun);
        if round >= WARM_UP {
            signed.push(on_our_disk);
            sent.push(seen_there);
            agreed.push(seen_here.max(seen_there));
        }
        std::thread::sleep(PAUSE);
    }
    let four = format!("4 fsync = {} ms", ms(4 * disk.at(50)));
    figure(
        "propose to in effect on both nodes, p50 / p99",
        Spread::of(agreed).halves(),
        four,
        Some(&disk),
    );
    figure(
        "- until the proposal is signed and on our disk",
        Spread::of(signed).halves(),
        "1 fsync",
        Some(&disk),
    );
    figure(
        "- until it is in effect on the other node",
        Spread::of(sent).halves(),
        "3 fsync",
        Some(&disk),
    );
}

/// The other process: takes the invitation, then assents to whatever is proposed, and says so in a line.
pub fn counterpart(folder: &str, invitation: &str) {
    let runtime = Runtime::new().expect("threads can be started");
    runtime.block_on(async {
        let side = Side::start(Path::new(folder), "Borealis").await;
        let invitation = Invitation::from_text(invitation).expect("an invitation");
        let address = vec![side.running.peer_address.to_string()];
        let node = side.node();
        node.accept(side.party, &invitation, address)
            .await
            .expect("first contact");
        let space = side.enter().await;
        let mut changes = node.changes();
        loop {
            for text in side.waiting(space) {
                side.submit(space, Command::Assent { text });
                side.until_in_effect(space, text).await;
                let mut out = std::io::stdout().lock();
                let told = writeln!(out, "{}", text.hex()).and_then(|()| out.flush());
                if told.is_err() {
                    return; // nobody listens any more
                }
            }
            changes.changed().await.expect("the node lives as long");
        }
    });
}

/// A running node with one delegate.
struct Side {
    running: Running,
    party: PartyId,
    delegate: SecretKey,
}

impl Side {
    async fn start(folder: &Path, called: &str) -> Side {
        let node = Arc::new(Node::init(folder, &name(called)).expect("an empty folder"));
        let party = node.seats().next().expect("one seat").party;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let running = Running::start(node, party, listener, Vec::new()).expect("a node starts");
        let delegate = SecretKey::from_seed(&seed(&[called, "/delegate"]));
        Side {
            running,
            party,
            delegate,
        }
    }

    fn node(&self) -> &Node {
        &self.running.node
    }

    fn invitation(&self) -> String {
        let offer = Offer {
            titles: name("Two"),
            languages: vec!["en".into()],
            expires_ms: now_ms() + INVITATION_MS,
        };
        let address = self.running.peer_address.to_string();
        let invitation = self.node().invite(self.party, &offer, vec![address]);
        invitation.expect("an invitation").to_text()
    }

    /// Enters the space, gives powers, and waits until the other side has done so too.
    async fn enter(&self) -> SpaceId {
        self.until(|node| !node.space_ids().is_empty()).await;
        let space = self.node().space_ids()[0];
        self.node()
            .enter(space, self.party, now_ms())
            .expect("it names us");
        accredit(self.node(), space, self.party, &self.delegate);
        let both = |node: &Node| {
            let ready = node.read(&space, |state| {
                let members = &state.record.founding().membership.members;
                let known = |party| state.record.known().size(&LogKey::main(party)) >= 2;
                members.iter().all(|member| known(member.party))
            });
            ready == Some(true)
        };
        self.until(both).await;
        space
    }

    fn submit(&self, space: SpaceId, command: Command) -> StatementId {
        let node = self.node();
        let receipt = node.submit(space, self.party, command, &self.delegate, now_ms());
        receipt.expect("it can be said").sealed[0].0
    }

    fn propose(&self, space: SpaceId, round: usize) -> StatementId {
        let command = Command::Propose {
            target: Target::New {
                subject: Subject::Item,
                list: Some(List::Cooperation),
            },
            wordings: wordings(round, 400),
            about: About::default(),
        };
        self.submit(space, command)
    }

    /// What waits for our word.
    fn waiting(&self, space: SpaceId) -> Vec<StatementId> {
        let waiting = self.node().read(&space, |state| {
            state.relationship.waiting_for(&state.record, &self.party)
        });
        waiting.expect("the space is known")
    }

    async fn until_in_effect(&self, space: SpaceId, text: StatementId) {
        let in_effect = |node: &Node| {
            let status = node.read(&space, |state| state.record.status(&text));
            status.flatten() == Some(TextStatus::InEffect)
        };
        self.until(in_effect).await;
    }

    /// Waits as a page does that shows news: it looks again whenever the node says that something changed.
    async fn until(&self, ready: impl Fn(&Node) -> bool) {
        let mut changes = self.node().changes();
        let wait = async {
            while !ready(self.node()) {
                changes.changed().await.expect("the node lives as long");
            }
        };
        let waited = tokio::time::timeout(PATIENCE, wait).await;
        waited.expect("the other node answers");
    }
}

/// The other process, seen from this one.
struct Other {
    process: Child,
    lines: Receiver<(Instant, String)>,
}

impl Other {
    fn start(folder: &Path, invitation: &str) -> Other {
        let ourselves = std::env::current_exe().expect("we are a program");
        let mut process = Process::new(ourselves)
            .arg(COUNTERPART)
            .arg(folder)
            .arg(invitation)
            .stdout(Stdio::piped())
            .spawn()
            .expect("we can be started twice");
        let lines = follow(process.stdout.take().expect("it is piped"));
        Other { process, lines }
    }

    /// When the text was in effect there.
    fn in_effect(&mut self, text: StatementId) -> Instant {
        loop {
            let (at, line) = self.lines.recv_timeout(PATIENCE).expect("it says so");
            if line == text.hex() {
                return at;
            }
        }
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The lines of a process with the time at which each came.
fn follow(output: ChildStdout) -> Receiver<(Instant, String)> {
    let (send, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if send.send((Instant::now(), line)).is_err() {
                return;
            }
        }
    });
    lines
}
