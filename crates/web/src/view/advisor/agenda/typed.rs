//! What was typed into an agenda's form: the agenda, or all that is wrong with it, in the order of the form.

use std::collections::BTreeMap;

use analysis::agenda::waits::Linkage;
use analysis::agenda::{Case, Item, Parameters, Progress, Word};
use i18n::Arg;

use super::describe::{ASKED, EFFECTS, as_points, chosen};
use super::kept::{Kept, only_of};
use super::ties::{KINDS, TIE, ties_typed};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::view::Scene;

/// The longest name of a basket, in characters.
const BASKET_CHARS_MAX: usize = 80;
/// How many ties an agenda can have.
const TIES_MAX: usize = 100;

/// The agenda that was typed, or all that is wrong with it.
pub fn typed(
    scene: &Scene<'_>,
    kept: Option<&Kept>,
    fields: &Fields,
) -> Result<Kept, Vec<FieldError>> {
    let mut reader = Reader {
        scene,
        kept,
        fields,
        wrong: Vec::new(),
    };
    if fields.trimmed("name").is_empty() {
        reader.say("name", scene.l.t("advisor-pages-name-missing"));
    }
    let chosen = chosen(scene, kept, fields);
    if chosen.is_empty() {
        reader.say("items", scene.l.t("advisor-pages-items-missing"));
    }
    let items: Vec<Item> = chosen
        .iter()
        .map(|(id, words)| reader.item(id, words, &chosen))
        .collect();
    let linkages = reader.ties(&chosen);
    let trust = reader.number("trust", 0, 100) as u8;
    let parameters = reader.parameters();
    if !reader.wrong.is_empty() {
        return Err(reader.wrong);
    }
    Ok(Kept {
        space: scene.record().space().hex(),
        case: Case {
            note: fields.get("note").to_owned(),
            progress: progress(kept, trust, &items),
            items,
            parameters,
            method: kept.map(|kept| kept.case.method).unwrap_or_default(),
            linkages,
        },
        titles: chosen.into_iter().collect::<BTreeMap<_, _>>(),
        closed: kept.map(|kept| kept.closed.clone()).unwrap_or_default(),
    })
}

/// How things stand: as they did, with the trust that was typed, and without items that were unticked.
fn progress(kept: Option<&Kept>, trust: u8, items: &[Item]) -> Progress {
    let stood = kept.map_or_else(
        || Progress::at_trust(trust),
        |kept| kept.case.progress.clone(),
    );
    only_of(Progress { trust, ..stood }, items)
}

