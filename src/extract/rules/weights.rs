//! The weights of features, fitted on PolNeAR's train part, and the probability they give. Integers, so
//! that every machine adds up the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::features::{Features, hash};

/// Weights in hundredths by the hash of their feature's name.
static WEIGHTS: LazyLock<HashMap<u64, i32>> = LazyLock::new(|| {
    include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

/// What every reading has before its features are looked at.
static BIAS: LazyLock<i32> = LazyLock::new(|| WEIGHTS.get(&hash(&["bias"])).copied().unwrap_or(0));

fn read(line: &str) -> Option<(u64, i32)> {
    let (name, weight) = line.rsplit_once('\t')?;
    Some((hash(&[name]), weight.parse().ok()?))
}

/// The sum of the weights of a reading's features, in hundredths.
#[must_use]
pub fn score(features: &Features) -> i32 {
    let sum: i32 = features.hashes.iter().filter_map(|hash| WEIGHTS.get(hash)).sum();
    sum + *BIAS
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
}
