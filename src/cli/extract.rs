//! `onrecord extract`: articles in, their attributions out, one line an article.

use std::io::{self, BufRead, Write as _};
use std::num::NonZeroUsize;

use serde_json::{Value, json};

use super::Outcome;
use super::failure::Failure;
use super::output::Output;
use crate::article::Article;
use crate::extract::extract;
use crate::ingest::ordered;
use crate::render::attribution::AttributionJson;

/// The longest line read.
const MAX_LINE: u64 = 16 << 20;

/// Find the statements in articles, without an index
///
/// Reads articles from standard input, one JSON object a line: {"id": …, "text": …}, and title,
/// authors, outlet, date, language where known. Writes one line an article, in the same order:
/// {"id": …, "attributions": […]}, or {"id": null, "line": N, "error": …} for a line that is none.
#[derive(Debug, clap::Args)]
pub struct ExtractArgs {
    /// How many threads extract
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Runs the command.
pub fn run(args: &ExtractArgs) -> Result<Outcome, Failure> {
    let threads = args.threads.unwrap_or_else(all_cores);
    let mut output = Output::stdout();
    let mut outcome = Outcome::Done;
    let lines = || Lines { reader: io::stdin().lock(), number: 0, done: false };
    let weigh = |line: &(u64, io::Result<Vec<u8>>)| line.1.as_ref().map_or(0, Vec::len);
    ordered::map(
        threads,
        lines,
        weigh,
        |(number, line)| answer(number, line),
        |(line, good)| {
            if !good {
                outcome = Outcome::Incomplete;
            }
            output.write_all(line.as_bytes()).map_err(Failure::output)
        },
    )?;
    output.finish()?;
    Ok(outcome)
}

fn all_cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The output for one line, and whether it was an article.
fn answer(number: u64, line: io::Result<Vec<u8>>) -> (String, bool) {
    let parsed = line.map_err(|error| error.to_string()).and_then(|line| article(&line));
    let (value, good) = match parsed {
        Ok((id, article)) => {
            let attributions = extract(&article).attributions;
            let own_id = article.id();
            let attributions: Vec<AttributionJson<'_>> = attributions
                .iter()
                .map(|attribution| AttributionJson::new(attribution, own_id, &article.text))
                .collect();
            (json!({"id": id, "attributions": attributions}), true)
        }
        Err(error) => (json!({"id": null, "line": number, "error": error}), false),
    };
    (format!("{value}\n"), good)
}

fn article(line: &[u8]) -> Result<(Value, Article), String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let string = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let authors = value.get("authors").or_else(|| value.get("author"));
    let authors = match authors {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let article = Article {
        outlet: string("outlet"),
        date: string("date").and_then(|date| date.parse().ok()),
        authors,
        title: string("title"),
        url: string("url"),
        section: string("section"),
        language: string("language"),
        text: string("text").ok_or("no \"text\"")?,
    };
    Ok((value.get("id").cloned().unwrap_or(Value::Null), article))
}

/// The lines of standard input that hold something, with their numbers from 1.
struct Lines<R> {
    reader: R,
    number: u64,
    done: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (u64, io::Result<Vec<u8>>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let mut line = Vec::new();
            let mut limited = io::Read::take(&mut self.reader, MAX_LINE);
            self.number += 1;
            match limited.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) if limited.limit() == 0 && line.last() != Some(&b'\n') => {
                    let skipped = self.reader.skip_until(b'\n');
                    let error = io::Error::other(format!("longer than {MAX_LINE} bytes"));
                    return Some((self.number, Err(skipped.err().unwrap_or(error))));
                }
                Ok(_) => return Some((self.number, Ok(line))),
                Err(error) => {
                    self.done = true;
                    return Some((self.number, Err(error)));
                }
            }
        }
        None
    }
}
