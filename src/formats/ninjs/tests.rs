//! Items of all versions, lists of them, and what is none.

use super::super::{Input, read};
use super::*;

fn items(text: &str) -> Vec<Item> {
    read(Input { name: "a.json", bytes: Box::new(text.as_bytes()) }, &Hints::default()).collect()
}

fn shown(item: &Item) -> String {
    match item {
        Item::Article(reading) => {
            let article = &reading.article;
            format!(
                "{} {} {} [{}] {} {:?}",
                reading.record.map_or_else(|| "-".to_owned(), |record| record.to_string()),
                article.outlet.as_deref().unwrap_or("-"),
                article.date.map_or_else(|| "-".to_owned(), |date| date.to_string()),
                article.authors.join("; "),
                article.title.as_deref().unwrap_or("-"),
                article.text
            )
        }
        Item::Problem(problem) => format!("problem: {}", problem.reason),
        Item::Ignored(reason) => format!("ignored: {reason}"),
        Item::IgnoredPart { part, reason } => format!("ignored {part}: {reason}"),
    }
}

fn all(text: &str) -> Vec<String> {
    items(text).iter().map(shown).collect()
}

#[test]
fn each_version_spells_its_keys_in_its_own_way() {
    for (text, expected) in [
        (
            r#"{"uri":"urn:nwa:1","type":"text","versioncreated":"2024-10-08T17:00:00Z","firstcreated":"2024-10-08T16:15:00+02:00",
                "headline":"Dam holds","byline":"By Anna Karr and Tom Vale","provider":"NWA","language":"en",
                "body_text":"It held. It did.","body_html":"<p>It held.</p><p>It did.</p>"}"#,
            r#"- NWA 2024-10-08T16:15:00+02:00 [Anna Karr; Tom Vale] Dam holds "It held.\n\nIt did.""#,
        ),
        (
            r#"{"standard":{"name":"ninjs","version":"2.1"},"uri":"https://nwa.example/dam","type":"text","versionCreated":"2024-10-08T17:00:00Z",
                "headlines":[{"role":"short","value":"Dam"},{"role":"main","value":"Dam holds"}],"infosources":[{"name":"NWA","role":"source"}],
                "bodies":[{"contenttype":"text/plain","value":"It held."},{"contentType":"text/html","value":"<p>It <b>held</b>.</p>"}]}"#,
            r#"- NWA 2024-10-08T17:00:00Z [] Dam holds "It held.""#,
        ),
        (
            r#"{"guid":"x","versioncreated":"2024-10-08T17:00:00+0000","headline":"Dam &amp; lock","authors":[{"name":"Anna Karr","role":"writer"}],
                "source":"NWA","body_html":"<p>It held.</p>"}"#,
            r#"- NWA 2024-10-08T17:00:00Z [Anna Karr] Dam & lock "It held.""#,
        ),
    ] {
        assert_eq!(all(text), [expected], "{text}");
    }
}

#[test]
fn lists_and_the_ap_media_api_give_an_article_an_item() {
    let item = |headline: &str| {
        format!(
            r#"{{"uri":"u-{headline}","type":"text","versioncreated":"2024-10-08T17:00:00Z","headline":"{headline}","body_text":"It held."}}"#
        )
    };
    let picture =
        r#"{"uri":"p","type":"picture","versioncreated":"2024-10-08T17:00:00Z","body_text":"A dam."}"#;
    let expected = [
        r#"1 - 2024-10-08T17:00:00Z [] One "It held.""#,
        "ignored 2: picture, graphic, audio or video",
        r#"3 - 2024-10-08T17:00:00Z [] Two "It held.""#,
    ];
    let (one, two) = (item("One"), item("Two"));
    for text in [
        format!(r#"{{"total":3,"item":[{one},{picture},{two}]}}"#),
        format!(
            r#"{{"api_version":"1.1","data":{{"items":[{{"meta":{{}},"item":{one}}},{{"item":{picture}}},{{"item":{two}}}]}}}}"#
        ),
        format!("[{one},{picture},{two}]"),
    ] {
        assert_eq!(all(&text), expected, "{text}");
    }
}

#[test]
fn what_is_no_article_is_ignored_with_its_reason() {
    for (text, expected) in [
        (r#"{"uri":"u","type":"picture","versioncreated":"2024-10-08T17:00:00Z"}"#, Ignored::Media),
        (
            r#"{"uri":"u","type":"composite","versioncreated":"2024-10-08T17:00:00Z","associations":{"a":{"type":"text","body_text":"It held."}}}"#,
            Ignored::Package,
        ),
        (r#"{"uri":"u","type":"event","versionCreated":"2024-10-08T17:00:00Z"}"#, Ignored::Event),
        (
            r#"{"uri":"u","type":"text","pubstatus":"usable","headline":"Dam","body_html":"<p> </p>"}"#,
            Ignored::Textless,
        ),
    ] {
        assert_eq!(items(text), [Item::Ignored(expected)], "{text}");
    }
}

#[test]
fn other_json_stays_with_its_reader() {
    for text in [
        r#"{"uri":"u","headline":"Dam holds","byline":"Anna Karr","text":"It held."}"#,
        r#"{"title":"Dam holds","body_html":"<p>It held.</p>","published_at":"2024-10-08"}"#,
    ] {
        let source = Source::open(Input { name: "a.json", bytes: Box::new(text.as_bytes()) }).unwrap();
        assert_eq!(sniff(&source.head), Likeness::No, "{text}");
    }
}

#[test]
fn hostile_documents_are_problems() {
    let deep = format!(r#"{{"uri":"u","pubstatus":{}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    let html = format!(r#"{{"uri":"u","pubstatus":"usable","body_html":"{}"}}"#, "<div>".repeat(10_000));
    let cut = r#"{"uri":"u","pubstatus":"usable","body_html":"<p>It"#;
    for (text, begins) in [
        (deep.as_str(), "problem: nested more than 128"),
        (html.as_str(), "problem: nested more than 400"),
        (cut, "problem: not valid JSON"),
    ] {
        let items = all(text);
        assert!(items.len() == 1 && items[0].starts_with(begins), "{items:?}");
    }
    let mut broken = br#"{"uri":"u","pubstatus":"usable","body_html":"#.to_vec();
    broken.extend(b"\"It \xff\xfe held.\"}");
    let input = Input { name: "a.json", bytes: Box::new(broken.as_slice()) };
    let found: Vec<Item> = read(input, &Hints::default()).collect();
    assert!(matches!(&found[..], [Item::Problem(problem)] if matches!(problem.reason, Reason::Charset(_))));
}
