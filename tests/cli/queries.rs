//! Questions as one types them: search, said, speakers, outlets, show, stats.

use onrecord::schema::VERSION;

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
    assert!(ran.err.contains("\n  colour:dam\n  ^^^^^^^\n"), "{ran:?}");
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
    let ran = bench.run(&["search", "dam speaker:Zzyzx"]).expect(1);
    assert_eq!(ran.err, "note: no speaker is called Zzyzx\n");
    let ran = bench.run(&["search", "outlet:Ledgr"]).expect(1);
    assert!(ran.err.contains("no outlet is called Ledgr; did you mean Harbor Ledger?"), "{ran:?}");
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

#[test]
fn a_rebuilt_index_answers_the_same_without_the_files() {
    let bench = Bench::with_articles();
    let id = bench.json(&["search", "strike"])["hits"][0]["article"]["id"].as_str().unwrap().to_owned();
    bench.run(&["remove", &id]).expect(0);
    let before = bench.run(&["export", "statements"]).out;
    std::fs::rename(bench.path("news"), bench.path("away")).unwrap();
    assert!(bench.run(&["rebuild"]).expect(0).out.starts_with("2 articles read anew"));
    assert_eq!(bench.run(&["export", "statements"]).out, before);
    // Stamps and takedowns are kept.
    std::fs::rename(bench.path("away"), bench.path("news")).unwrap();
    assert_eq!(bench.ingest(&["news"]), [0, 0, 3, 0, 0]);
    assert_eq!(bench.json(&["ingest", "--reread", "news"])["withheld"], 1);
    bench.run(&["search", "strike"]).expect(1);
}

#[test]
fn a_surname_of_several_and_a_misspelled_one_are_told() {
    let bench = Bench::new();
    let text = "\"The dam holds,\" Jonas Feld said.\n\n\"It does not,\" Petra Feld said. \"It leaks.\"";
    bench.write("a.json", super::bench::line("Wire", "2026-01-01", "Two Felds", text));
    bench.run(&["ingest", "a.json"]).expect(0);
    let ran = bench.run(&["said", "Feld"]).expect(0);
    assert!(ran.err.starts_with("note: Feld: ") && ran.err.contains(" Petra Feld"), "{ran:?}");
    assert_eq!(bench.run(&["said", "Jonas Feld"]).expect(0).err, "");
    assert_eq!(
        bench.run(&["said", "Jonas Felt"]).expect(1).err,
        "note: no speaker is called Jonas Felt; did you mean Jonas Feld?\n"
    );
    let ran = bench.run(&["said", "Jonas Feld", "--about", "zebra"]).expect(1);
    assert_eq!(ran.err, "note: Jonas Feld: one statement in all, none like this\n");
    let hit = &bench.json(&["said", "Jonas Feld"])["hits"][0];
    let shown = bench.run(&["show", hit["id"].as_str().unwrap()]).expect(0).out;
    assert!(shown.contains("The dam holds"), "{shown}");
    bench.run(&["show", &format!("{}.0-4.000000", hit["article"]["id"].as_str().unwrap())]).expect(1);
}

#[test]
fn an_index_of_another_schema_is_refused_and_rebuilt() {
    let bench = Bench::with_articles();
    let state = bench.path(".onrecord/onrecord.json");
    let other =
        std::fs::read_to_string(&state).unwrap().replace(&format!("\"schema\": {VERSION}"), "\"schema\": 99");
    std::fs::write(&state, other).unwrap();
    for arguments in [&["search", "dam"][..], &["ingest", "news"], &["stats"]] {
        let ran = bench.run(arguments).expect(2);
        assert!(ran.err.contains("schema 99") && ran.err.contains("onrecord rebuild"), "{ran:?}");
    }
    bench.run(&["rebuild"]).expect(0);
    assert_eq!(bench.json(&["search", "dam"])["total"], 2);
    assert_eq!(bench.ingest(&["news"]), [0, 0, 3, 0, 0]);
}
