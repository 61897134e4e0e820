//! A line between two nodes: what each end has said and the other has not heard yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use net::Peer;
use node::host::Seated;
use record::{PartyId, SpaceId};

use super::station::Station;

/// So many bundles of the past may come again.
const PAST_MAX: usize = 16;

pub struct Line {
    ends: [End; 2],
    /// Whether it cannot be dialled.
    pub is_parted: bool,
    /// Which end dialled, while it is up.
    dialled: Option<usize>,
}

struct End {
    station: usize,
    /// None only while its node is opened again.
    peer: Option<Arc<Peer>>,
    /// Bundles on their way to this end.
    coming: Vec<Vec<u8>>,
    past: Vec<Vec<u8>>,
}

impl Line {
    pub fn between(stations: &[Station], one: usize, other: usize) -> Line {
        let end = |own, there| End {
            station: own,
            peer: Some(peer(&stations[own], &stations[there])),
            coming: Vec::new(),
            past: Vec::new(),
        };
        Line {
            ends: [end(one, other), end(other, one)],
            is_parted: false,
            dialled: None,
        }
    }

    /// The line to whoever is at the other end of this one from `copy`, which has a copy of the folder of the station at
    /// `own`. Nobody can tell the two apart, so the other end is one and the same.
    pub fn to_copy(&self, stations: &[Station], own: usize, copy: usize) -> Option<Line> {
        let own = self.end_of(own)?;
        let mut line = Line::between(stations, copy, self.station(1 - own));
        line.ends[1].peer = self.ends[1 - own].peer.clone();
        Some(line)
    }

    pub fn station(&self, end: usize) -> usize {
        self.ends[end].station
    }

    /// Which end of it stands at this station, if one does.
    pub fn end_of(&self, station: usize) -> Option<usize> {
        (0..2).find(|end| self.ends[*end].station == station)
    }

    pub fn peer(&self, end: usize) -> Arc<Peer> {
        self.ends[end].peer.clone().expect("its node is open")
    }

    pub fn is_up(&self) -> bool {
        self.dialled.is_some()
    }

    /// Notes who dials, and gives that end.
    pub fn dial(&mut self, from: usize) -> Arc<Peer> {
        self.dialled = Some(from);
        self.peer(from)
    }

    /// What is on its way is lost. Only who dialled notices, as with real connections.
    pub fn cut(&mut self) {
        self.ends.iter_mut().for_each(|end| end.coming.clear());
        if let Some(peer) = self
            .dialled
            .take()
            .and_then(|end| self.ends[end].peer.as_ref())
        {
            peer.lost();
        }
    }

    /// What an end has to say goes on its way.
    pub fn send_all(&mut self, from: usize, tamper: impl FnMut(Vec<u8>) -> Option<Vec<u8>>) {
        let peer = self.peer(from);
        let bundles = std::iter::from_fn(|| peer.drain());
        let coming = &mut self.ends[1 - from].coming;
        coming.extend(bundles.filter_map(tamper));
    }

    /// How many bundles are on their way to this end.
    pub fn waiting(&self, to: usize) -> usize {
        self.ends[to].coming.len()
    }

    /// The bundle that arrives next; `twice` puts one of the past behind the others.
    pub fn take(&mut self, to: usize, nth: usize, twice: bool) -> Vec<u8> {
        let end = &mut self.ends[to];
        let bundle = end.coming.remove(nth);
        if twice {
            let old = end.past.first().unwrap_or(&bundle).clone();
            end.coming.push(old);
        }
        end.past.push(bundle.clone());
        if end.past.len() > PAST_MAX {
            end.past.remove(0);
        }
        bundle
    }

    /// Something changed at a station: all its ends may have something to say.
    pub fn changed(lines: &[Line], station: usize, space: SpaceId) {
        let ends = lines.iter().flat_map(|line| &line.ends);
        let own = ends.filter(|end| end.station == station);
        own.filter_map(|end| end.peer.as_ref())
            .for_each(|peer| peer.changed(space));
    }

    /// The process of a station ends, and its lines with it.
    pub fn drop_ends(lines: &mut [Line], station: usize) {
        for line in lines {
            if let Some(own) = line.end_of(station) {
                line.ends[own].peer = None;
                line.cut();
            }
        }
    }

    /// The station is there again. Whoever it talks to is told apart by party and nothing else.
    pub fn open_ends(lines: &mut [Line], stations: &[Station], station: usize) {
        let mut opened: BTreeMap<PartyId, Arc<Peer>> = BTreeMap::new();
        for line in lines {
            let [one, other] = [line.ends[0].station, line.ends[1].station];
            for (end, own, there) in [(0, one, other), (1, other, one)] {
                if own == station {
                    let party = stations[there].party;
                    let fresh = || peer(&stations[own], &stations[there]);
                    line.ends[end].peer = Some(opened.entry(party).or_insert_with(fresh).clone());
                }
            }
        }
    }
}

fn peer(own: &Station, there: &Station) -> Arc<Peer> {
    let host = Seated {
        node: own.node().clone(),
        party: own.party,
        addresses: Vec::new(),
    };
    Arc::new(Peer::new(there.party, Arc::new(host)))
}
