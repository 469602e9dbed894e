//! Values that a step makes, before they are part of a document.

use super::arena::Arena;
use super::array::Array;
use super::duplicates::{may_repeat, resolve};
use super::number::Number;
use super::object::{Member, Object};
use super::scan::is_plain;
use super::text::{Str, write_escaped};
use super::tree::decode;
use super::value::{Lasting, Value};
use std::borrow::Cow;

/// A value to be put into a document.
///
/// Made from text, `bool`, a number (it counts as computed), `Option` (`None` is `null`), a [`Value`] that was taken out,
/// [`object()`], [`array()`] or [`Draft::json`].
///
/// # Example
/// ```
/// use dashlift::json::{Arena, Draft, array, object, parse};
/// let arena = Arena::new();
/// let mut root = parse(&arena, b"{}")?.root;
/// let doc = root.as_mut().into_object().expect("an object");
/// doc.set("refresh", object([("every", Draft::from(format!("{}s", 30)))]));
/// doc.set("tags", array(["a", "b"]));
/// doc.set("gridPos", Draft::json(r#"{"x": 0, "y": 0}"#));
/// assert_eq!(root.to_json(), r#"{"refresh":{"every":"30s"},"tags":["a","b"],"gridPos":{"x":0,"y":0}}"#);
/// # Ok::<(), dashlift::Error>(())
/// ```
#[derive(Debug)]
pub struct Draft<'a>(Inner<'a>);

#[derive(Debug)]
enum Inner<'a> {
    Value(Value<'a>),
    Text(Cow<'a, str>),
    Json(&'static str),
    /// A number that counts as written.
    Whole(i64),
    Spelling(String),
    Object(Vec<(Name<'a>, Draft<'a>)>),
    Members(Vec<Member<'a>>),
    Array(Vec<Draft<'a>>),
}

impl<'a> Draft<'a> {
    /// A value written as JSON in the code; its numbers count as written, not as computed.
    ///
    /// Text that is not JSON gives `null`; the table tests of a family catch that.
    pub fn json(text: &'static str) -> Self {
        Self(Inner::Json(text))
    }

    /// A whole number that counts as written.
    pub(crate) fn whole(number: i64) -> Self {
        Self(Inner::Whole(number))
    }

    /// A string that is written like this between its quotes.
    pub(crate) fn spelled(spelling: String) -> Self {
        Self(Inner::Spelling(spelling))
    }

    /// Makes the value part of a document.
    ///
    /// Most drafts are values; where the caller has just made one, it need not pass through memory.
    #[inline]
    pub(crate) fn install(self, arena: &'a Arena) -> Value<'a> {
        match self.0 {
            Inner::Value(value) => {
                if matches!(value, Value::Number(Number::Computed(_)) | Value::LastingNull(_)) {
                    arena.unsettle();
                }
                value
            }
            other => other.build(arena),
        }
    }
}

impl<'a> Inner<'a> {
    /// Builds what is no value yet.
    #[inline(never)]
    fn build(self, arena: &'a Arena) -> Value<'a> {
        match self {
            Inner::Value(value) => value,
            Inner::Text(text) => Value::String(install_text(text, arena)),
            Inner::Spelling(spelling) => Value::String(install_spelling(&spelling, arena)),
            Inner::Json(text) => leaf(text).unwrap_or_else(|| decode(arena, text).unwrap_or_default()),
            Inner::Whole(number) => Value::Number(Number::Text(whole_text(number, arena))),
            Inner::Array(items) => {
                let items = items.into_iter().map(|item| item.install(arena));
                Value::Array(arena.alloc(Array::new(arena, items)))
            }
            Inner::Members(members) => install_object(members.into_iter(), arena),
            Inner::Object(items) => {
                let member = |(name, value): (Name<'a>, Draft<'a>)| Member {
                    name: name.install(arena),
                    value: value.install(arena),
                };
                install_object(items.into_iter().map(member), arena)
            }
        }
    }
}

/// Returns the text of a whole number; the small ones, which most are, need no memory.
fn whole_text(number: i64, arena: &Arena) -> &str {
    const DIGITS: &str = "0123456789";
    let digit = usize::try_from(number).ok().and_then(|digit| DIGITS.get(digit..=digit));
    digit.unwrap_or_else(|| arena.text(&number.to_string()))
}

/// Returns the value of a text that is no more than a literal, which most drafts of this kind are.
fn leaf<'a>(text: &'static str) -> Option<Value<'a>> {
    match text {
        "null" => Some(Value::Null),
        "false" => Some(Value::Bool(false)),
        "true" => Some(Value::Bool(true)),
        "\"\"" => Some(Value::String(Str::plain(""))),
        "0" => Some(Value::Number(Number::Text("0"))),
        _ => None,
    }
}

/// Makes members an object; of repeated names the last one counts.
fn install_object<'a>(members: impl ExactSizeIterator<Item = Member<'a>>, arena: &'a Arena) -> Value<'a> {
    let mut slots = arena.slice(members);
    if may_repeat(slots) {
        let (_, surplus) = resolve(slots);
        let kept = slots.len() - surplus;
        slots = slots.get_mut(..kept).unwrap_or_default();
    }
    Value::Object(arena.alloc(Object::of(arena, slots)))
}

/// Makes text part of a document, with the minimal escapes if it needs any.
pub(crate) fn install_text<'a>(text: Cow<'a, str>, arena: &'a Arena) -> Str<'a> {
    if is_plain(&text) {
        return Str::plain(match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => arena.text(&text),
        });
    }
    let mut spelling = String::with_capacity(text.len() + 8);
    write_escaped(&text, &mut spelling);
    Str::spelled(arena.text(&spelling))
}

/// Makes a string of what is written between its quotes.
fn install_spelling<'a>(spelling: &str, arena: &'a Arena) -> Str<'a> {
    match spelling.contains('\\') {
        true => Str::spelled(arena.text(&format!("\"{spelling}\""))),
        false => Str::plain(arena.text(spelling)),
    }
}

/// The name of a member to be: text, or a string of a document, which keeps its spelling.
#[derive(Debug, Clone)]
pub struct Name<'a>(NameInner<'a>);

