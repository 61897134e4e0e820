//! Who plays: all invented.

/// A node of the demo and its one person.
pub struct Role {
    /// Folder and login.
    pub folder: &'static str,
    /// The party's names.
    pub names: [(&'static str, &'static str); 3],
    /// The person's names.
    pub person: [(&'static str, &'static str); 3],
    /// The person's offices.
    pub office: [(&'static str, &'static str); 3],
    /// Whether it is the facilitator.
    pub facilitator: bool,
}

/// Two institutes and a facilitator.
pub const CAST: [Role; 3] = [
    Role {
        folder: "asteria",
        names: [
            ("en", "Asteria Institute"),
            ("zh-Hans", "星原研究所"),
            ("zh-Hant", "星原研究所"),
        ],
        person: [
            ("en", "Ada Sterling"),
            ("zh-Hans", "艾达·斯特林"),
            ("zh-Hant", "艾達·斯特林"),
        ],
        office: [
            ("en", "Director of Dialogues"),
            ("zh-Hans", "对话项目主任"),
            ("zh-Hant", "對話項目主任"),
        ],
        facilitator: false,
    },
    Role {
        folder: "borealis",
        names: [
            ("en", "Borealis Institute"),
            ("zh-Hans", "北光研究所"),
            ("zh-Hant", "北光研究所"),
        ],
        person: [
            ("en", "Boris Lind"),
            ("zh-Hans", "鲍里斯·林德"),
            ("zh-Hant", "鮑里斯·林德"),
        ],
        office: [
            ("en", "Head of Research"),
            ("zh-Hans", "研究部主任"),
            ("zh-Hant", "研究部主任"),
        ],
        facilitator: false,
    },
    Role {
        folder: "meridian",
        names: [
            ("en", "Meridian House"),
            ("zh-Hans", "子午馆"),
            ("zh-Hant", "子午館"),
        ],
        person: [
            ("en", "Mina Corvo"),
            ("zh-Hans", "米娜·科尔沃"),
            ("zh-Hant", "米娜·科爾沃"),
        ],
        office: [
            ("en", "Facilitator"),
            ("zh-Hans", "协调人"),
            ("zh-Hant", "協調人"),
        ],
        facilitator: true,
    },
];

/// What the relationship is called.
pub const TITLE: [(&str, &str); 3] = [
    ("en", "A Track 2 dialogue on five articles"),
    ("zh-Hans", "围绕五篇文章的二轨对话"),
    ("zh-Hant", "圍繞五篇文章的二軌對話"),
];
