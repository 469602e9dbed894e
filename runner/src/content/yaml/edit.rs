//! A dashboard that is itself a mapping of YAML: only what differs is written anew.

use super::print::{Layout, flow};
use super::scalar::Scalar;
use super::tree::{Entry, Item, Kind, Tree, begins_line, line_start};
use dashlift::json::{Array, LoneSurrogate, Object, Value};
use std::collections::HashMap;
use std::ops::Range;

/// Why a difference cannot be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A comment would go.
    Comment,
    /// The text is not laid out in a way that can be changed piecemeal.
    Layout,
    /// A text is half of a surrogate pair.
    LoneSurrogate,
}

impl From<LoneSurrogate> for Refusal {
    fn from(_: LoneSurrogate) -> Self {
        Self::LoneSurrogate
    }
}

/// Writes differences into a text.
pub(super) struct Editor<'s> {
    source: &'s str,
    layout: Layout,
    /// Whether comments may go.
    may_reformat: bool,
    edits: Vec<(Range<usize>, String)>,
}

/// Where a value stands and what it belongs to.
#[derive(Clone, Copy)]
struct Slot {
    /// Behind the `:` or `-`.
    start: usize,
    /// The column of the key or the `-`.
    column: usize,
    is_item: bool,
}

impl<'s> Editor<'s> {
    pub(super) fn new(source: &'s str, layout: Layout, may_reformat: bool) -> Self {
        Self { source, layout, may_reformat, edits: Vec::new() }
    }

    /// Notes what turns a mapping into another one.
    ///
    /// # Errors
    /// If that is not possible in place.
    pub(super) fn root(&mut self, tree: &Tree, before: &Value<'_>, after: &Value<'_>) -> Result<(), Refusal> {
        let done = match (&tree.kind, before, after) {
            (Kind::Mapping { entries, is_flow: false }, Value::Object(before), Value::Object(after)) => {
                self.entries(entries, before, after)
            }
            _ => Err(Refusal::Layout),
        };
        done.or_else(|refusal| {
            let is_free = self.may_reformat || !has_comment(self.source, tree.range.clone(), tree);
            if !is_free || refusal == Refusal::LoneSurrogate {
                return Err(refusal);
            }
            self.edits.clear();
            self.whole(tree, after)
        })
    }

    /// Notes that the whole mapping is printed anew.
    ///
    /// # Errors
    /// If a text is half of a surrogate pair.
    pub(super) fn whole(&mut self, tree: &Tree, after: &Value<'_>) -> Result<(), Refusal> {
        let is_flow = matches!(tree.kind, Kind::Mapping { is_flow: true, .. });
        let column = self.column(tree.range.start);
        let text = if is_flow { flow(after)? } else { self.layout.block(after, column)? };
        let text = if ends_line(self.source, tree.range.end) { text + self.layout.newline } else { text };
        self.edits.push((tree.range.clone(), text));
        Ok(())
    }

    /// Returns the text with the differences in it.
    pub(super) fn finish(mut self) -> String {
        // What is put in stands before what begins there.
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::new();
        let mut done = 0;
        for (range, text) in self.edits {
            out.push_str(self.source.get(done..range.start).unwrap_or_default());
            out.push_str(&text);
            done = range.end.max(done);
        }
        out + self.source.get(done..).unwrap_or_default()
    }

    fn value(
        &mut self,
        tree: &Tree,
        before: &Value<'_>,
        after: &Value<'_>,
        slot: Slot,
    ) -> Result<(), Refusal> {
        if before == after {
            return Ok(());
        }
        let mark = self.edits.len();
        let done = match (&tree.kind, before, after) {
            (Kind::Mapping { entries, is_flow: false }, Value::Object(before), Value::Object(after))
                if !after.is_empty() =>
            {
                self.entries(entries, before, after)
            }
            (Kind::Sequence { items, is_flow: false }, Value::Array(before), Value::Array(after))
                if !after.is_empty() =>
            {
                self.items(items, before, after)
            }
            (Kind::Scalar(_, style), _, Value::String(text)) if !tree.is_absent() => {
                let (scalar, range) = Scalar::of(self.source, tree, *style, self.layout.newline);
                match text.to_unicode().ok().filter(|_| matches!(before, Value::String(_))) {
                    Some(text) if scalar.can_hold(&text) => {
                        self.edits.push((range, scalar.encode(&text).map_err(|_| Refusal::Layout)?));
                        Ok(())
                    }
                    _ => Err(Refusal::Layout),
                }
            }
            _ => Err(Refusal::Layout),
        };
        done.or_else(|refusal| {
            self.edits.truncate(mark);
            if refusal == Refusal::LoneSurrogate { Err(refusal) } else { self.replace(tree, after, slot) }
        })
    }

