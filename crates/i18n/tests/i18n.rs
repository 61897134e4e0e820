//! The languages side by side: nothing missing, nothing in the wrong script, and the words people will see.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use i18n::{Arg, Lang, all_keys};

/// Values without a Chinese character in Chinese, and why.
const WITHOUT_HAN: [&str; 10] = [
    "advisor-escalation-said-apart", // brackets
    "advisor-escalation-said-taken", // a name
    "advisor-input",                 // a name and a value
    "advisor-packages-refused-file", // a place and a reason, said elsewhere
    "command-powers",                // a key, two names, and what is said elsewhere
    "command-powers-of-office",      // two names
    "command-stance",                // a name, and what is said elsewhere
    "frame-product",                 // a name
    "frame-list-separator",          // punctuation
    "record-entry-signed-by",        // two names
];

/// Simplified characters that traditional text never has, each with its traditional form; the hundred or so
/// most frequent. Characters that belong to both scripts (后, 里, 系, 准, 面) are not here.
const SCRIPT_PAIRS: &str = "\
    这這 个個 们們 国國 时時 来來 会會 说說 为為 对對 学學 过過 动動 经經 发發 现現 长長 开開 关關 问問 \
    进進 种種 样樣 两兩 与與 给給 当當 间間 实實 应應 点點 么麼 无無 头頭 见見 气氣 东東 车車 书書 员員 \
    电電 话話 业業 产產 则則 军軍 门門 机機 权權 认認 议議 论論 谈談 调調 记記 许許 设設 证證 识識 词詞 \
    语語 请請 诺諾 译譯 双雙 变變 难難 观觀 视視 规規 览覽 总總 术術 华華 协協 单單 区區 历歷 声聲 处處 \
    备備 复復 够夠 导導 将將 张張 强強 归歸 录錄 态態 战戰 护護 择擇 报報 损損 换換 据據 数數 断斷 显顯 \
    权權 条條 构構 标標 栏欄 终終 结結 维維 网網 续續 约約 级級 统統 绝絕 节節 签簽 简簡 类類 组組 织織 \
    纪紀 纯純 细細 线線 绍紹 联聯 职職 艺藝 补補 订訂 让讓 评評 诉訴 该該 误誤 询詢 误誤 责責 质質 贵貴 \
    还還 边邊 达達 迁遷 运運 远遠 连連 适適 选選 递遞 遗遺 邮郵 释釋 钟鐘 错錯 键鍵 闭閉 阅閱 阶階 际際 \
    险險 随隨 页頁 项項 须須 领領 题題 风風 验驗 齐齊 龙龍 爱愛 务務 办辦 劳勞 势勢 厅廳 压壓 参參 号號";

#[test]
fn every_area_is_a_file_in_all_languages_and_its_keys_bear_its_name() {
    for lang in Lang::ALL {
        let compiled_in = &all_keys()[&lang];
        let mut in_files = BTreeSet::new();
        for (area, messages) in messages(lang) {
            for key in messages.into_keys() {
                assert!(
                    key.starts_with(&format!("{area}-")),
                    "{key} stands in {area}.ftl"
                );
                assert!(is_kebab(&key), "{key}");
                in_files.insert(key);
            }
        }
        let compiled_in: BTreeSet<String> = compiled_in.iter().map(|key| key.to_string()).collect();
        assert_eq!(
            compiled_in, in_files,
            "an area is missing from the list in src/messages.rs"
        );
    }
}

#[test]
fn every_key_is_in_all_languages_with_the_same_arguments() {
    let english = messages(Lang::En);
    assert!(english.values().map(BTreeMap::len).sum::<usize>() > 100);
    for lang in [Lang::ZhHans, Lang::ZhHant] {
        let other = messages(lang);
        assert_eq!(
            other.keys().collect::<Vec<_>>(),
            english.keys().collect::<Vec<_>>()
        );
        for (area, english) in &english {
            let keys: Vec<_> = other[area].keys().collect();
            assert_eq!(
                keys,
                english.keys().collect::<Vec<_>>(),
                "{area} in {}",
                lang.tag()
            );
            for (key, text) in english {
                let args = arguments(&other[area][key]);
                assert_eq!(args, arguments(text), "{key} in {}", lang.tag());
            }
        }
    }
}

