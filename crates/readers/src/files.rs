//! Files and texts that people bring along: frameworks, conflict models, negotiation domains, keys in hexadecimal.

use analysis::escalation::{self, Conflict, Statement, file, gmcr as gmcr_file};
use analysis::packages::{genius as genius_files, geniusweb as geniusweb_files};
use record::ids::{array_from_hex, bytes_from_hex, hex_of};

use crate::same_bytes;

/// A framework in YAML. Planning it twice gives the same plan; without a fault, nothing of it is lost in the report.
pub fn framework(bytes: &[u8]) {
    if let Ok(plan) = import::framework(bytes, None) {
        let again = import::framework(bytes, None).expect("it was planned before");
        assert_eq!(format!("{:?}", plan.steps), format!("{:?}", again.steps));
    }
}

/// A file of translations, beside a small framework.
pub fn translations(bytes: &[u8]) {
    let _ = import::framework(crate::seeds::SMALL_FRAMEWORK.as_bytes(), Some(bytes));
}

/// A conflict model in our own arrangement or in that of GMCR+. What is written of it is read as the same model.
pub fn conflict(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let Ok(model) = file::read(text) else {
        return;
    };
    let written = escalation::write(&model).to_string();
    let again = file::read(&written).expect("what we write can be read");
    assert_eq!(escalation::write(&again).to_string(), written);
}

/// A `.gmcr` file. Small conflicts are written and read again.
pub fn gmcr(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let Ok(model) = gmcr_file::read(text) else {
        return;
    };
    let small = |model: &escalation::Model| match &model.form {
        escalation::Form::Options(form) => form.options.len() <= 8,
        escalation::Form::Graph(_) => false,
    };
    if !small(&model) {
        return;
    }
    let Ok(conflict) = Conflict::new(model) else {
        return;
    };
    if let Some(written) = gmcr_file::write(&conflict) {
        let again = gmcr_file::read(&written).expect("what we write can be read");
        let again = Conflict::new(again).expect("and is a conflict");
        assert_eq!(gmcr_file::write(&again), Some(written));
    }
}

/// A preference statement, and the same after it was written.
pub fn statement(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if let Ok(statement) = Statement::parse(text, 9) {
        let written = statement.to_string();
        let again = Statement::parse(&written, 9).expect("what we write can be read");
        assert_eq!(again.to_string(), written);
    }
}

/// Files of Genius, after one another with a NUL between them: a domain and profiles.
pub fn genius(bytes: &[u8]) {
    let _ = genius_files::read(&split(bytes, "xml"));
}

/// Files of GeniusWeb, after one another with a NUL between them.
pub fn geniusweb(bytes: &[u8]) {
    let _ = geniusweb_files::read(&split(bytes, "json"));
}

fn split(bytes: &[u8], ending: &str) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let named =
        |(number, content): (usize, &str)| (format!("{number}.{ending}"), content.to_owned());
    text.split('\0').take(4).enumerate().map(named).collect()
}

/// Keys, tickets and ids as people type them.
pub fn hexadecimal(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if let Some(read) = bytes_from_hex(text) {
        same_bytes(text.to_lowercase().as_bytes(), hex_of(&read).as_bytes());
    }
    if let Some(read) = array_from_hex::<32>(text) {
        assert_eq!(bytes_from_hex(text), Some(read.to_vec()));
    }
}
