//! The one table of fields. Engines build their schemas from it and name a field by its row; the names
//! of fields as text stand nowhere else.
//!
//! One index holds three kinds of documents: articles, their statements, and what is kept about files
//! and takedowns. All documents of one record share its [`Field::Record`] key and lie in a row: the
//! article first, its statements behind it in the order of the text.

/// How a field's value becomes what can be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Analysis {
    /// Running text: forms, and stems beside those that differ; with positions.
    Text,
    /// The same, with marks where sentences and paragraphs begin; see `units`.
    Marked,
    /// A name of several words: folded words with positions, no stems.
    Words,
    /// One term, as it is.
    Term,
    /// A whole number that may be below 0.
    Signed,
    /// A whole number from 0.
    Unsigned,
}

/// Of which documents a field is a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Every document.
    All,
    /// Articles and statements.
    Records,
    /// Articles.
    Articles,
    /// Statements.
    Statements,
    /// Stamps and takedowns.
    Kept,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which field.
    pub field: Field,
    /// Its name in an index and in queries.
    pub name: &'static str,
    /// How it is cut.
    pub analysis: Analysis,
    /// Whether it can be looked up.
    pub indexed: bool,
    /// Whether it is kept in a column, for sorting and counting.
    pub fast: bool,
    /// Whether its value is given back with a document.
    pub stored: bool,
    /// Of which documents.
    pub of: Of,
    /// What it holds.
    pub doc: &'static str,
}

macro_rules! fields {
    ($($field:ident $name:literal $analysis:ident $of:ident [$($flag:ident)*] $doc:literal)*) => {
        /// A field, named by its row in the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $(#[doc = $doc] $field),* }

        /// The table, in the order of [`Field`].
        pub const TABLE: &[Row] = &[$(Row {
            field: Field::$field,
            name: $name,
            analysis: Analysis::$analysis,
            indexed: false $(|| flag::$flag == flag::indexed)*,
            fast: false $(|| flag::$flag == flag::fast)*,
            stored: false $(|| flag::$flag == flag::stored)*,
            of: Of::$of,
            doc: $doc,
        }),*];
    };
}

/// The flags of a row, as words.
#[expect(non_upper_case_globals, reason = "they read as words in the table")]
mod flag {
    pub(super) const indexed: u8 = 0;
    pub(super) const fast: u8 = 1;
    pub(super) const stored: u8 = 2;
}

fields! {
    Doc          "doc"          Term     All        [indexed] "What the document is: article, statement, stamp or takedown; undated too, where it has no date."
    Record       "record"       Term     All        [indexed] "The key all documents of a record share: the article's id; `stamp:PATH` or `takedown:JSON` for what is kept."
    Title        "title"        Text     Articles   [indexed] "The headline."
    Body         "body"         Marked   Articles   [indexed] "The text."
    Content      "content"      Marked   Statements [indexed] "What was said."
    Quote        "quote"        Marked   Statements [indexed] "Of a mixed statement what stands in quotation marks."
    Cue          "cue"          Text     Statements [indexed] "The words that say that it is said."
    Outlet       "outlet"       Words    Records    [indexed] "Words of the outlet's name."
    Author       "author"       Words    Records    [indexed] "Words of the authors' names."
    Section      "section"      Words    Articles   [indexed] "Words of the section's name."
    Language     "language"     Term     Articles   [indexed] "The language's tag in lower case, and its first part."
    Url          "url"          Term     Articles   [indexed] "The canonical address."
    Path         "path"         Term     Articles   [indexed] "Paths of the files it was read from."
    Speaker      "speaker"      Term     Statements [indexed] "Whole-name keys, role words and words of unnamed speakers; see `name_terms`."
    To           "to"           Term     Statements [indexed] "The same of addressees, each numbered."
    Via          "via"          Term     Statements [indexed] "The same of relays, each numbered."
    Role         "role"         Words    Statements [indexed] "Words of the speaker's role and affiliation."
    Affiliation  "affiliation"  Words    Statements [indexed] "Words of the speaker's affiliation."
    Type         "type"         Term     Statements [indexed] "The speaker's type."
    Kind         "kind"         Term     Statements [indexed] "direct, mixed or indirect."
    Act          "act"          Term     Statements [indexed] "What the speaker does by saying it."
    NoComment    "no_comment"   Term     Statements [indexed] "The way of giving no comment, and `any`."
    Date         "date"         Signed   Records    [fast]    "Seconds from 1970 to the local time as printed; none where undated."
    Offset       "offset"       Signed   Articles   [fast]    "Minutes east of UTC; none for a bare day."
    IdHigh       "id_high"      Unsigned Articles   [fast]    "The first 64 bits of the article's id."
    IdLow        "id_low"       Unsigned Articles   [fast]    "Its last 16 bits."
    Place        "place"        Unsigned Records    [fast]    "How many documents behind its article's a document lies: 0 is the article itself."
    Passage      "passage"      Unsigned Statements [fast]    "Start and end of the statement's passage, 32 bits each."
    Confidence   "confidence"   Unsigned Statements [fast]    "Hundredths."
    OutletName   "outlet_name"  Term     Articles   [fast]    "The outlet's name folded, NUL, and as shown: what folds alike lies in a row."
    SpeakerName  "speaker_name" Term     Statements [fast]    "The speaker's name, the same way."
    SpeakerRole  "speaker_role" Term     Statements [fast]    "The speaker's role as shown."
    SpeakerType  "speaker_type" Unsigned Statements [fast]    "The speaker's type, by its place among all types."
    Statements   "statements"   Unsigned Articles   [fast]    "How many statements it has."
    TextBytes    "text_bytes"   Unsigned Articles   [fast]    "Bytes of its text."
    WordCount    "words"        Unsigned Articles   [fast]    "Words of its text, as white space divides them."
    Extractor    "extractor"    Unsigned Articles   [fast]    "The version of the extractor; none where none ran."
    Kept         "kept"         Term     Kept       [fast]    "A stamp or takedown as JSON, its path first."
    Head         "head"         Term     Articles   [stored]  "The record as JSON, without text and attributions, and the names it quotes."
    Text         "text"         Term     Articles   [stored]  "The text."
    Said         "said"         Term     Statements [stored]  "The attribution as JSON, with the variants of its speaker's name."
}

impl Field {
    /// The field's row.
    #[must_use]
    pub fn row(self) -> &'static Row {
        TABLE.get(self.index()).unwrap_or(&FIRST)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Its place in the table.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// Every field has a row, so this is never seen.
const FIRST: Row = Row {
    field: Field::Doc,
    name: "doc",
    analysis: Analysis::Term,
    indexed: true,
    fast: false,
    stored: false,
    of: Of::All,
    doc: "",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_in_its_own_row() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.field.index(), index);
            assert_eq!(row.field.row().name, row.name);
            assert!(row.indexed || row.fast || row.stored, "{}", row.name);
        }
    }
}
