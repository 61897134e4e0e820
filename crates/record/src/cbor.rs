//! Deterministic CBOR (RFC 8949 section 4.2.1): one check over received bytes, a reader for what has
//! been checked, a writer for our own. Hashes and signatures are taken over the bytes as received, so
//! two encodings of one value must never both be acceptable: the check refuses, and nothing re-encodes.
//!
//! It knows nothing of entries or fields, and it never allocates for a length that a peer announces.
//!
//! The surprising thing is how little the record's profile has: integers, byte and text strings, arrays,
//! maps, false, true and null. Floats, tags, undefined and other simple values are refused, although
//! they can be deterministic; [`check_general`] takes them too and serves to compare with the RFC.

use thiserror::Error;

/// How many arrays, maps and tags may stand inside one another.
pub const DEPTH_MAX: usize = 64;

/// Why bytes were refused, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("CBOR at byte {offset}: {what}")]
pub struct CborError {
    /// Where the item at fault begins.
    pub offset: usize,
    /// What is wrong with it.
    pub what: CborFault,
}

/// What can be wrong with CBOR bytes. The last three come from reading, the others from checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CborFault {
    /// The item, or what its head announces, does not fit in the bytes that are left.
    #[error("the bytes end before the item does")]
    CutShort,
    /// Bytes follow the one item.
    #[error("bytes follow the end of the item")]
    Trailing,
    /// A number, length or float in more bytes than it needs.
    #[error("not in its shortest form")]
    NotShortest,
    /// A string, array or map without a length.
    #[error("of indefinite length")]
    Indefinite,
    /// A head to which the RFC gives no meaning.
    #[error("a reserved head")]
    Reserved,
    /// Deeper than [`DEPTH_MAX`].
    #[error("nested more than {DEPTH_MAX} deep")]
    TooDeep,
    /// A map key that should stand before the one before it.
    #[error("a map key out of order")]
    KeyOrder,
    /// The same map key twice.
    #[error("a map key given twice")]
    KeyTwice,
    /// Text that is not UTF-8.
    #[error("text that is not UTF-8")]
    NotUtf8,
    /// Deterministic, but not in the record's profile.
    #[error("a float, which the record does not use")]
    Float,
    /// Deterministic, but not in the record's profile.
    #[error("a tag, which the record does not use")]
    Tag,
    /// Deterministic, but not in the record's profile.
    #[error("a simple value other than false, true and null")]
    Simple,
    /// An item of another kind than the one to be read.
    #[error("expected {0}")]
    Expected(&'static str),
    /// An integer that the type to be read cannot hold.
    #[error("a number out of range")]
    OutOfRange,
    /// A byte string of another length than the one to be read.
    #[error("expected a byte string of {0} bytes")]
    Length(usize),
}

/// Accepts exactly one item in the record's profile of deterministic CBOR, and nothing after it.
///
/// Takes time linear in the bytes. What it accepts has one encoding only.
pub fn check(bytes: &[u8]) -> Result<(), CborError> {
    check_in(Profile::Record, bytes)
}

/// Accepts exactly one item of deterministic CBOR of any kind, and nothing after it.
///
/// The record itself uses [`check`]. Floats must have their shortest form, a NaN included.
pub fn check_general(bytes: &[u8]) -> Result<(), CborError> {
    check_in(Profile::General, bytes)
}

fn check_in(profile: Profile, bytes: &[u8]) -> Result<(), CborError> {
    let end = item_end(profile, bytes, 0, 0)?;
    at_end(bytes, end)
}

/// Reads items one after the other from bytes that [`check`] has accepted.
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

/// Writes items one after the other, each in its shortest form.
///
/// It counts nothing: after `map(n)` the caller writes n keys in ascending order of their encoding,
/// each followed by its value. [`check`] finds where that was not done.
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

const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;
const NULL: u8 = 0xf6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Profile {
    /// Everything that has a deterministic form.
    General,
    /// What the record's own formats are made of.
    Record,
}

