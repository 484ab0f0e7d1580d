//! `annotate`: a draft to correct, an editor that corrects it, what is wrong with it, and the way back into
//! `evaluate`.

use std::fs;

use super::bench::{Bench, line};

const DAM: &str = "Harbor Ledger
March 2, 2026
Engineers warn of cracks in the Orlen dam
By Mina Tarr

The Orlen dam has cracks that must be mended before spring, the chief engineer, Jonas Feld, said on Monday.

“We cannot wait for the thaw,” Feld told reporters. “Not this year,” Feld told reporters. The ministry declined to comment.
";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("news/dam.txt", DAM);
    bench
}

/// What stands in a gold file below its guide.
fn body(bench: &Bench, gold: &str) -> String {
    let text = fs::read_to_string(bench.path(gold)).unwrap();
    let (guide, body) = text.split_once("\narticle:").unwrap();
    assert!(
        guide.lines().all(|line| line.starts_with('#')) && guide.contains("onrecord evaluate"),
        "{guide}"
    );
    format!("article:{body}")
}

/// A gold file as a person leaves it.
const GOLD: &str = "article: dam.txt

¶1 The Orlen dam
> source: the chief engineer, Jonas Feld, | cue: said | content: The Orlen dam has cracks … mended before spring | speaker: Jonas Feld
# Straight marks do as well as curly ones, and each Feld stands nearest to what he says.
¶2
> source: Feld | cue: told | content: \"We cannot wait for the thaw,\" | speaker: Jonas Feld | to: reporters
> source: Feld | cue: told | content: \"Not this year,\" | speaker: Jonas Feld | to: reporters
> source: The ministry | cue: declined to comment | no_comment: declined
";

