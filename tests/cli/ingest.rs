//! What ingest adds, updates, removes and skips.

use std::fs;

use super::bench::{Bench, line};

#[test]
fn twice_is_once() {
    let bench = Bench::with_articles();
    assert_eq!(bench.ingest(&["news"]), [0, 0, 3, 0, 0]);
    assert_eq!(
        bench.titles(),
        [
            "Engineers warn of cracks in the Orlen dam < news/ledger/dam.txt",
            "Minister denies dam is unsafe < news/wire.jsonl#1",
            "Port workers end their strike < news/ledger/port.txt",
        ]
    );
}

#[test]
fn a_changed_file_replaces_what_was_its_own() {
    let bench = Bench::new();
    let (one, two) =
        (line("Wire", "2026-01-01", "One", "First."), line("Wire", "2026-01-02", "Two", "Second."));
    bench.write("a.jsonl", one.clone() + &two);
    assert_eq!(bench.ingest(&["a.jsonl"]), [2, 0, 0, 0, 0]);
    let changed = line("Wire", "2026-01-02", "Two", "Second, with more to it.");
    bench.write("a.jsonl", changed + &line("Wire", "2026-01-03", "Three", "Third."));
    assert_eq!(bench.ingest(&["a.jsonl"]), [1, 1, 0, 1, 0]);
    assert_eq!(bench.titles(), ["Three < a.jsonl#2", "Two < a.jsonl#1"]);
    bench.run(&["search", "more"]).expect(0);
    bench.run(&["search", "First"]).expect(1);
}

#[test]
fn the_same_article_under_two_paths_has_two_origins() {
    let bench = Bench::new();
    let article = line("Wire", "2026-01-01", "One", "First.");
    bench.write("in/a.json", &article);
    bench.write("in/b.json", &article);
    assert_eq!(bench.ingest(&["in"]), [1, 0, 0, 0, 1]);
    assert_eq!(bench.titles(), ["One < in/a.json in/b.json"]);
    // Moved: the new place at once, the old one gone with --prune.
    fs::rename(bench.path("in/a.json"), bench.path("in/c.json")).unwrap();
    assert_eq!(bench.ingest(&["in"]), [0, 0, 1, 0, 1]);
    assert_eq!(bench.ingest(&["--prune", "in"]), [0, 0, 2, 0, 0]);
    assert_eq!(bench.titles(), ["One < in/b.json in/c.json"]);
}

#[test]
fn prune_removes_what_is_gone_below_the_paths_given_alone() {
    let bench = Bench::new();
    for (file, title) in [("a/1.json", "One"), ("a/2.json", "Two"), ("b/3.json", "Three")] {
        bench.write(file, line("Wire", "2026-01-01", title, title));
    }
    bench.run(&["ingest", "a", "b"]).expect(0);
    fs::remove_file(bench.path("a/1.json")).unwrap();
    fs::remove_file(bench.path("b/3.json")).unwrap();
    assert_eq!(bench.ingest(&["a"]), [0, 0, 1, 0, 0], "nothing is removed unasked");
    assert_eq!(bench.ingest(&["--prune", "a"]), [0, 0, 1, 1, 0]);
    assert_eq!(bench.titles(), ["Three < b/3.json", "Two < a/2.json"]);
    // b is empty now, as a disk that is not mounted is.
    assert_eq!(bench.ingest(&["--prune", "b"]), [0, 0, 0, 0, 0]);
    fs::remove_dir(bench.path("b")).unwrap();
    bench.run(&["ingest", "--prune", "b"]).expect(2);
    assert_eq!(bench.titles().len(), 2);
}

