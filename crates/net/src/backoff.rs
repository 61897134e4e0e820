//! How long to wait between two attempts to reach a peer.

/// How long to wait before dialling again: longer each time, and never the same for two nodes.
#[derive(Clone, Debug)]
pub struct Backoff {
    seed: u64,
    tries: u32,
}

impl Backoff {
    /// The seed spreads the waiting times.
    pub fn new(seed: u64) -> Backoff {
        Backoff { seed, tries: 0 }
    }

    /// The peer answered.
    pub fn reset(&mut self) {
        self.tries = 0;
    }

    /// The next waiting time: 250 ms doubling to 30 s, of which between half and all.
    pub fn next_ms(&mut self) -> u64 {
        let most = (250u64 << self.tries.min(7)).min(30_000);
        self.tries += 1;
        // One step of splitmix64.
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        most / 2 + (z ^ (z >> 31)) % (most / 2 + 1)
    }
}