#[derive(Debug, Clone)]
enum NameInner<'a> {
    Text(Cow<'a, str>),
    Str(Str<'a>),
    Spelling(String),
}

impl<'a> Name<'a> {
    /// A name that is written like this between its quotes.
    pub(crate) fn spelled(spelling: String) -> Self {
        Self(NameInner::Spelling(spelling))
    }

    fn install(self, arena: &'a Arena) -> Str<'a> {
        match self.0 {
            NameInner::Text(text) => install_text(text, arena),
            NameInner::Str(name) => name,
            NameInner::Spelling(spelling) => install_spelling(&spelling, arena),
        }
    }
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(text: &'a str) -> Self {
        Self(NameInner::Text(Cow::Borrowed(text)))
    }
}

impl From<String> for Name<'_> {
    fn from(text: String) -> Self {
        Self(NameInner::Text(Cow::Owned(text)))
    }
}

impl<'a> From<Cow<'a, str>> for Name<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(NameInner::Text(text))
    }
}

impl<'a> From<Str<'a>> for Name<'a> {
    fn from(name: Str<'a>) -> Self {
        Self(NameInner::Str(name))
    }
}

/// Makes an object; of repeated names the last one counts.
pub fn object<'a, N: Into<Name<'a>>, V: Into<Draft<'a>>>(
    members: impl IntoIterator<Item = (N, V)>,
) -> Draft<'a> {
    Draft(Inner::Object(members.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
}

/// Makes an array.
pub fn array<'a, V: Into<Draft<'a>>>(values: impl IntoIterator<Item = V>) -> Draft<'a> {
    Draft(Inner::Array(values.into_iter().map(Into::into).collect()))
}

impl<'a> From<Value<'a>> for Draft<'a> {
    fn from(value: Value<'a>) -> Self {
        Self(Inner::Value(value))
    }
}

impl<'a> From<&'a str> for Draft<'a> {
    fn from(text: &'a str) -> Self {
        Self(Inner::Text(Cow::Borrowed(text)))
    }
}

impl From<String> for Draft<'_> {
    fn from(text: String) -> Self {
        Self(Inner::Text(Cow::Owned(text)))
    }
}

impl<'a> From<Cow<'a, str>> for Draft<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(Inner::Text(text))
    }
}

impl<'a> From<Str<'a>> for Draft<'a> {
    fn from(text: Str<'a>) -> Self {
        Value::String(text).into()
    }
}

impl<'a> From<Number<'a>> for Draft<'a> {
    fn from(number: Number<'a>) -> Self {
        Value::Number(number).into()
    }
}

/// A computed number.
impl From<f64> for Draft<'_> {
    fn from(number: f64) -> Self {
        Number::Computed(number).into()
    }
}

/// A computed number; beyond 2^53 it is the nearest 64-bit float.
/// All digits of a large integer are written, so that it can be read as one.
impl From<i64> for Draft<'_> {
    fn from(number: i64) -> Self {
        const EXACT: u64 = 1 << 53;
        if number.unsigned_abs() > EXACT { Self::whole(number) } else { (number as f64).into() }
    }
}

/// A computed number.
impl From<i32> for Draft<'_> {
    fn from(number: i32) -> Self {
        f64::from(number).into()
    }
}

impl<'a> From<&'a mut Array<'a>> for Draft<'a> {
    fn from(array: &'a mut Array<'a>) -> Self {
        Value::Array(array).into()
    }
}

/// An object with members that were taken out of one.
impl<'a> From<Vec<Member<'a>>> for Draft<'a> {
    fn from(members: Vec<Member<'a>>) -> Self {
        Self(Inner::Members(members))
    }
}

impl From<bool> for Draft<'_> {
    fn from(flag: bool) -> Self {
        Value::Bool(flag).into()
    }
}

impl From<Lasting> for Draft<'_> {
    fn from(lasting: Lasting) -> Self {
        Value::LastingNull(lasting).into()
    }
}

/// `None` is `null`.
impl<'a, V: Into<Draft<'a>>> From<Option<V>> for Draft<'a> {
    fn from(value: Option<V>) -> Self {
        value.map_or(Value::Null.into(), Into::into)
    }
}
