//! What is removed stays away.

use super::bench::Bench;

#[test]
fn a_removed_article_is_not_read_again() {
    let bench = Bench::with_articles();
    let id = bench.json(&["search", "strike"])["hits"][0]["article"]["id"].as_str().unwrap().to_owned();
    assert_eq!(bench.run(&["remove", &id]).expect(0).out, "1 article removed.\n");
    bench.run(&["search", "strike"]).expect(1);
    bench.run(&["show", &id]).expect(1);
    let report = bench.json(&["ingest", "--reread", "news"]);
    assert_eq!((&report["added"], &report["withheld"]), (&0.into(), &1.into()));
    bench.run(&["search", "strike"]).expect(1);
    bench.run(&["remove", &id]).expect(1);
}

#[test]
fn an_outlet_and_an_origin_are_removed_whole() {
    let bench = Bench::with_articles();
    bench.run(&["remove", "--outlet", "ledger"]).expect(1);
    bench.run(&["remove", "--outlet", "northern WIRE"]).expect(0);
    assert_eq!(bench.titles().len(), 2);
    bench.run(&["remove", "--origin", "./news/ledger/"]).expect(0);
    assert!(bench.titles().is_empty());
    let report = bench.json(&["ingest", "--reread", "news"]);
    assert_eq!((&report["added"], &report["withheld"]), (&0.into(), &3.into()));
}

#[test]
fn what_is_no_id_is_told() {
    let bench = Bench::with_articles();
    let ran = bench.run(&["remove", "xyz"]).expect(2);
    insta::assert_snapshot!(ran.err, @r#"
    error: xyz: not an id: an article's is 16 letters and digits, a statement's ARTICLE.START-END.HASH
    hint: search --json prints ids as "id"; a statement goes with its article: the part before the dot
    "#);
}
