//! What goes over the lines: lost, late, twice, in another order; and in the end all of it.

use std::hash::Hash;

use super::check;
use super::rogue::Rogue;
use super::world::World;

impl World {
    /// A line carries what there is, badly.
    pub(super) fn traffic(&mut self) -> Result<(), String> {
        let which = self.dice.below(self.lines.len());
        if self.lines[which].is_parted {
            return Ok(());
        }
        if !self.lines[which].is_up() {
            self.dial(which)?;
        }
        for _ in 0..1 + self.dice.below(8) {
            let to = self.dice.below(2);
            self.collect(which, 1 - to)?;
            let waiting = self.lines[which].waiting(to);
            if waiting == 0 {
                continue;
            }
            let nth = match self.dice.one_in(3) {
                true => self.dice.below(waiting),
                false => 0,
            };
            let twice = self.dice.below(100) < self.replays;
            let bundle = self.lines[which].take(to, nth, twice);
            if self.dice.below(100) >= self.loses {
                self.deliver(which, to, &bundle)?;
            }
        }
        Ok(())
    }

    fn dial(&mut self, which: usize) -> Result<(), String> {
        self.hang_up_on_the_other_copy(which);
        let from = self.dice.below(2);
        let peer = self.lines[which].dial(from);
        let (who, time_ms) = (self.lines[which].station(from), self.time_ms);
        self.at(who, move |_| peer.connected(time_ms)).map(drop)
    }

    /// Everything that an end has to say goes on its way.
    fn collect(&mut self, which: usize, from: usize) -> Result<(), String> {
        let (who, time_ms) = (self.lines[which].station(from), self.time_ms);
        if self.is_rogue(who) && self.rogue.as_ref().is_some_and(Rogue::is_silent) {
            return Ok(());
        }
        let peer = self.lines[which].peer(from);
        self.at(who, move |_| peer.pump(time_ms))?;
        let tamper = |bundle| match &self.rogue {
            Some(rogue) if rogue.station == who => rogue.tamper(&mut self.dice, bundle),
            _ => Some(bundle),
        };
        self.lines[which].send_all(from, tamper);
        Ok(())
    }

    pub(super) fn deliver(&mut self, which: usize, to: usize, bundle: &[u8]) -> Result<(), String> {
        let (who, time_ms) = (self.lines[which].station(to), self.time_ms);
        if self.is_rogue(who) && self.rogue.as_ref().is_some_and(Rogue::is_silent) {
            return Ok(());
        }
        let from_rogue = self.is_rogue(self.lines[which].station(1 - to));
        let peer = self.lines[which].peer(to);
        (who, bundle).hash(&mut self.trace);
        let handled = self.at(who, move |_| peer.handle(bundle, time_ms))?;
        match handled {
            Some(Err(error)) if !from_rogue => {
                Err(format!("what a node sent is not understood: {error}"))
            }
            _ => Ok(()),
        }
    }

    /// A pouch is written, or one that was written arrives: late, cut short, or twice.
    pub(super) fn pouch(&mut self, who: usize) -> Result<(), String> {
        if self.pouches.is_empty() || self.dice.one_in(2) {
            let to = (who + 1 + self.dice.below(self.stations.len() - 1)) % self.stations.len();
            let party = self.stations[to].party;
            if party == self.stations[who].party {
                return Ok(()); // its own copy
            }
            if let Some(pouch) = self.at(who, |station| station.write_pouch(party))? {
                self.pouches.push((who, to, pouch));
            }
            return Ok(());
        }
        let (from, to, pouch) = match self.dice.one_in(3) {
            true => self.pouches[self.dice.below(self.pouches.len())].clone(),
            false => self.pouches.remove(0),
        };
        (from, to, "pouch").hash(&mut self.trace);
        let length = match self.dice.one_in(4) {
            true => self.dice.below(pouch.len()),
            false => pouch.len(),
        };
        match self.at(to, |station| station.read_pouch(&pouch[..length]))? {
            Some(Err(error)) if length == pouch.len() => Err(format!("a pouch: {error}")),
            Some(Ok(())) if length < pouch.len() => Err("half a pouch was taken".to_owned()),
            _ => Ok(()),
        }
    }

    /// Nothing goes wrong any more; time passes until everybody holds everything and knows that the others do.
    pub fn settle(&mut self) -> Result<(), String> {
        self.calm = true;
        match &self.fork {
            None => {
                let all = |world: &World, _| (0..world.lines.len()).collect();
                self.until(all, |world| check::settled(&world.honest(), world.space))
            }
            Some(_) => self.settle_a_fork(),
        }
    }

    /// Time passes, and in each round the lines carry that `lines_in` names for it, until something `holds`.
    pub(super) fn until(
        &mut self,
        lines_in: impl Fn(&World, usize) -> Vec<usize>,
        holds: impl Fn(&World) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut unsettled = String::new();
        for round in 0..40 {
            let lines = lines_in(self, round);
            self.exchange(&lines)?;
            match holds(self) {
                Ok(()) => return Ok(()),
                Err(what) => unsettled = what,
            }
            self.time_ms += 20_000;
        }
        Err(format!("it does not settle: {unsettled}"))
    }

    /// These lines carry everything, in order, until nobody has anything to say.
    pub(super) fn exchange(&mut self, lines: &[usize]) -> Result<(), String> {
        for _ in 0..200 {
            let mut quiet = true;
            for which in lines.iter().copied() {
                if !self.lines[which].is_up() {
                    self.lines[which].is_parted = false;
                    self.dial(which)?;
                }
                for to in [0, 1] {
                    self.collect(which, 1 - to)?;
                    while self.lines[which].waiting(to) > 0 {
                        let bundle = self.lines[which].take(to, 0, false);
                        self.deliver(which, to, &bundle)?;
                        quiet = false;
                    }
                }
            }
            if quiet {
                return Ok(());
            }
        }
        Err("they never fall silent".to_owned())
    }
}
