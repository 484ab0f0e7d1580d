//! Options that every command takes, and what the environment says where they are silent.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::config::Config;
use super::failure::Failure;

/// The folder that an index lies in unless told otherwise.
pub const INDEX_NAME: &str = ".onrecord";

/// Options that every command takes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The index's folder [default: the nearest .onrecord, from here upward]
    #[arg(long, global = true, value_name = "DIR", env = "ONRECORD_INDEX", hide_env_values = true)]
    index: Option<PathBuf>,
    /// How results are written
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// The same as --format json
    #[arg(long, global = true, conflicts_with = "format")]
    json: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// What files set.
    #[arg(skip)]
    config: Config,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    Text,
    /// One document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A table.
    Csv,
}

impl Format {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Global {
    /// The same with what files set.
    pub fn set_config(&mut self, config: Config) {
        self.config = config;
    }

    /// What files set.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// How results are written.
    #[must_use]
    pub fn format(&self) -> Format {
        if self.json {
            Format::Json
        } else {
            self.format.or_else(|| self.config.format()).unwrap_or(Format::Text)
        }
    }

    /// Whether results are coloured.
    #[must_use]
    pub fn is_colored(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                !refused && !dumb && std::io::stdout().is_terminal()
            }
        }
    }

    /// The index to read.
    ///
    /// # Errors
    /// Where there is none.
    pub fn index(&self) -> Result<PathBuf, Failure> {
        if let Some(index) = self.named() {
            return Ok(index.to_owned());
        }
        nearest().ok_or_else(|| {
            Failure::new("no index here or in any folder above").hint("make one with: onrecord ingest PATH")
        })
    }

    /// The index to write: the one to read, or a new one in the working folder.
    #[must_use]
    pub fn index_to_write(&self) -> PathBuf {
        self.named().map(Path::to_owned).or_else(nearest).unwrap_or_else(|| PathBuf::from(INDEX_NAME))
    }

    fn named(&self) -> Option<&Path> {
        self.index.as_deref().filter(|index| !index.as_os_str().is_empty()).or_else(|| self.config.index())
    }
}

/// The nearest index from the working folder upward.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = here.ancestors().map(|folder| folder.join(INDEX_NAME)).find(|index| index.is_dir())?;
    // Shown as people write it where it lies in the working folder.
    Some(if found.parent() == Some(&here) { PathBuf::from(INDEX_NAME) } else { found })
}

/// Columns to write in: the terminal's, else `$COLUMNS`, else 100; 20 at least.
#[must_use]
pub fn width() -> usize {
    let told = || std::env::var("COLUMNS").ok()?.parse::<usize>().ok();
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let terminal = if std::io::stdout().is_terminal() { terminal() } else { None };
    terminal.or_else(told).unwrap_or(100).clamp(20, 1000)
}

/// Today, by the machine's clock and time zone.
#[must_use]
pub fn today() -> jiff::civil::Date {
    jiff::ZonedDateTime::now().date()
}

/// The machine's number of cores.
#[must_use]
pub fn all_cores() -> std::num::NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(std::num::NonZeroUsize::MIN)
}
