//! The paragraphs of a DOCX file: those of `word/document.xml`, with their tabs and breaks.

use std::io::{Cursor, Read as _};

use crate::formats::container::{Nesting, walk_zip};
use crate::formats::reading::{Problem, Reason};
use crate::formats::source::Source;
use crate::formats::xml::{Cut, Element, Node, Records};

/// Longest paragraph, in bytes of XML.
const PARAGRAPH: usize = 8 << 20;

/// The paragraphs of `source`, whose document is no longer than `limit`.
pub fn paragraphs(source: Source<'_>, limit: usize) -> Result<Vec<String>, Problem> {
    let (reader, nesting) = source.enter()?;
    let mut document: Option<Vec<u8>> = None;
    walk_zip(reader, nesting, &mut |name, bytes| {
        if name != "word/document.xml" {
            return Ok(true);
        }
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let mut all = Vec::new();
        bytes.take(most).read_to_end(&mut all)?;
        document = Some(all);
        Ok(false)
    })?;
    let document = document.ok_or_else(|| Problem::new(Reason::Office("no document in it".to_owned())))?;
    if document.len() > limit {
        return Err(Problem::new(Reason::TooLong(limit)));
    }
    let source = Source::open_inside("document.xml", Box::new(Cursor::new(document)), Nesting::default())?;
    let mut records = Records::open(source, &["p"], PARAGRAPH)?;
    let mut paragraphs = Vec::new();
    loop {
        match records.next_cut()? {
            Cut::Record(bytes, _) => {
                let text = records.decode(bytes).map_err(Problem::new)?;
                let paragraph = Element::parse(&text).map_err(Problem::new)?;
                paragraphs.push(text_of(&paragraph));
            }
            Cut::TooLong(_) => return Err(Problem::new(Reason::TooLong(PARAGRAPH))),
            Cut::End => return Ok(paragraphs),
        }
    }
}

fn text_of(paragraph: &Element) -> String {
    let mut text = String::new();
    let mut ahead = vec![paragraph];
    while let Some(element) = ahead.pop() {
        match element.name.as_str() {
            "t" => text.extend(element.nodes().iter().filter_map(|node| match node {
                Node::Text(piece) => Some(piece.as_str()),
                Node::Element(_) => None,
            })),
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            // What was struck out, and the codes of fields.
            "del" | "instrText" | "pPr" | "rPr" => {}
            _ => {
                let children: Vec<&Element> = element.children().collect();
                ahead.extend(children.into_iter().rev());
            }
        }
    }
    text
}
