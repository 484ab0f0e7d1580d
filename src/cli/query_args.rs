//! The options that `search`, `said` and `export` share, and the query they make.

use jiff::civil;

use super::caret::caret;
use super::config::Config;
use super::failure::Failure;
use super::global::{Global, today};
use super::{index, outlets_file};
use crate::article::OutletTable;
use crate::engine::Reader;
use crate::query::{Cursor, Filters, Notes, Query, Recency, Request, Sort, Target, Weight};

/// Options that narrow what is found.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Narrow it")]
pub struct FilterArgs {
    /// Only this outlet, by name or domain (repeatable: any of them)
    #[arg(long, value_name = "NAME")]
    outlet: Vec<String>,
    /// Only this author (repeatable: any of them)
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// From this day on, as printed: 2024-10-08, 2024-10, 7d, yesterday
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
    /// Up to and with this day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    /// The day that 7d and yesterday, and ages, are counted from [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<civil::Date>,
    /// Make what cannot be read in the query an error, not a note
    #[arg(long)]
    strict: bool,
}

/// Options that narrow statements.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Narrow it")]
pub struct StatementArgs {
    /// direct, mixed or indirect (repeatable)
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// person, organization, anonymous, document, group or unknown (repeatable)
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Words of the speaker's role or affiliation
    #[arg(long, value_name = "WORDS")]
    role: Option<String>,
    /// To whom it was said
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Who passed it on
    #[arg(long, value_name = "NAME")]
    via: Option<String>,
    /// Only no comments: any, declined, refused, no-response, unreachable
    #[arg(long, value_name = "SORT", num_args = 0..=1, default_missing_value = "any", require_equals = true)]
    no_comment: Option<String>,
    /// Only statements at least so sure, 0 to 1
    #[arg(long, value_name = "P")]
    min_confidence: Option<f64>,
    /// Only in this article
    #[arg(long, value_name = "ID")]
    article: Option<String>,
}

/// Options that order and page what is found.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Order and page it")]
pub struct PageArgs {
    /// relevance, newest, oldest, or recent: relevance weighed by age
    #[arg(long, value_name = "ORDER", value_parser = sort)]
    sort: Option<Sort>,
    /// The age at which half of what is above the floor is left, for --sort recent: 12w, 6m, 1y
    /// [default: 30d]
    #[arg(long, value_name = "TIME", value_parser = days)]
    half_life: Option<f64>,
    /// What is left of relevance at any age, 0 to 1, for --sort recent [default: 0.3]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    floor: Option<f64>,
    /// How many hits to show [default: 10]
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
    /// Show what comes after this: the "next" of the page before
    #[arg(long, value_name = "CURSOR")]
    after: Option<Cursor>,
    /// Say how the query was read, and how each score came about
    #[arg(long)]
    pub explain: bool,
}

fn sort(typed: &str) -> Result<Sort, String> {
    match typed.to_lowercase().as_str() {
        "relevance" => Ok(Sort::Relevance),
        "newest" => Ok(Sort::Newest),
        "oldest" => Ok(Sort::Oldest),
        "recent" => Ok(Sort::Recent),
        _ => Err("it is one of relevance, newest, oldest, recent".to_owned()),
    }
}

/// Days from a time as typed: "30d", "12w".
///
/// # Errors
/// Where it is no time above 0.
pub fn days(typed: &str) -> Result<f64, String> {
    let number_end = typed.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(typed.len());
    let (number, unit) = typed.split_at_checked(number_end).unwrap_or((typed, ""));
    let unit = match unit.trim() {
        "" | "d" | "day" | "days" => 1.0,
        "w" | "week" | "weeks" => 7.0,
        "m" | "month" | "months" => 30.0,
        "y" | "year" | "years" => 365.0,
        _ => return Err("write it as 30d, 12w, 6m or 1y".to_owned()),
    };
    match number.parse::<f64>() {
        Ok(number) if number > 0.0 && number < 1e6 => Ok(number * unit),
        _ => Err("write it as 30d, 12w, 6m or 1y, above 0".to_owned()),
    }
}

/// A share from 0 to 1 as typed.
///
/// # Errors
/// Where it is none.
pub fn share(typed: &str) -> Result<f64, String> {
    let number = typed.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it is a number from 0 to 1".to_owned())
}

/// What is asked for, by the arguments of one command.
pub struct Asked<'a> {
    /// What is looked for.
    pub target: Target,
    /// The query.
    pub text: &'a str,
    /// The speaker.
    pub speaker: &'a str,
    /// What narrows it.
    pub filters: &'a FilterArgs,
    /// What narrows statements.
    pub statements: Option<&'a StatementArgs>,
    /// The order, and the page.
    pub page: Option<&'a PageArgs>,
    /// The order where none is given.
    pub default_sort: Sort,
}

impl Asked<'_> {
    /// The query, and notes on how it was read.
    ///
    /// # Errors
    /// Where an option cannot be read; under `--strict` also where the text cannot.
    pub fn query(&self, outlets: &OutletTable, config: &Config) -> Result<(Query, Notes), Failure> {
        let filters = self.filters();
        let recency = Recency {
            as_of: self.filters.as_of.unwrap_or_else(today),
            half_life_days: self.page.and_then(|page| page.half_life).unwrap_or_else(|| config.half_life()),
            floor: self.page.and_then(|page| page.floor).unwrap_or_else(|| config.floor()),
        };
        let request = Request {
            target: self.target,
            text: self.text,
            speaker: self.speaker,
            filters: &filters,
            sort: self.page.and_then(|page| page.sort).unwrap_or(self.default_sort),
            recency,
            limit: self.page.map_or(0, |page| page.limit.unwrap_or_else(|| config.limit())),
            after: self.page.and_then(|page| page.after.clone()),
            explain: self.page.is_some_and(|page| page.explain),
        };
        let (query, notes) =
            request.read(outlets).map_err(|error| Failure::new(error.to_string()).hint(error.hint()))?;
        match notes.iter().find(|note| self.filters.strict && note.weight == Weight::Doubt) {
            Some(doubt) => {
                let failure =
                    Failure::new(doubt.text.clone()).hint("without --strict it is answered so, with a note");
                Err(match doubt.span {
                    Some(span) => failure.at(caret(self.text, span)),
                    None => failure,
                })
            }
            None => Ok((query, notes)),
        }
    }

    /// The query, notes on how it was read, and the index that answers it.
    ///
    /// # Errors
    /// Where there is no index, and as [`Asked::query`].
    pub fn open(&self, global: &Global) -> Result<(Query, Notes, Box<dyn Reader>), Failure> {
        let folder = global.index()?;
        let outlets = outlets_file::table(&[], Some(&folder), global.config().outlets_file())?;
        let (query, notes) = self.query(&outlets, global.config())?;
        Ok((query, notes, index::open(&folder)?))
    }

    fn filters(&self) -> Filters {
        let FilterArgs { outlet, author, since, until, .. } = self.filters;
        let mut filters = Filters {
            outlets: outlet.clone(),
            authors: author.clone(),
            since: since.clone(),
            until: until.clone(),
            ..Filters::default()
        };
        if let Some(statements) = self.statements {
            filters.kinds.clone_from(&statements.kind);
            filters.types.clone_from(&statements.types);
            filters.role.clone_from(&statements.role);
            filters.to.clone_from(&statements.to);
            filters.via.clone_from(&statements.via);
            filters.no_comment.clone_from(&statements.no_comment);
            filters.min_confidence = statements.min_confidence;
            filters.article.clone_from(&statements.article);
        }
        filters
    }
}
