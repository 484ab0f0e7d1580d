//! The specification of an engine: everything in memory, every question answered by looking at
//! everything. Its scores are only a count of matching words; sets, totals and orders by date are binding.

use std::collections::BTreeMap;
use std::sync::Arc;

use onrecord::article::{Article, ArticleId, Attribution, SpeakerType, StatementId, url};
use onrecord::engine::{Reader, Result, Writer};
use onrecord::names::NameQuery;
use onrecord::query::{
    Answer, ArticleHead, Clause, Cursor, DayCount, Found, Group, Grouping, Groups, Hit, NameField, Near,
    Places, Query, Sort, Stats, StoredArticle, Target, TextField, Trait, Within,
};
use onrecord::schema::analysis::Analyzer;
use onrecord::schema::name_terms::{party_speaker, party_terms, speaker_terms};
use onrecord::schema::units::{Unit, ends_sentence, lead_end, units};
use onrecord::schema::{FileStamp, Record, Stamps, Takedown};
use onrecord::schema::{Pattern, quoted_parts};
use onrecord::text::{Span, fold, paragraphs, quotations};

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

/// Where `terms` stand in a row in `text`, moved by `slop` positions in all at most; by their last words.
fn rows(text: &str, terms: &[(String, String)], exact: bool, slop: u32) -> usize {
    let same = |a: &(String, String), b: &(String, String)| if exact { a.1 == b.1 } else { a.0 == b.0 };
    let words = words(text);
    // For each place of the last word looked at, the least that was moved before it.
    let mut ends: BTreeMap<i64, i64> = BTreeMap::new();
    for (number, term) in (0i64..).zip(terms) {
        let places = (0i64..).zip(&words).filter(|(_, word)| same(word, term)).map(|(at, _)| at - number);
        ends = places
            .filter_map(|place| {
                let moved = ends.iter().map(|(before, moved)| moved + (before - place).abs()).min();
                let moved = if number == 0 { 0 } else { moved? };
                (moved <= i64::from(slop)).then_some((place, moved))
            })
            .collect();
    }
    ends.len()
}

/// A word of a running text.
struct Placed {
    position: u32,
    stem: String,
    form: String,
    /// Numbers of the sentence and the paragraph.
    sentence: usize,
    paragraph: usize,
}

/// A running text: its words with their positions.
type Positions = Vec<Placed>;

/// Spans of positions, in no order.
type Spans = Vec<(u32, u32)>;

/// The words of the parts of a text. Between two parts lies one position.
fn positions<'a>(parts: impl Iterator<Item = &'a str>, marked: bool) -> Positions {
    let (mut found, mut position, mut sentence, mut paragraph) = (Positions::new(), 0, 0, 0);
    for part in parts {
        let begins = if marked { units(part) } else { Vec::new() };
        let mut begins = begins.into_iter().peekable();
        let mut first = true;
        Analyzer::default().each_word(part, |_, word| {
            while let Some((_, unit)) = begins.next_if(|(start, _)| *start <= word.span.start) {
                // A part goes on with the sentence of the part before.
                if !first {
                    sentence += 1;
                    paragraph += usize::from(unit == Unit::Paragraph);
                }
            }
            let (stem, form) = (word.stem.to_owned(), word.folded.to_owned());
            found.push(Placed { position, stem, form, sentence, paragraph });
            position += 1;
            first = false;
        });
        position += 1;
        sentence += usize::from(marked && !first && ends_sentence(part));
    }
    found
}

/// Where something stands, by its definition.
fn places(text: &Positions, what: &Places) -> Spans {
    let row = |typed: &str, exact: bool| {
        let terms = words(typed);
        let at = |run: &[Placed]| {
            let follow = run.windows(2).all(|pair| pair[1].position == pair[0].position + 1);
            let same = run
                .iter()
                .zip(&terms)
                .all(|(own, term)| if exact { own.form == term.1 } else { own.stem == term.0 });
            (follow && same).then(|| (run[0].position, run[run.len() - 1].position + 1))
        };
        text.windows(terms.len()).filter_map(at).collect()
    };
    match what {
        Places::Word { text, exact } => row(text, *exact),
        Places::Phrase(text) => row(text, false),
        Places::Like(pattern) => text
            .iter()
            .filter(|word| like(pattern, &word.form))
            .map(|word| (word.position, word.position + 1))
            .collect(),
        Places::AnyOf(parts) => thin(parts.iter().flat_map(|part| places(text, part)).collect()),
        Places::Near(how, first, second) => near(text, *how, &places(text, first), &places(text, second)),
    }
}

