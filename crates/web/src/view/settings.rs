//! Settings: the person, the party and its keys, the delegates and their powers, the peers.

use i18n::Arg;
use node::clock::now_ms;
use node::peers::PeerKnown;
use record::key::PublicKey;
use record::register::Accreditation as Accredited;
use record::view::Position;
use record::{Kid, Kind, LogKey, PartyId, Verdict};

use crate::fields::Fields;
use crate::frame::{Frame, Peer, PeerState, Section};
use crate::pages::settings::{
    Accreditation, Delegate, DelegatesPage, Invitation, KeyLine, PartyPage, PeerLine, PeersPage,
    YouPage,
};
use crate::session::Person;
use crate::view::{Scene, frame};

/// What the form calls a group of kinds, and the kinds.
const POWERS: [(&str, &str, &[Kind]); 5] = [
    (
        "propose",
        "settings-power-propose",
        &[Kind::Propose, Kind::BringIn, Kind::Release],
    ),
    (
        "assent",
        "settings-power-assent",
        &[Kind::Assent, Kind::Renounce, Kind::Defer],
    ),
    ("say", "settings-power-say", &[Kind::Position, Kind::Remark]),
    (
        "suspend",
        "settings-power-suspend",
        &[Kind::Suspend, Kind::Withdraw, Kind::Resume],
    ),
    (
        "erase",
        "settings-power-erase",
        &[Kind::Erase, Kind::EraseAnswer],
    ),
];

/// The kinds behind what was ticked. To propose is to assent to one's own text.
pub fn kinds(ticked: &Fields) -> Vec<Kind> {
    kinds_named(|name| ticked.all("may").any(|may| may == name))
}

/// The kinds behind the groups that were chosen: `say`, `propose`, `assent`, `suspend`.
pub fn kinds_named(is_chosen: impl Fn(&str) -> bool) -> Vec<Kind> {
    let chosen = POWERS.iter().filter(|(name, ..)| is_chosen(name));
    let mut kinds: Vec<Kind> = chosen
        .flat_map(|(_, _, kinds)| kinds.iter().copied())
        .collect();
    if kinds.contains(&Kind::Propose) && !kinds.contains(&Kind::Assent) {
        kinds.push(Kind::Assent);
    }
    kinds
}

/// How many delegates are to sign together what binds, as it was chosen.
pub fn together(typed: &Fields) -> u64 {
    typed.get("together").parse().unwrap_or(1u64).clamp(1, 3)
}

/// The message for how many sign together; more than the form offers reads as its last choice.
pub fn together_key(together: u64) -> &'static str {
    match together {
        0 | 1 => "settings-together-alone",
        2 => "settings-together-two",
        _ => "settings-together-three",
    }
}

/// The powers that these kinds make up, in words.
pub fn said(l: &i18n::Localizer, held: &[Kind]) -> Vec<String> {
    let whole = POWERS
        .iter()
        .filter(|(_, _, kinds)| kinds.iter().all(|kind| held.contains(kind)));
    whole.map(|(_, key, _)| l.t(key)).collect()
}

/// Whether the person who reads may give and end powers: who has all of them, or anybody while nobody has any.
/// Those that came later are not asked for: who had all there were goes on.
pub fn may_accredit(scene: &Scene<'_>) -> bool {
    let nobody = || {
        scene
            .record()
            .register(&scene.own)
            .is_none_or(|register| register.all().next().is_none())
    };
    scene.powers().map_or_else(nobody, |powers| {
        let first = POWERS.iter().filter(|(name, ..)| *name != "erase");
        let mut kinds = first.flat_map(|(.., kinds)| *kinds);
        kinds.all(|kind| powers.kinds.contains(kind))
    })
}

/// The person's own settings.
pub fn you(scene: &Scene<'_>) -> YouPage {
    YouPage {
        frame: scene.frame(Section::Settings, &scene.l.t("settings-you")),
        person: scene.reader(),
        may: scene
            .powers()
            .map(|powers| said(&scene.l, &powers.kinds))
            .unwrap_or_default(),
        has_password: !scene.member.person.visitor.app.options.demo,
        asks_current: !scene.member.person.session.signs_without_password,
    }
}

