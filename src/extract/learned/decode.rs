//! Decoding: from a verdict on an anchor to a candidate's tokens. Begins with even chances and reaches out
//! over fair ones, takes the best source where none is likely, and takes in quotations whole.

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::noun_phrase_ending_at;
use super::super::rules::quoted_content;
use super::anchor::Anchor;
use super::around::{CONTENT, CUE, Hint, LABELS, SOURCE, Verdict};
use super::confidence::{INPUTS, odds};
use crate::text::TokenKind;

/// A chance from which a token belongs to a content or source.
const EVEN: f32 = 0.5;
/// The longest source between a quotation and its cue.
const LONGEST_SOURCE: usize = 30;
/// How far behind the cue a quotation goes on.
const NEAREST: usize = 5;
/// A chance from which a token belongs to a content that lies beside it.
const FAIR: f32 = 0.25;
/// The most tokens between two runs of one content that belong to it as well.
const SHORT_GAP: usize = 4;
/// The least chance of a source's likeliest token, where none is even.
const LEAST_SOURCE: f32 = 0.12;

/// The most tokens by which a name goes on behind a source.
const LONGEST_TAIL: usize = 4;

/// A candidate in tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The cue.
    pub cue: Range<usize>,
    /// The source; empty where there is none.
    pub source: Range<usize>,
    /// The content.
    pub content: Vec<Range<usize>>,
    /// What its confidence is made of.
    pub inputs: [f32; INPUTS],
}

