//! Gold files: the statements of one article, written beside it as its words.
//!
//! ```text
//! article: PATH[#RECORD]
//! ¶3 a paragraph of the article
//! > source: … | cue: … | content: … | speaker: … | type: …
//! ```
//! A statement stands below the paragraph it begins in, where paragraphs are written, and in the order
//! of the text. `to`, `via`, `no_comment` and `act` follow where they apply; pieces of a discontinuous
//! span are joined by " … "; `source@120:` says at which byte of the text, where the words stand there
//! more than once. A kind (`> direct | …`) may come first and is else computed. Lines that begin with #
//! are remarks. Never guesses: words that the text lacks are an error with their line.

use super::words::Searchable;
use crate::article::{Act, Article, Attribution, Kind, NoComment, Party, Speaker, SpeakerType};
use crate::extract::Document;
use crate::extract::kind::kind;
use crate::text::{Span, paragraphs};

/// What a statement may have besides its kind.
const FIELDS: [&str; 11] =
    ["source", "cue", "content", "speaker", "type", "role", "affiliation", "to", "via", "no_comment", "act"];

/// A gold file as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldFile {
    /// The article's file, and its record for a file of many.
    pub article: String,
    /// Its statements, in the order of the text.
    pub statements: Vec<GoldStatement>,
}

/// One statement as words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldStatement {
    /// Its line in the gold file, from 1.
    pub line: usize,
    /// The kind, where it is marked.
    pub kind: Option<Kind>,
    /// The paragraph it begins in, from 1, where the file has paragraphs.
    pub paragraph: Option<usize>,
    fields: Vec<GoldField>,
}

/// One field of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct GoldField {
    name: &'static str,
    /// The byte of the text at which the words begin, where it is told.
    at: Option<usize>,
    value: String,
}

/// What is wrong with a gold file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct GoldError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl GoldFile {
    /// Reads a gold file.
    ///
    /// # Errors
    /// For a line of another form, with its number.
    pub fn parse(text: &str) -> Result<Self, GoldError> {
        let (file, errors) = Self::read(text);
        errors.into_iter().next().map_or(Ok(file), Err)
    }

    /// Reads what can be read of a gold file; and every line that cannot.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<GoldError>) {
        let (mut file, mut errors) = (Self::default(), Vec::new());
        let mut paragraph = None;
        for (line, written) in (1..).zip(text.trim_start_matches('\u{feff}').lines().map(str::trim)) {
            if let Some(path) = written.strip_prefix("article:") {
                path.trim().clone_into(&mut file.article);
            } else if let Some(rest) = written.strip_prefix('¶') {
                paragraph = rest.split(char::is_whitespace).next().and_then(|number| number.parse().ok());
            } else if let Some(fields) = written.strip_prefix('>') {
                match GoldStatement::parse(line, fields.trim()) {
                    Ok(statement) => file.statements.push(GoldStatement { paragraph, ..statement }),
                    Err(error) => errors.push(error),
                }
            } else if !written.is_empty() && !written.starts_with('#') {
                let what =
                    "neither a statement (\"> source: … | cue: … | content: …\") nor a remark (\"# …\")";
                errors.push(GoldError { line, what: what.into() });
            }
        }
        if file.article.is_empty() {
            errors.push(GoldError {
                line: 1,
                what: "no \"article:\" line, which names the article's file".into(),
            });
        }
        (file, errors)
    }

    /// The attributions of `text` that the file describes.
    ///
    /// # Errors
    /// Where the words of a span do not stand in the text.
    pub fn attributions(&self, text: &str) -> Result<Vec<Attribution>, GoldError> {
        let (found, errors) = self.locate(text);
        errors.into_iter().next().map_or(Ok(found), Err)
    }

    /// The attributions that stand in `text`; and what is wrong with each other one.
    #[must_use]
    pub fn locate(&self, text: &str) -> (Vec<Attribution>, Vec<GoldError>) {
        let place = Place { words: Searchable::new(text), paragraphs: paragraphs(text) };
        let article = Article { text: text.to_owned(), ..Article::default() };
        let document = self.statements.iter().any(|one| one.kind.is_none()).then(|| Document::new(&article));
        let (mut found, mut errors, mut from) = (Vec::new(), Vec::new(), 0);
        for statement in &self.statements {
            match statement.locate(&place, from) {
                Ok(mut attribution) => {
                    from = statement.next_from(&attribution, from);
                    if let (None, Some(document)) = (statement.kind, &document) {
                        attribution.kind = kind(document, &attribution.content);
                    }
                    found.push(attribution);
                }
                Err(error) => errors.push(error),
            }
        }
        (found, errors)
    }
}

