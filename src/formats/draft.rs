//! A draft of an article: every value found for a field, with its place, before one is chosen.
//!
//! Here alone it is decided which value wins, what stands in for a missing outlet, and that nothing is
//! made up: a field without evidence stays empty.

use super::byline;
use super::hints::Hints;
use super::language;
use super::reading::{Field, Found, Item, Place, Problem, Reading, Reason};
use crate::article::{Article, Date, url};
use crate::text::date::{self, Moment};

/// A value that may become a field's, and where it stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate<T> {
    /// The value.
    pub value: T,
    /// Where it stood.
    pub place: Place,
    /// The higher, the better; of equals the later one wins.
    pub rank: u8,
}

/// All that was found for one article.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Outlets: names, domains or addresses.
    pub outlet: Vec<Candidate<String>>,
    /// Dates of publication.
    pub date: Vec<Candidate<Date>>,
    /// Bylines, each as its authors.
    pub authors: Vec<Candidate<Vec<String>>>,
    /// Headlines.
    pub title: Vec<Candidate<String>>,
    /// Addresses.
    pub url: Vec<Candidate<String>>,
    /// Sections.
    pub section: Vec<Candidate<String>>,
    /// Languages that were declared.
    pub language: Vec<Candidate<String>>,
    /// Texts, exactly as they shall be kept.
    pub text: Vec<Candidate<String>>,
    /// The input's own id.
    pub given_id: Option<serde_json::Value>,
    /// Number of the record, from 1, in an input of many.
    pub record: Option<u64>,
    /// Line, from 1, where it begins in an input of many.
    pub line: Option<u64>,
}

impl Draft {
    /// Adds `value` as it stands, white space evened out; nothing where it is empty.
    pub fn add(&mut self, field: Field, value: &str, place: Place, rank: u8) {
        let value = even(value);
        if value.is_empty() {
            return;
        }
        match field {
            Field::Date => {
                if let Some(value) = read_date(&value) {
                    self.date.push(Candidate { value, place, rank });
                }
            }
            Field::Authors => {
                let value = byline::authors(&value);
                if !value.is_empty() {
                    self.authors.push(Candidate { value, place, rank });
                }
            }
            Field::Url if !value.starts_with("http://") && !value.starts_with("https://") => {}
            Field::Outlet => self.outlet.push(Candidate { value, place, rank }),
            Field::Title => self.title.push(Candidate { value, place, rank }),
            Field::Url => self.url.push(Candidate { value, place, rank }),
            Field::Section => self.section.push(Candidate { value, place, rank }),
            Field::Language => self.language.push(Candidate { value, place, rank }),
            Field::Text | Field::Id => {}
        }
    }

    /// Takes a first paragraph that is a byline and nothing else from each text, and adds whom it names.
    pub fn lift_byline(&mut self) {
        let mut lifted = Vec::new();
        for text in &mut self.text {
            let (first, rest) = text.value.split_once("\n\n").unwrap_or((text.value.as_str(), ""));
            let alone = first.split_whitespace().count() <= 12 && !first.ends_with(['.', '!', '?', '”', '"']);
            let names = byline::opening(first).filter(|_| alone).map(byline::authors).unwrap_or_default();
            if !names.is_empty() {
                lifted.push(Candidate { value: names, place: Place::Body, rank: 120 });
                text.value = rest.to_owned();
            }
        }
        self.text.retain(|text| !text.value.is_empty());
        self.authors.extend(lifted);
    }

    /// Chooses, fills in the outlet and the language, and gives the article or why there is none.
    #[must_use]
    pub fn finish(self, hints: &Hints) -> Item {
        let (record, line) = (self.record, self.line);
        match self.choose(hints) {
            Ok(reading) => Item::Article(Box::new(reading)),
            Err(reason) => Item::Problem(Problem::new(reason).at(record, line)),
        }
    }

