//! The tree of a query as typed, before anyone asked what its fields, names and dates mean.
//!
//! `Display` prints a tree so that reading it again gives the same tree; `{:#}` adds the parentheses
//! that only precedence implies.

use std::fmt;
use std::ops::Bound;

use super::field::Field;
use crate::text::Span;

/// A part of a query, and where it was typed.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub tree: Tree,
    /// Its bytes in the query as typed; without its parentheses.
    pub span: Span,
}

/// Nodes are equal where their trees are, wherever they were typed.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.tree == other.tree
    }
}

/// What a part of a query is.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A word: no white space, quotation mark or parenthesis in it.
    Word(String),
    /// Words in quotation marks, and how many positions they may be moved (`"a b"~2`).
    Phrase(String, u32),
    /// All of these, two at least.
    All(Vec<Node>),
    /// One of these, two at least.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// This, looked for in a field.
    In(Field, Box<Node>),
    /// From one value to another: the value of a field.
    Range(Bound<String>, Bound<String>),
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.tree {
            Tree::Word(text) => f.write_str(text),
            Tree::Phrase(text, 0) => write!(f, "\"{text}\""),
            Tree::Phrase(text, slop) => write!(f, "\"{text}\"~{slop}"),
            Tree::All(nodes) => join(f, nodes, " ", |node| matches!(node.tree, Tree::All(_) | Tree::Any(_))),
            Tree::Any(nodes) => {
                let explicit = f.alternate();
                join(f, nodes, " OR ", |node| {
                    matches!(node.tree, Tree::Any(_)) || explicit && matches!(node.tree, Tree::All(_))
                })
            }
            Tree::Not(node) => {
                f.write_str(if node.can_follow_minus() { "-" } else { "NOT " })?;
                node.fmt_within(f, matches!(node.tree, Tree::All(_) | Tree::Any(_) | Tree::Not(_)))
            }
            Tree::In(field, node) => {
                write!(f, "{}:", field.name())?;
                node.fmt_within(f, !node.is_plain_value())
            }
            Tree::Range(from, to) => {
                let (open, from) = match from {
                    Bound::Included(text) => ('[', text.as_str()),
                    Bound::Excluded(text) => ('{', text.as_str()),
                    Bound::Unbounded => ('[', "*"),
                };
                let (to, close) = match to {
                    Bound::Included(text) => (text.as_str(), ']'),
                    Bound::Excluded(text) => (text.as_str(), '}'),
                    Bound::Unbounded => ("*", ']'),
                };
                write!(f, "{open}{from} TO {to}{close}")
            }
        }
    }
}

impl Node {
    fn fmt_within(&self, f: &mut fmt::Formatter<'_>, parentheses: bool) -> fmt::Result {
        if !parentheses {
            return fmt::Display::fmt(self, f);
        }
        f.write_str("(")?;
        fmt::Display::fmt(self, f)?;
        f.write_str(")")
    }

    /// Whether a minus before it is read as NOT.
    fn can_follow_minus(&self) -> bool {
        match &self.tree {
            Tree::Word(text) => text.starts_with(char::is_alphabetic),
            Tree::Range(..) => false,
            _ => true,
        }
    }

    /// Whether it can stand after `field:` without parentheses.
    fn is_plain_value(&self) -> bool {
        match &self.tree {
            // A bracket would open a range, and a second colon belongs to the word before ("title::").
            Tree::Word(text) => !text.starts_with(['[', '{', ':']),
            Tree::Phrase(..) | Tree::Range(..) => true,
            _ => false,
        }
    }
}

fn join(
    f: &mut fmt::Formatter<'_>,
    nodes: &[Node],
    between: &str,
    parentheses: impl Fn(&Node) -> bool,
) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        node.fmt_within(f, parentheses(node))?;
    }
    Ok(())
}
