//! What becomes of variables, and what is told of them.

use super::{KINDS, VARIABLES, down, to_alpha, to_beta, up};
use crate::engine::{Context, ErrorKind, Notes, Options, StepError};
use crate::grafana::v2::path::Path;
use crate::grafana::v2::reading::{Purpose, Reading};
use crate::grafana::v2::schema::{In, Type};
use crate::grafana::v2::source::Source;
use crate::json::{Arena, Draft, Object, ValueMut, parse};

const ROOT: Path<'_> = Path::Root("");

/// Runs a conversion on a variable; returns what it makes and what it tells.
fn converted(
    variable: &str,
    conversion: for<'a> fn(&mut Object<'a>, &mut Notes<'_>) -> Result<Option<Draft<'a>>, StepError>,
) -> (Result<String, ErrorKind>, String) {
    let context = r#"{"datasources": [{"uid": "p", "type": "prometheus", "default": true}, {"uid": "l", "type": "loki"}]}"#;
    let (context, options) = (Context::from_json(context).unwrap(), Options::default());
    let mut notes = Notes::new(&context, &options);
    let arena = Arena::new();
    let mut list = parse(&arena, arena.text(&format!("[{variable}]")).as_bytes()).unwrap().root;
    let list = list.as_mut().into_array().unwrap();
    let object = list.get_mut(0).and_then(ValueMut::into_object).unwrap();
    let result = conversion(object, &mut notes);
    let result = result.map_err(|error| error.kind).map(|draft| {
        if let Some(draft) = draft {
            list.set(0, draft);
        }
        list.get(0).unwrap().to_json()
    });
    let tell = |loss: &crate::engine::Loss| format!("{} {}\n", loss.code.code(), loss.at);
    (result, notes.losses.iter().map(tell).collect())
}

fn read(
    variable: &mut Object<'_>,
    version: In,
    purpose: Purpose,
    notes: &mut Notes<'_>,
) -> Result<(), StepError> {
    let mut reading = Reading { version, purpose, notes };
    let read = reading.read(ValueMut::Object(variable), &Type::Variants(&VARIABLES), &ROOT);
    read.map(|draft| assert!(draft.is_none(), "the kind is known"))
}

fn check_up(variable: &str, expected: &str, losses: &[&str]) {
    let (result, told) = converted(variable, |variable, notes| {
        Ok(Some(up(Source::new(variable, ROOT), notes).unwrap_or(Draft::json("null"))))
    });
    assert_eq!((result.as_deref(), &*told), (Ok(expected), &*losses.concat()), "{variable}");
}

fn check_down(variable: &str, expected: &str, losses: &[&str]) {
    let (result, told) = converted(variable, |variable, notes| {
        read(variable, In::Alpha, Purpose::Down, notes)?;
        Ok(Some(down(Source::new(variable, ROOT), notes)))
    });
    assert_eq!((result.as_deref(), &*told), (Ok(expected), &*losses.concat()), "{variable}");
}

#[test]
fn what_a_classic_variable_says_goes_up_or_is_told() {
    check_up(
        r#"{"type":"textbox","name":"a","label":"","query":"q","hide":3,"options":[{"text":"q"}],
            "current":{"text":["x",1],"value":7,"selected":true}}"#,
        r#"{"kind":"TextVariable","spec":{"name":"a","current":{"text":["x"],"value":""},"query":"q","hide":"dontHide","skipUrlSync":false}}"#,
        &[
            "run-time-copy /options\n",
            "run-time-copy /current/selected\n",
            "dropped-by-format /current/text/1\n",
            "defaulted /current/value\n",
            "defaulted /hide\n",
        ],
    );
    check_up(
        r#"{"type":"interval","name":"i","options":[{"value":"1m"},{"text":"5m"},5],"auto_count":"030","refresh":1}"#,
        r#"{"kind":"IntervalVariable","spec":{"name":"i","query":"1m,5m","current":{"text":"","value":""},"options":[{"selected":false,"text":"","value":"1m"},{"selected":false,"text":"5m","value":""}],"auto":false,"auto_min":"","auto_count":30,"refresh":"onTimeRangeChanged","hide":"dontHide","skipUrlSync":false}}"#,
        &["defaulted /refresh\n", "dropped-by-format /options/2\n"],
    );
    check_up(
        r#"{"type":"switch","name":"s","options":[{"text":"on","value":"on"},{"text":"off","value":"0"},{"value":"x"}]}"#,
        r#"{"kind":"SwitchVariable","spec":{"name":"s","current":"0","enabledValue":"on","disabledValue":"0","hide":"dontHide","skipUrlSync":false}}"#,
        &["dropped-by-format /options/1/text\n", "dropped-by-format /options/2\n"],
    );
    check_up(r#"{"type":"system","name":"s"}"#, "null", &["dropped-by-format \n"]);
}

