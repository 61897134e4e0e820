//! The record: `{base}/record`, `{base}/record/{entry}`, `{base}/record/verify`.

use askama::Template;

use super::parts::{ItemRef, Party, Person, Words, grouped_hex};
use crate::frame::Frame;

/// The explorer. Filter: GET `{base}/record?party=A&kind=assent&q=words&skip=50`, all optional.
#[derive(Template)]
#[template(path = "record/record.html")]
pub struct RecordPage {
    /// The frame.
    pub frame: Frame,
    /// Whether two versions of a log are signed, which a page of its own explains.
    pub differs: bool,
    /// The logs and their heads, the reader's own first.
    pub logs: Vec<LogHead>,
    /// The parties to filter by.
    pub parties: Vec<Party>,
    /// The letter of the party that is chosen; empty for all.
    pub party: String,
    /// The kinds to filter by: name in the address, name on screen.
    pub kinds: Vec<(String, String)>,
    /// The kind that is chosen; empty for all.
    pub kind: String,
    /// What was typed into the filter.
    pub q: String,
    /// The entries, newest first.
    pub rows: Vec<EntryRow>,
    /// How many entries fit the filter.
    pub total: u64,
    /// Address of the page with newer entries.
    pub newer: Option<String>,
    /// Address of the page with older entries.
    pub older: Option<String>,
}

/// A log and its head.
#[derive(Clone)]
pub struct LogHead {
    /// Whose.
    pub party: Party,
    /// How many entries it has.
    pub size: u64,
    /// Root of its head, hex.
    pub head: String,
    /// Up to where each other member has confirmed it.
    pub held_by: Vec<Holder>,
}

/// Up to where a member has confirmed a log.
#[derive(Clone)]
pub struct Holder {
    /// Its name.
    pub name: String,
    /// How many entries.
    pub size: u64,
    /// Whether it is a witness, which has signed a head over so many and holds none of them.
    pub witness: bool,
}

/// An entry in the explorer.
#[derive(Clone)]
pub struct EntryRow {
    /// Its number: the letter of its log and its place there, "A-12".
    pub number: String,
    /// Where it is shown.
    pub href: String,
    /// Whose log.
    pub party: Party,
    /// When it was sealed, ms UTC.
    pub at: i64,
    /// Who signed.
    pub person: Person,
    /// What kind, in the reader's language.
    pub kind: String,
    /// The title of what it concerns.
    pub title: Option<Words>,
    /// Its hash, hex.
    pub hash: String,
    /// Why it counts for nothing, in the reader's language, if it does.
    pub void: Option<String>,
}

/// One entry.
#[derive(Template)]
#[template(path = "record/entry.html")]
pub struct EntryPage {
    /// The frame.
    pub frame: Frame,
    /// The entry, as in the explorer.
    pub row: EntryRow,
    /// The item it concerns.
    pub item: Option<ItemRef>,
    /// The verdict, in the reader's language: "Valid", or why it counts for nothing.
    pub verdict: String,
    /// Statement id, hex.
    pub statement: String,
    /// The bytes of the statement, hex.
    pub bytes: String,
    /// The fields of the statement, for reading: name and value.
    pub fields: Vec<(String, String)>,
    /// The signatures of the statement.
    pub signatures: Vec<SignatureLine>,
    /// How far its author knew the other logs.
    pub seen: Vec<SeenLine>,
    /// Who holds it, by signed receipt.
    pub held_by: Vec<HeldLine>,
    /// What was said with it, in words; none when it was erased.
    pub payloads: Vec<Payload>,
    /// Whether this person can ask that words of it are erased.
    pub may_ask: bool,
    /// The legal basis that was typed.
    pub basis: String,
    /// Its language.
    pub basis_lang: String,
    /// Entries it answers or acts on: number and address.
    pub answers: Vec<(String, String)>,
    /// Address of the entry before it in the same log.
    pub previous: Option<String>,
    /// Address of the entry after it in the same log.
    pub next: Option<String>,
}

