//! The paragraphs of an RTF file (RTF 1.9.1): text, breaks, characters by code; nothing of styles, pictures,
//! headers and fields' codes.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::formats::reading::{Problem, Reason};

/// Deepest nesting of groups.
const DEEPEST: usize = 2_000;
/// Groups whose content is no text.
const SILENT: [&str; 27] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "annotation",
    "bkmkstart",
    "bkmkend",
];

/// What holds within a group.
#[derive(Clone, Copy)]
struct Group {
    silent: bool,
    /// Characters that stand for a `\u` where it is not understood.
    skip: usize,
}

struct Reader<'b> {
    rest: &'b [u8],
    groups: Vec<Group>,
    group: Group,
    encoding: &'static Encoding,
    /// Bytes of the charset that wait to be decoded together.
    waiting: Vec<u8>,
    /// Characters still to be left out behind a `\u`.
    skipping: usize,
    /// The first half of a pair of UTF-16.
    half: Option<u16>,
    paragraph: String,
    paragraphs: Vec<String>,
}

/// The paragraphs of `bytes`.
pub fn paragraphs(bytes: &[u8]) -> Result<Vec<String>, Problem> {
    let group = Group { silent: false, skip: 1 };
    let mut reader = Reader {
        rest: bytes.trim_ascii_start(),
        groups: Vec::new(),
        group,
        encoding: WINDOWS_1252,
        waiting: Vec::new(),
        skipping: 0,
        half: None,
        paragraph: String::new(),
        paragraphs: Vec::new(),
    };
    reader.read()?;
    reader.end_paragraph();
    Ok(reader.paragraphs)
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Problem> {
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'{' => {
                    if self.groups.len() >= DEEPEST {
                        return Err(Problem::new(Reason::TooDeep(DEEPEST)));
                    }
                    self.flush();
                    self.groups.push(self.group);
                    self.skipping = 0;
                }
                b'}' => {
                    self.flush();
                    let Some(group) = self.groups.pop() else { break };
                    self.group = group;
                    self.skipping = 0;
                    if self.groups.is_empty() {
                        break;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        self.flush();
        Ok(())
    }

    /// What follows a backslash.
    fn control(&mut self) {
        let Some((first, rest)) = self.rest.split_first() else { return };
        if !first.is_ascii_alphabetic() {
            self.rest = rest;
            match first {
                b'\'' => {
                    let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                    if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                        self.rest = rest.get(2..).unwrap_or_default();
                        self.byte(byte);
                    }
                }
                b'*' => self.group.silent = true,
                b'~' => self.text(" "),
                b'_' => self.text("-"),
                b'\\' | b'{' | b'}' => self.byte(*first),
                b'\r' | b'\n' => self.word("par", None),
                _ => {}
            }
            return;
        }
        let length = self.rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        let negative = rest.first() == Some(&b'-');
        let digits = rest.get(usize::from(negative)..).unwrap_or_default();
        let count = digits.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(digits.get(..count).unwrap_or_default()).ok();
        let number =
            number.and_then(|number| number.parse::<i64>().ok()).map(|n| if negative { -n } else { n });
        let used = if count > 0 { count + usize::from(negative) } else { 0 };
        let rest = rest.get(used..).unwrap_or_default();
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let word = String::from_utf8_lossy(word).into_owned();
        self.word(&word, number);
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        if word == "u" {
            self.unicode(number.unwrap_or(0));
            return;
        }
        self.flush();
        match word {
            "par" | "sect" | "page" | "row" | "pard" if self.group.silent => {}
            "par" | "sect" | "page" | "row" => self.end_paragraph(),
            "line" => self.text("\n"),
            "tab" | "cell" => self.text("\t"),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "ansicpg" => {
                let label = number.map(|number| format!("windows-{number}"));
                let known = label.and_then(|label| Encoding::for_label(label.as_bytes()));
                self.encoding = known.unwrap_or(WINDOWS_1252);
            }
            "uc" => self.group.skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "bin" => {
                let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0).min(self.rest.len());
                self.rest = self.rest.get(length..).unwrap_or_default();
            }
            _ if SILENT.contains(&word) => self.group.silent = true,
            _ => {}
        }
    }

    fn unicode(&mut self, number: i64) {
        self.flush();
        // Codes above 32767 are written as negative numbers.
        let code = u16::try_from(number.rem_euclid(1 << 16)).unwrap_or(0);
        let units = [self.half.take(), Some(code)];
        let decoded: Vec<_> = char::decode_utf16(units.into_iter().flatten()).collect();
        for unit in decoded {
            match unit {
                Ok(c) => self.text(c.encode_utf8(&mut [0; 4])),
                Err(lone) => self.half = Some(lone.unpaired_surrogate()).filter(|half| *half < 0xdc00),
            }
        }
        self.skipping = self.group.skip;
    }

    fn byte(&mut self, byte: u8) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else if !self.group.silent {
            self.waiting.push(byte);
        }
    }

    fn text(&mut self, text: &str) {
        if !self.group.silent {
            self.paragraph.push_str(text);
        }
    }

    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let text = self.encoding.decode_without_bom_handling(&self.waiting).0;
            self.paragraph.push_str(&text);
            self.waiting.clear();
        }
    }

    fn end_paragraph(&mut self) {
        self.paragraphs.push(std::mem::take(&mut self.paragraph));
    }
}
