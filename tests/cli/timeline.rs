//! Counts over time.

use serde_json::Value;

use super::bench::Bench;

/// Articles of two outlets in four months, one without a date.
fn bench() -> Bench {
    let bench = Bench::new();
    let article = |outlet: &str, date: &str, said: &str| {
        let text = format!("The dam was closed. “{said},” Dana Vale said.");
        serde_json::json!({"outlet": outlet, "date": date, "title": said, "text": text}).to_string()
    };
    let all = [
        article("Harbor Post", "2026-01-05", "It holds"),
        article("Harbor Post", "2026-01-31", "It still holds"),
        article("Ledger", "2026-04-02", "It did not hold"),
        article("=Gazette", "", "Nobody knows when"),
    ];
    bench.write("news/all.jsonl", all.join("\n"));
    bench.run(&["ingest", "news"]).expect(0);
    bench
}

#[test]
fn articles_are_counted_by_month() {
    let bench = bench();
    let ran = bench.run(&["timeline", "dam", "--by", "month", "--split", "outlet"]).expect(0);
    insta::assert_snapshot!(ran.out, @r"
    month    articles                  Harbor Post  =Gazette  Ledger
    2026-01         2  ██████████████            2         ·       ·
    2026-02         0                            ·         ·       ·
    2026-03         0                            ·         ·       ·
    2026-04         1  ███████                   ·         ·       1

    3 articles by month; 1 more without a date
    ");
    let document = bench.json(&["timeline", "dam", "--by", "year"]);
    assert_eq!(document["periods"], serde_json::json!([{"start": "2026-01-01", "count": 3, "parts": []}]));
    assert_eq!((document["total"].as_u64(), document["undated"].as_u64()), (Some(4), Some(1)));
}

#[test]
fn statements_are_counted_by_speaker() {
    let bench = bench();
    let document = bench.json(&["timeline", "--split", "speaker", "--by", "month"]);
    let said = bench.json(&["said", "Vale", "-n", "100"]);
    assert_eq!(document["names"][0], "Dana Vale");
    let counted = |key: &str| {
        document["periods"].as_array().unwrap().iter().map(|bar| bar[key][0].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(counted("parts") + document["undated"].as_u64().unwrap(), said["total"].as_u64().unwrap());
    let one = bench.json(&["timeline", "--speaker", "Vale", "--since", "2026-02"]);
    assert_eq!(one["total"], 1);
    assert_eq!(bench.run(&["timeline", "--speaker", "Nobody"]).expect(1).out, "no statements found\n");
}

#[test]
fn other_programs_get_rows_and_a_picture() {
    let bench = bench();
    let ran =
        bench.run(&["timeline", "dam", "--split", "outlet", "--format", "csv", "--svg", "dam.svg"]).expect(0);
    assert!(
        ran.out.starts_with("week,articles,Harbor Post,'=Gazette,Ledger\r\n2026-01-05,1,1,0,0\r\n"),
        "{ran:?}"
    );
    let svg = std::fs::read_to_string(bench.path("dam.svg")).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains(">Harbor Post</text>"), "{svg}");
    let lines = bench.run(&["timeline", "dam", "--format", "jsonl", "--by", "year"]).expect(0).out;
    assert_eq!(serde_json::from_str::<Value>(&lines).unwrap()["count"], 3);
    let ran = bench.run(&["timeline", "dam", "--svg", "no/such/folder.svg"]).expect(2);
    assert!(ran.err.contains("no/such/folder.svg") && ran.err.contains("hint: "), "{ran:?}");
}
