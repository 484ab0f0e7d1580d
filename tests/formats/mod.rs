//! Floors on real articles and pages. They lie outside the project; where they are absent, that is said.

#![allow(clippy::print_stderr, reason = "figures, and what is skipped, are for whoever runs them")]

mod agency;
mod pages;
mod polnear;
mod reuters;
mod seed;
