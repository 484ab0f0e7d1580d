//! From bytes to text: byte order mark, declaration, UTF-8, then a guess that must be plausible.
//!
//! What no charset explains stays a problem: bytes are never replaced without saying so.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::reading::{Problem, Reason};

/// Letters and signs that windows-1252 gives for bytes of other charsets, hardly ever for its own.
const UNLIKELY: &str = "ÿþðÞÐ¤¦¬×÷¸¯¹²³¼½¾ƒˆ‡†‰Šš‹›Žž¶¨";

/// The text of `bytes`, with line ends as they are; `declared` is the charset that the input names.
///
/// # Errors
/// Where neither the mark, nor the declaration, nor UTF-8, nor a plausible guess explains every byte.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<String, Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return exactly(encoding, bytes.get(mark..).unwrap_or_default(), mark);
    }
    if let Some(encoding) = marked_by_zeros(&bytes) {
        return exactly(encoding, &bytes, 0);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes)
    {
        return Ok(text.into_owned());
    }
    guess(&bytes).ok_or_else(|| broken(&bytes))
}

/// `bytes` of an input that must be UTF-8 or say otherwise by its byte order mark (JSON).
///
/// # Errors
/// Where they are not.
pub fn decode_unicode(bytes: Vec<u8>) -> Result<String, Problem> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => exactly(encoding, bytes.get(mark..).unwrap_or_default(), mark),
        None => match marked_by_zeros(&bytes) {
            Some(encoding) => exactly(encoding, &bytes, 0),
            None => String::from_utf8(bytes).map_err(|error| broken(error.as_bytes())),
        },
    }
}

/// The beginning of an input as text, for sniffing alone: what cannot be decoded is replaced.
#[must_use]
pub fn decode_head(bytes: &[u8], whole: bool) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    if let Some(encoding) = marked_by_zeros(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // The head may end inside a character.
        Err(error) if !whole && error.valid_up_to() + 4 > bytes.len() => {
            String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default()).into_owned()
        }
        Err(_) => guess(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// The charset that explains `head`, the beginning of an input, where that is no Unicode.
#[must_use]
pub fn legacy(head: &[u8]) -> Option<&'static Encoding> {
    match std::str::from_utf8(head) {
        Err(error) if error.valid_up_to() + 4 <= head.len() && !is_utf16(head) => {
            guessed(head).map(|(encoding, _)| encoding)
        }
        _ => None,
    }
}

/// Whether `bytes`, the beginning of an input, are UTF-16.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8)
        || marked_by_zeros(bytes).is_some()
}

/// UTF-16 without a mark: Latin text has a zero in every other byte.
#[must_use]
fn marked_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512)).filter(|head| head.len() >= 8)?;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    if odd * 10 >= half * 8 && even == 0 {
        return Some(UTF_16LE);
    }
    (even * 10 >= half * 8 && odd == 0).then_some(UTF_16BE)
}

fn exactly(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Result<String, Problem> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None if encoding == UTF_8 => Err(broken(bytes)),
        None => Err(Problem::new(Reason::Charset(u64::try_from(mark).unwrap_or(u64::MAX)))),
    }
}

fn broken(bytes: &[u8]) -> Problem {
    let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    let reason = Reason::Charset(u64::try_from(at).unwrap_or(u64::MAX));
    Problem::new(reason).at(None, u64::try_from(line).ok())
}

/// A legacy charset that explains `bytes` plausibly.
fn guess(bytes: &[u8]) -> Option<String> {
    guessed(bytes).map(|(_, text)| text)
}

fn guessed(bytes: &[u8]) -> Option<(&'static Encoding, String)> {
    // Text that is UTF-8 but for a few bytes is damaged UTF-8, not another charset.
    if sequences(bytes) > 0 {
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    plausible(&text, encoding == WINDOWS_1252).then(|| (encoding, text.into_owned()))
}

/// Well-formed multi-byte sequences of UTF-8 in `bytes`, less the malformed ones.
fn sequences(bytes: &[u8]) -> i64 {
    let mut balance: i64 = 0;
    for chunk in bytes.utf8_chunks() {
        balance += i64::try_from(chunk.valid().chars().filter(|c| !c.is_ascii()).count()).unwrap_or(0);
        balance -= i64::from(!chunk.invalid().is_empty());
    }
    balance
}

fn plausible(text: &str, western: bool) -> bool {
    let foreign: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    if foreign.iter().any(|c| c.is_control()) {
        return false;
    }
    if !western {
        // A guess among many charsets needs something to go by.
        return foreign.len() >= 20;
    }
    let odd = foreign.iter().filter(|c| UNLIKELY.contains(**c)).count();
    odd * 10 <= foreign.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: bool) -> Vec<u8> {
        let mut bytes = if mark { vec![0xff, 0xfe] } else { Vec::new() };
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn a_charset_is_found_by_mark_then_utf8_then_guess() {
        let text = "The café in Port Halden reopened.";
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf16(text, true),
            utf16(text, false),
            b"The caf\xe9 in Port Halden reopened.".to_vec(),
        ] {
            assert_eq!(decode(bytes, None).as_deref(), Ok(text));
        }
        assert_eq!(
            decode(b"\x93Yes,\x94 she said \x97 twice.".to_vec(), None).as_deref(),
            Ok("“Yes,” she said — twice.")
        );
        assert_eq!(
            decode(b"\xcf\xf0\xe8\xe2\xe5\xf2".to_vec(), Some("windows-1251")).as_deref(),
            Ok("Привет")
        );
    }

    #[test]
    fn what_no_charset_explains_is_named_by_its_place() {
        for bytes in [
            &b"one\ntwo \xff\xfe\x80 three"[..],
            "one\ntwo \u{e9}\u{e8} "
                .as_bytes()
                .iter()
                .chain(b"\xe9")
                .copied()
                .collect::<Vec<u8>>()
                .as_slice(),
        ] {
            let problem = decode(bytes.to_vec(), None).unwrap_err();
            assert_eq!(problem.line, Some(2), "{problem:?}");
            assert!(matches!(problem.reason, Reason::Charset(_)));
        }
        assert!(decode_unicode(b"{\"text\":\"caf\xe9\"}".to_vec()).is_err());
    }
}
