//! Items of every kind of feed, and what is none.

use super::super::reading::{Item, Reason};
use super::super::{Input, read};
use super::*;

fn items(text: &str) -> Vec<Item> {
    read(Input { name: "feed", bytes: Box::new(text.as_bytes()) }, &Hints::default()).collect()
}

fn all(text: &str) -> Vec<String> {
    let shown = |item: &Item| match item {
        Item::Article(reading) => {
            let article = &reading.article;
            format!(
                "{:?} {} {} {} [{}] {} {} {:?}",
                reading.record,
                article.outlet.as_deref().unwrap_or("-"),
                article.date.map_or_else(|| "-".to_owned(), |date| date.to_string()),
                article.title.as_deref().unwrap_or("-"),
                article.authors.join("; "),
                article.url.as_deref().unwrap_or("-"),
                article.section.as_deref().unwrap_or("-"),
                article.text
            )
        }
        Item::Problem(problem) => format!("problem {:?}: {}", problem.record, problem.reason),
        Item::Ignored(reason) => format!("ignored: {reason}"),
        Item::IgnoredPart { part, reason } => format!("ignored {part}: {reason}"),
    };
    items(text).iter().map(shown).collect()
}

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:media="m"><channel><title>Harbor Ledger</title><link>https://ledger.example</link><language>en-gb</language>
<item><title>Dam &amp;amp; lock hold</title><link>https://ledger.example/dam</link><guid isPermaLink="false">7</guid><pubDate>Tue, 08 Oct 2024 16:15:00 -0400</pubDate><dc:creator><![CDATA[Anna Karr]]></dc:creator><category>Home</category>
<media:title>No</media:title><media:content url="x.jpg"/><description>It held. Read on.</description><content:encoded><![CDATA[<p>It held.</p><p>It did.</p><p>The post <a href="x">Dam</a> appeared first on <a href="y">Harbor Ledger</a>.</p>]]></content:encoded></item>
<item><title>Two</title><link>https://ledger.example/two</link><description>&lt;p&gt;First lines.&lt;/p&gt;</description><author>desk@ledger.example (Tom Vale)</author></item>
<item><title>Three</title></item></channel></rss>"#;

#[test]
fn rss_gives_an_article_an_item() {
    assert_eq!(
        all(RSS),
        [
            r#"Some(1) Harbor Ledger 2024-10-08T16:15:00-04:00 Dam & lock hold [Anna Karr] https://ledger.example/dam Home "It held.\n\nIt did.""#,
            r#"Some(2) Harbor Ledger - Two [Tom Vale] https://ledger.example/two - "First lines.""#,
            "ignored 3: news item without a text",
        ]
    );
}

#[test]
fn atom_gives_an_article_an_entry() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbor Ledger</title><entry><title type="html">Dam holds</title><link rel="self" href="https://ledger.example/feed/1"/><link href="https://ledger.example/dam"/><id>tag:1</id><published>2024-10-08T16:15:00Z</published><updated>2024-10-09T16:15:00Z</updated><author><name>Anna Karr</name></author><category term="Home"/><summary>It.</summary><content type="xhtml"><div><p>It held.</p><p>It did.</p></div></content></entry></feed>"#;
    assert_eq!(
        all(atom),
        [
            r#"None Harbor Ledger 2024-10-08T16:15:00Z Dam holds [Anna Karr] https://ledger.example/dam Home "It held.\n\nIt did.""#
        ]
    );
}

#[test]
fn wordpress_gives_what_was_published() {
    let post = |kind: &str, status: &str| {
        format!(
            "<item><title>Dam</title><link>https://ledger.example/{kind}</link><content:encoded><![CDATA[[caption id=1]<img/> A dam[/caption]It held.\n\nIt did.]]></content:encoded><excerpt:encoded>No</excerpt:encoded><wp:post_date_gmt>2024-10-08 16:15:00</wp:post_date_gmt><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"
        )
    };
    let wxr = format!(
        "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Harbor Ledger</title>{}{}{}{}</channel></rss>",
        post("post", "publish"),
        post("post", "draft"),
        post("attachment", "inherit"),
        post("nav_menu_item", "publish")
    );
    assert_eq!(
        all(&wxr),
        [
            r#"Some(1) Harbor Ledger 2024-10-08 Dam [] https://ledger.example/post - "It held.\n\nIt did.""#,
            "ignored 2: never published",
            "ignored 3: picture, graphic, audio or video",
            "ignored 4: settings",
        ]
    );
}

#[test]
fn hostile_feeds_cost_the_item_that_is_hostile() {
    let deep = format!("<description>{}</description>", "&lt;div&gt;".repeat(10_000));
    let nested = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    let feed = format!(
        "<rss><channel><item><title>a</title>{deep}</item><item>{nested}</item><item><title>b</title><description>It held.</description></item><item><title>b</a></item></channel></rss>"
    );
    let found = items(&feed);
    let reasons: Vec<Option<&Reason>> = found
        .iter()
        .map(|item| match item {
            Item::Problem(problem) => Some(&problem.reason),
            _ => None,
        })
        .collect();
    assert!(
        matches!(
            reasons[..],
            [Some(Reason::TooDeep(400)), Some(Reason::TooDeep(200)), None, Some(Reason::Xml(_))]
        ),
        "{reasons:?}"
    );
    let bomb =
        "<!DOCTYPE rss [<!ENTITY a \"aaaa\">]><rss><channel><item><title>&a;</title></item></channel></rss>";
    assert!(matches!(&items(bomb)[..], [Item::Problem(problem)] if problem.reason == Reason::Entities));
    assert_eq!(all("<rss><channel><title>x</title></channel></rss>"), ["ignored: nothing in it"]);
}
