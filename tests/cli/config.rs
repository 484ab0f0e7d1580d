//! Settings from files.

use super::bench::Bench;

#[test]
fn a_file_sets_what_neither_flag_nor_environment_does() {
    let bench = Bench::with_articles();
    bench.write("onrecord.toml", "format = \"json\"\nlimit = 1\n");
    let hits = |arguments: &[&str]| {
        let ran = bench.run(arguments).expect(0);
        let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        document["hits"].as_array().unwrap().len()
    };
    assert_eq!(hits(&["search", "dam"]), 1);
    assert_eq!(hits(&["search", "dam", "-n", "5"]), 2);
    assert!(bench.run(&["search", "dam", "--format", "text"]).expect(0).out.contains("1 of 2 articles"));
}

#[test]
fn the_nearer_file_counts_and_its_paths_are_its_own() {
    let bench = Bench::with_articles();
    bench.write("home/onrecord/config.toml", "limit = 3\nhalf-life = \"2w\"\n");
    bench.write("work/onrecord.toml", "index = \"../.onrecord\"\nlimit = 1\n");
    std::fs::create_dir_all(bench.path("work/deep")).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = bench.command(arguments);
        command.env("XDG_CONFIG_HOME", bench.path("home")).current_dir(bench.path("work/deep"));
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, out) = run(&["search", "dam"]);
    assert!(status == Some(0) && out.contains("1 of 2 articles"), "{out}");
    let (_, out) = run(&["config", "--json"]);
    let set: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&set["limit"]["value"], &set["half-life"]["value"]), (&"1".into(), &"14d".into()));
    assert!(set["limit"]["file"].as_str().unwrap().ends_with("work/onrecord.toml"));
    assert!(set["half-life"]["file"].as_str().unwrap().ends_with("home/onrecord/config.toml"));
    assert_eq!(set["floor"]["file"], "");
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_line() {
    let bench = Bench::with_articles();
    for (text, told) in [
        ("limit = 3\ncolour = 1\n", "onrecord.toml: line 2: unknown field `colour`"),
        ("limit = \"many\"\n", "onrecord.toml: line 1: "),
        ("half-life = \"soon\"\n", "onrecord.toml: half-life: "),
        ("floor = 7.0\n", "onrecord.toml: floor: "),
        ("limit = ", "onrecord.toml: "),
    ] {
        bench.write("onrecord.toml", text);
        let ran = bench.run(&["search", "dam"]).expect(2);
        assert!(ran.err.contains(told) && ran.err.contains("hint: "), "{ran:?}");
    }
}
