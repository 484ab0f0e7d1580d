//! 89 real pages of 89 sites, with the text that each article truly has.

use std::collections::BTreeMap;
use std::io::BufReader;

use onrecord::formats::{Hints, Input, Item, Reading, read};
use serde_json::Value;

use crate::shared;

fn pages() -> Option<Vec<(String, Value, Reading)>> {
    let folder = shared::path("news-sample/html")?;
    let truth = std::fs::read_to_string(shared::path("news-sample/html-truth.json")?).unwrap();
    let truth: BTreeMap<String, Value> = serde_json::from_str(&truth).unwrap();
    let hints = Hints::default();
    let read_page = |(name, true_page): (String, Value)| {
        let bytes = Box::new(BufReader::new(std::fs::File::open(folder.join(&name)).unwrap()));
        let items: Vec<Item> = read(Input { name: &name, bytes }, &hints).collect();
        match items.into_iter().next() {
            Some(Item::Article(reading)) => (name, true_page, *reading),
            other => {
                eprintln!("{name}: {other:?}");
                (name, true_page, Reading::default())
            }
        }
    };
    Some(truth.into_iter().map(read_page).collect())
}

/// F1 over runs of four words, as the benchmark that the pages come from counts.
fn f1(found: &str, truth: &str) -> f64 {
    fn runs(text: &str) -> BTreeMap<Vec<&str>, u32> {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut runs = BTreeMap::new();
        for run in words.windows(4.min(words.len().max(1))) {
            *runs.entry(run.to_vec()).or_insert(0) += 1;
        }
        runs
    }
    let (found, truth) = (runs(found), runs(truth));
    let both: u32 = found.iter().map(|(run, count)| (*count).min(truth.get(run).copied().unwrap_or(0))).sum();
    let total: u32 = found.values().sum::<u32>() + truth.values().sum::<u32>();
    if total == 0 { 0.0 } else { 2.0 * f64::from(both) / f64::from(total) }
}

#[test]
fn pages_give_their_text_and_what_they_say_of_themselves() {
    let Some(pages) = pages() else { return };
    let count =
        |test: &dyn Fn(&Reading) -> bool| pages.iter().filter(|(_, _, reading)| test(reading)).count();
    let bodies = count(&|reading| reading.article.text.chars().count() >= 200);
    let titles = count(&|reading| reading.article.title.is_some());
    let outlets = count(&|reading| reading.article.outlet.is_some());
    let dates = count(&|reading| reading.article.date.is_some());
    let mut sum = 0.0;
    for (name, truth, reading) in &pages {
        let score = f1(&reading.article.text, truth["articleBody"].as_str().unwrap());
        if score < 0.5 || reading.article.text.chars().count() < 200 {
            eprintln!(
                "{name} {}: {} characters, F1 {score:.2}",
                truth["url"],
                reading.article.text.chars().count()
            );
        }
        sum += score;
    }
    let mean = sum / f64::from(u32::try_from(pages.len()).unwrap());
    eprintln!(
        "of {}: bodies {bodies}, F1 {mean:.3}, titles {titles}, outlets {outlets}, dates {dates}",
        pages.len()
    );
    assert!(bodies >= 88, "{bodies} bodies");
    assert!(mean >= 0.95, "F1 {mean:.3}");
    assert!(
        titles >= 88 && outlets >= 86 && dates >= 82,
        "{titles} titles, {outlets} outlets, {dates} dates"
    );
}
