//! `--accurate`: what it finds in the corpus, the same with any number of threads, and how an index keeps it
//! apart.

use serde_json::Value;

use super::bench::Bench;

/// Small articles: an unoptimised program takes a second over one.
const ARTICLES: [&str; 3] = [
    "mirrow-post/2026-07-19-bandstand.txt",
    "nwa/2026-05-08-ceasefire.txt",
    "radiohalden/2026-01-08-bulletin.txt",
];

const TWO: &str = "“The dam will hold for another winter,” Jonas Feld said on Monday.\n\nMs. Orr, who \
runs the board, disputes that and wants it drained by May.\n";

/// The kind of a statement, who made it, the words that say so, and what was said.
fn shown(line: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let one = |one: &Value| {
        let [kind, name, verb, said] =
            [&one["kind"], &one["speaker"]["name"], &one["verb"], &one["said"]].map(text);
        format!("{kind} | {name} | {verb} | {said}")
    };
    line["attributions"].as_array().unwrap().iter().map(|found| one(found) + "\n").collect()
}

#[test]
fn what_is_found_in_the_corpus_with_any_number_of_threads() {
    let bench = Bench::new();
    let paths = ARTICLES.map(|name| format!("{}/corpus/{name}", env!("CARGO_MANIFEST_DIR")));
    let run = |threads: &str| {
        let mut arguments = vec!["extract", "--accurate", "--threads", threads];
        arguments.extend(paths.iter().map(String::as_str));
        bench.run(&arguments).expect(0).out
    };
    let one = run("1");
    assert_eq!(one, run("2"));
    assert_eq!(one, run("8"));
    let lines = one.lines().map(|line| shown(&serde_json::from_str(line).unwrap()));
    insta::assert_snapshot!(lines.collect::<Vec<String>>().join("\n"), @r#"
    indirect | Mirrow parks committee | decided | The bandstand in Quay Park will not be moved to make room for a charging station
    direct | Nell Avery | said | "It leaks and it's crooked and it's ours,"
    indirect | power company | said | it respected the decision and would look at the library lot
    indirect | Owen Tack | said | no one had asked him

    indirect | Ines Calder | said | Kestria and Veltra signed a ceasefire on Friday to end 24 days of fighting around Orsa Gate in which at least 73 people died
    indirect | Ines Calder | told | The truce takes effect at 6 p.m. (1600 GMT)
    mixed | Petra Valk | said | her country had "got what it came for."
    indirect | Samir Okell | asked | what that was
    mixed | Highland Front | said | it would respect it "until the first shot."
    indirect | spokesman for the movement | denied | that it was split over the truce

    indirect | joint station | reports | The gauge at Orsa Gate showed 481 cubic meters a second at six o'clock
    indirect | Veltra | says | it will close a second gate on Saturday
    indirect | Samir Okell | told | he would not return to Saint-Orme while gates were closing
    indirect | Samir Okell | left | that was the government's view or his own
    indirect | Gordon Aske | is asking | households to save what they can
    indirect | Samir Okell | said | there was no cause for alarm
    indirect | Samir Okell | said | it four times
    indirect | Bakers | say | they are not worried
    indirect | Ottilie Crane | said | bread was mostly air
    mixed | Lloyd Pruitt | calls | him "tall."
    "#);
}

#[test]
fn an_index_knows_what_was_found_with_it() {
    let bench = Bench::new();
    bench.write("dam.txt", TWO);
    let extractor = || {
        let shown = bench.run(&["stats"]).expect(0).out;
        shown.lines().find_map(|line| line.strip_prefix("extractor")).unwrap().trim().to_owned()
    };
    let statements = || bench.json(&["stats"])["statements"].as_u64().unwrap();
    assert_eq!(bench.ingest(&["dam.txt"]), [1, 0, 0, 0, 0]);
    let fast = extractor();
    let (few, accurate) = (statements(), format!("{fast} (accurate)"));
    // The file is as it was, but its statements were found without.
    assert_eq!(bench.ingest(&["--accurate", "dam.txt"]), [0, 0, 1, 0, 0]);
    assert_eq!(extractor(), accurate);
    let more = statements();
    assert!(more >= few, "{more} {few}");
    // What was found with it is kept.
    assert_eq!(bench.ingest(&["--reread", "dam.txt"]), [0, 0, 1, 0, 0]);
    assert_eq!(extractor(), accurate);
    bench.run(&["rebuild"]).expect(0);
    assert_eq!((extractor(), statements()), (accurate.clone(), more));
    bench.run(&["rebuild", "--fast"]).expect(0);
    assert_eq!((extractor(), statements()), (fast, few));
    bench.run(&["rebuild", "--accurate"]).expect(0);
    assert_eq!((extractor(), statements()), (accurate, more));
    bench.run(&["ingest", "--accurate", "--no-extract", "dam.txt"]).expect(2);
}