/// A signature.
#[derive(Clone)]
pub struct SignatureLine {
    /// Who.
    pub person: Person,
    /// The name of the algorithm: "Ed25519".
    pub algorithm: String,
    /// Fingerprint of the key, hex.
    pub key: String,
    /// The signature, hex.
    pub bytes: String,
    /// Whether it verifies.
    pub good: bool,
}

/// How far an author knew another log.
#[derive(Clone)]
pub struct SeenLine {
    /// Whose log.
    pub party: Party,
    /// How many entries of it.
    pub size: u64,
    /// Its root at that size, hex.
    pub root: String,
}

/// Someone who holds an entry.
#[derive(Clone)]
pub struct HeldLine {
    /// Who.
    pub party: Party,
    /// When the receipt was signed, ms UTC; none when there is no receipt yet.
    pub at: Option<i64>,
    /// Whether it is a witness, whose receipt is for a head over the entry.
    pub witness: bool,
}

/// What was said with an entry.
#[derive(Clone)]
pub struct Payload {
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its commitment, hex.
    pub commitment: String,
    /// The words; none when they were erased or are not here.
    pub words: Option<Words>,
    /// At whose request this party erased them, in words.
    pub erased: Option<String>,
    /// Whether it is ticked in the form that asks for erasure.
    pub ticked: bool,
}

/// The check of the whole record. POST `{base}/record/verify` runs it; the answer is this page again.
#[derive(Template)]
#[template(path = "record/verify.html")]
pub struct VerifyPage {
    /// The frame.
    pub frame: Frame,
    /// What came out.
    pub outcome: Outcome,
    /// The logs.
    pub logs: Vec<LogHead>,
}

/// What came out of a check.
#[derive(Clone)]
pub enum Outcome {
    /// It has not been run.
    NotRun,
    /// Everything on this node is unbroken.
    Whole {
        /// How many entries were checked.
        entries: u64,
        /// When, ms UTC.
        at: i64,
        /// Parties that have not confirmed everything: name, and how many entries they confirmed.
        behind: Vec<(String, u64)>,
    },
    /// The first fault.
    Fault {
        /// At which entry: "17".
        entry: String,
        /// In whose log.
        party: String,
        /// What is wrong: a message with a key `record-verify-fault-...`.
        fault: String,
        /// When it was checked, ms UTC.
        at: i64,
    },
    /// A fault that no single entry has.
    Broken {
        /// What is wrong, in the reader's language.
        fault: String,
        /// When it was checked, ms UTC.
        at: i64,
    },
}

impl RecordPage {
    /// Whether a filter is set.
    pub fn filtered(&self) -> bool {
        !self.party.is_empty() || !self.kind.is_empty() || !self.q.is_empty()
    }

    /// Whether this kind is chosen.
    pub fn is_kind(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// How many entries, in words.
    pub fn total_words(&self) -> String {
        self.frame
            .l
            .ta("record-count", &[("count", self.total.into())])
    }
}

impl LogHead {
    /// Its size, in words.
    pub fn size_words(&self, frame: &Frame) -> String {
        frame.l.ta("record-count", &[("count", self.size.into())])
    }

    /// The first 8 characters of its head.
    pub fn head_short(&self) -> &str {
        self.head.get(..8).unwrap_or(&self.head)
    }

    /// Up to where another member has confirmed it, in words.
    pub fn held_words(&self, frame: &Frame, held: &Holder) -> String {
        let (all, some) = match held.witness {
            true => ("record-witnessed-all", "record-witnessed-to"),
            false => ("record-held-all", "record-held-to"),
        };
        if held.size >= self.size {
            return frame.a(all, "party", &held.name);
        }
        let args = [("party", (&held.name).into()), ("count", held.size.into())];
        frame.l.ta(some, &args)
    }
}

impl EntryRow {
    /// The first 8 characters of its hash.
    pub fn hash_short(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}

impl EntryPage {
    /// Whether the form that asks for erasure is open: something was typed into it.
    pub fn asks(&self) -> bool {
        !self.basis.is_empty() || !self.frame.errors.is_empty()
    }

