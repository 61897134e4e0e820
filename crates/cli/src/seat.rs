//! The node in the data folder, its only seat, the relationship that was chosen, and the words that stand for
//! items and texts.

use std::sync::Arc;

use anyhow::{Result, bail};
use domain::{Item, Relationship, Wording, Wordings};
use i18n::{Lang, Localizer};
use node::device::Unsigned;
use node::people::PersonView;
use node::{ActError, Name, Node, Space};
use record::key::SecretKey;
use record::{PartyId, Record, SpaceId, StatementId};

use crate::arguments::{Signer, Words};
use crate::commands::How;
use crate::say::{fault, usage, with};

/// What a command works on.
pub struct Desk {
    /// The node.
    pub node: Arc<Node>,
    /// The seat.
    pub party: PartyId,
    /// What says everything in the reader's language.
    pub l: Localizer,
    /// The first digits of the relationship that was chosen.
    chosen: Option<String>,
}

impl Desk {
    /// Opens the folder. A server may be running on it: it notices what is written here.
    pub fn open(how: &How<'_>) -> Result<Desk> {
        let node = Node::open(&how.dir)?;
        let l = how.lang.l();
        let Some(seat) = node.seats().next() else {
            bail!(fault(l, "fault-not-seated", &[]));
        };
        let party = seat.party;
        Ok(Desk {
            node: Arc::new(node),
            party,
            l,
            chosen: how.space.clone(),
        })
    }

    /// The relationships that were chosen: the one that `--space` names, or all of them.
    pub fn spaces(&self) -> Result<Vec<SpaceId>> {
        match &self.chosen {
            Some(_) => Ok(vec![self.space()?]),
            None => Ok(self.all()),
        }
    }

    /// The relationships of this party. One that was offered, and does not show yet that it lets us in, is none.
    fn all(&self) -> Vec<SpaceId> {
        let mut all = self.node.space_ids();
        let is_ours = |state: &Space| state.record.was_member(&self.party);
        all.retain(|space| self.node.read(space, is_ours) == Some(true));
        all
    }

    /// The relationship to work on: the one that `--space` names, or the only one.
    pub fn space(&self) -> Result<SpaceId> {
        let all = self.all();
        if all.is_empty() {
            bail!(fault(self.l, "command-no-space", &[]));
        }
        let Some(digits) = &self.chosen else {
            return match all.as_slice() {
                [only] => Ok(*only),
                _ => Err(self.choose("command-space-which", "", &all)),
            };
        };
        let digits = digits.to_lowercase();
        let fits = |space: &SpaceId| !digits.is_empty() && space.hex().starts_with(&digits);
        let fitting: Vec<SpaceId> = all.iter().copied().filter(fits).collect();
        match fitting.as_slice() {
            [one] => Ok(*one),
            [] => Err(self.choose("command-space-unknown", &digits, &all)),
            _ => Err(self.choose("command-space-several", &digits, &fitting)),
        }
    }

    /// The fault that lists what there is to choose from.
    fn choose(&self, key: &str, digits: &str, spaces: &[SpaceId]) -> anyhow::Error {
        let row = |space: &SpaceId| format!("\n  {}  {}", space.short(), self.title(space));
        let list: String = spaces.iter().map(row).collect();
        let words = with(self.l, key, &[("digits", digits)]);
        crate::say::coded(crate::say::exit::USAGE, words + &list)
    }

    /// What the founding calls a relationship, each title with its language.
    pub fn titles(&self, space: &SpaceId) -> Vec<(String, String)> {
        let Ok(Some((founding, payloads))) = self.node.founding_of(space) else {
            return Vec::new();
        };
        let commitments = record::Founding::read(&founding)
            .map(|founding| founding.body.payloads)
            .unwrap_or_default();
        let lang = |payload: &record::Payload| {
            commitments
                .iter()
                .find(|one| payload.matches(one))
                .and_then(|one| one.lang.clone())
        };
        let title = |payload: record::Payload| {
            let words = String::from_utf8_lossy(&payload.content);
            let first = words.lines().next().unwrap_or_default().to_owned();
            Some((lang(&payload)?, first))
        };
        payloads.into_iter().filter_map(title).collect()
    }

    /// What a relationship is called in the reader's language.
    pub fn title(&self, space: &SpaceId) -> String {
        let titles = self.titles(space);
        nearest(&titles, self.l.lang).unwrap_or_default().to_owned()
    }

    /// Reads the relationship that was chosen.
    pub fn read<T>(&self, look: impl FnOnce(&Space) -> T) -> Result<T> {
        let space = self.space()?;
        let read = self.node.read(&space, look);
        read.ok_or_else(|| fault(self.l, "command-no-space", &[]))
    }

    /// Who signs: the person that `--login` names, or the only one.
    pub fn person(&self, signer: &Signer) -> Result<PersonView> {
        let mut people = self.node.people()?;
        if let Some(login) = &signer.login {
            people.retain(|person| person.login == *login);
        }
        match (people.pop(), people.is_empty(), &signer.login) {
            (Some(person), true, _) => Ok(person),
            (Some(_), false, _) => bail!(usage(self.l, "command-who", &[])),
            (None, _, None) => bail!(fault(self.l, "command-nobody", &[])),
            (None, _, Some(login)) => {
                bail!(fault(self.l, "command-person-unknown", &[("login", login)]))
            }
        }
    }

