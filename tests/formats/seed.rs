//! The article that the project was begun from.

use onrecord::formats::{Hints, Input, Item, read};

use crate::shared;

#[test]
fn the_seed_article_is_understood() {
    let Some(path) = shared::path("seed/axios-2024-10-08.txt") else { return };
    let text = std::fs::read(path).unwrap();
    let hints = Hints::default();
    let input = Input { name: "axios-2024-10-08.txt", bytes: Box::new(text.as_slice()) };
    let items: Vec<Item> = read(input, &hints).collect();
    let [Item::Article(reading)] = &items[..] else { panic!("{items:?}") };
    let article = &reading.article;
    assert_eq!(article.outlet.as_deref(), Some("Axios"));
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2024-10-08"));
    assert_eq!(article.authors, ["Barak Ravid"]);
    let title = article.title.as_deref().unwrap();
    assert!(title.starts_with("White House loses trust") && title.ends_with("spirals"), "{title}");
    assert!(article.text.starts_with("The Biden administration has in recent weeks"), "{}", article.text);
    assert_eq!(article.text.lines().count(), 31);
    assert_eq!(article.language.as_deref(), Some("en"));
}