    /// The hash in groups of four.
    pub fn hash_groups(&self) -> Vec<String> {
        grouped_hex(&self.row.hash)
    }

    /// The statement id in groups of four.
    pub fn statement_groups(&self) -> Vec<String> {
        grouped_hex(&self.statement)
    }

    /// The bytes of the statement in groups of four.
    pub fn byte_groups(&self) -> Vec<String> {
        grouped_hex(&self.bytes)
    }
}

impl SignatureLine {
    /// The key in groups of four.
    pub fn key_groups(&self) -> Vec<String> {
        grouped_hex(&self.key)
    }

    /// The signature in groups of four.
    pub fn byte_groups(&self) -> Vec<String> {
        grouped_hex(&self.bytes)
    }
}

impl HeldLine {
    /// Since when, or that it is not known yet, in words.
    pub fn words(&self, frame: &Frame) -> String {
        let (since, not_yet) = match self.witness {
            true => ("record-entry-witnessed", "record-entry-not-witnessed"),
            false => ("record-entry-held", "record-entry-not-held"),
        };
        match self.at {
            Some(at) => frame.a2(since, "party", &self.party.name, "time", frame.time(&at)),
            None => frame.a(not_yet, "party", &self.party.name),
        }
    }
}

impl SeenLine {
    /// The first 8 characters of the root.
    pub fn root_short(&self) -> &str {
        self.root.get(..8).unwrap_or(&self.root)
    }

    /// How far, in words.
    pub fn words(&self, frame: &Frame) -> String {
        let size = frame.l.number(self.size);
        frame.a2(
            "record-entry-seen-of",
            "party",
            &self.party.name,
            "number",
            size,
        )
    }
}

impl Payload {
    /// Its size, in words.
    pub fn size_words(&self, frame: &Frame) -> String {
        frame
            .l
            .ta("record-entry-size", &[("count", self.size.into())])
    }

    /// The first 8 characters of its commitment.
    pub fn commitment_short(&self) -> &str {
        self.commitment.get(..8).unwrap_or(&self.commitment)
    }
}

impl VerifyPage {
    /// The verdict in plain words.
    pub fn verdict(&self) -> String {
        let l = &self.frame.l;
        match &self.outcome {
            Outcome::NotRun => l.t("record-verify-about"),
            Outcome::Whole {
                entries, behind, ..
            } if behind.is_empty() => l.ta("record-verify-good", &[("count", (*entries).into())]),
            Outcome::Whole {
                entries, behind, ..
            } => {
                let lines = behind.iter().map(|(party, confirmed)| {
                    let args = [
                        ("count", (*entries).into()),
                        ("party", party.into()),
                        ("confirmed", (*confirmed).into()),
                    ];
                    l.ta("record-verify-good-here", &args)
                });
                self.frame.sentences(&lines.collect::<Vec<_>>())
            }
            Outcome::Fault {
                entry,
                party,
                fault,
                ..
            } => l.ta(
                "record-verify-fault",
                &[
                    ("number", entry.into()),
                    ("party", party.into()),
                    ("fault", fault.into()),
                ],
            ),
            Outcome::Broken { fault, .. } => {
                l.ta("record-verify-broken", &[("fault", fault.into())])
            }
        }
    }

    /// When it was checked, ms UTC.
    pub fn at(&self) -> Option<&i64> {
        match &self.outcome {
            Outcome::NotRun => None,
            Outcome::Whole { at, .. } | Outcome::Fault { at, .. } | Outcome::Broken { at, .. } => {
                Some(at)
            }
        }
    }

    /// Whether a fault was found.
    pub fn is_fault(&self) -> bool {
        matches!(self.outcome, Outcome::Fault { .. } | Outcome::Broken { .. })
    }

    /// Whether everything is whole.
    pub fn is_whole(&self) -> bool {
        matches!(self.outcome, Outcome::Whole { .. })
    }
}
