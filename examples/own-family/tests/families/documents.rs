//! Makes documents: boards and walls as they should be, mostly, in several layouts.

use proptest::prelude::*;

/// JSON as its text will be: names may repeat and numbers keep their spelling.
#[derive(Debug, Clone)]
pub(crate) enum Json {
    Leaf(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    newline: &'static str,
    indent: &'static str,
    colon: &'static str,
    comma: &'static str,
}

/// One line without blanks.
pub(crate) const COMPACT: Layout = Layout { newline: "", indent: "", colon: ":", comma: "," };

/// What common printers write.
pub(crate) const LAYOUTS: [Layout; 5] = [
    COMPACT,
    Layout { colon: ": ", comma: ", ", ..COMPACT },
    Layout { newline: "\n", indent: "  ", colon: ": ", ..COMPACT },
    Layout { newline: "\n", indent: "\t", colon: ": ", ..COMPACT },
    Layout { newline: "\r\n", indent: "    ", colon: ": ", ..COMPACT },
];

impl Json {
    /// Returns the text.
    pub(crate) fn print(&self, layout: Layout) -> String {
        let mut out = String::new();
        self.write(layout, 1, &mut out);
        out
    }

    fn write(&self, layout: Layout, depth: usize, out: &mut String) {
        let (open, close, items): (_, _, Vec<(Option<&String>, &Json)>) = match self {
            Self::Leaf(text) => return out.push_str(text),
            Self::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
            Self::Object(items) => ('{', '}', items.iter().map(|(name, item)| (Some(name), item)).collect()),
        };
        out.push(open);
        for (index, (name, item)) in items.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { layout.comma });
            out.push_str(&format!("{}{}", layout.newline, layout.indent.repeat(depth)));
            if let Some(name) = name {
                out.push_str(&format!("\"{name}\"{}", layout.colon));
            }
            item.write(layout, depth + 1, out);
        }
        if !items.is_empty() {
            out.push_str(&format!("{}{}", layout.newline, layout.indent.repeat(depth - 1)));
        }
        out.push(close);
    }
}

/// A value of whatever type.
fn odd() -> impl Strategy<Value = Json> {
    let leaves = ["null", "true", "0", "1.10", "-2e3", r#""""#, r#""a\/b""#, r#""\u00e9\n""#, "[]", "{}"];
    let leaf = proptest::sample::select(leaves.to_vec()).prop_map(|text| Json::Leaf(text.to_owned()));
    leaf.prop_recursive(3, 12, 3, |inner| {
        let names = proptest::sample::select(vec!["a", "a/b", "m~n", "type", "kind", "acme"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Json::Array),
            prop::collection::vec((names.prop_map(str::to_owned), inner), 0..3).prop_map(Json::Object),
        ]
    })
}

/// One of some leaves, rarely something odd.
fn leaf(leaves: &[&'static str]) -> BoxedStrategy<Json> {
    let usual = proptest::sample::select(leaves.to_vec()).prop_map(|text| Json::Leaf(text.to_owned()));
    prop_oneof![24 => usual, 1 => odd()].boxed()
}

/// An object with some of these members, in any order; rarely one of them twice.
fn object(members: Vec<(&'static str, BoxedStrategy<Json>)>) -> impl Strategy<Value = Json> {
    let count = members.len();
    let members = members.into_iter().map(|(name, value)| (Just(name.to_owned()), value).boxed());
    let some = proptest::sample::subsequence(members.collect::<Vec<_>>(), 0..=count);
    some.prop_flat_map(|members| members).prop_shuffle().prop_map(Json::Object)
}

fn list(item: impl Strategy<Value = Json> + 'static) -> BoxedStrategy<Json> {
    let list = prop::collection::vec(prop_oneof![20 => item, 1 => odd()], 0..4).prop_map(Json::Array);
    prop_oneof![24 => list, 1 => odd()].boxed()
}

/// Puts one more member into an object, anywhere.
fn with(
    object: impl Strategy<Value = Json>,
    name: &'static str,
    value: BoxedStrategy<Json>,
) -> impl Strategy<Value = Json> {
    (object, value, any::<proptest::sample::Index>()).prop_map(move |(object, value, place)| {
        let mut members = if let Json::Object(members) = object { members } else { Vec::new() };
        members.insert(place.index(members.len() + 1), (name.to_owned(), value));
        Json::Object(members)
    })
}

/// An Acme board of any version.
pub(crate) fn board() -> impl Strategy<Value = Json> {
    let names = [r#""Fleet metrics""#, r#""Fleet \u006detrics""#, r#""Elsewhere""#, "null"];
    let source = prop_oneof![leaf(&names), Just(Json::Leaf(r#"{"uid":"m1"}"#.to_owned()))].boxed();
    let types = [r#""graph""#, r#""number""#, r#""map""#];
    let widget = |kind| {
        let id = leaf(&["1", "2", "2.0", "17"]);
        object(vec![
            (kind, leaf(&types)),
            ("id", id),
            ("source", source.clone()),
            ("title", leaf(&[r#""A""#])),
        ])
    };
    let widgets = prop_oneof![list(widget("kind")), list(widget("type"))].boxed();
    let comment = object(vec![("text", leaf(&[r#""Deployed""#])), ("by", leaf(&[r#""mia""#]))]);
    let board = object(vec![
        ("title", leaf(&[r#""Fleet""#, r#""\ud83d\ude80""#])),
        ("refreshMinutes", leaf(&["5", "0.5", "1e3", "null", "1e308"])),
        ("refreshSeconds", leaf(&["300", "3E2", "null"])),
        ("title", odd().boxed()),
        ("comments", list(comment)),
        ("lastOpened", leaf(&[r#""2024-05-01""#])),
        ("a/b", odd().boxed()),
    ]);
    let versions = ["1", "1", "1", "2", "2", "2.0", "3", "3", "4", "5", "5e0"];
    let version = prop_oneof![12 => leaf(&versions), 1 => leaf(&["0", "9", "2.5"])].boxed();
    with(with(board, "widgets", widgets), "acme", version)
}

/// A Zeta wall of any version.
pub(crate) fn wall() -> impl Strategy<Value = Json> {
    let versions = [r#""1.0.0""#, r#""1.0.0""#, r#""v1.0.0""#, r#""1.0.7""#, r#""1.1.0""#, r#""1.2.4""#];
    let version = prop_oneof![12 => leaf(&versions), 1 => leaf(&[r#""2.0.0""#, r#""0.9.0""#])].boxed();
    let chart = leaf(&[r#""line""#, r#""st\u0061t""#, "null"]);
    let tile = object(vec![("chart", chart), ("title", leaf(&[r#""Load""#])), ("id", leaf(&["1"]))]);
    let wall = object(vec![("name", leaf(&[r#""Fleet""#])), ("poll", leaf(&[r#""300s""#]))]);
    with(with(wall, "tiles", list(tile)), "zeta", version)
}

/// A board or a wall.
pub(crate) fn document() -> impl Strategy<Value = Json> {
    prop_oneof![3 => board(), 1 => wall()]
}

/// A layout.
pub(crate) fn layout() -> impl Strategy<Value = Layout> {
    proptest::sample::select(LAYOUTS.to_vec())
}
