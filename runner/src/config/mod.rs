//! `dashlift.toml`: what a repository wants, for the command line, the hook and the action alike.
//!
//! ```toml
//! to = "grafana@42"
//! datasources = "grafana/datasources.json"
//! exclude = ["vendor/**"]
//!
//! [[override]]
//! paths = ["legacy/**"]
//! to = "grafana@36"
//! ```
//!
//! A flag overrules the file; of the overrides that match a path, the last one counts.

mod context;
mod job;
mod read;

pub(crate) use context::of as context_of;
pub(crate) use job::{Job, Jobs};

use crate::exit::Failure;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file.
const NAME: &str = "dashlift.toml";

/// What the file says.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// In folders, only files that match.
    pub(crate) include: Vec<String>,
    /// In folders, no files that match.
    pub(crate) exclude: Vec<String>,
    /// Settings of the migration.
    pub(crate) settings: Settings,
    /// Settings for some paths.
    pub(crate) overrides: Vec<Override>,
    /// The folder of the file, to which its paths are relative.
    pub(crate) folder: PathBuf,
}

/// Settings for the paths that match.
#[derive(Debug)]
pub(crate) struct Override {
    /// Globs, relative to the folder of the file.
    pub(crate) paths: Vec<String>,
    /// The settings.
    pub(crate) settings: Settings,
}

/// Settings of a migration; what is absent is left to the level above.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Settings {
    pub(crate) to: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) family: Option<String>,
    pub(crate) datasources: Option<PathBuf>,
    pub(crate) library_elements: Option<PathBuf>,
    pub(crate) inputs: BTreeMap<String, String>,
    pub(crate) style: Option<String>,
    pub(crate) strict: Option<bool>,
    pub(crate) normalize: Option<bool>,
    pub(crate) drop_export_keys: Option<bool>,
    pub(crate) format: Option<String>,
    pub(crate) use_default_datasource: Option<bool>,
    pub(crate) force_inverse: Option<bool>,
    pub(crate) carry: Option<String>,
    pub(crate) complement: Option<String>,
    pub(crate) allow_loss: Option<Vec<String>>,
    pub(crate) yaml_reformat: Option<bool>,
}

impl Config {
    /// Reads the file that is named, or the nearest one from the current folder upwards; without any the settings are
    /// empty.
    ///
    /// # Errors
    /// If the file cannot be read or says something unknown.
    pub(crate) fn find(named: Option<&Path>) -> Result<Self, Failure> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => match nearest() {
                Some(path) => path,
                None => {
                    tracing::debug!("no file of settings");
                    return Ok(Self::default());
                }
            },
        };
        tracing::debug!(file = ?path, "settings");
        let name = path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::Io {
            name: name.clone(),
            what: "cannot be read",
            error,
        })?;
        let mut config =
            read::read(&text).map_err(|error| Failure::Usage { message: format!("{name}: {error}") })?;
        config.folder = path.parent().map(Path::to_owned).unwrap_or_default();
        config.settings.resolve(&config.folder);
        for entry in &mut config.overrides {
            entry.settings.resolve(&config.folder);
        }
        Ok(config)
    }
}

/// Returns the nearest file from the current folder upwards.
fn nearest() -> Option<PathBuf> {
    let current = std::env::current_dir().ok()?;
    current.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

impl Settings {
    /// Makes paths relative to a folder those of the process.
    fn resolve(&mut self, folder: &Path) {
        for path in [&mut self.datasources, &mut self.library_elements].into_iter().flatten() {
            *path = folder.join(&*path);
        }
        if let Some(file) = self.complement.as_mut().filter(|text| !matches!(text.as_str(), "auto" | "none"))
        {
            *file = folder.join(&*file).display().to_string();
        }
    }

    /// Returns these settings, with those of another level where these say nothing.
    pub(crate) fn or(self, other: &Self) -> Self {
        let mut inputs = other.inputs.clone();
        inputs.extend(self.inputs);
        Self {
            to: self.to.or_else(|| other.to.clone()),
            from: self.from.or_else(|| other.from.clone()),
            family: self.family.or_else(|| other.family.clone()),
            datasources: self.datasources.or_else(|| other.datasources.clone()),
            library_elements: self.library_elements.or_else(|| other.library_elements.clone()),
            inputs,
            style: self.style.or_else(|| other.style.clone()),
            strict: self.strict.or(other.strict),
            normalize: self.normalize.or(other.normalize),
            drop_export_keys: self.drop_export_keys.or(other.drop_export_keys),
            format: self.format.or_else(|| other.format.clone()),
            use_default_datasource: self.use_default_datasource.or(other.use_default_datasource),
            force_inverse: self.force_inverse.or(other.force_inverse),
            carry: self.carry.or_else(|| other.carry.clone()),
            complement: self.complement.or_else(|| other.complement.clone()),
            allow_loss: self.allow_loss.or_else(|| other.allow_loss.clone()),
            yaml_reformat: self.yaml_reformat.or(other.yaml_reformat),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_level_counts() {
        let near = Settings { to: Some("a".to_owned()), strict: Some(false), ..Settings::default() };
        let far = Settings {
            to: Some("b".to_owned()),
            strict: Some(true),
            normalize: Some(true),
            ..Settings::default()
        };
        let settings = near.or(&far);
        assert_eq!(
            (settings.to.as_deref(), settings.strict, settings.normalize),
            (Some("a"), Some(false), Some(true))
        );
    }
}
