//! Exports of the press's archives as each lays them out, single articles, and hostile files.

use super::super::container::testing;
use super::super::{Input, read};
use super::*;

fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    read(Input { name, bytes: Box::new(bytes) }, &Hints::default()).collect()
}

fn all(name: &str, bytes: &[u8]) -> Vec<String> {
    let shown = |item: &Item| match item {
        Item::Article(reading) => {
            let article = &reading.article;
            format!(
                "{:?} {} {} {} [{}] {} {} {:?}",
                reading.record,
                article.outlet.as_deref().unwrap_or("-"),
                article.date.map_or_else(|| "-".to_owned(), |date| date.to_string()),
                article.title.as_deref().unwrap_or("-"),
                article.authors.join("; "),
                article.section.as_deref().unwrap_or("-"),
                article.language.as_deref().unwrap_or("-"),
                article.text
            )
        }
        Item::Problem(problem) => format!("problem {:?}: {}", problem.record, problem.reason),
        Item::Ignored(reason) => format!("ignored: {reason}"),
        Item::IgnoredPart { part, reason } => format!("ignored {part}: {reason}"),
    };
    items(name, bytes).iter().map(shown).collect()
}

fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let paragraph = |text: &&str| {
        let (one, two) = text.split_at(text.len() / 2);
        format!(
            "<w:p><w:pPr><w:t>no</w:t></w:pPr><w:r><w:t xml:space=\"preserve\">{one}</w:t></w:r><w:r><w:t>{two}</w:t></w:r></w:p>"
        )
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}<w:p/></w:body></w:document>"
    );
    testing::zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

fn rtf(paragraphs: &[&str]) -> Vec<u8> {
    let mut text =
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\*\\generator x;}{\\info{\\title no}}\\pard "
            .to_owned();
    for paragraph in paragraphs {
        for c in paragraph.chars() {
            match c {
                'é' => text.push_str("\\'e9"),
                '—' => text.push_str("\\emdash "),
                c if !c.is_ascii() => text.push_str(&format!("\\u{}?", u32::from(c))),
                c => text.push(c),
            }
        }
        text.push_str("\\par\r\n");
    }
    text.push('}');
    text.into_bytes()
}

const NEXIS: [&str; 20] = [
    "Dam above Port Halden holds",
    "Harbor Ledger (Marlovia)",
    "October 8, 2024 Tuesday",
    "Copyright 2024 Harbor Ledger All Rights Reserved",
    "Section: NEWS; Pg. A1",
    "Length: 512 words",
    "Byline: Anna Karr and Tom Vale",
    "Body",
    "It held through the night, she said.",
    "“It did,” Vale added — at the café.",
    "Classification",
    "Language: ENGLISH",
    "Load-Date: October 9, 2024",
    "End of Document",
    "Lock keeper resigns",
    "Halden Courier",
    "October 9, 2024",
    "Body",
    "He left on Monday.",
    "End of Document",
];

#[test]
fn nexis_uni_gives_an_article_a_document() {
    let expected = [
        "Some(1) Harbor Ledger (Marlovia) 2024-10-08 Dam above Port Halden holds [Anna Karr; Tom Vale] NEWS en \"It held through the night, she said.\\n\\n“It did,” Vale added — at the café.\"",
        "Some(2) Halden Courier 2024-10-09 Lock keeper resigns [] - - \"He left on Monday.\"",
    ];
    assert_eq!(all("a.docx", &docx(&NEXIS)), expected);
    assert_eq!(all("a.rtf", &rtf(&NEXIS)), expected);
}

#[test]
fn lexisnexis_and_factiva_lay_out_otherwise() {
    let lexis = [
        "1 of 2 DOCUMENTS",
        "Harbor Ledger",
        "October 8, 2024 Tuesday",
        "Dam holds",
        "BYLINE: Anna Karr",
        "SECTION: NEWS; Pg. 1",
        "LENGTH: 5 words",
        "It held.",
        "LOAD-DATE: October 9, 2024",
        "LANGUAGE: ENGLISH",
        "2 of 2 DOCUMENTS",
        "Harbor Ledger",
        "October 9, 2024",
        "Lock keeper resigns",
        "LENGTH: 4 words",
        "He left.",
    ];
    assert_eq!(
        all("a.rtf", &rtf(&lexis)),
        [
            "Some(1) Harbor Ledger 2024-10-08 Dam holds [Anna Karr] NEWS en \"It held.\"",
            "Some(2) Harbor Ledger 2024-10-09 Lock keeper resigns [] - - \"He left.\"",
        ]
    );
    let factiva = [
        "Dam holds",
        "By Anna Karr",
        "512 words",
        "8 October 2024",
        "Harbor Ledger",
        "HLED",
        "1",
        "English",
        "Copyright 2024 Harbor Ledger",
        "It held.",
        "Document HLED000020241008ekaa0001l",
    ];
    assert_eq!(
        all("a.rtf", &rtf(&factiva)),
        ["None Harbor Ledger 2024-10-08 Dam holds [Anna Karr] - - \"It held.\""]
    );
    let coded = [
        "HD Dam holds",
        "BY By Anna Karr",
        "WC 512 words",
        "PD 8 October 2024",
        "SN Harbor Ledger",
        "SC HLED",
        "LA English",
        "CY Copyright",
        "LP It held.",
        "TD It did.",
        "And so on.",
        "CO hled : Harbor Ledger",
        "AN Document HLED000020241008ekaa0001l",
    ];
    assert_eq!(
        all("a.rtf", &rtf(&coded)),
        [
            "None Harbor Ledger 2024-10-08 Dam holds [Anna Karr] - en \"It held.\\n\\nIt did.\\n\\nAnd so on.\""
        ]
    );
}

#[test]
fn a_single_article_is_read_as_its_header_says() {
    let lines = [
        "Harbor Ledger",
        "October 8, 2024",
        "Dam above Port Halden holds",
        "By Anna Karr",
        "It held through the night, she said on Monday.",
    ];
    let expected = [
        "None Harbor Ledger 2024-10-08 Dam above Port Halden holds [Anna Karr] - - \"It held through the night, she said on Monday.\"",
    ];
    assert_eq!(all("a.docx", &docx(&lines)), expected);
    assert_eq!(all("a.rtf", &rtf(&lines)), expected);
}

#[test]
fn hostile_files_end() {
    assert_eq!(all("a.rtf", b"{\\rtf1 }"), ["ignored: news item without a text"]);
    let deep = [b"{\\rtf1".to_vec(), vec![b'{'; 100_000]].concat();
    assert_eq!(all("a.rtf", &deep), ["problem None: nested more than 2000 levels deep"]);
    for text in [
        "{\\rtf1\\bin99999999999999 x}",
        "{\\rtf1\\u-99999999999 \\'zz\\",
        "{\\rtf1}}}}{",
        "{\\rtf1\\u55357?\\u56832?\\u55357?}",
    ] {
        assert!(!items("a.rtf", text.as_bytes()).is_empty(), "{text}");
    }
    let other = testing::zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")]);
    assert_eq!(all("a.xlsx", &other), ["ignored: binary"]);
    assert_eq!(all("a.docx", &other), ["problem None: not a document that can be read: no document in it"]);
    let whole = docx(&NEXIS);
    for cut in (4..whole.len()).step_by(37) {
        assert!(!items("a.docx", &whole[..cut]).is_empty());
    }
    let bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><w:document><w:p>&b;</w:p></w:document>";
    let bomb = testing::zip(&[("word/document.xml", bomb.as_bytes())]);
    assert_eq!(all("a.docx", &bomb), ["problem None: it declares XML entities, which are never expanded"]);
}