    /// Opens the delegate's key for one signature.
    pub fn key(&self, signer: &Signer) -> Result<SecretKey> {
        let person = self.person(signer)?;
        let login = person.login;
        if person.key_elsewhere {
            bail!(ActError::Unsigned(Unsigned::KeyElsewhere));
        }
        let password = match &signer.password {
            Some(password) => password.clone(),
            None => {
                let prompt = with(self.l, "command-password-of", &[("login", &login)]);
                ask_password(self.l, &prompt)?
            }
        };
        let opened = self.node.unlock(&login, &password)?;
        let key = opened.map(|unlocked| unlocked.key);
        key.ok_or_else(|| fault(self.l, "command-password-wrong", &[]))
    }

    /// A party's name in the reader's language, or that it is not known yet.
    pub fn name_in(&self, space: &Space, party: &PartyId) -> String {
        let name = nearest(space.relationship.party_names(party), self.l.lang);
        name.map_or_else(|| self.l.t("command-name-unknown"), str::to_owned)
    }
}

/// The name nearest to a reader: the language itself, the other Chinese script, the first there is.
pub fn nearest(names: &[(String, String)], lang: Lang) -> Option<&str> {
    let in_lang = |lang: Lang| names.iter().find(|(tag, _)| tag == lang.tag());
    let other_script = match lang {
        Lang::En => None,
        Lang::ZhHans => in_lang(Lang::ZhHant),
        Lang::ZhHant => in_lang(Lang::ZhHans),
    };
    let found = in_lang(lang).or(other_script).or_else(|| names.first());
    found.map(|(_, name)| name.as_str())
}

/// Asks on the terminal without showing what is typed.
pub fn ask_password(l: Localizer, prompt: &str) -> Result<String> {
    rpassword::prompt_password(format!("{prompt} "))
        .map_err(|_| fault(l, "command-password-not-here", &[]))
}

/// The item that `word` names: its number (A3) or the first digits of its id, at least four.
pub fn item_named<'a>(
    l: Localizer,
    relationship: &'a Relationship,
    record: &Record,
    word: &str,
) -> Result<&'a Item> {
    let fits = |item: &&Item| {
        item.number(record).eq_ignore_ascii_case(word)
            || (word.len() >= 4 && item.object.hex().starts_with(&word.to_lowercase()))
    };
    let found: Vec<&Item> = relationship.items().into_iter().filter(fits).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => bail!(fault(l, "command-item-unknown", &[("word", word)])),
        _ => bail!(usage(l, "command-item-several", &[("word", word)])),
    }
}

/// The text that `word` names: the first digits of its id, or an item with exactly one open text.
pub fn text_named(
    l: Localizer,
    relationship: &Relationship,
    record: &Record,
    word: &str,
) -> Result<StatementId> {
    let texts = record.ledger().texts().map(|(id, _)| *id);
    let found: Vec<StatementId> = texts
        .filter(|id| word.len() >= 6 && id.hex().starts_with(&word.to_lowercase()))
        .collect();
    let word_is = [("word", word)];
    match found.as_slice() {
        [one] => return Ok(*one),
        [] => {}
        _ => bail!(usage(l, "command-text-several", &word_is)),
    }
    let item = item_named(l, relationship, record, word)?;
    match item.open(relationship, record).as_slice() {
        [one] => Ok(*one),
        [] => bail!(fault(l, "command-text-none-open", &word_is)),
        _ => bail!(usage(l, "command-text-rivals", &word_is)),
    }
}

/// Reads `LANG=WORDS`.
pub fn name_of(l: Localizer, argument: &str) -> Result<Name> {
    let Some((lang, text)) = argument.split_once('=') else {
        bail!(usage(l, "command-words-form", &[("words", argument)]));
    };
    if i18n::Lang::from_tag(lang).is_none() {
        bail!(usage(l, "command-language-unknown", &[("lang", lang)]));
    }
    Ok(Name {
        lang: lang.to_owned(),
        text: text.to_owned(),
    })
}

/// Reads several.
pub fn names_of(l: Localizer, arguments: &[String]) -> Result<Vec<Name>> {
    arguments
        .iter()
        .map(|argument| name_of(l, argument))
        .collect()
}

/// Titles and texts as wordings.
pub fn wordings_of(l: Localizer, words: &Words) -> Result<Wordings> {
    let texts = names_of(l, &words.texts)?;
    let titles = names_of(l, &words.titles)?;
    let titled = |text: &&Name| titles.iter().any(|title| title.lang == text.lang);
    if let Some(text) = texts.iter().find(|text| !titled(text)) {
        bail!(usage(l, "command-title-missing", &[("lang", &text.lang)]));
    }
    let wording = |title: Name| Wording {
        text: texts
            .iter()
            .find(|text| text.lang == title.lang)
            .map(|text| text.text.clone())
            .unwrap_or_default(),
        courtesy: words.courtesy.contains(&title.lang),
        lang: title.lang,
        title: title.text,
    };
    Ok(Wordings(titles.into_iter().map(wording).collect()))
}
