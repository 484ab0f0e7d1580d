//! What is costly in a query: patterns, which are held against every word of an index, and letters, for
//! which texts are read. What is beyond a bound becomes plain words, with a note.

use super::ast::{Node, Tree};
use super::note::{Note, Notes};
use super::placing::has_wildcard;

/// The most patterns that a query may hold.
const MOST_PATTERNS: usize = 16;
/// How often letters may be looked at.
const MOST_CASED: usize = 4;

/// How much of what is costly a query may still hold.
struct Left {
    patterns: usize,
    cased: usize,
}

/// Makes plain words of what is beyond the bounds.
pub(super) fn bound_costs(tree: &mut Node, notes: &mut Notes) {
    let mut left = Left { patterns: MOST_PATTERNS, cased: MOST_CASED };
    fewer_patterns(tree, &mut left, notes);
}

/// Makes plain words of what is beyond what is `left`.
fn fewer_patterns(node: &mut Node, left: &mut Left, notes: &mut Notes) {
    match &mut node.tree {
        Tree::All(nodes) | Tree::Any(nodes) => {
            nodes.iter_mut().for_each(|node| fewer_patterns(node, left, notes));
        }
        Tree::Cased(_, inner) if left.cased == 0 => {
            let text =
                format!("more than {MOST_CASED} times caps() and its like: the rest is read without it");
            if !notes.iter().any(|note| note.text == text) {
                notes.push(Note::doubt(text, node.span));
            }
            fewer_patterns(inner, left, notes);
            *node = (**inner).clone();
        }
        Tree::Cased(_, inner) => {
            left.cased -= 1;
            fewer_patterns(inner, left, notes);
        }
        Tree::Not(inner) | Tree::In(_, inner) | Tree::Boost(_, inner) | Tree::AtLeast(_, inner) => {
            fewer_patterns(inner, left, notes);
        }
        Tree::Near(_, first, second) => {
            fewer_patterns(first, left, notes);
            fewer_patterns(second, left, notes);
        }
        Tree::Wild(text) | Tree::Fuzzy(text, _) | Tree::Regex(text) if left.patterns == 0 => {
            let note = format!(
                "more than {MOST_PATTERNS} words with wildcards or mistakes: the rest are plain words"
            );
            if !notes.iter().any(|known| known.text == note) {
                notes.push(Note::doubt(note, node.span));
            }
            node.tree = Tree::Word(bare(text));
        }
        Tree::Wild(_) | Tree::Fuzzy(..) | Tree::Regex(_) => left.patterns = left.patterns.saturating_sub(1),
        Tree::Phrase(text, 0) if has_wildcard(text) => {
            match left.patterns.checked_sub(text.matches('*').count()) {
                Some(rest) => left.patterns = rest,
                None => *text = bare(text),
            }
        }
        _ => {}
    }
}

/// `text` without its wildcards.
pub(super) fn bare(text: &str) -> String {
    text.replace(['*', '?'], "")
}
