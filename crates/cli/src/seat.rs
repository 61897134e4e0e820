//! The node in the data folder, its only seat, and the words that stand for items and texts.

use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::{Item, Relationship, Wording, Wordings};
use node::{Name, Node, Space};
use record::key::SecretKey;
use record::{PartyId, Record, SpaceId, StatementId};

use crate::arguments::{Signer, Words};

/// What a command works on.
pub struct Desk {
    /// The node.
    pub node: Node,
    /// The seat.
    pub party: PartyId,
}

impl Desk {
    /// Opens the folder. A server may be running on it: it notices what is written here.
    pub fn open(dir: &Path) -> Result<Desk> {
        let node = Node::open(dir)?;
        let party = node.seats().next().context("the node has no seat")?.party;
        Ok(Desk { node, party })
    }

    /// The only space, or an error that says what to do.
    pub fn space(&self) -> Result<SpaceId> {
        match self.node.space_ids().as_slice() {
            [] => bail!(
                "there is no relationship yet; run `detente peer invite`, or `detente peer accept` with an invitation"
            ),
            [space] => Ok(*space),
            many => bail!(
                "this node has {} relationships; the command line works with one for now, the pages with all",
                many.len()
            ),
        }
    }

    /// Reads the only space.
    pub fn read<T>(&self, look: impl FnOnce(&Space) -> T) -> Result<T> {
        let space = self.space()?;
        self.node
            .read(&space, look)
            .context("the relationship is not known")
    }

    /// Opens the delegate's key for one signature.
    pub fn key(&self, signer: &Signer) -> Result<SecretKey> {
        let people = self.node.people()?;
        let login = match (&signer.login, people.as_slice()) {
            (Some(login), _) => login.clone(),
            (None, [one]) => one.login.clone(),
            (None, []) => bail!("nobody may sign at this node yet; run `detente user add`"),
            (None, _) => bail!("several people may sign here; say who with --login"),
        };
        let elsewhere = |person: &node::people::PersonView| person.key_elsewhere;
        if people.iter().any(|p| p.login == login && elsewhere(p)) {
            bail!("the key of {login} is on a device of their own; they sign over the HTTP API");
        }
        let password = match &signer.password {
            Some(password) => password.clone(),
            None => ask_password(&format!("Password of {login}: "))?,
        };
        let opened = self.node.unlock(&login, &password)?;
        opened
            .map(|unlocked| unlocked.key)
            .context("the password does not fit; try again")
    }
}

/// Asks on the terminal without showing what is typed.
pub fn ask_password(prompt: &str) -> Result<String> {
    rpassword::prompt_password(prompt)
        .context("cannot ask for the password here; give it as DETENTE_PASSWORD")
}

/// The item that `word` names: its number (A3) or the first digits of its id, at least four.
pub fn item_named<'a>(
    relationship: &'a Relationship,
    record: &Record,
    word: &str,
) -> Result<&'a Item> {
    let fits = |item: &&Item| {
        item.number(record).eq_ignore_ascii_case(word)
            || (word.len() >= 4 && item.object.hex().starts_with(&word.to_lowercase()))
    };
    let found: Vec<&Item> = relationship
        .items(record)
        .into_iter()
        .filter(fits)
        .collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => bail!("there is no item {word}; `detente list cooperation` shows the numbers"),
        _ => bail!("{word} fits several items; give more digits"),
    }
}

/// The text that `word` names: the first digits of its id, or an item with exactly one open text.
pub fn text_named(relationship: &Relationship, record: &Record, word: &str) -> Result<StatementId> {
    let texts = record.ledger().texts().map(|(id, _)| *id);
    let found: Vec<StatementId> = texts
        .filter(|id| word.len() >= 6 && id.hex().starts_with(&word.to_lowercase()))
        .collect();
    match found.as_slice() {
        [one] => return Ok(*one),
        [] => {}
        _ => bail!("{word} fits several texts; give more digits"),
    }
    let item = item_named(relationship, record, word)?;
    match item.open(relationship, record).as_slice() {
        [one] => Ok(*one),
        [] => bail!("no text on item {word} is open"),
        _ => bail!(
            "item {word} has rival texts; name the one you mean by its id (`detente item show {word}`)"
        ),
    }
}

/// Reads `LANG=WORDS`.
pub fn name_of(argument: &str) -> Result<Name> {
    let (lang, text) = argument.split_once('=').with_context(|| {
        format!("`{argument}` should be LANG=WORDS, for example en=\"Asteria Institute\"")
    })?;
    if i18n::Lang::from_tag(lang).is_none() {
        bail!("`{lang}` is not a language of this program: en, zh-Hans, zh-Hant");
    }
    Ok(Name {
        lang: lang.to_owned(),
        text: text.to_owned(),
    })
}

/// Reads several.
pub fn names_of(arguments: &[String]) -> Result<Vec<Name>> {
    arguments.iter().map(|argument| name_of(argument)).collect()
}

/// Titles and texts as wordings.
pub fn wordings_of(words: &Words) -> Result<Wordings> {
    let texts = names_of(&words.texts)?;
    let titles = names_of(&words.titles)?;
    if let Some(text) = texts
        .iter()
        .find(|text| !titles.iter().any(|title| title.lang == text.lang))
    {
        bail!(
            "the text in {} has no title; add --title {}=...",
            text.lang,
            text.lang
        );
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
