//! From tokens to the tree. Never fails, never recurses: nested parentheses stand on a list of bounded
//! length.

use super::Target;
use super::ast::{Node, Tree};
use super::field::Field;
use super::lexer::{Lexeme, Token, tokens};
use super::note::{Note, Notes};
use crate::text::Span;

/// How deep parentheses may be nested; deeper ones are passed over.
pub const MAX_DEPTH: usize = 100;
/// How long a query may be, in bytes; what follows is left out.
pub const MAX_BYTES: usize = 8_192;

/// A query as typed: its tree, `None` where nothing was typed, and notes on how it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The tree.
    pub tree: Option<Node>,
    /// Notes.
    pub notes: Notes,
}

/// Reads `text` as a query for `target`.
#[must_use]
pub fn parse(text: &str, target: Target) -> Parsed {
    let kept = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text);
    let (lexemes, notes) = tokens(kept, target);
    let mut parser = Parser { frames: Vec::new(), frame: Frame::default(), passed_over: 0, notes };
    if kept.len() < text.len() {
        let note = format!("the query is longer than {MAX_BYTES} bytes: the rest is left out");
        parser.notes.push(Note::doubt(note, Span::new(kept.len(), text.len())));
    }
    for Lexeme { token, span } in lexemes {
        parser.take(token, span);
    }
    parser.finish()
}

/// One open parenthesis, or the whole query.
#[derive(Default)]
struct Frame {
    /// Operands joined by AND so far, after the last OR.
    all: Vec<Node>,
    /// What stands before each OR.
    any: Vec<Vec<Node>>,
    /// Whether AND was written or implied between two operands and OR elsewhere, without parentheses.
    mixed: bool,
    /// An operator that waits for its right side.
    operator: Option<(Operator, Span)>,
    /// A NOT that waits for its operand, and whether it still negates (two cancel out).
    not: Option<(bool, Span)>,
    /// A field that waits for its value.
    field: Option<(Field, Span)>,
    /// Where it was opened.
    opened: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
}

struct Parser {
    /// The frames around the current one, the outermost first.
    frames: Vec<Frame>,
    frame: Frame,
    /// How many parentheses beyond the greatest depth are open.
    passed_over: usize,
    notes: Notes,
}

impl Parser {
    fn take(&mut self, token: Token, span: Span) {
        match token {
            Token::Word(text) => self.operand(Some(Tree::Word(text)), span),
            Token::Phrase(text, slop) => {
                let tree = (!text.trim().is_empty()).then_some(Tree::Phrase(text, slop));
                self.operand(tree, span);
            }
            Token::Range(from, to) => self.operand(Some(Tree::Range(from, to)), span),
            Token::Field(field) => {
                self.flush_field();
                self.frame.field = Some((field, span));
            }
            Token::Open => self.open(span),
            Token::Close => self.close(span),
            Token::And => self.operator(Operator::And, span),
            Token::Or => self.operator(Operator::Or, span),
            Token::Not => {
                self.flush_field();
                let negates = !self.frame.not.is_some_and(|(negates, _)| negates);
                self.frame.not = Some((negates, span));
            }
        }
    }

    /// Puts an operand after what waits for one; nothing, such as `""`, takes what waits with it.
    fn operand(&mut self, tree: Option<Tree>, mut span: Span) {
        let frame = &mut self.frame;
        let (operator, not, field) = (frame.operator.take(), frame.not.take(), frame.field.take());
        let Some(mut tree) = tree else {
            self.notes.push(Note::doubt("there is nothing in it: left out", span));
            return;
        };
        if let Some((field, at)) = field {
            tree = Tree::In(field, Box::new(Node { tree, span }));
            span = span.join(at);
        }
        if let Some((negates, at)) = not {
            let node = Node { tree, span };
            span = span.join(at);
            tree = if negates { Tree::Not(Box::new(node)) } else { node.tree };
        }
        if operator.is_some_and(|(operator, _)| operator == Operator::Or) {
            frame.any.push(std::mem::take(&mut frame.all));
        }
        frame.all.push(Node { tree, span });
    }

