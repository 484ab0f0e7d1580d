//! `onrecord remove`: takedowns.

use std::io::Write as _;
use std::path::Path;

use serde_json::json;

use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::{Outcome, index};
use crate::article::ArticleId;
use crate::ingest::{TakenDown, take_down, walk};
use crate::schema::{Origin, Takedown};
use crate::text::fold;

/// Take articles out of the index for good
///
/// The next ingest leaves them out. The files they were read from are not touched.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord remove abcd2345efgh6723            one article, by its id
  onrecord remove --outlet \"Harbor Ledger\"    all of an outlet
  onrecord remove --origin corpus/drafts      all that was read from a file or folder

Exit status: 0 removed, 1 nothing like that in the index (an outlet or origin is left out from now on
all the same), 2 an error.")]
pub struct RemoveArgs {
    /// The article's id
    #[arg(value_name = "ID", required_unless_present_any = ["outlet", "origin"])]
    id: Option<String>,
    /// All articles of this outlet
    #[arg(long, value_name = "NAME", conflicts_with = "id")]
    outlet: Option<String>,
    #[command(flatten)]
    waiting: index::Waiting,
    /// All articles read from this file, record of a file (FILE#N) or folder
    #[arg(long, value_name = "PATH", conflicts_with_all = ["id", "outlet"])]
    origin: Option<String>,
}

/// Runs the command.
pub fn run(args: &RemoveArgs, global: &Global) -> Result<Outcome, Failure> {
    let folder = global.index()?;
    let takedown = takedown(args)?;
    let mut writer = index::writer_of_existing(&folder, args.waiting)?;
    let reader = index::open(&folder)?;
    if let Takedown::Article(id) = &takedown
        && reader.article(*id)?.is_none()
    {
        return Err(Failure::nothing(format!("no article {id} in the index")));
    }
    let TakenDown { removed, kept } = take_down(reader.as_ref(), writer.as_mut(), &takedown)?;
    let mut output = Output::stdout();
    let articles = |count: u64| if count == 1 { "article" } else { "articles" };
    match global.format() {
        Format::Json | Format::Jsonl => {
            writeln!(output, "{}", json!({"removed": removed, "kept": kept})).map_err(Failure::output)?;
        }
        Format::Text | Format::Csv => {
            writeln!(output, "{removed} {} removed.", articles(removed)).map_err(Failure::output)?;
            if kept > 0 {
                let stay = if kept == 1 { "stays, being" } else { "stay, being" };
                writeln!(output, "{kept} {} {stay} there from another place too.", articles(kept))
                    .map_err(Failure::output)?;
            }
        }
    }
    output.finish()?;
    Ok(if removed + kept == 0 { Outcome::Nothing } else { Outcome::Done })
}

fn takedown(args: &RemoveArgs) -> Result<Takedown, Failure> {
    if let Some(outlet) = &args.outlet {
        return match fold(outlet) {
            folded if folded.is_empty() => Err(Failure::new(format!("--outlet: no name: \"{outlet}\""))),
            folded => Ok(Takedown::Outlet(folded)),
        };
    }
    if let Some(origin) = &args.origin {
        let Origin { path, record } = Origin::from(origin.clone());
        return Ok(Takedown::Origin(Origin { path: walk::origin_name(Path::new(&path)), record }));
    }
    let typed = args.id.as_deref().unwrap_or_default().trim();
    let id: ArticleId = typed.parse().map_err(|error| {
        let hint =
            "search --json prints ids as \"id\"; a statement goes with its article: the part before the dot";
        Failure::new(format!("{typed}: {error}")).hint(hint)
    })?;
    Ok(Takedown::Article(id))
}
