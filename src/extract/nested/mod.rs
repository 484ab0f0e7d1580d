//! Statements inside statements: what one source says that another said, to any depth. Works on finished
//! links, whoever proposed them, and on the words of their contents: by rules, and by asking the tagger what it
//! finds in a content that stands alone. Never changes an outer link.

mod according_to;
mod excerpt;
mod noun;
mod reread;
mod said;
mod source;
mod speech;
mod verb;

use std::ops::Range;

use super::document::Document;
use super::kind::kind;
use super::link::Link;
use super::tagger::Tagger;
use crate::text::{Span, TokenKind};

/// A statement found inside a content, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Statement {
    source: Range<usize>,
    cue: Range<usize>,
    content: Range<usize>,
}

/// The most statements taken from one content.
const MOST: usize = 12;

/// How probable a statement inside a content is, given that the outer one is right.
const GIVEN_OUTER: f32 = 0.7;

/// Leaves the outermost of `links`, none whose cue is quoted.
pub fn keep_outermost(document: &Document<'_>, links: &mut Vec<Link>) {
    let inner = holders(links);
    let mut index = 0;
    links.retain(|link| {
        let quoted = link.cue.iter().any(|cue| document.quotation_at(cue.start).is_some());
        let inside = inner.get(index).is_some_and(Option::is_some);
        index += 1;
        !inside && !quoted
    });
}

/// Adds the statements inside the contents of `links`, which are outermost ones, and sets the `outer` of each:
/// those that the rules of this room read, and beyond them those that `tagger` finds in the contents when they
/// stand alone. The result is in the order of the links' passages.
pub fn nest(document: &Document<'_>, tagger: &dyn Tagger, links: &mut Vec<Link>) {
    let mut found = Vec::new();
    for link in links.iter() {
        statements(document, link, &mut found);
    }
    reread::add(document, tagger, links, &mut found);
    links.append(&mut found);
    links.sort_by_key(order);
    let holders = holders(links);
    for (link, holder) in links.iter_mut().zip(holders) {
        link.outer = holder;
    }
}

/// Where a link stands in the text: its first byte, its last, its cue.
pub(super) fn order(link: &Link) -> (usize, std::cmp::Reverse<usize>, usize) {
    let cover = |spans: &[Span]| spans.iter().copied().reduce(Span::join);
    let cover = cover(&link.content).unwrap_or_else(|| cover(&link.cue).unwrap_or_default());
    (cover.start, std::cmp::Reverse(cover.end), link.cue.first().map_or(0, |cue| cue.start))
}

/// Of each link, the one in whose content its cue lies, the innermost.
fn holders(links: &[Link]) -> Vec<Option<usize>> {
    let mut contents: Vec<(usize, Span)> = links
        .iter()
        .enumerate()
        .flat_map(|(index, link)| link.content.iter().map(move |span| (index, *span)))
        .collect();
    contents.sort_by_key(|(_, span)| (span.start, std::cmp::Reverse(span.end)));
    let holder = |(index, link): (usize, &Link)| {
        let cue = link.cue.first()?;
        let upto = contents.partition_point(|(_, span)| span.start <= cue.start);
        let open = contents.get(upto.saturating_sub(64)..upto)?;
        let holds = |(holder, span): &&(usize, Span)| *holder != index && span.contains(*cue);
        open.iter().rev().find(holds).map(|(holder, _)| *holder)
    };
    links.iter().enumerate().map(holder).collect()
}

/// The statements inside the content of `link`.
fn statements(document: &Document<'_>, link: &Link, found: &mut Vec<Link>) {
    let floor = found.len();
    for span in &link.content {
        let tokens = document.tokens_in(*span);
        for at in tokens.clone() {
            if found.len() - floor >= MOST {
                return;
            }
            let read = noun::read(document, at, &tokens)
                .or_else(|| verb::read(document, at, &tokens))
                .or_else(|| according_to::read(document, at, &tokens));
            let other = |statement: &Statement| is_other(document, link, statement, &tokens);
            let Some(statement) = read.filter(other) else { continue };
            let content = vec![closed(document, document.span(statement.content), *span)];
            found.push(Link {
                kind: kind(document, &content),
                source: vec![document.span(statement.source)],
                cue: vec![document.span(statement.cue)],
                content,
                outer: None,
                probability: link.probability * GIVEN_OUTER,
            });
        }
    }
}

