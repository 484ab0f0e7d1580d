//! What the benches share: the articles they run on, and the CPU time of child processes.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How many articles `corpus/` is repeated to where `ONRECORD_BENCH` names no file.
const REPEATED_TO: usize = 4_000;

/// JSON Lines of articles: the file `ONRECORD_BENCH` names, else `corpus/` repeated under new titles
/// and addresses into a file in `folder`.
pub fn articles(folder: &Path) -> io::Result<PathBuf> {
    if let Some(file) = std::env::var_os("ONRECORD_BENCH") {
        return Ok(file.into());
    }
    let index = folder.join("seed-index");
    run(&["ingest", "--no-extract", "corpus"], &index)?;
    let seed = Command::new(onrecord()).args(["export", "articles", "--index"]).arg(&index).output()?;
    let seed: Vec<serde_json::Value> = seed
        .stdout
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str(&line).ok())
        .collect();
    let path = folder.join("articles.jsonl");
    let mut file = io::BufWriter::new(fs::File::create(&path)?);
    for (number, article) in seed.iter().cycle().take(REPEATED_TO).enumerate() {
        let mut article = article.clone();
        article["title"] = format!("{} {number}", article["title"].as_str().unwrap_or("Untitled")).into();
        article["url"] = serde_json::Value::Null;
        writeln!(file, "{article}")?;
    }
    file.flush()?;
    Ok(path)
}

/// The onrecord under measure.
pub fn onrecord() -> &'static str {
    env!("CARGO_BIN_EXE_onrecord")
}

/// Runs onrecord on `index` and gives the CPU seconds (user + system) it took.
pub fn run(arguments: &[&str], index: &Path) -> io::Result<f64> {
    cpu_of(Command::new(onrecord()).args(arguments).arg("--index").arg(index))
}

/// Runs a command, its output thrown away, and gives its CPU seconds, in steps of 1/100.
pub fn cpu_of(command: &mut Command) -> io::Result<f64> {
    let before = children_cpu()?;
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.code().is_none_or(|code| code > 1) {
        return Err(io::Error::other(format!("{command:?} ended with {status}")));
    }
    Ok(children_cpu()? - before)
}

/// CPU seconds of all children waited for, from the kernel's own account.
fn children_cpu() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field, the command's name, may hold spaces; it ends at the last parenthesis.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    Ok((ticks(13) + ticks(14)) / 100.0)
}

/// The middle value.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Bytes of all files below `folder`.
#[allow(dead_code, reason = "each bench takes what it needs of this module")]
pub fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => size_of(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}
