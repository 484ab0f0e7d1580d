//! `onrecord verify`: whether the index is as it was written, and whether citations still hold.

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::show::find;
use super::{Outcome, index, opened};
use crate::article::{ArticleId, Attribution, StatementId};
use crate::engine::Reader;
use crate::query::{Clause, Query, StoredArticle, Target};
use crate::render::json::line;

/// Check the index, or whether citations still hold
///
/// Without --citations: reads every file of the index whole and compares its checksum; then every
/// article, whether all its statements are there and stand in its text.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord verify
  onrecord verify --citations draft.md
  onrecord export statements --speaker Vale | onrecord verify --citations -

A citation is a statement's id, anywhere in a text: 7ochkksjcrwsigfx.1078-1277.73b939

Exit status: 0 all is well, 1 a citation does not hold where it says, 2 an error or a damaged index.")]
pub struct VerifyArgs {
    /// Check the statements' ids in this file instead (- is standard input)
    #[arg(long, value_name = "FILE")]
    citations: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &VerifyArgs, global: &Global) -> Result<Outcome, Failure> {
    let reader = index::open(&global.index()?)?;
    match &args.citations {
        None => whole(&*reader, global),
        Some(file) => citations(&*reader, file, global),
    }
}

#[derive(Serialize)]
struct Sound {
    files: usize,
    articles: u64,
    statements: u64,
    damaged: Vec<Damage>,
}

#[derive(Serialize)]
struct Damage {
    article: String,
    what: String,
}

fn whole(reader: &dyn Reader, global: &Global) -> Result<Outcome, Failure> {
    let files = reader.check_files()?;
    let mut found = Sound { files, articles: 0, statements: 0, damaged: Vec::new() };
    let everything = Query::every(Target::Articles, Clause::All);
    reader.scan(&everything, &mut |hit| {
        found.articles += 1;
        let Some(id) = hit.article.id else { return Ok(()) };
        let stored = reader.article(id)?;
        found.statements += stored.as_ref().map_or(0, |stored| stored.record.attributions.len() as u64);
        let what =
            stored.map_or_else(|| Some("its text cannot be read".to_owned()), |stored| damage(&stored));
        found.damaged.extend(what.map(|what| Damage { article: id.to_string(), what }));
        Ok(())
    })?;
    let held = reader.stats()?;
    if held.statements != found.statements {
        let what =
            format!("{} statements are indexed, {} belong to articles", held.statements, found.statements);
        found.damaged.push(Damage { article: String::new(), what });
    }
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Json | Format::Jsonl => line(&mut output, &found),
        Format::Text | Format::Csv => tell_whole(&mut output, &found),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    if found.damaged.is_empty() {
        return Ok(Outcome::Done);
    }
    Err(Failure::new("the index is damaged")
        .hint("make it anew from its stored texts with: onrecord rebuild"))
}

fn tell_whole(output: &mut Output, found: &Sound) -> std::io::Result<()> {
    for Damage { article, what } in &found.damaged {
        writeln!(output, "{article}{}{what}", if article.is_empty() { "" } else { ": " })?;
    }
    let Sound { files, articles, statements, damaged } = found;
    let ends = if damaged.is_empty() { ", all as they were written" } else { "" };
    writeln!(output, "{files} files, {articles} articles, {statements} statements{ends}")
}

/// What is wrong with a stored article.
fn damage(stored: &StoredArticle) -> Option<String> {
    let article = &stored.record.article;
    if ArticleId::of(article) != stored.id {
        return Some("its id does not fit what is stored of it".to_owned());
    }
    let stands = |attribution: &&Attribution| !attribution.stands_in(&article.text);
    stored.record.attributions.iter().find(stands).map(|attribution| {
        let id = attribution.id(stored.id, &article.text);
        format!("statement {id} does not stand in its text")
    })
}

