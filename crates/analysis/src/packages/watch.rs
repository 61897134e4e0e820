//! Watching a search: how far it is, and whether to go on.
//!
//! The engine has no clock. Whoever calls it may look at theirs each time it reports, and tell it to stop; then it answers
//! with the best so far and how far that may be from the best there is. Where it stops depends on when it was told so, and
//! only there can two runs differ; a limit in steps ([`super::solve::Limits`]) is the same everywhere.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Issues are eliminated one after the other.
    Eliminating,
    /// Frontiers of independent parts are added up.
    Adding,
    /// Packages are searched, depth first.
    Searching,
}

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which stage.
    pub stage: Stage,
    /// Steps done.
    pub done: u64,
    /// Steps in all, at most.
    pub of: u64,
    /// Points on the frontier so far.
    pub points: usize,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Going {
    /// Go on.
    On,
    /// Stop, and answer with what there is.
    Stop,
}

/// Called now and then with the progress; its answer decides.
pub type Watch<'a> = &'a mut dyn FnMut(&Progress) -> Going;

/// For callers who neither look nor stop.
pub fn unwatched(_: &Progress) -> Going {
    Going::On
}
