//! Settings that hold until a flag or the environment says otherwise: `onrecord.toml` in the working
//! folder or the nearest above it, over the user's own `onrecord/config.toml`. They are values alone;
//! nothing in them is ever run.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Outcome;
use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::query_args::{days, share};
use crate::query::Recency;
use crate::render::json::line;

/// The file of a project.
const PROJECT: &str = "onrecord.toml";
/// No such file is longer than this, in bytes.
const LONGEST: u64 = 1 << 20;

/// What a file may set; keys that it leaves out stay as they were.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    index: Option<PathBuf>,
    format: Option<Format>,
    limit: Option<usize>,
    half_life: Option<String>,
    floor: Option<f64>,
    outlets_file: Option<PathBuf>,
}

/// A value with the file that sets it.
#[derive(Clone, Debug)]
struct Set<T> {
    value: T,
    by: PathBuf,
}

/// What the files set.
#[derive(Clone, Debug, Default)]
pub struct Config {
    index: Option<Set<PathBuf>>,
    format: Option<Set<Format>>,
    limit: Option<Set<usize>>,
    half_life: Option<Set<f64>>,
    floor: Option<Set<f64>>,
    outlets_file: Option<Set<PathBuf>>,
}

impl Config {
    /// The settings that hold here.
    ///
    /// # Errors
    /// Where a file cannot be read, or sets what there is not.
    pub fn read() -> Result<Self, Failure> {
        let mut config = Self::default();
        for file in [users(), projects()].into_iter().flatten().filter(|file| file.is_file()) {
            config.add(&file)?;
        }
        Ok(config)
    }

    /// The index's folder.
    pub fn index(&self) -> Option<&Path> {
        self.index.as_ref().map(|set| set.value.as_path())
    }

    /// How results are written.
    pub fn format(&self) -> Option<Format> {
        self.format.as_ref().map(|set| set.value)
    }

    /// How many hits are shown.
    pub fn limit(&self) -> usize {
        self.limit.as_ref().map_or(10, |set| set.value)
    }

    /// The age in days at which half of what is above the floor is left.
    pub fn half_life(&self) -> f64 {
        self.half_life.as_ref().map_or(Recency::HALF_LIFE_DAYS, |set| set.value)
    }

    /// What is left of relevance at any age.
    pub fn floor(&self) -> f64 {
        self.floor.as_ref().map_or(Recency::FLOOR, |set| set.value)
    }

    /// The table of outlets.
    pub fn outlets_file(&self) -> Option<&Path> {
        self.outlets_file.as_ref().map(|set| set.value.as_path())
    }

    fn add(&mut self, file: &Path) -> Result<(), Failure> {
        let shown = file.display();
        let failed = |what: String| {
            Failure::new(format!("{shown}: {what}"))
                .hint("it may set index, format, limit, half-life, floor and outlets-file")
        };
        if file.metadata().is_ok_and(|metadata| metadata.len() > LONGEST) {
            return Err(failed("too long for settings".to_owned()));
        }
        let text = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
        let written: Written = toml::from_str(&text).map_err(|error| {
            let line =
                error.span().map(|span| 1 + text.bytes().take(span.start).filter(|b| *b == b'\n').count());
            let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
            failed(format!("{place}{}", error.message()))
        })?;
        let folder = file.parent().unwrap_or(Path::new("."));
        let half_life = written
            .half_life
            .as_deref()
            .map(days)
            .transpose()
            .map_err(|e| failed(format!("half-life: {e}")))?;
        let floor = written.floor.map(|floor| share(&floor.to_string())).transpose();
        let floor = floor.map_err(|error| failed(format!("floor: {error}")))?;
        put(&mut self.index, written.index.map(|index| folder.join(index)), file);
        put(&mut self.format, written.format, file);
        put(&mut self.limit, written.limit, file);
        put(&mut self.half_life, half_life, file);
        put(&mut self.floor, floor, file);
        put(&mut self.outlets_file, written.outlets_file.map(|table| folder.join(table)), file);
        Ok(())
    }
}

fn put<T>(slot: &mut Option<Set<T>>, value: Option<T>, by: &Path) {
    if let Some(value) = value {
        *slot = Some(Set { value, by: by.to_owned() });
    }
}

/// The user's file: below `$XDG_CONFIG_HOME`, else `~/.config` (`%APPDATA%` on Windows).
fn users() -> Option<PathBuf> {
    let told =
        |name: &str| std::env::var_os(name).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from);
    let folder = told("XDG_CONFIG_HOME").or_else(|| {
        told(if cfg!(windows) { "APPDATA" } else { "HOME" })
            .map(|home| if cfg!(windows) { home } else { home.join(".config") })
    })?;
    Some(folder.join("onrecord").join("config.toml"))
}

/// The nearest `onrecord.toml` from the working folder upward.
fn projects() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = here.ancestors().map(|folder| folder.join(PROJECT)).find(|file| file.is_file())?;
    // Shown as people write it where it lies in the working folder.
    Some(if found.parent() == Some(&here) { PathBuf::from(PROJECT) } else { found })
}

/// Show the settings that hold here, and which file sets them
///
/// A flag counts over the environment, that over onrecord.toml in this folder or the nearest above, and
/// that over the user's own config.toml. Paths in a file are taken from its folder.
#[derive(Debug, clap::Args)]
#[command(after_help = "An onrecord.toml:
  index = \"/data/news/.onrecord\"
  format = \"text\"           # text, json, jsonl or csv
  limit = 20
  half-life = \"2w\"          # for --sort recent
  floor = 0.3
  outlets-file = \"outlets.toml\"")]
pub struct ConfigArgs {}

/// Runs the command.
pub fn run(_: &ConfigArgs, global: &Global) -> Result<Outcome, Failure> {
    let config = global.config();
    let rows = [
        row("index", config.index.as_ref(), |index| index.display().to_string(), "the nearest .onrecord"),
        row("format", config.format.as_ref(), |format| format.name().to_owned(), "text"),
        row("limit", config.limit.as_ref(), ToString::to_string, "10"),
        row("half-life", config.half_life.as_ref(), |days| format!("{days}d"), "30d"),
        row("floor", config.floor.as_ref(), ToString::to_string, &Recency::FLOOR.to_string()),
        row("outlets-file", config.outlets_file.as_ref(), |table| table.display().to_string(), "none"),
    ];
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Json | Format::Jsonl => {
            let document: serde_json::Map<_, _> = rows
                .iter()
                .map(|[name, value, by]| (name.clone(), serde_json::json!({"value": value, "file": by})))
                .collect();
            line(&mut output, &document)
        }
        Format::Text | Format::Csv => rows.iter().try_for_each(|[name, value, by]| {
            use std::io::Write as _;
            let by = if by.is_empty() { "built in" } else { by };
            writeln!(
                output,
                "{name:14}{}  ({})",
                crate::render::inert::one_line(value),
                crate::render::inert::one_line(by)
            )
        }),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// A setting's name, its value, and the file that sets it, "" for none.
fn row<T>(name: &str, set: Option<&Set<T>>, shown: impl Fn(&T) -> String, default: &str) -> [String; 3] {
    let value = set.map_or_else(|| default.to_owned(), |set| shown(&set.value));
    [name.to_owned(), value, set.map(|set| set.by.display().to_string()).unwrap_or_default()]
}
