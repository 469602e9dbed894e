//! The families of this module: all of them, or those that the build asks for.
//!
//! A family that is not named here is not linked either, and that is what a small module saves.

use dashlift::{Registry, families};

/// Makes the registry, in the order of the whole one.
pub(crate) fn registry() -> Registry {
    let mut registry = Registry::empty();
    if cfg!(feature = "grafana") {
        registry = registry.with(families::GRAFANA);
    } else if cfg!(feature = "grafana-classic") {
        registry = registry.with(families::GRAFANA_CLASSIC);
    }
    if cfg!(all(feature = "perses", any(feature = "grafana", feature = "grafana-classic"))) {
        registry = registry.with(families::PERSES);
    } else if cfg!(feature = "perses") {
        registry = registry.with(families::PERSES_CHAIN);
    }
    if cfg!(feature = "regions") {
        registry = registry.with(families::REGIONS);
    }
    registry
}
