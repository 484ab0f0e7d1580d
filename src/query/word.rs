//! What one word of a query is: a word, a word with wildcards or mistakes, an operator, a name before an
//! operand. Looks at the word alone.

use super::ast::{Boost, Case};
use super::field::Field;
use super::lexer::Token;
use super::near::{Near, Within};
use super::note::{Weight, quoted};

/// `c` as read: plain marks for typographic ones, a space for white space and controls, nothing for
/// characters that are not seen.
pub(super) fn plain(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' => '-',
        '（' => '(',
        '）' => ')',
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => return None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return None,
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    })
}

/// Whether `c` ends a word.
pub(super) const fn ends_word(c: char) -> bool {
    matches!(c, ' ' | '"' | '(' | ')')
}

/// What stands before the first sign that may follow a field's name, and that sign.
pub(super) fn separator(text: &str) -> Option<(&str, char)> {
    let at = text.find([':', '=', '>', '<'])?;
    let sign = text.get(at..)?.chars().next()?;
    Some((text.get(..at)?, sign))
}

/// Whether `name:` could be meant as a field.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_')
}

/// Whether `text` can be one side of a range, and be printed as such.
pub(super) fn is_bound(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | ',' | ':');
    text.chars().all(plain) && !text.split(' ').any(|word| word.eq_ignore_ascii_case("to"))
}

/// An operator's word where it is searched as a word: in lower case, in which it is no operator.
pub(super) fn searched(text: String) -> String {
    if matches!(text.as_str(), "AND" | "OR" | "NOT" | "SAME") { text.to_lowercase() } else { text }
}

/// An operator between operands, or before one.
pub(super) fn operator(text: &str) -> Option<Token> {
    match text {
        "AND" | "&&" => Some(Token::And),
        "OR" | "|" | "||" => Some(Token::Or),
        "NOT" => Some(Token::Not),
        "SAME" => Some(Token::Near(Near { within: Within::Paragraph, ordered: false, apart: false })),
        _ => None,
    }
}

/// `w/5`, `pre/5`, `w/s`, `w/p`, and their names elsewhere: `within/5`, `near/5`, `near5`, `n/5`, `adj5`,
/// `onear/5`. In any case.
pub(super) fn connector(text: &str) -> Option<Near> {
    const LONGEST: usize = 12;
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (ordered, rest) = if let Some((name, rest)) = lower.split_once('/') {
        match name {
            "w" | "within" | "near" | "n" => (false, rest),
            "pre" | "onear" | "adj" => (true, rest),
            _ => return None,
        }
    } else {
        let name_end = lower.find(|c: char| c.is_ascii_digit())?;
        match lower.split_at_checked(name_end)? {
            ("near", rest) => (false, rest),
            ("adj", rest) => (true, rest),
            _ => return None,
        }
    };
    let within = match rest {
        "s" => Within::Sentence,
        "p" => Within::Paragraph,
        digits => Within::Words(digits_of(digits)?.clamp(1, Near::MOST_WORDS)),
    };
    Some(Near { within, ordered, apart: false })
}

/// `atleast3`: how often.
pub(super) fn at_least(text: &str) -> Option<u32> {
    const LONGEST: usize = 14;
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    Some(digits_of(lower.strip_prefix("atleast")?)?.clamp(1, 999))
}

fn digits_of(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// The field that is written like a function: `headline(dam)`.
pub(super) fn function(text: &str) -> Option<Field> {
    const NAMES: [&str; 6] = ["headline", "hlead", "lead", "byline", "body", "publication"];
    let known = NAMES.iter().any(|name| text.eq_ignore_ascii_case(name));
    known.then(|| Field::named(text)).flatten()
}

/// `caps(`, `allcaps(`, `nocaps(`.
pub(super) fn case(text: &str) -> Option<Case> {
    [Case::Capital, Case::Capitals, Case::Small]
        .into_iter()
        .find(|case| text.eq_ignore_ascii_case(case.name()))
}

/// `2`, `0.5`, `1.25`: a boost, three places behind the point.
pub(super) fn number(text: &str) -> Option<Boost> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(rest) {
        return None;
    }
    let thousandths: String = rest.chars().chain("000".chars()).take(3).collect();
    let whole: u32 = whole.parse().ok()?;
    let thousandths: u32 = thousandths.parse().ok()?;
    Some(Boost(whole.saturating_mul(1000).saturating_add(thousandths).min(Boost::MOST.0)))
}

