//! Clauses lowered to tantivy queries. Words score, everything else only decides.

use std::ops::Bound;

use jiff::civil;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::IndexRecordOption;

use super::cased::{CasedQuery, Written};
use super::document::{ANY, Doc, UNDATED, language_terms};
use super::expansion::{AnythingQuery, LikeQuery, Remarks};
use super::fields::{tantivy_field, term};
use super::join::{JoinQuery, Step};
use super::places_query::{Part, PlacesQuery};
use super::text_query::TextQuery;
use crate::article::{Date, Kind};
use crate::names::NameQuery;
use crate::query::{Case, Clause, NameField, Notes, Places, Target, TextField, Trait};
use crate::schema::analysis::Analyzer;
use crate::schema::name_terms::{NameTerms, PARTIES, query_terms};
use crate::schema::{Field, Pattern};

/// How much more a word counts in a headline than in the text.
const TITLE_BOOST: f32 = 2.0;

/// Lowers clauses about documents of one kind.
#[derive(Default)]
pub(super) struct Lowering {
    analyzer: Analyzer,
    remarks: Remarks,
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

    /// What had to be left out while the queries were run.
    pub(super) fn notes(&self) -> Notes {
        self.remarks.notes()
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
            Clause::Like { field, pattern } => self.like(target, *field, pattern),
            Clause::Places { field, places, times } => self.places(target, *field, places, *times),
            Clause::Cased { field, text, case } => self.cased(target, *field, text, *case),
            Clause::WordCount { from, to } => of_article(target, word_count(*from, *to)),
            Clause::Boost(boost, part) => {
                Box::new(BoostQuery::new(self.clause(target, part), factor(boost.factor())))
            }
            Clause::NameLike(name, pattern) => {
                let words = LikeQuery::new(name_field(*name), pattern.clone(), false, self.remarks.clone());
                of_name(target, *name, unscored(Box::new(words)))
            }
            Clause::Has(what) => has(target, *what),
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
            Clause::Role(words) => self.all_words(Field::Role, words),
            Clause::Affiliation(words) => self.all_words(Field::Affiliation, words),
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
        let words = self.analyzer.lookups(text, exact);
        if words.is_empty() {
            return all(target);
        }
        if field == TextField::Lead {
            return self.places(target, field, &Places::Word { text: text.to_owned(), exact }, 1);
        }
        in_text(target, field, |field| Box::new(TextQuery::new(field, &words, 0)))
    }

    fn phrase(&mut self, target: Target, field: TextField, text: &str, slop: u32) -> Box<dyn Query> {
        let words = self.analyzer.lookups(text, false);
        if words.is_empty() {
            return all(target);
        }
        if field == TextField::Lead {
            return self.places(target, field, &Places::Phrase(text.to_owned()), 1);
        }
        in_text(target, field, |field| Box::new(TextQuery::new(field, &words, slop)))
    }

    fn like(&self, target: Target, field: TextField, pattern: &Pattern) -> Box<dyn Query> {
        if field == TextField::Lead {
            return self.places(target, field, &Places::Like(pattern.clone()), 1);
        }
        in_text(target, field, |field| {
            Box::new(LikeQuery::new(field, pattern.clone(), true, self.remarks.clone()))
        })
    }

    fn places(&self, target: Target, field: TextField, places: &Places, times: u32) -> Box<dyn Query> {
        let part = if field == TextField::Lead { Part::Lead } else { Part::All };
        in_text(target, field, |field| {
            Box::new(PlacesQuery::new(field, places.clone(), times, part, self.remarks.clone()))
        })
    }

