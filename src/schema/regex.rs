//! Regular expressions as the steps of a pattern: `.` `[a-z]` `[^a]` `(a|b)` `*` `+` `?` `{2,3}` `\d`
//! `\w`, and `\` before any other character. Bounded in length and depth, with no backtracking; the
//! positions of the expression are its steps (Glushkov's construction).

use super::analysis::push_folded;
use super::pattern::{END, On, Program, Step};

/// Most characters that an expression may take, repetitions written out.
const MOST_STEPS: usize = 120;
/// How deep parentheses may be nested.
const MOST_DEPTH: usize = 20;

/// Why something is no regular expression: one short sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotARegex(&'static str);

type Result<T> = std::result::Result<T, NotARegex>;

/// An expression.
#[derive(Clone, Debug)]
enum Part {
    One(On),
    /// One behind the other.
    Row(Vec<Part>),
    /// One of these.
    Ways(Vec<Part>),
    /// So many times; `None` for as many as one likes.
    Times(Box<Part>, usize, Option<usize>),
}

/// The steps of the expression `typed`, and what all that it matches begins with.
pub(super) fn program(typed: &str) -> Result<(Program, String)> {
    let typed = typed.strip_prefix('^').unwrap_or(typed);
    let typed = typed.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(typed);
    if typed.is_empty() {
        return Err(NotARegex("there is nothing in it"));
    }
    let mut reader = Reader { rest: typed.chars().collect::<Vec<_>>().into_iter(), depth: 0 };
    let part = reader.ways()?;
    if reader.peek().is_some() {
        return Err(NotARegex("a closing parenthesis has no partner"));
    }
    let mut prefix = String::new();
    beginning(&part, &mut prefix);
    let mut program = Program::default();
    let ends = place(&part, &mut program)?;
    program.start = ends.first | if ends.empty { END } else { 0 };
    join(&mut program, ends.last, END);
    Ok((program, prefix))
}

/// Appends the characters that `part` has to begin with; whether what follows it goes on from there.
fn beginning(part: &Part, prefix: &mut String) -> bool {
    match part {
        Part::One(On::One(c)) => {
            prefix.push(*c);
            true
        }
        Part::Row(parts) => parts.iter().all(|part| beginning(part, prefix)),
        _ => false,
    }
}

struct Reader {
    rest: std::vec::IntoIter<char>,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.as_slice().first().copied()
    }

    fn take(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        if is {
            self.rest.next();
        }
        is
    }

    fn ways(&mut self) -> Result<Part> {
        let mut ways = vec![self.row()?];
        while self.take('|') {
            ways.push(self.row()?);
        }
        Ok(if ways.len() > 1 { Part::Ways(ways) } else { ways.pop().unwrap_or(Part::Row(Vec::new())) })
    }

    fn row(&mut self) -> Result<Part> {
        let mut row = Vec::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            self.rest.next();
            let part = self.atom(c)?;
            row.push(self.times(part)?);
        }
        Ok(Part::Row(row))
    }

    fn atom(&mut self, c: char) -> Result<Part> {
        Ok(match c {
            '.' => Part::One(On::Any),
            '(' => {
                self.depth += 1;
                if self.depth > MOST_DEPTH {
                    return Err(NotARegex("its parentheses are nested too deep"));
                }
                let inside = self.ways()?;
                if !self.take(')') {
                    return Err(NotARegex("a parenthesis has no partner"));
                }
                self.depth -= 1;
                inside
            }
            '[' => Part::One(self.class()?),
            '*' | '+' | '?' | '{' => return Err(NotARegex("there is nothing to repeat")),
            '\\' => match self.rest.next() {
                Some('d') => Part::One(On::Of { ranges: vec![('0', '9')], not: false }),
                Some('w') => Part::One(On::Any),
                Some(c) => literal(c),
                None => return Err(NotARegex("nothing follows its last backslash")),
            },
            c => literal(c),
        })
    }

    /// Inside `[…]`.
    fn class(&mut self) -> Result<On> {
        const UNCLOSED: NotARegex = NotARegex("a bracket has no partner");
        let not = self.take('^');
        let mut ranges = Vec::new();
        loop {
            let from = match self.rest.next().ok_or(UNCLOSED)? {
                ']' if !ranges.is_empty() => return Ok(On::Of { ranges, not }),
                '\\' => self.rest.next().ok_or(UNCLOSED)?,
                c => c,
            };
            let is_range = self.peek() == Some('-') && self.rest.as_slice().get(1).is_some_and(|c| *c != ']');
            let to = if is_range {
                self.rest.next();
                self.rest.next().ok_or(UNCLOSED)?
            } else {
                from
            };
            ranges.push((lower(from), lower(to)));
            if ranges.len() > MOST_STEPS {
                return Err(NotARegex("it is too long"));
            }
        }
    }

    /// What stands behind `part`: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,3}`.
    fn times(&mut self, part: Part) -> Result<Part> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.rest.next();
                let least = self.number()?;
                let most = if self.take(',') { self.number()? } else { least };
                if self.peek() != Some('}') || least.is_none() || most.is_some_and(|most| Some(most) < least)
                {
                    return Err(NotARegex("a repetition is written {2}, {2,} or {2,3}"));
                }
                (least.unwrap_or(0), most)
            }
            _ => return Ok(part),
        };
        self.rest.next();
        if matches!(self.peek(), Some('*' | '+' | '?' | '{')) {
            return Err(NotARegex("a repetition is repeated"));
        }
        Ok(Part::Times(Box::new(part), least, most))
    }

    fn number(&mut self) -> Result<Option<usize>> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.rest.next();
            let digit = usize::try_from(digit).unwrap_or(0);
            number = Some(number.unwrap_or(0usize).saturating_mul(10).saturating_add(digit));
        }
        if number.is_some_and(|number| number > MOST_STEPS) {
            Err(NotARegex("it is too long"))
        } else {
            Ok(number)
        }
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// A character as words are folded: in lower case, without its accent.
fn literal(c: char) -> Part {
    let mut folded = String::new();
    push_folded(c, &mut folded);
    let mut row: Vec<Part> = folded.chars().map(|c| Part::One(On::One(c))).collect();
    if row.len() == 1 { row.pop().unwrap_or(Part::Row(Vec::new())) } else { Part::Row(row) }
}

