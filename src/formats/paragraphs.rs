//! Text put together from marked-up pieces: every block is a paragraph, paragraphs are separated by a blank
//! line, white space is evened out. Never decides what belongs to the article.

/// Elements that begin and end a paragraph.
pub const BLOCKS: [&str; 34] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "table",
    "tr",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "hr",
    "address",
    "center",
    "body",
    "form",
    "fieldset",
    "details",
    "summary",
];
/// Elements whose content is no text.
const SILENT: [&str; 13] = [
    "script", "style", "noscript", "template", "svg", "head", "iframe", "button", "select", "textarea",
    "object", "video", "audio",
];

/// Text in the making.
#[derive(Default)]
pub struct Paragraphs {
    done: String,
    paragraph: String,
    /// White space is due before the next letter: a space, or a line feed.
    due: Option<char>,
    /// Elements around that hold no text.
    silent: u32,
}

impl Paragraphs {
    /// An element called `name` begins.
    pub fn begin(&mut self, name: &str) {
        self.silent += u32::from(SILENT.contains(&name));
        if BLOCKS.contains(&name) {
            self.end_paragraph();
        } else if name == "br" {
            self.end_line();
        } else if matches!(name, "td" | "th") {
            self.add(" ");
        }
    }

    /// An element called `name` ends.
    pub fn end(&mut self, name: &str) {
        self.silent = self.silent.saturating_sub(u32::from(SILENT.contains(&name)));
        if BLOCKS.contains(&name) {
            self.end_paragraph();
        }
    }

    /// What came together.
    #[must_use]
    pub fn done(mut self) -> String {
        self.end_paragraph();
        self.done
    }

    /// A piece of text.
    pub fn add(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() {
                self.due = self.due.or(Some(' '));
            } else if !c.is_control() && !matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}') {
                if let Some(space) = self.due.take().filter(|_| !self.paragraph.is_empty()) {
                    self.paragraph.push(space);
                }
                self.paragraph.push(c);
            }
        }
    }

    /// A line ends, and where two end in a row the paragraph.
    pub fn end_line(&mut self) {
        if self.due == Some('\n') { self.end_paragraph() } else { self.due = Some('\n') }
    }

    /// A paragraph ends.
    pub fn end_paragraph(&mut self) {
        self.due = None;
        if self.paragraph.is_empty() {
            return;
        }
        if !self.done.is_empty() {
            self.done.push_str("\n\n");
        }
        self.done.push_str(&self.paragraph);
        self.paragraph.clear();
    }
}
