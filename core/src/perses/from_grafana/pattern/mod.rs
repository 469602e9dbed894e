//! Regular expressions: whether a text contains a match, in RE2's dialect (spec 20-grafana-to-perses, TS5).
//!
//! Only yes or no is asked, so that neither groups nor greediness matter, and a set of places in a small program is all
//! that has to be remembered: time is linear in the text and in the program, whatever the expression.
//! Not understood, and told as such: `\p` classes, and `(?i)` beside letters that are not ASCII.

mod class;
mod read;

use class::{Class, is_word};

/// The longest program, and the most ranges in its classes.
const MAX_PROGRAM: usize = 4096;

/// A compiled expression.
#[derive(Debug)]
pub(super) struct Pattern {
    code: Vec<Inst>,
    classes: Vec<Class>,
}

/// An instruction; behind the last one there is a match. Jumps are relative, so that code can be copied.
#[derive(Debug, Clone, Copy)]
enum Inst {
    /// Takes this character.
    Letter(char),
    /// Takes one character of the class with this index.
    Take(usize),
    /// Goes on at the next instruction and at another one.
    Fork(isize),
    /// Goes on at another one.
    Jump(isize),
    /// Goes on at the next one if this holds between two characters.
    Hold(Edge),
}

/// A condition on the two characters around a place.
#[derive(Debug, Clone, Copy)]
enum Edge {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    Word,
    NoWord,
}

impl Edge {
    fn holds(self, before: Option<char>, after: Option<char>) -> bool {
        let at_word = before.is_some_and(is_word) != after.is_some_and(is_word);
        match self {
            Self::TextStart => before.is_none(),
            Self::TextEnd => after.is_none(),
            Self::LineStart => before.is_none_or(|character| character == '\n'),
            Self::LineEnd => after.is_none_or(|character| character == '\n'),
            Self::Word => at_word,
            Self::NoWord => !at_word,
        }
    }
}

impl Pattern {
    /// Reads an expression; `None` if it is not valid or not understood.
    pub(super) fn new(expression: &str) -> Option<Self> {
        read::read(expression)
    }

    /// Returns whether the text contains a match; `None` if that takes more work than is left.
    pub(super) fn is_in(&self, text: &str, work: &mut usize) -> Option<bool> {
        let mut seen = vec![usize::MAX; self.code.len() + 1];
        let (mut current, mut next) = (Vec::new(), Vec::new());
        let mut before = None;
        let mut characters = text.chars();
        for position in 0.. {
            let after = characters.next();
            if current.is_empty() && self.starts_otherwise(after) {
                *work = work.checked_sub(2)?;
                before = after;
                continue;
            }
            current.push(0);
            while let Some(place) = current.pop() {
                match seen.get_mut(place) {
                    Some(mark) if *mark != position => *mark = position,
                    _ => continue,
                }
                let Some(inst) = self.code.get(place) else { return Some(true) };
                *work = work.checked_sub(1 + self.weight(inst))?;
                match *inst {
                    Inst::Letter(letter) if after == Some(letter) => next.push(place + 1),
                    Inst::Take(class) if self.takes(class, after) => next.push(place + 1),
                    Inst::Letter(_) | Inst::Take(_) => {}
                    Inst::Fork(other) => current.extend([place.wrapping_add_signed(other), place + 1]),
                    Inst::Jump(other) => current.push(place.wrapping_add_signed(other)),
                    Inst::Hold(edge) if edge.holds(before, after) => current.push(place + 1),
                    Inst::Hold(_) => {}
                }
            }
            if after.is_none() {
                break;
            }
            before = after;
            std::mem::swap(&mut current, &mut next);
        }
        Some(false)
    }

    /// Returns whether a match would have to begin with another character than this one.
    fn starts_otherwise(&self, character: Option<char>) -> bool {
        matches!(self.code.first(), Some(Inst::Letter(first)) if character.is_some_and(|it| it != *first))
    }

    fn takes(&self, class: usize, character: Option<char>) -> bool {
        let class = self.classes.get(class);
        character.zip(class).is_some_and(|(character, class)| class.contains(character))
    }

