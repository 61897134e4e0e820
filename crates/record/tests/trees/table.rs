//! Three parties, one of which has two nodes.

use record::fold::FIELD_MEMBERSHIP;
use record::testing::{Player, Seat, founding, slot};
use record::{Body, Kind, Slot, StatementId, Verdict};

/// The party that forks, and its second node.
pub const A: usize = 0;
pub const X: usize = 1;
/// The honest ones.
pub const B: usize = 2;
pub const C: usize = 3;

/// Who sits at it, and what was proposed.
pub struct Table {
    pub seats: Vec<Seat>,
    /// In the order of the script.
    pub texts: Vec<StatementId>,
    /// Entries that stand at the start, and are the same for all.
    pub opening: usize,
}

impl Table {
    /// Three parties that have entered and know it, `threshold` of whom decide; then the node of the first is copied and
    /// `script` is played.
    pub fn forked(threshold: u64, script: impl FnOnce(&mut Table)) -> Table {
        Table::forked_as(["asteria", "borealis", "cerulia"], threshold, script)
    }

    /// The same with other parties in the roles; the founding names them in one order always.
    pub fn forked_as(names: [&str; 3], threshold: u64, script: impl FnOnce(&mut Table)) -> Table {
        let mut in_order = names.to_vec();
        in_order.sort_unstable();
        let players: Vec<Player> = in_order.iter().map(|name| Player::new(name)).collect();
        let founding = founding(&players, threshold);
        let seat = |name: &&str| Seat::opened(&Player::new(name), &founding);
        let mut table = Table {
            seats: names.iter().map(seat).collect(),
            texts: Vec::new(),
            opening: 0,
        };
        for _ in 0..2 {
            for (from, to) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)] {
                table.tell(from, to);
            }
        }
        table.opening = table.seats[0].entries.len();
        let twin = table.seats[0].twin();
        table.seats.insert(X, twin);
        script(&mut table);
        table
    }

    /// One more copy of a seat's node; gives its number.
    pub fn twin(&mut self, of: usize) -> usize {
        let mut twin = self.seats[of].twin();
        twin.skip_nonces(self.seats.len() as u64 * 1_000);
        self.seats.push(twin);
        self.seats.len() - 1
    }

    /// `to` takes everything that `from` holds.
    pub fn tell(&mut self, from: usize, to: usize) {
        let handed = self.seats[from].handed();
        handed
            .iter()
            .for_each(|told| drop(self.seats[to].take_at(told)));
    }

    /// The body of a proposal in these slots.
    pub fn proposal(&mut self, seat: usize, slots: &[Slot]) -> Body {
        let seat = &mut self.seats[seat];
        let mut body = seat.body(Kind::Propose, &[]);
        let membership = seat.record.membership().0;
        body.slots = slots.to_vec();
        body.fields = body.fields.with(FIELD_MEMBERSHIP, |w| {
            w.bytes(membership.as_bytes());
        });
        body
    }

    /// The slot of this name, on each text that was proposed.
    pub fn slots_on_all(&self, word: &str) -> Vec<Slot> {
        let on = |base: &StatementId| Slot {
            base: Some(*base),
            ..slot(word)
        };
        self.texts.iter().map(on).collect()
    }

    /// Proposes a text in the slot of this name and assents to it.
    pub fn put_forward(&mut self, seat: usize, word: &str) -> StatementId {
        let text = self.seats[seat].propose(&[slot(word)]).statement;
        self.texts.push(text);
        self.act(seat, Kind::Assent, text);
        text
    }

    /// The delegate acts on a text.
    pub fn act(&mut self, seat: usize, kind: Kind, text: StatementId) -> Verdict {
        self.seats[seat].act(kind, text).verdict
    }
}
