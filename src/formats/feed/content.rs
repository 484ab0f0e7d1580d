//! The text of a feed's item: the whole of it where the feed has it, else its description; without the
//! lines that lead readers to the site.

use crate::formats::draft::{Candidate, Draft};
use crate::formats::html;
use crate::formats::reading::{Place, Reason};
use crate::formats::xml::Element;

/// Elements that may hold the text, the best first.
const PLACES: [&str; 6] = ["encoded", "content", "fulltext", "description", "summary", "media:description"];

/// Adds every text that `item` has.
pub fn add(draft: &mut Draft, item: &Element) -> Result<(), Reason> {
    for (rank, name) in (0_u8..).zip(PLACES) {
        for found in item.children().filter(|child| child.name == name) {
            let value = text(found)?;
            if value.chars().any(char::is_alphabetic) {
                draft.text.push(Candidate { value, place: Place::Element(name.into()), rank: 200 - rank });
            }
        }
    }
    Ok(())
}

fn text(found: &Element) -> Result<String, Reason> {
    let text = if found.children().next().is_some() {
        found.paragraphs(&[], &["figure", "figcaption"])
    } else {
        let raw = without_captions(&found.raw_text());
        // Blank lines are paragraphs where WordPress has no marks for them.
        let bare = !raw.contains("<p") && !raw.contains("<br");
        let raw = if bare { raw.replace("\r\n", "\n").replace("\n\n", "<br><br>") } else { raw };
        html::text_of_piece(&raw)?
    };
    Ok(without_leads(&text))
}

/// `text` without WordPress's "[caption …]…[/caption]".
fn without_captions(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[caption") {
        let Some((_, behind)) = after.split_once("[/caption]") else { break };
        whole.push_str(before);
        rest = behind;
    }
    whole.push_str(rest);
    whole
}

/// `text` without last paragraphs that say where to read on.
fn without_leads(text: &str) -> String {
    let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
    while paragraphs.len() > 1 && paragraphs.last().is_some_and(|last| is_lead(last)) {
        paragraphs.pop();
    }
    paragraphs.join("\n\n")
}

fn is_lead(paragraph: &str) -> bool {
    let lower = paragraph.trim().to_lowercase();
    let short = lower.chars().count() <= 60;
    (lower.starts_with("the post ") && lower.contains("appeared first on"))
        || (short
            && [
                "continue reading",
                "read more",
                "read the full",
                "read the rest",
                "full story",
                "click here",
            ]
            .iter()
            .any(|lead| lower.starts_with(lead)))
}
