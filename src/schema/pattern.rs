//! Patterns: which written forms a word with wildcards, a misspelt word or a regular expression stands
//! for. One meaning for every engine; time in proportion to the text it is held against.

use super::analysis::{Analyzer, push_folded};
use super::regex::{NotARegex, program};

/// Most letters of a pattern.
const MOST_LETTERS: usize = 100;
/// The bit of a set of steps that says: it may end here.
pub(super) const END: u128 = 1 << 127;

/// What a written form must be like: folded words are held against it, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    typed: String,
    prefix: String,
    machine: Machine,
}

/// How a form is held against a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Machine {
    /// Step by step, several ways at once.
    Steps(Program),
    /// Letter by letter, with so many mistakes.
    Mistakes { word: Vec<char>, most: u8 },
}

/// The steps of a pattern; sets of steps are bits of a number, and [`END`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    /// Where it may begin.
    pub(super) start: u128,
}

/// One step: a character, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) on: On,
    pub(super) to: u128,
}

/// The characters that a step takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// This one.
    One(char),
    /// Any.
    Any,
    /// Those in one of these ranges, or in none where `not`.
    Of { ranges: Vec<(char, char)>, not: bool },
}

impl On {
    fn takes(&self, c: char) -> bool {
        match self {
            Self::One(own) => *own == c,
            Self::Any => true,
            Self::Of { ranges, not } => ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *not,
        }
    }
}

impl Pattern {
    /// A word in which `*` stands for any letters and `?` for one; `None` where it is too long.
    #[must_use]
    pub fn wild(typed: &str) -> Option<Self> {
        let mut steps: Vec<Option<On>> = Vec::new();
        let mut folded = String::new();
        for c in typed.chars() {
            match c {
                // Twice the same star is one.
                '*' if matches!(steps.last(), Some(None)) => {}
                '*' => steps.push(None),
                '?' => steps.push(Some(On::Any)),
                c => {
                    folded.clear();
                    push_folded(c, &mut folded);
                    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '&' | '+' | '#');
                    steps.extend(folded.chars().filter(kept).map(|c| Some(On::One(c))));
                }
            }
        }
        if steps.len() > MOST_LETTERS {
            return None;
        }
        let prefix = steps
            .iter()
            .map_while(|step| match step {
                Some(On::One(c)) => Some(*c),
                _ => None,
            })
            .collect();
        // From a star on, what is behind it may come at once.
        let from = |at: usize| {
            let stars = steps.iter().skip(at).take_while(|step| step.is_none()).count();
            let last = at + stars;
            (at..last).fold(if last == steps.len() { END } else { 1 << last }, |set, step| set | 1 << step)
        };
        let program = Program {
            steps: (0..)
                .zip(&steps)
                .map(|(at, step)| match step {
                    None => Step { on: On::Any, to: from(at) },
                    Some(on) => Step { on: on.clone(), to: from(at + 1) },
                })
                .collect(),
            start: from(0),
        };
        Some(Self { typed: typed.to_owned(), prefix, machine: Machine::Steps(program) })
    }

    /// A word with so many mistakes at most: letters left out, put in, exchanged with another or with
    /// the next (optimal string alignment). Always fewer than it has letters. `None` where it is no
    /// single word.
    #[must_use]
    pub fn like(typed: &str, mistakes: u8) -> Option<Self> {
        let mut words = Analyzer::default().folded_words(typed).into_iter();
        let (Some(word), None) = (words.next(), words.next()) else { return None };
        let word: Vec<char> = word.chars().take(MOST_LETTERS).collect();
        let most = mistakes.min(u8::try_from(word.len().saturating_sub(1)).unwrap_or(mistakes));
        let typed = format!("{typed}~{mistakes}");
        Some(Self { typed, prefix: String::new(), machine: Machine::Mistakes { word, most } })
    }

    /// A regular expression for a whole word, in lower case.
    ///
    /// # Errors
    /// Where it is none, or too long.
    pub fn regex(typed: &str) -> Result<Self, NotARegex> {
        let (program, prefix) = program(typed)?;
        Ok(Self { typed: format!("/{typed}/"), prefix, machine: Machine::Steps(program) })
    }

    /// The pattern as typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What every form that it stands for begins with.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Holds forms against it.
    #[must_use]
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher { machine: &self.machine, chars: Vec::new(), states: vec![self.machine.start()] }
    }
}

