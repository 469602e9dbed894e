//! Elements: what a layout places, a panel or one of the library (spec 10-format-v2, section 3).

use super::parts::NO_PLACE;
use super::path::Path;
use super::schema::{Member, Type, Variants, Written::Always, member};
use super::source::Source;
use super::{Members, panel};
use crate::engine::{LossCode, LossKind, Notes};
use crate::grafana::library_panel;
use crate::grafana::v2::object;
use crate::json::{Draft, Object, Str, Value};

pub(in crate::grafana) static ELEMENTS: Variants = Variants {
    by: "kind",
    of: &[
        ("Panel", &[KIND, member("spec", Type::Object(panel::PANEL), Always)]),
        ("LibraryPanel", &[KIND, member("spec", Type::Object(LIBRARY_PANEL), Always)]),
    ],
    lost: LossKind::Panel,
};

const KIND: Member = member("kind", Type::Text, Always);

const LIBRARY_PANEL: &[Member] = &[
    member("id", Type::Number, Always),
    member("title", Type::Text, Always),
    member(
        "libraryPanel",
        Type::Object(&[member("name", Type::Text, Always), member("uid", Type::Text, Always)]),
        Always,
    ),
];

/// The type of classic panels that are in the library.
const LIBRARY_TYPE: &str = "library-panel-ref";

/// Makes a classic panel an element of v2alpha1, once its place and its repetition are taken (spec 20-classic-to-v2,
/// section 7).
pub(in crate::grafana) fn up<'a>(mut classic: Source<'_, 'a>, id: i64, notes: &mut Notes<'_>) -> Draft<'a> {
    let arena = classic.arena();
    classic.take("id");
    let reference = classic.part("libraryPanel", reference_up, notes);
    let mut spec =
        Members::of(classic.arena(), [("id", Draft::whole(id)), ("title", classic.text_or_empty("title"))]);
    let kind = match reference {
        Some(reference) => {
            spec.put("libraryPanel", reference);
            lose_copy(&classic, notes);
            "LibraryPanel"
        }
        None => {
            panel::up(&mut classic, &mut spec, notes);
            classic.finish(notes, NO_PLACE);
            "Panel"
        }
    };
    object(arena, [("kind", kind.into()), ("spec", spec.into())])
}

fn reference_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    Some(object(
        classic.arena(),
        [("name", classic.text_or_empty("name")), ("uid", classic.text_or_empty("uid"))],
    ))
}

/// Tells what the dashboard kept of a panel that is in the library.
fn lose_copy(classic: &Source<'_, '_>, notes: &mut Notes<'_>) {
    for (name, value) in classic.as_object().iter() {
        if !(name == "type" && value.is_text(LIBRARY_TYPE)) {
            library_panel::lose(&name.to_text(), value, &classic.at(), notes);
        }
    }
}

/// Makes a read element of v2alpha1, of some name, a classic panel, but for its place and its repetition
/// (spec 30-v2-to-classic, section 5).
pub(in crate::grafana) fn down<'a>(
    mut element: Source<'_, 'a>,
    name: Str<'a>,
    notes: &mut Notes<'_>,
) -> Members<'a> {
    let at = element.at();
    let mut classic = Members::new(element.arena());
    lose_row(&element, notes);
    let Some(spec) = element.object("spec") else { return classic };
    let id = spec.get("id").and_then(Value::as_number).map(|id| id.to_i64());
    lose_name(name, id, &at, notes);
    classic.put_some("id", id.map(Draft::whole));
    classic.put("title", spec.take("title").into());
    match spec.take("libraryPanel") {
        Some(reference) => {
            classic.put("type", LIBRARY_TYPE.into());
            classic.put("libraryPanel", reference.into());
        }
        None => panel::down(spec, &at.member("spec"), &mut classic, notes),
    }
    classic
}

