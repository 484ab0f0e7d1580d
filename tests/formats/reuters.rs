//! Three files of Reuters-21578: every story that has a body, with the very date that it was sent.

use std::io::BufReader;

use onrecord::formats::{Hints, Input, Item, read};

use crate::shared;

/// "1987-02-26" of " 26-FEB-1987 15:01:01.79".
fn day(date: &str) -> String {
    let date = date.split_whitespace().next().unwrap();
    let mut parts = date.split('-');
    let (day, month, year) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let month = months.iter().position(|other| *other == month).unwrap() + 1;
    format!("{year}-{month:02}-{:02}", day.parse::<u8>().unwrap())
}

#[test]
fn every_story_with_a_body_is_read_with_its_date() {
    let Some(folder) = shared::path("news-sample/reuters-21578") else { return };
    let hints = Hints::default();
    let mut total = 0;
    for name in ["reut2-000.xml", "reut2-007.xml", "reut2-017.xml"] {
        let source = String::from_utf8_lossy(&std::fs::read(folder.join(name)).unwrap()).into_owned();
        let stories: Vec<&str> = source.split("<REUTERS ").skip(1).collect();
        let bytes = Box::new(BufReader::new(std::fs::File::open(folder.join(name)).unwrap()));
        let items: Vec<Item> = read(Input { name, bytes }, &hints).collect();
        assert_eq!(items.len(), stories.len(), "{name}");
        for (story, item) in stories.iter().zip(&items) {
            let date = story.split("<DATE>").nth(1).unwrap().split("</DATE>").next().unwrap();
            match item {
                Item::Article(reading) => {
                    total += 1;
                    let article = &reading.article;
                    assert_eq!(
                        article.date.map(|date| date.day().to_string()),
                        Some(day(date)),
                        "{name} {date}"
                    );
                    assert_eq!(article.outlet.as_deref(), Some("Reuters"));
                    assert!(article.title.is_some() || !story.contains("<TITLE>"), "{name} {date}");
                    assert!(!article.text.contains("&lt;"), "{name} {date}");
                }
                Item::IgnoredPart { .. } => assert!(!story.contains("<BODY>"), "{name} {date}"),
                other => panic!("{name} {date}: {other:?}"),
            }
        }
    }
    eprintln!("{total} stories");
    assert_eq!(total, 2755);
}
