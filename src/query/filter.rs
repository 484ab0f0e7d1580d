//! Filters: what flags narrow a query to, as typed. Unlike a query's text, a flag that cannot be read is
//! an error, with a hint.

use jiff::civil;

use super::clause::Clause;
use super::date::period;
use super::resolve::Resolver;
use crate::article::{Act, ArticleId, Confidence, Kind, NoComment, SpeakerType};
use crate::names::NameQuery;

/// The flags of `search` and `said`, as typed; empty where not given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Outlets by name or domain, any of which will do.
    pub outlets: Vec<String>,
    /// Authors, any of whom will do.
    pub authors: Vec<String>,
    /// The first day: `2024-10`, `7d`, `yesterday`.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Kinds of statements, any of which will do: direct, mixed, indirect.
    pub kinds: Vec<String>,
    /// Types of speakers, any of which will do.
    pub types: Vec<String>,
    /// Words of the speaker's role or affiliation.
    pub role: Option<String>,
    /// To whom it was said.
    pub to: Option<String>,
    /// Who passed it on.
    pub via: Option<String>,
    /// No comments: `any`, or declined, refused, no-response, unreachable.
    pub no_comment: Option<String>,
    /// The least confidence, 0 to 1.
    pub min_confidence: Option<f64>,
    /// One article's id.
    pub article: Option<String>,
}

/// A flag's value that cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FilterError {
    /// Not a date, or a day that does not exist.
    #[error("{flag}: not a date: {typed}")]
    Date {
        /// The flag.
        flag: &'static str,
        /// Its value.
        typed: String,
    },
    /// The last day comes before the first.
    #[error("--until {until} is before --since {since}")]
    Backwards {
        /// The first day.
        since: civil::Date,
        /// The last day.
        until: civil::Date,
    },
    /// Not one of a few words.
    #[error("{flag}: {typed} is none of: {allowed}")]
    Word {
        /// The flag.
        flag: &'static str,
        /// Its value.
        typed: String,
        /// The words it may be.
        allowed: String,
    },
    /// Not a number from 0 to 1.
    #[error("--min-confidence: not a number from 0 to 1: {0}")]
    Confidence(f64),
    /// Not an article's id.
    #[error("--article: not an article's id: {0}")]
    Article(String),
}

impl FilterError {
    /// The next step for the user.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Date { .. } => {
                "write it as 2024, 2024-10, 2024-10-08, \"Oct 8, 2024\", yesterday, 7d, 2w, 3m, 1y or \"last month\""
            }
            Self::Backwards { .. } => "exchange the two: both days are included",
            Self::Word { .. } => "write one of them",
            Self::Confidence(_) => "0.8 leaves out statements that are less than 80 % sure",
            Self::Article(_) => "search --json prints ids as \"id\": 16 letters and digits",
        }
    }
}

impl Filters {
    /// The clauses that all have to match.
    ///
    /// # Errors
    /// Where a value cannot be read.
    pub(super) fn clauses(&self, resolver: &Resolver<'_>) -> Result<Vec<Clause>, FilterError> {
        let mut clauses = Vec::new();
        clauses.extend(any_of(self.outlets.iter().map(|typed| resolver.outlet(typed)).collect()));
        clauses.extend(any_of(self.authors.iter().map(|typed| Clause::Author(typed.clone())).collect()));
        clauses.extend(self.dates(resolver.as_of)?);
        clauses.extend(any_of(words("--kind", &self.kinds, kind, &Kind::ALL.map(Kind::name), Clause::Kind)?));
        let types = SpeakerType::ALL.map(SpeakerType::name);
        clauses.extend(any_of(words("--type", &self.types, speaker_type, &types, Clause::Type)?));
        clauses.extend(self.role.iter().map(|role| Clause::Role(role.clone())));
        clauses.extend(self.to.iter().map(|name| Clause::To(NameQuery::parse(name))));
        clauses.extend(self.via.iter().map(|name| Clause::Via(NameQuery::parse(name))));
        if let Some(typed) = &self.no_comment {
            clauses.push(Clause::NoComment(no_comment_flag(typed)?));
        }
        if let Some(least) = self.min_confidence {
            if !(0.0..=1.0).contains(&least) {
                return Err(FilterError::Confidence(least));
            }
            clauses.push(Clause::MinConfidence(Confidence::from_probability(least).hundredths()));
        }
        if let Some(typed) = &self.article {
            let id: ArticleId = typed.trim().parse().map_err(|_| FilterError::Article(typed.clone()))?;
            clauses.push(Clause::Article(id));
        }
        Ok(clauses)
    }

