//! The query room: what is asked and what comes back, as data.
//!
//! The query language in stages (lexer → tree → resolved query), the ranking it asks for, and the
//! answers. Knows no engine, reads no clock: today is a value in the query (`as_of`).

mod answer;
mod ast;
mod clause;
mod cost;
pub mod date;
mod explain;
mod field;
mod filter;
mod lexer;
mod meaning;
mod near;
mod note;
mod parse;
mod placing;
mod ranking;
mod resolve;
#[cfg(test)]
mod tests;
mod timeline;
mod word;

pub use answer::{Answer, ArticleHead, Explanation, Found, Group, Groups, Hit, Stats, StoredArticle};
pub use ast::{Boost, Case, Node, Tree};
pub use clause::{Clause, NameField, TextField, Trait};
pub use explain::{explain, in_words};
pub use field::Field;
pub use filter::{FilterError, Filters};
pub use near::{Near, Places, Within};
pub use note::{Note, Notes, Weight};
pub use parse::{MAX_BYTES, MAX_DEPTH, MAX_NEARS, Parsed, parse};
pub use ranking::{Cursor, Recency, Sort};
pub use resolve::Request;
pub use timeline::{Bar, DayCount, Period, Timeline};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Articles (`search`).
    Articles,
    /// Statements (`said`).
    Statements,
}

/// A query as engines get it: names, dates and flags resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What is looked for.
    pub target: Target,
    /// What must match; its words count for relevance.
    pub matching: Clause,
    /// What must match as well, without counting: outlets, dates, kinds…
    pub filters: Vec<Clause>,
    /// The order of the hits.
    pub sort: Sort,
    /// How [`Sort::Recent`] weighs age.
    pub recency: Recency,
    /// How many hits to give.
    pub limit: usize,
    /// Give only what comes after this hit.
    pub after: Option<Cursor>,
    /// Say how each score came about.
    pub explain: bool,
}

impl Query {
    /// All that matches, oldest first: what a scan is given.
    #[must_use]
    pub fn every(target: Target, matching: Clause) -> Self {
        let recency = Recency {
            as_of: jiff::civil::Date::ZERO,
            half_life_days: Recency::HALF_LIFE_DAYS,
            floor: Recency::FLOOR,
        };
        let (filters, sort, limit) = (Vec::new(), Sort::Oldest, 0);
        Self { target, matching, filters, sort, recency, limit, after: None, explain: false }
    }
}

/// By what groups are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// By speaker (over statements).
    Speaker,
    /// By outlet (over articles).
    Outlet,
}