    fn choose(mut self, hints: &Hints) -> Result<Reading, Reason> {
        let mut found = Vec::with_capacity(6);
        let shown = |value: &String| value.clone();
        let (text, text_place) = best_text(self.text)?;
        let address = pick(Field::Url, self.url, shown, &mut found);
        for candidate in &mut self.outlet {
            candidate.value = shown_outlet(&candidate.value, hints);
        }
        stand_in(&mut self.outlet, address.as_deref(), hints);
        let detected = language::detect(&text);
        for candidate in &mut self.language {
            candidate.value = language::tag(&candidate.value);
            if detected.is_some_and(|language| language.plain && language.tag != candidate.value) {
                candidate.rank = 0;
            }
        }
        self.language.retain(|candidate| !candidate.value.is_empty());
        if let Some(language) = detected {
            let value = language.tag.to_owned();
            self.language.push(Candidate { value, place: Place::Detected, rank: 1 });
        }
        let article = Article {
            outlet: pick(Field::Outlet, self.outlet, shown, &mut found),
            date: pick(Field::Date, self.date, Date::to_string, &mut found),
            authors: pick(Field::Authors, self.authors, |names| names.join(", "), &mut found)
                .unwrap_or_default(),
            title: pick(Field::Title, self.title, shown, &mut found),
            url: address,
            section: pick(Field::Section, self.section, shown, &mut found),
            language: pick(Field::Language, self.language, shown, &mut found),
            text,
        };
        found.push(Found { field: Field::Text, value: String::new(), place: text_place, rivals: Vec::new() });
        found.sort_by_key(|found| found.field);
        Ok(Reading { article, record: self.record, found, given_id: self.given_id })
    }
}

/// The day, time and offset that `text`, a field's value, gives.
#[must_use]
pub fn read_date(text: &str) -> Option<Date> {
    // Exactly as we write it is the common case; years that no newspaper saw are placeholders.
    let exact = text.parse::<Date>().ok().filter(|date| date::YEARS.contains(&date.day().year()));
    exact.or_else(|| date::parse(text).map(from_moment))
}

/// A moment as an article's date: a time without its offset is dropped.
#[must_use]
pub fn from_moment(moment: Moment) -> Date {
    match moment.time {
        Some(time) => Date::at(moment.day, time, moment.offset_minutes),
        None => Date::day_only(moment.day),
    }
}

/// `text` trimmed, with every run of white space and control characters as one space.
#[must_use]
pub fn even(text: &str) -> String {
    let mut even = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}') {
        if !word.is_empty() {
            if !even.is_empty() {
                even.push(' ');
            }
            even.push_str(word);
        }
    }
    even
}

/// The text of the highest rank that holds more than white space.
fn best_text(texts: Vec<Candidate<String>>) -> Result<(String, Place), Reason> {
    if texts.is_empty() {
        return Err(Reason::NoText);
    }
    let full = texts.into_iter().filter(|text| !text.value.trim().is_empty());
    full.max_by_key(|text| text.rank).map(|text| (text.value, text.place)).ok_or(Reason::EmptyText)
}

/// The outlet's name for what an article calls its outlet: a domain or address shows as its outlet.
fn shown_outlet(value: &str, hints: &Hints) -> String {
    if let Some(host) = url::host(value) {
        return hints.outlets.show(&host);
    }
    let domain = value.contains('.') && !value.contains(char::is_whitespace) && !value.ends_with('.');
    if domain { hints.outlets.show(value) } else { value.to_owned() }
}

/// What stands in for an outlet that the article does not name, each weaker than the one before.
fn stand_in(outlet: &mut Vec<Candidate<String>>, address: Option<&str>, hints: &Hints) {
    let own = !outlet.is_empty();
    let mut add = |value: String, place: Place, rank: u8| {
        if !value.is_empty() {
            outlet.push(Candidate { value, place, rank });
        }
    };
    if let Some(named) = hints.outlet.as_deref() {
        add(shown_outlet(&even(named), hints), Place::Option, 3);
    }
    if let Some(host) = address.and_then(url::host) {
        add(hints.outlets.show(&host), Place::Domain, 2);
    }
    if let Some(folder) = hints.folder.as_deref().filter(|_| !own) {
        add(folder_outlet(folder, hints), Place::Folder, 1);
    }
}

