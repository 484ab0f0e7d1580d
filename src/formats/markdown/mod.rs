//! Markdown with YAML front matter, as static sites keep their articles; without it, Markdown whose
//! first lines say who wrote it or when.

mod text;

use super::clean::clean;
use super::draft::{Candidate, Draft};
use super::hints::Hints;
use super::reading::{Ignored, Item, Items, Place, Problem, Reason};
use super::source::{Head, Source};
use super::{Likeness, charset, json, plain};
use crate::text::fold;

/// Longest front matter, in bytes.
const LONGEST: usize = 64 << 10;
/// Rank of the text.
const BODY: u8 = 201;

/// How much `head` looks like Markdown.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let named = matches!(head.extension.as_str(), "md" | "markdown" | "mdown" | "mkd");
    let fronted = head.trimmed().strip_prefix("---").is_some_and(|rest| {
        let mut lines = rest.lines();
        lines.next().is_some_and(|line| line.trim().is_empty())
            && lines.next().is_some_and(|line| line.contains(':'))
    });
    match (named, fronted) {
        (true, true) => Likeness::Surely,
        (true, false) => Likeness::Likely,
        // Plain text may have front matter too.
        (false, true) if matches!(head.extension.as_str(), "txt" | "text" | "") => Likeness::Surely,
        _ => Likeness::No,
    }
}

/// Reads one article of Markdown.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    let documentation = plain::is_documentation(source.head.stem());
    let text = source.bytes(hints.max_article).and_then(|bytes| charset::decode(bytes, None));
    let item = match text {
        Ok(text) => article(clean(text), documentation, hints),
        Err(problem) => Item::Problem(problem),
    };
    Box::new(std::iter::once(item))
}

fn article(text: String, documentation: bool, hints: &Hints) -> Item {
    let Some((front, body)) = front_matter(&text) else {
        return if documentation { Item::Ignored(Ignored::Documentation) } else { unfronted(&text, hints) };
    };
    let record = match json::record_of(yaml_serde::Deserializer::from_str(front), &hints.map) {
        Ok(record) => record,
        Err(error) => return Item::Problem(Problem::new(Reason::Yaml(error.to_string())).at(None, Some(1))),
    };
    if !record.hopeful() && documentation {
        return Item::Ignored(Ignored::Documentation);
    }
    let mut draft = record.into_drafts().into_iter().next().unwrap_or_default();
    draft.text.clear();
    let body = without_title(text::plain(body), &draft);
    draft.text.push(Candidate { value: body, place: Place::Body, rank: BODY });
    draft.finish(hints)
}

/// Markdown without front matter: an article only if its first lines name a date or an author.
fn unfronted(text: &str, hints: &Hints) -> Item {
    let draft = plain::draft(&text::plain(text), hints);
    if draft.date.is_empty() && draft.authors.is_empty() {
        return Item::Ignored(Ignored::Documentation);
    }
    draft.finish(hints)
}

/// What stands between two lines of dashes at the top, and what follows.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---")?;
    let rest = rest.trim_start_matches(['-', ' ']).strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
        if at > LONGEST {
            break;
        }
    }
    None
}

/// `text` without a first paragraph that only repeats the headline.
fn without_title(text: String, draft: &Draft) -> String {
    let (first, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
    let first = fold(first);
    if draft.title.iter().any(|title| fold(&title.value) == first) { rest.trim().to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::{Input, read};
    use super::*;

    fn item(name: &str, text: &str) -> Item {
        let mut items: Vec<Item> =
            read(Input { name, bytes: Box::new(text.as_bytes()) }, &Hints::default()).collect();
        assert_eq!(items.len(), 1);
        items.remove(0)
    }

    fn shown(text: &str) -> String {
        let Item::Article(reading) = item("a.md", text) else { panic!("{:?}", item("a.md", text)) };
        let article = reading.article;
        format!(
            "{:?} {:?} {:?} {:?} {:?}",
            article.outlet.unwrap_or_default(),
            article.date.map(|date| date.to_string()).unwrap_or_default(),
            article.title.unwrap_or_default(),
            article.authors.join("; "),
            article.text
        )
    }

    #[test]
    fn front_matter_has_the_names_of_json() {
        for (text, expected) in [
            (
                "---\ntitle: \"Dam holds\"\ndate: 2024-10-08\nauthor: Anna Karr and Tom Vale\noutlet: Ledger\ntags: [dam, lock]\n---\n\n# Dam holds\n\nIt *held*.\n",
                r#""Ledger" "2024-10-08" "Dam holds" "Anna Karr; Tom Vale" "It held.""#,
            ),
            (
                "---\nheadline: Dam\npubDate: Tue, 08 Oct 2024 16:15:00 GMT\nauthors:\n  - name: Anna Karr\n  - Tom Vale\n---\nIt held.",
                r#""" "2024-10-08T16:15:00Z" "Dam" "Anna Karr; Tom Vale" "It held.""#,
            ),
            (
                "# Dam holds\n\n*By Anna Karr*\n\nOctober 8, 2024\n\nIt held through the night, they said.",
                r#""" "2024-10-08" "Dam holds" "Anna Karr" "It held through the night, they said.""#,
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn documentation_is_ignored_and_broken_front_matter_is_a_problem() {
        for (name, text) in [
            ("README.md", "# dam\n\nA tool.\n\n## Install\n\nRun it."),
            ("notes.md", "# Notes\n\nNothing of news here."),
            ("CHANGELOG.md", "# 1.0 - 2024-10-08\n\n- By us"),
            ("readme.md", "---\nlayout: page\n---\nText"),
        ] {
            assert_eq!(item(name, text), Item::Ignored(Ignored::Documentation), "{text}");
        }
        let broken = item("a.md", "---\ntitle: [Dam\nauthor: x: y\n---\nText");
        assert!(
            matches!(&broken, Item::Problem(problem) if matches!(problem.reason, Reason::Yaml(_))),
            "{broken:?}"
        );
        let bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nauthor: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\ntitle: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n---\nText";
        let _ = item("a.md", bomb);
    }
}
