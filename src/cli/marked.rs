//! Articles with the statements that a person marked in them, from gold files on disk.
//!
//! A gold file is one article's, as words (`.gold`), which names the article's file beside it; or JSON
//! Lines of many articles' spans, which need the files of the articles named. What cannot be read is an
//! error with its file and line: nothing is scored that was not understood.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::opened;
use crate::article::{Article, Attribution};
use crate::formats::{self, Hints, Input, Item, Reading};
use crate::ingest::walk::origin_name;
use crate::measure::{GoldError, GoldFile, MarkedLine};
use crate::schema::Origin;

/// The longest file of marked or predicted statements, in bytes.
const LONGEST: u64 = 1 << 30;

/// An article, and what a person marked in it.
pub struct MarkedArticle {
    /// Where the article was read from.
    pub origin: Origin,
    /// Under which ids, as JSON, predictions may name it.
    pub ids: Vec<String>,
    /// The article.
    pub article: Article,
    /// What was marked.
    pub gold: Vec<Attribution>,
}

/// The articles of the gold files `gold`, each a file or a folder of `.gold` files; of JSON Lines the
/// articles are looked for in `articles`.
///
/// # Errors
/// Where a file cannot be read, words are not in the text, or an article is missing.
pub fn read(gold: &[PathBuf], articles: &[PathBuf], hints: &Hints) -> Result<Vec<MarkedArticle>, Failure> {
    let mut marked = Vec::new();
    for path in gold.iter().map(|path| files(path)).collect::<Result<Vec<_>, _>>()?.concat() {
        let text = text(&path)?;
        if text.trim_start().starts_with('{') {
            marked.extend(of_lines(&path, &text, articles, hints)?);
        } else {
            marked.push(of_words(&path, &text, hints)?);
        }
    }
    Ok(marked)
}

/// The statements in the files `pred`, by the ids of their articles: JSON Lines, or gold files.
///
/// # Errors
/// As [`read`].
pub fn predictions(pred: &[PathBuf], hints: &Hints) -> Result<BTreeMap<String, Vec<Attribution>>, Failure> {
    let mut by_id = BTreeMap::new();
    for path in pred.iter().map(|path| files(path)).collect::<Result<Vec<_>, _>>()?.concat() {
        let text = text(&path)?;
        if text.trim().is_empty() || text.trim_start().starts_with('{') {
            let lines = MarkedLine::parse_all(&text).map_err(|error| wrong(&path, &error))?;
            by_id.extend(lines.into_iter().map(|line| (line.id.to_string(), line.attributions)));
        } else {
            let marked = of_words(&path, &text, hints)?;
            by_id.extend(marked.ids.into_iter().map(|id| (id, marked.gold.clone())));
        }
    }
    Ok(by_id)
}

/// What `path` names: itself, or the gold files of a folder.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let name = origin_name(path);
    let entries =
        path.read_dir().map_err(|error| Failure::new(format!("{name}: cannot be read: {error}")))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> = paths.filter(|path| is_gold(path)).collect();
    files.sort();
    if files.is_empty() {
        let what = format!("{name}: no .gold file in this folder");
        return Err(Failure::new(what).hint("make one with: onrecord annotate FILE"));
    }
    Ok(files)
}

/// Whether `path` has the name of a gold file.
#[must_use]
pub fn is_gold(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "gold")
}

/// The text of a file that a person or a program wrote.
///
/// # Errors
/// Where it cannot be read, is too long or is no UTF-8.
pub fn text(path: &Path) -> Result<String, Failure> {
    let name = origin_name(path);
    let mut text = String::new();
    opened::open(path)?.take(LONGEST).read_to_string(&mut text).map_err(|error| {
        Failure::new(format!("{name}: cannot be read: {error}")).hint("it has to be UTF-8 text")
    })?;
    Ok(text)
}

/// A failure at a line of `path`.
#[must_use]
pub fn wrong(path: &Path, error: &GoldError) -> Failure {
    Failure::new(format!("{}:{}: {}", origin_name(path), error.line, error.what))
}

fn of_words(path: &Path, text: &str, hints: &Hints) -> Result<MarkedArticle, Failure> {
    let hint = "onrecord annotate FILE checks and shows it";
    let file = GoldFile::parse(text).map_err(|error| wrong(path, &error).hint(hint))?;
    let (origin, reading) = article_of(path, &file, hints)?;
    let gold = file.attributions(&reading.article.text).map_err(|error| wrong(path, &error).hint(hint))?;
    Ok(MarkedArticle::new(origin, reading, gold))
}

