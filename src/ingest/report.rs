//! What an ingest did, as it is told to users and programs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::schema::Origin;

/// How many skipped things are listed; the rest is counted.
const MOST_LISTED: usize = 100_000;

/// What an ingest did. Its JSON is a contract: keys are only ever added.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Files that were looked at, the ignored ones included.
    pub files: u64,
    /// Articles in them: added, updated, unchanged, duplicates and withheld ones.
    pub articles: u64,
    /// Articles that the index did not have.
    pub added: u64,
    /// Articles that the index had otherwise.
    pub updated: u64,
    /// Articles that the index had as they are.
    pub unchanged: u64,
    /// Articles that were in no file any more.
    pub removed: u64,
    /// Articles that were already read from another place: one more origin each.
    pub duplicates: u64,
    /// Articles added or updated that have no date.
    pub undated: u64,
    /// Files, and parts of files, that no reader wants.
    pub ignored: u64,
    /// What looks like an article but could not be read.
    pub skipped: Vec<Skipped>,
    /// Statements in the articles added or updated.
    pub attributions: u64,
    /// How long it took.
    pub seconds: f64,
    /// How much was skipped in all, listed or not.
    pub skipped_total: u64,
    /// Articles that were taken down before, and stay away.
    pub withheld: u64,
    /// How many were ignored, by reason.
    pub ignored_reasons: BTreeMap<String, u64>,
    /// What was ignored, where asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored_files: Vec<Skipped>,
    /// Paths that were given and are not there.
    pub missing: Vec<String>,
    /// What else the user should know.
    pub notes: Vec<String>,
}

/// Something that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Where it is.
    pub origin: Origin,
    /// The line, in a file of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Why.
    pub reason: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Report {
    /// Lists something that could not be read.
    pub fn skip(&mut self, skipped: Skipped) {
        self.skipped_total += 1;
        if self.skipped.len() < MOST_LISTED {
            self.skipped.push(skipped);
        }
    }

    /// Counts something that no reader wants, and lists it if `list`.
    pub fn ignore(&mut self, path: &str, reason: &str, list: bool) {
        self.ignored += 1;
        *self.ignored_reasons.entry(reason.to_owned()).or_default() += 1;
        if list && self.ignored_files.len() < MOST_LISTED {
            let origin = Origin::file(path);
            self.ignored_files.push(Skipped { origin, line: None, reason: reason.to_owned(), hint: None });
        }
    }

    /// Whether everything that looks like an article was read, and every path was there.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.skipped_total == 0 && self.missing.is_empty()
    }
}
