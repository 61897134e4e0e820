//! Settings: `{base}/settings` (you), `/settings/party`, `/settings/delegates`, `/settings/peers`.

use askama::Template;

use super::parts::{Person, Words, grouped_hex};
use crate::frame::{Frame, Peer};

/// The person's own settings.
///
/// POST `{base}/settings` with `shortcuts` (`1` when ticked); POST `{base}/settings/password` with `current`, `new`,
/// `again`.
#[derive(Template)]
#[template(path = "settings/you.html")]
pub struct YouPage {
    /// The frame.
    pub frame: Frame,
    /// The person.
    pub person: Person,
    /// What this person may sign, in the reader's language.
    pub may: Vec<String>,
    /// Whether a password can be changed here (not in the demo).
    pub has_password: bool,
    /// Whether the current password is asked for; not of who came in by a link.
    pub asks_current: bool,
}

/// The party.
#[derive(Template)]
#[template(path = "settings/party.html")]
pub struct PartyPage {
    /// The frame.
    pub frame: Frame,
    /// Its names, one per language.
    pub names: Vec<Words>,
    /// Its letter in this space.
    pub letter: String,
    /// Its id, hex.
    pub id: String,
    /// The six words of its fingerprint.
    pub words: Vec<String>,
    /// Its keys.
    pub keys: Vec<KeyLine>,
}

/// A key of the party.
#[derive(Clone)]
pub struct KeyLine {
    /// What it is for, in the reader's language.
    pub role: String,
    /// The name of the algorithm.
    pub algorithm: String,
    /// Its fingerprint, hex.
    pub fingerprint: String,
    /// Since when, ms UTC.
    pub since: i64,
    /// When it was backed up, ms UTC.
    pub backed_up: Option<i64>,
}

/// The delegates and their full powers.
///
/// POST `{base}/settings/delegates` with `name`, `office`, `office_lang`, `may` (repeated: `propose`, `assent`, `say`,
/// `suspend`, `erase`), `until` (a date, may be empty). POST `{base}/settings/delegates/{id}/revoke` with `reason`,
/// `reason_lang`. POST `{base}/settings/delegates/{id}/hand-over` with `to` (a login; empty for somebody new), `name`,
/// `office_lang` and `until`. All answer with the check page.
#[derive(Template)]
#[template(path = "settings/delegates.html")]
pub struct DelegatesPage {
    /// The frame.
    pub frame: Frame,
    /// The delegates, those with powers first.
    pub delegates: Vec<Delegate>,
    /// Whether this person may accredit and revoke.
    pub may_accredit: bool,
    /// The people of this seat: what they log in with, and their names.
    pub successors: Vec<(String, String)>,
    /// Id of the delegate whose office is being handed over, if that form was sent.
    pub handing: String,
    /// The successor that was chosen there.
    pub to: String,
    /// What was typed.
    pub typed: Accreditation,
}

/// A delegate.
#[derive(Clone)]
pub struct Delegate {
    /// Id in addresses.
    pub id: String,
    /// Who.
    pub person: Person,
    /// What they may sign, in the reader's language.
    pub may: Vec<String>,
    /// Since when, ms UTC.
    pub since: i64,
    /// Until when, ms UTC.
    pub until: Option<i64>,
    /// When the powers were revoked, ms UTC.
    pub revoked: Option<i64>,
    /// Whether it is the reader.
    pub you: bool,
    /// Fingerprint of the key, hex.
    pub key: String,
    /// The entry that accredited: "A 2".
    pub entry: String,
    /// Where that entry is shown.
    pub href: String,
    /// That what binds is signed together with others, in words.
    pub together: Option<String>,
    /// From whom the office was taken over.
    pub took_over: Option<String>,
    /// To whom it was handed over.
    pub handed_to: Option<String>,
}

/// What was typed into the form for a new delegate.
#[derive(Clone, Default)]
pub struct Accreditation {
    /// The name.
    pub name: String,
    /// The office.
    pub office: String,
    /// The language of the office.
    pub office_lang: String,
    /// What is ticked: `propose`, `assent`, `say`, `suspend`.
    pub may: Vec<String>,
    /// The date.
    pub until: String,
    /// How many delegates sign together what binds: `1`, `2` or `3`.
    pub together: String,
}

/// The peers.
///
/// POST `{base}/settings/peers/invite` with `name`; POST `{base}/settings/peers/accept` with `invitation`; POST
/// `{base}/settings/peers/{id}/compared` with `same` (`yes` or `no`), `/pause` and `/resume` without fields.
#[derive(Template)]
#[template(path = "settings/peers.html")]
pub struct PeersPage {
    /// The frame.
    pub frame: Frame,
    /// The peers.
    pub peers: Vec<PeerLine>,
    /// The invitation that was just made.
    pub invitation: Option<Invitation>,
    /// What was typed as the name of the one to invite.
    pub typed_name: String,
    /// What was typed as an invitation.
    pub typed_invitation: String,
}

/// A peer.
#[derive(Clone)]
pub struct PeerLine {
    /// Id in addresses.
    pub id: String,
    /// Name and state.
    pub peer: Peer,
    /// The six words both sides compare.
    pub words: Vec<String>,
    /// Whether they were compared.
    pub compared: bool,
    /// Where it is reached.
    pub address: String,
    /// When it was last heard of, ms UTC.
    pub last_seen: Option<i64>,
    /// Whether it is paused.
    pub paused: bool,
}

/// An invitation.
#[derive(Clone)]
pub struct Invitation {
    /// For whom.
    pub name: String,
    /// The text to hand over.
    pub text: String,
    /// The six words to compare by telephone.
    pub words: Vec<String>,
    /// Until when it can be used, ms UTC.
    pub until: i64,
}

impl PartyPage {
    /// The id in groups of four.
    pub fn id_groups(&self) -> Vec<String> {
        grouped_hex(&self.id)
    }
}

impl KeyLine {
    /// The fingerprint in groups of four.
    pub fn groups(&self) -> Vec<String> {
        grouped_hex(&self.fingerprint)
    }
}

impl Delegate {
    /// Id of the reason in the form that revokes.
    pub fn reason_id(&self) -> String {
        format!("reason-{}", self.id)
    }

    /// Id of a field in the form that hands the office over.
    pub fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.id)
    }

    /// The fingerprint in groups of four.
    pub fn key_groups(&self) -> Vec<String> {
        grouped_hex(&self.key)
    }
}

impl DelegatesPage {
    /// What can be ticked: name in the form, key of the name on screen.
    pub fn powers(&self) -> [(&'static str, &'static str); 5] {
        [
            ("propose", "settings-power-propose"),
            ("assent", "settings-power-assent"),
            ("say", "settings-power-say"),
            ("suspend", "settings-power-suspend"),
            ("erase", "settings-power-erase"),
        ]
    }

    /// Whether the office of this delegate is being handed over.
    pub fn is_handing(&self, delegate: &Delegate) -> bool {
        self.handing == delegate.id
    }

    /// Whether this login was chosen as the successor.
    pub fn is_successor(&self, login: &str) -> bool {
        self.to == login
    }

    /// How many can be asked to sign together: value in the form, key of the words.
    pub fn togethers(&self) -> [(&'static str, &'static str); 3] {
        [
            ("1", "settings-together-alone"),
            ("2", "settings-together-two"),
            ("3", "settings-together-three"),
        ]
    }

    /// Whether this one is ticked.
    pub fn ticked(&self, power: &str) -> bool {
        self.typed.may.iter().any(|ticked| ticked == power)
    }
}
