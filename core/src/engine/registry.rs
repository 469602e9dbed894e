//! The families that are known.

use super::family::{Family, Form};
use super::step::Step;
use super::version::Version;
use crate::families;

/// The families that are known, in the order in which they are asked.
///
/// # Example
/// ```
/// use dashlift::Registry;
/// let ids: Vec<&str> = Registry::standard().families().iter().map(|family| family.id).collect();
/// assert_eq!(ids, ["grafana", "perses", "regions"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry {
    families: Vec<Family>,
}

impl Registry {
    /// Makes a registry without families.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Makes a registry with the families that come with dashlift.
    pub fn standard() -> Self {
        Self::empty().with(families::GRAFANA).with(families::PERSES).with(families::REGIONS)
    }

    /// Adds a family; it takes the place of an earlier one of the same id.
    #[must_use]
    pub fn with(mut self, family: Family) -> Self {
        match self.families.iter_mut().find(|known| known.id == family.id) {
            Some(known) => *known = family,
            None => self.families.push(family),
        }
        self
    }

    /// Returns the families in order.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// Returns a family by its id.
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.id == id)
    }

    /// Goes through all steps in the order of the tables, each with the families it starts from and leads to.
    ///
    /// A bridge from or to a family that is not registered is left out.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (&Family, &Family, &Step)> {
        let end = |family, id: Option<&str>| id.map_or(Some(family), |id| self.family(id));
        self.families.iter().flat_map(move |family| {
            family.steps.iter().filter_map(move |step| {
                Some((end(family, step.from_family)?, end(family, step.to_family)?, step))
            })
        })
    }
}

impl Family {
    /// Returns a form by its id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// Returns the form that has a version.
    pub fn form_of(&self, version: Version) -> Option<&Form> {
        self.forms.iter().find(|form| form.versions.contains(version))
    }
}
