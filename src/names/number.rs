//! Grammatical number: singular forms of nouns and the values of number words. English only; a word it
//! does not know comes back unchanged.

/// Plurals that no rule makes.
const IRREGULAR: [(&str, &str); 22] = [
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("wives", "wife"),
    ("lives", "life"),
    ("analyses", "analysis"),
    ("crises", "crisis"),
    ("bosses", "boss"),
    ("data", "data"),
    ("media", "media"),
    ("alumni", "alumnus"),
    ("attorneys", "attorney"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("selfies", "selfie"),
    ("news", "news"),
    ("series", "series"),
    ("statistics", "statistic"),
    ("attaches", "attache"),
    ("buses", "bus"),
    ("heroes", "hero"),
];

/// The singular of a lower-case noun: "officials" → "official", "spokesmen" → "spokesman".
#[must_use]
pub fn singular(noun: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == noun) {
        return (*one).to_owned();
    }
    if let Some(stem) = noun.strip_suffix("men") {
        // "spokesmen", "businesswomen"; not "specimen" or "regimen".
        if noun.len() > 5 && !noun.ends_with("imen") && !noun.ends_with("umen") {
            return format!("{stem}man");
        }
    }
    if noun.len() < 4 || noun.ends_with("ss") || noun.ends_with("us") || noun.ends_with("is") {
        return noun.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") };
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if noun.ends_with(ending) {
            return noun.strip_suffix("es").unwrap_or(noun).to_owned();
        }
    }
    noun.strip_suffix("'s").or_else(|| noun.strip_suffix('s')).unwrap_or(noun).to_owned()
}

/// The value of a number in letters or digits up to 9,999: "four" → 4, "a dozen"'s "dozen" → 12.
#[must_use]
pub fn number_word(word: &str) -> Option<u32> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if word.len() > 9 {
        return None;
    }
    let word = word.to_ascii_lowercase();
    if word == "dozen" {
        return Some(12);
    }
    let tens = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(at) = tens.iter().position(|w| *w == word) {
        return u32::try_from(at * 10 + 30).ok();
    }
    if let Some(at) = WORDS.iter().position(|w| *w == word) {
        return u32::try_from(at).ok();
    }
    (!word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_lose_their_ending() {
        for (many, one) in [
            ("officials", "official"),
            ("spokesmen", "spokesman"),
            ("businesswomen", "businesswoman"),
            ("ministries", "ministry"),
            ("witnesses", "witness"),
            ("people", "person"),
            ("women", "woman"),
            ("aides", "aide"),
            ("sources", "source"),
            ("press", "press"),
            ("census", "census"),
            ("us", "us"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn number_words_have_values() {
        assert_eq!(number_word("Four"), Some(4));
        assert_eq!(number_word("31"), Some(31));
        assert_eq!(number_word("dozen"), Some(12));
        assert_eq!(number_word("many"), None);
        assert_eq!(number_word(""), None);
    }
}
