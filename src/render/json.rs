//! JSON for other programs: each document one line, keys only ever added.
//!
//! Text is the article's own, byte for byte; characters that a terminal would obey are written as
//! escapes, which JSON's readers turn back.

use std::io::{self, BufWriter, IntoInnerError, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::attribution::AttributionJson;
use super::inert::is_obeyed;
use crate::article::{Article, ArticleId, Attribution, Date, SpeakerType};
use crate::query::{
    Answer, ArticleHead, Explanation, Found, Group, Grouping, Groups, Hit, Note, Stats, StoredArticle,
};
use crate::schema::Origin;
use crate::text::Span;

/// A page of `search` or `said`: `{"total", "hits", "next", "notes"}`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn page(out: &mut dyn Write, answer: &Answer, notes: &[Note]) -> io::Result<()> {
    let page = PageJson {
        total: answer.total,
        hits: answer.hits.iter().map(HitJson::new).collect(),
        next: answer.next.as_ref().map(ToString::to_string),
        notes: texts(notes),
    };
    line(out, &page)
}

/// One hit of `search` or `said` as a line: what `hits` holds.
///
/// # Errors
/// Where `out` cannot be written.
pub fn hit(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    line(out, &HitJson::new(hit))
}

/// One article as a line of `export articles`: with its text.
///
/// # Errors
/// Where `out` cannot be written.
pub fn export_article(out: &mut dyn Write, head: &ArticleHead) -> io::Result<()> {
    line(out, &ArticleJson::of_head(head).with_text())
}

/// An article with its statements, as `show` gives it: ARTICLE with `text`, `extractor` and
/// `attributions`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn article(out: &mut dyn Write, stored: &StoredArticle) -> io::Result<()> {
    let quoted = stored.record.quoted();
    let text = &stored.record.article.text;
    let all = stored.record.attributions.iter();
    let shown = ShownJson {
        article: ArticleJson::of_stored(stored, &quoted).with_text(),
        extractor: stored.record.extractor,
        attributions: all.map(|attribution| AttributionJson::new(attribution, stored.id, text)).collect(),
    };
    line(out, &shown)
}

/// One statement in its passage, as `show` gives it: what `said` holds in `hits`, with the passage.
/// Where no attribution is stored for the passage, it stands alone.
///
/// # Errors
/// Where `out` cannot be written.
pub fn statement(
    out: &mut dyn Write,
    stored: &StoredArticle,
    passage: Span,
    attribution: Option<&Attribution>,
) -> io::Result<()> {
    let quoted = stored.record.quoted();
    let text = &stored.record.article.text;
    let shown = StatementJson {
        article: ArticleJson::of_stored(stored, &quoted),
        passage: SnippetJson { text: passage.of(text), marks: Vec::new() },
        span: passage,
        statement: attribution.map(|attribution| AttributionJson::new(attribution, stored.id, text)),
    };
    line(out, &shown)
}

/// Speakers or outlets with their counts: `{"total", "speakers" or "outlets", "notes"}`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn groups(out: &mut dyn Write, by: Grouping, found: &Groups, notes: &[Note]) -> io::Result<()> {
    let (total, groups, notes) = (found.total, &found.groups, texts(notes));
    match by {
        Grouping::Speaker => {
            let speakers = groups.iter().map(SpeakerJson::new).collect();
            line(out, &SpeakersJson { total, speakers, notes })
        }
        Grouping::Outlet => {
            let outlets = groups.iter().map(OutletJson::new).collect();
            line(out, &OutletsJson { total, outlets, notes })
        }
    }
}

/// One speaker or outlet as a line.
///
/// # Errors
/// Where `out` cannot be written.
pub fn group(out: &mut dyn Write, by: Grouping, group: &Group) -> io::Result<()> {
    match by {
        Grouping::Speaker => line(out, &SpeakerJson::new(group)),
        Grouping::Outlet => line(out, &OutletJson::new(group)),
    }
}

