//! Relays: who passed a statement on. "Officials said Gallant told Austin …" gives Gallant's statement
//! via the officials. Follows the links' own nesting and adds nothing to it.

use crate::article::{Party, Speaker};
use crate::extract::{Document, Link};
use crate::text::Span;
use crate::text::span::join_text;

/// Deepest nesting followed.
const DEEPEST: usize = 8;

/// The sources in whose content link `index` lies, the outermost first. A speaker is no relay of his or
/// her own words, and nobody is named twice in a row.
pub(super) fn relays(document: &Document, links: &[Link], speakers: &[Speaker], index: usize) -> Vec<Party> {
    let own = speakers.get(index).and_then(|speaker| speaker.name.as_deref());
    let mut chain: Vec<Party> = Vec::new();
    for outer in outers(links, index) {
        let Some(link) = links.get(outer) else { break };
        let speaker = speakers.get(outer).cloned().unwrap_or_default();
        let mention = join_text(&link.source, document.text());
        let name = speaker.name.unwrap_or_else(|| mention.split_whitespace().collect::<Vec<_>>().join(" "));
        let again = own == Some(name.as_str()) || chain.last().is_some_and(|last| last.name == name);
        if !name.is_empty() && !again {
            chain.push(Party { name, kind: speaker.kind });
        }
    }
    chain.reverse();
    chain
}

/// Whether link `index` ascribes to its speaker what stands in that speaker's own statement: no
/// statement of its own.
pub(super) fn is_own(links: &[Link], speakers: &[Speaker], index: usize) -> bool {
    let name = |i: usize| speakers.get(i).and_then(|speaker| speaker.name.as_deref());
    let first = outers(links, index).into_iter().next();
    first.is_some_and(|outer| name(outer).is_some() && name(outer) == name(index))
}

/// The links in whose content link `index` lies, the innermost first; a link that is said to lie in
/// content that does not cover its cue ends the chain.
fn outers(links: &[Link], index: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = index;
    while let Some((link, outer)) = links.get(at).and_then(|link| Some((link, link.outer?))) {
        let Some(holder) = links.get(outer) else { break };
        let inside = |span: &Span| holder.content.iter().any(|content| content.overlaps(*span));
        let mark = link.cue.first().or(link.source.first());
        if found.contains(&outer) || outer == index || found.len() >= DEEPEST || !mark.is_some_and(inside) {
            break;
        }
        found.push(outer);
        at = outer;
    }
    found
}