/// The party's page. `scene` is none before there is a space.
pub fn party(person: &Person, scene: Option<&Scene<'_>>) -> PartyPage {
    let l = person.visitor.l();
    let title = l.t("settings-party-heading");
    let party = person.party;
    let first = scene.map(|scene| {
        scene.at(&Position {
            log: LogKey::identity(party),
            index: 0,
        })
    });
    let mut number = [0; 6];
    number.copy_from_slice(&party.as_bytes()[..6]);
    PartyPage {
        frame: scene.map_or_else(
            || frame::seated(person, Section::Settings, &title),
            |scene| scene.frame(Section::Settings, &title),
        ),
        names: frame::names_of(&person.visitor, &party),
        letter: scene
            .map(|scene| scene.party(&party).letter)
            .unwrap_or_default(),
        id: party.hex(),
        words: l
            .lang
            .six_words(&number)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        keys: keys(person, first.unwrap_or_else(|| now_ms() as i64)),
    }
}

fn keys(person: &Person, since: i64) -> Vec<KeyLine> {
    let Some(seat) = person.visitor.app.node.seat(&person.party) else {
        return Vec::new();
    };
    let l = person.visitor.l();
    let root = &seat.history.latest().root;
    let line = |key, algorithm: &str, fingerprint: String| KeyLine {
        role: l.t(key),
        algorithm: algorithm.to_owned(),
        fingerprint,
        since,
        backed_up: None,
    };
    let signing =
        |key, public: &PublicKey| line(key, public.algorithm().name(), public.kid().hex());
    vec![
        signing("settings-key-root", root),
        signing("settings-key-seal", seat.keys.seal.public()),
        signing("settings-key-node", seat.keys.node.public()),
        line("settings-key-tls", "Ed25519", seat.keys.tls_pin.hex()),
    ]
}

/// The delegates and their powers.
pub fn delegates(scene: &Scene<'_>, typed: &Fields) -> DelegatesPage {
    let register = scene.record().register(&scene.own);
    let mut delegates: Vec<Delegate> = register
        .into_iter()
        .flat_map(|register| register.all())
        .map(|(kid, accredited)| delegate(scene, kid, accredited))
        .collect();
    delegates.sort_by_key(|delegate| (delegate.revoked.is_some(), delegate.since));
    DelegatesPage {
        frame: scene.frame(Section::Settings, &scene.l.t("settings-delegates-heading")),
        delegates,
        may_accredit: may_accredit(scene),
        successors: successors(scene),
        handing: typed.get("from").to_owned(),
        to: typed.get("to").to_owned(),
        typed: Accreditation {
            name: typed.get("name").to_owned(),
            office: typed.get("office").to_owned(),
            office_lang: typed.get("office_lang").to_owned(),
            may: typed.all("may").map(str::to_owned).collect(),
            until: typed.get("until").to_owned(),
            together: together(typed).to_string(),
        },
    }
}

fn delegate(scene: &Scene<'_>, kid: &Kid, accredited: Accredited<'_>) -> Delegate {
    let register = scene.record().register(&scene.own);
    let holds =
        register.is_some_and(|register| register.powers(kid, scene.record().known()).is_some());
    Delegate {
        id: kid.short(),
        person: scene.signer(&scene.own, kid),
        may: said(&scene.l, &accredited.powers.kinds),
        since: scene.at(&accredited.at),
        until: accredited.powers.expires_ms.map(|ms| ms as i64),
        revoked: (!holds).then(|| revoked_at(scene, kid)).flatten(),
        you: scene.member.person.session.person.key.kid() == *kid,
        key: kid.hex(),
        entry: scene.entry(&accredited.at),
        href: scene.entry_href(&accredited.at),
        together: match accredited.powers.together {
            1 => None,
            together => Some(scene.l.t(together_key(together))),
        },
        took_over: accredited
            .powers
            .tenure
            .and_then(|tenure| tenure.takes_over)
            .map(|before| scene.signer(&scene.own, &before).name),
        handed_to: successor_of(scene, kid).map(|after| scene.signer(&scene.own, &after).name),
    }
}

/// Who took over from this key.
fn successor_of(scene: &Scene<'_>, kid: &Kid) -> Option<Kid> {
    let register = scene.record().register(&scene.own)?;
    let takes_over = |given: &Accredited| given.powers.tenure?.takes_over;
    let mut all = register.all();
    all.find(|(_, given)| takes_over(given) == Some(*kid))
        .map(|(after, _)| *after)
}

/// From whom the person who reads took over, if their powers say so.
pub fn predecessor_of_reader(scene: &Scene<'_>) -> Option<Kid> {
    scene.powers()?.tenure?.takes_over
}

