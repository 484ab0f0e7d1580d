//! `onrecord read`: what would be understood of a file, without indexing it.

use std::io::{self, Write as _};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::Outcome;
use super::explained_date as date;
use super::failure::Failure;
use super::global::{Format, Global, width};
use super::opened;
use super::output::Output;
use super::reading_args::ReadingArgs;
use crate::formats::{self, Field, Input, Item, Problem, Reading};
use crate::ingest::walk;
use crate::render::inert::one_line;
use crate::render::json;

/// How many lines of the text are shown.
const LINES: usize = 3;

/// Show what would be understood of files, without indexing them
///
/// Each field with where it came from, and the first lines of the text.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord read article.txt
  onrecord read --map text=story export.json
  onrecord read --json page.html
  onrecord read --explain-date page.html

Exit status: 0 read, 1 no article in it, 2 something that looks like an article could not be read.")]
pub struct ReadArgs {
    /// Files, or "-" for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say of each date alone where it stood, how exact it is, and which others were not taken
    #[arg(long)]
    explain_date: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Runs the command.
pub fn run(args: &ReadArgs, global: &Global) -> Result<Outcome, Failure> {
    let hints = args.reading.hints(&args.files, None, global.config())?;
    let mut told = Told {
        global,
        dates_alone: args.explain_date,
        output: Output::stdout(),
        documents: Vec::new(),
        articles: 0,
        problems: 0,
    };
    for path in &args.files {
        let name = walk::origin_name(path);
        match opened::open(path) {
            Ok(bytes) => {
                for item in formats::read(Input { name: &name, bytes }, &hints) {
                    told.item(&name, item)?;
                }
            }
            Err(unopened) => {
                told.problems += 1;
                let _ = write!(io::stderr().lock(), "{}", Failure::from(unopened));
            }
        }
    }
    if global.format() == Format::Json {
        let document = json!({"readings": told.documents});
        json::line(&mut told.output, &document).map_err(Failure::output)?;
    }
    told.output.finish()?;
    Ok(match (told.problems, told.articles) {
        (0, 0) => Outcome::Nothing,
        (0, _) => Outcome::Done,
        _ => Outcome::Incomplete,
    })
}

struct Told<'a> {
    global: &'a Global,
    dates_alone: bool,
    output: Output,
    documents: Vec<Value>,
    articles: u64,
    problems: u64,
}

impl Told<'_> {
    fn item(&mut self, name: &str, item: Item) -> Result<(), Failure> {
        match item {
            Item::Article(reading) => {
                self.articles += 1;
                self.article(name, &reading).map_err(Failure::output)
            }
            Item::Problem(problem) => {
                self.problems += 1;
                complain(name, &problem);
                Ok(())
            }
            Item::Ignored(reason) => {
                let _ = writeln!(io::stderr().lock(), "ignored: {}: {reason}", one_line(name));
                Ok(())
            }
            Item::IgnoredPart { part, reason } => {
                let _ = writeln!(
                    io::stderr().lock(),
                    "ignored: {}: {reason}",
                    one_line(&format!("{name}#{part}"))
                );
                Ok(())
            }
        }
    }

    fn article(&mut self, name: &str, reading: &Reading) -> io::Result<()> {
        let document = || {
            if self.dates_alone {
                date::document(&origin(name, reading), reading)
            } else {
                document(name, reading)
            }
        };
        match self.global.format() {
            Format::Json => {
                let document = document();
                self.documents.push(document);
                Ok(())
            }
            Format::Jsonl | Format::Csv => {
                let document = document();
                json::line(&mut self.output, &document)
            }
            Format::Text if self.dates_alone => {
                self.output.write_all(date::text(&origin(name, reading), reading).as_bytes())
            }
            Format::Text => self.output.write_all(text(name, reading, width()).as_bytes()),
        }
    }
}

fn complain(name: &str, problem: &Problem) {
    let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
    let mut told = format!("error: {}{line}: {}\n", one_line(name), one_line(&problem.reason.to_string()));
    if let Some(hint) = &problem.hint {
        told.push_str(&format!("hint: {}\n", one_line(hint)));
    }
    let _ = io::stderr().lock().write_all(told.as_bytes());
}

fn origin(name: &str, reading: &Reading) -> String {
    reading.record.map_or_else(|| name.to_owned(), |record| format!("{name}#{record}"))
}

/// A reading as JSON: the article's fields, and where each came from.
fn document(name: &str, reading: &Reading) -> Value {
    let article = &reading.article;
    let found: Vec<Value> = reading
        .found
        .iter()
        .map(|found| {
            let rivals: Vec<Value> = found
                .rivals
                .iter()
                .map(|(value, place)| json!({"value": value, "from": place.to_string()}))
                .collect();
            json!({"field": found.field.name(), "value": found.value, "from": found.place.to_string(), "others": rivals})
        })
        .collect();
    json!({
        "id": article.id().to_string(),
        "origin": origin(name, reading),
        "outlet": article.outlet,
        "date": article.date.map(|date| date.to_string()),
        "authors": article.authors,
        "title": article.title,
        "url": article.url,
        "section": article.section,
        "language": article.language,
        "text": article.text,
        "found": found,
    })
}

/// A reading for people: one field a line, then the first lines of the text.
fn text(name: &str, reading: &Reading, width: usize) -> String {
    let article = &reading.article;
    let authors = (!article.authors.is_empty()).then(|| article.authors.join(", "));
    let date = article.date.map(|date| date.to_string());
    let mut text = format!("{}\n", one_line(&origin(name, reading)));
    for (field, value) in [
        (Field::Outlet, article.outlet.as_ref()),
        (Field::Date, date.as_ref()),
        (Field::Authors, authors.as_ref()),
        (Field::Title, article.title.as_ref()),
        (Field::Url, article.url.as_ref()),
        (Field::Section, article.section.as_ref()),
        (Field::Language, article.language.as_ref()),
    ] {
        let label = field.name();
        let Some(value) = value else {
            if matches!(field, Field::Outlet | Field::Date | Field::Authors | Field::Title) {
                text.push_str(&format!("  {label:<9}not found\n"));
            }
            continue;
        };
        let found = reading.found.iter().find(|found| found.field == field);
        let place = found.map_or_else(String::new, |found| format!("  ({})", found.place));
        text.push_str(&format!("  {label:<9}{}{}\n", one_line(value), one_line(&place)));
        for (rival, place) in found.iter().flat_map(|found| &found.rivals) {
            text.push_str(&format!(
                "           not {}  ({})\n",
                one_line(rival),
                one_line(&place.to_string())
            ));
        }
    }
    text.push_str(&format!("  id       {}\n", article.id()));
    text.push_str(&format!("  text     {} characters\n", article.text.chars().count()));
    for line in article.text.lines().filter(|line| !line.trim().is_empty()).take(LINES) {
        let room = width.saturating_sub(12);
        let mut shown: String = one_line(line).chars().take(room).collect();
        if shown.chars().count() == room {
            shown.push('…');
        }
        text.push_str(&format!("           {shown}\n"));
    }
    text
}
