//! The tree of a query as typed, before anyone asked what its fields, names and dates mean.
//!
//! `Display` prints a tree so that reading it again gives the same tree; `{:#}` adds the parentheses
//! that only precedence implies.

use std::fmt;
use std::ops::Bound;

use super::field::Field;
use super::near::Near;
use super::word::is_bound;
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

/// How much more something counts, in thousandths: `^2` is 2000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Boost(pub u32);

impl Boost {
    /// The most.
    pub const MOST: Self = Self(1_000_000);

    /// What scores are multiplied with.
    #[must_use]
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl fmt::Display for Boost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
    }
}

/// With which letters a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// With a capital at least: `caps(us)`.
    Capital,
    /// With capitals only: `allcaps(aids)`.
    Capitals,
    /// Without any: `nocaps(us)`.
    Small,
}

impl Case {
    /// Its name in a query.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Capital => "caps",
            Self::Capitals => "allcaps",
            Self::Small => "nocaps",
        }
    }

    /// Whether `word` is written so.
    #[must_use]
    pub fn is_of(self, word: &str) -> bool {
        match self {
            Self::Capital => word.contains(char::is_uppercase),
            Self::Capitals => word.contains(char::is_uppercase) && !word.contains(char::is_lowercase),
            Self::Small => !word.contains(char::is_uppercase),
        }
    }
}

/// What a part of a query is.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A word: no white space, quotation mark or parenthesis in it.
    Word(String),
    /// Words in quotation marks, and how many positions they may be moved (`"a b"~2`).
    Phrase(String, u32),
    /// A word with wildcards: `news*`, `w?rd`.
    Wild(String),
    /// A word with so many mistakes: `word~1`.
    Fuzzy(String, u8),
    /// A regular expression for one word: `/dam(s|med)/`.
    Regex(String),
    /// Anything at all: `*`.
    Anything,
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
    /// This, counting so much more: `dam^2`.
    Boost(Boost, Box<Node>),
    /// One near the other: `dam w/5 leak`.
    Near(Near, Box<Node>, Box<Node>),
    /// This, so many times at least: `atleast3(dam)`.
    AtLeast(u32, Box<Node>),
    /// This, written with such letters: `caps(us)`.
    Cased(Case, Box<Node>),
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.tree {
            Tree::Word(text) | Tree::Wild(text) => f.write_str(text),
            Tree::Phrase(text, 0) => write!(f, "\"{text}\""),
            Tree::Phrase(text, slop) => write!(f, "\"{text}\"~{slop}"),
            Tree::Fuzzy(text, mistakes) => write!(f, "{text}~{mistakes}"),
            Tree::Regex(text) => write!(f, "/{text}/"),
            Tree::Anything => f.write_str("*"),
            Tree::All(nodes) => join(f, nodes, " ", |node| matches!(node.tree, Tree::All(_) | Tree::Any(_))),
            Tree::Any(nodes) => {
                let explicit = f.alternate();
                join(f, nodes, " OR ", |node| {
                    matches!(node.tree, Tree::Any(_))
                        || explicit && matches!(node.tree, Tree::All(_) | Tree::Near(..))
                })
            }
            Tree::Not(node) => {
                f.write_str(if node.can_follow_minus() { "-" } else { "NOT " })?;
                node.fmt_within(f, node.is_joined() || matches!(node.tree, Tree::Not(_)))
            }
            Tree::In(field, node) => {
                write!(f, "{}:", field.name())?;
                node.fmt_within(f, !node.is_plain_value() || field.has_ranges() && node.is_like_range())
            }
            Tree::Range(from, to) => fmt_range(f, from, to),
            Tree::Boost(boost, node) => {
                node.fmt_within(f, !node.can_take_boost())?;
                write!(f, "^{boost}")
            }
            Tree::Near(near, first, second) => {
                first.fmt_within(f, !first.is_beside_near() && !matches!(first.tree, Tree::Near(..)))?;
                write!(f, " {near} ")?;
                second.fmt_within(f, !second.is_beside_near())
            }
            Tree::Cased(case, node) => {
                f.write_str(case.name())?;
                node.fmt_within(f, true)
            }
            Tree::AtLeast(times, node) => {
                write!(f, "atleast{times}")?;
                node.fmt_within(f, true)
            }
        }
    }
}

fn fmt_range(f: &mut fmt::Formatter<'_>, from: &Bound<String>, to: &Bound<String>) -> fmt::Result {
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

impl Node {
    fn fmt_within(&self, f: &mut fmt::Formatter<'_>, parentheses: bool) -> fmt::Result {
        if !parentheses {
            return fmt::Display::fmt(self, f);
        }
        f.write_str("(")?;
        fmt::Display::fmt(self, f)?;
        f.write_str(")")
    }

    /// Whether operators join its parts.
    const fn is_joined(&self) -> bool {
        matches!(self.tree, Tree::All(_) | Tree::Any(_) | Tree::Near(..))
    }

    /// Whether `^2` behind it is read as a boost, and not as a part of its last word.
    fn can_take_boost(&self) -> bool {
        let plain = |text: &str| {
            text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '.' | '*' | '?'))
        };
        match &self.tree {
            Tree::Word(text) | Tree::Wild(text) | Tree::Fuzzy(text, _) => plain(text),
            Tree::Phrase(..) | Tree::Regex(_) | Tree::AtLeast(..) | Tree::Cased(..) => true,
            // An address is taken as it stands.
            Tree::In(Field::Url, _) => false,
            Tree::In(_, value) => match value.tree {
                Tree::Range(..) | Tree::Anything => false,
                _ => !value.is_plain_value() || value.can_take_boost(),
            },
            _ => false,
        }
    }

    /// Whether it can stand beside `w/5` without parentheses.
    fn is_beside_near(&self) -> bool {
        // "not w/5" is one operator.
        let operator = matches!(&self.tree, Tree::Word(text) if text.eq_ignore_ascii_case("not"));
        !operator && !self.is_joined() && !matches!(self.tree, Tree::Not(_))
    }

    /// Whether a minus before it is read as NOT.
    fn can_follow_minus(&self) -> bool {
        match &self.tree {
            Tree::Word(text) | Tree::Wild(text) | Tree::Fuzzy(text, _) => {
                text.starts_with(char::is_alphabetic)
            }
            Tree::Range(..) | Tree::Regex(_) | Tree::Anything => false,
            Tree::Boost(_, node) => {
                matches!(node.tree, Tree::Anything | Tree::Range(..))
                    || node.is_joined()
                    || node.can_follow_minus()
            }
            _ => true,
        }
    }

    /// Whether it would be read as a range where ranges are.
    fn is_like_range(&self) -> bool {
        matches!(&self.tree, Tree::Word(text) if text.contains("..") && is_bound(text))
    }

    /// Whether it can stand after `field:` without parentheses.
    fn is_plain_value(&self) -> bool {
        match &self.tree {
            // A bracket would open a range, a sign a comparison, and a second colon belongs to the
            // word before ("title::").
            Tree::Word(text) | Tree::Fuzzy(text, _) => !text.starts_with(['[', '{', ':', '>', '<', '=']),
            Tree::Wild(_) | Tree::Phrase(..) | Tree::Regex(_) | Tree::Range(..) => true,
            Tree::Anything | Tree::AtLeast(..) | Tree::Cased(..) => true,
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
