//! Contents read again: one that stands alone looks like any other text, so the tagger that finds who says
//! what in an article finds it there too. Keeps what is said aloud by somebody else; leaves alone what is
//! known already.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::document::Document;
use super::super::kind::kind;
use super::super::lexicon::Shape;
use super::super::link::Link;
use super::super::linking;
use super::super::phrase::verb_group_start;
use super::super::tagger::Tagger;
use super::super::word_class::{is_coordinator, is_subject_pronoun, is_wh};
use super::excerpt::Excerpt;
use super::speech::Takes;
use super::{GIVEN_OUTER, Statement, is_other, source, speech, verb};
use crate::names;
use crate::text::{Span, TokenKind};

/// How deep contents are read.
const DEEPEST: usize = 2;

/// How much of what a candidate needs elsewhere it needs in a content: its word of speaking speaks for it.
const LENIENCY: f32 = 0.75;

/// Cues by their first byte, with their end.
type Cues = BTreeMap<usize, usize>;

/// Adds to `found` what `tagger` finds besides in the contents of `links`, and in the contents of that.
pub fn add(document: &Document<'_>, tagger: &dyn Tagger, links: &[Link], found: &mut Vec<Link>) {
    let mut known: Cues = found.iter().flat_map(|link| &link.cue).map(|cue| (cue.start, cue.end)).collect();
    let mut level = inside(document, tagger, links, &mut known);
    for _ in 1..DEEPEST {
        let deeper = inside(document, tagger, &level, &mut known);
        found.append(&mut level);
        level = deeper;
    }
    found.append(&mut level);
}

/// What `tagger` finds in the contents of `links` beyond the `known` cues, which it joins.
fn inside(document: &Document<'_>, tagger: &dyn Tagger, links: &[Link], known: &mut Cues) -> Vec<Link> {
    let excerpt =
        Excerpt::of(document, links, |at| may_speak(document, at) && !holds(known, document.word(at).span));
    if excerpt.is_empty() {
        return Vec::new();
    }
    let own = Document::new(excerpt.article());
    let mut found = Vec::new();
    for link in linking::outermost(&own, tagger.tag(&own), tagger.least() * LENIENCY) {
        let Some(link) = statement(document, &excerpt, links, &link) else { continue };
        if link.cue.iter().any(|cue| holds(known, *cue)) {
            continue;
        }
        known.extend(link.cue.iter().map(|cue| (cue.start, cue.end)));
        found.push(link);
    }
    found
}

/// Whether the word at `at` may be one of speaking that counts. Reading costs much, so a word that cannot be
/// kept is no reason to read: "to say", "the question", "United States".
fn may_speak(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    if word.capital || word.kind != TokenKind::Word {
        return false;
    }
    let Some((shape, _)) = speech::verb(&word.lower) else {
        return speech::speaks(&word.lower) && document.word(at + 1).any(LED);
    };
    let sentence = document.sentence(word.sentence).tokens.clone();
    let group = verb_group_start(document, at).max(sentence.start);
    let subject = document.word(group.wrapping_sub(1));
    let plain = shape != Shape::Base && !speech::is_noun_as_well(&word.lower)
        || subject.capital
        || is_subject_pronoun(&subject.lower)
        || is_wh(&subject.lower)
        || subject.any(&["that", "others", "some", "many", "few", "most"])
        || document.word(at + 1).any(LED)
        || names::singular(&subject.lower) != subject.lower;
    plain && !document.word(at.wrapping_sub(1)).is("-") && !verb::is_unsaid(document, group, at, &sentence)
}

/// What follows a noun that says something.
const LED: &[&str] =
    &["that", "of", "about", "against", "to", "on", "for", "regarding", "by", "from", "as", "with"];

/// Whether `span` shares a byte with a known cue.
fn holds(known: &Cues, span: Span) -> bool {
    known.range(..span.end).next_back().is_some_and(|(_, end)| *end > span.start)
}

