//! XML of newsrooms and exports that no standard describes: elements named as keys of JSON are, in a
//! document that is one article or a list of them.
//!
//! What has no text and neither title nor date is no article: maps of sites, settings, drawings.

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::json::keys::{self, Key};
use super::reading::{Field, Ignored, Item, Items, Place, Problem, Reason};
use super::source::{Head, Source};
use super::xml::{self, Element};
use super::{charset, html, wire_text};

/// Deepest element in which articles are looked for.
const DEPTH: usize = 4;
/// Roots that never hold articles.
const OTHER: [&str; 9] =
    ["html", "svg", "urlset", "sitemapindex", "plist", "opml", "project", "configuration", "schema"];

/// How much `head` looks like XML with articles in it.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let Some(root) = xml::root(head.trimmed()) else {
        return if head.extension == "xml" { Likeness::Perhaps } else { Likeness::No };
    };
    let declared = head.trimmed().starts_with("<?xml");
    match (OTHER.contains(&root), declared || head.extension == "xml") {
        (false, true) => Likeness::Likely,
        _ => Likeness::No,
    }
}

/// Reads every article.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    Box::new(whole(source, hints).into_iter())
}

fn whole(source: Source<'_>, hints: &Hints) -> Vec<Item> {
    if xml::declares_entities(&source.head.text) {
        return vec![Item::Problem(Problem::new(Reason::Entities))];
    }
    let declared = xml::declared_charset(&source.head.text);
    let bytes = source.document(hints.max_article);
    let text = match bytes.and_then(|bytes| charset::decode(bytes, declared.as_deref())) {
        Ok(text) => text,
        Err(problem) => return vec![Item::Problem(problem)],
    };
    let root = match Element::parse(&text) {
        Ok(root) => root,
        Err(reason) => return vec![Item::Problem(Problem::new(reason))],
    };
    let mut records = Vec::new();
    find(&root, 0, hints, &mut records);
    let many = records.len() > 1;
    let items = (1_u64..).zip(records).map(|(number, draft)| {
        let record = many.then_some(number);
        if draft.text.iter().any(|text| text.value.len() > hints.max_article) {
            return Item::Problem(Problem::new(Reason::TooLong(hints.max_article)).at(record, None));
        }
        Draft { record, ..draft }.finish(hints)
    });
    let items: Vec<Item> = items.collect();
    if items.is_empty() { vec![Item::Ignored(Ignored::Unknown)] } else { items }
}

/// The articles in `element`: itself, or those in its children.
fn find(element: &Element, depth: usize, hints: &Hints, found: &mut Vec<Draft>) {
    let draft = draft(element, hints);
    if !draft.text.is_empty() {
        if !draft.title.is_empty() || !draft.date.is_empty() {
            found.push(draft);
        }
        return;
    }
    if depth < DEPTH {
        element.children().for_each(|child| find(child, depth + 1, hints, found));
    }
}

/// What the children of `element` say of an article.
fn draft(element: &Element, hints: &Hints) -> Draft {
    let mut draft = Draft::default();
    for child in element.children() {
        let (field, rank) = match keys::key(&child.name, &hints.map) {
            Key::Field(field, rank, _) => (field, rank),
            // "/nwa/": whose story it is.
            _ if child.name.eq_ignore_ascii_case("origin") => (Field::Outlet, 1),
            _ => continue,
        };
        let place = Place::Element(child.name.clone().into());
        match field {
            // A list of stories, not a story.
            Field::Text if holds_fields(child, hints) => {}
            Field::Text => {
                let Some(value) = text_of(child) else { continue };
                draft.text.push(Candidate { value, place, rank });
            }
            Field::Id => draft.given_id = Some(child.text().into()),
            Field::Outlet => draft.add(field, child.text().trim_matches('/'), place, rank),
            // A list of authors, an element each.
            Field::Authors if child.children().count() > 1 => {
                let names: Vec<String> = child.children().map(Element::text).collect();
                draft.add(field, &names.join(", "), place, rank);
            }
            _ => draft.add(field, &html::unescaped(&child.text()), place, rank),
        }
    }
    let language = element.attribute("xml:lang").or_else(|| element.attribute("lang"));
    draft.add(Field::Language, language.unwrap_or_default(), Place::Element("xml:lang".into()), 1);
    draft
}

/// Whether `element` has fields of an article in it.
fn holds_fields(element: &Element, hints: &Hints) -> bool {
    let known = |child: &&Element| matches!(keys::key(&child.name, &hints.map), Key::Field(..));
    element.children().filter(known).count() >= 2
}

fn text_of(child: &Element) -> Option<String> {
    let text = if child.children().next().is_some() {
        child.paragraphs(&["para", "paragraph", "block"], &["head", "media", "caption"])
    } else {
        let raw = child.raw_text();
        let marked = raw.trim_start().starts_with('<') && raw.contains("</");
        if marked { html::text_of_piece(&raw).ok()? } else { wire_text::joined(&raw) }
    };
    text.chars().any(char::is_alphabetic).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::{Input, read};
    use super::*;

    fn items(text: &str) -> Vec<Item> {
        read(Input { name: "a.xml", bytes: Box::new(text.as_bytes()) }, &Hints::default()).collect()
    }

    #[test]
    fn elements_go_by_the_names_of_json() {
        let one = "<NewsID>7</NewsID><PublishDate>2018-01-30T17:32:18+01:00</PublishDate><headline>Dam holds</headline><origin>/nwa/</origin><byLine>Anna Karr</byLine><section>Home</section><content>&lt;p&gt;It held.&lt;/p&gt;&lt;p&gt;It did.&lt;/p&gt;</content>";
        for (text, records) in [
            (format!("<?xml version=\"1.0\"?><NWNews>{one}</NWNews>"), vec![None]),
            (
                format!("<?xml version=\"1.0\"?><stories><story>{one}</story><story>{one}</story></stories>"),
                vec![Some(1), Some(2)],
            ),
        ] {
            let items = items(&text);
            assert_eq!(items.len(), records.len());
            for (item, record) in items.iter().zip(records) {
                let Item::Article(reading) = item else { panic!("{item:?}") };
                let article = &reading.article;
                assert_eq!(reading.record, record);
                assert_eq!(article.outlet.as_deref(), Some("nwa"));
                assert_eq!(article.title.as_deref(), Some("Dam holds"));
                assert_eq!(
                    article.date.map(|date| date.to_string()).as_deref(),
                    Some("2018-01-30T17:32:18+01:00")
                );
                assert_eq!(article.authors, ["Anna Karr"]);
                assert_eq!(article.text, "It held.\n\nIt did.");
            }
        }
    }

    #[test]
    fn other_xml_is_ignored_and_hostile_xml_refused() {
        let deep = format!("<?xml version=\"1.0\"?>{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]><a><text>&d;</text><title>t</title></a>";
        for (text, expected) in [
            (
                "<?xml version=\"1.0\"?><urlset><url><loc>x</loc></url></urlset>".to_owned(),
                Item::Ignored(Ignored::Unknown),
            ),
            (
                "<?xml version=\"1.0\"?><settings><text>x</text></settings>".to_owned(),
                Item::Ignored(Ignored::Unknown),
            ),
            (deep, Item::Problem(Problem::new(Reason::TooDeep(200)))),
            (bomb.to_owned(), Item::Problem(Problem::new(Reason::Entities))),
        ] {
            assert_eq!(items(&text), [expected]);
        }
        assert!(matches!(&items("<?xml version=\"1.0\"?><a><b></a>")[..], [Item::Problem(_)]));
    }
}
