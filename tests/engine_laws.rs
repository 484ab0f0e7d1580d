//! The law of engines: on any small corpus and any query, the local engine answers as the naive one.

use std::path::Path;

use onrecord::article::{
    Act, Article, Attribution, Confidence, Kind, NoComment, Party, Speaker, SpeakerType,
};
use onrecord::engine::local::{self, WriterOptions};
use onrecord::engine::{Reader, Writer};
use onrecord::names::NameQuery;
use onrecord::query::{
    Boost, Case, Clause, Found, Grouping, Hit, NameField, Near, Places, Query, Recency, Sort, Target,
    TextField, Trait, Within,
};
use onrecord::schema::{Origin, Pattern, Record};
use onrecord::text::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::naive::Naive;

const WORDS: [&str; 15] = [
    "tariff",
    "tariffs",
    "tax",
    "Taxes",
    "the",
    "U.S.",
    "O’Brien’s",
    "dam",
    "AT&T",
    "1,200",
    "Núñez",
    "leak.",
    "“dam",
    "tax”",
    "us",
];
const BETWEEN: [&str; 6] = [" ", " ", " ", " ", ". ", ".\n\n"];
const NAMES: [&str; 9] = [
    "Lena Marrin",
    "Léna Marrin",
    "LENA MARRIN",
    "Marrin",
    "Sen. Tom Marrin",
    "Ministry of Rivers",
    "two senior aides",
    "senior Tolvar official",
    "Oskar Thane",
];
const OUTLETS: [&str; 5] = ["Harbor Ledger", "HL Weekly", "Harbor-Ledger", "Ledger of Harbor", "Courier"];
const DATES: [&str; 5] =
    ["2026-03-02", "2026-03-02T08:00:00Z", "2026-03-04", "1969-12-30", "2026-03-02T08:00:00+02:00"];

fn text() -> impl Strategy<Value = String> {
    vec((select(&WORDS[..]), select(&BETWEEN[..])), 1..16)
        .prop_map(|words| {
            words.into_iter().map(|(word, between)| format!("{word}{between}")).collect::<String>()
        })
        .prop_map(|text| text.trim_end().to_owned())
}

fn speaker() -> impl Strategy<Value = Speaker> {
    let role = option::of(select(&["dam director", "governor", "Senator"][..]));
    let affiliation = option::of(select(&["River Board", "Senate"][..]));
    (option::of(select(&NAMES[..])), select(&SpeakerType::ALL[..]), role, affiliation).prop_map(
        |(name, kind, role, affiliation)| Speaker {
            name: name.map(Into::into),
            kind,
            role: role.map(Into::into),
            affiliation: affiliation.map(Into::into),
            ..Speaker::default()
        },
    )
}

fn party() -> impl Strategy<Value = Party> {
    (select(&NAMES[..]), select(&SpeakerType::ALL[..]))
        .prop_map(|(name, kind)| Party { name: name.into(), kind })
}

/// A statement; its content is the words from one place to another, both taken modulo the text's.
fn attribution() -> impl Strategy<Value = (usize, usize, Attribution)> {
    let parts = (speaker(), vec(party(), 0..3), vec(party(), 0..2), option::of(select(&NoComment::ALL[..])));
    let kinds = (select(&Kind::ALL[..]), select(&Act::ALL[..3]), 0u8..=100);
    (0usize..12, 0usize..12, parts, kinds).prop_map(
        |(from, to, (speaker, to_whom, via, no_comment), kinds)| {
            let (kind, act, sure) = kinds;
            let confidence = Confidence::from_hundredths(sure);
            let said = Attribution {
                kind,
                act,
                speaker,
                to: to_whom,
                via,
                no_comment,
                confidence,
                ..Attribution::default()
            };
            (from, to, said)
        },
    )
}

prop_compose! {
    fn record()(
        outlet in option::of(select(&OUTLETS[..])),
        date in option::of(select(&DATES[..])),
        title in option::of(text()),
        author in option::of(select(&["Ilse Varga", "Tom Brandt Varga"][..])),
        section in option::of(select(&["World News", "News"][..])),
        language in option::of(select(&["en", "en-GB", "de"][..])),
        text in text(),
        said in vec(attribution(), 0..4),
    ) -> Record {
        let words: Vec<Span> = text.split(' ').scan(0, |at, word| {
            let span = Span::new(*at, *at + word.len());
            *at += word.len() + 1;
            Some(span)
        }).collect();
        let mut attributions: Vec<Attribution> = said.into_iter().map(|(from, to, mut said)| {
            let (from, to) = (from % words.len(), to % words.len());
            let (first, last) = (from.min(to), from.max(to));
            said.content = match last - first {
                // In two parts, as where a cue stands between them.
                apart @ 3.. if apart % 2 == 1 => {
                    vec![words[first].join(words[first + 1]), words[first + 3].join(words[last])]
                }
                _ => vec![words[first].join(words[last])],
            };
            said.cue = vec![words[from]];
            said
        }).collect();
        // Two statements of one passage share their id; which comes first is nobody's law.
        attributions.sort_by_key(Attribution::passage);
        attributions.dedup_by_key(|said| said.passage());
        Record {
            article: Article {
                outlet: outlet.map(Into::into),
                date: date.map(|date| date.parse().expect("a date")),
                title,
                authors: author.into_iter().map(Into::into).collect(),
                section: section.map(Into::into),
                language: language.map(Into::into),
                text,
                url: None,
            },
            origins: vec![Origin::file("x.txt")],
            attributions,
            extractor: Some(1),
        }
    }
}

