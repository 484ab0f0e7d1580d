//! A walk over a parsed page in document order, without recursion: pages may be deep.

use scraper::{ElementRef, Html, Node};

/// What is done on the way.
pub trait Visit {
    /// An element begins.
    fn open(&mut self, element: ElementRef<'_>);
    /// A piece of text.
    fn text(&mut self, text: &str);
    /// An element ends.
    fn close(&mut self, element: ElementRef<'_>);
}

/// Walks `page` from its first node to its last.
pub fn walk(page: &Html, visitor: &mut impl Visit) {
    let mut node = page.tree.root();
    loop {
        match node.value() {
            Node::Text(text) => visitor.text(text),
            _ => {
                if let Some(element) = ElementRef::wrap(node) {
                    visitor.open(element);
                }
            }
        }
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            if let Some(element) = ElementRef::wrap(node) {
                visitor.close(element);
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return,
            }
        }
    }
}
