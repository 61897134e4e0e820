//! The private database: who gets in, what opens a key, and that no secret stands in the file.

use std::path::PathBuf;

use private::{
    Acknowledged, GivenUp, Limits, NewPerson, PendingStatement, Person, PersonId, Private,
    PrivateFault, Salts, Scope, Unlocked,
};
use record::key::SecretKey;
use record::seal::Statement;
use record::{Body, Hash, Kind, PartyId, Payload, SpaceId, StatementId};
use rusqlite::Connection;

const SPACE: SpaceId = SpaceId(Hash([0xA0; 32]));
const OTHER_SPACE: SpaceId = SpaceId(Hash([0xB0; 32]));
const PASSWORD: &str = "seven quiet herons";
const MINUTE: u64 = 60_000;

/// Bytes that look random and are the same each time.
fn bytes(name: &str) -> [u8; 32] {
    Hash::labelled("test", &[name.as_bytes()]).0
}

fn key(name: &str) -> SecretKey {
    SecretKey::from_seed(&bytes(&format!("seed of {name}")))
}

fn salts(name: &str) -> Salts {
    let [password, key] = ["password", "key"].map(|what| {
        let bytes = bytes(&format!("{what} salt of {name}"));
        bytes[..16].try_into().unwrap()
    });
    Salts { password, key }
}

fn names(name: &str) -> Vec<(String, String)> {
    vec![
        ("en".into(), name.into()),
        ("zh-Hans".into(), "林岚".into()),
    ]
}

fn add(private: &mut Private, login: &str, password: &str) -> Result<PersonId, PrivateFault> {
    let new = NewPerson {
        party: PartyId(Hash([1; 32])),
        login,
        names: &names(login),
        lang: "en",
    };
    private.add_person(&new, password, &key(login), &salts(login))
}

fn with_lin() -> (Private, PersonId) {
    let mut private = Private::in_memory().unwrap();
    let lin = add(&mut private, "lin", PASSWORD).unwrap();
    (private, lin)
}

fn on_disk() -> (tempfile::TempDir, PathBuf, Private) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("private.db");
    let private = Private::open(&path).unwrap();
    (folder, path, private)
}

fn seed_of(unlocked: Option<Unlocked>) -> Option<[u8; 32]> {
    unlocked.map(|unlocked| *unlocked.key.seed())
}

#[test]
fn the_password_opens_the_key_and_nothing_else_does() {
    let (private, lin) = with_lin();
    let unlocked = private.log_in("lin", PASSWORD).unwrap().unwrap();
    assert_eq!(unlocked.person.id, lin);
    assert_eq!(unlocked.person.names, names("lin"));
    assert_eq!(unlocked.person.key, *key("lin").public());
    assert_eq!(seed_of(Some(unlocked)), Some(*key("lin").seed()));
    for (login, password) in [
        ("lin", ""),
        ("lin", "seven quiet heron"),
        ("lin", "Seven quiet herons"),
        ("lin", "seven quiet herons "),
        ("nobody", PASSWORD),
        ("LIN", PASSWORD),
    ] {
        assert!(
            private.log_in(login, password).unwrap().is_none(),
            "{login} {password}"
        );
    }
}

#[test]
fn a_wrapped_key_opens_nothing_in_another_row() {
    let (_folder, path, mut private) = on_disk();
    for login in ["lin", "mora"] {
        add(&mut private, login, PASSWORD).unwrap();
    }
    let raw = Connection::open(path).unwrap();
    // The same password, the same salt, the other person's wrapped key.
    let swap = "UPDATE people SET (key_salt, wrapped_key) =
         (SELECT key_salt, wrapped_key FROM people WHERE login = 'lin') WHERE login = 'mora'";
    assert_eq!(raw.execute(swap, ()).unwrap(), 1);
    assert!(private.log_in("lin", PASSWORD).unwrap().is_some());
    let damaged = private.log_in("mora", PASSWORD);
    assert!(matches!(
        damaged,
        Err(PrivateFault::Damaged("a person's key"))
    ));
}

