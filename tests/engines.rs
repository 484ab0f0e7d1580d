//! Scenarios that every engine must play alike, written against the seam.

use onrecord::article::{Article, Attribution, Confidence, Kind, Party, Speaker, SpeakerType};
use onrecord::engine::local::{self, WriterOptions};
use onrecord::engine::{Reader, Writer};
use onrecord::names::NameQuery;
use onrecord::query::{Clause, Found, Grouping, Query, Recency, Sort, Target, TextField};
use onrecord::schema::{FileStamp, Origin, Record, Takedown};
use onrecord::text::Span;

use crate::naive::Naive;

/// An engine to be tried: one writer, and a reader of what was committed last.
trait Engine {
    fn writer(&mut self) -> Box<dyn Writer + '_>;
    fn reader(&self) -> Box<dyn Reader + '_>;
}

impl Engine for Naive {
    fn writer(&mut self) -> Box<dyn Writer + '_> {
        Box::new(self.write())
    }

    fn reader(&self) -> Box<dyn Reader + '_> {
        Box::new(self.read())
    }
}

struct Local(tempfile::TempDir);

impl Local {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let local = Self(folder);
        local::create(&local.path()).expect("an index");
        local
    }

    fn path(&self) -> std::path::PathBuf {
        self.0.path().join("index")
    }
}

impl Engine for Local {
    fn writer(&mut self) -> Box<dyn Writer + '_> {
        Box::new(local::writer(&self.path(), &WriterOptions::default()).expect("a writer"))
    }

    fn reader(&self) -> Box<dyn Reader + '_> {
        Box::new(local::open(&self.path()).expect("a reader"))
    }
}

/// Plays a scenario on every engine.
fn on_every_engine(scenario: impl Fn(&mut dyn Engine)) {
    scenario(&mut Naive::default());
    scenario(&mut Local::new());
}

fn put(engine: &mut dyn Engine, records: &[Record]) {
    let mut writer = engine.writer();
    for record in records {
        writer.put(record).expect("put");
    }
    writer.commit().expect("commit");
}

fn person(name: &str, role: Option<&str>) -> Speaker {
    Speaker {
        name: Some(name.into()),
        kind: SpeakerType::Person,
        role: role.map(Into::into),
        ..Speaker::default()
    }
}

fn anonymous(name: &str) -> Speaker {
    Speaker { name: Some(name.into()), kind: SpeakerType::Anonymous, ..Speaker::default() }
}

/// A statement of `content`, which must stand in `text`.
fn said(speaker: Speaker, text: &str, content: &str) -> Attribution {
    let start = text.find(content).expect("the content in the text");
    Attribution {
        kind: Kind::Indirect,
        content: vec![Span::new(start, start + content.len())],
        speaker,
        confidence: Confidence::from_hundredths(80),
        ..Attribution::default()
    }
}

fn record(outlet: &str, date: &str, title: &str, text: &str, attributions: Vec<Attribution>) -> Record {
    Record {
        article: Article {
            outlet: (!outlet.is_empty()).then(|| outlet.into()),
            date: date.parse().ok(),
            title: Some(title.into()),
            authors: vec!["Ilse Varga".into(), "Tom Brandt".into()],
            text: text.into(),
            language: Some("en".into()),
            ..Article::default()
        },
        origins: vec![Origin::file(format!("{title}.txt"))],
        attributions,
        extractor: Some(1),
    }
}

