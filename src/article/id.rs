//! Identities: the same article has the same id on every machine, whatever its path, order or thread.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Article, url};
use crate::text::{Span, fold};

/// Bytes of an article's id: 80 bits.
const ID_BYTES: usize = 10;
/// Characters of an article's id as written.
const ID_CHARS: usize = 16;

/// 80 bits of BLAKE3, written as 16 characters of lower-case base32.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArticleId([u8; ID_BYTES]);

impl ArticleId {
    /// The identity of `article`: over its canonical URL; else over folded outlet, date and folded
    /// title, where all three are known; else over its folded outlet, if any, and its text.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut part = |label: &str, value: &str| {
            hasher.update(label.as_bytes()).update(&[0]).update(value.as_bytes()).update(&[0]);
        };
        let outlet = article.outlet.as_deref().map(fold).unwrap_or_default();
        let title = article.title.as_deref().map(fold).unwrap_or_default();
        if let Some(address) = article.url.as_deref().and_then(url::canonical) {
            part("url", &address);
        } else if let (Some(date), false, false) = (article.date, outlet.is_empty(), title.is_empty()) {
            part("outlet", &outlet);
            part("date", &date.to_string());
            part("title", &title);
        } else {
            part("outlet", &outlet);
            part("text", &article.text);
        }
        let mut bytes = [0; ID_BYTES];
        hasher.finalize_xof().fill(&mut bytes);
        Self(bytes)
    }
}

impl ArticleId {
    /// The 80 bits, most significant byte first; ids sort as these do.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; ID_BYTES] {
        self.0
    }

    /// The id of these 80 bits.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; ID_BYTES]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::BASE32_NOPAD.encode(&self.0).to_ascii_lowercase())
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArticleId({self})")
    }
}

impl FromStr for ArticleId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let bytes =
            data_encoding::BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).map_err(|_| NotAnId)?;
        bytes.try_into().map(Self).map_err(|_| NotAnId)
    }
}

impl TryFrom<String> for ArticleId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<ArticleId> for String {
    fn from(id: ArticleId) -> Self {
        id.to_string()
    }
}

/// The text is not an id of an article or statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id: an article's is {ID_CHARS} letters and digits, a statement's ARTICLE.START-END.HASH")]
pub struct NotAnId;

/// A statement's identity and address: `ARTICLE.START-END.HASH`.
///
/// The span is its content's (from the first byte of the first piece to the last of the last), or its
/// cue's where it has no content. The hash, six hexadecimal digits of the passage's BLAKE3, finds the
/// passage again where the text around it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StatementId {
    /// The article it stands in.
    pub article: ArticleId,
    /// Where its passage lies in the article's text.
    pub span: Span,
    /// 24 bits of the passage's hash.
    pub hash: u32,
}

impl StatementId {
    /// The id of the passage at `span` of `text`, the text of `article`.
    #[must_use]
    pub fn of(article: ArticleId, span: Span, text: &str) -> Self {
        Self { article, span, hash: Self::passage_hash(span.of(text)) }
    }

    /// 24 bits of BLAKE3 over a passage.
    #[must_use]
    pub fn passage_hash(passage: &str) -> u32 {
        let [a, b, c, ..] = *blake3::hash(passage.as_bytes()).as_bytes();
        u32::from_be_bytes([0, a, b, c])
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}-{}.{:06x}", self.article, self.span.start, self.span.end, self.hash)
    }
}

impl FromStr for StatementId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let mut parts = text.split('.');
        let (Some(article), Some(span), Some(hash), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotAnId);
        };
        let (start, end) = span.split_once('-').ok_or(NotAnId)?;
        let number = |text: &str| text.parse::<usize>().map_err(|_| NotAnId);
        let (start, end) = (number(start)?, number(end)?);
        if start > end || hash.len() != 6 {
            return Err(NotAnId);
        }
        Ok(Self {
            article: article.parse()?,
            span: Span::new(start, end),
            hash: u32::from_str_radix(hash, 16).map_err(|_| NotAnId)?,
        })
    }
}

impl TryFrom<String> for StatementId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<StatementId> for String {
    fn from(id: StatementId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(url: Option<&str>, title: &str, text: &str) -> Article {
        Article {
            outlet: Some("Harbor Ledger".into()),
            date: "2026-03-02".parse().ok(),
            title: Some(title.into()),
            url: url.map(Into::into),
            text: text.into(),
            ..Article::default()
        }
    }

    #[test]
    fn the_url_decides_before_anything_else() {
        let a = article(Some("https://www.harborledger.example/dam?utm_source=x#top"), "Dam", "One");
        let b = article(Some("http://harborledger.example/dam/"), "Another title", "Two");
        assert_eq!(a.id(), b.id());
    }

    #[test]
    fn outlet_date_and_title_decide_next_then_the_text() {
        assert_eq!(article(None, "The dam", "One").id(), article(None, "THE DAM", "Two").id());
        assert_ne!(article(None, "", "One").id(), article(None, "", "Two").id());
        let elsewhere = Article { outlet: Some("Courier".into()), ..article(None, "", "One") };
        assert_ne!(elsewhere.id(), article(None, "", "One").id());
    }

    #[test]
    fn ids_are_written_and_read_back() {
        let text = "He said yes.";
        let id = StatementId::of(article(None, "", text).id(), Span::new(8, 11), text);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.article.to_string().len(), ID_CHARS);
        for wrong in ["", "x", "abc.1-2.000000", "aaaaaaaaaaaaaaaa.5-2.000000", "aaaaaaaaaaaaaaaa.1-2.0.0"] {
            assert_eq!(wrong.parse::<StatementId>(), Err(NotAnId));
        }
    }
}