fn like(pattern: &Pattern, form: &str) -> bool {
    pattern.matcher().is_match(form)
}

fn near(text: &Positions, how: Near, a: &Spans, b: &Spans) -> Spans {
    let unit = |place: u32| {
        let word = text.iter().find(|word| word.position == place).expect("a word");
        if how.within == Within::Sentence { word.sentence } else { word.paragraph }
    };
    let is_near = |first: &(u32, u32), second: &(u32, u32)| match how.within {
        Within::Words(most) => second.0 - first.1 < most,
        _ => [first.1 - 1, second.0, second.1 - 1].iter().all(|place| unit(*place) == unit(first.0)),
    };
    // The next of `others` behind `one`, and the last before it, if near.
    let behind = |one: (u32, u32), others: &Spans| {
        let next = others.iter().filter(|other| other.0 >= one.1).min().copied();
        next.filter(|next| is_near(&one, next))
    };
    let before = |one: (u32, u32), others: &Spans| {
        let last =
            others.iter().filter(|other| other.1 <= one.0).max_by_key(|other| (other.1, other.0)).copied();
        last.filter(|last| is_near(last, &one))
    };
    if how.apart {
        let alone =
            |one: &&(u32, u32)| behind(**one, b).is_none() && (how.ordered || before(**one, b).is_none());
        return a.iter().filter(alone).copied().collect();
    }
    let mut found = Vec::new();
    for one in a {
        found.extend(behind(*one, b).map(|other| (one.0, other.1)));
        found.extend(before(*one, b).filter(|_| !how.ordered).map(|other| (other.0, one.1)));
    }
    for other in b {
        found.extend(before(*other, a).map(|one| (one.0, other.1)));
        found.extend(behind(*other, a).filter(|_| !how.ordered).map(|one| (other.0, one.1)));
    }
    thin(found)
}

