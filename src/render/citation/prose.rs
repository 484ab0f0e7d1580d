//! Citations for people: plain text and Markdown.

use std::io::{self, Write};

use super::Cited;
use crate::article::Date;
use crate::render::inert::one_line;

/// The sentence, who said it, and the reference with the id in brackets; a blank line between two.
pub(super) fn text(out: &mut dyn Write, all: &[Cited<'_>]) -> io::Result<()> {
    for (at, cited) in all.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if let Some(sentences) = cited.sentences() {
            writeln!(out, "{}", one_line(&sentences))?;
        }
        if let Some(speaker) = cited.speaker() {
            writeln!(out, "— {}", one_line(&speaker))?;
        }
        let title = cited.article().title.as_deref().map(|title| format!("“{}”", title.trim()));
        writeln!(out, "{} [{}]", one_line(&reference(cited, title, None)), cited.id())?;
    }
    Ok(())
}

/// The same as a block quotation with a linked headline.
pub(super) fn markdown(out: &mut dyn Write, all: &[Cited<'_>]) -> io::Result<()> {
    for (at, cited) in all.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if let Some(sentences) = cited.sentences() {
            writeln!(out, "> {}", literal(&one_line(&sentences)))?;
            let speaker = cited.speaker().map(|speaker| literal(&one_line(&speaker)));
            writeln!(out, ">\n> — {}", speaker.as_deref().unwrap_or("not attributed"))?;
            writeln!(out)?;
        }
        let title = cited.article().title.as_deref().map(|title| literal(&one_line(title.trim())));
        let linked = match (title, cited.article().url.as_deref().filter(|url| is_plain(url))) {
            (Some(title), Some(url)) => Some(format!("[{title}]({url})")),
            (title, _) => title,
        };
        writeln!(out, "{} `{}`", reference(cited, linked, Some("*")), cited.id())?;
    }
    Ok(())
}

/// "Ana Reyes, “Ferry back”, The Harbor Post, 8 October 2024, https://…": what is known of it. With
/// `markup`, the outlet stands between two of it and the address, which the title links to, is left out.
fn reference(cited: &Cited<'_>, title: Option<String>, markup: Option<&str>) -> String {
    let article = cited.article();
    let shown = |text: &str| if markup.is_some() { literal(&one_line(text)) } else { text.to_owned() };
    let authors = article.authors.iter().map(|author| shown(author)).collect::<Vec<_>>().join(" and ");
    let around = markup.unwrap_or_default();
    let outlet = article.outlet.as_deref().map(|outlet| format!("{around}{}{around}", shown(outlet)));
    let date = article.date.map(long_date);
    let linked = markup.is_some() && title.is_some();
    let url = article.url.clone().filter(|url| !linked || !is_plain(url));
    let parts = [Some(authors), title, outlet, date, url];
    let known: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if known.is_empty() { "No outlet, date or headline".to_owned() } else { known.join(", ") }
}

/// "8 October 2024".
fn long_date(date: Date) -> String {
    date.day().strftime("%-d %B %-Y").to_string()
}

/// Whether an address ends where Markdown thinks it does.
fn is_plain(url: &str) -> bool {
    url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '(' | ')' | '<' | '>' | '\\'))
}

/// What Markdown would read as markup, escaped.
fn literal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