#[test]
fn a_flipped_byte_of_a_wrapped_key_is_noticed() {
    let (_folder, path, mut private) = on_disk();
    add(&mut private, "lin", PASSWORD).unwrap();
    let raw = Connection::open(path).unwrap();
    let good: Vec<u8> = raw
        .query_row("SELECT wrapped_key FROM people", (), |row| row.get(0))
        .unwrap();
    assert_eq!(good.len(), 48);
    for at in [0, 31, 32, 47] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        raw.execute("UPDATE people SET wrapped_key = ?1", [&bad])
            .unwrap();
        assert!(matches!(
            private.log_in("lin", PASSWORD),
            Err(PrivateFault::Damaged(_))
        ));
    }
}

#[test]
fn people_are_listed_renamed_and_removed() {
    let (mut private, lin) = with_lin();
    let taken = add(&mut private, "lin", "another");
    assert!(matches!(taken, Err(PrivateFault::LoginTaken)));
    let mora = add(&mut private, "mora", "another").unwrap();
    let shown = |private: &Private| {
        let people = private.people().unwrap();
        people
            .into_iter()
            .map(|person: Person| person.names[0].1.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&private), ["lin", "mora"]);
    private.rename_person(lin, &names("Lin Lan")).unwrap();
    private.set_language(lin, "zh-Hans").unwrap();
    assert_eq!(shown(&private), ["Lin Lan", "mora"]);
    assert_eq!(private.person(lin).unwrap().unwrap().lang, "zh-Hans");

    private
        .open_session(&bytes("session"), lin, Scope::All, 0)
        .unwrap();
    private.remove_person(lin).unwrap();
    assert_eq!(shown(&private), ["mora"]);
    assert!(private.log_in("lin", PASSWORD).unwrap().is_none());
    assert_eq!(
        private.session(&bytes("session"), 1, &LIMITS).unwrap(),
        None
    );
    for gone in [
        private.remove_person(lin),
        private.rename_person(lin, &[]),
        private.set_language(lin, "en"),
        private.put_draft(lin, "propose", "", b"text", 0),
        private.open_session(&bytes("session"), lin, Scope::All, 0),
        private.grant_link(lin, &bytes("link"), &key("lin"), 1, false),
    ] {
        assert!(matches!(gone, Err(PrivateFault::NoSuchPerson)));
    }
    let again = add(&mut private, "lin", PASSWORD).unwrap();
    assert!(again > mora, "a number is never given twice");
}

#[test]
fn another_password_takes_the_place_of_the_first() {
    let (mut private, _lin) = with_lin();
    let unlocked = private.log_in("lin", PASSWORD).unwrap().unwrap();
    private
        .change_password(&unlocked, "eight loud herons", &salts("again"))
        .unwrap();
    assert!(private.log_in("lin", PASSWORD).unwrap().is_none());
    let opened = private.log_in("lin", "eight loud herons").unwrap();
    assert_eq!(seed_of(opened), Some(*key("lin").seed()));
}

#[test]
fn a_link_logs_in_once() {
    let (mut private, lin) = with_lin();
    let token = bytes("link");
    private
        .grant_link(lin, &token, &key("lin"), 1_000, false)
        .unwrap();
    assert!(
        private
            .use_link(&bytes("another link"), 10)
            .unwrap()
            .is_none()
    );
    let opened = private.use_link(&token, 10).unwrap();
    assert_eq!(seed_of(opened), Some(*key("lin").seed()));
    assert!(private.use_link(&token, 11).unwrap().is_none());
    let foreign = private.grant_link(lin, &token, &key("mora"), 1_000, false);
    assert!(
        matches!(foreign, Err(PrivateFault::NoSuchPerson)),
        "a key of somebody else"
    );
}

