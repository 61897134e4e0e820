//! What can be typed about other nodes: peers, relationships with them, pouches to them.

use std::path::PathBuf;

use super::item::Signer;
use clap::Subcommand;

/// Verbs of `peer`.
#[derive(Subcommand, Debug)]
pub enum Peer {
    /// Make an invitation to hand over by a way that both trust.
    Invite {
        /// The title of the relationship, once for each language.
        #[arg(
            long = "title",
            required_unless_present = "again",
            value_name = "LANG=TITLE"
        )]
        titles: Vec<String>,
        /// Found nothing: for a party that is a peer already and lost its data, so that it gets it back from here.
        #[arg(long, conflicts_with = "titles")]
        again: bool,
        /// The languages of the relationship.
        #[arg(long = "language", default_values = ["en", "zh-Hans", "zh-Hant"])]
        languages: Vec<String>,
        /// Where this node can be reached (`host:port`); may be repeated.
        #[arg(
            long = "address",
            required_unless_present = "offline",
            env = "DETENTE_ADDRESS"
        )]
        addresses: Vec<String>,
        /// No network leads from one node to the other: they meet by files, and exchange by pouches.
        #[arg(long)]
        offline: bool,
    },
    /// Take an invitation, and enter the relationship that it offers.
    Accept {
        /// The invitation.
        invitation: String,
        /// Where this node can be reached (`host:port`); may be left out if it can only dial.
        #[arg(long = "address", env = "DETENTE_ADDRESS")]
        addresses: Vec<String>,
        /// No network: write the file that the inviter takes with `peer welcome`.
        #[arg(long, value_name = "FILE", conflicts_with = "answer")]
        request: Option<PathBuf>,
        /// No network: the file that `peer welcome` wrote.
        #[arg(long, value_name = "FILE")]
        answer: Option<PathBuf>,
    },
    /// No network: take the file of `peer accept --request`, and write the answer to it.
    Welcome {
        /// The file that was brought.
        request: PathBuf,
        /// The file to bring back.
        #[arg(long, value_name = "FILE")]
        answer: PathBuf,
    },
    /// The peers, and the six words to compare by telephone.
    List,
    /// Say that the six words were the same on both sides.
    Confirm {
        /// The peer: the first digits of its id, or its name.
        peer: String,
    },
    /// Stop exchanging with a peer for now.
    Pause {
        /// The peer.
        peer: String,
    },
    /// Go on exchanging with a peer.
    Resume {
        /// The peer.
        peer: String,
    },
}

/// Verbs of `space`.
#[derive(Subcommand, Debug)]
pub enum Space {
    /// The relationships that this node knows.
    List,
    /// Who is in a relationship, and how far each one's node is; with options, propose other members.
    Members {
        /// Let a peer in: the first digits of its id, or its name; `=facilitator` if not as a party.
        #[arg(long, value_name = "PEER[=ROLE]")]
        add: Vec<String>,
        /// Let a member go: its letter, or the first digits of its id.
        #[arg(long, value_name = "MEMBER")]
        remove: Vec<String>,
        /// Make a party a facilitator, or the other way round.
        #[arg(long, value_name = "MEMBER=ROLE")]
        role: Vec<String>,
        /// All keys of a member are lost, and a peer is its new identity: all others put it in its place.
        #[arg(long, value_name = "MEMBER=PEER", conflicts_with_all = ["add", "remove", "role"])]
        lost: Option<String>,
        #[command(flatten)]
        signer: Signer,
    },
    /// Found a further relationship with parties that are peers already. Its order is drawn by lot.
    Found {
        /// What it is called, once for each language: `--title en="..."`.
        #[arg(long = "title", required = true, value_name = "LANG=TITLE")]
        titles: Vec<String>,
        /// The peers: the first digits of their ids, or their names.
        #[arg(long = "with", required = true, value_name = "PEER")]
        with: Vec<String>,
        /// A peer as facilitator: it proposes and says, and is never required. May be given several times.
        #[arg(long = "facilitator", value_name = "PEER")]
        facilitators: Vec<String>,
        /// A peer as witness: it signs the heads of the logs and can read nothing. May be given several times.
        #[arg(long = "witness", value_name = "PEER")]
        witnesses: Vec<String>,
        /// Make it closed: only what all agree to is signed, and notes are kept to the end of this day (2027-03-01).
        #[arg(long, value_name = "DATE")]
        notes_until: Option<String>,
        /// Before this day nobody but the members is to learn of it.
        #[arg(long, value_name = "DATE")]
        release: Option<String>,
    },
    /// Enter a relationship in which this party is named and has not entered yet.
    Join,
}

/// Verbs of `pouch`.
#[derive(Subcommand, Debug)]
pub enum Pouch {
    /// Write what a peer is not known to hold, of every relationship with it, sealed for that peer alone.
    Write {
        /// The peer: the first digits of its id, or its name.
        #[arg(long)]
        to: String,
        /// Everything from the beginning, for a peer that lost what it held.
        #[arg(long)]
        all: bool,
        /// The file, which must not be there yet.
        file: PathBuf,
    },
    /// Take what a peer wrote. Reading a pouch again does no harm.
    Read {
        /// The file.
        file: PathBuf,
    },
}
