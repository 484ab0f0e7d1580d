//! What pages say of themselves, each with what must be understood of it and where it stood.

use super::*;
use scraper::Html;

/// The best value of each field with its place.
fn best(head: &str, body: &str, field: Field) -> Option<String> {
    let page =
        Html::parse_document(&format!("<html lang=en-GB><head>{head}</head><body>{body}</body></html>"));
    let (mut draft, _) = read(&Evidence::of(&page), &Hints::default());
    let text = "Nothing was said.".to_owned();
    draft.text.push(Candidate { value: text, place: Place::Body, rank: 1 });
    let crate::formats::Item::Article(reading) = draft.finish(&Hints::default()) else {
        panic!("no article")
    };
    let found = reading.found.into_iter().find(|found| found.field == field)?;
    Some(format!("{} ({})", found.value, found.place))
}

#[test]
fn the_page_tells_its_own_headline_outlet_and_authors_from_those_of_others() {
    let canonical = "<link rel=canonical href='https://harbornews.example/dam'>";
    for (head, body, field, expected) in [
        (
            "<meta property='og:title' content='Dam holds'>",
            "<h2 itemprop=headline>Dam holds</h2><h2 itemprop=headline>Buy it</h2><h2 itemprop=headline>Buy it</h2>",
            Field::Title,
            "Dam holds ([itemprop=headline])",
        ),
        (
            "<meta property='og:site_name' content='Ledger | Dams | Locks | Weirs | Boats | Fish | Birds'>",
            "",
            Field::Outlet,
            "Ledger (meta og:site_name)",
        ),
        (
            &format!("{canonical}<title>Dam holds - Harbor International</title>"),
            "",
            Field::Outlet,
            "Harbor International (element title)",
        ),
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":\"Anna Karr\"}</script>",
            "<p class=byline>By Anna Karr and Tom Vale</p>",
            Field::Authors,
            "Anna Karr, Tom Vale (element p.byline)",
        ),
    ] {
        let found = best(head, body, field).map(|found| found.replace("element [", "["));
        assert_eq!(found.as_deref(), Some(expected), "{head} {body}");
    }
}

#[test]
fn dates_of_publication() {
    for (head, body, expected) in [
        (
            "<meta property='article:published_time' content='2024-10-08T16:15:00Z'>",
            "",
            Some("2024-10-08T16:15:00Z (meta article:published_time)"),
        ),
        ("<meta name='sailthru.date' content='2024-10-08'>", "", Some("2024-10-08 (meta sailthru.date)")),
        (
            "<meta name='DC.date.issued' content='8 October 2024'>",
            "",
            Some("2024-10-08 (meta dc.date.issued)"),
        ),
        (
            "",
            "<time itemprop='datePublished' datetime='2024-10-08'>today</time>",
            Some("2024-10-08 (element time[datePublished])"),
        ),
        (
            "",
            "<time pubdate datetime='2024-10-08'>Tuesday</time><time datetime='2024-10-01'>x</time>",
            Some("2024-10-08 (element time[datePublished])"),
        ),
        (
            "",
            "<article><h1>Dam</h1><time datetime='2024-10-08'>x</time></article><time datetime='2024-10-01'>x</time>",
            Some("2024-10-08 (element time)"),
        ),
        ("", "<p class='post-date'>Posted Oct. 8, 2024</p>", Some("2024-10-08 (element p.post-date)")),
        (
            "<link rel=canonical href='https://ledger.example/2024/10/08/dam'>",
            "",
            Some("2024-10-08 (element the URL's path)"),
        ),
        (
            "",
            "<h1>Dam</h1><div><span>By Anna Karr</span><span>Oct. 8, 2024</span></div>",
            Some("2024-10-08 (element text behind h1)"),
        ),
        ("", "<h1>Dam</h1><p>It was finished on Oct. 8, 1924</p><p>Oct. 8, 1924, it was.</p>", None),
        // No dates of publication:
        ("<meta property='article:modified_time' content='2024-10-09'>", "", None),
        ("", "<footer>Founded <time datetime='1999-05-12'>12 May 1999</time></footer>", None),
        ("", "<p>Founded 12 May 1999</p>", None),
        ("", "<time itemprop=dateModified datetime='2024-10-09'>x</time>", None),
        (
            "",
            "<aside><time datetime='2024-10-01'>x</time></aside><div class='related-posts'><time datetime='2024-10-02'>x</time></div>",
            None,
        ),
        ("", "<time datetime='2024-10-01'>x</time><time datetime='2024-10-02'>x</time>", None),
        ("<meta name=date content='31 February 2024'>", "", None),
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"dateModified\":\"2024-10-09\"}</script>",
            "",
            None,
        ),
    ] {
        assert_eq!(best(head, body, Field::Date).as_deref(), expected, "{head}{body}");
    }
}

#[test]
fn authors() {
    for (head, body, expected) in [
        (
            "<meta name=author content='Anna Karr and Tom Vale'>",
            "",
            Some("Anna Karr, Tom Vale (meta author)"),
        ),
        (
            "<meta property='article:author' content='https://social.example/akarr'>",
            "<span class=byline>By Anna Karr</span>",
            Some("Anna Karr (element span.byline)"),
        ),
        (
            "<meta name=author content='akarr@ledger.example'><meta name='twitter:creator' content='@akarr'>",
            "",
            None,
        ),
        ("<meta name=author content='Staff'>", "", None),
        (
            "<meta property='og:site_name' content='Harbor Wire Co'><meta name=author content='Harbor Wire Co'>",
            "<a rel=author>Anna Karr</a>",
            Some("Anna Karr (element a[author])"),
        ),
        (
            "",
            "<a rel=author href=x>Anna Karr</a> <a rel=author href=y>Tom Vale</a>",
            Some("Anna Karr, Tom Vale (element a[author])"),
        ),
        (
            "",
            "<div class=author>Anna Karr is the political editor of the Ledger and lives in Port Halden with two cats</div>",
            None,
        ),
    ] {
        assert_eq!(best(head, body, Field::Authors).as_deref(), expected, "{head}{body}");
    }
}

#[test]
fn titles_outlets_and_addresses() {
    let head = "<title>Dam holds | Harbor Ledger</title><meta property='og:site_name' content='Harbor Ledger'>\
                <meta property='og:url' content='https://ledger.example/dam'><link rel=canonical href='https://ledger.example/'>";
    assert_eq!(best(head, "", Field::Title).as_deref(), Some("Dam holds (element title)"));
    assert_eq!(
        best(head, "<h1>Dam holds, for now</h1>", Field::Title).as_deref(),
        Some("Dam holds, for now (element h1)")
    );
    assert_eq!(
        best(head, "<h1>Harbor Ledger</h1>", Field::Title).as_deref(),
        Some("Dam holds (element title)")
    );
    assert_eq!(best(head, "", Field::Url).as_deref(), Some("https://ledger.example/dam (meta og:url)"));
    assert_eq!(best(head, "", Field::Outlet).as_deref(), Some("Harbor Ledger (meta og:site_name)"));
    assert_eq!(
        best("<link rel=canonical href='https://www.axios.com/dam'>", "", Field::Outlet).as_deref(),
        Some("Axios (the URL's domain)")
    );
    assert_eq!(best(head, "", Field::Language).as_deref(), Some("en (element html[lang])"));
    assert_eq!(
        best("<meta property='article:section' content='World'>", "", Field::Section).as_deref(),
        Some("World (meta article:section)")
    );
}
