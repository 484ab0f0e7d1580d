//! `onrecord formats`: what is read, how it is known, and what it gives.

use std::io::Write as _;

use serde_json::{Value, json};

use super::Outcome;
use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use crate::formats::{FORMATS, Format as Readable};
use crate::render::json;

/// List the formats that are read
///
/// With how each is known and what it gives. A file is known by its content first and its name's
/// extension second; --format-of GLOB=NAME of ingest and read says it outright.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord formats
  onrecord formats --json
  onrecord ingest --format-of '*.dat=jsonl' export

Exit status: 0.")]
pub struct FormatsArgs {}

/// Runs the command.
pub fn run(_: &FormatsArgs, global: &Global) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Text | Format::Csv => output.write_all(text().as_bytes()),
        Format::Json => {
            let formats: Vec<Value> = FORMATS.iter().map(document).collect();
            json::line(&mut output, &json!({"formats": formats}))
        }
        Format::Jsonl => FORMATS.iter().try_for_each(|format| json::line(&mut output, &document(format))),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn fields(format: &Readable) -> Vec<&'static str> {
    format.fields.iter().map(|field| field.name()).collect()
}

fn document(format: &Readable) -> Value {
    json!({
        "name": format.key,
        "title": format.name,
        "known_by": format.known_by,
        "extensions": format.extensions,
        "gives": format.gives,
        "fields": fields(format),
    })
}

/// One format a paragraph: its name, how it is known, what it gives.
fn text() -> String {
    let mut text = String::new();
    for format in FORMATS {
        let dotted: Vec<String> = format.extensions.iter().map(|extension| format!(".{extension}")).collect();
        let known = [dotted.join(", "), format.known_by.to_owned()];
        let known: Vec<&str> = known.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        text.push_str(&format!("{:<14} {}\n", format.key, format.name));
        text.push_str(&format!("{:<14} known by {}\n", "", known.join("; ")));
        text.push_str(&format!("{:<14} gives {}\n", "", format.gives));
        if !format.fields.is_empty() {
            text.push_str(&format!("{:<14} with {}\n", "", fields(format).join(", ")));
        }
    }
    text
}