/// Four articles by three outlets about a dam.
fn dam() -> Vec<Record> {
    let walls = "Governor Lena Marrin said the flood wall would hold. Two senior aides said the walls \
                 were leaking. Marrin told Oskar Thane that repairs had begun.";
    let leak = "Thane denied the leak. \"We will not ask for a ceasefire with nature,\" Thane said.";
    let mut repairs = said(person("Lena Marrin", None), walls, "repairs had begun");
    repairs.to = vec![Party { name: "Oskar Thane".into(), kind: SpeakerType::Person }];
    vec![
        record(
            "Harbor Ledger",
            "2026-03-02",
            "Flood wall holds",
            walls,
            vec![
                said(person("Lena Marrin", Some("governor")), walls, "the flood wall would hold"),
                said(anonymous("two senior aides"), walls, "the walls were leaking"),
                repairs,
            ],
        ),
        record(
            "Saelvalley News",
            "2026-03-04T08:00:00Z",
            "No leak, Thane says",
            leak,
            vec![
                said(person("Oskar Thane", Some("dam director")), leak, "the leak"),
                said(
                    person("Oskar Thane", Some("dam director")),
                    leak,
                    "We will not ask for a ceasefire with nature",
                ),
            ],
        ),
        record(
            "Harbor Ledger",
            "2026-03-04",
            "Wall of sound",
            "A concert at the wall. O’Brien’s band played.",
            vec![],
        ),
        record("", "", "Undated notes", "Notes on AT&T, C++ and -40 degrees at 10:30.", vec![]),
    ]
}

fn word(text: &str) -> Clause {
    Clause::Word { field: TextField::Any, text: text.into(), exact: false }
}

fn query(target: Target, matching: Clause, sort: Sort) -> Query {
    Query {
        target,
        matching,
        filters: Vec::new(),
        sort,
        recency: Recency {
            as_of: jiff::civil::date(2026, 3, 31),
            half_life_days: Recency::HALF_LIFE_DAYS,
            floor: Recency::FLOOR,
        },
        limit: 10,
        after: None,
        explain: false,
    }
}

fn titles(reader: &dyn Reader, matching: Clause, sort: Sort) -> Vec<String> {
    let answer = reader.answer(&query(Target::Articles, matching, sort)).expect("an answer");
    assert_eq!(answer.total, answer.hits.len() as u64);
    answer.hits.iter().map(|hit| hit.article.article.title.clone().unwrap_or_default()).collect()
}

fn statements(reader: &dyn Reader, matching: Clause) -> Vec<String> {
    let answer = reader.answer(&query(Target::Statements, matching, Sort::Oldest)).expect("an answer");
    assert_eq!(answer.total, answer.hits.len() as u64);
    let said = |hit: &onrecord::query::Hit| match &hit.found {
        Found::Statement(said) => said.passage().of(&hit.article.article.text).to_owned(),
        Found::Article { .. } => panic!("an article among statements"),
    };
    answer.hits.iter().map(said).collect()
}

#[test]
fn words_find_articles_in_the_order_asked_for() {
    on_every_engine(|engine| {
        put(engine, &dam());
        let reader = engine.reader();
        assert_eq!(titles(&*reader, word("walls"), Sort::Newest), ["Wall of sound", "Flood wall holds"]);
        assert_eq!(titles(&*reader, word("walls"), Sort::Oldest), ["Flood wall holds", "Wall of sound"]);
        let exact = Clause::Word { field: TextField::Any, text: "walls".into(), exact: true };
        assert_eq!(titles(&*reader, exact, Sort::Newest), ["Flood wall holds"]);
        let newest = titles(&*reader, Clause::All, Sort::Newest);
        assert_eq!(newest, ["No leak, Thane says", "Wall of sound", "Flood wall holds", "Undated notes"]);
        for typed in ["O'Brien", "AT&T", "C++", "-40", "10:30", "o’brien"] {
            assert_eq!(titles(&*reader, word(typed), Sort::Newest).len(), 1, "{typed}");
        }
        assert_eq!(titles(&*reader, Clause::Undated, Sort::Newest), ["Undated notes"]);
    });
}

#[test]
fn speakers_find_their_statements() {
    on_every_engine(|engine| {
        put(engine, &dam());
        let reader = engine.reader();
        let by = |name: &str| statements(&*reader, Clause::Speaker(NameQuery::parse(name)));
        assert_eq!(by("Marrin"), ["the flood wall would hold", "repairs had begun"]);
        assert_eq!(by("Lena Marrin"), ["the flood wall would hold", "repairs had begun"]);
        assert_eq!(by("Governor Marrin"), ["the flood wall would hold"]);
        assert_eq!(by("senior aide"), ["the walls were leaking"]);
        assert!(by("Lena").is_empty());
        assert_eq!(statements(&*reader, Clause::To(NameQuery::parse("Thane"))), ["repairs had begun"]);
        let about = Clause::And(vec![Clause::Speaker(NameQuery::parse("Thane")), word("leaks")]);
        assert_eq!(statements(&*reader, about.clone()), ["the leak"]);
        assert_eq!(titles(&*reader, Clause::Holds(Box::new(about)), Sort::Newest), ["No leak, Thane says"]);
    });
}

