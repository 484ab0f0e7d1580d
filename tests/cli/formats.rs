//! What is said of the formats, and files of which the user says what they are.

use onrecord::formats::FORMATS;
use serde_json::Value;

use super::bench::Bench;

#[test]
fn the_list_and_its_page_name_every_format() {
    let bench = Bench::new();
    let text = bench.run(&["formats"]).expect(0);
    let json = bench.run(&["formats", "--json"]).expect(0);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let listed = json["formats"].as_array().unwrap();
    assert_eq!(listed.len(), FORMATS.len());
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let page = std::fs::read_to_string(page).unwrap();
    for (format, listed) in FORMATS.iter().zip(listed) {
        assert_eq!(listed["name"], format.key);
        assert_eq!(listed["gives"], format.gives);
        assert!(text.out.contains(format.name), "{}", format.name);
        assert!(page.contains(&format!("| {} | `{}` |", format.name, format.key)), "{}", format.key);
    }
}

#[test]
fn a_file_is_what_the_user_says_it_is() {
    let bench = Bench::new();
    let text =
        "Harbor Ledger\nOctober 8, 2024\nDam holds\nBy Anna Karr\n\nIt held through the night, she said.";
    bench.write("in/dam.dat", text);
    assert_eq!(bench.ingest(&["in"]), [0, 0, 0, 0, 0]);
    assert_eq!(bench.ingest(&["--format-of", "*.dat=text", "in"]), [1, 0, 0, 0, 0]);
    let wrong = bench.run(&["ingest", "--format-of", "*.dat=flac", "in"]).expect(2);
    assert!(wrong.err.contains("not a format for files: \"*.dat=flac\""), "{}", wrong.err);
}

#[test]
fn what_is_ignored_in_a_file_of_many_is_counted_and_named() {
    let bench = Bench::new();
    let item = |kind: &str, text: &str| {
        format!(
            r#"{{"uri":"u-{kind}","type":"{kind}","versioncreated":"2024-10-08T17:00:00Z","body_text":"{text}"}}"#
        )
    };
    bench.write("in/feed.json", format!("[{},{}]", item("text", "It held."), item("picture", "A dam.")));
    let ran = bench.run(&["ingest", "--json", "--list-ignored", "in"]).expect(0);
    assert_eq!(ran.err, "ignored: in/feed.json#2: picture, graphic, audio or video\n");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&report["added"], &report["ignored"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(bench.ingest(&["in"]), [0, 0, 1, 0, 0]);
}

#[test]
fn the_folder_beside_a_saved_page_is_passed_over() {
    let bench = Bench::new();
    bench.write(
        "in/Dam.txt",
        "Harbor Ledger\nOctober 8, 2024\nDam holds\nBy Anna Karr\n\nIt held through the night, she said.",
    );
    bench.write("in/Dam.html", "<html><body><article><h1>Dam</h1><p>It held.</p></article></body></html>");
    bench.write(
        "in/Dam_files/frame.html",
        "<html><body><article><h1>Ad</h1><p>Buy it.</p></article></body></html>",
    );
    bench.write(
        "in/other_files/a.txt",
        "Harbor Ledger\nOctober 9, 2024\nLock holds\nBy Tom Vale\n\nIt held as well, he said.",
    );
    let ran = bench.run(&["ingest", "--json", "--list-ignored", "in"]);
    assert!(ran.err.contains("ignored: in/Dam_files: files of a saved page\n"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["files"], 3);
}

#[test]
fn a_date_tells_where_it_stood_and_what_it_was_not() {
    let bench = Bench::new();
    bench.write(
        "a.json",
        r#"{"uri":"u","type":"text","firstcreated":"2024-10-08T16:15:00Z","versioncreated":"2024-10-09T08:00:00Z","body_text":"It held."}"#,
    );
    let ran = bench.run(&["read", "--explain-date", "a.json"]).expect(0);
    insta::assert_snapshot!(ran.out, @r"
    a.json
      2024-10-08T16:15:00Z  to the second, with its offset  (key firstcreated)
      not 2024-10-09T08:00:00Z  another day, from a weaker place  (key versioncreated)
    ");
    let ran = bench.run(&["read", "--explain-date", "--json", "a.json"]).expect(0);
    insta::assert_snapshot!(ran.out.trim(), @r#"{"readings":[{"origin":"a.json","date":"2024-10-08T16:15:00Z","precision":"second","from":"key firstcreated","others":[{"value":"2024-10-09T08:00:00Z","from":"key versioncreated","same_day":false}]}]}"#);
}
