//! Makes a sample smaller while it still shows the same thing: options, then the JSON tree, then bytes.

use super::judge;
use super::node::Node;
use super::sample::Sample;
use std::time::Instant;

/// So many candidates are judged in one go.
const AT_ONCE: usize = 32;

/// Texts above this size are not tried byte by byte.
const FINE: usize = 2048;

/// Says which of some candidates is the first that still shows the thing.
pub type Oracle<'o> = dyn FnMut(&[Sample]) -> Option<usize> + 'o;

/// Makes a sample smaller until nothing can be taken away, or the time is over.
pub fn minimize(sample: Sample, deadline: Instant, oracle: &mut Oracle<'_>) -> Sample {
    let mut minimizer = Minimizer { sample, deadline, oracle };
    loop {
        let before = minimizer.sample.clone();
        minimizer.options();
        minimizer.tree();
        minimizer.bytes();
        if minimizer.sample == before || Instant::now() > deadline {
            return minimizer.sample;
        }
    }
}

struct Minimizer<'m, 'o> {
    sample: Sample,
    deadline: Instant,
    oracle: &'m mut Oracle<'o>,
}

impl Minimizer<'_, '_> {
    /// Returns the first candidate that still shows the thing.
    fn first<T: Clone>(
        &mut self,
        candidates: impl IntoIterator<Item = T>,
        to_sample: impl Fn(&Sample, &T) -> Sample,
    ) -> Option<T> {
        let mut candidates = candidates.into_iter();
        loop {
            let some: Vec<T> = candidates.by_ref().take(AT_ONCE).collect();
            if some.is_empty() || Instant::now() > self.deadline {
                return None;
            }
            let samples: Vec<Sample> = some.iter().map(|one| to_sample(&self.sample, one)).collect();
            if let Some(index) = (self.oracle)(&samples) {
                return some.get(index).cloned();
            }
        }
    }

    fn options(&mut self) {
        let with =
            |sample: &Sample, options: &Node| Sample { options: options.to_compact(), ..sample.clone() };
        let Some(mut options) = Node::read(&self.sample.options) else { return };
        if options.is_empty() {
            return;
        }
        while let Some(smaller) = self.first(without_some(&options), with) {
            self.sample = with(&self.sample, &smaller);
            options = smaller;
        }
    }

    fn tree(&mut self) {
        let with =
            |sample: &Sample, root: &Node| Sample { document: root.to_compact().into(), ..sample.clone() };
        let root = judge::text(&self.sample.document).and_then(Node::read);
        // The layout or a byte order mark may be what matters; then there are only bytes.
        let Some(mut root) = root.and_then(|root| self.first([root], with)) else { return };
        let mut place = 0;
        while place < root.size() {
            match self.first(simpler(&root, place), with) {
                Some(smaller) => root = smaller,
                None => place += 1,
            }
        }
        self.sample = with(&self.sample, &root);
    }

    fn bytes(&mut self) {
        let with =
            |sample: &Sample, document: &Vec<u8>| Sample { document: document.clone(), ..sample.clone() };
        let length = self.sample.document.len();
        let finest = if length > FINE { length / 64 } else { 1 };
        let mut chunk = (length / 2).max(1);
        while chunk >= finest {
            let mut start = 0;
            while start < self.sample.document.len() {
                let mut shorter = self.sample.document.clone();
                shorter.drain(start..(start + chunk).min(shorter.len()));
                match self.first([shorter], with) {
                    Some(shorter) => self.sample.document = shorter,
                    None => start += chunk,
                }
            }
            if chunk == 1 {
                break;
            }
            chunk /= 2;
        }
    }
}

/// Returns a container without parts of it, big parts first.
fn without_some(node: &Node) -> Vec<Node> {
    let mut smaller = Vec::new();
    let mut chunk = node.len();
    while chunk > 0 {
        for start in (0..node.len()).step_by(chunk) {
            let mut without = node.clone();
            without.remove(start, chunk);
            smaller.push(without);
        }
        chunk /= 2;
    }
    smaller
}

/// Returns a tree with something simpler at a place: parts removed, a child in its stead, a plain value.
fn simpler(root: &Node, place: usize) -> Vec<Node> {
    let mut copy = root.clone();
    let Some(node) = copy.nth_mut(place).cloned() else { return Vec::new() };
    let mut replacements = without_some(&node);
    replacements.extend(node.children().into_iter().cloned());
    let old = node.to_compact();
    // Never a value that is as long: the search would go round in circles.
    replacements.extend(
        ["0", "\"\"", "[]", "{}", "null"]
            .into_iter()
            .filter_map(|plain| Node::read(plain).filter(|_| plain.len() < old.len())),
    );
    if old.starts_with('"') && old.len() > 3 {
        replacements.push(Node::token("\"a\""));
    }
    let put = |replacement: Node| {
        let mut root = root.clone();
        *root.nth_mut(place)? = replacement;
        Some(root)
    };
    replacements.into_iter().filter_map(put).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Verb;
    use std::time::Duration;

    fn check(document: &str, options: &str, wanted: impl Fn(&Sample) -> bool, expected: (&str, &str)) {
        let sample = Sample { options: options.to_owned(), ..Sample::new(Verb::Migrate, document) };
        assert!(wanted(&sample));
        let deadline = Instant::now() + Duration::from_secs(60);
        let small = minimize(sample, deadline, &mut |samples| samples.iter().position(&wanted));
        assert!(wanted(&small));
        assert_eq!((String::from_utf8_lossy(&small.document).as_ref(), small.options.as_str()), expected);
    }

    fn value(sample: &Sample) -> serde_json::Value {
        serde_json::from_slice(&sample.document).unwrap_or_default()
    }

    #[test]
    fn a_tree_is_cut_down_to_what_matters() {
        let document = r#"{"title": "Fleet", "panels": [{"id": 1, "x": [1, 2, 3]}, {"id": 77, "y": {"z": null}}], "t": 1}"#;
        check(
            document,
            r#"{"explain":true,"to":"42"}"#,
            |sample| {
                let value = value(sample);
                let ids = value["panels"].as_array().into_iter().flatten().filter(|panel| panel["id"] == 77);
                ids.count() == 1 && sample.options.contains("to")
            },
            (r#"{"panels":[{"id":77}]}"#, r#"{"to":"42"}"#),
        );
    }

    #[test]
    fn children_take_the_place_of_their_parents() {
        let deep = |value: &serde_json::Value| value.to_string().matches('[').count() >= 2;
        check(r#"{"a":{"b":[[{"c":[1]}]]}}"#, "{}", |sample| deep(&value(sample)), ("[[]]", "{}"));
    }

    #[test]
    fn bytes_are_removed_where_there_is_no_tree_or_its_layout_matters() {
        let broken = |sample: &Sample| sample.document.windows(2).any(|pair| pair == b"}}");
        check(r#"{"title": "Fleet"}} , [1]"#, "{}", broken, ("}}", "{}"));
        let layout = |sample: &Sample| sample.document.contains(&b'\r') && value(sample).is_array();
        check("[\r\n  1,\r\n  2\r\n]", "{}", layout, ("[\r]", "{}"));
    }

    #[test]
    fn it_ends_when_the_time_is_over() {
        let sample = Sample::new(Verb::Migrate, "[1,2,3]");
        let small = minimize(sample.clone(), Instant::now() - Duration::from_secs(1), &mut |_| Some(0));
        assert_eq!(small, sample);
    }
}
