//! The modules of the package that know some of the families only.

/// The folder of each, which is its name behind `@dashlift/wasm/`, and the features of the crate that it is built with.
///
/// A part stands in the `exports` of `js/package.json`, too, and in the README with its size.
pub(crate) const PARTS: [(&str, &str); 4] = [
    ("grafana-classic", "grafana-classic"),
    ("grafana", "grafana"),
    ("perses", "perses"),
    ("regions", "regions"),
];

/// The families of a module.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Families {
    /// All of them.
    All,
    /// Those that features of the crate name.
    Some(&'static str),
}
