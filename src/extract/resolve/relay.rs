//! Relays: who passed a statement on. "Officials said Gallant told Austin …" gives Gallant's statement
//! via the officials. Follows the links' own nesting and adds nothing to it.

use crate::article::{Party, Speaker};
use crate::extract::{Document, Link};
use crate::text::span::join_text;

/// Deepest nesting followed.
const DEEPEST: usize = 8;

/// The sources in whose content link `index` lies, the outermost first.
pub(super) fn relays(document: &Document, links: &[Link], speakers: &[Speaker], index: usize) -> Vec<Party> {
    let mut chain = Vec::new();
    let mut seen = vec![index];
    let mut at = links.get(index).and_then(|link| link.outer);
    while let Some(outer) = at {
        let Some(link) = links.get(outer) else { break };
        if seen.contains(&outer) || chain.len() >= DEEPEST {
            break;
        }
        seen.push(outer);
        let speaker = speakers.get(outer).cloned().unwrap_or_default();
        let mention = join_text(&link.source, document.text());
        let name = speaker.name.unwrap_or_else(|| mention.split_whitespace().collect::<Vec<_>>().join(" "));
        if !name.is_empty() {
            chain.push(Party { name, kind: speaker.kind });
        }
        at = link.outer;
    }
    chain.reverse();
    chain
}
