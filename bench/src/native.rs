//! Races on this machine without a host: dashlift, sonic-rs and serde_json.

use crate::race::{Contender, Race};
use dashlift::json::{Arena, parse};
use dashlift::{Options, Style};
use serde::Deserialize;
use std::hint::black_box;

/// Reads and writes the same bytes in the same style.
pub(crate) fn read_and_write(rounds: usize, documents: &[Vec<u8>], pretty: bool) -> Race {
    let contenders = vec![
        Contender::new("dashlift", || each(documents, |text| dashlift::format(text, Style::Auto).ok())),
        Contender::new("sonic-rs", || each(documents, |text| sonic(text, pretty, false))),
        Contender::new("sonic-rs, number text", || each(documents, |text| sonic(text, pretty, true))),
        Contender::new("serde_json", || each(documents, |text| serde(text, pretty))),
        Contender::new("dashlift, read only", || each(documents, |text| parse(&Arena::new(), text).is_ok())),
        Contender::new("sonic-rs, read only", || each(documents, |text| sonic_value(text, false))),
    ];
    Race::run(rounds, contenders)
}

/// Says what documents are.
pub(crate) fn detection(rounds: usize, documents: &[Vec<u8>]) -> Race {
    Race::run(rounds, vec![Contender::new("detect", || each(documents, detect))])
}

/// Migrates documents, beside merely reading and writing them.
pub(crate) fn migration(rounds: usize, documents: &[Vec<u8>]) -> Race {
    let migrate =
        |text: &[u8]| dashlift::migrate(text, &Options::default()).map(|found| found.document.len());
    let contenders = vec![
        Contender::new("migrate", move || each(documents, |text| migrate(text).ok())),
        Contender::new("format", || each(documents, |text| dashlift::format(text, Style::Auto).ok())),
        Contender::new("sonic-rs", || each(documents, |text| sonic(text, true, false))),
        Contender::new("parse", || each(documents, |text| parse(&Arena::new(), text).is_ok())),
        Contender::new("sonic-rs, read only", || each(documents, |text| sonic_value(text, false))),
    ];
    Race::run(rounds, contenders)
}

/// Reads and writes documents with sonic-rs.
pub(crate) fn sonic_each(documents: &[Vec<u8>], pretty: bool) {
    each(documents, |text| sonic(text, pretty, false));
}

fn each<T>(documents: &[Vec<u8>], mut work: impl FnMut(&[u8]) -> T) {
    for document in documents {
        black_box(work(black_box(document)));
    }
}

fn detect(text: &[u8]) -> bool {
    dashlift::detect(text).is_ok()
}

/// With number text it does what its feature `arbitrary_precision` switches on for all of a program.
fn sonic_value(text: &[u8], number_text: bool) -> Option<sonic_rs::Value> {
    if !number_text {
        return sonic_rs::from_slice(text).ok();
    }
    let mut reader = sonic_rs::Deserializer::from_slice(text).use_rawnumber();
    let value = sonic_rs::Value::deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(value)
}

fn sonic(text: &[u8], pretty: bool, number_text: bool) -> Option<String> {
    let value = sonic_value(text, number_text)?;
    if pretty { sonic_rs::to_string_pretty(&value) } else { sonic_rs::to_string(&value) }.ok()
}

fn serde(text: &[u8], pretty: bool) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(text).ok()?;
    if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.ok()
}
