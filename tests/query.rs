//! What people type, asked of a real index: innocent queries find their article, hostile ones end.

use std::time::{Duration, Instant};

use onrecord::article::{Article, Attribution, Kind, OutletTable, Speaker, SpeakerType};
use onrecord::engine::local::{self, WriterOptions};
use onrecord::engine::{Reader, Writer};
use onrecord::query::{Answer, Filters, Notes, Recency, Request, Sort, Target};
use onrecord::schema::{Origin, Record};
use onrecord::text::Span;

/// Each article's text. Its outlet is Outlet N, its date the Nth of March 2026.
const TEXTS: &[&str] = &[
    "Sheila O'Brien said the ferry would sail at 10:30 on Friday, not at noon.",
    "The lake froze at -40 degrees, the coldest night since 1962, and 50% of the boats were lost.",
    "\"The goverment [sic] never answered,\" the letter to AT&T and R&D staff read.",
    "The pump's software was written in C++ and C# by a team of twelve; version 2.0.1 failed.",
    "The report at http://floods.example/report?id=7 names three ministers (and one mayor).",
    "Jean-Yves Le Brun, a mother-in-law's cousin, paid $4.5 million — and €300 — for the mill.",
    "U.S. officials told the Courier's reporter: nothing will change. Why? Nobody knows!",
    "Prices rose 3,000 kroner/year; the so-called “wall tax” — or 'dam levy' — stays.",
    "The naïve café owner in Zürich wrote to owner@cafe.example about the #floodwall.",
    "Section 4(b) of the act says: title to the land passes to the state AND the county, NOT the town or its mayor.",
];

/// A query as people type it, and the article it has to find.
const INNOCENT: &[(&str, usize)] = &[
    ("O'Brien", 0),
    ("O’Brien", 0),
    ("o'brien ferry", 0),
    ("Sheila O'Brien", 0),
    ("\"Sheila O'Brien\"", 0),
    ("10:30", 0),
    ("at 10:30 on Friday", 0),
    ("ferry, noon.", 0),
    ("-40 degrees", 1),
    ("−40 degrees", 1),
    ("\"-40 degrees\"", 1),
    ("50%", 1),
    ("50% of the boats", 1),
    ("lake 1962", 1),
    ("[sic]", 2),
    ("goverment [sic]", 2),
    ("AT&T", 2),
    ("AT&T R&D", 2),
    ("R&D staff", 2),
    ("\"The goverment", 2),
    ("never answered,\"", 2),
    ("C++", 3),
    ("C++ pump", 3),
    ("C# software", 3),
    ("2.0.1", 3),
    ("pump's software", 3),
    ("pump’s", 3),
    ("http://floods.example/report?id=7", 4),
    ("floods.example", 4),
    ("(and one mayor)", 4),
    ("ministers (and", 4),
    ("mayor)", 4),
    ("report: ministers", 4),
    ("Jean-Yves", 5),
    ("Le Brun", 5),
    ("mother-in-law", 5),
    ("mother-in-law's", 5),
    ("$4.5 million", 5),
    ("€300", 5),
    ("million — and", 5),
    ("U.S. officials", 6),
    ("US officials", 6),
    ("reporter: nothing", 6),
    ("reporter:nothing", 6),
    ("Why?", 6),
    ("Nobody knows!", 6),
    ("Courier's", 6),
    ("3,000 kroner", 7),
    ("kroner/year", 7),
    ("so-called “wall tax”", 7),
    ("'dam levy'", 7),
    ("naive cafe", 8),
    ("NAÏVE", 8),
    ("Zürich", 8),
    ("Zurich", 8),
    ("owner@cafe.example", 8),
    ("#floodwall", 8),
    ("4(b)", 9),
    ("title to the land", 9),
    ("says: title", 9),
    ("land AND", 9),
    ("county OR", 9),
    ("NOT", 9),
    ("land + county", 9),
    ("act \\ land", 9),
    ("land ~ county ^ state", 9),
];

fn index() -> (tempfile::TempDir, impl Reader) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("index");
    local::create(&path).expect("an index");
    let mut writer = local::writer(&path, &WriterOptions::default()).expect("a writer");
    for (at, text) in TEXTS.iter().enumerate() {
        let article = Article {
            outlet: Some(format!("Outlet {at}")),
            date: format!("2026-03-{:02}", at + 1).parse().ok(),
            title: Some(format!("Story number {at}")),
            text: (*text).into(),
            ..Article::default()
        };
        let speaker = Speaker {
            name: Some(format!("Speaker{at} Lund")),
            kind: SpeakerType::Person,
            ..Speaker::default()
        };
        let statement = Attribution {
            kind: Kind::Direct,
            content: vec![Span::new(0, text.len())],
            speaker,
            ..Attribution::default()
        };
        let record = Record {
            article,
            origins: vec![Origin::file(format!("{at}.txt"))],
            attributions: vec![statement],
            extractor: Some(1),
        };
        writer.put(&record).expect("put");
    }
    writer.commit().expect("commit");
    drop(writer);
    let reader = local::open(&path).expect("a reader");
    (folder, reader)
}

fn ask(reader: &dyn Reader, target: Target, text: &str) -> (Answer, Notes) {
    let filters = Filters::default();
    let request = Request {
        target,
        text,
        speaker: "",
        filters: &filters,
        sort: Sort::Relevance,
        recency: Recency { as_of: jiff::civil::date(2026, 3, 31), half_life_days: 30.0, floor: 0.3 },
        limit: 20,
        after: None,
        explain: false,
    };
    let (query, notes) = request.read(&OutletTable::default()).expect("no flags");
    (reader.answer(&query).expect("an answer"), notes)
}

