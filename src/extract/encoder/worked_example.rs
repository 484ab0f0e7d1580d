//! The encoder against numbers that were computed elsewhere, in full precision, for a made-up text.

use super::layer::Scratch;
use super::pieces::Pieces;
use super::reading::{encode, places};
use super::shipped;
use super::window::{parts, windows};

/// How far a number may be off for the rounding to 8 bits, and how far all may be in the mean.
const LARGEST: f32 = 0.5;
const MEAN: f32 = 0.1;

#[test]
fn scores_are_those_of_full_precision_but_for_rounding() {
    let weights = &shipped().weights;
    let wanted: serde_json::Value = serde_json::from_str(include_str!("worked_example.json")).expect("JSON");
    let numbers = |value: &serde_json::Value| -> Vec<f32> {
        value.as_array().expect("a list").iter().map(|one| one.as_f64().expect("a number") as f32).collect()
    };
    let text = wanted["text"].as_str().expect("a text");
    let pieces = Pieces::of(text, &weights.vocabulary);
    let parts = parts(&pieces.paragraphs);
    let places = places(weights, &pieces, windows(&parts)[0]);
    let mut scratch = Scratch::default();
    let rows = encode(weights, &places, &mut scratch);
    let width = weights.size.width;
    let pairing = weights.heads.pieces(&scratch.rounded, &mut scratch.multiplier);
    weights.heads.tag.product(&scratch.rounded, &mut scratch.multiplier, &mut scratch.outputs);
    let (labels, _) = scratch.outputs.as_chunks::<7>();
    let query = wanted["query"].as_u64().expect("a row") as usize;
    scratch.rounded.set(&rows[query * width..(query + 1) * width], width);
    let cues = weights.heads.cues(&scratch.rounded, &mut scratch.multiplier);
    let roles = weights.heads.role_scores(&pairing, &cues, 0, query);
    let mut error = [0.0f32; 3];
    let mut total = [0.0f32; 3];
    let count = places.len();
    assert_eq!(wanted["tag_logits"].as_array().map(Vec::len), Some(count));
    for at in 0..count {
        let own = [&rows[at * width..at * width + 8], &labels[at][..], &roles[at][..]];
        for (kind, key) in ["hidden_first_8", "tag_logits", "pair_logits"].into_iter().enumerate() {
            let wanted = numbers(&wanted[key][at]);
            assert_eq!(wanted.len(), own[kind].len());
            let rounded_off = wanted.iter().zip(own[kind]).map(|(one, other)| (one - other).abs());
            let most = rounded_off.clone().fold(0.0, f32::max);
            error[kind] = error[kind].max(most);
            total[kind] += rounded_off.sum::<f32>() / wanted.len() as f32 / count as f32;
        }
    }
    let near = error.iter().all(|error| *error < LARGEST) && total.iter().all(|total| *total < MEAN);
    assert!(near, "largest {error:?}, mean {total:?}");
}
