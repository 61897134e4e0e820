//! What stands around every page: whose seat the reader is in, where to go, whether the peers are in step, what went wrong.

use std::borrow::Borrow;

use i18n::{Arg, Lang, Localizer};
use node::Stop;

use crate::pages::parts::Person;

/// The frame of a page. Every page struct has one in its field `frame`.
#[derive(Clone)]
pub struct Frame {
    /// The reader's language.
    pub l: Localizer,
    /// The time of this answer, ms UTC.
    pub now: i64,
    /// The path of the space, for example `/s/3f9a21c0`; empty outside a space.
    pub base: String,
    /// Which entry of the navigation is current.
    pub section: Section,
    /// Title of the page, in the reader's language.
    pub title: String,
    /// Whose seat the reader is in; none when nobody is logged in. Without a seat there is no navigation.
    pub seat: Option<Seat>,
    /// How many items wait for this person.
    pub waiting: usize,
    /// How it stands with each peer.
    pub peers: Vec<Peer>,
    /// The three language links.
    pub languages: Vec<LanguageLink>,
    /// Whether this node runs the demo.
    pub demo: bool,
    /// What was just done, if anything.
    pub notice: Option<Notice>,
    /// What is wrong with what was sent, in the order of the page.
    pub errors: Vec<FieldError>,
    /// Version of this node.
    pub version: String,
    /// Head of the reader's own log in this space, hex; its first 8 characters are shown.
    pub head: Option<String>,
    /// Address of the event stream, if this page is to stay fresh.
    pub events: Option<String>,
    /// Whether the reader has keyboard shortcuts switched on.
    pub shortcuts: bool,
    /// What a closed space says of itself above every page.
    pub closed: Option<String>,
    /// Why nothing more is signed here for the party, if so.
    pub stopped: Option<Stop>,
    /// Whether somebody else replaced the party's keys in the space.
    pub replaced: bool,
}

/// The entries of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The relationship at a glance.
    Relationship,
    /// The three lists.
    Framework,
    /// What waits for this person.
    Waiting,
    /// The record.
    Record,
    /// The private advisor: its pages say that nothing on them leaves this node.
    Advisor,
    /// Settings.
    Settings,
    /// None of these (login, errors).
    Elsewhere,
}

impl Section {
    /// Its name in addresses.
    pub fn name(&self) -> &'static str {
        match self {
            Section::Relationship => "relationship",
            Section::Framework => "framework",
            Section::Waiting => "waiting",
            Section::Record => "record",
            Section::Advisor => "advisor",
            Section::Settings => "settings",
            Section::Elsewhere => "",
        }
    }
}

/// Whose seat the reader is in.
#[derive(Clone)]
pub struct Seat {
    /// The party's name in the reader's language.
    pub party: String,
    /// Who runs the node, when the seat is hosted there; none when it is this node's own party.
    pub host: Option<String>,
    /// Whether the seat is a facilitator's.
    pub facilitator: bool,
    /// The person who is logged in.
    pub person: Person,
}

/// How it stands with a peer.
#[derive(Clone)]
pub struct Peer {
    /// The peer's name in the reader's language.
    pub name: String,
    /// Whether it is a witness, which signs heads and is sent no entries: what is counted is what its heads are over.
    pub witness: bool,
    /// Its state.
    pub state: PeerState,
}

/// How it stands with a peer; shown in words.
#[derive(Clone)]
pub enum PeerState {
    /// Both hold the same entries.
    InStep {
        /// How many entries both hold.
        entries: u64,
        /// When it was last heard of, ms UTC.
        at: i64,
    },
    /// Entries are on their way.
    CatchingUp {
        /// How many have arrived.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// It does not answer.
    OutOfTouch {
        /// Since when, ms UTC.
        since: i64,
        /// Entries that wait to be delivered.
        queued: u64,
    },
    /// The records differ.
    Differs {
        /// Number of the entry at which they differ at the latest: "B-17".
        from: String,
    },
    /// The exchange is paused here.
    Paused,
    /// A restored node signs nothing until it has answered.
    Awaited,
    /// Never heard of yet.
    Never,
}

/// A link to this page in another language.
#[derive(Clone)]
pub struct LanguageLink {
    /// The language.
    pub lang: Lang,
    /// Where the link goes.
    pub href: String,
    /// Whether it is the language of this page.
    pub current: bool,
}

/// What was just done.
#[derive(Clone)]
pub struct Notice {
    /// What was done: "Your agreement is signed: entry A-12."
    pub what: String,
    /// What follows from it: "It takes effect when Borealis agrees."
    pub next: Option<String>,
}

/// What is wrong with one field of a form.
#[derive(Clone)]
pub struct FieldError {
    /// Id of the field the message links to; empty when the whole form is meant.
    pub field: String,
    /// What is wrong, and what to do: a whole sentence.
    pub what: String,
}

impl Frame {
    /// A message.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.l.t(key.as_ref())
    }

    /// A message with a `count`.
    pub fn n(&self, key: &str, count: impl Borrow<usize>) -> String {
        self.l.ta(key, &[("count", (*count.borrow()).into())])
    }

    /// A message with one argument.
    pub fn a(&self, key: &str, name: &str, value: impl AsRef<str>) -> String {
        self.l.ta(key, &[(name, value.as_ref().into())])
    }

    /// A message with two arguments.
    pub fn a2(
        &self,
        key: &str,
        name: &str,
        value: impl AsRef<str>,
        other: &str,
        second: impl AsRef<str>,
    ) -> String {
        self.l.ta(
            key,
            &[
                (name, value.as_ref().into()),
                (other, second.as_ref().into()),
            ],
        )
    }

