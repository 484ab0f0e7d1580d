//! Resolving: from links to attributions. Whom each source means, to whom it was said, who passed it
//! on, and whether comment was refused. Decides nothing about spans: source, cue and content stay as
//! linking left them. Close to linear in the article; every look back or ahead is bounded.

mod addressee;
mod anonymous;
mod asked;
mod cast;
mod chain;
#[cfg(test)]
mod laws;
mod mentions;
mod no_comment;
mod nominal;
mod nominals;
#[cfg(test)]
mod passages;
mod phrase;
mod pronoun;
mod relay;
mod roles;
mod runs;
mod speaker;
mod titles;
mod words;

use crate::article::{Attribution, Confidence};
use crate::extract::{Document, Link, act};

use cast::Cast;
use speaker::Speakers;

pub(super) use no_comment::no_comment;

/// The attributions of `document` that `links` amount to, in the order of the links. A link inside the
/// content of another with the same speaker makes none: it is part of what was said.
#[must_use]
pub fn resolve(document: &Document, links: &[Link]) -> Vec<Attribution> {
    if links.is_empty() {
        return Vec::new();
    }
    let speaking = speaking(document, links);
    let mut cast = Cast::new(document, &speaking);
    let chain = chain::Chain::new(document, &mut cast, &speaking);
    let mut speakers = Speakers::new(document, &cast, &chain, links);
    let resolved = speakers.resolve_links();
    let mut found = Vec::with_capacity(links.len());
    for (index, link) in links.iter().enumerate() {
        if relay::is_own(links, &resolved, index) {
            continue;
        }
        let speaker = resolved.get(index).cloned().unwrap_or_default();
        let no_comment = no_comment(document, link);
        let to = if no_comment.is_some() {
            Vec::new()
        } else {
            addressee::addressees(&mut speakers, link, &speaker)
        };
        let asked_by = asked::asked_by(&mut speakers, index, &resolved, &to, no_comment);
        found.push(Attribution {
            kind: link.kind,
            source: link.source.clone(),
            cue: link.cue.clone(),
            content: link.content.clone(),
            act: act::of_statement(document, &link.cue, &link.content, link.kind),
            to,
            via: relay::relays(document, links, &resolved, index),
            no_comment,
            asked_by,
            confidence: Confidence::from_probability(f64::from(link.probability)),
            speaker,
        });
    }
    found
}

/// Of each token, whether it lies in a source.
fn speaking(document: &Document, links: &[Link]) -> Vec<bool> {
    let mut speaking = vec![false; document.words().len()];
    for span in links.iter().flat_map(|link| &link.source) {
        for at in document.tokens_in(*span) {
            if let Some(flag) = speaking.get_mut(at) {
                *flag = true;
            }
        }
    }
    speaking
}