/// One word, and what stands behind it.
pub(super) struct Atom {
    /// The word.
    pub token: Token,
    /// `^2`, and how many characters it takes.
    pub boost: Option<(Boost, usize)>,
    /// What to say of it.
    pub note: Option<(String, Weight)>,
}

impl Atom {
    /// What `text`, which holds no white space, is.
    pub(super) fn of(text: &str) -> Self {
        let plain = |text: &str| Token::Word(searched(text.to_owned()));
        if text.contains('\\') || text.contains("://") {
            return Self { token: plain(text), boost: None, note: None };
        }
        let boosted = |text| {
            let (base, end): (&str, &str) = str::rsplit_once(text, '^')?;
            Some((base, number(end)?, end.len() + 1)).filter(|_| !base.is_empty())
        };
        // A boost of a boost is none, nor is one of an operator.
        let is_operator =
            |base| connector(base).is_some() || at_least(base).is_some() || operator(base).is_some();
        let boost = boosted(text).filter(|(base, ..)| boosted(base).is_none() && !is_operator(base));
        let (base, boost) = boost.map_or((text, None), |(base, boost, length)| (base, Some((boost, length))));
        if base == "*" || base == "*:*" {
            return Self { token: Token::Anything, boost, note: None };
        }
        if is_wild(base) {
            return Self { token: Token::Wild(base.to_owned()), boost, note: None };
        }
        if let Some((word, mistakes)) = fuzzy(base) {
            let note = (mistakes > 2).then(|| {
                let note = format!("{}: at most 2 mistakes are looked for", quoted(base));
                (note, Weight::Doubt)
            });
            return Self { token: Token::Fuzzy(word.to_owned(), mistakes.min(2)), boost, note };
        }
        if let Some(word) = base.strip_suffix('!').filter(|word| is_truncated(word)) {
            let note = format!("{} is read as {word}*: every word that begins so", quoted(base));
            return Self {
                token: Token::Wild(format!("{word}*")),
                boost,
                note: Some((note, Weight::Remark)),
            };
        }
        Self { token: plain(base), boost, note: None }
    }
}

/// Whether `*` or `?` stands for letters in `text`. A question mark at the end asks.
fn is_wild(text: &str) -> bool {
    if !text.contains(char::is_alphanumeric) || text.contains(['/', '=', '@']) {
        return false;
    }
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '*' | '?');
        match c {
            '*' => return true,
            '?' if joins(before)
                && chars.peek().is_some_and(|next| next.is_alphanumeric() || *next == '*') =>
            {
                return true;
            }
            _ => before = c,
        }
    }
    false
}

/// Whether `retaliat!` is meant as Nexis reads it.
fn is_truncated(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().all(char::is_alphabetic)
}

/// `word~`, `word~1`, `word~0.8`: the word, and how many mistakes.
fn fuzzy(text: &str) -> Option<(&str, u8)> {
    let (word, mistakes) = text.rsplit_once('~')?;
    if !word.contains(char::is_alphanumeric) {
        return None;
    }
    let mistakes = match mistakes {
        "" => 2,
        digits if digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().unwrap_or(u8::MAX)
        }
        // As Lucene wrote it once: how like it has to be.
        share if share.starts_with("0.") && share.parse::<f32>().is_ok() => 1,
        _ => return None,
    };
    Some((word, mistakes))
}