#[test]
fn a_record_is_replaced_and_removed_as_one() {
    on_every_engine(|engine| {
        put(engine, &dam());
        put(engine, &dam());
        let count = |engine: &dyn Engine| {
            let stats = engine.reader().stats().expect("stats");
            (stats.articles, stats.statements, stats.undated, stats.outlets, stats.speakers)
        };
        assert_eq!(count(engine), (4, 5, 1, 2, 3));
        let [walls, leak, ..] = dam().try_into().map(|all: [Record; 4]| all).expect("four");
        let fewer = Record { attributions: leak.attributions[..1].to_vec(), ..leak.clone() };
        put(engine, std::slice::from_ref(&fewer));
        assert_eq!(count(engine), (4, 4, 1, 2, 3));
        let id = walls.article.id();
        engine.writer().remove(leak.article.id()).expect("removed, and never committed");
        assert_eq!(count(engine), (4, 4, 1, 2, 3));
        {
            let mut writer = engine.writer();
            writer.remove(leak.article.id()).expect("removed");
            writer.commit().expect("commit");
        }
        assert_eq!(count(engine), (3, 3, 1, 1, 2));
        let reader = engine.reader();
        assert_eq!(reader.article(leak.article.id()).expect("an answer"), None);
        assert_eq!(reader.article(id).expect("an answer").expect("the article").record, walls);
        assert_eq!(reader.read_from("Flood wall holds.txt").expect("ids"), [id]);
    });
}

#[test]
fn stamps_and_takedowns_are_kept() {
    on_every_engine(|engine| {
        let stamp = |path: &str, size| FileStamp {
            path: path.into(),
            size,
            modified: -5,
            inode: 7,
            hash: u64::MAX,
            fresh: true,
            extractor: None,
            articles: 1,
            skipped: 0,
        };
        let takedown = Takedown::Outlet("harbor ledger".into());
        {
            let mut writer = engine.writer();
            for path in ["a/b.txt", "a/c/d.txt", "ab.txt"] {
                writer.put_stamp(&stamp(path, 1)).expect("put");
            }
            writer.put_stamp(&stamp("ab.txt", 2)).expect("put");
            writer.put_takedown(&takedown).expect("put");
            writer.put_takedown(&takedown).expect("put");
            writer.commit().expect("commit");
        }
        let paths =
            |path: &str| engine.reader().stamps(path).expect("stamps").into_keys().collect::<Vec<_>>();
        assert_eq!(paths(""), ["a/b.txt", "a/c/d.txt", "ab.txt"]);
        assert_eq!(paths("a"), ["a/b.txt", "a/c/d.txt"]);
        assert_eq!(paths("a/b.txt"), ["a/b.txt"]);
        assert_eq!(engine.reader().stamps("ab.txt").expect("stamps")["ab.txt"], stamp("ab.txt", 2));
        assert_eq!(engine.reader().takedowns().expect("takedowns"), std::slice::from_ref(&takedown));
        assert_eq!(engine.reader().stats().expect("stats").files, 3);
        assert_eq!(titles(&*engine.reader(), Clause::All, Sort::Newest).len(), 0);
    });
}

#[test]
fn a_filter_that_says_nothing_changes_nothing() {
    on_every_engine(|engine| {
        put(engine, &dam());
        let reader = engine.reader();
        let outlet = || Clause::Outlet("Harbor Ledger".to_owned());
        for target in [Target::Articles, Target::Statements] {
            let plain = query(target, outlet(), Sort::Newest);
            let filtered = Query { filters: vec![Clause::All], ..plain.clone() };
            let total = |query: &Query| reader.answer(query).expect("an answer").total;
            assert_eq!(total(&filtered), total(&plain), "{target:?}");
        }
    });
}