impl Machine {
    fn start(&self) -> State {
        match self {
            Self::Steps(program) => State::Steps(program.start),
            Self::Mistakes { word, most } => {
                let last = u8::try_from(word.len()).unwrap_or(u8::MAX);
                State::Row((0..=last).map(|at| at.min(most + 1)).collect())
            }
        }
    }
}

/// How far a form has come.
#[derive(Clone, Debug)]
enum State {
    /// The steps that may come next.
    Steps(u128),
    /// The mistakes made so far, for each number of the word's letters.
    Row(Vec<u8>),
}

/// A pattern held against forms one after another; what begins alike is looked at once.
#[derive(Debug)]
pub struct Matcher<'a> {
    machine: &'a Machine,
    chars: Vec<char>,
    /// The state before each of `chars`, and behind the last.
    states: Vec<State>,
}

impl Matcher<'_> {
    /// Whether `form`, a folded word, is one that the pattern stands for.
    pub fn is_match(&mut self, form: &str) -> bool {
        let same = self.chars.iter().zip(form.chars()).take_while(|(own, c)| **own == *c).count();
        self.chars.truncate(same);
        self.states.truncate(same + 1);
        for c in form.chars().skip(same) {
            if self.states.last().is_none_or(|state| self.is_dead(state)) {
                return false;
            }
            let next = self.after(c);
            self.chars.push(c);
            self.states.push(next);
        }
        self.states.last().is_some_and(|state| self.is_end(state))
    }

    fn is_dead(&self, state: &State) -> bool {
        match (state, self.machine) {
            (State::Steps(set), _) => set & !END == 0,
            (State::Row(row), Machine::Mistakes { most, .. }) => row.iter().all(|mistakes| mistakes > most),
            (State::Row(_), Machine::Steps(_)) => true,
        }
    }

    fn is_end(&self, state: &State) -> bool {
        match (state, self.machine) {
            (State::Steps(set), _) => set & END != 0,
            (State::Row(row), Machine::Mistakes { most, .. }) => row.last().is_some_and(|last| last <= most),
            (State::Row(_), Machine::Steps(_)) => false,
        }
    }

    /// The state that `c` leads to.
    fn after(&self, c: char) -> State {
        match (self.machine, self.states.last()) {
            (Machine::Steps(program), Some(State::Steps(set))) => {
                let open =
                    (0..).zip(&program.steps).filter(|(at, step)| set & (1 << at) != 0 && step.on.takes(c));
                State::Steps(open.fold(0, |next, (_, step)| next | step.to))
            }
            (Machine::Mistakes { word, most }, Some(State::Row(row))) => {
                let earlier = self.chars.len().checked_sub(1).and_then(|at| self.states.get(at));
                let earlier = match (earlier, self.chars.last()) {
                    (Some(State::Row(earlier)), Some(last)) => Some((earlier.as_slice(), *last)),
                    _ => None,
                };
                State::Row(next_row(word, *most, row, earlier, c))
            }
            _ => State::Steps(0),
        }
    }
}