/// Where a statement's words are looked for.
pub(super) struct Place {
    pub(super) words: Searchable,
    pub(super) paragraphs: Vec<Span>,
}

impl Place {
    /// The occurrence of `words` nearest to `spans` and apart from them: in their paragraph, or else
    /// anywhere.
    fn nearest(&self, words: &str, spans: &[Span]) -> Option<Vec<Span>> {
        let near = spans.iter().copied().reduce(Span::join).unwrap_or_default();
        let here = self.paragraphs.iter().filter(|paragraph| paragraph.overlaps(near));
        let here = here.copied().reduce(Span::join).unwrap_or_default();
        self.words.nearest(words, near, spans, here).or_else(|| {
            let anywhere = Span::new(0, usize::MAX);
            self.words.nearest(words, near, spans, anywhere)
        })
    }
}

impl GoldStatement {
    /// Reads what follows the ">".
    pub(super) fn parse(line: usize, written: &str) -> Result<Self, GoldError> {
        let mut statement = Self { line, ..Self::default() };
        for (at, part) in written.split(" | ").map(str::trim).enumerate() {
            if at == 0
                && let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == part)
            {
                statement.kind = Some(kind);
                continue;
            }
            let field = GoldField::parse(part).map_err(|what| GoldError { line, what })?;
            if statement.fields.iter().any(|known| known.name == field.name) {
                return Err(GoldError { line, what: format!("{} stands there twice", field.name) });
            }
            statement.fields.push(field);
        }
        Ok(statement)
    }

    /// The value of a field, where it is not empty.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.written(name).map(|field| field.value.as_str())
    }

    fn written(&self, name: &str) -> Option<&GoldField> {
        self.fields.iter().find(|field| field.name == name && !field.value.is_empty())
    }

    /// From where on the next statement is looked for: what is passed on lies inside another's words,
    /// and the next statement may begin before it.
    pub(super) fn next_from(&self, attribution: &Attribution, from: usize) -> usize {
        let start = attribution.source.first().map_or(usize::MAX, |span| span.start);
        if self.field("via").is_some() { from } else { attribution.passage().start.min(start) }
    }

    /// The statement's spans: its content (its cue, without one) first from `from` on, its source
    /// nearest to that, its cue nearest to both.
    pub(super) fn locate(&self, place: &Place, from: usize) -> Result<Attribution, GoldError> {
        let error = |what: String| GoldError { line: self.line, what };
        let missing =
            |what: &str| error(format!("{what} not in the text: {}", self.field(what).unwrap_or_default()));
        let leading = if self.field("content").is_some() { "content" } else { "cue" };
        let Some(lead) = self.written(leading) else {
            return Err(error("neither a content nor a cue".to_owned()));
        };
        let lead = self.lead(lead, place, from).ok_or_else(|| missing(leading))?;
        let beside = |name: &str, spans: &[Span]| match self.written(name) {
            None => Ok(Vec::new()),
            Some(GoldField { at: Some(at), value, .. }) => {
                place.words.exactly(value, *at).ok_or_else(|| missing(name))
            }
            Some(field) => place.nearest(&field.value, spans).ok_or_else(|| missing(name)),
        };
        let source = beside("source", &lead)?;
        let cue = match leading {
            "cue" => lead.clone(),
            _ => beside("cue", &[lead.as_slice(), &source].concat())?,
        };
        let content = if leading == "content" { lead.clone() } else { Vec::new() };
        self.known(Attribution {
            kind: self.kind.unwrap_or_default(),
            source,
            cue,
            content,
            ..Attribution::default()
        })
    }

    /// Where the leading words stand: as told; else in the statement's paragraph; else anywhere.
    fn lead(&self, field: &GoldField, place: &Place, from: usize) -> Option<Vec<Span>> {
        if let Some(at) = field.at {
            return place.words.exactly(&field.value, at);
        }
        let paragraph = self.paragraph.and_then(|number| place.paragraphs.get(number.checked_sub(1)?));
        let inside = paragraph.filter(|paragraph| !paragraph.contains(Span::new(from, from)));
        let starts = [inside.map_or(from, |paragraph| paragraph.start), paragraph.map_or(0, |p| p.start), 0];
        starts.into_iter().find_map(|start| place.words.in_order(&field.value, start))
    }

    /// `attribution` with what else the line says.
    fn known(&self, attribution: Attribution) -> Result<Attribution, GoldError> {
        let owned = |name: &str| self.field(name).map(str::to_owned);
        let party = |name: &str| {
            let names = self.field(name).into_iter().flat_map(|names| names.split("; "));
            names.map(|name| Party { name: name.to_owned(), kind: SpeakerType::Unknown }).collect()
        };
        Ok(Attribution {
            act: self.word("act", &Act::ALL, Act::name)?.unwrap_or_default(),
            speaker: Speaker {
                name: owned("speaker"),
                kind: self.word("type", &SpeakerType::ALL, SpeakerType::name)?.unwrap_or_default(),
                role: owned("role"),
                affiliation: owned("affiliation"),
                ..Speaker::default()
            },
            to: party("to"),
            via: party("via"),
            no_comment: self.word("no_comment", &NoComment::ALL, NoComment::name)?,
            ..attribution
        })
    }

    /// A field whose value is one of a few words.
    fn word<T: Copy>(
        &self,
        name: &str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<Option<T>, GoldError> {
        let Some(value) = self.field(name) else { return Ok(None) };
        if let Some(known) = all.iter().find(|known| word(**known) == value) {
            return Ok(Some(*known));
        }
        let words: Vec<&str> = all.iter().map(|known| word(*known)).collect();
        Err(GoldError { line: self.line, what: format!("{name}: {value} is none of: {}", words.join(", ")) })
    }

    /// The same statement with byte `at` told for its field `name`.
    pub(super) fn told(mut self, name: &str, at: usize) -> Self {
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            field.at = Some(at);
        }
        self
    }
}

