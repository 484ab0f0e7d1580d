//! From the tree of a query as typed to the query that engines answer: fields, names, dates and outlets'
//! domains get their meaning. A query's text never fails here; what cannot be read is searched as words,
//! with a note.

use std::ops::Bound;

use jiff::civil;

use super::ast::{Node, Tree};
use super::clause::{Clause, TextField};
use super::date::{Period, period};
use super::field::Field;
use super::filter::{Filters, act, kind, speaker_type};
use super::note::{Note, Notes, quoted};
use super::{Cursor, FilterError, Query, Recency, Sort, Target, parse};
use crate::article::{OutletTable, url};
use crate::names::NameQuery;
use crate::text::Span;

/// What a user asks, as typed. Its dates are read with [`Recency::as_of`] as today.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What is looked for.
    pub target: Target,
    /// The query: `search QUERY`, `said --about QUERY`; "" for none.
    pub text: &'a str,
    /// Whose statements: `said SPEAKER`; "" for anybody's.
    pub speaker: &'a str,
    /// The flags that narrow it.
    pub filters: &'a Filters,
    /// The order of the hits.
    pub sort: Sort,
    /// How [`Sort::Recent`] weighs age, and what day is today.
    pub recency: Recency,
    /// How many hits to give.
    pub limit: usize,
    /// Give only what comes after this hit.
    pub after: Option<Cursor>,
    /// Say how each score came about.
    pub explain: bool,
}

impl Request<'_> {
    /// Reads the request; `outlets` tells which outlet a domain is.
    ///
    /// # Errors
    /// Where a flag's value cannot be read; a query's text and a speaker always can.
    pub fn read(&self, outlets: &OutletTable) -> Result<(Query, Notes), FilterError> {
        let resolver = Resolver { target: self.target, as_of: self.recency.as_of, outlets };
        let parsed = parse(self.text, self.target);
        let mut notes = parsed.notes;
        let matching = parsed.tree.as_ref().map(|tree| resolver.query(tree, &mut notes));
        let mut filters = Vec::new();
        if !self.speaker.trim().is_empty() {
            filters.push(resolver.speaker(self.speaker));
        }
        filters.extend(self.filters.clauses(&resolver)?);
        let query = Query {
            target: self.target,
            matching: matching.unwrap_or(Clause::All),
            filters,
            sort: self.sort,
            recency: self.recency,
            limit: self.limit,
            after: self.after.clone(),
            explain: self.explain,
        };
        Ok((query, notes))
    }
}

/// What the meaning of fields, names and dates depends on.
pub(super) struct Resolver<'a> {
    pub target: Target,
    pub as_of: civil::Date,
    pub outlets: &'a OutletTable,
}

