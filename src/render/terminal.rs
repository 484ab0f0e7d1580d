//! Hits as text for a terminal: statements with who said them, articles with their snippets.
//!
//! Quotation marks stand only where the article has them. Matched words are lit where the answer marks
//! them; nothing is searched here.

use std::io::{self, Write};

use super::rich::Rich;
use super::style::{BOLD, DIM, Look, PLAIN};
use crate::article::{Act, Attribution, Date, Kind, NoComment, Party, Speaker};
use crate::query::{Answer, ArticleHead, Found, Hit, Query, Sort, Target};
use crate::text::{Span, paragraph::paragraphs, sentence::sentences, span, token::tokens};

/// How far the body of a hit is set in.
const INDENT: usize = 2;

/// A no comment whose source and cue are further apart than this, in bytes, is shown by its cue alone.
const LONGEST_TOLD: usize = 400;

/// How much is shown around a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Sentences before and after it.
    pub sentences: usize,
}

/// A page of hits, and how many there are: what `search` and `said` print.
///
/// # Errors
/// Where `out` cannot be written.
pub fn page(
    out: &mut dyn Write,
    answer: &Answer,
    query: &Query,
    context: Context,
    look: Look,
) -> io::Result<()> {
    for found in &answer.hits {
        hit(out, found, context, look)?;
        writeln!(out)?;
    }
    totals(out, answer, query, look)
}

/// One hit.
///
/// # Errors
/// Where `out` cannot be written.
pub fn hit(out: &mut dyn Write, hit: &Hit, context: Context, look: Look) -> io::Result<()> {
    match &hit.found {
        Found::Article { snippet } => article(out, hit, *snippet, look)?,
        Found::Statement(attribution) => statement(out, hit, attribution, context, look)?,
    }
    explanation(out, hit, look)
}

fn article(out: &mut dyn Write, hit: &Hit, snippet: Span, look: Look) -> io::Result<()> {
    let head: &ArticleHead = &hit.article;
    let text = &head.article.text;
    let columns = look.text_columns();
    headline(head, &hit.title_marks).write(out, 0, columns, look)?;
    let mut where_from = printed_in(head);
    where_from.join(" · ", Rich::of(&head.article.authors.join(", "), PLAIN));
    where_from.write(out, INDENT, columns, look)?;
    let mut shown = Rich::new();
    if !snippet.is_empty() {
        shown.push(if snippet.start > 0 { "… " } else { "" }, DIM);
        shown.push_marked(text, snippet.trim(text), &hit.marks, PLAIN);
        shown.push(if snippet.end < text.len() { " …" } else { "" }, DIM);
    }
    shown.write(out, INDENT, columns, look)?;
    quoted(&head.quoted).write(out, INDENT, columns, look)?;
    Rich::of(&article_id(head), DIM).write(out, INDENT, columns, look)
}

fn statement(
    out: &mut dyn Write,
    hit: &Hit,
    attribution: &Attribution,
    context: Context,
    look: Look,
) -> io::Result<()> {
    let head: &ArticleHead = &hit.article;
    let text = &head.article.text;
    let columns = look.text_columns();
    who(attribution, text).write(out, 0, columns, look)?;
    said(attribution, text, &hit.marks, context).write(out, INDENT, columns, look)?;
    passed(attribution).write(out, INDENT, columns, look)?;
    let mut where_from = printed_in(head);
    where_from.join(" · ", Rich::of(head.article.title.as_deref().unwrap_or_default(), PLAIN));
    where_from.write(out, INDENT, columns, look)?;
    let id = attribution.id(head.id.unwrap_or_else(|| head.article.id()), text);
    Rich::of(&id.to_string(), DIM).write(out, INDENT, columns, look)
}

/// The speaker, what is known of it, and what sort of saying it is.
pub(super) fn who(attribution: &Attribution, text: &str) -> Rich {
    let mut rich = Rich::of(&speaker_name(attribution, text), BOLD);
    let about = about(&attribution.speaker);
    if !about.is_empty() {
        rich.push(&format!(", {about}"), DIM);
    }
    rich.join(" · ", Rich::of(&label(attribution), DIM));
    rich
}

