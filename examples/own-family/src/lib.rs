//! Two families of dashboards that dashlift does not know, added from outside.
//!
//! Acme boards and Zeta walls are invented. They use nothing but the public API and touch no file of dashlift: a
//! family is a table ([`ACME`], [`ZETA`]), a step is a file, and [`registry`] puts them beside the families that come
//! with dashlift. `docs/your-own-family.md` builds a smaller family, word by word.
//!
//! # Example
//! ```
//! use dashlift::{Context, Migrator, Options};
//!
//! let migrator = Migrator::new(own_family::registry(), Context::default());
//! let board = br#"{"acme": 1, "title": "Fleet", "refreshMinutes": 5, "widgets": []}"#;
//! let lifted = migrator.migrate(board, &Options::default())?;
//! assert_eq!(&lifted.document[..], br#"{"acme": 5, "title": "Fleet", "refreshSeconds": 300, "widgets": []}"#);
//! let refused = migrator.migrate(br#"{"acme": 9, "widgets": []}"#, &Options::default());
//! assert_eq!(refused.map(|_| ()).map_err(|error| error.code()), Err("too-new"));
//! # Ok::<(), dashlift::Error>(())
//! ```
#![forbid(unsafe_code)]

mod acme;
mod zeta;

use dashlift::Registry;

pub use acme::FAMILY as ACME;
pub use zeta::FAMILY as ZETA;

/// Returns the families that come with dashlift, and these two.
pub fn registry() -> Registry {
    Registry::standard().with(ACME).with(ZETA)
}
