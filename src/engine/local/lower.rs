//! Clauses lowered to tantivy queries. Words score, everything else only decides.

use std::ops::Bound;

use jiff::civil;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::IndexRecordOption;

use super::document::{ANY, Doc, UNDATED, language_terms};
use super::fields::{tantivy_field, term};
use super::join::{JoinQuery, Step};
use super::text_query::TextQuery;
use crate::article::Date;
use crate::names::NameQuery;
use crate::query::{Clause, Target, TextField};
use crate::schema::Field;
use crate::schema::analysis::{Analyzer, Lookup};
use crate::schema::name_terms::{NameTerms, PARTIES, query_terms};

/// How much more a word counts in a headline than in the text.
const TITLE_BOOST: f32 = 2.0;

/// Lowers clauses about documents of one kind.
#[derive(Default)]
pub(super) struct Lowering {
    analyzer: Analyzer,
}

impl Lowering {
    /// The query for all of `matching`, which scores, and `filters`, which do not, over documents of
    /// `target`'s kind.
    pub(super) fn query(&mut self, target: Target, matching: &Clause, filters: &[Clause]) -> Box<dyn Query> {
        let mut parts = vec![self.clause(target, matching)];
        let filters = || filters.iter().filter(|filter| **filter != Clause::All);
        parts.extend(filters().map(|filter| unscored(self.clause(target, filter))));
        let told = std::iter::once(matching).chain(filters()).any(tells_kind);
        if !told {
            parts.push(all(target));
        }
        all_of(parts)
    }

    /// The query for one clause. It may match documents of the other kind where the clause does not
    /// tell them apart.
    pub(super) fn clause(&mut self, target: Target, clause: &Clause) -> Box<dyn Query> {
        match clause {
            Clause::All => all(target),
            Clause::Nothing => Box::new(EmptyQuery),
            Clause::And(parts) if parts.is_empty() => all(target),
            Clause::And(parts) => all_of(parts.iter().map(|part| self.clause(target, part)).collect()),
            Clause::Or(parts) => any_of(parts.iter().map(|part| self.clause(target, part)).collect()),
            Clause::Not(part) => {
                let not: Box<dyn Query> = Box::new(JoinQuery::new(self.clause(target, part), Step::Stay));
                Box::new(BooleanQuery::new(vec![(Occur::Must, all(target)), (Occur::MustNot, not)]))
            }
            Clause::Word { field, text, exact } => self.word(target, *field, text, *exact),
            Clause::Phrase { field, text, slop } => self.phrase(target, *field, text, *slop),
            Clause::Outlet(words) => self.name_words(Field::Outlet, words),
            Clause::Author(words) => self.name_words(Field::Author, words),
            Clause::Date { from, to } => dates(*from, *to),
            Clause::Undated => exactly(Field::Doc, UNDATED),
            Clause::Article(id) => exactly(Field::Record, &id.to_string()),
            Clause::Section(words) => {
                let section = self.name_words(Field::Section, words);
                of_article(target, section)
            }
            Clause::Language(tag) => {
                let tag = language_terms(tag).into_iter().next().unwrap_or_default();
                of_article(target, exactly(Field::Language, &tag))
            }
            Clause::Url(address) => of_article(target, exactly(Field::Url, address)),
            Clause::Holds(inner) => {
                let statements = self.clause(Target::Statements, inner);
                of_article(target, Box::new(JoinQuery::new(statements, Step::ToArticles)))
            }
            statement => {
                let query = self.statement(statement);
                of_statement(target, query)
            }
        }
    }

    /// A clause about a statement alone.
    fn statement(&mut self, clause: &Clause) -> Box<dyn Query> {
        match clause {
            Clause::Speaker(name) => named(Field::Speaker, &query_terms(name, None)),
            Clause::To(name) => party(Field::To, name),
            Clause::Via(name) => party(Field::Via, name),
            Clause::Role(words) => {
                let words = self.analyzer.folded_words(words);
                if words.is_empty() {
                    return Box::new(EmptyQuery);
                }
                all_of(words.iter().map(|word| exactly(Field::Role, word)).collect())
            }
            Clause::Type(kind) => exactly(Field::Type, kind.name()),
            Clause::Kind(kind) => exactly(Field::Kind, kind.name()),
            Clause::Act(act) => exactly(Field::Act, act.name()),
            Clause::NoComment(way) => exactly(Field::NoComment, way.map_or(ANY, |way| way.name())),
            Clause::MinConfidence(hundredths) => {
                let least = Term::from_field_u64(tantivy_field(Field::Confidence), u64::from(*hundredths));
                unscored(Box::new(RangeQuery::new(Bound::Included(least), Bound::Unbounded)))
            }
            _ => Box::new(EmptyQuery),
        }
    }

    fn word(&mut self, target: Target, field: TextField, text: &str, exact: bool) -> Box<dyn Query> {
        in_text(target, field, &self.analyzer.lookups(text, exact), 0)
    }

