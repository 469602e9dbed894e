//! What a kind of variable is, and the members that several kinds have.

use super::options::OPTION;
use crate::engine::{Notes, StepError};
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Members, Object};

/// A kind of variable; the functions do what is special about it.
pub(super) struct Kind {
    /// The `type` of the classic variable.
    pub(super) classic: &'static str,
    /// The `kind` of the v2 variable.
    pub(super) v2: &'static str,
    /// The members of its `spec`.
    pub(super) spec: &'static [Member],
    /// Takes apart the classic variable; returns members of `spec`.
    pub(super) up: for<'a> fn(&mut Source<'_, 'a>, &mut Notes<'_>) -> Members<'a>,
    /// Takes apart `spec`; returns members of the classic variable.
    pub(super) down: for<'a> fn(&mut Source<'_, 'a>, &mut Notes<'_>) -> Members<'a>,
    /// Changes the variable.
    pub(super) to_beta: fn(&mut Object<'_>, &Path<'_>, &mut Notes<'_>) -> Result<(), StepError>,
    /// Changes the variable.
    pub(super) to_alpha: fn(&mut Object<'_>, &Path<'_>, &mut Notes<'_>),
}

impl Kind {
    /// Makes a kind with nothing special about it.
    pub(super) const fn new(classic: &'static str, v2: &'static str, spec: &'static [Member]) -> Self {
        Self {
            classic,
            v2,
            spec,
            up: |variable, _| Members::new(variable.arena()),
            down: |spec, _| Members::new(spec.arena()),
            to_beta: |_, _, _| Ok(()),
            to_alpha: |_, _, _| {},
        }
    }
}

pub(super) const NAME: Member = member("name", Type::Text, Written::Always);
pub(super) const LABEL: Member = member("label", Type::Text, Written::Set);
pub(super) const DESCRIPTION: Member = member("description", Type::Text, Written::Set);
pub(super) const HIDE: Member = member("hide", Type::Text, Written::Always);
pub(super) const SKIP_URL_SYNC: Member = member("skipUrlSync", Type::Flag, Written::Always);
pub(super) const QUERY: Member = member("query", Type::Text, Written::Always);
pub(super) const CURRENT: Member = member("current", Type::Object(OPTION), Written::Always);
pub(super) const OPTIONS: Member = member("options", Type::List(&Type::Object(OPTION)), Written::Null);
pub(super) const REFRESH: Member = member("refresh", Type::Text, Written::Always);
pub(super) const REGEX: Member = member("regex", Type::Text, Written::Always);
pub(super) const MULTI: Member = member("multi", Type::Flag, Written::Always);
pub(super) const INCLUDE_ALL: Member = member("includeAll", Type::Flag, Written::Always);
pub(super) const ALL_VALUE: Member = member("allValue", Type::Text, Written::Set);
pub(super) const ALLOW_CUSTOM_VALUE: Member = member("allowCustomValue", Type::Flag, Written::Always);
