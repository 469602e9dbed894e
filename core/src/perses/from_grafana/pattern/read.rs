//! Reading an expression into a program, part by part; the parts are code from a start to the end.

use super::class::{Class, is_word};
use super::{Edge, Inst, MAX_PROGRAM, Pattern};

/// The deepest nesting of groups.
const MAX_DEPTH: usize = 100;
/// The highest count of a repetition, as in RE2.
const MAX_COUNT: usize = 1000;
/// What is longer in braces is text.
const MAX_BRACES: usize = 24;

/// Reads a whole expression.
pub(super) fn read(expression: &str) -> Option<Pattern> {
    let program = Pattern { code: Vec::new(), classes: Vec::new() };
    let mut reader =
        Reader { rest: expression, flags: Flags::default(), program, names: Vec::new(), weight: 0 };
    reader.alternatives(0)?;
    reader.rest.is_empty().then_some(reader.program)
}

struct Reader<'e> {
    rest: &'e str,
    flags: Flags,
    program: Pattern,
    names: Vec<&'e str>,
    /// The ranges in all classes.
    weight: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Flags {
    ignores_case: bool,
    many_lines: bool,
    dot_takes_all: bool,
}

impl<'e> Reader<'e> {
    /// Reads `a|b|c` up to a closing parenthesis; flags last until there.
    fn alternatives(&mut self, depth: usize) -> Option<()> {
        let flags = self.flags;
        let mut start = self.here();
        let mut exits = Vec::new();
        loop {
            self.sequence(depth)?;
            if !self.eat("|") {
                break;
            }
            let length = self.here() - start;
            self.insert(start, Inst::Fork(offset(length + 2)))?;
            exits.push(self.here());
            self.emit(Inst::Jump(0))?;
            start = self.here();
        }
        let end = self.here();
        for exit in exits {
            if let Some(inst) = self.program.code.get_mut(exit) {
                *inst = Inst::Jump(offset(end - exit));
            }
        }
        self.flags = flags;
        Some(())
    }

