//! A record of XML as a small tree, and the ways in which readers look into it.

use super::parse;
use crate::formats::draft::even;
use crate::formats::paragraphs::Paragraphs;
use crate::formats::reading::Reason;
/// An element: its local name, attributes by their names as written, and what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The name without its prefix; with it in extensions of feeds, as "media:title".
    pub name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, references resolved.
    Text(String),
}

impl Element {
    /// Parses `text`, one element; what follows it is left aside.
    ///
    /// # Errors
    /// Where it is not well-formed, too deep or too large.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        parse::element(text)
    }

    /// As much of `text` as is well-formed, as the content of an element without a name.
    #[must_use]
    pub fn parse_beginning(text: &str) -> Self {
        parse::beginning(text)
    }

    /// The value of the attribute called `name`, prefix included.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.trim())?;
        (!value.is_empty()).then_some(value)
    }

    /// What it holds, in order.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The elements directly in it.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element directly in it called `name`.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// The element at the end of `path`, each the first of its name.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Every element in it, itself first, in document order.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        let mut ahead = vec![self];
        std::iter::from_fn(move || {
            let next = ahead.pop()?;
            let children: Vec<&Self> = next.children().collect();
            ahead.extend(children.into_iter().rev());
            Some(next)
        })
    }

    /// Every element in it called `name`, in document order.
    pub fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.all().filter(move |element| element.name == name)
    }

    /// The first element anywhere in it called `name`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.all().find(|element| element.name == name)
    }

    /// All text in it as it stands.
    #[must_use]
    pub fn raw_text(&self) -> String {
        let mut text = String::new();
        let mut ahead: Vec<&Node> = self.nodes.iter().rev().collect();
        while let Some(node) = ahead.pop() {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) => ahead.extend(element.nodes.iter().rev()),
            }
        }
        text
    }

    /// All text in it as one line.
    #[must_use]
    pub fn text(&self) -> String {
        even(&self.raw_text())
    }

    /// All text in it as paragraphs, without that of elements that `skip` names; elements that no page
    /// has are paragraphs where `blocks` names them.
    #[must_use]
    pub fn paragraphs(&self, blocks: &[&str], skip: &[&str]) -> String {
        enum Step<'e> {
            Into(&'e Node),
            End(&'e Element),
        }
        let mut writer = Paragraphs::default();
        let mut ahead: Vec<Step<'_>> = self.nodes.iter().rev().map(Step::Into).collect();
        while let Some(step) = ahead.pop() {
            match step {
                Step::Into(Node::Text(text)) => writer.add(text),
                Step::Into(Node::Element(element)) => {
                    if skip.contains(&element.name.as_str()) {
                        continue;
                    }
                    begin(&mut writer, element, blocks);
                    ahead.push(Step::End(element));
                    ahead.extend(element.nodes.iter().rev().map(Step::Into));
                }
                Step::End(element) => {
                    writer.end(&element.name.to_ascii_lowercase());
                    if blocks.contains(&element.name.as_str()) {
                        writer.end_paragraph();
                    }
                }
            }
        }
        writer.done()
    }
}

fn begin(writer: &mut Paragraphs, element: &Element, blocks: &[&str]) {
    if blocks.contains(&element.name.as_str()) {
        writer.end_paragraph();
    }
    writer.begin(&element.name.to_ascii_lowercase());
}
