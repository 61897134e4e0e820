//! What a model check is about: parties with their logs, texts with their slots, and how far to go.

use record::founding::Membership;
use record::rule::Act;
use record::view::{Position, View};
use record::{Hash, LogKey, Member, ObjectId, PartyId, Role, Slot, StatementId};

/// The most logs of a world; sizes of logs are kept in arrays of this length.
pub const LOGS: usize = 4;

/// How much of each log is known, in acts beyond the proposals that everybody knows from the start.
pub type Cut = [u8; LOGS];

/// What a party can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Propose,
    Assent,
    Release,
    Renounce,
    RenounceByNode,
    /// Opens the next epoch of a forked log, knowing both branches.
    Heal,
}

/// A verb and the number of the text it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    pub verb: Verb,
    pub text: usize,
}

/// How the parties behave.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Conduct {
    /// Anything but a fork: they withhold owed renounces, and seal void acts and repetitions.
    Any,
    /// Only what counts, and the node seals owed renounces before anything else.
    Honest,
}

/// A text of the world.
#[derive(Clone)]
pub struct Text {
    pub slots: Vec<Slot>,
    /// The text that brings the membership deciding this one; none for the founding's.
    pub under: Option<usize>,
    pub brings: Option<Membership>,
    /// In a succession, the log of the party that is declared lost.
    pub lost: Option<usize>,
    /// The log it is proposed in.
    pub proposer: usize,
    /// Whether it stands there from the start, known to all; else proposing it is an act.
    pub placed: bool,
}

/// One configuration to explore.
pub struct World {
    pub name: &'static str,
    pub logs: Vec<LogKey>,
    pub membership: Membership,
    pub texts: Vec<Text>,
    pub conduct: Conduct,
    /// The most acts in one log.
    pub acts_max: [usize; LOGS],
    /// The most acts in all logs together.
    pub total_max: usize,
    /// The most void or repeated acts in all logs together.
    pub idle_max: usize,
    /// Logs that may be renamed into one another.
    pub peers: Vec<usize>,
}

/// A party by its number.
pub fn party(number: usize) -> PartyId {
    PartyId(Hash([0xa0 + number as u8; 32]))
}

/// A slot on the object with this number.
pub fn slot(object: u8, base: Option<StatementId>) -> Slot {
    let object = ObjectId([object; 16]);
    Slot { object, base }
}

/// The id of the text with this number.
pub fn text_id(number: usize) -> StatementId {
    StatementId(Hash([number as u8 + 1; 32]))
}

/// The id of the founding.
pub const FOUNDING: StatementId = StatementId(Hash([0xf0; 32]));

/// These parties, `threshold` of whom decide.
pub fn members(parties: &[usize], threshold: u64) -> Membership {
    let member = |number: &usize| Member {
        party: party(*number),
        role: Role::Party,
    };
    Membership {
        members: parties.iter().map(member).collect(),
        threshold,
    }
}

impl World {
    /// A world of `parties`, all interchangeable, `threshold` of whom decide; no texts and no bounds yet.
    pub fn new(name: &'static str, parties: usize, threshold: u64) -> World {
        let all: Vec<usize> = (0..parties).collect();
        World {
            name,
            logs: all
                .iter()
                .map(|number| LogKey::main(party(*number)))
                .collect(),
            membership: members(&all, threshold),
            texts: Vec::new(),
            conduct: Conduct::Any,
            acts_max: [usize::MAX; LOGS],
            total_max: usize::MAX,
            idle_max: 0,
            peers: all,
        }
    }

    /// Adds a text under the founding's membership that claims the objects with these numbers, known to all from the start.
    pub fn text(mut self, proposer: usize, objects: &[u8]) -> World {
        self.texts.push(Text {
            slots: objects.iter().map(|object| slot(*object, None)).collect(),
            under: None,
            brings: None,
            lost: None,
            proposer,
            placed: true,
        });
        self
    }

    /// Adds a change of members, known to all from the start: these parties, `threshold` of whom decide.
    pub fn change(mut self, proposer: usize, parties: &[usize], threshold: u64) -> World {
        let object = 0x80 + self.texts.len() as u8;
        self.texts.push(Text {
            slots: vec![slot(object, Some(FOUNDING))],
            under: None,
            brings: Some(members(parties, threshold)),
            lost: None,
            proposer,
            placed: true,
        });
        self.peers = Vec::new();
        self
    }

    /// Adds a change by which the others put `successor` in the place of `lost`.
    pub fn succession(self, proposer: usize, lost: usize, successor: usize) -> World {
        let parties = self.membership.members.len();
        let after: Vec<usize> = (0..parties)
            .map(|one| if one == lost { successor } else { one })
            .collect();
        let threshold = self.membership.threshold;
        let mut world = self.change(proposer, &after, threshold);
        world.texts.last_mut().expect("just added").lost = Some(lost);
        world
    }

    /// Adds a text that the members brought by text `change` decide; proposing it is an act.
    pub fn text_under(mut self, change: usize, proposer: usize, objects: &[u8]) -> World {
        self = self.text(proposer, objects);
        let text = self.texts.last_mut().expect("just added");
        (text.under, text.placed) = (Some(change), false);
        self
    }

    /// Adds the log of a party that is not a founding member.
    pub fn newcomer(mut self) -> World {
        self.logs.push(LogKey::main(party(self.logs.len())));
        self
    }

    /// At most so many acts in each log.
    pub fn acts(mut self, acts_max: usize) -> World {
        self.acts_max = [acts_max; LOGS];
        self
    }

