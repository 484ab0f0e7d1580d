//! The names room: names of persons and organisations.
//!
//! Parses, compares and merges names; knows titles and roles. Never reads an article's structure and
//! never fails.

mod keys;
#[cfg(test)]
mod laws;
mod lexicon;
mod number;
mod person;
mod query;
mod similarity;
mod title;

pub use keys::{anonymous_words, keys, role_words};
pub use lexicon::{
    Gender, country, gender, is_body, is_document_noun, is_given_name, is_group_noun, is_modifier,
    is_organization_noun, is_place, is_role, is_speaking_noun, is_title, title_gender,
};
pub use number::{number_word, singular};
pub use person::{PersonName, acronym};
pub use query::NameQuery;
pub use similarity::{closest, distance};
pub use title::{Titled, canonical_roles, split_title, strip_courtesy};

/// Longest name considered, in bytes; what is longer is cut at a character boundary.
pub(crate) const LONGEST: usize = 600;

/// The first [`LONGEST`] bytes of `text`, cut at a character boundary.
pub(crate) fn clip(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}
