//! Stretches: a text too long to be read at once, cut where paragraphs end, else sentences, else words. What
//! reading takes is bounded by the length of a stretch; texts of the length of an article are one.

use crate::text::Span;

/// The longest stretch, in bytes: a hundred times an article, the length of a short novel.
pub const LONGEST: usize = 512 * 1024;

/// The part at a stretch's end in which a good place to cut is looked for, in bytes.
const SLACK: usize = LONGEST / 8;

/// The stretches of `text`, in order: together they are all of it.
#[must_use]
pub fn stretches(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    while text.len() - start > LONGEST {
        let end = start + cut(text.get(start..).unwrap_or(""));
        found.push(Span::new(start, end));
        start = end;
    }
    found.push(Span::new(start, text.len()));
    found
}

/// Where to cut `rest`, which is longer than a stretch: behind the last line, sentence or word in its slack.
fn cut(rest: &str) -> usize {
    let end = rest.floor_char_boundary(LONGEST);
    let from = rest.ceil_char_boundary(LONGEST - SLACK);
    let slack = rest.get(from..end).unwrap_or("");
    let behind = |found: Option<(usize, &str)>| found.map(|(at, mark)| from + at + mark.len());
    let line = behind(slack.rmatch_indices('\n').next());
    let sentence = [".", "?", "!", ".”", "?”", "!”", ".\"", "?\"", "!\""].iter().filter_map(|mark| {
        let ends = slack.rmatch_indices(mark).find(|(at, mark)| {
            slack.get(at + mark.len()..).is_some_and(|after| after.starts_with(char::is_whitespace))
        });
        behind(ends)
    });
    let word = || behind(slack.rmatch_indices(char::is_whitespace).next());
    line.or_else(|| sentence.max()).or_else(word).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Vec<&str> {
        let found = stretches(text);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<String>(), text);
        found.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn an_article_is_one_stretch() {
        let text = "“We left,” Vale said. ".repeat(LONGEST / 32);
        assert_eq!(whole(&text), [text.as_str()]);
        assert_eq!(whole(""), [""]);
    }

    #[test]
    fn longer_texts_are_cut_where_a_line_a_sentence_or_a_word_ends() {
        let line = format!("{}\n", "Vale said it rained. ".repeat(90));
        let lines = line.repeat(LONGEST / 700);
        let ends: Vec<bool> = whole(&lines).iter().map(|part| part.ends_with('\n')).collect();
        assert_eq!(ends, [true; 3]);
        let sentences = "“We left,” Vale said ".repeat(3) + "to Pell. ";
        let sentences = sentences.repeat(LONGEST / 50);
        assert!(whole(&sentences).iter().all(|part| part.trim_end().ends_with("Pell.")));
        let words = "salt ".repeat(LONGEST / 3);
        assert!(whole(&words).iter().all(|part| part.ends_with(' ')));
        let signs = "塩".repeat(LONGEST);
        assert!(whole(&signs).iter().all(|part| part.len() <= LONGEST));
    }
}
