//! What the sources, the parties and everybody else may say of themselves. Persons stay words.

use crate::field::{DATE, DATE_BASIS, Field, ID, KIND, NAME, NOTE, PER, Shape, TITLE, bare, field};
use crate::vocabulary::{BASIS, LANGUAGE, LEVEL};

const ROLE: Field = field("role", "Role", "身份", "身份", Shape::Words);

const AUTHOR: &[Field] = &[bare("name", Shape::Head), ROLE];

pub const SOURCE: &[Field] = &[
    ID,
    bare("file", Shape::LeftOut),
    TITLE,
    field("authors", "Authors", "作者", "作者", Shape::Lines(AUTHOR)),
    field(
        "publisher",
        "Published by",
        "发布者",
        "發布者",
        Shape::Words,
    ),
    field(
        "publisher_basis",
        "Basis of the publisher",
        "发布者依据",
        "發布者依據",
        Shape::Code(BASIS),
    ),
    DATE,
    DATE_BASIS,
    KIND,
    field(
        "disclaimer",
        "Disclaimer",
        "免责声明",
        "免責聲明",
        Shape::Words,
    ),
    NOTE,
];

pub const PARTY: &[Field] = &[
    ID,
    NAME,
    KIND,
    field(
        "languages",
        "Languages",
        "语文",
        "語文",
        Shape::Code(LANGUAGE),
    ),
    bare("units", Shape::Nested),
    NOTE,
    PER,
];

pub const UNIT: &[Field] = &[
    ID,
    NAME,
    field("level", "Level", "级别", "級別", Shape::Code(LEVEL)),
    field(
        "persons",
        "Persons named",
        "提及的人员",
        "提及的人員",
        Shape::Words,
    ),
    NOTE,
    PER,
];

/// Which party a unit belongs to: not a field of its own, because the unit stands under its party.
pub const OF_PARTY: Field = field("party", "Party", "当事方", "當事方", Shape::Reference);

pub const NON_STATE_ACTOR: &[Field] = &[
    ID,
    NAME,
    field("side", "Side", "所属一方", "所屬一方", Shape::Who),
    KIND,
    NOTE,
    PER,
];

pub const THIRD_PARTY: &[Field] = &[
    ID,
    NAME,
    field(
        "role",
        "Part it is given",
        "所述角色",
        "所述角色",
        Shape::Words,
    ),
    NOTE,
    PER,
];
