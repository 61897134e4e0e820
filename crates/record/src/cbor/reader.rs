//! The reader, for bytes that were checked.

use super::canonical::{Profile, at_end, item_end};
use super::head::{FALSE, Head, Major, NULL, TRUE, content, head};
use super::{CborError, CborFault};

/// Reads items one after the other from bytes that [`check`](super::check) has accepted.
///
/// Each method reads the next item if it is of that kind, and otherwise stays where it is. On bytes
/// that were not checked it still neither panics nor reads a non-shortest head, but it does not look
/// at the order of map keys.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the first of these bytes.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    /// Enters a map and says how many pairs follow. Never more than the bytes left could hold.
    pub fn map(&mut self) -> Result<u64, CborError> {
        let head = self.head_of(Major::Map, "a map")?;
        self.at = head.end;
        Ok(head.argument)
    }

    /// Enters an array and says how many items follow. Never more than the bytes left could hold.
    pub fn array(&mut self) -> Result<u64, CborError> {
        let head = self.head_of(Major::Array, "an array")?;
        self.at = head.end;
        Ok(head.argument)
    }

    /// Reads an unsigned integer.
    pub fn u64(&mut self) -> Result<u64, CborError> {
        let head = self.head_of(Major::Unsigned, "an unsigned integer")?;
        self.at = head.end;
        Ok(head.argument)
    }

    /// Reads an unsigned integer of at most 32 bits.
    pub fn u32(&mut self) -> Result<u32, CborError> {
        let head = self.head_of(Major::Unsigned, "an unsigned integer")?;
        let number = u32::try_from(head.argument).map_err(|_| self.fault(CborFault::OutOfRange))?;
        self.at = head.end;
        Ok(number)
    }

    /// Reads an integer of either sign.
    pub fn i64(&mut self) -> Result<i64, CborError> {
        let head = head(self.bytes, self.at)?;
        let number = match (head.major, i64::try_from(head.argument)) {
            (Major::Unsigned, Ok(number)) => number,
            // A negative integer n is written as -1 - n.
            (Major::Negative, Ok(number)) => !number,
            (Major::Unsigned | Major::Negative, Err(_)) => {
                return Err(self.fault(CborFault::OutOfRange));
            }
            _ => return Err(self.fault(CborFault::Expected("an integer"))),
        };
        self.at = head.end;
        Ok(number)
    }

    /// Reads false or true.
    pub fn bool(&mut self) -> Result<bool, CborError> {
        let value = match self.bytes.get(self.at) {
            Some(&FALSE) => false,
            Some(&TRUE) => true,
            Some(_) => return Err(self.fault(CborFault::Expected("false or true"))),
            None => return Err(self.fault(CborFault::CutShort)),
        };
        self.at += 1;
        Ok(value)
    }

    /// Reads a byte string.
    pub fn bytes(&mut self) -> Result<&'a [u8], CborError> {
        let head = self.head_of(Major::Bytes, "a byte string")?;
        let content = content(self.bytes, &head)?;
        self.at = head.end + content.len();
        Ok(content)
    }

    /// Reads a byte string of exactly `N` bytes.
    pub fn bytes_n<const N: usize>(&mut self) -> Result<[u8; N], CborError> {
        let head = self.head_of(Major::Bytes, "a byte string")?;
        let content = content(self.bytes, &head)?;
        let array = <[u8; N]>::try_from(content).map_err(|_| self.fault(CborFault::Length(N)))?;
        self.at = head.end + N;
        Ok(array)
    }

    /// Reads a text string.
    pub fn str(&mut self) -> Result<&'a str, CborError> {
        let head = self.head_of(Major::Text, "text")?;
        let content = content(self.bytes, &head)?;
        let text = str::from_utf8(content).map_err(|_| self.fault(CborFault::NotUtf8))?;
        self.at = head.end + content.len();
        Ok(text)
    }

    /// Reads a null as `None`, and anything else with `read`.
    pub fn null_or<T, E>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        if self.is_null() {
            self.at += 1;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Whether the next item is a null; reads nothing.
    pub fn is_null(&self) -> bool {
        self.bytes.get(self.at) == Some(&NULL)
    }

    /// Passes over the next item, with everything in it.
    pub fn skip(&mut self) -> Result<(), CborError> {
        self.raw().map(|_| ())
    }

    /// Reads the next item, with everything in it, as the bytes it is encoded in.
    pub fn raw(&mut self) -> Result<&'a [u8], CborError> {
        let end = item_end(Profile::Record, self.bytes, self.at, 0)?;
        let encoded = &self.bytes[self.at..end];
        self.at = end;
        Ok(encoded)
    }

    /// How many bytes have been read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether all bytes have been read.
    pub fn is_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// Refuses bytes that have not been read.
    pub fn end(&self) -> Result<(), CborError> {
        at_end(self.bytes, self.at)
    }

    fn head_of(&self, major: Major, name: &'static str) -> Result<Head, CborError> {
        let head = head(self.bytes, self.at)?;
        if head.major != major {
            return Err(self.fault(CborFault::Expected(name)));
        }
        Ok(head)
    }

    fn fault(&self, what: CborFault) -> CborError {
        CborError {
            offset: self.at,
            what,
        }
    }
}