/// The people of this seat who could take an office over: login and name.
fn successors(scene: &Scene<'_>) -> Vec<(String, String)> {
    let people = scene.member.person.visitor.app.node.people();
    let people = people.unwrap_or_else(|fault| {
        tracing::error!(%fault, "the people of this node cannot be read");
        Vec::new()
    });
    let ours = people.into_iter().filter(|one| one.party == scene.own);
    let named = ours.map(|one| {
        let name = best(&one.names, &scene.l).unwrap_or_else(|| one.login.clone());
        (one.login, name)
    });
    named.collect()
}

/// The name in the reader's language, else in any.
pub fn best(names: &[node::Name], l: &i18n::Localizer) -> Option<String> {
    let exact = names.iter().find(|name| name.lang == l.lang.tag());
    exact.or(names.first()).map(|name| name.text.clone())
}

fn revoked_at(scene: &Scene<'_>, kid: &Kid) -> Option<i64> {
    let history = scene.relationship().history();
    let revocations = history
        .rev()
        .filter(|event| matches!(event.kind, Kind::Revoke | Kind::Accredit))
        .filter(|event| event.at.log.party == scene.own && event.verdict == Verdict::Valid);
    let mut sealed = revocations.map(|event| scene.sealed(&event.at));
    sealed
        .find(|sealed| sealed.revokes == Some(*kid))
        .map(|sealed| sealed.at_ms)
}

/// The key of the delegate with this id in addresses.
pub fn delegate_key(scene: &Scene<'_>, id: &str) -> Option<Kid> {
    let register = scene.record().register(&scene.own)?;
    register
        .all()
        .map(|(kid, _)| *kid)
        .find(|kid| kid.short() == id)
}

/// The peers. `frame` is the space's, or the one before there is a space.
pub fn peers(
    person: &Person,
    frame: Frame,
    name: impl Fn(&PartyId) -> String,
    invitation: Option<Invitation>,
    typed: &Fields,
) -> PeersPage {
    let all = person.visitor.app.node.peers().all();
    let mut peers: Vec<PeerLine> = all
        .iter()
        .map(|(party, known)| peer_line(person, &frame, party, known, &name))
        .collect();
    peers.sort_by(|one, other| one.peer.name.cmp(&other.peer.name));
    PeersPage {
        frame,
        peers,
        invitation,
        typed_name: typed.get("name").to_owned(),
        typed_invitation: typed.get("invitation").to_owned(),
    }
}

fn peer_line(
    person: &Person,
    frame: &Frame,
    party: &PartyId,
    known: &PeerKnown,
    name: impl Fn(&PartyId) -> String,
) -> PeerLine {
    let silence = person
        .visitor
        .app
        .running
        .as_ref()
        .and_then(|running| running.silence_ms(party));
    let name = name(party);
    let state = frame
        .peers
        .iter()
        .find(|peer| peer.name == name)
        .map(|peer| peer.state.clone());
    PeerLine {
        id: party.short(),
        words: person
            .visitor
            .lang
            .six_words(&known.words)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        compared: known.confirmed,
        address: known.addresses.join(", "),
        last_seen: silence.map(|ms| frame.now - ms as i64),
        paused: known.paused,
        peer: Peer {
            witness: frame
                .peers
                .iter()
                .any(|peer| peer.name == name && peer.witness),
            name,
            state: state.unwrap_or(if known.paused {
                PeerState::Paused
            } else {
                PeerState::Never
            }),
        },
    }
}

/// The names that a peer gave itself in its identity log; its number if it gave none.
pub fn peer_name(person: &Person, party: &PartyId) -> String {
    let known = person.visitor.app.node.peers().all();
    let tag = person.visitor.lang.tag();
    let names = known.get(party).map(node::peers::PeerKnown::names);
    let names = names.unwrap_or_default();
    domain::relationship::best_of(&names, tag).map_or_else(|| party.short(), str::to_owned)
}

/// An invitation, as it is handed over.
pub fn invitation(name: &str, text: String, until: u64) -> Invitation {
    Invitation {
        name: name.to_owned(),
        text,
        words: Vec::new(),
        until: until as i64,
    }
}

/// A message that names a length.
pub fn too_short(l: &i18n::Localizer, length: usize) -> String {
    l.ta("login-new-password-short", &[("length", Arg::from(length))])
}
