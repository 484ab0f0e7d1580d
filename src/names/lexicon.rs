//! The word lists about people: given names, titles, roles, bodies, places. Data lies in `data/`; this
//! file only loads it and answers whether a word is listed. It never guesses from a word's shape.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::number::singular;
use crate::text::word_map::{WordMap, WordSet};

/// The pronoun that a person takes, where the name or title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "she".
    Female,
    /// "he".
    Male,
}

/// A title's entry: the role it stands for ("" for a courtesy) and the pronoun it settles.
#[derive(Clone, Copy, Debug)]
pub(super) struct TitleEntry {
    pub(super) role: &'static str,
    pub(super) gender: Option<Gender>,
}

/// Whether a given name takes either pronoun.
type Given = WordMap<&'static str, Option<Gender>>;

static GIVEN: LazyLock<Given> = LazyLock::new(|| given(include_str!("data/given.txt")));
static TITLES: LazyLock<BTreeMap<&'static str, TitleEntry>> =
    LazyLock::new(|| titles(include_str!("data/titles.txt")));
static NOUNS: LazyLock<WordMap<&'static str, u8>> = LazyLock::new(nouns);
static BODIES: LazyLock<WordSet<&'static str>> = LazyLock::new(|| words(include_str!("data/bodies.txt")));
static LOCALITIES: LazyLock<WordSet<&'static str>> =
    LazyLock::new(|| words(include_str!("data/localities.txt")));
static PLACES: LazyLock<WordMap<String, &'static str>> =
    LazyLock::new(|| places(include_str!("data/places.tsv")));

/// Lines that are neither empty nor a comment.
fn rows(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(data: &'static str) -> WordSet<&'static str> {
    rows(data).flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty()).collect()
}

const ROLE: u8 = 1;
const MODIFIER: u8 = 2;
const DOCUMENT: u8 = 4;
const GROUP: u8 = 8;
const ORGANIZATION: u8 = 16;

/// Every listed common noun and modifier with the lists it is in, as bits.
fn nouns() -> WordMap<&'static str, u8> {
    let lists = [
        (ROLE, include_str!("data/roles.txt")),
        (MODIFIER, include_str!("data/modifiers.txt")),
        (DOCUMENT, include_str!("data/documents.txt")),
        (GROUP, include_str!("data/groups.txt")),
        (ORGANIZATION, include_str!("data/organizations.txt")),
    ];
    let mut nouns: WordMap<&'static str, u8> = WordMap::default();
    for (bit, data) in lists {
        for word in rows(data).flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty())
        {
            *nouns.entry(word).or_default() |= bit;
        }
    }
    nouns
}

/// The lists that `word` is in, in either number.
fn lists(word: &str) -> u8 {
    let word = plain(word);
    let own = NOUNS.get(&*word).copied().unwrap_or(0);
    if !(word.ends_with('s') || word.ends_with("men") || &*word == "people") {
        return own;
    }
    own | NOUNS.get(singular(&word).as_str()).map_or(0, |bits| bits & !MODIFIER)
}

fn given(data: &'static str) -> Given {
    let mut names = Given::default();
    for (class, list) in rows(data).filter_map(|line| line.split_once(':')) {
        let gender = match class {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            // Listed under two pronouns: it tells nothing.
            names.entry(name).and_modify(|g| *g = if *g == gender { gender } else { None }).or_insert(gender);
        }
    }
    names
}