impl GoldField {
    fn parse(part: &str) -> Result<Self, String> {
        let Some((label, value)) = part.split_once(':') else {
            return Err(format!("no field in \"{part}\"; write \" | name: words\""));
        };
        let (name, at) = match label.trim().split_once('@') {
            Some((name, at)) => {
                (name, Some(at.parse().map_err(|_| format!("\"{at}\" is no place in a text"))?))
            }
            None => (label.trim(), None),
        };
        let Some(name) = FIELDS.into_iter().find(|known| *known == name) else {
            return Err(format!("no field is called \"{name}\"; the fields are {}", FIELDS.join(", ")));
        };
        Ok(Self { name, at, value: value.trim().to_owned() })
    }
}

impl std::fmt::Display for GoldStatement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(">")?;
        let mut parted = " ";
        if let Some(kind) = self.kind {
            write!(f, " {}", kind.name())?;
            parted = " | ";
        }
        for GoldField { name, at, value } in &self.fields {
            write!(f, "{parted}{name}")?;
            at.map_or(Ok(()), |at| write!(f, "@{at}"))?;
            write!(f, ": {value}")?;
            parted = " | ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GOLD: &str = "article: corpus/a.txt\n> direct | source: she | cue: said | content: \"No,\" … \"not now.\" | speaker: Dana Marrin | type: person\n";

    #[test]
    fn words_become_spans() {
        let text = "Marrin said little. \"No,\" she said, \"not now.\"";
        let gold = GoldFile::parse(GOLD).unwrap();
        let [only] = gold.attributions(text).unwrap().try_into().unwrap();
        assert_eq!(only.content, [Span::new(20, 25), Span::new(36, 46)]);
        assert_eq!((only.source, only.cue), (vec![Span::new(26, 29)], vec![Span::new(30, 34)]));
    }

    #[test]
    fn words_that_are_not_there_are_an_error_with_a_line() {
        let gold = GoldFile::parse(GOLD).unwrap();
        assert_eq!(gold.attributions("Nothing of the sort.").unwrap_err().line, 2);
        assert_eq!(GoldFile::parse("> odd | source: x").unwrap_err().line, 1);
    }

    #[test]
    fn every_line_that_is_wrong_is_named() {
        let text = "article: a.txt\n> source: she | sorce: he\nwords\n> direct\n> cue: said | cue: said\n> type: tree | cue: said\n> cue@x: said\n";
        let (gold, errors) = GoldFile::read(text);
        let told: Vec<String> =
            errors.iter().chain(&gold.locate("she said").1).map(ToString::to_string).collect();
        insta::assert_snapshot!(told.join("\n"), @r##"
        line 2: no field is called "sorce"; the fields are source, cue, content, speaker, type, role, affiliation, to, via, no_comment, act
        line 3: neither a statement ("> source: … | cue: … | content: …") nor a remark ("# …")
        line 5: cue stands there twice
        line 7: "x" is no place in a text
        line 4: neither a content nor a cue
        line 6: type: tree is none of: person, organization, anonymous, document, group, unknown
        "##);
    }

    proptest! {
        #[test]
        fn anything_at_all_is_read_and_what_is_found_lies_in_the_text(
            text in "([“\"']?(he|she) ?[,.…]?”? ?(said|told)?[\n ]|[ -~é¶|]){0,60}",
            lines in prop::collection::vec("(article: a|¶[0-9]{0,3} ?|> ?(direct ?\\|)?( ?(source|cue|content|via|who)(@[0-9]{0,3})?: ?(he|she|said|[ -~é…]{0,6})( … he)? ?\\|?){0,4}|[ -~]{0,9})", 0..12),
        ) {
            let (gold, _) = GoldFile::read(&lines.join("\n"));
            let (found, errors) = gold.locate(&text);
            prop_assert_eq!(found.len() + errors.len(), gold.statements.len());
            for one in &found {
                for span in one.source.iter().chain(&one.cue).chain(&one.content) {
                    prop_assert!(!span.of(&text).is_empty(), "{:?} of {:?}", span, text);
                }
            }
            let draft = GoldFile::draft("a.txt", &text, &found);
            let again = GoldFile::parse(&draft).unwrap();
            prop_assert_eq!(again.statements.len(), found.len(), "{}", draft);
        }
    }

    #[test]
    fn a_paragraph_or_a_byte_says_which_of_equal_words_are_meant() {
        let text = "\"Yes,\" he said.\n\n\"Yes,\" she said. \"Yes,\" he said.";
        let gold = "article: a.txt\n¶2 whatever\n> source: she | cue: said | content: \"Yes,\"\n> source@41: he | cue: said | content@34: \"Yes,\"\n";
        let found = GoldFile::parse(gold).unwrap().attributions(text).unwrap();
        assert_eq!((found[0].content[0].start, found[0].kind), (17, Kind::Direct));
        assert_eq!((found[1].content[0].start, found[1].source[0].start), (34, 41));
        let wrong = gold.replace("@34", "@35");
        assert_eq!(GoldFile::parse(&wrong).unwrap().attributions(text).unwrap_err().line, 4);
    }
}
