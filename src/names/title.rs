//! Titles before a name: "Defense Secretary Lloyd Austin" is a role and a name. Works on the words of
//! one mention alone; never looks at the text around it.

use super::lexicon::{country, is_given_name, is_role, plain, title};
use super::{clip, singular};
use crate::text::fold;

/// A mention split into the title before the name and the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Titled<'t> {
    /// "White House national security adviser"; empty where there is none. A courtesy ("Mr.") counts.
    pub title: &'t str,
    /// "Jake Sullivan"; empty where the mention is a title alone.
    pub name: &'t str,
}

/// Objects that follow "Secretary of", "Minister of" and the like, besides countries.
const PORTFOLIOS: [&str; 40] = [
    "state",
    "defense",
    "defence",
    "homeland security",
    "commerce",
    "health and human services",
    "health",
    "treasury",
    "energy",
    "education",
    "labor",
    "labour",
    "transportation",
    "transport",
    "veterans affairs",
    "agriculture",
    "interior",
    "the interior",
    "housing and urban development",
    "foreign affairs",
    "finance",
    "justice",
    "staff",
    "the house",
    "commons",
    "the army",
    "the navy",
    "the air force",
    "culture",
    "environment",
    "information",
    "trade",
    "communications",
    "strategy",
    "national intelligence",
    "police",
    "the treasury",
    "research",
    "operations",
    "wales",
];

/// Titles that are given names or surnames as often: they are titles only before two further words.
const AMBIGUOUS: [&str; 9] =
    ["major", "dean", "judge", "duke", "prince", "earl", "king", "star", "independent"];

/// Splits "Sen. Ada Quill" into "Sen." and "Ada Quill", "White House national security adviser Jake
/// Sullivan" after "adviser", "Israel's minister for strategic affairs Ron Dermer" before "Ron".
/// "Larry King" has no title, "the senior official" no name.
#[must_use]
pub fn split_title(mention: &str) -> Titled<'_> {
    let mention = clip(mention.trim());
    let words = words(mention);
    let Some(mut after) = title_end(&words) else { return Titled { title: "", name: mention } };
    if after < words.len() {
        after = object_end(&words, after);
    }
    let Some(next) = words.get(after) else { return Titled { title: mention, name: "" } };
    let (head, tail) = mention.split_at_checked(next.0).unwrap_or((mention, ""));
    Titled { title: head.trim().trim_end_matches(','), name: tail.trim() }
}

/// The words of `text` with their byte offsets.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split(char::is_whitespace) {
        if !piece.is_empty() {
            words.push((at, piece));
        }
        at += piece.len()
            + text.get(at + piece.len()..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
    }
    words
}

/// One past the last word of the title at the beginning of `words`, by its last role or title word.
fn title_end(words: &[(usize, &str)]) -> Option<usize> {
    let mut end = None;
    for (i, (_, raw)) in words.iter().enumerate() {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        if i > 0 && raw.ends_with(',') && i + 1 < words.len() && !is_title_word(word) {
            break; // what follows a comma is an apposition, not a name
        }
        if !is_title_word(word) {
            continue;
        }
        let left = words.len() - i - 1;
        let lower = plain(word);
        if AMBIGUOUS.contains(&&*lower) && left < 2 && i > 0 {
            continue;
        }
        // "Larry King": a title at the very end after a given name is a surname.
        if left == 0 && i > 0 && words.first().is_some_and(|(_, w)| is_given_name(w)) {
            continue;
        }
        // "General Motors", "Speaker Series": a name that is wholly a title is left to the caller.
        end = Some(i + 1);
        // "Major Garrett", "Dean Smith"
        if AMBIGUOUS.contains(&&*lower) && left < 2 && is_given_name(word) {
            end = None;
        }
    }
    end
}

fn is_title_word(word: &str) -> bool {
    title(word).is_some() || is_role(word)
}