fn titles(data: &'static str) -> BTreeMap<&'static str, TitleEntry> {
    let mut titles = BTreeMap::new();
    for (phrase, rest) in rows(data).filter_map(|line| line.split_once('=')) {
        let (role, gender) = rest.split_once('|').unwrap_or((rest, ""));
        let gender = match gender.trim() {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        titles.insert(phrase.trim(), TitleEntry { role: role.trim(), gender });
    }
    titles
}

fn places(data: &'static str) -> WordMap<String, &'static str> {
    let mut places = WordMap::default();
    for (country, adjectives) in rows(data).filter_map(|line| line.split_once('\t')) {
        places.insert(plain(country).into_owned(), country);
        for adjective in adjectives.split(',').map(str::trim) {
            places.insert(plain(adjective).into_owned(), country);
        }
    }
    places
}

/// Lower case, without dots, curly apostrophes made straight: the form in which lists are asked.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    let word = word.trim();
    if word.bytes().all(|b| b.is_ascii() && b != b'.' && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let kept = word.chars().filter(|c| *c != '.').map(|c| if c == '’' { '\'' } else { c });
    Cow::Owned(kept.flat_map(char::to_lowercase).collect())
}

/// The entry of a title's word or phrase ("Sen.", "Prime Minister").
pub(super) fn title(phrase: &str) -> Option<TitleEntry> {
    TITLES.get(&*plain(phrase)).copied()
}

/// Whether `phrase` is a title that stands before names: "Sen.", "Mr.", "Prime Minister".
#[must_use]
pub fn is_title(phrase: &str) -> bool {
    title(phrase).is_some()
}

/// The pronoun that a title settles: "Ms.", "Congressman", "King".
#[must_use]
pub fn title_gender(phrase: &str) -> Option<Gender> {
    let last = phrase.split_whitespace().next_back().unwrap_or(phrase);
    let by_title = title(phrase).or_else(|| title(last)).and_then(|entry| entry.gender);
    by_title.or_else(|| {
        let last = singular(&plain(last));
        if last.ends_with("woman") || FEMALE.contains(&last.as_str()) {
            Some(Gender::Female)
        } else if (last.ends_with("man") && last != "human") || MALE.contains(&last.as_str()) {
            Some(Gender::Male)
        } else {
            None
        }
    })
}

const FEMALE: [&str; 15] = [
    "actress",
    "mother",
    "mom",
    "daughter",
    "sister",
    "wife",
    "widow",
    "aunt",
    "niece",
    "grandmother",
    "girl",
    "lady",
    "girlfriend",
    "baroness",
    "hostess",
];
const MALE: [&str; 12] = [
    "father",
    "dad",
    "son",
    "brother",
    "husband",
    "widower",
    "uncle",
    "nephew",
    "grandfather",
    "boy",
    "boyfriend",
    "priest",
];

/// Whether `word` is a common given name.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    GIVEN.contains_key(&*plain(word))
}

/// The pronoun that a given name usually takes, where it is listed and takes only one.
#[must_use]
pub fn gender(given: &str) -> Option<Gender> {
    GIVEN.get(&*plain(given)).copied().flatten()
}

/// Whether `word`, singular or plural, names a person by what he or she does: "official", "aides".
#[must_use]
pub fn is_role(word: &str) -> bool {
    lists(word) & ROLE != 0
}

/// Whether `word` stands before a role and belongs to it: "former", "national", "deputy".
#[must_use]
pub fn is_modifier(word: &str) -> bool {
    lists(word) & MODIFIER != 0
}

/// Whether `word`, singular or plural, is something written or counted that says something.
#[must_use]
pub fn is_document_noun(word: &str) -> bool {
    lists(word) & DOCUMENT != 0
}

/// Whether `word`, singular or plural, names people at large or together: "voters", "couple".
#[must_use]
pub fn is_group_noun(word: &str) -> bool {
    lists(word) & GROUP != 0
}

/// Whether `word`, singular or plural, is a noun for a body: "ministry", "campaigns", "Times".
#[must_use]
pub fn is_organization_noun(word: &str) -> bool {
    lists(word) & ORGANIZATION != 0
}

/// Whether `word`, singular or plural, is in any of the lists of those who can say something: a role,
/// document, group or body.
#[must_use]
pub fn is_speaking_noun(word: &str) -> bool {
    lists(word) & (ROLE | DOCUMENT | GROUP | ORGANIZATION) != 0
}

/// Whether `phrase` is a body known by name: "White House", "FBI", "Reuters".
#[must_use]
pub fn is_body(phrase: &str) -> bool {
    let phrase = plain(phrase);
    BODIES.contains(phrase.strip_prefix("the ").unwrap_or(&phrase))
}

/// The country that a name, an adjective or a people's name stands for: "Israeli" → "Israel",
/// "American" → "U.S.".
#[must_use]
pub fn country(word: &str) -> Option<&'static str> {
    // "us" is a pronoun, "U.S." and "US" are not.
    if word == "us" || word == "Us" {
        return None;
    }
    PLACES.get(&*plain(word)).copied()
}

/// Whether `phrase` is a country, state, city or region.
#[must_use]
pub fn is_place(phrase: &str) -> bool {
    let phrase = plain(phrase);
    LOCALITIES.contains(&*phrase)
        || LOCALITIES.contains(phrase.strip_prefix("the ").unwrap_or(&phrase))
        || PLACES.get(&*phrase).is_some_and(|country| plain(country) == phrase || NAMES.contains(&&*phrase))
}

/// Further names of countries, not their adjectives.
const NAMES: [&str; 10] = [
    "united states",
    "america",
    "usa",
    "britain",
    "great britain",
    "england",
    "scotland",
    "wales",
    "united kingdom",
    "burma",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_mean_their_country() {
        for (word, country_name) in
            [("Israeli", "Israel"), ("Israelis", "Israel"), ("U.S.", "U.S."), ("American", "U.S.")]
        {
            assert_eq!(country(word), Some(country_name), "{word}");
        }
        assert_eq!(country("us"), None);
        assert_eq!(country("Marlovian"), None);
        assert!(is_place("Israel") && is_place("New York") && !is_place("Israeli"));
    }

    #[test]
    fn words_are_known_in_either_number() {
        for word in ["official", "Officials", "spokeswoman", "spokesmen", "aides", "allies", "adviser"] {
            assert!(is_role(word), "{word}");
        }
        for word in ["table", "human", "Germans"] {
            assert!(!is_role(word), "{word}");
        }
        assert!(is_document_noun("polls") && is_document_noun("indictment"));
        assert!(is_group_noun("voters") && is_group_noun("Republicans"));
        assert!(is_organization_noun("ministries") && is_body("the White House"));
    }

    #[test]
    fn a_name_or_title_tells_the_pronoun_or_nothing() {
        assert_eq!(gender("Hillary"), Some(Gender::Female));
        assert_eq!(gender("Kelly"), None);
        assert_eq!(title_gender("Mr."), Some(Gender::Male));
        assert_eq!(title_gender("campaign spokeswoman"), Some(Gender::Female));
        assert_eq!(title_gender("Sen."), None);
    }
}
