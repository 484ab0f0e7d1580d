//! Curves: powers of e and the Gaussian error linear unit, by polynomials of multiplications and additions
//! alone, so that they vectorise and are the same to the bit on every machine.

/// e to the power of `x`, within 2 in 10⁷ of its size; `x` is kept within ±87.
#[must_use]
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // Cody and Waite's reduction to ±ln 2 / 2, and the polynomial of Cephes' expf.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    for coefficient in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        sum = sum * rest + coefficient;
    }
    let power = sum * rest * rest + rest + 1.0;
    // The low bits of the shifted number are the whole one, which becomes the exponent.
    let exponent = (shifted.to_bits() << 23).wrapping_add(127 << 23);
    power * f32::from_bits(exponent)
}

/// The nearest whole number, halves to the even one; `x` is within ±2²².
#[must_use]
#[inline(always)]
pub fn whole(x: f32) -> f32 {
    // Adding this leaves no bits for a fraction.
    const ROUND: f32 = 12_582_912.0;
    (x + ROUND) - ROUND
}

/// The largest size of any of `numbers`, and never 0.
#[must_use]
#[inline(always)]
pub fn largest(numbers: &[f32]) -> f32 {
    let mut largest = 0;
    for number in numbers {
        // Sizes compare as their bits do.
        largest = largest.max(number.to_bits() & (u32::MAX >> 1));
    }
    f32::from_bits(largest).max(1e-12)
}

/// x Φ(x), within 2 in 10⁶ (Hendrycks and Gimpel 2016).
#[must_use]
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The error function, by the rational approximation of the Eigen library.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let x = x.clamp(-4.0, 4.0);
    let square = x * x;
    let mut above = -2.726_142_4e-10;
    for coefficient in
        [2.770_681_4e-8, -2.101_024e-6, -5.692_506_4e-5, -7.349_906_3e-4, -2.954_598e-3, -1.609_603_3e-2]
    {
        above = above * square + coefficient;
    }
    let mut below = -1.456_607_1e-5;
    for coefficient in [-2.133_740_6e-4, -1.682_827e-3, -7.373_329e-3, -1.426_473_9e-2] {
        below = below * square + coefficient;
    }
    x * above / below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_those_of_libm() {
        for step in -4000i16..4000 {
            let x = f32::from(step) / 50.0;
            let wanted = libm::expf(x);
            assert!((exp(x) - wanted).abs() <= wanted * 4e-7, "{x}");
            assert!((erf(x) - libm::erff(x)).abs() < 2e-6, "{x}");
        }
        assert!(exp(-1000.0) < 1e-37);
    }
}
