//! Answers: what engines give back. Text is carried as the article's own, with spans into it.

use std::sync::Arc;

use super::{Cursor, Notes};
use crate::article::{Article, ArticleId, Attribution, Date, SpeakerType};
use crate::schema::{Origin, Record};
use crate::text::Span;

/// One page of hits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many match in all, whatever the limit.
    pub total: u64,
    /// The page, in the order asked for.
    pub hits: Vec<Hit>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<Cursor>,
    /// What the engine had to leave out.
    pub notes: Notes,
}

/// One article or statement that matched.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its score under the sort asked for: relevance, weighed by recency for `recent`.
    pub score: f32,
    /// The article it is, or stands in.
    pub article: Arc<ArticleHead>,
    /// What matched.
    pub found: Found,
    /// Matched words, as spans into the article's text, in order.
    pub marks: Vec<Span>,
    /// Matched words of the headline, as spans into it.
    pub title_marks: Vec<Span>,
    /// How the score came about, where asked for.
    pub explanation: Option<Explanation>,
}

/// What a hit is.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// An article, and the part of its text worth showing.
    Article {
        /// Where in the text.
        snippet: Span,
    },
    /// A statement.
    Statement(Box<Attribution>),
}

/// An article without its statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleHead {
    /// Its identity, kept beside the article so that it is computed once.
    pub id: Option<ArticleId>,
    /// The article with its text.
    pub article: Article,
    /// Where it was read from.
    pub origins: Vec<Origin>,
    /// The names of the speakers it quotes.
    pub quoted: Vec<String>,
}

/// How a score came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// Relevance before recency.
    pub relevance: f32,
    /// What recency multiplied it with; `None` where the sort does not weigh it.
    pub recency: Option<f64>,
    /// What each part of the query added to relevance, as (part, amount).
    pub terms: Vec<(String, f32)>,
}

/// An article as an engine holds it, with all its statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredArticle {
    /// Its identity.
    pub id: ArticleId,
    /// The record as it was put.
    pub record: Record,
}

/// Speakers or outlets, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// How many groups there are, whatever the limit.
    pub total: u64,
    /// The first of them: most statements, then most articles, then by name.
    pub groups: Vec<Group>,
}

/// One speaker or outlet with its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The speaker's or outlet's name, in its most frequent form.
    pub name: String,
    /// The speaker's type, most frequent first among equals; `None` for an outlet.
    pub kind: Option<SpeakerType>,
    /// Roles with the number of statements under each, most frequent first.
    pub roles: Vec<(String, u64)>,
    /// How many statements.
    pub statements: u64,
    /// In how many articles.
    pub articles: u64,
    /// Outlets with the number of statements in each, most frequent first; empty for an outlet.
    pub outlets: Vec<(String, u64)>,
    /// First date.
    pub first: Option<Date>,
    /// Last date.
    pub last: Option<Date>,
}

/// What an index holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Articles.
    pub articles: u64,
    /// Statements.
    pub statements: u64,
    /// Outlets.
    pub outlets: u64,
    /// Different speakers' names.
    pub speakers: u64,
    /// Articles without a date.
    pub undated: u64,
    /// Articles ingested without extraction.
    pub unextracted: u64,
    /// First date.
    pub first: Option<Date>,
    /// Last date.
    pub last: Option<Date>,
    /// Bytes of all articles' texts.
    pub text_bytes: u64,
    /// Bytes the index takes.
    pub index_bytes: u64,
    /// Files whose stamps it keeps.
    pub files: u64,
    /// Versions of the extractor that made its statements, oldest first.
    pub extractors: Vec<u32>,
}
