//! What an empty node shows: what to do first, and how far one is.

use askama::Template;

use crate::frame::Frame;

/// The task list of an empty node.
#[derive(Template)]
#[template(path = "first_run/first_run.html")]
pub struct FirstRunPage {
    /// The frame.
    pub frame: Frame,
    /// The tasks, in order.
    pub tasks: Vec<Task>,
}

/// A task.
#[derive(Clone)]
pub struct Task {
    /// Which.
    pub kind: TaskKind,
    /// How it stands.
    pub state: TaskState,
    /// Where it is done.
    pub href: String,
}

/// The four tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// Name the party.
    Name,
    /// Back up the key.
    Key,
    /// Connect a peer.
    Peer,
    /// Propose the first item.
    Item,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Done.
    Done,
    /// To be done now.
    Now,
    /// Cannot be started yet.
    Later,
}

impl TaskKind {
    /// The key of its title.
    pub fn key(&self) -> &'static str {
        match self {
            TaskKind::Name => "relationship-start-name",
            TaskKind::Key => "relationship-start-backup",
            TaskKind::Peer => "relationship-start-peer",
            TaskKind::Item => "relationship-start-propose",
        }
    }

    /// The key of the line that says why.
    pub fn why_key(&self) -> &'static str {
        match self {
            TaskKind::Name => "relationship-start-name-why",
            TaskKind::Key => "relationship-start-backup-why",
            TaskKind::Peer => "relationship-start-peer-why",
            TaskKind::Item => "relationship-start-propose-why",
        }
    }
}

impl TaskState {
    /// The key of its name.
    pub fn key(&self) -> &'static str {
        match self {
            TaskState::Done => "relationship-start-done",
            TaskState::Now => "relationship-start-to-do",
            TaskState::Later => "relationship-start-later",
        }
    }

    /// Name for class attributes.
    pub fn slug(&self) -> &'static str {
        match self {
            TaskState::Done => "done",
            TaskState::Now => "now",
            TaskState::Later => "later",
        }
    }
}

impl Task {
    /// Whether it can be done now.
    pub fn is_open(&self) -> bool {
        self.state == TaskState::Now
    }
}

impl FirstRunPage {
    /// How many tasks are done, in words.
    pub fn progress(&self) -> String {
        let done = self
            .tasks
            .iter()
            .filter(|task| task.state == TaskState::Done)
            .count();
        self.frame.l.ta(
            "relationship-start-progress",
            &[("done", done.into()), ("all", self.tasks.len().into())],
        )
    }
}
