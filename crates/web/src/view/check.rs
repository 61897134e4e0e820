//! The check page: what is shown is read back from the very bytes that will be signed, not from the form.

use domain::wording::{REASON, Source, Wordings, texts_of};
use domain::{About, Command, Draft, Refusal};
use i18n::Arg;
use node::{ActError, Prepared};
use record::ids::hex_of;
use record::rule::held;
use record::view::Position;
use record::{Body, Kind, LogKey, ObjectId, PartyId, Payload, StatementId};

use crate::frame::Section;
use crate::pages::act::Act;
use crate::pages::check::{Back, CheckPage, Effect, Reader};
use crate::pages::parts::{ItemRef, Words};
use crate::pages::text::Version;
use crate::view::{Scene, erasure, item, lists, members, texts, words};

/// What a form carries beside the ticket.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The address the form was sent to.
    pub action: String,
    /// What was typed and what must be sent again.
    pub typed: Vec<(String, String)>,
    /// How many more delegates must sign after this one.
    pub lacks: u64,
}

/// The page before `prepared` is signed.
pub fn page(scene: &Scene<'_>, act: Act, prepared: &Prepared, form: &Form) -> CheckPage {
    let drafts: Vec<&Draft> = prepared
        .decision
        .now
        .iter()
        .chain(&prepared.decision.pending)
        .collect();
    let object = item_of(scene, prepared);
    let known = object.and_then(|object| scene.relationship().item(&object));
    let acted_on = text_of(&prepared.command);
    let own_words = drafts
        .iter()
        .map(|draft| wordings_of(draft))
        .find(|wordings| !wordings.0.is_empty());
    let their_words = || {
        acted_on
            .and_then(|text| scene.relationship().text(&text))
            .map(|text| scene.words(&text.at()).wordings)
    };
    let wordings = own_words.or_else(their_words).unwrap_or_default();
    let about = about(scene, &drafts, acted_on);
    let field = |number| {
        drafts
            .iter()
            .find_map(|draft| draft.body.fields.u64(number))
    };
    let list = drafts
        .iter()
        .find_map(|draft| domain::List::read(&draft.body))
        .filter(|_| known.is_none() || act == Act::Move);
    let hidden = [
        ("ticket".to_owned(), hex_of(&prepared.ticket)),
        ("act".to_owned(), act.slug().to_owned()),
        ("action".to_owned(), form.action.clone()),
    ];
    CheckPage {
        frame: scene.frame(Section::Framework, &scene.l.t("check-title")),
        act,
        item: known
            .filter(|_| act != Act::Suspend || prepared_texts(&prepared.command).len() < 2)
            .map(|item| scene.item_ref(item)),
        items: items(scene, &prepared.command),
        list: list
            .map(|list| lists::list_ref(&scene.l, list).name)
            .unwrap_or_default(),
        areas: scene.areas_words(&about.areas),
        cites: scene.item_refs(&about.cites),
        versions: words::versions(&wordings, scene.l.lang),
        withdrawn: withdrawn(scene, act, &drafts),
        reason: drafts.iter().find_map(|draft| reason_of(draft)),
        answers: drafts
            .iter()
            .find_map(|draft| domain::fact::answers(&draft.body))
            .and_then(|statement| Some(item::answered(scene, &statement)?.0))
            .or_else(|| erasure::about(scene, &prepared.command)),
        sources: drafts.iter().flat_map(|draft| sources_of(draft)).collect(),
        until: field(domain::fact::field::UNTIL_DAY).map(texts::day_ms),
        digest: digest(prepared, acted_on).hex(),
        changes: acted_on.map_or_else(Vec::new, |text| members::changes(scene, &text)),
        newcomers: acted_on.map_or_else(Vec::new, |text| newcomers(scene, &text)),
        readers: readers(scene),
        effect: match form.lacks {
            0 => effect(scene, act, prepared, acted_on),
            more => Effect::Shared(more),
        },
        person: scene.reader(),
        party: scene.party(&scene.own),
        asks_passphrase: !scene.member.person.session.signs_without_password,
        hidden: hidden
            .into_iter()
            .chain(form.typed.iter().cloned())
            .collect(),
        back: match form.typed.is_empty() {
            true if prepared.shared.is_some() => Back::Link(format!("{}/waiting", scene.base)),
            true => Back::Link(object.map_or_else(
                || scene.base.clone(),
                |object| format!("{}/item/{}", scene.base, object.hex()),
            )),
            false => Back::Form(form.action.clone()),
        },
    }
}

