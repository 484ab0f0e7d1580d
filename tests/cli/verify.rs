//! Whether the index is whole, and whether citations hold.

use std::fs;

use serde_json::Value;

use super::bench::Bench;

fn statement(bench: &Bench) -> String {
    bench.json(&["said", "--limit", "1"])["hits"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_index_as_it_was_written_is_sound() {
    let bench = Bench::with_articles();
    let found = bench.json(&["verify"]);
    let stats = bench.json(&["stats"]);
    assert!(found["files"].as_u64().unwrap() > 0);
    for key in ["articles", "statements"] {
        assert_eq!(found[key], stats[key], "{key}");
    }
    assert_eq!(found["damaged"], Value::Array(Vec::new()));
    assert!(bench.run(&["verify"]).expect(0).out.ends_with("all as they were written\n"));
}

#[test]
fn a_flipped_byte_is_found_whoever_vouches_for_the_file() {
    let bench = Bench::with_articles();
    let data = fs::read_dir(bench.path(".onrecord")).unwrap().map(|entry| entry.unwrap().path());
    let data = data.filter(|path| path.is_dir()).flat_map(|folder| fs::read_dir(folder).unwrap());
    let store =
        data.map(|entry| entry.unwrap().path()).find(|path| path.extension() == Some("store".as_ref()));
    let store = store.unwrap();
    let metadata = store.metadata().unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[10] ^= 1;
    let mut permissions = metadata.permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "a file of the test's own")]
    permissions.set_readonly(false);
    fs::set_permissions(&store, permissions).unwrap();
    fs::write(&store, bytes).unwrap();
    // The size and time that the writer noted.
    fs::File::options().write(true).open(&store).unwrap().set_modified(metadata.modified().unwrap()).unwrap();
    let ran = bench.run(&["verify"]).expect(2);
    let name = store.file_name().unwrap().to_str().unwrap();
    assert!(ran.err.contains(name) && ran.err.contains("hint: ") && ran.err.contains("rebuild"), "{ran:?}");
}

#[test]
fn citations_hold_until_the_article_says_something_else() {
    let bench = Bench::with_articles();
    let id = statement(&bench);
    let (article, place) = id.split_once('.').unwrap();
    bench.write("draft.md", format!("As was said [{id}].\n\nNobody said `aaaaaaaaaaaaaaaa.{place}`.\n"));
    let ran = bench.run(&["verify", "--citations", "draft.md"]).expect(1);
    assert_eq!(
        ran.out,
        format!(
            "line 3: aaaaaaaaaaaaaaaa.{place}: the article is not in the index\n1 of 2 citations hold, 1 missing\n"
        )
    );
    let hash = place.rsplit_once('.').unwrap().1;
    let text = format!("{article}.0-9.{hash} {article}.0-9.000000 {id}");
    let ran = bench.run_with(&["verify", "--citations", "-", "--json"], text.as_bytes()).expect(1);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let states: Vec<_> =
        document["citations"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["moved", "changed", "holds"]);
    assert_eq!(document["citations"][0]["now"], id);
    bench.run_with(&["verify", "--citations", "-"], id.as_bytes()).expect(0);
    let ran = bench.run_with(&["verify", "--citations", "-"], b"nothing cited").expect(1);
    assert_eq!(ran.err, "-: no statement's id in it\n");
    assert!(bench.run(&["verify", "--citations", "no.md"]).expect(2).err.contains("no such file"));
}

#[test]
fn what_cite_writes_verifies() {
    let bench = Bench::with_articles();
    let id = statement(&bench);
    for style in ["text", "md", "bibtex", "csl-json", "annotation"] {
        let cited = bench.run(&["cite", &id, "--style", style]).expect(0).out;
        let ran = bench.run_with(&["verify", "--citations", "-"], cited.as_bytes()).expect(0);
        assert!(ran.out.contains("citations hold") && !ran.out.contains("moved"), "{style}: {ran:?}");
    }
}
