//! Features of a reading: what its probability is made of. The same code feeds the weights' fitting and
//! their use; a feature is known by the hash of its name.

use std::ops::Range;

use super::super::document::Document;
use super::super::lexicon;
use super::super::word_class::{
    is_adverb, is_auxiliary, is_closed, is_dash, is_personal_pronoun, is_quote, is_time, is_wh,
};
use super::reading::{Construction, Reading, SubjectKind};
use crate::text::TokenKind;

/// The most tokens of a content that are looked at.
const MOST_TOKENS: usize = 400;

/// The features that hold of one reading.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Hashes of their names.
    pub hashes: Vec<u64>,
}

impl Features {
    /// The features of `reading`.
    #[must_use]
    pub fn of(document: &Document<'_>, reading: &Reading) -> Self {
        let mut features = Self { hashes: Vec::with_capacity(40) };
        features.describe(document, reading);
        features
    }

    fn add(&mut self, parts: &[&str]) {
        self.hashes.push(hash(parts));
    }

    fn describe(&mut self, document: &Document<'_>, reading: &Reading) {
        let head = reading.head;
        let form = document.lower(head);
        let cue = lexicon::cue(form);
        let lemma = cue.map_or("?", |cue| cue.lemma);
        let shape = cue.map_or("?", |cue| shape_name(cue.shape));
        let rate = cue.map_or("?", |cue| bucket(cue.rate(), &[0.08, 0.15, 0.25, 0.4, 0.6, 0.8]));
        let construction = reading.construction.name();
        let subject = reading.subject.name();
        let group = reading.cue.first().cloned().unwrap_or(head..head + 1);
        let next = class(document, head + 1);
        let next = next.as_str();
        let before = class(document, group.start.wrapping_sub(1));
        let before = before.as_str();
        let way = format!("{construction}/{subject}");
        let way = way.as_str();

        self.add(&["way", way]);
        self.add(&["form", form]);
        self.add(&["form", form, construction]);
        self.add(&["form", form, way]);
        self.add(&["lemma", lemma, construction]);
        self.add(&["lemma", lemma, "next", next]);
        self.add(&["form", form, "next", next]);
        self.add(&["shape", shape, way]);
        self.add(&["rate", rate, construction]);
        self.add(&["rate", rate, way, shape]);
        self.add(&["next", next, way]);
        self.add(&["next", next, shape, construction]);
        self.add(&["rate", rate, "next", next, construction]);
        self.add(&["before", before, shape, construction]);
        self.add(&["form", form, "before", before]);

        let word = document.lower(head + 1);
        self.add(&["nextword", word, shape]);
        self.add(&["nextword", word, lemma]);
        let word = document.lower(group.start.wrapping_sub(1));
        self.add(&["beforeword", word, shape]);
        self.add(&["beforeword", word, lemma]);
        let after = class(document, head + 2);
        self.add(&["next2", next, &after, shape]);
        self.describe_sentence(document, reading, shape);
        self.describe_group(document, &group, head, lemma, shape);
        self.describe_source(document, reading, lemma, way);
        self.describe_content(document, reading, lemma, way);
    }

    /// Where the cue stands in its sentence, and beside what.
    fn describe_sentence(&mut self, document: &Document<'_>, reading: &Reading, shape: &str) {
        let head = reading.head;
        let construction = reading.construction.name();
        let tokens = document.sentence(document.word(head).sentence).tokens.clone();
        let strong = |at: usize| {
            let word = document.word(at);
            word.quotation.is_none() && lexicon::cue(&word.lower).is_some_and(|cue| cue.rate() > 0.6)
        };
        let reach = 40;
        let before = (tokens.start.max(head.saturating_sub(reach))..head).any(strong);
        let after = (head + 1..tokens.end.min(head + reach)).any(strong);
        let beside = match (before, after) {
            (false, false) => "alone",
            (true, false) => "later",
            (false, true) => "earlier",
            (true, true) => "between",
        };
        self.add(&["beside", beside, shape, construction]);
        if (head + 1..head + 10)
            .any(|at| document.word(at).any(&["comment", "comments", "request", "requests"]))
        {
            self.add(&["comment", document.lower(head)]);
        }
        if document.word(head).quotation.is_some() {
            self.add(&["inside", construction, shape]);
        }
        self.add(&["at", length(head - tokens.start.min(head)), construction]);
        let quoted =
            (tokens.start..tokens.end.min(tokens.start + 80)).any(|at| document.word(at).quotation.is_some());
        self.add(&["quotes", if quoted { "y" } else { "n" }, shape, construction]);
        let ranges = reading.content.len().min(4);
        let crosses = reading
            .content
            .last()
            .is_some_and(|last| document.word(last.start).paragraph != document.word(head).paragraph);
        self.add(&["pieces", length(ranges), if crosses { "y" } else { "n" }, construction]);
        if let Some(first) = reading.content.first() {
            self.add(&["startword", document.lower(first.start), construction]);
            self.add(&["startword", document.lower(first.start), shape, construction]);
        }
    }

