//! From the text of one record to its tree: elements, attributes, text, references. What HTML allows and XML
//! does not in text and values (a bare "&", values without quotes) is read as it is meant; elements must pair
//! up. Nothing is declared, included or expanded.

use super::element::{Element, Node};
use crate::formats::html;
use crate::formats::reading::Reason;

/// Deepest nesting that is parsed; real news stays below thirty.
const DEEPEST: usize = 200;
/// Most elements of a record.
const MOST: usize = 200_000;
/// Most attributes of an element.
const ATTRIBUTES: usize = 200;
/// Prefixes by which all the world writes extensions of feeds whose local names mean something else there.
const KEPT: [&str; 6] = ["media", "itunes", "excerpt", "wp", "slash", "georss"];

/// The element that `text` begins with; what follows it is left aside.
///
/// # Errors
/// Where it is not well-formed, too deep or too large.
pub fn element(text: &str) -> Result<Element, Reason> {
    let mut tree = Tree::default();
    let mut rest = text;
    while let Some(token) = next_token(&mut rest)? {
        let ends = matches!(token, Token::End(_) | Token::Empty(_));
        tree.take(token)?;
        if ends && tree.open.is_empty() {
            break;
        }
    }
    if let Some(open) = tree.open.last() {
        return Err(Reason::Xml(format!("<{}> does not end", open.name)));
    }
    let first = tree.outer.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    first.ok_or_else(|| Reason::Xml("no element in it".to_owned()))
}

/// As much of `text` as is well-formed, as the content of an element without a name.
pub fn beginning(text: &str) -> Element {
    let mut tree = Tree::default();
    let mut rest = text;
    while let Ok(Some(token)) = next_token(&mut rest) {
        if tree.take(token).is_err() {
            break;
        }
    }
    while let Some(element) = tree.open.pop() {
        tree.push(Node::Element(element));
    }
    Element { nodes: tree.outer, ..Element::default() }
}

enum Token<'t> {
    /// Text between tags, its references as written.
    Text(&'t str),
    /// The content of a CDATA section.
    Data(&'t str),
    /// What stands between "<" and ">" or "/>".
    Begin(&'t str),
    Empty(&'t str),
    /// The name in "</name>".
    End(&'t str),
    /// Comments, instructions, declarations.
    Nothing,
}

#[derive(Default)]
struct Tree {
    /// Elements that have not ended, the outermost first.
    open: Vec<Element>,
    /// What stands outside of all.
    outer: Vec<Node>,
    count: usize,
}

impl Tree {
    fn take(&mut self, token: Token<'_>) -> Result<(), Reason> {
        match token {
            Token::Text(text) => self.push_text(&with_references(text)),
            Token::Data(text) => self.push_text(text),
            Token::Begin(tag) => {
                self.count()?;
                if self.open.len() >= DEEPEST {
                    return Err(Reason::TooDeep(DEEPEST));
                }
                self.open.push(begun(tag)?);
            }
            Token::Empty(tag) => {
                self.count()?;
                let element = begun(tag)?;
                self.push(Node::Element(element));
            }
            Token::End(name) => {
                let Some(element) = self.open.pop() else {
                    return Err(Reason::Xml(format!("</{name}> ends what never began")));
                };
                if element.name != local(name) {
                    return Err(Reason::Xml(format!("</{name}> where </{}> should stand", element.name)));
                }
                self.push(Node::Element(element));
            }
            Token::Nothing => {}
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), Reason> {
        self.count += 1;
        if self.count > MOST { Err(Reason::TooMany(MOST)) } else { Ok(()) }
    }

    fn push(&mut self, node: Node) {
        self.open.last_mut().map_or(&mut self.outer, |element| &mut element.nodes).push(node);
    }

    fn push_text(&mut self, piece: &str) {
        let nodes = self.open.last_mut().map_or(&mut self.outer, |element| &mut element.nodes);
        match nodes.last_mut() {
            Some(Node::Text(text)) => text.push_str(piece),
            _ if piece.is_empty() => {}
            _ => nodes.push(Node::Text(piece.to_owned())),
        }
    }
}

/// The next token of `rest`, which it is taken from.
fn next_token<'t>(rest: &mut &'t str) -> Result<Option<Token<'t>>, Reason> {
    if rest.is_empty() {
        return Ok(None);
    }
    let Some(tag) = rest.strip_prefix('<') else {
        let end = rest.find('<').unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        *rest = after;
        return Ok(Some(Token::Text(text)));
    };
    let passed = |mark: &str, what: &str| {
        tag.split_once(mark).ok_or_else(|| Reason::Xml(format!("{what} does not end")))
    };
    if tag.starts_with("!--") {
        *rest = passed("-->", "a comment")?.1;
        return Ok(Some(Token::Nothing));
    }
    if let Some(data) = tag.strip_prefix("![CDATA[") {
        let (data, after) =
            data.split_once("]]>").ok_or_else(|| Reason::Xml("a CDATA section does not end".to_owned()))?;
        *rest = after;
        return Ok(Some(Token::Data(data)));
    }
    if tag.starts_with('?') {
        *rest = passed("?>", "an instruction")?.1;
        return Ok(Some(Token::Nothing));
    }
    if tag.starts_with('!') {
        let (declaration, after) = passed(">", "a declaration")?;
        *rest = if declaration.contains('[') { passed("]>", "a declaration")?.1 } else { after };
        return Ok(Some(Token::Nothing));
    }
    let end = end_of_tag(tag).ok_or_else(|| Reason::Xml("a tag does not end".to_owned()))?;
    let (inner, after) = (tag.get(..end).unwrap_or_default(), tag.get(end + 1..).unwrap_or_default());
    *rest = after;
    if let Some(name) = inner.strip_prefix('/') {
        return Ok(Some(Token::End(name.trim())));
    }
    Ok(Some(match inner.strip_suffix('/') {
        Some(inner) => Token::Empty(inner),
        None => Token::Begin(inner),
    }))
}

/// Where the ">" of a tag is: not in a value's quotation marks.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            // No value holds this: a mark too many.
            (Some(_), b'<') => break,
            _ => {}
        }
    }
    // The tag ends where the first could.
    tag.find('>')
}

