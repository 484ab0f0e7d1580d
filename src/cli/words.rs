//! What was typed, before options are read: a minus before a word of a query negates, and is no option.

use std::ffi::OsString;

/// Commands whose arguments are a query.
const QUERIES: [&str; 3] = ["search", "outlets", "export"];

/// `typed` with a space before each word of a query that begins with a minus and is no option:
/// `search dam -football -40 -n 5` looks for "dam -football -40".
pub fn protect(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut words: Vec<OsString> = Vec::new();
    let mut is_query = false;
    for word in typed {
        let text = word.to_str().unwrap_or_default();
        let is_value = words.last().is_some_and(|before| before.as_encoded_bytes().starts_with(b"--"));
        let protect = is_query && !is_value && negates(text);
        is_query |= words.len() == 1 && QUERIES.contains(&text);
        words.push(if protect { OsString::from(format!(" {text}")) } else { word });
    }
    words
}

/// Whether `word` begins with a minus, and is neither a long option nor one of the short ones.
fn negates(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('-') else { return false };
    let limit = rest.strip_prefix('n').is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    !(rest.is_empty() || rest.starts_with('-') || limit || rest == "h" || rest == "V")
}

#[cfg(test)]
mod tests {
    use super::protect;

    #[test]
    fn a_minus_in_a_query_is_no_option() {
        for (typed, protected) in [
            ("onrecord search dam -football -n 5", "onrecord search dam  -football -n 5"),
            ("onrecord search -40 -n5 -h --json", "onrecord search  -40 -n5 -h --json"),
            ("onrecord search --since -7d -\"a", "onrecord search --since -7d  -\"a"),
            ("onrecord ingest -", "onrecord ingest -"),
            ("onrecord said -x", "onrecord said -x"),
        ] {
            let words = protect(typed.split(' ').map(Into::into));
            let words: Vec<&str> = words.iter().map(|word| word.to_str().unwrap()).collect();
            assert_eq!(words.join(" "), protected);
        }
    }
}
