//! A killed ingest loses nothing committed, and the same command completes it.

use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use super::bench::{Bench, line};

/// Times an ingest is killed.
const KILLS: u64 = 20;

#[test]
fn kills_at_any_moment_lose_nothing_committed() {
    let bench = Bench::new();
    for file in 0..40 {
        let articles = (0..10).map(|n| {
            let title = format!("Title {file} {n}");
            line("Wire", "2026-01-01", &title, &format!("{title} is about water and the dam. ").repeat(20))
        });
        bench.write(&format!("in/{file:02}.jsonl"), articles.collect::<String>());
    }
    let arguments = ["ingest", "--no-extract", "--commit-bytes", "20000", "in"];
    let mut held = 0;
    for kill in 0..KILLS {
        let mut child =
            bench.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Spread over the whole run, the first moments included.
        sleep(Duration::from_millis(2 + kill * 7 % 61));
        child.kill().unwrap();
        child.wait().unwrap();
        if !bench.path(".onrecord/onrecord.json").exists() {
            continue;
        }
        let ran = bench.run(&["stats", "--json"]).expect(0);
        let stats: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let now = stats["articles"].as_u64().unwrap();
        assert!(now >= held, "{held} articles were committed, {now} are left");
        held = now;
    }
    bench.run(&arguments).expect(0);
    assert_eq!(bench.titles().len(), 400);
    assert_eq!(bench.ingest(&["--no-extract", "in"]), [0, 0, 400, 0, 0]);
}