/// `content` with the mark that closes a quotation begun in it, inside `outer`.
fn closed(document: &Document<'_>, content: Span, outer: Span) -> Span {
    let end = content.end.saturating_sub(1);
    let quotation = document.quotation_at(end).map(|quotation| quotation.span);
    let own = quotation.filter(|quotation| quotation.start >= content.start && quotation.end <= outer.end);
    match own {
        Some(own) if own.end > content.end && own.end - content.end <= LONGEST_MARKS => {
            Span::new(content.start, own.end)
        }
        _ => content,
    }
}

/// The most bytes that a comma and a closing mark take.
const LONGEST_MARKS: usize = 5;

/// Whether a pronoun as source can be somebody else than the source of `link`. In "Vale said she had told
/// them" she is Vale; in a quotation, or behind another name, she is not.
fn is_other(document: &Document<'_>, link: &Link, statement: &Statement, content: &Range<usize>) -> bool {
    let first = document.word(statement.source.start);
    let pronoun = statement.source.len() == 1
        && first.any(&["he", "she", "his", "her", "him", "they", "their", "them"]);
    if !pronoun || first.quotation.is_some() {
        return true;
    }
    let own: Vec<&str> =
        link.source.iter().flat_map(|span| document.tokens_in(*span)).map(|at| document.lower(at)).collect();
    let named = |at: usize| {
        let word = document.word(at);
        word.capital
            && word.kind == TokenKind::Word
            && !own.contains(&&*word.lower)
            && !is_opening(document, at)
    };
    (content.start..statement.source.start).any(named)
}

/// Whether token `at` begins its sentence, where a capital says nothing.
fn is_opening(document: &Document<'_>, at: usize) -> bool {
    document.sentence(document.word(at).sentence).tokens.start == at
}

#[cfg(test)]
mod tests {
    use super::super::tagger::Candidate;
    use super::*;
    use crate::article::Article;

    /// A tagger that finds nothing.
    struct Silent;

    impl Tagger for Silent {
        fn tag(&self, _: &Document<'_>) -> Vec<Candidate> {
            Vec::new()
        }

        fn least(&self) -> f32 {
            1.0
        }
    }

    /// Takes the marks out of a line: its text, the outer content (between bars) and the source, cue and
    /// content of the statement inside, where there is one.
    fn read(marked: &str) -> (String, Span, [Option<Span>; 3]) {
        let mut text = String::new();
        let (mut bars, mut open) = (Vec::new(), Vec::new());
        let mut parts = [None; 3];
        for c in marked.chars() {
            match c {
                '|' => bars.push(text.len()),
                '[' | '{' | '<' => open.push(text.len()),
                ']' | '}' | '>' => {
                    let start = open.pop().expect("an opening bracket");
                    let part = "]}>".find(c).expect("a bracket");
                    parts[part] = Some(Span::new(start, text.len()));
                }
                c => text.push(c),
            }
        }
        (text, Span::new(bars[0], bars[1]), parts)
    }

    #[test]
    fn a_statement_inside_a_content_is_found_whoever_found_the_outer_one() {
        let mut wrong = Vec::new();
        for line in include_str!("passages.txt").lines() {
            let (text, content, parts) = read(line);
            let article = Article { text, ..Article::default() };
            let document = Document::new(&article);
            let outer = Link { content: vec![content], probability: 0.9, ..Link::default() };
            let mut links = vec![outer];
            nest(&document, &Silent, &mut links);
            let inner: Vec<&Link> = links.iter().filter(|link| link.outer.is_some()).collect();
            let show = |span: Span| span.of(&article.text).to_owned();
            let shown: Vec<[Option<String>; 3]> = inner
                .iter()
                .map(|link| [&link.source, &link.cue, &link.content].map(|s| s.first().copied().map(show)))
                .collect();
            let expected: Vec<[Option<String>; 3]> =
                parts[1].iter().map(|_| parts.map(|part| part.map(show))).collect();
            if shown != expected {
                wrong.push(format!("{line}\n  found {shown:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_a_tagger_found_inside_a_content_gives_way() {
        let article = Article { text: "Quill said Kerr told us it rained.".to_owned(), ..Article::default() };
        let document = Document::new(&article);
        let content = |start, end| vec![Span::new(start, end)];
        let outer = Link { cue: content(6, 10), content: content(11, 33), ..Link::default() };
        let inner = Link { cue: content(16, 20), content: content(21, 33), ..Link::default() };
        let mut links = vec![outer.clone(), inner];
        keep_outermost(&document, &mut links);
        nest(&document, &Silent, &mut links);
        assert_eq!(links.len(), 2);
        assert_eq!(links[0], outer);
        assert_eq!((links[1].outer, links[1].content.clone()), (Some(0), content(24, 33)));
    }
}
