//! The options of the contract as flags.

use crate::config::Settings;
use clap::Args;
use std::path::PathBuf;

/// The options of the contract (design section 10).
#[derive(Debug, Args)]
#[command(next_help_heading = "Migration")]
pub(crate) struct ContractArgs {
    /// Where to: `42`, `grafana@42`, `grafana@latest`, `grafana 12.4`
    ///
    /// Without it to the newest version of each document's form.
    #[arg(long, alias = "for", value_name = "TARGET")]
    pub(crate) to: Option<String>,
    /// The version the documents have; overrules their own number
    #[arg(long, value_name = "VERSION", hide_short_help = true)]
    pub(crate) from: Option<String>,
    /// The family of the documents; switches detection off
    #[arg(long, hide_short_help = true)]
    pub(crate) family: Option<String>,
    /// Data sources: the vendor's list as it is, or an object with `datasources`
    #[arg(long, value_name = "FILE")]
    pub(crate) datasources: Option<PathBuf>,
    /// Library elements: the vendor's answer as it is, or a list
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) library_elements: Option<PathBuf>,
    /// A value for an input of a shared export; may be repeated
    #[arg(long = "input", value_name = "NAME=VALUE", value_parser = read_input, hide_short_help = true)]
    pub(crate) inputs: Vec<(String, String)>,
    /// How to print: `auto` (as the document was), `compact`, `pretty`, `canonical`
    #[arg(long)]
    pub(crate) style: Option<String>,
    /// Fail where the reference fails although dashlift could go on
    #[arg(long, hide_short_help = true)]
    pub(crate) strict: bool,
    /// Clean up as the reference does on every load, even if no step runs
    #[arg(long)]
    pub(crate) normalize: bool,
    /// `keep` or `drop` Grafana's `__inputs`, `__requires`, `__elements`
    #[arg(long, value_name = "WHAT", value_parser = ["keep", "drop"], hide_possible_values = true,
          hide_short_help = true)]
    pub(crate) export_keys: Option<String>,
    /// Drop `__inputs`, `__requires`, `__elements`: the same as `--export-keys drop`
    #[arg(long, conflicts_with = "export_keys")]
    pub(crate) drop_export_keys: bool,
    /// The shape of Perses output: `native` or `kubernetes`
    #[arg(long, hide_short_help = true)]
    pub(crate) format: Option<String>,
    /// Perses: panels without a data source refer to the default one
    #[arg(long, hide_short_help = true)]
    pub(crate) use_default_datasource: bool,
    /// Perses: use the lossy inverse of a step
    #[arg(long, hide_short_help = true)]
    pub(crate) force_inverse: bool,
    /// Where what an older version cannot hold goes: `none`, `beside` the document or `inside` it
    ///
    /// Without it what the older version cannot hold is lost, and told as such. `beside` writes a file with it beside
    /// each result: `sales.json` has `sales.complement.json`.
    #[arg(long, value_name = "WHERE", hide_short_help = true)]
    pub(crate) carry: Option<String>,
    /// What `--carry beside` wrote, for the way up: a file, `auto` (the one beside the document) or `none`
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) complement: Option<String>,
}

impl ContractArgs {
    /// Returns the flags as settings, which overrule a file's.
    pub(super) fn settings(&self, allow_loss: &[String], yaml_reformat: bool) -> Settings {
        let given = |flag: bool| flag.then_some(true);
        let by_name = self.export_keys.as_deref().map(|keys| keys == "drop");
        Settings {
            to: self.to.clone(),
            from: self.from.clone(),
            family: self.family.clone(),
            datasources: self.datasources.clone(),
            library_elements: self.library_elements.clone(),
            inputs: self.inputs.iter().cloned().collect(),
            style: self.style.clone(),
            strict: given(self.strict),
            normalize: given(self.normalize),
            drop_export_keys: given(self.drop_export_keys).or(by_name),
            format: self.format.clone(),
            use_default_datasource: given(self.use_default_datasource),
            force_inverse: given(self.force_inverse),
            carry: self.carry.clone(),
            complement: self.complement.clone(),
            allow_loss: (!allow_loss.is_empty()).then(|| allow_loss.to_vec()),
            yaml_reformat: given(yaml_reformat),
        }
    }
}

fn read_input(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected NAME=VALUE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_split_at_its_first_equals_sign() {
        assert_eq!(read_input("DS=a=b"), Ok(("DS".to_owned(), "a=b".to_owned())));
        assert_eq!(read_input("DS="), Ok(("DS".to_owned(), String::new())));
        assert!(read_input("DS").is_err() && read_input("=x").is_err());
    }
}
