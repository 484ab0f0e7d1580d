//! Snapshots of small hand-made hits, and a hostile article.

use std::sync::Arc;

use jiff::civil;

use super::style::{Colour, Look};
use super::{csv, json, passage, table, terminal};
use crate::article::{Act, Article, Attribution, Confidence, Kind, NoComment, Party, Speaker, SpeakerType};
use crate::query::{
    Answer, ArticleHead, Clause, Explanation, Found, Group, Grouping, Groups, Hit, Query, Recency, Sort,
    Stats, StoredArticle, Target,
};
use crate::schema::{Origin, Record};
use crate::text::Span;

const TEXT: &str = "The flood wall at Orsa Gate will be rebuilt, two officials said.\n\
    \"We were warned,\" Ana Ruiz, the water minister, told Tom Bell on Monday, \"and we did nothing.\"\n\
    The mayor's office declined to comment.";

fn span(piece: &str) -> Span {
    let start = TEXT.find(piece).expect("a piece of the text");
    Span::new(start, start + piece.len())
}

fn article() -> Article {
    Article {
        outlet: Some("Harbor Ledger".into()),
        date: "2026-03-02T09:30:00+01:00".parse().ok(),
        authors: vec!["Ida Moss".into(), "Per Lund".into()],
        title: Some("Minister admits warnings on flood wall".into()),
        url: Some("https://harborledger.example/2026/wall".into()),
        language: Some("en".into()),
        text: TEXT.into(),
        ..Article::default()
    }
}

fn head() -> Arc<ArticleHead> {
    let article = article();
    Arc::new(ArticleHead {
        id: Some(article.id()),
        article,
        origins: vec![Origin::file("ledger/wall.txt")],
        quoted: vec!["two officials".into(), "Ana Ruiz".into(), "mayor's office".into()],
    })
}

fn attributions() -> Vec<Attribution> {
    let party = |name: &str| Party { name: name.into(), kind: SpeakerType::Person };
    vec![
        Attribution {
            kind: Kind::Indirect,
            source: vec![span("two officials")],
            cue: vec![span("said")],
            content: vec![span("The flood wall at Orsa Gate will be rebuilt")],
            act: Act::Promised,
            speaker: Speaker {
                name: Some("officials".into()),
                kind: SpeakerType::Anonymous,
                ..Speaker::default()
            },
            confidence: Confidence::from_hundredths(71),
            ..Attribution::default()
        },
        Attribution {
            kind: Kind::Direct,
            source: vec![span("Ana Ruiz, the water minister")],
            cue: vec![span("told")],
            content: vec![span("\"We were warned,\""), span("\"and we did nothing.\"")],
            speaker: Speaker {
                name: Some("Ana Ruiz".into()),
                kind: SpeakerType::Person,
                role: Some("water minister".into()),
                affiliation: Some("Halden".into()),
                ..Speaker::default()
            },
            to: vec![party("Tom Bell")],
            via: vec![party("Ministry")],
            confidence: Confidence::from_hundredths(93),
            ..Attribution::default()
        },
        Attribution {
            source: vec![span("The mayor's office")],
            cue: vec![span("declined to comment")],
            no_comment: Some(NoComment::Declined),
            ..Attribution::default()
        },
    ]
}

fn statement(at: usize) -> Hit {
    Hit {
        score: 1.234_56,
        article: head(),
        found: Found::Statement(Box::new(attributions().swap_remove(at))),
        marks: vec![span("warned")],
        title_marks: vec![],
        explanation: None,
    }
}

fn found_article() -> Hit {
    Hit {
        found: Found::Article { snippet: span("The flood wall at Orsa Gate will be rebuilt") },
        marks: vec![span("flood"), span("warned")],
        title_marks: vec![Span::new(27, 32)],
        explanation: Some(Explanation {
            relevance: 2.469_12,
            recency: Some(0.5),
            terms: vec![("flood".into(), 2.469_12)],
        }),
        ..statement(0)
    }
}

