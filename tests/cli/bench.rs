//! A folder to run onrecord in: articles are written to it, commands run in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A temporary folder, and the onrecord under test.
pub struct Bench {
    folder: tempfile::TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ran {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Bench {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with three articles of two outlets, ingested.
    pub fn with_articles() -> Self {
        let bench = Self::new();
        bench.write("news/ledger/dam.txt", DAM);
        bench.write("news/ledger/port.txt", PORT);
        bench.write("news/wire.jsonl", WIRE);
        bench.run(&["ingest", "news"]).expect(0);
        bench
    }

    /// Where `name` lies in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders it lies in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(path, content).unwrap();
    }

    /// onrecord with `arguments`, not yet run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.env_clear().env("COLUMNS", "80").env("TZ", "UTC").current_dir(self.folder.path());
        command.args(arguments);
        if matches!(arguments.first(), Some(&("search" | "said" | "speakers" | "outlets" | "export"))) {
            command.args(["--as-of", "2026-12-01"]);
        }
        command
    }

    /// Runs onrecord with `arguments`.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs onrecord with `input` on its standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                // A command that does not read its input closes it.
                let _ = stdin.write_all(input);
            });
            child.wait_with_output().unwrap()
        });
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs with `--json`; the document.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }

    /// Ingests `arguments`; added, updated, unchanged, removed, duplicates.
    pub fn ingest(&self, arguments: &[&str]) -> [u64; 5] {
        let report = self.json(&[&["ingest"], arguments].concat());
        ["added", "updated", "unchanged", "removed", "duplicates"].map(|key| report[key].as_u64().unwrap())
    }

    /// The titles of all articles, sorted, with their origins.
    pub fn titles(&self) -> Vec<String> {
        let ran = self.run(&["export", "articles"]);
        let mut titles: Vec<String> = ran
            .out
            .lines()
            .map(|line| {
                let article: Value = serde_json::from_str(line).unwrap();
                let origins: Vec<&str> =
                    article["origins"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
                format!("{} < {}", article["title"].as_str().unwrap_or("-"), origins.join(" "))
            })
            .collect();
        titles.sort();
        titles
    }
}

impl Ran {
    /// The same, if it ended with `status`.
    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

/// An article as JSON Lines.
pub fn line(outlet: &str, date: &str, title: &str, text: &str) -> String {
    let article = serde_json::json!({"outlet": outlet, "date": date, "title": title, "text": text});
    format!("{article}\n")
}

const DAM: &str = "Harbor Ledger
March 2, 2026
Engineers warn of cracks in the Orlen dam
By Mina Tarr

PORT HALDEN — The Orlen dam has cracks that must be mended before spring, the chief engineer, Jonas Feld, said on Monday.

“We cannot wait for the thaw,” Feld told reporters. The ministry declined to comment.
";

const PORT: &str = "Harbor Ledger
2026-03-05
Port workers end their strike
By Ida Brook

Port workers in Halden ended a strike of nine days on Thursday.

\"We got what we asked for,\" said union leader Petra Feld.
";

const WIRE: &str = concat!(
    "{\"outlet\":\"Northern Wire\",\"date\":\"2026-03-03\",\"title\":\"Minister denies dam is unsafe\",",
    "\"author\":\"Tariq Dowd\",\"text\":\"The dam is safe, Water Minister Alva Renner said on Tuesday.\\n\\n",
    "\\\"There is no danger to anyone,\\\" Renner said.\"}\n"
);