/// The article that the gold file at `path` names: beside it, or from the working folder.
///
/// # Errors
/// Where there is none, or it cannot be read.
pub fn article_of(path: &Path, file: &GoldFile, hints: &Hints) -> Result<(Origin, Reading), Failure> {
    let named = Origin::from(file.article.clone());
    let beside = path.parent().map(|folder| folder.join(&named.path)).filter(|beside| beside.is_file());
    let article = beside.unwrap_or_else(|| PathBuf::from(&named.path));
    if !article.exists() {
        let what = format!("{}: its article {} is neither beside it nor here", origin_name(path), named.path);
        return Err(Failure::new(what).hint("mend the line that begins with \"article:\""));
    }
    one_article(&article, named.record, hints).map(|reading| {
        let origin = Origin { path: origin_name(&article), record: reading.record };
        (origin, reading)
    })
}

/// The article in the file `path`: the only one, or record number `record`.
///
/// # Errors
/// Where there is none, more than one without a number, or it cannot be read.
pub fn one_article(path: &Path, record: Option<u64>, hints: &Hints) -> Result<Reading, Failure> {
    let name = origin_name(path);
    let bytes = opened::open(path)?;
    let mut found: Option<Reading> = None;
    for item in formats::read(Input { name: &name, bytes }, hints) {
        match item {
            Item::Article(reading) if record.is_none_or(|record| reading.record.unwrap_or(1) == record) => {
                if record.is_some() {
                    return Ok(*reading);
                }
                if found.is_some() {
                    let what = format!("{name}: more than one article in it");
                    return Err(Failure::new(what).hint("choose one with --record N, its number in the file"));
                }
                found = Some(*reading);
            }
            Item::Problem(problem)
                if record.is_none_or(|record| problem.record.is_none_or(|n| n == record)) =>
            {
                let place = problem.line.map_or_else(String::new, |line| format!(":{line}"));
                let failure = Failure::new(format!("{name}{place}: {}", problem.reason));
                return Err(match problem.hint {
                    Some(hint) => failure.hint(hint),
                    None => failure,
                });
            }
            _ => {}
        }
    }
    found.ok_or_else(|| {
        let what =
            record.map_or_else(|| "no article in it".to_owned(), |n| format!("no article number {n} in it"));
        Failure::new(format!("{name}: {what}"))
            .hint(format!("see what is understood of it with: onrecord read {name}"))
    })
}

fn of_lines(
    path: &Path,
    text: &str,
    articles: &[PathBuf],
    hints: &Hints,
) -> Result<Vec<MarkedArticle>, Failure> {
    let lines = MarkedLine::parse_all(text).map_err(|error| wrong(path, &error))?;
    if articles.is_empty() {
        let what = format!("{}: spans without their articles", origin_name(path));
        return Err(Failure::new(what).hint("name the files of the articles with --articles FILE"));
    }
    let mut wanted: BTreeMap<String, Option<(Origin, Reading)>> =
        lines.iter().map(|line| (line.id.to_string(), None)).collect();
    for articles in articles {
        take_wanted(articles, hints, &mut wanted)?;
    }
    let marked =
        lines.into_iter().map(|line| match wanted.get_mut(&line.id.to_string()).and_then(Option::take) {
            Some((origin, reading)) => Ok(MarkedArticle::new(origin, reading, line.attributions)),
            None => {
                let what = format!(
                    "{}: no article has the id {}, or it is marked twice",
                    origin_name(path),
                    line.id
                );
                Err(Failure::new(what).hint("name every file of the articles with --articles FILE"))
            }
        });
    marked.collect()
}

/// Takes the articles of `path` whose ids are wanted.
fn take_wanted(
    path: &Path,
    hints: &Hints,
    wanted: &mut BTreeMap<String, Option<(Origin, Reading)>>,
) -> Result<(), Failure> {
    let name = origin_name(path);
    let bytes = opened::open(path)?;
    for item in formats::read(Input { name: &name, bytes }, hints) {
        let Item::Article(reading) = item else { continue };
        let origin = Origin { path: name.clone(), record: reading.record };
        for id in ids(&reading) {
            if let Some(place) = wanted.get_mut(&id) {
                *place = Some((origin, *reading));
                break;
            }
        }
    }
    Ok(())
}

/// The ids of an article: its input's own, and the article's.
fn ids(reading: &Reading) -> Vec<String> {
    let own = serde_json::Value::from(reading.article.id().to_string());
    reading.given_id.iter().chain([&own]).map(ToString::to_string).collect()
}

impl MarkedArticle {
    fn new(origin: Origin, reading: Reading, gold: Vec<Attribution>) -> Self {
        Self { origin, ids: ids(&reading), article: reading.article, gold }
    }
}
