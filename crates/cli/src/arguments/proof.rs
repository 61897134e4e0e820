//! What can be typed after `record receipt` and `record head`.

use std::path::PathBuf;

use clap::Args;

/// Options of `record receipt`.
#[derive(Args, Debug)]
pub struct Receipt {
    /// The entry's number, as `log` prints it: A-12. It must be of this node's own party.
    pub entry: String,
    /// Write it to this file, which must not be there yet, with the entry and the keys that it is checked with.
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// Write it without asking, also before the day that the members agreed on for publishing.
    #[arg(long)]
    pub yes: bool,
}

/// Options of `record head`.
#[derive(Args, Debug)]
pub struct Head {
    /// Print the head of the own log as a signed note (C2SP tlog-checkpoint), which other programs read.
    #[arg(long, conflicts_with_all = ["since", "export"])]
    pub note: bool,
    /// A receipt that the head extends the own head over so many entries.
    #[arg(long, value_name = "ENTRIES")]
    pub since: Option<u64>,
    /// Write the own head to this file, which must not be there yet: as a note too, and with who signed to hold what is under it.
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// Write it without asking, also before the day that the members agreed on for publishing.
    #[arg(long)]
    pub yes: bool,
}
