//! Documents of other forms and families, made by lifting the corpus up, and what converting them takes.

use crate::corpus::Corpus;
use crate::native;
use crate::race::{Contender, Race};
use dashlift::{Options, Style};
use std::hint::black_box;

/// A conversion: what it is called, what its documents are made to be, and where they are led.
pub(crate) struct Conversion {
    pub(crate) name: &'static str,
    /// The function of the bare module that does it, if it is measured there, too.
    pub(crate) wasm: Option<&'static str>,
    from: &'static str,
    pub(crate) to: &'static str,
}

/// The conversions between the forms of Grafana's dashboards, and to and within Perses.
pub(crate) const CONVERSIONS: [Conversion; 6] = [
    Conversion {
        name: "grafana 42 → v2beta1",
        wasm: Some("to_v2beta1"),
        from: "grafana@42",
        to: "grafana@v2beta1",
    },
    Conversion {
        name: "grafana v2beta1 → 42",
        wasm: Some("to_42"),
        from: "grafana@v2beta1",
        to: "grafana@42",
    },
    Conversion {
        name: "grafana v1beta1 → v2beta1",
        wasm: None,
        from: "grafana@v1beta1",
        to: "grafana@v2beta1",
    },
    Conversion {
        name: "grafana v2beta1 → v1beta1",
        wasm: None,
        from: "grafana@v2beta1",
        to: "grafana@v1beta1",
    },
    Conversion { name: "grafana 42 → perses", wasm: Some("to_perses"), from: "grafana@42", to: "perses" },
    Conversion { name: "perses 1.0.0 → 2.0.0", wasm: None, from: "perses", to: "perses@2.0.0" },
];

impl Conversion {
    /// Returns the documents: those of the corpus that can be lifted and then converted, in their style or without blanks.
    pub(crate) fn documents(&self, corpus: &Corpus, style: Style) -> Vec<Vec<u8>> {
        let lifted = corpus.pretty.iter().filter_map(|document| {
            let options = Options { style, ..to(self.from) };
            Some(dashlift::migrate(document, &options).ok()?.document.into_owned())
        });
        lifted.filter(|document| dashlift::migrate(document, &to(self.to)).is_ok()).collect()
    }

    /// Converts documents, beside merely reading and writing them.
    pub(crate) fn race(&self, rounds: usize, documents: &[Vec<u8>], pretty: bool) -> Race {
        let options = to(self.to);
        let convert = move || {
            for document in documents {
                black_box(dashlift::migrate(black_box(document), &options).is_ok());
            }
        };
        let contenders = vec![
            Contender::new("convert", convert),
            Contender::new("sonic-rs", || native::sonic_each(documents, pretty)),
        ];
        Race::run(rounds, contenders)
    }
}

fn to(target: &str) -> Options {
    Options { to: Some(target.to_owned()), ..Options::default() }
}
