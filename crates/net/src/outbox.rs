//! What waits to be sent to one peer.

use std::collections::VecDeque;

use crate::wire::{BUNDLE_BYTES_MAX, BUNDLE_MESSAGES_MAX, Message};

/// What waits is cut off here; the peer learns of the rest from the next heads.
const BYTES_MAX: usize = 24 << 20;
/// What a message takes in a bundle beside its own bytes, at most; and the bundle itself.
const FRAME_BYTES: usize = 9;
const BUNDLE_FRAME_BYTES: usize = 16;

/// Encoded messages, in order.
#[derive(Default)]
pub(crate) struct Outbox {
    waiting: VecDeque<Vec<u8>>,
    bytes: usize,
}

impl Outbox {
    pub fn is_full(&self) -> bool {
        self.bytes > BYTES_MAX
    }

    /// Drops the message if there is no room for it.
    pub fn put(&mut self, message: &Message) {
        if !self.is_full() {
            let bytes = message.encode();
            self.bytes += bytes.len();
            self.waiting.push_back(bytes);
        }
    }

    /// As many messages as one bundle takes.
    pub fn take_bundle(&mut self) -> Vec<Vec<u8>> {
        let (mut bundle, mut bytes) = (Vec::new(), BUNDLE_FRAME_BYTES);
        while let Some(next) = self.waiting.front() {
            bytes += next.len() + FRAME_BYTES;
            if bundle.len() == BUNDLE_MESSAGES_MAX || bytes > BUNDLE_BYTES_MAX {
                break;
            }
            self.bytes -= next.len();
            bundle.extend(self.waiting.pop_front());
        }
        bundle
    }
}
