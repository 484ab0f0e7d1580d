//! The cli room: arguments, commands, messages, exit status.
//!
//! One file a command, its arguments beside it. The only room that reads the calendar, the environment
//! and the terminal, and that chooses an engine. Prints nothing but through [`output::Output`].

mod annotate;
mod caret;
mod cite;
mod completions;
mod config;
mod editor;
mod evaluate;
mod explained_date;
mod export;
mod extract;
mod failure;
mod formats;
mod global;
mod index;
mod ingest;
mod marked;
mod opened;
mod outlets;
mod outlets_file;
mod output;
mod printing;
mod query_args;
mod read;
mod reading_args;
mod rebuild;
mod remove;
mod said;
mod search;
mod show;
mod speakers;
mod stats;
mod tier_args;
mod timeline;
#[cfg(feature = "train")]
mod train;
mod unknown;
mod verify;
mod words;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use failure::Failure;

/// A local-first search engine for news: who said what, when, in which outlet.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Examples:
  onrecord ingest corpus                     read a folder of articles into .onrecord
  onrecord said Gallant --about ceasefire    who said what
  onrecord search 'water treaty' --since 7d  articles by their words

-h gives each command's options, --help says more.")]
struct Args {
    #[command(flatten)]
    global: global::Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ingest(ingest::IngestArgs),
    Search(search::SearchArgs),
    Said(said::SaidArgs),
    Speakers(speakers::SpeakersArgs),
    Outlets(outlets::OutletsArgs),
    Timeline(timeline::TimelineArgs),
    Show(show::ShowArgs),
    Cite(cite::CiteArgs),
    Stats(stats::StatsArgs),
    Export(export::ExportArgs),
    Remove(remove::RemoveArgs),
    Rebuild(rebuild::RebuildArgs),
    Verify(verify::VerifyArgs),
    Formats(formats::FormatsArgs),
    Read(read::ReadArgs),
    Extract(extract::ExtractArgs),
    Annotate(annotate::AnnotateArgs),
    Evaluate(evaluate::EvaluateArgs),
    Config(config::ConfigArgs),
    Completions(completions::CompletionsArgs),
    Man(completions::ManArgs),
    #[cfg(feature = "train")]
    Train(train::TrainArgs),
}

impl Command {
    fn run(&self, global: &global::Global) -> Result<Outcome, Failure> {
        match self {
            Self::Ingest(args) => ingest::run(args, global),
            Self::Search(args) => search::run(args, global),
            Self::Said(args) => said::run(args, global),
            Self::Speakers(args) => speakers::run(args, global),
            Self::Outlets(args) => outlets::run(args, global),
            Self::Timeline(args) => timeline::run(args, global),
            Self::Show(args) => show::run(args, global),
            Self::Cite(args) => cite::run(args, global),
            Self::Stats(args) => stats::run(args, global),
            Self::Export(args) => export::run(args, global),
            Self::Remove(args) => remove::run(args, global),
            Self::Rebuild(args) => rebuild::run(args, global),
            Self::Verify(args) => verify::run(args, global),
            Self::Formats(args) => formats::run(args, global),
            Self::Read(args) => read::run(args, global),
            Self::Extract(args) => extract::run(args, global),
            Self::Annotate(args) => annotate::run(args, global),
            Self::Evaluate(args) => evaluate::run(args, global),
            Self::Config(args) => config::run(args, global),
            Self::Completions(args) => completions::completions(args),
            Self::Man(args) => completions::man(args),
            #[cfg(feature = "train")]
            Self::Train(args) => train::run(args),
        }
    }
}

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Done, or found: exit status 0.
    Done,
    /// Nothing was found: exit status 1.
    Nothing,
    /// Done, but for something that could not be read: exit status 2.
    Incomplete,
}

/// Reads the arguments, runs the command and says how it ended.
#[must_use]
pub fn run() -> ExitCode {
    let mut args = match Args::try_parse_from(words::protect(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to stdout with status 0; a closed pipe there is nobody's loss.
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            return if error.print().is_err() { ExitCode::SUCCESS } else { ExitCode::from(status) };
        }
    };
    let outcome = match config::Config::read() {
        Ok(config) => {
            args.global.set_config(config);
            args.command.as_ref().map_or_else(print_help, |command| command.run(&args.global))
        }
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(Outcome::Done) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(failure) => {
            let _ = write!(std::io::stderr().lock(), "{failure}");
            ExitCode::from(if matches!(failure, Failure::Nothing(_)) { 1 } else { 2 })
        }
    }
}

/// All commands with their options.
fn command() -> clap::Command {
    Args::command()
}

fn print_help() -> Result<Outcome, Failure> {
    let mut output = output::Output::stdout();
    let help = command().render_help();
    output.write_all(help.to_string().as_bytes()).map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}
