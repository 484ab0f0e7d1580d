//! What a user types as a speaker, read as a name, a title with a name, or the words of an unnamed
//! source. Nothing typed is an error; what says nothing matches nothing.

use super::keys::{anonymous_words, body_key, keys, plain_words, role_words};
use super::person::PersonName;
use super::title::{canonical_roles, split_title, strip_courtesy};
use crate::article::Speaker;
use crate::names::clip;

/// A typed speaker, ready to be looked up.
///
/// It matches a speaker who has one of [`Self::keys`] as a whole-name key and all of [`Self::role`]
/// among its role words, or an unnamed source that has all of [`Self::words`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameQuery {
    /// The text as typed, without the quotation marks around it.
    pub typed: String,
    /// Folded whole names, any of which may be the speaker's.
    pub keys: Vec<String>,
    /// Words that the role has to have: a title typed before the name. Empty: any role.
    pub role: Vec<String>,
    /// Words that an unnamed source, group or document has to have, all of them.
    pub words: Vec<String>,
    /// Whether a single name was typed, which all its bearers answer to.
    pub bare: bool,
}

impl NameQuery {
    /// Reads what was typed: `Gallant`, `Yoav Gallant`, `senior Israeli official`, `Secretary Austin`,
    /// `White House`. Quotation marks around it are taken off.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let typed = clip(typed).trim_matches(|c: char| c.is_whitespace() || "\"“”«»".contains(c));
        let typed = typed.strip_suffix("'s").or_else(|| typed.strip_suffix("’s")).unwrap_or(typed);
        let named = strip_courtesy(typed);
        let titled = split_title(named);
        let titled_name = !titled.name.is_empty() && !titled.title.is_empty();
        let (name, role) =
            if titled_name { (titled.name, canonical_roles(titled.title)) } else { (named, Vec::new()) };
        let mut keys = vec![body_key(name)];
        let person = PersonName::parse(name);
        if person.middle.iter().all(|m| m.chars().filter(|c| c.is_alphabetic()).count() == 1) {
            keys.push(body_key(&person.short()));
        }
        keys.retain(|key| !key.is_empty());
        keys.sort();
        keys.dedup();
        let bare = person.is_surname() && !keys.is_empty();
        Self { typed: typed.to_owned(), keys, role, words: plain_words(typed), bare }
    }

    /// Whether nothing was typed that could match.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.words.is_empty()
    }

    /// Whether `speaker` is meant: the specification of what an index has to return.
    #[must_use]
    pub fn matches(&self, speaker: &Speaker) -> bool {
        let named = || {
            let keys = keys(speaker);
            let roles = role_words(speaker);
            self.keys.iter().any(|key| keys.contains(key))
                && self.role.iter().all(|word| roles.contains(word))
        };
        let unnamed = || {
            let words = anonymous_words(speaker);
            !self.words.is_empty() && self.words.iter().all(|word| words.contains(word))
        };
        named() || unnamed()
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::tests::{other, person};
    use super::*;
    use crate::article::SpeakerType;

    #[test]
    fn what_is_typed_finds_whom_it_means() {
        let jake = person("Jake Sullivan", Some("White House national security adviser"), &["Sullivan"]);
        let dan = person("Dan Sullivan", Some("Sen."), &["Sen. Dan Sullivan"]);
        let austin = person("Lloyd Austin", Some("Secretary of Defense"), &["Austin"]);
        let pastor = person("Steve Austin", Some("pastor"), &[]);
        let lynch = person("Loretta E. Lynch", None, &[]);
        let house = other("White House", SpeakerType::Organization);
        let senior = other("senior Israeli official", SpeakerType::Anonymous);
        let many = other("four senior Israeli officials", SpeakerType::Anonymous);
        let junior = other("Israeli official", SpeakerType::Anonymous);
        let everyone = [&jake, &dan, &austin, &pastor, &lynch, &house, &senior, &many, &junior];
        for (typed, expected) in [
            ("Sullivan", vec![&jake, &dan]),
            ("sullivan", vec![&jake, &dan]),
            ("Mr. Sullivan", vec![&jake, &dan]),
            ("Dan Sullivan", vec![&dan]),
            ("Senator Sullivan", vec![&dan]),
            ("Secretary Austin", vec![&austin]),
            ("Defense Secretary Lloyd Austin", vec![&austin]),
            ("Austin", vec![&austin, &pastor]),
            ("White House", vec![&house]),
            ("the White House", vec![&house]),
            ("Loretta Lynch", vec![&lynch]),
            ("Loretta E. Lynch", vec![&lynch]),
            ("senior Israeli official", vec![&senior, &many]),
            ("Israeli officials", vec![&senior, &many, &junior]),
            ("\"senior israeli official\"", vec![&senior, &many]),
            ("Jake", vec![]),
            ("national security adviser", vec![]),
            ("", vec![]),
        ] {
            let query = NameQuery::parse(typed);
            let found: Vec<&&Speaker> = everyone.iter().filter(|s| query.matches(s)).collect();
            assert_eq!(found.into_iter().copied().collect::<Vec<_>>(), expected, "{typed}");
        }
    }

    #[test]
    fn a_bare_surname_is_known_as_one() {
        assert!(NameQuery::parse("Sullivan").bare);
        assert!(NameQuery::parse("Secretary Austin").bare);
        assert!(NameQuery::parse("van der Berg").bare);
        assert!(!NameQuery::parse("Dan Sullivan").bare);
        assert!(NameQuery::parse("...").is_empty());
    }
}
