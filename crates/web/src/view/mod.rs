//! From the state to page structs: pure functions of a space and of who reads.
//!
//! Nothing here decides anything or writes; the reader's own party stands first wherever parties stand side
//! by side, and everything else is in the order that all nodes agree on.

pub mod advisor;
pub mod aside;
pub mod brief;
pub mod check;
pub mod entry;
pub mod erasure;
pub mod fork;
pub mod frame;
pub mod history;
pub mod home;
pub mod item;
pub mod lists;
pub mod members;
pub mod notes;
pub mod propose;
pub mod record;
pub mod scene;
pub mod settings;
pub mod stand;
pub mod suspend;
pub mod texts;
pub mod waiting;
pub mod words;

pub use scene::Scene;
