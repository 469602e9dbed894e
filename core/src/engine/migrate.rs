//! One migration, from bytes to bytes.

use super::complement::Returning;
use super::context::Context;
use super::error::{Error, ErrorKind};
use super::family::{Failure, Form};
use super::frame::Frame;
use super::graph::{Leg, Place, chain, path};
use super::notes::Notes;
use super::options::Options;
use super::outline::Outline;
use super::quick::seems_done;
use super::registry::Registry;
use super::report::{Outcome, Report, Warning};
use super::run::{Entry, Run};
use super::sight::{Sight, outline, sight};
use super::sighting::Stated;
use super::step::{Inner, Kind, Stage};
use super::target::{Node, Origin, end, existing, start};
use super::version::Version;
use crate::json::{
    Arena, Layout, Parsed, Style, Value, ValueMut, find_unrepresentable, parse, write, write_canonical,
};
use std::borrow::Cow;

/// What a number without a form is told as.
pub(super) const UNREPRESENTABLE: &str = "a step computed a number that JSON cannot express";

/// What a caller gave.
#[derive(Clone, Copy)]
pub(super) struct Call<'c, 'd> {
    pub(super) registry: &'c Registry,
    pub(super) held: &'c Context,
    pub(super) document: &'d [u8],
    pub(super) options: &'c Options,
}

/// What a migration has to do.
pub(super) struct Task<'r> {
    pub(super) start: Node<'r>,
    pub(super) end: Node<'r>,
    pub(super) legs: Vec<Leg<'r>>,
    /// What the document says of itself, which `from` may overrule.
    own: Stated,
    /// Whether the caller named a target.
    asked: bool,
    /// What is told of a document whose version had to be assumed.
    assumption: Option<&'static str>,
    pub(super) frame: Frame,
}

pub(super) fn migrate<'d>(
    registry: &Registry,
    held: &Context,
    document: &'d [u8],
    options: &Options,
) -> Result<Outcome<'d>, Error> {
    if seems_done(registry, document, options) {
        let outline = outline(document)?;
        if let Some(task) =
            Task::of(registry, &outline, options, &Value::Null).ok().filter(|task| task.is_done(options))
        {
            return Ok(Outcome {
                document: Cow::Borrowed(document),
                report: task.report(),
                complement: None,
            });
        }
    }
    let arena = Arena::new();
    let mut parsed = parse(&arena, document)?;
    let task = Task::of(registry, &Outline::of(&parsed.root), options, &parsed.root)?;
    let mut report = task.report();
    if task.is_done(options) {
        let document = match options.style {
            Style::Auto => Cow::Borrowed(document),
            style => Cow::Owned(print(&parsed, style)?.into_bytes()),
        };
        return Ok(Outcome { document, report, complement: None });
    }
    task.check_carry(options)?;
    let mut returning: Returning<'_> = task.returning(&arena, &parsed.root, options)?;
    let annotated = returning.is_annotated();
    let context = options.context.as_ref().unwrap_or(held);
    let (from, to, bare) = (task.start.version, task.end.version, task.frame.bare.is_some());
    let notes = || Notes::new(context, options).between(from, to, bare);
    let blame = |error| task.blame(document, options, notes(), error);
    let mut run = Run::new(&arena, &mut parsed.root, task.frame, options.explain, notes());
    run.stamp_bare(task.start.form, task.start.version);
    returning.take(&task, &mut run)?;
    task.carry_out(&mut run, options).map_err(blame)?;
    let restored = returning.restore(&task, &arena, &mut run)?;
    let record = run.finish();
    report.changed = record.steps.iter().any(|step| step.changed) && task.changed(document, &parsed.root)?;
    report.steps = record.steps;
    report.losses = record.losses;
    report.counts = record.counts;
    report.warnings = parsed.duplicate_warnings();
    report.warnings.extend(record.warnings);
    let call = Call { registry, held, document, options };
    task.leave_out_kept(call, &parsed, &restored, &mut report.losses);
    let complement = task.carry(call, &arena, &mut parsed, &mut report, annotated).map_err(blame)?;
    let document = match (report.changed, options.style) {
        (false, Style::Auto) => Cow::Borrowed(document),
        (_, style) => Cow::Owned(print(&parsed, style).map_err(blame)?.into_bytes()),
    };
    Ok(Outcome { document, report, complement })
}

