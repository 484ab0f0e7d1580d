//! `onrecord show`: an article, or one statement in its passage.

use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::printing::look;
use super::{Outcome, index};
use crate::article::{ArticleId, Attribution, StatementId};
use crate::engine::Reader;
use crate::query::StoredArticle;
use crate::render::{json, passage};
use crate::text::Span;

/// Show an article with its statements marked, or one statement
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord show abcd2345efgh6723
  onrecord show abcd2345efgh6723.120-181.0a1b2c

Exit status: 0 found, 1 not in the index, 2 an error.")]
pub struct ShowArgs {
    /// The id of an article or of a statement
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs the command.
pub fn run(args: &ShowArgs, global: &Global) -> Result<Outcome, Failure> {
    let shown = shown(&*index::open(&global.index()?)?, &args.id)?;
    let stored = shown.stored();
    let mut output = Output::stdout();
    let is_json = matches!(global.format(), Format::Json | Format::Jsonl);
    let written = match shown.passage()? {
        None if is_json => json::article(&mut output, stored),
        None => passage::article(&mut output, stored, look(global)),
        Some((span, attribution)) if is_json => json::statement(&mut output, stored, span, attribution),
        Some((span, attribution)) => passage::statement(&mut output, stored, span, attribution, look(global)),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// What an id leads to.
pub struct Shown {
    stored: StoredArticle,
    statement: Option<StatementId>,
}

impl Shown {
    /// The article.
    pub const fn stored(&self) -> &StoredArticle {
        &self.stored
    }

    /// The passage with its statement; `None` for a whole article.
    ///
    /// # Errors
    /// Where the passage is in the article no more.
    pub fn passage(&self) -> Result<Option<(Span, Option<&Attribution>)>, Failure> {
        self.statement.map(|id| find(&self.stored, id)).transpose()
    }
}

/// What the id of an article or a statement leads to, as somebody `typed` it.
///
/// # Errors
/// Where it is no id, or its article is not in the index.
pub fn shown(reader: &dyn Reader, typed: &str) -> Result<Shown, Failure> {
    let typed = typed.trim();
    let wrong = |error: &dyn std::fmt::Display| {
        Failure::new(format!("{typed}: {error}")).hint("search and said print ids; with --json as \"id\"")
    };
    let statement =
        typed.contains('.').then(|| typed.parse::<StatementId>().map_err(|e| wrong(&e))).transpose()?;
    let article: ArticleId = match &statement {
        Some(statement) => statement.article,
        None => typed.parse().map_err(|error| wrong(&error))?,
    };
    let stored = reader.article(article)?;
    let stored = stored.ok_or_else(|| Failure::nothing(format!("no article {article} in the index")))?;
    Ok(Shown { stored, statement })
}

/// Where the passage of `id` lies now, and the statement that is stored for it: where the id says, if
/// the passage is still the same there; else where a statement of the same words stands.
///
/// # Errors
/// Where neither is there.
pub fn find(stored: &StoredArticle, id: StatementId) -> Result<(Span, Option<&Attribution>), Failure> {
    let text = &stored.record.article.text;
    let all = &stored.record.attributions;
    if StatementId::passage_hash(id.span.of(text)) == id.hash && !id.span.of(text).is_empty() {
        return Ok((id.span, all.iter().find(|one| one.passage() == id.span)));
    }
    let moved = all.iter().find(|one| StatementId::passage_hash(one.passage().of(text)) == id.hash);
    moved.map(|one| (one.passage(), Some(one))).ok_or_else(|| {
        let Span { start, end } = id.span;
        Failure::nothing(format!(
            "the text of article {} has changed: the statement stood at its bytes {start} to {end} and is not \
             there any more",
            id.article
        ))
    })
}
