//! Floors on real articles and pages. They lie outside the project; where they are absent, that is said.

mod polnear;
mod shared;
