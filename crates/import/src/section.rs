//! The sections of a framework, in the order in which they are brought in, and what becomes of their items.

use domain::{List, Subject};

use crate::field::Field;
use crate::phrase::{Label, label};
use crate::{actors, lists, notes};

/// A section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The taxonomy of areas.
    Areas,
    /// The publications.
    Sources,
    /// The parties that the publications speak of.
    Parties,
    /// Their units; in the file each stands under its party.
    Units,
    /// Actors that are no states.
    NonStateActors,
    /// Everybody outside the parties.
    ThirdParties,
    /// Guiding principles.
    Principles,
    /// Rules of process.
    ProcessRules,
    /// The list of dialogues.
    Dialogues,
    /// The list of cooperation areas.
    CooperationAreas,
    /// The list of differences to be managed.
    Differences,
    /// What is tied to what.
    Linkages,
    /// Windows of time.
    Windows,
    /// Commitments and expected outcomes.
    Commitments,
    /// What was asked.
    Requests,
    /// Incidents with each side's account.
    Incidents,
    /// Figures.
    Indicators,
    /// Events.
    Events,
    /// Arguments.
    Claims,
    /// Phases of the story.
    Phases,
    /// Quotations.
    Quotations,
    /// Statements to vote on in a survey.
    SurveyStatements,
}

impl Section {
    /// Every section. Areas come first, so that items can name them, and sources before what cites them.
    pub const ALL: [Section; 22] = [
        Section::Areas,
        Section::Sources,
        Section::Parties,
        Section::Units,
        Section::NonStateActors,
        Section::ThirdParties,
        Section::Principles,
        Section::ProcessRules,
        Section::Dialogues,
        Section::CooperationAreas,
        Section::Differences,
        Section::Linkages,
        Section::Windows,
        Section::Commitments,
        Section::Requests,
        Section::Incidents,
        Section::Indicators,
        Section::Events,
        Section::Claims,
        Section::Phases,
        Section::Quotations,
        Section::SurveyStatements,
    ];

    /// Its name in the file.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// Its name on screen.
    pub fn label(self) -> Label {
        self.row().1
    }

    /// What its items become.
    pub fn becomes(self) -> (Subject, Option<List>) {
        match self {
            Section::Areas => (Subject::Area, None),
            Section::Principles => (Subject::Principle, None),
            Section::Dialogues => (Subject::Item, Some(List::Dialogues)),
            Section::CooperationAreas => (Subject::Item, Some(List::Cooperation)),
            Section::Differences => (Subject::Item, Some(List::Differences)),
            Section::Sources
            | Section::Parties
            | Section::Units
            | Section::NonStateActors
            | Section::ThirdParties
            | Section::ProcessRules
            | Section::Linkages
            | Section::Windows
            | Section::Commitments
            | Section::Requests
            | Section::Incidents
            | Section::Indicators
            | Section::Events
            | Section::Claims
            | Section::Phases
            | Section::Quotations
            | Section::SurveyStatements => (Subject::Note, None),
        }
    }

    /// What its items may say.
    pub(crate) fn fields(self) -> &'static [Field] {
        self.row().2
    }

    fn row(self) -> (&'static str, Label, &'static [Field]) {
        let row = |key, en, hans, hant, fields| (key, label(en, hans, hant), fields);
        match self {
            Section::Areas => row("areas", "Areas", "领域", "領域", lists::AREA),
            Section::Sources => row("sources", "Sources", "来源", "來源", actors::SOURCE),
            Section::Parties => row("parties", "Parties", "当事方", "當事方", actors::PARTY),
            Section::Units => row(
                "units",
                "Units of the parties",
                "当事方的部门",
                "當事方的部門",
                actors::UNIT,
            ),
            Section::NonStateActors => row(
                "non_state_actors",
                "Non-state actors",
                "非国家行为体",
                "非國家行為體",
                actors::NON_STATE_ACTOR,
            ),
            Section::ThirdParties => row(
                "third_parties",
                "Third parties",
                "第三方",
                "第三方",
                actors::THIRD_PARTY,
            ),
            Section::Principles => row(
                "principles",
                "Guiding principles",
                "指导原则",
                "指導原則",
                lists::PRINCIPLE,
            ),
            Section::ProcessRules => row(
                "process_rules",
                "Rules of process",
                "程序规则",
                "程序規則",
                notes::PROCESS_RULE,
            ),
            Section::Dialogues => row("dialogues", "Dialogues", "对话", "對話", lists::DIALOGUE),
            Section::CooperationAreas => row(
                "cooperation_areas",
                "Cooperation areas",
                "合作领域",
                "合作領域",
                lists::COOPERATION_AREA,
            ),
            Section::Differences => row(
                "differences",
                "Differences",
                "分歧",
                "分歧",
                lists::DIFFERENCE,
            ),
            Section::Linkages => row("linkages", "Linkages", "关联", "關聯", notes::LINKAGE),
            Section::Windows => row(
                "windows",
                "Windows of time",
                "时间窗口",
                "時間窗口",
                notes::WINDOW,
            ),
            Section::Commitments => row(
                "commitments",
                "Commitments",
                "承诺",
                "承諾",
                notes::COMMITMENT_FIELDS,
            ),
            Section::Requests => row("requests", "Requests", "请求", "請求", notes::REQUEST),
            Section::Incidents => row(
                "incidents",
                "Incidents",
                "突发事件",
                "突發事件",
                notes::INCIDENT_FIELDS,
            ),
            Section::Indicators => {
                row("indicators", "Indicators", "指标", "指標", notes::INDICATOR)
            }
            Section::Events => row("events", "Events", "大事记", "大事記", notes::EVENT),
            Section::Claims => row("claims", "Claims", "论点", "論點", notes::CLAIM),
            Section::Phases => row("phases", "Phases", "阶段", "階段", notes::PHASE),
            Section::Quotations => {
                row("quotations", "Quotations", "引语", "引語", notes::QUOTATION)
            }
            Section::SurveyStatements => row(
                "survey_statements",
                "Survey statements",
                "民意调查观点",
                "民意調查觀點",
                notes::SURVEY_STATEMENT,
            ),
        }
    }
}