#[test]
fn references_go_up_as_far_as_they_have_a_uid() {
    check_up(
        r#"{"type":"adhoc","name":"a","datasource":{"type":"loki"},"filters":[{"key":"k","origin":"scope"}],"defaultKeys":["k",{"text":"t","value":"v"}]}"#,
        r#"{"kind":"AdhocVariable","spec":{"name":"a","baseFilters":[],"filters":[],"defaultKeys":[{"text":"k","value":"k"},{"text":"t","value":"t"}],"allowCustomValue":true,"hide":"dontHide","skipUrlSync":false}}"#,
        &[
            "dropped-by-format /datasource/type\n",
            "dropped-by-format /filters/0\n",
            "dropped-by-format /defaultKeys/1/value\n",
        ],
    );
    check_up(
        r#"{"type":"groupby","name":"g","datasource":{"type":"datasource"},"defaultValue":{"text":"a"}}"#,
        r#"{"kind":"GroupByVariable","spec":{"name":"g","datasource":{"type":"datasource","uid":"grafana"},"current":{"text":"","value":""},"options":[],"multi":true,"hide":"dontHide","skipUrlSync":false}}"#,
        &["dropped-by-format /defaultValue\n"],
    );
    check_up(
        r#"{"type":"query","name":"q","datasource":{"uid":"l"},"query":"up","refresh":2,"sort":"naturalAsc"}"#,
        r#"{"kind":"QueryVariable","spec":{"name":"q","datasource":{"type":"loki","uid":"l"},"query":{"kind":"loki","spec":{"__legacyStringValue":"up"}},"refresh":"onTimeRangeChanged","regex":"","sort":"naturalAsc","current":{"text":"","value":""},"options":[],"multi":false,"includeAll":false,"allowCustomValue":true,"hide":"dontHide","skipUrlSync":false}}"#,
        &[],
    );
}

#[test]
fn what_a_v2_variable_says_comes_down_or_is_told() {
    check_down(
        r#"{"kind":"ConstantVariable","spec":{"name":"c","query":"q","hide":"dontHide","current":{"text":[],"selected":true}}}"#,
        r#"{"type":"constant","name":"c","query":"q","current":{"text":"","value":""},"skipUrlSync":false,"hide":2}"#,
        &["defaulted /spec/hide\n", "run-time-copy /spec/current/selected\n"],
    );
    check_down(
        r#"{"kind":"AdhocVariable","spec":{"name":"a","datasource":{"type":"loki"},"filters":[{"key":"k","values":[],"origin":"dashboard"}],"defaultKeys":[]}}"#,
        r#"{"type":"adhoc","name":"a","filters":[{"key":"k","operator":"","value":""}],"allowCustomValue":false,"hide":0,"skipUrlSync":false}"#,
        &["dropped-by-format /spec/datasource/type\n", "dropped-by-format /spec/filters/0/origin\n"],
    );
    check_down(
        r#"{"kind":"SwitchVariable","spec":{"name":"s","current":"1","enabledValue":"1","disabledValue":"0","hide":"inControlsMenu"}}"#,
        r#"{"type":"switch","name":"s","hide":0,"skipUrlSync":false,"query":"","current":{"text":"1","value":"1"},"options":[{"text":"1","value":"1","selected":true},{"text":"0","value":"0","selected":false}]}"#,
        &["defaulted /spec/hide\n"],
    );
    check_down(
        r#"{"kind":"QueryVariable","spec":{"name":"q","query":{"kind":"loki","spec":{"__legacyStringValue":"up","a":1}},"placeholder":"p","staticOptions":[],"sort":"naturalDesc"}}"#,
        r#"{"type":"query","name":"q","refresh":0,"regex":"","sort":8,"current":{"text":"","value":""},"options":[],"multi":false,"includeAll":false,"allowCustomValue":false,"hide":0,"skipUrlSync":false,"query":"up","datasource":{"type":"loki"}}"#,
        &["dropped-by-format /spec/query/spec/a\n", "dropped-by-format /spec/placeholder\n"],
    );
}

#[test]
fn the_v2_versions_tell_what_they_do_not_share() {
    let check_beta = |variable: &str, expected: Result<&str, ErrorKind>, losses: &[&str]| {
        let (result, told) = converted(variable, |variable, notes| {
            read(variable, In::Alpha, Purpose::Copy, notes)?;
            to_beta(variable, &ROOT, notes).map(|()| None)
        });
        assert_eq!((result.as_deref(), &*told), (expected.as_ref().map(|text| *text), &*losses.concat()));
    };
    check_beta(
        r#"{"kind":"AdhocVariable","spec":{"name":"a","datasource":{"uid":"u"},"filters":[]}}"#,
        Ok(
            r#"{"kind":"AdhocVariable","group":"","datasource":{"name":"u"},"spec":{"name":"a","filters":[],"baseFilters":null,"defaultKeys":null,"allowCustomValue":false,"hide":"","skipUrlSync":false}}"#,
        ),
        &[],
    );
    check_beta(
        r#"{"kind":"GroupByVariable","spec":{"datasource":{"uid":"u"}}}"#,
        Err(ErrorKind::ReferenceCrash),
        &[],
    );
    let (result, told) = converted(
        r#"{"kind":"CustomVariable","spec":{"name":"c","valuesFormat":"csv","options":[{"text":"a","value":"b","properties":{"p":"q"}}]}}"#,
        |variable, notes| {
            read(variable, In::Beta, Purpose::Copy, notes)?;
            to_alpha(variable, &ROOT, notes);
            Ok(None)
        },
    );
    let expected = r#"{"kind":"CustomVariable","spec":{"name":"c","options":[{"text":"a","value":"b"}],"query":"","current":{"text":null,"value":null},"multi":false,"includeAll":false,"allowCustomValue":false,"hide":"","skipUrlSync":false}}"#;
    assert_eq!(result.as_deref(), Ok(expected));
    assert_eq!(told, "dropped-by-format /spec/options/0/properties\ndropped-by-format /spec/valuesFormat\n");
}

#[test]
fn tables_are_complete() {
    assert!(KINDS.iter().map(|kind| kind.v2).eq(VARIABLES.of.iter().map(|(name, _)| *name)));
    for kind in &KINDS {
        for common in ["name", "label", "description", "hide", "skipUrlSync"] {
            assert!(kind.spec.iter().any(|member| member.name == common), "{} has no {common}", kind.v2);
        }
    }
}
