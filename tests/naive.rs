//! The specification of an engine: everything in memory, every question answered by looking at
//! everything. Its scores are only a count of matching words; sets, totals and orders by date are binding.

use std::collections::BTreeMap;
use std::sync::Arc;

use onrecord::article::{Article, ArticleId, Attribution, SpeakerType, StatementId, url};
use onrecord::engine::{Reader, Result, Writer};
use onrecord::names::NameQuery;
use onrecord::query::{
    Answer, ArticleHead, Clause, Cursor, DayCount, Found, Group, Grouping, Groups, Hit, Query, Sort, Stats,
    StoredArticle, Target, TextField,
};
use onrecord::schema::analysis::Analyzer;
use onrecord::schema::name_terms::party_speaker;
use onrecord::schema::{FileStamp, Record, Stamps, Takedown};
use onrecord::text::{Span, fold};

/// What an index holds.
#[derive(Clone, Default)]
struct Held {
    records: BTreeMap<ArticleId, Record>,
    stamps: Stamps,
    takedowns: Vec<Takedown>,
}

/// An index in memory.
#[derive(Default)]
pub struct Naive {
    committed: Held,
}

impl Naive {
    pub fn write(&mut self) -> NaiveWriter<'_> {
        NaiveWriter { pending: self.committed.clone(), index: self }
    }

    pub fn read(&self) -> NaiveReader {
        NaiveReader { held: self.committed.clone() }
    }
}

pub struct NaiveWriter<'a> {
    index: &'a mut Naive,
    pending: Held,
}

impl Writer for NaiveWriter<'_> {
    fn put(&mut self, record: &Record) -> Result<()> {
        self.pending.records.insert(record.article.id(), record.clone());
        Ok(())
    }

    fn remove(&mut self, id: ArticleId) -> Result<()> {
        self.pending.records.remove(&id);
        Ok(())
    }

    fn put_stamp(&mut self, stamp: &FileStamp) -> Result<()> {
        self.pending.stamps.insert(stamp.path.clone(), stamp.clone());
        Ok(())
    }

    fn remove_stamp(&mut self, path: &str) -> Result<()> {
        self.pending.stamps.remove(path);
        Ok(())
    }

    fn put_takedown(&mut self, takedown: &Takedown) -> Result<()> {
        if !self.pending.takedowns.contains(takedown) {
            self.pending.takedowns.push(takedown.clone());
            self.pending.takedowns.sort();
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.index.committed = self.pending.clone();
        Ok(())
    }
}

pub struct NaiveReader {
    held: Held,
}

/// One article or statement.
#[derive(Clone, Copy)]
struct Item<'a> {
    id: ArticleId,
    record: &'a Record,
    said: Option<&'a Attribution>,
}

/// A word of a text: its stem, and the term of its exact form.
fn words(text: &str) -> Vec<(String, String)> {
    let mut words = Vec::new();
    Analyzer::default().each_word(text, |_, word| words.push((word.stem.to_owned(), word.folded.to_owned())));
    words
}

/// How often `terms` stand in a row in `text`.
fn rows(text: &str, terms: &[(String, String)], exact: bool) -> usize {
    let same = |a: &(String, String), b: &(String, String)| if exact { a.1 == b.1 } else { a.0 == b.0 };
    let words = words(text);
    words.windows(terms.len()).filter(|run| run.iter().zip(terms).all(|(a, b)| same(a, b))).count()
}

fn folded(text: &str) -> Vec<String> {
    Analyzer::default().folded_words(text)
}

fn in_a_row(text: &str, typed: &str) -> bool {
    let (text, typed) = (folded(text), folded(typed));
    !typed.is_empty() && text.windows(typed.len()).any(|run| run == typed)
}