    fn cased(&mut self, target: Target, field: TextField, text: &str, case: Case) -> Box<dyn Query> {
        let words = self.analyzer.folded_words(text);
        if words.is_empty() {
            return all(target);
        }
        let written = |written| -> Box<dyn Query> { Box::new(CasedQuery::new(written, words.clone(), case)) };
        match (target, field) {
            (Target::Articles, TextField::Any) => {
                any_of(vec![title(written(Written::Title)), written(Written::Body)])
            }
            (_, TextField::Title) => of_article(target, title(written(Written::Title))),
            (_, TextField::Body) => of_article(target, written(Written::Body)),
            (_, TextField::Lead) => of_article(target, written(Written::Lead)),
            (Target::Statements, TextField::Any) | (_, TextField::Content) => {
                of_statement(target, written(Written::Content))
            }
            (_, TextField::Quote) => of_statement(target, written(Written::Quote)),
            (_, TextField::Cue) => of_statement(target, written(Written::Cue)),
        }
    }

    /// Words in any order, all of them.
    fn all_words(&mut self, field: Field, words: &str) -> Box<dyn Query> {
        let words = self.analyzer.folded_words(words);
        if words.is_empty() {
            return Box::new(EmptyQuery);
        }
        all_of(words.iter().map(|word| exactly(field, word)).collect())
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
        | Clause::NameLike(NameField::Outlet | NameField::Author, _)
        | Clause::Article(_) => false,
        Clause::Boost(_, part) => tells_kind(part),
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

/// What is looked for in running text, in each of the fields that hold it.
fn in_text(target: Target, field: TextField, row: impl Fn(Field) -> Box<dyn Query>) -> Box<dyn Query> {
    match (target, field) {
        (Target::Articles, TextField::Any) => any_of(vec![title(row(Field::Title)), row(Field::Body)]),
        (_, TextField::Title) => of_article(target, title(row(Field::Title))),
        (_, TextField::Body | TextField::Lead) => of_article(target, row(Field::Body)),
        (Target::Statements, TextField::Any) | (_, TextField::Content) => {
            of_statement(target, row(Field::Content))
        }
        (_, TextField::Cue) => of_statement(target, row(Field::Cue)),
        // Of a direct statement all is quoted; of a mixed one that part is indexed once more.
        (_, TextField::Quote) => {
            let direct = all_of(vec![exactly(Field::Kind, Kind::Direct.name()), row(Field::Content)]);
            of_statement(target, any_of(vec![direct, row(Field::Quote)]))
        }
    }
}

const fn name_field(name: NameField) -> Field {
    match name {
        NameField::Outlet => Field::Outlet,
        NameField::Author => Field::Author,
        NameField::Section => Field::Section,
        NameField::Role => Field::Role,
        NameField::Affiliation => Field::Affiliation,
    }
}

/// What holds of a name, said of `target`.
fn of_name(target: Target, name: NameField, query: Box<dyn Query>) -> Box<dyn Query> {
    match name {
        NameField::Outlet | NameField::Author => query,
        NameField::Section => of_article(target, query),
        NameField::Role | NameField::Affiliation => of_statement(target, query),
    }
}

/// All of `target` that have something.
fn has(target: Target, what: Trait) -> Box<dyn Query> {
    let any = |field| unscored(Box::new(AnythingQuery(field)));
    match what {
        Trait::Text(field) => unscored(in_text(target, field, any)),
        Trait::Name(name @ (NameField::Outlet | NameField::Author)) => {
            all_of(vec![all(target), any(name_field(name))])
        }
        Trait::Name(name) => of_name(target, name, any(name_field(name))),
        Trait::Date => all_of(vec![all(target), dates(None, None)]),
        Trait::Url => of_article(target, any(Field::Url)),
        Trait::Language => of_article(target, any(Field::Language)),
        Trait::Speaker => of_statement(target, any(Field::Speaker)),
        Trait::To => of_statement(target, any(Field::To)),
        Trait::Via => of_statement(target, any(Field::Via)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a boost is at most a thousand")]
pub(super) const fn factor(boost: f64) -> f32 {
    boost as f32
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

/// Articles with so many words.
fn word_count(from: u64, to: u64) -> Box<dyn Query> {
    let bound = |words| Bound::Included(Term::from_field_u64(tantivy_field(Field::WordCount), words));
    if from > to {
        return Box::new(EmptyQuery);
    }
    unscored(Box::new(RangeQuery::new(bound(from), bound(to))))
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
