//! Logistic regression on few inputs, for confidence: Newton-free, full passes, one order.

use crate::extract::learned::confidence::{INPUTS, confidence};

/// The weights that make `confidence` of the inputs fit what was right.
pub fn fit(examples: &[([f32; INPUTS], bool)]) -> Vec<f32> {
    let mut weights = vec![0.0f32; INPUTS];
    let mut squares = vec![1e-3f32; INPUTS];
    for _ in 0..300 {
        let mut gradient = [0.0f64; INPUTS];
        for (inputs, right) in examples {
            let error = f64::from(confidence(&weights, inputs)) - f64::from(u8::from(*right));
            for (sum, input) in gradient.iter_mut().zip(inputs) {
                *sum += error * f64::from(*input);
            }
        }
        for ((weight, square), sum) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            #[expect(clippy::cast_possible_truncation, reason = "a mean of small numbers")]
            let mean = (sum / examples.len().max(1) as f64) as f32;
            *square += mean * mean;
            *weight -= 0.5 * mean / square.sqrt();
        }
    }
    weights
}
