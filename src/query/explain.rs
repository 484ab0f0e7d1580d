//! A resolved query in words, as one reads it.

use super::clause::{Clause, NameField, TextField, Trait};
use super::near::Places;
use super::{Case, Query, Sort, Target};

/// What `query` asks for, on a few lines: what must match, what narrows it, in which order.
#[must_use]
pub fn explain(query: &Query) -> String {
    let what = match query.target {
        Target::Articles => "articles",
        Target::Statements => "statements",
    };
    let mut text = match &query.matching {
        Clause::All => format!("all {what}"),
        matching => format!("{what} with {}", phrase(matching, false)),
    };
    for filter in &query.filters {
        text.push_str("\n  only ");
        text.push_str(&phrase(filter, false));
    }
    let order = match query.sort {
        Sort::Relevance => "best match first".to_owned(),
        Sort::Newest => "newest first".to_owned(),
        Sort::Oldest => "oldest first".to_owned(),
        Sort::Recent => {
            let recency = &query.recency;
            format!(
                "best match first, weighed by age: half after {} days from {}, at least {}",
                recency.half_life_days, recency.as_of, recency.floor
            )
        }
    };
    format!("{text}\n  {order}")
}

/// A clause in words.
#[must_use]
pub fn in_words(clause: &Clause) -> String {
    phrase(clause, false)
}

/// A clause in words, in parentheses where `within` another and made of several.
fn phrase(clause: &Clause, within: bool) -> String {
    let joined = |clauses: &[Clause], word: &str| {
        let parts: Vec<String> = clauses.iter().map(|clause| phrase(clause, true)).collect();
        let text = parts.join(word);
        if within && parts.len() > 1 { format!("({text})") } else { text }
    };
    match clause {
        Clause::All => "everything".to_owned(),
        Clause::Nothing => "nothing".to_owned(),
        Clause::And(clauses) => joined(clauses, " AND "),
        Clause::Or(clauses) => joined(clauses, " OR "),
        Clause::Not(clause) => format!("NOT {}", phrase(clause, true)),
        Clause::Word { field, text, exact } => {
            format!("{}{text}{}", place(*field), if *exact { " (in this form)" } else { "" })
        }
        Clause::Phrase { field, text, slop: 0 } => format!("{}“{text}”", place(*field)),
        Clause::Phrase { field, text, slop } => format!("{}“{text}” within {slop}", place(*field)),
        Clause::Like { field, pattern } => format!("{}{}", place(*field), pattern.typed()),
        Clause::Places { field, places, times: 0 | 1 } => {
            format!("{}{}", place(*field), placed(places, within))
        }
        Clause::Places { field, places, times } => {
            format!("{}{} at least {times} times", place(*field), placed(places, true))
        }
        Clause::Cased { field, text, case } => format!("{}{text} ({})", place(*field), case_in_words(*case)),
        Clause::WordCount { from: 0, to } => format!("{to} words or fewer"),
        Clause::WordCount { from, to: u64::MAX } => format!("{from} words or more"),
        Clause::WordCount { from, to } => format!("{from} to {to} words"),
        Clause::Boost(boost, clause) => format!("{} (counting × {boost})", phrase(clause, true)),
        Clause::NameLike(field, pattern) => format!("{} {}", name_field(*field), pattern.typed()),
        Clause::Has(what) => format!("any {}", a_trait(*what)),
        Clause::Outlet(name) => format!("outlet “{name}”"),
        Clause::Author(name) => format!("author “{name}”"),
        Clause::Date { from, to } => match (from, to) {
            (Some(from), Some(to)) if from == to => format!("date {from}"),
            (Some(from), Some(to)) => format!("date {from} to {to}"),
            (Some(from), None) => format!("date {from} or later"),
            (None, Some(to)) => format!("date {to} or earlier"),
            (None, None) => "any date".to_owned(),
        },
        Clause::Undated => "no date".to_owned(),
        Clause::Section(name) => format!("section “{name}”"),
        Clause::Language(tag) => format!("language {tag}"),
        Clause::Url(address) => format!("url {address}"),
        Clause::Article(id) => format!("article {id}"),
        Clause::Holds(clause) => format!("a statement with {}", phrase(clause, true)),
        Clause::Speaker(name) => format!("speaker “{}”", name.typed),
        Clause::Role(words) => format!("role “{words}”"),
        Clause::Affiliation(words) => format!("affiliation “{words}”"),
        Clause::Type(kind) => format!("type {}", kind.name()),
        Clause::Kind(kind) => format!("kind {}", kind.name()),
        Clause::Act(act) => format!("act {}", act.name()),
        Clause::To(name) => format!("to “{}”", name.typed),
        Clause::Via(name) => format!("via “{}”", name.typed),
        Clause::NoComment(None) => "no comment".to_owned(),
        Clause::NoComment(Some(way)) => format!("no comment ({})", way.name()),
        Clause::MinConfidence(least) => format!("confidence at least {:.2}", f64::from(*least) / 100.0),
    }
}

/// Places in words, in parentheses where `within` others and made of several.
fn placed(places: &Places, within: bool) -> String {
    let text = match places {
        Places::Word { text, exact: false } => return text.clone(),
        Places::Word { text, exact: true } => return format!("{text} (in this form)"),
        Places::Phrase(text) => return format!("“{text}”"),
        Places::Like(pattern) => return pattern.typed().to_owned(),
        Places::AnyOf(places) => {
            places.iter().map(|places| placed(places, true)).collect::<Vec<_>>().join(" OR ")
        }
        Places::Near(near, first, second) => {
            format!("{} {near} {}", placed(first, true), placed(second, true))
        }
    };
    if within { format!("({text})") } else { text }
}

const fn case_in_words(case: Case) -> &'static str {
    match case {
        Case::Capital => "with a capital",
        Case::Capitals => "in capitals",
        Case::Small => "without capitals",
    }
}

const fn name_field(field: NameField) -> &'static str {
    match field {
        NameField::Outlet => "outlet",
        NameField::Author => "author",
        NameField::Section => "section",
        NameField::Role => "role",
        NameField::Affiliation => "affiliation",
    }
}

const fn a_trait(what: Trait) -> &'static str {
    match what {
        Trait::Text(TextField::Any | TextField::Body) => "text",
        Trait::Text(TextField::Title) => "headline",
        Trait::Text(TextField::Lead) => "lead",
        Trait::Text(TextField::Content) => "words said",
        Trait::Text(TextField::Quote) => "words quoted",
        Trait::Text(TextField::Cue) => "cue",
        Trait::Name(field) => name_field(field),
        Trait::Date => "date",
        Trait::Url => "address",
        Trait::Language => "language",
        Trait::Speaker => "speaker",
        Trait::To => "addressee",
        Trait::Via => "relay",
    }
}

const fn place(field: TextField) -> &'static str {
    match field {
        TextField::Any => "",
        TextField::Title => "headline: ",
        TextField::Body => "text: ",
        TextField::Lead => "lead: ",
        TextField::Content => "said: ",
        TextField::Quote => "quoted: ",
        TextField::Cue => "cue: ",
    }
}