#[test]
fn a_link_expires_and_can_be_taken_back() {
    let (mut private, lin) = with_lin();
    let token = bytes("link");
    for (at, opens) in [(999, true), (1_000, false), (1_001, false)] {
        private
            .grant_link(lin, &token, &key("lin"), 1_000, true)
            .unwrap();
        assert_eq!(
            private.use_link(&token, at).unwrap().is_some(),
            opens,
            "at {at}"
        );
    }
    assert!(private.use_link(&token, 1).unwrap().is_some());
    private.remove_expired_links(999).unwrap();
    assert!(private.use_link(&token, 1).unwrap().is_some());
    private.remove_expired_links(1_000).unwrap();
    assert!(private.use_link(&token, 1).unwrap().is_none());
    private
        .grant_link(lin, &token, &key("lin"), 1_000, true)
        .unwrap();
    private.revoke_links(lin).unwrap();
    assert!(private.use_link(&token, 1).unwrap().is_none());
}

#[test]
fn a_link_of_the_demo_logs_in_again_and_again() {
    let (mut private, lin) = with_lin();
    let token = bytes("link");
    private
        .grant_link(lin, &token, &key("lin"), u64::MAX, true)
        .unwrap();
    for now in [1, 2, u64::MAX / 4] {
        let opened = private.use_link(&token, now).unwrap();
        assert_eq!(seed_of(opened), Some(*key("lin").seed()));
    }
}

const LIMITS: Limits = Limits {
    idle_ms: 20 * MINUTE,
    absolute_ms: 60 * MINUTE,
};

#[test]
fn a_session_ends_when_idle_and_at_its_limit() {
    let (mut private, lin) = with_lin();
    let token = bytes("session");
    let at = |private: &mut Private, minute: u64| {
        let found = private.session(&token, minute * MINUTE, &LIMITS).unwrap();
        found.map(|(person, scope)| {
            assert_eq!(scope, Scope::All);
            person
        })
    };
    assert_eq!(at(&mut private, 0), None);
    private.open_session(&token, lin, Scope::All, 0).unwrap();
    for minute in [0, 19, 38, 57, 59] {
        assert_eq!(at(&mut private, minute), Some(lin), "minute {minute}");
    }
    assert_eq!(at(&mut private, 60), None, "the absolute limit");
    assert_eq!(at(&mut private, 1), None, "what ended stays ended");

    private.open_session(&token, lin, Scope::All, 0).unwrap();
    assert_eq!(at(&mut private, 20), None, "idle");
    private
        .open_session(&token, lin, Scope::All, 5 * MINUTE)
        .unwrap();
    assert_eq!(at(&mut private, 1), Some(lin), "a clock that was put back");
    private.close_session(&token).unwrap();
    assert_eq!(at(&mut private, 6), None, "closed");

    private.open_session(&token, lin, Scope::Read, 0).unwrap();
    let found = private.session(&token, 1, &LIMITS).unwrap();
    assert_eq!(found, Some((lin, Scope::Read)), "what it is for is kept");
}

#[test]
fn sessions_end_together_and_ended_ones_are_removed() {
    let (mut private, lin) = with_lin();
    let tokens = ["one", "two", "three"].map(bytes);
    for (token, minute) in tokens.iter().zip([0, 10, 30]) {
        private
            .open_session(token, lin, Scope::All, minute * MINUTE)
            .unwrap();
    }
    private.remove_ended_sessions(30 * MINUTE, &LIMITS).unwrap();
    // Far larger limits: what is still there shows itself.
    let ever = Limits {
        idle_ms: u64::MAX,
        absolute_ms: u64::MAX,
    };
    let there = |private: &mut Private| {
        tokens.each_ref().map(|token| {
            private
                .session(token, 31 * MINUTE, &ever)
                .unwrap()
                .is_some()
        })
    };
    assert_eq!(there(&mut private), [false, false, true]);
    private.close_sessions(lin).unwrap();
    assert_eq!(there(&mut private), [false; 3]);
}