    fn weight(&self, inst: &Inst) -> usize {
        match inst {
            Inst::Letter(_) => 1,
            Inst::Take(class) => self.classes.get(*class).map_or(0, Class::weight),
            Inst::Fork(_) | Inst::Jump(_) | Inst::Hold(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, text: &str) -> Option<bool> {
        Pattern::new(expression)?.is_in(text, &mut 1_000_000)
    }

    #[test]
    fn texts_that_contain_a_match() {
        for (expression, text) in [
            ("", ""),
            ("", "x"),
            ("b", "abc"),
            ("^cpu.*", "cpu {{host}}"),
            ("{{host}}", "cpu {{host}}"),
            ("a|b|cd", "xcd"),
            ("(a|b)*c$", "abac"),
            ("^(?:a+b?){2,3}$", "aabab"),
            ("^a{2}$", "aa"),
            ("^a{2,}$", "aaaa"),
            ("^a{0}$", ""),
            ("a{,2}", "a{,2}"),
            ("^[^a-c]+$", "xyz\n"),
            ("^[]a]+$", "]a"),
            ("^[a-]+$", "a-"),
            ("^[\\w.-]+$", "a_1.-"),
            ("^[[:alpha:][:^ascii:]]+$", "aé"),
            ("\\bcpu\\b", "the cpu is"),
            ("\\Bpu", "cpu"),
            ("^\\d\\D\\s\\S\\W$", "1a b!"),
            ("(?i)CPU", "cpu"),
            ("(?i:c)PU", "cPU"),
            ("(?i)[k-l]", "\u{212a}"),
            ("(?m)^b$", "a\nb\nc"),
            ("(?s)a.b", "a\nb"),
            ("(?U)a+?", "a"),
            ("\\Qa+b\\E+", "xa+bb"),
            ("\\Q[", "["),
            ("\\x41\\x{42}\\103\\.", "ABC."),
            ("(?P<n>a)(?<m>b)", "ab"),
            ("(a*)*b", "aaab"),
            ("a*?b", "aab"),
            ("()*a", "a"),
            ("é.", "é😀"),
            ("\\Aa\\z", "a"),
            ("^*a", "a"),
            ("a||b", "zz"),
            ("x{1,1000}", "x"),
        ] {
            assert_eq!(check(expression, text), Some(true), "{expression} in {text}");
        }
    }

    #[test]
    fn texts_that_contain_none() {
        for (expression, text) in [
            ("a", ""),
            ("^b", "ab"),
            ("a$", "ab"),
            ("a$", "a\n"),
            ("a.b", "a\nb"),
            ("CPU", "cpu"),
            ("(?i)(?-i)A", "a"),
            ("((?i)a)B", "Ab"),
            ("(?i)[^k]", "\u{212a}"),
            ("(?i)\\W", "k"),
            ("^a{2,3}$", "aaaa"),
            ("\\Bcpu", "cpu"),
            ("[^\\D]", "a"),
            ("[[:digit:]]", "é"),
        ] {
            assert_eq!(check(expression, text), Some(false), "{expression} in {text}");
        }
    }

    #[test]
    fn what_is_not_valid_or_not_understood() {
        let deep = format!("{}a{}", "(".repeat(1000), ")".repeat(1000));
        for expression in [
            "(",
            ")",
            "a)",
            "[",
            "[a",
            "[b-a]",
            "[a-\\d]",
            "*",
            "a**",
            "a*+",
            "a{2}{3}",
            "a|*",
            "(*)",
            "a{2,1}",
            "a{1001}",
            "(?=a)",
            "(?<!a)",
            "(?P<n>a)(?P<n>b)",
            "(?P<>a)",
            "(?i",
            "(?-)",
            "(?x)a",
            "\\",
            "\\1",
            "\\8",
            "\\Z",
            "\\C",
            "\\E",
            "\\pL",
            "[\\b]",
            "[[:foo:]]",
            "\\x{110000}",
            "\\xg",
            "(?i)é",
            "(a{100}){100}",
            "\\y",
            &deep,
        ] {
            assert!(Pattern::new(expression).is_none(), "{expression}");
        }
    }

    #[test]
    fn work_is_linear_and_bounded() {
        let mut work = 1_000_000;
        let text = "a".repeat(10_000);
        assert_eq!(Pattern::new("(a*)*(a|aa)*b").unwrap().is_in(&text, &mut work), Some(false));
        assert!(work > 500_000, "{work}");
        assert_eq!(Pattern::new("a{500}b").unwrap().is_in(&text, &mut work), None);
    }
}