impl Item<'_> {
    fn article(&self) -> &Article {
        &self.record.article
    }

    /// How well the item matches: `None` not at all, else a count of words.
    fn matches(&self, clause: &Clause) -> Option<usize> {
        let article = self.article();
        let holds = |yes: bool| yes.then_some(0);
        match clause {
            Clause::All => Some(0),
            Clause::Nothing => None,
            Clause::And(parts) => parts.iter().map(|part| self.matches(part)).sum(),
            Clause::Or(parts) => {
                let found: Vec<usize> = parts.iter().filter_map(|part| self.matches(part)).collect();
                (!found.is_empty()).then(|| found.iter().sum())
            }
            Clause::Not(part) => holds(self.matches(part).is_none()),
            Clause::Word { field, text, exact } => self.text(*field, text, *exact),
            Clause::Phrase { field, text, .. } => self.text(*field, text, false),
            Clause::Outlet(typed) => holds(article.outlet.as_ref().is_some_and(|name| in_a_row(name, typed))),
            Clause::Author(typed) => holds(article.authors.iter().any(|name| in_a_row(name, typed))),
            Clause::Date { from, to } => holds(article.date.is_some_and(|date| {
                from.is_none_or(|from| from <= date.day()) && to.is_none_or(|to| date.day() <= to)
            })),
            Clause::Undated => holds(article.date.is_none()),
            Clause::Section(typed) => {
                holds(article.section.as_ref().is_some_and(|name| in_a_row(name, typed)))
            }
            Clause::Language(tag) => holds(article.language.as_ref().is_some_and(|own| {
                let (own, tag) = (own.to_lowercase(), tag.to_lowercase());
                own == tag || own.split('-').next() == Some(&tag)
            })),
            Clause::Url(address) => {
                holds(article.url.as_deref().and_then(url::canonical).as_ref() == Some(address))
            }
            Clause::Article(id) => holds(self.id == *id),
            Clause::Holds(inner) => {
                holds(self.statements().any(|statement| statement.matches(inner).is_some()))
            }
            about_statements => match self.said {
                Some(said) => holds(is_like(said, about_statements)),
                None => holds(self.record.attributions.iter().any(|said| is_like(said, about_statements))),
            },
        }
    }

    fn statements(&self) -> impl Iterator<Item = Self> {
        let of = *self;
        self.record.attributions.iter().map(move |said| Item { said: Some(said), ..of })
    }

    fn text(&self, field: TextField, typed: &str, exact: bool) -> Option<usize> {
        let terms = words(typed);
        if terms.is_empty() {
            return Some(0);
        }
        let title = || rows(self.article().title.as_deref().unwrap_or(""), &terms, exact);
        let body = || rows(&self.article().text, &terms, exact);
        let content = |said: &Attribution| -> usize {
            said.content.iter().map(|span| rows(span.of(&self.article().text), &terms, exact)).sum()
        };
        let found = match (self.said, field) {
            (_, TextField::Title) => title(),
            (_, TextField::Body) => body(),
            (None, TextField::Any) => title() + body(),
            (None, TextField::Content) => self.record.attributions.iter().map(content).sum(),
            (Some(said), _) => content(said),
        };
        (found > 0).then_some(found)
    }

    fn id(&self) -> String {
        match self.said {
            None => self.id.to_string(),
            Some(said) => said.id(self.id, &self.article().text).to_string(),
        }
    }

    /// Where it stands among those of the same score.
    fn place(&self, sort: Sort) -> (bool, i64, ArticleId, Span) {
        let (undated, seconds) = date_key(self.article().date.map(|date| date.local_seconds()), sort);
        (undated, seconds, self.id, self.said.map(Attribution::passage).unwrap_or_default())
    }

    fn hit(&self, score: f32) -> Hit {
        let head = ArticleHead {
            id: Some(self.id),
            article: self.record.article.clone(),
            origins: self.record.origins.clone(),
            quoted: self.record.quoted(),
        };
        let found = match self.said {
            Some(said) => Found::Statement(Box::new(said.clone())),
            None => Found::Article { snippet: Span::new(0, self.article().text.len()) },
        };
        Hit {
            score,
            article: Arc::new(head),
            found,
            marks: Vec::new(),
            title_marks: Vec::new(),
            explanation: None,
        }
    }
}

/// Undated last, then the date in its order.
fn date_key(seconds: Option<i64>, sort: Sort) -> (bool, i64) {
    let seconds_in_order = seconds.map_or(0, |s| if sort == Sort::Oldest { s } else { -s });
    (seconds.is_none(), seconds_in_order)
}

/// Whether a statement is like a clause about statements alone.
fn is_like(said: &Attribution, clause: &Clause) -> bool {
    let party = |parties: &[onrecord::article::Party], name: &NameQuery| {
        parties.iter().any(|party| name.matches(&party_speaker(party)))
    };
    match clause {
        Clause::Speaker(name) => name.matches(&said.speaker),
        Clause::To(name) => party(&said.to, name),
        Clause::Via(name) => party(&said.via, name),
        Clause::Role(typed) => {
            let parts = [&said.speaker.role, &said.speaker.affiliation];
            let own: Vec<String> = parts.into_iter().flatten().flat_map(|part| folded(part)).collect();
            let typed = folded(typed);
            !typed.is_empty() && typed.iter().all(|word| own.contains(word))
        }
        Clause::Type(kind) => said.speaker.kind == *kind,
        Clause::Kind(kind) => said.kind == *kind,
        Clause::Act(act) => said.act == *act,
        Clause::NoComment(way) => said.no_comment.is_some_and(|own| way.is_none_or(|way| way == own)),
        Clause::MinConfidence(least) => said.confidence.hundredths() >= *least,
        other => unreachable!("{other:?} is not about statements alone"),
    }
}

