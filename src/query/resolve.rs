//! From the tree of a query as typed to the query that engines answer: fields, names, dates and outlets'
//! domains get their meaning. A query's text never fails here; what cannot be read is searched as words,
//! with a note.

use std::ops::Bound;

use jiff::civil;

use super::ast::{Case, Node, Tree};
use super::clause::{Clause, TextField};
use super::cost::{bare, bound_costs};
use super::date::{Period, period};
use super::field::Field;
use super::filter::{Filters, act, kind, no_comment, speaker_type};
use super::meaning::{any_of, anything, name_field, reads_running_words, running_text, text_fields};
use super::near::Places;
use super::note::{Note, Notes, quoted};
use super::placing::{field_of, has_wildcard, is_row, pattern, places, wild};
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
        let parsed = parse(self.text);
        let mut notes = parsed.notes;
        let matching = parsed.tree.map(|mut tree| {
            bound_costs(&mut tree, &mut notes);
            resolver.query(&tree, &mut notes)
        });
        let mut filters = Vec::new();
        if !self.speaker.trim().is_empty() {
            let speaker = Clause::Speaker(NameQuery::parse(self.speaker));
            filters.push(match self.target {
                Target::Statements => speaker,
                Target::Articles => Clause::Holds(Box::new(speaker)),
            });
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
        if self.target == Target::Articles && field.is_none() && is_of_statements(node) {
            return self.held(std::slice::from_ref(node), notes);
        }
        if let Some(field) = field.filter(|field| reads_running_words(*field))
            && let Some(text) = running_words(node)
        {
            return self.value(field, &text, node.span, notes);
        }
        match (&node.tree, field) {
            (Tree::All(nodes), _) => Some(all_of(self.nodes(nodes, field, notes))),
            (Tree::Any(nodes), _) => {
                let any: Vec<Clause> =
                    nodes.iter().filter_map(|node| self.node(node, field, notes)).map(positive).collect();
                any_of(any)
            }
            (Tree::Not(inner), _) => {
                self.node(inner, field, notes).map(|clause| Clause::Not(Box::new(clause)))
            }
            (Tree::In(field, inner), _) => self.node(inner, Some(*field), notes),
            (Tree::Boost(boost, inner), _) => self.node(inner, field, notes).map(|clause| match clause {
                Clause::Not(_) => clause,
                clause => Clause::Boost(*boost, Box::new(clause)),
            }),
            (Tree::Near(near, first, second), _) => self.placed(node, 1, field, notes).or_else(|| {
                let second = match near.apart {
                    true => self.node(second, field, notes).map(|clause| Clause::Not(Box::new(clause))),
                    false => self.node(second, field, notes),
                };
                let both: Vec<Clause> = self.node(first, field, notes).into_iter().chain(second).collect();
                (!both.is_empty()).then(|| all_of(both))
            }),
            (Tree::AtLeast(times, inner), _) => {
                self.placed(inner, *times, field, notes).or_else(|| self.node(inner, field, notes))
            }
            (Tree::Cased(case, inner), _) => self.cased(*case, inner, field, notes),
            (Tree::Range(from, to), Some(Field::Words)) => self.word_count(from, to, node.span, notes),
            (Tree::Range(from, to), Some(Field::Date)) => self.range(from, to, node.span, notes),
            (Tree::Range(from, to), _) => {
                notes.push(Note::doubt("only date: and words: have ranges: searched as words", node.span));
                let ends = [from, to].into_iter().filter_map(bound_text);
                self.words(&ends.collect::<Vec<_>>().join(" "), node.span, notes)
            }
            (Tree::Anything, None) => Some(Clause::All),
            (Tree::Anything, Some(field)) => Some(anything(field)),
            (_, None) => self.text(node, TextField::Any, notes),
            (_, Some(field)) => match text_fields(field) {
                [] => self.named(field, node, notes),
                places => any_of(places.iter().filter_map(|place| self.text(node, *place, notes)).collect()),
            },
        }
    }

    /// The meanings of `nodes` that all have to hold; of articles those about statements together: they
    /// have to hold of one statement.
    fn nodes(&self, nodes: &[Node], field: Option<Field>, notes: &mut Notes) -> Vec<Clause> {
        let about = |node: &Node| is_of_statements(inner_of_not(node));
        let positive = |node: &Node| about(node) && !matches!(node.tree, Tree::Not(_));
        if self.target == Target::Articles && field.is_none() && nodes.iter().any(positive) {
            let (held, rest): (Vec<Node>, Vec<Node>) = nodes.iter().cloned().partition(about);
            let rest = rest.iter().filter_map(|node| self.node(node, field, notes)).collect::<Vec<_>>();
            return rest.into_iter().chain(self.held(&held, notes)).collect();
        }
        nodes.iter().filter_map(|node| self.node(node, field, notes)).collect()
    }

    /// An article that holds a statement like all of `nodes`.
    fn held(&self, nodes: &[Node], notes: &mut Notes) -> Option<Clause> {
        let within = Resolver { target: Target::Statements, ..*self };
        let clauses = within.nodes(nodes, None, notes);
        (!clauses.is_empty()).then(|| Clause::Holds(Box::new(all_of(clauses))))
    }

    /// What has places in a text, so often; `None`, and a doubt, where it has none.
    fn placed(&self, node: &Node, times: u32, field: Option<Field>, notes: &mut Notes) -> Option<Clause> {
        let found = field_of(node, field).and_then(|field| {
            let fields = running_text(field, node.span)?;
            let places = places(node)?;
            let clause = |field: &TextField| Clause::Places { field: *field, places: places.clone(), times };
            Ok(any_of(fields.iter().map(clause).collect()))
        });
        found.map_err(|note| notes.push(note)).ok().flatten()
    }

    /// Words written with such letters; a doubt, and the words in any, where they are no words.
    fn cased(&self, case: Case, inner: &Node, field: Option<Field>, notes: &mut Notes) -> Option<Clause> {
        let (within, words) = match &inner.tree {
            Tree::In(field, inner) => (Some(*field), &**inner),
            _ => (field, inner),
        };
        let text = match &words.tree {
            Tree::Word(text) | Tree::Phrase(text, _) => Some(text.trim().to_owned()),
            _ => running_words(words),
        };
        let Some(text) = text.filter(|text| text.contains(char::is_alphanumeric)) else {
            let note = format!("{}() takes words in a row: read without it", case.name());
            notes.push(Note::doubt(note, inner.span));
            return self.node(inner, field, notes);
        };
        match running_text(within, inner.span) {
            Ok(fields) => {
                let clause = |field: &TextField| Clause::Cased { field: *field, text: text.clone(), case };
                any_of(fields.iter().map(clause).collect())
            }
            Err(note) => {
                notes.push(note);
                self.node(inner, field, notes)
            }
        }
    }

    /// `words:>=500`, `words:[100 TO 500]`.
    fn word_count(
        &self,
        from: &Bound<String>,
        to: &Bound<String>,
        span: Span,
        notes: &mut Notes,
    ) -> Option<Clause> {
        let number = |text: &str| text.replace(',', "").parse::<u64>().ok();
        let least = match from {
            Bound::Included(text) => number(text),
            Bound::Excluded(text) => number(text).and_then(|least| least.checked_add(1)),
            Bound::Unbounded => Some(0),
        };
        let most = match to {
            Bound::Included(text) => number(text),
            Bound::Excluded(text) => number(text).map(|most| most.saturating_sub(1)),
            Bound::Unbounded => Some(u64::MAX),
        };
        if let (Some(from), Some(to)) = (least, most) {
            return Some(Clause::WordCount { from, to });
        }
        let ends: Vec<&str> = [from, to].into_iter().filter_map(bound_text).collect();
        notes.push(unreadable(Field::Words, &ends.join(" TO "), span));
        self.words(&ends.join(" "), span, notes)
    }

    /// A word, phrase or pattern of running text.
    fn text(&self, node: &Node, field: TextField, notes: &mut Notes) -> Option<Clause> {
        let span = node.span;
        let clause = |places: Places| match places {
            Places::Like(pattern) => Clause::Like { field, pattern },
            places => Clause::Places { field, places, times: 1 },
        };
        match &node.tree {
            Tree::Wild(text) => match wild(text, node) {
                Ok(places) => Some(clause(places)),
                Err(note) => {
                    notes.push(note);
                    None
                }
            },
            Tree::Fuzzy(text, _) | Tree::Regex(text) => match pattern(node) {
                Ok(found) => Some(Clause::Like { field, pattern: found }),
                Err(note) => {
                    notes.push(note);
                    self.words(text, span, notes)
                }
            },
            Tree::Word(text) | Tree::Phrase(text, _) if !text.contains(char::is_alphanumeric) => {
                let note = format!("{} holds no letter or digit: left out", quoted(text));
                notes.push(Note::doubt(note, span));
                None
            }
            Tree::Phrase(text, 0) if has_wildcard(text) => {
                wild(text, node).map(clause).map_err(|note| notes.push(note)).ok()
            }
            Tree::Phrase(text, slop) if is_row(text) => {
                let moved = *slop > 0 && field == TextField::Lead;
                if moved {
                    notes.push(Note::doubt("in the lead words cannot be moved: read in a row", span));
                }
                let slop = if moved { &0 } else { slop };
                Some(Clause::Phrase { field, text: text.trim().to_owned(), slop: *slop })
            }
            Tree::Phrase(text, _) => Some(Clause::Word { field, text: text.trim().to_owned(), exact: true }),
            Tree::Word(text) => Some(Clause::Word { field, text: text.trim().to_owned(), exact: false }),
            _ => None,
        }
    }

    /// The value of a field that is not running text.
    fn named(&self, field: Field, node: &Node, notes: &mut Notes) -> Option<Clause> {
        match &node.tree {
            Tree::Word(text) | Tree::Phrase(text, _) => self.value(field, text, node.span, notes),
            Tree::Wild(text) | Tree::Fuzzy(text, _) | Tree::Regex(text) => {
                match (name_field(field), pattern(node)) {
                    (Some(name), Ok(pattern)) => Some(Clause::NameLike(name, pattern)),
                    (_, Err(note)) => {
                        notes.push(note);
                        self.value(field, text, node.span, notes)
                    }
                    (None, _) => {
                        let note =
                            format!("{}: takes no wildcards: read as {}", field.name(), quoted(&bare(text)));
                        notes.push(Note::doubt(note, node.span));
                        self.value(field, &bare(text), node.span, notes)
                    }
                }
            }
            _ => None,
        }
    }

    /// The words of `text`, all of them.
    fn words(&self, text: &str, span: Span, notes: &mut Notes) -> Option<Clause> {
        let words = text.split_whitespace().map(|word| Node { tree: Tree::Word(word.to_owned()), span });
        let clauses: Vec<Clause> = words.filter_map(|word| self.text(&word, TextField::Any, notes)).collect();
        (!clauses.is_empty()).then(|| Clause::all_of(clauses))
    }

    /// The value `text` of a field that is not running text.
    fn value(&self, field: Field, text: &str, span: Span, notes: &mut Notes) -> Option<Clause> {
        if !text.contains(char::is_alphanumeric) {
            let node = Node { tree: Tree::Word(text.to_owned()), span };
            return self.text(&node, TextField::Any, notes);
        }
        let text = text.trim();
        let clause = match field {
            Field::Outlet => Some(self.outlet(text)),
            Field::Author => Some(Clause::Author(text.to_owned())),
            Field::Section => Some(Clause::Section(text.to_owned())),
            Field::Role => Some(Clause::Role(text.to_owned())),
            Field::Speaker => Some(Clause::Speaker(NameQuery::parse(text))),
            Field::To => Some(Clause::To(NameQuery::parse(text))),
            Field::Via => Some(Clause::Via(NameQuery::parse(text))),
            Field::Date => self.date(text),
            Field::Url => address(text),
            Field::Lang => language(text),
            Field::Type => speaker_type(text).map(Clause::Type),
            Field::Kind => kind(text).map(Clause::Kind),
            Field::Act => act(text).map(Clause::Act),
            Field::NoComment => no_comment(text).map(Clause::NoComment),
            Field::Affiliation => Some(Clause::Affiliation(text.to_owned())),
            Field::Words => {
                text.replace(',', "").parse().ok().map(|words| Clause::WordCount { from: words, to: words })
            }
            Field::Title
            | Field::Body
            | Field::Lead
            | Field::Hlead
            | Field::Says
            | Field::Quote
            | Field::Cue => None,
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

/// Whether a part is about one statement: every field in it is, and it asks for something.
fn is_of_statements(node: &Node) -> bool {
    match &node.tree {
        Tree::In(field, _) => field.is_of_statements(),
        Tree::Boost(_, inner) | Tree::AtLeast(_, inner) | Tree::Cased(_, inner) => is_of_statements(inner),
        Tree::Near(_, first, second) => is_of_statements(first) && is_of_statements(second),
        Tree::Any(nodes) => nodes.iter().all(is_of_statements),
        Tree::All(nodes) => {
            nodes.iter().all(|node| is_of_statements(inner_of_not(node)))
                && nodes.iter().any(|node| !matches!(node.tree, Tree::Not(_)))
        }
        _ => false,
    }
}

/// What a NOT negates; anything else itself.
fn inner_of_not(node: &Node) -> &Node {
    match &node.tree {
        Tree::Not(inner) => inner,
        _ => node,
    }
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
        Field::Words => "is no number of words: searched as words; write words:>=500 or words:[100 TO 500]",
        Field::Url => "is no address: searched as words",
        Field::Lang => "is no language: searched as words; write lang:en",
        Field::Type => {
            "is no type: searched as words; write person, organization, anonymous, document, group or unknown"
        }
        Field::Kind => "is no kind: searched as words; write direct, mixed or indirect",
        Field::Act => "is no act: searched as words; write said, denied, promised, asked, warned…",
        Field::NoComment => {
            "is no way of giving none: searched as words; write any, declined, refused, no-response or unreachable"
        }
        _ => "is searched as words",
    };
    Note::doubt(format!("{} {how}", quoted(text)), span)
}
