//! The table of fields as tantivy's schema, and the tokenizers it names. The only place where a row
//! becomes a tantivy field.

use tantivy::schema::{
    Field as TantivyField, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, Term};

use super::tokenizer::{Cut, WordTokenizer};
use crate::schema::Field;
use crate::schema::field::{Analysis, Row, TABLE};

/// Tokenizer of running text, as named in the index.
const TEXT: &str = "onrecord_text";
/// Tokenizer of running text with marks for its units.
const MARKED: &str = "onrecord_marked";
/// Tokenizer of names.
const WORDS: &str = "onrecord_words";
/// tantivy's own: the whole value is one term.
const RAW: &str = "raw";

/// tantivy's schema, made from the table row by row, so that a field's number is its row's.
pub(super) fn schema() -> Schema {
    let mut builder = Schema::builder();
    for row in TABLE {
        match row.analysis {
            Analysis::Signed => builder.add_i64_field(row.name, number(row)),
            Analysis::Unsigned => builder.add_u64_field(row.name, number(row)),
            Analysis::Text => builder.add_text_field(row.name, text(row, TEXT, positions(), true)),
            Analysis::Marked => builder.add_text_field(row.name, text(row, MARKED, positions(), true)),
            Analysis::Words => builder.add_text_field(row.name, text(row, WORDS, positions(), false)),
            Analysis::Term => {
                builder.add_text_field(row.name, text(row, RAW, IndexRecordOption::Basic, false))
            }
        };
    }
    builder.build()
}

const fn positions() -> IndexRecordOption {
    IndexRecordOption::WithFreqsAndPositions
}

fn number(row: &Row) -> NumericOptions {
    let mut options = NumericOptions::default();
    if row.indexed {
        options = options.set_indexed();
    }
    if row.fast {
        options = options.set_fast();
    }
    options
}

fn text(row: &Row, tokenizer: &str, records: IndexRecordOption, norms: bool) -> TextOptions {
    let mut options = TextOptions::default();
    if row.indexed {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(records)
            .set_fieldnorms(norms);
        options = options.set_indexing_options(indexing);
    }
    if row.fast {
        options = options.set_fast(RAW);
    }
    if row.stored {
        options = options.set_stored();
    }
    options
}

/// Makes the tokenizers known to `index`.
pub(super) fn register_tokenizers(index: &mut Index) {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TEXT, TextAnalyzer::from(WordTokenizer::new(Cut::FormsAndStems)));
    tokenizers.register(MARKED, TextAnalyzer::from(WordTokenizer::new(Cut::Marked)));
    tokenizers.register(WORDS, TextAnalyzer::from(WordTokenizer::new(Cut::Folded)));
    index.set_tokenizers(tokenizers);
}

/// tantivy's field for a row.
pub(super) fn tantivy_field(field: Field) -> TantivyField {
    TantivyField::from_field_id(u32::try_from(field.index()).unwrap_or(u32::MAX))
}

/// A term of a text field.
pub(super) fn term(field: Field, text: &str) -> Term {
    Term::from_field_text(tantivy_field(field), text)
}
