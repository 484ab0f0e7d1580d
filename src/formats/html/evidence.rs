//! What a page says of itself in elements and attributes: collected in one walk, nothing chosen.

use scraper::{ElementRef, Html};

use super::walk::{Visit, walk};
use crate::article::Date;
use crate::formats::draft::even;
use crate::formats::plain;

/// Longest byline, headline or time that is kept, in bytes.
const LONGEST: usize = 600;
/// Bytes of text between headline and date, at most.
const BEFORE_DATE: usize = 1_000;
/// Most pieces of evidence of one kind.
const MOST: usize = 200;

/// What a page says of itself.
#[derive(Debug, Default)]
pub struct Evidence {
    /// `<meta>`: name, property or itemprop, lower case, and content.
    pub metas: Vec<(String, String)>,
    /// Contents of JSON-LD scripts.
    pub scripts: Vec<String>,
    /// `<time>` and what is marked up as a date of publication.
    pub times: Vec<Marked>,
    /// The first line behind the headline that is a date and nothing else, without markup.
    pub plain_date: Option<Date>,
    /// What is marked up as a byline or author.
    pub bylines: Vec<Marked>,
    /// What is marked up as a headline.
    pub headlines: Vec<Marked>,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// `<title>`.
    pub title: Option<String>,
    /// `lang` of `<html>`.
    pub language: Option<String>,
}

/// A value in the page's markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The value.
    pub value: String,
    /// The element, as a selector.
    pub selector: String,
    /// Whether the markup names what it is: `pubdate`, `itemprop=datePublished`, `rel=author`.
    pub named: bool,
    /// Whether it stands in an `<article>` or `<main>`.
    pub in_article: bool,
}

impl Evidence {
    /// Walks `page`.
    #[must_use]
    pub fn of(page: &Html) -> Self {
        let mut collector = Collector::default();
        walk(page, &mut collector);
        collector.evidence
    }
}

#[derive(Default)]
struct Collector {
    evidence: Evidence,
    /// Elements around that are the article.
    articles: u32,
    /// Elements around that are about something else: footers, side bars, teasers.
    aside: u32,
    /// Elements around whose content is no text.
    silent: u32,
    /// Bytes of text since the headline.
    passed: usize,
}

/// Parts of class names of what is not the article itself.
const ASIDE: [&str; 15] = [
    "related",
    "sidebar",
    "comment",
    "recommend",
    "teaser",
    "promo",
    "footer",
    "most-read",
    "mostread",
    "popular",
    "trending",
    "newsletter",
    "widget",
    "more-stories",
    "tweet",
];
/// Class names of bylines.
const BYLINES: [&str; 16] = [
    "byline",
    "author",
    "author-name",
    "authorname",
    "article-author",
    "article__author",
    "article-byline",
    "post-author",
    "entry-author",
    "story-byline",
    "byline__name",
    "byline-name",
    "c-byline",
    "by-author",
    "authors",
    "contributor",
];
/// Class names of dates.
const DATES: [&str; 16] = [
    "date",
    "published",
    "publish-date",
    "published-date",
    "pubdate",
    "post-date",
    "entry-date",
    "article-date",
    "timestamp",
    "date-published",
    "article__date",
    "dateline",
    "posted-on",
    "publication-date",
    "date-time",
    "datetime",
];

impl Visit for Collector {
    fn open(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        self.articles += u32::from(is_article(name));
        self.aside += u32::from(is_aside(element));
        self.silent += u32::from(is_silent(name));
        match name {
            "html" => self.evidence.language = attribute(element, "lang"),
            "meta" => self.meta(element),
            "link" if has_word(element, "rel", "canonical") => {
                let href = attribute(element, "href").filter(|_| self.evidence.canonical.is_none());
                self.evidence.canonical = href.or_else(|| self.evidence.canonical.take());
            }
            "title" if self.evidence.title.is_none() => self.evidence.title = text(element),
            "script" => self.script(element),
            "h1" => self.headline(element, "h1"),
            _ => self.marked(element, name),
        }
    }

    fn text(&mut self, text: &str) {
        let open =
            !self.evidence.headlines.is_empty() && self.evidence.plain_date.is_none() && self.aside == 0;
        if !open || self.silent > 0 || self.passed > BEFORE_DATE {
            return;
        }
        let text = text.trim();
        self.passed += text.len();
        if (8..=80).contains(&text.len()) && text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.evidence.plain_date = plain::date_line(text);
        }
    }

    fn close(&mut self, element: ElementRef<'_>) {
        self.articles = self.articles.saturating_sub(u32::from(is_article(element.value().name())));
        self.aside = self.aside.saturating_sub(u32::from(is_aside(element)));
        self.silent = self.silent.saturating_sub(u32::from(is_silent(element.value().name())));
    }
}