    fn operator(&mut self, operator: Operator, span: Span) {
        self.flush_field();
        self.flush_not();
        self.flush_operator();
        if self.frame.all.is_empty() {
            self.lone(if operator == Operator::And { "and" } else { "or" }, span);
        } else {
            self.frame.operator = Some((operator, span));
        }
    }

    fn open(&mut self, span: Span) {
        if self.frames.len() >= MAX_DEPTH {
            if self.passed_over == 0 {
                let text = format!("parentheses more than {MAX_DEPTH} deep are passed over");
                self.notes.push(Note::doubt(text, span));
            }
            self.passed_over += 1;
            return;
        }
        let outer = std::mem::take(&mut self.frame);
        self.frames.push(outer);
        self.frame.opened = span;
    }

    fn close(&mut self, span: Span) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        if self.frames.is_empty() {
            self.notes.push(Note::doubt("a closing parenthesis without its partner is passed over", span));
            return;
        }
        self.leave(span);
    }

    /// Ends the current parenthesis before `span` and makes it an operand of the one around it.
    fn leave(&mut self, span: Span) {
        let around = self.frame.opened.join(span);
        let node = self.end_frame();
        self.frame = self.frames.pop().unwrap_or_default();
        let span = node.as_ref().map_or(around, |node| node.span);
        self.operand(node.map(|node| node.tree), span);
    }

    /// The current frame as one node.
    fn end_frame(&mut self) -> Option<Node> {
        self.flush_field();
        self.flush_not();
        self.flush_operator();
        let mut frame = std::mem::take(&mut self.frame);
        frame.any.push(frame.all);
        frame.mixed = frame.any.len() > 1 && frame.any.iter().any(|all| all.len() > 1);
        let groups: Vec<Node> = frame.any.into_iter().filter_map(|all| gather(all, Tree::All)).collect();
        let node = gather(groups, Tree::Any)?;
        if frame.mixed {
            self.notes.push(precedence(&node));
        }
        Some(node)
    }

    /// An operator without an operand on both sides is searched as a word.
    fn lone(&mut self, word: &str, span: Span) {
        let upper = word.to_uppercase();
        let text = format!("{upper} has nothing to join here: “{word}” is searched as a word");
        self.notes.push(Note::doubt(text, span));
        self.frame.all.push(Node { tree: Tree::Word(word.to_owned()), span });
    }

    fn flush_operator(&mut self) {
        match self.frame.operator.take() {
            Some((Operator::And, span)) => self.lone("and", span),
            Some((Operator::Or, span)) => self.lone("or", span),
            None => {}
        }
    }

    fn flush_not(&mut self) {
        if let Some((_, span)) = self.frame.not.take() {
            self.flush_operator();
            self.lone("not", span);
        }
    }

    fn flush_field(&mut self) {
        if let Some((field, span)) = self.frame.field.take() {
            let text = format!("{}:", field.name());
            self.notes.push(Note::doubt(format!("“{text}” has no value: searched as a word"), span));
            self.operand(Some(Tree::Word(text)), span);
        }
    }

    fn finish(mut self) -> Parsed {
        while !self.frames.is_empty() {
            let opened = self.frame.opened;
            let text = "a parenthesis without its partner: read as closed at the end";
            self.notes.push(Note::doubt(text, opened));
            self.leave(opened);
        }
        let tree = self.end_frame();
        Parsed { tree, notes: self.notes }
    }
}

/// The only one of `nodes`, or all of them under one.
fn gather(mut nodes: Vec<Node>, tree: fn(Vec<Node>) -> Tree) -> Option<Node> {
    if nodes.len() < 2 {
        return nodes.pop();
    }
    let span = nodes.iter().map(|node| node.span).reduce(Span::join)?;
    Some(Node { tree: tree(nodes), span })
}

fn precedence(node: &Node) -> Note {
    const LONGEST: usize = 120;
    let read = format!("{node:#}");
    let text = if read.len() <= LONGEST {
        format!("AND binds tighter than OR: read as {read}; parentheses can say otherwise")
    } else {
        "AND binds tighter than OR; parentheses can say otherwise".to_owned()
    };
    Note { text, span: Some(node.span), weight: super::note::Weight::Remark }
}