    fn sequence(&mut self, depth: usize) -> Option<()> {
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let operand = self.atom(depth)?;
            let Some((least, most)) = self.count()? else { continue };
            self.repeat(operand?, least, most)?;
            self.eat("?");
            if self.count()?.is_some() {
                return None;
            }
        }
        Some(())
    }

    /// Reads one part and returns where the code begins that a count would repeat, if there is any.
    fn atom(&mut self, depth: usize) -> Option<Option<usize>> {
        let start = self.here();
        if self.rest.starts_with(|next: char| is_word(next) || next == ' ') {
            let character = self.next()?;
            self.literal(character)?;
            return Some(Some(start));
        }
        if self.eat("\\Q") {
            let (text, rest) = self.rest.split_once("\\E").unwrap_or((self.rest, ""));
            self.rest = rest;
            let mut last = None;
            for character in text.chars() {
                last = Some(self.here());
                self.literal(character)?;
            }
            return Some(last);
        }
        if self.eat("(") {
            return self.group(depth);
        }
        if let Some(edge) = self.edge() {
            self.emit(Inst::Hold(edge))?;
        } else if self.eat("[") {
            let class = self.class()?;
            self.take(class)?;
        } else if self.eat(".") {
            self.take(Class::any(self.flags.dot_takes_all))?;
        } else if let Some(class) = self.letter_class() {
            self.take(class)?;
        } else if self.rest.starts_with(['*', '+', '?']) {
            return None;
        } else {
            let character = self.character()?;
            self.literal(character)?;
        }
        Some(Some(start))
    }

    fn edge(&mut self) -> Option<Edge> {
        let lines = self.flags.many_lines;
        let edges = [
            ("^", if lines { Edge::LineStart } else { Edge::TextStart }),
            ("$", if lines { Edge::LineEnd } else { Edge::TextEnd }),
            ("\\A", Edge::TextStart),
            ("\\z", Edge::TextEnd),
            ("\\b", Edge::Word),
            ("\\B", Edge::NoWord),
        ];
        edges.into_iter().find(|(spelling, _)| self.eat(spelling)).map(|(_, edge)| edge)
    }

    /// Reads a group after its parenthesis: flags, a name or nothing, then what is in it.
    fn group(&mut self, depth: usize) -> Option<Option<usize>> {
        let (start, outer) = (self.here(), self.flags);
        if self.eat("?P<") || self.eat("?<") {
            let (name, rest) = self.rest.split_once('>')?;
            if name.is_empty() || !name.chars().all(is_word) || self.names.contains(&name) {
                return None;
            }
            self.names.push(name);
            self.rest = rest;
        } else if self.eat("?") && self.flags()? {
            return Some(None);
        }
        if depth == MAX_DEPTH {
            return None;
        }
        self.alternatives(depth + 1)?;
        self.flags = outer;
        self.eat(")").then_some(Some(start))
    }

    /// Reads `i-s)` or `i-s:`, and returns whether it was the former.
    fn flags(&mut self) -> Option<bool> {
        let (mut value, mut is_open) = (true, false);
        loop {
            match self.next()? {
                'i' => self.flags.ignores_case = value,
                'm' => self.flags.many_lines = value,
                's' => self.flags.dot_takes_all = value,
                'U' => {}
                '-' if value => {
                    (value, is_open) = (false, true);
                    continue;
                }
                end @ (':' | ')') if !is_open => return Some(end == ')'),
                _ => return None,
            }
            is_open = false;
        }
    }

    /// Reads a class after its bracket.
    fn class(&mut self) -> Option<Class> {
        let is_negated = self.eat("^");
        let mut class = Class::default();
        let mut is_first = true;
        while is_first || !self.eat("]") {
            is_first = false;
            if self.eat("[:") {
                let (name, rest) = self.rest.split_once(":]")?;
                self.rest = rest;
                class.add_class(Class::posix(name, self.flags.ignores_case)?);
                continue;
            }
            if let Some(other) = self.letter_class() {
                class.add_class(other);
                continue;
            }
            let low = self.character()?;
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            let high = if is_range {
                self.eat("-");
                self.character()?
            } else {
                low
            };
            class.add(low, high, self.flags.ignores_case)?;
        }
        if is_negated {
            class.negate();
        }
        Some(class)
    }

    /// Reads `\d`, `\D` and the like.
    fn letter_class(&mut self) -> Option<Class> {
        let letter = self.rest.strip_prefix('\\')?.get(..1).filter(|letter| "dDsSwW".contains(*letter))?;
        self.rest = self.rest.get(2..)?;
        let lower = letter.to_ascii_lowercase();
        Class::named(&lower, lower != letter, self.flags.ignores_case)
    }

    /// Reads a character, escaped or not.
    fn character(&mut self) -> Option<char> {
        let character = self.next()?;
        if character != '\\' {
            return Some(character);
        }
        match self.next()? {
            'a' => Some('\u{7}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'v' => Some('\u{b}'),
            'x' if self.eat("{") => {
                let (digits, rest) = self.rest.split_once('}')?;
                self.rest = rest;
                hexadecimal(digits)
            }
            'x' => {
                let (digits, rest) = self.rest.split_at_checked(2)?;
                self.rest = rest;
                hexadecimal(digits)
            }
            digit @ '0'..='7' => self.octal(digit),
            other if other.is_ascii() && !other.is_ascii_alphanumeric() => Some(other),
            _ => None,
        }
    }

    /// Reads up to two more octal digits; a single one but zero would be a reference to a group.
    fn octal(&mut self, first: char) -> Option<char> {
        let mut code = first.to_digit(8)?;
        if first != '0' && !self.rest.starts_with(|next: char| next.is_digit(8)) {
            return None;
        }
        for _ in 0..2 {
            let Some(digit) = self.rest.chars().next().and_then(|next| next.to_digit(8)) else { break };
            code = code * 8 + digit;
            self.next();
        }
        char::from_u32(code)
    }

    /// Reads `*`, `+`, `?`, `{2}`, `{2,}` or `{2,3}`; anything else in braces is text.
    fn count(&mut self) -> Option<Option<(usize, Option<usize>)>> {
        for (spelling, count) in [("*", (0, None)), ("+", (1, None)), ("?", (0, Some(1)))] {
            if self.eat(spelling) {
                return Some(Some(count));
            }
        }
        let Some(inside) = self.rest.strip_prefix('{') else { return Some(None) };
        let Some((end, _)) = inside.char_indices().take(MAX_BRACES).find(|(_, next)| *next == '}') else {
            return Some(None);
        };
        let (inside, rest) = inside.split_at(end);
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        let is_number = |text: &str| {
            let is_plain = text.len() == 1 || !text.starts_with('0');
            !text.is_empty() && is_plain && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(least) || !(most.is_empty() || is_number(most)) {
            return Some(None);
        }
        self.rest = rest.get(1..)?;
        let read = |text: &str| text.parse().ok().filter(|count| *count <= MAX_COUNT);
        let (least, most) = (read(least)?, if most.is_empty() { None } else { Some(read(most)?) });
        most.is_none_or(|most| least <= most).then_some(Some((least, most)))
    }

    fn repeat(&mut self, start: usize, least: usize, most: Option<usize>) -> Option<()> {
        let part = self.program.code.split_off(start);
        let back = offset(part.len());
        for _ in 0..least {
            self.extend(&part)?;
        }
        match most {
            None if least == 0 => {
                self.emit(Inst::Fork(back + 2))?;
                self.extend(&part)?;
                self.emit(Inst::Jump(-back - 1))
            }
            None => self.emit(Inst::Fork(-back)),
            Some(most) => {
                for _ in least..most {
                    self.emit(Inst::Fork(back + 1))?;
                    self.extend(&part)?;
                }
                Some(())
            }
        }
    }

    fn literal(&mut self, character: char) -> Option<()> {
        if !self.flags.ignores_case {
            self.weigh(1)?;
            return self.emit(Inst::Letter(character));
        }
        let mut class = Class::default();
        class.add(character, character, true)?;
        self.take(class)
    }

    fn take(&mut self, class: Class) -> Option<()> {
        self.weigh(class.weight())?;
        self.program.classes.push(class);
        self.emit(Inst::Take(self.program.classes.len() - 1))
    }

    fn weigh(&mut self, weight: usize) -> Option<()> {
        self.weight += weight;
        (self.weight <= MAX_PROGRAM).then_some(())
    }

    fn emit(&mut self, inst: Inst) -> Option<()> {
        self.extend(&[inst])
    }

    fn extend(&mut self, part: &[Inst]) -> Option<()> {
        self.program.code.extend(part);
        (self.here() <= MAX_PROGRAM).then_some(())
    }

    fn insert(&mut self, start: usize, inst: Inst) -> Option<()> {
        self.program.code.insert(start, inst);
        (self.here() <= MAX_PROGRAM).then_some(())
    }

    fn here(&self) -> usize {
        self.program.code.len()
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn offset(length: usize) -> isize {
    isize::try_from(length).unwrap_or(isize::MAX)
}

fn hexadecimal(digits: &str) -> Option<char> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| is_plain)?)
}
