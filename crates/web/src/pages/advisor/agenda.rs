//! Agendas: `{base}/advisor/agenda`.

use advice::agenda::Told;
use askama::Template;

use crate::frame::Frame;
use crate::pages::parts::Choice;

/// The first step: which items. What was typed into the second step is carried along.
///
/// POST `{base}/advisor/agenda/new` or `{base}/advisor/agenda/{id}` with `item` (repeated), `q`, `list`, `area`, and `do`:
/// `choose` shows this page again, `describe` the next step.
#[derive(Template)]
#[template(path = "advisor/agenda_choose.html")]
pub struct ChoosePage {
    /// The frame.
    pub frame: Frame,
    /// What is ticked.
    pub ticked: Vec<Choice>,
    /// What is not ticked and fits the filter, by list; no more than can be looked through.
    pub groups: Vec<(String, Vec<Choice>)>,
    /// How many fit and are not listed.
    pub beyond: usize,
    /// How many items there are at all.
    pub total: usize,
    /// The words that were looked for.
    pub q: String,
    /// The lists to choose from.
    pub lists: Vec<Choice>,
    /// The areas to choose from.
    pub areas: Vec<Choice>,
    /// What was typed elsewhere.
    pub carried: Vec<(String, String)>,
    /// Where the form is sent.
    pub action: String,
    /// Where "Cancel" leads.
    pub back: String,
}

/// An agenda: what it says, and the form it is made from.
///
/// POST `{base}/advisor/agenda/new` or `{base}/advisor/agenda/{id}` with `name`, `note`, `item` (object id, repeated), what is
/// asked of each item by its name and `-{id}`, the numbers by their names, ties (`tie-step-0`, `tie-after-0`, `tie-by-0`,
/// `tie-kind-0`, ...), `version`, and `do` as above: `more` shows the form again with room for more ties, anything else
/// keeps it.
#[derive(Template)]
#[template(path = "advisor/agenda.html")]
pub struct AgendaPage {
    /// The frame.
    pub frame: Frame,
    /// What its owner calls it.
    pub name: String,
    /// Where its numbers come from, in the owner's words.
    pub note: String,
    /// The items that were chosen.
    pub items: Vec<Described>,
    /// Trust, rounds and slots.
    pub numbers: Vec<Number>,
    /// The other assumptions.
    pub assumptions: Vec<Number>,
    /// Who ties what to what, with room for more.
    pub ties: Vec<Tie>,
    /// The version of the paper that the form was made from; empty for a new one.
    pub version: String,
    /// Where the form is sent.
    pub action: String,
    /// What there is once it is kept; none for a new one.
    pub kept: Option<KeptParts>,
}

/// What an agenda shows once it is kept.
#[derive(Clone, Default)]
pub struct KeptParts {
    /// The plan; none if what is kept is refused.
    pub plan: Option<Plan>,
    /// What became of the next round.
    pub round: Option<RoundForm>,
    /// The rounds that are over, the last first.
    pub closed: Vec<ClosedRound>,
    /// How good the chances were.
    pub grades: Vec<String>,
    /// The items of the next round as words for a proposal; none if there is none.
    pub copy: Option<Copied>,
    /// Whether the form is to be seen at once: something is wrong with it.
    pub form_open: bool,
    /// Where its deletion is sent.
    pub delete: String,
}

/// A plan in words, with links to what would be otherwise.
#[derive(Clone)]
pub struct Plan {
    /// In words, but for the rounds.
    pub told: Told,
    /// The rounds.
    pub rounds: Vec<PlannedRound>,
    /// What would be, if.
    pub what_ifs: Vec<(String, String)>,
}

/// A round of a plan.
#[derive(Clone)]
pub struct PlannedRound {
    /// Which, and where trust stands.
    pub heading: String,
    /// Each item with its reason, and where the plan without it is.
    pub items: Vec<(String, String)>,
    /// What to know of the round as a whole.
    pub notes: Vec<String>,
}

