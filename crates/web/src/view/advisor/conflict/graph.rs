//! The picture of a conflict: situations in a grid, an arrow to where each party would gain most.
//!
//! One party's settings are the columns, everybody else's the rows: so what that party does goes across, and what
//! others do goes up and down, and nothing has to be searched for. Columns are of the party with the fewest settings,
//! which keeps the picture narrow; of equals, of the first in the order of input. The same conflict gives the same
//! picture, byte for byte.

use analysis::escalation::{Form, Solution, State, Verdict};

use super::Told;
use crate::pages::advisor::graph::{Arrow, Graph, Node};

/// The most situations that are drawn.
const DRAWN_MAX: u32 = 30;
const NODE_WIDTH: u32 = 216;
const GAP_X: u32 = 64;
const GAP_Y: u32 = 56;
const MARGIN: u32 = 44;
const LINE: u32 = 18;
const LINES_MAX: usize = 5;
/// How wide a line of words may be, in halves of a Chinese character.
const LINE_HALVES: usize = 27;

/// The picture, if there are few enough situations.
pub fn graph(told: &Told<'_>, solution: &Solution) -> Option<Graph> {
    let conflict = &told.ready.conflict;
    let Form::Options(form) = &conflict.model().form else {
        return None;
    };
    if conflict.count() > DRAWN_MAX {
        return None;
    }
    let keys: Vec<(State, String)> = conflict
        .states()
        .map(|state| (state, told.ready.key(state)))
        .collect();
    let of = |key: &str, own: &dyn Fn(usize) -> bool| -> String {
        let options = key.chars().zip(&form.options);
        options
            .filter(|(_, option)| own(option.owner as usize))
            .map(|(is, _)| is)
            .collect()
    };
    let settings = |own: &dyn Fn(usize) -> bool| {
        let mut all: Vec<String> = keys.iter().map(|(_, key)| of(key, own)).collect();
        all.sort();
        all.dedup();
        all
    };
    let across =
        (0..conflict.parties()).min_by_key(|party| settings(&|owner| owner == *party).len())?;
    let columns = settings(&|owner| owner == across);
    let rows = settings(&|owner| owner != across);
    let lines = keys
        .iter()
        .map(|(state, _)| wrapped(&told.name(*state)).len())
        .max()
        .unwrap_or(1);
    let height = (lines as u32 + 1) * LINE + 24;
    let nodes: Vec<Node> = keys
        .iter()
        .map(|(state, key)| {
            let column = columns
                .binary_search(&of(key, &|owner| owner == across))
                .unwrap_or_default() as u32;
            let row = rows
                .binary_search(&of(key, &|owner| owner != across))
                .unwrap_or_default() as u32;
            let corner = (
                MARGIN + column * (NODE_WIDTH + GAP_X),
                MARGIN + row * (height + GAP_Y),
            );
            node(told, solution, *state, corner, height)
        })
        .collect();
    let index = |state: State| {
        keys.iter()
            .position(|(other, _)| *other == state)
            .unwrap_or_default()
    };
    let mut arrows = Vec::new();
    for (from, _) in &keys {
        for party in 0..conflict.parties() {
            let gains = conflict.improvements(party, *from);
            let most = gains.iter().map(|to| conflict.rank(party, *to)).max();
            let best = gains
                .into_iter()
                .filter(|to| Some(conflict.rank(party, *to)) == most);
            arrows.extend(best.map(|to| arrow(&nodes[index(*from)], &nodes[index(to)], party + 1)));
        }
    }
    let size = |count: usize, one: u32, gap: u32| 2 * MARGIN + count as u32 * (one + gap) - gap;
    Some(Graph {
        width: size(columns.len(), NODE_WIDTH, GAP_X),
        height: size(rows.len(), height, GAP_Y),
        nodes,
        arrows,
        legend: (0..conflict.parties())
            .map(|party| (party + 1, told.party(party).to_owned()))
            .collect(),
    })
}

