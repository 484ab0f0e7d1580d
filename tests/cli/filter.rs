//! `extract` between two pipes: what it answers while more is still to come, and how much it holds.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use super::bench::Bench;

/// Longer than any answer takes, loaded machines included.
const PATIENCE: Duration = Duration::from_secs(60);

fn spawn(bench: &Bench, threads: &str) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut command = bench.command(&["extract", "--threads", threads]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, stdin, BufReader::new(stdout))
}

#[test]
fn each_line_is_answered_while_the_input_is_still_open() {
    let bench = Bench::new();
    for threads in ["1", "3"] {
        let (mut child, mut stdin, stdout) = spawn(&bench, threads);
        let (answered, answers) = channel();
        let reader = std::thread::spawn(move || {
            for line in stdout.lines() {
                answered.send(line.unwrap()).unwrap();
            }
        });
        for n in 0..7 {
            let sent = match n {
                3 => "{broken\n".to_owned(),
                _ => format!("{{\"id\":{n},\"text\":\"\\\"It holds,\\\" Jonas Feld said.\"}}\n"),
            };
            stdin.write_all(sent.as_bytes()).unwrap();
            let answer = answers.recv_timeout(PATIENCE).expect("an answer while the input is open");
            let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
            match n {
                3 => assert_eq!((answer["id"].as_u64(), answer["line"].as_u64()), (None, Some(4))),
                _ => {
                    assert_eq!(answer["id"], n);
                    assert_eq!(answer["attributions"][0]["speaker"]["name"], "Jonas Feld", "{answer}");
                }
            }
        }
        drop(stdin);
        reader.join().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(2), "one line was broken");
    }
}

#[test]
fn half_a_line_waits_for_the_other_half() {
    let bench = Bench::new();
    let (mut child, mut stdin, mut stdout) = spawn(&bench, "2");
    for piece in
        ["{", "\"id\":\"a\",\"te", "xt\":\"No one spoke.\"}", "\n{\"id\":\"b\",\"text\":\"Nor here.\"}"]
    {
        stdin.write_all(piece.as_bytes()).unwrap();
        stdin.flush().unwrap();
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(stdin);
    let mut all = String::new();
    stdout.read_to_string(&mut all).unwrap();
    assert_eq!(all, "{\"id\":\"a\",\"attributions\":[]}\n{\"id\":\"b\",\"attributions\":[]}\n");
    assert!(child.wait().unwrap().success());
}

/// Where nobody takes the answers, no more is read than a bounded amount: here of long ids, which are
/// echoed.
#[test]
fn a_reader_that_pauses_makes_it_pause() {
    /// The weight under way, the queues' pipes, and room for how an id is counted.
    const MOST: usize = 24 << 20;
    let bench = Bench::new();
    let (mut child, mut stdin, stdout) = spawn(&bench, "8");
    let line = format!("{{\"id\":\"{}\",\"text\":\"No one spoke.\"}}\n", "x".repeat(100_000));
    let taken = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // The child is killed below: then nobody takes any more.
            while stdin.write_all(line.as_bytes()).is_ok() {
                if taken.fetch_add(line.len(), Ordering::Relaxed) > MOST * 2 {
                    break;
                }
            }
        });
        let (mut before, mut since) = (0, Instant::now());
        while since.elapsed() < Duration::from_secs(1) {
            std::thread::sleep(Duration::from_millis(50));
            let now = taken.load(Ordering::Relaxed);
            if now != before || now == 0 {
                (before, since) = (now, Instant::now());
            }
        }
        child.kill().unwrap();
    });
    child.wait().unwrap();
    drop(stdout);
    let taken = taken.into_inner();
    assert!(taken <= MOST, "{taken} bytes were read ahead");
}

#[test]
fn an_article_that_is_not_in_english_says_so_and_nothing_is_made_up() {
    let bench = Bench::new();
    let german = "Der Bürgermeister von Drenn hat am Dienstag angekündigt, dass die Fähre ab Mai wieder fahren \
                  soll. „Wir haben lange genug gewartet“, sagte Ida Quill am Abend im Rathaus. Nach Angaben der \
                  Polizei wurden drei Menschen verletzt.";
    let quoting = "The mayor said on Tuesday that the ferry would sail in May. “Wir haben lange genug gewartet,” \
                   Ida Quill told reporters, and the police said that three people had been hurt at the pier.";
    let lines: String = [("de", german), ("quoting", quoting)]
        .map(|(id, text)| format!("{}\n", serde_json::json!({"id": id, "text": text})))
        .concat();
    let ran = bench.run_with(&["extract"], lines.as_bytes()).expect(0);
    let answers: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let note = "no attributions: the article is in de, and only English is read";
    assert_eq!(answers[0], serde_json::json!({"id": "de", "attributions": [], "notes": [note]}));
    assert_eq!(answers[1]["notes"], serde_json::Value::Null);
    let said: Vec<&str> = answers[1]["attributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["said"].as_str().unwrap())
        .collect();
    assert!(said.contains(&"“Wir haben lange genug gewartet,”"), "{said:?}");
}