/// Whether a citation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// The words stand where the id says.
    Holds,
    /// They stand elsewhere in the article.
    Moved,
    /// The article says them no more.
    Changed,
    /// The article is not in the index.
    Missing,
}

#[derive(Serialize)]
struct Checked {
    line: usize,
    id: String,
    state: State,
    /// The id where the words stand now.
    now: Option<String>,
}

fn citations(reader: &dyn Reader, file: &Path, global: &Global) -> Result<Outcome, Failure> {
    let mut checked = Vec::new();
    for (number, read) in (1..).zip(opened::open(file)?.split(b'\n')) {
        let read = read.map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
        for id in ids(&String::from_utf8_lossy(&read)) {
            checked.push(check(reader, number, id)?);
        }
    }
    if checked.is_empty() {
        return Err(Failure::nothing(format!("{}: no statement's id in it", file.display())));
    }
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Json => line(&mut output, &serde_json::json!({"citations": checked})),
        Format::Jsonl => checked.iter().try_for_each(|one| line(&mut output, one)),
        Format::Text | Format::Csv => tell_citations(&mut output, &checked),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    let all_hold = checked.iter().all(|one| one.state == State::Holds);
    Ok(if all_hold { Outcome::Done } else { Outcome::Nothing })
}

fn tell_citations(output: &mut Output, checked: &[Checked]) -> std::io::Result<()> {
    let count = |state: State| checked.iter().filter(|one| one.state == state).count();
    for Checked { line, id, state, now } in checked.iter().filter(|one| one.state != State::Holds) {
        let what = match state {
            State::Holds | State::Moved => "its words have moved, to",
            State::Changed => "the article does not say it any more",
            State::Missing => "the article is not in the index",
        };
        let now = now.as_ref().map(|now| format!(" {now}")).unwrap_or_default();
        writeln!(output, "line {line}: {id}: {what}{now}")?;
    }
    let told = [(State::Moved, "moved"), (State::Changed, "changed"), (State::Missing, "missing")]
        .map(|(state, word)| (count(state), word))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!(", {count} {word}"))
        .collect::<String>();
    writeln!(output, "{} of {} citations hold{told}", count(State::Holds), checked.len())
}

/// The ids of statements in `text`, in its order.
fn ids(text: &str) -> impl Iterator<Item = StatementId> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    // A full stop may follow an id; BibTeX's keys have colons for the stops.
    let words = text.split(move |c| !part(c)).filter(|word| word.len() >= 20);
    words.filter_map(|word| {
        let tail = word.rsplit_once("onrecord:").map_or(word, |(_, tail)| tail);
        tail.trim_matches(['.', '-', ':']).replace(':', ".").parse().ok()
    })
}

fn check(reader: &dyn Reader, line: usize, id: StatementId) -> Result<Checked, Failure> {
    let checked = |state, now| Checked { line, id: id.to_string(), state, now };
    let Some(stored) = reader.article(id.article)? else { return Ok(checked(State::Missing, None)) };
    Ok(match find(&stored, id) {
        Ok((span, _)) if span == id.span => checked(State::Holds, None),
        Ok((span, _)) => {
            let now = StatementId::of(stored.id, span, &stored.record.article.text);
            checked(State::Moved, Some(now.to_string()))
        }
        Err(_) => checked(State::Changed, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_any_text() {
        let id = "7ochkksjcrwsigfx.1078-1277.73b939";
        let found = |text: &str| ids(text).map(|id| id.to_string()).collect::<Vec<_>>();
        for text in [
            format!("as he said ({id})."),
            format!("[{id}]"),
            format!("{{\"id\":\"urn:onrecord:{id}\"}}"),
            format!("@article{{{},", id.replace('.', ":")),
            format!("see {id}. Then"),
        ] {
            assert_eq!(found(&text), [id], "{text}");
        }
        assert_eq!(found("7ochkksjcrwsigfx and 1.2-3.4 and https://example.org/a.b-c.d"), [""; 0]);
    }
}
