//! The page before anything is signed.

use askama::Template;

use super::act::Act;
use super::parts::{ItemRef, Party, Person, Words, grouped_hex};
use super::text::Version;
use crate::frame::Frame;

/// What exactly will be signed, by whom, who will see it, and what follows.
///
/// POST `{base}/sign` with everything in `hidden`, and `passphrase` when it is asked for. The way back is either a link
/// or the same form sent to another address (`change`), with the extra field `change=1`, so that nothing typed is lost.
#[derive(Template)]
#[template(path = "check/check.html")]
pub struct CheckPage {
    /// The frame.
    pub frame: Frame,
    /// The act.
    pub act: Act,
    /// The item it concerns; none for a new item or for powers.
    pub item: Option<ItemRef>,
    /// All items, when one act concerns many.
    pub items: Vec<ItemRef>,
    /// Name of the list it will stand on, for new items and moves; empty otherwise.
    pub list: String,
    /// Its areas, in the reader's language, as they are signed.
    pub areas: Vec<String>,
    /// The principles that it cites.
    pub cites: Vec<ItemRef>,
    /// The exact text in every language.
    pub versions: Vec<Version>,
    /// The own texts that the same press takes back, each in every language.
    pub withdrawn: Vec<Vec<Version>>,
    /// The reason that is signed with it.
    pub reason: Option<Words>,
    /// What it is in answer to, in the reader's language.
    pub answers: Option<String>,
    /// Where the words come from: the label and the full reference.
    pub sources: Vec<String>,
    /// The date that is signed with it, ms UTC.
    pub until: Option<i64>,
    /// Digest of what is signed, hex.
    pub digest: String,
    /// What changes among the members, a sentence for each.
    pub changes: Vec<String>,
    /// What newcomers will read, a sentence for each, where members change.
    pub newcomers: Vec<String>,
    /// Who will be able to read it.
    pub readers: Vec<Reader>,
    /// What follows from the signature.
    pub effect: Effect,
    /// Who signs.
    pub person: Person,
    /// For which party.
    pub party: Party,
    /// Whether the key is opened by a passphrase for each signature.
    pub asks_passphrase: bool,
    /// What the form carries: names and values, signed or needed to make the same command again.
    pub hidden: Vec<(String, String)>,
    /// The way back.
    pub back: Back,
}

/// Someone who will be able to read what is signed.
#[derive(Clone)]
pub struct Reader {
    /// The name.
    pub name: String,
    /// As what, in the reader's language: "party", "facilitator".
    pub role: String,
}

/// What follows from the signature.
#[derive(Clone)]
pub enum Effect {
    /// It is the last signature: the text takes effect.
    InEffect,
    /// It takes effect when these parties agree, too.
    WhenAgreed(Vec<String>),
    /// It can no longer take effect.
    Dead,
    /// The agreement is withdrawn as soon as these parties have noted it, unless they agreed first.
    Released(Vec<String>),
    /// Our text is withdrawn, then theirs is agreed to.
    Swapped(String),
    /// One party's own act: it holds at once and needs nobody's agreement.
    OneSided,
    /// What was asked for is erased at this node.
    Erased,
    /// It stands as this party's words. Nothing else changes.
    Words(String),
    /// The person may, or may no longer, act for the party.
    Powers,
    /// Nothing yet: so many more delegates of the party must sign the same.
    Shared(u64),
}

/// The way back.
#[derive(Clone)]
pub enum Back {
    /// A link.
    Link(String),
    /// The form, sent to this address with `change=1`.
    Form(String),
}

impl Effect {
    /// In words.
    pub fn words(&self, frame: &Frame) -> String {
        match self {
            Effect::InEffect => frame.t("check-effect-now"),
            Effect::WhenAgreed(parties) => {
                frame.a("check-effect-waiting", "parties", frame.join(parties))
            }
            Effect::Dead => frame.t("check-effect-dead"),
            Effect::Released(parties) => {
                frame.a("check-effect-released", "parties", frame.join(parties))
            }
            Effect::Swapped(party) => frame.a("check-effect-swapped", "party", party),
            Effect::Erased => frame.t("erasure-effect"),
            Effect::OneSided => frame.t("check-effect-own"),
            Effect::Words(party) => frame.a("check-effect-none", "party", party),
            Effect::Powers => frame.t("check-effect-powers"),
            Effect::Shared(count) => frame.n("check-effect-shared", *count as usize),
        }
    }
}

impl CheckPage {
    /// The digest in groups of four.
    pub fn digest_groups(&self) -> Vec<String> {
        grouped_hex(&self.digest)
    }

    /// What the signature commits to.
    pub fn commits(&self) -> String {
        if self.act == Act::Suspend && !self.items.is_empty() {
            return self.frame.t("framework-suspend-many-commits");
        }
        commits(&self.frame, self.act)
    }

    /// The words on the button.
    pub fn button(&self) -> String {
        self.frame
            .a("check-sign", "act", self.frame.t(self.act.key()))
    }
}

/// What an act commits to, in the seat of the reader.
pub fn commits(frame: &Frame, act: Act) -> String {
    let facilitator = frame.seat.as_ref().is_some_and(|seat| seat.facilitator);
    match act {
        Act::Propose | Act::Amend | Act::ProposeAgain if facilitator => {
            frame.t("framework-act-propose-facilitator-commits")
        }
        _ => frame.t(act.commits_key()),
    }
}