impl Resolver<'_> {
    /// A whole query's meaning.
    fn query(&self, tree: &Node, notes: &mut Notes) -> Clause {
        let clause = self.node(tree, None, notes).unwrap_or(Clause::All);
        positive(clause)
    }

    /// A part's meaning, within `field` where it stands in one; `None` where it holds no letter or digit.
    fn node(&self, node: &Node, field: Option<Field>, notes: &mut Notes) -> Option<Clause> {
        if let Some(field) = field.filter(|field| reads_running_words(*field))
            && let Some(text) = running_words(node)
        {
            return self.value(field, &text, node.span, notes);
        }
        match (&node.tree, field) {
            (Tree::All(nodes), _) => Some(all_of(self.nodes(nodes, field, notes))),
            (Tree::Any(nodes), _) => {
                let mut any: Vec<Clause> =
                    self.nodes(nodes, field, notes).into_iter().map(positive).collect();
                if any.len() < 2 { any.pop() } else { Some(Clause::Or(any)) }
            }
            (Tree::Not(inner), _) => {
                self.node(inner, field, notes).map(|clause| Clause::Not(Box::new(clause)))
            }
            (Tree::In(field, inner), _) => self.node(inner, Some(*field), notes),
            (Tree::Range(from, to), Some(Field::Date)) => self.range(from, to, node.span, notes),
            (Tree::Range(from, to), _) => {
                notes.push(Note::doubt("only date: has ranges: searched as words", node.span));
                let ends = [from, to].into_iter().filter_map(bound_text);
                self.words(&ends.collect::<Vec<_>>().join(" "), node.span, notes)
            }
            (Tree::Word(text) | Tree::Phrase(text, _), Some(field)) => match text_field(field) {
                Some(place) => self.text(&node.tree, place, node.span, notes),
                None => self.value(field, text, node.span, notes),
            },
            (Tree::Word(_) | Tree::Phrase(..), None) => {
                self.text(&node.tree, TextField::Any, node.span, notes)
            }
        }
    }

    fn nodes(&self, nodes: &[Node], field: Option<Field>, notes: &mut Notes) -> Vec<Clause> {
        nodes.iter().filter_map(|node| self.node(node, field, notes)).collect()
    }

    /// A word or phrase of running text.
    fn text(&self, tree: &Tree, field: TextField, span: Span, notes: &mut Notes) -> Option<Clause> {
        let (Tree::Word(text) | Tree::Phrase(text, _)) = tree else { return None };
        if !text.contains(char::is_alphanumeric) {
            let note = format!("{} holds no letter or digit: left out", quoted(text));
            notes.push(Note::doubt(note, span));
            return None;
        }
        if matches!(tree, Tree::Word(text) if text.contains('*')) {
            let note = format!(
                "{}: * does not stand for other letters; a word is found in all its forms",
                quoted(text)
            );
            notes.push(Note::doubt(note, span));
        }
        let text = text.trim().to_owned();
        Some(match tree {
            Tree::Phrase(_, slop) if text.contains(' ') => Clause::Phrase { field, text, slop: *slop },
            Tree::Phrase(..) => Clause::Word { field, text, exact: true },
            _ => Clause::Word { field, text, exact: false },
        })
    }

    /// The words of `text`, all of them.
    fn words(&self, text: &str, span: Span, notes: &mut Notes) -> Option<Clause> {
        let words = text.split_whitespace().map(|word| Tree::Word(word.to_owned()));
        let clauses: Vec<Clause> =
            words.filter_map(|word| self.text(&word, TextField::Any, span, notes)).collect();
        (!clauses.is_empty()).then(|| Clause::all_of(clauses))
    }

    /// The value `text` of a field that is not running text.
    fn value(&self, field: Field, text: &str, span: Span, notes: &mut Notes) -> Option<Clause> {
        if !text.contains(char::is_alphanumeric) {
            return self.text(&Tree::Word(text.to_owned()), TextField::Any, span, notes);
        }
        let text = text.trim();
        let clause = match field {
            Field::Outlet => Some(self.outlet(text)),
            Field::Author => Some(Clause::Author(text.to_owned())),
            Field::Section => Some(Clause::Section(text.to_owned())),
            Field::Role => Some(Clause::Role(text.to_owned())),
            Field::Speaker => Some(self.speaker(text)),
            Field::To => Some(Clause::To(NameQuery::parse(text))),
            Field::Via => Some(Clause::Via(NameQuery::parse(text))),
            Field::Date => self.date(text),
            Field::Url => address(text),
            Field::Lang => language(text),
            Field::Type => speaker_type(text).map(Clause::Type),
            Field::Kind => kind(text).map(Clause::Kind),
            Field::Act => act(text).map(Clause::Act),
            Field::Title | Field::Says => None,
        };
        clause.or_else(|| {
            notes.push(unreadable(field, text, span));
            self.words(text, span, notes)
        })
    }

    /// An outlet by its name or its domain.
    pub(super) fn outlet(&self, typed: &str) -> Clause {
        let typed = typed.trim();
        let host = url::host(typed).unwrap_or_else(|| typed.to_owned());
        let domain = host.contains('.') && !host.contains(char::is_whitespace);
        Clause::Outlet(if domain { self.outlets.show(&host) } else { typed.to_owned() })
    }

    /// A speaker: of the statement, or of one that the article holds.
    fn speaker(&self, typed: &str) -> Clause {
        let clause = Clause::Speaker(NameQuery::parse(typed));
        match self.target {
            Target::Statements => clause,
            Target::Articles => Clause::Holds(Box::new(clause)),
        }
    }

    /// `2024-10`, `a..b`, `>=2024`, `undated`.
    fn date(&self, text: &str) -> Option<Clause> {
        let read = |text: &str| period(text, self.as_of);
        let open = |text: &str| match text.trim() {
            "" | "*" => Some(None),
            text => read(text).map(Some),
        };
        let (from, to) = if let Some((from, to)) = text.split_once("..") {
            (open(from)?.map(Period::first), open(to.trim_start_matches('.'))?.map(Period::last))
        } else if let Some(text) = text.strip_prefix(">=") {
            (Some(read(text)?.first()), None)
        } else if let Some(text) = text.strip_prefix("<=") {
            (None, Some(read(text)?.last()))
        } else if let Some(text) = text.strip_prefix('>') {
            (Some(read(text)?.last().tomorrow().ok()?), None)
        } else if let Some(text) = text.strip_prefix('<') {
            (None, Some(read(text)?.first().yesterday().ok()?))
        } else if ["undated", "none", "unknown"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return Some(Clause::Undated);
        } else {
            let (first, last) = read(text)?.days(self.as_of);
            (Some(first), Some(last))
        };
        Some(Clause::Date { from, to })
    }

    /// `date:[a TO b]`, `date:{a TO b}`.
    fn range(
        &self,
        from: &Bound<String>,
        to: &Bound<String>,
        span: Span,
        notes: &mut Notes,
    ) -> Option<Clause> {
        let first = match from {
            Bound::Included(text) => period(text, self.as_of).map(|day| Some(day.first())),
            Bound::Excluded(text) => period(text, self.as_of).map(|day| day.last().tomorrow().ok()),
            Bound::Unbounded => Some(None),
        };
        let last = match to {
            Bound::Included(text) => period(text, self.as_of).map(|day| Some(day.last())),
            Bound::Excluded(text) => period(text, self.as_of).map(|day| day.first().yesterday().ok()),
            Bound::Unbounded => Some(None),
        };
        if let (Some(from), Some(to)) = (first, last) {
            if let (Some(from), Some(to)) = (from, to)
                && to < from
            {
                notes.push(Note::doubt("the last day is before the first: no article can match", span));
            }
            return Some(Clause::Date { from, to });
        }
        let ends: Vec<&str> = [from, to].into_iter().filter_map(bound_text).collect();
        notes.push(unreadable(Field::Date, &ends.join(" TO "), span));
        self.words(&ends.join(" "), span, notes)
    }
}

