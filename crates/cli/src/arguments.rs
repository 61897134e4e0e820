//! What can be typed. Nouns, then verbs; every option is also an environment variable.

mod item;
mod key;
mod peer;
mod proof;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use item::{Item, Signer, Text, Words};
pub use key::{Key, KeyAlgorithm, New};
pub use peer::{Peer, Pouch, Space};
pub use proof::{Head, Receipt};

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
    /// The language of what is printed: en, zh-Hans or zh-Hant; the terminal's if it is left out.
    #[arg(long, env = "DETENTE_LANG", global = true)]
    pub lang: Option<String>,
    /// Which relationship: the first digits of its id, as `space list` prints them.
    #[arg(long, env = "DETENTE_SPACE", value_name = "ID", global = true)]
    pub space: Option<String>,
    /// Print JSON: the same in every language.
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
    /// Whether this folder and this machine are fit to run a node, and what to do if not.
    Doctor(Doctor),
    /// Copy the record, while the node runs or not, into a folder for the day it is needed.
    Backup(Backup),
    /// Make the data folder of this node from a backup. It signs nothing until the peers have said what was signed since.
    Restore(Restore),
    /// The other parties' nodes.
    #[command(subcommand)]
    Peer(Peer),
    /// The relationships of this node.
    #[command(subcommand)]
    Space(Space),
    /// The exchange by files, for nodes that no network connects.
    #[command(subcommand)]
    Pouch(Pouch),
    /// Full powers of delegates.
    #[command(subcommand)]
    Powers(Powers),
    /// The party's own keys: which there are, and new ones in their place.
    #[command(subcommand)]
    Key(Key),
    /// What stands on a list.
    List(List),
    /// Items and the texts on them.
    #[command(subcommand)]
    Item(Item),
    /// The words of a text.
    #[command(subcommand)]
    Text(Text),
    /// Working notes of a closed relationship: unsigned, and erased on the agreed day.
    #[command(subcommand)]
    Note(Note),
    /// The signed record.
    #[command(subcommand)]
    Record(Record),
    /// Bring in what a file says.
    #[command(subcommand)]
    Import(Import),
    /// People who may log in at this node.
    #[command(subcommand)]
    User(User),
    /// The private advisor's engines on files: nothing is sent, nothing is kept.
    #[command(subcommand)]
    Advisor(Advisor),
    /// Completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// The manual page.
    Man,
}

/// Verbs of `advisor`.
#[derive(Subcommand, Debug)]
pub enum Advisor {
    /// The undominated packages of a folder with a domain and preference sheets (Genius XML or GeniusWeb JSON).
    Package {
        /// The folder.
        folder: PathBuf,
    },
    /// Which situations of a conflict model would hold, and why (`.gmcr` or JSON).
    Escalate {
        /// The model.
        model: PathBuf,
    },
    /// In which order to take items up, so that trust can grow (JSON).
    Agenda {
        /// The file.
        file: PathBuf,
    },
}

/// Verbs of `note`.
#[derive(Subcommand, Debug)]
pub enum Note {
    /// Leave a note for every member. Nobody signs it.
    Write {
        /// The words.
        words: String,
        /// A name to put under it; none if it is left out.
        #[arg(long)]
        name: Option<String>,
    },
    /// The notes that are here.
    List,
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
    /// The algorithm of the party's own keys and of those of its delegates.
    #[arg(long, default_value = "ed25519")]
    pub algorithm: KeyAlgorithm,
    /// What `key recovery-make` wrote: the recovery keys that can replace all others.
    #[arg(long, value_name = "FILE")]
    pub recovery: Option<PathBuf>,
}

/// Options of `backup`.
#[derive(Args, Debug)]
pub struct Backup {
    /// The folder to write; it must not be there yet.
    pub to: PathBuf,
    /// With the keys that the node works with. Whoever has them can speak as this node; the root keys are never in it.
    #[arg(long)]
    pub keys: bool,
    /// With what never leaves this node: people, their wrapped keys, drafts, and the advisor's papers.
    #[arg(long)]
    pub private: bool,
}

/// Options of `restore`.
#[derive(Args, Debug)]
pub struct Restore {
    /// The folder that `detente backup` wrote. If it holds no record, the peers bring it all.
    pub from: PathBuf,
    /// The folder with the keys, if the backup has none.
    #[arg(long, value_name = "FOLDER")]
    pub keys: Option<PathBuf>,
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
    /// Where `/metrics` is served for Prometheus; nowhere if not given. Whoever reaches it sees counts.
    #[arg(long, env = "DETENTE_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Pages are served through HTTPS in front of this node: mark cookies so.
    #[arg(long, env = "DETENTE_SECURE_COOKIES")]
    pub secure_cookies: bool,
}

