//! NewsML-G2, IPTC's news in XML since 2008: news items, alone or in a message, with a text as XHTML, NITF
//! or plain text in them.
//!
//! Pictures, packages, events and items without a text of their own are ignored.

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Field, Ignored, Items, Place, Reason};
use super::source::{Head, Source};
use super::xml::{self, Element, Verdict};
use super::{html, nitf, wire_text};

/// Root elements of the family.
const ROOTS: [&str; 9] = [
    "newsMessage",
    "newsItem",
    "packageItem",
    "conceptItem",
    "knowledgeItem",
    "planningItem",
    "catalogItem",
    "partsItem",
    "hopsItem",
];

static READER: xml::Reader = xml::Reader {
    records: &["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"],
    read: item,
};

/// How much `head` looks like NewsML-G2.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    xml::sniff_root(head, &ROOTS)
}

/// Reads every item.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    xml::read(source, hints, &READER)
}

fn item(item: &Element, message: &Element, _: &Hints) -> Verdict {
    match item.name.as_str() {
        "newsItem" => {}
        "packageItem" => return Verdict::Ignored(Ignored::Package),
        "planningItem" => return Verdict::Ignored(Ignored::Event),
        "conceptItem" | "knowledgeItem" if item.find("eventDetails").is_some() => {
            return Verdict::Ignored(Ignored::Event);
        }
        _ => return Verdict::Ignored(Ignored::Textless),
    }
    let class = item.at(&["itemMeta", "itemClass"]).and_then(|class| class.attribute("qcode"));
    let class = class.map(|class| class.rsplit(':').next().unwrap_or(class).to_ascii_lowercase());
    let mut draft = Draft::default();
    if let Err(reason) = add_content(&mut draft, item) {
        return Verdict::Problem(reason);
    }
    draft.lift_byline();
    match class.as_deref() {
        Some("picture" | "graphic" | "audio" | "video" | "animated") => {
            return Verdict::Ignored(Ignored::Media);
        }
        Some("composite") if draft.text.is_empty() => return Verdict::Ignored(Ignored::Package),
        _ if draft.text.is_empty() => return Verdict::Ignored(Ignored::Textless),
        _ => {}
    }
    add_meta(&mut draft, item, message);
    draft.into()
}

/// Every text in `contentSet`.
fn add_content(draft: &mut Draft, item: &Element) -> Result<(), Reason> {
    let Some(content) = item.child("contentSet") else { return Ok(()) };
    for part in content.children() {
        let kind = part.attribute("contenttype").unwrap_or_default().to_ascii_lowercase();
        let (text, rank) = match part.name.as_str() {
            "inlineXML" | "inlineXml" => {
                if let Some(document) = part.find("nitf") {
                    nitf::add_body(draft, document, 200);
                    nitf::add_head(draft, document, 150);
                    continue;
                }
                if let Some(inner) = part.find("body.content") {
                    nitf::add_body(draft, inner, 200);
                    continue;
                }
                (page(part), 190)
            }
            "inlineData" | "inlineText" => {
                let raw = part.raw_text();
                if kind.contains("html") || (raw.trim_start().starts_with('<') && raw.contains("</")) {
                    (html::text_of_piece(&raw)?, 180)
                } else {
                    (wire_text::joined(&raw), 170)
                }
            }
            _ => continue,
        };
        if text.chars().any(char::is_alphabetic) {
            let place = Place::Element(part.name.clone().into());
            draft.text.push(Candidate { value: text, place, rank });
        }
    }
    Ok(())
}

/// The text of XHTML: of its body, lines that were only wrapped as they should be.
fn page(part: &Element) -> String {
    let body = part.find("body").unwrap_or(part);
    let set = body.find("pre").filter(|_| body.find("p").is_none());
    match set {
        Some(lines) => wire_text::joined(&lines.raw_text()),
        None => body.paragraphs(&[], &["head", "figure", "figcaption", "media"]),
    }
}