/// The element that `tag` begins, without its content.
fn begun(tag: &str) -> Result<Element, Reason> {
    let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(end);
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return Err(Reason::Xml("a tag without a name".to_owned()));
    }
    let mut attributes = Vec::new();
    while attributes.len() < ATTRIBUTES {
        let Some((key, after)) = rest.split_once('=') else { break };
        let after = after.trim_start();
        let (value, after) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = after.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        // Before the name of an attribute without a value others may stand.
        let key = key.split_whitespace().next_back().unwrap_or_default();
        attributes.push((key.to_owned(), with_references(value)));
        rest = after;
    }
    Ok(Element { name: local(name).to_owned(), attributes, nodes: Vec::new() })
}

/// The local name; all of it where the prefix is one of those in [`KEPT`].
fn local(name: &str) -> &str {
    match name.rsplit_once(':') {
        Some((prefix, _)) if KEPT.contains(&prefix) => name,
        Some((_, local)) => local,
        None => name,
    }
}

/// `text` with its references resolved, all but those that nobody knows.
fn with_references(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // Names are short; a semicolon further on is one of the text.
        let end = piece.bytes().take(12).position(|byte| byte == b';');
        let name = end.and_then(|end| piece.get(..end)).filter(|name| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        });
        match name {
            Some(name) => {
                resolve(name, &mut whole);
                whole.push_str(piece.get(name.len() + 1..).unwrap_or_default());
            }
            None => {
                whole.push('&');
                whole.push_str(piece);
            }
        }
    }
    whole
}

/// What the reference `&name;` stands for: itself where nobody knows, nothing where it is no character.
fn resolve(name: &str, whole: &mut String) {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        let c = number.ok().and_then(char::from_u32);
        whole.extend(c.filter(|c| !c.is_control() || c.is_whitespace()));
        return;
    }
    match name {
        "amp" => whole.push('&'),
        "lt" => whole.push('<'),
        "gt" => whole.push('>'),
        "quot" => whole.push('"'),
        "apos" => whole.push('\''),
        // Names that HTML alone knows are common in news.
        _ => whole.push_str(&html::unescaped(&format!("&{name};"))),
    }
}
