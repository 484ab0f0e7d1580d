//! The language of a text: English by its commonest words, which is cheap, else by its trigrams.
//!
//! Gives nothing for short or doubtful texts.

use whatlang::Lang;

/// What is looked at, in bytes.
const SAMPLE: usize = 2_000;
/// What is looked at to tell English, in bytes.
const ENGLISH_SAMPLE: usize = 1_000;
/// Below this many characters nothing is said.
const LEAST: usize = 60;
/// From this many on, a text can contradict what was declared.
const PLAIN: usize = 400;

/// The language that a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47: "en".
    pub tag: &'static str,
    /// Whether it is beyond doubt, whatever was declared.
    pub plain: bool,
}

/// The language of `text`, where it can be told.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or("");
    if sample.len() < LEAST {
        return None;
    }
    if is_english(sample) {
        return Some(Language { tag: "en", plain: sample.len() >= PLAIN });
    }
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    let tag = two_letters(info.lang())?;
    let plain = sample.chars().count() >= PLAIN && info.confidence() >= 1.0;
    Some(Language { tag, plain })
}

/// English by the share of its commonest words, which make up a quarter of its prose and of no other
/// language's.
fn is_english(sample: &str) -> bool {
    let sample = sample.get(..sample.floor_char_boundary(ENGLISH_SAMPLE)).unwrap_or("");
    let (mut words, mut common) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        common += usize::from(matches!(
            word,
            "the"
                | "of"
                | "and"
                | "to"
                | "that"
                | "with"
                | "said"
                | "his"
                | "it"
                | "are"
                | "from"
                | "for"
                | "by"
                | "The"
                | "who"
                | "has"
                | "have"
                | "would"
                | "this"
                | "their"
        ));
    }
    words >= 10 && common * 100 >= words * 11
}

/// `declared` as the tag of its language alone: "en" for "en-US", "eng" and "English".
#[must_use]
pub fn tag(declared: &str) -> String {
    let declared = declared.trim().to_lowercase();
    let main = declared.split(['-', '_', ',', ';', ' ']).next().unwrap_or("");
    let by_name = Lang::from_code(main)
        .or_else(|| Lang::all().iter().copied().find(|lang| lang.eng_name().eq_ignore_ascii_case(main)));
    match by_name.and_then(two_letters) {
        Some(tag) => tag.to_owned(),
        None if (2..=3).contains(&main.len()) && main.bytes().all(|b| b.is_ascii_lowercase()) => {
            main.to_owned()
        }
        None => String::new(),
    }
}

/// ISO 639-1 for the languages that news is likely to be in.
fn two_letters(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Ell => "el",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Tur => "tr",
        Lang::Heb => "he",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Urd => "ur",
        Lang::Ben => "bn",
        Lang::Tam => "ta",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        Lang::Cat => "ca",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_from_enough_text() {
        let english =
            "The mayor of Port Halden said on Monday that the dam was sound and that it would hold.";
        let french = "Le maire de la ville a déclaré lundi que le barrage était solide et qu’il tiendrait tout \
                      l’hiver, malgré les pluies qui sont tombées sur la région depuis le début du mois.";
        assert_eq!(detect(english).map(|language| language.tag), Some("en"));
        assert_eq!(detect(french).map(|language| language.tag), Some("fr"));
        assert_eq!(detect("Dam holds"), None);
        assert!(detect(&french.repeat(4)).is_some_and(|language| language.plain));
    }

    #[test]
    fn declared_languages_become_tags() {
        for (declared, expected) in [
            ("en-US", "en"),
            ("English", "en"),
            ("eng", "en"),
            ("fr_FR", "fr"),
            ("xx", "xx"),
            ("none of it", ""),
        ] {
            assert_eq!(tag(declared), expected);
        }
    }
}