fn waiting(number: u8, texts: &[&str]) -> PendingStatement {
    let party = PartyId(Hash([1; 32]));
    let mut body = Body::new(SPACE, party, Kind::Assent, [number; 16]);
    let payloads: Vec<Payload> = texts
        .iter()
        .map(|text| Payload {
            salt: bytes(text),
            content: text.as_bytes().to_vec(),
        })
        .collect();
    body.payloads = payloads
        .iter()
        .map(|payload| payload.commitment("text/plain", None))
        .collect();
    let statement = Statement::sign(&body, payloads, &key("lin"));
    PendingStatement {
        space: SPACE,
        party,
        statement: Body::id_of(&statement.body_bytes),
        body: statement,
    }
}

#[test]
fn statements_wait_until_they_are_dropped() {
    let (_folder, path, mut private) = on_disk();
    let mut all = [
        waiting(1, &[]),
        waiting(2, &["first", "second"]),
        waiting(3, &["third"]),
    ];
    let again = all[0].body.signatures[0].clone();
    all[1].body.signatures.push(again);
    for pending in all.iter().chain(&all) {
        private.put_pending(pending).unwrap();
    }
    drop(private);
    let mut private = Private::open(&path).unwrap();
    assert_eq!(private.pending(&SPACE).unwrap(), all);
    assert_eq!(private.pending(&OTHER_SPACE).unwrap(), []);
    private
        .drop_pending(&OTHER_SPACE, &all[1].statement)
        .unwrap();
    private.drop_pending(&SPACE, &all[1].statement).unwrap();
    assert_eq!(
        private.pending(&SPACE).unwrap(),
        [all[0].clone(), all[2].clone()]
    );

    let raw = Connection::open(&path).unwrap();
    raw.execute("UPDATE pending SET body = zeroblob(10) WHERE id = 3", ())
        .unwrap();
    assert!(matches!(
        private.pending(&SPACE),
        Err(PrivateFault::Damaged(_))
    ));
}

#[test]
fn what_was_given_up_is_kept_until_it_was_read() {
    let (folder, path, mut private) = on_disk();
    let statement = waiting(1, &["text"]);
    private.put_pending(&statement).unwrap();
    let one = GivenUp {
        space: SPACE,
        party: statement.party,
        statement: statement.statement,
        text: StatementId(Hash([5; 32])),
        signer: key("lin").public().kid(),
        reason: 11,
        at_ms: 7,
    };
    for _ in 0..2 {
        private.give_up(&one).unwrap();
    }
    drop(private);
    let mut private = Private::open(&path).unwrap();
    assert_eq!(private.pending(&SPACE).unwrap(), [], "it waits no longer");
    assert_eq!(private.given_up(&SPACE, &one.party).unwrap(), [one]);
    let other = PartyId(Hash([2; 32]));
    assert_eq!(private.given_up(&SPACE, &other).unwrap(), []);
    assert_eq!(private.given_up(&OTHER_SPACE, &one.party).unwrap(), []);
    private
        .drop_given_up(&SPACE, &other, &one.statement)
        .unwrap();
    assert_eq!(private.given_up(&SPACE, &one.party).unwrap(), [one]);
    let stands = || {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let mut bytes = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        bytes.any(|bytes| {
            bytes
                .windows(32)
                .any(|window| window == one.text.as_bytes())
        })
    };
    assert!(stands(), "the search finds what is there");
    private
        .drop_given_up(&SPACE, &one.party, &one.statement)
        .unwrap();
    assert_eq!(private.given_up(&SPACE, &one.party).unwrap(), []);
    assert!(!stands(), "what was read is gone from the files");
}

