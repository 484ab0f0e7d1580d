//! From the tree of a query to places in a text: for nearness, and for what is counted.

use super::ast::{Node, Tree};
use super::field::Field;
use super::near::{Near, Places, Within};
use super::note::{Note, quoted};
use crate::schema::Pattern;

/// The one field that all words of `node` are looked for in, `around` where it names none itself.
///
/// # Errors
/// A doubt where there are several.
pub(super) fn field_of(node: &Node, around: Option<Field>) -> Result<Option<Field>, Note> {
    let several = || {
        let text = "only words of one field can be near each other: read as AND";
        Err(Note::doubt(text, node.span))
    };
    match &node.tree {
        Tree::In(field, inner) => field_of(inner, Some(*field)),
        Tree::Boost(_, inner) | Tree::Not(inner) | Tree::AtLeast(_, inner) | Tree::Cased(_, inner) => {
            field_of(inner, around)
        }
        Tree::Near(_, first, second) => {
            let (first, second) = (field_of(first, around)?, field_of(second, around)?);
            if first == second { Ok(first) } else { several() }
        }
        Tree::All(nodes) | Tree::Any(nodes) => {
            let mut fields = nodes.iter().map(|node| field_of(node, around));
            let Some(first) = fields.next().transpose()? else { return Ok(around) };
            for field in fields {
                if field? != first {
                    return several();
                }
            }
            Ok(first)
        }
        _ => Ok(around),
    }
}

/// Where `node` stands in a text; its fields are [`field_of`]'s business.
///
/// # Errors
/// A doubt where it has no places.
pub(super) fn places(node: &Node) -> Result<Places, Note> {
    match &node.tree {
        Tree::Word(text) if text.contains(char::is_alphanumeric) => {
            Ok(Places::Word { text: text.clone(), exact: false })
        }
        Tree::Phrase(text, 0) if has_wildcard(text) => wild(text, node),
        Tree::Phrase(text, 0) if text.contains(char::is_alphanumeric) => Ok(phrase(text)),
        Tree::Wild(text) => wild(text, node),
        Tree::Fuzzy(..) | Tree::Regex(_) => pattern(node).map(Places::Like),
        Tree::Any(nodes) => nodes.iter().map(places).collect::<Result<_, _>>().map(Places::AnyOf),
        Tree::Near(near, first, second) => {
            Ok(Places::Near(*near, Box::new(places(first)?), Box::new(places(second)?)))
        }
        Tree::Boost(_, inner) | Tree::In(_, inner) => places(inner),
        Tree::All(_)
        | Tree::Not(_)
        | Tree::AtLeast(..)
        | Tree::Cased(..)
        | Tree::Anything
        | Tree::Range(..) => {
            let text = "only words, phrases and OR between them can be near something: read as AND";
            Err(Note::doubt(text, node.span))
        }
        Tree::Phrase(text, _) if text.contains(char::is_alphanumeric) => {
            let text = format!("{}: words that may be moved have no place: read as AND", quoted(text));
            Err(Note::doubt(text, node.span))
        }
        Tree::Word(text) | Tree::Phrase(text, _) => {
            Err(Note::doubt(format!("{} holds no letter or digit: left out", quoted(text)), node.span))
        }
    }
}

/// Words in quotation marks: several in a row, or one in this very form.
fn phrase(text: &str) -> Places {
    let text = text.trim().to_owned();
    if is_row(&text) { Places::Phrase(text) } else { Places::Word { text, exact: true } }
}

/// Whether a phrase is several words, and not one in this very form.
pub(super) fn is_row(phrase: &str) -> bool {
    phrase.trim().contains(' ')
}

/// The pattern that a node is.
///
/// # Errors
/// A doubt where it cannot be read.
pub(super) fn pattern(node: &Node) -> Result<Pattern, Note> {
    match &node.tree {
        Tree::Wild(text) => Pattern::wild(text)
            .ok_or_else(|| Note::doubt(format!("{} is too long: left out", quoted(text)), node.span)),
        Tree::Fuzzy(text, mistakes) => Pattern::like(text, *mistakes).ok_or_else(|| {
            let text = format!("{}: mistakes are looked for in single words only", quoted(text));
            Note::doubt(text, node.span)
        }),
        Tree::Regex(text) => Pattern::regex(text).map_err(|error| {
            let text = format!("{} is no regular expression, {error}: searched as words", quoted(text));
            Note::doubt(text, node.span)
        }),
        _ => Err(Note::doubt("no pattern: left out", node.span)),
    }
}

/// Whether a phrase holds a word with a star: `"retaliat* strikes"`.
pub(super) fn has_wildcard(phrase: &str) -> bool {
    phrase.split(' ').any(|word| word.contains('*') && word.contains(char::is_alphanumeric))
}

/// A word with wildcards; where marks or spaces cut it into several ("anti-war*"), they stand in a row.
///
/// # Errors
/// A doubt where it cannot be read.
pub(super) fn wild(text: &str, node: &Node) -> Result<Places, Note> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '*' | '?' | '&' | '+' | '#' | '.' | '\'');
    let pieces = text
        .split(|c: char| !inside(c))
        .filter(|piece| piece.contains(|c: char| c.is_alphanumeric() || c == '*'));
    let mut row: Option<Places> = None;
    for piece in pieces {
        let is_wild = piece.contains(['*', '?']);
        let next = if is_wild {
            let tree = Tree::Wild(piece.to_owned());
            Places::Like(pattern(&Node { tree, span: node.span })?)
        } else {
            Places::Word { text: piece.to_owned(), exact: matches!(node.tree, Tree::Wild(_)) }
        };
        let behind = Near { within: Within::Words(1), ordered: true, apart: false };
        row = Some(match row {
            None => next,
            Some(first) => Places::Near(behind, Box::new(first), Box::new(next)),
        });
    }
    row.ok_or_else(|| Note::doubt(format!("{} holds no letter or digit: left out", quoted(text)), node.span))
}