/// Only what is the shortest from where it begins, or the shortest to where it ends.
fn thin(spans: Spans) -> Spans {
    let length = |span: &(u32, u32)| span.1 - span.0;
    let shortest = |span: &(u32, u32)| {
        let rivals =
            |same: &dyn Fn(&(u32, u32)) -> bool| spans.iter().filter(|other| same(other)).map(length).min();
        rivals(&|other| other.0 == span.0) == Some(length(span))
            || rivals(&|other| other.1 == span.1) == Some(length(span))
    };
    let mut kept: Spans = spans.iter().filter(|span| shortest(span)).copied().collect();
    kept.sort_unstable();
    kept.dedup();
    kept
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
            Clause::Word { field, text, exact } => self.text(*field, text, *exact, 0),
            Clause::Phrase { field, text, slop } => {
                let slop = if *field == TextField::Lead { 0 } else { *slop };
                self.text(*field, text, false, slop)
            }
            Clause::Like { field, pattern } => {
                let found = self
                    .texts(*field)
                    .iter()
                    .map(|text| text.iter().filter(|word| like(pattern, &word.form)).count())
                    .sum();
                (found > 0).then_some(found)
            }
            Clause::Places { field, places: what, times } => {
                let found = self.texts(*field).into_iter().map(|text| places(&text, what).len());
                let found: Vec<usize> = found.filter(|found| *found >= (*times).max(1) as usize).collect();
                (!found.is_empty()).then(|| found.iter().sum())
            }
            Clause::Cased { field, text, case } => {
                let typed = folded(text);
                let times = |part: &str| {
                    let mut words = Vec::new();
                    Analyzer::default().each_word(part, |_, word| {
                        words.push((word.folded.to_owned(), case.is_of(word.span.of(part))));
                    });
                    let is = |run: &&[(String, bool)]| {
                        run.iter().zip(&typed).all(|(own, word)| own.0 == *word && own.1)
                    };
                    words.windows(typed.len()).filter(is).count()
                };
                let found: usize = self.parts(*field).iter().flatten().map(|part| times(part)).sum();
                (found > 0).then_some(found)
            }
            Clause::WordCount { from, to } => {
                let words = article.text.split_whitespace().count() as u64;
                holds((*from..=*to).contains(&words))
            }
            Clause::Boost(_, part) => self.matches(part),
            Clause::NameLike(name, pattern) => {
                let names: Vec<&String> = match name {
                    NameField::Outlet => article.outlet.iter().collect(),
                    NameField::Author => article.authors.iter().collect(),
                    NameField::Section => article.section.iter().collect(),
                    NameField::Affiliation => {
                        self.said().into_iter().filter_map(|said| said.speaker.affiliation.as_ref()).collect()
                    }
                    NameField::Role => self
                        .said()
                        .into_iter()
                        .flat_map(|said| [&said.speaker.role, &said.speaker.affiliation])
                        .flatten()
                        .collect(),
                };
                holds(names.iter().any(|name| folded(name).iter().any(|word| like(pattern, word))))
            }
            Clause::Has(what) => holds(match what {
                Trait::Text(field) => self.texts(*field).iter().any(|text| !text.is_empty()),
                Trait::Name(NameField::Outlet) => article.outlet.is_some(),
                Trait::Name(NameField::Author) => !article.authors.is_empty(),
                Trait::Name(NameField::Section) => article.section.is_some(),
                Trait::Name(NameField::Affiliation) => {
                    self.said().iter().any(|said| said.speaker.affiliation.is_some())
                }
                Trait::Name(NameField::Role) => self
                    .said()
                    .iter()
                    .any(|said| said.speaker.role.is_some() || said.speaker.affiliation.is_some()),
                Trait::Date => article.date.is_some(),
                Trait::Url => article.url.as_deref().and_then(url::canonical).is_some(),
                Trait::Language => article.language.is_some(),
                Trait::Speaker => self.said().iter().any(|said| !speaker_terms(&said.speaker).is_empty()),
                Trait::To => self.said().iter().any(|said| !party_terms(&said.to).is_empty()),
                Trait::Via => self.said().iter().any(|said| !party_terms(&said.via).is_empty()),
            }),
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

    /// The statement it is, or those that it holds.
    fn said(&self) -> Vec<&Attribution> {
        match self.said {
            Some(said) => vec![said],
            None => self.record.attributions.iter().collect(),
        }
    }

    fn text(&self, field: TextField, typed: &str, exact: bool, slop: u32) -> Option<usize> {
        let terms = words(typed);
        if terms.is_empty() {
            return Some(0);
        }
        let found = self.parts(field).iter().flatten().map(|part| rows(part, &terms, exact, slop)).sum();
        (found > 0).then_some(found)
    }

    /// The texts of a field, with their parts.
    fn parts(&self, field: TextField) -> Vec<Vec<&str>> {
        let article = self.article();
        let title = || vec![article.title.as_deref().unwrap_or("")];
        let content = |said: &Attribution| said.content.iter().map(|span| span.of(&article.text)).collect();
        let cue = |said: &Attribution| said.cue.iter().map(|span| span.of(&article.text)).collect();
        let quotations = quotations(&article.text, &paragraphs(&article.text));
        let quoted = |said: &Attribution| {
            quoted_parts(said, &quotations).into_iter().map(|span| span.of(&article.text)).collect()
        };
        match (self.said, field) {
            (_, TextField::Title) => vec![title()],
            (_, TextField::Body) => vec![vec![&article.text]],
            (_, TextField::Lead) => vec![vec![Span::new(0, lead_end(&article.text)).of(&article.text)]],
            (_, TextField::Quote) => self.said().into_iter().map(quoted).collect(),
            (_, TextField::Cue) => self.said().into_iter().map(cue).collect(),
            (None, TextField::Any) => vec![title(), vec![&article.text]],
            (None, TextField::Content) => self.record.attributions.iter().map(content).collect(),
            (Some(said), _) => vec![content(said)],
        }
    }

    fn texts(&self, field: TextField) -> Vec<Positions> {
        // A headline is one sentence, and so is a cue.
        let marked = |number: usize| match field {
            TextField::Title | TextField::Cue => false,
            TextField::Any => self.said.is_some() || number > 0,
            _ => true,
        };
        let parts = self.parts(field).into_iter().enumerate();
        parts.map(|(number, parts)| positions(parts.into_iter(), marked(number))).collect()
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
        Clause::Affiliation(typed) => {
            let own: Vec<String> = said.speaker.affiliation.iter().flat_map(|part| folded(part)).collect();
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
        let hits = page.into_iter().map(|(item, score)| item.hit(*score)).collect();
        Ok(Answer { total, hits, next, notes: Vec::new() })
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
