//! Names of months and weekdays in the languages news is printed in here. A table, and nothing more.

/// Twelve rows: the forms of each month, lower case. Where a form names different months in different
/// languages it is left out.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "janeiro", "gennaio", "gen",
        "januari",
    ],
    &[
        "february",
        "feb",
        "februar",
        "février",
        "févr",
        "fév",
        "febrero",
        "fevereiro",
        "fev",
        "febbraio",
        "februari",
    ],
    &["march", "mar", "märz", "mrz", "mars", "marzo", "março", "maart"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maio", "maggio", "mei"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug"],
    &["august", "aug", "août", "agosto", "ago", "augustus"],
    &["september", "sept", "sep", "septembre", "septiembre", "setembro", "settembre", "set"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dezembro", "dicembre"],
];

/// Weekdays and their short forms, lower case.
const WEEKDAYS: [&str; 52] = [
    "monday",
    "mon",
    "tuesday",
    "tues",
    "tue",
    "wednesday",
    "weds",
    "wed",
    "thursday",
    "thurs",
    "thur",
    "thu",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
];

/// The month that `word` names, 1 to 12, case aside.
#[must_use]
pub fn number(word: &str) -> Option<u32> {
    // The longest form has eleven bytes.
    if word.len() < 3 || word.len() > 11 {
        return None;
    }
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|forms| forms.contains(&word.as_str()))?;
    u32::try_from(at + 1).ok()
}

/// Whether `word` names a day of the week, case aside.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    WEEKDAYS.contains(&word.as_str())
}