/// Reads fields and notes what is wrong with them.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    kept: Option<&'a Kept>,
    fields: &'a Fields,
    wrong: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    fn say(&mut self, field: &str, what: String) {
        self.wrong.push(FieldError {
            field: field.to_owned(),
            what,
        });
    }

    fn item(&mut self, id: &str, words: &str, chosen: &[(String, String)]) -> Item {
        let [sensitivity, value, near] = ASKED.map(|what| self.word(what, id, words, true));
        let theirs = self.word("theirs", id, words, false);
        let points = |found: Option<u32>| found.unwrap_or_default().min(100) as u8;
        let mut sides = vec![points(sensitivity)];
        sides.extend(theirs.map(|theirs| theirs.min(100) as u8));
        // A program may have kept more sides than the form asks for; they stay.
        if sides.len() == 2 {
            let more = self
                .standing(id)
                .map(|item| item.sensitivity.iter().skip(2));
            sides.extend(more.into_iter().flatten());
        }
        let (fields, field) = (self.fields, format!("needs-{id}"));
        let needed = |other: &&(String, String)| {
            other.0 != id && fields.all(&field).any(|need| need == other.0)
        };
        let needs = chosen.iter().filter(needed).map(|(other, _)| other.clone());
        let effect = fields.get(&format!("effect-{id}"));
        let effect = EFFECTS.iter().find(|(name, _)| *name == effect);
        Item {
            id: id.to_owned(),
            sensitivity: sides,
            value: value.unwrap_or_default(),
            convergence: points(near),
            effort: self.of_item("effort", id, words, 1, 360).unwrap_or(1),
            needs: needs.collect(),
            deadline: self.of_item("deadline", id, words, 1, 60),
            basket: self.basket(id, words),
            effect: effect.map(|(_, effect)| *effect).unwrap_or_default(),
            pinned: self.of_item("pinned", id, words, 1, 60),
            price_of_first: self.of_item("price", id, words, 0, 1_000).unwrap_or(0),
        }
    }

    /// The item as it is kept.
    fn standing(&self, id: &str) -> Option<&'a Item> {
        let kept = self.kept.into_iter().flat_map(|kept| &kept.case.items);
        kept.into_iter().find(|item| item.id == id)
    }

    /// The points of the word that was chosen; points that are kept and that no word stands for stay as they are.
    fn word(&mut self, what: &str, id: &str, words: &str, needed: bool) -> Option<u32> {
        let field = format!("{what}-{id}");
        let typed = self.fields.get(&field);
        let place = typed.parse().ok().and_then(|at: usize| Word::ALL.get(at));
        if let Some(word) = place {
            return Some(word.points().into());
        }
        let stands = self.standing(id).and_then(|item| match what {
            "sensitivity" => item.sensitivity.first().map(|points| u32::from(*points)),
            "theirs" => item.sensitivity.get(1).map(|points| u32::from(*points)),
            "value" => Some(item.value),
            _ => Some(item.convergence.into()),
        });
        if let Some(points) = stands.filter(|points| as_points(*points) == typed) {
            return Some(points);
        }
        if needed || !typed.is_empty() {
            let label = self.scene.l.t(&format!("advisor-pages-ask-{what}"));
            let args = [("item", Arg::from(words)), ("what", Arg::from(&label))];
            self.say(&field, self.scene.l.ta("advisor-pages-word-missing", &args));
        }
        None
    }

    /// A number that an item may have; none if nothing was typed.
    fn of_item(&mut self, what: &str, id: &str, words: &str, least: u64, most: u64) -> Option<u32> {
        let field = format!("{what}-{id}");
        let label = self.scene.l.t(&format!("advisor-pages-ask-{what}"));
        let args = [("item", Arg::from(words)), ("what", Arg::from(&label))];
        let label = self.scene.l.ta("advisor-pages-of-item", &args);
        match self.fields.trimmed(&field).is_empty() {
            true => None,
            false => Some(self.ranged(&field, &label, least, most) as u32),
        }
    }

    fn basket(&mut self, id: &str, words: &str) -> Option<String> {
        let field = format!("basket-{id}");
        let typed = self.fields.trimmed(&field);
        if typed.chars().count() > BASKET_CHARS_MAX {
            let args = [
                ("item", Arg::from(words)),
                ("most", BASKET_CHARS_MAX.into()),
            ];
            self.say(&field, self.scene.l.ta("advisor-pages-basket-long", &args));
        }
        (!typed.is_empty()).then(|| typed.to_owned())
    }

    fn ties(&mut self, chosen: &[(String, String)]) -> Vec<Linkage> {
        let typed = ties_typed(self.fields);
        let says = |tie: &&[&str; 4]| tie.iter().any(|part| !part.is_empty());
        if typed.iter().filter(says).count() > TIES_MAX {
            let most = [("most", TIES_MAX.into())];
            self.say(
                "tie-by-0",
                self.scene.l.ta("advisor-pages-ties-many", &most),
            );
        }
        let mut ties = Vec::new();
        for (n, tie) in typed.iter().enumerate().filter(|(_, tie)| says(tie)) {
            let [by, step, after, kind] = *tie;
            let is_item = |id: &str| chosen.iter().any(|(chosen, _)| chosen == id);
            let kind = KINDS.iter().find(|(name, _)| *name == kind);
            let good = [
                !by.is_empty(),
                is_item(step),
                is_item(after),
                kind.is_some(),
            ];
            for (part, _) in TIE.iter().zip(good).filter(|(_, good)| !good) {
                let label = self.scene.l.t(&format!("advisor-pages-ask-tie-{part}"));
                let args = [("tie", Arg::from(n + 1)), ("what", Arg::from(&label))];
                let what = self.scene.l.ta("advisor-pages-tie-missing", &args);
                self.say(&format!("tie-{part}-{n}"), what);
            }
            if step == after && is_item(step) {
                let args = [("tie", Arg::from(n + 1))];
                let what = self.scene.l.ta("advisor-pages-tie-itself", &args);
                self.say(&format!("tie-after-{n}"), what);
            }
            ties.extend(kind.map(|(_, kind)| Linkage {
                step: step.to_owned(),
                after: after.to_owned(),
                by: by.to_owned(),
                kind: *kind,
            }));
        }
        ties
    }

    fn parameters(&mut self) -> Parameters {
        Parameters {
            rounds: self.number("rounds", 1, 60) as u32,
            slots: self.number("slots", 1, 6) as u32,
            band: self.number("band", 1, 100) as u8,
            gain: self.number("gain", 0, 100) as u8,
            gain_base: self.number("gain-base", 0, 100) as u8,
            asymmetry: self.number("asymmetry", 0, 1_000) as u32,
            kept: self.number("kept", 0, 100) as u8,
            discount: self.number("discount", 0, 1_000) as u32,
            floor: self.number("floor", 0, 100) as u8,
            sure: self.number("sure", 0, 100) as u8,
            core: self.number("core", 0, 100) as u8,
            open_from: self.number("open-from", 0, 1_000) as u32,
            seed: self.number("seed", 0, 1_000_000),
        }
    }

    fn number(&mut self, name: &str, least: u64, most: u64) -> u64 {
        let label = self.scene.l.t(&format!("advisor-agenda-input-{name}"));
        self.ranged(name, &label, least, most)
    }

    fn ranged(&mut self, field: &str, label: &str, least: u64, most: u64) -> u64 {
        match number(self.scene, self.fields, field, label, least, most) {
            Ok(number) => number,
            Err(wrong) => {
                self.wrong.push(wrong);
                least
            }
        }
    }
}

/// A whole number in its range, or what is wrong with it.
pub fn number(
    scene: &Scene<'_>,
    fields: &Fields,
    field: &str,
    label: &str,
    least: u64,
    most: u64,
) -> Result<u64, FieldError> {
    let number = fields.trimmed(field).parse().ok();
    let number = number.filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| FieldError {
        field: field.to_owned(),
        what: scene.l.ta(
            "advisor-pages-number-wrong",
            &[
                ("what", Arg::from(label)),
                ("least", Arg::from(least)),
                ("most", Arg::from(most)),
            ],
        ),
    })
}
