//! From tokens to the tree. Never fails, never recurses: nested parentheses stand on a list of bounded
//! length.

use super::ast::{Boost, Case, Node, Tree};
use super::field::Field;
use super::lexer::{Lexeme, Token, tokens};
use super::near::Near;
use super::note::{Note, Notes, Weight};
use crate::text::Span;

/// How deep parentheses may be nested; deeper ones are passed over.
pub const MAX_DEPTH: usize = 100;
/// How long a query may be, in bytes; what follows is left out.
pub const MAX_BYTES: usize = 8_192;
/// How often `w/5` and its like may stand in a query; more of them are read as AND.
pub const MAX_NEARS: usize = 20;
/// How often a boosted parenthesis, or a second name before an operand, may stand in a query; more of
/// them are passed over, so that no tree is too deep to walk.
const MAX_EXTRAS: usize = 50;

/// A query as typed: its tree, `None` where nothing was typed, and notes on how it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The tree.
    pub tree: Option<Node>,
    /// Notes.
    pub notes: Notes,
}

/// Reads `text` as a query.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let kept = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text);
    let (lexemes, notes) = tokens(kept);
    let mut parser =
        Parser { frames: Vec::new(), frame: Frame::default(), passed_over: 0, nears: 0, extras: 0, notes };
    if kept.len() < text.len() {
        let note = format!("the query is longer than {MAX_BYTES} bytes: the rest is left out");
        parser.notes.push(Note::doubt(note, Span::new(kept.len(), text.len())));
    }
    let mut lexemes = lexemes.into_iter().peekable();
    while let Some(Lexeme { token, span }) = lexemes.next() {
        let boost = lexemes.next_if(|next| matches!(next.token, Token::Boost(_)));
        let boost = boost.and_then(|next| match next.token {
            Token::Boost(boost) => Some((boost, next.span)),
            _ => None,
        });
        parser.take(token, span, boost);
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
    /// An operator that waits for its right side.
    operator: Option<(Operator, Span)>,
    /// A NOT that waits for its operand, and whether it still negates (two cancel out).
    not: Option<(bool, Span)>,
    /// What stands before an operand, the outermost first.
    prefixes: Vec<(Prefix, Span)>,
    /// Where it was opened.
    opened: Span,
    /// Whether the last operand ends a `w/5`, and how it is written.
    near: Option<Near>,
    /// Whether the last operand is a word right behind another one, without an operator.
    behind_word: bool,
    /// What could be read in two ways, without parentheses.
    doubtful: Option<Doubtful>,
}

/// Why the reading of a query is worth a remark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubtful {
    /// `a w/5 b OR c`.
    NearOr(Near),
    /// `red cross w/5 aid`.
    NearWords(Near),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Near(Near),
}

/// What is said of the operand behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    In(Field),
    AtLeast(u32),
    Cased(Case),
}

struct Parser {
    /// The frames around the current one, the outermost first.
    frames: Vec<Frame>,
    frame: Frame,
    /// How many parentheses beyond the greatest depth are open.
    passed_over: usize,
    /// How many `w/5` there were.
    nears: usize,
    /// How many boosted parentheses and second prefixes there were.
    extras: usize,
    notes: Notes,
}

type Boosted = Option<(Boost, Span)>;

impl Parser {
    fn take(&mut self, token: Token, span: Span, boost: Boosted) {
        let tree = match token {
            Token::Field(field) => return self.prefix(Prefix::In(field), span),
            Token::AtLeast(times) => return self.prefix(Prefix::AtLeast(times), span),
            Token::Cased(case) => return self.prefix(Prefix::Cased(case), span),
            Token::Open => return self.open(span),
            Token::Close => return self.close(span, boost),
            Token::And => return self.operator(Operator::And, span),
            Token::Or => return self.operator(Operator::Or, span),
            Token::Near(near) => return self.operator(Operator::Near(near), span),
            Token::Not => return self.not(span),
            Token::Boost(_) => None,
            Token::Word(text) => Some(Tree::Word(text)),
            Token::Wild(text) => Some(Tree::Wild(text)),
            Token::Fuzzy(text, mistakes) => Some(Tree::Fuzzy(text, mistakes)),
            Token::Regex(text) => Some(Tree::Regex(text)),
            Token::Anything => Some(Tree::Anything),
            Token::Phrase(text, slop) => (!text.trim().is_empty()).then_some(Tree::Phrase(text, slop)),
            Token::Range(from, to) => Some(Tree::Range(from, to)),
        };
        self.operand(tree, span, boost);
    }

