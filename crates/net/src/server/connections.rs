//! Which connections are open, and which one gives way.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use record::PartyId;
use tokio::sync::oneshot;

use crate::lock::lock;

/// The address that somebody is counted under: of IPv6 the network, since one host has as many addresses as it likes.
pub(super) fn place_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
        v4 => v4,
    }
}

/// Whose connection it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Peer(PartyId),
    Stranger(IpAddr),
}

/// An open connection: its number, and what ends it when dropped.
type Connection = (u64, oneshot::Sender<Infallible>);

/// Open connections by whose they are.
#[derive(Default)]
pub(super) struct Connections {
    open: Mutex<BTreeMap<Who, VecDeque<Connection>>>,
    next: AtomicU64,
}

impl Connections {
    /// Enters a connection, at the cost of the oldest if there are more than `most`. The receiver completes when
    /// this one has to give way.
    pub(super) fn enter(&self, who: Who, most: usize) -> (u64, oneshot::Receiver<Infallible>) {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (keep, given_up) = oneshot::channel();
        let mut open = lock(&self.open);
        let queue = open.entry(who).or_default();
        queue.push_back((id, keep));
        if queue.len() > most {
            queue.pop_front();
        }
        (id, given_up)
    }

    pub(super) fn end_all(&self) {
        lock(&self.open).clear();
    }

    /// Where strangers have more than `most` connections together, the oldest of whoever has most of them gives way.
    pub(super) fn bound_strangers(&self, most: usize) {
        let mut open = lock(&self.open);
        let strangers =
            || |(who, _): &(&Who, &mut VecDeque<Connection>)| matches!(who, Who::Stranger(_));
        let count: usize = open
            .iter_mut()
            .filter(strangers())
            .map(|(_, queue)| queue.len())
            .sum();
        if count > most
            && let Some((_, queue)) = open
                .iter_mut()
                .filter(strangers())
                .max_by_key(|(_, queue)| queue.len())
        {
            queue.pop_front();
        }
    }

    pub(super) fn leave(&self, who: Who, id: u64) {
        let mut open = lock(&self.open);
        if let Some(queue) = open.get_mut(&who) {
            queue.retain(|(other, _)| *other != id);
            if queue.is_empty() {
                open.remove(&who);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use record::Hash;

    use super::*;

    fn stranger(number: u8) -> Who {
        Who::Stranger(IpAddr::from([10, 0, 0, number]))
    }

    #[test]
    fn of_all_strangers_whoever_has_most_connections_gives_one_up() {
        let connections = Connections::default();
        let greedy: Vec<_> = (0..4).map(|_| connections.enter(stranger(1), 4)).collect();
        let modest = connections.enter(stranger(2), 4);
        let peer = connections.enter(Who::Peer(PartyId(Hash([1; 32]))), 4);
        connections.bound_strangers(4);
        let closed = |(_, given_up): &mut (u64, oneshot::Receiver<Infallible>)| {
            given_up.try_recv() == Err(oneshot::error::TryRecvError::Closed)
        };
        let gave_way: Vec<bool> = greedy
            .into_iter()
            .chain([modest, peer])
            .map(|mut one| closed(&mut one))
            .collect();
        assert_eq!(gave_way, [true, false, false, false, false, false]);
    }

    #[test]
    fn one_network_is_one_address() {
        let of = |text: &str| place_of(text.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.2"), of("192.0.2.1"));
    }
}
