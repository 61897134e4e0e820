//! The golden files: comments that say what the bytes are and mean, and the bytes on one line.

#![expect(
    clippy::disallowed_methods,
    reason = "golden bytes are files, and whether to write them is asked of the environment"
)]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use record::cbor::{CborError, Reader};
use record::ids::{bytes_from_hex, hex_of};

fn path(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/entries");
    folder.join(format!("{name}.hex"))
}

/// Compares with the file, or writes it when asked to.
pub fn hold(name: &str, text: &str) {
    if std::env::var("DETENTE_GOLDEN").is_ok_and(|wish| wish == "write") {
        fs::write(path(name), text).expect("the golden files can be written");
    }
    let file = fs::read_to_string(path(name)).unwrap_or_default();
    assert!(
        !file.is_empty(),
        "{name}.hex is missing: see the head of this test"
    );
    assert_eq!(file, text, "{name}.hex: the format changed");
}

/// A file with a title, what the bytes mean, and the bytes.
pub fn page(title: &str, bytes: &[u8]) -> String {
    let mut page = format!("# {title}\n#\n");
    for line in diagnostic(bytes).lines() {
        writeln!(page, "# {line}").expect("a string takes everything");
    }
    page + &hex_of(bytes) + "\n"
}

/// The golden file of this name.
pub fn file(name: &str) -> String {
    fs::read_to_string(path(name)).expect("the golden file is there")
}

/// The bytes in the file: its lines that are no comments.
pub fn bytes_in(name: &str) -> Vec<u8> {
    let file = file(name);
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    bytes_from_hex(&lines.collect::<String>()).expect("hexadecimal digits")
}

/// Diagnostic notation (RFC 8949 section 8), the outermost elements on a line each.
fn diagnostic(bytes: &[u8]) -> String {
    item(&mut Reader::new(bytes), "\n  ", "\n").expect("golden bytes are sound")
}

fn item(r: &mut Reader<'_>, before: &str, after: &str) -> Result<String, CborError> {
    let comma = if before.is_empty() { ", " } else { "," };
    let list = |items: Vec<String>, open, close| {
        let inside: Vec<String> = items.iter().map(|item| format!("{before}{item}")).collect();
        format!("{open}{}{after}{close}", inside.join(comma))
    };
    Ok(match r.clone().raw()?[0] >> 5 {
        0 | 1 => r.i64()?.to_string(),
        2 => format!("h'{}'", hex_of(r.bytes()?)),
        3 => format!("{:?}", r.str()?),
        4 => {
            let items = (0..r.array()?).map(|_| item(r, "", ""));
            list(items.collect::<Result<_, _>>()?, '[', ']')
        }
        5 => {
            let pairs = (0..r.map()?).map(|_| Ok(item(r, "", "")? + ": " + &item(r, "", "")?));
            list(pairs.collect::<Result<_, CborError>>()?, '{', '}')
        }
        _ => r
            .null_or(Reader::bool)?
            .map_or("null".into(), |value| value.to_string()),
    })
}
