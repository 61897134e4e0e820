//! The closed vocabularies of the format: what a code means, in three languages.
//!
//! The English always contains the code itself, so that a reader finds what the file says.

use crate::phrase::{Label, label};

/// A code and what it means.
#[derive(Debug)]
pub struct Code {
    pub code: &'static str,
    pub label: Label,
}

const fn code(
    code: &'static str,
    en: &'static str,
    hans: &'static str,
    hant: &'static str,
) -> Code {
    Code {
        code,
        label: label(en, hans, hant),
    }
}

/// Where a detail comes from.
pub const BASIS: &[Code] = &[
    code("article", "stated in the article", "文章所述", "文章所述"),
    code(
        "inferred",
        "inferred from the article",
        "由文章推知",
        "由文章推知",
    ),
    code(
        "public",
        "added from the public record",
        "补自公开资料",
        "補自公開資料",
    ),
    code(
        "editorial",
        "editorial: chosen for this file, to be replaced by the parties",
        "编者为本文件所定，应由当事方另定",
        "編者為本文件所定，應由當事方另定",
    ),
];

/// How a dialogue or meeting stands.
pub const STATUS: &[Code] = &[
    code("proposed", "proposed", "已提出", "已提出"),
    code("active", "active", "进行中", "進行中"),
    code("dormant", "dormant", "停滞", "停滯"),
    code("suspended", "suspended", "已中止", "已中止"),
    code("expected", "expected", "预计举行", "預計舉行"),
    code("held", "held", "已举行", "已舉行"),
    code("ended", "ended", "已结束", "已結束"),
];

/// Who talks to whom.
pub const TRACK: &[Code] = &[
    code("1", "1", "一轨", "一軌"),
    code("1.5", "1.5", "1.5轨", "1.5軌"),
    code("2", "2", "二轨", "二軌"),
];

/// On which level.
pub const LEVEL: &[Code] = &[
    code("leaders", "leaders", "领导人", "領導人"),
    code("ministers", "ministers", "部长级", "部長級"),
    code(
        "senior-officials",
        "senior officials",
        "高级官员",
        "高級官員",
    ),
    code("working", "working level", "工作层", "工作層"),
    code("operational", "operational", "一线", "一線"),
    code("subnational", "subnational", "地方", "地方"),
    code("experts", "experts", "专家", "專家"),
];

/// How deep a difference lies.
pub const DEPTH: &[Code] = &[
    code("surface", "surface", "表层", "表層"),
    code("deep", "deep", "深层", "深層"),
];

/// How a difference is handled.
pub const MODE: &[Code] = &[
    code(
        "resolve",
        "resolve, through a dialogue",
        "通过对话解决",
        "通過對話解決",
    ),
    code(
        "manage",
        "manage, with no agreement in sight",
        "管控，短期内难以达成一致",
        "管控，短期內難以達成一致",
    ),
    code(
        "contain",
        "contain, so as to prevent incidents",
        "管控，以防发生事件",
        "管控，以防發生事件",
    ),
];

/// How two things are tied.
pub const TIE: &[Code] = &[
    code("demand", "demand", "要求", "要求"),
    code("precondition", "precondition", "先决条件", "先決條件"),
    code("causes", "causes", "导致", "導致"),
    code("signal", "signal", "信号", "信號"),
    code("window", "window of time", "时间窗口", "時間窗口"),
    code(
        "action-reaction",
        "action-reaction",
        "行动与反应",
        "行動與反應",
    ),
];

/// Whose commitment it is.
pub const COMMITMENT: &[Code] = &[
    code("joint", "joint", "共同承诺", "共同承諾"),
    code("unilateral", "unilateral", "单方面承诺", "單方面承諾"),
    code("expected", "expected", "预期事项", "預期事項"),
];

/// Languages.
pub const LANGUAGE: &[Code] = &[
    code("en", "English (en)", "英文", "英文"),
    code(
        "zh-Hans",
        "Chinese, simplified (zh-Hans)",
        "简体中文",
        "簡體中文",
    ),
    code(
        "zh-Hant",
        "Chinese, traditional (zh-Hant)",
        "繁体中文",
        "繁體中文",
    ),
];

/// Those who are no item of the file.
pub const WHO: &[Code] = &[
    code("both", "both", "双方", "雙方"),
    code("all", "all", "全部", "全部"),
    code(
        "author",
        "the author of the article",
        "文章作者",
        "文章作者",
    ),
];

/// A view beside those of the parties.
pub const BESIDE_THE_PARTIES: &[Code] = &[code(
    "third_view",
    "A third view",
    "第三种看法",
    "第三種看法",
)];
