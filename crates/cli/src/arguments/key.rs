//! What can be typed about the party's own keys.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use record::key::Algorithm;

/// The algorithms that a party can choose.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAlgorithm {
    /// Ed25519: small keys and signatures.
    #[value(name = "ed25519")]
    Ed25519,
    /// ML-DSA-44: large ones, which a quantum computer does not break.
    #[value(name = "ml-dsa-44")]
    MlDsa44,
}

impl From<KeyAlgorithm> for Algorithm {
    fn from(chosen: KeyAlgorithm) -> Algorithm {
        match chosen {
            KeyAlgorithm::Ed25519 => Algorithm::Ed25519,
            KeyAlgorithm::MlDsa44 => Algorithm::MlDsa44,
        }
    }
}

/// Verbs of `key`.
#[derive(Subcommand, Debug)]
pub enum Key {
    /// The party's keys since the beginning, and which files of root keys are still here.
    List,
    /// Replace the seal and node keys by the root that the party committed to.
    Rotate {
        /// The file with that root: what `init`, or the rotation before, wrote as `next-root`.
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        #[command(flatten)]
        new: New,
        #[command(flatten)]
        confirmed: super::Confirmed,
    },
    /// Make recovery keys to hand out; the party commits to them with `init` or the next `key rotate`.
    RecoveryMake {
        /// How many.
        #[arg(long, value_name = "N")]
        of: u64,
        /// How many of them can together replace all keys.
        #[arg(long, value_name = "M")]
        need: u64,
        /// The algorithm of the recovery keys.
        #[arg(long, default_value = "ed25519")]
        algorithm: KeyAlgorithm,
        /// The new folder for them, best on a stick.
        folder: PathBuf,
    },
    /// Replace all keys by recovery keys, when the root is lost.
    Recover {
        /// Only write what the holders have to sign, to this file. FILES are then their public keys (`.public`).
        #[arg(long, value_name = "REQUEST", conflicts_with = "assemble")]
        prepare: Option<PathBuf>,
        /// Finish what was prepared in this file. FILES are then what `key sign-recovery` wrote.
        #[arg(long, value_name = "REQUEST")]
        assemble: Option<PathBuf>,
        #[command(flatten)]
        new: New,
        /// The recovery keys.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        confirmed: super::Confirmed,
    },
    /// Sign a recovery that was prepared elsewhere, as one of the holders.
    SignRecovery {
        /// The recovery key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// Where to write the signature.
        #[arg(long, value_name = "FILE")]
        signature: PathBuf,
        /// What `key recover --prepare` wrote.
        request: PathBuf,
    },
}

/// What the new keys are to be.
#[derive(Args, Debug)]
pub struct New {
    /// Where to write the root that the party commits to for the next time; take it off the machine.
    #[arg(long, value_name = "FILE")]
    pub next: Option<PathBuf>,
    /// Change the key for sealed pouches too: pouches under way can then not be opened.
    #[arg(long)]
    pub encryption: bool,
    /// Change the key of the connection too: it is shown as soon as every peer has heard of it.
    #[arg(long)]
    pub connection: bool,
    /// The algorithm of the new keys, if another.
    #[arg(long)]
    pub algorithm: Option<KeyAlgorithm>,
    /// Commit to these recovery keys: the file `commitments` that `key recovery-make` wrote.
    #[arg(long, value_name = "FILE")]
    pub recovery: Option<PathBuf>,
}