fn speaker_name(attribution: &Attribution, text: &str) -> String {
    if let Some(name) = attribution.speaker.name.as_deref().filter(|name| !name.trim().is_empty()) {
        return name.to_owned();
    }
    let mention = span::join_text(&attribution.source, text);
    if mention.trim().is_empty() { "unknown".to_owned() } else { format!("{mention} (not resolved)") }
}

/// Role and affiliation, where the role does not name it already.
fn about(speaker: &Speaker) -> String {
    let role = speaker.role.as_deref().unwrap_or_default();
    match speaker.affiliation.as_deref() {
        Some(affiliation) if !role.contains(affiliation) && speaker.name.as_deref() != Some(affiliation) => {
            if role.is_empty() {
                affiliation.to_owned()
            } else {
                format!("{role}, {affiliation}")
            }
        }
        _ => role.to_owned(),
    }
}

/// "paraphrase", "partly quoted, denied", "no comment (declined)": what the words alone do not show.
fn label(attribution: &Attribution) -> String {
    if let Some(way) = attribution.no_comment {
        return match way {
            NoComment::NoResponse => "no comment (did not respond)".to_owned(),
            NoComment::Unreachable => "no comment (not reached)".to_owned(),
            NoComment::Declined | NoComment::Refused => format!("no comment ({})", way.name()),
        };
    }
    let kind = match attribution.kind {
        Kind::Direct => "",
        Kind::Mixed => "partly quoted",
        Kind::Indirect => "paraphrase",
    };
    let act = if attribution.act == Act::Said { "" } else { attribution.act.name() };
    let words: Vec<&str> = [kind, act].into_iter().filter(|word| !word.is_empty()).collect();
    words.join(", ")
}

/// The statement as the article has it, its pieces joined by " … "; of a no comment the words that tell
/// of it, from its source to its cue.
fn said(attribution: &Attribution, text: &str, marks: &[Span], context: Context) -> Rich {
    let all = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
    let told = all.copied().reduce(Span::join).filter(|told| told.len() <= LONGEST_TOLD);
    let told = told.filter(|_| attribution.no_comment.is_some());
    let spans = match &told {
        Some(told) => std::slice::from_ref(told),
        None if attribution.content.is_empty() => &attribution.cue,
        None => &attribution.content,
    };
    let shown = spans.iter().copied().reduce(Span::join).unwrap_or_default();
    let around = around(shown, text, context);
    let mut rich = Rich::new();
    if let Some((before, _)) = around {
        rich.push_styled(text, before, |_| DIM);
    }
    for (at, span) in spans.iter().enumerate() {
        rich.push(if at > 0 { " … " } else { "" }, DIM);
        rich.push_marked(text, *span, marks, PLAIN);
    }
    if let Some((_, after)) = around {
        rich.push_styled(text, after, |_| DIM);
    }
    rich
}

/// The text before and after `passage`, as far as `context` goes.
fn around(passage: Span, text: &str, context: Context) -> Option<(Span, Span)> {
    if context.sentences == 0 {
        return None;
    }
    let sentences = sentences(text, &paragraphs(text), &tokens(text));
    let first = sentences.iter().position(|sentence| sentence.end > passage.start)?;
    let last = sentences.iter().rposition(|sentence| sentence.start < passage.end)?;
    let from = sentences.get(first.saturating_sub(context.sentences))?.start.min(passage.start);
    let to = sentences.get((last + context.sentences).min(sentences.len() - 1))?.end.max(passage.end);
    Some((Span::new(from, passage.start), Span::new(passage.end, to)))
}

