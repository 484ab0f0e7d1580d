//! What cannot be read, by each command that reads: message, hint, exit status.

use super::bench::{Bench, line};

/// A folder with one file of each sort that cannot be read, and one that can.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("in/empty.txt", "");
    bench.write("in/picture.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, b'J', b'F', b'I', b'F', 0, 1]);
    bench.write("in/broken.txt", b"Wire\nMarch 2, 2026\nA title\n\nThe caf\xc3\xa9 \xff\xfe\x80 reopened.\n");
    let long = line("Wire", "2026-01-02", "Long", &"x".repeat(3000));
    bench.write("in/long.jsonl", long + &line("Wire", "2026-01-03", "Two", "Second."));
    bench
}

#[test]
fn read_says_what_is_wrong_and_what_to_do() {
    let bench = bench();
    let files = ["in/empty.txt", "in/broken.txt", "in/long.jsonl", "gone.txt", "in", "in/picture.jpg"];
    let ran = bench.run(&[&["read", "--max-article", "2000"], &files[..]].concat()).expect(2);
    insta::assert_snapshot!(ran.err, @"
    error: in/empty.txt: empty file
    hint: there is nothing in it: save it again, or delete it
    error: in/broken.txt:5: invalid UTF-8 at byte 38
    hint: convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8
    error: in/long.jsonl:1: longer than 2000 bytes
    hint: raise the limit with --max-article BYTES
    error: gone.txt: no such file
    hint: give a file that is there, or - for standard input
    error: in: a folder
    hint: name the files in it
    ignored: in/picture.jpg: binary
    ");
    assert!(ran.out.starts_with("in/long.jsonl#2\n"), "{ran:?}");
    bench.run(&["read", "in/picture.jpg"]).expect(1);
}

#[test]
fn extract_answers_in_the_place_of_each() {
    let bench = bench();
    let files = ["in/empty.txt", "in/broken.txt", "gone.txt", "in", "in/picture.jpg", "in/long.jsonl"];
    let ran = bench.run(&[&["extract", "--max-article", "2000"], &files[..]].concat()).expect(2);
    insta::assert_snapshot!(ran.out, @r#"
    {"id":null,"line":null,"error":"empty file","hint":"there is nothing in it: save it again, or delete it","path":"in/empty.txt"}
    {"id":null,"line":5,"error":"invalid UTF-8 at byte 38","hint":"convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8","path":"in/broken.txt"}
    {"id":null,"line":null,"error":"no such file","hint":"give a file that is there, or - for standard input","path":"gone.txt"}
    {"id":null,"line":null,"error":"a folder","hint":"name the files in it","path":"in"}
    {"id":null,"line":null,"error":"not an article: binary","path":"in/picture.jpg"}
    {"id":null,"line":1,"error":"longer than 2000 bytes","hint":"raise the limit with --max-article BYTES","path":"in/long.jsonl"}
    {"id":"cbqohybc5jyp2iso","attributions":[]}
    "#);
    assert_eq!(ran.err, "");
}

#[test]
fn where_all_is_ignored_ingest_says_what_is_read() {
    let bench = bench();
    let ran = bench.run(&["ingest", "in/picture.jpg"]).expect(0);
    insta::assert_snapshot!(ran.err, @"hint: onrecord formats lists what is read; --list-ignored names what was ignored");
    let ran = bench.run(&["ingest", "--list-ignored", "in/picture.jpg"]).expect(0);
    assert_eq!(ran.err, "ignored: in/picture.jpg: binary\n");
}

/// A file that nobody but root may read; where the tests run as root, it is simply read.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let bench = Bench::new();
    bench.write("in/a.jsonl", line("Wire", "2026-01-01", "One", "First."));
    std::fs::set_permissions(bench.path("in/a.jsonl"), std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(bench.path("in/a.jsonl")).is_ok() {
        println!("skipped: a file without permissions, which root may read all the same");
        return;
    }
    for command in ["ingest", "read"] {
        let ran = bench.run(&[command, "in/a.jsonl"]).expect(2);
        assert!(ran.err.contains("in/a.jsonl: ") && ran.err.contains("\nhint: "), "{ran:?}");
    }
    let ran = bench.run(&["extract", "in/a.jsonl"]).expect(2);
    assert!(ran.out.contains("\"error\":\"it may not be read\""), "{ran:?}");
}
