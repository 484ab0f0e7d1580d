//! Why an article has the date that it has: where that stood, how exact it is, and what else was found.

use serde_json::{Value, json};

use crate::article::Date;
use crate::formats::{Field, Found, Reading};
use crate::render::inert::one_line;

/// How exactly a date says when.
fn precision(date: Date) -> &'static str {
    if date.offset_minutes().is_some() { "second" } else { "day" }
}

fn found(reading: &Reading) -> Option<(&Found, Date)> {
    let found = reading.found.iter().find(|found| found.field == Field::Date)?;
    Some((found, reading.article.date?))
}

/// Whether `other`, as it is shown, names the day of `date`.
fn same_day(date: Date, other: &str) -> bool {
    other.parse::<Date>().is_ok_and(|other| other.day() == date.day())
}

/// The date of `reading`, which was read from `origin`, for people.
pub fn text(origin: &str, reading: &Reading) -> String {
    let mut text = format!("{}\n", one_line(origin));
    let Some((found, date)) = found(reading) else {
        text.push_str("  no date: nothing in it names a day, a month and a year of publication\n");
        return text;
    };
    let precision = match precision(date) {
        "day" => "to the day",
        _ => "to the second, with its offset",
    };
    text.push_str(&format!("  {date}  {precision}  ({})\n", one_line(&found.place.to_string())));
    for (other, place) in &found.rivals {
        let why = if same_day(date, other) {
            "the same day, from a weaker place"
        } else {
            "another day, from a weaker place"
        };
        text.push_str(&format!("  not {}  {why}  ({})\n", one_line(other), one_line(&place.to_string())));
    }
    text
}

/// The same for programs.
pub fn document(origin: &str, reading: &Reading) -> Value {
    let Some((found, date)) = found(reading) else {
        return json!({"origin": origin, "date": null, "precision": null, "from": null, "others": []});
    };
    let others: Vec<Value> = found
        .rivals
        .iter()
        .map(|(other, place)| json!({"value": other, "from": place.to_string(), "same_day": same_day(date, other)}))
        .collect();
    json!({
        "origin": origin,
        "date": date.to_string(),
        "precision": precision(date),
        "from": found.place.to_string(),
        "others": others,
    })
}
