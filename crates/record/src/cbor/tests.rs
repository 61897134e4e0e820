//! What the check, the reader and the writer must have in common.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::canonical::{fits_half, fits_single};
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
