//! The lexicon of cues: every form of each verb, noun and adjective that ascribes something, with how
//! often it did so in PolNeAR's train part. A table of single words; it decides nothing.

use std::sync::LazyLock;

use crate::text::word_map::WordMap;

/// Which form of its lemma it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "say".
    Base,
    /// "says"; also the plural of a noun written alike ("claims").
    Third,
    /// "said", "written".
    Past,
    /// "saying".
    Ing,
    /// A word that is no verb: "according", "statement", "eager".
    Other,
}

/// One form of a cue.
#[derive(Clone, Copy, Debug)]
pub struct CueForm {
    /// The verb, noun or adjective that it is a form of.
    pub lemma: &'static str,
    /// Which form.
    pub shape: Shape,
    cues: u32,
    all: u32,
}

impl CueForm {
    /// How often the form is a cue, 0 to 1, drawn towards 0.25 where it was seldom seen.
    #[must_use]
    pub fn rate(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts below ten thousand")]
        let rate = (self.cues as f32 + 0.5) / (self.all as f32 + 2.0);
        rate
    }
}

static FORMS: LazyLock<WordMap<&'static str, CueForm>> = LazyLock::new(|| {
    include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

fn read(line: &'static str) -> Option<(&'static str, CueForm)> {
    let mut columns = line.split('\t');
    let (form, lemma, shape) = (columns.next()?, columns.next()?, columns.next()?);
    let shape = match shape {
        "base" => Shape::Base,
        "s" => Shape::Third,
        "past" => Shape::Past,
        "ing" => Shape::Ing,
        _ => Shape::Other,
    };
    let cues = columns.next()?.parse().ok()?;
    let all = columns.next()?.parse().ok()?;
    Some((form, CueForm { lemma, shape, cues, all }))
}

/// The cue that `form` (in lower case) can be.
#[must_use]
pub fn cue(form: &str) -> Option<&'static CueForm> {
    FORMS.get(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(FORMS.len(), lines);
        assert!(lines > 1500);
        let said = cue("said").expect("said");
        assert_eq!((said.lemma, said.shape), ("say", Shape::Past));
        assert!(said.rate() > 0.8 && cue("house").is_none());
    }
}