impl Collector {
    fn meta(&mut self, element: ElementRef<'_>) {
        let Some(content) = attribute(element, "content").filter(|_| self.evidence.metas.len() < MOST) else {
            return;
        };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = attribute(element, key) {
                // A microdata meta deep in the page may belong to a teaser.
                if key != "itemprop" || self.aside == 0 {
                    self.evidence.metas.push((name.to_lowercase(), content.clone()));
                }
            }
        }
    }

    fn script(&mut self, element: ElementRef<'_>) {
        let kind = attribute(element, "type").unwrap_or_default().to_lowercase();
        if kind.starts_with("application/ld+json") && self.evidence.scripts.len() < MOST {
            self.evidence.scripts.push(element.text().collect());
        }
    }

    fn headline(&mut self, element: ElementRef<'_>, selector: &str) {
        if let Some(value) = text(element).filter(|_| self.aside == 0 && self.evidence.headlines.len() < MOST)
        {
            let named = has_word(element, "itemprop", "headline");
            let marked =
                Marked { value, selector: selector.to_owned(), named, in_article: self.articles > 0 };
            self.evidence.headlines.push(marked);
        }
    }

    /// Dates and bylines by their markup.
    fn marked(&mut self, element: ElementRef<'_>, name: &str) {
        if self.aside > 0 {
            return;
        }
        let published =
            has_word(element, "itemprop", "datePublished") || element.value().attr("pubdate").is_some();
        let changed =
            has_word(element, "itemprop", "dateModified") || class_part(element, &["updated", "modified"]);
        let date_class = class_is(element, &DATES);
        if (published || name == "time" || date_class) && !changed && self.evidence.times.len() < MOST {
            let value = ["datetime", "content", "title"].iter().find_map(|key| {
                attribute(element, key).filter(|value| crate::text::date::parse(value).is_some())
            });
            if let Some(value) = value.or_else(|| text(element)) {
                let selector = selector(element, if published { "datePublished" } else { "" });
                let named = published;
                self.evidence.times.push(Marked { value, selector, named, in_article: self.articles > 0 });
            }
        }
        let named = has_word(element, "rel", "author") || has_word(element, "itemprop", "author");
        if (named || is_byline(element)) && self.evidence.bylines.len() < MOST {
            let value = attribute(element, "content").or_else(|| text(element));
            if let Some(value) = value.filter(|value| value.len() <= 300) {
                let selector = selector(element, if named { "author" } else { "" });
                self.evidence.bylines.push(Marked { value, selector, named, in_article: self.articles > 0 });
            }
        }
        if has_word(element, "itemprop", "headline") {
            self.headline(element, "[itemprop=headline]");
        }
    }
}

fn is_article(name: &str) -> bool {
    matches!(name, "article" | "main")
}

fn is_silent(name: &str) -> bool {
    matches!(name, "script" | "style" | "noscript" | "template" | "head")
}

fn is_aside(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    let structure = matches!(name, "footer" | "aside" | "nav");
    // The page itself may be "has-sidebar".
    structure || (!matches!(name, "html" | "body" | "main" | "article") && class_part(element, &ASIDE))
}

fn class_part(element: ElementRef<'_>, parts: &[&str]) -> bool {
    let value = element.value();
    let mut names = value.attr("class").unwrap_or("").split_ascii_whitespace().chain(value.attr("id"));
    names.any(|name| {
        let name = name.to_ascii_lowercase();
        // "with-sidebar" and "no-comments" say how it is laid out, not what it is.
        let layout = ["has-", "with-", "no-"].iter().any(|prefix| name.starts_with(prefix));
        !layout && parts.iter().any(|part| name.contains(part))
    })
}

fn class_is(element: ElementRef<'_>, names: &[&str]) -> bool {
    let classes = element.value().attr("class").unwrap_or("");
    classes.split_ascii_whitespace().any(|class| names.iter().any(|name| name.eq_ignore_ascii_case(class)))
}

/// Whether its class names a byline, by a name of the list or one that ends as "content__meta-byline" does.
fn is_byline(element: ElementRef<'_>) -> bool {
    let classes = element.value().attr("class").unwrap_or("");
    let ends = |class: &str| {
        let class = class.to_ascii_lowercase();
        class.ends_with("-byline") && !class.starts_with("no-") && !class.starts_with("hide-")
    };
    class_is(element, &BYLINES) || classes.split_ascii_whitespace().any(ends)
}

fn has_word(element: ElementRef<'_>, key: &str, word: &str) -> bool {
    let value = element.value().attr(key).unwrap_or("");
    value.split_ascii_whitespace().any(|other| other.eq_ignore_ascii_case(word))
}

fn attribute(element: ElementRef<'_>, key: &str) -> Option<String> {
    let value = even(element.value().attr(key)?);
    (!value.is_empty()).then_some(value)
}

/// The element's text, unless it is too long to be a value.
fn text(element: ElementRef<'_>) -> Option<String> {
    let mut text = String::new();
    for piece in element.text() {
        text.push_str(piece);
        text.push(' ');
        if text.len() > 4 * LONGEST {
            return None;
        }
    }
    let text = even(&text);
    (!text.is_empty() && text.len() <= LONGEST).then_some(text)
}

/// "time\[datePublished\]", "span.byline".
fn selector(element: ElementRef<'_>, role: &str) -> String {
    let name = element.value().name();
    if !role.is_empty() {
        return format!("{name}[{role}]");
    }
    let class = element.value().attr("class").and_then(|classes| classes.split_ascii_whitespace().next());
    class.map_or_else(|| name.to_owned(), |class| format!("{name}.{class}"))
}
