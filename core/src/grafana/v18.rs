//! v18: `options-gauge` becomes `options`, with value formatting in `valueOptions`.
//!
//! Before: `{"panels": [{"options": {}, "options-gauge": {"unit": "bytes", "max": 9, "thresholds": [{"value": 1}, {"value": 5}]}}]}`
//! After:  `{"panels": [{"options": {"valueOptions": {"unit": "bytes"}, "max": 9, "thresholds": [{"value": 5}, {"value": 1}]}}]}`
//!
//! Thresholds come in opposite order. Former `options` are replaced as a whole; `valueOptions` of the old settings win.
//! The type of a panel does not matter; only top-level panels are visited (spec 20-versions-17-30).

use super::panels::numbered;
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::{Array, Draft, Member, Object, Value, array, object};

pub(super) const STEP: Step = Step {
    id: "grafana/18",
    summary: "`options-gauge` becomes `options`, with value formatting in `valueOptions`",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(17, 18)
};

/// Settings that go into `valueOptions` (rule 2.1).
const VALUE_OPTIONS: [&str; 5] = ["unit", "stat", "decimals", "prefix", "suffix"];

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, panel) in doc.array_mut("panels").into_iter().flat_map(numbered) {
        let Some(settings) = panel.object_mut("options-gauge") else { continue };
        let options = convert(settings.take_all());
        panel.remove("options-gauge");
        if let Some(old) = panel.set("options", options)
            && !old.is_null()
            && !old.as_object().is_some_and(Object::is_empty)
        {
            let message = "`options-gauge` takes the place of the former `options`";
            let at = format!("/panels/{index}/options");
            notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(&old), message);
        }
    }
    Ok(())
}

fn convert(settings: Vec<Member<'_>>) -> Draft<'_> {
    let (formatting, others): (Vec<_>, Vec<_>) =
        settings.into_iter().partition(|setting| VALUE_OPTIONS.iter().any(|name| setting.name == *name));
    let mut options = vec![("valueOptions".into(), Draft::from(formatting))];
    for Member { name, mut value } in others {
        let name = name.to_text();
        match (&*name, &mut value) {
            ("options", _) => {}
            ("thresholds", Value::Array(thresholds)) if !thresholds.is_empty() => {
                options.push((name, reversed(thresholds)));
            }
            ("thresholds", _) => {}
            _ => options.push((name, value.into())),
        }
    }
    object(options)
}

fn reversed<'a>(list: &mut Array<'a>) -> Draft<'a> {
    array(list.take_all().into_iter().rev())
}
