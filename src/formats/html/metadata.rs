//! From a page's evidence to candidates for each field, ranked; a value without evidence stays out.
//!
//! What is no date of publication here, however often it is taken for one: `dateModified`, dates in
//! footers ("Founded 12 May 1999"), and one of several `<time>`s outside the article.

use super::evidence::{Evidence, Marked};
use super::json_ld;
use super::unescaped;
use crate::article::{Date, url};
use crate::formats::byline;
use crate::formats::draft::{Candidate, Draft, even, read_date};
use crate::formats::hints::Hints;
use crate::formats::reading::{Field, Place};
use crate::text::fold;

/// Names and properties of `<meta>`, by field, the best first.
const METAS: [(Field, &[&str]); 7] = [
    (
        Field::Date,
        &[
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "article.published",
            "published-date",
            "publish-date",
            "publish_date",
            "publishdate",
            "publication_date",
            "publicationdate",
            "originalpublicationdate",
            "article_date_original",
            "rnews:datepublished",
            "cxenseparse:recs:publishtime",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "dcterms.created",
            "dc.date.created",
            "dc.date.publish",
            "bt:pubdate",
            "pubdate",
            "pub_date",
            "citation_publication_date",
            "og:pubdate",
            "displaydate",
            "ptime",
            "published_at",
            "published_time",
            "release_date",
            "news_publish_date",
            "iso-8601-publish-date",
            "article:post_date",
            "date",
            "sdate",
            "datecreated",
            "article.created",
            "created",
        ],
    ),
    (
        Field::Title,
        &[
            "headline",
            "og:title",
            "parsely-title",
            "sailthru.title",
            "dc.title",
            "dcterms.title",
            "twitter:title",
            "citation_title",
            "title",
        ],
    ),
    (
        Field::Authors,
        &[
            "byl",
            "parsely-author",
            "sailthru.author",
            "article:author_name",
            "author",
            "dc.creator",
            "dcterms.creator",
            "cxenseparse:author",
            "citation_author",
            "article:author",
            "og:article:author",
            "creator",
            "authors",
        ],
    ),
    (
        Field::Outlet,
        &[
            "og:site_name",
            "publisher",
            "dc.publisher",
            "application-name",
            "cre",
            "apple-mobile-web-app-title",
        ],
    ),
    (Field::Url, &["og:url", "parsely-link", "twitter:url", "dc.identifier"]),
    (
        Field::Section,
        &["article:section", "parsely-section", "og:article:section", "section", "cg", "category"],
    ),
    (Field::Language, &["content-language", "dc.language", "language", "og:locale"]),
];

/// Rank of the best `<meta>` of a field; JSON-LD of the article has 200.
const META: u8 = 195;

/// What `evidence` says, as a draft without text; and the text that JSON-LD holds, if any.
#[must_use]
pub fn read(evidence: &Evidence, hints: &Hints) -> (Draft, Option<String>) {
    let mut draft = Draft::default();
    let body = json_ld::read(&evidence.scripts, &mut draft);
    metas(evidence, &mut draft);
    addresses(evidence, &mut draft);
    times(&evidence.times, &mut draft);
    if let Some(value) = evidence.plain_date {
        draft.date.push(Candidate { value, place: Place::Element("text behind h1".into()), rank: 50 });
    }
    bylines(&evidence.bylines, &mut draft);
    if let Some(title) = &evidence.title {
        let title = unescaped(title);
        outlet_behind(&title, &mut draft);
        draft.add(Field::Title, &title, Place::Element("title".into()), 70);
    }
    // Headlines are compared without the outlet's name behind them.
    strip_outlet(&mut draft, hints);
    headlines(evidence, &mut draft);
    if let Some(language) = &evidence.language {
        draft.add(Field::Language, language, Place::Element("html[lang]".into()), 150);
    }
    strip_outlet(&mut draft, hints);
    (draft, body)
}

fn metas(evidence: &Evidence, draft: &mut Draft) {
    for (name, content) in &evidence.metas {
        for (field, names) in &METAS {
            let Some(at) = names.iter().position(|other| other == name) else { continue };
            let at = u8::try_from(at).unwrap_or(u8::MAX);
            let rank = match field {
                Field::Outlet if at > 0 => 130 - at,
                Field::Title if at > 0 => 175 - at,
                _ => META - at,
            };
            // "article:author" is often a profile's address.
            // An app may be named like a headline.
            // And a site may list its subjects behind its name.
            let content = match content.split_once(" | ").filter(|_| *field == Field::Outlet) {
                Some((name, _)) if content.split(" | ").count() > 2 => name,
                _ => content.as_str(),
            };
            if *field == Field::Outlet && content.split(' ').count() > 6 {
                continue;
            }
            if *field == Field::Authors && content.contains("://") || content.starts_with('@') {
                continue;
            }
            draft.add(*field, &unescaped(content), Place::Meta(name.clone().into()), rank);
        }
    }
}

