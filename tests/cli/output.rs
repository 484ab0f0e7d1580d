//! Formats, pipes, exit statuses, messages.

use std::io::Read as _;
use std::process::Stdio;

use super::bench::{Bench, line};

#[test]
fn without_an_index_the_way_to_one_is_told() {
    let bench = Bench::new();
    for arguments in [
        &["search", "x"][..],
        &["said", "x"],
        &["speakers"],
        &["outlets"],
        &["show", "aaaaaaaaaaaaaaaa"],
        &["stats"],
        &["export", "articles"],
        &["remove", "aaaaaaaaaaaaaaaa"],
        &["rebuild"],
    ] {
        let ran = bench.run(arguments).expect(2);
        assert_eq!(ran.out, "");
        assert_eq!(
            ran.err,
            "error: no index here or in any folder above\nhint: make one with: onrecord ingest PATH\n"
        );
        let ran = bench.run(&[arguments, &["--index", "nowhere"]].concat()).expect(2);
        assert_eq!(ran.err, "error: nowhere: no index here\nhint: make one with: onrecord ingest PATH\n");
        assert!(!bench.path("nowhere").exists(), "asking makes nothing");
    }
}

#[test]
fn an_index_is_found_from_below() {
    let bench = Bench::with_articles();
    let ran = bench.command(&["stats"]).current_dir(bench.path("news/ledger")).output().unwrap();
    assert!(ran.status.success());
    let ran =
        bench.command(&["stats"]).current_dir("/").env("ONRECORD_INDEX", bench.path(".onrecord")).output();
    assert!(ran.unwrap().status.success());
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
    let bench = Bench::new();
    let many: String =
        (0..400).map(|n| line("Wire", "2026-01-01", &format!("Title {n}"), &"word ".repeat(200))).collect();
    bench.write("a.jsonl", many);
    bench.run(&["ingest", "a.jsonl"]).expect(0);
    let mut child =
        bench.command(&["export", "articles"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    if let Ok(full) = std::fs::File::options().write(true).open("/dev/full") {
        let output = bench.command(&["search", "word"]).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(
            String::from_utf8_lossy(&output.stderr).starts_with("error: the output could not be written")
        );
    }
}

#[test]
fn help_is_short_alone_and_long_for_a_command() {
    let bench = Bench::new();
    let ran = bench.run(&[]).expect(0);
    assert!(ran.out.contains("Examples:") && ran.out.contains("said"), "{ran:?}");
    for command in [
        "ingest", "search", "said", "speakers", "outlets", "show", "stats", "export", "remove", "read",
        "extract", "rebuild", "evaluate", "annotate",
    ] {
        assert!(ran.out.contains(&format!("\n  {command} ")), "{command}");
        let help = bench.run(&[command, "--help"]).expect(0);
        assert!(help.out.contains("Usage:"), "{command}");
    }
    bench.run(&["sing"]).expect(2);
}

#[test]
fn every_format_says_the_same() {
    let bench = Bench::with_articles();
    let document = bench.json(&["search", "dam"]);
    assert_eq!((&document["total"], document["hits"].as_array().unwrap().len()), (&2.into(), 2));
    let lines = bench.run(&["search", "dam", "--format", "jsonl"]).expect(0).out;
    assert_eq!(lines.lines().count(), 2);
    let table = bench.run(&["search", "dam", "--format", "csv"]).expect(0).out;
    assert_eq!(table.lines().next().map(|header| header.starts_with("id,outlet,date")), Some(true));
    assert_eq!(table.matches("\r\n").count(), 3);
    let nothing = bench.run(&["search", "zebra", "--json"]).expect(1).out;
    assert!(nothing.starts_with("{\"total\":0,\"hits\":[]"), "{nothing}");
    let text = bench.run(&["search", "dam"]).expect(0).out;
    assert!(!text.contains('\u{1b}') && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(bench.run(&["search", "dam", "--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn pages_follow_one_another() {
    let bench = Bench::with_articles();
    let mut after = String::new();
    let mut titles = Vec::new();
    for _ in 0..3 {
        let mut arguments = vec!["search", "-n", "1", "--sort", "oldest"];
        if !after.is_empty() {
            arguments.extend(["--after", &after]);
        }
        let page = bench.json(&arguments);
        assert_eq!(page["total"], 3);
        titles.push(page["hits"][0]["article"]["date"].as_str().unwrap().to_owned());
        after = page["next"].as_str().unwrap_or_default().to_owned();
    }
    assert_eq!((titles.join(" ").as_str(), after.as_str()), ("2026-03-02 2026-03-03 2026-03-05", ""));
}

#[test]
fn extract_answers_line_by_line_in_order_at_any_number_of_threads() {
    let bench = Bench::new();
    let mut input: String = (0..60)
        .map(|n| format!("{{\"id\":{n},\"text\":\"\\\"Number {n} holds,\\\" Jonas Feld said.\"}}\n"))
        .collect();
    input.push_str("{broken\n\n{\"id\":\"last\",\"text\":\"No one spoke.\"}\n");
    let one = bench.run_with(&["extract", "--threads", "1"], input.as_bytes()).expect(2);
    let eight = bench.run_with(&["extract", "--threads", "8"], input.as_bytes()).expect(2);
    assert_eq!(one.out, eight.out);
    let lines: Vec<serde_json::Value> =
        one.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines.len(), &lines[7]["id"], &lines[61]["id"]), (62, &7.into(), &"last".into()));
    assert_eq!((&lines[60]["id"], &lines[60]["line"]), (&serde_json::Value::Null, &61.into()));
    assert!(lines[60]["error"].as_str().unwrap().contains("not valid JSON"), "{}", lines[60]);
}

#[test]
fn read_shows_what_is_understood_and_indexes_nothing() {
    let bench = Bench::new();
    let text = "Harbor Ledger\nMarch 2, 2026\nThe dam holds\nBy Mina Tarr\n\nThe dam held on Monday.\n\nIt will hold.\n";
    bench.write("dam.txt", text);
    let ran = bench.run(&["read", "dam.txt"]).expect(0);
    insta::assert_snapshot!(ran.out, @"
    dam.txt
      outlet   Harbor Ledger  (line 1)
      date     2026-03-02  (line 2)
      authors  Mina Tarr  (line 4)
      title    The dam holds  (line 3)
      id       vvyey2bw3xmtgg6x
      text     38 characters
               The dam held on Monday.
               It will hold.
    ");
    let document = bench.json(&["read", "dam.txt"]);
    assert_eq!(document["readings"][0]["title"], "The dam holds");
    assert!(!bench.path(".onrecord").exists());
    bench.run(&["read", "gone.txt"]).expect(2);
}

#[test]
fn no_command_prints_what_a_terminal_obeys() {
    let bench = Bench::new();
    let hostile = "dam\u{202e}\u{9b}31m\u{2066}\u{61c}";
    bench.write(&format!("news/{hostile}.txt"), "");
    bench.write(
        "news/a.jsonl",
        line(hostile, "2026-01-01", hostile, &format!("It {hostile} broke, Feld said.")),
    );
    for arguments in [
        &["ingest", "news"][..],
        &["ingest", "news", "--json"],
        &["ingest", "news", "--list-ignored"],
        &["read", "news/a.jsonl"],
        &["read", "news/a.jsonl", "--json"],
        &["read", "news/a.jsonl", "--format", "jsonl"],
        &["read", &format!("news/{hostile}.txt")],
        &["extract", "news/a.jsonl"],
        &["extract", &format!("news/{hostile}.txt")],
        &["search", hostile],
        &["said", "--json"],
    ] {
        let ran = bench.run(arguments);
        let obeyed = |c: char| {
            c != '\n' && (c.is_control() || ('\u{202a}'..='\u{2069}').contains(&c) || c == '\u{61c}')
        };
        for printed in [&ran.out, &ran.err] {
            assert!(!printed.contains(obeyed), "{arguments:?}: {printed:?}");
        }
    }
    // What is escaped is the same text to whoever reads the JSON.
    assert_eq!(
        bench.json(&["read", "news/a.jsonl"])["readings"][0]["text"],
        format!("It {hostile} broke, Feld said.")
    );
}

#[test]
fn shells_and_manuals_know_every_command() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = bench.run(&["completions", shell]).expect(0).out;
        assert!(script.contains("onrecord") && script.contains("timeline"), "{shell}");
    }
    assert!(bench.run(&["man"]).expect(0).out.contains(".TH onrecord 1"));
    bench.run(&["man", "--out", "man/man1"]).expect(0);
    let page = std::fs::read_to_string(bench.path("man/man1/onrecord-said.1")).unwrap();
    assert!(
        page.contains("onrecord said Gallant") || page.contains("EXTRA") || page.contains("Examples"),
        "{page}"
    );
}