/// The eight major types, RFC 8949 section 3.1.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Major {
    Unsigned = 0,
    Negative = 1,
    Bytes = 2,
    Text = 3,
    Array = 4,
    Map = 5,
    Tag = 6,
    SimpleOrFloat = 7,
}

/// The first byte of an item and its argument, in shortest form.
struct Head {
    from: usize,
    end: usize,
    major: Major,
    /// How many bytes follow the first one: 0, 1, 2, 4 or 8.
    width: usize,
    argument: u64,
}

/// Reads the head of the item at `from`. The count of an array or map that it gives can be held by the
/// bytes that follow, so that a loop over it ends and memory for it may be reserved.
fn head(bytes: &[u8], from: usize) -> Result<Head, CborError> {
    let fault = |what| CborError { offset: from, what };
    let first = *bytes.get(from).ok_or(fault(CborFault::CutShort))?;
    let major = match first >> 5 {
        0 => Major::Unsigned,
        1 => Major::Negative,
        2 => Major::Bytes,
        3 => Major::Text,
        4 => Major::Array,
        5 => Major::Map,
        6 => Major::Tag,
        _ => Major::SimpleOrFloat,
    };
    let (width, least) = match first & 0x1f {
        0..=23 => (0, 0),
        24 => (1, 24),
        25 => (2, 0x100),
        26 => (4, 0x1_0000),
        27 => (8, 0x1_0000_0000),
        31 if matches!(
            major,
            Major::Bytes | Major::Text | Major::Array | Major::Map
        ) =>
        {
            return Err(fault(CborFault::Indefinite));
        }
        _ => return Err(fault(CborFault::Reserved)),
    };
    let after = from + 1;
    let argument = match width {
        0 => u64::from(first & 0x1f),
        _ => bytes
            .get(after..after + width)
            .ok_or(fault(CborFault::CutShort))?
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    };
    // What follows the first byte of a float is its bits, and of a simple value its number.
    if major != Major::SimpleOrFloat && argument < least {
        return Err(fault(CborFault::NotShortest));
    }
    let end = after + width;
    let left = (bytes.len() - end) as u64;
    let announced = match major {
        Major::Bytes | Major::Text | Major::Array => argument,
        Major::Map => argument.saturating_mul(2),
        _ => 0,
    };
    if announced > left {
        return Err(fault(CborFault::CutShort));
    }
    Ok(Head {
        from,
        end,
        major,
        width,
        argument,
    })
}

/// The content of the byte or text string with this head.
fn content<'a>(bytes: &'a [u8], head: &Head) -> Result<&'a [u8], CborError> {
    usize::try_from(head.argument)
        .ok()
        .and_then(|length| bytes.get(head.end..)?.get(..length))
        .ok_or(CborError {
            offset: head.from,
            what: CborFault::CutShort,
        })
}

/// Checks the item at `from`, with `depth` arrays, maps and tags around it, and says where it ends.
///
/// It calls itself at most [`DEPTH_MAX`] deep. Every byte is looked at once, and those of a map key once
/// more for each map whose key it is part of.
fn item_end(profile: Profile, bytes: &[u8], from: usize, depth: usize) -> Result<usize, CborError> {
    let head = head(bytes, from)?;
    let fault = |what| Err(CborError { offset: from, what });
    if depth == DEPTH_MAX && matches!(head.major, Major::Array | Major::Map | Major::Tag) {
        return fault(CborFault::TooDeep);
    }
    match head.major {
        Major::Unsigned | Major::Negative => Ok(head.end),
        Major::Bytes => Ok(head.end + content(bytes, &head)?.len()),
        Major::Text => match str::from_utf8(content(bytes, &head)?) {
            Ok(text) => Ok(head.end + text.len()),
            Err(_) => fault(CborFault::NotUtf8),
        },
        Major::Array => {
            let mut end = head.end;
            for _ in 0..head.argument {
                end = item_end(profile, bytes, end, depth + 1)?;
            }
            Ok(end)
        }
        Major::Map => map_end(profile, bytes, &head, depth),
        Major::Tag if profile == Profile::Record => fault(CborFault::Tag),
        Major::Tag => item_end(profile, bytes, head.end, depth + 1),
        Major::SimpleOrFloat => match simple_or_float(profile, bytes[from], &head) {
            Ok(()) => Ok(head.end),
            Err(what) => fault(what),
        },
    }
}