#[test]
fn every_value_can_be_said() {
    each_value(|lang, key, value| {
        let place = format!("{key} in {}", lang.tag());
        assert!(!value.trim().is_empty(), "{place} is empty");
        assert!(!value.contains(['⟦', '{', '}']), "{place}: {value}");
        assert!(
            !value.contains(['\u{2068}', '\u{2069}']),
            "{place} has isolation marks: {value}"
        );
        let lines_and_spaces = value.contains('\n') || value.contains("  ");
        assert!(!lines_and_spaces, "{place} is broken into lines: {value}");
    });
}

#[test]
fn chinese_is_in_chinese() {
    each_value(|lang, key, value| {
        let has_han = value
            .chars()
            .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        match lang {
            Lang::En => assert!(!has_han, "{key}: {value}"),
            _ if WITHOUT_HAN.contains(&key) => assert!(!has_han, "{key} need not be on the list"),
            _ => assert!(has_han, "{key} in {}: {value}", lang.tag()),
        }
    });
}

#[test]
fn each_script_keeps_to_its_characters_and_quotation_marks() {
    let pairs = || {
        SCRIPT_PAIRS
            .split_whitespace()
            .map(|pair| (pair.chars().next(), pair.chars().nth(1)))
    };
    let simplified: BTreeSet<char> = pairs().filter_map(|(simplified, _)| simplified).collect();
    let traditional: BTreeSet<char> = pairs().filter_map(|(_, traditional)| traditional).collect();
    assert!(simplified.len() > 100 && simplified.is_disjoint(&traditional));
    each_value(|lang, key, value| {
        let (foreign, marks) = match lang {
            Lang::En => return,
            Lang::ZhHans => (&traditional, ['「', '」']),
            Lang::ZhHant => (&simplified, ['“', '”']),
        };
        let found = value
            .chars()
            .find(|c| foreign.contains(c) || marks.contains(c));
        assert_eq!(found, None, "{key} in {}: {value}", lang.tag());
    });
}

#[test]
fn the_glossary_decides_the_words() {
    let said = |key: &str| Lang::ALL.map(|lang| lang.l().t(key));
    assert_eq!(
        said("framework-list-dialogues"),
        ["To talk about", "对话", "對話"]
    );
    assert_eq!(
        said("framework-list-cooperation"),
        ["To do together", "合作", "合作"]
    );
    assert_eq!(
        said("framework-list-differences"),
        ["To manage", "管控", "管控"]
    );
    assert_eq!(
        said("framework-tag-in-effect"),
        ["In effect", "已商定", "已商定"]
    );
    assert_eq!(
        said("framework-act-agree"),
        ["Agree to this text", "同意此案文", "同意此案文"]
    );
    assert_eq!(said("framework-act-release"), ["Take back", "收回", "收回"]);
}

#[test]
fn every_act_says_what_it_commits_to() {
    let keys = &all_keys()[&Lang::En];
    for key in keys
        .iter()
        .filter(|key| key.starts_with("framework-act-") && !key.ends_with("-commits"))
    {
        // To propose again is to propose.
        let act = key.trim_end_matches("-again");
        assert!(keys.contains(format!("{act}-commits").as_str()), "{key}");
    }
}

#[test]
fn a_browser_gets_the_language_it_asks_for() {
    let table = [
        ("", Lang::En),
        ("*", Lang::En),
        ("en", Lang::En),
        ("en-GB,en;q=0.9", Lang::En),
        ("fr-CH, fr;q=0.9, de;q=0.7", Lang::En),
        ("zh", Lang::ZhHans),
        ("zh-CN", Lang::ZhHans),
        ("zh-SG", Lang::ZhHans),
        ("zh-Hans", Lang::ZhHans),
        ("zh-Hans-HK", Lang::ZhHans),
        ("ZH-cn", Lang::ZhHans),
        ("zh-TW", Lang::ZhHant),
        ("zh-HK", Lang::ZhHant),
        ("zh-MO", Lang::ZhHant),
        ("zh-Hant", Lang::ZhHant),
        ("zh-Hant-CN", Lang::ZhHant),
        ("yue-HK", Lang::ZhHant),
        ("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", Lang::ZhHant),
        ("fr, zh-TW;q=0.8, en;q=0.7", Lang::ZhHant),
        ("en;q=0.2, zh-CN;q=0.3, zh-HK;q=0.9", Lang::ZhHant),
        ("en;q=0.5, zh-CN;q=0.5", Lang::En),
        ("zh-CN;q=0.5, en;q=0.5", Lang::ZhHans),
        ("zh-CN;q=0, en;q=0.1", Lang::En),
        ("zh-CN ; q=0.4 , en ; Q=0.3", Lang::ZhHans),
        ("zh-CN;q=NaN, zh-HK;q=0.1", Lang::ZhHant),
        ("zh-CN;q=2, en;q=high, ;;, -, zh-HK;q=0.1", Lang::ZhHant),
    ];
    for (header, lang) in table {
        assert_eq!(Lang::negotiate(header), lang, "{header}");
    }
}

