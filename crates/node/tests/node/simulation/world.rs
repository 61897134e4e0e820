//! Stations, the lines between them, and everything that can go wrong with both, drawn from one seed.

use std::hash::{DefaultHasher, Hash, Hasher};

use disk::Seeded;
use domain::Command;
use node::{ActError, Stop};
use record::founding::Membership;
use record::{Founding, SpaceId};

use super::fork::Fork;
use super::line::Line;
use super::rogue::{Rogue, Vice};
use super::station::Station;
use super::{act, check};

const NAMES: [&str; 4] = ["Asteria", "Borealis", "Corvus", "Doria"];
const VICES: [Vice; 2] = [Vice::Lies, Vice::Forges];
const YEAR_MS: i64 = 365 * 86_400_000;

pub struct World {
    pub stations: Vec<Station>,
    pub space: SpaceId,
    pub(super) rogue: Option<Rogue>,
    pub(super) fork: Option<Fork>,
    pub(super) lines: Vec<Line>,
    pub(super) dice: Seeded,
    pub(super) time_ms: u64,
    /// Of a hundred bundles so many are lost, and so many come once more.
    pub(super) loses: usize,
    pub(super) replays: usize,
    /// Pouches on their way: from, to, and the file.
    pub(super) pouches: Vec<(usize, usize, Vec<u8>)>,
    /// Whether nobody dies any more.
    pub(super) calm: bool,
    /// A hash over everything that happened.
    pub(super) trace: DefaultHasher,
}

impl World {
    /// Two to four parties that founded a space and heard nothing of one another yet.
    pub fn new(seed: u64) -> World {
        let mut dice = Seeded::new(seed);
        let count = [2, 2, 2, 3, 3, 4][dice.below(6)];
        let mut stations: Vec<Station> = NAMES[..count].iter().map(|n| Station::new(n)).collect();
        let parties: Vec<_> = stations.iter().map(|station| station.party).collect();
        let mut membership = Membership::unanimous(node::founding::parties(&parties));
        if count > 2 && dice.one_in(2) {
            membership.threshold = count as u64 / 2 + 1;
        }
        let body = Founding::draft(parties[0], &membership, &["en"], [1; 16]);
        let founding = Founding::read(&body.encode()).expect("a sound founding");
        for station in &mut stations {
            station.look_at_clock(0);
            station.enter(&founding);
        }
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        let lines = pairs.map(|(one, other)| {
            stations[one].meet(&stations[other]);
            stations[other].meet(&stations[one]);
            Line::between(&stations, one, other)
        });
        World {
            lines: lines.collect(),
            rogue: None,
            fork: None,
            stations,
            space: founding.space,
            time_ms: 1,
            loses: dice.below(31),
            replays: dice.below(51),
            dice,
            pouches: Vec::new(),
            calm: false,
            trace: DefaultHasher::new(),
        }
    }

    /// The same for the same seed, whatever the machine.
    pub fn trace(&self) -> u64 {
        self.trace.finish()
    }

    /// One of the parties, by lot, follows no rule from now on.
    pub fn corrupt(&mut self) {
        let who = self.dice.below(self.stations.len());
        let vice = VICES[self.dice.below(VICES.len())];
        self.rogue = Some(Rogue::new(vice, who, &self.stations[who], self.space));
    }

    pub(super) fn is_rogue(&self, who: usize) -> bool {
        self.rogue
            .as_ref()
            .is_some_and(|rogue| rogue.station == who)
    }

    /// Whether it stands for a party that keeps to the rules.
    pub(super) fn is_honest(&self, who: usize) -> bool {
        let forks = self.fork.as_ref().is_some_and(|fork| fork.is_copy(who));
        !self.is_rogue(who) && !forks
    }

    /// Those who follow the rules.
    pub fn honest(&self) -> Vec<&Station> {
        let all = self.stations.iter().enumerate();
        let honest = all.filter(|(who, _)| self.is_honest(*who));
        honest.map(|(_, station)| station).collect()
    }

    /// The rogue sends something of its own.
    fn attack(&mut self) -> Result<(), String> {
        let Some(rogue) = &mut self.rogue else {
            return Ok(());
        };
        let own = rogue.station;
        let lines = (0..self.lines.len()).filter(|which| self.lines[*which].end_of(own).is_some());
        let lines: Vec<usize> = lines.collect();
        let which = lines[self.dice.below(lines.len())];
        let end = self.lines[which].end_of(own).expect("one of its lines");
        let victim = &self.stations[self.lines[which].station(1 - end)];
        let bundle = rogue.send(&mut self.dice, victim);
        self.deliver(which, 1 - end, &bundle)
    }

