//! Feeds: RSS in all its versions, Atom, and WordPress's export (WXR), an article an item.
//!
//! What is saved of a feed may hold whole texts or first lines alone: the longest that an item has is
//! taken. Drafts, pages of pictures and menus of a WordPress export are ignored.

mod content;

use super::draft::Draft;
use super::format::Likeness;
use super::hints::Hints;
use super::html;
use super::reading::{Field, Ignored, Items, Place};
use super::source::{Head, Source};
use super::xml::{self, Element, Verdict};
use crate::article::url;

static READER: xml::Reader = xml::Reader { records: &["item", "entry"], read: item };

/// How much `head` looks like RSS.
#[must_use]
pub fn sniff_rss(head: &Head) -> Likeness {
    xml::sniff_root(head, &["rss", "RDF", "channel"])
}

/// How much `head` looks like Atom.
#[must_use]
pub fn sniff_atom(head: &Head) -> Likeness {
    xml::sniff_root(head, &["feed", "entry"])
}

/// How much `head` looks like a WordPress export.
#[must_use]
pub fn sniff_wxr(head: &Head) -> Likeness {
    let wordpress = head.text.contains("wordpress.org/export/");
    if wordpress { xml::sniff_root(head, &["rss"]) } else { Likeness::No }
}

/// Reads every item.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    xml::read(source, hints, &READER)
}

fn item(item: &Element, prelude: &Element, hints: &Hints) -> Verdict {
    if let Some(reason) = unpublished(item) {
        return Verdict::Ignored(reason);
    }
    let mut draft = Draft::default();
    if let Err(reason) = content::add(&mut draft, item) {
        return Verdict::Problem(reason);
    }
    draft.lift_byline();
    if draft.text.is_empty() {
        return Verdict::Ignored(Ignored::Textless);
    }
    let title = item.child("title").map(|title| html::unescaped(&title.text())).unwrap_or_default();
    draft.add(Field::Title, &title, element("title"), 200);
    add_links(&mut draft, item);
    add_dates(&mut draft, item);
    add_authors(&mut draft, item);
    add_outlet(&mut draft, item, prelude, hints);
    let channel = channel(prelude);
    let section = item.children().filter(|child| child.name == "category").find_map(|category| {
        let named = category.attribute("term").map(str::to_owned).unwrap_or_else(|| category.text());
        // WordPress keeps tags in the same place.
        let tag = category.attribute("domain").is_some_and(|domain| domain == "post_tag");
        Some(named).filter(|name| !tag && !name.is_empty() && name != "Uncategorized")
    });
    draft.add(Field::Section, &html::unescaped(&section.unwrap_or_default()), element("category"), 200);
    let language = item.attribute("xml:lang").map(str::to_owned);
    let language = language.or_else(|| channel?.child("language").map(Element::text));
    let language = language.or_else(|| channel?.attribute("xml:lang").map(str::to_owned));
    draft.add(Field::Language, &language.unwrap_or_default(), element("language"), 200);
    let id = item.child("guid").or_else(|| item.child("id")).map(Element::text).filter(|id| !id.is_empty());
    draft.given_id = id.map(Into::into);
    draft.into()
}

/// Why an item of a WordPress export was never published as an article.
fn unpublished(item: &Element) -> Option<Ignored> {
    let text = |name: &str| item.child(name).map(Element::text);
    match text("wp:post_type").as_deref() {
        None | Some("post" | "page" | "article" | "news" | "story") => {}
        Some("attachment") => return Some(Ignored::Media),
        Some("nav_menu_item" | "revision" | "custom_css" | "wp_global_styles" | "oembed_cache") => {
            return Some(Ignored::Settings);
        }
        // Kinds of posts of a site's own hold articles as often as not.
        Some(_) => {}
    }
    match text("wp:status").as_deref() {
        None | Some("publish" | "private" | "inherit" | "") => None,
        Some(_) => Some(Ignored::Unpublished),
    }
}

fn channel(prelude: &Element) -> Option<&Element> {
    prelude.find("channel").or_else(|| prelude.find("feed"))
}

fn add_links(draft: &mut Draft, item: &Element) {
    for link in item.children().filter(|child| child.name == "link") {
        match link.attribute("href") {
            Some(href) => {
                let rank = match link.attribute("rel") {
                    None | Some("alternate") => 200,
                    Some("canonical") => 210,
                    Some(_) => continue,
                };
                draft.add(Field::Url, href, element("link"), rank);
            }
            None => draft.add(Field::Url, &link.text(), element("link"), 200),
        }
    }
    let original = item.child("origLink").map(Element::text).unwrap_or_default();
    draft.add(Field::Url, &original, element("feedburner:origLink"), 220);
    let guid = item.child("guid").filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    draft.add(Field::Url, &guid.map(Element::text).unwrap_or_default(), element("guid"), 100);
    draft.add(Field::Url, item.attribute("rdf:about").unwrap_or_default(), element("rdf:about"), 90);
}

fn add_dates(draft: &mut Draft, item: &Element) {
    for (rank, name) in
        (0_u8..).zip(["pubDate", "published", "issued", "date", "wp:post_date_gmt", "created"])
    {
        let date = item.child(name).map(Element::text).unwrap_or_default();
        draft.add(Field::Date, &date, Place::Element(name.into()), 200 - rank);
    }
    // Atom's only date that must be there.
    let updated = item.child("updated").or_else(|| item.child("modified"));
    draft.add(Field::Date, &updated.map(Element::text).unwrap_or_default(), element("updated"), 100);
}

fn add_authors(draft: &mut Draft, item: &Element) {
    let mut names: Vec<String> = Vec::new();
    for creator in item.children().filter(|child| matches!(child.name.as_str(), "creator" | "author")) {
        let name = creator.child("name").map_or_else(|| creator.text(), Element::text);
        // RSS has "desk@nwa.example (Anna Karr)".
        let name = match name.split_once('(') {
            Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
            _ => name,
        };
        if !name.contains('@') && !names.contains(&name) {
            names.push(name);
        }
    }
    draft.add(Field::Authors, &html::unescaped(&names.join(", ")), element("author"), 200);
}

/// The outlet: the item's source, where the feed was put together from others; what the table knows of the
/// item's domain; the feed's title.
fn add_outlet(draft: &mut Draft, item: &Element, prelude: &Element, hints: &Hints) {
    let source =
        item.child("source").map(|source| source.child("title").map_or_else(|| source.text(), Element::text));
    draft.add(Field::Outlet, &html::unescaped(&source.unwrap_or_default()), element("source"), 200);
    let host = draft.url.iter().max_by_key(|url| url.rank).and_then(|found| url::host(&found.value));
    if let Some(name) = host.as_deref().and_then(|host| hints.outlets.name(host)) {
        draft.add(Field::Outlet, name, Place::Domain, 190);
    }
    let title = channel(prelude).and_then(|channel| channel.child("title")).map(Element::text);
    draft.add(Field::Outlet, &html::unescaped(&title.unwrap_or_default()), element("channel title"), 150);
}

fn element(selector: &'static str) -> Place {
    Place::Element(selector.into())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