    fn prefix(&mut self, prefix: Prefix, span: Span) {
        if !self.frame.prefixes.is_empty() && !self.extra(span) {
            self.flush_prefixes();
        }
        self.frame.prefixes.push((prefix, span));
    }

    /// Whether one more of what makes a tree deeper is allowed.
    fn extra(&mut self, span: Span) -> bool {
        self.extras += 1;
        if self.extras == MAX_EXTRAS + 1 {
            let text =
                format!("more than {MAX_EXTRAS} boosts of parentheses, or names before names: passed over");
            self.notes.push(Note::doubt(text, span));
        }
        self.extras <= MAX_EXTRAS
    }

    fn not(&mut self, span: Span) {
        self.flush_prefixes();
        if let Some((Operator::Near(near), _)) = &mut self.frame.operator {
            // "a w/5 NOT b" is "a not w/5 b".
            near.apart = !near.apart;
            return;
        }
        let negates = !self.frame.not.is_some_and(|(negates, _)| negates);
        self.frame.not = Some((negates, span));
    }

    /// Puts an operand after what waits for one; nothing, such as `""`, takes what waits with it.
    fn operand(&mut self, tree: Option<Tree>, mut span: Span, boost: Boosted) {
        let frame = &mut self.frame;
        let (operator, not) = (frame.operator.take(), frame.not.take());
        let prefixes = std::mem::take(&mut frame.prefixes);
        let Some(mut tree) = tree else {
            self.notes.push(Note::doubt("there is nothing in it: left out", span));
            return;
        };
        for (prefix, at) in prefixes.into_iter().rev() {
            let node = Box::new(Node { tree, span });
            tree = match prefix {
                Prefix::In(field) => Tree::In(field, node),
                Prefix::AtLeast(times) => Tree::AtLeast(times, node),
                Prefix::Cased(case) => Tree::Cased(case, node),
            };
            span = span.join(at);
        }
        if let Some((boost, at)) = boost {
            tree = Tree::Boost(boost, Box::new(Node { tree, span }));
            span = span.join(at);
        }
        let node = Node { tree, span };
        if let (Some((Operator::Near(near), _)), Some(first)) =
            (operator, frame.all.pop_if(|_| matches!(operator, Some((Operator::Near(_), _)))))
        {
            return self.near(near, first, node);
        }
        let node = match not {
            Some((true, at)) => Node { span: span.join(at), tree: Tree::Not(Box::new(node)) },
            Some((false, at)) => Node { span: span.join(at), tree: node.tree },
            None => node,
        };
        if operator.is_some_and(|(operator, _)| operator == Operator::Or) {
            frame.any.push(std::mem::take(&mut frame.all));
        }
        let beside = operator.is_none() && is_word(&node);
        if let (Some(near), true, None) = (frame.near, beside, frame.doubtful) {
            frame.doubtful = Some(Doubtful::NearWords(near));
        }
        frame.behind_word = beside && frame.all.last().is_some_and(is_word);
        frame.near = None;
        frame.all.push(node);
    }

    /// Joins two operands by nearness; a NOT before the first negates both together.
    fn near(&mut self, near: Near, first: Node, second: Node) {
        self.nears += 1;
        if self.nears > MAX_NEARS {
            if self.nears == MAX_NEARS + 1 {
                let note = format!("more than {MAX_NEARS} times nearness: the rest is read as AND");
                self.notes.push(Note::doubt(note, second.span));
            }
            self.frame.all.extend([first, second]);
            return;
        }
        let frame = &mut self.frame;
        if frame.behind_word && frame.doubtful.is_none() {
            frame.doubtful = Some(Doubtful::NearWords(near));
        }
        let span = first.span.join(second.span);
        let join = |first: Node| Node {
            span: first.span.join(second.span),
            tree: Tree::Near(near, Box::new(first), Box::new(second)),
        };
        let node = match first.tree {
            Tree::Not(inner) => Node { span, tree: Tree::Not(Box::new(join(*inner))) },
            _ => join(first),
        };
        frame.all.push(node);
        frame.near = Some(near);
        frame.behind_word = false;
    }