#[test]
fn tags_go_there_and_back() {
    for lang in Lang::ALL {
        assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
    }
    for unknown in ["", "zh", "zh-CN", "EN", "zh-hans", "en "] {
        assert_eq!(Lang::from_tag(unknown), None, "{unknown}");
    }
    assert_eq!(Lang::ALL.map(Lang::own_name), ["English", "简体", "繁體"]);
}

#[test]
fn what_is_missing_shows() {
    for lang in Lang::ALL {
        assert_eq!(lang.l().t("no-such-key"), "⟦no-such-key⟧");
        assert_eq!(lang.l().t("not a key at all"), "⟦not a key at all⟧");
        assert!(lang.l().t("framework-status-waiting").contains("{$party}"));
    }
}

#[test]
fn arguments_are_filled_in_as_they_are() {
    let name = String::from("A & B <i>{ $party }</i>");
    let said = Lang::En
        .l()
        .ta("framework-status-waiting", &[("party", Arg::from(&name))]);
    assert_eq!(said, "Waits for A & B <i>{ $party }</i>");
    assert_eq!(Arg::from(u64::MAX), Arg::Num(i64::MAX));
    assert_eq!(Arg::from(3_usize), Arg::Num(3));
    assert_eq!(Arg::from(-3_i64), Arg::Num(-3));
}

#[test]
fn dates_are_gregorian_days_in_utc() {
    const MORNING: i64 = 1_687_166_040_000; // 2023-06-19T09:14:00Z
    let [en, hans, hant] = Lang::ALL.map(Lang::l);
    assert_eq!(en.date(MORNING), "19 June 2023");
    assert_eq!(hans.date(MORNING), "2023年6月19日");
    assert_eq!(hant.date(MORNING), "2023年6月19日");
    assert_eq!(en.time_utc(MORNING), "19 June 2023, 09:14 UTC");
    assert_eq!(hans.time_utc(MORNING), "2023年6月19日 09:14（UTC）");
    assert_eq!(hant.time_utc(MORNING), "2023年6月19日 09:14（UTC）");
    assert_eq!(en.date(0), "1 January 1970");
    assert_eq!(en.time_utc(-1), "31 December 1969, 23:59 UTC");
    let months: Vec<String> = (0..12)
        .map(|month| en.date(month * 30 * DAY + 15 * DAY))
        .collect();
    assert_eq!(months[1], "15 February 1970");
    assert!(months[11].ends_with("December 1970"), "{months:?}");
}

#[test]
fn a_time_outside_the_calendar_is_shown_as_it_was_given() {
    for lang in Lang::ALL {
        assert_eq!(lang.l().date(i64::MAX), "⟦9223372036854775807⟧");
        assert_eq!(lang.l().time_utc(i64::MIN), "⟦-9223372036854775808⟧");
    }
}

#[test]
fn numbers_are_grouped_in_threes() {
    for lang in Lang::ALL {
        let l = lang.l();
        assert_eq!(l.number(0), "0");
        assert_eq!(l.number(999), "999");
        assert_eq!(l.number(1204), "1\u{202f}204");
        assert_eq!(l.number(1_000_000), "1\u{202f}000\u{202f}000");
        assert_eq!(
            l.number(u64::MAX),
            "18\u{202f}446\u{202f}744\u{202f}073\u{202f}709\u{202f}551\u{202f}615"
        );
        assert!(
            l.ta("record-count", &[("count", 1204_i64.into())])
                .starts_with("1\u{202f}204")
        );
        assert!(
            l.ta("record-count", &[("count", (-1204_i64).into())])
                .starts_with("\u{2212}1\u{202f}204")
        );
    }
}

