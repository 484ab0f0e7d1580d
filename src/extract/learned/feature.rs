//! Features as numbers: a template with its parts, hashed to 32 bits. Training and use share every
//! line of it; it knows nothing of what the parts mean.

/// The number of the feature that `template` makes of `parts`.
#[must_use]
pub fn feature(template: u32, parts: &[u32]) -> u32 {
    let mut hash = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        hash = (hash.rotate_left(5) ^ u64::from(*part)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    let folded = hash ^ (hash >> 29);
    high_half(folded.wrapping_mul(0xbf58_476d_1ce4_e5b9))
}

/// The number of a word: the same for the same letters.
#[must_use]
pub fn word_number(word: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    high_half(hash.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

const fn high_half(number: u64) -> u32 {
    let [a, b, c, d, ..] = number.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// The bucket of a distance or count, 0 to 11.
#[must_use]
pub const fn bucket(count: usize) -> u32 {
    match count {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4..=5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=18 => 7,
        19..=28 => 8,
        29..=45 => 9,
        46..=80 => 10,
        _ => 11,
    }
}

/// The bucket of a probability, 0 to 6.
#[must_use]
pub fn level(probability: f32) -> u32 {
    const EDGES: [f32; 6] = [0.03, 0.12, 0.3, 0.5, 0.75, 0.93];
    EDGES.iter().map(|edge| u32::from(probability >= *edge)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_template_tell_features_apart() {
        assert_ne!(feature(1, &[2, 3]), feature(1, &[3, 2]));
        assert_ne!(feature(1, &[2]), feature(2, &[2]));
        assert_eq!(feature(7, &[word_number("said")]), feature(7, &[word_number("said")]));
    }

    #[test]
    fn buckets_rise() {
        assert!((0..200).map(bucket).is_sorted());
        assert!([0.0, 0.1, 0.2, 0.4, 0.6, 0.9, 1.0].map(level).is_sorted());
    }
}
