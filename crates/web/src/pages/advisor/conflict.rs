//! Conflicts: `{base}/advisor/conflict`.

use askama::Template;

use super::graph::Graph;
use crate::frame::Frame;
use crate::pages::parts::Choice;

/// The form for a conflict: parties, options, what cannot be, the present situation, everybody's preferences.
///
/// POST `{base}/advisor/conflict/new` or `{base}/advisor/conflict/{id}/change` with `name`, `note`, `own`, `now-unsaid`,
/// `seed`, `version`, and by row (from 0) `party-`, `option-`, `owner-`, `change-`, `now-`, `rule-kind-`, `rule-`, `same-`;
/// by party `wish-way-`, `wish-`, `wish-weight-{party}-{option}`, `wish-place-{party}-{situation}`, `wish-unsure-`, and the
/// same with `told-`. With `more` it comes back with more rows. POST `{base}/advisor/conflict/read` with `file`.
#[derive(Template)]
#[template(path = "advisor/conflict_form.html")]
pub struct ConflictForm {
    /// The frame.
    pub frame: Frame,
    /// What its owner calls it.
    pub name: String,
    /// Where it comes from.
    pub note: String,
    /// What draws are made from.
    pub seed: String,
    /// The version of the paper that the form was made from; empty for a new one.
    pub version: String,
    /// Where the form is sent.
    pub action: String,
    /// Where "cancel" leads.
    pub back: String,
    /// The rows of parties.
    pub parties: Vec<String>,
    /// Which of them is the writer's own.
    pub own: Vec<Choice>,
    /// The rows of options.
    pub options: Vec<OptionPart>,
    /// What may be meant: the items of the lists.
    pub suggestions: Vec<String>,
    /// Whether the present situation is left open.
    pub now_unsaid: bool,
    /// The rows of what cannot be together.
    pub rules: Vec<RulePart>,
    /// The rows of situations that are one.
    pub same: Vec<String>,
    /// What each party wants.
    pub wishes: Vec<WishPart>,
    /// What it can be begun from; none on the form of a paper.
    pub start: Option<Start>,
    /// Where its deletion is sent; none for a new one.
    pub delete: Option<String>,
}

/// What a conflict can be begun from.
#[derive(Clone)]
pub struct Start {
    /// The worked examples.
    pub cases: Vec<CaseLink>,
    /// Where a file is sent.
    pub action: String,
    /// The file as it was pasted.
    pub pasted: String,
}

/// A worked example.
#[derive(Clone)]
pub struct CaseLink {
    /// Where it begins.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// What it shows.
    pub about: String,
}

/// A row of options.
#[derive(Clone)]
pub struct OptionPart {
    /// What is done.
    pub name: String,
    /// Who decides.
    pub owners: Vec<Choice>,
    /// Whether it can be undone.
    pub changes: Vec<Choice>,
    /// Whether it is done now.
    pub now: bool,
}

/// A row of what cannot be together.
#[derive(Clone)]
pub struct RulePart {
    /// In which way.
    pub kinds: Vec<Choice>,
    /// Of which options.
    pub of: String,
}

/// What a party wants, or says it wants.
#[derive(Clone)]
pub struct WishPart {
    /// `wish` or `told`.
    pub prefix: &'static str,
    /// The row of the party.
    pub row: usize,
    /// Whose it is, and whether it is a guess.
    pub legend: String,
    /// Whether it may be left out, and is folded away until it is not.
    pub folded: bool,
    /// Something is typed in it.
    pub typed: bool,
    /// In which way it is given.
    pub ways: Vec<Choice>,
    /// The statements, if they are the way.
    pub statements: Option<String>,
    /// The numbers to be typed: weights or places.
    pub numbers: Vec<NumberPart>,
    /// What is said in place of numbers that cannot be asked for yet.
    pub instead: Option<String>,
    /// What is not sure; none where that is not asked.
    pub unsure: Option<String>,
    /// What was typed for the other ways.
    pub hidden: Vec<(String, String)>,
}

impl WishPart {
    /// Name and id of the field with the statements; errors name it.
    pub fn id(&self) -> String {
        format!("{}-{}", self.prefix, self.row)
    }

    /// Name and id of the field with what is not sure.
    pub fn unsure_id(&self) -> String {
        format!("{}-unsure-{}", self.prefix, self.row)
    }
}

/// A number to be typed.
#[derive(Clone)]
pub struct NumberPart {
    /// Name and id of the field.
    pub id: String,
    /// What it is of.
    pub label: String,
    /// As it was typed.
    pub value: String,
}

impl ConflictForm {
    /// Whether the part about what cannot be together is open from the start.
    pub fn rules_open(&self) -> bool {
        let typed = |text: &String| !text.trim().is_empty();
        let said = self
            .rules
            .iter()
            .map(|rule| &rule.of)
            .chain(&self.same)
            .any(typed);
        said || self.any_wrong("rule-") || self.any_wrong("same-")
    }

    /// Whether a folded wish is open from the start.
    pub fn wish_open(&self, wish: &WishPart) -> bool {
        wish.typed || self.any_wrong(&format!("{}-", wish.prefix))
    }

    /// Whether something is wrong with a field whose name begins so.
    pub fn any_wrong(&self, start: &str) -> bool {
        self.frame
            .errors
            .iter()
            .any(|error| error.field.starts_with(start))
    }
}

/// What came out: which situations would hold, and why.
#[derive(Template)]
#[template(path = "advisor/conflict.html")]
pub struct ConflictPage {
    /// The frame.
    pub frame: Frame,
    /// Where the paper is.
    pub href: String,
    /// Whether the format of GMCR+ can say it.
    pub has_gmcr: bool,
    /// Where it comes from.
    pub note: String,
    /// What came out; none if what is kept cannot be analysed any more.
    pub found: Option<Found>,
    /// Where its deletion is sent.
    pub delete: String,
}