    fn operator(&mut self, operator: Operator, span: Span) {
        self.flush();
        if self.frame.all.is_empty() {
            self.lone(operator, span);
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

    fn close(&mut self, span: Span, boost: Boosted) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        if self.frames.is_empty() {
            self.notes.push(Note::doubt("a closing parenthesis without its partner is passed over", span));
            return;
        }
        self.leave(span, boost);
    }

    /// Ends the current parenthesis before `span` and makes it an operand of the one around it.
    fn leave(&mut self, span: Span, boost: Boosted) {
        let around = self.frame.opened.join(span);
        let node = self.end_frame();
        self.frame = self.frames.pop().unwrap_or_default();
        let boost = boost.filter(|(_, at)| self.extra(*at));
        let span = node.as_ref().map_or(around, |node| node.span);
        self.operand(node.map(|node| node.tree), span, boost);
    }

    /// The current frame as one node.
    fn end_frame(&mut self) -> Option<Node> {
        self.flush();
        let mut frame = std::mem::take(&mut self.frame);
        frame.any.push(frame.all);
        let several = frame.any.len() > 1;
        let mixed = several && frame.any.iter().any(|all| all.len() > 1);
        let near = frame.any.iter().flatten().find_map(|node| match node.tree {
            Tree::Near(near, ..) if several => Some(Doubtful::NearOr(near)),
            _ => None,
        });
        let groups: Vec<Node> = frame.any.into_iter().filter_map(|all| gather(all, Tree::All)).collect();
        let node = gather(groups, Tree::Any)?;
        match frame.doubtful.or(near) {
            Some(Doubtful::NearOr(near)) => {
                self.notes.push(read_as(&format!("{near} binds tighter than OR"), &node))
            }
            Some(Doubtful::NearWords(near)) => {
                self.notes.push(read_as(&format!("{near} joins only the words right beside it"), &node));
            }
            None if mixed => self.notes.push(read_as("AND binds tighter than OR", &node)),
            None => {}
        }
        Some(node)
    }

    /// An operator without an operand on both sides is searched as a word, or left out where it is none.
    fn lone(&mut self, operator: Operator, span: Span) {
        let word = match operator {
            Operator::And => "and",
            Operator::Or => "or",
            Operator::Near(near) => {
                self.notes.push(Note::doubt(format!("{near} has nothing to join here: left out"), span));
                return;
            }
        };
        self.word_instead(word, span);
    }

    fn word_instead(&mut self, word: &str, span: Span) {
        let upper = word.to_uppercase();
        let text = format!("{upper} has nothing to join here: “{word}” is searched as a word");
        self.notes.push(Note::doubt(text, span));
        self.frame.all.push(Node { tree: Tree::Word(word.to_owned()), span });
    }

    /// Ends what still waits for an operand.
    fn flush(&mut self) {
        self.flush_prefixes();
        if let Some((_, span)) = self.frame.not.take() {
            self.flush_operator();
            self.word_instead("not", span);
        }
        self.flush_operator();
    }

    fn flush_operator(&mut self) {
        if let Some((operator, span)) = self.frame.operator.take() {
            self.lone(operator, span);
        }
    }

    fn flush_prefixes(&mut self) {
        let prefixes = std::mem::take(&mut self.frame.prefixes);
        let field = prefixes.iter().find_map(|(prefix, span)| match prefix {
            Prefix::In(field) => Some((*field, *span)),
            Prefix::AtLeast(_) | Prefix::Cased(_) => None,
        });
        if let Some((field, span)) = field {
            let text = format!("{}:", field.name());
            self.notes.push(Note::doubt(format!("“{text}” has no value: searched as a word"), span));
            self.operand(Some(Tree::Word(text)), span, None);
        } else if let Some((_, span)) = prefixes.first() {
            self.notes.push(Note::doubt("there is nothing to count here: left out", *span));
        }
    }

    fn finish(mut self) -> Parsed {
        while !self.frames.is_empty() {
            let opened = self.frame.opened;
            let text = "a parenthesis without its partner: read as closed at the end";
            self.notes.push(Note::doubt(text, opened));
            self.leave(opened, None);
        }
        let tree = self.end_frame();
        Parsed { tree, notes: self.notes }
    }
}

const fn is_word(node: &Node) -> bool {
    matches!(node.tree, Tree::Word(_) | Tree::Wild(_) | Tree::Fuzzy(..))
}

/// The only one of `nodes`, or all of them under one.
fn gather(mut nodes: Vec<Node>, tree: fn(Vec<Node>) -> Tree) -> Option<Node> {
    if nodes.len() < 2 {
        return nodes.pop();
    }
    let span = nodes.iter().map(|node| node.span).reduce(Span::join)?;
    Some(Node { tree: tree(nodes), span })
}

/// A remark on how `node` was read, and why.
fn read_as(why: &str, node: &Node) -> Note {
    const LONGEST: usize = 120;
    let read = format!("{node:#}");
    let text = if read.len() <= LONGEST {
        format!("{why}: read as {read}; parentheses can say otherwise")
    } else {
        format!("{why}; parentheses can say otherwise")
    };
    Note { text, span: Some(node.span), weight: Weight::Remark }
}
