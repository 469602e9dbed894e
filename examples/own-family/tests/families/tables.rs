//! The tables of a family are sound; nothing in these checks knows Acme or Zeta.

use dashlift::engine::{Family, Form, Kind, Step, Version, Versions};
use dashlift::json::{Arena, parse};
use dashlift::{Context, Migrator, Registry};
use std::collections::BTreeSet;

/// Says what is wrong with the tables of a family that is registered.
fn faults(registry: &Registry, family: &Family) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, fault: String| {
        if !holds {
            faults.push(fault);
        }
    };
    let mut ids = BTreeSet::new();
    for form in family.forms {
        check(ids.insert(form.id), format!("form `{}` is there twice", form.id));
        check(form.version_at.starts_with('/'), format!("form `{}`: `version_at` is no pointer", form.id));
        check(is_rising(form.versions), format!("form `{}`: the versions do not rise", form.id));
        for version in form.versions.all() {
            let forms = family.forms.iter().filter(|form| form.versions.contains(version)).count();
            check(forms == 1, format!("version {version} belongs to {forms} forms"));
            check(is_stamped(form, version), format!("form `{}`: {version} is not stamped", form.id));
            check(is_reached(registry, family, form, version), format!("no steps lead to {version}"));
        }
        for stage in form.prepare.iter().chain(&form.finish) {
            check(is_own(family, stage.id), format!("stage `{}` has not the name of its family", stage.id));
            check(is_line(stage.summary), format!("stage `{}`: the summary is no line", stage.id));
        }
    }
    let all = registry.families().iter().flat_map(|family| family.steps);
    for step in family.steps {
        let id = step.id;
        let same = all.clone().filter(|other| other.id == id).count();
        check(same == 1, format!("step `{id}` is there {same} times"));
        check(is_line(step.summary), format!("step `{id}`: the summary is no line"));
        let bridge = step.from_family.is_some();
        check(bridge == (step.kind == Kind::Bridge), format!("step `{id}`: a bridge comes from a family"));
        check(names(family, step).any(|name| name == id), format!("step `{id}` has another name"));
        let source = step.from_family.map_or(Some(family), |id| registry.family(id));
        for from in [step.from].iter().chain(step.also_from) {
            let known = source.is_some_and(|source| source.form_of(*from).is_some());
            check(known, format!("step `{id}` starts from {from}, which is no version"));
        }
        check(family.form_of(step.to).is_some(), format!("step `{id}` leads to {}, no version", step.to));
        check(bridge || step.from < step.to, format!("step `{id}` does not rise"));
    }
    for release in family.releases {
        check(release.release.split_once(' ').is_some(), format!("release `{}`", release.release));
        check(family.form_of(release.version).is_some(), format!("release `{}`", release.release));
    }
    for rule in family.rules {
        check(is_own(family, rule.id) && ids.insert(rule.id), format!("rule `{}`", rule.id));
    }
    faults
}

fn is_own(family: &Family, id: &str) -> bool {
    id.strip_prefix(family.id).is_some_and(|rest| rest.starts_with('/') && rest.len() > 1)
}

fn is_line(summary: &str) -> bool {
    !summary.is_empty() && !summary.contains('\n') && !summary.ends_with('.')
}

/// Returns the ids that a step may have.
fn names(family: &Family, step: &Step) -> impl Iterator<Item = String> {
    let (id, Step { from, to, .. }) = (family.id, step);
    match step.from_family {
        Some(source) => vec![format!("{source}-{id}")],
        None => vec![format!("{id}/{to}"), format!("{id}/{from}-{to}")],
    }
    .into_iter()
}

fn is_rising(versions: Versions) -> bool {
    !versions.all().is_empty() && versions.all().is_sorted_by(|lower, higher| lower < higher)
}

/// Returns whether the stamp writes where the form says that it does, and the same again changes nothing.
fn is_stamped(form: &Form, version: Version) -> bool {
    let arena = Arena::new();
    let mut root = parse(&arena, b"{}").unwrap().root;
    let mut stamp = || {
        (form.stamp)(root.as_mut().into_object().unwrap(), version);
        (root.pointer(form.version_at).is_some(), root.to_json())
    };
    stamp().0 && stamp() == stamp()
}

/// Returns whether steps lead from the lowest version of a form to this one.
fn is_reached(registry: &Registry, family: &Family, form: &Form, version: Version) -> bool {
    let lowest = form.versions.all()[0].qualified(family.id);
    let migrator = Migrator::new(registry.clone(), Context::default());
    migrator.plan(&lowest, &version.qualified(family.id)).is_ok()
}

#[test]
fn the_tables_are_sound() {
    let registry = own_family::registry();
    for family in [own_family::ACME, own_family::ZETA] {
        assert_eq!(faults(&registry, &family), Vec::<String>::new(), "{}", family.id);
    }
}

#[test]
fn an_unsound_table_is_found() {
    let acme = own_family::ACME;
    let without = |index: usize| {
        let mut steps = acme.steps.to_vec();
        steps.remove(index);
        Family { steps: steps.leak(), ..acme }
    };
    let twice = Family { steps: [acme.steps, &acme.steps[..1]].concat().leak(), ..acme };
    let renamed = Family { id: "apex", ..acme };
    for (family, expected) in [
        (without(1), "no steps lead to 3"),
        (twice, "step `acme/2` is there 2 times"),
        (renamed, "step `acme/2` has another name"),
    ] {
        let found = faults(&Registry::empty().with(family), &family);
        assert!(found.iter().any(|fault| fault == expected), "{expected}: {found:?}");
    }
}