    /// At most so many acts in each log apart.
    pub fn acts_in(mut self, acts_max: [usize; LOGS]) -> World {
        self.acts_max = acts_max;
        self
    }

    /// At most so many acts in all logs together.
    pub fn total(mut self, total_max: usize) -> World {
        self.total_max = total_max;
        self
    }

    /// At most so many void or repeated acts in all logs together.
    pub fn idle(mut self, idle_max: usize) -> World {
        self.idle_max = idle_max;
        self
    }

    /// Proposing becomes an act, so that a text can be unknown to some.
    pub fn unplaced(mut self) -> World {
        self.texts.iter_mut().for_each(|text| text.placed = false);
        self
    }

    /// The parties of this world behave honestly.
    pub fn honest(mut self) -> World {
        self.conduct = Conduct::Honest;
        self
    }

    /// Gives the party of log 0 a second branch, whose acts its first branch does not see.
    pub fn forked(self) -> World {
        let branch = LogKey {
            branch: 1,
            ..self.logs[0]
        };
        self.with_log(1, branch)
    }

    /// With one more log at this place, the last of its party.
    fn with_log(mut self, at: usize, log: LogKey) -> World {
        self.logs.insert(at, log);
        self.peers = (at + 1..self.logs.len()).collect();
        for text in self.texts.iter_mut().filter(|text| text.proposer >= at) {
            text.proposer += 1;
        }
        self
    }

    /// Whether the party of log 0 has two branches.
    pub fn is_forked(&self) -> bool {
        self.logs.iter().any(|log| log.branch > 0)
    }

    /// The logs of the party of this one: its branches and epochs.
    pub fn logs_of(&self, log: usize) -> impl Iterator<Item = usize> + '_ {
        let is_own = move |other: &usize| self.logs[*other].party == self.logs[log].party;
        (0..self.logs.len()).filter(is_own)
    }

    /// Where act `index` of `log` stands.
    pub fn position(&self, log: usize, index: usize) -> Position {
        Position {
            log: self.logs[log],
            index: (self.placed(log).count() + index) as u64,
        }
    }

    /// The view that a cut is.
    pub fn view(&self, cut: &Cut) -> View {
        let mut view = View::default();
        for (log, key) in self.logs.iter().enumerate() {
            view.raise(*key, self.position(log, cut[log].into()).index);
        }
        view
    }

    /// The act that a deed is.
    /// None is a heal: the rule learns nothing from it but what its author knew.
    pub fn act(&self, deed: Deed) -> Option<Act> {
        let id = text_id(deed.text);
        let text = &self.texts[deed.text];
        Some(match deed.verb {
            Verb::Heal => return None,
            Verb::Propose => Act::Propose {
                slots: text.slots.clone(),
                membership: text.under.map_or(FOUNDING, text_id),
                brings: text.brings.clone(),
                lost: text.lost.map(party),
            },
            Verb::Assent => Act::Assent(id),
            Verb::Release => Act::Release(id),
            Verb::Renounce => Act::Renounce {
                text: id,
                by_node: false,
            },
            Verb::RenounceByNode => Act::Renounce {
                text: id,
                by_node: true,
            },
        })
    }

    /// After [`World::forked`]: the same party has a log of the next epoch, which a heal opens.
    pub fn healed(self) -> World {
        let epoch = LogKey {
            epoch: 1,
            ..self.logs[0]
        };
        self.with_log(2, epoch)
    }

    /// Adds a text that builds on all texts before it: what settles them once they are contested.
    pub fn settling(mut self, proposer: usize) -> World {
        let bases: Vec<usize> = (0..self.texts.len()).collect();
        self = self.text(proposer, &[]);
        let text = self.texts.last_mut().expect("just added");
        text.slots = bases
            .iter()
            .map(|base| slot(1, Some(text_id(*base))))
            .collect();
        text.placed = false;
        self
    }

    /// Everything that a delegate could try in `log`; an epoch begins with its heal and has no other.
    pub fn deeds(&self, log: usize, is_begun: bool) -> Vec<Deed> {
        if self.logs[log].epoch > 0 && !is_begun {
            let verb = Verb::Heal;
            return vec![Deed { verb, text: 0 }];
        }
        // One statement can stand on both branches of a fork, so a branch proposes what the other does.
        let of_text = |text: usize| {
            let proposer = self.logs[self.texts[text].proposer].party;
            let proposes = !self.texts[text].placed && proposer == self.logs[log].party;
            let verbs = [Verb::Assent, Verb::Release, Verb::Renounce];
            let all = proposes.then_some(Verb::Propose).into_iter().chain(verbs);
            all.map(move |verb| Deed { verb, text })
        };
        (0..self.texts.len()).flat_map(of_text).collect()
    }

    /// The texts whose proposals stand in `log` from the start, in order.
    pub fn placed(&self, log: usize) -> impl Iterator<Item = usize> + '_ {
        let in_log =
            move |text: &usize| self.texts[*text].placed && self.texts[*text].proposer == log;
        (0..self.texts.len()).filter(in_log)
    }

    /// Whether two texts must never both be in effect: they share a slot, or both change the same membership.
    pub fn exclude(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.texts[one], &self.texts[other]);
        let both_change = one.brings.is_some() && other.brings.is_some();
        one.slots.iter().any(|slot| other.slots.contains(slot))
            || (both_change && one.under == other.under)
    }

    /// How many membership changes lie before the membership that decides `text`.
    pub fn depth(&self, text: usize) -> usize {
        self.texts[text]
            .under
            .map_or(0, |change| 1 + self.depth(change))
    }
}
