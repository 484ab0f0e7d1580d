//! The shipped weights, in the program itself. Read when they are first asked for, never before.

use std::sync::LazyLock;

use super::tagger::AccurateTagger;
use super::weights::Weights;

static BYTES: &[u8] = include_bytes!("encoder.bin");

static TAGGER: LazyLock<AccurateTagger> =
    LazyLock::new(|| AccurateTagger::new(Weights::from_bytes(BYTES).unwrap_or_default()));

/// The tagger with the shipped weights. A test holds that they are whole.
pub fn shipped() -> &'static AccurateTagger {
    &TAGGER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_are_whole_and_say_where_they_come_from() {
        let weights = Weights::from_bytes(BYTES).expect("whole");
        assert!(weights.provenance.contains("Apache-2.0") && weights.provenance.contains("PolNeAR"));
        assert!(BYTES.len() <= 24 << 20);
    }
}