impl NaiveReader {
    fn items(&self, target: Target) -> Vec<Item<'_>> {
        let articles = self.held.records.iter().map(|(id, record)| Item { id: *id, record, said: None });
        match target {
            Target::Articles => articles.collect(),
            Target::Statements => articles
                .flat_map(|article| {
                    article.record.attributions.iter().map(move |said| Item { said: Some(said), ..article })
                })
                .collect(),
        }
    }

    /// All matches in the order of the query, each with its score.
    fn matching(&self, query: &Query) -> Vec<(Item<'_>, f32)> {
        let mut found = Vec::new();
        for item in self.items(query.target) {
            let Some(words) = item.matches(&query.matching) else { continue };
            if query.filters.iter().all(|filter| item.matches(filter).is_some()) {
                let score = match query.sort {
                    Sort::Newest | Sort::Oldest => 0.0,
                    Sort::Relevance => words as f32,
                    Sort::Recent => (words as f64 * query.recency.factor(item.article().date)) as f32,
                };
                found.push((item, score));
            }
        }
        found.sort_by(|(a, x), (b, y)| {
            y.total_cmp(x).then_with(|| a.place(query.sort).cmp(&b.place(query.sort)))
        });
        found
    }
}

fn is_behind(cursor: &Cursor, sort: Sort, item: &Item<'_>, score: f32) -> bool {
    let (undated, seconds) = date_key(cursor.seconds, sort);
    let (id, passage) = match cursor.id.parse::<StatementId>() {
        Ok(id) => (id.article, id.span),
        Err(_) => (cursor.id.parse().expect("an id"), Span::default()),
    };
    cursor
        .score
        .total_cmp(&score)
        .then_with(|| item.place(sort).cmp(&(undated, seconds, id, passage)))
        .is_gt()
}

impl Reader for NaiveReader {
    fn answer(&self, query: &Query) -> Result<Answer> {
        let all = self.matching(query);
        let total = all.len() as u64;
        let behind = |(item, score): &(Item<'_>, f32)| {
            query.after.as_ref().is_none_or(|cursor| is_behind(cursor, query.sort, item, *score))
        };
        let rest: Vec<_> = all.into_iter().filter(behind).collect();
        let page: Vec<_> = rest.iter().take(query.limit).collect();
        let next = page.last().filter(|_| rest.len() > page.len()).map(|(item, score)| Cursor {
            score: *score,
            seconds: item.article().date.map(|date| date.local_seconds()),
            id: item.id(),
        });
        Ok(Answer { total, hits: page.into_iter().map(|(item, score)| item.hit(*score)).collect(), next })
    }

    fn scan(&self, query: &Query, each: &mut dyn FnMut(Hit) -> Result<()>) -> Result<()> {
        let sort = if query.sort == Sort::Oldest { Sort::Oldest } else { Sort::Newest };
        for (item, score) in self.matching(&Query { sort, ..query.clone() }) {
            each(item.hit(score))?;
        }
        Ok(())
    }

    fn groups(&self, query: &Query, by: Grouping) -> Result<Groups> {
        let mut items: Vec<Item<'_>> = self.matching(query).into_iter().map(|(item, _)| item).collect();
        if by == Grouping::Speaker && query.target == Target::Articles {
            items = items.iter().flat_map(|item| item.statements().collect::<Vec<_>>()).collect();
        }
        let mut groups: BTreeMap<String, Vec<(String, Item<'_>)>> = BTreeMap::new();
        for item in items {
            let name = match by {
                Grouping::Outlet => item.article().outlet.clone(),
                Grouping::Speaker => item.said.and_then(|said| said.speaker.name.clone()),
            };
            if let Some(name) = name {
                groups.entry(fold(&name)).or_default().push((name, item));
            }
        }
        let mut groups: Vec<Group> = groups.into_values().map(|members| group(by, &members)).collect();
        groups.sort_by(|a, b| {
            (b.statements, b.articles).cmp(&(a.statements, a.articles)).then_with(|| a.name.cmp(&b.name))
        });
        let total = u64::try_from(groups.len()).unwrap();
        groups.truncate(query.limit);
        Ok(Groups { total, groups })
    }

    fn days(&self, query: &Query, by: Option<Grouping>) -> Result<Vec<DayCount>> {
        let mut items: Vec<Item<'_>> = self.matching(query).into_iter().map(|(item, _)| item).collect();
        if by == Some(Grouping::Speaker) && query.target == Target::Articles {
            items = items.iter().flat_map(|item| item.statements().collect::<Vec<_>>()).collect();
        }
        let name_of = |item: &Item<'_>| match by? {
            Grouping::Outlet => item.article().outlet.clone(),
            Grouping::Speaker => item.said.and_then(|said| said.speaker.name.clone()),
        };
        // In the spelling most frequent in all.
        let mut spellings: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for name in items.iter().filter_map(name_of) {
            *spellings.entry(fold(&name)).or_default().entry(name).or_default() += 1;
        }
        let shown = |name: String| {
            let spellings = &spellings[&fold(&name)];
            spellings.iter().rev().max_by_key(|(_, count)| **count).unwrap().0.clone()
        };
        let mut counts: BTreeMap<_, u64> = BTreeMap::new();
        for item in &items {
            *counts
                .entry((item.article().date.map(|date| date.day()), name_of(item).map(shown)))
                .or_default() += 1;
        }
        Ok(counts.into_iter().map(|((day, name), count)| DayCount { day, name, count }).collect())
    }

