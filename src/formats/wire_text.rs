//! Text as wires set it: lines of a fixed width, paragraphs by indent or blank line, tables in columns.
//! Paragraphs come out as one line each, separated by blank lines; lines of tables and lists stay lines.

/// A line that is at least this long, in characters, goes on in the next one of its paragraph.
const FULL: usize = 40;
/// A longer line was not set to a width.
const LONGEST: usize = 100;
/// Spaces at a line's beginning that make it a paragraph's first.
const INDENT: usize = 2;

/// `text` by paragraphs.
#[must_use]
pub fn joined(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut writer = Writer::default();
    for line in text.split('\n') {
        let line = line.trim_end();
        let bare = line.trim_start();
        if bare.is_empty() {
            writer.end();
            continue;
        }
        let indent: usize =
            line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 8 } else { 1 }).sum();
        writer.line(bare, indent >= INDENT);
    }
    writer.end();
    writer.done
}

#[derive(Default)]
struct Writer {
    done: String,
    /// Length of the last line of the paragraph that is open, as it was set, and whether it was of a
    /// table.
    last: Option<(usize, bool)>,
    /// Whether each line of it was indented.
    all_indented: bool,
}

impl Writer {
    fn line(&mut self, line: &str, indented: bool) {
        let table = is_table(line);
        let length = line.chars().count();
        match self.last {
            None => {
                if !self.done.is_empty() {
                    self.done.push_str("\n\n");
                }
                self.all_indented = true;
            }
            // A table, or a list, whose every line is indented, is no row of paragraphs.
            Some((before, _)) if indented && !(self.all_indented && before < FULL && length < FULL) => {
                self.done.push_str("\n\n");
                self.all_indented = true;
            }
            Some((before, was_table)) => {
                let goes_on = !indented && !table && !was_table && (FULL..=LONGEST).contains(&before);
                self.done.push(if goes_on { ' ' } else { '\n' });
            }
        }
        for (at, word) in line.split_whitespace().enumerate() {
            if at > 0 {
                self.done.push(' ');
            }
            self.done.extend(word.chars().filter(|c| !c.is_control()));
        }
        self.all_indented &= indented;
        self.last = Some((length, table));
    }

    fn end(&mut self) {
        self.last = None;
    }
}

/// Whether a line has columns: gaps of several spaces between words.
fn is_table(line: &str) -> bool {
    line.contains("   ") || line.contains('\t')
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paragraphs_are_told_by_indent_or_blank_line() {
        let text = "The dam above Port Halden held through the night,\nthe mayor said on Monday.\n    It had rained for nine days, and the lock keeper had\nopened every gate that he could reach.\n\nNobody was hurt.\n";
        assert_eq!(
            joined(text),
            "The dam above Port Halden held through the night, the mayor said on Monday.\n\nIt had rained for nine days, and the lock keeper had opened every gate that he could reach.\n\nNobody was hurt."
        );
    }

    #[test]
    fn tables_and_lists_stay_lines() {
        let table = "    Shr 34 cts vs 1.19\n    Net 807,000\n    Revs 7.2 mln";
        assert_eq!(joined(table), "Shr 34 cts vs 1.19\nNet 807,000\nRevs 7.2 mln");
        let columns = "Halden                     12    14\r\nMarlovia    rain           9    11";
        assert_eq!(joined(columns), "Halden 12 14\nMarlovia rain 9 11");
        let already = "One paragraph as one line, longer than any width that a wire ever set its lines to, and so not joined.\nAnother.";
        assert_eq!(joined(already), already);
    }
}