/// What stands beside the words: of what is put forward now, or of the text that is acted on.
fn about(scene: &Scene<'_>, drafts: &[&Draft], acted_on: Option<StatementId>) -> About {
    let brings = |draft: &&&Draft| matches!(draft.body.kind, Kind::Propose | Kind::BringIn);
    let now = drafts.iter().find(brings);
    let read = |draft: &&Draft| About::read(&draft.body, Vec::new());
    let text = || Some(scene.relationship().text(&acted_on?)?.about().clone());
    now.map(read).or_else(text).unwrap_or_default()
}

/// The own texts that accepting theirs takes back.
fn withdrawn(scene: &Scene<'_>, act: Act, drafts: &[&Draft]) -> Vec<Vec<Version>> {
    let released = |draft: &&&Draft| act == Act::AcceptTheirs && draft.body.kind == Kind::Release;
    let text = |draft: &&Draft| scene.relationship().text(draft.body.refs.first()?);
    drafts
        .iter()
        .filter(released)
        .filter_map(text)
        .map(|text| words::versions(&scene.words(&text.at()).wordings, scene.l.lang))
        .collect()
}

/// Whether an error means that the text on screen is not the one that would be signed any more.
pub fn moved(error: &ActError) -> bool {
    matches!(
        error,
        ActError::Forgotten | ActError::Refused(Refusal::TextMoved)
    )
}

fn present(draft: &Draft) -> Vec<Option<Payload>> {
    draft.payloads.iter().cloned().map(Some).collect()
}

fn wordings_of(draft: &Draft) -> Wordings {
    Wordings::read(&draft.body.payloads, &present(draft))
}

fn sources_of(draft: &Draft) -> Vec<String> {
    let line = |source: Source| {
        format!("{}. {}", source.label, source.citation)
            .trim_end_matches(". ")
            .to_owned()
    };
    Source::read_all(&draft.body.payloads, &present(draft))
        .into_iter()
        .map(line)
        .collect()
}

fn reason_of(draft: &Draft) -> Option<Words> {
    let payloads = present(draft);
    texts_of(REASON, &draft.body.payloads, &payloads)
        .map(|(lang, text)| Words::new(lang.unwrap_or_default(), text))
        .next()
}

/// The digest on screen: that of the text itself, so that both sides see the same one; where an act is about no
/// text, that of the statement.
fn digest(prepared: &Prepared, acted_on: Option<StatementId>) -> record::Hash {
    let proposal = prepared
        .decision
        .now
        .iter()
        .find(|draft| draft.body.kind == Kind::Propose);
    let proposed = proposal.map(|draft| Body::id_of(&draft.body.encode()));
    acted_on
        .or(proposed)
        .map_or_else(|| prepared.digest(), |text| text.0)
}

/// The text that a command acts on.
pub fn text_of(command: &Command) -> Option<StatementId> {
    match command {
        Command::Assent { text }
        | Command::Decline { text, .. }
        | Command::Release { text }
        | Command::AcceptTheirs { text } => Some(*text),
        Command::Suspend { .. } | Command::Resume { .. } | Command::Withdraw { .. } => {
            match prepared_texts(command) {
                [one] => Some(*one),
                _ => None,
            }
        }
        _ => None,
    }
}

fn prepared_texts(command: &Command) -> &[StatementId] {
    match command {
        Command::Suspend { texts, .. }
        | Command::Resume { texts }
        | Command::Withdraw { texts, .. } => texts,
        _ => &[],
    }
}

/// The object that a command is about, as far as the drafts and the command say without the state.
fn object_of(command: &Command, drafts: &[Draft]) -> Option<ObjectId> {
    match command {
        Command::Propose { .. }
        | Command::BringIn { .. }
        | Command::Move { .. }
        | Command::Conclude { .. } => drafts
            .iter()
            .find_map(|draft| domain::fact::object(&draft.body)),
        Command::Defer { object, .. } | Command::Position { object, .. } => Some(*object),
        _ => None,
    }
}

/// The act under whose name another delegate signs what waits for more signatures.
pub fn act_of(command: &Command) -> Option<Act> {
    Some(match command {
        Command::Propose { .. } => Act::Propose,
        Command::Assent { .. } => Act::Agree,
        Command::Decline { .. } => Act::Decline,
        Command::Release { .. } => Act::Release,
        Command::AcceptTheirs { .. } => Act::AcceptTheirs,
        Command::Suspend { .. } => Act::Suspend,
        Command::Resume { .. } => Act::Resume,
        Command::Withdraw { .. } => Act::Withdraw,
        _ => return None,
    })
}

