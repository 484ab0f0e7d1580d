//! The fields one can name in a query: `outlet:axios`. The words of the language, not of an index.

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself; `TABLE` says what it means")]
pub enum Field {
    Outlet,
    Author,
    Title,
    Body,
    Lead,
    Hlead,
    Words,
    Date,
    Section,
    Url,
    Lang,
    Speaker,
    Role,
    Affiliation,
    Type,
    Kind,
    Act,
    To,
    Via,
    Says,
    Quote,
    Cue,
    NoComment,
}

/// What a field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Articles,
    Statements,
}

/// A field's names, the first its own, and what it is about.
struct Row(Field, &'static [&'static str], About);

const TABLE: [Row; 23] = [
    Row(Field::Outlet, &["outlet", "source", "sn", "publication"], About::Articles),
    Row(Field::Author, &["author", "by", "byline"], About::Articles),
    Row(Field::Title, &["title", "headline", "hd"], About::Articles),
    Row(Field::Body, &["body"], About::Articles),
    Row(Field::Lead, &["lead"], About::Articles),
    Row(Field::Hlead, &["hlead"], About::Articles),
    Row(Field::Words, &["words", "wc"], About::Articles),
    Row(Field::Date, &["date", "pd"], About::Articles),
    Row(Field::Section, &["section"], About::Articles),
    Row(Field::Url, &["url"], About::Articles),
    Row(Field::Lang, &["lang", "language"], About::Articles),
    Row(Field::Speaker, &["speaker"], About::Statements),
    Row(Field::Role, &["role"], About::Statements),
    Row(Field::Affiliation, &["affiliation"], About::Statements),
    Row(Field::Type, &["type"], About::Statements),
    Row(Field::Kind, &["kind"], About::Statements),
    Row(Field::Act, &["act"], About::Statements),
    Row(Field::To, &["to"], About::Statements),
    Row(Field::Via, &["via"], About::Statements),
    Row(Field::Says, &["says"], About::Statements),
    Row(Field::Quote, &["quote"], About::Statements),
    Row(Field::Cue, &["cue"], About::Statements),
    Row(Field::NoComment, &["nocomment", "no_comment"], About::Statements),
];

impl Field {
    /// The field called `name`, case aside, aliases included.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let row = TABLE.iter().find(|row| row.1.iter().any(|own| own.eq_ignore_ascii_case(name)))?;
        Some(row.0)
    }

    /// Its own name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().and_then(|row| row.1.first()).copied().unwrap_or_default()
    }

    /// Whether it is about one statement.
    #[must_use]
    pub fn is_of_statements(self) -> bool {
        self.row().is_some_and(|row| row.2 == About::Statements)
    }

    /// Whether its values have an order: `date:>=2024`.
    #[must_use]
    pub const fn has_ranges(self) -> bool {
        matches!(self, Self::Date | Self::Words)
    }

    /// The names of all fields, for a note.
    #[must_use]
    pub fn list() -> String {
        TABLE.iter().map(|row| row.0.name()).collect::<Vec<_>>().join(", ")
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.0 == self)
    }
}
