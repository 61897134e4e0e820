//! How long work tells how far it is, and is told to stop.
//!
//! The engines have no clock. Whoever calls them may look at theirs each time they report, and tell them to stop; then
//! they answer with the best so far and say that it is not complete. Where they stop depends on when they were told so,
//! and only there can two runs differ; limits in steps are the same everywhere.

/// How far a stage of the work has come, in units of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Units done.
    pub done: u64,
    /// Units in all, at most, if that is known.
    pub total: Option<u64>,
}

/// What the caller answers to a [`Progress`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// Carry on.
    On,
    /// Stop at the next place where what was found so far is worth having.
    Stop,
}

/// A caller's ear: called now and then with the progress, from any thread.
///
/// Work that is stopped gives what it has and says that it is not complete;
/// [`escalation::solve`](crate::escalation::solve()) alone gives nothing, for half a solution would be taken for a whole
/// one.
#[derive(Clone, Copy, Default)]
pub struct Watch<'a>(Option<&'a (dyn Fn(Progress) -> Go + Sync)>);

impl<'a> Watch<'a> {
    /// Nobody listens; the work runs to its end.
    pub const NONE: Watch<'static> = Watch(None);

    /// Calls `listener` now and then.
    pub fn new(listener: &'a (dyn Fn(Progress) -> Go + Sync)) -> Self {
        Watch(Some(listener))
    }

    /// Reports, and says whether to stop.
    pub(crate) fn stops(&self, done: u64, total: Option<u64>) -> bool {
        self.0
            .is_some_and(|listener| listener(Progress { done, total }) == Go::Stop)
    }
}