/// The numbers of the articles found, in order of the answer.
fn found(answer: &Answer) -> Vec<usize> {
    let outlets = answer.hits.iter().filter_map(|hit| hit.article.article.outlet.clone());
    outlets.filter_map(|outlet| outlet.rsplit(' ').next()?.parse().ok()).collect()
}

#[test]
fn what_people_type_in_innocence_finds_its_article() {
    let (_folder, reader) = index();
    let mut missed = Vec::new();
    for target in [Target::Articles, Target::Statements] {
        for (typed, article) in INNOCENT {
            let (answer, notes) = ask(&reader, target, typed);
            if !found(&answer).contains(article) {
                missed.push((target, *typed, found(&answer), notes));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {}: {missed:#?}", missed.len(), 2 * INNOCENT.len());
}

#[test]
fn fields_and_operators_find_what_they_say() {
    let (_folder, reader) = index();
    let all: Vec<usize> = (0..TEXTS.len()).collect();
    for (typed, expected) in [
        ("", all.clone()),
        ("outlet:\"Outlet 3\"", vec![3]),
        ("speaker:\"Speaker3 Lund\"", vec![3]),
        ("speaker:Lund pump", vec![3]),
        ("title:(number 3)", vec![3]),
        ("date:2026-03-04", vec![3]),
        ("date:[2026-03-02 TO 2026-03-03]", vec![1, 2]),
        ("date:>2026-03-08", vec![8, 9]),
        ("date:>=2026-03-09 -café", vec![9]),
        ("ferry OR pump", vec![0, 3]),
        ("(ferry OR pump) -software", vec![0]),
        ("-ferry date:<=2026-03-02", vec![1]),
        ("NOT (ferry OR lake) date:..2026-03-03", vec![2]),
        ("\"wall tax\"", vec![7]),
        ("\"tax wall\"", vec![]),
        ("\"tax stays\"", vec![]),
        ("\"tax stays\"~5", vec![7]),
        ("written", vec![3]),
        ("boat", vec![1]),
        ("\"boat\"", vec![]),
        ("ferry lake", vec![]),
        ("ferry w/2 sail", vec![0]),
        ("ferry w/1 sail", vec![]),
        ("sail pre/5 ferry", vec![]),
        ("ferry pre/2 sail", vec![0]),
        ("ferry not w/2 sail", vec![]),
        ("\"wall tax\" w/4 dam", vec![7]),
        ("ferry w/s noon", vec![0]),
        ("why w/s nobody", vec![]),
        ("why w/p nobody", vec![6]),
        ("fer*", vec![0]),
        ("s?ftware", vec![3]),
        ("\"softw* was\"", vec![3]),
        ("ferri~1", vec![0]),
        ("/boats?/", vec![1]),
        ("caps(us)", vec![6]),
        ("nocaps(us)", vec![]),
        ("allcaps(sic)", vec![]),
        ("ferry^2 OR pump", vec![0, 3]),
        ("atleast2(the) pump", vec![]),
        ("atleast3(the) ferry", vec![]),
        ("lead:ferry", vec![0]),
        ("outlet:out*", all.clone()),
        ("outlet:*", all.clone()),
        ("section:*", vec![]),
        ("speaker:\"Speaker3 Lund\" says:(pump w/5 software)", vec![3]),
        ("speaker:\"Speaker3 Lund\" says:ferry", vec![]),
        ("quote:ferry", vec![0]),
        ("kind:direct says:ferry -type:group", vec![0]),
        ("wc>12 date:..2026-03-02", vec![0, 1]),
    ] {
        for target in [Target::Articles, Target::Statements] {
            let (answer, notes) = ask(&reader, target, typed);
            let mut numbers = found(&answer);
            numbers.sort_unstable();
            assert_eq!(numbers, expected, "{target:?} {typed}: {notes:?}");
            assert_eq!(answer.total, expected.len() as u64, "{target:?} {typed}");
        }
    }
}

#[test]
fn any_query_ends_soon() {
    let (_folder, reader) = index();
    for typed in [
        "(".repeat(8_500),
        "(a OR -(".repeat(1_000),
        "-(a ".repeat(2_000),
        "title:(a OR (".repeat(600),
        "NOT ".repeat(16_000),
        "a OR ".repeat(1_600),
        "a b ".repeat(2_000),
        "\"a b c\"~50 ".repeat(700),
        format!("\"{}\"", "a ".repeat(4_000)),
        format!("\"{}\"~50", "the ".repeat(2_000)),
        "speaker:a ".repeat(800),
        "date:2024 OR ".repeat(600),
        "x".repeat(100_000),
        "\u{1b}[31m\u{202e}\u{0}".repeat(800),
        "*a* OR ".repeat(1_100),
        "a~2 ".repeat(2_000),
        "/(a|b)*(c|d){1,20}/ ".repeat(400),
        "a w/5 ".repeat(1_300),
        "the w/999 ".repeat(800),
        "(the w/999 (".repeat(600),
        "atleast3(".repeat(800),
        "((a)^2 ".repeat(1_000),
        "caps(the) ".repeat(800),
        "hlead(title:atleast3 caps(".repeat(300),
        "\"a* b* c*\" ".repeat(700),
        "title:* ".repeat(1_000),
    ] {
        for target in [Target::Articles, Target::Statements] {
            let start = Instant::now();
            ask(&reader, target, &typed);
            let start_of = typed.chars().take(20).collect::<String>();
            assert!(start.elapsed() < Duration::from_secs(5), "{start_of:?}: {:?}", start.elapsed());
        }
    }
}