/// The item that a prepared act is about; none if it is about many.
pub fn item_of(scene: &Scene<'_>, prepared: &Prepared) -> Option<ObjectId> {
    let through_text = || scene.relationship().object_of(&text_of(&prepared.command)?);
    object_of(&prepared.command, &prepared.decision.now).or_else(through_text)
}

fn items(scene: &Scene<'_>, command: &Command) -> Vec<ItemRef> {
    let texts = prepared_texts(command);
    let object = |text: &StatementId| scene.relationship().object_of(text);
    let reference = |object| Some(scene.item_ref(scene.relationship().item(&object)?));
    match texts.len() {
        0 | 1 => Vec::new(),
        _ => texts
            .iter()
            .filter_map(object)
            .filter_map(reference)
            .collect(),
    }
}

/// Whom a change of members lets in, and what they will read: said before anybody agrees to it.
fn newcomers(scene: &Scene<'_>, text: &StatementId) -> Vec<String> {
    let record = scene.record();
    let Some(members) = record.ledger().brings(text) else {
        return Vec::new();
    };
    let comes = |party: &PartyId| !record.was_member(party);
    let coming = members.members.iter().filter(|one| comes(&one.party));
    let count: u64 = record.known().sizes().map(|(_, size)| size).sum();
    let first = record.founding().membership.members.first();
    let since = first.map_or(scene.now, |member| {
        scene.at(&Position {
            log: LogKey::main(member.party),
            index: 0,
        })
    });
    let date = scene.l.date(since);
    let sentence = |member: &record::Member| {
        let name = members::name(scene, &member.party);
        let args = [
            ("party", Arg::from(&name)),
            ("count", (count as usize).into()),
            ("date", Arg::from(&date)),
        ];
        scene.l.ta("check-newcomer-reads", &args)
    };
    coming.map(sentence).collect()
}

/// Everybody who will be able to read what is signed: the members but witnesses, the reader's own party first.
pub fn readers(scene: &Scene<'_>) -> Vec<Reader> {
    let members = scene.readers().into_iter();
    members
        .map(|(party, of)| Reader {
            name: scene.name(&party),
            role: scene.l.t(members::role_key(of)),
        })
        .collect()
}

fn effect(scene: &Scene<'_>, act: Act, prepared: &Prepared, text: Option<StatementId>) -> Effect {
    let (ledger, known) = (scene.record().ledger(), scene.record().known());
    let all: Vec<PartyId> = scene.record().membership().1.required().collect();
    let of_text = text.and_then(|text| ledger.text(&text));
    let missing = |of: &[PartyId]| {
        let silent = |party: &&PartyId| {
            **party != scene.own && of_text.is_none_or(|text| !held(&text.assents, party, known))
        };
        scene.names(&of.iter().filter(silent).copied().collect::<Vec<_>>())
    };
    match act {
        Act::Propose | Act::Amend | Act::Move | Act::Conclude | Act::ProposeAgain => {
            Effect::WhenAgreed(missing(&all))
        }
        Act::Agree => {
            // A change of members takes all, but for a party that it declares lost.
            let required: Vec<PartyId> = match of_text {
                Some(text) => ledger.required(text).collect(),
                None => all.clone(),
            };
            let threshold = match text.and_then(|id| ledger.brings(&id)) {
                Some(_) => required.len(),
                None => scene.record().membership().1.threshold as usize,
            };
            let given = of_text.map_or(0, |text| {
                required
                    .iter()
                    .filter(|party| **party != scene.own && held(&text.assents, party, known))
                    .count()
            });
            if given + 1 >= threshold {
                Effect::InEffect
            } else {
                Effect::WhenAgreed(missing(&required))
            }
        }
        Act::Decline => Effect::Dead,
        Act::Release => Effect::Released(missing(&all)),
        Act::AcceptTheirs => {
            let author = text
                .and_then(|text| scene.relationship().text(&text))
                .map(|text| text.place.party());
            Effect::Swapped(author.map(|party| scene.name(&party)).unwrap_or_default())
        }
        Act::Suspend | Act::Resume | Act::Withdraw => Effect::OneSided,
        Act::EraseHere => Effect::Erased,
        Act::Position | Act::Defer | Act::BringIn | Act::AskErasure | Act::KeepWords => {
            Effect::Words(scene.name(&prepared.party))
        }
        Act::Accredit | Act::Revoke | Act::HandOver => Effect::Powers,
    }
}