fn field() -> impl Strategy<Value = TextField> {
    let fields = [
        TextField::Any,
        TextField::Title,
        TextField::Body,
        TextField::Lead,
        TextField::Content,
        TextField::Quote,
        TextField::Cue,
    ];
    select(fields.to_vec())
}

fn pattern() -> impl Strategy<Value = Pattern> {
    prop_oneof![
        select(&["ta*", "*x*", "tar?ff", "?", "*", "l*k", "nun*z"][..])
            .prop_map(|typed| Pattern::wild(typed).expect("short")),
        (select(&["tarif", "dma", "tax", "obrein"][..]), 0u8..3)
            .prop_map(|(typed, mistakes)| Pattern::like(typed, mistakes).expect("a word")),
        select(&["tax(es)?", "[dt]a.*", "\\d+"][..])
            .prop_map(|typed| Pattern::regex(typed).expect("an expression")),
    ]
}

fn near() -> impl Strategy<Value = Near> {
    let within = prop_oneof![
        3 => (1u32..6).prop_map(Within::Words),
        2 => Just(Within::Sentence),
        1 => Just(Within::Paragraph),
    ];
    (within, any::<bool>(), prop::bool::weighted(0.3)).prop_map(|(within, ordered, apart)| Near {
        within,
        ordered,
        apart,
    })
}

fn places() -> impl Strategy<Value = Places> {
    let leaf = prop_oneof![
        3 => (select(&WORDS[..]), any::<bool>())
            .prop_map(|(text, exact)| Places::Word { text: text.into(), exact }),
        1 => vec(select(&WORDS[..]), 2..3).prop_map(|words| Places::Phrase(words.join(" "))),
        1 => pattern().prop_map(Places::Like),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            1 => vec(inner.clone(), 1..3).prop_map(Places::AnyOf),
            3 => (near(), inner.clone(), inner)
                .prop_map(|(near, first, second)| Places::Near(near, Box::new(first), Box::new(second))),
        ]
    })
}

/// What has places in a text, names like patterns, and what there is at all.
fn further_leaf() -> impl Strategy<Value = Clause> {
    let names =
        [NameField::Outlet, NameField::Author, NameField::Section, NameField::Role, NameField::Affiliation];
    let traits = [
        Trait::Text(TextField::Title),
        Trait::Text(TextField::Content),
        Trait::Text(TextField::Quote),
        Trait::Name(NameField::Outlet),
        Trait::Name(NameField::Role),
        Trait::Date,
        Trait::Language,
        Trait::Speaker,
        Trait::To,
        Trait::Via,
    ];
    prop_oneof![
        2 => (field(), pattern()).prop_map(|(field, pattern)| Clause::Like { field, pattern }),
        4 => (field(), places(), 1u32..4)
            .prop_map(|(field, places, times)| Clause::Places { field, places, times }),
        1 => (select(names.to_vec()), pattern()).prop_map(|(name, pattern)| Clause::NameLike(name, pattern)),
        1 => select(traits.to_vec()).prop_map(Clause::Has),
        2 => (field(), vec(select(&WORDS[..]), 1..3), select(&[Case::Capital, Case::Capitals, Case::Small][..]))
            .prop_map(|(field, words, case)| Clause::Cased { field, text: words.join(" "), case }),
        1 => (0u64..8, 4u64..14).prop_map(|(from, to)| Clause::WordCount { from, to }),
        1 => select(&["board", "River board"][..]).prop_map(|typed| Clause::Affiliation(typed.into())),
    ]
}

fn leaf() -> impl Strategy<Value = Clause> {
    let name = || select(&NAMES[..]).prop_map(NameQuery::parse);
    let day = || {
        option::of(
            select(&["2026-03-02", "2026-03-03", "1969-12-31"][..]).prop_map(|d| d.parse().expect("a day")),
        )
    };
    prop_oneof![
        Just(Clause::All),
        Just(Clause::Undated),
        (field(), select(&WORDS[..]), any::<bool>()).prop_map(|(field, word, exact)| Clause::Word {
            field,
            text: word.into(),
            exact
        }),
        (field(), vec(select(&WORDS[..]), 2..4), 0u32..4).prop_map(|(field, words, slop)| Clause::Phrase {
            field,
            text: words.join(" "),
            slop
        }),
        select(&["ledger", "Harbor Ledger", "harbor of"][..]).prop_map(|typed| Clause::Outlet(typed.into())),
        select(&["Varga", "tom brandt"][..]).prop_map(|typed| Clause::Author(typed.into())),
        select(&["news", "world"][..]).prop_map(|typed| Clause::Section(typed.into())),
        select(&["en", "EN-gb", "fr"][..]).prop_map(|tag| Clause::Language(tag.into())),
        (day(), day()).prop_map(|(from, to)| Clause::Date { from, to }),
        name().prop_map(Clause::Speaker),
        name().prop_map(Clause::To),
        name().prop_map(Clause::Via),
        select(&["director", "dam director", "senator"][..]).prop_map(|typed| Clause::Role(typed.into())),
        select(&SpeakerType::ALL[..]).prop_map(Clause::Type),
        select(&Kind::ALL[..]).prop_map(Clause::Kind),
        select(&Act::ALL[..3]).prop_map(Clause::Act),
        option::of(select(&NoComment::ALL[..])).prop_map(Clause::NoComment),
        (0u8..=100).prop_map(Clause::MinConfidence),
    ]
}

