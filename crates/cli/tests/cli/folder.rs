//! A data folder and the binary run on it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

/// One party's folder.
pub struct Folder {
    /// Where.
    pub dir: PathBuf,
    /// What its pages listen on, once served.
    pub peer_port: u16,
    login: String,
}

/// A running `detente serve`; killed when dropped.
pub struct Served {
    child: Child,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Ends it without a chance to clean up.
    pub fn kill_9(mut self) {
        self.child.kill().expect("it was running");
        self.child.wait().expect("it ends");
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    // Below the ports that the system gives to outgoing connections, so that none takes it meanwhile; each once.
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + (std::process::id() % 100) as u16 * 100;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed);
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

impl Folder {
    /// A folder that is not there yet.
    pub fn new(root: &Path, login: &str) -> Folder {
        Folder {
            dir: root.join(login),
            peer_port: free_port(),
            login: login.to_owned(),
        }
    }

    /// The binary with this folder's options.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.arg("--dir").arg(&self.dir).args(arguments);
        command
            .env("DETENTE_PASSWORD", "a long password of four words")
            .env_remove("DETENTE_LOG")
            .env_remove("DETENTE_LANG")
            .env_remove("DETENTE_SPACE")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the binary runs")
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{arguments:?} ended with {:?}: {said}",
            output.status.code()
        );
        String::from_utf8(output.stdout).expect("it prints UTF-8")
    }

    /// Runs a command that must end with `code`, and gives what it said on standard error.
    pub fn ended(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
        said
    }

    /// Proposes a new item in English.
    pub fn propose(&self, list: &str, title: &str) {
        let title = format!("en={title}");
        self.done(&[
            "item", "propose", "--list", list, "--title", &title, "--yes",
        ]);
    }

    /// Runs a command with `--json` and reads the one line that it prints.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let mut with_json = vec!["--json"];
        with_json.extend(arguments);
        serde_json::from_str(self.done(&with_json).trim()).expect("one line of JSON")
    }

    /// `init` with a name and a first delegate.
    pub fn init(&self, name: &str) {
        let name = format!("en={name}");
        self.done(&["init", "--name", &name, "--login", &self.login]);
    }

    /// `serve`, ready when this returns.
    pub fn serve(&self) -> Served {
        self.serve_as(&["serve", "--address", &self.address()])
    }

    /// `serve` as it was typed, on ports of its own; ready when this returns.
    pub fn serve_as(&self, typed: &[&str]) -> Served {
        let peers = self.address();
        let mut child = self
            .command(typed)
            .args(["--listen", "127.0.0.1:0", "--peer-listen", &peers])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped"))
            .read_line(&mut line)
            .expect("it prints");
        assert!(line.starts_with("ready: "), "{line}");
        Served { child }
    }

    /// Where peers reach it.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.peer_port)
    }
}

/// So long is waited for what should come soon: whether it came is the question, and not how quickly.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until `look` gives something.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain for: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Two served parties that met; gives them with their servers.
pub fn met(root: &Path) -> (Folder, Served, Folder, Served) {
    let (asteria, borealis) = (Folder::new(root, "asteria"), Folder::new(root, "borealis"));
    asteria.init("Asteria");
    borealis.init("Borealis");
    let (left, right) = (asteria.serve(), borealis.serve());
    let invitation = asteria.json(&[
        "peer",
        "invite",
        "--title",
        "en=A relationship",
        "--address",
        &asteria.address(),
    ]);
    // The server notices the invitation of the other process within a quarter of a second.
    until("the invitation to be noticed", || {
        let text = invitation["invitation"].as_str().expect("a text");
        borealis
            .run(&["peer", "accept", text, "--address", &borealis.address()])
            .status
            .success()
            .then_some(())
    });
    (asteria, left, borealis, right)
}

/// Proposes a joint search and rescue, waits until the other side has it, and gives the text's id.
pub fn proposed(by: &Folder, to: &Folder) -> String {
    let title = "en=Joint search and rescue";
    let proposal = ["item", "propose", "--list", "cooperation", "--title", title];
    let proposed = by.json(&[&proposal[..], &["--yes"]].concat());
    until("the proposal to reach the other side", || {
        let listed = to.json(&["list", "cooperation"]);
        listed[0]["number"].as_str().map(str::to_owned)
    });
    proposed["text"].as_str().unwrap().to_owned()
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap().flatten() {
        match file.path().is_dir() {
            true => copy(&file.path(), &to.join(file.file_name())),
            false => {
                std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
            }
        }
    }
}
