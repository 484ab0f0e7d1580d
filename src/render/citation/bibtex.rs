//! Citations as BibTeX entries.

use std::io::{self, Write};

use super::Cited;
use crate::render::inert::one_line;

/// One `@article` each, with the outlet as journal; a statement's sentences, speaker and id are its note.
pub(super) fn entries(out: &mut dyn Write, all: &[Cited<'_>]) -> io::Result<()> {
    for (at, cited) in all.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        entry(out, cited)?;
    }
    Ok(())
}

fn entry(out: &mut dyn Write, cited: &Cited<'_>) -> io::Result<()> {
    let article = cited.article();
    let id = cited.id();
    // A comma would end the key.
    writeln!(out, "@article{{{},", id.replace('.', ":"))?;
    let authors: Vec<String> = article.authors.iter().map(|author| name(author)).collect();
    field(out, "author", &authors.join(" and "))?;
    let title = article.title.as_deref().map(|title| format!("{{{}}}", literal(title.trim())));
    field(out, "title", title.as_deref().unwrap_or_default())?;
    field(out, "journal", &literal(article.outlet.as_deref().unwrap_or_default()))?;
    if let Some(day) = article.date.map(crate::article::Date::day) {
        field(out, "year", &format!("{:04}", day.year()))?;
        field(out, "month", &day.month().to_string())?;
        field(out, "day", &day.day().to_string())?;
    }
    field(out, "url", &address(article.url.as_deref().unwrap_or_default()))?;
    let said = cited.sentences().map(|sentences| literal(&sentences));
    let speaker = cited.speaker().map(|speaker| format!("--- {}", literal(&speaker)));
    let note: Vec<String> = said.into_iter().chain(speaker).chain([format!("onrecord {id}")]).collect();
    field(out, "note", &note.join(" "))?;
    writeln!(out, "}}")
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { writeln!(out, "  {name} = {{{}}},", one_line(value)) }
}

/// A name as BibTeX takes it apart; in braces where it would take it for two, or for one turned round.
fn name(author: &str) -> String {
    let plain = literal(author);
    if plain.contains(',') || plain.split_whitespace().any(|word| word.eq_ignore_ascii_case("and")) {
        format!("{{{plain}}}")
    } else {
        plain
    }
}

/// An address as BibTeX takes it: braces stay balanced and a percent sign begins no comment.
fn address(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D").replace('%', "\\%")
}

/// What TeX would obey, escaped.
fn literal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                plain.push('\\');
                plain.push(c);
            }
            '~' => plain.push_str("\\textasciitilde{}"),
            '^' => plain.push_str("\\textasciicircum{}"),
            '\\' => plain.push_str("\\textbackslash{}"),
            _ => plain.push(c),
        }
    }
    plain
}
