//! The fields one can name in a query: `outlet:axios`. The words of the language, not of an index.

use super::Target;

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself; `TABLE` says what it means")]
pub enum Field {
    Outlet,
    Author,
    Title,
    Speaker,
    Date,
    Section,
    Url,
    Lang,
    Role,
    Type,
    Kind,
    Act,
    To,
    Via,
    Says,
}

/// A field's names, the first its own, and whether it is about articles (so that `search` has it too).
struct Row(Field, &'static [&'static str], bool);

const TABLE: [Row; 15] = [
    Row(Field::Outlet, &["outlet", "source", "sn"], true),
    Row(Field::Author, &["author", "by", "byline"], true),
    Row(Field::Title, &["title", "headline", "hd"], true),
    Row(Field::Speaker, &["speaker"], true),
    Row(Field::Date, &["date", "pd"], true),
    Row(Field::Section, &["section"], true),
    Row(Field::Url, &["url"], true),
    Row(Field::Lang, &["lang"], true),
    Row(Field::Role, &["role"], false),
    Row(Field::Type, &["type"], false),
    Row(Field::Kind, &["kind"], false),
    Row(Field::Act, &["act"], false),
    Row(Field::To, &["to"], false),
    Row(Field::Via, &["via"], false),
    Row(Field::Says, &["says"], false),
];

impl Field {
    /// The field called `name` (case aside, aliases included) in a query for `target`.
    #[must_use]
    pub fn named(name: &str, target: Target) -> Option<Self> {
        let row = TABLE.iter().find(|row| row.1.iter().any(|own| own.eq_ignore_ascii_case(name)))?;
        (row.2 || target == Target::Statements).then_some(row.0)
    }

    /// Its own name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let row = TABLE.iter().find(|row| row.0 == self);
        row.and_then(|row| row.1.first()).copied().unwrap_or_default()
    }

    /// The names of all fields of a query for `target`, for a note.
    #[must_use]
    pub fn list(target: Target) -> String {
        let rows = TABLE.iter().filter(|row| row.2 || target == Target::Statements);
        rows.map(|row| row.0.name()).collect::<Vec<_>>().join(", ")
    }
}