/// The mistakes after one more character `c`; `earlier` is the row before `row`, and the character
/// between them.
fn next_row(word: &[char], most: u8, row: &[u8], earlier: Option<(&[u8], char)>, c: char) -> Vec<u8> {
    let mistakes = |row: &[u8], at: usize| row.get(at).copied().unwrap_or(u8::MAX);
    let mut next = vec![mistakes(row, 0).saturating_add(1)];
    for (at, own) in word.iter().enumerate() {
        let exchanged = mistakes(row, at).saturating_add(u8::from(*own != c));
        let put_in = mistakes(row, at + 1).saturating_add(1);
        let left_out = mistakes(&next, at).saturating_add(1);
        let mut least = exchanged.min(put_in).min(left_out);
        if let (Some((earlier, last)), Some(before)) = (earlier, at.checked_sub(1))
            && *own == last
            && word.get(before) == Some(&c)
        {
            least = least.min(mistakes(earlier, before).saturating_add(1));
        }
        next.push(least.min(most + 1));
    }
    next
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn matches(pattern: &Pattern, forms: &str) -> String {
        let mut matcher = pattern.matcher();
        forms.split(' ').filter(|form| matcher.is_match(form)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn wildcards() {
        let check = |typed: &str, forms: &str| matches(&Pattern::wild(typed).unwrap(), forms);
        assert_eq!(check("news*", "new news newspaper newt"), "news newspaper");
        assert_eq!(check("w?rd", "word ward wrd woord"), "word ward");
        assert_eq!(check("*gate", "gate watergate gates"), "gate watergate");
        assert_eq!(check("a*b*c", "abc aabbcc acb axbxc"), "abc aabbcc axbxc");
        assert_eq!(check("NÚÑ*", "nunez nun nu"), "nunez nun");
        assert_eq!(check("O'Br*", "obrien ob"), "obrien");
        assert_eq!(check("*", "a bc"), "a bc");
        assert_eq!(check("**a**", "bab b"), "bab");
        assert_eq!(Pattern::wild("news*").unwrap().prefix(), "news");
        assert!(Pattern::wild(&"a".repeat(200)).is_none());
    }

    #[test]
    fn mistakes() {
        let check = |typed: &str, most, forms: &str| matches(&Pattern::like(typed, most).unwrap(), forms);
        let forms = "marrin marin morrin marrins amrrin mary arrni";
        assert_eq!(check("Marrin", 1, forms), "marrin marin morrin marrins amrrin");
        assert_eq!(check("marrin", 2, forms), "marrin marin morrin marrins amrrin arrni");
        assert_eq!(check("marrin", 0, forms), "marrin");
        assert_eq!(check("a", 2, "a b c"), "a");
        assert!(Pattern::like("two words", 1).is_none());
    }

    #[test]
    fn regular_expressions() {
        let check = |typed: &str, forms: &str| matches(&Pattern::regex(typed).unwrap(), forms);
        assert_eq!(check("dam(s|med)?", "dam dams dammed damming"), "dam dams dammed");
        assert_eq!(check("[a-c]at|dog", "bat cat rat dog dogs"), "bat cat dog");
        assert_eq!(check("[^b]at", "bat cat"), "cat");
        assert_eq!(check("a{2,3}b+", "ab aab aaabb aaaab"), "aab aaabb");
        assert_eq!(check("\\d{4}", "2024 202 20245"), "2024");
        assert_eq!(check("Wa.*", "war wall law"), "war wall");
        assert_eq!(Pattern::regex("war.*|law").unwrap().prefix(), "");
        assert_eq!(Pattern::regex("war.*").unwrap().prefix(), "war");
        for typed in ["(", "a)", "[a", "*a", "a{3,2}", "a{999}", "\\", &"(".repeat(200), &"a".repeat(200), ""]
        {
            assert!(Pattern::regex(typed).is_err(), "{typed}");
        }
    }

    /// Mistakes by the definition.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i.max(j)
                } else {
                    let exchanged = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = exchanged.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        rows[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn forms_in_any_order_match_as_alone(word in "[abc]{2,6}", forms in prop::collection::vec("[abc]{0,6}", 1..20), most in 0u8..3) {
            let pattern = Pattern::like(&word, most).unwrap();
            let mut matcher = pattern.matcher();
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            for form in &forms {
                let expected = distance(&chars(&word), &chars(form)) <= usize::from(most).min(word.len() - 1);
                prop_assert_eq!(matcher.is_match(form), expected, "{} {}", word, form);
            }
        }

        #[test]
        fn any_regular_expression_is_read_or_refused(typed in "[abc(|)*+?{}0-9\\[\\]^\\\\.-]{0,30}", form in "[abc]{0,5}") {
            if let Ok(pattern) = Pattern::regex(&typed) {
                let found = pattern.matcher().is_match(&form);
                prop_assert!(!found || form.starts_with(pattern.prefix()), "{} {}", typed, form);
            }
        }
    }
}
