//! What the sections may say that are kept as notes until the product has a place of their own for them.

use crate::field::{
    DATE, DATE_BASIS, DATE_TEXT, END, Field, ID, INCIDENT, KIND, NAME, NOTE, PER, PLACE, Shape,
    TEXT, TITLE, bare, field,
};
use crate::lists::SAID;
use crate::vocabulary::{BASIS, COMMITMENT, STATUS, TIE};

pub const PROCESS_RULE: &[Field] = &[ID, bare("rule", Shape::Title), NOTE, PER];

/// Where what is tied begins and ends; the title of a linkage without words is made of the two.
pub const TIED_FROM: Field = field("from", "From", "关联自", "關聯自", Shape::Who);
pub const TIED_TO: Field = field("to", "To", "关联至", "關聯至", Shape::Who);

pub const LINKAGE: &[Field] = &[
    ID,
    TEXT,
    field("kind", "Kind", "类型", "類型", Shape::Code(TIE)),
    TIED_FROM,
    TIED_TO,
    field("tied_by", "Tied by", "提出关联者", "提出關聯者", Shape::Who),
    NOTE,
    PER,
];

const FROM_DATE: Field = field("from", "From", "自", "自", Shape::Date);
const UNTIL: Field = field("until", "Until", "至", "至", Shape::Date);

pub const WINDOW: &[Field] = &[
    ID,
    TEXT,
    FROM_DATE,
    UNTIL,
    field(
        "until_basis",
        "Basis of the end",
        "截止日期依据",
        "截止日期依據",
        Shape::Code(BASIS),
    ),
    NOTE,
    PER,
];

pub const COMMITMENT_FIELDS: &[Field] = &[
    ID,
    TEXT,
    field("kind", "Kind", "类型", "類型", Shape::Code(COMMITMENT)),
    field("by", "By", "承诺方", "承諾方", Shape::Who),
    field("made_at", "Made at", "作出场合", "作出場合", Shape::Mention),
    DATE,
    DATE_BASIS,
    DATE_TEXT,
    field("due", "Due", "期限", "期限", Shape::Date),
    field(
        "due_text",
        "Due, as worded",
        "期限（原文表述）",
        "期限（原文表述）",
        Shape::Words,
    ),
    field(
        "area",
        "Cooperation area",
        "合作领域",
        "合作領域",
        Shape::Reference,
    ),
    field(
        "conditional_on",
        "Conditional on",
        "条件",
        "條件",
        Shape::Words,
    ),
    NOTE,
    PER,
];

pub const REQUEST: &[Field] = &[
    ID,
    TEXT,
    field("by", "Asked by", "提出方", "提出方", Shape::Who),
    field("to", "Asked of", "请求对象", "請求對象", Shape::Who),
    NOTE,
    PER,
];

pub const INCIDENT_FIELDS: &[Field] = &[
    ID,
    TITLE,
    DATE,
    DATE_BASIS,
    PLACE,
    field(
        "names",
        "Name used by each side",
        "各方用名",
        "各方用名",
        Shape::ByParty,
    ),
    field(
        "wording_note",
        "On the wording",
        "措辞说明",
        "措辭說明",
        Shape::Words,
    ),
    field(
        "accounts",
        "Accounts",
        "各方陈述",
        "各方陳述",
        Shape::ByParty,
    ),
    field(
        "lessons",
        "Lessons",
        "经验教训",
        "經驗教訓",
        Shape::Lines(SAID),
    ),
    NOTE,
    PER,
];

/// `figure` writes the first five of its own fields as one line.
pub const INDICATOR: &[Field] = &[
    ID,
    NAME,
    field("value", "Figure", "数值", "數值", Shape::Words),
    bare("unit", Shape::Words),
    bare("qualifier", Shape::Words),
    bare("period", Shape::Words),
    bare("cited_source", Shape::Words),
    field(
        "period_basis",
        "Basis of the period",
        "时期依据",
        "時期依據",
        Shape::Code(BASIS),
    ),
    field("contested", "Contested", "有争议", "有爭議", Shape::Flag),
    NOTE,
    PER,
];

pub const EVENT: &[Field] = &[
    TEXT,
    DATE,
    END,
    DATE_BASIS,
    DATE_TEXT,
    field("status", "Status", "状态", "狀態", Shape::Code(STATUS)),
    field("actors", "Actors", "行为方", "行為方", Shape::Who),
    KIND,
    field(
        "cameo",
        "CAMEO code, suggested by the editor of the file",
        "CAMEO代码（本文件编者建议）",
        "CAMEO代碼（本文件編者建議）",
        Shape::Words,
    ),
    INCIDENT,
    NOTE,
    PER,
];

pub const CLAIM: &[Field] = &[TEXT, NOTE, PER];

pub const PHASE: &[Field] = &[ID, TEXT, FROM_DATE, UNTIL, NOTE, PER];

pub const QUOTATION: &[Field] = &[
    TEXT,
    field("by", "Words of", "出自", "出自", Shape::Words),
    field("about", "About", "关于", "關於", Shape::Words),
    NOTE,
    PER,
];

pub const SURVEY_STATEMENT: &[Field] = &[
    ID,
    TEXT,
    field(
        "from",
        "Worded by the editor of the file, prompted by",
        "本文件编者措辞，启发自",
        "本文件編者措辭，啟發自",
        Shape::Cited,
    ),
    NOTE,
    PER,
];
