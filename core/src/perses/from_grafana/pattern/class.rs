//! Classes of characters.

/// A set of characters, as ranges with both ends in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Class {
    ranges: Vec<(char, char)>,
    is_negated: bool,
}

/// The classes that have a letter or a name; those with a letter come first.
const NAMED: &[(&str, &[(char, char)])] = &[
    ("d", &[('0', '9')]),
    ("s", &[('\t', '\n'), ('\u{c}', '\r'), (' ', ' ')]),
    ("w", &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
    ("alnum", &[('0', '9'), ('A', 'Z'), ('a', 'z')]),
    ("alpha", &[('A', 'Z'), ('a', 'z')]),
    ("ascii", &[('\0', '\u{7f}')]),
    ("blank", &[('\t', '\t'), (' ', ' ')]),
    ("cntrl", &[('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')]),
    ("digit", &[('0', '9')]),
    ("graph", &[('!', '~')]),
    ("lower", &[('a', 'z')]),
    ("print", &[(' ', '~')]),
    ("punct", &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
    ("space", &[('\t', '\r'), (' ', ' ')]),
    ("upper", &[('A', 'Z')]),
    ("word", &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
    ("xdigit", &[('0', '9'), ('A', 'F'), ('a', 'f')]),
];

/// The letters beyond ASCII that equal an ASCII letter when case does not count.
const FOLDED: [(char, char); 2] = [('k', '\u{212a}'), ('s', '\u{17f}')];

impl Class {
    /// Everything but a line break, or everything.
    pub(super) fn any(with_line_break: bool) -> Self {
        let ranges = if with_line_break { Vec::new() } else { vec![('\n', '\n')] };
        Self { ranges, is_negated: true }
    }

    /// Returns the class of this name, with or without regard to case.
    pub(super) fn named(name: &str, is_negated: bool, folds: bool) -> Option<Self> {
        let (_, ranges) = NAMED.iter().find(|(known, _)| *known == name)?;
        let mut class = Self { ranges: Vec::new(), is_negated };
        for (low, high) in *ranges {
            class.add(*low, *high, folds)?;
        }
        Some(class)
    }

    /// Returns the class of `[:alpha:]` or `[:^alpha:]`, of which the name is given.
    pub(super) fn posix(name: &str, folds: bool) -> Option<Self> {
        let positive = name.strip_prefix('^');
        let plain = positive.unwrap_or(name);
        if plain.len() > 1 { Self::named(plain, positive.is_some(), folds) } else { None }
    }

    pub(super) fn negate(&mut self) {
        self.is_negated = !self.is_negated;
    }

    /// Adds a range; `None` if it is none, or if case does not count and it has letters that are not ASCII.
    pub(super) fn add(&mut self, low: char, high: char, folds: bool) -> Option<()> {
        if low > high || (folds && !high.is_ascii()) {
            return None;
        }
        self.ranges.push((low, high));
        if folds {
            for letter in 'a'..='z' {
                let upper = letter.to_ascii_uppercase();
                if (low..=high).contains(&letter) || (low..=high).contains(&upper) {
                    self.ranges.extend([(letter, letter), (upper, upper)]);
                    let folded = FOLDED.iter().filter(|(known, _)| *known == letter);
                    self.ranges.extend(folded.map(|(_, other)| (*other, *other)));
                }
            }
        }
        Some(())
    }

    /// Adds the characters of another class.
    pub(super) fn add_class(&mut self, other: Self) {
        let is_negated = other.is_negated;
        let mut ranges = crate::json::sorted(other.ranges, Ord::cmp);
        if is_negated {
            ranges = gaps(&ranges);
        }
        self.ranges.extend(ranges);
    }

    pub(super) fn contains(&self, character: char) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&character)) != self.is_negated
    }

    /// Returns what a look costs.
    pub(super) fn weight(&self) -> usize {
        self.ranges.len()
    }
}

/// Returns what lies between ranges that are sorted.
fn gaps(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let mut gaps = Vec::new();
    let mut next = Some('\0');
    for (low, high) in ranges {
        let Some(first) = next else { break };
        if let Some(last) = ('\0'..*low).next_back().filter(|last| *last >= first) {
            gaps.push((first, last));
        }
        next = (first.max(*high)..=char::MAX).nth(usize::from(*high >= first));
    }
    gaps.extend(next.map(|first| (first, char::MAX)));
    gaps
}

/// Returns whether it is a letter, digit or `_` of ASCII.
pub(super) fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}