    /// Prints a value anew, if no comment stands in it.
    fn replace(&mut self, tree: &Tree, after: &Value<'_>, slot: Slot) -> Result<(), Refusal> {
        let is_leaf = |value: &Value<'_>| match value {
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            Value::String(text) => !text.to_text().contains('\n'),
            _ => true,
        };
        let is_flow =
            matches!(tree.kind, Kind::Mapping { is_flow: true, .. } | Kind::Sequence { is_flow: true, .. });
        let range = slot.start..tree.range.end;
        if !self.may_reformat && has_comment(self.source, range.clone(), tree) {
            return Err(Refusal::Comment);
        }
        let is_empty_flow = is_flow && self.source[tree.range.clone()].len() == 2;
        let text = if is_leaf(after) || (is_flow && !is_empty_flow) {
            // A comment behind it stays.
            format!(" {}", flow(after)?)
        } else {
            let rest = &self.source[tree.range.end..line_end(self.source, tree.range.end)];
            if !rest.trim().is_empty() && !self.may_reformat {
                return Err(Refusal::Comment);
            }
            match slot.is_item {
                true => self.layout.behind_dash(after, slot.column)?,
                false => self.layout.behind_key(after, slot.column)?,
            }
        };
        let text = if ends_line(self.source, tree.range.end) && tree.range.end > slot.start {
            text + self.layout.newline
        } else {
            text
        };
        self.edits.push((range, text));
        Ok(())
    }

    fn entries(&mut self, entries: &[Entry], before: &Object<'_>, after: &Object<'_>) -> Result<(), Refusal> {
        let members = before.members();
        let Some(first) = entries.first().filter(|_| entries.len() == members.len()) else {
            return Err(Refusal::Layout);
        };
        let column = self.column(first.key.range.start);
        let wanted: HashMap<_, _> = after.iter().map(|(name, value)| (name.to_text(), value)).collect();
        let mut kept = HashMap::new();
        let mut siblings = Vec::new();
        for (entry, member) in entries.iter().zip(members) {
            let name = member.name.to_text();
            let range = entry.key.range.start..entry.value.range.end;
            let new = wanted.get(&name);
            siblings.push((range.clone(), new.is_some()));
            if let Some(new) = new {
                let slot = Slot { start: entry.behind, column, is_item: false };
                self.value(&entry.value, &member.value, new, slot)?;
                kept.insert(name, line_end(self.source, range.end));
            }
        }
        self.remove(&siblings)?;
        if kept.is_empty() {
            return Err(Refusal::Layout);
        }
        let mut at = entries.last().map_or(0, |last| line_end(self.source, last.value.range.end));
        for (name, value) in after.iter() {
            match kept.get(&name.to_text()) {
                Some(end) => at = *end,
                None => self.insert(at, column, &self.layout.entry(name, value, column)?),
            }
        }
        Ok(())
    }

    /// Elements are compared as the core does: common beginning, common end, then by index.
    fn items(&mut self, items: &[Item], before: &Array<'_>, after: &Array<'_>) -> Result<(), Refusal> {
        let (before, after) = (before.as_slice(), after.as_slice());
        let Some(first) = items.first().filter(|_| items.len() == before.len()) else {
            return Err(Refusal::Layout);
        };
        let column = self.column(first.dash);
        let shorter = before.len().min(after.len());
        let same = |(left, right): &(&Value<'_>, &Value<'_>)| left == right;
        let head = before.iter().zip(after).take_while(same).count();
        let tail = before.iter().rev().zip(after.iter().rev()).take(shorter - head).take_while(same).count();
        let paired = shorter - tail;
        for index in head..paired {
            let (Some(item), Some(old), Some(new)) = (items.get(index), before.get(index), after.get(index))
            else {
                return Err(Refusal::Layout);
            };
            self.value(&item.value, old, new, Slot { start: item.dash + 1, column, is_item: true })?;
        }
        let is_kept = |index| index < paired || index >= before.len() - tail;
        let siblings = items.iter().enumerate();
        let siblings = siblings.map(|(index, item)| (item.dash..item.value.range.end, is_kept(index)));
        self.remove(&siblings.collect::<Vec<_>>())?;
        let at = match paired.checked_sub(1).and_then(|index| items.get(index)) {
            Some(last) => line_end(self.source, last.value.range.end),
            None if begins_line(self.source, first.dash) => line_start(self.source, first.dash),
            None => return Err(Refusal::Layout),
        };
        for value in after.iter().take(after.len() - tail).skip(paired) {
            self.insert(at, column, &format!("-{}", self.layout.behind_dash(value, column)?));
        }
        Ok(())
    }

    /// Takes out the lines of those siblings that are not kept; to ones that share their line with a `-`, the first one
    /// that is kept moves up.
    fn remove(&mut self, siblings: &[(Range<usize>, bool)]) -> Result<(), Refusal> {
        let Some((first, _)) = siblings.first() else { return Ok(()) };
        let shares_line = !begins_line(self.source, first.start);
        let leading = siblings.iter().take_while(|(_, is_kept)| shares_line && !is_kept).count();
        if leading > 0 {
            let Some((kept, _)) = siblings.get(leading) else { return Err(Refusal::Layout) };
            let gaps = siblings.iter().zip(siblings.iter().skip(1)).take(leading);
            let mut gaps = gaps.filter_map(|((left, _), (right, _))| self.source.get(left.end..right.start));
            if !self.may_reformat && gaps.any(|gap| gap.contains('#')) {
                return Err(Refusal::Comment);
            }
            self.edits.push((first.start..kept.start, String::new()));
        }
        for (range, _) in siblings.iter().skip(leading).filter(|(_, is_kept)| !is_kept) {
            let lines = line_start(self.source, range.start)..line_end(self.source, range.end);
            self.edits.push((lines, String::new()));
        }
        Ok(())
    }

    /// Puts in an entry as lines of its own.
    fn insert(&mut self, at: usize, column: usize, text: &str) {
        let newline = self.layout.newline;
        let blanks = " ".repeat(column);
        let is_ended = at == 0 || self.source[..at].ends_with('\n');
        let lines =
            if is_ended { format!("{blanks}{text}{newline}") } else { format!("{newline}{blanks}{text}") };
        self.edits.push((at..at, lines));
    }

    fn column(&self, at: usize) -> usize {
        at - line_start(self.source, at)
    }
}

