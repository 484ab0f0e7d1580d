//! How much a line looks like an outlet, a headline, or prose. Nothing here is certain; the header weighs
//! the lines against each other.

use super::words::among;
use crate::formats::hints::Hints;
use crate::text::fold;

/// Words of which outlets' names are made.
const OUTLET_WORDS: &str = "times post news ledger herald journal journalism tribune gazette press today daily weekly \
    guardian telegraph observer chronicle courier star sun mirror standard globe mail wire agency reuters bloomberg \
    politico axios cnn bbc npr dispatch bulletin examiner inquirer enquirer sentinel argus record register review \
    monitor magazine network broadcasting radio tv report zeitung afp atlantic";
/// Words that end the names of agencies.
const AGENCY_WORDS: &str = "agency reuters afp ap upi dpa wire press";

/// How much `line` looks like an outlet's name: 0 not at all, 9 beyond doubt.
#[must_use]
pub fn outlet_score(line: &str, hints: &Hints) -> u8 {
    let line = line.trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.is_empty()
        || words.len() > 7
        || line.ends_with(['.', '?', '!', ':', ','])
        || line.contains(['"', '“', '?', ';'])
    {
        return 0;
    }
    let folded = fold(line);
    let told = [hints.outlet.as_deref(), hints.folder.as_deref()];
    if told.into_iter().flatten().any(|told| fold(&told.replace('_', " ")) == folded) {
        return 9;
    }
    let joined: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let joined = joined.strip_prefix("the").unwrap_or(&joined);
    let known =
        ["com", "org", "co.uk"].iter().any(|top| hints.outlets.name(&format!("{joined}.{top}")).is_some());
    if is_domain(line) || known {
        return 8;
    }
    let capital = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            || matches!(*word, "of" | "and" | "the" | "on" | "de" | "&")
    };
    if !words.iter().all(capital) {
        return 0;
    }
    let outlet_word = |word: &&str| is_outlet_word(word);
    let ends = words.last().is_some_and(&outlet_word)
        || (words.len() <= 4 && words.first().is_some_and(&outlet_word));
    let the = words.first().is_some_and(|word| word.eq_ignore_ascii_case("the"));
    match (words.len(), ends) {
        (1..=5, true) => 6 + u8::from(the),
        (1..=2, false) => 3,
        (3, false) => 2 + u8::from(the),
        (4, false) => 1 + u8::from(the),
        _ => 0,
    }
}

fn is_domain(line: &str) -> bool {
    let Some((before, top)) = line.rsplit_once('.') else { return false };
    !before.is_empty()
        && line.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && (2..=10).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_lowercase())
        && line.len() >= 5
}

/// Whether `line` is prose rather than a headline: a sentence that ends, or one too long to head anything.
#[must_use]
pub fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    if words > 45 || line.len() > 350 {
        return true;
    }
    // "WASHINGTON (AP) —", "PORT HALDEN, Aug. 3 —"
    if let Some((place, _)) = line.split_once([')', '—', '–']).filter(|_| words > 12) {
        let name: String = place.chars().take_while(|c| !matches!(c, ',' | '(')).collect();
        let capitals =
            name.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !name.chars().any(char::is_lowercase);
        if capitals && name.len() <= 40 {
            return true;
        }
    }
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', '»']);
    if bare.ends_with(':') && words > 8 {
        return true;
    }
    if !bare.ends_with(['.', '…']) || words < 3 {
        return words > 30 && bare.ends_with(['?', '!']);
    }
    // "in N.Y.", "Vale Jr."
    let last = bare.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    let abbreviation =
        last.contains('.') || matches!(last, "Jr" | "Sr" | "Inc" | "Co" | "Corp" | "Ltd" | "No" | "St");
    !abbreviation
}

/// How much `line` looks like a headline.
#[must_use]
pub fn title_score(line: &str) -> u8 {
    let words = line.split_whitespace().count();
    let words = u8::try_from(words.min(8)).unwrap_or(8);
    words.saturating_sub(if is_prose(line) { 3 } else { 0 }) + 1
}

/// Whether `word` is one that outlets' names are made of.
#[must_use]
pub fn is_outlet_word(word: &str) -> bool {
    among(OUTLET_WORDS, word)
}

/// Whether `line` is the name of an agency: below a headline it stands for a byline.
#[must_use]
pub fn is_agency(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let capitals = words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    (1..=5).contains(&words.len()) && capitals && words.last().is_some_and(|last| among(AGENCY_WORDS, last))
}
