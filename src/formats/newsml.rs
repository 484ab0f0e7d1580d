//! NewsML 1, IPTC's news in XML of 2000: news items with components in them, of which one or more hold the
//! text.

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Field, Ignored, Items, Place, Reason};
use super::source::{Head, Source};
use super::xml::{self, Element, Verdict};
use super::{html, nitf, wire_text};

static READER: xml::Reader = xml::Reader { records: &["NewsItem"], read: item };

/// How much `head` looks like NewsML 1.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    xml::sniff_root(head, &["NewsML", "NewsItem"])
}

/// Reads every item.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    xml::read(source, hints, &READER)
}

fn item(item: &Element, envelope: &Element, _: &Hints) -> Verdict {
    let mut draft = Draft::default();
    let mut media = false;
    for content in item.named("ContentItem") {
        let kind = formal(content.child("MediaType")).to_ascii_lowercase();
        if matches!(kind.as_str(), "photo" | "picture" | "graphic" | "video" | "audio") {
            media = true;
            continue;
        }
        let Some(data) = content.child("DataContent") else { continue };
        match text_of(data) {
            // Of several components that hold texts the first is the story.
            Ok(value) if value.chars().any(char::is_alphabetic) && draft.text.is_empty() => {
                let place = Place::Element("DataContent".into());
                draft.text.push(Candidate { value, place, rank: 200 });
                if let Some(document) = data.find("nitf") {
                    nitf::add_head(&mut draft, document, 150);
                }
            }
            Ok(_) => {}
            Err(reason) => return Verdict::Problem(reason),
        }
    }
    draft.lift_byline();
    if draft.text.is_empty() {
        let package = item.find("NewsItemRef").is_some();
        return Verdict::Ignored(match (media, package) {
            (true, _) => Ignored::Media,
            (false, true) => Ignored::Package,
            (false, false) => Ignored::Textless,
        });
    }
    add_meta(&mut draft, item, envelope);
    draft.into()
}

/// The text of a `DataContent`: NITF, paragraphs of XHTML, escaped HTML, or plain text.
fn text_of(data: &Element) -> Result<String, Reason> {
    if data.find("body.content").is_some() {
        let mut inner = Draft::default();
        nitf::add_body(&mut inner, data, 0);
        return Ok(inner.text.into_iter().next().map(|text| text.value).unwrap_or_default());
    }
    if data.children().next().is_some() {
        let body = data.find("body").unwrap_or(data);
        return Ok(wire_text::joined(&body.paragraphs(&[], &["head", "media", "figure"])));
    }
    let raw = data.raw_text();
    if raw.trim_start().starts_with('<') && raw.contains("</") {
        return html::text_of_piece(&raw);
    }
    Ok(wire_text::joined(&raw))
}

fn add_meta(draft: &mut Draft, item: &Element, envelope: &Element) {
    let place = |name: &'static str| Place::Element(name.into());
    let text = |name: &str| item.find(name).map(Element::text).unwrap_or_default();
    for (rank, name) in (0_u8..).zip(["FirstCreated", "ThisRevisionCreated", "DateLineDate", "DateId"]) {
        draft.add(Field::Date, &text(name), place(name), 200 - rank);
    }
    let sent = envelope.find("DateAndTime").map(Element::text).unwrap_or_default();
    draft.add(Field::Date, &sent, place("DateAndTime"), 100);
    for (rank, name) in (0_u8..).zip(["HeadLine", "NameLabel"]) {
        draft.add(Field::Title, &text(name), place(name), 200 - 50 * rank);
    }
    for (rank, name) in (0_u8..).zip(["ByLine", "Author"]) {
        draft.add(Field::Authors, &text(name), place(name), 200 - rank);
    }
    for (rank, name) in (0_u8..).zip(["Provider", "Source", "Creator"]) {
        let party = item.find(name).and_then(|found| found.find("Party"));
        draft.add(Field::Outlet, &formal(party), place(name), 200 - rank);
    }
    draft.add(Field::Outlet, &text("ProviderId"), place("ProviderId"), 150);
    draft.add(Field::Language, &formal(item.find("Language")), place("Language"), 200);
    draft.add(
        Field::Language,
        item.attribute("xml:lang").unwrap_or_default(),
        place("NewsItem xml:lang"),
        150,
    );
    let id = text("PublicIdentifier");
    draft.add(Field::Url, &id, place("PublicIdentifier"), 100);
    draft.given_id = (!id.is_empty()).then(|| id.into());
}

fn formal(element: Option<&Element>) -> String {
    element.and_then(|element| element.attribute("FormalName")).unwrap_or_default().to_owned()
}
