//! JSON as exports write it: each with what must be understood of it.

use super::super::{Input, read};
use super::*;
use crate::formats::reading::{Field, Reading};

fn items(name: &str, text: impl AsRef<[u8]>) -> Vec<Item> {
    let hints = Hints::default();
    let bytes = text.as_ref().to_vec();
    read(Input { name, bytes: Box::new(std::io::Cursor::new(bytes)) }, &hints).collect()
}

fn readings(name: &str, text: impl AsRef<[u8]>) -> Vec<Reading> {
    items(name, text)
        .into_iter()
        .map(|item| match item {
            Item::Article(reading) => *reading,
            other => panic!("no article: {other:?}"),
        })
        .collect()
}

fn one(text: &str) -> Reading {
    let mut all = readings("a.json", text);
    assert_eq!(all.len(), 1, "{text}");
    all.pop().unwrap()
}

/// outlet | date | title | authors | url | text
fn shown(reading: &Reading) -> String {
    let article = &reading.article;
    let or = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let date = article.date.map(|date| date.to_string());
    format!(
        "{} | {} | {} | {} | {} | {}",
        or(&article.outlet),
        or(&date),
        or(&article.title),
        article.authors.join("; "),
        or(&article.url),
        article.text
    )
}

#[test]
fn names_of_real_exports() {
    for (text, expected) in [
        (
            r#"{"outlet":"The Harbor Ledger","date":"2024-10-08","title":"Dam","author":"Anna Karr and Tom Vale","text":"It held."}"#,
            "The Harbor Ledger | 2024-10-08 | Dam | Anna Karr; Tom Vale | - | It held.",
        ),
        (
            r#"{"source":{"id":null,"name":"Axios"},"author":null,"title":"Dam &amp; lock","url":"https://x.example/a","publishedAt":"2024-10-08T16:15:00Z","description":"short","content":"It held."}"#,
            "Axios | 2024-10-08T16:15:00Z | Dam & lock |  | https://x.example/a | It held.",
        ),
        (
            r#"{"@type":"NewsArticle","headline":"Dam","articleBody":"It held.","author":[{"name":"Anna Karr"},{"givenName":"Tom","familyName":"Vale"}],"publisher":{"name":"Harbor Ledger","url":"https://h.example"},"datePublished":"8 October 2024"}"#,
            "Harbor Ledger | 2024-10-08 | Dam | Anna Karr; Tom Vale | - | It held.",
        ),
        (
            r#"{"title":{"rendered":"Dam"},"content":{"rendered":"<p>It held.</p><p>So far.</p>"},"link":"https://www.axios.com/dam","date_gmt":"2024-10-08T16:15:00"}"#,
            "Axios | 2024-10-08 | Dam |  | https://www.axios.com/dam | It held.\n\nSo far.",
        ),
        (
            r#"{"_index":"news","_id":"7","_source":{"headline":"Dam","body":"It held.","site":"axios.com"}}"#,
            "Axios | - | Dam |  | - | It held.",
        ),
        (
            r#"{"article":"It held.","Title":"Dam","timestamp":1728404100}"#,
            "- | 2024-10-08T16:15:00Z | Dam |  | - | It held.",
        ),
        (
            r#"{"status":"ok","source":"Axios","articles":[{"title":"Dam","text":"It held."}]}"#,
            "Axios | - | Dam |  | - | It held.",
        ),
        (
            r#"{"hits":{"total":1,"hits":[{"_source":{"title":"Dam","text":"It held."}}]}}"#,
            "- | - | Dam |  | - | It held.",
        ),
        (r#"{"body":["One.","Two."],"date":"31 February 2024"}"#, "- | - | - |  | - | One.\nTwo."),
        ("\u{feff}{\"text\":\"It held.\",\"date\":\"08/10/2024\"}", "- | - | - |  | - | It held."),
    ] {
        assert_eq!(shown(&one(text)), expected, "{text}");
    }
}

#[test]
fn the_text_is_kept_to_the_byte() {
    let text = "  \u{feff}A\r\n\tB\u{0} \u{1b}[1m<b>c</b> &amp; é\n\n";
    let line = serde_json::json!({ "id": 7, "text": text }).to_string();
    let reading = &readings("a.jsonl", format!("{line}\n"))[0];
    assert_eq!(reading.article.text, text);
    assert_eq!(reading.given_id, Some(serde_json::json!(7)));
    assert_eq!(reading.record, Some(1));
}

#[test]
fn our_own_export_reads_back_equal() {
    let text =
        "The dam held on Monday, the mayor of Port Halden said, and it would hold for another year at least.";
    let line = serde_json::json!({
        "id": "abcdefghijklmnop", "outlet": "unknown.example", "date": "2024-10-08T16:15:00-04:00",
        "authors": ["Anna Karr", "Martin Vale, Jr.", "AFP"], "title": "Dam holds “again”", "url": "https://unknown.example/a?b=1",
        "section": "Local", "language": "en", "origins": ["a.txt#3"], "quoted": ["Ines Morrow"], "text": text,
    });
    let article = one(&line.to_string()).article;
    let again = serde_json::to_value(&article).unwrap();
    let once = one(&again.to_string()).article;
    assert_eq!(once, article);
    for key in ["outlet", "date", "authors", "title", "url", "section", "language", "text"] {
        assert_eq!(again[key], line[key], "{key}");
    }
}

#[test]
fn columns_are_named_by_the_map() {
    let mut hints = Hints::default();
    hints.map.add("text=story so far").unwrap();
    hints.map.add("outlet=paper").unwrap();
    let text = r#"{"text":"no","story so far":"It held.","paper":"Ledger"}"#;
    let all: Vec<Item> = read(Input { name: "a.json", bytes: Box::new(text.as_bytes()) }, &hints).collect();
    let [Item::Article(reading)] = &all[..] else { panic!("{all:?}") };
    assert_eq!(
        (reading.article.text.as_str(), reading.article.outlet.as_deref()),
        ("It held.", Some("Ledger"))
    );
    let place = &reading.found.iter().find(|found| found.field == Field::Text).unwrap().place;
    assert_eq!(place.to_string(), "key story so far");
}

#[test]
fn a_bad_line_is_a_problem_and_the_rest_is_read() {
    let text = b"{\"text\":\"One.\"}\n\nnot json\n{\"title\":\"no text\"}\n{\"text\":\" \"}\n[1]\n{\"text\":\"caf\xe9\"}\n{\"text\":\"Two.\"}";
    let all = items("a.jsonl", text);
    let told: Vec<String> = all
        .iter()
        .map(|item| match item {
            Item::Article(reading) => format!("{} {}", reading.record.unwrap(), reading.article.text),
            Item::Problem(problem) => {
                format!(
                    "{} line {}: {} ({})",
                    problem.record.unwrap(),
                    problem.line.unwrap(),
                    problem.reason,
                    problem.hint.as_deref().unwrap_or("-")
                )
            }
            Item::Ignored(reason) | Item::IgnoredPart { reason, .. } => reason.to_string(),
        })
        .collect();
    assert_eq!(told[0], "1 One.");
    assert!(told[1].starts_with("2 line 3: not valid JSON: "), "{}", told[1]);
    assert_eq!(told[2], "3 line 4: no column for the article's text (name it with --map text=COLUMN)");
    assert!(
        told[3].starts_with("4 line 5: the article's text is empty (save the whole article"),
        "{}",
        told[3]
    );
    assert_eq!(told[4], "5 line 6: no column for the article's text (name it with --map text=COLUMN)");
    assert!(told[5].starts_with("6 line 7: invalid UTF-8"), "{}", told[5]);
    assert_eq!(told[6], "7 Two.");
}

#[test]
fn long_and_deep_input_is_a_problem() {
    let hints = Hints { max_article: 50, ..Hints::default() };
    let text =
        format!("{{\"text\":\"One.\"}}\n{{\"text\":\"{}\"}}\n{{\"text\":\"Two.\"}}\n", "long ".repeat(100));
    let all: Vec<Item> = read(Input { name: "a.jsonl", bytes: Box::new(text.as_bytes()) }, &hints).collect();
    assert!(
        matches!(&all[1], Item::Problem(problem) if problem.reason == Reason::TooLong(50) && problem.line == Some(2)),
        "{all:?}"
    );
    assert_eq!(all.len(), 3);
    let array = format!("[{}]", text.trim().replace('\n', ","));
    let same: Vec<Item> = read(Input { name: "a.json", bytes: Box::new(array.as_bytes()) }, &hints).collect();
    assert!(matches!(&same[..], [Item::Article(_), Item::Problem(_), Item::Article(_)]), "{same:?}");
    for deep in
        ["[".repeat(10_000), "{\"article\":".repeat(10_000), format!("{{\"text\":{}", "[".repeat(10_000))]
    {
        for name in ["a.json", "a.jsonl"] {
            let all = items(name, &deep);
            assert!(
                matches!(&all[..], [Item::Problem(problem)] if matches!(problem.reason, Reason::TooDeep(_) | Reason::Json(_))),
                "{all:?}"
            );
        }
    }
}

#[test]
fn arrays_are_read_one_by_one() {
    let text = "[\n {\"text\":\"One ] , \\\" {\",\"id\":1},\n {\"text\":\"Two.\",\"id\":[2]}\n]";
    let all = readings("a.json", text);
    assert_eq!(
        all.iter().map(|reading| reading.article.text.as_str()).collect::<Vec<_>>(),
        ["One ] , \" {", "Two."]
    );
    assert_eq!(all[1].record, Some(2));
    let cut = items("a.json", "[{\"text\":\"One.\"},{\"text\":");
    assert!(matches!(&cut[..], [Item::Article(_), Item::Problem(_)]), "{cut:?}");
}

#[test]
fn settings_and_gold_are_ignored() {
    for (name, text, expected) in [
        ("package.json", r#"{"name":"x","author":"A B","title":"y"}"#, Ignored::Settings),
        ("x.json", r#"{"compilerOptions":{"strict":true}}"#, Ignored::Settings),
        ("x.json", "[1,2,3]", Ignored::Settings),
        ("x.json", r#"[{"id":1,"attributions":[]}]"#, Ignored::Annotations),
        (
            "gold.jsonl",
            "{\"id\":1,\"annotator\":\"b\",\"attributions\":[]}\n{\"id\":2,\"attributions\":[]}",
            Ignored::Annotations,
        ),
        ("speakers.json", r#"{"id":1,"speakers":[]}"#, Ignored::Annotations),
    ] {
        assert_eq!(items(name, text), [Item::Ignored(expected)], "{text}");
    }
    let titled = items("x.json", r#"{"title":"Dam","date":"2024-10-08"}"#);
    assert!(
        matches!(&titled[..], [Item::Problem(problem)] if problem.reason == Reason::NoText),
        "{titled:?}"
    );
}

#[test]
fn every_charset_that_json_may_have_is_read() {
    let text = "{\"text\":\"café\"}";
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    for name in ["a.json", "a.jsonl", "-"] {
        assert_eq!(readings(name, &utf16)[0].article.text, "café", "{name}");
    }
}
