//! v19: links of panels are URLs.
//!
//! Before: `{"panels": [{"links": [{"type": "dashboard", "dashboard": "Edge Nodes (EU)", "title": "Nodes", "keepTime": true}, {"dashUri": "db/ops", "targetBlank": true}]}]}`
//! After:  `{"panels": [{"links": [{"url": "dashboard/db/edge-nodes-eu?$__url_time_range", "title": "Nodes"}, {"url": "dashboard/db/ops", "title": "", "targetBlank": true}]}]}`
//!
//! Every link has `url` and `title`, and `targetBlank` where it is true; the other members go. The first parameter is
//! introduced by `?`, whatever the URL holds. Only top-level panels are visited (spec 20-versions-17-30).

use super::losses::dropped;
use super::panels::numbered;
use super::readers::{filled_text, flag};
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Draft, Object, Value, array, object, push_name};
use std::fmt;

pub(super) const STEP: Step = Step {
    id: "grafana/19",
    summary: "links of panels are URLs",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(18, 19)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, panel) in doc.array_mut("panels").into_iter().flat_map(numbered) {
        let Some(links) = panel.array("links").filter(|links| !links.is_empty()) else { continue };
        for (inner, link) in links.iter().enumerate() {
            tell_losses(link, format_args!("/panels/{index}/links/{inner}"), notes);
        }
        let links = array(links.objects().map(converted));
        panel.set("links", links);
    }
    Ok(())
}

/// Tells of what is no link, and of the members that a link does not have any more.
fn tell_losses(link: &Value<'_>, at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    let Some(members) = link.as_object() else {
        return dropped(notes, at, link, "a link is an object");
    };
    for (name, value) in members.iter() {
        let name = name.to_text();
        let reason = match &*name {
            "type" | "keepTime" | "includeVars" | "targetBlank" => continue,
            "url" | "dashboard" | "dashUri" | "title" | "params" if value.as_text().is_some() => continue,
            "url" | "dashboard" | "dashUri" | "title" | "params" => "it is no text",
            _ => "links of panels have no place for it",
        };
        let mut path = String::new();
        push_name(&mut path, &name);
        dropped(notes, format_args!("{at}{path}"), value, reason);
    }
}

fn converted<'a>(link: &Object<'a>) -> Draft<'a> {
    let title = link.get("title").filter(|title| matches!(title, Value::String(_)));
    let title = title.map_or(Draft::from(""), |title| title.copied().into());
    let blank = flag(link, "targetBlank").then_some(("targetBlank", Draft::from(true)));
    object([("url", url(link).into()), ("title", title)].into_iter().chain(blank))
}

/// Returns what a link leads to, with the parameters that it asks for (rules 3 and 5).
fn url(link: &Object<'_>) -> String {
    let mut url = if let Some(url) = filled_text(link, "url") {
        url.into_owned()
    } else if let Some(title) = filled_text(link, "dashboard") {
        format!("dashboard/db/{}", slug(&title))
    } else if let Some(path) = filled_text(link, "dashUri") {
        format!("dashboard/{path}")
    } else {
        "/".to_owned()
    };
    let time = flag(link, "keepTime").then_some("$__url_time_range".into());
    let variables = flag(link, "includeVars").then_some("$__all_variables".into());
    let parameters = [time, variables, filled_text(link, "params")];
    for (parameter, separator) in
        parameters.iter().flatten().zip(std::iter::once('?').chain(std::iter::repeat('&')))
    {
        url.push(separator);
        url.push_str(parameter);
    }
    url
}

/// Returns the part of a URL that stood for a title (rule 4).
fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    let mut after_space = false;
    for character in title.chars() {
        let character = match character {
            // The two others whose lower case is a letter of ASCII.
            '\u{212A}' => 'k',
            '\u{130}' => 'i',
            other => other.to_ascii_lowercase(),
        };
        match character {
            ' ' => {
                if !after_space {
                    slug.push('-');
                }
                after_space = true;
            }
            'a'..='z' | '0'..='9' | '_' => {
                slug.push(character);
                after_space = false;
            }
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs() {
        for (title, expected) in [
            ("Ünïcode Näme", "ncode-nme"),
            ("already-hyphenated name", "alreadyhyphenated-name"),
            ("  lead and trail  ", "-lead-and-trail-"),
            ("Disk/IO (host_1)", "diskio-host_1"),
            ("a - b", "a-b"),
            ("\u{212A}elvin \u{130}", "kelvin-i"),
            ("!!!", ""),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }
}
