//! The time range of a dashboard and what belongs to it (spec 10-format-v2, section 10).

use super::parts::NO_PLACE;
use super::schema::{INT, Member, Type, Written, member};
use super::source::Source;
use super::texts::texts;
use crate::engine::{LossCode, LossKind, Notes};
use crate::grafana::v2::object;
use crate::json::{Draft, Members, Value};

pub(super) const TIME_SETTINGS: &[Member] = &[
    member("timezone", Type::Text, Written::Set),
    member("from", Type::Text, Written::Always),
    member("to", Type::Text, Written::Always),
    member("autoRefresh", Type::Text, Written::Always),
    member("autoRefreshIntervals", Type::List(&Type::Text), Written::Null),
    member("quickRanges", Type::List(&Type::Object(QUICK_RANGE)), Written::Filled),
    member("hideTimepicker", Type::Flag, Written::Always),
    member("weekStart", Type::Text, Written::Set),
    member("fiscalYearStartMonth", INT, Written::Always),
    member("nowDelay", Type::Text, Written::Set),
];

const QUICK_RANGE: &[Member] = &[
    member("display", Type::Text, Written::Always),
    member("from", Type::Text, Written::Always),
    member("to", Type::Text, Written::Always),
];

const INTERVALS: &str = r#"["5s","10s","30s","1m","5m","15m","30m","1h","2h","1d"]"#;

/// The ends of a time range that says none.
const RANGE: [(&str, &str); 2] = [("from", "now-6h"), ("to", "now")];

/// Takes the time settings of a classic dashboard (spec 20-classic-to-v2, section 4).
pub(super) fn up<'a>(dashboard: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let at = dashboard.at();
    let timezone = dashboard.text("timezone").map_or("browser".into(), Draft::from);
    let mut members = Members::of(dashboard.arena(), [("timezone", timezone)]);
    let mut range = dashboard.object("time").map(|range| Source::new(range, at.member("time")));
    for (name, default) in RANGE {
        let end = range.as_mut().and_then(|range| range.filled_text(name));
        members.put(name, end.map_or(default.into(), Draft::from));
    }
    if let Some(range) = range {
        range.finish(notes, NO_PLACE);
    }
    members.put("autoRefresh", dashboard.text_or_empty("refresh"));
    if let Some(picker) = dashboard.object("timepicker") {
        let mut picker = Source::new(picker, at.member("timepicker"));
        picker_up(&mut picker, &mut members, notes);
        picker.finish(notes, NO_PLACE);
    } else {
        members.put("autoRefreshIntervals", Draft::json(INTERVALS));
        members.put("hideTimepicker", false.into());
    }
    members.put_some("weekStart", dashboard.filled_text("weekStart"));
    let month = dashboard.integer("fiscalYearStartMonth").unwrap_or_default();
    members.put("fiscalYearStartMonth", Draft::whole(month));
    members.into()
}

fn picker_up<'a>(picker: &mut Source<'_, 'a>, members: &mut Members<'a>, notes: &mut Notes<'_>) {
    let at = picker.at();
    let intervals = match texts(picker, "refresh_intervals", notes) {
        Some(texts) if !texts.is_empty() => Value::Array(texts).into(),
        None => Draft::json(INTERVALS),
        Some(none) => {
            let at = at.member("refresh_intervals").to_string();
            let message = "no intervals at all become the usual ones";
            notes.lose(LossCode::Defaulted, LossKind::Member, at, Some(&Value::Array(none)), message);
            Draft::json(INTERVALS)
        }
    };
    members.put("autoRefreshIntervals", intervals);
    let ranges = picker.parts("quick_ranges", quick_range_up, notes);
    if !ranges.is_empty() {
        members.put("quickRanges", ranges.into());
    }
    members.put("hideTimepicker", (picker.flag("hidden") == Some(true)).into());
    members.put_some("nowDelay", picker.filled_text("nowDelay"));
}

fn quick_range_up<'a>(range: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    Some(object(range.arena(), ["display", "from", "to"].map(|name| (name, range.text_or_empty(name)))))
}

/// Makes time settings members of a classic dashboard; nothing of them is lost (spec 30-v2-to-classic, section 3).
pub(super) fn down<'a>(settings: &mut Source<'_, 'a>, members: &mut Members<'a>) {
    let range = RANGE
        .map(|(name, default)| (name, settings.filled_text(name).map_or(Draft::from(default), Draft::from)));
    members.put("time", object(settings.arena(), range));
    members.put_some("timezone", settings.take("timezone"));
    members.put("refresh", settings.text_or_empty("autoRefresh"));
    members.put("fiscalYearStartMonth", settings.take("fiscalYearStartMonth").into());
    members.put_some("weekStart", settings.take("weekStart"));
    let mut picker = Members::new(settings.arena());
    for (v2, classic) in [("autoRefreshIntervals", "refresh_intervals"), ("quickRanges", "quick_ranges")] {
        let list = settings.take(v2).filter(|list| list.as_array().is_some_and(|list| !list.is_empty()));
        picker.put_some(classic, list);
    }
    if settings.flag("hideTimepicker") == Some(true) {
        picker.put("hidden", true.into());
    }
    picker.put_some("nowDelay", settings.take("nowDelay"));
    if !picker.is_empty() {
        members.put("timepicker", picker.into());
    }
}
