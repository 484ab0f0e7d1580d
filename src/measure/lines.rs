//! Attributions of articles as lines of JSON, gold or predicted: `{"id": …, "attributions": [ATTRIBUTION, …]}`.
//!
//! Lenient in what an attribution holds besides its spans, so that what other programs predict can be
//! scored too. Never looks at the article's text.

use serde::Deserialize;

use super::GoldError;
use crate::article::{Attribution, Confidence, Kind, NoComment, Party, Speaker, SpeakerType};
use crate::text::Span;

/// One article's attributions, and the id that its own input gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedLine {
    /// The article's id, as the input has it.
    pub id: serde_json::Value,
    /// Its attributions, in the order of the line.
    pub attributions: Vec<Attribution>,
}

impl MarkedLine {
    /// Reads every line of `text` that is not blank. A line that tells of an error, as `extract` writes
    /// it for what it could not read, has no attributions to score and is passed over.
    ///
    /// # Errors
    /// For a line of another form, with its number.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, GoldError> {
        let mut found = Vec::new();
        for (line, written) in (1..).zip(text.lines()) {
            if written.trim().is_empty() {
                continue;
            }
            let row: Row = serde_json::from_str(written).map_err(|error| GoldError {
                line,
                what: format!("not an article's attributions: {error}"),
            })?;
            match row {
                Row { attributions: Some(all), id, .. } => {
                    let attributions = all.into_iter().map(Marked::into_attribution).collect();
                    found.push(Self { id, attributions });
                }
                Row { error: Some(_), .. } => {}
                Row { .. } => return Err(GoldError { line, what: "no \"attributions\"".into() }),
            }
        }
        Ok(found)
    }
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(alias = "quotes")]
    attributions: Option<Vec<Marked>>,
    error: Option<serde_json::Value>,
}

/// An attribution with what scoring looks at.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Marked {
    source: Option<Vec<Span>>,
    cue: Option<Vec<Span>>,
    content: Option<Vec<Span>>,
    kind: Option<Kind>,
    speaker: Option<MarkedSpeaker>,
    to: Option<Parties>,
    via: Option<Parties>,
    no_comment: Option<NoComment>,
    confidence: Option<Confidence>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MarkedSpeaker {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<SpeakerType>,
    role: Option<String>,
    affiliation: Option<String>,
}

/// Addressees or relays: one or many, with or without a type.
#[derive(Deserialize)]
#[serde(untagged)]
enum Parties {
    One(MarkedParty),
    Many(Vec<MarkedParty>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum MarkedParty {
    Name(String),
    Speaker(MarkedSpeaker),
}

impl Marked {
    fn into_attribution(self) -> Attribution {
        let parties = |parties: Option<Parties>| match parties {
            None => Vec::new(),
            Some(Parties::One(party)) => vec![party.into_party()],
            Some(Parties::Many(all)) => all.into_iter().map(MarkedParty::into_party).collect(),
        };
        let speaker = self.speaker.unwrap_or_default();
        Attribution {
            kind: self.kind.unwrap_or_default(),
            source: self.source.unwrap_or_default(),
            cue: self.cue.unwrap_or_default(),
            content: self.content.unwrap_or_default(),
            speaker: Speaker {
                name: speaker.name,
                kind: speaker.kind.unwrap_or_default(),
                role: speaker.role,
                affiliation: speaker.affiliation,
                ..Speaker::default()
            },
            to: parties(self.to),
            via: parties(self.via),
            no_comment: self.no_comment,
            confidence: self.confidence.unwrap_or_default(),
            ..Attribution::default()
        }
    }
}

impl MarkedParty {
    fn into_party(self) -> Party {
        match self {
            Self::Name(name) => Party { name, kind: SpeakerType::Unknown },
            Self::Speaker(speaker) => {
                Party { name: speaker.name.unwrap_or_default(), kind: speaker.kind.unwrap_or_default() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_alone_suffice_and_the_rest_is_read_where_it_is() {
        let text = concat!(
            "{\"id\":7,\"quotes\":[{\"content\":[[0,4]]}]}\n\n",
            "{\"id\":null,\"line\":2,\"error\":\"not valid JSON\"}\n",
            "{\"id\":\"b\",\"attributions\":[{\"source\":null,\"kind\":\"mixed\",\"via\":[\"aides\"],",
            "\"to\":[{\"name\":\"Dana Marrin\",\"type\":\"person\"}],\"speaker\":{\"name\":\"Oster\"},\"unknown\":1}]}\n",
        );
        let lines = MarkedLine::parse_all(text).unwrap();
        let [one, two] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!((one.id.as_u64(), &one.attributions[0].content), (Some(7), &vec![Span::new(0, 4)]));
        let read = &two.attributions[0];
        assert_eq!(
            (two.id.as_str(), read.kind, read.speaker.name.as_deref()),
            (Some("b"), Kind::Mixed, Some("Oster"))
        );
        assert_eq!((read.via[0].name.as_str(), read.to[0].kind), ("aides", SpeakerType::Person));
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        for (text, line) in
            [("{\"id\":1,\"attributions\":[]}\n{broken\n", 2), ("{\"id\":1,\"text\":\"x\"}\n", 1)]
        {
            assert_eq!(MarkedLine::parse_all(text).unwrap_err().line, line);
        }
    }
}
