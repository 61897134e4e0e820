//! The check over received bytes: one item, deterministic, and nothing after it.

use super::head::{FALSE, Head, Major, NULL, TRUE, content, head};
use super::{CborError, CborFault, DEPTH_MAX};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    /// Everything that has a deterministic form.
    General,
    /// What the record's own formats are made of.
    Record,
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

/// Checks the item at `from`, with `depth` arrays, maps and tags around it, and says where it ends.
///
/// It calls itself at most [`DEPTH_MAX`] deep. Every byte is looked at once, and those of a map key once
/// more for each map whose key it is part of.
pub(super) fn item_end(
    profile: Profile,
    bytes: &[u8],
    from: usize,
    depth: usize,
) -> Result<usize, CborError> {
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
pub(super) fn fits_half(bits: u32) -> bool {
    let lost = match (bits >> 23) & 0xff {
        0 => 23,
        exponent @ 103..=112 => 126 - exponent, // a subnormal of the narrower form
        113..=142 | 255 => 13,
        _ => return false,
    };
    (bits & 0x7f_ffff).trailing_zeros() >= lost
}

/// Whether the bits of a 64-bit float can be given in 32 bits without loss.
pub(super) fn fits_single(bits: u64) -> bool {
    let lost = match (bits >> 52) & 0x7ff {
        0 => 52,
        exponent @ 874..=896 => 926 - exponent as u32, // a subnormal of the narrower form
        897..=1150 | 2047 => 29,
        _ => return false,
    };
    (bits & 0xf_ffff_ffff_ffff).trailing_zeros() >= lost
}

pub(super) fn at_end(bytes: &[u8], at: usize) -> Result<(), CborError> {
    if at != bytes.len() {
        return Err(CborError {
            offset: at,
            what: CborFault::Trailing,
        });
    }
    Ok(())
}
