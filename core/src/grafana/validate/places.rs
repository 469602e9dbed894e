//! Where a dashboard names data sources, and which of its texts Grafana fills in with variables.
//!
//! A text is looked at only where a `$` has no other meaning: queries of Prometheus, Loki, Graphite and SQL are, Flux,
//! InfluxQL, expressions and the contents of text panels are not.

use super::members::objects;
use super::queries::queries;
use super::sites::{old_rows, sites};
use super::variables::variables;
use crate::engine::Version;
use crate::json::{Object, Value};
use std::borrow::Cow;

/// The members of a query that are looked at: Prometheus and Loki, their legend, SQL, Graphite, the least interval.
const QUERY_TEXTS: [&str; 5] = ["expr", "legendFormat", "rawSql", "target", "interval"];

/// A pipe of Flux, in whose texts `${…}` means something else.
const FLUX_PIPE: &str = "|>";

/// Texts with the pointers to them.
#[derive(Default)]
struct Places<'a> {
    texts: Vec<(String, Cow<'a, str>)>,
}

/// Returns the names and uids by which panels, queries, annotations and variables name their data sources.
pub(super) fn datasource_names<'a>(doc: &Value<'a>, version: Version) -> Vec<(String, Cow<'a, str>)> {
    let mut places = Places::default();
    for site in sites(doc, version) {
        places.add_datasource(&site.at, site.panel);
        for (at, query) in queries(&site) {
            places.add_datasource(&at, query);
        }
    }
    for (at, annotation) in annotations(doc) {
        places.add_datasource(&at, annotation);
    }
    for (at, variable) in variables(doc, version) {
        places.add_datasource(&at, variable);
    }
    places.texts
}

/// Returns the texts that Grafana fills in, names of data sources included.
pub(super) fn filled_in<'a>(doc: &Value<'a>, version: Version) -> Vec<(String, Cow<'a, str>)> {
    let mut places = Places { texts: datasource_names(doc, version) };
    for site in sites(doc, version) {
        places.add_texts(&site.at, site.panel, &["title", "interval"]);
        for (at, query) in queries(&site) {
            places.add_texts(&at, query, &QUERY_TEXTS);
        }
        places.add_links(site.member("links"), site.panel.get("links"));
        places.add_data_links(&site.member("fieldConfig"), site.panel.object("fieldConfig"));
    }
    for (at, row) in old_rows(doc, version) {
        places.add_texts(&at, row, &["title"]);
    }
    for (at, annotation) in annotations(doc) {
        places.add_texts(&at, annotation, &["expr"]);
        if let Some(target) = annotation.object("target") {
            places.add_texts(&format!("{at}/target"), target, &QUERY_TEXTS);
        }
    }
    for (at, variable) in variables(doc, version).filter(|(_, variable)| variable.has_text("type", "query")) {
        places.add_texts(&at, variable, &["query", "regex"]);
        if let Some(query) = variable.object("query") {
            places.add_texts(&format!("{at}/query"), query, &["query"]);
        }
    }
    places.add_links("/links".to_owned(), doc.pointer("/links"));
    places.texts.retain(|(_, text)| !text.contains(FLUX_PIPE));
    places.texts
}

impl<'a> Places<'a> {
    fn add_datasource(&mut self, at: &str, owner: &Object<'a>) {
        match owner.get("datasource") {
            Some(Value::Object(reference)) => {
                self.add_texts(&format!("{at}/datasource"), reference, &["uid"])
            }
            _ => self.add_texts(at, owner, &["datasource"]),
        }
    }

    fn add_texts(&mut self, at: &str, owner: &Object<'a>, names: &[&str]) {
        for name in names {
            self.texts.extend(owner.text(name).map(|text| (format!("{at}/{name}"), text)));
        }
    }

    fn add_links(&mut self, at: String, links: Option<&Value<'a>>) {
        for (at, link) in objects(at, links) {
            self.add_texts(&at, link, &["title", "url"]);
        }
    }

    /// Adds the links of values: the default ones and those that overrides set.
    fn add_data_links(&mut self, at: &str, config: Option<&Object<'a>>) {
        let Some(config) = config else { return };
        let defaults = config.object("defaults").and_then(|defaults| defaults.get("links"));
        self.add_links(format!("{at}/defaults/links"), defaults);
        for (at, entry) in objects(format!("{at}/overrides"), config.get("overrides")) {
            for (at, property) in objects(format!("{at}/properties"), entry.get("properties")) {
                let links = property.get("value").filter(|_| property.has_text("id", "links"));
                self.add_links(format!("{at}/value"), links);
            }
        }
    }
}

/// Returns the annotations with their pointers.
fn annotations<'v, 'a>(doc: &'v Value<'a>) -> impl Iterator<Item = (String, &'v Object<'a>)> {
    objects("/annotations/list".to_owned(), doc.pointer("/annotations/list"))
}