    /// One thing happens.
    pub fn step(&mut self) -> Result<(), String> {
        self.time_ms += 1 + self.dice.below(5_000) as u64;
        let who = self.dice.below(self.stations.len());
        if self.rogue.is_some() && self.dice.one_in(6) {
            return self.attack();
        }
        if self
            .rogue
            .as_ref()
            .is_some_and(|rogue| rogue.is_silent() && rogue.station == who)
        {
            return Ok(());
        }
        match self.dice.below(100) {
            0..=29 => self.act(who),
            30..=34 => self.change_powers(who),
            35..=79 => self.traffic(),
            80..=84 => self.cut_or_mend(),
            85..=88 => self.restart(who),
            89..=91 => {
                self.stations[who].drift_ms =
                    (self.dice.below(21) as i64 - 10) * YEAR_MS + self.dice.below(1_000) as i64;
                Ok(())
            }
            _ => self.pouch(who),
        }
    }

    /// Somebody does something at `who`; now and then the process dies in the middle of it. None then.
    pub(super) fn at<T>(
        &mut self,
        who: usize,
        work: impl FnOnce(&Station) -> T,
    ) -> Result<Option<T>, String> {
        self.stations[who].look_at_clock(self.time_ms);
        let before = self.stations[who].sizes(self.space);
        let dies = !self.calm && self.dice.one_in(6);
        let writes = if dies {
            self.dice.below(5) as u32
        } else {
            u32::MAX
        };
        let (done, died) = canary::dying(writes, || work(&self.stations[who]));
        if died {
            self.restart_from(who, &before)?;
            return Ok(None);
        }
        if self.stations[who].has_news() {
            Line::changed(&self.lines, who, self.space);
        }
        Ok(Some(done))
    }

    fn act(&mut self, who: usize) -> Result<(), String> {
        let which = self.dice.below(2);
        let station = &self.stations[who];
        let command = station.read(self.space, |state| act::draw(&mut self.dice, state));
        self.does(who, command, which)
    }

    /// A delegate at `who` does this, if it is in order.
    pub(super) fn does(
        &mut self,
        who: usize,
        command: Command,
        which: usize,
    ) -> Result<(), String> {
        let space = self.space;
        let said = format!("{command:?}");
        let done = self.at(who, |station| station.submit(space, command, which))?;
        let outcome = match done {
            None => "died",
            Some(Ok(_)) => "done",
            Some(Err(ActError::Refused(_))) => "refused",
            // Its node was shown what it had signed besides.
            Some(Err(ActError::Stopped(Stop::Forked))) if !self.is_honest(who) => "stopped",
            Some(Err(error)) => return Err(format!("{said}: {error}")),
        };
        (who, said, outcome).hash(&mut self.trace);
        Ok(())
    }

    fn change_powers(&mut self, who: usize) -> Result<(), String> {
        let (space, which) = (self.space, self.dice.below(2));
        let gives = self.dice.one_in(2);
        let done = self.at(who, |station| match gives {
            true => station.accredit(space, which),
            false => station.revoke(space, which),
        })?;
        match done {
            None | Some(Ok(()) | Err(ActError::Refused(_))) => Ok(()),
            Some(Err(ActError::Stopped(Stop::Forked))) if !self.is_honest(who) => Ok(()),
            Some(Err(error)) => Err(format!("powers: {error}")),
        }
    }

    fn restart(&mut self, who: usize) -> Result<(), String> {
        let before = self.stations[who].sizes(self.space);
        self.restart_from(who, &before)
    }

    /// Whatever was acknowledged `before` must be there again.
    fn restart_from(&mut self, who: usize, before: &super::Sizes) -> Result<(), String> {
        Line::drop_ends(&mut self.lines, who);
        self.stations[who].start_again(&mut self.dice);
        let station = &self.stations[who];
        let after = station.sizes(self.space);
        let lost = before
            .iter()
            .find(|(log, size)| after.get(log) < Some(size));
        if let Some((log, size)) = lost {
            return Err(format!("{log:?} had {size} entries before: {after:?}"));
        }
        check::vouched(station, self.space)?;
        Line::open_ends(&mut self.lines, &self.stations, who);
        (who, "restart").hash(&mut self.trace);
        Ok(())
    }

    fn cut_or_mend(&mut self) -> Result<(), String> {
        let which = self.dice.below(self.lines.len());
        let line = &mut self.lines[which];
        line.is_parted = !line.is_parted;
        if line.is_parted {
            line.cut();
        }
        Ok(())
    }
}
