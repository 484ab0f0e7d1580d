//! Results as CSV (RFC 4180): one header, one row a hit, stable columns.
//!
//! A cell that a spreadsheet would run as a formula begins with an apostrophe; control characters other
//! than line breaks are left out.

use std::io::{self, Write};

use super::attribution::AttributionJson;
use super::inert::is_obeyed;
use crate::article::Party;
use crate::query::{Found, Group, Grouping, Hit, Target};

const ARTICLES: &[&str] = &[
    "id", "outlet", "date", "authors", "title", "url", "section", "language", "quoted", "snippet", "score",
    "origins",
];
const STATEMENTS: &[&str] = &[
    "id",
    "speaker",
    "type",
    "role",
    "affiliation",
    "kind",
    "act",
    "said",
    "mention",
    "verb",
    "to",
    "via",
    "no_comment",
    "confidence",
    "outlet",
    "date",
    "authors",
    "title",
    "url",
    "article",
    "score",
];
const SPEAKERS: &[&str] = &["name", "type", "role", "statements", "articles", "outlets", "first", "last"];
const OUTLETS: &[&str] = &["name", "articles", "statements", "first", "last"];

/// The header of what is asked for.
///
/// # Errors
/// Where `out` cannot be written.
pub fn header(out: &mut dyn Write, target: Target) -> io::Result<()> {
    let columns = match target {
        Target::Articles => ARTICLES,
        Target::Statements => STATEMENTS,
    };
    row(out, columns.iter().copied())
}

/// One hit's row.
///
/// # Errors
/// Where `out` cannot be written.
pub fn hit(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let head = &hit.article;
    let article = &head.article;
    let id = head.id.unwrap_or_else(|| article.id());
    let plain = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = article.date.map(|date| date.to_string()).unwrap_or_default();
    let authors = article.authors.join("; ");
    let score = format!("{:.4}", hit.score);
    let cells = match &hit.found {
        Found::Article { snippet } => {
            let origins: Vec<String> = head.origins.iter().map(ToString::to_string).collect();
            vec![
                id.to_string(),
                plain(&article.outlet),
                date,
                authors,
                plain(&article.title),
                plain(&article.url),
                plain(&article.section),
                plain(&article.language),
                head.quoted.join("; "),
                snippet.of(&article.text).to_owned(),
                score,
                origins.join("; "),
            ]
        }
        Found::Statement(attribution) => {
            let wire = AttributionJson::new(attribution, id, &article.text);
            let speaker = &attribution.speaker;
            vec![
                wire.id,
                plain(&speaker.name),
                speaker.kind.name().to_owned(),
                plain(&speaker.role),
                plain(&speaker.affiliation),
                attribution.kind.name().to_owned(),
                attribution.act.name().to_owned(),
                wire.said,
                wire.mention,
                wire.verb,
                parties(&attribution.to),
                parties(&attribution.via),
                attribution.no_comment.map_or("", |way| way.name()).to_owned(),
                f64::from(attribution.confidence).to_string(),
                plain(&article.outlet),
                date,
                authors,
                plain(&article.title),
                plain(&article.url),
                id.to_string(),
                score,
            ]
        }
    };
    row(out, cells.iter().map(String::as_str))
}

/// Speakers or outlets with their counts, header and rows.
///
/// # Errors
/// Where `out` cannot be written.
pub fn groups(out: &mut dyn Write, by: Grouping, groups: &[Group]) -> io::Result<()> {
    let date = |date: Option<crate::article::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    match by {
        Grouping::Speaker => row(out, SPEAKERS.iter().copied())?,
        Grouping::Outlet => row(out, OUTLETS.iter().copied())?,
    }
    for group in groups {
        let (statements, articles) = (group.statements.to_string(), group.articles.to_string());
        let (first, last) = (date(group.first), date(group.last));
        let cells = match by {
            Grouping::Speaker => vec![
                group.name.clone(),
                group.kind.unwrap_or_default().name().to_owned(),
                names(&group.roles),
                statements,
                articles,
                names(&group.outlets),
                first,
                last,
            ],
            Grouping::Outlet => vec![group.name.clone(), articles, statements, first, last],
        };
        row(out, cells.iter().map(String::as_str))?;
    }
    Ok(())
}

fn names(counts: &[(String, u64)]) -> String {
    counts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("; ")
}

fn parties(parties: &[Party]) -> String {
    parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// One row of cells.
pub(super) fn row<'a>(out: &mut dyn Write, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for (at, text) in cells.enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        out.write_all(cell(text).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

fn cell(text: &str) -> String {
    let kept: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !is_obeyed(*c)).collect();
    let formula = text.starts_with('\r') || kept.starts_with(['=', '+', '-', '@', '\t']);
    let text = if formula { format!("'{kept}") } else { kept };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_and_run_no_formula() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("he said \"no\"", "\"he said \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("-1", "'-1"),
            ("\t=1", "'\t=1"),
            ("@SUM(A1,A2)", "\"'@SUM(A1,A2)\""),
            ("a\u{1b}[31m\u{202e}b", "a[31mb"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
