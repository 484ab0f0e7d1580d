//! Headers as they come: each with what must be understood of it, and in every order of its lines.

use super::*;
use proptest::prelude::*;

const BODY: &str = "The Port Halden council voted on Monday to drain the old dam before winter, the mayor said.\n\
                    \"We waited long enough,\" Mayor Ines Morrow told the Harbor Ledger.";

/// outlet | date | title | authors
fn shown(text: &str) -> String {
    shown_with(text, &Hints::default())
}

fn shown_with(text: &str, hints: &Hints) -> String {
    let Item::Article(reading) = article(clean(text.to_owned()), hints) else { panic!("no article: {text}") };
    let article = reading.article;
    let date = article.date.map(|date| date.to_string());
    let or = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    assert!(article.text.contains("We waited long enough"), "{}", article.text);
    assert!(text.replace('\r', "").trim_end().ends_with(&article.text), "{}", article.text);
    let whole = if article.text.starts_with("The Port Halden council") { "" } else { " + more" };
    format!(
        "{} | {} | {} | {}{whole}",
        or(article.outlet),
        or(date),
        or(article.title),
        article.authors.join("; ")
    )
}

#[test]
fn headers_as_people_save_them() {
    for (header, expected) in [
        (
            "Breakwater.com\nOct 8, 2024\nCouncil votes to drain the old dam\nBy Anna Karr",
            "breakwater.com | 2024-10-08 | Council votes to drain the old dam | Anna Karr",
        ),
        (
            "COUNCIL VOTES TO DRAIN THE OLD DAM\nBY ANNA KARR AND TOM VALE\nThe Harbor Ledger\n8 October 2024\n",
            "The Harbor Ledger | 2024-10-08 | COUNCIL VOTES TO DRAIN THE OLD DAM | ANNA KARR; TOM VALE",
        ),
        (
            "Harbor Ledger\n\nCouncil votes to drain the old dam\nThe town split over a hundred-year-old lake\n\nBy Anna Karr | Staff writer\nTuesday, Sept. 3, 2024 at 4:15 p.m. ET\n",
            "Harbor Ledger | 2024-09-03T16:15:00-04:00 | Council votes to drain the old dam | Anna Karr",
        ),
        (
            "Council votes to drain the old dam\nBy Anna Karr in Port Halden\nakarr@ledger.example\nPublished Oct. 8, 2024 | Updated Oct. 9, 2024\n3 min read",
            "- | 2024-10-08 | Council votes to drain the old dam | Anna Karr",
        ),
        (
            "Updated 6:03 PM ET, Sat July 9, 2016\nCouncil votes to drain the old dam",
            "- | 2016-07-09T18:03:00-04:00 | Council votes to drain the old dam | ",
        ),
        (
            "The Harbor Ledger | October 8, 2024\nCouncil votes to drain the old dam\nBy Anna Karr and Tom Vale, Associated Press",
            "The Harbor Ledger | 2024-10-08 | Council votes to drain the old dam | Anna Karr; Tom Vale",
        ),
        (
            "https://www.axios.com/2024/10/08/halden-dam\nCouncil votes to drain the old dam\nBy Anna Karr, October 8, 2024",
            "Axios | 2024-10-08 | Council votes to drain the old dam | Anna Karr",
        ),
        (
            "Western Gazette\n2024-10-08\nCouncil votes to drain the old dam\nBy \n",
            "Western Gazette | 2024-10-08 | Council votes to drain the old dam | ",
        ),
        (
            "Western Gazette\n2024-10-08\nThe council voted. Now the dam goes.\nBy Anna Karr",
            "Western Gazette | 2024-10-08 | The council voted. Now the dam goes. | Anna Karr",
        ),
        (
            "From: Northern Wire <desk@nwa.example>\nDate: Tue, 8 Oct 2024 16:15:00 -0400\nSubject: Council votes to drain dam",
            "Northern Wire | 2024-10-08T16:15:00-04:00 | Council votes to drain dam | ",
        ),
        (
            "Source: council to drain the dam\nBy Anna Karr",
            "- | - | Source: council to drain the dam | Anna Karr",
        ),
        (
            "The Harbor Ledger\nCouncil votes to drain the dam\n8 October 2024\nAnna Karr, courts correspondent",
            "The Harbor Ledger | 2024-10-08 | Council votes to drain the dam | Anna Karr",
        ),
        (
            "The Harbor Ledger\nAnna Karr, in Port Halden\n8 October 2024\nCouncil votes to drain the dam",
            "The Harbor Ledger | 2024-10-08 | Council votes to drain the dam | Anna Karr",
        ),
        (
            "Harbor Ledger\n8 October 2024\nCouncil votes to drain the dam\nNorthern Wire Agency",
            "Harbor Ledger | 2024-10-08 | Council votes to drain the dam | Northern Wire Agency",
        ),
        (
            "NWA-1142 r w\nNORTHERN WIRE AGENCY\nURGENT\nCouncil votes to drain the dam\n",
            "NORTHERN WIRE AGENCY | - | Council votes to drain the dam | ",
        ),
        ("Radio Halden\nNews at seven, 8 October 2024", "Radio Halden | 2024-10-08 | News at seven | "),
        (
            "Harbor Ledger\n2024-10-08\nCouncil votes to drain the dam\nBy The Breakwater Post",
            "Harbor Ledger | 2024-10-08 | Council votes to drain the dam | The Breakwater Post",
        ),
        ("Is the old dam worth saving?\n", "- | - | Is the old dam worth saving? | "),
        ("", "- | - | - | "),
        ("By Anna Karr", "- | - | - | Anna Karr"),
        ("2024-10-08", "- | 2024-10-08 | - | "),
        (
            "Title of dam piece in Oct. 8, 2024 report stirs town\nBy Anna Karr",
            "- | - | Title of dam piece in Oct. 8, 2024 report stirs town | Anna Karr",
        ),
        (
            "By the numbers: what the old dam costs\nBy Anna Karr\n",
            "- | - | By the numbers: what the old dam costs | Anna Karr",
        ),
        (
            "Harbor Ledger\n31 February 2024\nCouncil votes to drain the old dam",
            "Harbor Ledger | - | 31 February 2024 | ",
        ),
    ] {
        if expected.contains("31 February") {
            // Wrong but harmless: what is no date is taken for a headline; it is never shown as a date.
            let text = format!("{header}\n{BODY}");
            let Item::Article(reading) = article(text, &Hints::default()) else { panic!() };
            assert_eq!(reading.article.date, None);
            continue;
        }
        assert_eq!(shown(&format!("{header}\n{BODY}\n")), expected, "{header}");
        assert_eq!(
            shown(
                &format!("{header}\r\n\r\n{}", BODY.replace('\n', "\r\n\r\n")).replace("\r\n\r\n\"", "\n\"")
            ),
            expected,
            "{header}"
        );
    }
}