    /// Words joined the way the language does it: "Asteria, Borealis" or "Asteria、Borealis".
    pub fn join(&self, words: &[String]) -> String {
        self.l.list(words)
    }

    /// Sentences one after the other: with a space between them where the language has one.
    pub fn sentences(&self, sentences: &[String]) -> String {
        self.l.sentences(sentences)
    }

    /// A date.
    pub fn date(&self, ms: &i64) -> String {
        self.l.date(*ms)
    }

    /// A date and a time, UTC.
    pub fn time(&self, ms: &i64) -> String {
        self.l.time_utc(*ms)
    }

    /// How long ago.
    pub fn ago(&self, ms: &i64) -> String {
        self.l.ago(*ms, self.now)
    }

    /// The machine form of a time, for `<time datetime>`.
    pub fn iso(&self, ms: &i64) -> String {
        crate::pages::parts::iso(*ms)
    }

    /// What is wrong with the field of this id, if anything.
    pub fn error(&self, field: impl AsRef<str>) -> Option<&str> {
        let field = field.as_ref();
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.what.as_str())
    }

    /// Whether this section is the current one, by its name in addresses.
    pub fn is(&self, name: &str) -> bool {
        self.section.name() == name
    }

    /// Whether a language is the chosen one: the reader's own when nothing was chosen.
    pub fn chosen(&self, lang: &Lang, chosen: impl AsRef<str>) -> bool {
        let chosen = chosen.as_ref();
        if chosen.is_empty() {
            self.l.lang == *lang
        } else {
            lang.tag() == chosen
        }
    }

    /// Where "Relationship" leads.
    pub fn home(&self) -> &str {
        if self.base.is_empty() {
            "/"
        } else {
            &self.base
        }
    }

    /// The first 8 characters of the head of the record.
    pub fn head_short(&self) -> Option<&str> {
        self.head
            .as_deref()
            .map(|head| head.get(..8).unwrap_or(head))
    }

    /// The state of a peer, in words.
    pub fn peer_words(&self, peer: &Peer) -> String {
        let l = &self.l;
        let name = Arg::from(&peer.name);
        match &peer.state {
            PeerState::InStep { at, .. } if peer.witness => {
                let ago = l.ago(*at, self.now);
                let args = [("peer", name), ("ago", Arg::from(&ago))];
                l.ta("frame-peer-witness-in-step", &args)
            }
            PeerState::CatchingUp { done, total } if peer.witness => l.ta(
                "frame-peer-witness-behind",
                &[
                    ("peer", name),
                    ("done", (*done).into()),
                    ("total", (*total).into()),
                ],
            ),
            PeerState::OutOfTouch { since, queued } if peer.witness => {
                let since = l.time_utc(*since);
                let args = [
                    ("peer", name),
                    ("since", Arg::from(&since)),
                    ("queued", (*queued).into()),
                ];
                l.ta("frame-peer-witness-out-of-touch", &args)
            }
            PeerState::InStep { entries, at } => {
                let ago = l.ago(*at, self.now);
                let args = [
                    ("peer", name),
                    ("entries", (*entries).into()),
                    ("ago", Arg::from(&ago)),
                ];
                l.ta("frame-peer-in-step", &args)
            }
            PeerState::CatchingUp { done, total } => l.ta(
                "frame-peer-catching-up",
                &[
                    ("peer", name),
                    ("done", (*done).into()),
                    ("total", (*total).into()),
                ],
            ),
            PeerState::OutOfTouch { since, queued } => {
                let since = l.time_utc(*since);
                let args = [
                    ("peer", name),
                    ("since", Arg::from(&since)),
                    ("queued", (*queued).into()),
                ];
                l.ta("frame-peer-out-of-touch", &args)
            }
            PeerState::Differs { from } => l.ta(
                "frame-peer-differs",
                &[("party", name), ("number", from.into())],
            ),
            PeerState::Paused => l.ta("frame-peer-paused", &[("peer", name)]),
            PeerState::Awaited => l.ta("frame-peer-awaited", &[("peer", name)]),
            PeerState::Never => l.ta("frame-peer-never", &[("peer", name)]),
        }
    }

    /// A message in pieces: whether a piece is a command or a name to type, which stands between backticks in it.
    pub fn pieces(&self, message: impl AsRef<str>) -> Vec<(bool, String)> {
        let pieces = message.as_ref().split('`').map(str::to_owned);
        [false, true].into_iter().cycle().zip(pieces).collect()
    }

    /// An entry by its number, in words: "entry A-12".
    pub fn entry(&self, number: impl AsRef<str>) -> String {
        self.a("record-entry-number", "number", number)
    }

    /// Address of the stylesheet.
    pub fn style_url(&self) -> &'static str {
        &crate::assets::style().url
    }

    /// Address of the script.
    pub fn script_url(&self) -> &'static str {
        &crate::assets::script().url
    }

    /// Address of the icon.
    pub fn icon_url(&self) -> &'static str {
        &crate::assets::icon().url
    }
}

impl Peer {
    /// Whether the reader should look: the peer is not in step.
    pub fn needs_attention(&self) -> bool {
        matches!(
            self.state,
            PeerState::OutOfTouch { .. } | PeerState::Differs { .. } | PeerState::Awaited
        )
    }

    /// Whether the records differ, which a page of its own explains.
    pub fn differs(&self) -> bool {
        matches!(self.state, PeerState::Differs { .. })
    }
}
