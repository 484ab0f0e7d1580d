//! HTML: whole pages, and the pieces of HTML that other formats carry.
//!
//! A page is never fetched, no script in it is run, and nothing that it refers to is looked at. Its
//! metadata is read by our own code, so that every value has the place where it stood; its text is found
//! by an extractor that can be replaced.

pub mod body;
mod depth;
mod evidence;
mod json_ld;
mod metadata;
mod text;
mod walk;

use scraper::Html;

use super::draft::{Candidate, Draft};
use super::hints::Hints;
use super::reading::{Field, Item, Items, Place, Problem, Reason};
use super::source::{Head, Source};
use super::{Likeness, byline, charset, plain};
use crate::text::fold;
use evidence::Evidence;
pub use text::{text_if_html, text_of_piece, unescaped};

/// Shortest text of an article that is taken without looking further, in characters.
const SHORT: usize = 200;

/// Paragraphs at a text's beginning that may repeat the header.
const HEADER: usize = 3;

/// How much `head` looks like an HTML page.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let start: String = head.trimmed().chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let named = matches!(head.extension.as_str(), "html" | "htm" | "xhtml" | "shtml");
    let page = start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with('<') && start.contains("<html"));
    match (page, named) {
        (true, _) => Likeness::Surely,
        (false, true) => Likeness::Likely,
        _ => Likeness::No,
    }
}

/// Reads a page as one article.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    let declared = declared_charset(&source.head.bytes);
    let page = source.bytes(hints.max_article).and_then(|bytes| charset::decode(bytes, declared.as_deref()));
    let item = match page {
        Ok(page) => article(&page, hints),
        Err(problem) => Item::Problem(problem),
    };
    Box::new(std::iter::once(item))
}

fn article(page: &str, hints: &Hints) -> Item {
    article_at(page, None, "", hints)
}

/// Reads `page`, which `place` says was fetched from `address`.
#[must_use]
pub fn article_at(page: &str, address: Option<&str>, place: &'static str, hints: &Hints) -> Item {
    if depth::is_too_large(page) {
        return Item::Problem(Problem::new(Reason::TooMany(depth::MOST)));
    }
    if depth::is_too_deep(page) {
        return Item::Problem(Problem::new(Reason::TooDeep(depth::DEEPEST)));
    }
    let (mut draft, described) = metadata::read(&Evidence::of(&Html::parse_document(page)), hints);
    if let Some(address) = saved_from(page) {
        draft.add(Field::Url, address, Place::Element("comment saved from".into()), 1);
    }
    if let Some(address) = address {
        draft.add(Field::Url, address, Place::Key(place.into()), 2);
    }
    let found = without_header(body::text(page, &body::Trafilatura), &draft);
    add_text(&mut draft, found, Place::Element("body".into()), 200);
    if let Some(text) = described.map(text_if_html) {
        // The page's own word for its text, where no text of its own was found.
        let rank =
            if draft.text.iter().any(|found| found.value.chars().count() >= SHORT) { 100 } else { 220 };
        add_text(&mut draft, text.trim().to_owned(), Place::JsonLd("articleBody".into()), rank);
    }
    match draft.finish(hints) {
        Item::Problem(problem) if matches!(problem.reason, Reason::NoText | Reason::EmptyText) => {
            Item::Problem(Problem::new(Reason::NoBody))
        }
        item => item,
    }
}

fn add_text(draft: &mut Draft, value: String, place: Place, rank: u8) {
    if !value.is_empty() {
        draft.text.push(Candidate { value, place, rank });
    }
}

/// `text` without first paragraphs that only repeat headline, byline or date.
fn without_header(text: String, draft: &Draft) -> String {
    let mut rest = text.as_str();
    for _ in 0..HEADER {
        let Some((first, after)) = rest.split_once("\n\n") else { break };
        let folded = fold(first);
        let title = draft.title.iter().any(|title| fold(&title.value) == folded);
        let byline = first.split(' ').count() <= 14
            && byline::opening(first).is_some_and(|names| {
                let names = byline::authors(names);
                let same = |one: &String| {
                    draft
                        .authors
                        .iter()
                        .any(|other| other.value.iter().any(|author| fold(author) == fold(one)))
                };
                names.iter().any(same)
            });
        if !(title || byline || plain::date_line(first).is_some()) {
            break;
        }
        rest = after;
    }
    if rest.len() == text.len() { text } else { rest.to_owned() }
}

/// The charset that the page names in its first bytes.
#[must_use]
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head =
        String::from_utf8_lossy(bytes.get(..bytes.len().min(8_192)).unwrap_or_default()).to_ascii_lowercase();
    let rest = head.split_once("charset=").or_else(|| head.split_once("encoding=")).map(|(_, rest)| rest)?;
    let label = rest.trim_start_matches(['"', '\'', ' ']);
    let label: String =
        label.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!label.is_empty()).then_some(label)
}

/// The address in the comment that browsers write when they save a page.
fn saved_from(page: &str) -> Option<&str> {
    let head = page.get(..page.floor_char_boundary(1_000))?;
    let rest = head.split_once("saved from url=(")?.1.split_once(')')?.1;
    rest.split_whitespace().next()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
