//! Confidence: how likely a candidate is right as a whole, from what both models and the rules make of it.
//! A logistic regression on numbers between about -4 and 4, fitted on held-out folds.

/// What confidence is made of.
pub const INPUTS: usize = 14;

/// The chance that a candidate with these `inputs` is right.
#[must_use]
pub fn confidence(weights: &[f32], inputs: &[f32; INPUTS]) -> f32 {
    let sum: f32 = weights.iter().zip(inputs).map(|(weight, input)| weight * input).sum();
    1.0 / (1.0 + libm::expf(-sum.clamp(-30.0, 30.0)))
}

/// The logarithm of the odds of a chance, kept within ±4.
#[must_use]
pub fn odds(chance: f32) -> f32 {
    let chance = chance.clamp(0.0001, 0.9999);
    libm::logf(chance / (1.0 - chance)).clamp(-4.0, 4.0)
}
