//! The training corpus: articles with the spans of their gold attributions, from two JSON Lines texts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::article::{Article, Attribution};
use crate::measure::{GoldError, MarkedLine};

/// An article with its gold attributions.
#[derive(Clone, Debug)]
pub struct TrainArticle {
    /// Its id in the corpus.
    pub id: String,
    /// The article.
    pub article: Article,
    /// Its attributions: spans and kind alone.
    pub gold: Vec<Attribution>,
}

/// What is wrong with a corpus.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {what}")]
pub struct CorpusError {
    /// Which of the texts.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
struct ArticleLine {
    id: String,
    text: String,
    title: Option<String>,
    outlet: Option<String>,
}

/// Reads a corpus: `articles` as `{"id","text","title","outlet"}` a line, `gold` as `{"id","attributions"}`.
///
/// # Errors
/// For a line of another form, with its number.
pub fn read_corpus(articles: &str, gold: &str) -> Result<Vec<TrainArticle>, CorpusError> {
    let gold = MarkedLine::parse_all(gold).map_err(|GoldError { line, what }| CorpusError {
        file: "gold",
        line,
        what,
    })?;
    let mut gold: BTreeMap<String, Vec<Attribution>> =
        gold.into_iter().filter_map(|line| Some((line.id.as_str()?.to_owned(), line.attributions))).collect();
    let mut read = Vec::new();
    for (line, written) in (1..).zip(articles.lines()).filter(|(_, written)| !written.trim().is_empty()) {
        let row: ArticleLine = serde_json::from_str(written).map_err(|error| CorpusError {
            file: "articles",
            line,
            what: error.to_string(),
        })?;
        read.push(TrainArticle {
            gold: gold.remove(&row.id).unwrap_or_default(),
            article: Article { text: row.text, title: row.title, outlet: row.outlet, ..Article::default() },
            id: row.id,
        });
    }
    Ok(read)
}
