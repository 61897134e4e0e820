//! The record: `{base}/record`, `{base}/record/{entry}`, `{base}/record/verify`.

use askama::Template;

use super::parts::{grouped_hex, grouped_number, ItemRef, Party, Person, Words};
use crate::frame::Frame;

/// The explorer. Filter: GET `{base}/record?party=A&kind=assent&q=words&before=120`, all optional.
#[derive(Template)]
#[template(path = "record/record.html")]
pub struct RecordPage {
    /// The frame.
    pub frame: Frame,
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
    /// Up to where each other party holds it: name and size.
    pub held_by: Vec<(String, u64)>,
    /// Time of the newest signed head, ms UTC.
    pub at: i64,
}

/// An entry in the explorer.
#[derive(Clone)]
pub struct EntryRow {
    /// Its number: the letter of its log and its place there, "A 12".
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
    /// Size of the author's identity log under which it is judged.
    pub identity_size: u64,
    /// Who holds it, by signed receipt.
    pub held_by: Vec<HeldLine>,
    /// What was said with it, in words; none when it was erased.
    pub payloads: Vec<Payload>,
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
    /// Everything is unbroken.
    Whole {
        /// How many entries were checked.
        entries: u64,
        /// How many signatures.
        signatures: u64,
        /// When, ms UTC.
        at: i64,
        /// How long it took, ms.
        took_ms: u64,
        /// Parties whose node holds the same head.
        same_head: Vec<String>,
        /// Parties of whom we hold no receipt for the newest entries.
        behind: Vec<String>,
    },
    /// The first fault.
    Fault {
        /// At which entry: "B 17".
        entry: String,
        /// What is wrong, in the reader's language.
        what: String,
        /// What to do, in the reader's language.
        next: String,
        /// How many entries before it are unbroken.
        good: u64,
        /// When, ms UTC.
        at: i64,
    },
}

impl RecordPage {
    /// Whether a filter is set.
    pub fn filtered(&self) -> bool {
        !self.party.is_empty() || !self.kind.is_empty() || !self.q.is_empty()
    }

    /// How many entries, in words.
    pub fn total_words(&self) -> String {
        self.frame.l.ta(
            "record-entries",
            &[("count", (self.total as usize).into()), ("shown", grouped_number(self.total).into())],
        )
    }
}

impl LogHead {
    /// Its size.
    pub fn size_words(&self) -> String {
        grouped_number(self.size)
    }

    /// The first 8 characters of its head.
    pub fn head_short(&self) -> &str {
        self.head.get(..8).unwrap_or(&self.head)
    }

    /// Up to where another party holds it, in words.
    pub fn held_words(&self, frame: &Frame, held: &(String, u64)) -> String {
        if held.1 >= self.size {
            frame.a("record-held-all", "party", &held.0)
        } else {
            frame.a2("record-held-to", "party", &held.0, "size", &grouped_number(held.1))
        }
    }
}

impl EntryRow {
    /// The first 8 characters of its hash.
    pub fn hash_short(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}

impl EntryPage {
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

impl SeenLine {
    /// The first 8 characters of the root.
    pub fn root_short(&self) -> &str {
        self.root.get(..8).unwrap_or(&self.root)
    }

    /// The size.
    pub fn size_words(&self) -> String {
        grouped_number(self.size)
    }
}

impl VerifyPage {
    /// The verdict in plain words: one sentence.
    pub fn verdict(&self) -> String {
        let frame = &self.frame;
        match &self.outcome {
            Outcome::NotRun => frame.t("record-verify-not-run"),
            Outcome::Whole { entries, same_head, behind, .. } => {
                let entries = grouped_number(*entries);
                let mut words = frame.a("record-verify-whole", "entries", &entries);
                if !same_head.is_empty() {
                    words.push(' ');
                    words.push_str(&frame.a("record-verify-same-head", "parties", &frame.join(same_head)));
                }
                if !behind.is_empty() {
                    words.push(' ');
                    words.push_str(&frame.a("record-verify-behind", "parties", &frame.join(behind)));
                }
                words
            }
            Outcome::Fault { entry, .. } => frame.a("record-verify-fault", "entry", entry),
        }
    }

    /// Whether a fault was found.
    pub fn is_fault(&self) -> bool {
        matches!(self.outcome, Outcome::Fault { .. })
    }

    /// Whether everything is whole.
    pub fn is_whole(&self) -> bool {
        matches!(self.outcome, Outcome::Whole { .. })
    }

    /// Numbers of a check that ran to its end, in words.
    pub fn figures(&self) -> String {
        match &self.outcome {
            Outcome::Whole { signatures, at, took_ms, .. } => self.frame.l.ta(
                "record-verify-figures",
                &[
                    ("signatures", grouped_number(*signatures).into()),
                    ("at", self.frame.l.time_utc(*at).into()),
                    ("ms", grouped_number(*took_ms).into()),
                ],
            ),
            Outcome::Fault { good, at, .. } => self.frame.a2(
                "record-verify-good-before",
                "entries",
                &grouped_number(*good),
                "at",
                &self.frame.l.time_utc(*at),
            ),
            Outcome::NotRun => String::new(),
        }
    }
}
