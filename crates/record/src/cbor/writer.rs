//! The writer, for our own items.

use super::head::{FALSE, Major, NULL, TRUE};

/// Writes items one after the other, each in its shortest form.
///
/// It counts nothing: after `map(n)` the caller writes n keys in ascending order of their encoding,
/// each followed by its value. [`check`](super::check) finds where that was not done.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// A writer that has written nothing.
    pub fn new() -> Writer {
        Writer::default()
    }

    /// Begins a map of `pairs` pairs.
    pub fn map(&mut self, pairs: u64) -> &mut Writer {
        self.head(Major::Map, pairs)
    }

    /// Begins an array of `items` items.
    pub fn array(&mut self, items: u64) -> &mut Writer {
        self.head(Major::Array, items)
    }

    /// Writes an unsigned integer.
    pub fn u64(&mut self, number: u64) -> &mut Writer {
        self.head(Major::Unsigned, number)
    }

    /// Writes an integer of either sign.
    pub fn i64(&mut self, number: i64) -> &mut Writer {
        match u64::try_from(number) {
            Ok(number) => self.head(Major::Unsigned, number),
            Err(_) => self.head(Major::Negative, (!number).unsigned_abs()),
        }
    }

    /// Writes false or true.
    pub fn bool(&mut self, value: bool) -> &mut Writer {
        self.raw(&[if value { TRUE } else { FALSE }])
    }

    /// Writes a null.
    pub fn null(&mut self) -> &mut Writer {
        self.raw(&[NULL])
    }

    /// Writes a byte string.
    pub fn bytes(&mut self, content: &[u8]) -> &mut Writer {
        self.head(Major::Bytes, content.len() as u64).raw(content)
    }

    /// Writes a text string.
    pub fn str(&mut self, text: &str) -> &mut Writer {
        self.head(Major::Text, text.len() as u64)
            .raw(text.as_bytes())
    }

    /// Writes bytes that are encoded already.
    pub fn raw(&mut self, encoded: &[u8]) -> &mut Writer {
        self.bytes.extend_from_slice(encoded);
        self
    }

    /// The bytes written.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    fn head(&mut self, major: Major, argument: u64) -> &mut Writer {
        let major = (major as u8) << 5;
        let wide = argument.to_be_bytes();
        match argument {
            0..=0x17 => self.raw(&[major | wide[7]]),
            0x18..=0xff => self.raw(&[major | 24, wide[7]]),
            0x100..=0xffff => self.raw(&[major | 25]).raw(&wide[6..]),
            0x1_0000..=0xffff_ffff => self.raw(&[major | 26]).raw(&wide[4..]),
            0x1_0000_0000.. => self.raw(&[major | 27]).raw(&wide),
        }
    }
}