/// Where a part may begin and end, as sets of steps, and whether it may be nothing.
struct Ends {
    first: u128,
    last: u128,
    empty: bool,
}

const NOTHING: Ends = Ends { first: 0, last: 0, empty: true };

/// Gives each character of `part` its step.
fn place(part: &Part, program: &mut Program) -> Result<Ends> {
    match part {
        Part::One(on) => {
            let at = program.steps.len();
            if at >= MOST_STEPS {
                return Err(NotARegex("it is too long"));
            }
            program.steps.push(Step { on: on.clone(), to: 0 });
            Ok(Ends { first: 1 << at, last: 1 << at, empty: false })
        }
        Part::Row(parts) => {
            let mut row = NOTHING;
            for part in parts {
                let next = place(part, program)?;
                row = behind(&row, &next, program);
            }
            Ok(row)
        }
        Part::Ways(parts) => {
            let mut all = Ends { first: 0, last: 0, empty: false };
            for part in parts {
                let way = place(part, program)?;
                all = Ends {
                    first: all.first | way.first,
                    last: all.last | way.last,
                    empty: all.empty || way.empty,
                };
            }
            Ok(all)
        }
        Part::Times(part, least, most) => {
            let mut row = NOTHING;
            let before = program.steps.len();
            for _ in 0..*least {
                let next = place(part, program)?;
                row = behind(&row, &next, program);
                // Nothing, many times, is nothing: else nested repetitions of it would never end.
                if program.steps.len() == before {
                    return Ok(row);
                }
            }
            match most {
                None => {
                    let mut any = place(part, program)?;
                    join(program, any.last, any.first);
                    any.empty = true;
                    row = behind(&row, &any, program);
                }
                Some(most) => {
                    for _ in *least..*most {
                        let next = Ends { empty: true, ..place(part, program)? };
                        row = behind(&row, &next, program);
                        if program.steps.len() == before {
                            break;
                        }
                    }
                }
            }
            Ok(row)
        }
    }
}

/// `a`, and `b` behind it.
fn behind(a: &Ends, b: &Ends, program: &mut Program) -> Ends {
    join(program, a.last, b.first);
    Ends {
        first: a.first | if a.empty { b.first } else { 0 },
        last: b.last | if b.empty { a.last } else { 0 },
        empty: a.empty && b.empty,
    }
}

/// Lets every step in `from` lead to those in `to`.
fn join(program: &mut Program, from: u128, to: u128) {
    for (at, step) in (0..).zip(&mut program.steps) {
        if from & (1 << at) != 0 {
            step.to |= to;
        }
    }
}
