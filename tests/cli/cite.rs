//! Citations of articles and statements in every style.

use serde_json::Value;

use super::bench::Bench;

const ARTICLE: &str = r##"{"title":"Ferry_back & running","outlet":"The Harbor Post","date":"2026-03-02","authors":["Ana Reyes","Tom Ash"],"url":"https://harborpost.example/ferry","text":"LOWICK — Île Town woke early. “The ferry will run again by Friday,” Mayor Dana Vale told reporters.\n\nNobody else spoke."}"##;

/// A folder with one article of one statement, the article's id and the statement's.
fn bench() -> (Bench, String, String) {
    let bench = Bench::new();
    bench.write("news/ferry.jsonl", ARTICLE);
    bench.run(&["ingest", "news"]).expect(0);
    let hit = bench.json(&["said", "Vale"])["hits"][0].clone();
    let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
    (bench, id(&hit["article"]), id(&hit))
}

#[test]
fn a_statement_is_cited_for_people() {
    let (bench, article, id) = bench();
    let hidden = |out: String| out.replace(&id, "STATEMENT").replace(&article, "ARTICLE");
    insta::assert_snapshot!(hidden(bench.run(&["cite", &id, &article]).expect(0).out), @r#"
    “The ferry will run again by Friday,” Mayor Dana Vale told reporters.
    — Dana Vale, Mayor
    Ana Reyes and Tom Ash, “Ferry_back & running”, The Harbor Post, 2 March 2026, https://harborpost.example/ferry [STATEMENT]

    Ana Reyes and Tom Ash, “Ferry_back & running”, The Harbor Post, 2 March 2026, https://harborpost.example/ferry [ARTICLE]
    "#);
    insta::assert_snapshot!(hidden(bench.run(&["cite", &id, "--style", "md"]).expect(0).out), @r#"
    > “The ferry will run again by Friday,” Mayor Dana Vale told reporters.
    >
    > — Dana Vale, Mayor

    Ana Reyes and Tom Ash, [Ferry\_back \& running](https://harborpost.example/ferry), *The Harbor Post*, 2 March 2026 `STATEMENT`
    "#);
}

#[test]
fn what_tex_would_obey_is_escaped() {
    let (bench, _, id) = bench();
    let ran = bench.run(&["cite", &id, "--style", "bibtex"]).expect(0);
    insta::assert_snapshot!(ran.out.replace(&id.replace('.', ":"), "KEY").replace(&id, "STATEMENT"), @r#"
    @article{KEY,
      author = {Ana Reyes and Tom Ash},
      title = {{Ferry\_back \& running}},
      journal = {The Harbor Post},
      year = {2026},
      month = {3},
      day = {2},
      url = {https://harborpost.example/ferry},
      note = {“The ferry will run again by Friday,” Mayor Dana Vale told reporters. --- Dana Vale, Mayor onrecord STATEMENT},
    }
    "#);
}

#[test]
fn other_programs_get_the_words_and_where_they_stand() {
    let (bench, article, id) = bench();
    let text = serde_json::from_str::<Value>(ARTICLE).unwrap()["text"].as_str().unwrap().to_owned();
    let items: Value =
        serde_json::from_str(&bench.run(&["cite", &id, &article, "--json"]).expect(0).out).unwrap();
    assert_eq!(items.as_array().unwrap().len(), 2);
    let item = &items[0];
    assert_eq!(item["type"], "article-newspaper");
    assert_eq!(item["author"][1]["literal"], "Tom Ash");
    assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2026, 3, 2]]));
    let kept = &item["custom"]["onrecord"];
    let at = |end: usize| usize::try_from(kept["span"][end].as_u64().unwrap()).unwrap();
    assert_eq!(kept["words"], text.get(at(0)..at(1)).unwrap());
    assert_eq!(items[1]["custom"]["onrecord"]["span"], Value::Null);

    let ran = bench.run(&["cite", &id, "--style", "annotation"]).expect(0);
    let annotations: Value = serde_json::from_str(&ran.out).unwrap();
    let target = &annotations[0]["target"];
    assert_eq!(target["source"], "https://harborpost.example/ferry");
    let [quote, position] = [&target["selector"][0], &target["selector"][1]];
    let characters: Vec<char> = text.chars().collect();
    let at = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
    assert_eq!(quote["exact"], characters[at("start")..at("end")].iter().collect::<String>());
    assert_eq!(quote["suffix"].as_str().unwrap().chars().count(), 32);
    assert!(text.contains(&format!(
        "{}{}{}",
        quote["prefix"].as_str().unwrap(),
        quote["exact"].as_str().unwrap(),
        quote["suffix"].as_str().unwrap()
    )));
}

#[test]
fn what_is_not_there_is_said() {
    let (bench, article, id) = bench();
    let ran = bench.run(&["cite", "aaaaaaaaaaaaaaaa"]).expect(1);
    assert_eq!(ran.err, "no article aaaaaaaaaaaaaaaa in the index\n");
    let ran = bench.run(&["cite", &id, "ferry"]).expect(2);
    assert!(
        ran.out.is_empty() && ran.err.contains("ferry: not an id") && ran.err.contains("hint: "),
        "{ran:?}"
    );
    let ran = bench.run(&["cite", &format!("{article}.0-4.ffffff")]).expect(1);
    assert!(ran.err.contains("has changed"), "{ran:?}");
}
