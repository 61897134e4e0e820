//! A party that forks: its folder was copied, and both copies of its node go on, each with its own word for whoever
//! reaches it. When it is calm one of them is gone or both are there, and in every second run the party heals.

use domain::{Command, List, Refusal};
use node::{ActError, Space};
use record::rule::held;
use record::{LogKey, StatementId, TextStatus};

use super::check;
use super::line::Line;
use super::station::LAST;
use super::world::World;
use crate::pair::{counter, propose};

pub struct Fork {
    /// The stations of the two copies.
    copies: [usize; 2],
    /// Those that can be reached when it is calm.
    stay: Vec<usize>,
    /// Whether the party heals in the end, with a copy that can be reached, and keeps to the rules from then on.
    heals: bool,
    /// The copy with which it did.
    healed: Option<usize>,
}

impl Fork {
    pub fn is_copy(&self, station: usize) -> bool {
        self.copies.contains(&station)
    }
}

impl World {
    /// The folder of one of the parties, by lot, is copied, and both copies of its node go on from there.
    pub fn fork(&mut self) -> Result<(), String> {
        let (own, copy) = (self.dice.below(self.stations.len()), self.stations.len());
        self.is_asked(own)?;
        Line::drop_ends(&mut self.lines, own);
        self.stations[own].look_at_clock(self.time_ms);
        let twin = self.stations[own].copy();
        self.stations.push(twin);
        Line::open_ends(&mut self.lines, &self.stations, own);
        let lines = self.lines.iter();
        let lines = lines.filter_map(|line| line.to_copy(&self.stations, own, copy));
        let lines: Vec<Line> = lines.collect();
        self.lines.extend(lines);
        let copies = [own, copy];
        let stay = match self.dice.one_in(3) {
            true => vec![copies[self.dice.below(2)]],
            false => copies.to_vec(),
        };
        let heals = self.dice.one_in(2);
        self.fork = Some(Fork {
            copies,
            stay,
            heals,
            healed: None,
        });
        // Like every copy it asks the others what it has signed, and it has signed nothing else yet.
        self.talks_to_all(copy)?;
        if let Some(awaited) = self.stations[copy].node().awaited(&self.space) {
            return Err(format!("the copy waits for {awaited:?}"));
        }
        // Each of the others hears one of the two, until a line is mended.
        for which in self.lines_among(|who| who != own) {
            let Some(rival) = self.rival(which) else {
                continue;
            };
            let deaf = &mut self.lines[[which, rival][self.dice.below(2)]];
            deaf.is_parted = true;
            deaf.cut();
        }
        self.says_two_things(copies)
    }

    /// Each copy has a word of its own: yes and no to one text, if there is one that the party has not answered.
    fn says_two_things(&mut self, copies: [usize; 2]) -> Result<(), String> {
        let asked = &self.stations[copies[0]];
        let unanswered = |state: &Space| {
            let known = state.record.known();
            let is_open = |id: &StatementId| state.record.status(id) == Some(TextStatus::Open);
            let mut texts = state.record.ledger().texts();
            let text =
                texts.find(|(id, text)| is_open(id) && !held(&text.assents, &asked.party, known));
            text.map(|(id, _)| *id)
        };
        let said = match asked.read(self.space, unanswered) {
            Some(text) => [
                Command::Assent { text },
                Command::Decline { text, reason: None },
            ],
            None => ["One version", "Another"].map(|words| propose(List::Dialogues, words)),
        };
        for (who, command) in copies.into_iter().zip(said) {
            self.does(who, command, 0)?;
        }
        Ok(())
    }

    /// One of the others puts something forward, for the two copies to answer.
    fn is_asked(&mut self, own: usize) -> Result<(), String> {
        let asks = (own + 1) % self.stations.len();
        self.does(asks, propose(List::Dialogues, "Yes or no"), 0)?;
        self.talks_to_all(own)
    }

    fn talks_to_all(&mut self, who: usize) -> Result<(), String> {
        let all = 0..self.lines.len();
        let own = all.filter(|which| self.lines[*which].end_of(who).is_some());
        let own: Vec<usize> = own.collect();
        self.calm = true;
        self.exchange(&own)?;
        self.calm = false;
        Ok(())
    }

    fn lines_among(&self, among: impl Fn(usize) -> bool) -> Vec<usize> {
        let all = 0..self.lines.len();
        let is_among = |which: &usize| (0..2).all(|end| among(self.lines[*which].station(end)));
        all.filter(is_among).collect()
    }

    /// The line of the other copy to the same station, if this is the line of a copy.
    fn rival(&self, which: usize) -> Option<usize> {
        let copies = self.fork.as_ref()?.copies;
        let ends = [0, 1].map(|end| self.lines[which].station(end));
        let own = ends.into_iter().find(|who| copies.contains(who))?;
        let twin = copies.into_iter().find(|who| *who != own)?;
        let there = ends.into_iter().find(|who| *who != own)?;
        let rivals = self.lines_among(|who| who == twin || who == there);
        rivals.into_iter().next()
    }

