//! Laws of the room: any string is taken, and what is found is found by its own key.

use proptest::prelude::*;

use super::*;
use crate::article::{Speaker, SpeakerType};

fn speaker(name: String, role: Option<String>, kind: SpeakerType) -> Speaker {
    Speaker { name: Some(name.clone()), kind, role, variants: vec![name], ..Speaker::default() }
}

proptest! {
    #[test]
    fn any_string_is_taken(text in "\\PC{0,80}", other in "\\PC{0,40}") {
        for kind in SpeakerType::ALL {
            let speaker = speaker(text.clone(), Some(other.clone()), kind);
            let _ = (keys(&speaker), anonymous_words(&speaker), role_words(&speaker));
            let _ = NameQuery::parse(&other).matches(&speaker);
        }
        let titled = split_title(&text);
        prop_assert!(text.contains(titled.title) && text.contains(titled.name));
        let _ = (PersonName::parse(&text), acronym(&text), closest(&text, [&*other], 3));
        prop_assert_eq!(distance(&text, &text, 0), Some(0));
    }

    #[test]
    fn a_name_finds_its_bearer(given in "[A-Z][a-z]{2,8}", surname in "[A-Z][a-z]{2,8}") {
        // A title's word as a given name ("Major") is read as a title.
        let name = [given, surname.clone()].join(" ");
        prop_assume!(split_title(&name).title.is_empty());
        let speaker = speaker(name.clone(), None, SpeakerType::Person);
        prop_assert!(NameQuery::parse(&name).matches(&speaker));
        prop_assert!(NameQuery::parse(&surname).matches(&speaker));
    }

    #[test]
    fn an_unnamed_source_is_found_by_its_words(rank in "[a-z]{4,8}", people in "[A-Z][a-z]{3,8}") {
        let speaker = speaker(format!("{rank} {people} official"), None, SpeakerType::Anonymous);
        let query = format!("two {people} officials");
        prop_assert!(NameQuery::parse(&query).matches(&speaker));
    }
}
