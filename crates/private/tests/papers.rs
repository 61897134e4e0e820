//! Private papers: whose they are, how they change and go, and what of them may be told.

use private::{
    ApprovalStep, Change, ForecastGrade, NewPaper, PaperId, PaperKind, Private, ShownStep,
    StepStatus,
};
use record::{Hash, PartyId};
use rusqlite::Connection;

const ASTERIA: PartyId = PartyId(Hash([1; 32]));
const BOREALIS: PartyId = PartyId(Hash([2; 32]));

fn put(
    private: &mut Private,
    party: PartyId,
    kind: PaperKind,
    title: &str,
    now_ms: u64,
) -> PaperId {
    let content = &format!("{{\"of\":\"{title}\"}}");
    let new = NewPaper {
        party,
        kind,
        title,
        content,
    };
    private.put_paper(&new, now_ms).unwrap()
}

fn titles(private: &Private, party: &PartyId, kind: Option<PaperKind>) -> Vec<String> {
    let papers = private.papers(party, kind).unwrap();
    papers.into_iter().map(|paper| paper.title).collect()
}

#[test]
fn papers_are_listed_read_and_dropped_by_their_own_party_only() {
    let mut private = Private::in_memory().unwrap();
    let all = PaperKind::ALL;
    for (n, kind) in all.into_iter().enumerate() {
        put(&mut private, ASTERIA, kind, &format!("{kind:?}"), n as u64);
    }
    let theirs = put(&mut private, BOREALIS, PaperKind::Sheet, "theirs", 9);
    assert_eq!(
        titles(&private, &ASTERIA, None),
        ["Forecast", "Note", "Agenda", "Model", "Sheet"]
    );
    for kind in all {
        assert_eq!(
            titles(&private, &ASTERIA, Some(kind)),
            [format!("{kind:?}")]
        );
    }
    let (paper, content) = private.paper(&BOREALIS, theirs).unwrap().unwrap();
    assert_eq!(
        (paper.version, paper.created_ms, paper.changed_ms),
        (1, 9, 9)
    );
    assert_eq!(content, "{\"of\":\"theirs\"}");

    assert_eq!(private.paper(&ASTERIA, theirs).unwrap(), None);
    let change = private
        .change_paper(&ASTERIA, theirs, 1, "ours", "{}", 10)
        .unwrap();
    assert_eq!(change, Change::Gone);
    assert!(!private.drop_paper(&ASTERIA, theirs).unwrap());
    assert!(private.drop_paper(&BOREALIS, theirs).unwrap());
    assert_eq!(titles(&private, &BOREALIS, None), [""; 0]);
    let next = put(&mut private, BOREALIS, PaperKind::Sheet, "next", 11);
    assert!(next > theirs, "a number is never given twice");
}

#[test]
fn two_tabs_do_not_overwrite_each_other_silently() {
    let mut private = Private::in_memory().unwrap();
    let id = put(&mut private, ASTERIA, PaperKind::Agenda, "autumn", 1);
    let mut change = |version, title: &str| {
        private
            .change_paper(&ASTERIA, id, version, title, "{}", 5)
            .unwrap()
    };
    assert_eq!(change(1, "from one tab"), Change::Stored(2));
    assert_eq!(change(1, "from the other"), Change::Moved(2));
    assert_eq!(change(2, "from the other, read again"), Change::Stored(3));
    let (paper, _) = private.paper(&ASTERIA, id).unwrap().unwrap();
    assert_eq!(paper.title, "from the other, read again");
    assert_eq!(
        (paper.created_ms, paper.changed_ms, paper.version),
        (1, 5, 3)
    );
}

#[test]
fn a_forecast_stays_as_it_was_made_and_is_graded_later() {
    let mut private = Private::in_memory().unwrap();
    let forecast = put(&mut private, ASTERIA, PaperKind::Forecast, "round 1", 1);
    let note = put(&mut private, ASTERIA, PaperKind::Note, "not a forecast", 1);
    let change = private
        .change_paper(&ASTERIA, forecast, 1, "wiser", "{}", 2)
        .unwrap();
    assert_eq!(change, Change::Fixed);
    assert_eq!(private.forecast_grade(&ASTERIA, forecast).unwrap(), None);

    let grade = |graded, waiting, brier| ForecastGrade {
        graded,
        waiting,
        brier,
        graded_ms: 3,
    };
    for grade in [grade(0, 3, None), grade(2, 1, Some(130_000))] {
        assert!(private.grade_forecast(&ASTERIA, forecast, &grade).unwrap());
        assert_eq!(
            private.forecast_grade(&ASTERIA, forecast).unwrap(),
            Some(grade)
        );
    }
    let good = grade(1, 0, Some(0));
    assert!(!private.grade_forecast(&BOREALIS, forecast, &good).unwrap());
    assert!(!private.grade_forecast(&ASTERIA, note, &good).unwrap());
    assert_eq!(private.forecast_grade(&BOREALIS, forecast).unwrap(), None);
    let (paper, content) = private.paper(&ASTERIA, forecast).unwrap().unwrap();
    assert_eq!((paper.version, &content[..]), (1, "{\"of\":\"round 1\"}"));
}

