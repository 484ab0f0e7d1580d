//! Abbreviations that carry a dot, and what the dot can mean. A closed table; it never looks at the
//! words around it.

/// Whether a dot after a word can end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot {
    /// Never: a title before a name ("Sen. Okoro").
    BeforeName,
    /// Only before something that is no number ("No. 4", "Oct. 8").
    BeforeNumber,
    /// Where the next word opens a sentence ("in the U.S. The ministry…").
    Open,
}

const BEFORE_NAME: &[&str] = &[
    "adm", "amb", "atty", "brig", "capt", "cmdr", "col", "comdr", "cpl", "det", "dr", "fr", "ft", "gen",
    "gov", "govs", "hon", "insp", "lt", "maj", "mme", "mr", "mrs", "ms", "msgr", "mt", "ofc", "pfc", "pres",
    "prof", "pvt", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "spc", "st", "ste", "supt", "treas",
    "vs", "messrs", "mlle", "asst", "assoc", "dist",
];

const BEFORE_NUMBER: &[&str] = &[
    "apr", "art", "aug", "dec", "feb", "fig", "jan", "mar", "no", "nos", "nov", "oct", "p", "pp", "sep",
    "sept", "vol",
];

const OPEN: &[&str] = &[
    "ala", "al", "approx", "ariz", "ark", "ave", "blvd", "bros", "calif", "co", "colo", "conn", "corp",
    "del", "dept", "ed", "est", "etc", "fla", "ga", "ill", "inc", "ind", "jr", "kan", "kans", "ky", "la",
    "ltd", "md", "mass", "mich", "minn", "miss", "mo", "mont", "mon", "neb", "nev", "okla", "ore", "pa",
    "penn", "plc", "rd", "sr", "tenn", "tex", "thu", "thurs", "tue", "tues", "va", "vt", "wed", "wis", "wyo",
    "esq", "ph", "univ", "min", "max",
];

/// Whether `lower` (without its dot) is the abbreviation of a state of the United States.
#[must_use]
pub fn is_state(lower: &str) -> bool {
    const STATES: &[&str] = &[
        "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la",
        "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex",
        "va", "vt", "wash", "wis", "wyo", "n.y", "n.j", "n.h", "n.c", "s.c", "n.d", "s.d", "n.m", "r.i",
        "w.va",
    ];
    STATES.contains(&lower)
}

/// Words that open sentences far oftener than they follow an abbreviation inside one.
const OPENERS: &[&str] = &[
    "a",
    "about",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "few",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "is",
    "it",
    "its",
    "just",
    "last",
    "later",
    "many",
    "may",
    "meanwhile",
    "more",
    "most",
    "my",
    "neither",
    "no",
    "none",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "over",
    "perhaps",
    "several",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "thus",
    "to",
    "today",
    "two",
    "under",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "without",
    "yet",
    "you",
    "your",
];

/// What the dot after `word` (without its last dot) means, or `None` if `word` takes no dot of its own.
///
/// Words with inner dots ("U.S", "p.m") and single letters ("J") are open abbreviations.
#[must_use]
pub fn dot_after(word: &str) -> Option<Dot> {
    if word.len() > 24 {
        return None;
    }
    let last = word.rsplit(['-', '/']).next().unwrap_or(word);
    let mut letters = last.chars();
    if let (Some(c), None) = (letters.next(), letters.next())
        && c.is_alphabetic()
    {
        return Some(Dot::Open);
    }
    if is_dotted(last) {
        return Some(Dot::Open);
    }
    let lower = last.to_lowercase();
    let lower = lower.as_str();
    // "gen", "col", "miss" in lower case are words or codes, not titles.
    let capital = last.chars().next().is_some_and(char::is_uppercase);
    if capital && BEFORE_NAME.contains(&lower) {
        return Some(Dot::BeforeName);
    }
    if (capital || matches!(lower, "vs" | "p" | "pp" | "no" | "nos")) && BEFORE_NUMBER.contains(&lower) {
        return Some(Dot::BeforeNumber);
    }
    if lower == "vs" {
        return Some(Dot::BeforeName);
    }
    ((capital || matches!(lower, "etc" | "al" | "approx" | "est")) && OPEN.contains(&lower))
        .then_some(Dot::Open)
}

/// Whether `word` is letters with single dots between them, each piece at most two letters long.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|piece| (1..=2).contains(&piece.chars().count()) && piece.chars().all(char::is_alphabetic))
}

/// Whether `word` usually opens a sentence when it is capitalised after an abbreviation.
#[must_use]
pub fn opens_sentence(word: &str) -> bool {
    word.len() <= 12 && OPENERS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_mean_what_the_word_before_them_allows() {
        for (word, dot) in [
            ("Sen", Some(Dot::BeforeName)),
            ("U.S", Some(Dot::Open)),
            ("non-U.S", Some(Dot::Open)),
            ("J", Some(Dot::Open)),
            ("No", Some(Dot::BeforeNumber)),
            ("Oct", Some(Dot::BeforeNumber)),
            ("Inc", Some(Dot::Open)),
            ("gen", None),
            ("house", None),
            ("example.com", None),
        ] {
            assert_eq!(dot_after(word), dot, "{word}");
        }
    }
}