/// To whom it was said, and who passed it on.
pub(super) fn passed(attribution: &Attribution) -> Rich {
    let names =
        |parties: &[Party]| parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut rich = Rich::new();
    if !attribution.to.is_empty() {
        rich.push("to ", DIM);
        rich.push(&names(&attribution.to), PLAIN);
    }
    if !attribution.via.is_empty() {
        let mut via = Rich::of("via ", DIM);
        via.push(&names(&attribution.via), PLAIN);
        rich.join(" · ", via);
    }
    if let Some(name) = &attribution.asked_by {
        let mut asked = Rich::of("asked by ", DIM);
        asked.push(name, PLAIN);
        rich.join(" · ", asked);
    }
    rich
}

/// Outlet and date.
pub(super) fn printed_in(head: &ArticleHead) -> Rich {
    let mut rich = Rich::of(head.article.outlet.as_deref().unwrap_or_default(), PLAIN);
    rich.join(" · ", Rich::of(&human_date(head.article.date), PLAIN));
    rich
}

fn headline(head: &ArticleHead, marks: &[Span]) -> Rich {
    let mut rich = Rich::new();
    match head.article.title.as_deref().filter(|title| !title.trim().is_empty()) {
        Some(title) => rich.push_marked(title, Span::new(0, title.len()), marks, BOLD),
        None => rich.push("(no headline)", BOLD),
    }
    rich
}

/// "quotes Ana Ruiz, Tom Bell and 3 more".
fn quoted(names: &[String]) -> Rich {
    const SHOWN: usize = 4;
    let mut rich = Rich::new();
    if !names.is_empty() {
        rich.push("quotes ", DIM);
        let first: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
        rich.push(&first.join(", "), PLAIN);
        if names.len() > SHOWN {
            rich.push(&format!(" and {} more", names.len() - SHOWN), DIM);
        }
    }
    rich
}

fn article_id(head: &ArticleHead) -> String {
    head.id.unwrap_or_else(|| head.article.id()).to_string()
}

/// "8 Oct 2024", or "no date".
#[must_use]
pub fn human_date(date: Option<Date>) -> String {
    date.map_or_else(|| "no date".to_owned(), |date| date.day().strftime("%-d %b %-Y").to_string())
}

/// "3 of 12 statements, newest first", and how to get more.
fn totals(out: &mut dyn Write, answer: &Answer, query: &Query, look: Look) -> io::Result<()> {
    let (one, many) = match query.target {
        Target::Articles => ("article", "articles"),
        Target::Statements => ("statement", "statements"),
    };
    let order = match query.sort {
        Sort::Relevance => "best match first",
        Sort::Newest => "newest first",
        Sort::Oldest => "oldest first",
        Sort::Recent => "best and recent first",
    };
    let shown = answer.hits.len();
    let line = match answer.total {
        0 => format!("no {many} found"),
        1 => format!("1 {one}"),
        total if u64::try_from(shown) == Ok(total) => format!("{total} {many}, {order}"),
        total => format!("{shown} of {total} {many}, {order}"),
    };
    Rich::of(&line, BOLD).write(out, 0, look.columns(), look)?;
    answer.next.as_ref().map_or(Ok(()), |next| {
        // On one line whatever the width: it is there to be copied.
        let more = Rich::of(&format!("more: --after {next}"), DIM);
        more.write(out, 0, usize::MAX, look)
    })
}

fn explanation(out: &mut dyn Write, hit: &Hit, look: Look) -> io::Result<()> {
    let Some(explanation) = &hit.explanation else { return Ok(()) };
    let relevance = explanation.relevance;
    let line = match explanation.recency {
        Some(recency) => format!("score {:.3} = relevance {relevance:.3} × recency {recency:.3}", hit.score),
        None => format!("relevance {relevance:.3}"),
    };
    Rich::of(&line, DIM).write(out, INDENT, look.columns(), look)?;
    for (part, amount) in &explanation.terms {
        let term = Rich::of(&format!("{amount:.3}  {part}"), DIM);
        term.write(out, INDENT + 2, look.columns(), look)?;
    }
    Ok(())
}