fn addresses(evidence: &Evidence, draft: &mut Draft) {
    if let Some(canonical) = &evidence.canonical {
        draft.add(Field::Url, canonical, Place::Element("link[rel=canonical]".into()), 198);
    }
    for candidate in &mut draft.url {
        // An address of the home page is that of the site, not of the article.
        let home = url::canonical(&candidate.value).is_none_or(|address| !address.contains(['/', '?']));
        if home {
            candidate.rank = 2;
        }
    }
    // A date in the address, as many outlets print it.
    let dated = draft.url.iter().find_map(|candidate| address_date(&candidate.value));
    if let Some(value) = dated {
        draft.date.push(Candidate { value, place: Place::Element("the URL's path".into()), rank: 60 });
    }
}

/// `/2024/10/08/` or `/2024-10-08-` in an address.
fn address_date(address: &str) -> Option<Date> {
    let path = address.split_once("://")?.1.split(['?', '#']).next()?;
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let digits =
        |segment: &str, count: usize| segment.len() == count && segment.bytes().all(|b| b.is_ascii_digit());
    for three in segments.windows(3) {
        if let [year, month, day] = three
            && digits(year, 4)
            && digits(month, 2)
            && digits(day, 2)
        {
            return read_date(&format!("{year}-{month}-{day}"));
        }
    }
    // "/2024/oct/08/"
    let worded = segments.windows(3).find_map(|three| match three {
        [year, month, day] if digits(year, 4) && month.len() == 3 && digits(day, 2) => {
            read_date(&format!("{day} {month} {year}"))
        }
        _ => None,
    });
    worded.or_else(|| {
        segments.iter().find_map(|segment| {
            let head = segment.get(..10).filter(|head| head.split('-').map(str::len).eq([4, 2, 2]))?;
            read_date(head)
        })
    })
}

fn times(times: &[Marked], draft: &mut Draft) {
    let read: Vec<(Date, &Marked)> =
        times.iter().filter_map(|time| Some((read_date(&time.value)?, time))).collect();
    let first_in_article = read.iter().position(|(_, time)| time.in_article);
    let one_day =
        read.first().is_some_and(|(first, _)| read.iter().all(|(date, _)| date.day() == first.day()));
    for (at, (date, time)) in read.iter().enumerate() {
        let rank = if time.named {
            // Of several articles on a page the first is the page's.
            170 - u8::try_from(at.min(50)).unwrap_or(50)
        } else if one_day {
            100 - u8::try_from(at.min(30)).unwrap_or(30)
        } else if Some(at) == first_in_article {
            90
        } else {
            continue;
        };
        draft.date.push(Candidate {
            value: *date,
            place: Place::Element(time.selector.clone().into()),
            rank,
        });
    }
}

