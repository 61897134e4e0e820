//! The head of an item, which the check and the reader parse with the same code: its kind, its argument,
//! and that what it announces can be there.

use super::{CborError, CborFault};

pub(super) const FALSE: u8 = 0xf4;
pub(super) const TRUE: u8 = 0xf5;
pub(super) const NULL: u8 = 0xf6;

/// The eight major types, RFC 8949 section 3.1.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Major {
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
pub(super) struct Head {
    pub(super) from: usize,
    pub(super) end: usize,
    pub(super) major: Major,
    /// How many bytes follow the first one: 0, 1, 2, 4 or 8.
    pub(super) width: usize,
    pub(super) argument: u64,
}

/// Reads the head of the item at `from`. The count of an array or map that it gives can be held by the
/// bytes that follow, so that a loop over it ends and memory for it may be reserved.
pub(super) fn head(bytes: &[u8], from: usize) -> Result<Head, CborError> {
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
pub(super) fn content<'a>(bytes: &'a [u8], head: &Head) -> Result<&'a [u8], CborError> {
    usize::try_from(head.argument)
        .ok()
        .and_then(|length| bytes.get(head.end..)?.get(..length))
        .ok_or(CborError {
            offset: head.from,
            what: CborFault::CutShort,
        })
}