#[test]
fn groups_count_statements_and_articles() {
    on_every_engine(|engine| {
        put(engine, &dam());
        let reader = engine.reader();
        let all = query(Target::Statements, Clause::All, Sort::Newest);
        let speakers = reader.groups(&all, Grouping::Speaker).expect("groups").groups;
        let names: Vec<&str> = speakers.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names, ["Lena Marrin", "Oskar Thane", "two senior aides"]);
        assert_eq!(speakers[1].roles, [("dam director".to_owned(), 2)]);
        assert_eq!(speakers[1].outlets, [("Saelvalley News".to_owned(), 2)]);
        assert_eq!(speakers[1].first.expect("a date").to_string(), "2026-03-04T08:00:00Z");
        assert_eq!(speakers[2].kind, Some(SpeakerType::Anonymous));
        let all = query(Target::Articles, Clause::All, Sort::Newest);
        let outlets = reader.groups(&all, Grouping::Outlet).expect("groups").groups;
        let counts: Vec<_> = outlets.iter().map(|o| (o.name.as_str(), o.articles, o.statements)).collect();
        assert_eq!(counts, [("Harbor Ledger", 2, 3), ("Saelvalley News", 1, 2)]);
    });
}

/// What only an engine with scores of its own can show.
#[test]
fn scores_count_the_kind_asked_for_and_recency_weighs_them_once() {
    let mut with = Local::new();
    put(&mut with, &dam());
    let mut without = Local::new();
    let bare = dam().into_iter().map(|record| Record { attributions: Vec::new(), ..record });
    put(&mut without, &bare.collect::<Vec<_>>());
    let asked = Query { explain: true, ..query(Target::Articles, word("walls"), Sort::Relevance) };
    let best = |engine: &Local, query: &Query| engine.reader().answer(query).expect("an answer").hits;
    let scores = |hits: &[onrecord::query::Hit]| hits.iter().map(|hit| hit.score).collect::<Vec<_>>();
    let relevance = best(&with, &asked);
    assert_eq!(scores(&relevance), scores(&best(&without, &asked)));
    assert_eq!(relevance.len(), 2);
    let recent = best(&with, &Query { sort: Sort::Recent, ..asked.clone() });
    for hit in relevance.iter().chain(&recent) {
        let explanation = hit.explanation.as_ref().expect("an explanation");
        let factor = explanation.recency.unwrap_or(1.0);
        let expected = (f64::from(explanation.relevance) * factor) as f32;
        assert!((hit.score - expected).abs() < 1e-5, "{} {expected}", hit.score);
        assert_eq!(explanation.terms.len(), 1);
        assert!(hit.score > 0.0);
    }
    assert!(recent.iter().all(|hit| hit.explanation.as_ref().is_some_and(|e| e.recency.is_some())));
}

#[test]
fn matched_words_are_marked_in_what_is_shown() {
    let mut engine = Local::new();
    put(&mut engine, &dam());
    let reader = engine.reader();
    let marked = |target, clause| {
        let answer = reader.answer(&query(target, clause, Sort::Newest)).expect("an answer");
        let hit = answer.hits.into_iter().next_back().expect("a hit");
        let article = &hit.article.article;
        let text: Vec<String> = hit.marks.iter().map(|mark| mark.of(&article.text).to_owned()).collect();
        let title = article.title.as_deref().unwrap_or("");
        let title: Vec<String> = hit.title_marks.iter().map(|mark| mark.of(title).to_owned()).collect();
        (text, title)
    };
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(marked(Target::Articles, word("walls")), (owned(&["wall", "walls"]), owned(&["wall"])));
    let phrase = Clause::Phrase { field: TextField::Any, text: "flood walls".into(), slop: 0 };
    assert_eq!(marked(Target::Articles, phrase), (owned(&["flood", "wall"]), owned(&["Flood", "wall"])));
    assert_eq!(marked(Target::Statements, word("wall")), (owned(&["walls"]), vec![]));
    let unlike = Clause::And(vec![word("flood"), Clause::Not(Box::new(word("ceasefires")))]);
    assert_eq!(marked(Target::Articles, unlike), (owned(&["flood"]), owned(&["Flood"])));
}