/// Steps over "of Defense", "for strategic affairs", "of Israel" behind a title's noun.
fn object_end(words: &[(usize, &str)], after: usize) -> usize {
    let Some((_, first)) = words.get(after) else { return after };
    if !matches!(*first, "of" | "for" | "to" | "at" | "in" | "on") {
        return after;
    }
    let rest: Vec<String> = words.iter().skip(after + 1).map(|(_, w)| plain(w).into_owned()).collect();
    for length in (1..=4.min(rest.len())).rev() {
        let phrase = rest.get(..length).unwrap_or_default().join(" ");
        if PORTFOLIOS.contains(&phrase.as_str()) || country(&phrase).is_some() {
            return after + 1 + length;
        }
    }
    // Lower-case objects run up to the first capital, capitalised ones up to a known given name.
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    let mut at = after + 1;
    let lower_first = words.get(at).is_some_and(|(_, w)| !capital(w));
    while let Some((_, word)) = words.get(at) {
        if (lower_first && capital(word)) || (!lower_first && is_given_name(word)) {
            return at;
        }
        at += 1;
    }
    words.len()
}

/// Takes courtesies off the front: "Mr. King" → "King". Offices stay.
#[must_use]
pub fn strip_courtesy(name: &str) -> &str {
    let mut rest = name.trim();
    loop {
        let (first, tail) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let tail = tail.trim_start();
        if tail.is_empty() || title(first).is_none_or(|entry| !entry.role.is_empty()) {
            return rest;
        }
        rest = tail;
    }
}

/// The words of a role in the form they are compared in: folded, singular, abbreviations and variants
/// written out ("Sen." → senator, "Congressman" → representative), small words dropped.
#[must_use]
pub fn canonical_roles(role: &str) -> Vec<String> {
    let mut words = Vec::new();
    for raw in clip(role).split(|c: char| c.is_whitespace() || c == '-' || c == '/') {
        let raw = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let word = plain(raw);
        if let Some(entry) = title(&word) {
            words.extend(entry.role.split(' ').map(str::to_owned));
        } else if word == "counsellor" || word == "advisor" {
            words.push(word.replace("counsellor", "counselor").replace("advisor", "adviser"));
        } else {
            words.extend(
                fold(raw.strip_suffix("'s").or_else(|| raw.strip_suffix("’s")).unwrap_or(raw))
                    .split(' ')
                    .map(singular),
            );
        }
    }
    words.retain(|w| {
        !w.is_empty()
            && !matches!(
                &**w,
                "of" | "the"
                    | "a"
                    | "an"
                    | "for"
                    | "and"
                    | "to"
                    | "in"
                    | "at"
                    | "from"
                    | "with"
                    | "by"
                    | "on"
            )
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_come_off_the_front_of_a_name() {
        for (mention, title, name) in [
            ("Sen. Ada Quill", "Sen.", "Ada Quill"),
            (
                "White House national security adviser Jake Sullivan",
                "White House national security adviser",
                "Jake Sullivan",
            ),
            ("Secretary of Defense Lloyd Austin", "Secretary of Defense", "Lloyd Austin"),
            (
                "Israel's minister for strategic affairs Ron Dermer",
                "Israel's minister for strategic affairs",
                "Ron Dermer",
            ),
            ("Lt. Gov. Dan Forest", "Lt. Gov.", "Dan Forest"),
            ("Mr. King", "Mr.", "King"),
            ("Larry King", "", "Larry King"),
            ("Yoav Gallant", "", "Yoav Gallant"),
            ("senior Marlovian official", "senior Marlovian official", ""),
            ("President of Turkey Recep Tayyip Erdogan", "President of Turkey", "Recep Tayyip Erdogan"),
            ("secretary austin", "secretary", "austin"),
            ("Judge Ann Moor", "Judge", "Ann Moor"),
            ("White House", "", "White House"),
            ("", "", ""),
        ] {
            assert_eq!(split_title(mention), Titled { title, name }, "{mention}");
        }
    }

    #[test]
    fn roles_are_compared_written_out() {
        assert_eq!(canonical_roles("Sen."), ["senator"]);
        assert_eq!(canonical_roles("Congressman"), ["representative"]);
        assert_eq!(canonical_roles("Secretary of Defense"), ["secretary", "defense"]);
        assert_eq!(canonical_roles("Mr."), [""; 0]);
        assert_eq!(canonical_roles("Israel's defense ministers"), ["israel", "defense", "minister"]);
    }
}
