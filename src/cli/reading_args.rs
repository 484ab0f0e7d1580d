//! The options that say how articles are read.

use std::path::{Path, PathBuf};

use super::config::Config;
use super::failure::Failure;
use super::outlets_file;
use crate::formats::{FieldMap, Forced, Hints, MAX_ARTICLE};

/// How articles are read.
#[derive(Debug, clap::Args)]
pub struct ReadingArgs {
    /// The outlet of articles that name none
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Which column or key holds a field: text=story (repeatable)
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// The format of files by their names: '*.dat=jsonl' (repeatable; see onrecord formats)
    #[arg(long, value_name = "GLOB=NAME")]
    format_of: Vec<String>,
    /// The longest article, and the longest line, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = MAX_ARTICLE)]
    max_article: usize,
    /// A table of outlets by domain: "domain" = "Name" lines of TOML
    #[arg(long, value_name = "FILE")]
    outlets_file: Option<PathBuf>,
}

impl ReadingArgs {
    /// The hints for reading `paths` into `index`.
    pub fn hints(&self, paths: &[PathBuf], index: Option<&Path>, config: &Config) -> Result<Hints, Failure> {
        let mut map = FieldMap::default();
        for pair in &self.map {
            map.add(pair).map_err(|error| Failure::new(error.to_string()))?;
        }
        let mut forced = Forced::default();
        for pair in &self.format_of {
            forced.add(pair).map_err(|error| Failure::new(error.to_string()))?;
        }
        let outlets = outlets_file::table(
            paths,
            index,
            self.outlets_file.as_deref().or_else(|| config.outlets_file()),
        )?;
        Ok(Hints {
            outlet: self.outlet.clone(),
            folder: None,
            map,
            forced,
            outlets,
            max_article: self.max_article,
        })
    }
}
