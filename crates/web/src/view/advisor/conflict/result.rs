//! What came out of a conflict: which situations would hold and why, and all that this rests on.

use advice::escalation::{self as words, Situation};
use analysis::escalation::open::{Cases, Effort, Open, robustness};
use analysis::escalation::perception;
use analysis::escalation::{
    Bits, Concept, Solution, State, Stopped, Verdict, Watch, simultaneous, solve,
};
use i18n::Arg;

use super::graph::graph;
use super::{Told, until_late};
use crate::pages::advisor::conflict::{Column, Found, GainLine, OptionLine, Standing};

/// The most situations that are listed with the share of cases in which they hold.
const SHARES_MAX: usize = 12;
/// The most gains that are listed.
const GAINS_MAX: usize = 100;
/// The most tempting moves that are told of a situation before its own page.
const TEMPTING_MAX: usize = 6;

impl Told<'_> {
    /// What came out.
    ///
    /// # Errors
    /// The engine was not done when the time was over.
    pub fn found(&self) -> Result<Found, Stopped> {
        let (conflict, l) = (&self.ready.conflict, self.l);
        let late = until_late();
        let watch = Watch::new(&late);
        let solution = solve(conflict, watch)?;
        let advice = words::advice(conflict, &solution, l, watch);
        let shown: Vec<(String, &Situation)> = self.labelled(&advice.situations);
        let (gains, more_gains) = self.gains();
        let mut unfinished = Vec::new();
        if more_gains {
            unfinished.push(l.ta("advisor-conflict-gains-cut", &[("most", GAINS_MAX.into())]));
        }
        let (open, open_note) = self.open(watch, &mut unfinished);
        Ok(Found {
            headlines: self.headlines(&solution),
            columns: shown
                .iter()
                .map(|(label, one)| self.column(label, one))
                .collect(),
            rows: self.rows(&shown),
            situations: shown
                .iter()
                .map(|(label, one)| self.standing(label, one, TEMPTING_MAX))
                .collect(),
            left_out: advice.left_out,
            together: self
                .together(&solution, watch)
                .map(|states| states.map(|state| self.link(state)).collect())
                .unwrap_or_default(),
            graph: graph(self, &solution),
            gains,
            open,
            open_note,
            gaps: self.gaps(watch, &mut unfinished),
            inputs: self.inputs(),
            assumptions: advice.assumptions,
            weakest: l.t("advisor-conflict-weakest"),
            caveat: advice.caveat,
            unfinished: (!unfinished.is_empty()).then(|| unfinished.join(" ")),
        })
    }

    /// The present situation first, as "now", and the others by letters.
    fn labelled<'a>(&self, all: &'a [Situation]) -> Vec<(String, &'a Situation)> {
        let (now, others): (Vec<&Situation>, Vec<&Situation>) =
            all.iter().partition(|one| one.is_now);
        let letters = ('A'..='Z').map(String::from);
        let now = now
            .into_iter()
            .map(|one| (self.l.t("advisor-conflict-now"), one));
        now.chain(letters.zip(others)).collect()
    }

    fn headlines(&self, solution: &Solution) -> Vec<String> {
        let conflict = &self.ready.conflict;
        let holding = solution.equilibria(Concept::Gmr).count();
        let by_itself = solution.equilibria(Concept::Seq).count();
        let args = [
            ("possible", conflict.count().into()),
            ("holding", holding.into()),
            ("feared", (holding - by_itself).into()),
        ];
        let mut lines = vec![self.l.ta("advisor-conflict-headline", &args)];
        if let Some(now) = conflict.status_quo() {
            let (name, short) = (self.name(now), words::short(solution.verdict(now), self.l));
            let args = [
                ("situation", Arg::Str(&name)),
                ("verdict", Arg::Str(&short)),
            ];
            lines.insert(0, self.l.ta("advisor-conflict-headline-now", &args));
        }
        lines
    }

    fn column(&self, label: &str, one: &Situation) -> Column {
        Column {
            label: label.to_owned(),
            verdict: words::short(one.verdict, self.l),
            href: self.href_of(one.state),
            name: one.name.clone(),
        }
    }

    /// A situation with its reasons, and at most so many tempting moves.
    pub(super) fn standing(&self, label: &str, one: &Situation, most: usize) -> Standing {
        let tempting = one
            .tempting
            .iter()
            .map(|tempting| (tempting.says.clone(), tempting.rests_on.clone()));
        Standing {
            label: label.to_owned(),
            name: one.name.clone(),
            href: self.href_of(one.state),
            says: one.says.clone(),
            technical: one.technical,
            tempting: tempting.take(most).collect(),
            more: one.tempting.len().saturating_sub(most),
            weakest: one.weakest.clone(),
        }
    }

    fn rows(&self, shown: &[(String, &Situation)]) -> Vec<OptionLine> {
        let analysis::escalation::Form::Options(form) = &self.ready.conflict.model().form else {
            return Vec::new();
        };
        let keys: Vec<String> = shown
            .iter()
            .map(|(_, one)| self.ready.key(one.state))
            .collect();
        let cell = |key: &String, option: usize| match key.as_bytes()[option] {
            b'y' => self.l.t("advisor-conflict-cell-yes"),
            b'n' => self.l.t("advisor-conflict-cell-no"),
            _ => self.l.t("advisor-conflict-cell-either"),
        };
        let row = |(at, option): (usize, &analysis::escalation::Choice)| OptionLine {
            party: self.party(option.owner as usize).to_owned(),
            name: option.name.clone(),
            cells: keys.iter().map(|key| cell(key, at)).collect(),
        };
        let mut rows: Vec<(u32, OptionLine)> = form
            .options
            .iter()
            .enumerate()
            .map(|(at, option)| (option.owner, row((at, option))))
            .collect();
        rows.sort_by_key(|(owner, _)| *owner);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Situations that nobody stays in for fear of what follows, and that hold because two would move at once.
    pub(super) fn together(
        &self,
        solution: &Solution,
        watch: Watch<'_>,
    ) -> Option<impl Iterator<Item = State> + use<>> {
        let both: Bits =
            simultaneous::with_sequential(&self.ready.conflict, solution, watch).ok()?;
        let more: Vec<State> = both
            .states()
            .filter(|state| solution.verdict(*state) > Verdict::Answered)
            .collect();
        Some(more.into_iter())
    }

    fn gains(&self) -> (Vec<GainLine>, bool) {
        let conflict = &self.ready.conflict;
        let of = |from: State| {
            (0..conflict.parties()).flat_map(move |party| {
                conflict
                    .improvements(party, from)
                    .into_iter()
                    .map(move |to| (from, party, to))
            })
        };
        let all = conflict.states().flat_map(of);
        let line = |(from, party, to): (State, usize, State)| GainLine {
            from: self.link(from),
            party: self.party(party).to_owned(),
            change: words::change(conflict, from, to, self.l),
            to: self.link(to),
        };
        let mut lines: Vec<GainLine> = all.take(GAINS_MAX + 1).map(line).collect();
        let more = lines.len() > GAINS_MAX;
        lines.truncate(GAINS_MAX);
        (lines, more)
    }

    fn open(
        &self,
        watch: Watch<'_>,
        unfinished: &mut Vec<String>,
    ) -> (
        Vec<(crate::pages::advisor::conflict::NamedLink, String)>,
        Option<String>,
    ) {
        let (conflict, l) = (&self.ready.conflict, self.l);
        if self.ready.open.iter().all(|open| *open == Open::Known) {
            return (Vec::new(), None);
        }
        let effort = Effort {
            seed: self.ready.seed,
            ..Effort::default()
        };
        // What is open was tried case by case when it was read.
        let Ok(found) = robustness(conflict, &self.ready.open, effort, watch) else {
            return (Vec::new(), None);
        };
        let mut states: Vec<(u64, State)> = conflict
            .states()
            .map(|state| (found.share(Concept::Seq, state).0, state))
            .filter(|(held, _)| *held > 0)
            .collect();
        states.sort_by_key(|(held, state)| (std::cmp::Reverse(*held), *state));
        let left_out = states.len().saturating_sub(SHARES_MAX);
        let (cases, note) = match found.cases {
            Cases::Every(count) => (count, "advisor-conflict-open-every"),
            Cases::First(count) => (count, "advisor-conflict-open-first"),
            Cases::Drawn(count) => (count, "advisor-conflict-open-drawn"),
        };
        let seed = self.ready.seed.to_string();
        let args = [
            ("cases", cases.into()),
            ("seed", Arg::Str(&seed)),
            ("left", left_out.into()),
        ];
        if !matches!(found.cases, Cases::Every(_) | Cases::Drawn(_)) {
            unfinished.push(l.t("advisor-conflict-unfinished-open"));
        }
        let told = |state: State| {
            (
                self.link(state),
                words::openness(&found, Concept::Seq, state, l),
            )
        };
        let lines = states
            .into_iter()
            .take(SHARES_MAX)
            .map(|(_, state)| told(state))
            .collect();
        (lines, Some(l.ta(note, &args)))
    }

    fn gaps(&self, watch: Watch<'_>, unfinished: &mut Vec<String>) -> Vec<(String, Vec<String>)> {
        let (conflict, l) = (&self.ready.conflict, self.l);
        let mut gaps = Vec::new();
        for (party, disclosed) in &self.ready.told {
            let title = self.with_party("advisor-conflict-gap-title", *party);
            match perception::gap(conflict, *party, disclosed.clone(), watch) {
                Ok(Ok(found)) => gaps.push((title, words::gap(conflict, *party, &found, l))),
                // It was read against the same situations before: only the time can have been too short.
                Ok(Err(Stopped)) | Err(_) => {
                    unfinished.push(self.with_party("advisor-conflict-unfinished-gap", *party))
                }
            }
        }
        gaps
    }
}
