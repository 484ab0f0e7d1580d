//! Files of word processors: DOCX and RTF, one article each, or many as the archives of the press (Nexis Uni,
//! LexisNexis, Factiva) export them.
//!
//! Of a file its paragraphs are read and nothing else: no styles, no macros, nothing that it links to.

mod docx;
mod export;
mod rtf;

use super::draft::Draft;
use super::format::Likeness;
use super::hints::Hints;
use super::plain;
use super::reading::{Ignored, Item, Items, Problem, Reason};
use super::source::{Head, Source};

/// A file may be this many times as long as an article: it may hold hundreds.
const FILE: usize = 16;

/// How much `head` looks like DOCX.
#[must_use]
pub fn sniff_docx(head: &Head) -> Likeness {
    let zip = head.bytes.starts_with(b"PK\x03\x04");
    let has = |mark: &[u8]| head.bytes.windows(mark.len()).any(|window| window == mark);
    if zip && (has(b"word/document.xml") || (head.extension == "docx" && has(b"[Content_Types].xml"))) {
        Likeness::Surely
    } else {
        Likeness::No
    }
}

/// How much `head` looks like RTF.
#[must_use]
pub fn sniff_rtf(head: &Head) -> Likeness {
    if head.bytes.trim_ascii_start().starts_with(b"{\\rtf") { Likeness::Surely } else { Likeness::No }
}

/// Reads every article of a DOCX file.
#[must_use]
pub fn read_docx<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    let paragraphs = docx::paragraphs(source, hints.max_article.saturating_mul(FILE));
    Box::new(items(paragraphs, hints).into_iter())
}

/// Reads every article of an RTF file.
#[must_use]
pub fn read_rtf<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    let bytes = source.bytes(hints.max_article.saturating_mul(FILE));
    Box::new(items(bytes.and_then(|bytes| rtf::paragraphs(&bytes)), hints).into_iter())
}

fn items(paragraphs: Result<Vec<String>, Problem>, hints: &Hints) -> Vec<Item> {
    let paragraphs = match paragraphs {
        Ok(paragraphs) => paragraphs,
        Err(problem) => return vec![Item::Problem(problem)],
    };
    if paragraphs.iter().all(|paragraph| paragraph.trim().is_empty()) {
        return vec![Item::Ignored(Ignored::Textless)];
    }
    let mut drafts = export::drafts(&paragraphs);
    if drafts.is_empty() {
        let text: Vec<&str> =
            paragraphs.iter().map(|paragraph| paragraph.trim()).filter(|p| !p.is_empty()).collect();
        drafts.push(plain::draft(&super::clean::clean(text.join("\n\n")), hints));
    }
    let many = drafts.len() > 1;
    let finished = (1_u64..).zip(drafts).map(|(number, draft)| {
        let record = many.then_some(number);
        if draft.text.iter().any(|text| text.value.len() > hints.max_article) {
            return Item::Problem(Problem::new(Reason::TooLong(hints.max_article)).at(record, None));
        }
        if draft.text.iter().all(|text| !text.value.chars().any(char::is_alphabetic)) && many {
            return Item::IgnoredPart { part: number.to_string(), reason: Ignored::Textless };
        }
        Draft { record, ..draft }.finish(hints)
    });
    finished.collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
