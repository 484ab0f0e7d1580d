//! The keys under which a speaker is found: whole names, words of unnamed sources, words of roles. A
//! name that is merely mentioned in a role or content never becomes a key.

use super::number::{number_word, singular};
use super::person::{PersonName, acronym};
use super::title::{canonical_roles, split_title};
use super::{clip, is_role};
use crate::article::{Speaker, SpeakerType};
use crate::text::fold;

/// The folded whole-name keys of a speaker, sorted and distinct: the full name, given name with
/// surname, the surname, every attested variant, an organisation's initials. Titles are taken off.
/// Unnamed sources and unknown ones have none; their words are [`anonymous_words`].
#[must_use]
pub fn keys(speaker: &Speaker) -> Vec<String> {
    let mut keys = Vec::new();
    let Some(name) = &speaker.name else { return keys };
    match speaker.kind {
        SpeakerType::Anonymous | SpeakerType::Unknown => return keys,
        SpeakerType::Person => {
            person_keys(name, &mut keys);
            for variant in &speaker.variants {
                person_keys(variant, &mut keys);
            }
        }
        SpeakerType::Organization | SpeakerType::Document | SpeakerType::Group => {
            for form in std::iter::once(name).chain(&speaker.variants) {
                keys.push(body_key(form));
            }
            if speaker.kind == SpeakerType::Organization {
                keys.extend(acronym(name).map(|initials| fold(&initials)));
            }
        }
    }
    keys.retain(|key| !key.is_empty());
    keys.sort();
    keys.dedup();
    keys
}

fn person_keys(form: &str, keys: &mut Vec<String>) {
    let form = clip(form);
    let titled = split_title(form);
    // A variant that is a role alone ("the minister") is no name; a sole word may be a surname (King).
    if titled.name.is_empty() && form.split_whitespace().nth(1).is_some() {
        return;
    }
    let name = PersonName::parse(form);
    keys.push(fold(form));
    keys.push(fold(&name.full()));
    keys.push(fold(&name.short()));
    keys.push(fold(&name.surname));
    if let Some((_, last)) = name.surname.rsplit_once(' ') {
        keys.push(fold(last));
    }
}

/// The key of a body's name: folded, without a leading article.
pub(super) fn body_key(name: &str) -> String {
    let folded = fold(clip(name));
    folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
}

/// The words by which an unnamed source, a group or a document is found: lower case, singular, numbers,
/// articles and small words dropped, sorted and distinct. "Two senior U.S. officials" gives official,
/// senior, us. Named persons and organisations have none.
#[must_use]
pub fn anonymous_words(speaker: &Speaker) -> Vec<String> {
    let mut words = Vec::new();
    if matches!(speaker.kind, SpeakerType::Anonymous | SpeakerType::Group | SpeakerType::Document) {
        for form in speaker.name.iter() {
            words.extend(plain_words(form));
        }
        if let Some(anonymous) = &speaker.anonymous {
            for form in
                [&anonymous.rank, &anonymous.nationality, &anonymous.institution].into_iter().flatten()
            {
                words.extend(plain_words(form));
            }
        }
    }
    words.sort();
    words.dedup();
    words
}

/// The words of a typed or written description, as [`anonymous_words`] gives them, in their order.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let folded = fold(clip(text));
    let mut words = Vec::new();
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        if number_word(word).is_some() || SMALL.contains(&word) {
            continue;
        }
        let word = match word {
            "american" | "americans" => "us".to_owned(),
            "advisor" | "advisors" => "adviser".to_owned(),
            word => singular(word),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Words that say nothing about who an unnamed source is.
const SMALL: [&str; 34] = [
    "the", "a", "an", "this", "that", "these", "those", "some", "several", "many", "other", "another", "few",
    "both", "all", "most", "of", "in", "at", "for", "from", "with", "to", "on", "and", "or", "who", "which",
    "dozens", "least", "more", "than", "s", "any",
];

/// The words by which a title in a query filters a speaker: those of role and affiliation, and of
/// titles in the attested names, written out and singular ("Sen." → senator), sorted and distinct.
#[must_use]
pub fn role_words(speaker: &Speaker) -> Vec<String> {
    let mut words = Vec::new();
    for part in [&speaker.role, &speaker.affiliation].into_iter().flatten() {
        words.extend(canonical_roles(part));
    }
    if speaker.kind == SpeakerType::Person {
        for form in speaker.name.iter().chain(&speaker.variants) {
            let titled = split_title(form);
            if !titled.name.is_empty() && titled.title.split_whitespace().any(is_title) {
                words.extend(canonical_roles(titled.title));
            }
        }
    }
    words.sort();
    words.dedup();
    words
}

fn is_title(word: &str) -> bool {
    is_role(word) || super::lexicon::title(word).is_some()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::article::Anonymous;

    pub(in crate::names) fn person(name: &str, role: Option<&str>, variants: &[&str]) -> Speaker {
        Speaker {
            name: Some(name.to_owned()),
            kind: SpeakerType::Person,
            role: role.map(str::to_owned),
            variants: variants.iter().map(|v| (*v).to_owned()).collect(),
            ..Speaker::default()
        }
    }

    pub(in crate::names) fn other(name: &str, kind: SpeakerType) -> Speaker {
        Speaker { name: Some(name.to_owned()), kind, ..Speaker::default() }
    }

    #[test]
    fn a_person_is_found_by_whole_names() {
        let speaker = person("Loretta E. Lynch", None, &["Lynch", "Attorney General Loretta Lynch"]);
        assert_eq!(
            keys(&speaker),
            ["attorney general loretta lynch", "loretta e lynch", "loretta lynch", "lynch"]
        );
        assert_eq!(
            keys(&person("Bill de Blasio", None, &["the mayor"])),
            ["bill de blasio", "blasio", "de blasio"]
        );
        assert!(keys(&person("Pope Francis", None, &[])).contains(&"pope francis".to_owned()));
    }

    #[test]
    fn a_body_is_found_by_name_and_initials() {
        let body = other("Israel Defense Forces", SpeakerType::Organization);
        assert_eq!(keys(&body), ["idf", "israel defense forces"]);
        assert_eq!(keys(&other("The White House", SpeakerType::Organization)), ["white house"]);
    }

    #[test]
    fn an_unnamed_source_has_words_and_no_key() {
        let mut speaker = other("four senior U.S. officials", SpeakerType::Anonymous);
        speaker.anonymous =
            Some(Anonymous { institution: Some("Pentagon".to_owned()), ..Anonymous::default() });
        assert!(keys(&speaker).is_empty());
        assert_eq!(anonymous_words(&speaker), ["official", "pentagon", "senior", "us"]);
        assert!(anonymous_words(&person("Senior Official", None, &[])).is_empty());
    }

    #[test]
    fn roles_are_words() {
        let speaker = person("Lloyd Austin", Some("Secretary of Defense"), &["Gen. Lloyd Austin"]);
        assert_eq!(role_words(&speaker), ["defense", "general", "secretary"]);
    }
}
