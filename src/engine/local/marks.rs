//! Marks: which words of a shown text the query asked for. Reads the text alone, never the index.

use crate::query::{Clause, Places, TextField};
use crate::schema::Pattern;
use crate::schema::analysis::{Analyzer, Word};
use crate::text::Span;

/// Terms told apart in one text; a query with more marks the first ones.
const MOST_TERMS: usize = 64;

/// Which text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A headline.
    Title,
    /// An article's text.
    Body,
    /// A statement's content.
    Content,
}

/// Terms in a row that a query asks for.
#[derive(Debug)]
struct Row {
    field: TextField,
    /// Places in [`Wanted::terms`].
    terms: Vec<usize>,
    /// Whether the words may stand apart.
    loose: bool,
}

/// What a query's positive parts ask for.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    terms: Vec<Wording>,
    rows: Vec<Row>,
}

/// A wanted word: in any form with this stem, or in this form.
#[derive(Debug, PartialEq, Eq)]
enum Wording {
    Stem(String),
    Form(String),
    Like(Pattern),
}

impl Wording {
    fn of(text: &str, exact: bool, analyzer: &mut Analyzer) -> Vec<Self> {
        let mut wordings = Vec::new();
        analyzer.each_word(text, |_, word| {
            let form = || Self::Form(word.folded.to_owned());
            wordings.push(if exact { form() } else { Self::Stem(word.stem.to_owned()) });
        });
        wordings
    }

    fn is(&self, word: &Word<'_>) -> bool {
        match self {
            Self::Stem(stem) => stem == word.stem,
            Self::Form(form) => form == word.folded,
            Self::Like(pattern) => {
                word.folded.starts_with(pattern.prefix()) && pattern.matcher().is_match(word.folded)
            }
        }
    }
}

/// One word of a text, with the wanted terms it is, as bits.
struct Seen {
    span: Span,
    terms: u64,
}

impl Wanted {
    /// Reads what `clauses` ask for.
    pub(super) fn of<'a>(clauses: impl Iterator<Item = &'a Clause>, analyzer: &mut Analyzer) -> Self {
        let mut wanted = Self::default();
        for clause in clauses {
            wanted.read(clause, analyzer);
        }
        wanted
    }

    fn read(&mut self, clause: &Clause, analyzer: &mut Analyzer) {
        match clause {
            Clause::And(parts) | Clause::Or(parts) => {
                parts.iter().for_each(|part| self.read(part, analyzer));
            }
            Clause::Word { field, text, exact } => {
                self.push(*field, Wording::of(text, *exact, analyzer), false);
            }
            Clause::Phrase { field, text, slop } => {
                self.push(*field, Wording::of(text, false, analyzer), *slop > 0);
            }
            Clause::Like { field, pattern } => self.push(*field, vec![Wording::Like(pattern.clone())], false),
            Clause::Places { field, places, .. } => self.read_places(*field, places, analyzer),
            Clause::Cased { field, text, .. } => self.push(*field, Wording::of(text, true, analyzer), false),
            Clause::Boost(_, part) => self.read(part, analyzer),
            _ => {}
        }
    }

    fn read_places(&mut self, field: TextField, places: &Places, analyzer: &mut Analyzer) {
        match places {
            Places::Word { text, exact } => self.push(field, Wording::of(text, *exact, analyzer), false),
            Places::Phrase(text) => self.push(field, Wording::of(text, false, analyzer), false),
            Places::Like(pattern) => self.push(field, vec![Wording::Like(pattern.clone())], false),
            Places::AnyOf(parts) => parts.iter().for_each(|part| self.read_places(field, part, analyzer)),
            Places::Near(near, first, second) => {
                self.read_places(field, first, analyzer);
                if !near.apart {
                    self.read_places(field, second, analyzer);
                }
            }
        }
    }

    fn push(&mut self, field: TextField, terms: Vec<Wording>, loose: bool) {
        let mut places = Vec::with_capacity(terms.len());
        for term in terms {
            let place = self.terms.iter().position(|known| *known == term).unwrap_or_else(|| {
                self.terms.push(term);
                self.terms.len() - 1
            });
            places.push(place);
        }
        if !places.is_empty() && places.iter().all(|place| *place < MOST_TERMS) {
            self.rows.push(Row { field, terms: places, loose });
        }
    }

    /// The wanted words of `text`, in order, each with the number of its row.
    pub(super) fn find(&self, text: &str, shown: Shown, analyzer: &mut Analyzer) -> Vec<(Span, usize)> {
        let rows: Vec<(usize, &Row)> =
            self.rows.iter().enumerate().filter(|(_, row)| row.looks_at(shown)).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let mut seen = Vec::new();
        analyzer.each_word(text, |_, word| {
            let mut terms = 0;
            for (place, term) in self.terms.iter().enumerate().take(MOST_TERMS) {
                if term.is(&word) {
                    terms |= 1 << place;
                }
            }
            seen.push(Seen { span: word.span, terms });
        });
        let mut found = Vec::new();
        for (number, row) in rows {
            row.find(&seen, number, &mut found);
        }
        found.sort_unstable();
        found.dedup_by_key(|(span, _)| *span);
        found
    }
}

impl Row {
    fn looks_at(&self, shown: Shown) -> bool {
        match shown {
            Shown::Title => matches!(self.field, TextField::Any | TextField::Title),
            Shown::Body => matches!(self.field, TextField::Any | TextField::Body | TextField::Lead),
            Shown::Content => matches!(self.field, TextField::Any | TextField::Content | TextField::Quote),
        }
    }

    fn find(&self, seen: &[Seen], number: usize, found: &mut Vec<(Span, usize)>) {
        if self.loose {
            let is_one = |word: &&Seen| self.terms.iter().any(|place| word.terms & (1 << place) != 0);
            found.extend(seen.iter().filter(is_one).map(|word| (word.span, number)));
            return;
        }
        for run in seen.windows(self.terms.len()) {
            if run.iter().zip(&self.terms).all(|(word, place)| word.terms & (1 << place) != 0) {
                found.extend(run.iter().map(|word| (word.span, number)));
            }
        }
    }
}