/// The pairs of a map: keys ascend, byte by byte in their encoded form, and so none comes twice.
fn map_end(profile: Profile, bytes: &[u8], head: &Head, depth: usize) -> Result<usize, CborError> {
    let mut end = head.end;
    let mut before: Option<&[u8]> = None;
    for _ in 0..head.argument {
        let from = end;
        let key_end = item_end(profile, bytes, from, depth + 1)?;
        let key = &bytes[from..key_end];
        let fault = |what| Err(CborError { offset: from, what });
        match before.map(|before| before.cmp(key)) {
            Some(std::cmp::Ordering::Equal) => return fault(CborFault::KeyTwice),
            Some(std::cmp::Ordering::Greater) => return fault(CborFault::KeyOrder),
            Some(std::cmp::Ordering::Less) | None => before = Some(key),
        }
        end = item_end(profile, bytes, key_end, depth + 1)?;
    }
    Ok(end)
}

fn simple_or_float(profile: Profile, first: u8, head: &Head) -> Result<(), CborFault> {
    match (first, head.width) {
        (FALSE | TRUE | NULL, _) => Ok(()),
        // Simple values up to 31 have no two-byte form (RFC 8949 section 3.3).
        (_, 1) if head.argument < 32 => Err(CborFault::Reserved),
        (_, 0 | 1) if profile == Profile::General => Ok(()),
        (_, 0 | 1) => Err(CborFault::Simple),
        _ if profile == Profile::Record => Err(CborFault::Float),
        (_, 4) if fits_half(head.argument as u32) => Err(CborFault::NotShortest),
        (_, 8) if fits_single(head.argument) => Err(CborFault::NotShortest),
        _ => Ok(()),
    }
}

/// Whether the bits of a 32-bit float can be given in 16 bits without loss.
fn fits_half(bits: u32) -> bool {
    let lost = match (bits >> 23) & 0xff {
        0 => 23,
        exponent @ 103..=112 => 126 - exponent, // a subnormal of the narrower form
        113..=142 | 255 => 13,
        _ => return false,
    };
    (bits & 0x7f_ffff).trailing_zeros() >= lost
}

/// Whether the bits of a 64-bit float can be given in 32 bits without loss.
fn fits_single(bits: u64) -> bool {
    let lost = match (bits >> 52) & 0x7ff {
        0 => 52,
        exponent @ 874..=896 => 926 - exponent as u32, // a subnormal of the narrower form
        897..=1150 | 2047 => 29,
        _ => return false,
    };
    (bits & 0xf_ffff_ffff_ffff).trailing_zeros() >= lost
}

