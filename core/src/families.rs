//! The families that come with dashlift, for registries that hold only some of them.
//!
//! A program that has to be small names what it needs, and the linker leaves the rest out.
//!
//! # Example
//! ```
//! use dashlift::{Context, Migrator, Options, Registry, families};
//! let migrator = Migrator::new(Registry::empty().with(families::GRAFANA_CLASSIC), Context::default());
//! let dashboard = br#"{"schemaVersion": 41, "title": "Fleet", "panels": []}"#;
//! assert_eq!(migrator.migrate(dashboard, &Options::default())?.report.to, "grafana@42");
//! let perses = br#"{"kind": "Dashboard", "metadata": {}, "spec": {}}"#;
//! assert_eq!(migrator.migrate(perses, &Options::default()).unwrap_err().code(), "unknown-family");
//! # Ok::<(), dashlift::Error>(())
//! ```

use crate::engine::Family;

/// Grafana: the classic form and the objects of its API.
pub const GRAFANA: Family = crate::grafana::FAMILY;

/// Grafana's classic form alone, which has a schema version; to the objects of the API it is blind.
pub const GRAFANA_CLASSIC: Family = crate::grafana::CLASSIC;

/// Perses: the schema chain, and the bridge from Grafana where that family is registered, too.
pub const PERSES: Family = crate::perses::FAMILY;

/// The schema chain of Perses, without the bridge from Grafana.
pub const PERSES_CHAIN: Family = crate::perses::CHAIN;

/// Dashboards made of grid regions.
pub const REGIONS: Family = crate::regions::FAMILY;