fn answer(hits: Vec<Hit>) -> Answer {
    Answer { total: 12, hits, ..Answer::default() }
}

fn query(target: Target) -> Query {
    Query {
        target,
        matching: Clause::All,
        filters: vec![],
        sort: Sort::Newest,
        recency: Recency { as_of: civil::date(2026, 3, 31), half_life_days: 30.0, floor: 0.3 },
        limit: 10,
        after: None,
        explain: false,
    }
}

const fn look(width: usize) -> Look {
    Look { width, colour: Colour::Off }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

fn page(hits: Vec<Hit>, target: Target, sentences: usize, look: Look) -> String {
    let context = terminal::Context { sentences };
    written(|out| terminal::page(out, &answer(hits), &query(target), context, look))
}

#[test]
fn statements_on_a_terminal() {
    let hits = vec![statement(0), statement(1), statement(2)];
    insta::assert_snapshot!(page(hits, Target::Statements, 0, look(60)), @r#"
    officials · paraphrase, promised
      The flood wall at Orsa Gate will be rebuilt
      Harbor Ledger · 2 Mar 2026 · Minister admits warnings on
      flood wall
      d2n5gr5dyzctek3d.0-43.52f39e

    Ana Ruiz, water minister, Halden
      "We were warned," … "and we did nothing."
      to Tom Bell · via Ministry
      Harbor Ledger · 2 Mar 2026 · Minister admits warnings on
      flood wall
      d2n5gr5dyzctek3d.65-159.1e9666

    The mayor's office (not resolved) · no comment (declined)
      The mayor's office declined to comment
      Harbor Ledger · 2 Mar 2026 · Minister admits warnings on
      flood wall
      d2n5gr5dyzctek3d.179-198.b65dcc

    3 of 12 statements, newest first
    "#);
}

#[test]
fn a_statement_with_colour_and_context() {
    let look = Look { width: 40, colour: Colour::On };
    let text = page(vec![statement(1)], Target::Statements, 1, look).replace('\u{1b}', "^");
    insta::assert_snapshot!(text, @r#"
    ^[1mAna Ruiz^[0m^[2m, water minister, Halden^[0m
      ^[2mThe flood wall at Orsa Gate will be^[0m
      ^[2mrebuilt, two officials said. ^[0m"We were
      ^[1m^[33mwarned^[0m,"^[2m … ^[0m"and we did nothing."^[2m The^[0m
      ^[2mmayor's office declined to comment.^[0m
      ^[2mto ^[0mTom Bell^[2m · via ^[0mMinistry
      Harbor Ledger^[2m · ^[0m2 Mar 2026^[2m · ^[0mMinister
      admits warnings on flood wall
      ^[2md2n5gr5dyzctek3d.65-159.1e9666^[0m

    ^[1m1 of 12 statements, newest first^[0m
    "#);
}

#[test]
fn articles_on_a_terminal() {
    insta::assert_snapshot!(page(vec![found_article()], Target::Articles, 0, look(80)), @r"
    Minister admits warnings on flood wall
      Harbor Ledger · 2 Mar 2026 · Ida Moss, Per Lund
      The flood wall at Orsa Gate will be rebuilt …
      quotes two officials, Ana Ruiz, mayor's office
      d2n5gr5dyzctek3d
      score 1.235 = relevance 2.469 × recency 0.500
        2.469  flood

    1 of 12 articles, newest first
    ");
}

#[test]
fn json_of_a_page_of_statements() {
    let text = written(|out| json::page(out, &answer(vec![statement(1)]), &[]));
    insta::assert_snapshot!(text, @r#"{"total":12,"hits":[{"score":1.2346,"article":{"id":"d2n5gr5dyzctek3d","outlet":"Harbor Ledger","date":"2026-03-02T09:30:00+01:00","authors":["Ida Moss","Per Lund"],"title":"Minister admits warnings on flood wall","url":"https://harborledger.example/2026/wall","section":null,"language":"en","origins":["ledger/wall.txt"],"quoted":["two officials","Ana Ruiz","mayor's office"]},"id":"d2n5gr5dyzctek3d.65-159.1e9666","kind":"direct","source":[[83,111]],"cue":[[113,117]],"content":[[65,82],[138,159]],"said":"\"We were warned,\" … \"and we did nothing.\"","mention":"Ana Ruiz, the water minister","verb":"told","act":"said","speaker":{"name":"Ana Ruiz","type":"person","role":"water minister","affiliation":"Halden","anonymous":null},"to":[{"name":"Tom Bell","type":"person"}],"via":[{"name":"Ministry","type":"person"}],"no_comment":null,"asked_by":null,"confidence":0.93,"marks":[[74,80]]}],"next":null,"notes":[]}"#);
}

#[test]
fn json_of_a_page_of_articles() {
    let text = written(|out| json::page(out, &answer(vec![found_article()]), &[]));
    insta::assert_snapshot!(text, @r#"{"total":12,"hits":[{"score":1.2346,"article":{"id":"d2n5gr5dyzctek3d","outlet":"Harbor Ledger","date":"2026-03-02T09:30:00+01:00","authors":["Ida Moss","Per Lund"],"title":"Minister admits warnings on flood wall","url":"https://harborledger.example/2026/wall","section":null,"language":"en","origins":["ledger/wall.txt"],"quoted":["two officials","Ana Ruiz","mayor's office"]},"snippet":{"text":"The flood wall at Orsa Gate will be rebuilt","marks":[[4,9]]},"explanation":{"relevance":2.4691,"recency":0.5,"terms":[{"part":"flood","score":2.4691}]}}],"next":null,"notes":[]}"#);
}

#[test]
fn csv_of_statements() {
    let text = written(|out| {
        csv::header(out, Target::Statements)?;
        csv::hit(out, &statement(1))
    });
    insta::assert_snapshot!(text, @r#"
    id,speaker,type,role,affiliation,kind,act,said,mention,verb,to,via,no_comment,confidence,outlet,date,authors,title,url,article,score
    d2n5gr5dyzctek3d.65-159.1e9666,Ana Ruiz,person,water minister,Halden,direct,said,"""We were warned,"" … ""and we did nothing.""","Ana Ruiz, the water minister",told,Tom Bell,Ministry,,0.93,Harbor Ledger,2026-03-02T09:30:00+01:00,Ida Moss; Per Lund,Minister admits warnings on flood wall,https://harborledger.example/2026/wall,d2n5gr5dyzctek3d,1.2346
    "#);
}

fn stored() -> StoredArticle {
    let record = Record {
        article: article(),
        origins: vec![Origin::file("ledger/wall.txt")],
        attributions: attributions(),
        extractor: Some(1),
    };
    StoredArticle { id: record.article.id(), record }
}

fn every(groups: Vec<Group>) -> Groups {
    Groups { total: groups.len() as u64, groups }
}

fn speakers() -> Vec<Group> {
    let ruiz = Group {
        name: "Ana Ruiz".into(),
        kind: Some(SpeakerType::Person),
        roles: vec![("water minister".into(), 11), ("deputy".into(), 1)],
        statements: 12,
        articles: 4,
        outlets: vec![("Harbor Ledger".into(), 9), ("Courier".into(), 3)],
        first: "2026-03-02".parse().ok(),
        last: "2026-04-04".parse().ok(),
    };
    let office = Group {
        name: "東京都庁".into(),
        kind: Some(SpeakerType::Organization),
        statements: 3,
        articles: 1,
        ..Group::default()
    };
    vec![ruiz, office]
}

#[test]
fn an_article_with_its_statements() {
    let text = written(|out| passage::article(out, &stored(), look(60)));
    insta::assert_snapshot!(text, @r#"
    Minister admits warnings on flood wall
      Harbor Ledger · 2 Mar 2026 · Ida Moss, Per Lund
      https://harborledger.example/2026/wall
      d2n5gr5dyzctek3d
      from ledger/wall.txt

    [1] The flood wall at Orsa Gate will be rebuilt, two
    officials said.

    [2] "We were warned," Ana Ruiz, the water minister, told Tom
    Bell on Monday, "and we did nothing."

    The mayor's office [3] declined to comment.

    [1] officials · paraphrase, promised
        d2n5gr5dyzctek3d.0-43.52f39e
    [2] Ana Ruiz, water minister, Halden · to Tom Bell · via
    Ministry
        d2n5gr5dyzctek3d.65-159.1e9666
    [3] The mayor's office (not resolved) · no comment
    (declined)
        d2n5gr5dyzctek3d.179-198.b65dcc
    "#);
}

#[test]
fn a_statement_in_its_passage() {
    let attribution = attributions().swap_remove(1);
    let colour = Look { width: 60, colour: Colour::On };
    let text =
        written(|out| passage::statement(out, &stored(), attribution.passage(), Some(&attribution), colour));
    insta::assert_snapshot!(text.replace('\u{1b}', "^"), @r#"
    ^[1mAna Ruiz^[0m^[2m, water minister, Halden^[0m
      ^[2mto ^[0mTom Bell^[2m · via ^[0mMinistry

      ^[4m"We were warned,"^[0m ^[1mAna Ruiz, the water minister^[0m, ^[1m^[33mtold^[0m Tom
      Bell on Monday, ^[4m"and we did nothing."^[0m

    ^[1mMinister admits warnings on flood wall^[0m
      Harbor Ledger^[2m · ^[0m2 Mar 2026^[2m · ^[0mIda Moss, Per Lund
      ^[2mhttps://harborledger.example/2026/wall^[0m
      ^[2md2n5gr5dyzctek3d.65-159.1e9666^[0m
    "#);
    let alone = written(|out| passage::statement(out, &stored(), span("warned"), None, look(60)));
    insta::assert_snapshot!(alone, @r#"
      "We were warned," Ana Ruiz, the water minister, told Tom
      Bell on Monday, "and we did nothing."

    Minister admits warnings on flood wall
      Harbor Ledger · 2 Mar 2026 · Ida Moss, Per Lund
      https://harborledger.example/2026/wall
      d2n5gr5dyzctek3d.74-80.ed1b75
    "#);
}

#[test]
fn speakers_and_outlets_in_tables() {
    let table = |by, width| written(|out| table::groups(out, by, &every(speakers()), look(width)));
    insta::assert_snapshot!(table(Grouping::Speaker, 100), @r"
    speaker   role            statements  outlets                 dates
    Ana Ruiz  water minister          12  Harbor Ledger, Courier  2 Mar 2026 – 4 Apr 2026
    東京都庁  organization             3                          no dates

    2 speakers
    ");
    insta::assert_snapshot!(table(Grouping::Speaker, 60), @r"
    speaker   role      statements  outlets   dates
    Ana Ruiz  water m…          12  Harbor…   2 Mar 2026 – 4 Ap…
    東京都庁  organiz…           3            no dates

    2 speakers
    ");
    insta::assert_snapshot!(table(Grouping::Outlet, 100), @r"
    outlet    articles  statements  dates
    Ana Ruiz         4          12  2 Mar 2026 – 4 Apr 2026
    東京都庁         1           3  no dates

    2 outlets
    ");
    assert_eq!(
        written(|out| table::groups(out, Grouping::Outlet, &every(Vec::new()), look(80))),
        "no outlets found\n"
    );
}

#[test]
fn what_an_index_holds() {
    let stats = Stats {
        articles: 12_345,
        statements: 98_765,
        outlets: 7,
        speakers: 1_000,
        undated: 3,
        unextracted: 1,
        first: "2025-10-15".parse().ok(),
        last: "2026-08-19".parse().ok(),
        text_bytes: 48_800_000,
        index_bytes: 999,
        files: 12_001,
        extractors: vec![1],
    };
    let extractors = table::Extractors { made: vec!["1".into()], older: true, current: 2 };
    insta::assert_snapshot!(written(|out| table::stats(out, &stats, &extractors, look(80))), @r"
    articles    12,345 (3 without a date)
    statements  98,765 (1 article was ingested without)
    speakers    1,000
    outlets     7
    dates       15 Oct 2025 – 19 Aug 2026
    text        48.8 MB
    index       999 bytes
    files       12,001
    extractor   version 1; this onrecord has 2: onrecord rebuild reads anew
    ");
    let json = written(|out| json::stats(out, &stats, 2));
    insta::assert_snapshot!(json, @r#"{"articles":12345,"statements":98765,"outlets":7,"speakers":1000,"undated":3,"unextracted":1,"first":"2025-10-15","last":"2026-08-19","text_bytes":48800000,"index_bytes":999,"files":12001,"extractors":[1],"extractor":2}"#);
}

#[test]
fn json_of_groups_and_of_what_show_shows() {
    let groups = |by| written(|out| json::groups(out, by, &every(speakers()), &[]));
    insta::assert_snapshot!(groups(Grouping::Speaker), @r#"{"total":2,"speakers":[{"name":"Ana Ruiz","type":"person","roles":[{"name":"water minister","statements":11},{"name":"deputy","statements":1}],"statements":12,"articles":4,"outlets":[{"name":"Harbor Ledger","statements":9},{"name":"Courier","statements":3}],"first":"2026-03-02","last":"2026-04-04"},{"name":"東京都庁","type":"organization","roles":[],"statements":3,"articles":1,"outlets":[],"first":null,"last":null}],"notes":[]}"#);
    insta::assert_snapshot!(groups(Grouping::Outlet), @r#"{"total":2,"outlets":[{"name":"Ana Ruiz","articles":4,"statements":12,"first":"2026-03-02","last":"2026-04-04"},{"name":"東京都庁","articles":1,"statements":3,"first":null,"last":null}],"notes":[]}"#);
    let shown = written(|out| json::article(out, &stored()));
    let value: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(value["text"], TEXT);
    assert_eq!(value["attributions"].as_array().map(Vec::len), Some(3));
    let one = written(|out| json::statement(out, &stored(), span("warned"), None));
    insta::assert_snapshot!(one, @r#"{"article":{"id":"d2n5gr5dyzctek3d","outlet":"Harbor Ledger","date":"2026-03-02T09:30:00+01:00","authors":["Ida Moss","Per Lund"],"title":"Minister admits warnings on flood wall","url":"https://harborledger.example/2026/wall","section":null,"language":"en","origins":["ledger/wall.txt"],"quoted":["officials","Ana Ruiz"]},"passage":{"text":"warned","marks":[]},"span":[74,80]}"#);
    let csv = written(|out| csv::groups(out, Grouping::Speaker, &speakers()));
    insta::assert_snapshot!(csv, @r"
    name,type,role,statements,articles,outlets,first,last
    Ana Ruiz,person,water minister; deputy,12,4,Harbor Ledger; Courier,2026-03-02,2026-04-04
    東京都庁,organization,,3,1,,,
    ");
    let exported = written(|out| json::export_article(out, &head()));
    let value: serde_json::Value = serde_json::from_str(&exported).expect("JSON");
    assert_eq!(value["text"], TEXT);
}

/// All keys of `value`, at any depth.
fn keys(value: &serde_json::Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_is_documented() {
    let documents = [
        written(|out| json::page(out, &answer(vec![found_article(), statement(1)]), &[])),
        written(|out| json::groups(out, Grouping::Speaker, &every(speakers()), &[])),
        written(|out| json::groups(out, Grouping::Outlet, &every(speakers()), &[])),
        written(|out| json::stats(out, &Stats::default(), 1)),
        written(|out| json::article(out, &stored())),
        written(|out| json::statement(out, &stored(), span("warned"), None)),
    ];
    let page = include_str!("../../docs/json.md");
    let mut found = std::collections::BTreeSet::new();
    for document in documents {
        keys(&serde_json::from_str(&document).expect("JSON"), &mut found);
    }
    let named = |key: &String| page.contains(&format!("\"{key}\"")) || page.contains(&format!("`{key}`"));
    assert_eq!(found.iter().filter(|key| !named(key)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn nothing_of_a_hostile_article_reaches_the_terminal() {
    let hostile = "a\u{1b}[31mred\u{9b}2J\u{202e}back\u{7f}\u{7}\u{85}\u{2066}x\r\n\u{61c}y";
    let all = Span::new(0, hostile.len());
    let text = Some(hostile.to_owned());
    let attribution = Attribution {
        source: vec![all],
        content: vec![all],
        speaker: Speaker {
            name: text.clone(),
            role: text.clone(),
            affiliation: Some("Halden".into()),
            ..Speaker::default()
        },
        to: vec![Party { name: hostile.into(), kind: SpeakerType::Group }],
        asked_by: text.clone(),
        ..Attribution::default()
    };
    let article = Article {
        outlet: text.clone(),
        authors: vec![hostile.into()],
        title: text.clone(),
        url: text.clone(),
        section: text,
        text: hostile.into(),
        ..Article::default()
    };
    let id = article.id();
    let head = ArticleHead {
        id: Some(id),
        article: article.clone(),
        origins: vec![Origin::file(hostile)],
        quoted: vec![hostile.into()],
    };
    let hit = Hit {
        article: Arc::new(head),
        found: Found::Statement(Box::new(attribution.clone())),
        explanation: Some(Explanation { terms: vec![(hostile.into(), 1.0)], ..Explanation::default() }),
        ..statement(0)
    };
    let found = Hit { found: Found::Article { snippet: all }, ..hit.clone() };
    let hits = vec![hit.clone(), found.clone()];
    let record = Record {
        article,
        origins: vec![Origin::file(hostile)],
        attributions: vec![attribution.clone()],
        extractor: None,
    };
    let stored = StoredArticle { id, record };
    let group = Group { name: hostile.into(), roles: vec![(hostile.into(), 1)], ..Group::default() };
    let outputs = [
        written(|out| passage::article(out, &stored, look(40))),
        written(|out| passage::statement(out, &stored, all, Some(&attribution), look(40))),
        written(|out| passage::statement(out, &stored, all, None, look(40))),
        written(|out| table::groups(out, Grouping::Speaker, &every(vec![group.clone()]), look(200))),
        written(|out| json::article(out, &stored)),
        page(hits.clone(), Target::Statements, 2, look(40)),
        written(|out| json::page(out, &answer(hits), &[])),
        written(|out| csv::hit(out, &hit)),
        written(|out| csv::hit(out, &found)),
    ];
    for output in outputs {
        assert!(output.contains("red"));
        let obeyed = output.chars().find(|c| super::inert::is_obeyed(*c) && !matches!(c, '\n' | '\r'));
        assert_eq!(obeyed, None, "{output:?}");
    }
    let json = written(|out| json::hit(out, &hit));
    let back: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(back["said"].as_str(), Some(hostile));
}

#[test]
fn any_width_will_do() {
    for width in [0, 1, 20, 40, 80, 200, 10_000] {
        for hit in [statement(0), statement(1), statement(2), found_article()] {
            let text = page(vec![hit], Target::Statements, 1, look(width));
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(longest <= width.clamp(Look::NARROWEST, 200), "{width}: {longest}\n{text}");
        }
    }
}