/// The candidate that `verdict` makes of `anchor`; `None` where nothing is said.
#[must_use]
pub fn decode(
    document: &Document<'_>,
    anchor: &Anchor,
    verdict: &Verdict,
    hints: &[Hint<'_>],
) -> Option<Decoded> {
    let start = verdict.window.start;
    let chance = |at: usize, label: usize| {
        let row = at.checked_sub(start).and_then(|at| verdict.labels.get(at));
        row.and_then(|row: &[f32; LABELS]| row.get(label)).copied().unwrap_or(0.0)
    };
    let cue = grown(anchor.token..anchor.token + 1, &verdict.window, |at| chance(at, CUE) >= EVEN);
    let (source, even) = source(&verdict.window, &cue, |at| chance(at, SOURCE));
    let source = whole_phrase(document, source, &cue, hints);
    let mut content: Vec<Range<usize>> = runs(&verdict.window, |at| {
        chance(at, CONTENT) >= EVEN && !cue.contains(&at) && !source.contains(&at)
    });
    content.retain(|run| has_words(document, run));
    let free = |at: usize| !cue.contains(&at) && !source.contains(&at);
    // A content seldom ends in the middle of a phrase.
    for run in &mut content {
        let sentence = document.word(run.start).sentence;
        *run = grown(run.clone(), &verdict.window, |at| {
            document.word(at).sentence == sentence && free(at) && chance(at, CONTENT) >= FAIR
        });
    }
    join_near(document, &mut content, &cue, &source);
    take_in_quotations(document, &mut content, &cue, &source);
    settle_quotation(document, &mut content, &cue, &source);
    continue_content(document, &mut content, &cue, &source);
    if content.is_empty() {
        return None;
    }
    let mean = |ranges: &[Range<usize>], label: usize| {
        let chances: Vec<f32> = ranges.iter().flat_map(Clone::clone).map(|at| chance(at, label)).collect();
        #[expect(clippy::cast_precision_loss, reason = "a paragraph has few tokens")]
        let count = chances.len().max(1) as f32;
        chances.iter().sum::<f32>() / count
    };
    let best_source = source.clone().map(|at| chance(at, SOURCE)).fold(0.0, f32::max);
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    let quoted = content.iter().any(|run| document.word(run.start).quotation.is_some());
    let agreement = hints.first().map_or(0.0, |(hint, _)| overlap(&content, &hint.content));
    let same_source = hints.first().is_some_and(|(hint, _)| {
        overlap(std::slice::from_ref(&source), &hint.source) > 0.0
            || (source.is_empty() && hint.source.is_empty())
    });
    let share: f32 = hints.iter().map(|(_, share)| share).sum();
    let inside = document.word(anchor.token).quotation.is_some();
    let inputs = [
        1.0,
        odds(verdict.chance),
        odds(mean(&content, CONTENT)),
        odds(best_source) * flag(even),
        flag(source.is_empty()),
        flag(quoted),
        flag(inside),
        flag(hints.is_empty()),
        agreement,
        flag(same_source),
        odds(share.min(1.0)) * flag(!hints.is_empty()),
        odds(anchor.chance),
        flag(content.len() > 1),
        flag(quoted) * odds(verdict.chance),
    ];
    Some(Decoded { cue, source, content, inputs })
}

/// `run` with the tokens of `window` on both sides of it for which `holds`.
fn grown(mut run: Range<usize>, window: &Range<usize>, holds: impl Fn(usize) -> bool) -> Range<usize> {
    while run.start > window.start && holds(run.start - 1) {
        run.start -= 1;
    }
    while run.end < window.end && holds(run.end) {
        run.end += 1;
    }
    run
}

/// The runs of tokens in `window` for which `holds`.
fn runs(window: &Range<usize>, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in window.clone().filter(|at| holds(*at)) {
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

/// The likeliest run of source tokens, and whether its chances are even or better.
fn source(window: &Range<usize>, cue: &Range<usize>, chance: impl Fn(usize) -> f32) -> (Range<usize>, bool) {
    let likely = runs(window, |at| chance(at) >= EVEN && !cue.contains(&at));
    let weight = |run: &Range<usize>| run.clone().map(&chance).fold(0.0, f32::max);
    if let Some(best) = likely.into_iter().max_by(|a, b| weight(a).total_cmp(&weight(b))) {
        return (best, true);
    }
    let peak = window.clone().filter(|at| !cue.contains(at)).max_by(|a, b| chance(*a).total_cmp(&chance(*b)));
    match peak.filter(|at| chance(*at) >= LEAST_SOURCE) {
        Some(peak) => {
            let least = chance(peak) * 0.6;
            (grown(peak..peak + 1, window, |at| chance(at) >= least && !cue.contains(&at)), false)
        }
        None => (0..0, false),
    }
}

/// The whole of the noun phrase that `source` is part of: as the likeliest reading of the rules has it, else
/// with the words that belong to its ends.
fn whole_phrase(
    document: &Document<'_>,
    source: Range<usize>,
    cue: &Range<usize>,
    hints: &[Hint<'_>],
) -> Range<usize> {
    if source.is_empty() {
        return source;
    }
    let free = |range: &Range<usize>| range.end <= cue.start || range.start >= cue.end;
    let touches = |range: &Range<usize>| range.start < source.end && source.start < range.end;
    let mut sources = hints.iter().filter_map(|(hint, _)| hint.source.first());
    if let Some(read) = sources.find(|read| touches(read) && free(read)) {
        return read.clone();
    }
    let end = source.end
        + (source.end..source.end + LONGEST_TAIL)
            .take_while(|at| {
                let word = document.word(*at);
                word.capital
                    && word.kind == TokenKind::Word
                    && !cue.contains(at)
                    && document.word(source.start).capital
            })
            .count();
    let phrase = noun_phrase_ending_at(document, end - 1).filter(|phrase| phrase.end == end && free(phrase));
    phrase.map_or(source.start..end, |phrase| phrase.start.min(source.start)..end)
}

fn has_words(document: &Document<'_>, run: &Range<usize>) -> bool {
    run.clone().any(|at| document.word(at).kind != TokenKind::Mark)
}

/// Joins runs that only a few words lie between, none of them of cue or source, in one sentence: a content
/// goes on over them ("in a call on Thursday that …").
fn join_near(
    document: &Document<'_>,
    content: &mut Vec<Range<usize>>,
    cue: &Range<usize>,
    source: &Range<usize>,
) {
    content.dedup_by(|next, run| {
        let gap = run.end..next.start;
        let near = gap.len() <= SHORT_GAP
            && document.word(run.start).sentence == document.word(next.start).sentence
            && gap.clone().all(|at| !cue.contains(&at) && !source.contains(&at));
        if near {
            run.end = next.end;
        }
        near
    });
}

/// Extends each run of content to the whole of the quotations that it covers by half or more.
fn take_in_quotations(
    document: &Document<'_>,
    content: &mut Vec<Range<usize>>,
    cue: &Range<usize>,
    source: &Range<usize>,
) {
    for run in content.iter_mut() {
        for edge in [run.start, run.end.saturating_sub(1)] {
            let Some(quotation) = document.word(edge).quotation.and_then(|at| document.quotations().get(at))
            else {
                continue;
            };
            let whole = document.tokens_in(quotation.span);
            let covered = run.end.min(whole.end).saturating_sub(run.start.max(whole.start));
            let free = |range: &Range<usize>| range.end <= whole.start || range.start >= whole.end;
            if covered * 2 >= whole.len() && free(cue) && free(source) {
                run.start = run.start.min(whole.start);
                run.end = run.end.max(whole.end);
            }
        }
    }
    content.sort_by_key(|run| run.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(content.len());
    for run in content.drain(..) {
        match joined.last_mut().filter(|last| last.end >= run.start) {
            Some(last) => last.end = last.end.max(run.end),
            None => joined.push(run),
        }
    }
    *content = joined;
}

/// Where a whole quotation comes first (`“We left,” she said …`): what follows in the sentence belongs to it
/// only if it is quoted as well, and the quotation that goes on right behind the cue always does.
fn settle_quotation(
    document: &Document<'_>,
    content: &mut Vec<Range<usize>>,
    cue: &Range<usize>,
    source: &Range<usize>,
) {
    let Some(first) = content.first() else { return };
    let leads = document.word(first.start).quotation.filter(|own| {
        let whole = document.quotations().get(*own).map(|own| document.tokens_in(own.span));
        whole.is_some_and(|whole| whole.start == first.start && whole.end.abs_diff(first.end) <= 1)
            && quoted_content::is_statement(document, *own)
    });
    let after = cue.end.max(source.end);
    if leads.is_none() || first.end > cue.start || first.end + LONGEST_SOURCE < cue.start {
        return;
    }
    let sentence = document.word(cue.start).sentence;
    content.retain(|run| {
        run.start < after
            || document.word(run.start).sentence != sentence
            || run.clone().any(|at| document.word(at).quotation.is_some())
    });
    let next = (after..after + NEAREST).find(|at| document.word(*at).quotation.is_some());
    let Some(next) = next.filter(|at| document.word(*at).sentence == sentence) else { return };
    let own = document.word(next).quotation.and_then(|own| document.quotations().get(own));
    let Some(own) = own.map(|own| document.tokens_in(own.span)).filter(|own| own.start == next) else {
        return;
    };
    let comma = next.checked_sub(1).is_some_and(|at| document.word(at).is(","));
    let known = content.iter().any(|run| run.start < own.end && own.start < run.end);
    if comma && !known {
        content.push(own);
        content.sort_by_key(|run| run.start);
    }
}

/// Takes in what goes on after the paragraph: quotations that it opens again, quoted paragraphs that hold
/// nothing else, and what a closing colon leads to.
fn continue_content(
    document: &Document<'_>,
    content: &mut Vec<Range<usize>>,
    cue: &Range<usize>,
    source: &Range<usize>,
) {
    let paragraph = document.word(cue.start).paragraph;
    let end = document.paragraph(paragraph).tokens.end;
    let after =
        [cue.end, source.end].into_iter().chain(content.last().map(|last| last.end)).max().unwrap_or(end);
    let rest_is_marks = (after..end).all(|at| document.word(at).kind == TokenKind::Mark);
    if !rest_is_marks {
        return;
    }
    if content.is_empty() {
        if document.word(end.saturating_sub(1)).is(":") {
            *content = quoted_content::following_paragraph(document, paragraph);
        }
        return;
    }
    let more = quoted_content::quoted_paragraphs(document, content, after);
    content.extend(more);
}

/// Jaccard overlap of two lists of ranges.
fn overlap(one: &[Range<usize>], other: &[Range<usize>]) -> f32 {
    let size = |ranges: &[Range<usize>]| ranges.iter().map(ExactSizeIterator::len).sum::<usize>();
    let shared: usize = one
        .iter()
        .flat_map(|a| other.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
        .sum();
    let all = (size(one) + size(other)).saturating_sub(shared);
    #[expect(clippy::cast_precision_loss, reason = "counts of tokens")]
    let share = if all == 0 { 0.0 } else { shared as f32 / all as f32 };
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// The contents as words, after settling a cue and a source given as words.
    fn settled(text: &str, content: &[&str], cue: &str, source: &str) -> Vec<String> {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let document = Document::new(&article);
        let tokens = |words: &str| {
            let at = text.find(words).expect("words of the text");
            document.tokens_in(crate::text::Span::new(at, at + words.len()))
        };
        let mut content: Vec<Range<usize>> = content.iter().map(|words| tokens(words)).collect();
        settle_quotation(&document, &mut content, &tokens(cue), &tokens(source));
        content.into_iter().map(|run| document.span(run).of(text).to_owned()).collect()
    }

    #[test]
    fn behind_a_quotation_only_what_is_quoted_goes_on() {
        let text = "“We will all leave soon,” Vale said, doing his best to smile at them.";
        let found = settled(text, &["“We will all leave soon,”", "doing his best"], "said", "Vale");
        assert_eq!(found, ["“We will all leave soon,”"]);
    }

    #[test]
    fn a_split_quotation_is_one_content() {
        let text = "“We will all leave soon,” Vale said, “but the ferry has to come first.” It did not.";
        let found = settled(text, &["“We will all leave soon,”"], "said", "Vale");
        assert_eq!(found, ["“We will all leave soon,”", "“but the ferry has to come first.”"]);
    }
}