    /// The two copies have one address, so whoever reaches the one has lost the other.
    pub(super) fn hang_up_on_the_other_copy(&mut self, which: usize) {
        if let Some(rival) = self.rival(which) {
            self.lines[rival].cut();
        }
    }

    /// The log that was forked.
    fn forked_log(&self) -> LogKey {
        let copies = self.fork.as_ref().expect("somebody forks").copies;
        LogKey::main(self.stations[copies[0]].party)
    }

    pub(super) fn settle_a_fork(&mut self) -> Result<(), String> {
        let honest = self.lines_among(|who| self.is_honest(who));
        honest.iter().for_each(|which| self.lines[*which].cut());
        self.exchange(&honest)?;
        check::proven(&self.honest(), self.forked_log(), self.space)
            .map_err(|what| format!("at the first exchange: {what}"))?;
        self.come_together()?;
        self.heals()?;
        self.come_together()?;
        check::contested(&self.honest(), self.forked_log(), self.space)?;
        self.everybody_goes_on()
    }

    /// Those who keep to the rules, now.
    fn bound(&self) -> Vec<usize> {
        let healed = self.fork.as_ref().and_then(|fork| fork.healed);
        let honest = (0..self.stations.len()).filter(|who| self.is_honest(*who));
        honest.chain(healed).collect()
    }

    /// Everybody holds the same, also the copies that can be reached: one after the other, they have one address.
    fn come_together(&mut self) -> Result<(), String> {
        let lines_in = |world: &World, round: usize| {
            let stay = &world.fork.as_ref().expect("somebody forks").stay;
            let present = stay[round % stay.len()];
            world.lines_among(|who| world.is_honest(who) || who == present)
        };
        self.until(lines_in, |world| {
            let honest = world.honest();
            let bound: Vec<_> = world
                .bound()
                .into_iter()
                .map(|who| &world.stations[who])
                .collect();
            check::settled(&bound, world.space)?;
            check::accused(&honest, world.space)?;
            let fork = world.fork.as_ref().expect("somebody forks");
            for copy in &fork.stay {
                check::agree(honest[0], &world.stations[*copy], world.space)?;
            }
            check::proven(&honest, world.forked_log(), world.space)
        })
    }

    /// Its operator sees to it that one copy is left, and heals.
    fn heals(&mut self) -> Result<(), String> {
        let (log, space) = (self.forked_log(), self.space);
        let Some(fork) = self.fork.as_mut().filter(|fork| fork.heals) else {
            return Ok(());
        };
        let left = fork.stay[self.dice.below(fork.stay.len())];
        (fork.stay, fork.healed) = (vec![left], Some(left));
        // By a proof alone, if the other copy is gone with all that it signed.
        let is_forked = self.stations[left].read(space, |state| state.is_forked(&log));
        let healed = self.at(left, |station| station.heal(space))?;
        match healed.expect("nobody dies any more")? == is_forked {
            true => Ok(()),
            false => Err(format!("forked: {is_forked}, and healed only if not")),
        }
    }

    /// What each of them says now gets in, and what is contested is built on after the heal and not before.
    fn everybody_goes_on(&mut self) -> Result<(), String> {
        let speak = self.bound();
        let mut texts = Vec::new();
        for who in speak.iter().copied() {
            texts.push(self.says(who)?);
        }
        let one = speak[self.dice.below(speak.len())];
        texts.extend(self.builds_on_what_is_contested(one)?);
        self.come_together()?;
        let stations: Vec<_> = speak.iter().map(|who| &self.stations[*who]).collect();
        check::stand(&stations, &texts, self.space)
    }

    /// Puts something new forward, with powers of its own: those that it gave may be revoked.
    fn says(&mut self, who: usize) -> Result<StatementId, String> {
        let space = self.space;
        let done = self.at(who, |station| {
            station.accredit(space, LAST)?;
            station.submit(space, propose(List::Dialogues, "Afterwards"), LAST)
        })?;
        let receipt = done.expect("nobody dies any more");
        let receipt = receipt.map_err(|error| format!("afterwards: {error}"))?;
        Ok(receipt.sealed[0].0)
    }

    /// The text, unless somebody is bound to a rival or it rests.
    fn builds_on_what_is_contested(&mut self, who: usize) -> Result<Option<StatementId>, String> {
        let space = self.space;
        let Some(object) = self.stations[who].read(space, check::first_contested) else {
            return Ok(None);
        };
        let command = counter(object, "Settled");
        let done = self.at(who, |station| station.submit(space, command, LAST))?;
        let rests = self.fork.as_ref().is_some_and(|fork| fork.healed.is_none());
        match done.expect("nobody dies any more") {
            Ok(_) if rests => Err("a text on what rests".to_owned()),
            Ok(receipt) => Ok(Some(receipt.sealed[0].0)),
            Err(ActError::Refused(Refusal::Contested { .. })) if !rests => {
                Err("what was healed rests".to_owned())
            }
            Err(ActError::Refused(_)) => Ok(None),
            Err(error) => Err(format!("what is contested: {error}")),
        }
    }
}
