//! HTML: whole pages, and the pieces of HTML that other formats carry.

mod depth;
mod text;

pub use text::{text_if_html, unescaped};