fn node(
    told: &Told<'_>,
    solution: &Solution,
    state: State,
    (x, y): (u32, u32),
    height: u32,
) -> Node {
    let verdict = solution.verdict(state);
    let lines = wrapped(&told.name(state));
    let is_now = told.ready.conflict.status_quo() == Some(state);
    let mark = told.l.t(match verdict {
        Verdict::Settled | Verdict::Answered => "advisor-conflict-node-holds",
        Verdict::Feared | Verdict::Doubtful => "advisor-conflict-node-fears",
        Verdict::Falls => "advisor-conflict-node-falls",
    });
    Node {
        x,
        y,
        width: NODE_WIDTH,
        height,
        href: told.href_of(state),
        class: match verdict {
            Verdict::Settled | Verdict::Answered => "node-holds",
            Verdict::Feared | Verdict::Doubtful => "node-fears",
            Verdict::Falls => "node-falls",
        },
        is_now,
        lines: (1..)
            .zip(lines)
            .map(|(at, line)| (y + 6 + at * LINE, line))
            .collect(),
        verdict: if is_now {
            told.l
                .ta("advisor-conflict-node-now", &[("verdict", (&mark).into())])
        } else {
            mark
        },
    }
}

/// Words in lines that fit a node; what does not fit ends in an ellipsis, and the table has it in full.
fn wrapped(words: &str) -> Vec<String> {
    let halves = |word: &str| {
        word.chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum::<usize>()
    };
    let mut lines: Vec<String> = vec![String::new()];
    // A break may stand after a space, and beside any character that is as wide as it is high.
    let pieces = words
        .split_inclusive(' ')
        .flat_map(|word| match word.is_ascii() {
            true => vec![word.to_owned()],
            false => word.chars().map(String::from).collect(),
        });
    for piece in pieces {
        let last = lines.last_mut().expect("there is always a line");
        if !last.is_empty() && halves(last) + halves(piece.trim_end()) > LINE_HALVES {
            lines.push(piece);
        } else {
            last.push_str(&piece);
        }
    }
    if lines.len() > LINES_MAX {
        lines.truncate(LINES_MAX);
        lines.last_mut().expect("some are left").push('…');
    }
    lines
        .into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// From the edge of one node to that of another: straight to a neighbour, round those that lie between.
fn arrow(from: &Node, to: &Node, party: usize) -> Arrow {
    let centre = |node: &Node| {
        (
            (node.x + node.width / 2) as i32,
            (node.y + node.height / 2) as i32,
        )
    };
    let ((x1, y1), (x2, y2)) = (centre(from), centre(to));
    let (half_x, half_y) = ((from.width / 2) as i32, (from.height / 2) as i32);
    let (columns, rows) = (
        (x2 - x1) / (from.width + GAP_X) as i32,
        (y2 - y1) / (from.height + GAP_Y) as i32,
    );
    let lane = 12 * (party as i32 % 3 - 1);
    let (start, bend, end) = match (columns, rows) {
        // To a neighbour across, or up or down.
        (-1 | 1, 0) => {
            let y = y1 + lane;
            (
                (x1 + columns * half_x, y),
                ((x1 + x2) / 2, y),
                (x2 - columns * half_x, y),
            )
        }
        (0, -1 | 1) => {
            let x = x1 + 3 * lane;
            (
                (x, y1 + rows * half_y),
                (x, (y1 + y2) / 2),
                (x, y2 - rows * half_y),
            )
        }
        // Further across, over the tops of those between.
        (_, 0) => {
            let lift = y1 - half_y - 18 - 9 * columns.abs();
            (
                (x1 + columns.signum() * 40, y1 - half_y),
                ((x1 + x2) / 2, lift),
                (x2 - columns.signum() * 40, y1 - half_y),
            )
        }
        // Further up or down, past the sides of those between: down on the right, up on the left.
        (0, _) => {
            let side = rows.signum();
            let x = x1 + side * half_x;
            (
                (x, y1 + 12 * side + lane),
                (x + side * (14 + 14 * rows.abs()), (y1 + y2) / 2),
                (x, y2 - 12 * side + lane),
            )
        }
        // Both at once, where several patterns are one situation.
        _ => (
            (x1, y1 + rows.signum() * half_y),
            ((x1 + x2) / 2, (y1 + y2) / 2),
            (x2, y2 - rows.signum() * half_y),
        ),
    };
    // The number stands where the line is still near its start: further on, lines meet.
    let at = |start: i32, bend: i32, end: i32| (9 * start + 6 * bend + end) / 16;
    Arrow {
        path: format!(
            "M{} {} Q{} {} {} {}",
            start.0, start.1, bend.0, bend.1, end.0, end.1
        ),
        party,
        x: at(start.0, bend.0, end.0),
        y: at(start.1, bend.1, end.1),
    }
}