/// What an index holds; `extractor` is the version of this program's.
///
/// # Errors
/// Where `out` cannot be written.
pub fn stats(out: &mut dyn Write, stats: &Stats, extractor: u32) -> io::Result<()> {
    line(
        out,
        &StatsJson {
            articles: stats.articles,
            statements: stats.statements,
            outlets: stats.outlets,
            speakers: stats.speakers,
            undated: stats.undated,
            unextracted: stats.unextracted,
            first: stats.first,
            last: stats.last,
            text_bytes: stats.text_bytes,
            index_bytes: stats.index_bytes,
            files: stats.files,
            extractors: &stats.extractors,
            extractor,
        },
    )
}

/// Any value as one line of JSON that no terminal obeys.
///
/// # Errors
/// Where `out` cannot be written.
pub fn line<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    // JSON is written in very small pieces: they meet in a buffer whose kind is known here.
    let mut buffered = BufWriter::new(out);
    value.serialize(&mut Serializer::with_formatter(&mut buffered, Inert)).map_err(io::Error::from)?;
    buffered.write_all(b"\n")?;
    buffered.into_inner().map(|_| ()).map_err(IntoInnerError::into_error)
}

/// Writes compact JSON, escaping what a terminal would obey.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = fragment;
        if fragment.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return CompactFormatter.write_string_fragment(out, fragment);
        }
        while let Some((at, c)) = plain.char_indices().find(|(_, c)| is_obeyed(*c)) {
            let (before, after) = plain.split_at(at);
            CompactFormatter.write_string_fragment(out, before)?;
            // Every such character lies in the basic plane: one unit of UTF-16.
            write!(out, "\\u{:04x}", u32::from(c))?;
            plain = after.strip_prefix(c).unwrap_or_default();
        }
        CompactFormatter.write_string_fragment(out, plain)
    }
}

#[derive(Serialize)]
struct PageJson<'a> {
    total: u64,
    hits: Vec<HitJson<'a>>,
    next: Option<String>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct HitJson<'a> {
    score: f64,
    article: ArticleJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<SnippetJson<'a>>,
    #[serde(flatten)]
    statement: Option<AttributionJson<'a>>,
    /// Matched words of a statement, into the article's text; a snippet has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    marks: Option<&'a [Span]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationJson<'a>>,
}

impl<'a> HitJson<'a> {
    fn new(hit: &'a Hit) -> Self {
        let head: &ArticleHead = &hit.article;
        let text = &head.article.text;
        let article = ArticleJson::of_head(head);
        let (snippet, statement) = match &hit.found {
            Found::Article { snippet } => (Some(SnippetJson::new(*snippet, &hit.marks, text)), None),
            Found::Statement(attribution) => {
                (None, Some(AttributionJson::new(attribution, article.id, text)))
            }
        };
        let marks = statement.is_some().then_some(hit.marks.as_slice());
        let explanation = hit.explanation.as_ref().map(ExplanationJson::new);
        Self { score: rounded(hit.score), article, snippet, statement, marks, explanation }
    }
}

/// ARTICLE of the contracts.
#[derive(Serialize)]
struct ArticleJson<'a> {
    id: ArticleId,
    outlet: Option<&'a str>,
    date: Option<Date>,
    authors: &'a [String],
    title: Option<&'a str>,
    url: Option<&'a str>,
    section: Option<&'a str>,
    language: Option<&'a str>,
    origins: &'a [Origin],
    quoted: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip)]
    own_text: &'a str,
}

impl<'a> ArticleJson<'a> {
    fn of_head(head: &'a ArticleHead) -> Self {
        let id = head.id.unwrap_or_else(|| head.article.id());
        Self::new(id, &head.article, &head.origins, &head.quoted)
    }

    fn of_stored(stored: &'a StoredArticle, quoted: &'a [String]) -> Self {
        Self::new(stored.id, &stored.record.article, &stored.record.origins, quoted)
    }

    fn new(id: ArticleId, article: &'a Article, origins: &'a [Origin], quoted: &'a [String]) -> Self {
        Self {
            id,
            outlet: article.outlet.as_deref(),
            date: article.date,
            authors: &article.authors,
            title: article.title.as_deref(),
            url: article.url.as_deref(),
            section: article.section.as_deref(),
            language: article.language.as_deref(),
            origins,
            quoted,
            text: None,
            own_text: &article.text,
        }
    }

