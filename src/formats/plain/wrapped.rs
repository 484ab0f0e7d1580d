//! Text that was wrapped to a width, as in e-mail: its lines are put together again, its paragraphs, which
//! blank lines separate, are kept. Any other text is left as it is.

/// Shortest and longest full line of wrapped text, in characters.
const WIDTH: std::ops::RangeInclusive<usize> = 40..=90;
/// Fewest full lines by which wrapping can be told.
const FEWEST: usize = 5;

/// `text` with the lines of each paragraph joined, if it was wrapped.
#[must_use]
pub fn unwrapped(text: &str) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    if !is_wrapped(&paragraphs) {
        return text.to_owned();
    }
    let joined: Vec<String> = paragraphs.iter().map(|paragraph| join(paragraph)).collect();
    joined.join("\n\n")
}

/// Whether the lines that are not a paragraph's last are full, and none is longer than a width.
fn is_wrapped(paragraphs: &[&str]) -> bool {
    let (mut full, mut short, mut inside) = (0, 0, 0);
    for paragraph in paragraphs {
        let lines: Vec<&str> = paragraph.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let length = line.trim_end().chars().count();
            if length > *WIDTH.end() {
                return false;
            }
            if at + 1 < lines.len() {
                full += usize::from(WIDTH.contains(&length));
                short += usize::from(!WIDTH.contains(&length));
                // A sentence that goes on in the next line.
                let ends = line.trim_end().ends_with(['.', '!', '?', '”', '"', ':', '»']);
                inside += usize::from(!ends);
            }
        }
    }
    full >= FEWEST && short * 5 <= full && inside * 2 > full
}

fn join(paragraph: &str) -> String {
    let mut joined = String::with_capacity(paragraph.len());
    for line in paragraph.lines().map(str::trim) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::unwrapped;

    #[test]
    fn wrapped_lines_are_joined_and_others_kept() {
        let wrapped = "The council of Port Halden voted on Monday evening to drain\nthe old dam above the town before the winter comes, and the\nmayor said that it was time.\n\n\"We waited long enough,\" she told the reporters who stood in\nthe rain outside the hall, and then she laughed and went off\nto see the lock keeper, who had not been told of any of this\nat all.";
        let text = unwrapped(wrapped);
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.starts_with("The council of Port Halden voted on Monday evening to drain the old dam"));
        let lines = "He came on Monday and left again.\nShe stayed for the whole of the week.\nThey met at the lock, and nobody saw them.\nIt rained.";
        for text in [lines, "One.\nTwo.\n\nThree.", ""] {
            assert_eq!(unwrapped(text), text);
        }
    }
}
