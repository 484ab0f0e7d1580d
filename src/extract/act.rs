//! Acts: what a speaker does by saying something, from the lemma of the cue. A table; a cue that is not in
//! it is a plain saying.

use std::sync::LazyLock;

use super::document::Document;
use super::lexicon;
use crate::article::{Act, Kind};
use crate::text::word_map::WordMap;
use crate::text::{Span, TokenKind};

static ACTS: LazyLock<WordMap<&'static str, Act>> = LazyLock::new(|| {
    include_str!("acts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(act, lemmas)| {
            let act = Act::ALL.into_iter().find(|known| known.name() == act);
            lemmas.split(' ').filter_map(move |lemma| act.map(|act| (lemma, act)))
        })
        .collect()
});

/// Verbs that a word after them makes another act, by their lemma.
const PHRASES: &[(&str, &[&str], Act)] = &[
    ("call", &["for", "on", "upon"], Act::Asked),
    ("rule", &["out"], Act::Denied),
    ("plead", &["guilty"], Act::Confirmed),
    ("plead", &["not"], Act::Denied),
    ("shoot", &["back", "down"], Act::Said),
    ("fire", &["back"], Act::Criticized),
    ("push", &["back"], Act::Denied),
    ("walk", &["back"], Act::Said),
    ("hit", &["back"], Act::Criticized),
    ("take", &["aim"], Act::Criticized),
    ("look", &["like"], Act::Thought),
    ("seem", &["like"], Act::Thought),
    ("sound", &["like"], Act::Thought),
    ("would", &["like"], Act::Wanted),
    ("'d", &["like"], Act::Wanted),
    ("lash", &["out"], Act::Criticized),
    ("speak", &["against"], Act::Criticized),
];

/// The act of a cue, by the first of its words that the table knows.
#[must_use]
pub fn of_cue(document: &Document<'_>, cue: &[Span]) -> Act {
    known(document, cue).unwrap_or_default()
}

/// The act of saying `content` with `cue`: that of the cue, unless what is said makes a plain saying an order
/// ("told them to leave") or a question (“Why?” he said).
#[must_use]
pub fn of_statement(document: &Document<'_>, cue: &[Span], content: &[Span], kind: Kind) -> Act {
    let act = of_cue(document, cue);
    if act != Act::Said {
        return act;
    }
    let first = content.first().and_then(|span| document.token_at(span.start));
    let told =
        cue.iter().flat_map(|span| document.tokens_in(*span)).any(|at| lemma(document.lower(at)) == "tell");
    if told && first.is_some_and(|at| document.word(at).is("to") && document.word(at).quotation.is_none()) {
        return Act::Ordered;
    }
    let last = content.last().map_or("", |span| span.of(document.text()));
    let last = last.trim_end_matches(|c: char| c.is_whitespace() || "\"”’'".contains(c));
    if kind == Kind::Direct && last.ends_with('?') { Act::Asked } else { act }
}

fn lemma(lower: &str) -> &str {
    lexicon::cue(lower).map_or(lower, |cue| cue.lemma)
}

/// Whether the cue is known to be spoken or written, rather than thought, felt, wanted, planned or not in
/// the table at all.
#[must_use]
pub fn is_spoken(document: &Document<'_>, cue: &[Span]) -> bool {
    known(document, cue)
        .is_some_and(|act| !matches!(act, Act::Thought | Act::Felt | Act::Wanted | Act::Planned))
}

fn known(document: &Document<'_>, cue: &[Span]) -> Option<Act> {
    cue.iter()
        .flat_map(|span| document.tokens_in(*span))
        .filter(|at| document.word(*at).kind == TokenKind::Word)
        .find_map(|at| phrase(document, at).or_else(|| single(document, at)))
}

/// The act of the word at `at` with the one after it.
fn phrase(document: &Document<'_>, at: usize) -> Option<Act> {
    let (lemma, next) = (lemma(document.lower(at)), document.lower(at + 1));
    let found = PHRASES.iter().find(|(verb, after, _)| *verb == lemma && after.contains(&next));
    found.map(|(_, _, act)| *act)
}

/// The act of the word at `at` alone, where it is no particle ("shot back") and no adjective ("direct quotes").
fn single(document: &Document<'_>, at: usize) -> Option<Act> {
    let lower = document.lower(at);
    let before = document.word(at.wrapping_sub(1));
    let particle = lower == "back" && lexicon::cue(&before.lower).is_some() || lower == "direct";
    if particle { None } else { ACTS.get(lemma(lower)).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn the_act_is_that_of_the_cues_verb() {
        for (cue, act) in [
            ("told", Act::Said),
            ("has repeatedly denied", Act::Denied),
            ("urged", Act::Asked),
            ("vowed", Act::Promised),
            ("believes", Act::Thought),
            ("according to", Act::Said),
            ("warned", Act::Warned),
            ("ordered", Act::Ordered),
            ("thundered", Act::Said),
            ("called for", Act::Asked),
            ("called", Act::Said),
            ("has ruled out", Act::Denied),
            ("ruled", Act::Ordered),
            ("shot back", Act::Said),
            ("backed", Act::Praised),
            ("pleaded guilty", Act::Confirmed),
            ("would like", Act::Wanted),
            ("looks like", Act::Thought),
            ("avoided direct criticism of", Act::Criticized),
        ] {
            let article = Article { text: cue.to_owned(), ..Article::default() };
            let document = Document::new(&article);
            assert_eq!(of_cue(&document, &[Span::new(0, cue.len())]), act, "{cue}");
        }
    }

    #[test]
    fn what_is_said_makes_an_order_or_a_question() {
        for (text, cue, content, kind, act) in [
            ("Vale told them to leave.", 5..9, 15..23, Kind::Indirect, Act::Ordered),
            ("Vale told them it rained.", 5..9, 15..24, Kind::Indirect, Act::Said),
            ("“Why not?” Vale said.", 19..23, 0..14, Kind::Direct, Act::Asked),
            ("“Why? No.” Vale said.", 19..23, 0..14, Kind::Direct, Act::Said),
            ("“Why not?” Vale warned.", 19..25, 0..14, Kind::Direct, Act::Warned),
        ] {
            let article = Article { text: text.to_owned(), ..Article::default() };
            let document = Document::new(&article);
            let span = |range: std::ops::Range<usize>| [Span::new(range.start, range.end)];
            assert_eq!(of_statement(&document, &span(cue), &span(content), kind), act, "{text}");
        }
    }

    #[test]
    fn every_line_of_the_table_names_an_act() {
        for line in include_str!("acts.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (act, lemmas) = line.split_once('\t').expect("two columns");
            assert!(Act::ALL.into_iter().any(|known| known.name() == act), "{act}");
            assert!(!lemmas.is_empty());
        }
    }
}
