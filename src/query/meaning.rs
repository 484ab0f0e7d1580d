//! What the fields of the language mean: in which texts and names their values are looked for. Decides
//! nothing about a query as a whole.

use super::clause::{Clause, NameField, TextField, Trait};
use super::field::Field;
use super::note::Note;
use crate::text::Span;

/// Everything that has `field`.
pub(super) fn anything(field: Field) -> Clause {
    let any_text = |fields: &[TextField]| {
        any_of(fields.iter().map(|field| Clause::Has(Trait::Text(*field))).collect()).unwrap_or(Clause::All)
    };
    match field {
        Field::Date => Clause::Has(Trait::Date),
        Field::Url => Clause::Has(Trait::Url),
        Field::Lang => Clause::Has(Trait::Language),
        Field::Speaker => Clause::Has(Trait::Speaker),
        Field::To => Clause::Has(Trait::To),
        Field::Via => Clause::Has(Trait::Via),
        Field::NoComment => Clause::NoComment(None),
        // Everything has these.
        Field::Type | Field::Kind | Field::Act | Field::Words => Clause::All,
        field => match name_field(field) {
            Some(name) => Clause::Has(Trait::Name(name)),
            None => any_text(text_fields(field)),
        },
    }
}

/// Where the words of a field of running text are looked for; nowhere for another field.
pub(super) const fn text_fields(field: Field) -> &'static [TextField] {
    match field {
        Field::Title => &[TextField::Title],
        Field::Body => &[TextField::Body],
        Field::Lead => &[TextField::Lead],
        Field::Hlead => &[TextField::Title, TextField::Lead],
        Field::Says => &[TextField::Content],
        Field::Quote => &[TextField::Quote],
        Field::Cue => &[TextField::Cue],
        _ => &[],
    }
}

/// The running texts of `field`, or of none.
///
/// # Errors
/// A doubt where it is no running text.
pub(super) fn running_text(field: Option<Field>, span: Span) -> Result<&'static [TextField], Note> {
    let Some(field) = field else { return Ok(&[TextField::Any]) };
    match text_fields(field) {
        [] => {
            let text = format!(
                "{}: is no running text: nothing is near, counted or in capitals in it",
                field.name()
            );
            Err(Note::doubt(text, span))
        }
        fields => Ok(fields),
    }
}

/// The names whose words a field holds.
pub(super) const fn name_field(field: Field) -> Option<NameField> {
    match field {
        Field::Outlet => Some(NameField::Outlet),
        Field::Author => Some(NameField::Author),
        Field::Section => Some(NameField::Section),
        Field::Role => Some(NameField::Role),
        Field::Affiliation => Some(NameField::Affiliation),
        _ => None,
    }
}

/// Whether several words in parentheses are one value: a name, a date.
pub(super) const fn reads_running_words(field: Field) -> bool {
    text_fields(field).is_empty()
        && !matches!(
            field,
            Field::Url
                | Field::Lang
                | Field::Type
                | Field::Kind
                | Field::Act
                | Field::NoComment
                | Field::Words
        )
}

/// Any of `clauses`; none for none.
pub(super) fn any_of(mut clauses: Vec<Clause>) -> Option<Clause> {
    if clauses.len() < 2 { clauses.pop() } else { Some(Clause::Or(clauses)) }
}
