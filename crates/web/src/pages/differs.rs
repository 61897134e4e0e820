//! Where two copies of the record differ: `{base}/record/differs`.

use askama::Template;

use super::parts::{Party, grouped_hex};
use super::record::EntryRow;
use crate::frame::Frame;

/// What was found, since when, which entries, what to do, and what is not affected.
#[derive(Template)]
#[template(path = "record/differs.html")]
pub struct DiffersPage {
    /// The frame.
    pub frame: Frame,
    /// The logs of which two versions are signed; usually none.
    pub forks: Vec<Fork>,
}

/// A log of which two versions are signed.
#[derive(Clone)]
pub struct Fork {
    /// Whose log.
    pub party: Party,
    /// Whether the party has healed it.
    pub healed: bool,
    /// When this node first held the proof, ms UTC.
    pub found: Option<i64>,
    /// The last entry that is the same in both, if that is known: "B-12".
    pub same: Option<String>,
    /// The entry at which they differ at the latest: "B-17".
    pub latest: String,
    /// The head of the version that is here.
    pub held: Head,
    /// The heads that exclude it.
    pub others: Vec<Head>,
    /// The entries from where the versions may differ, of each version that is here, the newest first.
    pub entries: Vec<EntryRow>,
    /// Whether entries of a second version are among them.
    pub both_here: bool,
    /// How many more there are.
    pub more: usize,
}

/// A head of one version.
#[derive(Clone)]
pub struct Head {
    /// How many entries it is over.
    pub size: u64,
    /// Its digest, hex.
    pub root: String,
    /// When it was signed, by its signer's clock, ms UTC.
    pub signed: Option<i64>,
}

impl Head {
    /// Its digest, in groups of four.
    pub fn groups(&self) -> Vec<String> {
        grouped_hex(&self.root)
    }

    /// Over how many entries, in words.
    pub fn size_words(&self, frame: &Frame) -> String {
        frame.l.ta("record-count", &[("count", self.size.into())])
    }
}
