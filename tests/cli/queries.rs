//! Questions as one types them: search, said, speakers, outlets, show, stats.

use super::bench::Bench;

#[test]
fn words_fields_and_a_leading_minus() {
    let bench = Bench::with_articles();
    let titles = |query: &[&str]| -> Vec<String> {
        let hits = bench.json(&[&["search", "--sort", "oldest"], query].concat());
        let hits = hits["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| hit["article"]["date"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(&["dam"]), ["2026-03-02", "2026-03-03"]);
    assert_eq!(titles(&["dam", "-minister"]), ["2026-03-02"]);
    assert_eq!(titles(&["-dam"]), ["2026-03-05"]);
    assert_eq!(titles(&["outlet:ledger"]), ["2026-03-02", "2026-03-05"]);
    assert_eq!(
        titles(&["--outlet", "Northern Wire", "--since", "2026-03-03", "--until", "2026-03-03"]),
        ["2026-03-03"]
    );
    assert_eq!(titles(&["--author", "Tarr"]), ["2026-03-02"]);
}

#[test]
fn what_cannot_be_read_in_a_query_is_a_note_and_an_error_if_asked_for() {
    let bench = Bench::with_articles();
    let ran = bench.run(&["search", "colour:dam"]);
    assert!(ran.err.starts_with("note: “colour” is no field"), "{ran:?}");
    let ran = bench.run(&["search", "colour:dam", "--strict"]).expect(2);
    assert!(ran.err.starts_with("error: ") && ran.err.contains("hint: "), "{ran:?}");
    let ran = bench.run(&["search", "dam", "--since", "2026-02-30"]).expect(2);
    assert!(ran.err.contains("2026-02-30") && ran.err.contains("hint: "), "{ran:?}");
    for innocent in ["O'Brien", "-40 degrees", "10:30", "[sic]", "C++", "AT&T", "\"unclosed", "(", "OR", "*"]
    {
        let ran = bench.run(&["search", innocent]);
        assert!(ran.status < 2 && !ran.err.contains("error"), "{innocent}: {ran:?}");
    }
}

#[test]
fn an_index_of_no_statements_says_what_nobody_is_called() {
    let bench = Bench::with_articles();
    let ran = bench.run(&["said", "Zzyzx"]).expect(1);
    assert_eq!(ran.err, "note: no speaker is called Zzyzx\n");
}

#[test]
fn an_article_is_shown_by_its_id() {
    let bench = Bench::with_articles();
    let id = bench.json(&["search", "strike"])["hits"][0]["article"]["id"].as_str().unwrap().to_owned();
    let shown = bench.run(&["show", &id]).expect(0).out;
    assert!(
        shown.contains("Port workers end their strike") && shown.contains("news/ledger/port.txt"),
        "{shown}"
    );
    let document = bench.json(&["show", &id]);
    assert_eq!(document["id"].as_str(), Some(id.as_str()));
    assert!(document["text"].as_str().unwrap().contains("nine days"));
    bench.run(&["show", "aaaaaaaaaaaaaaaa"]).expect(1);
    bench.run(&["show", "a.b"]).expect(2);
}

#[test]
fn stats_and_outlets_count() {
    let bench = Bench::with_articles();
    let stats = bench.json(&["stats"]);
    assert_eq!((&stats["articles"], &stats["outlets"], &stats["files"]), (&3.into(), &2.into(), &3.into()));
    assert_eq!((&stats["first"], &stats["last"]), (&"2026-03-02".into(), &"2026-03-05".into()));
    let outlets = bench.json(&["outlets"]);
    assert_eq!(outlets["outlets"][0]["name"], "Harbor Ledger");
    assert_eq!(outlets["outlets"][0]["articles"], 2);
}