    fn with_text(self) -> Self {
        Self { text: Some(self.own_text), ..self }
    }
}

/// A part of a text, and marks relative to it.
#[derive(Serialize)]
struct SnippetJson<'a> {
    text: &'a str,
    marks: Vec<Span>,
}

impl<'a> SnippetJson<'a> {
    fn new(snippet: Span, marks: &[Span], text: &'a str) -> Self {
        let inside = marks.iter().filter(|mark| snippet.contains(**mark));
        let marks = inside.map(|mark| Span::new(mark.start - snippet.start, mark.end - snippet.start));
        Self { text: snippet.of(text), marks: marks.collect() }
    }
}

#[derive(Serialize)]
struct ExplanationJson<'a> {
    relevance: f64,
    recency: Option<f64>,
    terms: Vec<TermJson<'a>>,
}

#[derive(Serialize)]
struct TermJson<'a> {
    part: &'a str,
    score: f64,
}

impl<'a> ExplanationJson<'a> {
    fn new(explanation: &'a Explanation) -> Self {
        let terms = explanation.terms.iter();
        Self {
            relevance: rounded(explanation.relevance),
            recency: explanation.recency.map(round),
            terms: terms.map(|(part, score)| TermJson { part, score: rounded(*score) }).collect(),
        }
    }
}

#[derive(Serialize)]
struct ShownJson<'a> {
    #[serde(flatten)]
    article: ArticleJson<'a>,
    extractor: Option<u32>,
    attributions: Vec<AttributionJson<'a>>,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    article: ArticleJson<'a>,
    passage: SnippetJson<'a>,
    span: Span,
    #[serde(flatten)]
    statement: Option<AttributionJson<'a>>,
}

#[derive(Serialize)]
struct SpeakersJson<'a> {
    total: u64,
    speakers: Vec<SpeakerJson<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct SpeakerJson<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: SpeakerType,
    roles: Vec<CountJson<'a>>,
    statements: u64,
    articles: u64,
    outlets: Vec<CountJson<'a>>,
    first: Option<Date>,
    last: Option<Date>,
}

impl<'a> SpeakerJson<'a> {
    fn new(group: &'a Group) -> Self {
        Self {
            name: &group.name,
            kind: group.kind.unwrap_or_default(),
            roles: counts(&group.roles),
            statements: group.statements,
            articles: group.articles,
            outlets: counts(&group.outlets),
            first: group.first,
            last: group.last,
        }
    }
}

#[derive(Serialize)]
struct CountJson<'a> {
    name: &'a str,
    statements: u64,
}

fn counts(counts: &[(String, u64)]) -> Vec<CountJson<'_>> {
    counts.iter().map(|(name, statements)| CountJson { name, statements: *statements }).collect()
}

#[derive(Serialize)]
struct OutletsJson<'a> {
    total: u64,
    outlets: Vec<OutletJson<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct OutletJson<'a> {
    name: &'a str,
    articles: u64,
    statements: u64,
    first: Option<Date>,
    last: Option<Date>,
}

impl<'a> OutletJson<'a> {
    fn new(group: &'a Group) -> Self {
        Self {
            name: &group.name,
            articles: group.articles,
            statements: group.statements,
            first: group.first,
            last: group.last,
        }
    }
}

#[derive(Serialize)]
struct StatsJson<'a> {
    articles: u64,
    statements: u64,
    outlets: u64,
    speakers: u64,
    undated: u64,
    unextracted: u64,
    first: Option<Date>,
    last: Option<Date>,
    text_bytes: u64,
    index_bytes: u64,
    files: u64,
    /// Versions of the extractors that made the statements.
    extractors: &'a [u32],
    /// The version of this program's.
    extractor: u32,
}

fn texts(notes: &[Note]) -> Vec<&str> {
    notes.iter().map(|note| note.text.as_str()).collect()
}

fn rounded(score: f32) -> f64 {
    round(f64::from(score))
}

/// To four decimals.
fn round(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