    fn article(&self, id: ArticleId) -> Result<Option<StoredArticle>> {
        Ok(self.held.records.get(&id).map(|record| StoredArticle { id, record: record.clone() }))
    }

    fn read_from(&self, path: &str) -> Result<Vec<ArticleId>> {
        let from = |record: &Record| record.origins.iter().any(|origin| origin.path == path);
        Ok(self.held.records.iter().filter(|(_, record)| from(record)).map(|(id, _)| *id).collect())
    }

    fn stamps(&self, path: &str) -> Result<Stamps> {
        let folder = format!("{path}/");
        let inside = |own: &str| path.is_empty() || own == path || own.starts_with(&folder);
        Ok(self
            .held
            .stamps
            .iter()
            .filter(|(own, _)| inside(own))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect())
    }

    fn takedowns(&self) -> Result<Vec<Takedown>> {
        Ok(self.held.takedowns.clone())
    }

    fn stats(&self) -> Result<Stats> {
        let records = || self.held.records.values();
        let said = || records().flat_map(|record| &record.attributions);
        let distinct = |mut names: Vec<&String>| {
            names.sort();
            names.dedup();
            names.len() as u64
        };
        let mut extractors: Vec<u32> = records().filter_map(|record| record.extractor).collect();
        extractors.sort_unstable();
        extractors.dedup();
        Ok(Stats {
            articles: records().count() as u64,
            statements: said().count() as u64,
            outlets: distinct(records().filter_map(|record| record.article.outlet.as_ref()).collect()),
            speakers: distinct(said().filter_map(|said| said.speaker.name.as_ref()).collect()),
            undated: records().filter(|record| record.article.date.is_none()).count() as u64,
            unextracted: records().filter(|record| record.extractor.is_none()).count() as u64,
            first: records().filter_map(|record| record.article.date).min(),
            last: records().filter_map(|record| record.article.date).max(),
            text_bytes: records().map(|record| record.article.text.len() as u64).sum(),
            index_bytes: 0,
            files: self.held.stamps.len() as u64,
            extractors,
        })
    }

    fn check_files(&self) -> Result<usize> {
        Ok(0)
    }
}

/// The most frequent values first, with their numbers.
fn counted(values: impl Iterator<Item = String>) -> Vec<(String, u64)> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    counts
}

fn group(by: Grouping, members: &[(String, Item<'_>)]) -> Group {
    let mut articles: Vec<ArticleId> = members.iter().map(|(_, item)| item.id).collect();
    articles.sort();
    articles.dedup();
    let dates = || members.iter().filter_map(|(_, item)| item.article().date);
    let said = || members.iter().filter_map(|(_, item)| item.said);
    let statements = |item: &Item<'_>| item.said.map_or(item.record.attributions.len() as u64, |_| 1);
    let speaker = by == Grouping::Speaker;
    let mut kind = None;
    for candidate in SpeakerType::ALL {
        let number = |kind: SpeakerType| said().filter(|said| said.speaker.kind == kind).count();
        if speaker && kind.is_none_or(|best| number(candidate) > number(best)) {
            kind = Some(candidate);
        }
    }
    Group {
        name: counted(members.iter().map(|(name, _)| name.clone())).swap_remove(0).0,
        kind,
        roles: counted(said().filter(|_| speaker).filter_map(|said| said.speaker.role.clone())),
        statements: members.iter().map(|(_, item)| statements(item)).sum(),
        articles: articles.len() as u64,
        outlets: counted(
            members.iter().filter(|_| speaker).filter_map(|(_, item)| item.article().outlet.clone()),
        ),
        first: dates().min(),
        last: dates().max(),
    }
}
