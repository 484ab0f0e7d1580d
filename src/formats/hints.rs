//! Hints: what is known of an input from outside it. Plain values, set by the caller.

use std::collections::BTreeMap;

use super::format::Forced;
use super::reading::Field;
use crate::article::OutletTable;

/// The longest article read, in bytes, unless the caller says otherwise.
pub const MAX_ARTICLE: usize = 16 << 20;

/// What is known of an input from outside it.
#[derive(Clone, Debug)]
pub struct Hints {
    /// The outlet of articles that name none (`--outlet`).
    pub outlet: Option<String>,
    /// Name of the folder that the file lies in, where that lies below the path given.
    pub folder: Option<String>,
    /// Which column or key holds which field (`--map`).
    pub map: FieldMap,
    /// Formats that files were said to have (`--format-of`).
    pub forced: Forced,
    /// Outlets by domain.
    pub outlets: OutletTable,
    /// The longest article, and the longest line, in bytes.
    pub max_article: usize,
}

impl Default for Hints {
    fn default() -> Self {
        Self {
            outlet: None,
            folder: None,
            map: FieldMap::default(),
            forced: Forced::default(),
            outlets: OutletTable::default(),
            max_article: MAX_ARTICLE,
        }
    }
}

/// Names of columns or keys, by the field they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap {
    names: BTreeMap<Field, String>,
}

impl FieldMap {
    /// Adds `FIELD=COLUMN`.
    ///
    /// # Errors
    /// Where there is no `=`, no such field, or no column.
    pub fn add(&mut self, pair: &str) -> Result<(), BadMap> {
        let bad = || BadMap(pair.to_owned());
        let (field, column) = pair.split_once('=').ok_or_else(bad)?;
        let field = field.trim().to_lowercase().parse().map_err(|()| bad())?;
        if column.trim().is_empty() {
            return Err(bad());
        }
        self.names.insert(field, column.trim().to_owned());
        Ok(())
    }

    /// The field that column `name` was said to hold.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Field> {
        self.names.iter().find(|(_, column)| *column == name).map(|(field, _)| *field)
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// A mapping that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a mapping: \"{0}\"; write FIELD=COLUMN, FIELD one of outlet, date, authors, title, url, section, language, text, id"
)]
pub struct BadMap(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_a_field_and_a_column() {
        let mut map = FieldMap::default();
        assert_eq!(map.add("text=story body"), Ok(()));
        assert_eq!(map.add("author = writer"), Ok(()));
        assert_eq!(map.field("story body"), Some(Field::Text));
        assert_eq!(map.field("writer"), Some(Field::Authors));
        assert_eq!(map.field("body"), None);
        for bad in ["text", "texts=a", "text=", "=a"] {
            assert_eq!(map.add(bad), Err(BadMap(bad.to_owned())));
        }
    }
}
