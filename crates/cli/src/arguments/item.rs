//! What can be typed about items and their texts, and who signs it.

use clap::{Args, Subcommand};

use super::Which;

/// Who signs, and whether to ask first.
#[derive(Args, Debug, Clone)]
pub struct Signer {
    /// The delegate's login; may be left out if there is only one.
    #[arg(long, env = "DETENTE_LOGIN")]
    pub login: Option<String>,
    /// The delegate's password; asked for if it is not given.
    #[arg(long, env = "DETENTE_PASSWORD", hide_env_values = true)]
    pub password: Option<String>,
    /// Sign without asking. Needed when this is not run on a terminal.
    #[arg(long)]
    pub yes: bool,
}

/// Words in one or more languages.
#[derive(Args, Debug, Clone)]
pub struct Words {
    /// The title, once for each language: `--title en="..." --title zh-Hans="..."`.
    #[arg(long = "title", required = true, value_name = "LANG=TITLE")]
    pub titles: Vec<String>,
    /// The text, once for each language.
    #[arg(long = "text", value_name = "LANG=TEXT")]
    pub texts: Vec<String>,
    /// Languages whose wording is a courtesy translation only.
    #[arg(long = "courtesy", value_name = "LANG")]
    pub courtesy: Vec<String>,
}

/// Verbs of `item`.
#[derive(Subcommand, Debug)]
pub enum Item {
    /// Propose a text for a new item, or another text for one that is there.
    Propose {
        /// On which list, for a new item.
        #[arg(long, required_unless_present = "item")]
        list: Option<Which>,
        /// The item that is there: its number or the first digits of its id.
        #[arg(long)]
        item: Option<String>,
        #[command(flatten)]
        words: Words,
        #[command(flatten)]
        signer: Signer,
    },
    /// Everything said and agreed about an item.
    Show {
        /// Its number (A3) or the first digits of its id.
        item: String,
    },
    /// Agree to a text. Names the text by its id, so that nothing else than what was read is agreed to.
    Assent {
        /// The text's id, or the item if only one text is open.
        text: String,
        #[command(flatten)]
        signer: Signer,
    },
    /// Decline a text for good.
    Decline {
        /// The text.
        text: String,
        /// Why; `en=...` if it is not in the language of the command line.
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        signer: Signer,
    },
    /// Sign what another delegate of our party signed and what takes more signatures; without ACT, list what does.
    Countersign {
        /// The first digits of the act.
        act: Option<String>,
        /// Take the act back instead: nothing of it is put on the record.
        #[arg(long, requires = "act")]
        cancel: bool,
        #[command(flatten)]
        signer: Signer,
    },
    /// Take one's own agreement back. It ends when the other side lets go of it.
    Release {
        /// The text.
        text: String,
        #[command(flatten)]
        signer: Signer,
    },
    /// Accept theirs, withdraw ours.
    AcceptTheirs {
        /// Their text.
        text: String,
        #[command(flatten)]
        signer: Signer,
    },
    /// Put an item off to a date.
    Defer {
        /// The item.
        item: String,
        /// Until when (2027-03-01).
        #[arg(long)]
        until: String,
        /// Why; `en=...` if it is not in the language of the command line.
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        signer: Signer,
    },
    /// Propose to move an item to another list.
    Move {
        /// The item.
        item: String,
        /// Where to.
        #[arg(long)]
        to: Which,
        #[command(flatten)]
        signer: Signer,
    },
    /// Propose to conclude an item.
    Conclude {
        /// The item.
        item: String,
        #[command(flatten)]
        signer: Signer,
    },
    /// Suspend items in effect, all in one act.
    Suspend {
        /// The items.
        #[arg(required = true)]
        items: Vec<String>,
        /// Why; `en=...` if it is not in the language of the command line.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        signer: Signer,
    },
    /// Resume items that we suspended.
    Resume {
        /// The items.
        #[arg(required = true)]
        items: Vec<String>,
        #[command(flatten)]
        signer: Signer,
    },
    /// Withdraw from items in effect.
    Withdraw {
        /// The items.
        #[arg(required = true)]
        items: Vec<String>,
        /// Why; `en=...` if it is not in the language of the command line.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        signer: Signer,
    },
    /// State our position on an item.
    Position {
        /// The item.
        item: String,
        #[command(flatten)]
        words: Words,
        #[command(flatten)]
        signer: Signer,
    },
}

/// Verbs of `text`.
#[derive(Subcommand, Debug)]
pub enum Text {
    /// One text, whole, in every language, and who has agreed to it.
    Show {
        /// The first digits of its id, or an item with one open text.
        text: String,
    },
}