/// Returns where the line ends in which a value does, its line break included.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    match ends_line(source, at) {
        true => at,
        false => source[at..].find('\n').map_or(source.len(), |length| at + length + 1),
    }
}

/// Whether a value ends with its line, as block scalars do.
fn ends_line(source: &str, at: usize) -> bool {
    source[..at].ends_with('\n')
}

/// Whether a comment stands between the scalars of a value.
fn has_comment(source: &str, range: Range<usize>, tree: &Tree) -> bool {
    let mut scalars = Vec::new();
    collect_scalars(tree, &mut scalars);
    let mut at = range.start;
    for scalar in scalars {
        if source.get(at..scalar.start).is_some_and(|gap| gap.contains('#')) {
            return true;
        }
        at = scalar.end.max(at);
    }
    source.get(at..range.end).is_some_and(|gap| gap.contains('#'))
}

fn collect_scalars(tree: &Tree, found: &mut Vec<Range<usize>>) {
    match &tree.kind {
        Kind::Scalar(..) | Kind::Alias(_) => found.push(tree.range.clone()),
        Kind::Sequence { items, .. } => items.iter().for_each(|item| collect_scalars(&item.value, found)),
        Kind::Mapping { entries, .. } => {
            for entry in entries {
                collect_scalars(&entry.key, found);
                collect_scalars(&entry.value, found);
            }
        }
    }
}