#[test]
fn the_text_keeps_dateline_paragraphs_and_trailing_credits() {
    let text = "Dam to be drained\n\nPORT HALDEN (AP) — The council voted on Monday to drain the dam.\n\nIt holds.\n\n(Reporting by Anna Karr in Port Halden; Editing by Tom Vale)";
    let Item::Article(reading) = article(text.to_owned(), &Hints::default()) else { panic!() };
    assert_eq!(reading.article.title.as_deref(), Some("Dam to be drained"));
    assert!(reading.article.text.starts_with("PORT HALDEN (AP) — The council"));
    assert!(reading.article.text.ends_with("Editing by Tom Vale)"));
    assert_eq!(reading.article.authors, ["Anna Karr"]);
    let with_byline = format!("By Ines Morrow\n{text}");
    let Item::Article(reading) = article(with_byline, &Hints::default()) else { panic!() };
    assert_eq!(reading.article.authors, ["Ines Morrow"]);
}

#[test]
fn a_dateline_with_a_year_dates_what_nothing_else_dates() {
    for (text, expected) in [
        ("Dam to go\n\nPORT HALDEN, May 8, 2026 (NWA) - The dam will go.", Some("2026-05-08")),
        ("2026-05-09\nDam to go\n\nPORT HALDEN, May 8, 2026 (NWA) - The dam will go.", Some("2026-05-09")),
        ("Dam to go\n\nPORT HALDEN, May 8 (NWA) - The dam will go.", None),
        ("Dam to go\n\nIt was built on May 8, 1926 - and it will go.", None),
    ] {
        let Item::Article(reading) = article(text.to_owned(), &Hints::default()) else { panic!() };
        assert_eq!(reading.article.date.map(|date| date.to_string()).as_deref(), expected, "{text}");
        assert!(reading.article.text.ends_with("go."));
    }
}

#[test]
fn where_each_value_stood_is_told() {
    let text = format!("Breakwater.com\n\nOct 8, 2024\nDam to be drained soon\nBy Anna Karr\n{BODY}");
    let Item::Article(reading) = article(text, &Hints::default()) else { panic!() };
    let places: Vec<String> =
        reading.found.iter().map(|found| format!("{}: {}", found.field.name(), found.place)).collect();
    assert_eq!(
        places,
        [
            "outlet: line 1",
            "date: line 3",
            "authors: line 5",
            "title: line 4",
            "language: detected from the text",
            "text: what follows the header"
        ]
    );
}

#[test]
fn headers_alone_and_documentation_are_no_articles() {
    let hints = Hints::default();
    let input = |name, text: &'static str| super::super::Input { name, bytes: Box::new(text.as_bytes()) };
    let items: Vec<Item> =
        super::super::read(input("a/README.txt", "Dam models\n\nRun make."), &hints).collect();
    assert_eq!(items, [Item::Ignored(Ignored::Documentation)]);
    let items: Vec<Item> =
        super::super::read(input("a.txt", "Axios\n2024-10-08\nBy Anna Karr\n"), &hints).collect();
    assert!(
        matches!(&items[..], [Item::Problem(problem)] if problem.reason == Reason::EmptyText),
        "{items:?}"
    );
    let items: Vec<Item> = super::super::read(input("a.txt", " \n"), &hints).collect();
    assert!(matches!(&items[..], [Item::Problem(problem)] if problem.reason == Reason::Empty));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Outlet, date, headline and byline in any order, any of them missing, with or without blank lines.
    #[test]
    fn header_lines_in_any_order(order in Just([0, 1, 2, 3]).prop_shuffle(), kept in 0_u8..16, blank in any::<bool>()) {
        let lines = ["The Harbor Ledger", "October 8, 2024", "Council votes to drain the old dam", "By Anna Karr and Tom Vale"];
        let expected = ["The Harbor Ledger", "2024-10-08", "Council votes to drain the old dam", "Anna Karr; Tom Vale"];
        let keeps = |at: usize| kept & (1 << at) != 0;
        let mut text = String::new();
        for at in order.into_iter().filter(|at| keeps(*at)) {
            text.push_str(lines[at]);
            text.push_str(if blank { "\n\n" } else { "\n" });
        }
        text.push_str(BODY);
        let value = |at: usize| if keeps(at) { expected[at] } else if at == 3 { "" } else { "-" };
        prop_assert_eq!(shown(&text), format!("{} | {} | {} | {}", value(0), value(1), value(2), value(3)), "{}", text);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "(\\PC{0,40}\n){0,20}") {
        let _ = article(clean(text), &Hints::default());
    }
}
