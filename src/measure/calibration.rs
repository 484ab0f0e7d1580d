//! Confidence against what is right: whether of the statements that are 0.8 sure eight in ten are right.

use crate::article::Confidence;

/// How often predictions of each confidence are right: ten bins of equal width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    bins: [Bin; 10],
}

/// Predictions of about one confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bin {
    predicted: u32,
    right: u32,
    /// The sum of their confidences, in hundredths.
    hundredths: u32,
}

impl Calibration {
    /// Adds a prediction of this confidence.
    pub(super) fn add(&mut self, confidence: Confidence, right: bool) {
        let hundredths = confidence.hundredths();
        if let Some(bin) = self.bins.get_mut(usize::from(hundredths / 10).min(9)) {
            bin.predicted += 1;
            bin.right += u32::from(right);
            bin.hundredths += u32::from(hundredths);
        }
    }

    /// Whether any prediction said how sure it is.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.bins.iter().any(|bin| bin.hundredths > 0)
    }

    /// The expected calibration error: by how much a bin's confidence differs from its share of right
    /// predictions, on average over the predictions, 0 to 1 (M. Naeini, G. Cooper, M. Hauskrecht,
    /// "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015).
    #[must_use]
    pub fn expected_error(&self) -> f64 {
        let all: u32 = self.bins.iter().map(|bin| bin.predicted).sum();
        let off =
            self.bins.iter().map(|bin| (f64::from(bin.hundredths) / 100.0 - f64::from(bin.right)).abs());
        let off: f64 = off.sum();
        if all == 0 { 0.0 } else { off / f64::from(all) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_held_against_what_is_right() {
        let mut calibration = Calibration::default();
        assert!(!calibration.is_told() && calibration.expected_error() == 0.0);
        let mut add = |hundredths, right| {
            calibration.add(Confidence::from_hundredths(hundredths), right);
            calibration.expected_error()
        };
        assert!((add(84, true) - 0.16).abs() < 1e-12);
        // One bin of two, half of them right, 0.82 sure.
        assert!((add(80, false) - 0.32).abs() < 1e-12);
        assert!((add(100, true) - 0.64 / 3.0).abs() < 1e-12);
        assert!((add(0, false) - 0.16).abs() < 1e-12);
        assert!(calibration.is_told());
    }
}
