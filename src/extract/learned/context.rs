//! Context: what surrounds each token, counted once for all: likely cues to its left and right in the
//! sentence, and how many commas, marks and cues stand between any two tokens. Decides nothing.

use std::ops::Range;

use super::super::document::Document;
use super::lexeme::{Lexeme, Quoted, lexemes};
use super::vocabulary::WordClasses;

/// A rate (see [`Lexeme::rate`]) from which a word counts as a likely cue.
const LIKELY: u32 = 4;

/// A document's lexemes and what surrounds them.
#[derive(Clone, Debug, Default)]
pub struct Context {
    lexemes: Vec<Lexeme>,
    /// The likely cue before each token in its sentence, and the one after.
    cue_before: Vec<Option<usize>>,
    cue_after: Vec<Option<usize>>,
    /// How many stand before each token.
    cues: Vec<u32>,
    commas: Vec<u32>,
    marks: Vec<u32>,
    clauses: Vec<u32>,
}

static BLANK: Lexeme = Lexeme {
    word: 0,
    lemma: 0,
    class: 0,
    shape: 0,
    ending: 0,
    rate: 0,
    known: WordClasses { coarse: 0, fine: 0, verb: 0, noun: 0, verbness: 0 },
    quoted: Quoted::No,
    kind: 4,
    step: 6,
    sentence: usize::MAX,
};

impl Context {
    /// The context of `document`. Linear in its length.
    #[must_use]
    pub fn new(document: &Document<'_>) -> Self {
        let lexemes = lexemes(document);
        let count = lexemes.len();
        let likely = |lexeme: &Lexeme| lexeme.rate >= LIKELY && lexeme.quoted == Quoted::No;
        let counts = |which: &dyn Fn(&Lexeme) -> bool| -> Vec<u32> {
            let mut total = 0;
            let before = lexemes.iter().map(|lexeme| {
                let before = total;
                total += u32::from(which(lexeme));
                before
            });
            let mut counts: Vec<u32> = before.collect();
            counts.push(total);
            counts
        };
        let that = super::feature::word_number("that");
        let mut made = Self {
            cue_before: vec![None; count],
            cue_after: vec![None; count],
            cues: counts(&likely),
            commas: counts(&|lexeme| lexeme.kind == 1),
            marks: counts(&|lexeme| lexeme.kind == 3),
            clauses: counts(&|lexeme| lexeme.word == that),
            lexemes: Vec::new(),
        };
        nearest(lexemes.iter().enumerate(), &mut made.cue_before, likely);
        nearest(lexemes.iter().enumerate().rev(), &mut made.cue_after, likely);
        made.lexemes = lexemes;
        made
    }

    /// How many tokens there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lexemes.is_empty()
    }

    /// Lexeme `at`, or a blank one.
    #[must_use]
    pub fn lexeme(&self, at: usize) -> &Lexeme {
        self.lexemes.get(at).unwrap_or(&BLANK)
    }

    /// Lexeme `at`, or a blank one outside of `range`.
    #[must_use]
    pub fn within(&self, range: &Range<usize>, at: usize) -> &Lexeme {
        if range.contains(&at) { self.lexeme(at) } else { &BLANK }
    }

    /// The likely cue before token `at` in its sentence.
    #[must_use]
    pub fn cue_before(&self, at: usize) -> Option<usize> {
        self.cue_before.get(at).copied().flatten()
    }

    /// The likely cue after token `at` in its sentence.
    #[must_use]
    pub fn cue_after(&self, at: usize) -> Option<usize> {
        self.cue_after.get(at).copied().flatten()
    }

    /// Likely cues in `range`.
    #[must_use]
    pub fn cues_in(&self, range: &Range<usize>) -> usize {
        between(&self.cues, range)
    }

    /// Commas in `range`.
    #[must_use]
    pub fn commas_in(&self, range: &Range<usize>) -> usize {
        between(&self.commas, range)
    }

    /// Quotation marks in `range`.
    #[must_use]
    pub fn marks_in(&self, range: &Range<usize>) -> usize {
        between(&self.marks, range)
    }

    /// The words "that" in `range`.
    #[must_use]
    pub fn clauses_in(&self, range: &Range<usize>) -> usize {
        between(&self.clauses, range)
    }

    /// The kinds of the tokens in `range`.
    #[must_use]
    pub fn kinds(&self, range: &Range<usize>) -> Vec<u8> {
        range.clone().map(|at| self.lexeme(at).kind).collect()
    }

    /// What the tokens in `range` are to a chain that steps onto them.
    #[must_use]
    pub fn steps(&self, range: &Range<usize>) -> Vec<u8> {
        range.clone().map(|at| self.lexeme(at).step).collect()
    }
}

fn between(counts: &[u32], range: &Range<usize>) -> usize {
    let at = |at: usize| counts.get(at).or(counts.last()).copied().unwrap_or(0);
    usize::try_from(at(range.end).saturating_sub(at(range.start))).unwrap_or(0)
}

/// For each token the likely cue met last in its sentence, in the order given.
fn nearest<'a>(
    lexemes: impl Iterator<Item = (usize, &'a Lexeme)>,
    into: &mut [Option<usize>],
    likely: impl Fn(&Lexeme) -> bool,
) {
    let mut last: Option<(usize, usize)> = None;
    for (at, lexeme) in lexemes {
        if let (Some((sentence, cue)), Some(slot)) = (last, into.get_mut(at))
            && sentence == lexeme.sentence
        {
            *slot = Some(cue);
        }
        if likely(lexeme) {
            last = Some((lexeme.sentence, at));
        }
    }
}
