//! A made-up encoder of one layer, to hold the file's form and the tagger's laws without the real weights.

use proptest::prelude::*;

use super::weights::{Weights, WeightsError};
use super::{AccurateTagger, settings::INPUTS};
use crate::article::Article;
use crate::extract::{Document, Tagger as _};

const WIDTH: usize = 32;
const PAIR: usize = 16;
const POSITIONS: usize = 256;
const WORDS: &str = "[UNK]\n[CLS]\n[SEP]\nvale\nsaid\n##id\nit\n,\n.\n“\n”";

/// Bytes of a file being made, with numbers that look as if they were learned.
#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    turn: u32,
}

impl File {
    fn number(&mut self, number: usize) {
        self.bytes.extend(u32::try_from(number).expect("small").to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend(text.as_bytes());
    }

    fn floats(&mut self, count: usize, value: f32) {
        (0..count).for_each(|_| self.bytes.extend(value.to_le_bytes()));
    }

    fn table(&mut self, rows: usize, columns: usize) {
        for _ in 0..rows * columns {
            self.turn = self.turn.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            self.bytes.push(self.turn.to_le_bytes()[3]);
        }
        self.floats(rows, 0.01);
    }

    fn matrix(&mut self, rows: usize, columns: usize) {
        self.table(rows, columns);
        self.floats(rows, 0.1);
    }

    fn norm(&mut self) {
        self.floats(WIDTH, 1.0);
        self.floats(WIDTH, 0.0);
    }
}

fn file() -> Vec<u8> {
    let mut file = File { bytes: b"ORENCOD1".to_vec(), turn: 7 };
    file.text("made up");
    file.text(WORDS);
    [1, WIDTH, WIDTH, PAIR, POSITIONS].into_iter().for_each(|number| file.number(number));
    // Every claim is taken, and so is nearly every piece.
    [0.1, 0.05, 0.05, 0.05, 0.5, 0.9, 0.1].into_iter().for_each(|chance| file.floats(1, chance));
    file.number(INPUTS);
    file.floats(INPUTS, 0.2);
    file.table(WORDS.lines().count(), WIDTH);
    file.table(POSITIONS, WIDTH);
    file.floats(8 * WIDTH, 0.02);
    file.floats(5 * WIDTH, 0.03);
    file.norm();
    file.matrix(3 * WIDTH, WIDTH);
    file.matrix(WIDTH, WIDTH);
    file.norm();
    file.matrix(WIDTH, WIDTH);
    file.matrix(WIDTH, WIDTH);
    file.norm();
    file.matrix(7, WIDTH);
    [3 * PAIR, 3 * PAIR, PAIR, PAIR].into_iter().for_each(|rows| file.matrix(rows, WIDTH));
    file.floats(32 * PAIR, 0.05);
    file.matrix(4, PAIR);
    let hash = blake3::hash(&file.bytes);
    file.bytes.extend(hash.as_bytes());
    file.bytes
}

#[test]
fn a_file_is_read_whole_or_not_at_all() {
    let mut bytes = file();
    let weights = Weights::from_bytes(&bytes).expect("whole");
    assert_eq!((weights.provenance.as_str(), weights.layers.len()), ("made up", 1));
    assert_eq!(weights.words.row(3).count(), WIDTH);
    assert_eq!(Weights::from_bytes(&bytes[..bytes.len() - 1]).err(), Some(WeightsError::Form));
    let last = bytes.len() - 40;
    bytes[last] ^= 1;
    assert_eq!(Weights::from_bytes(&bytes).err(), Some(WeightsError::Checksum));
    for cut in (0..bytes.len()).step_by(997) {
        assert!(Weights::from_bytes(&bytes[..cut]).is_err());
    }
}

fn tagger() -> AccurateTagger {
    AccurateTagger::new(Weights::from_bytes(&file()).expect("whole"))
}

fn check(tagger: &AccurateTagger, text: &str) {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let candidates = tagger.tag(&Document::new(&article));
    assert_eq!(candidates, tagger.tag(&Document::new(&article)));
    for candidate in &candidates {
        assert!(!candidate.cue.is_empty() && !candidate.content.is_empty());
        assert!((0.0..=1.0).contains(&candidate.probability));
        for spans in [&candidate.cue, &candidate.source, &candidate.content] {
            assert!(
                spans.iter().all(|span| !span.is_empty() && article.text.get(span.start..span.end).is_some())
            );
            assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
        }
    }
}

#[test]
fn a_long_text_is_read_stretch_by_stretch() {
    // Eight pieces a sentence: just more than are settled together.
    let text = "Vale said it, “it”. ".repeat(541);
    let article = Article { text, ..Article::default() };
    let candidates = tagger().tag(&Document::new(&article));
    let last = candidates.last().and_then(|candidate| candidate.cue.first()).map(|cue| cue.start);
    assert!(last.is_some_and(|last| last * 10 > article.text.len() * 9), "{last:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn spans_lie_in_any_text(text in "(Vale|said|it|,|“|”|\n| |é|日本|🦀|\u{301}|İ|\\PC){0,60}") {
        check(&tagger(), &text);
    }
}
