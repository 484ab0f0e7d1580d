//! JSON that is no article and not meant to be one: settings of programs, and gold files.

use super::record::{self, Record};
use crate::formats::hints::Hints;
use crate::formats::reading::Ignored;
use crate::formats::source::Head;

/// Names of files that configure something.
const SETTINGS: [&str; 12] = [
    "package.json",
    "package-lock.json",
    "composer.json",
    "tsconfig.json",
    "jsconfig.json",
    "manifest.json",
    "bower.json",
    "settings.json",
    "config.json",
    "launch.json",
    "tasks.json",
    "deno.json",
];

/// Whether a file of this name configures something.
pub(super) fn is_settings_name(file_name: &str) -> bool {
    SETTINGS.contains(&file_name) || file_name.ends_with(".config.json") || file_name.ends_with("rc.json")
}

/// Why a record is nothing of ours, if it is not.
pub(super) fn of_record(record: &Record) -> Option<Ignored> {
    if record.holds_text() {
        None
    } else if record.annotated {
        Some(Ignored::Annotations)
    } else {
        (!record.hopeful()).then_some(Ignored::Settings)
    }
}

/// Why JSON Lines are nothing of ours, judged by the first: one with annotations and without a text.
pub(super) fn of_lines(head: &Head, hints: &Hints) -> Option<Ignored> {
    let first = head.trimmed().lines().find(|line| !line.trim().is_empty())?;
    let record = record::parse(first.as_bytes(), &hints.map).ok();
    match record {
        Some(record) => (record.annotated && !record.holds_text()).then_some(Ignored::Annotations),
        // A first line longer than the head: its beginning must do.
        None => {
            let begins = |key: &str| first.contains(key);
            (begins("\"attributions\":") && !begins("\"text\":")).then_some(Ignored::Annotations)
        }
    }
}
