//! An article with its statements marked, and one statement in its passage: what `show` prints.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;

use super::cover::Cover;
use super::rich::Rich;
use super::style::{BOLD, DIM, LIT, Look, PLAIN, SAID, SOURCE};
use super::terminal::{human_date, passed, who};
use crate::article::{Article, Attribution, StatementId};
use crate::query::StoredArticle;
use crate::text::{Span, paragraphs};

/// How far text is set in.
const INDENT: usize = 2;

/// An article: its head, its text with a number before each statement, and the statements by number.
///
/// # Errors
/// Where `out` cannot be written.
pub fn article(out: &mut dyn Write, stored: &StoredArticle, look: Look) -> io::Result<()> {
    let columns = look.text_columns();
    let record = &stored.record;
    head(out, &record.article, look)?;
    let id = stored.id.to_string();
    Rich::of(&id, DIM).write(out, INDENT, columns, look)?;
    for origin in &record.origins {
        Rich::of(&format!("from {origin}"), DIM).write(out, INDENT, columns, look)?;
    }
    let text = &record.article.text;
    let numbers = numbers(&record.attributions);
    let cover = Cover::of(record.attributions.iter().flat_map(said).copied());
    for paragraph in paragraphs(text) {
        writeln!(out)?;
        numbered(paragraph, text, &cover, &numbers).write(out, 0, columns, look)?;
    }
    if !record.attributions.is_empty() {
        writeln!(out)?;
    }
    for (at, attribution) in record.attributions.iter().enumerate() {
        let mut line = Rich::of(&format!("[{}] ", at + 1), DIM);
        line.join("", who(attribution, text));
        line.join(" · ", passed(attribution));
        line.write(out, 0, columns, look)?;
        let id = attribution.id(stored.id, text).to_string();
        Rich::of(&id, DIM).write(out, INDENT + 2, columns, look)?;
    }
    Ok(())
}

/// One statement: who said it, and the paragraphs it stands in with its words underlined. Where no
/// attribution is stored for the passage, the passage alone.
///
/// # Errors
/// Where `out` cannot be written.
pub fn statement(
    out: &mut dyn Write,
    stored: &StoredArticle,
    passage: Span,
    attribution: Option<&Attribution>,
    look: Look,
) -> io::Result<()> {
    let columns = look.text_columns();
    let article = &stored.record.article;
    let text = &article.text;
    if let Some(attribution) = attribution {
        who(attribution, text).write(out, 0, columns, look)?;
        passed(attribution).write(out, INDENT, columns, look)?;
        writeln!(out)?;
    }
    let parts = attribution.map_or_else(
        || passage,
        |attribution| {
            let spans = attribution.source.iter().chain(&attribution.cue);
            spans.copied().fold(passage, Span::join)
        },
    );
    let style = |at: usize| style_at(at, passage, attribution);
    for paragraph in paragraphs(text).into_iter().filter(|paragraph| paragraph.overlaps(parts)) {
        let mut rich = Rich::new();
        rich.push_styled(text, paragraph.trim(text), style);
        rich.write(out, INDENT, columns, look)?;
    }
    writeln!(out)?;
    head(out, article, look)?;
    let id = StatementId::of(stored.id, passage, text).to_string();
    Rich::of(&id, DIM).write(out, INDENT, columns, look)
}

fn head(out: &mut dyn Write, article: &Article, look: Look) -> io::Result<()> {
    let columns = look.text_columns();
    let title = article.title.as_deref().filter(|title| !title.trim().is_empty());
    Rich::of(title.unwrap_or("(no headline)"), BOLD).write(out, 0, columns, look)?;
    let mut line = Rich::of(article.outlet.as_deref().unwrap_or_default(), PLAIN);
    line.join(" · ", Rich::of(&human_date(article.date), PLAIN));
    line.join(" · ", Rich::of(&article.authors.join(", "), PLAIN));
    line.join(" · ", Rich::of(article.section.as_deref().unwrap_or_default(), PLAIN));
    line.write(out, INDENT, columns, look)?;
    Rich::of(article.url.as_deref().unwrap_or_default(), DIM).write(out, INDENT, columns, look)
}

/// How the byte at `at` looks in the passage of one statement.
fn style_at(at: usize, passage: Span, attribution: Option<&Attribution>) -> Style {
    let covers = |spans: &[Span]| spans.iter().any(|span| span.covers(at));
    match attribution {
        None if passage.covers(at) => SAID,
        None => PLAIN,
        Some(attribution) if covers(&attribution.source) => SOURCE,
        Some(attribution) if covers(&attribution.cue) => LIT,
        Some(attribution) if covers(&attribution.content) => SAID,
        Some(_) => PLAIN,
    }
}

/// The numbers, from 1, of the statements that begin at each byte.
fn numbers(attributions: &[Attribution]) -> BTreeMap<usize, Vec<usize>> {
    let mut numbers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, attribution) in attributions.iter().enumerate() {
        numbers.entry(attribution.passage().start).or_default().push(at + 1);
    }
    numbers
}

/// What is underlined in an article: what was said, or the cue where nothing was.
fn said(attribution: &Attribution) -> &[Span] {
    if attribution.content.is_empty() { &attribution.cue } else { &attribution.content }
}

/// A paragraph with a number before each statement and the statements underlined.
fn numbered(paragraph: Span, text: &str, said: &Cover, numbers: &BTreeMap<usize, Vec<usize>>) -> Rich {
    let style = |at: usize| if said.covers(at) { SAID } else { PLAIN };
    let paragraph = paragraph.trim(text);
    let mut rich = Rich::new();
    let mut from = paragraph.start;
    for (start, statements) in numbers.range(paragraph.start..paragraph.end) {
        rich.push_styled(text, Span::new(from, *start), style);
        for number in statements {
            rich.push(&format!("[{number}]"), DIM);
        }
        rich.push(" ", PLAIN);
        from = *start;
    }
    rich.push_styled(text, Span::new(from, paragraph.end), style);
    rich
}