/// Tells a panel that is a row from now on, since classic rows are panels of that type (spec
/// 50-loss-detection-and-status, section 3).
fn lose_row(element: &Source<'_, '_>, notes: &mut Notes<'_>) {
    let viz = element.as_object().object("spec").and_then(|spec| spec.object("vizConfig"));
    if viz.is_some_and(|viz| viz.has_text("kind", "row")) {
        let (at, whole) = (element.at().to_string(), element.as_object().copied());
        let message = "a classic panel of type `row` is a row";
        notes.lose(LossCode::NotRepresentable, LossKind::Panel, at, Some(&whole), message);
    }
}

/// Tells the name of an element, unless it is the one that its panel comes back with.
fn lose_name(name: Str<'_>, id: Option<i64>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let id = id.filter(|id| *id > 0).map(|id| id.to_string());
    if id.as_deref().is_none_or(|id| name.to_text().strip_prefix("panel-") != Some(id)) {
        let message = "a classic panel has an id and no name";
        let name = Value::String(name);
        notes.lose(LossCode::NotRepresentable, LossKind::Member, at.to_string(), Some(&name), message);
    }
}

/// Gives a read element the members of v2beta1 (spec 40-v2alpha1-v2beta1, section 7).
pub(in crate::grafana) fn to_beta(element: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(spec) = element.object_mut("spec") {
        panel::to_beta(spec, &at.member("spec"), notes);
    }
}

