//! Every target on what was found before, on its seeds, and on some hundred alterations of each: without a fuzzer, on
//! every usual run.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use readers::{CANARY, TARGETS, Target};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs a target and, if it falls over, keeps the input and says how to see it again.
fn run(target: &Target, input: &[u8]) -> Result<(), String> {
    let ran = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    ran.map_err(|_| {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(target.name);
        fs::write(&kept, input).expect("the folder for what tests leave is there");
        format!(
            "target {}; to repeat it:\nDETENTE_TARGET={} DETENTE_INPUT={} cargo test -p detente-readers --test replay every_target",
            target.name,
            target.name,
            kept.display()
        )
    })
}

fn hold(target: &Target, input: &[u8]) {
    run(target, input).unwrap_or_else(|how| panic!("{how}"));
}

/// What was found before and is kept in the tree.
fn kept(target: &Target) -> Vec<Vec<u8>> {
    let Ok(folder) = fs::read_dir(root().join("fuzz/corpus").join(target.name)) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder.map(|file| file.expect("listed").path()).collect();
    files.sort();
    files
        .iter()
        .map(|file| fs::read(file).expect("listed"))
        .collect()
}

/// A sequence of numbers that is the same on every run (xorshift64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// Does to some bytes what befalls them on the way: a byte changed, lost, doubled, or everything after it cut off.
    fn alter(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(3) {
            if bytes.is_empty() {
                break;
            }
            let at = self.below(bytes.len());
            match self.below(6) {
                0 => bytes.truncate(at),
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, seed[self.below(seed.len())]),
                3 => bytes[at] = [0, 0x17, 0x7f, 0x80, 0xff][self.below(5)],
                _ => bytes[at] ^= 1 << self.below(8),
            }
        }
        bytes
    }
}

/// How many altered inputs each target gets on a usual run.
const ALTERED: usize = 400;

#[test]
fn every_target_holds_on_what_was_found_on_its_seeds_and_on_altered_ones() {
    if let (Ok(name), Ok(path)) = (
        std::env::var("DETENTE_TARGET"),
        std::env::var("DETENTE_INPUT"),
    ) {
        let input = fs::read(root().join(path)).expect("DETENTE_INPUT can be read");
        return (readers::named(&name).expect("a target").run)(&input);
    }
    for target in TARGETS.iter().filter(|target| target.name != CANARY.name) {
        kept(target).iter().for_each(|input| hold(target, input));
        let seeds = (target.seeds)();
        seeds.iter().for_each(|seed| hold(target, seed));
        let mut numbers = Numbers(0x5eed);
        for _ in 0..ALTERED {
            let seed = &seeds[numbers.below(seeds.len())];
            hold(target, &numbers.alter(seed));
        }
    }
}

type Accepts = fn(&[u8]) -> bool;

#[test]
fn most_seeds_are_accepted_by_their_reader() {
    let accepts: [(&str, Accepts); 8] = [
        ("body", |bytes| record::Body::decode(bytes).is_ok()),
        ("entry", |bytes| record::Entry::decode(bytes).is_ok()),
        ("bundle", |bytes| {
            record::bundle::Bundle::decode(bytes).is_ok()
        }),
        ("receipt", |bytes| {
            record::receipt::Receipt::decode(bytes).is_ok()
        }),
        ("message", |bytes| {
            matches!(net::wire::Message::decode(bytes), Ok(Some(_)))
        }),
        ("welcome", |bytes| net::Welcome::decode(bytes).is_ok()),
        ("framework", |bytes| import::framework(bytes, None).is_ok()),
        ("conflict", |bytes| {
            str::from_utf8(bytes).is_ok_and(|text| analysis::escalation::file::read(text).is_ok())
        }),
    ];
    for (name, accepts) in accepts {
        let seeds = (readers::named(name).expect("a target").seeds)();
        let count = seeds.iter().filter(|seed| accepts(seed)).count();
        assert!(
            count * 2 > seeds.len(),
            "{name}: {count} of {}",
            seeds.len()
        );
    }
}

/// A kind of message that no seed has is one that the fuzzer hardly ever comes to.
#[test]
fn every_kind_of_message_is_a_seed() {
    let seeds = (readers::named("message").expect("a target").seeds)();
    let sent = seeds.iter().map(|seed| net::wire::Message::decode(seed));
    let sent: Vec<String> = sent.map(|message| format!("{message:?}")).collect();
    let source = fs::read_to_string(root().join("crates/net/src/wire.rs")).expect("the source");
    let kinds = source
        .split_once("pub enum Message {\n")
        .expect("it is there")
        .1;
    let kinds = kinds.split_once("\n}").expect("it ends").0;
    let kinds = kinds.lines().map(str::trim);
    let kinds = kinds.filter(|line| !line.starts_with("//"));
    let kinds: Vec<&str> = kinds
        .filter_map(|line| Some(line.split_once('(')?.0))
        .collect();
    assert!(kinds.len() >= 11, "{kinds:?}");
    for kind in kinds {
        let begins = format!("Ok(Some({kind}(");
        let has_seed = sent.iter().any(|message| message.starts_with(&begins));
        assert!(has_seed, "no seed of {kind}");
    }
}

#[test]
fn a_reader_that_falls_over_is_reported_with_the_command_that_repeats_it() {
    let report = run(&CANARY, b"war!").expect_err("the canary falls over this");
    let path = report
        .split("DETENTE_INPUT=")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    assert_eq!(
        fs::read(path.expect("the report names a file"))
            .ok()
            .as_deref(),
        Some(&b"war!"[..])
    );
    assert!(report.contains("DETENTE_TARGET=canary"), "{report}");
}

/// `fuzz/run` takes its list of targets from the source, by the form of these lines.
#[test]
fn the_script_finds_all_targets() {
    let source = fs::read_to_string(root().join("crates/readers/src/lib.rs")).expect("the source");
    let listed = source.matches("\n    target(\"").count() + 1;
    assert_eq!(listed, TARGETS.len());
}

/// Public decoders of the crates that read what strangers send; each is called by a target.
#[test]
fn every_decoder_has_a_target() {
    let sources = |folder: &str| -> String { sources_in(&root().join(folder)).concat() };
    let targets = sources("crates/readers/src");
    let (mut missing, mut found) = (Vec::new(), 0);
    for source in ["crates/record/src", "crates/net/src"]
        .map(|folder| sources_in(&root().join(folder)))
        .concat()
    {
        let mut of = String::new();
        for line in source.lines() {
            if let Some(rest) = line.strip_prefix("impl ") {
                of = rest.trim_end_matches(" {").to_owned();
            }
            let decodes = ["pub fn decode(", "pub fn from_text(", "pub fn from_pkcs8("];
            for decoder in decodes
                .iter()
                .filter(|name| line.trim_start().starts_with(**name))
            {
                found += 1;
                let call = format!("{of}::{}", decoder.trim_start_matches("pub fn "));
                if !targets.contains(&call) {
                    missing.push(call);
                }
            }
        }
    }
    assert!(found >= 13, "{found} decoders: the sources are read");
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "a decoder without a target in crates/readers"
    );
}

fn sources_in(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder).expect("a folder of ours") {
        let path = file.expect("listed").path();
        if path.is_dir() {
            all.extend(sources_in(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push(fs::read_to_string(path).expect("a source is text"));
        }
    }
    all
}
