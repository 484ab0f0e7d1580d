//! `onrecord extract`: articles in, their attributions out, one line an article.

use std::io::{self, BufReader, Write as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use super::Outcome;
use super::failure::Failure;
use super::global::{Global, all_cores};
use super::opened;
use super::output::Output;
use super::reading_args::ReadingArgs;
use super::tier_args::TierArgs;
use crate::article::Article;
use crate::extract::{Tier, extract_at};
use crate::formats::{self, Hints, Input, Item, Items};
use crate::ingest::{ordered, walk};
use crate::render::attribution::AttributionJson;
use crate::render::json;

/// Find the statements in articles, without an index
///
/// Reads articles from standard input, one JSON object a line: {"id": …, "text": …}, and title,
/// authors, outlet, date, language where known; or from files in any format. Writes one line an
/// article, in the same order and as soon as it is found, while more may still come: {"id": …, "attributions": […]}, the id being the input's own or else
/// the article's, or {"id": null, "line": N, "error": …} for what cannot be read. An article that is not in
/// English has no attributions but "notes" that say so.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord extract < articles.jsonl > statements.jsonl
  zcat articles.jsonl.gz | onrecord extract | jq -c '.attributions[].said'
  onrecord extract --threads 1 article.txt

Exit status: 0 all read, 2 something could not be read.")]
pub struct ExtractArgs {
    /// Files to read instead of standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How many threads work [default: all cores]; the output is the same with any number
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    tier: TierArgs,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// What is to be answered with one line.
enum Task {
    Article(Value, Box<Article>),
    Error(Value),
}

type Send<'s> = &'s mut dyn FnMut(Task) -> bool;

/// Runs the command.
pub fn run(args: &ExtractArgs, global: &Global) -> Result<Outcome, Failure> {
    let threads = args.threads.unwrap_or_else(all_cores);
    let hints = args.reading.hints(&args.files, None, global.config())?;
    let mut output = Output::stdout();
    let mut outcome = Outcome::Done;
    let weigh = |task: &Task| match task {
        Task::Article(id, article) => article.bytes() + bytes(id) + 256,
        Task::Error(_) => 256,
    };
    ordered::map(
        threads,
        |send| read(&args.files, &hints, send),
        weigh,
        |task| answer(task, args.tier.tier()),
        |(line, good)| {
            if !good {
                outcome = Outcome::Incomplete;
            }
            // At once: whoever reads may be waiting for it.
            output.write_all(&line).and_then(|()| output.flush()).map_err(Failure::output)
        },
    )?;
    output.finish()?;
    Ok(outcome)
}

/// About what an input's own id takes to hold, and twice to print.
fn bytes(id: &Value) -> usize {
    match id {
        Value::String(id) => id.len() * 3,
        Value::Array(_) | Value::Object(_) => id.to_string().len() * 16,
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn read(files: &[PathBuf], hints: &Hints, send: Send<'_>) {
    if files.is_empty() {
        stdin(hints, send);
        return;
    }
    for path in files {
        let more = if path.as_os_str() == "-" { stdin(hints, send) } else { file(path, hints, send) };
        if !more {
            return;
        }
    }
}

fn stdin(hints: &Hints, send: Send<'_>) -> bool {
    let bytes = Box::new(BufReader::new(io::stdin()));
    forward(formats::read_lines(Input { name: "-", bytes }, hints), None, send)
}

fn file(path: &Path, hints: &Hints, send: Send<'_>) -> bool {
    let name = walk::origin_name(path);
    match opened::open(path) {
        Ok(bytes) => forward(formats::read(Input { name: &name, bytes }, hints), Some(&name), send),
        Err(unopened) => send(error(None, unopened.what, Some(unopened.hint), Some(&name))),
    }
}

fn forward(items: Items<'_>, path: Option<&str>, send: Send<'_>) -> bool {
    for item in items {
        let task = match item {
            Item::Article(reading) => {
                let id = reading.given_id.unwrap_or_else(|| reading.article.id().to_string().into());
                Task::Article(id, Box::new(reading.article))
            }
            Item::Problem(problem) => {
                let place = problem.line.or(problem.record);
                error(place, problem.reason.to_string(), problem.hint.as_deref(), path)
            }
            Item::Ignored(reason) => error(None, format!("not an article: {reason}"), None, path),
            Item::IgnoredPart { part, reason } => {
                error(part.parse().ok(), format!("not an article: {reason}"), None, path)
            }
        };
        if !send(task) {
            return false;
        }
    }
    true
}

/// What is answered in the place of an article that cannot be read.
fn error(line: Option<u64>, what: String, hint: Option<&str>, path: Option<&str>) -> Task {
    let mut value = json!({"id": null, "line": line, "error": what});
    if let Some(object) = value.as_object_mut() {
        for (key, known) in [("hint", hint), ("path", path)] {
            object.extend(known.map(|known| (key.to_owned(), known.into())));
        }
    }
    Task::Error(value)
}

/// The line for an article.
#[derive(Serialize)]
struct Line<'a> {
    id: Value,
    attributions: Vec<AttributionJson<'a>>,
    /// What was left out, and why: an article in another language, say.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

/// The line for one task, and whether it was an article.
fn answer(task: Task, tier: Tier) -> (Vec<u8>, bool) {
    let mut line = Vec::new();
    let (id, article) = match task {
        Task::Article(id, article) => (id, article),
        Task::Error(value) => {
            // Writing to memory does not fail.
            let _ = json::line(&mut line, &value);
            return (line, false);
        }
    };
    let own_id = article.id();
    let found = extract_at(&article, tier);
    let attributions =
        found.attributions.iter().map(|one| AttributionJson::new(one, own_id, &article.text)).collect();
    let _ = json::line(&mut line, &Line { id, attributions, notes: &found.diagnostics });
    (line, true)
}