fn bound_text(bound: &Bound<String>) -> Option<&str> {
    match bound {
        Bound::Included(text) | Bound::Excluded(text) => Some(text),
        Bound::Unbounded => None,
    }
}

/// All of `clauses`; where each of them is a NOT, of everything.
fn all_of(mut clauses: Vec<Clause>) -> Clause {
    if clauses.len() > 1 && clauses.iter().all(|clause| matches!(clause, Clause::Not(_))) {
        clauses.insert(0, Clause::All);
    }
    Clause::all_of(clauses)
}

/// A NOT alone is everything but that.
fn positive(clause: Clause) -> Clause {
    match clause {
        Clause::Not(_) => Clause::And(vec![Clause::All, clause]),
        clause => clause,
    }
}

/// Where the words of a field of running text are looked for.
const fn text_field(field: Field) -> Option<TextField> {
    match field {
        Field::Title => Some(TextField::Title),
        Field::Says => Some(TextField::Content),
        _ => None,
    }
}

/// Whether several words in parentheses are one value: a name, a date.
const fn reads_running_words(field: Field) -> bool {
    !matches!(
        field,
        Field::Title | Field::Says | Field::Url | Field::Lang | Field::Type | Field::Kind | Field::Act
    )
}

/// The words of a node that holds nothing else.
fn running_words(node: &Node) -> Option<String> {
    let Tree::All(nodes) = &node.tree else { return None };
    let words = nodes.iter().map(|node| match &node.tree {
        Tree::Word(text) => Some(text.as_str()),
        _ => None,
    });
    words.collect::<Option<Vec<_>>>().map(|words| words.join(" "))
}

fn address(text: &str) -> Option<Clause> {
    let given = url::canonical(text).or_else(|| url::canonical(&format!("https://{text}")));
    given.filter(|address| address.contains('.')).map(Clause::Url)
}

fn language(text: &str) -> Option<Clause> {
    let lower = text.to_lowercase();
    let tag = match lower.as_str() {
        "english" => "en",
        "german" => "de",
        "french" => "fr",
        "spanish" => "es",
        "italian" => "it",
        "portuguese" => "pt",
        "dutch" => "nl",
        "arabic" => "ar",
        "hebrew" => "he",
        "russian" => "ru",
        tag => tag,
    };
    let primary = tag.split(['-', '_']).next()?;
    let known = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
    known.then(|| Clause::Language(primary.to_owned()))
}

fn unreadable(field: Field, text: &str, span: Span) -> Note {
    let how = match field {
        Field::Date => {
            "is no date: searched as words; write 2024-10-08, 2024-10, yesterday, 7d or 2024-01..2024-06"
        }
        Field::Url => "is no address: searched as words",
        Field::Lang => "is no language: searched as words; write lang:en",
        Field::Type => {
            "is no type: searched as words; write person, organization, anonymous, document, group or unknown"
        }
        Field::Kind => "is no kind: searched as words; write direct, mixed or indirect",
        Field::Act => "is no act: searched as words; write said, denied, promised, asked, warned…",
        _ => "is searched as words",
    };
    Note::doubt(format!("{} {how}", quoted(text)), span)
}