fn bylines(bylines: &[Marked], draft: &mut Draft) {
    let best = |named: bool| {
        let mut names: Vec<String> = Vec::new();
        let mut place = None;
        let any_inside = bylines.iter().any(|byline| byline.in_article && byline.named == named);
        for marked in
            bylines.iter().filter(|byline| byline.named == named && (byline.in_article || !any_inside))
        {
            let opened = byline::opening(&marked.value).is_some();
            // An element of class "author" may hold a whole profile.
            if !opened && marked.value.split(' ').count() > 8 {
                continue;
            }
            let found = byline::authors(&marked.value);
            if found.is_empty() || (!named && place.is_some()) {
                continue;
            }
            place = place.or_else(|| Some(marked.selector.clone()));
            names.extend(found.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
        }
        (names, place)
    };
    for (named, rank) in [(true, 120), (false, 100)] {
        if let (value, Some(place)) = best(named) {
            // Data may name the first of several authors alone.
            let told = draft.authors.iter().max_by_key(|authors| authors.rank);
            let more = told.filter(|told| {
                let has = |name: &String| value.iter().any(|other| fold(other) == fold(name));
                value.len() > told.value.len() && value.len() <= 6 && told.value.iter().all(has)
            });
            let rank = more.map_or(rank, |told| told.rank.saturating_add(1));
            draft.authors.push(Candidate { value, place: Place::Element(place.into()), rank });
        }
    }
}

/// The outlet behind a page's title, where it is the name that the page's domain has too: "Sputnik
/// International" of sputniknews.com.
fn outlet_behind(title: &str, draft: &mut Draft) {
    let best = draft.url.iter().max_by_key(|address| address.rank);
    let Some(host) = best.and_then(|address| url::host(&address.value)) else { return };
    let label = host.split('.').next().unwrap_or_default();
    let tails = [" | ", " - ", " – ", " — "].into_iter().filter_map(|mark| title.rsplit_once(mark));
    for (_, tail) in tails {
        let folded = fold(tail);
        let first = folded.split(' ').next().unwrap_or_default();
        let own = first.len() >= 4 && label.starts_with(first);
        if tail.split(' ').count() <= 5 && (own || folded.replace(' ', "") == label) {
            draft.add(Field::Outlet, tail, Place::Element("title".into()), 125);
        }
    }
}

fn headlines(evidence: &Evidence, draft: &mut Draft) {
    let own: Vec<&Marked> = evidence.headlines.iter().collect();
    let single = own.len() == 1;
    // A headline on the page twice agrees with none but itself.
    let told = draft.title.len();
    for marked in own {
        // The headline is where others name it too; a logo in an <h1> is not.
        let agreed = draft.title.iter().take(told).any(|other| {
            let (one, two) = (fold(&other.value), fold(&marked.value));
            one.starts_with(&two) || two.starts_with(one.trim_end_matches([' ', '…']))
        });
        let rank = match (marked.named, agreed) {
            (true, true) => 202,
            (false, true) => 201,
            (_, false) if single || marked.in_article => 65,
            _ => continue,
        };
        draft.add(Field::Title, &marked.value, Place::Element(marked.selector.clone().into()), rank);
    }
}

/// Takes the outlet's name off the ends of headlines, and out of the authors.
fn strip_outlet(draft: &mut Draft, hints: &Hints) {
    let mut outlets: Vec<String> = draft.outlet.iter().map(|outlet| fold(&outlet.value)).collect();
    for address in &draft.url {
        if let Some(host) = url::host(&address.value) {
            outlets.push(fold(&hints.outlets.show(&host)));
            outlets.push(fold(&host));
        }
    }
    outlets.retain(|outlet| !outlet.is_empty());
    known_spelling(draft, hints);
    for title in &mut draft.title {
        // A <title> has the outlet behind it more often than not, under whatever name.
        title.value = without_outlet(&title.value, &outlets);
    }
    draft.title.retain(|title| !outlets.contains(&fold(&title.value)));
    for authors in &mut draft.authors {
        authors.value.retain(|author| !outlets.contains(&fold(author)));
    }
    draft.authors.retain(|authors| !authors.value.is_empty());
}

/// Where the table knows the page's domain, its spelling is taken for "TheHill" and "The Post | post.com".
fn known_spelling(draft: &mut Draft, hints: &Hints) {
    let best = draft.url.iter().max_by_key(|address| address.rank);
    let host = best.and_then(|address| url::host(&address.value));
    let Some(known) = host.as_deref().and_then(|host| hints.outlets.name(host)) else { return };
    for outlet in &mut draft.outlet {
        let label = host.as_deref().and_then(|host| host.split('.').next()).unwrap_or("");
        let own = fold(&outlet.value);
        if same_outlet(&own, &fold(known)) || own.replace(' ', "") == label {
            known.clone_into(&mut outlet.value);
        }
    }
}

fn without_outlet(title: &str, outlets: &[String]) -> String {
    let mut title = title;
    for separator in [" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " • "] {
        while let Some((head, tail)) = title.rsplit_once(separator) {
            let tail = fold(tail);
            if head.trim().is_empty() || !outlets.iter().any(|outlet| same_outlet(&tail, outlet)) {
                break;
            }
            title = head;
        }
        if let Some((head, tail)) = title.split_once(separator)
            && outlets.contains(&fold(head))
        {
            title = tail;
        }
    }
    even(title)
}

fn same_outlet(tail: &str, outlet: &str) -> bool {
    let bare = |name: &str| {
        let name = name.replace(' ', "");
        name.strip_prefix("the").map(str::to_owned).unwrap_or(name)
    };
    let (tail, outlet) = (bare(tail), bare(outlet));
    tail == outlet
        || (outlet.len() >= 4 && tail.starts_with(&outlet))
        || (tail.len() >= 4 && outlet.starts_with(&tail))
}

#[cfg(test)]
#[path = "metadata_tests.rs"]
mod tests;