/// Verbs of `powers`.
#[derive(Subcommand, Debug)]
pub enum Powers {
    /// Everybody's delegates and what they may sign.
    List,
    /// Give a person of this node powers to sign for the party in a relationship.
    Grant {
        /// The person's login.
        login: String,
        /// What the person may sign; everything if it is left out.
        #[arg(long, value_delimiter = ',')]
        may: Vec<May>,
        /// Until which day (2027-03-01); for good if it is left out.
        #[arg(long)]
        until: Option<String>,
        /// How many delegates must sign together what binds the party, this one included.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=8))]
        together: u64,
        #[command(flatten)]
        confirmed: Confirmed,
    },
    /// Hand an office over: its powers go to a successor, and the predecessor's end by the same entry.
    HandOver {
        /// The first digits of the predecessor's key, as `powers list` prints it.
        key: String,
        /// The successor's login.
        #[arg(long, value_name = "LOGIN")]
        to: String,
        /// Until which day (2027-03-01); for good if it is left out.
        #[arg(long)]
        until: Option<String>,
        #[command(flatten)]
        confirmed: Confirmed,
    },
    /// What whoever takes an office over has to know: what is open, whose turn it is, what was put off.
    Brief {
        /// The first digits of the predecessor's key: shows what it signed last.
        #[arg(long, value_name = "KEY")]
        from: Option<String>,
    },
    /// End a delegate's powers.
    Revoke {
        /// The first digits of the delegate's key.
        key: String,
        #[command(flatten)]
        confirmed: Confirmed,
    },
}

/// Whether to ask before the party's seal is put to something.
#[derive(Args, Debug, Clone, Copy)]
pub struct Confirmed {
    /// Do it without asking. Needed when this is not run on a terminal.
    #[arg(long)]
    pub yes: bool,
}

/// What powers can be for.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Positions and remarks.
    Say,
    /// Texts, and what is brought in for discussion.
    Propose,
    /// Agreeing, declining, taking back, putting off.
    Assent,
    /// Suspending, resuming, withdrawing.
    Suspend,
    /// Asking for erasure, and answering such requests.
    Erase,
}

/// Options of `doctor`.
#[derive(Args, Debug)]
pub struct Doctor {
    /// Where the pages are to be reached.
    #[arg(long, env = "DETENTE_LISTEN", default_value = "127.0.0.1:8600")]
    pub listen: SocketAddr,
    /// Where peers are to reach the node.
    #[arg(long, env = "DETENTE_PEER_LISTEN", default_value = "0.0.0.0:8643")]
    pub peer_listen: SocketAddr,
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
    /// Mend a damaged record: keep what is sound, set the damaged file aside, and let the peers bring the rest.
    Repair,
    /// Write the space, or some of its entries, to a file that `detente-verify` checks without a node.
    Bundle(Bundle),
    /// A receipt (RFC 9942) for where an own entry stands: printed, or written to a file that `detente-verify` checks.
    Receipt(Receipt),
    /// The latest signed head of each log; the own one as a note or a file, with proof that it extends an earlier one.
    Head(Head),
    /// Which logs have two signed versions, and who shows less than it has signed to hold.
    Forks {
        /// Write what proves it to this file, which must not be there yet: two signed heads for each log, no words.
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
    },
    /// Go on after two versions of your party's log were signed: the next entry names both, and all that your party signed
    /// on either counts. First stop every other copy of this node.
    Heal,
    /// Ask that words of an entry are erased, wherever they are held.
    Erase {
        /// The entry's number, as `log` prints it: A-12.
        entry: String,
        /// Which of its words, by the number that `show` prints them with; all of them if it is left out.
        #[arg(long = "words", value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..=1024))]
        words: Vec<u64>,
        /// The legal basis; `en=...` if it is not in the language of the command line.
        #[arg(long)]
        basis: String,
        #[command(flatten)]
        signer: Signer,
    },
    /// Who asked for erasure, and what each party's node does about it.
    Erasures,
    /// Say what this node does about a request for erasure. `erased` is done at once and cannot be undone.
    AnswerErasure {
        /// The request's number, as `erasures` prints it: B-7.
        request: String,
        /// What it does.
        outcome: Outcome,
        /// Why; `en=...` if it is not in the language of the command line.
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        signer: Signer,
    },
}

/// What a node does about a request for erasure.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It erased the words.
    Erased,
    /// It keeps them.
    Kept,
}

/// What goes into a bundle.
#[derive(Args, Debug)]
pub struct Bundle {
    /// The file; it must not be there yet.
    pub file: PathBuf,
    /// Hand over the content of this entry and of no other; may be given several times.
    #[arg(long, value_name = "ENTRY", conflicts_with_all = ["no_content", "alone"])]
    pub content: Vec<String>,
    /// Hand over no content at all: who said what kind of thing, and what is in effect, is shown without it.
    #[arg(long, conflicts_with = "alone")]
    pub no_content: bool,
    /// Write it without asking, also before the day that the members agreed on for publishing.
    #[arg(long)]
    pub yes: bool,
    /// Hand over this entry without the rest of its log; may be given several times.
    #[arg(long, value_name = "ENTRY")]
    pub alone: Vec<String>,
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
        /// Give no powers: the person may read, until `powers grant`.
        #[arg(long)]
        without_powers: bool,
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
        /// The public key (Ed25519 or ML-DSA-44, in hexadecimal digits) of a delegate whose key stays on a device of their own;
        /// they sign over the HTTP API only.
        #[arg(long, value_name = "HEX", conflicts_with = "without_powers")]
        key: Option<String>,
    },
    /// The people of this node.
    List,
}
