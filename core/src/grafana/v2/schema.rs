//! What a format is: a table that says which members an object has, of which type, and when each is written (spec
//! 10-format-v2, section 0).

use crate::engine::LossKind;

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub(in crate::grafana) struct Member {
    pub(in crate::grafana) name: &'static str,
    pub(in crate::grafana) of: Type,
    pub(in crate::grafana) written: Written,
    pub(in crate::grafana) versions: In,
}

/// When a member is written (columns W of spec 10-format-v2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::grafana) enum Written {
    /// A: always; what is missing has its zero value.
    Always,
    /// O: if it is set, also to nothing.
    Set,
    /// N: if it has content.
    Filled,
    /// V: always; as null if it was never set, also after a copy.
    Null,
    /// V: always; as null if it was never set, but empty after a copy (spec 40-v2alpha1-v2beta1, section 2).
    Listed,
    /// If it is not the zero value.
    NonZero,
}

/// The range of a whole number; as one byte it keeps the tables small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::grafana) enum Whole {
    Int64,
    Int32,
    Unsigned16,
    Unsigned32,
}

impl Whole {
    pub(super) fn contains(self, number: i64) -> bool {
        match self {
            Self::Int64 => true,
            Self::Int32 => i32::try_from(number).is_ok(),
            Self::Unsigned16 => u16::try_from(number).is_ok(),
            Self::Unsigned32 => u32::try_from(number).is_ok(),
        }
    }
}

/// Which of the two v2 versions have a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::grafana) enum In {
    Both,
    Alpha,
    Beta,
}

/// What a value has to be.
#[derive(Debug, Clone, Copy)]
pub(in crate::grafana) enum Type {
    Text,
    Flag,
    /// A whole number, spelled as one, in this range.
    Integer(Whole),
    /// Any number.
    Number,
    /// A number or null.
    NumberOrNull,
    TextOrNumber,
    TextOrTexts,
    /// Any value; null counts as not set.
    Any,
    /// An object with any values.
    AnyMap,
    /// A time (RFC 3339); it is written in UTC, without fractions of a second.
    Time,
    List(&'static Type),
    Map(&'static Type),
    Object(&'static [Member]),
    /// One of several objects, told apart by a text; an unknown one is read as null.
    Variants(&'static Variants),
}

/// Objects that are told apart by a text.
#[derive(Debug)]
pub(in crate::grafana) struct Variants {
    /// The member with the text: `kind`.
    pub(in crate::grafana) by: &'static str,
    /// The texts, each with all members of its object.
    pub(in crate::grafana) of: &'static [(&'static str, &'static [Member])],
    /// What is lost with an unknown one.
    pub(in crate::grafana) lost: LossKind,
}

/// A whole number of 64 bits.
pub(in crate::grafana) const INT: Type = Type::Integer(Whole::Int64);

/// Makes a row of a table for both versions.
pub(in crate::grafana) const fn member(name: &'static str, of: Type, written: Written) -> Member {
    Member { name, of, written, versions: In::Both }
}

impl Member {
    /// The same, in one version only.
    pub(in crate::grafana) const fn only(self, versions: In) -> Self {
        Self { versions, ..self }
    }
}

/// Returns whether a version of the format has a member.
pub(super) fn is_in(member: &Member, version: In) -> bool {
    member.versions == In::Both || member.versions == version
}

/// Returns the zero value of a type as JSON; objects are completed by reading them.
pub(super) fn zero(of: &Type) -> &'static str {
    match of {
        Type::Text | Type::Time => "\"\"",
        Type::Flag => "false",
        Type::Integer(..) | Type::Number => "0",
        Type::Object(_) => "{}",
        Type::NumberOrNull
        | Type::TextOrNumber
        | Type::TextOrTexts
        | Type::Any
        | Type::AnyMap
        | Type::List(_)
        | Type::Map(_)
        | Type::Variants(_) => "null",
    }
}

/// Returns the empty list or map of a type as JSON.
pub(super) fn empty(of: &Type) -> &'static str {
    if matches!(of, Type::List(_)) { "[]" } else { "{}" }
}

/// Returns what people call a type.
pub(super) fn name_of(of: &Type) -> &'static str {
    match of {
        Type::Text => "a text",
        Type::Flag => "true or false",
        Type::Integer(..) => "a whole number within its range",
        Type::Number => "a number",
        Type::NumberOrNull => "a number or null",
        Type::TextOrNumber => "a text or a number",
        Type::TextOrTexts => "a text or a list of texts",
        Type::Any => "a value",
        Type::Time => "a time such as `2030-01-01T00:00:00Z`",
        Type::List(_) => "a list",
        Type::AnyMap | Type::Map(_) | Type::Object(_) | Type::Variants(_) => "an object",
    }
}
