//! Laws of the text room, for any string.

use super::*;
use proptest::prelude::*;

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\"", "“", "”", "'", "’", "‘", "said", "Vale", " ", "\n", "\n\n", ".", "U.S.", "Sen.", "?", ",", "—",
        "…", "é", "\u{301}", "12", "6'2\"", "``", "''", "«", "»", "„", "the", "He", "\u{2028}", "\u{a0}",
        ")", "(", "...",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn tokens_and_the_space_between_make_up_the_text(text in hostile()) {
        let mut at = 0;
        for token in tokens(&text) {
            prop_assert!(token.span.start >= at && !token.span.is_empty());
            prop_assert!(text.get(at..token.span.start).is_some_and(|gap| gap.chars().all(char::is_whitespace)));
            prop_assert!(!token.span.of(&text).is_empty());
            at = token.span.end;
        }
        prop_assert!(text.get(at..).is_some_and(|gap| gap.chars().all(char::is_whitespace)));
    }

    #[test]
    fn sentences_and_the_space_between_make_up_the_text(text in hostile()) {
        let paragraphs = paragraphs(&text);
        let mut at = 0;
        for sentence in sentences(&text, &paragraphs, &tokens(&text)) {
            prop_assert!(sentence.start >= at && !sentence.is_empty());
            prop_assert!(text.get(at..sentence.start).is_some_and(|gap| gap.chars().all(char::is_whitespace)));
            prop_assert!(paragraphs.iter().any(|paragraph| paragraph.contains(sentence)));
            at = sentence.end;
        }
        prop_assert!(text.get(at..).is_some_and(|gap| gap.chars().all(char::is_whitespace)));
    }

    #[test]
    fn quotations_lie_inside_paragraphs_in_order(text in hostile()) {
        let paragraphs = paragraphs(&text);
        let mut at = 0;
        for quotation in quotations(&text, &paragraphs) {
            prop_assert!(paragraphs.iter().any(|paragraph| paragraph.contains(quotation.span)));
            prop_assert!(quotation.span.contains(quotation.inner));
            prop_assert!(text.get(quotation.span.start..quotation.span.end).is_some());
            prop_assert!(text.get(quotation.inner.start..quotation.inner.end).is_some());
            if quotation.depth == 0 {
                prop_assert!(quotation.span.start >= at);
                at = quotation.span.end;
            }
        }
    }
}
