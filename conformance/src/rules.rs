//! The rule-set hash: `build().rules`, computed from the steps and the digests of their byte cases.

use crate::manifest::{Manifest, digest};

/// Computes the hash; `README.md` defines it, section "The rule-set hash".
///
/// # Errors
/// If the text is not what `families()` gives.
pub fn rules_hash(families: &str, manifest: &Manifest) -> anyhow::Result<String> {
    #[derive(serde::Deserialize)]
    struct Family {
        id: String,
        steps: Vec<Named>,
        #[serde(default)]
        bridges: Vec<Named>,
    }
    #[derive(serde::Deserialize)]
    struct Named {
        id: String,
    }
    let families: Vec<Family> = serde_json::from_str(families)?;
    let mut text = String::new();
    for family in &families {
        let mut folders = vec![(format!("{}/stages", family.id), format!("{}/stages", family.id))];
        let steps = family.steps.iter().chain(&family.bridges);
        folders.extend(steps.map(|step| (step.id.clone(), case_folder(&step.id))));
        for (id, folder) in folders {
            text.push_str(&format!("{id}\n"));
            let prefix = format!("cases/{folder}/");
            let files = manifest.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
            for (path, digest) in files {
                text.push_str(&format!("{digest}  {path}\n"));
            }
        }
    }
    Ok(digest(text.as_bytes()))
}

/// Returns the folder below `cases/` that holds the byte cases of a step.
///
/// `grafana/16` has `grafana/v16`, `perses/1.0.0-1.2.0` has `perses/v1_0_0_to_v1_2_0`, the bridge `grafana-perses` has
/// `perses/from_grafana`.
pub fn case_folder(step: &str) -> String {
    match (step.split_once('/'), step.split_once('-')) {
        (Some((family, version)), _) => match version.starts_with(|first: char| first.is_ascii_digit()) {
            true if version.len() == 1 => format!("{family}/v0{version}"),
            true => format!("{family}/v{}", version.replace('-', "_to_v").replace('.', "_")),
            false => format!("{family}/{}", version.replace(['-', '.'], "_")),
        },
        (None, Some((from, to))) => format!("{to}/from_{from}"),
        (None, None) => step.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_one_folder() {
        for (step, folder) in [
            ("grafana/2", "grafana/v02"),
            ("grafana/16", "grafana/v16"),
            ("grafana/v2beta1", "grafana/v2beta1"),
            ("perses/1.2.0", "perses/v1_2_0"),
            ("perses/1.0.0-1.2.0", "perses/v1_0_0_to_v1_2_0"),
            ("grafana-perses", "perses/from_grafana"),
        ] {
            assert_eq!(case_folder(step), folder);
        }
    }

    #[test]
    fn the_hash_follows_the_cases_of_the_steps_only() {
        let families = r#"[{"id":"grafana","steps":[{"id":"grafana/40"}],"bridges":[]}]"#;
        let manifest = |entries: &[(&str, &str)]| -> Manifest {
            entries.iter().map(|(path, digest)| ((*path).to_owned(), (*digest).to_owned())).collect()
        };
        let hash = |entries: &[(&str, &str)]| rules_hash(families, &manifest(entries)).unwrap();
        let one = hash(&[("cases/grafana/v40/a.in.json", "1")]);
        assert_eq!(one, digest(b"grafana/stages\ngrafana/40\n1  cases/grafana/v40/a.in.json\n"));
        assert_eq!(
            one,
            hash(&[
                ("cases/grafana/v40/a.in.json", "1"),
                ("cases/grafana/v400/a", "2"),
                ("cases/json/a", "3")
            ])
        );
        assert_ne!(one, hash(&[("cases/grafana/v40/a.in.json", "2")]));
        assert_ne!(one, hash(&[("cases/grafana/v40/a.in.json", "1"), ("cases/grafana/stages/a", "2")]));
    }
}
