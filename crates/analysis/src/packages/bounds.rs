//! Upper bounds for a depth-first search: mini-buckets (Dechter and Rish 2003).
//!
//! Bucket elimination with every table too large to build split into smaller ones. Each part then chooses for itself, so
//! what comes out is at least the truth: an upper bound. It is computed once for each weighted sum of the parties' points,
//! before the search, and read off at every step.

use super::compile::{Compiled, Effect};

/// Stands for "no package": far below any sum, far above overflow.
pub(super) const NOTHING: i128 = -(1 << 126);
/// How large a table may be.
const CELLS_MAX: usize = 100_000;

fn plus(one: i128, other: i128) -> i128 {
    if one == NOTHING || other == NOTHING {
        NOTHING
    } else {
        one + other
    }
}

/// A table over some variables.
struct Table {
    scope: Vec<usize>,
    cells: Vec<i128>,
}

fn position(scope: &[usize], choice: &[usize], sizes: &[usize]) -> usize {
    scope
        .iter()
        .fold(0, |position, &v| position * sizes[v] + choice[v])
}

impl Table {
    fn at(&self, choice: &[usize], sizes: &[usize]) -> i128 {
        self.cells[position(&self.scope, choice, sizes)]
    }

    /// The cells of each class of the last variable.
    fn row(&self, choice: &[usize], sizes: &[usize]) -> &[i128] {
        let (last, before) = self.scope.split_last().expect("it is about a variable");
        let begin = position(before, choice, sizes) * sizes[*last];
        &self.cells[begin..begin + sizes[*last]]
    }
}

/// Bounds on one weighted sum.
pub(super) struct Bounds {
    tables: Vec<Table>,
    /// For every depth, the tables that speak for deeper variables.
    at_depth: Vec<Speaking>,
}

/// Tables that speak for variables deeper than the one at some depth, when that one is decided.
#[derive(Clone, Default)]
struct Speaking {
    /// Those that the variable makes no difference to.
    settled: Vec<usize>,
    /// Those whose last variable it is.
    open: Vec<usize>,
}

impl Bounds {
    /// Bounds on the sum of `weights` times each party's units, for a search in this order of variables.
    pub fn new<const M: usize>(
        compiled: &Compiled<M>,
        order: &[usize],
        weights: &[i128; M],
    ) -> Self {
        let sizes: Vec<usize> = compiled.variables.iter().map(Vec::len).collect();
        let mut depth_of = vec![0; sizes.len()];
        order
            .iter()
            .enumerate()
            .for_each(|(depth, &variable)| depth_of[variable] = depth);
        let mut building = Building {
            sizes,
            depth_of,
            tables: functions(compiled, weights),
            sent: Vec::new(),
        };
        let mut bounds = Self {
            tables: Vec::new(),
            at_depth: Vec::new(),
        };
        for (depth, &variable) in order.iter().enumerate().rev() {
            building.eliminate(variable, depth);
        }
        bounds.at_depth = vec![Speaking::default(); order.len()];
        for (number, (table, from)) in building.sent.into_iter().enumerate() {
            let last = table.scope.last().map(|&v| building.depth_of[v]);
            // When the variable at `depth` is decided, a message counts if it comes from deeper and needs nothing deeper.
            for depth in last.unwrap_or(0)..from {
                let speaking = &mut bounds.at_depth[depth];
                match last == Some(depth) {
                    true => speaking.open.push(number),
                    false => speaking.settled.push(number),
                }
            }
            bounds.tables.push(table);
        }
        bounds
    }

    /// For each class of the variable at `depth`, with those before it decided: the most the deeper variables can add,
    /// or [`NOTHING`].
    pub fn rests(
        &self,
        depth: usize,
        classes: usize,
        choice: &[usize],
        sizes: &[usize],
    ) -> impl Iterator<Item = i128> {
        let Speaking { settled, open } = &self.at_depth[depth];
        let settled = settled.iter().map(|&n| self.tables[n].at(choice, sizes));
        let settled = settled.fold(0, plus);
        let rows = open.iter().map(|&n| self.tables[n].row(choice, sizes));
        let rows: Vec<&[i128]> = rows.collect();
        (0..classes).map(move |class| {
            let open = rows.iter().map(|row| row[class]);
            open.fold(settled, plus)
        })
    }
}

struct Building {
    sizes: Vec<usize>,
    depth_of: Vec<usize>,
    tables: Vec<Table>,
    /// Messages, each with the depth of the variable it comes from.
    sent: Vec<(Table, usize)>,
}

