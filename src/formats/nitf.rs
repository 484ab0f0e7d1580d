//! NITF, IPTC's news in XML since 1998: whole documents, and the bodies that other formats carry in it.
//!
//! Captions of media, notes to editors, and what stands in `body.end` are no text of the article.

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Field, Ignored, Items, Place};
use super::source::{Head, Source};
use super::wire_text;
use super::xml::{self, Element, Node, Verdict};

/// Elements that are paragraphs in NITF and nowhere else.
const BLOCKS: &[&str] =
    &["block", "body.content", "body.head", "nitf-table", "bq", "fn", "lead", "hedline", "headline"];
/// Elements whose content is no text of the article.
const SKIPPED: &[&str] = &[
    "media",
    "media-caption",
    "media-producer",
    "media-reference",
    "body.head",
    "body.end",
    "tagline",
    "note",
    "ed-msg",
];

static READER: xml::Reader = xml::Reader { records: &["nitf"], read: document };

/// How much `head` looks like NITF.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    xml::sniff_root(head, &["nitf"])
}

/// Reads a document.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    xml::read(source, hints, &READER)
}

fn document(nitf: &Element, _: &Element, _: &Hints) -> Verdict {
    let mut draft = Draft::default();
    add_body(&mut draft, nitf, 200);
    draft.lift_byline();
    if draft.text.is_empty() {
        return Verdict::Ignored(Ignored::Textless);
    }
    add_head(&mut draft, nitf, 200);
    draft.into()
}

/// The text of `nitf`, which holds a `body.content` or is itself what one holds, if it has any.
pub fn add_body(draft: &mut Draft, nitf: &Element, rank: u8) {
    let content = nitf.find("body.content").unwrap_or(nitf);
    let text = body(content);
    if text.chars().any(char::is_alphabetic) {
        draft.text.push(Candidate { value: text, place: element("body.content"), rank });
    }
}

/// What `content` holds as text: its paragraphs; text set line by line is put together by paragraphs.
fn body(content: &Element) -> String {
    let set = content.find("pre").filter(|_| content.find("p").is_none());
    if let Some(lines) = set {
        return wire_text::joined(&lines.raw_text());
    }
    let bare = content.children().all(|child| matches!(child.name.as_str(), "br" | "b" | "i" | "em"));
    if bare {
        let mut text = String::new();
        for node in content.nodes() {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) if element.name == "br" => text.push('\n'),
                Node::Element(element) => text.push_str(&element.raw_text()),
            }
        }
        return wire_text::joined(&text);
    }
    wire_text::joined(&content.paragraphs(BLOCKS, SKIPPED))
}

/// What the head of a document and of its body say.
pub fn add_head(draft: &mut Draft, nitf: &Element, rank: u8) {
    let find = |name: &str| nitf.find(name);
    let mut add = |field: Field, value: Option<String>, place: &'static str, lower: u8| {
        draft.add(field, &value.unwrap_or_default(), element(place), rank.saturating_sub(lower));
    };
    let text = |name: &str| find(name).map(Element::text);
    let norm = |name: &str| {
        let date = find(name)?;
        date.attribute("norm").or_else(|| date.attribute("date.publication")).map(str::to_owned)
    };
    let starred = |title: Option<String>| title.map(|title| title.trim_start_matches('*').to_owned());
    add(Field::Title, starred(text("hl1")), "hl1", 0);
    let headline = nitf.find("hedline").or_else(|| nitf.find("headline"));
    add(Field::Title, headline.map(Element::text), "hedline", 1);
    add(Field::Title, nitf.at(&["head", "title"]).map(Element::text), "title", 10);
    add(Field::Date, norm("date.release"), "date.release", 0);
    add(Field::Date, norm("pubdata"), "pubdata", 1);
    add(Field::Date, norm("date.issue"), "date.issue", 2);
    add(Field::Date, norm("story.date"), "story.date", 3);
    // Words beside persons in elements of their own are their titles.
    if let Some(byline) = find("byline").filter(|byline| byline.find("person").is_none()) {
        add(Field::Authors, Some(byline.text()), "byline", 1);
    }
    add(Field::Section, meta(nitf, "section"), "meta section", 0);
    let tobject = find("tobject").and_then(|object| object.attribute("tobject.type")).map(str::to_owned);
    let plain_news = tobject.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("news"));
    add(Field::Section, tobject.filter(|_| !plain_news), "tobject", 50);
    add(Field::Outlet, attribute(find("pubdata"), "name"), "pubdata name", 0);
    add(
        Field::Outlet,
        attribute(find("doc.copyright"), "holder").map(|name| holder(&name)),
        "doc.copyright",
        10,
    );
    add(Field::Outlet, text("distributor"), "distributor", 5);
    add(Field::Outlet, attribute(find("from-src"), "src-name"), "from-src", 20);
    add(Field::Outlet, attribute(find("doc.rights"), "owner"), "doc.rights", 30);
    add(Field::Url, attribute(find("pubdata"), "ex-ref"), "pubdata ex-ref", 0);
    add(Field::Language, attribute(Some(nitf), "xml:lang"), "nitf xml:lang", 0);
    add(Field::Language, attribute(Some(nitf), "baselang"), "nitf baselang", 1);
    let persons = find("byline").map(persons).unwrap_or_default();
    if !persons.is_empty() {
        draft.authors.push(Candidate { value: persons, place: element("byline person"), rank });
    }
    if let Some(id) = attribute(find("doc-id"), "id-string") {
        draft.given_id = Some(id.into());
    }
}

/// "The Canadian Press" of "The Canadian Press. All rights reserved."
fn holder(name: &str) -> String {
    let end = name.to_ascii_lowercase().find("all rights").unwrap_or(name.len());
    name.get(..end).unwrap_or(name).trim().trim_end_matches(['.', ',']).to_owned()
}

/// The persons that a byline names in elements of their own: names whatever they look like.
fn persons(byline: &Element) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for person in byline.named("person").map(Element::text) {
        for name in person.split([',', ';', '&']).flat_map(|part| part.split(" and ")) {
            let name = name.trim().trim_start_matches("By ").trim();
            let nobody = ["staff", "reporter", "correspondent", "writer", "desk"];
            let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
            if !name.is_empty() && !words.iter().any(|word| nobody.contains(&word.as_str())) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

fn meta(nitf: &Element, name: &str) -> Option<String> {
    let meta = nitf.named("meta").find(|meta| meta.attribute("name") == Some(name))?;
    meta.attribute("content").map(str::to_owned)
}

fn attribute(element: Option<&Element>, name: &str) -> Option<String> {
    element?.attribute(name).map(str::to_owned)
}

fn element(selector: &'static str) -> Place {
    Place::Element(selector.into())
}
