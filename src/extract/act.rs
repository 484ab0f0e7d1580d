//! Acts: what a speaker does by saying something, from the lemma of the cue. A table; a cue that is not in
//! it is a plain saying.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::document::Document;
use super::lexicon;
use crate::article::Act;
use crate::text::{Span, TokenKind};

static ACTS: LazyLock<HashMap<&'static str, Act>> = LazyLock::new(|| {
    include_str!("acts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(act, lemmas)| {
            let act = Act::ALL.into_iter().find(|known| known.name() == act);
            lemmas.split(' ').filter_map(move |lemma| act.map(|act| (lemma, act)))
        })
        .collect()
});

/// The act of a cue, by the first of its words that the table knows.
#[must_use]
pub fn of_cue(document: &Document<'_>, cue: &[Span]) -> Act {
    known(document, cue).unwrap_or_default()
}

/// Whether the cue is known to be spoken or written, rather than thought, felt, wanted, planned or not in
/// the table at all.
#[must_use]
pub fn is_spoken(document: &Document<'_>, cue: &[Span]) -> bool {
    known(document, cue)
        .is_some_and(|act| !matches!(act, Act::Thought | Act::Felt | Act::Wanted | Act::Planned))
}

fn known(document: &Document<'_>, cue: &[Span]) -> Option<Act> {
    cue.iter()
        .flat_map(|span| document.tokens_in(*span))
        .filter(|at| document.word(*at).kind == TokenKind::Word)
        .find_map(|at| {
            let lower = document.lower(at);
            let lemma = lexicon::cue(lower).map_or(lower, |cue| cue.lemma);
            ACTS.get(lemma).copied()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn the_act_is_that_of_the_cues_verb() {
        for (cue, act) in [
            ("told", Act::Said),
            ("has repeatedly denied", Act::Denied),
            ("urged", Act::Asked),
            ("vowed", Act::Promised),
            ("believes", Act::Thought),
            ("according to", Act::Said),
            ("warned", Act::Warned),
            ("ordered", Act::Ordered),
            ("thundered", Act::Said),
        ] {
            let article = Article { text: cue.to_owned(), ..Article::default() };
            let document = Document::new(&article);
            assert_eq!(of_cue(&document, &[Span::new(0, cue.len())]), act, "{cue}");
        }
    }

    #[test]
    fn every_line_of_the_table_names_an_act() {
        for line in include_str!("acts.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (act, lemmas) = line.split_once('\t').expect("two columns");
            assert!(Act::ALL.into_iter().any(|known| known.name() == act), "{act}");
            assert!(!lemmas.is_empty());
        }
    }
}
