//! The kind of a content: direct, mixed or indirect, computed from the quotation marks around its letters
//! and never guessed.

use super::document::Document;
use super::word_class::is_dash;
use crate::article::Kind;
use crate::text::Span;

/// The kind of `content`: direct where at least 90 % of its letters and digits stand inside quotation
/// marks, or behind the dash of a dialogue; indirect where none do. Words set off by other marks than the
/// article quotes with count only where nothing stands beside them.
#[must_use]
pub fn kind(document: &Document<'_>, content: &[Span]) -> Kind {
    let (mut all, mut inside, mut quoted) = (0usize, 0usize, 0usize);
    let marked = is_marked(document, content);
    for span in content {
        for at in document.tokens_in(*span) {
            let word = document.word(at);
            let own = Span::new(word.span.start.max(span.start), word.span.end.min(span.end));
            let letters = own.of(document.text()).chars().filter(|c| c.is_alphanumeric()).count();
            all += letters;
            if marked || word.quotation.is_some() {
                inside += letters;
            }
            if marked || document.is_quoted(word) {
                quoted += letters;
            }
        }
    }
    if inside > 0 && inside * 10 >= all * 9 {
        Kind::Direct
    } else if quoted == 0 {
        Kind::Indirect
    } else {
        Kind::Mixed
    }
}

/// Whether `content` begins with what marks its paragraph as quoted: the dash of a dialogue, or the bracket
/// of a block quotation.
fn is_marked(document: &Document<'_>, content: &[Span]) -> bool {
    let Some(at) = content.first().and_then(|span| document.token_at(span.start)) else { return false };
    let word = document.word(at);
    let opens = document.paragraph(word.paragraph).tokens.start == at;
    opens && (word.is(">") || is_dash(&word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn kind_of(text: &str, content: &str) -> Kind {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let start = text.find(content).expect("the content stands in the text");
        kind(&Document::new(&article), &[Span::new(start, start + content.len())])
    }

    #[test]
    fn single_marks_quote_in_an_article_that_quotes_with_them() {
        let text = "‘The dam will hold,’ Ada Vale said. ‘It has for years.’";
        assert_eq!(kind_of(text, "‘The dam will hold,’"), Kind::Direct);
        let headline = "Vale calls dam ‘a risk’";
        assert_eq!(kind_of(headline, "dam ‘a risk’"), Kind::Mixed);
    }

    #[test]
    fn beside_double_marks_single_ones_set_words_off() {
        let text = "Vale calls dam ‘a risk’\n\n“The dam will hold,” the mayor said. “It has for years.” Vale said he was ‘asleep’.";
        assert_eq!(kind_of(text, "“The dam will hold,”"), Kind::Direct);
        assert_eq!(kind_of(text, "dam ‘a risk’"), Kind::Indirect);
        assert_eq!(kind_of(text, "he was ‘asleep’"), Kind::Indirect);
        let headline = "Vale: ‘It will hold’\n\n“The dam will hold,” the mayor said. “It has for years.”";
        assert_eq!(kind_of(headline, "‘It will hold’"), Kind::Direct);
    }

    #[test]
    fn single_marks_within_double_ones_take_nothing_away() {
        let text = "“She said ‘never’ to me,” Vale said.";
        assert_eq!(kind_of(text, "“She said ‘never’ to me,”"), Kind::Direct);
    }
}