    fn phrase(&mut self, target: Target, field: TextField, text: &str, slop: u32) -> Box<dyn Query> {
        in_text(target, field, &self.analyzer.lookups(text, false), slop)
    }

    fn name_words(&mut self, field: Field, words: &str) -> Box<dyn Query> {
        let words = self.analyzer.folded_words(words);
        if words.is_empty() { Box::new(EmptyQuery) } else { unscored(in_a_row(field, &words)) }
    }
}

/// Whether only documents of the kind that `clause` was lowered for can match it.
fn tells_kind(clause: &Clause) -> bool {
    match clause {
        Clause::And(parts) => parts.iter().any(tells_kind) || parts.is_empty(),
        Clause::Or(parts) => parts.iter().all(tells_kind),
        Clause::Outlet(_)
        | Clause::Author(_)
        | Clause::Date { .. }
        | Clause::Undated
        | Clause::Article(_) => false,
        _ => true,
    }
}

/// All documents of a kind.
fn all(target: Target) -> Box<dyn Query> {
    let doc = match target {
        Target::Articles => Doc::Article,
        Target::Statements => Doc::Statement,
    };
    exactly(Field::Doc, doc.term())
}

/// What holds of an article, said of `target`.
fn of_article(target: Target, query: Box<dyn Query>) -> Box<dyn Query> {
    match target {
        Target::Articles => query,
        Target::Statements => Box::new(JoinQuery::new(query, Step::ToStatements)),
    }
}

/// What holds of a statement, said of `target`: of an article, that it holds such a statement.
fn of_statement(target: Target, query: Box<dyn Query>) -> Box<dyn Query> {
    match target {
        Target::Articles => Box::new(JoinQuery::new(query, Step::ToArticles)),
        Target::Statements => query,
    }
}

/// Words in a row in running text. What has no word asks for nothing.
fn in_text(target: Target, field: TextField, words: &[Lookup], slop: u32) -> Box<dyn Query> {
    if words.is_empty() {
        return all(target);
    }
    let row = |field| -> Box<dyn Query> { Box::new(TextQuery::new(field, words, slop)) };
    match (target, field) {
        (Target::Articles, TextField::Any) => any_of(vec![title(row(Field::Title)), row(Field::Body)]),
        (_, TextField::Title) => of_article(target, title(row(Field::Title))),
        (_, TextField::Body) => of_article(target, row(Field::Body)),
        (Target::Statements, TextField::Any) | (_, TextField::Content) => {
            of_statement(target, row(Field::Content))
        }
    }
}

fn title(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, TITLE_BOOST))
}

/// Words of a name in a row.
fn in_a_row(field: Field, words: &[String]) -> Box<dyn Query> {
    match words {
        [only] => Box::new(TermQuery::new(term(field, only), IndexRecordOption::Basic)),
        words => Box::new(PhraseQuery::new(words.iter().map(|text| term(field, text)).collect())),
    }
}

fn party(field: Field, name: &NameQuery) -> Box<dyn Query> {
    any_of((0..PARTIES).map(|number| named(field, &query_terms(name, Some(number)))).collect())
}

fn named(field: Field, terms: &NameTerms) -> Box<dyn Query> {
    let each = |texts: &[String]| texts.iter().map(|text| exactly(field, text)).collect::<Vec<_>>();
    let mut ways: Vec<Box<dyn Query>> = Vec::new();
    if !terms.keys.is_empty() {
        let mut parts = vec![any_of(each(&terms.keys))];
        parts.extend(each(&terms.roles));
        ways.push(all_of(parts));
    }
    if !terms.words.is_empty() {
        ways.push(all_of(each(&terms.words)));
    }
    any_of(ways)
}

/// Everything dated from the first second of `from` to the last of `to`.
fn dates(from: Option<civil::Date>, to: Option<civil::Date>) -> Box<dyn Query> {
    let bound = |seconds| Bound::Included(Term::from_field_i64(tantivy_field(Field::Date), seconds));
    let first = from.map_or(i64::MIN, |day| Date::day_only(day).local_seconds());
    let last = to.map_or(i64::MAX, |day| Date::day_only(day).local_seconds().saturating_add(86_399));
    if first > last {
        return Box::new(EmptyQuery);
    }
    unscored(Box::new(RangeQuery::new(bound(first), bound(last))))
}

fn exactly(field: Field, text: &str) -> Box<dyn Query> {
    unscored(Box::new(TermQuery::new(term(field, text), IndexRecordOption::Basic)))
}

fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn all_of(mut parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match (parts.len(), parts.pop()) {
        (_, None) => Box::new(AllQuery),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            Box::new(BooleanQuery::new(parts.into_iter().map(|part| (Occur::Must, part)).collect()))
        }
    }
}

fn any_of(mut parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match (parts.len(), parts.pop()) {
        (_, None) => Box::new(EmptyQuery),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            Box::new(BooleanQuery::new(parts.into_iter().map(|part| (Occur::Should, part)).collect()))
        }
    }
}
