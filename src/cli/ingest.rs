//! `onrecord ingest`: articles into the index.

use std::io::{IsTerminal as _, Write as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::failure::Failure;
use super::global::{Format, Global, all_cores};
use super::output::Output;
use super::reading_args::ReadingArgs;
use super::tier_args::TierArgs;
use super::{Outcome, index};
use crate::ingest::{self, Budget, Options, Progress, Report, Skipped};
use crate::render::inert::one_line;
use crate::render::json;

/// What to say where all that was given is ignored.
const NOTHING_READ: &str = "onrecord formats lists what is read";

/// Read files and folders of articles into the index
///
/// "-" is JSON Lines on standard input. Reads plain text as saved from the web, Markdown, JSON, HTML pages, feeds, CSV, e-mail,
/// agencies' formats and archives of them; `onrecord formats` lists them all. A file that is as it was costs a stat; a changed one replaces all that was its own. The same article
/// under two paths is one article with two origins. Hidden files and symbolic links in folders are
/// passed over. Every result is the same, whatever the number of threads. With --accurate, a file whose
/// statements were found without is read again; without, what was found with it is kept.
///
/// An article that names no outlet has it from its URL's domain, its folder's name, or --outlet. A file
/// outlets.toml beside the paths given, in them, or in the index's folder says what outlet a domain
/// is, one a line: "harborledger.example" = "Harbor Ledger".
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord ingest corpus                       a folder of articles
  onrecord ingest --prune corpus               and forget what is gone from it
  onrecord ingest --map text=story export.json a column by its own name
  onrecord ingest --accurate corpus            find more of the statements, and take longer
  zcat wire.jsonl.gz | onrecord ingest -       JSON Lines from a pipe

Exit status: 0 all read, 2 something that looks like an article could not be read (the rest was).")]
pub struct IngestArgs {
    /// Files and folders, or "-"
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Take away what is gone below the paths given
    #[arg(long)]
    prune: bool,
    /// Find no statements
    #[arg(long, conflicts_with = "accurate")]
    no_extract: bool,
    #[command(flatten)]
    tier: TierArgs,
    /// Read files again that are as they were
    #[arg(long)]
    reread: bool,
    #[command(flatten)]
    reading: ReadingArgs,
    /// List what is ignored, and why
    #[arg(long)]
    list_ignored: bool,
    #[command(flatten)]
    waiting: index::Waiting,
    /// How many threads find statements [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Commit after so many bytes of text
    #[arg(long, value_name = "BYTES", hide = true)]
    commit_bytes: Option<u64>,
}

/// Runs the command.
pub fn run(args: &IngestArgs, global: &Global) -> Result<Outcome, Failure> {
    let there = |path: &&PathBuf| path.as_os_str() == "-" || path.symlink_metadata().is_ok();
    if args.paths.iter().filter(there).count() == 0 {
        // Nothing to read: no index is made for it.
        let report = Report {
            missing: args.paths.iter().map(|p| p.display().to_string()).collect(),
            ..Report::default()
        };
        return tell(&report, global);
    }
    let folder = global.index_to_write();
    let hints = args.reading.hints(&args.paths, Some(&folder), global.config())?;
    let mut budget = Budget::default();
    budget.text_bytes = args.commit_bytes.unwrap_or(budget.text_bytes);
    let options = Options {
        threads: args.threads.unwrap_or_else(all_cores),
        extract: (!args.no_extract).then(|| args.tier.tier()),
        prune: args.prune,
        reread: args.reread,
        list_ignored: args.list_ignored,
        hints,
        index: Some(folder.clone()),
        now: now(),
        budget,
    };
    let mut writer = index::writer(&folder, args.waiting)?;
    let bar = Bar::new();
    let open = || index::open(&folder);
    let report =
        ingest::run(&args.paths, &options, &open, writer.as_mut(), &mut |progress| bar.show(progress))?;
    bar.done();
    tell(&report, global)
}

/// Nanoseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    i64::try_from(since).unwrap_or(i64::MAX)
}

/// The progress bar: on a terminal only.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that shows nothing yet.
    pub fn new() -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(8))
        } else {
            ProgressBar::hidden()
        };
        let template = "{bar:30} {percent:>3} %  {msg}  {binary_bytes_per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self(bar)
    }

    /// Shows how far it is.
    pub fn show(&self, progress: Progress) {
        if self.0.is_hidden() {
            return;
        }
        self.0.set_length(progress.bytes_total);
        self.0.set_position(progress.bytes);
        let Progress { articles, files, files_total, .. } = progress;
        self.0.set_message(format!("{articles} articles, {files} of {files_total} files"));
    }

    /// Takes the bar away.
    pub fn done(&self) {
        self.0.finish_and_clear();
    }
}

fn tell(report: &Report, global: &Global) -> Result<Outcome, Failure> {
    complain(report);
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Text | Format::Csv => output.write_all(summary(report).as_bytes()),
        Format::Json | Format::Jsonl => json::line(&mut output, report),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(if report.is_complete() { Outcome::Done } else { Outcome::Incomplete })
}

/// Says on standard error what is missing, skipped, ignored.
fn complain(report: &Report) {
    let mut stderr = std::io::stderr().lock();
    let mut tell = |line: String| {
        let _ = writeln!(stderr, "{}", one_line(&line));
    };
    for path in &report.missing {
        tell(format!("error: {path}: no such file or folder"));
        tell("hint: give a file or folder that is there, or - for standard input".to_owned());
    }
    let mut last_hint = None;
    for Skipped { origin, line, reason, hint } in &report.skipped {
        let place = line.map_or_else(|| origin.to_string(), |line| format!("{}:{line}", origin.path));
        tell(format!("skipped: {place}: {reason}"));
        // A file of many with one mistake needs its hint once.
        if let Some(hint) = hint.as_ref().filter(|hint| last_hint != Some(*hint)) {
            tell(format!("hint: {hint}"));
            last_hint = Some(hint);
        }
    }
    for Skipped { origin, reason, .. } in &report.ignored_files {
        tell(format!("ignored: {origin}: {reason}"));
    }
    if report.articles == 0 && report.ignored > 0 && report.ignored_files.is_empty() {
        tell(format!("hint: {NOTHING_READ}; --list-ignored names what was ignored"));
    }
    for note in &report.notes {
        tell(format!("note: {note}"));
    }
}

/// The summary in words.
fn summary(report: &Report) -> String {
    let count = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut parts = vec![
        format!("{} added", report.added),
        format!("{} updated", report.updated),
        format!("{} unchanged", report.unchanged),
        format!("{} removed", report.removed),
    ];
    for (number, what) in [
        (report.duplicates, "already there from another place"),
        (report.withheld, "taken down before"),
        (report.undated, "without a date"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    let mut text = format!(
        "{} in {}, {:.1} s: {}.\n{} found.\n",
        count(report.articles, "article"),
        count(report.files, "file"),
        report.seconds,
        parts.join(", "),
        count(report.attributions, "statement"),
    );
    if report.ignored > 0 {
        let reasons: Vec<String> =
            report.ignored_reasons.iter().map(|(reason, number)| format!("{number} {reason}")).collect();
        text.push_str(&format!("{} ignored ({}).\n", report.ignored, reasons.join(", ")));
    }
    if report.skipped_total > 0 {
        text.push_str(&format!("{} skipped, as said above.\n", report.skipped_total));
    }
    text
}
