//! From HTML to text: every block is a paragraph. Never decides what belongs to the article.

use scraper::{ElementRef, Html};

use super::depth;
use super::walk::{Visit, walk};
use crate::formats::paragraphs::{BLOCKS, Paragraphs};
use crate::formats::reading::Reason;

/// The text of `source`, a page or a piece of one.
#[must_use]
pub fn text_of(source: &str) -> String {
    paragraphs(&Html::parse_fragment(source))
}

/// The text of a parsed page or piece.
#[must_use]
pub fn paragraphs(page: &Html) -> String {
    let mut writer = Paragraphs::default();
    walk(page, &mut writer);
    writer.done()
}

impl Visit for Paragraphs {
    fn open(&mut self, element: ElementRef<'_>) {
        self.begin(element.value().name());
    }

    fn text(&mut self, text: &str) {
        self.add(text);
    }

    fn close(&mut self, element: ElementRef<'_>) {
        self.end(element.value().name());
    }
}

/// The text of `source`, a piece of HTML.
///
/// # Errors
/// Where it is too deep or too large to be parsed.
pub fn text_of_piece(source: &str) -> Result<String, Reason> {
    if depth::is_too_large(source) {
        return Err(Reason::TooMany(depth::MOST));
    }
    if depth::is_too_deep(source) {
        return Err(Reason::TooDeep(depth::DEEPEST));
    }
    Ok(text_of(source))
}

/// `text`, or its text where it clearly is HTML: paragraphs or line breaks as elements.
#[must_use]
pub fn text_if_html(text: String) -> String {
    if is_html(&text) && !depth::is_too_large(&text) && !depth::is_too_deep(&text) {
        text_of(&text)
    } else {
        text
    }
}

fn is_html(text: &str) -> bool {
    if !text.contains('<') {
        return false;
    }
    let trimmed = text.trim_start();
    // "<tweet …>" and the like are no HTML.
    let opens = trimmed.strip_prefix('<').is_some_and(|rest| {
        let name: String = rest.chars().take(12).take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        BLOCKS.contains(&name.as_str())
            || matches!(name.as_str(), "html" | "span" | "a" | "img" | "strong" | "em" | "b" | "i")
    });
    let end = |at: usize| {
        let rest = text.get(at..).unwrap_or("");
        ["</p>", "</div>", "<br>", "<br/>", "<br />"]
            .iter()
            .any(|end| rest.get(..end.len()).is_some_and(|head| head.eq_ignore_ascii_case(end)))
    };
    let mut ends = text.match_indices('<').map(|(at, _)| at).filter(|at| end(*at));
    let (first, second) = (ends.next(), ends.next());
    second.is_some() || (opens && (first.is_some() || text.contains("</")))
}

/// `text`, a short value, with character references decoded and markup taken out.
#[must_use]
pub fn unescaped(text: &str) -> String {
    let reference = text.split('&').skip(1).any(|rest| {
        rest.find(';').is_some_and(|end| {
            let name = rest.get(..end).unwrap_or("");
            (2..=8).contains(&end) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        })
    });
    let markup = text.contains("</") || text.contains("<br");
    if (reference || markup) && !depth::is_too_deep(text) {
        text_of(text).replace('\n', " ")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs() {
        let source = "<div>\n<h2>Dam  holds</h2><p>The <b>mayor</b> of\nPort Halden<a href=x>,</a> said so.</p><script>no()</script>\
                      <ul><li>One<li>Two</ul>Loose<br>line<br><br>New &amp; last</div>";
        assert_eq!(
            text_of(source),
            "Dam holds\n\nThe mayor of Port Halden, said so.\n\nOne\n\nTwo\n\nLoose\nline\n\nNew & last"
        );
    }

    #[test]
    fn only_what_clearly_is_html_is_taken_for_it() {
        for text in [
            "a < b and c > d",
            "He wrote <sic> there.",
            "<note id=1>It held.</note> So far.",
            "5 <br",
            "<3 you all",
            "x </p> y",
        ] {
            assert_eq!(text_if_html(text.to_owned()), text);
        }
        assert_eq!(text_if_html("<p>One.</p><p>Two.</p>".to_owned()), "One.\n\nTwo.");
        assert_eq!(text_if_html("One.<br><br>Two.".to_owned()), "One.\n\nTwo.");
        assert_eq!(unescaped("Mayor&#8217;s dam &amp; lock"), "Mayor’s dam & lock");
        assert_eq!(unescaped("AT&T; and R&D"), "AT&T; and R&D");
    }
}