/// Gives a read element the members of v2alpha1.
pub(in crate::grafana) fn to_alpha(element: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(spec) = element.object_mut("spec") {
        panel::to_alpha(spec, &at.member("spec"), notes);
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::{Purpose, Reading};
    use super::super::schema::In;
    use super::*;
    use crate::engine::{Context, Options};
    use crate::json::{Arena, parse};

    const ROOT: Path<'_> = Path::Root("/e");

    type Convert = for<'a> fn(&mut Object<'a>, &mut Notes<'_>) -> Draft<'a>;

    /// Checks what becomes of a value, and where something of it is lost.
    fn check(convert: Convert, input: &str, expected: &str, lost: &[&str]) {
        let arena = Arena::new();
        let mut root = parse(&arena, input.as_bytes()).unwrap().root;
        let mut list = parse(&arena, b"[0]").unwrap().root;
        let (context, options) = (Context::default(), Options::default());
        let mut notes = Notes::new(&context, &options);
        let made = convert(root.as_mut().into_object().unwrap(), &mut notes);
        list.as_mut().into_array().unwrap().set(0, made);
        assert_eq!(list.pointer("/0").unwrap().to_json(), expected);
        assert_eq!(notes.losses.iter().map(|loss| &*loss.at).collect::<Vec<_>>(), lost);
    }

    fn up_4<'a>(classic: &mut Object<'a>, notes: &mut Notes<'_>) -> Draft<'a> {
        up(Source::new(classic, ROOT), 4, notes)
    }

    fn down_as_object<'a>(element: &mut Object<'a>, notes: &mut Notes<'_>) -> Draft<'a> {
        read(element, In::Alpha, Purpose::Down, notes);
        down(Source::new(element, ROOT), Str::plain("panel-4"), notes).into()
    }

    fn to_alpha_and_read<'a>(element: &mut Object<'a>, notes: &mut Notes<'_>) -> Draft<'a> {
        read(element, In::Beta, Purpose::Copy, notes);
        to_alpha(element, &ROOT, notes);
        read(element, In::Alpha, Purpose::Same, notes);
        element.copied().into()
    }

    fn read(element: &mut Object<'_>, version: In, purpose: Purpose, notes: &mut Notes<'_>) {
        let (_, members) = ELEMENTS.of.iter().find(|(kind, _)| element.has_text("kind", kind)).unwrap();
        Reading { version, purpose, notes }.read_object(element, members, &ROOT).unwrap();
    }

    #[test]
    fn what_only_the_plugin_knows_goes_along() {
        check(
            up_4,
            "{\"type\":\"graph\",\"xaxis\":{\"mode\":\"histogram\"},\"title\":7,\"options\":{\"a\":\"\u{feff}b\"},\
             \"links\":[{\"url\":\"u\",\"targetBlank\":null}],\"maxDataPoints\":\"9\",\"timeCompare\":\"1d\"}",
            r#"{"kind":"Panel","spec":{"id":4,"title":"","description":"","links":[{"title":"","url":"u","targetBlank":false}],"data":{"kind":"QueryGroup","spec":{"queries":[],"transformations":[],"queryOptions":{"maxDataPoints":9}}},"vizConfig":{"kind":"histogram","spec":{"pluginVersion":"","options":{"a":"b","__angularMigration":{"autoMigrateFrom":"graph","originalOptions":{"xaxis":{"mode":"histogram"}}}},"fieldConfig":{"defaults":{},"overrides":[]}}}}}"#,
            &["/e/title", "/e/timeCompare"],
        );
    }

    #[test]
    fn a_panel_of_the_library_is_a_reference() {
        check(
            up_4,
            r#"{"type":"library-panel-ref","title":"t","libraryPanel":{"uid":"u","name":"n","version":3},"options":{"a":1}}"#,
            r#"{"kind":"LibraryPanel","spec":{"id":4,"title":"t","libraryPanel":{"name":"n","uid":"u"}}}"#,
            &["/e/libraryPanel/version", "/e/options"],
        );
        check(
            down_as_object,
            r#"{"kind":"LibraryPanel","spec":{"id":4.5,"libraryPanel":{"uid":"u"}}}"#,
            r#"{"id":4,"title":"","type":"library-panel-ref","libraryPanel":{"uid":"u","name":""}}"#,
            &[],
        );
    }

    #[test]
    fn a_panel_comes_down_with_what_was_set() {
        check(
            down_as_object,
            r#"{"kind":"Panel","spec":{"id":4,"data":{"kind":"Odd","spec":{"transformations":[{"kind":"x","spec":{"id":"y","topic":"series","filter":{"id":"f"}}}],"queryOptions":{"maxDataPoints":0}}},"vizConfig":{"kind":"stat","spec":{"fieldConfig":{"defaults":{"mappings":[{"type":"odd"},{"type":"range","options":{"from":1}}],"actions":[],"custom":{}}}}}}}"#,
            r#"{"id":4,"title":"","type":"stat","pluginVersion":"","fieldConfig":{"defaults":{"mappings":[{"type":"range","options":{"from":1,"result":{}}}],"custom":{}}},"targets":[],"transformations":[{"id":"y","filter":{"id":"f","options":null},"options":null}],"maxDataPoints":0}"#,
            &[
                "/e/spec/vizConfig/spec/fieldConfig/defaults/mappings/0",
                "/e/spec/data/kind",
                "/e/spec/data/spec/transformations/0/kind",
                "/e/spec/data/spec/transformations/0/spec/topic",
            ],
        );
    }

    #[test]
    fn a_name_that_does_not_come_back_and_a_row_are_told() {
        check(
            down_as_object,
            r#"{"kind":"Panel","spec":{"id":5,"vizConfig":{"kind":"row"}}}"#,
            r#"{"id":5,"title":"","type":"row","pluginVersion":"","targets":[]}"#,
            &["/e", "/e"],
        );
    }

    #[test]
    fn what_v2alpha1_does_not_take_is_told() {
        check(
            to_alpha_and_read,
            r#"{"kind":"Panel","spec":{"id":1,"data":{"spec":{"queryOptions":{"timeCompare":"1d"}}},"vizConfig":{"kind":"Odd","group":"stat","version":"12","spec":{"fieldConfig":{"defaults":{"actions":[{"title":"a"}],"nullValueMode":"null","unit":"s"}}}}}}"#,
            r#"{"kind":"Panel","spec":{"id":1,"data":{"spec":{"queryOptions":{},"queries":[],"transformations":[]},"kind":""},"vizConfig":{"kind":"stat","spec":{"pluginVersion":"12","fieldConfig":{"defaults":{"unit":"s"},"overrides":[]},"options":null}},"title":"","description":"","links":[]}}"#,
            &[
                "/e/spec/vizConfig/kind",
                "/e/spec/vizConfig/spec/fieldConfig/defaults/actions",
                "/e/spec/vizConfig/spec/fieldConfig/defaults/nullValueMode",
                "/e/spec/data/spec/queryOptions/timeCompare",
            ],
        );
    }
}