    fn dates(&self, as_of: civil::Date) -> Result<Option<Clause>, FilterError> {
        let read = |flag: &'static str, typed: &Option<String>| match typed {
            None => Ok(None),
            Some(typed) => match period(typed, as_of) {
                Some(period) => Ok(Some(period)),
                None => Err(FilterError::Date { flag, typed: typed.clone() }),
            },
        };
        let from = read("--since", &self.since)?.map(super::date::Period::first);
        let to = read("--until", &self.until)?.map(super::date::Period::last);
        match (from, to) {
            (None, None) => Ok(None),
            (Some(since), Some(until)) if until < since => Err(FilterError::Backwards { since, until }),
            (from, to) => Ok(Some(Clause::Date { from, to })),
        }
    }
}

/// None for none, else one that any of `clauses` satisfies.
fn any_of(mut clauses: Vec<Clause>) -> Option<Clause> {
    if clauses.len() < 2 { clauses.pop() } else { Some(Clause::Or(clauses)) }
}

fn words<T>(
    flag: &'static str,
    typed: &[String],
    read: fn(&str) -> Option<T>,
    allowed: &[&str],
    clause: fn(T) -> Clause,
) -> Result<Vec<Clause>, FilterError> {
    let one = |word: &String| {
        read(word).map(clause).ok_or_else(|| FilterError::Word {
            flag,
            typed: word.clone(),
            allowed: allowed.join(", "),
        })
    };
    typed.iter().map(one).collect()
}

fn no_comment_flag(typed: &str) -> Result<Option<NoComment>, FilterError> {
    no_comment(typed).ok_or_else(|| FilterError::Word {
        flag: "--no-comment",
        typed: typed.to_owned(),
        allowed: format!("any, {}", NoComment::ALL.map(NoComment::name).join(", ")),
    })
}

/// The way of giving no comment that `typed` names; `Some(None)` for any.
pub(super) fn no_comment(typed: &str) -> Option<Option<NoComment>> {
    let lower = typed.trim().to_lowercase();
    if lower.is_empty() || lower == "any" {
        return Some(None);
    }
    NoComment::ALL.into_iter().find(|way| way.name() == lower).map(Some)
}

/// The kind that `typed` names: its word, or another one for it.
pub(super) fn kind(typed: &str) -> Option<Kind> {
    match typed.trim().to_lowercase().as_str() {
        "direct" | "quote" | "quoted" => Some(Kind::Direct),
        "mixed" | "partial" => Some(Kind::Mixed),
        "indirect" | "paraphrase" | "paraphrased" => Some(Kind::Indirect),
        _ => None,
    }
}

/// The act that `typed` names.
pub(super) fn act(typed: &str) -> Option<Act> {
    let lower = typed.trim().to_lowercase();
    Act::ALL.into_iter().find(|act| act.name() == lower)
}

/// The speaker's type that `typed` names.
pub(super) fn speaker_type(typed: &str) -> Option<SpeakerType> {
    let lower = typed.trim().to_lowercase();
    match lower.as_str() {
        "organisation" | "org" => Some(SpeakerType::Organization),
        "anon" | "unnamed" => Some(SpeakerType::Anonymous),
        _ => SpeakerType::ALL.into_iter().find(|kind| kind.name() == lower),
    }
}
