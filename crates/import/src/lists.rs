//! What the principles, the areas and the three lists may say.

use crate::field::{
    AREAS, DATE, DATE_BASIS, DATE_TEXT, END, Field, HEAD, ID, INCIDENT, KIND, NOTE, PER, PLACE,
    Shape, TEXT, TITLE, field,
};
use crate::vocabulary::{BASIS, DEPTH, LEVEL, MODE, STATUS, TRACK};

const STATUS_FIELD: Field = field("status", "Status", "状态", "狀態", Shape::Code(STATUS));
const FORM: Field = field("form", "Form", "形式", "形式", Shape::Words);
const PROPOSED_BY: Field = field("proposed_by", "Proposed by", "提出方", "提出方", Shape::Who);
const LINKAGE: Field = field("linkage", "Linkage", "关联", "關聯", Shape::Reference);
const LINKAGES: Field = field("linkages", "Linkages", "关联", "關聯", Shape::Reference);
const OTHER_DYAD: Field = field(
    "other_dyad",
    "Between other parties",
    "其他当事方之间",
    "其他當事方之間",
    Shape::Mention,
);

pub const AREA: &[Field] = &[ID, TITLE, NOTE, PER];

pub const PRINCIPLE: &[Field] = &[
    ID,
    TEXT,
    field(
        "zh_basis",
        "Basis of the Chinese title",
        "中文标题依据",
        "中文標題依據",
        Shape::Code(BASIS),
    ),
    KIND,
    field(
        "stance",
        "Stance of each side, as reported",
        "据报道各方的态度",
        "據報道各方的態度",
        Shape::ByParty,
    ),
    field(
        "claim",
        "What is claimed of it",
        "有关主张",
        "有關主張",
        Shape::Words,
    ),
    PER,
];

const ROUND: &[Field] = &[
    field("round", "Round", "轮次", "輪次", Shape::Words),
    STATUS_FIELD,
    DATE,
    END,
    DATE_BASIS,
    DATE_TEXT,
    PLACE,
    FORM,
    field("sides", "Sides", "各方", "各方", Shape::ByParty),
    NOTE,
    PER,
];

pub const DIALOGUE: &[Field] = &[
    ID,
    TITLE,
    field("track", "Track", "轨别", "軌別", Shape::Code(TRACK)),
    field("level", "Level", "级别", "級別", Shape::Code(LEVEL)),
    STATUS_FIELD,
    field(
        "status_as_of",
        "Status as of",
        "状态截至",
        "狀態截至",
        Shape::Date,
    ),
    PROPOSED_BY,
    field("purpose", "Purpose", "目的", "目的", Shape::Words),
    field("outcome", "Outcome", "成果", "成果", Shape::Words),
    field(
        "cost_noted",
        "Cost noted",
        "提到的代价",
        "提到的代價",
        Shape::Words,
    ),
    field("hosts", "Hosts", "主办方", "主辦方", Shape::Who),
    field(
        "one_sided",
        "One side only",
        "仅一方参与",
        "僅一方參與",
        Shape::Flag,
    ),
    OTHER_DYAD,
    FORM,
    AREAS,
    LINKAGE,
    LINKAGES,
    field("agenda", "Agenda", "议程", "議程", Shape::Words),
    field("method", "Method", "方法", "方法", Shape::Words),
    field("lesson", "Lesson", "启示", "啟示", Shape::Words),
    NOTE,
    field(
        "rounds",
        "Rounds",
        "各轮会谈",
        "各輪會談",
        Shape::Lines(ROUND),
    ),
    PER,
];

const ACTION: &[Field] = &[
    HEAD,
    field("by", "By", "行动方", "行動方", Shape::Who),
    KIND,
    PROPOSED_BY,
    field("demanded_by", "Demanded by", "要求方", "要求方", Shape::Who),
    NOTE,
    PER,
];

pub const COOPERATION_AREA: &[Field] = &[
    ID,
    TITLE,
    field("urgency", "Urgency", "紧迫性", "緊迫性", Shape::Words),
    AREAS,
    field("precedents", "Precedents", "先例", "先例", Shape::Words),
    LINKAGE,
    LINKAGES,
    NOTE,
    field("actions", "Actions", "行动", "行動", Shape::Lines(ACTION)),
    PER,
];

/// Words with their source, in a line.
pub const SAID: &[Field] = &[HEAD, PER];

const DEPTH_FIELD: Field = field("depth", "Depth", "层次", "層次", Shape::Code(DEPTH));
const SENSITIVITY: Field = field(
    "sensitivity",
    "Sensitivity (1 low to 5 core interest)",
    "敏感度（1为低，5为核心利益）",
    "敏感度（1為低，5為核心利益）",
    Shape::Words,
);
const GRADED: &[Field] = &[
    DEPTH_FIELD,
    field(
        "sensitivity",
        "Sensitivity",
        "敏感度",
        "敏感度",
        Shape::Words,
    ),
];

pub const DIFFERENCE: &[Field] = &[
    ID,
    TITLE,
    DEPTH_FIELD,
    SENSITIVITY,
    field(
        "basis",
        "Basis of these grades",
        "分级依据",
        "分級依據",
        Shape::Graded(BASIS, GRADED),
    ),
    field(
        "mode",
        "How it is handled",
        "处理方式",
        "處理方式",
        Shape::Code(MODE),
    ),
    field(
        "dialogue",
        "Dialogue",
        "对应的对话",
        "對應的對話",
        Shape::Reference,
    ),
    INCIDENT,
    AREAS,
    LINKAGE,
    LINKAGES,
    field("causes", "Caused by", "成因", "成因", Shape::Reference),
    field("since", "Since", "始于", "始於", Shape::Words),
    field(
        "held_by",
        "Held by",
        "持此看法者",
        "持此看法者",
        Shape::Mention,
    ),
    OTHER_DYAD,
    field(
        "activities_named",
        "Activities named",
        "提及的活动",
        "提及的活動",
        Shape::Words,
    ),
    field(
        "positions",
        "Positions",
        "各方立场",
        "各方立場",
        Shape::ByParty,
    ),
    field(
        "claims",
        "What is said of it",
        "有关论述",
        "有關論述",
        Shape::Lines(SAID),
    ),
    NOTE,
    PER,
];
