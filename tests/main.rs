//! The one test binary: what onrecord does, seen from outside, and the laws its rooms keep.

mod architecture;
