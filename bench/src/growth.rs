//! What more panels and larger documents cost.

use crate::memory;
use crate::race::{Contender, Race};
use dashlift::{Options, Style};
use serde_json::Value;
use std::hint::black_box;

/// Returns the documents with their panels repeated.
pub(crate) fn repeated(documents: &[Vec<u8>], copies: usize) -> Vec<Vec<u8>> {
    documents.iter().filter_map(|document| with_panels(document, copies)).collect()
}

fn with_panels(document: &[u8], copies: usize) -> Option<Vec<u8>> {
    let mut root: Value = serde_json::from_slice(document).ok()?;
    let panels = root.get_mut("panels")?.as_array_mut()?;
    let once = panels.clone();
    panels.extend((1..copies).flat_map(|_| once.clone()));
    serde_json::to_vec_pretty(&root).ok()
}

/// Migrates the documents with one, ten and a hundred times their panels.
pub(crate) fn race(rounds: usize, one: &[Vec<u8>], ten: &[Vec<u8>], hundred: &[Vec<u8>]) -> Race {
    let contenders = vec![
        Contender::new("1", || migrate(one)),
        Contender::new("10", || migrate(ten)),
        Contender::new("100", || migrate(hundred)),
        Contender::new("sonic-rs, 1", || crate::native::sonic_each(one, true)),
        Contender::new("sonic-rs, 100", || crate::native::sonic_each(hundred, true)),
    ];
    Race::run(rounds, contenders)
}

fn migrate(documents: &[Vec<u8>]) {
    for document in documents {
        black_box(dashlift::migrate(document, &Options::default()).is_ok());
    }
}

/// The most memory held for documents, beyond input and output.
pub(crate) struct Peak {
    /// Of all documents, each weighed by its size: bytes held a byte of input.
    pub(crate) mean: f64,
    /// Of the worst document.
    pub(crate) worst: f64,
    /// Documents that hold more than four times their size.
    pub(crate) above: usize,
    /// The bytes held for all documents, one after the other.
    pub(crate) bytes: f64,
}

/// Measures the migration of documents.
pub(crate) fn migration_peak(documents: &[Vec<u8>]) -> Peak {
    peak(documents, |document| {
        dashlift::migrate(document, &Options::default()).map_or(0, |found| found.document.len())
    })
}

/// Measures reading and writing.
pub(crate) fn format_peak(documents: &[Vec<u8>]) -> Peak {
    peak(documents, |document| dashlift::format(document, Style::Auto).map_or(0, |text| text.len()))
}

fn peak(documents: &[Vec<u8>], work: impl Fn(&[u8]) -> usize) -> Peak {
    let (mut held, mut size, mut worst, mut above) = (0.0, 0.0, 0.0_f64, 0);
    for document in documents {
        let (written, peak) = memory::peak(|| work(document));
        let beyond = peak.saturating_sub(written) as f64;
        held += beyond;
        size += document.len() as f64;
        let ratio = beyond / document.len() as f64;
        worst = worst.max(ratio);
        above += usize::from(ratio > 4.0);
    }
    Peak { mean: held / size, worst, above, bytes: held }
}