    fn describe_group(
        &mut self,
        document: &Document<'_>,
        group: &Range<usize>,
        head: usize,
        lemma: &str,
        shape: &str,
    ) {
        for at in group.start..head {
            let lower = document.lower(at);
            if is_auxiliary(lower) {
                self.add(&["aux", lower, shape]);
                self.add(&["aux", lower, lemma]);
            } else if matches!(lower, "not" | "never") {
                self.add(&["neg", lemma]);
            } else if lower == "to" {
                self.add(&["to", lemma]);
            }
        }
        if group.start == head {
            self.add(&["bare", shape, lemma]);
        }
        let first = document.word(head).paragraph == 0;
        self.add(&["headline", if first { "y" } else { "n" }, shape]);
        if document.word(head).capital {
            self.add(&["capital", shape]);
        }
        self.add(&["last", if is_last(document, head) { "y" } else { "n" }, lemma]);
    }

    fn describe_source(&mut self, document: &Document<'_>, reading: &Reading, lemma: &str, way: &str) {
        let Some(source) = reading.source.first() else {
            self.add(&["source", "none", lemma]);
            return;
        };
        let last = source.end.saturating_sub(1).max(source.start);
        let kind = source_kind(document, source);
        self.add(&["source", kind, way]);
        self.add(&["source", kind, lemma]);
        self.add(&["sourcelen", length(source.len()), way]);
        if !document.word(last).capital || is_personal_pronoun(document.lower(last)) {
            self.add(&["sourcehead", document.lower(last)]);
            self.add(&["sourcehead", document.lower(last), lemma]);
        }
        let lead = class(document, source.start.wrapping_sub(1));
        self.add(&["lead", &lead, way]);
    }

    fn describe_content(&mut self, document: &Document<'_>, reading: &Reading, lemma: &str, way: &str) {
        let Some(first) = reading.content.first() else { return };
        let tokens = || reading.content.iter().flat_map(Clone::clone).take(MOST_TOKENS);
        let total = tokens().count();
        let start = class(document, first.start);
        let second = class(document, first.start + 1);
        let quoted = tokens().filter(|at| document.word(*at).quotation.is_some()).count();
        let share = if quoted == 0 {
            "none"
        } else if quoted * 10 >= total * 9 {
            "all"
        } else if quoted * 2 > total {
            "most"
        } else {
            "some"
        };
        let len = length(total);
        self.add(&["start", &start, lemma]);
        self.add(&["start", &start, way]);
        self.add(&["start2", &start, &second, way]);
        self.add(&["len", len, way]);
        self.add(&["len", len, lemma]);
        self.add(&["quoted", share, way]);
        self.add(&["quoted", share, len, way]);
        self.add(&["quoted", share, lemma]);
        let last = reading.content.last().map_or(0, |last| last.end);
        let stop = class(document, last);
        let after = class(document, last + 1);
        self.add(&["stop", &stop, way]);
        self.add(&["stop2", &stop, &after, way]);
        self.add(&["stop", &stop, lemma]);
        let commas = tokens().filter(|at| document.word(*at).is(",")).count();
        self.add(&["commas", length(commas), way]);
        if matches!(reading.construction, Construction::Trailing | Construction::Around) {
            self.describe_rest(document, reading, lemma, way);
        }
    }
}