#[test]
fn a_missing_path_is_an_error_and_the_rest_is_read() {
    let bench = Bench::new();
    bench.write("a.json", line("Wire", "2026-01-01", "One", "First."));
    let ran = bench.run(&["ingest", "gone", "a.json"]).expect(2);
    insta::assert_snapshot!(ran.err, @"
    error: gone: no such file or folder
    hint: give a file or folder that is there, or - for standard input
    ");
    assert_eq!(bench.titles(), ["One < a.json"]);
    let empty = Bench::new();
    empty.run(&["ingest", "gone"]).expect(2);
    assert!(!empty.path(".onrecord").exists(), "no index is made for nothing");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let bench = Bench::new();
    bench.write("in/good.json", line("Wire", "2026-01-01", "One", "First."));
    bench.write("in/empty.txt", "");
    bench.write("in/picture.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, b'J', b'F', b'I', b'F', 0, 1]);
    bench.write("in/broken.txt", b"Wire\nMarch 2, 2026\nA title\n\nThe caf\xc3\xa9 \xff\xfe\x80 reopened.\n");
    let long = line("Wire", "2026-01-02", "Long", &"x".repeat(3000));
    bench.write("in/long.jsonl", long + &line("Wire", "2026-01-03", "Two", "Second."));
    let ran = bench.run(&["ingest", "--max-article", "2000", "in"]).expect(2);
    insta::assert_snapshot!(ran.err, @"
    skipped: in/broken.txt:5: invalid UTF-8 at byte 38
    hint: convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8
    skipped: in/empty.txt: empty file
    hint: there is nothing in it: save it again, or delete it
    skipped: in/long.jsonl:1: longer than 2000 bytes
    hint: raise the limit with --max-article BYTES
    ");
    assert_eq!(bench.titles(), ["One < in/good.json", "Two < in/long.jsonl#2"]);
    // Again, each is named again, and nothing is lost.
    let report = bench.json(&["ingest", "--max-article", "2000", "in"]);
    assert_eq!(report["skipped"].as_array().unwrap().len(), 3);
    assert_eq!((&report["unchanged"], &report["ignored"]), (&2.into(), &1.into()));
}

#[test]
fn an_index_among_the_articles_is_no_article() {
    let bench = Bench::new();
    bench.write("in/a.json", line("Wire", "2026-01-01", "One", "First."));
    bench.run(&["ingest", "in", "--index", "in/first"]).expect(0);
    let report = bench.json(&["ingest", "in", "--index", "second"]);
    assert_eq!((&report["files"], &report["articles"]), (&1.into(), &1.into()), "{report}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over_without_hanging() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let bench = Bench::new();
    bench.write("in/a.json", line("Wire", "2026-01-01", "One", "First."));
    bench.write("outside/b.json", line("Wire", "2026-01-01", "Two", "Second."));
    symlink("../outside", bench.path("in/link")).unwrap();
    symlink("../outside/b.json", bench.path("in/link.json")).unwrap();
    let pipe = bench.path("in/pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(bench.ingest(&["in"]), [1, 0, 0, 0, 0]);
    bench.run(&["ingest", "in/pipe.json"]).expect(2);
    // A file that may not be read: root may read all, so there it is simply read.
    bench.write("in/c.json", line("Wire", "2026-01-01", "Three", "Third."));
    fs::set_permissions(bench.path("in/c.json"), fs::Permissions::from_mode(0o0)).unwrap();
    let ran = bench.run(&["ingest", "in"]);
    if fs::read(bench.path("in/c.json")).is_err() {
        assert!(ran.err.contains("skipped: in/c.json: cannot be read: Permission denied"), "{ran:?}");
        assert_eq!(ran.status, 2);
    }
    assert!(bench.titles().contains(&"One < in/a.json".to_owned()));
}

#[test]
fn standard_input_is_json_lines_and_outlets_are_shown_by_name() {
    let bench = Bench::new();
    bench.write("outlets.toml", "\"ledger.example\" = \"Harbor Ledger\"\n");
    let article =
        "{\"url\":\"https://www.ledger.example/2026/dam\",\"title\":\"Dam\",\"text\":\"It holds.\"}\n";
    bench.write("in/a.json", article);
    bench.run(&["ingest", "in"]).expect(0);
    let ran =
        bench.run_with(&["ingest", "-", "--outlets-file", "outlets.toml"], article.as_bytes()).expect(0);
    assert!(ran.out.starts_with("1 article in 0 files"), "{ran:?}");
    assert_eq!(bench.titles(), ["Dam < - #1".replace(' ', "").replace("Dam<", "Dam < ") + " in/a.json"]);
    let hits = bench.json(&["search", "holds"]);
    assert_eq!(hits["hits"][0]["article"]["outlet"], "Harbor Ledger");
    bench.write("in/outlets.toml", "not a table");
    let ran = bench.run(&["ingest", "in"]).expect(2);
    assert!(ran.err.contains("in/outlets.toml") && ran.err.contains("hint:"), "{ran:?}");
}

#[test]
fn without_extraction_first_and_statements_later() {
    let bench = Bench::new();
    bench.write("a.json", line("Wire", "2026-01-01", "One", "\"It holds,\" Jonas Feld said."));
    assert_eq!(bench.ingest(&["--no-extract", "a.json"]), [1, 0, 0, 0, 0]);
    assert_eq!(bench.json(&["stats"])["unextracted"], 1);
    assert_eq!(bench.ingest(&["a.json"]), [0, 0, 1, 0, 0]);
    assert_eq!(bench.json(&["stats"])["unextracted"], 0);
}

#[test]
fn exported_articles_give_the_same_answers_in_an_empty_index() {
    let bench = Bench::with_articles();
    let exported = bench.run(&["export", "articles"]).expect(0).out;
    assert_eq!(exported.lines().count(), 3);
    bench.run_with(&["ingest", "--index", "other", "-"], exported.as_bytes()).expect(0);
    let plain = |index: &str, arguments: &[&str]| -> Vec<serde_json::Value> {
        let ran = bench.run(&[arguments, &["--index", index]].concat());
        let lines = ran.out.lines().map(|line| serde_json::from_str(line).unwrap());
        lines
            .map(|mut line: serde_json::Value| {
                let article = if line.get("article").is_some() { &mut line["article"] } else { &mut line };
                article.as_object_mut().unwrap().remove("origins");
                line.as_object_mut().unwrap().remove("score");
                line
            })
            .collect()
    };
    for arguments in [
        &["export", "articles"][..],
        &["export", "statements"],
        &["said", "Feld", "--format", "jsonl"],
        &["search", "dam", "--format", "jsonl"],
    ] {
        assert_eq!(plain(".onrecord", arguments), plain("other", arguments), "{arguments:?}");
    }
}
