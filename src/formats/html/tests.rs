//! Whole pages, from bytes to articles.

use super::super::{Ignored, Input, read};
use super::*;

fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    read(Input { name, bytes: Box::new(std::io::Cursor::new(bytes.to_vec())) }, &Hints::default()).collect()
}

const PAGE: &str = "<!DOCTYPE html><!-- saved from url=(0030)https://ledger.example/dam --><html lang=en><head><meta charset=windows-1252>\
<title>Dam holds</title></head><body><nav><a href=/>Home</a></nav><article><h1>Dam holds</h1><p class=byline>By Anna Karr</p>\
<p>The old dam above Port Halden held through the night, the mayor said, though the water rose to within a hand of its crest.</p>\
<p>“We watched it until dawn,” Mayor Ines Morrow told reporters at the lock caf\u{e9}, where volunteers had filled sandbags since noon.</p>\
<p>Engineers will inspect the wall on Friday and decide whether the lower town may return to its houses before the weekend.</p>\
</article><footer>Founded 12 May 1999</footer></body></html>";

#[test]
fn a_page_becomes_an_article() {
    let bytes = encoding_rs::WINDOWS_1252.encode(PAGE).0.into_owned();
    let all = items("dam.html", &bytes);
    let [Item::Article(reading)] = &all[..] else { panic!("{all:?}") };
    let article = &reading.article;
    assert_eq!(article.title.as_deref(), Some("Dam holds"));
    assert_eq!(article.authors, ["Anna Karr"]);
    assert_eq!(article.date, None);
    assert_eq!(article.url.as_deref(), Some("https://ledger.example/dam"));
    assert_eq!(article.outlet.as_deref(), Some("ledger.example"));
    assert!(article.text.starts_with("The old dam above"), "{}", article.text);
    assert!(article.text.ends_with("before the weekend."), "{}", article.text);
    assert!(article.text.contains("crest.\n\n“We watched it until dawn,”"), "{}", article.text);
    assert!(article.text.contains("café"), "{}", article.text);
    // The content says what it is, whatever the name.
    assert!(matches!(&items("dam.txt", &bytes)[..], [Item::Article(same)] if same.article == *article));
}

#[test]
fn a_page_without_a_text_is_a_problem_unless_it_describes_one() {
    let all = items("a.html", b"<html><head><title>Index</title></head><body></body></html>");
    assert!(
        matches!(&all[..], [Item::Problem(problem)] if problem.reason == Reason::NoBody && problem.hint.is_some()),
        "{all:?}"
    );
    let described = "<html><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"<p>It held.</p><p>So far.</p>\"}</script></html>";
    let all = items("a.html", described.as_bytes());
    assert!(
        matches!(&all[..], [Item::Article(reading)] if reading.article.text == "It held.\n\nSo far."),
        "{all:?}"
    );
}

#[test]
fn hostile_pages_end_quickly() {
    let deep = format!("<html><body>{}", "<div>".repeat(20_000));
    assert!(
        matches!(&items("a.html", deep.as_bytes())[..], [Item::Problem(problem)] if matches!(problem.reason, Reason::TooDeep(_)))
    );
    // As deep as is parsed, on the small stack of a thread.
    let sentence = "The old dam above Port Halden held through the night, the mayor said. ".repeat(8);
    for (open, close) in [
        ("<div>", "</div>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>", "</li></ul>"),
        ("<b><i>", "</i></b>"),
    ] {
        let levels = depth::DEEPEST / open.matches('<').count() - 3;
        let page = format!(
            "<html><body>{}<p>{sentence}</p>{}</body></html>",
            open.repeat(levels),
            close.repeat(levels)
        );
        assert_eq!(items("a.html", page.as_bytes()).len(), 1, "{open}");
    }
    let entities =
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><html><body><p>&b;&b;</p></body></html>";
    assert_eq!(items("a.html", entities.as_bytes()).len(), 1);
    assert_eq!(items("a.html", b"\x89PNG\r\n"), [Item::Ignored(Ignored::Binary)]);
}
