//! One question of the fuzzer: a verb, a document, options.

use super::options;
use super::origin::{Origin, Sources};
use crate::protocol::{Call, Document, Verb};
use fastrand::Rng;
use std::sync::Arc;

/// A question to all drivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// What is asked.
    pub verb: Verb,
    /// The document; empty for `plan`.
    pub document: Vec<u8>,
    /// The JSON text of the options, for `migrate` and `validate`.
    pub options: String,
    /// For `format`.
    pub style: String,
    /// For `plan`.
    pub range: (String, String),
}

impl Sample {
    /// Makes a question with a document and no options.
    pub fn new(verb: Verb, document: impl Into<Vec<u8>>) -> Self {
        let (options, style) = ("{}".to_owned(), "auto".to_owned());
        Self { verb, document: document.into(), options, style, range: Default::default() }
    }

    /// Returns the question of the protocol.
    pub fn to_call(&self) -> Call {
        let mut call = Call::new(self.verb);
        if self.verb == Verb::Plan {
            call.from = Some(self.range.0.clone());
            call.to = Some(self.range.1.clone());
            return call;
        }
        call.document = Some(Document::Bytes(Arc::from(self.document.as_slice())));
        match self.verb {
            Verb::Migrate | Verb::Validate => call.options = Some(self.options.clone()),
            Verb::Format => call.style = Some(self.style.clone()),
            _ => {}
        }
        call
    }
}

/// Makes samples: the one of a seed and a number is always the same.
#[derive(Debug)]
pub struct Samples {
    sources: Sources,
    seed: u64,
}

impl Samples {
    /// Makes samples of a seed.
    pub fn new(sources: Sources, seed: u64) -> Self {
        Self { sources, seed }
    }

    /// Makes one sample; says where its document comes from, if it has one.
    pub fn make(&self, number: u64) -> (Option<Origin>, Sample) {
        let mut rng = Rng::with_seed(mix(self.seed, number));
        let verb = match rng.u8(..40) {
            0..=34 => Verb::Migrate,
            35 | 36 => Verb::Format,
            37 => *rng.choice(&[Verb::Detect, Verb::Detect, Verb::Plan]).unwrap_or(&Verb::Detect),
            38 => Verb::Detect,
            _ => Verb::Validate,
        };
        let mut sample = Sample::new(verb, Vec::new());
        match verb {
            Verb::Migrate => sample.options = options::migrate(&mut rng),
            Verb::Validate => sample.options = options::validate(&mut rng),
            Verb::Format => sample.style = options::style(&mut rng),
            Verb::Plan => {
                sample.range = (options::target(&mut rng), options::target(&mut rng));
                return (None, sample);
            }
            _ => {}
        }
        let origin = Origin::draw(&mut rng);
        if verb == Verb::Migrate && origin == Origin::OfFormat {
            sample.options = options::convert(&mut rng);
        }
        sample.document = self.sources.document(origin, &mut rng);
        (Some(origin), sample)
    }
}

/// Mixes a seed and a number (the finalizer of SplitMix64), so that neighbours have nothing in common.
fn mix(seed: u64, number: u64) -> u64 {
    let mut mixed = seed ^ number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::judge;
    use crate::places::Places;
    use serde_json::Value;

    fn of_seed(seed: u64) -> Samples {
        Samples::new(Sources::read(&Places::find(None), &[] as &[&str]).unwrap(), seed)
    }

    fn samples(count: u64) -> Vec<Sample> {
        let samples = of_seed(1);
        (0..count).map(|number| samples.make(number).1).collect()
    }

    #[test]
    fn a_sample_depends_on_seed_and_number_only() {
        assert_eq!(samples(50), samples(50));
        assert_ne!(of_seed(2).make(0).1, samples(1)[0]);
    }

    #[test]
    fn ten_thousand_samples_have_every_version_and_every_odd_shape() {
        let samples = samples(10_000);
        let texts: Vec<&str> =
            samples.iter().filter_map(|sample| str::from_utf8(&sample.document).ok()).collect();
        let values: Vec<Value> = samples.iter().filter_map(|sample| judge::read(&sample.document)).collect();
        let dashboards: Vec<&Value> = values.iter().map(judge::dashboard).collect();
        for version in 0..=43 {
            assert!(dashboards.iter().any(|value| value["schemaVersion"] == version), "version {version}");
        }
        for piece in [
            "1e400",
            "-0",
            "12345678901234567890",
            "1E5",
            "1.10",
            "\\ud800",
            "\\ud83d\\ude00",
            "\\u0069d",
            "\\/",
            "\u{feff}{",
            "\r\n",
            "\n\t\"",
            " : ",
            "custom.hideFrom",
            "libraryPanel",
            "repeatPanelId",
            "time_options",
            "__inputs",
            "_originallyHad",
        ] {
            assert!(texts.iter().any(|text| text.contains(piece)), "{piece}");
        }
        let deep = |text: &&str| judge::depth(text) > 256;
        assert!(texts.iter().any(deep), "too deep");
        assert!(samples.iter().any(|sample| str::from_utf8(&sample.document).is_err()), "no UTF-8");
        let shape = |name: &str, wanted: fn(&Value) -> bool| {
            assert!(dashboards.iter().any(|value| wanted(value)), "{name}");
        };
        shape("panels of a wrong type", |value| value["panels"].is_object());
        shape("null title", |value| value.get("title").is_some_and(Value::is_null));
        shape("no version", |value| value.get("panels").is_some() && value.get("schemaVersion").is_none());
        shape("old rows", |value| value["rows"][0]["panels"][0].is_object());
        shape("third level", |value| value["panels"][0]["panels"][0]["panels"][0].is_object());
        shape("variables", |value| value["templating"]["list"][0]["type"].is_string());
        shape("annotations", |value| value["annotations"]["list"][0]["name"].is_string());
        shape("overrides", |value| {
            value.pointer("/panels/0/fieldConfig/overrides/0/properties/0/value/viz").is_some()
        });
        shape("duplicate ids", |value| {
            value["panels"][0]["id"].is_number() && value["panels"][0]["id"] == value["panels"][1]["id"]
        });
        assert!(values.iter().any(|value| value["dashboard"]["panels"].is_array()), "wrapped");
        let repeats = |sample: &&Sample| judge::repeats_keys(&sample.document);
        assert!(samples.iter().filter(repeats).count() > 100, "repeated keys");
    }

    #[test]
    fn most_documents_are_dashboards() {
        let samples = samples(2_000);
        let statuses: Vec<_> = samples
            .iter()
            .filter_map(|sample| Some(dashlift::detect(&sample.document).ok()?.status))
            .collect();
        let known = statuses.iter().filter(|status| status.name() != "unknown").count();
        assert!(known > 1_200, "{known} of {}", statuses.len());
        let migrated = samples.iter().filter(|sample| {
            dashlift::migrate(&sample.document, &dashlift::Options::default())
                .is_ok_and(|outcome| outcome.report.changed)
        });
        assert!(migrated.count() > 300);
    }
}
