//! Loops over many numbers, run with the widest vectors that the machine has. Multiplication and addition
//! are never fused and nothing is put in another order, so that results are the same to the bit everywhere.

use rten_simd::{Isa, SimdOp};

struct Wide<F>(F);

impl<R, F: FnOnce() -> R> SimdOp for Wide<F> {
    type Output = R;

    #[inline(always)]
    fn eval<I: Isa>(self, _isa: I) -> R {
        (self.0)()
    }
}

/// Runs `work`, compiled for each kind of vectors. Only what is inlined into it profits.
pub fn wide<R>(work: impl FnOnce() -> R) -> R {
    Wide(work).dispatch()
}
