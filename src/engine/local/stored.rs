//! What an index of whatever schema has stored, for making it anew. Fields are read by name from the
//! index's own schema; what an index looks up is never asked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tantivy::schema::Field as TantivyField;
use tantivy::{DocAddress, Searcher, TantivyDocument};

use super::document::{attribution_of, record_of, stored_text};
use super::failure;
use super::folder::State;
use super::reader::searcher;
use crate::engine::Result;
use crate::schema::{Field, FileStamp, Record, Takedown};

/// The stored records, stamps and takedowns of an index.
pub struct Stored {
    data: PathBuf,
    searcher: Searcher,
}

impl Stored {
    pub(super) fn open(root: &Path) -> Result<Self> {
        let data = State::read(root)?.data(root)?;
        let searcher = searcher(root, &data)?;
        Ok(Self { data, searcher })
    }

    /// How many documents there are, articles and statements and all else.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Gives every record to `each`, in the order in which they are stored. Attributions that another
    /// version wrote in a form of its own are left out: they can be extracted again.
    ///
    /// # Errors
    /// Where an article's document cannot be read, or `each` fails.
    pub fn records(&self, each: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        let head = self.field(Field::Head)?;
        let text = self.field(Field::Text)?;
        let said = self.field(Field::Said)?;
        let mut open: Option<Record> = None;
        for address in self.addresses() {
            let document: TantivyDocument =
                self.searcher.doc(address).map_err(|error| failure::tantivy(&self.data, error))?;
            if let Some(head) = stored_text(&document, head) {
                if let Some(record) = open.take() {
                    each(record)?;
                }
                let text = stored_text(&document, text).unwrap_or("");
                let unreadable = || failure::damaged(&self.data, "a stored article cannot be read");
                open = Some(record_of(head, text).ok_or_else(unreadable)?.0);
            } else if let (Some(said), Some(record)) = (stored_text(&document, said), &mut open) {
                record.attributions.extend(attribution_of(said));
            }
        }
        open.map_or(Ok(()), each)
    }

    /// The stamps of all files.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn stamps(&self) -> Result<Vec<FileStamp>> {
        Ok(self.kept()?.iter().filter_map(|json| serde_json::from_str(json).ok()).collect())
    }

    /// What was taken down.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn takedowns(&self) -> Result<Vec<Takedown>> {
        Ok(self.kept()?.iter().filter_map(|json| serde_json::from_str(json).ok()).collect())
    }

    fn field(&self, field: Field) -> Result<TantivyField> {
        let found = self.searcher.schema().get_field(field.name());
        found.map_err(|_| failure::damaged(&self.data, format!("it has no stored {}", field.name())))
    }

    /// All documents that are not removed.
    fn addresses(&self) -> impl Iterator<Item = DocAddress> {
        (0_u32..).zip(self.searcher.segment_readers()).flat_map(|(segment, reader)| {
            reader.doc_ids_alive().map(move |doc| DocAddress::new(segment, doc))
        })
    }

    fn kept(&self) -> Result<BTreeSet<String>> {
        let read = || -> tantivy::Result<BTreeSet<String>> {
            let mut found = BTreeSet::new();
            for reader in self.searcher.segment_readers() {
                let Some(column) = reader.fast_fields().str(Field::Kept.name())? else { continue };
                let mut json = String::new();
                for doc in reader.doc_ids_alive() {
                    if let Some(place) = column.ords().first(doc)
                        && column.ord_to_str(place, &mut json)?
                    {
                        found.insert(json.clone());
                    }
                }
            }
            Ok(found)
        };
        read().map_err(|error| failure::tantivy(&self.data, error))
    }
}
