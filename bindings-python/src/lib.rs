//! The Python face of dashlift: documents cross as bytes or text, everything else as JSON text.
//!
//! No rule and no default lives here; `python/dashlift/` makes it pleasant to use.

mod batch;
mod document;
mod guard;

use dashlift::{Context, Migrator, Options, Registry, Style, ValidateOptions};
use document::{Document, Parts, text};
use guard::guarded;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// Prepared facts, and the functions of dashlift on them.
#[pyclass(frozen, module = "dashlift._dashlift")]
struct Core {
    migrator: Migrator,
}

#[pymethods]
impl Core {
    #[new]
    #[pyo3(signature = (context_json=None))]
    fn new(py: Python<'_>, context_json: Option<&Bound<'_, PyString>>) -> PyResult<Self> {
        Self::of(py, Registry::standard(), context_json)
    }

    /// Returns the migrated document, the report's text and the complement.
    fn migrate_json<'py>(
        &self,
        document: &Bound<'py, PyAny>,
        options_json: &Bound<'py, PyString>,
    ) -> PyResult<Parts<'py>> {
        let (given, options) = (Document::read(document)?, text(options_json)?);
        let answer =
            guarded(document.py(), || given.migrate(&self.migrator, &Options::from_json(&options)?))?;
        given.parts(document.py(), answer)
    }

    /// Returns the text that says what the document is.
    fn detect_json(&self, document: &Bound<'_, PyAny>) -> PyResult<String> {
        let given = Document::read(document)?;
        let bytes = given.bytes();
        guarded(document.py(), || Ok(self.migrator.detect(bytes)?.to_json()))
    }

    /// Returns the text of the way from one version to another.
    fn plan_json(&self, from_: &Bound<'_, PyString>, to: &Bound<'_, PyString>) -> PyResult<String> {
        let (start, end) = (text(from_)?, text(to)?);
        guarded(from_.py(), || Ok(self.migrator.plan(&start, &end)?.to_json()))
    }

    /// Returns the text of the findings of the family's rules.
    fn validate_json(
        &self,
        document: &Bound<'_, PyAny>,
        options_json: &Bound<'_, PyString>,
    ) -> PyResult<String> {
        let given = Document::read(document)?;
        let (bytes, options) = (given.bytes(), text(options_json)?);
        guarded(document.py(), || {
            Ok(self.migrator.validate(bytes, &ValidateOptions::from_json(&options)?)?.to_json())
        })
    }

    /// Returns the document in another style.
    fn format_bytes<'py>(
        &self,
        document: &Bound<'py, PyAny>,
        style: &Bound<'py, PyString>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let given = Document::read(document)?;
        let (bytes, style) = (given.bytes(), text(style)?);
        let bytes = guarded(document.py(), || dashlift::format(bytes, Style::from_name(&style)?))?;
        given.like(document.py(), &bytes)
    }

    /// Returns the text of the tables.
    fn families_json(&self, py: Python<'_>) -> PyResult<String> {
        guarded(py, || Ok(self.migrator.families()))
    }

    /// Returns the text that says what this build is.
    fn build_json(&self, py: Python<'_>) -> PyResult<String> {
        guarded(py, || Ok(dashlift::build("python")))
    }
}

impl Core {
    fn of(py: Python<'_>, registry: Registry, context_json: Option<&Bound<'_, PyString>>) -> PyResult<Self> {
        let context_json = context_json.map(text).transpose()?;
        let context = guarded(py, || match context_json {
            Some(json) => Context::from_json(&json),
            None => Ok(Context::default()),
        })?;
        Ok(Self { migrator: Migrator::new(registry, context) })
    }
}

/// Makes a core that has the families of `examples/own-family` too.
#[cfg(feature = "conformance")]
#[pyfunction]
#[pyo3(signature = (context_json=None))]
fn _toy_core(py: Python<'_>, context_json: Option<&Bound<'_, PyString>>) -> PyResult<Core> {
    Core::of(py, own_family::registry(), context_json)
}

/// Panics inside the guard that every function goes through.
#[cfg(feature = "conformance")]
#[pyfunction]
#[expect(clippy::panic, reason = "the test build proves that a panic becomes an error")]
fn _panic(py: Python<'_>) -> PyResult<()> {
    guarded(py, || panic!("asked for by the test build"))
}

/// The methods of one [`Core`] without context are the functions of the module.
#[pymodule(gil_used = false)]
fn _dashlift(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add_class::<Core>()?;
    module.add_class::<batch::Batch>()?;
    let standard = Bound::new(py, Core::new(py, None)?)?;
    for name in standard.dir()? {
        let name = name.cast_into::<PyString>()?;
        if !name.to_cow()?.starts_with('_') {
            module.add(name.clone(), standard.getattr(name)?)?;
        }
    }
    #[cfg(feature = "conformance")]
    {
        module.add("_toys", _toy_core(py, None)?)?;
        module.add_function(wrap_pyfunction!(_toy_core, module)?)?;
        module.add_function(wrap_pyfunction!(_panic, module)?)?;
    }
    Ok(())
}
