//! E-mail: newsletters and articles sent by mail, one message a file (.eml) or many (.mbox), and pages saved
//! as MHTML, which are messages too.
//!
//! Attachments are not looked into; nothing that a message refers to is fetched.

mod mbox;
mod message;

use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Item, Items};
use super::source::{Head, Source};

/// Headers that only the post writes.
const POSTMARKS: [&str; 7] = [
    "received:",
    "mime-version:",
    "message-id:",
    "delivered-to:",
    "return-path:",
    "dkim-signature:",
    "content-type: multipart",
];

/// How much `head` looks like a message.
#[must_use]
pub fn sniff_message(head: &Head) -> Likeness {
    if is_message(head.trimmed()) { Likeness::Surely } else { Likeness::No }
}

/// How much `head` looks like a mailbox of messages.
#[must_use]
pub fn sniff_mbox(head: &Head) -> Likeness {
    let text = head.trimmed();
    let rest = text.strip_prefix("From ").and_then(|rest| rest.split_once('\n'));
    if rest.is_some_and(|(_, rest)| is_message(rest)) { Likeness::Surely } else { Likeness::No }
}

/// How much `head` looks like a page saved as MHTML.
#[must_use]
pub fn sniff_mhtml(head: &Head) -> Likeness {
    let text = head.trimmed();
    if !is_message(text) {
        return Likeness::No;
    }
    let saved = headers(text).any(|(name, value)| {
        name.eq_ignore_ascii_case("snapshot-content-location")
            || (name.eq_ignore_ascii_case("from") && value.to_ascii_lowercase().contains("<saved by "))
    });
    let named = matches!(head.extension.as_str(), "mht" | "mhtml");
    if saved || named { Likeness::Surely } else { Likeness::No }
}

/// Whether `text` begins with headers, one of them the post's.
fn is_message(text: &str) -> bool {
    let names: Vec<String> =
        headers(text).map(|(name, _)| format!("{}:", name.to_ascii_lowercase())).collect();
    let mut lines = text.lines().take(60).map(str::to_ascii_lowercase);
    names.len() >= 2
        && names.iter().any(|name| matches!(name.as_str(), "from:" | "subject:" | "date:" | "received:"))
        && lines.any(|line| POSTMARKS.iter().any(|mark| line.starts_with(mark)))
}

/// The headers that `text` begins with, up to the first blank line; lines that go on are left aside.
fn headers(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().take(400).take_while(|line| !line.trim().is_empty());
    let begins = lines.filter(|line| !line.starts_with([' ', '\t']));
    begins.map_while(|line| {
        let (name, value) = line.split_once(':')?;
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        plain.then(|| (name, value.trim()))
    })
}

/// Reads a message.
#[must_use]
pub fn read_message<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    let item = match source.bytes(hints.max_article) {
        Ok(bytes) => message::read(&bytes, hints),
        Err(problem) => Item::Problem(problem),
    };
    Box::new(std::iter::once(item))
}

/// Reads every message of a mailbox.
#[must_use]
pub fn read_mbox<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    Box::new(mbox::Mailbox::new(source.reader(), hints))
}

/// Reads a page saved as MHTML.
#[must_use]
pub fn read_mhtml<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    let item = match source.bytes(hints.max_article) {
        Ok(bytes) => message::read_page(&bytes, hints),
        Err(problem) => Item::Problem(problem),
    };
    Box::new(std::iter::once(item))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