/// As it was before anything was kept of what was given up.
#[test]
fn a_database_of_the_second_version_is_brought_up_to_date() {
    let (_folder, path, mut private) = on_disk();
    let lin = add(&mut private, "lin", PASSWORD).unwrap();
    let statement = waiting(1, &["text"]);
    private.put_pending(&statement).unwrap();
    drop(private);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(
        "DROP TABLE given_up; DROP TABLE approval_steps; DROP TABLE grades; DROP TABLE papers;
         ALTER TABLE pending DROP COLUMN act; ALTER TABLE pending DROP COLUMN later;
         ALTER TABLE pending DROP COLUMN since_ms;
         PRAGMA user_version = 2;",
    )
    .unwrap();
    drop(raw);
    let private = Private::open(&path).unwrap();
    assert_eq!(private.given_up(&SPACE, &statement.party).unwrap(), []);
    assert_eq!(private.pending(&SPACE).unwrap(), [statement]);
    assert!(private.person(lin).unwrap().is_some());
}

#[test]
fn nothing_typed_is_lost() {
    let (_folder, path, mut private) = on_disk();
    let lin = add(&mut private, "lin", PASSWORD).unwrap();
    let mora = add(&mut private, "mora", PASSWORD).unwrap();
    private
        .put_draft(lin, "propose", "", b"We propose", 1)
        .unwrap();
    private
        .put_draft(lin, "remark", "item 3", "我们认为".as_bytes(), 2)
        .unwrap();
    private
        .put_draft(lin, "propose", "", b"We propose that", 3)
        .unwrap();
    drop(private);
    let mut private = Private::open(&path).unwrap();
    assert_eq!(
        private.draft(lin, "propose", "").unwrap().unwrap(),
        b"We propose that"
    );
    assert_eq!(private.draft(lin, "propose", "other").unwrap(), None);
    assert_eq!(private.draft(mora, "propose", "").unwrap(), None);
    let drafts = private.drafts(lin).unwrap();
    let places: Vec<_> = drafts
        .iter()
        .map(|d| (d.form.as_str(), d.key.as_str(), d.saved_ms))
        .collect();
    assert_eq!(places, [("propose", "", 3), ("remark", "item 3", 2)]);
    private.drop_draft(lin, "propose", "").unwrap();
    assert_eq!(private.drafts(lin).unwrap().len(), 1);
}

#[test]
fn no_secret_stands_in_the_files() {
    let (folder, _path, mut private) = on_disk();
    let lin = add(&mut private, "lin", PASSWORD).unwrap();
    let (link, used, session) = (bytes("link"), bytes("used link"), bytes("session"));
    private
        .grant_link(lin, &link, &key("lin"), 9, true)
        .unwrap();
    private
        .grant_link(lin, &used, &key("lin"), 9, false)
        .unwrap();
    assert!(private.use_link(&used, 1).unwrap().is_some());
    private.open_session(&session, lin, Scope::All, 1).unwrap();
    let unlocked = private.log_in("lin", PASSWORD).unwrap().unwrap();
    private
        .change_password(&unlocked, "eight loud herons", &salts("again"))
        .unwrap();
    private.put_pending(&waiting(1, &["text"])).unwrap();

    let secrets: [(&str, &[u8]); 6] = [
        ("seed", &*key("lin").seed()),
        ("link", &link),
        ("used link", &used),
        ("session", &session),
        ("password", PASSWORD.as_bytes()),
        ("other password", b"eight loud herons"),
    ];
    let mut public = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        // Eight bytes in a row would be half a secret already.
        for (name, secret) in secrets {
            for part in secret.windows(8) {
                assert!(!bytes.windows(8).any(|window| window == part), "{name}");
            }
        }
        let part = key("lin").public().as_bytes()[..8].to_vec();
        public += bytes.windows(8).filter(|window| *window == part).count();
    }
    assert!(public > 0, "the search finds what is there");
}

#[test]
fn another_file_or_a_later_version_is_left_as_it_is() {
    let (_folder, path, private) = on_disk();
    drop(private);
    let taken = store::Store::open(&path);
    assert!(matches!(taken, Err(store::StoreFault::Foreign { .. })));
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    let later = Private::open(&path);
    assert!(matches!(
        later,
        Err(PrivateFault::Newer {
            found: 99,
            known: 5
        })
    ));
    let record = path.with_file_name("record.db");
    drop(store::Store::open(&record).unwrap());
    assert!(matches!(
        Private::open(&record),
        Err(PrivateFault::Foreign { .. })
    ));
}

