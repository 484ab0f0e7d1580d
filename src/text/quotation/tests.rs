//! Passages with their quotations.

use super::super::paragraph::paragraphs;
use super::*;

fn found(text: &str) -> Vec<Quotation> {
    quotations(text, &paragraphs(text))
}

fn outer(text: &str) -> Vec<&str> {
    found(text).iter().filter(|q| q.depth == 0).map(|q| q.inner.of(text)).collect()
}

#[test]
fn marks_of_every_style() {
    for (text, expected) in [
        ("\"We are late,\" he said. \"Very.\"", &["We are late,", "Very."][..]),
        ("“We are late,” he said. “Very.”", &["We are late,", "Very."]),
        ("``We are late,'' he said.", &["We are late,"]),
        ("''We are late,'' he said of the ''Gull.'' ''Very.''", &["We are late,", "Gull.", "Very."]),
        ("«We are late», he said.", &["We are late"]),
        ("„We are late“, he said. „Very.”", &["We are late", "Very."]),
        ("‘We’re late,’ he said.", &["We’re late,"]),
        ("'We're late,' he said. 'Very.'", &["We're late,", "Very."]),
        ("“He told me, ‘Go home,’ and I went.”", &["He told me, ‘Go home,’ and I went."]),
        ("He said (\"late\") and—\"no\"—left", &["late", "no"]),
    ] {
        assert_eq!(outer(text), expected, "{text}");
    }
}

#[test]
fn apostrophes_and_inches_are_no_quotations() {
    for text in [
        "The officials' plan isn't Vale's.",
        "In the '90s he rode rock 'n' roll with 'em.",
        "He is 6'2\" tall and carried a 12\" pipe.",
        "the workers’ council and the owners’ club",
        "‘90s music",
    ] {
        assert_eq!(outer(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(outer("\"He is 6'2\" tall,\" she said."), ["He is 6'2\" tall,"]);
}

#[test]
fn a_single_inside_a_double_is_nested() {
    let text = "“He told me, ‘Go home,’ and I went.”";
    let nested: Vec<&str> = found(text).iter().filter(|q| q.depth == 1).map(|q| q.inner.of(text)).collect();
    assert_eq!(nested, ["Go home,"]);
}

#[test]
fn quotations_run_over_paragraphs() {
    let text = "“We waited.\n\n“We waited long.\n\n“Then it rained,” she said.";
    let all = found(text);
    let closed: Vec<(Closure, bool)> = all.iter().map(|q| (q.closed, q.continues)).collect();
    assert_eq!(closed, [(Closure::Reopened, false), (Closure::Reopened, true), (Closure::Closed, true)]);
    assert_eq!(all[0].inner.of(text), "We waited.");
}

#[test]
fn a_missing_closer_ends_with_the_paragraph() {
    let text = "“We waited.\n\nThe town was quiet.";
    assert_eq!(found(text)[0].closed, Closure::Missing);
    assert_eq!(outer(text), ["We waited."]);
    assert_eq!(outer("\"We waited. \"It rained,\" she said."), ["We waited.", "It rained,"]);
}

#[test]
fn a_missing_opener_begins_with_the_paragraph() {
    assert_eq!(outer("We waited,” she said."), ["We waited,"]);
    assert_eq!(outer("The town was quiet”er."), Vec::<&str>::new());
}

#[test]
fn hostile_runs_of_marks_take_linear_time() {
    for mark in ["\"", "“", "”", "'", "‘", "’", "«", "``", "''", "\"'", "“‘"] {
        let text = mark.repeat(20_000);
        let spans = found(&text);
        assert!(spans.iter().all(|q| q.span.end <= text.len() && q.span.contains(q.inner)));
    }
}