#[test]
fn a_gold_file_is_checked_and_shown() {
    let bench = bench();
    bench.write("news/dam.gold", GOLD);
    let ran = bench.run(&["annotate", "news/dam.txt"]).expect(0);
    insta::assert_snapshot!(ran.out, @"
    Engineers warn of cracks in the Orlen dam
      Harbor Ledger · 2 Mar 2026 · Mina Tarr
      rh2v3tfq3oqrao4k
      from news/dam.txt

    [1] The Orlen dam has cracks that must be mended before spring, the chief
    engineer, Jonas Feld, said on Monday.

    [2] “We cannot wait for the thaw,” Feld told reporters. [3] “Not this year,”
    Feld told reporters. The ministry [4] declined to comment.

    [1] Jonas Feld · paraphrase
        rh2v3tfq3oqrao4k.0-58.d0606d
    [2] Jonas Feld · to reporters
        rh2v3tfq3oqrao4k.109-143.ea9b76
    [3] Jonas Feld · to reporters
        rh2v3tfq3oqrao4k.165-185.db161d
    [4] The ministry (not resolved) · no comment (declined)
        rh2v3tfq3oqrao4k.220-239.b65dcc
    ");
    assert_eq!(ran.err, "hint: measure against it with: onrecord evaluate --gold news/dam.gold\n");
    let shown = bench.json(&["annotate", "news/dam.gold"]);
    let kinds: Vec<_> =
        shown["attributions"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["indirect", "direct", "direct", "indirect"]);
    assert_eq!(shown["attributions"][2]["cue"], serde_json::json!([[191, 195]]));
    // What a person wrote is never written over, and no ingest takes it for an article.
    assert_eq!(fs::read_to_string(bench.path("news/dam.gold")).unwrap(), GOLD);
    assert_eq!(bench.ingest(&["news"]), [1, 0, 0, 0, 0]);
}

#[test]
fn a_draft_holds_the_paragraphs_and_what_is_found_in_them() {
    let bench = bench();
    let ran = bench.run(&["annotate", "news/dam.txt"]).expect(0);
    assert!(ran.out.starts_with("Engineers warn of cracks in the Orlen dam\n"), "{ran:?}");
    let draft = body(&bench, "news/dam.gold");
    assert!(draft.starts_with("article: dam.txt\n\n¶1 The Orlen dam has cracks that must"), "{draft}");
    assert!(draft.contains("\n\n¶2 “We cannot wait for the thaw,” Feld told reporters."), "{draft}");
    let statements = draft.lines().filter(|line| line.starts_with("> ")).count();
    assert!(statements > 0 && draft.contains("> source: Feld | cue: "), "{draft}");
    assert_eq!(
        ran.err,
        format!(
            "news/dam.gold: {statements} statements written, as onrecord finds them\n\
             hint: open news/dam.gold in an editor, correct it, and run this again to check it\n"
        )
    );
    let again = bench.json(&["annotate", "news/dam.txt"]);
    assert_eq!(again["attributions"].as_array().map(Vec::len), Some(statements));
}

#[cfg(unix)]
#[test]
fn an_editor_corrects_it_and_evaluate_reads_it() {
    let bench = bench();
    let edit = "grep -v '^> .*The ministry' \"$1\" > new && mv new \"$1\"
printf '%s\\n' '¶1' '> source: the chief engineer | cue: said | content: before spring' >> \"$1\"
";
    bench.write("edit.sh", edit);
    let ran = bench.run(&["annotate", "news/dam.txt", "--editor", "sh edit.sh", "--json"]).expect(0);
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let said: Vec<&str> =
        shown["attributions"].as_array().unwrap().iter().map(|one| one["said"].as_str().unwrap()).collect();
    assert!(said.contains(&"before spring") && !said.contains(&"to comment"), "{said:?}");
    let figures = bench.json(&["evaluate", "--gold", "news", "--errors", "9"]);
    let first = |key: &str| figures[key][0]["mention"].as_str().map(str::to_owned);
    assert_eq!(
        (first("missed").as_deref(), first("spurious").as_deref()),
        (Some("the chief engineer"), Some("The ministry")),
        "{figures}"
    );
    let ran = bench.run(&["annotate", "news/dam.txt", "--editor", "no-such-editor"]).expect(2);
    assert!(ran.err.starts_with("error: no-such-editor: cannot be run: "), "{ran:?}");
    bench.write("fail.sh", "exit 3\n");
    let ran = bench.run(&["annotate", "news/dam.txt", "--editor", "sh fail.sh"]).expect(2);
    assert!(ran.err.starts_with("error: sh fail.sh: ended with exit status: 3\nhint: "), "{ran:?}");
}

#[test]
fn mistakes_are_told_by_line_and_nothing_is_shown() {
    let bench = bench();
    bench.write(
        "news/dam.gold",
        "article: dam.txt\n¶1 The Orlen dam\n> source: the engineer | cue: said | content: the dam\n> sorce: Feld\nFeld said so\n> cue: declined | type: house\n",
    );
    let ran = bench.run(&["annotate", "news/dam.txt"]).expect(2);
    assert_eq!(ran.out, "");
    insta::assert_snapshot!(ran.err, @r##"
    error: news/dam.gold:3: content not in the text: the dam
    error: news/dam.gold:4: no field is called "sorce"; the fields are source, cue, content, speaker, type, role, affiliation, to, via, no_comment, act
    error: news/dam.gold:5: neither a statement ("> source: … | cue: … | content: …") nor a remark ("# …")
    error: news/dam.gold:6: type: house is none of: person, organization, anonymous, document, group, unknown
    hint: a statement is one line, in the words of the article: > source: … | cue: … | content: …
    "##);
}

#[test]
fn one_article_of_a_file_of_many_is_marked_by_its_number() {
    let bench = bench();
    bench.write(
        "news/wire.jsonl",
        line("Wire", "2026-01-01", "One", "First.")
            + &line("Wire", "2026-01-02", "Two", "\"It holds,\" Jonas Feld said."),
    );
    let mut told = String::new();
    for arguments in [
        &["news/wire.jsonl"][..],
        &["news/wire.jsonl", "--record", "9"],
        &["news/gone.txt"],
        &["news/gone.gold"],
        &["news/dam.txt", "--out", "nowhere/dam.gold"],
        &["news"],
        &["-"],
    ] {
        told += &bench.run(&[&["annotate"], arguments].concat()).expect(2).err;
    }
    bench.run(&["annotate", "news/wire.jsonl", "--record", "2"]).expect(0);
    told += &bench.run(&["annotate", "news/dam.txt", "--out", "news/wire-2.gold"]).expect(2).err;
    insta::assert_snapshot!(told, @"
    error: news/wire.jsonl: more than one article in it
    hint: choose one with --record N, its number in the file
    error: news/wire.jsonl: no article number 9 in it
    hint: see what is understood of it with: onrecord read news/wire.jsonl
    error: news/gone.txt: no such file
    hint: give a file that is there, or - for standard input
    error: news/gone.gold: no such file
    hint: name the article, and its gold file is written beside it
    error: nowhere/dam.gold: cannot be written: No such file or directory (os error 2)
    hint: name another place with --out FILE
    error: news: a folder
    hint: name the files in it
    error: standard input cannot be marked: a gold file names its article
    hint: save the article into a file first
    error: news/wire-2.gold: it marks another article, wire.jsonl#2
    hint: name another gold file with --out FILE
    ");
    assert!(body(&bench, "news/wire-2.gold").starts_with("article: wire.jsonl#2\n"));
    bench.run(&["annotate", "news/dam.txt", "--out", "dam.gold"]).expect(0);
    assert!(body(&bench, "dam.gold").starts_with("article: news/dam.txt\n"));
    let figures = bench.json(&["evaluate", "--gold", "news/wire-2.gold", "dam.gold"]);
    assert_eq!(
        (&figures["articles"], &figures["who_said_what"]["f1"]),
        (&2.into(), &1.0.into()),
        "{figures}"
    );
}
