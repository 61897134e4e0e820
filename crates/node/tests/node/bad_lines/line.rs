//! A line: it is dialled in place of a node, and passes the bytes on as the fate of each connection has it.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use disk::Seeded;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// A fault strikes somewhere in so many bytes: a handshake has about 3,000, and then come some requests.
const STRIKES_WITHIN: usize = 12_000;

pub struct Line {
    /// Where it is dialled.
    pub address: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_mended: AtomicBool,
    is_closed: AtomicBool,
}

/// What becomes of a connection, in the one direction that is struck.
#[derive(Clone, Copy)]
enum Fate {
    Whole,
    /// It ends before a byte has passed.
    Refused,
    /// It ends in the middle.
    Cut {
        at: usize,
    },
    /// One direction ends in the middle, as if that side had closed it.
    Ended {
        at: usize,
    },
    /// Nothing comes any more, and nobody is told.
    Silent {
        at: usize,
    },
    /// One bit is another.
    Altered {
        at: usize,
    },
    /// Each piece takes its time.
    Slow {
        ms: u64,
    },
    /// One byte after the other.
    Drips,
    /// All that was sent so far is sent once more, on a connection of its own.
    Repeated {
        at: usize,
    },
}

impl Fate {
    fn draw(dice: &mut Seeded) -> Fate {
        let at = dice.below(STRIKES_WITHIN);
        match dice.below(10) {
            0 => Fate::Refused,
            1 => Fate::Cut { at },
            2 => Fate::Ended { at },
            3 => Fate::Silent { at },
            4 => Fate::Altered { at },
            5 => Fate::Slow {
                ms: 1 + dice.below(3_000) as u64,
            },
            6 => Fate::Drips,
            7 => Fate::Repeated { at },
            _ => Fate::Whole,
        }
    }
}

/// The connection is over, in both directions.
struct Over;

impl Line {
    /// A line to this node; what befalls its connections follows from the seed.
    pub async fn to(node: SocketAddr, seed: u64) -> Line {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound").to_string();
        let state = Arc::new(State::default());
        tokio::spawn(answer(listener, node, Seeded::new(seed), state.clone()));
        Line { address, state }
    }

    /// Nobody gets through, as to a node behind a wall.
    pub fn close(&self) {
        self.state.is_closed.store(true, SeqCst);
    }

    /// From now on it carries what it is given.
    pub fn mend(&self) {
        self.state.is_mended.store(true, SeqCst);
    }
}

async fn answer(listener: TcpListener, node: SocketAddr, mut dice: Seeded, state: Arc<State>) {
    loop {
        let Ok((dialled, _)) = listener.accept().await else {
            return;
        };
        let fate = match state.is_mended.load(SeqCst) {
            true => Fate::Whole,
            false => Fate::draw(&mut dice),
        };
        let outwards = dice.one_in(2);
        if matches!(fate, Fate::Refused) || state.is_closed.load(SeqCst) {
            continue;
        }
        tokio::spawn(async move {
            let Ok(there) = TcpStream::connect(node).await else {
                return;
            };
            let _ = (dialled.set_nodelay(true), there.set_nodelay(true));
            let (from_here, to_here) = dialled.into_split();
            let (from_there, to_there) = there.into_split();
            let fate_of = |struck| if struck { fate } else { Fate::Whole };
            let _ = tokio::try_join!(
                carry(from_here, to_there, fate_of(outwards), node),
                carry(from_there, to_here, fate_of(!outwards), node),
            );
        });
    }
}

/// One direction of a connection.
async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    fate: Fate,
    node: SocketAddr,
) -> Result<(), Over> {
    let (mut piece, mut passed) = ([0; 4096], Vec::new());
    loop {
        let count = match from.read(&mut piece).await {
            Ok(count) if count > 0 => count,
            // That the other side gave up is not told either.
            _ if matches!(fate, Fate::Silent { at } if at < passed.len()) => pending().await,
            _ => {
                let _ = to.shutdown().await;
                return Ok(());
            }
        };
        let piece = &mut piece[..count];
        // Where in this piece it strikes, if it does.
        let within = |at: usize| at.checked_sub(passed.len()).filter(|at| *at < count);
        match fate {
            Fate::Whole | Fate::Refused => {}
            Fate::Cut { at } => {
                if let Some(at) = within(at) {
                    let _ = to.write_all(&piece[..at]).await;
                    return Err(Over);
                }
            }
            Fate::Ended { at } => {
                if let Some(at) = within(at) {
                    let _ = to.write_all(&piece[..at]).await;
                    let _ = to.shutdown().await;
                    return Ok(());
                }
            }
            Fate::Silent { at } => {
                if at < passed.len() + count {
                    passed.extend_from_slice(piece);
                    continue;
                }
            }
            Fate::Altered { at } => {
                if let Some(at) = within(at) {
                    piece[at] ^= 1;
                }
            }
            Fate::Slow { ms } => sleep(Duration::from_millis(ms)).await,
            Fate::Drips => {
                for byte in piece.iter() {
                    to.write_all(&[*byte]).await.map_err(|_| Over)?;
                    tokio::task::yield_now().await;
                }
                continue;
            }
            Fate::Repeated { at } => {
                if let Some(at) = within(at) {
                    let once_more = [&passed, &piece[..at]].concat();
                    tokio::spawn(repeat(once_more, node));
                }
            }
        }
        passed.extend_from_slice(piece);
        to.write_all(piece).await.map_err(|_| Over)?;
    }
}

/// Somebody who listened sends what was sent before; TLS has other keys by now.
async fn repeat(bytes: Vec<u8>, node: SocketAddr) {
    if let Ok(mut stream) = TcpStream::connect(node).await {
        let _ = stream.write_all(&bytes).await;
        let _ = stream.read_to_end(&mut Vec::new()).await;
    }
}
