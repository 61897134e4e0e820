//! The message files, compiled in: one bundle for each language, and nothing between them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_templates::fluent_bundle::concurrent::FluentBundle;
use fluent_templates::fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::localizer::grouped;
use crate::{Arg, Lang};

/// Lists the areas. A file that one of the languages lacks does not compile.
macro_rules! areas {
    ($($area:literal)+) => {
        fn sources(lang: Lang) -> &'static [&'static str] {
            match lang {
                Lang::En => &[$(include_str!(concat!("../locales/en/", $area, ".ftl"))),+],
                Lang::ZhHans => &[$(include_str!(concat!("../locales/zh-Hans/", $area, ".ftl"))),+],
                Lang::ZhHant => &[$(include_str!(concat!("../locales/zh-Hant/", $area, ".ftl"))),+],
            }
        }
    };
}

areas! {
    "advisor"
    "advisor-agenda"
    "advisor-conflict"
    "advisor-escalation"
    "advisor-exercise"
    "advisor-note"
    "advisor-package-pages"
    "advisor-packages"
    "advisor-pages"
    "advisor-shelf"
    "backup"
    "check"
    "command"
    "doctor"
    "erasure"
    "fault"
    "frame"
    "framework"
    "import"
    "login"
    "notes"
    "pouch"
    "record"
    "refusals"
    "relationship"
    "settings"
    "time"
    "waiting"
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| Lang::ALL.map(bundle));

fn bundle(lang: Lang) -> Bundle {
    let tag = lang
        .tag()
        .parse()
        .expect("the tags of the three languages are well formed");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Isolation marks would stand around every number, in copied text and in exports too. No language here is
    // written from right to left.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(n) => Some(grouped(n.value as i64)),
        _ => None,
    }));
    for source in sources(lang) {
        let resource = FluentResource::try_new((*source).to_owned())
            .map_err(|(_, errors)| errors)
            .expect("the tests read every message file that is compiled in");
        bundle
            .add_resource(resource)
            .expect("the tests find keys that stand twice");
    }
    bundle
}

/// The message in this language and no other; `None` if it has none.
pub(crate) fn message(lang: Lang, key: &str, args: &[(&str, Arg)]) -> Option<String> {
    let bundle = &BUNDLES[lang as usize];
    let pattern = bundle.get_message(key)?.value()?;
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Str(text) => FluentValue::String(Cow::Borrowed(text)),
            Arg::Num(n) => FluentValue::from(*n),
        };
        values.set(*name, value);
    }
    // An argument that is missing stays in the text as its name in braces, where it can be seen.
    let text = bundle.format_pattern(pattern, Some(&values), &mut Vec::new());
    Some(text.into_owned())
}

/// The keys that each language has, for tests that look for missing and for dead ones.
#[doc(hidden)]
pub fn all_keys() -> BTreeMap<Lang, BTreeSet<&'static str>> {
    let keys_of = |lang| sources(lang).iter().flat_map(|source| keys(source));
    Lang::ALL
        .into_iter()
        .map(|lang| (lang, keys_of(lang).collect()))
        .collect()
}

/// In Fluent only a message begins with a letter at the start of a line.
fn keys(source: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}
