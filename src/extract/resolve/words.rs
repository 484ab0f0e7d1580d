//! Small closed word classes of English that resolving asks for: determiners, prepositions, pronouns.
//! Lower case throughout; knows nothing of names.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::extract::lexicon::{self, Shape};
use crate::names;

/// Words that begin a definite noun phrase.
pub(super) const DEFINITE: &[&str] = &["the", "this", "that", "these", "those", "said"];

/// Words that begin an indefinite noun phrase or count it.
pub(super) const INDEFINITE: &[&str] = &[
    "a",
    "an",
    "one",
    "another",
    "some",
    "many",
    "several",
    "few",
    "most",
    "all",
    "any",
    "every",
    "each",
    "other",
    "both",
    "no",
    "numerous",
    "various",
    "countless",
    "multiple",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "scores",
    "certain",
    "such",
    "two",
    "three",
];

/// Possessive pronouns that begin a noun phrase.
pub(super) const POSSESSIVE: &[&str] = &["his", "her", "their", "its", "my", "our", "your"];

/// Prepositions and conjunctions at which the head of a noun phrase has been passed.
pub(super) const AFTER_HEAD: &[&str] = &[
    "of",
    "for",
    "at",
    "from",
    "with",
    "in",
    "by",
    "on",
    "to",
    "into",
    "about",
    "against",
    "among",
    "near",
    "under",
    "over",
    "inside",
    "outside",
    "behind",
    "within",
    "without",
    "around",
    "across",
    "after",
    "before",
    "during",
    "since",
    "until",
    "through",
    "between",
    "including",
    "like",
    "as",
    "than",
    "who",
    "whom",
    "whose",
    "which",
    "that",
    "when",
    "where",
    "while",
    "because",
    "if",
    "whether",
];

/// Prepositions that make the name after them something other than the subject.
pub(super) const OBLIQUE: &[&str] = &[
    "of",
    "for",
    "at",
    "from",
    "with",
    "in",
    "by",
    "on",
    "to",
    "into",
    "about",
    "against",
    "among",
    "near",
    "under",
    "over",
    "behind",
    "within",
    "without",
    "around",
    "across",
    "during",
    "through",
    "between",
    "including",
    "like",
    "than",
    "toward",
    "towards",
    "upon",
    "besides",
    "despite",
];

/// Words that begin sentences and names of nothing.
const OPENERS: &str = "\
a about above according across after again against all almost along already also although always \
among an and another any anyone anything are as asked at away back be because before behind being \
below besides between beyond both but by can could despite did do does don't down during each \
earlier either else even ever every everyone everything except few finally first for from further \
given had has have he he's hello hence her here hers him his how however i i'm i've if in indeed \
inside instead into is it it's its just last lastly later least less let like likewise many may \
maybe meanwhile might more moreover most much must my neither never nevertheless next no nobody none \
nor not nothing now of off often oh ok okay on once one only or other others our out over perhaps \
please rather read see she should since so some somebody someone still such than that the their them \
then there these they this those though thus to today together tomorrow tonight too two three four \
five six seven eight nine ten under unless unlike until up upon us very was we we're well were what \
what's whatever when whenever where whereas whether which while who who's whoever whom whose why \
with within without would yes yet yesterday you you're your several said says speaking told update \
related watch photo video image exclusive breaking analysis opinion via nearly roughly throughout \
recently previously additionally therefore consequently overall similarly conversely ago sure thank \
thanks sorry same long new old good great bad big best better worse whereupon hey wow using based \
following regarding concerning prior am pm hundreds thousands millions dozens scores countless numerous";

/// Months, days and feasts: capitalised, and nobody.
const TIMES: &str = "\
january february march april may june july august september october november december jan. feb. mar. \
apr. jun. jul. aug. sept. sep. oct. nov. dec. monday tuesday wednesday thursday friday saturday \
sunday mon. tue. wed. thu. fri. sat. sun. christmas easter thanksgiving ramadan";

/// Whether `lower` begins sentences and is no name's first word.
pub(super) fn is_opener(lower: &str) -> bool {
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| OPENERS.split(' ').collect());
    SET.contains(lower)
}

/// Whether `lower` is a month, day or feast.
pub(super) fn is_time(lower: &str) -> bool {
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| TIMES.split(' ').collect());
    SET.contains(lower)
}

/// Whether `lower` begins a noun phrase.
pub(super) fn is_determiner(lower: &str) -> bool {
    DEFINITE.contains(&lower) || INDEFINITE.contains(&lower) || POSSESSIVE.contains(&lower)
}

/// The particles inside surnames.
pub(super) const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "du", "bin", "ibn",
    "al", "el", "ter",
];

/// Whether `lower` is a finite verb: an auxiliary or a verb of saying in its past or third person.
pub(super) fn is_verb(lower: &str) -> bool {
    let auxiliary = matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "should"
            | "may"
            | "might"
            | "must"
            | "does"
            | "did"
            | "do"
            | "gets"
            | "got"
            | "goes"
            | "went"
            | "makes"
            | "made"
            | "met"
            | "meets"
    );
    auxiliary
        || lexicon::cue(lower).is_some_and(|cue| matches!(cue.shape, Shape::Past | Shape::Third))
            && !names::is_role(lower)
}