fn clause() -> impl Strategy<Value = Clause> {
    let leaf = prop_oneof![2 => leaf(), 1 => further_leaf()];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| Clause::Boost(Boost(1500), Box::new(part))),
            vec(inner.clone(), 0..3).prop_map(Clause::And),
            vec(inner.clone(), 0..3).prop_map(Clause::Or),
            inner.clone().prop_map(|part| Clause::Not(Box::new(part))),
            inner.prop_map(|part| Clause::Holds(Box::new(part))),
        ]
    })
}

fn query(target: Target, matching: Clause, filters: Vec<Clause>, sort: Sort, limit: usize) -> Query {
    let recency = Recency { as_of: jiff::civil::date(2026, 3, 31), half_life_days: 30.0, floor: 0.3 };
    Query { target, matching, filters, sort, recency, limit, after: None, explain: false }
}

fn id(hit: &Hit) -> String {
    let article = hit.article.id.expect("an id");
    match &hit.found {
        Found::Article { .. } => article.to_string(),
        Found::Statement(said) => said.id(article, &hit.article.article.text).to_string(),
    }
}

/// All hits, page by page, and the total.
fn pages(reader: &dyn Reader, mut query: Query) -> (u64, Vec<String>) {
    let mut ids = Vec::new();
    loop {
        let answer = reader.answer(&query).unwrap_or_else(|error| panic!("{error}: {query:?}"));
        ids.extend(answer.hits.iter().map(id));
        match answer.next {
            Some(next) => query.after = Some(next.to_string().parse().expect("a cursor")),
            None => return (answer.total, ids),
        }
    }
}

fn local_index(folder: &Path, records: &[Record], cut: usize) -> Box<dyn Reader> {
    let index = folder.join("index");
    local::create(&index).expect("an index");
    let mut writer = local::writer(&index, &WriterOptions::default()).expect("a writer");
    for (number, record) in records.iter().enumerate() {
        if number == cut {
            writer.commit().expect("commit");
        }
        writer.put(record).expect("put");
    }
    writer.commit().expect("commit");
    Box::new(local::open(&index).expect("a reader"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_local_engine_answers_as_the_naive_one(
        records in vec(record(), 1..9),
        cut in 0usize..9,
        questions in vec((clause(), vec(clause(), 0..2), any::<bool>(), any::<bool>(), 1usize..4), 24),
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let local = local_index(folder.path(), &records, cut);
        let mut naive = Naive::default();
        {
            let mut writer = naive.write();
            records.iter().for_each(|record| writer.put(record).expect("put"));
            writer.commit().expect("commit");
        }
        let naive = naive.read();
        for (matching, filters, statements, oldest, limit) in questions {
            let target = if statements { Target::Statements } else { Target::Articles };
            let sort = if oldest { Sort::Oldest } else { Sort::Newest };
            let by_date = query(target, matching, filters, sort, limit);
            prop_assert_eq!(pages(&*local, by_date.clone()), pages(&naive, by_date.clone()), "{:?}", by_date);
            let best = Query { sort: Sort::Relevance, ..by_date.clone() };
            let ((total, mut ids), (_, mut expected)) = (pages(&*local, best.clone()), pages(&naive, by_date.clone()));
            prop_assert_eq!(total, u64::try_from(ids.len()).expect("few"), "{:?}", best);
            ids.sort();
            expected.sort();
            prop_assert_eq!(ids, expected, "{:?}", best);
            let mut scanned = Vec::new();
            local.scan(&by_date, &mut |hit| { scanned.push(id(&hit)); Ok(()) }).expect("a scan");
            prop_assert_eq!(scanned, pages(&naive, by_date.clone()).1);
            for by in [Grouping::Speaker, Grouping::Outlet] {
                let (ours, theirs) = (local.days(&by_date, Some(by)), naive.days(&by_date, Some(by)));
                prop_assert_eq!(ours.expect("days"), theirs.expect("days"));
                let (ours, theirs) = (local.groups(&by_date, by), naive.groups(&by_date, by));
                prop_assert_eq!(ours.expect("groups"), theirs.expect("groups"), "{:?}", by_date);
            }
        }
    }
}