impl Features {
    /// What follows a cue whose content came before it.
    fn describe_rest(&mut self, document: &Document<'_>, reading: &Reading, lemma: &str, way: &str) {
        let cue = reading.cue.last().map_or(reading.head + 1, |cue| cue.end);
        let source = reading.source.last().map_or(0, |source| source.end);
        let from = cue.max(if reading.subject == SubjectKind::Inverted { source } else { 0 });
        let sentence = document.sentence(document.word(reading.head).sentence).tokens.end;
        let rest = from..sentence.min(from + MOST_TOKENS).max(from);
        let words = rest.clone().filter(|at| document.word(*at).kind == TokenKind::Word).count();
        let first = class(document, from);
        let marks = rest.clone().any(|at| document.word(at).quotation.is_some());
        let that = rest.clone().any(|at| document.word(at).is("that"));
        let comma = rest.clone().any(|at| document.word(at).is(","));
        let shape = format!(
            "{}{}{}",
            if marks { "q" } else { "" },
            if that { "t" } else { "" },
            if comma { "c" } else { "" }
        );
        self.add(&["rest", length(words), way]);
        self.add(&["rest", &first, way]);
        self.add(&["rest", &first, lemma]);
        self.add(&["restshape", &shape, length(words), way]);
        let lead = reading.content.first().map_or(0, |content| content.end);
        self.add(&["leadmark", document.lower(lead.saturating_sub(1)), way]);
        let opening = reading.content.first().map_or(0, |content| content.start);
        self.add(&["opening", &class(document, opening.wrapping_sub(1)), &class(document, opening), way]);
    }
}

fn is_last(document: &Document<'_>, head: usize) -> bool {
    matches!(document.lower(head + 1), "." | "?" | "!" | "")
        || document.word(head + 1).sentence != document.word(head).sentence
}

const fn shape_name(shape: lexicon::Shape) -> &'static str {
    match shape {
        lexicon::Shape::Base => "base",
        lexicon::Shape::Third => "s",
        lexicon::Shape::Past => "past",
        lexicon::Shape::Ing => "ing",
        lexicon::Shape::Other => "other",
    }
}

fn bucket(value: f32, edges: &[f32]) -> &'static str {
    const NAMES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
    let index = edges.iter().take_while(|edge| value >= **edge).count();
    NAMES.get(index).copied().unwrap_or("7")
}

const fn length(tokens: usize) -> &'static str {
    match tokens {
        0..=1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=9 => "9",
        10..=16 => "16",
        17..=30 => "30",
        31..=60 => "60",
        _ => "more",
    }
}

fn source_kind(document: &Document<'_>, source: &Range<usize>) -> &'static str {
    let first = document.lower(source.start);
    if source.len() == 1 && is_personal_pronoun(first) {
        return match first {
            "i" | "we" | "me" | "us" => "first",
            "you" => "you",
            "it" => "it",
            _ => "third",
        };
    }
    if is_wh(first) {
        return "wh";
    }
    if matches!(first, "this" | "that" | "these" | "those") && source.len() == 1 {
        return "this";
    }
    let capitals = source.clone().filter(|at| document.word(*at).capital).count();
    if capitals == 0 {
        let plural = document.lower(source.end.saturating_sub(1)).ends_with('s');
        return if plural { "nouns" } else { "noun" };
    }
    if document.word(source.end.saturating_sub(1)).capital { "name" } else { "named" }
}

/// The class of token `at`, its own word where it belongs to a closed class.
fn class(document: &Document<'_>, at: usize) -> String {
    let word = document.word(at);
    let lower = word.lower.as_str();
    if lower.is_empty() {
        return "<>".to_owned();
    }
    if word.quotation.is_some() && is_quote(lower) {
        return "quote".to_owned();
    }
    match word.kind {
        TokenKind::Number => "num".to_owned(),
        TokenKind::Mark if is_dash(lower) => "dash".to_owned(),
        TokenKind::Mark | TokenKind::Clitic => lower.to_owned(),
        TokenKind::Word => {
            if is_time(lower) && lower != "last" {
                "time".to_owned()
            } else if is_closed(lower) {
                lower.to_owned()
            } else if is_adverb(lower) {
                "adv".to_owned()
            } else if word.capital {
                "cap".to_owned()
            } else if let Some(cue) = lexicon::cue(lower) {
                format!("cue{}", shape_name(cue.shape))
            } else if lower.ends_with("ing") {
                "-ing".to_owned()
            } else if lower.ends_with("ed") {
                "-ed".to_owned()
            } else if lower.ends_with('s') {
                "-s".to_owned()
            } else {
                "low".to_owned()
            }
        }
    }
}

/// FNV-1a over the parts, a bar between them.
#[must_use]
pub fn hash(parts: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (index, part) in parts.iter().enumerate() {
        let bar: &[u8] = if index == 0 { b"" } else { b"|" };
        for byte in bar.iter().chain(part.as_bytes()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