/// What came out of a conflict.
#[derive(Clone)]
pub struct Found {
    /// The present situation and how many would hold.
    pub headlines: Vec<String>,
    /// The situations that the table compares.
    pub columns: Vec<Column>,
    /// Option by option.
    pub rows: Vec<OptionLine>,
    /// The same situations, with reasons.
    pub situations: Vec<Standing>,
    /// How many more there are.
    pub left_out: Option<String>,
    /// The situations that hold because both would move at once.
    pub together: Vec<NamedLink>,
    /// The picture, if there are few enough situations.
    pub graph: Option<Graph>,
    /// Who would gain by going where.
    pub gains: Vec<GainLine>,
    /// What holds when what is not sure is settled in all ways.
    pub open: Vec<(NamedLink, String)>,
    /// What is to be said of these cases.
    pub open_note: Option<String>,
    /// Where a guess misleads, by party.
    pub gaps: Vec<(String, Vec<String>)>,
    /// What went in.
    pub inputs: Vec<(String, String)>,
    /// What is assumed.
    pub assumptions: Vec<String>,
    /// The weakest point.
    pub weakest: String,
    /// That it is a model.
    pub caveat: String,
    /// What was not finished.
    pub unfinished: Option<String>,
}

/// A situation in the table.
#[derive(Clone)]
pub struct Column {
    /// "Now", or a letter.
    pub label: String,
    /// Whether it would hold, in short.
    pub verdict: String,
    /// Its page.
    pub href: String,
    /// What is done in it.
    pub name: String,
}

/// An option in the table.
#[derive(Clone)]
pub struct OptionLine {
    /// Who decides on it.
    pub party: String,
    /// What is done.
    pub name: String,
    /// Whether it is, in each situation.
    pub cells: Vec<String>,
}

/// A situation with its reasons.
#[derive(Clone)]
pub struct Standing {
    /// "Now", or a letter.
    pub label: String,
    /// What is done in it.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Whether it would hold, in a sentence.
    pub says: String,
    /// The name in the literature.
    pub technical: &'static str,
    /// Who is tempted and what stops them; each with what it rests on.
    pub tempting: Vec<(String, Vec<String>)>,
    /// How many more are on its own page.
    pub more: usize,
    /// Its weakest point.
    pub weakest: Option<String>,
}

/// A situation, by its name.
#[derive(Clone)]
pub struct NamedLink {
    /// What is done in it.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// A gain: a line of the table under the picture.
#[derive(Clone)]
pub struct GainLine {
    /// From here.
    pub from: NamedLink,
    /// Who would gain.
    pub party: String,
    /// By this.
    pub change: String,
    /// To here.
    pub to: NamedLink,
}

/// One situation of a conflict.
///
/// POST `{base}/advisor/conflict/{id}/propose` with `from` (key, may be empty) and `to`: a draft of a proposal.
#[derive(Template)]
#[template(path = "advisor/conflict_situation.html")]
pub struct SituationPage {
    /// The frame.
    pub frame: Frame,
    /// Where the conflict is.
    pub conflict: String,
    /// What the conflict is called.
    pub title: String,
    /// What is said of the situation.
    pub view: SituationView,
}

/// What is said of a situation.
#[derive(Clone)]
pub struct SituationView {
    /// Whether it is the present one.
    pub is_now: bool,
    /// It, with its reasons.
    pub standing: Standing,
    /// That it holds because both would move at once.
    pub together: Option<String>,
    /// What each party can do from here.
    pub moves: Vec<PartyMoves>,
    /// The ways here from the present situation.
    pub paths: Vec<(String, Vec<String>)>,
    /// The least costly ways here.
    pub ways: Vec<WayPart>,
    /// What is to be said of them all.
    pub way_notes: Vec<String>,
    /// What would have to change for it to hold; none if it does.
    pub needed: Option<Needed>,
    /// Who would leave it together.
    pub coalitions: Vec<String>,
    /// What went in.
    pub inputs: Vec<(String, String)>,
    /// What is assumed.
    pub assumptions: Vec<String>,
    /// That it is a model.
    pub caveat: String,
    /// What was not finished.
    pub unfinished: Option<String>,
    /// The situation as words for a proposal; none for the present one, and where a step above says the same.
    pub copy: Option<CopyPart>,
}

/// What would have to change for a situation to hold.
#[derive(Clone)]
pub struct Needed {
    /// The statements that would have to stand elsewhere, all of them; nothing if no few would do.
    pub statements: Vec<String>,
    /// How many comparisons would have to be otherwise, and how sure that is.
    pub says: String,
    /// Which.
    pub comparisons: Vec<String>,
}

/// What a party can do from a situation.
#[derive(Clone)]
pub struct PartyMoves {
    /// Who.
    pub party: String,
    /// What, what that does to it, and where it leads.
    pub moves: Vec<(String, String, NamedLink)>,
}

/// A way, with what can be copied from it.
#[derive(Clone)]
pub struct WayPart {
    /// Its steps in words.
    pub says: Vec<String>,
    /// The steps that are taken together.
    pub joint: Vec<CopyPart>,
}

/// Words that can go into a proposal.
#[derive(Clone)]
pub struct CopyPart {
    /// What the button says.
    pub label: String,
    /// The situation that is left; empty for none.
    pub from: String,
    /// The situation that is reached.
    pub to: String,
    /// All that goes in.
    pub lines: Vec<String>,
}
