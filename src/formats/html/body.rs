//! The article's text in a page. The extractor is a crate behind a trait, so that it can be replaced;
//! what it may be given, and what becomes of its result, is decided here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::text;

/// Most elements that an extractor is given: it takes more than linear time.
const MOST_ELEMENTS: usize = 60_000;

/// Something that finds the article's part of a page.
pub trait Extractor {
    /// The article's part of `page` as HTML, or `None` where it finds none.
    fn article_html(&self, page: &str) -> Option<String>;
}

/// The crate `trafilatura`: precise, with its fallback.
pub struct Trafilatura;

impl Extractor for Trafilatura {
    fn article_html(&self, page: &str) -> Option<String> {
        let options = trafilatura::Options::default()
            .with_fallback(true)
            .with_focus(trafilatura::ExtractionFocus::FavorPrecision)
            .with_exclude_comments(true)
            .with_max_tree_size(MOST_ELEMENTS);
        // Pages are hostile; a fault in the crate must cost one page, not the run.
        let result = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(page, &options)));
        result.ok()?.ok().map(|result| result.content_html).filter(|html| !html.is_empty())
    }
}

/// The article's text in `page`, found by `extractor`, paragraphs separated by blank lines; "" where
/// there is none.
#[must_use]
pub fn text(page: &str, extractor: &impl Extractor) -> String {
    extractor.article_html(page).map(|html| text::text_of(&html)).unwrap_or_default()
}