/// An item with what is asked about it.
#[derive(Clone)]
pub struct Described {
    /// Its id.
    pub id: String,
    /// Its number and its title.
    pub words: String,
    /// What is asked of every item.
    pub asked: Vec<Asked>,
    /// What can be said beyond that: choices.
    pub more: Vec<Asked>,
    /// Numbers, and the name of its basket.
    pub numbers: Vec<Number>,
    /// The other items, of which it may need some.
    pub needs: Vec<Choice>,
    /// How much was said beyond what is asked of every item.
    pub said: usize,
}

/// A question with a choice of answers.
#[derive(Clone)]
pub struct Asked {
    /// Name and id of the field.
    pub id: String,
    /// The question.
    pub label: String,
    /// What stands there while nothing is chosen.
    pub none: String,
    /// The answers.
    pub options: Vec<Choice>,
}

/// A number, or a few words, that can be typed.
#[derive(Clone)]
pub struct Number {
    /// Name and id of the field.
    pub id: String,
    /// What it is.
    pub label: String,
    /// As it was typed.
    pub value: String,
}

/// Who ties which step to which.
#[derive(Clone)]
pub struct Tie {
    /// Whether it says something.
    pub says: bool,
    /// Party, step, what is waited for, and kind.
    pub asked: Vec<Asked>,
}

/// What became of the items of a round.
///
/// POST `{base}/advisor/agenda/{id}/round` with `version`, `takes`, and for each item `result-{id}`.
#[derive(Clone)]
pub struct RoundForm {
    /// The round.
    pub round: usize,
    /// The items that the plan takes up.
    pub planned: Vec<Asked>,
    /// The others that are open.
    pub others: Vec<Asked>,
    /// How many rounds it took.
    pub takes: Number,
    /// Where it is sent.
    pub action: String,
}

/// A round that is over.
#[derive(Clone)]
pub struct ClosedRound {
    /// Which, and how trust moved.
    pub heading: String,
    /// What became of each item, and the chance that was given.
    pub lines: Vec<String>,
    /// Where it is taken back; only of the last.
    pub reopen: Option<String>,
}

/// Words that can be put into the form for a proposal.
#[derive(Clone)]
pub struct Copied {
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// Whether other words stand in that form, which these would take the place of.
    pub replaces: bool,
    /// Where it is sent.
    pub action: String,
}

/// The plan with one thing changed, beside the one that is kept.
#[derive(Template)]
#[template(path = "advisor/agenda_if.html")]
pub struct AgendaIfPage {
    /// The frame.
    pub frame: Frame,
    /// The agenda's name.
    pub name: String,
    /// Where the kept plan is.
    pub back: String,
    /// What is expected of the kept plan.
    pub kept: String,
    /// The plan with the change, or why there is none.
    pub changed: Result<Told, String>,
    /// Each item: in which round now, in which then.
    pub rows: Vec<IfRow>,
}

/// An item in both plans.
#[derive(Clone)]
pub struct IfRow {
    /// The item.
    pub item: String,
    /// Where it is in the kept plan.
    pub now: String,
    /// Where it is with the change.
    pub then: String,
    /// Whether that differs.
    pub moves: bool,
}

impl Described {
    /// Name and id of the boxes for the items that it needs.
    pub fn needs_id(&self) -> String {
        format!("needs-{}", self.id)
    }
}

impl AgendaPage {
    /// Whether something is wrong with one of the assumptions that are folded away.
    pub fn assumption_wrong(&self) -> bool {
        self.assumptions.iter().any(|number| self.wrong(&number.id))
    }

    /// Whether something is wrong with what is folded away of an item.
    pub fn more_wrong(&self, item: &Described) -> bool {
        item.more.iter().any(|asked| self.wrong(&asked.id))
            || item.numbers.iter().any(|number| self.wrong(&number.id))
            || self.wrong(&item.needs_id())
    }

    /// Whether something is said or wrong among the ties.
    pub fn tied(&self) -> bool {
        let mut asked = self.ties.iter().flat_map(|tie| &tie.asked);
        self.ties.iter().any(|tie| tie.says) || asked.any(|asked| self.wrong(&asked.id))
    }

    fn wrong(&self, field: &str) -> bool {
        self.frame.error(field).is_some()
    }
}
