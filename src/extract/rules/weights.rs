//! The weights of readings' features, and the probability they give. Integers, so that every machine adds
//! up the same; how they are learned and how they lie in a file is told elsewhere.

use super::features::Features;

/// Weights of hashed features, in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// What every reading has before its features are looked at.
    pub bias: i32,
    /// `1 << Self::BITS` of them, or none: then all readings of a cue are equally likely.
    pub rows: Vec<i16>,
}

impl Weights {
    /// There are `1 << BITS` rows.
    pub const BITS: u32 = 17;

    /// The row of the feature with this `hash`.
    #[must_use]
    pub const fn row(hash: u64) -> usize {
        (hash >> (64 - Self::BITS)) as usize
    }

    /// The sum of the weights of a reading's features, in hundredths.
    #[must_use]
    pub fn score(&self, features: &Features) -> i32 {
        let rows = features.hashes.iter().filter_map(|hash| self.rows.get(Self::row(*hash)));
        self.bias + rows.map(|weight| i32::from(*weight)).sum::<i32>()
    }
}

/// The probability of each of the readings of one cue, against each other and against its being none.
#[must_use]
pub fn shares(scores: &[i32]) -> Vec<f64> {
    let highest = scores.iter().copied().max().unwrap_or(0).max(0);
    let power = |score: i32| libm::exp(f64::from(score.saturating_sub(highest)) / 100.0);
    let powers: Vec<f64> = scores.iter().copied().map(power).collect();
    let total = power(0) + powers.iter().sum::<f64>();
    powers.into_iter().map(|own| own / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_leave_room_for_no_cue_at_all() {
        assert!(shares(&[0, 0]).iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-9));
        assert!(shares(&[]).is_empty());
        assert!(shares(&[100_000, -100_000]).iter().sum::<f64>() <= 1.0);
    }

    #[test]
    fn features_count_once_each_on_top_of_the_bias() {
        let hash = 3 << (64 - Weights::BITS);
        let mut rows = vec![0; 1 << Weights::BITS];
        rows[3] = 40;
        let weights = Weights { bias: -73, rows };
        assert_eq!(weights.score(&Features { hashes: vec![hash, 0] }), -33);
        assert_eq!(Weights::default().score(&Features { hashes: vec![hash] }), 0);
    }
}