impl<'r> Task<'r> {
    /// Finds out what there is to do; `root` is for telling what cannot be read.
    fn of(
        registry: &'r Registry,
        outline: &Outline<'_>,
        options: &Options,
        root: &Value<'_>,
    ) -> Result<Self, Error> {
        let family = family_asked_for(registry, options)?;
        let sight: Sight<'r> = sight(registry, outline, family)?;
        let own = sight.sighting.version;
        let from = options.from.as_deref();
        // The name of its own family asks nothing of a document that moves only when a version is named.
        let stays = |to: &&str| !sight.form.moves_unasked && *to == sight.family.id;
        let to = options.to.as_deref().filter(|to| !stays(to));
        let origin = Origin { family: sight.family, form: sight.form };
        let end = end(registry, origin, to)?;
        let start = start(registry, &sight, from, end.as_ref(), root)?;
        let end = end.map_or(Ok(start), |end| existing(&start, end))?;
        let legs = path(registry, &start, &end, options.force_inverse)?;
        let assumed = from.is_none() && matches!(own, Stated::Assumed(_));
        let assumption = sight.form.assumption.filter(|_| assumed);
        let frame = Frame::of(&sight);
        Ok(Self { start, end, legs, own, asked: to.is_some(), assumption, frame })
    }

    fn report(&self) -> Report {
        Report {
            family: self.start.family.id.to_owned(),
            from: self.start.qualified(),
            to: self.end.qualified(),
            changed: false,
            steps: Vec::new(),
            warnings: Vec::new(),
            losses: Vec::new(),
            counts: None,
        }
    }

    fn is_done(&self, options: &Options) -> bool {
        let form = self.start.form;
        let normalizes = options.normalize && (form.prepare.is_some() || form.finish.is_some());
        self.start.is(&self.end) && !self.needs_stamp() && !normalizes
    }

    /// Returns whether a document that takes no step has to be given another version.
    ///
    /// One that states none is left alone unless the caller named a target.
    fn needs_stamp(&self) -> bool {
        let may_stay = self.frame.bare.is_some() || (matches!(self.own, Stated::Assumed(_)) && !self.asked);
        !may_stay && !self.is_stamped()
    }

    /// Returns whether the document says already that it is at its target.
    fn is_stamped(&self) -> bool {
        self.own.said() == Some(self.end.version)
    }