#[test]
fn english_has_a_singular() {
    let entries = |n: i64| Lang::En.l().ta("record-count", &[("count", n.into())]);
    assert_eq!(
        [0, 1, 2, 21].map(entries),
        ["No entries", "1 entry", "2 entries", "21 entries"]
    );
    let items = |agreed: i64, total: i64| {
        Lang::En.l().ta(
            "relationship-summary-items",
            &[("agreed", agreed.into()), ("total", total.into())],
        )
    };
    assert_eq!(items(0, 0), "Nothing has been proposed yet.");
    assert_eq!(items(0, 1), "The one item proposed is not in effect.");
    assert_eq!(items(1, 1), "The one item proposed is in effect.");
    assert_eq!(items(7, 12), "7 of 12 items are in effect.");
}

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

#[test]
fn durations_are_in_the_largest_whole_unit() {
    const NOW: i64 = 1_687_166_040_000;
    let table = [
        (0, "just now", "刚刚"),
        (999, "just now", "刚刚"),
        (SECOND, "1 second ago", "1秒前"),
        (MINUTE - 1, "59 seconds ago", "59秒前"),
        (MINUTE, "1 minute ago", "1分钟前"),
        (HOUR - 1, "59 minutes ago", "59分钟前"),
        (HOUR, "1 hour ago", "1小时前"),
        (DAY - 1, "23 hours ago", "23小时前"),
        (DAY, "1 day ago", "1天前"),
        (1204 * DAY, "1\u{202f}204 days ago", "1\u{202f}204天前"),
        // A clock that runs ahead
        (1 - MINUTE, "just now", "刚刚"),
        (
            -MINUTE,
            "19 June 2023, 09:15 UTC",
            "2023年6月19日 09:15（UTC）",
        ),
    ];
    for (elapsed, english, chinese) in table {
        assert_eq!(Lang::En.l().ago(NOW - elapsed, NOW), english);
        assert_eq!(Lang::ZhHans.l().ago(NOW - elapsed, NOW), chinese);
    }
    assert_eq!(
        Lang::En.l().ago(i64::MIN, i64::MAX),
        "106\u{202f}751\u{202f}991\u{202f}167 days ago"
    );
}

/// Area, key and source text of each message.
fn messages(lang: Lang) -> BTreeMap<String, BTreeMap<String, String>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(lang.tag());
    let files = fs::read_dir(folder).expect("every language has its folder");
    files
        .map(|file| {
            let path = file.expect("the folder can be read").path();
            assert_eq!(
                path.extension().and_then(|e| e.to_str()),
                Some("ftl"),
                "{}",
                path.display()
            );
            let area = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("areas are words");
            let text = fs::read_to_string(&path).expect("a message file is text");
            (area.to_owned(), messages_of(&text))
        })
        .collect()
}

fn messages_of(text: &str) -> BTreeMap<String, String> {
    let mut messages: Vec<(&str, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(char::is_alphabetic) {
            let (key, value) = line.split_once(" = ").expect("a message is `key = value`");
            messages.push((key, value.to_owned()));
        } else if let Some((_, value)) = messages.last_mut() {
            value.push_str(line);
        }
    }
    let count = messages.len();
    let messages: BTreeMap<_, _> = messages
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    assert_eq!(messages.len(), count, "a key stands twice");
    messages
}

fn arguments(text: &str) -> BTreeSet<&str> {
    text.split('$')
        .skip(1)
        .filter_map(|rest| {
            rest.split(|c: char| !(c.is_alphanumeric() || c == '-'))
                .next()
        })
        .collect()
}

fn is_kebab(key: &str) -> bool {
    key.split('-').all(|word| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}

/// Every value in every language, filled in with small and larger counts, so that every variant is seen.
fn each_value(check: impl Fn(Lang, &str, &str)) {
    for lang in Lang::ALL {
        for (key, text) in messages(lang).into_values().flatten() {
            // A date pieces itself together from other messages and is tested by itself.
            let names = match key.as_str() {
                "time-utc" => BTreeSet::from(["day", "month", "year", "time"]),
                _ => arguments(&text),
            };
            for n in [0, 1, 2, 12, 1204] {
                let args: Vec<(&str, Arg)> =
                    names.iter().map(|name| (*name, Arg::Num(n))).collect();
                check(lang, &key, &lang.l().ta(&key, &args));
            }
        }
    }
}
