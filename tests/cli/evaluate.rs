//! `evaluate`: figures against marked statements, as words and as spans, and what is wrong with them.

use super::bench::Bench;

const DAM: &str = "Harbor Ledger
March 2, 2026
Engineers warn of cracks in the Orlen dam
By Mina Tarr

The Orlen dam has cracks that must be mended before spring, the chief engineer, Jonas Feld, said on Monday.

“We cannot wait for the thaw,” Feld told reporters. The ministry declined to comment.
";

const GOLD: &str = "article: dam.txt
# What two people agreed on.
> source: the chief engineer, Jonas Feld, | cue: said | content: The Orlen dam has cracks that must be mended before spring | speaker: Jonas Feld
> source: Feld | cue: told reporters | content: \"We cannot wait for the thaw,\" | speaker: Jonas Feld
> source: The ministry | cue: declined | content: to comment | speaker: the ministry | no_comment: declined
> source: Engineers | cue: warn of | content: cracks in the Orlen dam
";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("marked/dam.txt", DAM);
    bench.write(
        "marked/dam.gold",
        GOLD.replace("> source: Engineers | cue: warn of | content: cracks in the Orlen dam\n", ""),
    );
    bench
}

#[test]
fn figures_are_a_table_and_what_differs_is_shown() {
    let bench = bench();
    let pred = "{\"id\":\"ID\",\"attributions\":[{\"content\":[[0,58]],\"source\":[[60,91]],\"cue\":[[92,96]],\"speaker\":{\"name\":\"Jonas Feld\"}},{\"content\":[[4,13]],\"cue\":[[14,17]]}]}\n";
    let id = bench.json(&["read", "marked/dam.txt"])["readings"][0]["id"].as_str().unwrap().to_owned();
    bench.write("pred.jsonl", pred.replace("ID", &id));
    let ran = bench.run(&["evaluate", "--gold", "marked", "--pred", "pred.jsonl", "--errors", "2"]).expect(0);
    insta::assert_snapshot!(ran.out, @"
    1 article, 3 statements marked, 2 found

                            precision   recall       F1   marked    found
    who said what               0.500    0.333    0.400        3        2
      quoted                    0.000    0.000    0.000        1        0
      indirect                  0.500    0.500    0.500        2        2
    what was said               0.500    0.333    0.400        3        2
      to the word               0.500    0.333    0.400        3        2

    of what was said and found:
      source right              1.000  of 1
      speaker named right       1.000  of 1

    missed, 2 of 2
      [Feld] told reporters
        “We cannot wait for the thaw,”
        direct · marked/dam.txt
      [The ministry] declined
        to comment
        indirect · marked/dam.txt

    not marked, 1 of 1
      [no source] has
        Orlen dam
        indirect · marked/dam.txt
    ");
    assert_eq!(ran.err, "");
    // By default the statements are found anew, and of an empty prediction none is.
    let own = bench.json(&["evaluate", "--gold", "marked/dam.gold"]);
    assert_eq!((&own["who_said_what"]["gold"], &own["missed"]), (&3.into(), &serde_json::json!([])));
    assert!(own["who_said_what"]["right"].as_u64() >= Some(2), "{own}");
    bench.write("empty.jsonl", "");
    let ran = bench.run(&["evaluate", "--gold", "marked", "--pred", "empty.jsonl", "--json"]).expect(0);
    assert_eq!(
        ran.err,
        "note: 1 of 1 articles are not in the files of --pred: nothing counts as found there\n"
    );
    assert!(ran.out.contains("\"f1\":0.0,\"gold\":3,\"predicted\":0"), "{ran:?}");
}

#[test]
fn one_person_is_measured_against_another() {
    let bench = bench();
    bench.write(
        "other/dam.gold",
        "article: marked/dam.txt\n> source: Feld | cue: told | content: We cannot wait\n",
    );
    let figures = bench.json(&["evaluate", "--gold", "marked", "--pred", "other"]);
    let all = &figures["who_said_what"];
    assert_eq!(
        (&all["gold"], &all["predicted"], &all["right"]),
        (&3.into(), &1.into(), &1.into()),
        "{figures}"
    );
    assert_eq!((&figures["partial"]["right"], &figures["exact"]["right"]), (&1.into(), &0.into()));
}

#[test]
fn spans_are_read_with_their_articles() {
    let bench = bench();
    bench.write(
        "articles.jsonl",
        "{\"id\":1,\"text\":\"It holds, Jonas Feld said.\"}\n{\"id\":2,\"text\":\"No.\"}\n",
    );
    bench.write(
        "gold.jsonl",
        "{\"id\":1,\"attributions\":[{\"source\":[[10,20]],\"cue\":[[21,25]],\"content\":[[0,8]],\"kind\":\"indirect\"}]}\n",
    );
    let arguments = ["evaluate", "--gold", "gold.jsonl", "--articles", "articles.jsonl"];
    let pred = bench.run(&[&arguments[..], &["--pred", "gold.jsonl"]].concat()).expect(0);
    assert!(
        pred.out.contains("\nwho said what               1.000    1.000    1.000        1        1\n"),
        "{pred:?}"
    );
    assert_eq!(bench.json(&arguments)["articles"], 1);
}

#[test]
fn what_is_wrong_with_marked_statements_is_told_with_its_line() {
    let bench = bench();
    bench.write("marked/wrong.gold", GOLD);
    bench.write("marked/other.gold", "article: gone.txt\n> cue: said\n");
    bench.write("spans.jsonl", "{\"id\":9,\"attributions\":[]}\n");
    bench.write("marked/broken.jsonl", "{\"id\":1}\n");
    let mut told = String::new();
    for arguments in [
        &["marked/wrong.gold"][..],
        &["marked/other.gold"],
        &["marked/dam.txt"],
        &["spans.jsonl"],
        &["spans.jsonl", "--articles", "marked/dam.txt"],
        &["marked/broken.jsonl"],
        &["marked/dam.gold", "--pred", "marked/broken.jsonl"],
        &["gone.gold"],
    ] {
        let ran = bench.run(&[&["evaluate", "--gold"], arguments].concat()).expect(2);
        assert_eq!(ran.out, "");
        told += &ran.err;
    }
    insta::assert_snapshot!(told, @r##"
    error: marked/wrong.gold:6: content not in the text: cracks in the Orlen dam
    hint: onrecord annotate FILE checks and shows it
    error: marked/other.gold: its article gone.txt is neither beside it nor here
    hint: mend the line that begins with "article:"
    error: marked/dam.txt:1: neither a statement ("> source: … | cue: … | content: …") nor a remark ("# …")
    hint: onrecord annotate FILE checks and shows it
    error: spans.jsonl: spans without their articles
    hint: name the files of the articles with --articles FILE
    error: spans.jsonl: no article has the id 9, or it is marked twice
    hint: name every file of the articles with --articles FILE
    error: marked/broken.jsonl:1: no "attributions"
    error: marked/broken.jsonl:1: no "attributions"
    error: gone.gold: no such file
    hint: give a file that is there, or - for standard input
    "##);
}
