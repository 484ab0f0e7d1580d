//! Writing a gold file for a person to correct: the article's paragraphs, and below each the statements
//! that begin in it. What is written reads back as the same words, wherever they stand in the text.

use std::fmt::Write as _;

use super::gold::{GoldFile, GoldStatement, Place};
use super::score::{touched, word_spans};
use super::words::{Searchable, copied};
use crate::article::{Act, Article, Attribution, Party, SpeakerType};
use crate::extract::Document;
use crate::extract::kind::kind;
use crate::text::{Span, paragraphs};

/// What a gold file tells the person who opens it.
const GUIDE: &str = "\
# The statements of one article, to be measured against with: onrecord evaluate --gold THIS-FILE
#
# Below each paragraph (a line with ¶) stand the statements that begin in it, one a line:
#   > source: who says it | cue: the word that says so | content: what is said
# in the words of the text. Between pieces of one statement stands … with a space on each side.
# What else is known follows:
#   | speaker: full name | type: person, organization, anonymous, document or group
#   | to: to whom | via: who passed it on | no_comment: declined, refused, no-response, unreachable
# Take out the lines that are wrong, mend them, add those that are missing; the paragraphs stay as they
# are. A line that begins with # is not read.
";

impl GoldFile {
    /// The file for `attributions` of the article that `name` names, whose text is `text`.
    #[must_use]
    pub fn draft(name: &str, text: &str, attributions: &[Attribution]) -> String {
        let mut file = format!("{GUIDE}\narticle: {}\n", copied(name));
        let place = Place { words: Searchable::new(text), paragraphs: paragraphs(text) };
        let article = Article { text: text.to_owned(), ..Article::default() };
        let writer = Writer { document: Document::new(&article), words: word_spans(text), place, text };
        let mut sorted: Vec<&Attribution> = attributions.iter().collect();
        sorted.sort_by_key(|one| one.passage().start);
        let mut rest = sorted.into_iter().peekable();
        let mut from = 0;
        for (number, paragraph) in (1..).zip(&writer.place.paragraphs) {
            // Writing to a string does not fail.
            let _ = writeln!(file, "\n¶{number} {}", copied(paragraph.of(text)));
            let last = number == writer.place.paragraphs.len();
            while let Some(one) = rest.next_if(|one| last || one.passage().start < paragraph.end) {
                let statement = writer.statement(one, number, &mut from);
                let _ = writeln!(file, "{statement}");
            }
        }
        file
    }
}

struct Writer<'a> {
    document: Document<'a>,
    words: Vec<Span>,
    place: Place,
    text: &'a str,
}

impl Writer<'_> {
    /// `attribution`, told exactly where its words alone would be found elsewhere.
    fn statement(&self, attribution: &Attribution, paragraph: usize, from: &mut usize) -> GoldStatement {
        let line = self.line(attribution);
        let mut statement = GoldStatement::parse(0, &line).unwrap_or_default();
        statement.paragraph = Some(paragraph);
        if kind(&self.document, &attribution.content) != attribution.kind {
            statement.kind = Some(attribution.kind);
        }
        let leading = if attribution.content.is_empty() { "cue" } else { "content" };
        for name in [leading, "cue", "source"] {
            let wanted = part(attribution, name);
            let found = statement.locate(&self.place, *from).unwrap_or_default();
            let (Some(first), true) = (wanted.first(), self.differ(wanted, part(&found, name))) else {
                continue;
            };
            statement = statement.told(name, first.trim(self.text).start);
        }
        if let Ok(found) = statement.locate(&self.place, *from) {
            *from = statement.next_from(&found, *from);
        }
        statement
    }

    fn differ(&self, wanted: &[Span], found: &[Span]) -> bool {
        touched(wanted, &self.words) != touched(found, &self.words)
    }

    fn line(&self, attribution: &Attribution) -> String {
        let mut fields: Vec<(&str, String)> = Vec::new();
        for name in ["source", "cue", "content"] {
            let pieces = part(attribution, name).iter().map(|span| copied(span.of(self.text)));
            fields.push((name, pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" … ")));
        }
        let speaker = &attribution.speaker;
        let names = |parties: &[Party]| {
            parties.iter().map(|party| copied(&party.name)).collect::<Vec<_>>().join("; ")
        };
        fields.push(("speaker", copied(speaker.name.as_deref().unwrap_or_default())));
        if speaker.kind != SpeakerType::Unknown {
            fields.push(("type", speaker.kind.name().to_owned()));
        }
        fields.extend([("to", names(&attribution.to)), ("via", names(&attribution.via))]);
        fields.extend(attribution.no_comment.map(|way| ("no_comment", way.name().to_owned())));
        if attribution.act != Act::Said {
            fields.push(("act", attribution.act.name().to_owned()));
        }
        let written = fields.iter().filter(|(_, value)| !value.is_empty());
        written.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(" | ")
    }
}

fn part<'a>(attribution: &'a Attribution, name: &str) -> &'a [Span] {
    match name {
        "source" => &attribution.source,
        "cue" => &attribution.cue,
        _ => &attribution.content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Kind, NoComment, Speaker};

    #[test]
    fn a_draft_reads_as_a_person_would_write_it() {
        let text = "The dam holds, the chief engineer, Jonas Feld, told reporters on Monday.\n\n“We cannot wait,” Feld said. “Not | now.” The ministry declined to comment.";
        let said = |source: &str, cue: &str, content: &[&str]| {
            let span = |words: &&str| {
                text.rfind(*words).map_or_else(Vec::new, |at| vec![Span::new(at, at + words.len())])
            };
            let content: Vec<Span> = content.iter().flat_map(span).collect();
            let speaker = Speaker { name: Some("Jonas Feld".into()), ..Speaker::default() };
            Attribution { source: span(&source), cue: span(&cue), content, speaker, ..Attribution::default() }
        };
        let quoted = Attribution {
            kind: Kind::Direct,
            ..said("Feld", "said", &["“We cannot wait,”", "“Not | now.”"])
        };
        let early = said("the chief engineer", "told", &["The dam holds"]);
        let none =
            Attribution { no_comment: Some(NoComment::Declined), ..said("The ministry", "declined", &[]) };
        let draft = GoldFile::draft("dam.txt", text, &[quoted, early, none]);
        insta::assert_snapshot!(draft.strip_prefix(GUIDE).unwrap(), @"

        article: dam.txt

        ¶1 The dam holds, the chief engineer, Jonas Feld, told reporters on Monday.
        > source: the chief engineer | cue: told | content: The dam holds | speaker: Jonas Feld

        ¶2 “We cannot wait,” Feld said. “Not ¦ now.” The ministry declined to comment.
        > source: Feld | cue: said | content: “We cannot wait,” … “Not ¦ now.” | speaker: Jonas Feld
        > source: The ministry | cue: declined | speaker: Jonas Feld | no_comment: declined
        ");
    }
}
