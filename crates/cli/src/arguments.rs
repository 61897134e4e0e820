//! What can be typed. Nouns, then verbs; every option is also an environment variable.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Keeps a signed record and three lists between parties that do not trust each other.
#[derive(Parser, Debug)]
#[command(name = "detente", version, max_term_width = 100)]
pub struct Arguments {
    /// The data folder of this node.
    #[arg(
        long,
        env = "DETENTE_DIR",
        default_value = "detente-data",
        global = true
    )]
    pub dir: PathBuf,
    /// The language of what is printed: en, zh-Hans or zh-Hant.
    #[arg(long, env = "DETENTE_LANG", default_value = "en", global = true)]
    pub lang: String,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The nouns.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Three nodes of invented institutes in the middle of a dialogue, ready to look at.
    Demo(Demo),
    /// Make a party, its keys and its first delegate.
    Init(Init),
    /// Run the node: pages for people, a port for peers.
    Serve(Serve),
    /// Where the node stands.
    Status,
    /// The other parties' nodes.
    #[command(subcommand)]
    Peer(Peer),
    /// Full powers of delegates.
    #[command(subcommand)]
    Powers(Powers),
    /// What stands on a list.
    List(List),
    /// Items and the texts on them.
    #[command(subcommand)]
    Item(Item),
    /// The signed record.
    #[command(subcommand)]
    Record(Record),
    /// Bring in what a file says.
    #[command(subcommand)]
    Import(Import),
    /// People who may log in at this node.
    #[command(subcommand)]
    User(User),
    /// Completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// The manual page.
    Man,
}

/// Options of `demo`.
#[derive(Args, Debug)]
pub struct Demo {
    /// The port of the first node's pages; the others follow. 0 takes any free ones.
    #[arg(long, env = "DETENTE_PORT", default_value_t = 8600)]
    pub port: u16,
    /// Print one JSON line for each node instead of the tour.
    #[arg(long)]
    pub json_links: bool,
    /// Begin anew: remove what an earlier demo left in the folder.
    #[arg(long)]
    pub reset: bool,
}

/// Options of `init`.
#[derive(Args, Debug)]
pub struct Init {
    /// The party's name, once for each language: `--name en=Asteria --name zh-Hans=星原`.
    #[arg(long = "name", required = true, value_name = "LANG=NAME")]
    pub names: Vec<String>,
    /// The first delegate's login.
    #[arg(long)]
    pub login: String,
    /// The first delegate's name, once for each language; the login if none is given.
    #[arg(long = "person", value_name = "LANG=NAME")]
    pub persons: Vec<String>,
    /// The first delegate's office, once for each language.
    #[arg(long = "office", value_name = "LANG=OFFICE")]
    pub offices: Vec<String>,
    /// The first delegate's password; asked for if it is not given.
    #[arg(long, env = "DETENTE_PASSWORD", hide_env_values = true)]
    pub password: Option<String>,
}

/// Options of `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// Where people reach the pages.
    #[arg(long, env = "DETENTE_LISTEN", default_value = "127.0.0.1:8600")]
    pub listen: SocketAddr,
    /// Where peers reach the node.
    #[arg(long, env = "DETENTE_PEER_LISTEN", default_value = "0.0.0.0:8643")]
    pub peer_listen: SocketAddr,
    /// What peers are told to dial (`host:port`); may be repeated.
    #[arg(long = "address", env = "DETENTE_ADDRESS")]
    pub addresses: Vec<String>,
    /// Pages are served through HTTPS in front of this node: mark cookies so.
    #[arg(long, env = "DETENTE_SECURE_COOKIES")]
    pub secure_cookies: bool,
}

/// Verbs of `peer`.
#[derive(Subcommand, Debug)]
pub enum Peer {
    /// Make an invitation to hand over by a way that both trust.
    Invite {
        /// The title of the relationship, once for each language.
        #[arg(long = "title", required = true, value_name = "LANG=TITLE")]
        titles: Vec<String>,
        /// The languages of the relationship.
        #[arg(long = "language", default_values = ["en", "zh-Hans", "zh-Hant"])]
        languages: Vec<String>,
        /// Where this node can be reached (`host:port`); may be repeated.
        #[arg(long = "address", required = true, env = "DETENTE_ADDRESS")]
        addresses: Vec<String>,
    },
    /// Take an invitation, and enter the relationship that it offers.
    Accept {
        /// The invitation.
        invitation: String,
        /// Where this node can be reached (`host:port`); may be left out if it can only dial.
        #[arg(long = "address", env = "DETENTE_ADDRESS")]
        addresses: Vec<String>,
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

/// Verbs of `powers`.
#[derive(Subcommand, Debug)]
pub enum Powers {
    /// Everybody's delegates and what they may sign.
    List,
    /// End a delegate's powers.
    Revoke {
        /// The first digits of the delegate's key.
        key: String,
    },
}

/// Which list.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// To talk about.
    Dialogues,
    /// To do together.
    Cooperation,
    /// To manage.
    Differences,
    /// Guiding principles.
    Principles,
    /// Areas.
    Areas,
    /// Notes beside the lists.
    Notes,
}

/// Options of `list`.
#[derive(Args, Debug)]
pub struct List {
    /// Which list.
    pub which: Which,
    /// Only items that stand so: in-effect, proposed, for-discussion, suspended, ...
    #[arg(long)]
    pub status: Option<String>,
}

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
        /// Why.
        #[arg(long)]
        reason: Option<String>,
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
        /// Why.
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
        /// Why.
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
        /// Why.
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

/// Verbs of `record`.
#[derive(Subcommand, Debug)]
pub enum Record {
    /// The entries, in causal order.
    Log,
    /// One entry.
    Show {
        /// Its number, as `log` prints it: A-12.
        entry: String,
    },
    /// Verify everything that is stored, from the bytes up.
    Verify,
}

/// Verbs of `import`.
#[derive(Subcommand, Debug)]
pub enum Import {
    /// Bring in a relationship framework (YAML), for discussion.
    Framework {
        /// The file.
        file: PathBuf,
        /// Courtesy translations of its strings; a `translations.yaml` beside it is taken by itself.
        #[arg(long)]
        translations: Option<PathBuf>,
        /// Only say what would be brought in.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        signer: Signer,
    },
}

/// Verbs of `user`.
#[derive(Subcommand, Debug)]
pub enum User {
    /// Add a delegate and give full powers in every relationship of this node.
    Add {
        /// The login.
        login: String,
        /// Names.
        #[arg(long = "person", value_name = "LANG=NAME")]
        persons: Vec<String>,
        /// Offices.
        #[arg(long = "office", value_name = "LANG=OFFICE")]
        offices: Vec<String>,
        /// The password; asked for if it is not given.
        #[arg(long, env = "DETENTE_PASSWORD", hide_env_values = true)]
        password: Option<String>,
    },
    /// The people of this node.
    List,
}
