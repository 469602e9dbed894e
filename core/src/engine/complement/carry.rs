//! Makes complements in a migration.

use super::annotation::{self, MAX_ANNOTATIONS, MAX_SIZE};
use super::make::{Head, write, write_whole};
use super::read::read;
use super::restore::restore;
use super::{digest, warning};
use crate::engine::error::{Error, ErrorKind};
use crate::engine::family::Annotations;
use crate::engine::frame::Frame;
use crate::engine::graph::{Leg, path};
use crate::engine::migrate::{Call, Task, form_at, migrate, print};
use crate::engine::options::{Carry, Options};
use crate::engine::outline::Outline;
use crate::engine::report::{Outcome, Report, StepReport, Warning};
use crate::engine::sight::{latest, sight};
use crate::engine::step::Kind;
use crate::engine::target::Node;
use crate::json::{Arena, Object, Parsed, Value, ValueMut, copy, diff_at, parse};

const KEEP: (&str, &str) = ("complement/keep", "the complement is written into an annotation");

impl Task<'_> {
    /// Refuses to carry inside of a document that has no annotations.
    pub(in crate::engine) fn check_carry(&self, options: &Options) -> Result<(), Error> {
        if options.carry != Carry::Inside || !self.drops() || self.annotations().is_some() {
            return Ok(());
        }
        let message = format!(
            "option `carry` is `inside`, but a document of {} has no annotations; `beside` returns the complement",
            self.end.qualified()
        );
        Err(Error::new(ErrorKind::InvalidOption, message))
    }

    /// Returns whether the way may drop what its target cannot hold: it leads to another form, or back.
    fn drops(&self) -> bool {
        self.legs.iter().any(|leg| leg.down || self.changes_form(leg))
    }

    pub(super) fn changes_form(&self, leg: &Leg<'_>) -> bool {
        let form = |place| form_at(place).ok().map(|form| form.id);
        leg.from.family.id != leg.to.family.id || form(leg.from) != form(leg.to)
    }

    /// Returns where the target has annotations.
    fn annotations(&self) -> Option<Annotations> {
        let bare = self.frame.bare.is_some() && self.frame.bare == self.end.form.bare;
        self.end.form.annotations.filter(|_| !bare)
    }

    /// Makes the complement of a document that was migrated; inside, it is put into the document.
    ///
    /// `annotated` says whether the document came with the complement of an earlier migration.
    pub(in crate::engine) fn carry<'a>(
        &self,
        call: Call<'_, '_>,
        arena: &'a Arena,
        parsed: &mut Parsed<'a>,
        report: &mut Report,
        annotated: bool,
    ) -> Result<Option<String>, Error> {
        if call.options.carry == Carry::None || !self.drops() {
            return Ok(None);
        }
        if let Some(place) = self.annotations().filter(|_| call.options.carry == Carry::Inside) {
            let memory = Arena::new();
            let before = call.options.explain.then(|| copy(&parsed.root, &memory));
            self.keep_inside(call, place, parsed, report, annotated)?;
            let changes = before.map(|before| diff_at(String::new(), &before, &parsed.root));
            let (id, summary) = (KEEP.0.to_owned(), KEEP.1.to_owned());
            let changed = arena.take_changed();
            report.steps.push(StepReport { id, summary, kind: Kind::Additive, changed, changes });
            return Ok(None);
        }
        let document = print(parsed, call.options.style)?;
        match self.make(call, document.as_bytes(), annotated) {
            Ok(text) => Ok(Some(text)),
            Err(reason) => {
                report.warnings.push(no_way_back(&reason));
                Ok(None)
            }
        }
    }

    /// Puts the complement into its annotation; where there is none, an older one that was passed on stays.
    fn keep_inside(
        &self,
        call: Call<'_, '_>,
        Annotations { at, pack, .. }: Annotations,
        parsed: &mut Parsed<'_>,
        report: &mut Report,
        annotated: bool,
    ) -> Result<(), Error> {
        let older = self.target(&mut parsed.root).and_then(|document| annotation::remove(document, at));
        let document = print(parsed, call.options.style)?;
        let made = self.make(call, document.as_bytes(), annotated).map_err(|reason| no_way_back(&reason));
        let packed = made.and_then(|text| {
            if text.len() <= MAX_SIZE {
                return Ok(pack(&text));
            }
            let message =
                format!("the complement has {} bytes; inside of a document {MAX_SIZE} are read", text.len());
            Err(warning("annotation-too-large", None, message))
        });
        let packed = packed.map_err(|warning| report.warnings.push(warning)).ok();
        let packed = packed.or_else(|| older.and_then(|older| Some(older.as_text()?.into_owned())));
        let Some((packed, document)) = packed.zip(self.target(&mut parsed.root)) else { return Ok(()) };
        if packed.len() > MAX_ANNOTATIONS {
            let message =
                format!("the annotation has {} bytes; Kubernetes allows {MAX_ANNOTATIONS}", packed.len());
            report.warnings.push(warning(
                "annotation-too-large",
                Some(format!("{}{at}", self.frame.at)),
                message,
            ));
        }
        annotation::put(document, at, packed);
        Ok(())
    }

    /// Returns the dashboard that was made.
    fn target<'v, 'a>(&self, root: &'v mut Value<'a>) -> Option<&'v mut Object<'a>> {
        let frame = if self.start.family.id == self.end.family.id { self.frame } else { Frame::default() };
        frame.dashboard_mut(root)?.into_object()
    }

    /// Makes the complement that leads back from a document, or says why there is none.
    fn make(&self, call: Call<'_, '_>, document: &[u8], annotated: bool) -> Result<String, String> {
        let origin = self.origin(call).map_err(|error| error.message)?;
        let lifted = match origin.is(&self.start) {
            true => None,
            false => Some(call.to(&origin, call.options.from.clone(), call.document)?.document),
        };
        let back = call.to(&origin, Some(self.end.qualified()), document)?.document;
        let arena = Arena::new();
        let made = value(&arena, document)?;
        let mut back = self.framed(&call, &arena, value(&arena, &back)?)?;
        let mut origin_value = value(&arena, lifted.as_deref().unwrap_or(call.document))?;
        self.frame.enter(&mut origin_value, &arena);
        let origin_value = self.frame.dashboard_mut(&mut origin_value).and_then(ValueMut::into_object);
        let Some(start) = origin_value else { return Err("the document is no object".to_owned()) };
        if let Some(place) = self.start.form.annotations.filter(|_| annotated) {
            annotation::remove(start, place.at);
        }
        let start = Value::Object(start);
        let bare = self.frame.bare;
        if let (Some(bare), ValueMut::Object(back)) = (bare, back.as_mut()) {
            back.retain(|name, _| name == *bare);
        }
        let (from, to, hash) = (origin.qualified(), self.end.qualified(), digest::hash(&made));
        let head = Head { from: &from, to: &to, hash: &hash, bare: bare.is_some(), names: &[] };
        self.difference(head, &back, &start).ok_or_else(|| "the document is too deep".to_owned())
    }

    /// Returns the version that can be returned to: the one of the document, else the newest one of its form.
    fn origin(&self, call: Call<'_, '_>) -> Result<Node<'_>, Error> {
        let forced = call.options.force_inverse;
        let found = path(call.registry, &self.end, &self.start, forced);
        let newest = latest(self.start.form).filter(|version| self.start.form.versions.contains(*version));
        let newest = newest.map(|version| Node { version, ..self.start });
        match (found, newest) {
            (Ok(_), _) => Ok(self.start),
            (Err(_), Some(newest)) if path(call.registry, &self.end, &newest, forced).is_ok() => Ok(newest),
            (Err(error), _) => Err(error),
        }
    }

    /// Returns the dashboard that came back, as steps see it.
    fn framed<'a>(
        &self,
        call: &Call<'_, '_>,
        arena: &'a Arena,
        mut root: Value<'a>,
    ) -> Result<Value<'a>, String> {
        let family = Some(self.start.family.id);
        let seen = sight(call.registry, &Outline::of(&root), family).map_err(|error| error.message)?;
        let frame = Frame::of(&seen);
        frame.enter(&mut root, arena);
        frame.dashboard(&root).map(|found| copy(found, arena)).ok_or_else(|| "nothing came back".to_owned())
    }

    /// Writes the difference, and makes sure that it is one.
    fn difference(&self, head: Head<'_>, back: &Value<'_>, origin: &Value<'_>) -> Option<String> {
        let marks = &self.start.family.marks;
        let leads_back = |text: &String| {
            let arena = Arena::new();
            let Ok(mut complement) = read(&arena, text) else { return false };
            let mut tried = copy(back, &arena);
            let ValueMut::Object(object) = tried.as_mut() else { return false };
            restore(&arena, marks, object, &mut complement);
            tried == *origin
        };
        let arena = Arena::new();
        let mut renamed = copy(back, &arena);
        let names = (marks.renames)(&renamed, origin);
        if let ValueMut::Object(object) = renamed.as_mut() {
            (marks.rename)(object, &names);
        }
        let told = |parts| write(Head { names: &names, ..head }, marks, &renamed, origin, parts);
        let texts: [&dyn Fn() -> String; 3] =
            [&|| told(true), &|| told(false), &|| write_whole(head, marks, back, origin)];
        texts.into_iter().map(|text| text()).find(leads_back)
    }
}

impl Call<'_, '_> {
    /// Migrates a document with the same facts.
    pub(super) fn to<'d>(
        &self,
        end: &Node<'_>,
        from: Option<String>,
        document: &'d [u8],
    ) -> Result<Outcome<'d>, String> {
        let Options { strict, export_keys, format, use_default_datasource, force_inverse, .. } =
            *self.options;
        let family = self.options.family.clone().filter(|_| from.is_none());
        let options = Options {
            to: Some(end.qualified()),
            from,
            family,
            strict,
            export_keys,
            format,
            use_default_datasource,
            force_inverse,
            ..Options::default()
        };
        let held = self.options.context.as_ref().unwrap_or(self.held);
        migrate(self.registry, held, document, &options).map_err(|error| error.message)
    }
}

fn value<'a>(arena: &'a Arena, document: &'a [u8]) -> Result<Value<'a>, String> {
    parse(arena, document).map(|parsed| parsed.root).map_err(|error| error.message)
}

fn no_way_back(reason: &str) -> Warning {
    warning("no-way-back", None, format!("there is no complement: {reason}"))
}
