//! Gold files of the project's own corpus: attributions written beside an article, as its words.
//!
//! A first line `article: PATH[#RECORD]`, then a line for each attribution in the order of the text:
//! `> KIND | source: … | cue: … | content: … | speaker: … | type: …` with `to`, `via`, `no_comment` and
//! `act` where they apply; pieces of a discontinuous span are joined by " … ". Never guesses: words
//! that the text lacks are an error with their line.

use crate::article::{Attribution, Kind, Party, Speaker, SpeakerType};
use crate::text::Span;

/// A gold file as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldFile {
    /// The article's file, and its record for a file of many.
    pub article: String,
    /// Its statements, in the order of the text.
    pub statements: Vec<GoldStatement>,
}

/// One statement as words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldStatement {
    /// Its line in the gold file, from 1.
    pub line: usize,
    /// The kind, as marked.
    pub kind: Kind,
    /// Name and value of each field, as written.
    pub fields: Vec<(String, String)>,
}

/// What is wrong with a gold file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct GoldError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl GoldFile {
    /// Reads a gold file.
    ///
    /// # Errors
    /// For a line of another form, with its number.
    pub fn parse(text: &str) -> Result<Self, GoldError> {
        let mut article = None;
        let mut statements = Vec::new();
        for (line, written) in text.lines().enumerate().map(|(at, written)| (at + 1, written.trim())) {
            if let Some(path) = written.strip_prefix("article:") {
                article = Some(path.trim().to_owned());
            } else if let Some(fields) = written.strip_prefix("> ") {
                statements.push(GoldStatement::parse(line, fields)?);
            } else if !written.is_empty() && !written.starts_with('#') {
                return Err(GoldError { line, what: "neither \"article:\" nor \"> …\"".into() });
            }
        }
        let article = article.ok_or(GoldError { line: 1, what: "no \"article:\" line".into() })?;
        Ok(Self { article, statements })
    }

    /// The attributions of `text` that the file describes.
    ///
    /// # Errors
    /// Where the words of a span do not stand in the text.
    pub fn attributions(&self, text: &str) -> Result<Vec<Attribution>, GoldError> {
        let mut from = 0;
        let mut found = Vec::new();
        for statement in &self.statements {
            let attribution = statement.locate(text, from)?;
            if statement.field("via").is_none() {
                from = attribution.passage().start.min(start_of(&attribution.source).unwrap_or(usize::MAX));
            }
            found.push(attribution);
        }
        Ok(found)
    }
}

fn start_of(spans: &[Span]) -> Option<usize> {
    spans.first().map(|span| span.start)
}

impl GoldStatement {
    fn parse(line: usize, written: &str) -> Result<Self, GoldError> {
        let mut parts = written.split(" | ");
        let kind = parts.next().unwrap_or_default().trim();
        let kind = Kind::ALL
            .into_iter()
            .find(|known| known.name() == kind)
            .ok_or_else(|| GoldError { line, what: format!("no kind \"{kind}\"") })?;
        let fields = parts
            .map(|part| {
                let (name, value) = part
                    .split_once(':')
                    .ok_or_else(|| GoldError { line, what: format!("no field name in \"{part}\"") })?;
                Ok((name.trim().to_owned(), value.trim().to_owned()))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { line, kind, fields })
    }

    /// The value of a field, where it is not empty.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(known, _)| known == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// The statement's spans in `text`: its content (its cue, without one) first from `from` on, the
    /// others nearest to it.
    fn locate(&self, text: &str, from: usize) -> Result<Attribution, GoldError> {
        let missing = |what: &str| GoldError {
            line: self.line,
            what: format!("{what} not in the text: {}", self.field(what).unwrap_or_default()),
        };
        let leading = if self.field("content").is_some() { "content" } else { "cue" };
        let lead = self
            .field(leading)
            .and_then(|words| in_order(text, words, from).or_else(|| in_order(text, words, 0)));
        let lead = lead.ok_or_else(|| missing(leading))?;
        let near = lead.iter().copied().reduce(Span::join).unwrap_or_default();
        let beside = |name: &str| match self.field(name) {
            None => Ok(Vec::new()),
            Some(words) => nearest(text, words, near, &lead).ok_or_else(|| missing(name)),
        };
        let cue = if leading == "cue" { lead.clone() } else { beside("cue")? };
        let content = if leading == "content" { lead.clone() } else { Vec::new() };
        let party = |name: &str| {
            let names = self.field(name).into_iter().flat_map(|names| names.split("; "));
            names.map(|name| Party { name: name.to_owned(), kind: SpeakerType::Unknown }).collect()
        };
        let kind =
            self.field("type").and_then(|word| SpeakerType::ALL.into_iter().find(|kind| kind.name() == word));
        Ok(Attribution {
            kind: self.kind,
            source: beside("source")?,
            cue,
            content,
            speaker: Speaker {
                name: self.field("speaker").map(str::to_owned),
                kind: kind.unwrap_or_default(),
                ..Speaker::default()
            },
            to: party("to"),
            via: party("via"),
            ..Attribution::default()
        })
    }
}

/// The pieces of `words`, each after the one before, the first from `from` on.
fn in_order(text: &str, words: &str, from: usize) -> Option<Vec<Span>> {
    let mut at = from;
    let mut spans = Vec::new();
    for piece in words.split(" … ") {
        let start = at + text.get(at..)?.find(piece)?;
        at = start + piece.len();
        spans.push(Span::new(start, at));
    }
    Some(spans)
}

/// The occurrence of `words` nearest to `near` that does not overlap `taken`.
fn nearest(text: &str, words: &str, near: Span, taken: &[Span]) -> Option<Vec<Span>> {
    let first = words.split(" … ").next()?;
    let occurrences = text.match_indices(first).filter_map(|(at, _)| in_order(text, words, at));
    let free =
        occurrences.filter(|spans| !spans.iter().any(|span| taken.iter().any(|other| other.overlaps(*span))));
    free.min_by_key(|spans| {
        let span = spans.first().copied().unwrap_or_default();
        if span.end <= near.start { near.start - span.end } else { span.start.saturating_sub(near.end) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "article: corpus/a.txt\n> direct | source: she | cue: said | content: \"No,\" … \"not now.\" | speaker: Dana Marrin | type: person\n";

    #[test]
    fn words_become_spans() {
        let text = "Marrin said little. \"No,\" she said, \"not now.\"";
        let gold = GoldFile::parse(GOLD).unwrap();
        let [only] = gold.attributions(text).unwrap().try_into().unwrap();
        assert_eq!(only.content, [Span::new(20, 25), Span::new(36, 46)]);
        assert_eq!((only.source, only.cue), (vec![Span::new(26, 29)], vec![Span::new(30, 34)]));
    }

    #[test]
    fn words_that_are_not_there_are_an_error_with_a_line() {
        let gold = GoldFile::parse(GOLD).unwrap();
        assert_eq!(gold.attributions("Nothing of the sort.").unwrap_err().line, 2);
        assert_eq!(GoldFile::parse("> odd | source: x").unwrap_err().line, 1);
    }
}