fn at_end(bytes: &[u8], at: usize) -> Result<(), CborError> {
    if at != bytes.len() {
        return Err(CborError {
            offset: at,
            what: CborFault::Trailing,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;

    /// A value of the record's profile. Map keys are kept in their encoded form, so that they are in order.
    #[derive(Clone, Debug)]
    enum Value {
        Unsigned(u64),
        Signed(i64),
        Bool(bool),
        Null,
        Bytes(Vec<u8>),
        Text(String),
        Array(Vec<Value>),
        Map(Vec<(Vec<u8>, Value)>),
    }

    fn encoded(value: &Value) -> Vec<u8> {
        let mut writer = Writer::new();
        write(&mut writer, value);
        writer.finish()
    }

    fn write(writer: &mut Writer, value: &Value) {
        match value {
            Value::Unsigned(number) => writer.u64(*number),
            Value::Signed(number) => writer.i64(*number),
            Value::Bool(value) => writer.bool(*value),
            Value::Null => writer.null(),
            Value::Bytes(content) => writer.bytes(content),
            Value::Text(text) => writer.str(text),
            Value::Array(items) => {
                writer.array(items.len() as u64);
                items.iter().for_each(|item| write(writer, item));
                writer
            }
            Value::Map(pairs) => {
                writer.map(pairs.len() as u64);
                for (key, value) in pairs {
                    write(writer.raw(key), value);
                }
                writer
            }
        };
    }

    fn assert_reads(reader: &mut Reader, value: &Value) {
        match value {
            Value::Unsigned(number) => assert_eq!(reader.u64(), Ok(*number)),
            Value::Signed(number) => assert_eq!(reader.i64(), Ok(*number)),
            Value::Bool(value) => assert_eq!(reader.bool(), Ok(*value)),
            Value::Null => assert_eq!(reader.null_or(Reader::u64), Ok(None)),
            Value::Bytes(content) => assert_eq!(reader.bytes(), Ok(&content[..])),
            Value::Text(text) => assert_eq!(reader.str(), Ok(&text[..])),
            Value::Array(items) => {
                assert_eq!(reader.array(), Ok(items.len() as u64));
                items.iter().for_each(|item| assert_reads(reader, item));
            }
            Value::Map(pairs) => {
                assert_eq!(reader.map(), Ok(pairs.len() as u64));
                for (key, value) in pairs {
                    assert_eq!(reader.raw(), Ok(&key[..]));
                    assert_reads(reader, value);
                }
            }
        }
    }

    /// Reads an item without knowing what it is and writes it again.
    fn copy(reader: &mut Reader, writer: &mut Writer) -> Result<(), CborError> {
        let mut ahead = reader.clone();
        let first = ahead.raw()?[0];
        match first >> 5 {
            0 => writer.u64(reader.u64()?),
            1 => match reader.i64() {
                Ok(number) => writer.i64(number),
                Err(_) => writer.raw(reader.raw()?),
            },
            2 => writer.bytes(reader.bytes()?),
            3 => writer.str(reader.str()?),
            4 => {
                let items = reader.array()?;
                writer.array(items);
                for _ in 0..items {
                    copy(reader, writer)?;
                }
                writer
            }
            5 => {
                let pairs = reader.map()?;
                writer.map(pairs);
                for _ in 0..2 * pairs {
                    copy(reader, writer)?;
                }
                writer
            }
            _ if reader.is_null() => {
                reader.skip()?;
                writer.null()
            }
            _ => writer.bool(reader.bool()?),
        };
        Ok(())
    }

    /// What must hold of any bytes: nothing panics, and what is accepted has no other encoding.
    fn assert_one_encoding(bytes: &[u8]) {
        let general = check_general(bytes);
        let (mut reader, mut writer) = (Reader::new(bytes), Writer::new());
        let copied = copy(&mut reader, &mut writer);
        if check(bytes).is_ok() {
            assert_eq!(general, Ok(()));
            assert_eq!(copied, Ok(()));
            assert_eq!(reader.end(), Ok(()));
            assert_eq!(writer.finish(), bytes);
        }
    }

    fn number() -> impl Strategy<Value = u64> {
        // As many small ones as large ones, and the borders of every width.
        let borders = [
            0,
            23,
            24,
            0xff,
            0x100,
            0xffff,
            0x1_0000,
            0xffff_ffff,
            0x1_0000_0000,
            u64::MAX,
        ];
        let shifted = (any::<u64>(), 0_u32..64).prop_map(|(number, shift)| number >> shift);
        prop_oneof![shifted, proptest::sample::select(borders.to_vec())]
    }

    fn leaf() -> impl Strategy<Value = Value> {
        prop_oneof![
            number().prop_map(Value::Unsigned),
            number().prop_map(|number| Value::Signed(number as i64)),
            any::<bool>().prop_map(Value::Bool),
            Just(Value::Null),
            vec(any::<u8>(), 0..300).prop_map(Value::Bytes),
            any::<String>().prop_map(Value::Text),
        ]
    }

    fn value() -> impl Strategy<Value = Value> {
        leaf().prop_recursive(5, 60, 8, |inner| {
            let pairs = btree_map(
                inner.clone().prop_map(|key| encoded(&key)),
                inner.clone(),
                0..8,
            );
            prop_oneof![
                vec(inner, 0..8).prop_map(Value::Array),
                pairs.prop_map(|pairs| Value::Map(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_accepted_and_reads_back(value in value()) {
            let bytes = encoded(&value);
            assert_eq!(check(&bytes), Ok(()));
            let mut reader = Reader::new(&bytes);
            assert_reads(&mut reader, &value);
            assert_eq!(reader.end(), Ok(()));
            assert_one_encoding(&bytes);
        }

        #[test]
        fn damaged_bytes_do_no_harm(value in value(), at in any::<prop::sample::Index>(), flip in 1_u8..) {
            let mut bytes = encoded(&value);
            let at = at.index(bytes.len());
            assert!(check(&bytes[..at]).is_err(), "cut short at {at}");
            bytes.push(0);
            assert!(matches!(check(&bytes), Err(CborError { what: CborFault::Trailing, .. })));
            bytes.pop();
            bytes[at] ^= flip;
            assert_one_encoding(&bytes);
        }

        #[test]
        fn any_bytes_do_no_harm(bytes in vec(any::<u8>(), 0..64)) {
            assert_one_encoding(&bytes);
        }

        #[test]
        fn floats_are_as_short_as_they_can_be(bits in any::<u64>(), shift in 0_u32..53) {
            let wide = f64::from_bits(bits >> shift << shift);
            let narrow = wide as f32;
            prop_assume!(!wide.is_nan());
            assert_eq!(fits_single(wide.to_bits()), f64::from(narrow) == wide, "{wide:e}");
        }
    }

    #[test]
    fn every_half_float_fits_in_half_and_its_neighbours_do_not() {
        // The 31,744 finite positive ones: a multiple of 2^-24 below 2^-14, and 11 bits from there on.
        for half in 0_u32..0x7c00 {
            let (exponent, mantissa) = (half >> 10, half & 0x3ff);
            let units = if exponent == 0 {
                mantissa
            } else {
                (1024 + mantissa) << (exponent - 1)
            };
            let single = (f64::from(units) / f64::from(1 << 24)) as f32;
            for sign in [0, 1 << 31] {
                assert!(fits_half(single.to_bits() | sign), "{half:04x}");
                assert!(!fits_half((single.to_bits() + 1) | sign), "{half:04x}");
            }
        }
        let power_of_two = |exponent: i32| 2_f64.powi(exponent).to_bits();
        assert!(fits_single(power_of_two(127)) && !fits_single(power_of_two(128)));
        assert!(fits_single(power_of_two(-149)) && !fits_single(power_of_two(-150)));
        assert!(!fits_half(65_536_f32.to_bits()));
        assert!(!fits_half(65_536_f32.to_bits() - 1));
        assert!(fits_half(f32::INFINITY.to_bits()));
        assert!(fits_half(0x7fc0_0000), "a NaN without a payload");
        assert!(!fits_half(0x7fc0_0001), "a NaN with one");
        assert!(
            fits_single(0x7ff8_0000_0000_0000),
            "a NaN without a payload"
        );
        assert!(!fits_single(0x7ff8_0000_0000_0001), "a NaN with one");
    }

    #[test]
    fn nesting_ends_at_the_limit() {
        for open in [0x81, 0xc1] {
            let mut bytes = vec![open; DEPTH_MAX];
            bytes.push(0);
            assert_eq!(check_general(&bytes), Ok(()));
            bytes.insert(0, open);
            let fault = CborError {
                offset: DEPTH_MAX,
                what: CborFault::TooDeep,
            };
            assert_eq!(check_general(&bytes), Err(fault));
        }
        let empty = [vec![0x81; DEPTH_MAX], vec![0x80]].concat();
        assert_eq!(
            check(&empty).map_err(|error| error.what),
            Err(CborFault::TooDeep)
        );
    }

    #[test]
    fn a_reader_that_refuses_stays_where_it_is() {
        let mut writer = Writer::new();
        writer
            .array(4)
            .i64(-1)
            .u64(1 << 40)
            .bytes(b"four")
            .str("text");
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        let fault = |offset, what| CborError { offset, what };
        assert_eq!(reader.map(), Err(fault(0, CborFault::Expected("a map"))));
        assert_eq!(reader.array(), Ok(4));
        assert_eq!(
            reader.u64(),
            Err(fault(1, CborFault::Expected("an unsigned integer")))
        );
        assert_eq!(reader.i64(), Ok(-1));
        assert_eq!(reader.u32(), Err(fault(2, CborFault::OutOfRange)));
        assert_eq!(reader.null_or(Reader::u64), Ok(Some(1 << 40)));
        assert_eq!(reader.bytes_n::<5>(), Err(fault(11, CborFault::Length(5))));
        assert_eq!(reader.bytes_n(), Ok(*b"four"));
        assert_eq!(reader.end(), Err(fault(16, CborFault::Trailing)));
        assert_eq!(
            reader.bytes(),
            Err(fault(16, CborFault::Expected("a byte string")))
        );
        assert_eq!(reader.str(), Ok("text"));
        assert!(reader.is_end());
        assert_eq!(reader.bool(), Err(fault(21, CborFault::CutShort)));
        assert_eq!(reader.skip(), Err(fault(21, CborFault::CutShort)));
        assert_eq!(reader.position(), 21);
    }

    #[test]
    fn every_key_of_a_map_comes_after_the_one_before_it() {
        let fault = |offset, what| Err(CborError { offset, what });
        assert_eq!(check(&[0xa3, 1, 0, 2, 0, 3, 0]), Ok(()));
        assert_eq!(
            check(&[0xa3, 1, 0, 3, 0, 2, 0]),
            fault(5, CborFault::KeyOrder)
        );
        assert_eq!(
            check(&[0xa3, 1, 0, 2, 0, 2, 0]),
            fault(5, CborFault::KeyTwice)
        );
        // By their bytes: 24 before -1, and a longer integer before a shorter string.
        assert_eq!(check(&[0xa3, 0x18, 24, 0, 0x20, 0, 0x40, 0]), Ok(()));
        assert_eq!(
            check(&[0xa2, 0x20, 0, 0x18, 24, 0]),
            fault(3, CborFault::KeyOrder)
        );
        // In a map inside a map, and in a map that is a key.
        assert_eq!(
            check(&[0xa1, 0, 0xa2, 1, 0, 0, 0]),
            fault(5, CborFault::KeyOrder)
        );
        assert_eq!(
            check(&[0xa1, 0xa2, 1, 0, 0, 0, 0]),
            fault(4, CborFault::KeyOrder)
        );
    }

    #[test]
    fn a_count_is_never_more_than_the_bytes_left_can_hold() {
        let cut_short = Err(CborError {
            offset: 0,
            what: CborFault::CutShort,
        });
        assert_eq!(Reader::new(&[0x82, 0, 0]).array(), Ok(2));
        assert_eq!(Reader::new(&[0x83, 0, 0]).array(), cut_short);
        assert_eq!(Reader::new(&[0xa1, 0, 0]).map(), Ok(1));
        assert_eq!(Reader::new(&[0xa2, 0, 0, 0]).map(), cut_short);
        let twice_wraps_to_nothing = [0xbb, 0x80, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(Reader::new(&twice_wraps_to_nothing).map(), cut_short);
        for head in [0x5b, 0x7b, 0x9b, 0xbb] {
            let bytes = [&[head], &[0xff; 8][..], &[0; 20]].concat();
            assert_eq!(check(&bytes), cut_short.map(|_| ()));
            assert_eq!(Reader::new(&bytes).skip(), cut_short.map(|_| ()));
        }
    }

    #[test]
    fn an_error_says_what_and_where() {
        let error = check(&[0x82, 0x01, 0xc1, 0x00]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "CBOR at byte 2: a tag, which the record does not use"
        );
    }
}
