//! One message: its headers as the fields of an article, its text or page as the text.

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use crate::article::url;
use crate::formats::draft::{Candidate, Draft};
use crate::formats::hints::Hints;
use crate::formats::reading::{Field, Ignored, Item, Place, Problem, Reason};
use crate::formats::{html, json, wire_text};

/// Most parts of a message.
const MOST: usize = 5_000;
/// Deepest nesting of parts that is parsed: as many as there are kinds of parts with parts in them.
const DEEPEST: usize = 500;

fn parse(bytes: &[u8]) -> Result<Message<'_>, Reason> {
    if multiparts(bytes) > DEEPEST {
        return Err(Reason::TooDeep(DEEPEST));
    }
    let message = MessageParser::default().parse(bytes.trim_ascii_start());
    let message = message.ok_or_else(|| Reason::Mail("no headers".to_owned()))?;
    if message.parts.len() > MOST { Err(Reason::TooMany(MOST)) } else { Ok(message) }
}

/// How often `bytes` name a kind of part that holds parts or messages.
fn multiparts(bytes: &[u8]) -> usize {
    let named =
        |mark: &[u8]| bytes.windows(mark.len()).filter(|window| window.eq_ignore_ascii_case(mark)).count();
    named(b"multipart/") + named(b"message/")
}

/// Reads a message as an article.
pub fn read(bytes: &[u8], hints: &Hints) -> Item {
    match parse(bytes).and_then(|message| draft(&message, hints)) {
        Ok(Some(draft)) => draft.finish(hints),
        Ok(None) => Item::Ignored(Ignored::Textless),
        Err(reason) => Item::Problem(Problem::new(reason)),
    }
}

/// Reads the page that a message in MHTML holds.
pub fn read_page(bytes: &[u8], hints: &Hints) -> Item {
    let message = match parse(bytes) {
        Ok(message) => message,
        Err(reason) => return Item::Problem(Problem::new(reason)),
    };
    let page = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(page) => Some((page, part.content_location())),
        _ => None,
    });
    let Some((page, location)) = page else { return Item::Ignored(Ignored::Textless) };
    let snapshot = match message.header("Snapshot-Content-Location") {
        Some(HeaderValue::Text(address)) => Some(address.as_ref()),
        _ => None,
    };
    let address = snapshot.or(location).map(str::trim);
    html::article_at(page, address, "Content-Location", hints)
}

fn draft(message: &Message<'_>, hints: &Hints) -> Result<Option<Draft>, Reason> {
    let header = |name: &'static str| Place::Key(name.into());
    let mut draft = Draft::default();
    let (plain, page) = bodies(message);
    if let Some(page) = page {
        let value = html::text_of_piece(page)?;
        push(&mut draft, value, Place::Element("text/html".into()), 150);
    }
    if let Some(plain) = plain {
        if plain.trim_start().starts_with("{\"") {
            // Forms that newsrooms mail to themselves.
            if let Some(form) = json::draft_of(plain.trim().as_bytes(), &hints.map) {
                draft = form;
            }
        }
        let value = wire_text::joined(plain);
        // Of a text beside a page that is a mere note ("see this in a browser") the page is taken.
        let short = draft.text.iter().any(|page| {
            let times = if value.len() < 200 { 2 } else { 4 };
            page.value.len() > times * value.len()
        });
        push(&mut draft, value, Place::Element("text/plain".into()), if short { 100 } else { 160 });
    }
    if draft.text.is_empty() {
        return Ok(None);
    }
    draft.add(Field::Title, message.subject().unwrap_or_default(), header("Subject"), 100);
    let date = message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    draft.add(Field::Date, &date.unwrap_or_default(), header("Date"), 100);
    add_sender(&mut draft, message, hints);
    draft.given_id = draft.given_id.take().or_else(|| message.message_id().map(Into::into));
    Ok(Some(draft))
}

/// The first text and the first page that are no attachments.
fn bodies<'m>(message: &'m Message<'_>) -> (Option<&'m str>, Option<&'m str>) {
    let (mut plain, mut page) = (None, None);
    for part in &message.parts {
        let attached = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
        match &part.body {
            PartType::Text(text) if !attached && !text.trim().is_empty() => {
                plain = plain.or(Some(text.as_ref()));
            }
            PartType::Html(html) if !attached && !html.trim().is_empty() => {
                page = page.or(Some(html.as_ref()));
            }
            _ => {}
        }
    }
    (plain, page)
}

fn push(draft: &mut Draft, value: String, place: Place, rank: u8) {
    if value.chars().any(char::is_alphabetic) {
        draft.text.push(Candidate { value, place, rank });
    }
}

/// Who sent it is the outlet: by the table of domains, by the name, by the domain. A reader's own provider is
/// no outlet, so what a person sent has the outlet that its text or the caller gives.
fn add_sender(draft: &mut Draft, message: &Message<'_>, hints: &Hints) {
    let sender = message.from().and_then(Address::first);
    let address = sender.and_then(|sender| sender.address());
    let domain =
        address.and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain.to_lowercase());
    let private = domain.as_deref().is_some_and(|domain| {
        PROVIDERS.iter().any(|provider| domain == *provider || domain.starts_with(&format!("{provider}.")))
    });
    if private {
        return;
    }
    let place = |part: &'static str| Place::Key(part.into());
    if let Some(name) = domain.as_deref().and_then(|domain| hints.outlets.name(domain)) {
        draft.add(Field::Outlet, name, place("From"), 150);
    }
    let name = sender.and_then(|sender| sender.name()).unwrap_or_default();
    let listed = message.header("List-Id").is_some() || message.header("List-Unsubscribe").is_some();
    // "Anna Karr" sends for a paper as often as the paper does under its own name.
    draft.add(Field::Outlet, name, place("From"), if listed { 120 } else { 60 });
    let site = domain.as_deref().and_then(|domain| url::host(&format!("https://{domain}")));
    draft.add(Field::Outlet, &site.unwrap_or_default(), place("From"), 80);
}

/// Domains whose mail is people's own.
const PROVIDERS: [&str; 12] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.net",
    "gmx.de",
    "proton.me",
];
