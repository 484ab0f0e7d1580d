//! 924 real articles, from JSON Lines and written as plain text.

use std::io::BufReader;

use onrecord::article::Article;
use onrecord::formats::{Hints, Input, Item, read};
use serde_json::Value;

use crate::shared;

fn articles() -> Option<Vec<(Value, Article)>> {
    let mut all = Vec::new();
    for set in ["train", "dev"] {
        let path = shared::path(&format!("polnear/articles-{set}.jsonl"))?;
        let lines = std::fs::read_to_string(&path).unwrap();
        let bytes = Box::new(BufReader::new(std::fs::File::open(&path).unwrap()));
        let hints = Hints::default();
        let items = read(Input { name: "articles.jsonl", bytes }, &hints);
        for (line, item) in lines.lines().zip(items) {
            let Item::Article(reading) = item else { panic!("{item:?}") };
            all.push((serde_json::from_str(line).unwrap(), reading.article));
        }
    }
    Some(all)
}

#[test]
fn json_lines_give_every_field() {
    let Some(all) = articles() else { return };
    assert_eq!(all.len(), 924);
    for (given, article) in &all {
        assert_eq!(given["text"], article.text);
        assert_eq!(given["outlet"], article.outlet.clone().unwrap());
        assert_eq!(given["date"], article.date.unwrap().to_string());
        assert_eq!(
            given["title"].as_str().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")),
            article.title
        );
    }
}

/// The shape in which people save an article: outlet, date, headline, byline, text. Without an author the
/// byline is empty or missing.
#[test]
fn plain_text_gives_the_same_as_json() {
    let Some(all) = articles() else { return };
    for missing in ["By \n", "", "By None\n"] {
        let (mut outlets, mut dates, mut titles, mut authors, mut texts) = (0, 0, 0, 0, 0);
        for (given, expected) in &all {
            let byline = given["author"]
                .as_str()
                .map_or_else(|| missing.to_owned(), |author| format!("By {author}\n"));
            let (outlet, date, title) = (&given["outlet"], &given["date"], &given["title"]);
            let (outlet, date, title) =
                (outlet.as_str().unwrap(), date.as_str().unwrap(), title.as_str().unwrap());
            let file = format!("{outlet}\n{date}\n{title}\n{byline}{}\n", expected.text);
            let hints = Hints::default();
            let input = Input { name: "a.txt", bytes: Box::new(file.as_bytes()) };
            let items: Vec<Item> = read(input, &hints).collect();
            let [Item::Article(reading)] = &items[..] else { panic!("{items:?}") };
            let article = &reading.article;
            let told = std::env::var_os("ONRECORD_TELL").is_some();
            let count = |number: &mut usize, what: &str, equal: bool| {
                *number += usize::from(equal);
                if told && !equal {
                    eprintln!(
                        "{what}: {} {:?} {:?} {:?} / given {:?} {:?}",
                        given["id"],
                        article.outlet,
                        article.title,
                        article.authors,
                        given["title"],
                        given["author"]
                    );
                }
            };
            count(&mut outlets, "outlet", article.outlet == expected.outlet);
            count(&mut dates, "date", article.date == expected.date);
            count(&mut titles, "title", article.title == expected.title);
            count(&mut authors, "authors", article.authors == expected.authors);
            count(&mut texts, "text", article.text == expected.text.trim());
        }
        let figures = format!(
            "of {}: outlets {outlets}, dates {dates}, titles {titles}, authors {authors}, texts {texts}",
            all.len()
        );
        eprintln!("{figures}");
        let share = |count: usize| count * 1000 / all.len();
        assert!([outlets, dates, titles].into_iter().all(|count| share(count) >= 990), "{figures}");
        assert!(share(authors) >= 970 && share(texts) >= 970, "{figures}");
    }
}