fn add_meta(draft: &mut Draft, item: &Element, message: &Element) {
    let meta = item.child("itemMeta");
    let content = item.child("contentMeta");
    let in_meta = |name: &str| meta.and_then(|meta| meta.child(name));
    let in_content = |name: &str| content.and_then(|content| content.child(name));
    let place = |name: &'static str| Place::Element(name.into());
    for (rank, (name, found)) in (0_u8..).zip([
        ("firstCreated", in_meta("firstCreated")),
        ("versionCreated", in_meta("versionCreated")),
        ("contentCreated", in_content("contentCreated")),
    ]) {
        draft.add(Field::Date, &found.map(Element::text).unwrap_or_default(), place(name), 200 - rank);
    }
    for headline in content.into_iter().flat_map(Element::children).filter(|child| child.name == "headline") {
        let main = headline.attribute("role").is_none_or(|role| role.to_ascii_lowercase().contains("main"));
        // Of several without a role the first is the main one.
        let rank = if main && draft.title.iter().all(|title| title.rank != 200) { 200 } else { 160 };
        draft.add(Field::Title, &headline.text(), place("headline"), rank);
    }
    draft.add(Field::Title, &in_meta("title").map(Element::text).unwrap_or_default(), place("title"), 120);
    let by = content.into_iter().flat_map(Element::children).filter(|child| child.name == "by");
    for by in by {
        draft.add(Field::Authors, &by.text(), place("by"), 200);
    }
    add_creators(draft, content);
    add_outlet(draft, item, message);
    let language = in_content("language").and_then(|language| language.attribute("tag"));
    draft.add(Field::Language, language.unwrap_or_default(), place("language"), 200);
    draft.add(
        Field::Language,
        item.attribute("xml:lang").unwrap_or_default(),
        place("newsItem xml:lang"),
        150,
    );
    let section = in_meta("service").and_then(|service| service.child("name")).map(Element::text);
    draft.add(Field::Section, &section.unwrap_or_default(), place("service"), 150);
    for link in meta.into_iter().flat_map(Element::children).filter(|child| child.name == "link") {
        let own = link.attribute("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("canonical"));
        if own {
            draft.add(Field::Url, link.attribute("href").unwrap_or_default(), place("link"), 200);
        }
    }
    let guid = item.attribute("guid");
    draft.add(Field::Url, guid.unwrap_or_default(), place("newsItem guid"), 100);
    draft.given_id = guid.map(Into::into);
}

/// Creators are authors where they are persons: not the item's own provider or source.
fn add_creators(draft: &mut Draft, content: Option<&Element>) {
    let children = || content.into_iter().flat_map(Element::children);
    let called = |element: &Element| {
        let name = element.child("name").map(Element::text).filter(|name| !name.is_empty());
        name.or_else(|| element.attribute("literal").map(str::to_owned))
    };
    let sources: Vec<String> =
        children().filter(|child| child.name == "infoSource").filter_map(called).collect();
    let creators = children().filter(|child| child.name == "creator").filter(|creator| {
        creator.attribute("role").is_none_or(|role| !role.to_ascii_lowercase().contains("source"))
    });
    let names = creators.filter_map(called).filter(|name| !sources.contains(name));
    // A sign such as "VR-COM" is nobody's name.
    let names: Vec<String> = names.filter(|name| name.contains(' ')).collect();
    draft.add(Field::Authors, &names.join(", "), Place::Element("creator".into()), 150);
}

/// The outlet: the provider by name, or the source of the information, or what its code says.
fn add_outlet(draft: &mut Draft, item: &Element, message: &Element) {
    let content = item.child("contentMeta");
    let provider = item.at(&["itemMeta", "provider"]);
    let place = |name: &'static str| Place::Element(name.into());
    let name = |element: Option<&Element>| element?.child("name").map(Element::text);
    draft.add(Field::Outlet, &name(provider).unwrap_or_default(), place("provider"), 200);
    for source in content.into_iter().flat_map(Element::children).filter(|child| child.name == "infoSource") {
        let called = name(Some(source)).or_else(|| source.attribute("literal").map(str::to_owned));
        let role = source.attribute("role").unwrap_or_default().to_ascii_lowercase();
        let rank = if role.contains("redistributor") { 90 } else { 170 };
        draft.add(Field::Outlet, &called.unwrap_or_default(), place("infoSource"), rank);
    }
    let literal = provider.and_then(|provider| provider.attribute("literal"));
    // "CL" names nobody to a reader.
    let rank = if literal.is_some_and(|literal| literal.len() > 2) { 180 } else { 100 };
    draft.add(Field::Outlet, literal.unwrap_or_default(), place("provider literal"), rank);
    let code = provider.and_then(|provider| provider.attribute("qcode").or(provider.attribute("uri")));
    let code = code.map(|code| code.rsplit([':', '/']).next().unwrap_or(code));
    draft.add(Field::Outlet, code.unwrap_or_default(), place("provider qcode"), 120);
    let holder = item.at(&["rightsInfo", "copyrightHolder"]);
    let holder = name(holder).or_else(|| holder?.attribute("literal").map(str::to_owned));
    draft.add(Field::Outlet, &holder.unwrap_or_default(), place("copyrightHolder"), 130);
    let sender = message.find("sender").map(Element::text);
    draft.add(Field::Outlet, &sender.unwrap_or_default(), place("sender"), 110);
}