    /// Runs the steps, with the stages of a form around its steps.
    fn carry_out<'a>(&self, run: &mut Run<'_, 'a, '_>, options: &Options) -> Result<(), Error> {
        if let Some(message) = self.assumption {
            run.notes.warnings.push(Warning {
                code: "schema-version-missing".to_owned(),
                step: None,
                at: Some(self.start.form.version_at.to_owned()),
                related: Vec::new(),
                message: message.to_owned(),
            });
        }
        if self.legs.is_empty() {
            return self.stay(run, options);
        }
        for leg in self.legs.iter().filter(|leg| !leg.down) {
            stage(run, self.start.form, leg.step.first)?;
        }
        let mut prepared: Option<&str> = None;
        for (index, leg) in self.legs.iter().enumerate() {
            let (from, to) = (form_at(leg.from)?, form_at(leg.to)?);
            let inside = leg.from.family.id == leg.to.family.id && from.id == to.id;
            if inside && prepared != Some(from.id) {
                let version = if index == 0 { self.start.version } else { leg.from.version };
                prepare(run, from, version)?;
                prepared = Some(from.id);
            } else if !inside {
                if prepared.take().is_some() && leg.step.finished {
                    stage(run, from, from.finish)?;
                }
                run.settle()?;
            }
            if leg.from.family.id != leg.to.family.id {
                run.unwrap(leg.from.family.id);
            }
            let last = index + 1 == self.legs.len();
            let version = if last { self.end.version } else { leg.to.version };
            let stamps = leg.step.stamps || (last && self.end.stated);
            step(run, leg, to, Some(version).filter(|_| stamps))?;
            if last && inside {
                stage(run, to, to.finish)?;
            }
        }
        Ok(())
    }

    /// Runs the stages alone; without them at most the text of the version changes.
    fn stay(&self, run: &mut Run<'_, '_, '_>, options: &Options) -> Result<(), Error> {
        let form = self.start.form;
        if options.normalize {
            prepare(run, form, self.end.version)?;
            stage(run, form, form.finish)?;
        }
        if self.needs_stamp() {
            let id = format!("{}/version", self.start.family.id);
            let entry = Entry { id: id.into(), summary: "the version is written", kind: Kind::Noop };
            run.step(entry, form, |document, _| {
                (form.stamp)(document, self.end.version);
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Says more of an error: what the vendor would answer, or which step computed a number that has no form.
    fn blame(&self, document: &[u8], options: &Options, notes: Notes<'_>, error: Error) -> Error {
        match error.kind {
            ErrorKind::ConversionFailed if error.details.is_none() => self.fail(document, error),
            ErrorKind::UnrepresentableNumber if error.step.is_none() => {
                self.find_computed(document, options, notes, error)
            }
            _ => error,
        }
    }

    /// Adds what the vendor would answer to an error.
    fn fail(&self, document: &[u8], error: Error) -> Error {
        let arena = Arena::new();
        let Ok(mut parsed) = parse(&arena, document) else { return error };
        self.frame.enter(&mut parsed.root, &arena);
        let (from, to) = (self.start.version, self.end.version);
        let failure = Failure { from, to, message: &error.message };
        let dashboard = self.frame.dashboard_mut(&mut parsed.root).and_then(ValueMut::into_object);
        let details = dashboard.and_then(|dashboard| (self.start.family.failure)(dashboard, &failure));
        Error { details, ..error }
    }

    /// Runs once more to say which step computed a number that has no form.
    fn find_computed(&self, document: &[u8], options: &Options, notes: Notes<'_>, error: Error) -> Error {
        let arena = Arena::new();
        let Ok(mut parsed) = parse(&arena, document) else { return error };
        let mut run = Run::new(&arena, &mut parsed.root, self.frame, false, notes).blaming();
        self.carry_out(&mut run, options).err().unwrap_or(error)
    }

    /// Returns whether the value changed; where the version is the same it is compared with the input's.
    fn changed(&self, document: &[u8], root: &Value<'_>) -> Result<bool, Error> {
        if !self.is_stamped() && self.frame.bare.is_none() {
            return Ok(true);
        }
        let arena = Arena::new();
        Ok(parse(&arena, document)?.root != *root)
    }
}

/// Returns the family that `family` or a qualified `from` names.
fn family_asked_for<'o>(registry: &Registry, options: &'o Options) -> Result<Option<&'o str>, Error> {
    let stated = options.from.as_deref().and_then(|from| from.split_once('@')).map(|(family, _)| family);
    match (options.family.as_deref(), stated) {
        (Some(family), Some(stated)) if family != stated && registry.family(stated).is_some() => {
            let message = format!("option `family` is `{family}`, but `from` names `{stated}`");
            Err(Error::new(ErrorKind::InvalidOption, message))
        }
        (Some(family), _) => Ok(Some(family)),
        (None, stated) => Ok(stated.filter(|stated| registry.family(stated).is_some())),
    }
}

/// Returns the form of a node; that there is one is up to the tables of the family.
pub(super) fn form_at(place: Place<'_>) -> Result<&Form, Error> {
    place.family.form_of(place.version).ok_or_else(|| {
        let message = format!("no form of {} has version {}", place.family.id, place.version);
        Error::new(ErrorKind::Internal, message)
    })
}

fn prepare(run: &mut Run<'_, '_, '_>, form: &Form, version: Version) -> Result<(), Error> {
    let Some(Stage { id, summary, run: act }) = form.prepare else { return Ok(()) };
    let has_version = run.has_version(form);
    run.step(Entry { id: id.into(), summary, kind: Kind::Normalize }, form, |document, notes| {
        if has_version {
            (form.stamp)(document, version);
        }
        act(document, notes)
    })
}

fn stage(run: &mut Run<'_, '_, '_>, form: &Form, stage: Option<Stage>) -> Result<(), Error> {
    let Some(Stage { id, summary, run: act }) = stage else { return Ok(()) };
    run.step(Entry { id: id.into(), summary, kind: Kind::Normalize }, form, act)
}

/// Takes a step, and writes the version if the document has a place for it.
fn step(
    run: &mut Run<'_, '_, '_>,
    leg: &Leg<'_>,
    form: &Form,
    version: Option<Version>,
) -> Result<(), Error> {
    let summary = leg.summary();
    let entry = Entry { id: leg.step.id.into(), summary: &summary, kind: leg.step.kind };
    let act = leg.run().map_err(|reason| Error::new(ErrorKind::DowngradeUnsupported, reason))?;
    if !leg.down {
        run.check(leg.step)?;
        lift_inner(run, leg)?;
    }
    let version = version.filter(|_| run.has_version(form));
    run.step(entry, form, |document, notes| {
        act(document, notes)?;
        if let Some(version) = version {
            (form.stamp)(document, version);
        }
        Ok(())
    })
}

/// Brings the document inside of this one to the version that the step wants, with the stages of its form.
///
/// One that is newer or too old gets the stages alone; what that means is up to the step.
fn lift_inner(run: &mut Run<'_, '_, '_>, leg: &Leg<'_>) -> Result<(), Error> {
    let Some(Inner { at, form, to, version }) = leg.step.inner else { return Ok(()) };
    let family = leg.from.family;
    let Some(form) = family.form(form) else { return Ok(()) };
    run.inside(at, |run| {
        let inner = run.dashboard().map(Outline::of);
        let Some(version) = inner.and_then(|inner| version(&inner)) else { return Ok(()) };
        prepare(run, form, version)?;
        for leg in chain(family, version, to) {
            step(run, &leg, form, Some(leg.to.version))?;
        }
        stage(run, form, form.finish)
    })
}

/// Writes a document in a style.
pub(super) fn print(parsed: &Parsed<'_>, style: Style) -> Result<String, Error> {
    // Most documents keep their size; growing a little later is cheaper than growing from nothing.
    let mut out = String::with_capacity(parsed.size + parsed.size / 8 + 1024);
    let written = match style {
        Style::Auto => write(&parsed.root, &parsed.layout, &mut out),
        Style::Compact => write(&parsed.root, &Layout::COMPACT, &mut out),
        Style::Pretty => write(&parsed.root, &Layout::PRETTY, &mut out),
        Style::Canonical => {
            write_canonical(&parsed.root, &mut out)?;
            Ok(())
        }
    };
    written.map_err(|_| {
        let at = find_unrepresentable(&parsed.root).unwrap_or_default();
        Error::new(ErrorKind::UnrepresentableNumber, UNREPRESENTABLE).at(at)
    })?;
    Ok(out)
}

impl Parsed<'_> {
    /// Tells of each name that stood more than once in an object.
    fn duplicate_warnings(&self) -> Vec<Warning> {
        let warning = |at: Option<String>, message: String| Warning {
            code: "duplicate-key".to_owned(),
            step: None,
            at,
            related: Vec::new(),
            message,
        };
        let listed = self.duplicates.iter().map(|found| {
            let message = format!("`{}` appears {} times; the last one counts", found.name, found.count);
            warning(Some(found.at.clone()), message)
        });
        let more = (self.more_duplicates > 0)
            .then(|| warning(None, format!("{} more names appear more than once", self.more_duplicates)));
        listed.chain(more).collect()
    }
}
