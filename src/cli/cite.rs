//! `onrecord cite`: articles and statements as citations.

use clap::ValueEnum;

use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::show::{Shown, shown};
use super::{Outcome, index};
use crate::render::citation::{self, Cited, Passage};

/// Cite articles and statements
///
/// Each citation gives the words as they stand in the article, who said them, outlet, author, date,
/// headline and address as far as they are known, and the id by which `onrecord show` finds them again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord cite abcd2345efgh6723.120-181.0a1b2c
  onrecord cite abcd2345efgh6723 --style bibtex >> notes.bib
  onrecord said Vale --format jsonl | jq -r .id | xargs onrecord cite --style csl-json

Exit status: 0 all found, 1 one of them is not in the index, 2 an error.")]
pub struct CiteArgs {
    /// Ids of articles or statements, as search, said and show print them
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// How citations are written [default: text; with --json: csl-json]
    #[arg(long, value_enum, value_name = "STYLE")]
    style: Option<Style>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Style {
    /// The sentence, who said it, the reference
    Text,
    /// The same in Markdown
    Md,
    /// BibTeX entries
    Bibtex,
    /// CSL-JSON for Zotero, Pandoc and others
    CslJson,
    /// W3C Web Annotations
    Annotation,
}

impl Style {
    const fn written(self) -> citation::Style {
        match self {
            Self::Text => citation::Style::Text,
            Self::Md => citation::Style::Markdown,
            Self::Bibtex => citation::Style::Bibtex,
            Self::CslJson => citation::Style::CslJson,
            Self::Annotation => citation::Style::Annotation,
        }
    }
}

/// Runs the command.
pub fn run(args: &CiteArgs, global: &Global) -> Result<Outcome, Failure> {
    let is_json = matches!(global.format(), Format::Json | Format::Jsonl);
    let style = args.style.unwrap_or(if is_json { Style::CslJson } else { Style::Text });
    let reader = index::open(&global.index()?)?;
    let all = args.ids.iter().map(|id| shown(&*reader, id)).collect::<Result<Vec<Shown>, Failure>>()?;
    let cited = all
        .iter()
        .map(|shown| {
            let passage = shown
                .passage()
                .map(|passage| passage.map(|(span, attribution)| Passage { span, attribution }));
            Ok(Cited { stored: shown.stored(), passage: passage? })
        })
        .collect::<Result<Vec<Cited<'_>>, Failure>>()?;
    let mut output = Output::stdout();
    citation::write(&mut output, &cited, style.written()).map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}
