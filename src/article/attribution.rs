//! Attributions: one saying ascribed to someone, as spans into an article's text.

use serde::{Deserialize, Serialize};

use super::{ArticleId, Speaker, SpeakerType, StatementId};
use crate::text::Span;

/// How much of the content stands inside quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// At least 90 % of its letters.
    Direct,
    /// Some of them.
    Mixed,
    /// None.
    #[default]
    Indirect,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// The word for it in output and queries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// What the speaker does by saying it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum Act {
    #[default]
    Said,
    Claimed,
    Denied,
    Confirmed,
    Ordered,
    Asked,
    Promised,
    Predicted,
    Warned,
    Criticized,
    Praised,
    Agreed,
    Thought,
    Felt,
    Wanted,
    Planned,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 16] = [
        Self::Said,
        Self::Claimed,
        Self::Denied,
        Self::Confirmed,
        Self::Ordered,
        Self::Asked,
        Self::Promised,
        Self::Predicted,
        Self::Warned,
        Self::Criticized,
        Self::Praised,
        Self::Agreed,
        Self::Thought,
        Self::Felt,
        Self::Wanted,
        Self::Planned,
    ];

    /// The word for it in output and queries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Claimed => "claimed",
            Self::Denied => "denied",
            Self::Confirmed => "confirmed",
            Self::Ordered => "ordered",
            Self::Asked => "asked",
            Self::Promised => "promised",
            Self::Predicted => "predicted",
            Self::Warned => "warned",
            Self::Criticized => "criticized",
            Self::Praised => "praised",
            Self::Agreed => "agreed",
            Self::Thought => "thought",
            Self::Felt => "felt",
            Self::Wanted => "wanted",
            Self::Planned => "planned",
        }
    }
}

/// In which way a source gave no comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoComment {
    /// "declined to comment".
    Declined,
    /// "refused to answer", "would not say".
    Refused,
    /// "did not respond to a request for comment".
    NoResponse,
    /// "could not be reached".
    Unreachable,
}

impl NoComment {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Declined, Self::Refused, Self::NoResponse, Self::Unreachable];

    /// The word for it in output and queries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::Refused => "refused",
            Self::NoResponse => "no-response",
            Self::Unreachable => "unreachable",
        }
    }
}

/// Someone other than the speaker: an addressee or a relay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The fullest name in the article, or the mention where it has none.
    pub name: String,
    /// What sort of speaker it would be.
    #[serde(rename = "type")]
    pub kind: SpeakerType,
}

/// How sure the extractor is, in hundredths: 0 to 100. Written as a number from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Confidence(u8);

impl Confidence {
    /// From hundredths; more than 100 is 100.
    #[must_use]
    pub fn from_hundredths(hundredths: u8) -> Self {
        Self(hundredths.min(100))
    }

    /// From a probability, rounded to hundredths; what is not a number is 0.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100 before the cast; NaN casts to 0"
    )]
    pub fn from_probability(probability: f64) -> Self {
        Self((probability * 100.0).round().clamp(0.0, 100.0) as u8)
    }

    /// In hundredths, 0 to 100.
    #[must_use]
    pub const fn hundredths(self) -> u8 {
        self.0
    }
}

impl From<f64> for Confidence {
    fn from(probability: f64) -> Self {
        Self::from_probability(probability)
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        Self::from(confidence.0) / 100.0
    }
}

/// One saying ascribed to someone: source, cue and content, and what was made of them.
///
/// Spans are in the order of the text, do not overlap, and lie on character boundaries of the
/// article's text. Source, cue or content may be empty, but not both cue and content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Direct, mixed or indirect, computed from the quotation marks.
    pub kind: Kind,
    /// The source's mention.
    pub source: Vec<Span>,
    /// The words that ascribe: "told", "according to".
    pub cue: Vec<Span>,
    /// What was said, its quotation marks included.
    pub content: Vec<Span>,
    /// What the speaker does by saying it.
    pub act: Act,
    /// Whom the source resolves to.
    pub speaker: Speaker,
    /// To whom it was said.
    pub to: Vec<Party>,
    /// Who passed it on, the outermost first.
    pub via: Vec<Party>,
    /// Whether the source gave no comment, and how.
    pub no_comment: Option<NoComment>,
    /// Who asked, in a transcript or interview.
    pub asked_by: Option<String>,
    /// How sure the extractor is.
    pub confidence: Confidence,
}

impl Attribution {
    /// The passage that identifies the statement: from the first to the last byte of its content, or
    /// of its cue where it has no content.
    #[must_use]
    pub fn passage(&self) -> Span {
        let spans = if self.content.is_empty() { &self.cue } else { &self.content };
        spans.iter().copied().reduce(Span::join).unwrap_or_default()
    }

    /// Whether all its spans cover characters of `text`, and its passage is not empty.
    #[must_use]
    pub fn stands_in(&self, text: &str) -> bool {
        let spans = self.source.iter().chain(&self.cue).chain(&self.content);
        !self.passage().is_empty() && spans.into_iter().all(|span| !span.of(text).is_empty())
    }

    /// The statement's id in `article`, whose text is `text`.
    #[must_use]
    pub fn id(&self, article: ArticleId, text: &str) -> StatementId {
        StatementId::of(article, self.passage(), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_kept_in_hundredths() {
        assert_eq!(Confidence::from_probability(0.676).hundredths(), 68);
        assert_eq!(Confidence::from_probability(7.0).hundredths(), 100);
        assert_eq!(Confidence::from_probability(f64::NAN).hundredths(), 0);
        assert_eq!(f64::from(Confidence::from_hundredths(68)), 0.68);
    }

    #[test]
    fn a_statement_without_content_is_found_by_its_cue() {
        let attribution =
            Attribution { cue: vec![Span::new(4, 8), Span::new(9, 12)], ..Attribution::default() };
        assert_eq!(attribution.passage(), Span::new(4, 12));
    }
}
