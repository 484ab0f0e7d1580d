//! A person's name in its parts: given, middle, surname, suffix. Splits what it is given and never
//! decides whether that is a person.

use super::clip;
use super::lexicon::plain;
use super::title::split_title;

/// The parts of a person's name, as written, titles taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// "Lloyd"; empty where only a surname is given.
    pub given: String,
    /// "J.", "Tayyip"; quoted nicknames left out.
    pub middle: Vec<String>,
    /// "Austin", "van der Berg", "Ocasio-Cortez".
    pub surname: String,
    /// "Jr.", "III".
    pub suffix: Option<String>,
}

/// Words that belong to the surname after them.
const PARTICLES: [&str; 30] = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "la", "le", "du",
    "des", "bin", "ibn", "al", "el", "ben", "ter", "ten", "zu", "af", "st", "mac", "abu", "bint", "y",
];

const SUFFIXES: [&str; 12] = ["jr", "sr", "ii", "iii", "iv", "v", "md", "phd", "esq", "kc", "qc", "obe"];

impl PersonName {
    /// Parses a mention: "Gen. Willem van der Berg Jr." has given "Willem", surname "van der Berg".
    #[must_use]
    pub fn parse(mention: &str) -> Self {
        let titled = split_title(clip(mention));
        let name = if titled.name.is_empty() { titled.title } else { titled.name };
        let mut words: Vec<&str> = name
            .split(char::is_whitespace)
            .map(|w| w.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '(' | ')')))
            .filter(|w| !w.is_empty() && !w.starts_with(['"', '“', '‘', '\'', '’']))
            .collect();
        let mut suffix = None;
        while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(&&*plain(w))) {
            suffix = words.pop().map(str::to_owned);
        }
        let mut start = words.len().saturating_sub(1);
        while start > 0
            && words.get(start - 1).is_some_and(|w| PARTICLES.contains(&&*plain(w)))
            && !(start == 1 && starts_upper(&words))
        {
            start -= 1;
        }
        let (front, back) = words.split_at_checked(start).unwrap_or((&words, &[]));
        let given = front.first().map(|w| (*w).to_owned()).unwrap_or_default();
        let middle = front.iter().skip(1).map(|w| (*w).to_owned()).collect();
        Self { given, middle, surname: back.join(" "), suffix }
    }

    /// Given name and surname: "Lloyd Austin".
    #[must_use]
    pub fn short(&self) -> String {
        if self.given.is_empty() { self.surname.clone() } else { format!("{} {}", self.given, self.surname) }
    }

    /// Given, middle and surname, without suffix.
    #[must_use]
    pub fn full(&self) -> String {
        let mut full = self.given.clone();
        for part in self.middle.iter().chain(std::iter::once(&self.surname)) {
            if !full.is_empty() {
                full.push(' ');
            }
            full.push_str(part);
        }
        full
    }

    /// Whether only a surname is known.
    #[must_use]
    pub fn is_surname(&self) -> bool {
        self.given.is_empty()
    }
}

/// Whether the first of two words is a given name written with a capital that is also a particle: "Ben
/// Carson", "Al Gore", "Van Jones" against "de Blasio" and "De Blasio".
fn starts_upper(words: &[&str]) -> bool {
    words.first().is_some_and(|w| {
        w.starts_with(char::is_uppercase) && matches!(&*plain(w), "ben" | "al" | "van" | "mac")
    })
}

/// The initials of an organisation's name of three or more capitalised words: "Israel Defense Forces" →
/// "IDF".
#[must_use]
pub fn acronym(name: &str) -> Option<String> {
    let initials: String = clip(name)
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.eq_ignore_ascii_case("the"))
        .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    (initials.chars().count() >= 3).then_some(initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_their_parts() {
        for (mention, given, middle, surname) in [
            ("Yoav Gallant", "Yoav", "", "Gallant"),
            ("Gallant", "", "", "Gallant"),
            ("Loretta E. Lynch", "Loretta", "E.", "Lynch"),
            ("Gen. Willem van der Berg Jr.", "Willem", "", "van der Berg"),
            ("Mayor Bill de Blasio", "Bill", "", "de Blasio"),
            ("De Blasio", "", "", "De Blasio"),
            ("Ben Carson", "Ben", "", "Carson"),
            ("Jean-Yves Le Drian", "Jean-Yves", "", "Le Drian"),
            ("Alexandria Ocasio-Cortez", "Alexandria", "", "Ocasio-Cortez"),
            ("Tim O’Neill", "Tim", "", "O’Neill"),
            ("John “Jack” Smith III", "John", "", "Smith"),
            ("Recep Tayyip Erdogan", "Recep", "Tayyip", "Erdogan"),
            ("", "", "", ""),
        ] {
            let name = PersonName::parse(mention);
            assert_eq!(
                (&*name.given, &*name.middle.join(" "), &*name.surname),
                (given, middle, surname),
                "{mention}"
            );
        }
        assert_eq!(PersonName::parse("Carl Ott III").suffix.as_deref(), Some("III"));
    }

    #[test]
    fn organisations_have_initials() {
        assert_eq!(acronym("Israel Defense Forces").as_deref(), Some("IDF"));
        assert_eq!(acronym("the Federal Bureau of Investigation").as_deref(), Some("FBI"));
        assert_eq!(acronym("White House"), None);
    }
}
