//! Messages, mailboxes and saved pages, and hostile ones.

use super::super::{Input, read};
use super::*;

fn items(name: &str, text: &str) -> Vec<Item> {
    read(Input { name, bytes: Box::new(text.as_bytes()) }, &Hints::default()).collect()
}

fn all(name: &str, text: &str) -> Vec<String> {
    let shown = |item: &Item| match item {
        Item::Article(reading) => {
            let article = &reading.article;
            format!(
                "{:?} {} {} {} {} {:?}",
                reading.record,
                article.outlet.as_deref().unwrap_or("-"),
                article.date.map_or_else(|| "-".to_owned(), |date| date.to_string()),
                article.title.as_deref().unwrap_or("-"),
                article.url.as_deref().unwrap_or("-"),
                article.text
            )
        }
        Item::Problem(problem) => format!("problem {:?}: {}", problem.record, problem.reason),
        Item::Ignored(reason) => format!("ignored: {reason}"),
        Item::IgnoredPart { part, reason } => format!("ignored {part}: {reason}"),
    };
    items(name, text).iter().map(shown).collect()
}

const LETTER: &str = "Received: by 10.0.0.1\r\nMIME-Version: 1.0\r\nDate: Tue, 3 Mar 2015 11:27:36 +1100\r\nSubject: =?UTF-8?Q?Dam_holds_=E2=80=93_so_far?=\r\nFrom: Harbor Ledger <news@ledger.example>\r\nList-Id: <news.ledger.example>\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nThe dam held, the mayor said.\r\n--b\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3D\"x\">The dam held, the mayor said.</p>\r\n--b--\r\n";

#[test]
fn a_message_is_an_article() {
    let expected = [
        "None Harbor Ledger 2015-03-03T11:27:36+11:00 Dam holds – so far - \"The dam held, the mayor said.\"",
    ];
    assert_eq!(all("a.eml", LETTER), expected);
    assert_eq!(all("a.txt", &format!("  \r\n{LETTER}")), expected);
    let page = LETTER.replace("The dam held, the mayor said.\r\n--b\r\n", "Open it.\r\n--b\r\n");
    assert_eq!(all("a.eml", &page), expected);
    let private = LETTER.replace("ledger.example>\r\nList", "gmail.com>\r\nList");
    assert!(all("a.eml", &private)[0].starts_with("None - 2015"));
}

#[test]
fn a_form_in_a_message_is_read_as_json() {
    let form = "Message-ID: <1@nwa.example>\nDate: Thu, 05 May 2016 04:11:45 +0000\nSubject: Form\nFrom: desk@nwa.example\nContent-Type: text/plain\n\n{\"Headline\":[\"Dam holds\"],\"Body\":[\"It held.\"]}";
    assert_eq!(all("a.txt", form), ["None nwa.example 2016-05-05T04:11:45Z Dam holds - \"It held.\""]);
}

#[test]
fn a_mailbox_gives_an_article_a_message() {
    let letter = LETTER.replace("\r\n", "\n");
    let mbox = format!(
        "From a@b Tue Mar  3 2015\n{letter}\nFrom a@b Tue Mar  3 2015\n{}\nFrom a@b x\nSubject: empty\nFrom: x@y.example\n\n\n",
        letter.replace("held", "broke").replace(
            "The dam broke, the mayor said.\n--b\n",
            "The dam broke.\n\n>From here on, the mayor said, it broke.\n--b\n"
        )
    );
    let found = all("inbox", &mbox);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("Some(1) Harbor Ledger") && found[0].contains("held"));
    assert!(found[1].starts_with("Some(2)") && found[1].contains("\\n\\nFrom here on"), "{}", found[1]);
    assert_eq!(found[2], "ignored 3: news item without a text");
}

#[test]
fn a_saved_page_is_read_as_a_page() {
    let text =
        "The dam above Port Halden held through the night, the mayor said on Monday, and nobody was hurt. "
            .repeat(6);
    let page = format!(
        "<html><head><title>Dam holds</title><meta property=\"article:published_time\" content=\"2024-10-08\"></head><body><article><h1>Dam holds</h1><p>{text}</p><p>{text}</p></article></body></html>"
    );
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://ledger.example/dam\r\nSubject: Dam\r\nDate: Tue, 3 Mar 2025 11:27:36 +1100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://ledger.example/dam\r\n\r\n{page}\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
    );
    let found = all("a.mhtml", &saved);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("None ledger.example 2024-10-08 Dam holds https://ledger.example/dam \"The dam"),
        "{found:?}"
    );
}

#[test]
fn text_with_labels_stays_text_and_hostile_messages_end() {
    let labelled = "Subject: Dam holds\nDate: October 8, 2024\nFrom: Harbor Ledger\n\nIt held through the night, the mayor said on Monday.";
    assert!(items("a.txt", labelled).iter().all(
        |item| matches!(item, Item::Article(reading) if reading.article.title.as_deref() == Some("Dam holds"))
    ));
    let nested = format!(
        "MIME-Version: 1.0\nSubject: a\n{}",
        (0..10_000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
            .collect::<String>()
    );
    assert_eq!(all("a.eml", &nested), ["problem None: nested more than 500 levels deep"]);
    for text in [
        "MIME-Version: 1.0\nSubject: a\n",
        "MIME-Version: 1.0\nSubject: a\nContent-Type: multipart/mixed; boundary=\n\n--\n----\n",
        "From x\nMIME-Version: 1.0\nSubject: a\n",
    ] {
        assert!(!all("a.eml", text).is_empty());
    }
}