#[test]
fn a_key_on_a_device_lets_its_person_in_and_nothing_opens_it() {
    let mut private = Private::in_memory().unwrap();
    let new = |login| NewPerson {
        party: PartyId(Hash([1; 32])),
        login,
        names: &[],
        lang: "en",
    };
    let device = key("device");
    let add = |private: &mut Private, login, key: &SecretKey| {
        private.add_person_with_device(&new(login), PASSWORD, key.public(), &salts(login))
    };
    let dara = add(&mut private, "dara", &device).unwrap();
    let again = add(&mut private, "other", &device);
    assert!(matches!(again, Err(PrivateFault::KeyTaken)));
    let person = private.recognise("dara", PASSWORD).unwrap().unwrap();
    assert_eq!((person.id, person.key_elsewhere), (dara, true));
    assert_eq!(seed_of(private.log_in("dara", PASSWORD).unwrap()), None);
    assert_eq!(private.recognise("dara", "wrong").unwrap(), None);

    private
        .change_login_password(&person, "four loud geese", &salts("new"))
        .unwrap();
    assert_eq!(private.recognise("dara", PASSWORD).unwrap(), None);
    assert!(
        private
            .recognise("dara", "four loud geese")
            .unwrap()
            .is_some()
    );

    // Whose key is here does not lose it that way.
    private
        .add_person(&new("lin"), PASSWORD, &key("lin"), &salts("lin"))
        .unwrap();
    let lin = private.recognise("lin", PASSWORD).unwrap().unwrap();
    let refused = private.change_login_password(&lin, "four loud geese", &salts("new"));
    assert!(matches!(refused, Err(PrivateFault::NoSuchPerson)));
    assert_eq!(
        seed_of(private.log_in("lin", PASSWORD).unwrap()),
        Some(*key("lin").seed())
    );
}

#[test]
fn answers_are_kept_until_they_expire_and_the_oldest_make_room() {
    let (_folder, path, mut private) = on_disk();
    let lin = add(&mut private, "lin", PASSWORD).unwrap();
    let noah = add(&mut private, "noah", PASSWORD).unwrap();
    let given = |n: u16| Acknowledged {
        request: bytes("request"),
        status: n,
        answer: vec![7; 3],
    };
    let name = |n: u16| bytes(&format!("answer {n}"));
    private
        .put_acknowledged(&name(999), noah, &given(999), 0, 10_000)
        .unwrap();
    for n in 0..300 {
        private
            .put_acknowledged(&name(n), lin, &given(n), 0, 10_000 + u64::from(n))
            .unwrap();
    }
    drop(private);
    let mut private = Private::open(&path).unwrap();
    let kept = |private: &Private, now_ms| {
        let found = (0..300).filter(|n| private.acknowledged(&name(*n), now_ms).unwrap().is_some());
        found.collect::<Vec<u16>>()
    };
    assert_eq!(kept(&private, 0), (44..300).collect::<Vec<u16>>());
    assert_eq!(
        private.acknowledged(&name(299), 0).unwrap(),
        Some(given(299))
    );
    assert!(
        private.acknowledged(&name(999), 0).unwrap().is_some(),
        "another person's stay"
    );
    assert_eq!(kept(&private, 10_200), (201..300).collect::<Vec<u16>>());

    private
        .put_acknowledged(&name(1), noah, &given(1), 20_000, 30_000)
        .unwrap();
    let raw = Connection::open(&path).unwrap();
    let rows = raw.query_row("SELECT count(*) FROM acknowledged", (), |row| {
        row.get::<_, i64>(0)
    });
    assert_eq!(rows.unwrap(), 1, "what has expired is dropped");
}
