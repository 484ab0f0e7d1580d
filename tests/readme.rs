//! The README's first command, typed as it stands, on the corpus of the project.

use std::path::Path;
use std::process::Command;

/// The first block of shell commands in the README.
fn first_command() -> String {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let block = readme.split("```sh\n").nth(1).expect("a block of commands");
    block.split("```").next().unwrap().trim().to_owned()
}

/// The words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, piece) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(piece.to_owned());
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn the_first_command_answers_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let command = first_command();
    let pieces: Vec<&str> = command.split("&&").collect();
    assert!(pieces.len() >= 2 && !command.contains('\n'), "one line that ingests and asks: {command}");
    let mut answer = String::new();
    for piece in pieces {
        let words = words(piece);
        let arguments = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["cargo", "run", "--release", "--quiet" | "-q", "--", ..] => words[5..].to_vec(),
            ["cargo", "run", "--release", "--", ..] => words[4..].to_vec(),
            ["target/release/onrecord", ..] => words[1..].to_vec(),
            other => panic!("not a command of onrecord: {other:?}"),
        };
        let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .args(["--index".as_ref(), folder.path().join("index").as_os_str()])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{piece}: {}", String::from_utf8_lossy(&output.stderr));
        answer = String::from_utf8(output.stdout).unwrap();
    }
    assert!(answer.contains("Marrin") && answer.contains("Harbor Ledger"), "{answer}");
}