/// `read`, found in `excerpt`, as a statement in the content of one of `links`, if it is one.
fn statement(document: &Document<'_>, excerpt: &Excerpt, links: &[Link], read: &Link) -> Option<Link> {
    let origins = |spans: &[Span]| -> Vec<Span> {
        spans.iter().filter_map(|span| excerpt.origin(*span)).map(|(_, span)| span).collect()
    };
    let (index, _) = read.cue.first().and_then(|cue| excerpt.origin(*cue))?;
    let outer = links.get(index)?;
    let (cue, content) = (origins(&read.cue), origins(&read.content));
    let said = Statement {
        source: tokens(document, &origins(&read.source))?,
        cue: tokens(document, &cue)?,
        content: tokens(document, &content)?,
    };
    let first = document.word(said.cue.start).span;
    let within = outer.content.iter().find(|span| span.contains(first))?;
    let within = document.tokens_in(*within);
    let said = Statement { source: source::settled(document, said.source, within.start)?, ..said };
    let counts = is_aloud(document, &said, &within) && is_other(document, outer, &said, &within);
    counts.then(|| Link {
        kind: kind(document, &content),
        source: vec![document.span(said.source)],
        cue,
        content,
        outer: None,
        probability: read.probability * outer.probability * GIVEN_OUTER,
    })
}

/// From the first to the last token of `spans`.
fn tokens(document: &Document<'_>, spans: &[Span]) -> Option<Range<usize>> {
    let cover = spans.iter().copied().reduce(Span::join)?;
    Some(document.tokens_in(cover)).filter(|tokens| !tokens.is_empty())
}

/// Whether `said` is a speaking that took place: not a thought, nor one that is only supposed, denied or
/// ahead, nor "what Vale says" without what that was.
fn is_aloud(document: &Document<'_>, said: &Statement, within: &Range<usize>) -> bool {
    let Some(head) = said.cue.clone().find(|at| speech::speaks(document.lower(*at))) else {
        return false;
    };
    let Some((shape, takes)) = speech::verb(document.lower(head)) else { return true };
    let group = verb_group_start(document, head).max(within.start).min(said.cue.start);
    let before =
        |at: usize| at.checked_sub(1).filter(|at| *at >= within.start).map_or("", |at| document.lower(at));
    let lead = before(said.source.start);
    let open = is_wh(lead) && !matches!(lead, "who" | "whom" | "when" | "where")
        || matches!(lead, "whatever" | "everything" | "anything" | "if" | "unless" | "whether");
    let stance = document.lower(head).ends_with("agree");
    let bare =
        shape == Shape::Base && (is_coordinator(before(group)) || !verb::is_plural(document, &said.source));
    let shown = takes == Takes::Shown && !verb::is_written(document, &said.source);
    !(open || stance || bare || shown || verb::is_unsaid(document, group, head, within))
}

#[cfg(test)]
mod tests {
    use super::super::super::learned::LearnedTagger;
    use super::*;
    use crate::article::Article;

    /// Source, cue and content of what is found in the content of "Quill said …", told apart by bars.
    fn found(content: &str) -> Vec<String> {
        let article = Article { text: format!("Quill said {content}."), ..Article::default() };
        let document = Document::new(&article);
        let outer = Link {
            source: vec![Span::new(0, 5)],
            cue: vec![Span::new(6, 10)],
            content: vec![Span::new(11, 11 + content.len())],
            probability: 0.9,
            ..Link::default()
        };
        let mut found = Vec::new();
        add(&document, &LearnedTagger, &[outer], &mut found);
        let show = |spans: &[Span]| crate::text::span::join_text(spans, &article.text);
        found.iter().map(|l| [&l.source, &l.cue, &l.content].map(|s| show(s)).join("|")).collect()
    }

    #[test]
    fn a_content_read_alone_gives_the_statements_in_it() {
        for (content, expected) in [
            ("that Kerr told Hatton he was ordered to wait", "Kerr|told Hatton|he was ordered to wait"),
            (
                "the mayor, who warned that the pier was unsafe, had left",
                "the mayor|warned|that the pier was unsafe",
            ),
            ("that, according to the union, the mill was sold", "the union|according to|the mill was sold"),
        ] {
            let found = found(content);
            let joined = found.join(" ");
            let words = |text: &str| text.split(['|', ' ']).map(str::to_owned).collect::<Vec<_>>();
            assert!(
                words(expected).iter().filter(|w| !joined.contains(*w)).count() <= 1,
                "{content}: {found:?}"
            );
        }
    }

    #[test]
    fn what_is_thought_supposed_or_never_said_is_no_statement() {
        for content in [
            "that Kerr believed the mill was sold",
            "that Kerr would say the mill was sold",
            "that if Kerr told them so, they would leave",
            "that she had told them to wait",
            "that what Kerr says is a lie",
        ] {
            assert_eq!(found(content), Vec::<String>::new(), "{content}");
        }
    }
}