/// "Harbor Ledger" for a folder "harbor_ledger"; a domain shows as its outlet.
fn folder_outlet(folder: &str, hints: &Hints) -> String {
    let name = even(&folder.replace(['_', '+'], " "));
    if name.contains(' ') && !name.chars().any(char::is_uppercase) {
        let words: Vec<String> = name.split(' ').map(capitalised).collect();
        return words.join(" ");
    }
    shown_outlet(&name, hints)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The best of `candidates`; its place and the values that lost are noted in `found`.
fn pick<T: PartialEq>(
    field: Field,
    candidates: Vec<Candidate<T>>,
    show: impl Fn(&T) -> String,
    found: &mut Vec<Found>,
) -> Option<T> {
    let mut sorted = candidates;
    // Of equals the later one, as with repeated keys of JSON.
    sorted.reverse();
    sorted.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank));
    let mut sorted = sorted.into_iter();
    let best = sorted.next()?;
    let mut rivals: Vec<(String, Place)> = Vec::new();
    for rival in sorted.filter(|rival| rival.value != best.value) {
        let value = show(&rival.value);
        if rivals.iter().all(|(other, _)| *other != value) {
            rivals.push((value, rival.place));
        }
    }
    found.push(Found { field, value: show(&best.value), place: best.place, rivals });
    Some(best.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let text = Candidate { value: "The dam held.".to_owned(), place: Place::Body, rank: 9 };
        Draft { text: vec![text], ..Draft::default() }
    }

    fn outlet(draft: Draft, hints: &Hints) -> Option<(String, Place)> {
        let Item::Article(reading) = draft.finish(hints) else { panic!("no article") };
        let found = reading.found.iter().find(|found| found.field == Field::Outlet)?;
        assert_eq!(reading.article.outlet.as_ref(), Some(&found.value));
        Some((found.value.clone(), found.place.clone()))
    }

    #[test]
    fn an_outlet_is_the_articles_own_then_the_options_then_guessed() {
        let mut hints = Hints::default();
        let mut with_url = draft();
        with_url.add(Field::Url, "https://www.axios.com/2026/dam", Place::Line(1), 9);
        let mut with_own = with_url.clone();
        with_own.add(Field::Outlet, "The Harbor Ledger", Place::Line(1), 9);
        assert_eq!(outlet(draft(), &hints), None);
        hints.folder = Some("harbor_ledger".to_owned());
        assert_eq!(outlet(draft(), &hints), Some(("Harbor Ledger".to_owned(), Place::Folder)));
        assert_eq!(outlet(with_url.clone(), &hints), Some(("Axios".to_owned(), Place::Domain)));
        hints.outlet = Some("cnn.com".to_owned());
        assert_eq!(outlet(with_url, &hints), Some(("CNN".to_owned(), Place::Option)));
        assert_eq!(outlet(with_own, &hints), Some(("The Harbor Ledger".to_owned(), Place::Line(1))));
    }

    #[test]
    fn what_lost_is_kept_as_a_rival() {
        let mut draft = draft();
        draft.add(Field::Date, "8 October 2024", Place::Line(2), 5);
        draft.add(Field::Date, "2024-10-09", Place::Key("modified".into()), 1);
        draft.add(Field::Date, "31 February 2024", Place::Line(3), 9);
        let Item::Article(reading) = draft.finish(&Hints::default()) else { panic!("no article") };
        let date = reading.found.iter().find(|found| found.field == Field::Date).unwrap();
        assert_eq!((date.value.as_str(), &date.place), ("2024-10-08", &Place::Line(2)));
        assert_eq!(date.rivals, [("2024-10-09".to_owned(), Place::Key("modified".into()))]);
    }

    #[test]
    fn no_text_and_an_empty_text_are_problems() {
        let reason = |draft: Draft| match draft.finish(&Hints::default()) {
            Item::Problem(problem) => problem.reason,
            other => panic!("{other:?}"),
        };
        assert_eq!(reason(Draft::default()), Reason::NoText);
        let text = Candidate { value: " \n".to_owned(), place: Place::Body, rank: 9 };
        assert_eq!(reason(Draft { text: vec![text], ..Draft::default() }), Reason::EmptyText);
    }
}
