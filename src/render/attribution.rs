//! The published JSON of an attribution. Keys are only ever added.

use serde::Serialize;

use crate::article::{ArticleId, Attribution, Party, Speaker};
use crate::text::{Span, span};

/// An attribution as other programs get it; see `docs/` for what each key means.
#[derive(Clone, Debug, Serialize)]
pub struct AttributionJson<'a> {
    /// The statement's id.
    pub id: String,
    kind: &'static str,
    source: &'a [Span],
    cue: &'a [Span],
    content: &'a [Span],
    pub(super) said: String,
    pub(super) mention: String,
    pub(super) verb: String,
    act: &'static str,
    speaker: &'a Speaker,
    to: &'a [Party],
    via: &'a [Party],
    no_comment: Option<&'static str>,
    asked_by: Option<&'a str>,
    confidence: f64,
}

impl<'a> AttributionJson<'a> {
    /// `attribution` of the article `article`, whose text is `text`.
    #[must_use]
    pub fn new(attribution: &'a Attribution, article: ArticleId, text: &str) -> Self {
        Self {
            id: attribution.id(article, text).to_string(),
            kind: attribution.kind.name(),
            source: &attribution.source,
            cue: &attribution.cue,
            content: &attribution.content,
            said: span::join_text(&attribution.content, text),
            mention: span::join_text(&attribution.source, text),
            verb: span::join_text(&attribution.cue, text),
            act: attribution.act.name(),
            speaker: &attribution.speaker,
            to: &attribution.to,
            via: &attribution.via,
            no_comment: attribution.no_comment.map(crate::article::NoComment::name),
            asked_by: attribution.asked_by.as_deref(),
            confidence: attribution.confidence.into(),
        }
    }
}
