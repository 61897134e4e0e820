//! The machine: its clock, its disk, its ports, and the peers that it should reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use node::Seat;
use node::clock::now_ms;
use record::{Hash, LogKey};

use super::super::How;
use super::super::peer::called;
use super::{Finding, Level};
use crate::arguments::Doctor;
use crate::seat::Desk;

/// Less than this on the disk wants attention; a node that finds no room takes nothing any more.
const FREE_BYTES_MIN: u64 = 256 << 20;
/// Clocks of two machines differ by a little without harm.
const AHEAD_MS_MAX: u64 = 5 * 60_000;
/// 2025-01-01: a clock before that was never set.
const CLOCK_MS_MIN: u64 = 1_735_689_600_000;
/// How long a peer may take to answer here.
const DIAL_PATIENCE: Duration = Duration::from_secs(5);

/// What there is to say about the machine, as far as the folder can be opened.
pub fn look(how: &How<'_>, doctor: &Doctor) -> Vec<Finding> {
    let mut found = vec![room(&how.dir)];
    let Ok(desk) = Desk::open(how) else {
        return found;
    };
    found.push(clock(&desk, now_ms()));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    else {
        return found;
    };
    runtime.block_on(async {
        found.extend(ports(&desk, doctor).await);
        found.extend(peers(&desk).await);
    });
    found
}

#[cfg(unix)]
fn free_bytes(dir: &Path) -> Option<u64> {
    let about = rustix::fs::statvfs(dir).ok()?;
    Some(about.f_bavail.saturating_mul(about.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_dir: &Path) -> Option<u64> {
    None
}

fn room(dir: &Path) -> Finding {
    let Some(bytes) = free_bytes(dir) else {
        return Finding::new(Level::Attention, "doctor-room-unknown", &[]);
    };
    let free = (bytes >> 20).to_string();
    match bytes < FREE_BYTES_MIN {
        true => Finding::new(Level::Attention, "doctor-room-little", &[("free", &free)]),
        false => Finding::new(Level::Ok, "doctor-room", &[("free", &free)]),
    }
}

/// No rule reads the clock, but it is put beside everything that is said.
fn clock(desk: &Desk, now: u64) -> Finding {
    let mut own = 0;
    let mut others = 0;
    for space in desk.node.space_ids() {
        let logs: Vec<LogKey> = desk
            .node
            .read(&space, |state| state.record.logs().copied().collect())
            .unwrap_or_default();
        for log in logs {
            let head = desk
                .node
                .stored(|reader| reader.last_checkpoint(&log.in_space(space)));
            let time = head.ok().flatten().map_or(0, |head| head.head.time_ms);
            match log.party == desk.party {
                true => own = time.max(own),
                false => others = time.max(others),
            }
        }
    }
    let l = desk.l;
    let here = l.time_utc(now as i64);
    match () {
        () if now < CLOCK_MS_MIN || own > now + AHEAD_MS_MAX => {
            Finding::new(Level::Fault, "doctor-clock-behind", &[("time", &here)])
        }
        () if others > now + AHEAD_MS_MAX => {
            let there = l.time_utc(others as i64);
            let args = [("time", here.as_str()), ("other", &there)];
            Finding::new(Level::Attention, "doctor-clock-differs", &args)
        }
        () => Finding::new(Level::Ok, "doctor-clock", &[("time", &here)]),
    }
}

/// Each port is free, or it is this node that answers there.
async fn ports(desk: &Desk, doctor: &Doctor) -> Vec<Finding> {
    let own = desk.node.seat(&desk.party);
    let serving = match own {
        Some(seat) => {
            answers(
                &seat,
                &reachable(doctor.peer_listen).to_string(),
                seat.keys.tls_pin,
            )
            .await
        }
        None => false,
    };
    let port = |at: SocketAddr, option: &'static str| {
        let at_text = at.to_string();
        match TcpListener::bind(at) {
            Ok(_) => Finding::new(Level::Ok, "doctor-port-free", &[("address", &at_text)]),
            Err(_) if serving => {
                Finding::new(Level::Ok, "doctor-port-ours", &[("address", &at_text)])
            }
            Err(cause) => Finding::new(
                Level::Fault,
                "doctor-port-taken",
                &[
                    ("address", &at_text),
                    ("cause", &cause.to_string()),
                    ("option", option),
                ],
            ),
        }
    };
    vec![
        port(doctor.listen, "--listen"),
        port(doctor.peer_listen, "--peer-listen"),
    ]
}

/// "Every address of this machine" is nothing that can be dialled.
fn reachable(at: SocketAddr) -> SocketAddr {
    let ip = match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, at.port())
}

/// Whether the node with this key answers there.
async fn answers(seat: &Seat, address: &str, pin: Hash) -> bool {
    let Ok(tls) = seat.keys.tls() else {
        return false;
    };
    let dialled = tokio::time::timeout(DIAL_PATIENCE, net::Client::connect(address, &tls, pin));
    matches!(dialled.await, Ok(Ok(_)))
}

async fn peers(desk: &Desk) -> Vec<Finding> {
    let Some(seat) = desk.node.seat(&desk.party) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (party, peer) in desk.node.peers().all() {
        let (name, id) = (called(desk, &party), party.short());
        let args = [("peer", name.as_str()), ("id", &id)];
        if !peer.confirmed {
            found.push(Finding::new(
                Level::Attention,
                "doctor-peer-not-compared",
                &args,
            ));
        }
        if peer.paused {
            found.push(Finding::new(Level::Attention, "doctor-peer-paused", &args));
            continue;
        }
        if peer.addresses.is_empty() {
            found.push(Finding::new(Level::Ok, "doctor-peer-no-address", &args));
            continue;
        }
        let mut reached = false;
        for address in &peer.addresses {
            reached = reached || answers(&seat, address, peer.pin).await;
        }
        let addresses = peer.addresses.join(", ");
        let args = [("peer", name.as_str()), ("addresses", &addresses)];
        found.push(match reached {
            true => Finding::new(Level::Ok, "doctor-peer", &args),
            false => Finding::new(Level::OutOfTouch, "doctor-peer-out-of-touch", &args),
        });
    }
    if found.is_empty() {
        found.push(Finding::new(Level::Attention, "doctor-peer-none", &[]));
    }
    found
}
