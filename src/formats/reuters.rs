//! Reuters-21578, the newswire of 1987 that research on text has used since: `<REUTERS>` elements, in the
//! SGML of the distribution or made XML.

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Field, Ignored, Items, Place};
use super::source::{Head, Source};
use super::wire_text;
use super::xml::{self, Element, Verdict};

static READER: xml::Reader = xml::Reader { records: &["REUTERS"], read: story };

/// How much `head` looks like Reuters-21578.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let lewis = head.trimmed().get(..200).is_none_or(|start| start.to_ascii_lowercase().contains("lewis"));
    if lewis && head.text.contains("<REUTERS ") { Likeness::Surely } else { Likeness::No }
}

/// Reads every story.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    xml::read(source, hints, &READER)
}

fn story(story: &Element, _: &Element, _: &Hints) -> Verdict {
    let place = |name: &'static str| Place::Element(name.into());
    let text = story.child("TEXT");
    let Some(body) = text.and_then(|text| text.child("BODY")) else {
        // Briefs are headlines; what was never processed has no parts.
        return Verdict::Ignored(Ignored::Textless);
    };
    let mut draft = Draft::default();
    let raw = body.raw_text();
    let dateline = text.and_then(|text| text.child("DATELINE")).map(Element::text).unwrap_or_default();
    let value = wire_text::joined(without_signature(&raw));
    if !value.chars().any(char::is_alphabetic) {
        return Verdict::Ignored(Ignored::Textless);
    }
    let value = if dateline.is_empty() { value } else { format!("{dateline} {value}") };
    draft.text.push(Candidate { value, place: place("BODY"), rank: 200 });
    let title = text.and_then(|text| text.child("TITLE")).map(Element::text).unwrap_or_default();
    draft.add(Field::Title, title.trim_matches('*'), place("TITLE"), 200);
    let author = text.and_then(|text| text.child("AUTHOR")).map(Element::text).unwrap_or_default();
    draft.add(Field::Authors, author.trim_end_matches(", Reuters"), place("AUTHOR"), 200);
    let date = story.child("DATE").map(Element::text).unwrap_or_default();
    draft.add(Field::Date, date.trim_start_matches('*'), place("DATE"), 200);
    draft.add(Field::Outlet, "Reuters", place("REUTERS"), 200);
    draft.add(Field::Language, "en", place("REUTERS"), 100);
    let topic = story.at(&["TOPICS", "D"]).map(Element::text).unwrap_or_default();
    draft.add(Field::Section, &topic, place("TOPICS"), 200);
    draft.given_id = story.attribute("NEWID").map(Into::into);
    draft.into()
}

/// The text without the word "REUTER" and the control character that the wire ended its stories with.
fn without_signature(text: &str) -> &str {
    let end = |c: char| c.is_whitespace() || c.is_control();
    let trimmed = text.trim_end_matches(end);
    let last = trimmed.rsplit('\n').next().unwrap_or_default().trim();
    if matches!(last.to_ascii_lowercase().as_str(), "reuter" | "reuter..." | "reuters") {
        trimmed.get(..trimmed.len() - last.len()).unwrap_or(trimmed).trim_end_matches(end)
    } else {
        trimmed
    }
}