impl Building {
    fn eliminate(&mut self, variable: usize, depth: usize) {
        // A table is due when its deepest variable is; deeper ones are gone already.
        let deepest = |scope: &[usize]| scope.iter().map(|&v| self.depth_of[v]).max();
        let own: Vec<Table> = self
            .tables
            .extract_if(.., |table| deepest(&table.scope) == Some(depth))
            .collect();
        let messages: Vec<usize> = (0..self.sent.len())
            .filter(|&n| deepest(&self.sent[n].0.scope) == Some(depth))
            .collect();
        let mut parts: Vec<(Vec<usize>, Vec<Source>)> = Vec::new();
        let scopes = own
            .iter()
            .enumerate()
            .map(|(n, t)| (t.scope.clone(), Source::Own(n)));
        let scopes = scopes.chain(
            messages
                .iter()
                .map(|&n| (self.sent[n].0.scope.clone(), Source::Sent(n))),
        );
        let mut scopes: Vec<_> = scopes.collect();
        scopes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
        for (scope, source) in scopes {
            let joined = |part: &Vec<usize>| union(part, &scope);
            let room = |part: &Vec<usize>| {
                joined(part)
                    .iter()
                    .map(|&v| self.sizes[v])
                    .product::<usize>()
                    <= CELLS_MAX
            };
            // Where it adds the fewest variables.
            let best = parts.iter().enumerate().filter(|(_, (part, _))| room(part));
            let best = best
                .min_by_key(|(_, (part, _))| joined(part).len() - part.len())
                .map(|(n, _)| n);
            match best {
                Some(n) => {
                    parts[n].0 = joined(&parts[n].0);
                    parts[n].1.push(source);
                }
                None => parts.push((scope, vec![source])),
            }
        }
        for (mut scope, sources) in parts {
            scope.retain(|&v| v != variable);
            // The deepest last: its classes are asked for together, and so they lie together.
            scope.sort_unstable_by_key(|&v| self.depth_of[v]);
            let message = self.message(variable, scope, &sources, &own);
            self.sent.push((message, depth));
        }
    }

    fn message(
        &self,
        variable: usize,
        scope: Vec<usize>,
        sources: &[Source],
        own: &[Table],
    ) -> Table {
        let cells: usize = scope.iter().map(|&v| self.sizes[v]).product();
        let mut choice = vec![0; self.sizes.len()];
        let mut table = Table {
            scope,
            cells: Vec::with_capacity(cells),
        };
        for cell in 0..cells {
            let mut rest = cell;
            for &v in table.scope.iter().rev() {
                choice[v] = rest % self.sizes[v];
                rest /= self.sizes[v];
            }
            let value = |choice: &[usize]| {
                let at = |source: &Source| match source {
                    Source::Own(n) => own[*n].at(choice, &self.sizes),
                    Source::Sent(n) => self.sent[*n].0.at(choice, &self.sizes),
                };
                sources.iter().map(at).fold(0, plus)
            };
            let most = (0..self.sizes[variable]).map(|class| {
                choice[variable] = class;
                value(&choice)
            });
            let most = most.max().unwrap_or(NOTHING);
            table.cells.push(most);
        }
        table
    }
}

#[derive(Clone, Copy)]
enum Source {
    Own(usize),
    Sent(usize),
}

fn union(one: &[usize], other: &[usize]) -> Vec<usize> {
    let mut all = [one, other].concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// Every variable's points and every rule as a table. A rule too large for a table is left out or counted at its best.
fn functions<const M: usize>(compiled: &Compiled<M>, weights: &[i128; M]) -> Vec<Table> {
    let weigh = |units: &[i128; M]| units.iter().zip(weights).map(|(u, w)| u * w).sum::<i128>();
    let variables = compiled.variables.iter().enumerate();
    let mut tables: Vec<Table> = variables
        .map(|(v, classes)| Table {
            scope: vec![v],
            cells: classes.iter().map(|class| weigh(&class.gain)).collect(),
        })
        .collect();
    for rule in &compiled.rules {
        let value = match rule.effect {
            Effect::Never => NOTHING,
            Effect::Add(points) => weigh(&points),
        };
        tables.extend(rule_tables(&rule.when, value));
    }
    tables
}

/// The rule as one table or, where that would be too large, relaxed to its first conditions that fit.
fn rule_tables(when: &[(usize, Vec<bool>)], value: i128) -> Option<Table> {
    let mut when: Vec<&(usize, Vec<bool>)> = when.iter().collect();
    when.sort_by_key(|(v, _)| *v);
    let mut cells: usize = when.iter().map(|(_, mask)| mask.len()).product();
    if cells > CELLS_MAX && value <= 0 {
        // Not to punish is to bound from above.
        return None;
    }
    while cells > CELLS_MAX && when.len() > 1 {
        // Fewer conditions mean the bonus is had more easily: again a bound from above.
        let dropped = when.pop().expect("there are at least two");
        cells /= dropped.1.len();
    }
    let mut table = Table {
        scope: when.iter().map(|(v, _)| *v).collect(),
        cells: Vec::with_capacity(cells),
    };
    for cell in 0..cells {
        let mut rest = cell;
        let holds = when.iter().rev().all(|(_, mask)| {
            let class = rest % mask.len();
            rest /= mask.len();
            mask[class]
        });
        table.cells.push(if holds { value } else { 0 });
    }
    Some(table)
}
