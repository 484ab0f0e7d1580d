//! The training corpus: articles with the spans of their gold attributions, from two JSON Lines texts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::article::{Article, Attribution, Kind};
use crate::text::Span;

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

#[derive(Deserialize)]
struct GoldLine {
    id: String,
    attributions: Vec<GoldSpans>,
}

#[derive(Deserialize)]
struct GoldSpans {
    #[serde(default)]
    source: Vec<(usize, usize)>,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    content: Vec<(usize, usize)>,
    #[serde(default)]
    kind: String,
}

/// Reads a corpus: `articles` as `{"id","text","title","outlet"}` a line, `gold` as `{"id","attributions"}`.
///
/// # Errors
/// For a line of another form, with its number.
pub fn read_corpus(articles: &str, gold: &str) -> Result<Vec<TrainArticle>, CorpusError> {
    let gold: BTreeMap<String, Vec<GoldSpans>> =
        lines("gold", gold)?.into_iter().map(|line: GoldLine| (line.id, line.attributions)).collect();
    let made = lines("articles", articles)?.into_iter().map(|line: ArticleLine| {
        let own = gold.get(&line.id);
        TrainArticle {
            gold: own.into_iter().flatten().map(attribution).collect(),
            article: Article {
                text: line.text,
                title: line.title,
                outlet: line.outlet,
                ..Article::default()
            },
            id: line.id,
        }
    });
    Ok(made.collect())
}

fn lines<T: for<'de> Deserialize<'de>>(file: &'static str, text: &str) -> Result<Vec<T>, CorpusError> {
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| CorpusError {
                file,
                line: at + 1,
                what: error.to_string(),
            })
        })
        .collect()
}

fn attribution(gold: &GoldSpans) -> Attribution {
    let spans = |pairs: &[(usize, usize)]| pairs.iter().map(|(start, end)| Span::new(*start, *end)).collect();
    Attribution {
        source: spans(&gold.source),
        cue: spans(&gold.cue),
        content: spans(&gold.content),
        kind: Kind::ALL.into_iter().find(|kind| kind.name() == gold.kind).unwrap_or_default(),
        ..Attribution::default()
    }
}