fn step(name: &str, status: StepStatus, shown: bool) -> ApprovalStep {
    let day = Some(20_000);
    ApprovalStep {
        name: name.to_owned(),
        day,
        status,
        shown,
    }
}

#[test]
fn m087_of_a_constraint_only_a_chosen_step_s_status_may_be_told() {
    let mut private = Private::in_memory().unwrap();
    let note = put(
        &mut private,
        ASTERIA,
        PaperKind::Note,
        "no majority before spring",
        1,
    );
    let mut steps = vec![
        step("cabinet", StepStatus::Given, false),
        step("ratification", StepStatus::UnderWay, false),
    ];
    assert!(private.set_steps(&ASTERIA, note, &steps).unwrap());
    assert_eq!(private.steps(&ASTERIA, note).unwrap(), steps);
    assert_eq!(
        private.shown_steps(&ASTERIA, note).unwrap(),
        [],
        "nothing by itself"
    );

    steps[1].shown = true;
    assert!(private.set_steps(&ASTERIA, note, &steps).unwrap());
    let shown = private.shown_steps(&ASTERIA, note).unwrap();
    let ratification = ShownStep {
        name: "ratification".to_owned(),
        day: Some(20_000),
        status: StepStatus::UnderWay,
    };
    assert_eq!(shown, [ratification]);
    // Not a word of the constraint, nor that there is another step.
    let told = format!("{shown:?}");
    assert!(
        !told.contains("majority") && !told.contains("cabinet"),
        "{told}"
    );

    assert!(!private.set_steps(&BOREALIS, note, &[]).unwrap());
    assert_eq!(private.steps(&BOREALIS, note).unwrap(), []);
    let sheet = put(
        &mut private,
        ASTERIA,
        PaperKind::Sheet,
        "a sheet has no steps",
        1,
    );
    assert!(!private.set_steps(&ASTERIA, sheet, &steps).unwrap());
    assert!(private.drop_paper(&ASTERIA, note).unwrap());
    assert_eq!(private.steps(&ASTERIA, note).unwrap(), []);
}

/// Whether a line of a manifest depends on a crate whose name begins like this: as a key, as a table of its own,
/// or under another name.
fn depends_on(line: &str, name: &str) -> bool {
    let line = line.replace(['"', '\'', ' '], "");
    let table = line.split_once("dependencies.").map(|(_, name)| name);
    let package = line.split_once("package=").map(|(_, name)| name);
    [Some(line.as_str()), table, package]
        .into_iter()
        .flatten()
        .any(|written| written.starts_with(name))
}

/// Without a crate that encodes, nothing here can be encoded by mistake. That what sends does not depend on this
/// crate is held in `testkit`.
#[test]
fn m087_this_crate_has_nothing_that_encodes() {
    let manifest = include_str!("../Cargo.toml");
    for encoder in ["serde", "ciborium", "minicbor", "bincode", "prost", "net"] {
        let named = manifest.lines().find(|line| depends_on(line, encoder));
        assert_eq!(named, None);
    }
    let written = [
        "rusqlite = { workspace = true }",
        "[dependencies.rusqlite]",
        "[target.'cfg(unix)'.dependencies.rusqlite]",
        "sqlite = { package = \"rusqlite\", version = \"1\" }",
    ];
    for line in written {
        assert!(depends_on(line, "rusqlite"), "{line}");
    }
    assert!(manifest.lines().any(|line| line == written[0]));
}

#[test]
fn what_is_dropped_or_overwritten_is_gone_from_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut private = Private::open(&folder.path().join("private.db")).unwrap();
    let stands = |text: &str| {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let mut bytes = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        bytes.any(|bytes| {
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
    };
    let new = |content| NewPaper {
        party: ASTERIA,
        kind: PaperKind::Note,
        title: "constraint",
        content,
    };
    let id = private.put_paper(&new("\"nine quiet herons\""), 1).unwrap();
    let steps = [step("ten loud herons", StepStatus::Ahead, false)];
    private.set_steps(&ASTERIA, id, &steps).unwrap();
    assert!(stands("nine quiet herons") && stands("ten loud herons"));
    private
        .change_paper(&ASTERIA, id, 1, "constraint", "\"six herons left\"", 2)
        .unwrap();
    assert!(!stands("nine quiet herons") && stands("six herons left"));
    private.drop_paper(&ASTERIA, id).unwrap();
    assert!(!stands("six herons left") && !stands("ten loud herons"));
}

#[test]
fn a_database_of_version_1_is_carried_forward() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("private.db");
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(include_str!("version-1.sql")).unwrap();
    drop(raw);
    let mut private = Private::open(&path).unwrap();
    let person = private.people().unwrap().remove(0);
    assert_eq!(person.login, "lin");
    assert_eq!(
        private.draft(person.id, "propose", "").unwrap().unwrap(),
        b"text"
    );
    let id = put(&mut private, ASTERIA, PaperKind::Model, "new", 1);
    drop(private);
    assert!(
        Private::open(&path)
            .unwrap()
            .paper(&ASTERIA, id)
            .unwrap()
            .is_some()
    );
}
