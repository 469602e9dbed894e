//! What is to be done with a file: the core's options, and what may be lost.

use super::{Config, Settings, context};
use crate::content::Resources;
use crate::exit::Failure;
use crate::files::globs;
use crate::work::{Allowed, Complement};
use dashlift::json::JsonWriter;
use dashlift::{Context, Migrator, Options, Registry};
use globset::GlobSet;
use std::path::{Path, PathBuf};

/// What is to be done with some files.
#[derive(Debug)]
pub(crate) struct Job {
    /// The core, with the data that the settings name.
    pub(crate) migrator: Migrator,
    /// The core's options.
    pub(crate) options: Options,
    /// What is the document where a resource holds a classic dashboard.
    pub(crate) resources: Resources,
    /// Which complement goes with a document on its way up.
    pub(crate) complement: Complement,
    /// What may be lost.
    pub(crate) allowed: Allowed,
    /// Whether comments may go in dashboards that are written as YAML.
    pub(crate) yaml_reformat: bool,
}

/// The jobs of a run: one for all files, and one for each set of paths that the file of settings overrides.
#[derive(Debug)]
pub(crate) struct Jobs {
    base: Job,
    /// In the order of the file; the last one that matches counts.
    overrides: Vec<(GlobSet, Job)>,
    folder: PathBuf,
}

impl Jobs {
    /// Prepares the jobs; what the flags say overrules the file.
    ///
    /// # Errors
    /// If a file cannot be read, a glob is wrong or the core refuses an option.
    pub(crate) fn new(flags: &Settings, config: &Config, explain: bool) -> Result<Self, Failure> {
        let base = Job::new(&flags.clone().or(&config.settings), explain)?;
        let mut overrides = Vec::new();
        for entry in &config.overrides {
            let settings = flags.clone().or(&entry.settings.clone().or(&config.settings));
            overrides.push((globs(&entry.paths)?, Job::new(&settings, explain)?));
        }
        let folder = config.folder.canonicalize().unwrap_or_else(|_| config.folder.clone());
        Ok(Self { base, overrides, folder })
    }

    /// Returns what is to be done with a file.
    pub(crate) fn of(&self, path: &Path) -> &Job {
        if self.overrides.is_empty() {
            return &self.base;
        }
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let path = path.strip_prefix(&self.folder).unwrap_or(&path);
        let matching = self.overrides.iter().rfind(|(globs, _)| globs.is_match(path));
        matching.map_or(&self.base, |(_, job)| job)
    }
}

impl Job {
    fn new(settings: &Settings, explain: bool) -> Result<Self, Failure> {
        let context = match context::of(settings)? {
            Some(json) => Context::from_json(&json)?,
            None => Context::default(),
        };
        let options = Options::from_json(&options_json(settings, explain))?;
        Ok(Self {
            migrator: Migrator::new(Registry::standard(), context),
            resources: Resources::of(&options),
            options,
            complement: Complement::of(settings.complement.as_deref()),
            allowed: Allowed::read(settings.allow_loss.as_deref())?,
            yaml_reformat: settings.yaml_reformat.unwrap_or(false),
        })
    }
}

/// Writes the contract's options; what nobody gave is left to the core.
fn options_json(settings: &Settings, explain: bool) -> String {
    let mut out = JsonWriter::new();
    out.open_object();
    out.optional_text("to", settings.to.as_deref());
    out.optional_text("from", settings.from.as_deref());
    out.optional_text("family", settings.family.as_deref());
    out.optional_text("style", settings.style.as_deref());
    out.optional_text("format", settings.format.as_deref());
    out.optional_text("carry", settings.carry.as_deref());
    out.optional_text("exportKeys", settings.drop_export_keys.map(|drop| if drop { "drop" } else { "keep" }));
    for (name, given) in [
        ("explain", Some(explain)),
        ("strict", settings.strict),
        ("normalize", settings.normalize),
        ("useDefaultDatasource", settings.use_default_datasource),
        ("forceInverse", settings.force_inverse),
    ] {
        if let Some(given) = given {
            out.boolean(name, given);
        }
    }
    out.close_object();
    out.finish()
}
