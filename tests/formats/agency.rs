//! Feeds of agencies and newsrooms, and ninjs of all versions: each file gives the articles that a person finds
//! in it, with title, date and outlet, and nothing else. The table is in `docs/formats.md`.

use std::collections::BTreeMap;
use std::io::BufReader;

use onrecord::article::Article;
use onrecord::formats::{Hints, Input, Item, read};

use crate::shared;

/// Files that hold articles, with how many.
const AGENCY: &[(&str, usize)] = &[
    ("IPTC7901.txt", 1),
    ("aap-1.xml", 1),
    ("aap-finance.xml", 1),
    ("aap.xml", 1),
    ("afp.xml", 1),
    ("afp20.xml", 1),
    ("anpa-3.tst", 1),
    ("anpa-4.tst", 1),
    ("ansa-newsmlg2-text.xml", 1),
    ("ansa_culture.xml", 1),
    ("ap.xml", 3),
    ("ap_anpa-1.tst", 1),
    ("ap_anpa-2.tst", 1),
    ("ap_anpa-3.tst", 1),
    ("ap_anpa-4.tst", 1),
    ("ap_anpa-5.tst", 1),
    ("ap_anpa-6.tst", 1),
    ("bbc-ninjs-comp-test.json", 1),
    ("bbc-ninjs-text-test.json", 1),
    ("composite_email.txt", 1),
    ("dpa_two_line.txt", 1),
    ("googleform.txt", 1),
    ("handle_invalid_fields.xml", 1),
    ("mapping_test.xml", 1),
    ("ninjs1.json", 1),
    ("ninjs2.json", 1),
    ("ninjs4.json", 1),
    ("ninjsExSimpleText1.json", 1),
    ("ninjs_embargoed.json", 1),
    ("pa2.xml", 1),
    ("pa3.xml", 1),
    ("pa4.xml", 1),
    ("ritzau_news.xml", 1),
    ("scoop.xml", 1),
    ("stt1.xml", 1),
    ("stt_archive_newsml_test.xml", 1),
    ("stt_newsml_endash.xml", 1),
    ("stt_newsml_location_test.xml", 1),
    ("stt_newsml_no_truncated_text_test.xml", 1),
    ("stt_newsml_note_test.xml", 1),
    ("stt_newsml_subject_test.xml", 1),
    ("stt_newsml_test.xml", 1),
    ("tag_reuters.com,0000_newsml_ISS149709_1618095828", 1),
    ("tag_reuters.com,0000_newsml_L4N1FL0N0_1132689232", 1),
    ("tag_reuters.com,2018_newsml_MTZXEE13ZXCZES_2", 1),
    ("tag_reuters.com_2016_newsml_L1N14N0FF_version_978556838", 1),
    ("wordpress_wxr.xml", 3),
];

/// Files whose articles have no headline.
const UNTITLED: &[&str] = &["ritzau_news.xml", "stt_newsml_location_test.xml", "stt_newsml_subject_test.xml"];

/// Examples and tests of ninjs that hold an article each; the others hold metadata, pictures and events.
const NINJS: &[&str] = &[
    "documentation_includes_examples_1.6_001_simple_example.json",
    "documentation_includes_examples_1.6_004_simple_text_article.json",
    "documentation_includes_examples_1.6_005_complex_text_article.json",
    "documentation_includes_examples_1.6_007_multimedia.json",
    "documentation_includes_examples_2.2_001_simple_example.json",
    "documentation_includes_examples_2.2_005_complex_text_article.json",
    "documentation_includes_examples_2.2_007_multimedia.json",
    "documentation_includes_examples_3.1_001_simple_example.json",
    "validation_Windows-dot.net_ninjsExComplex2-invalid.json",
    "validation_Windows-dot.net_ninjsExComplex2.json",
    "validation_Windows-dot.net_ninjsExSimpleText1.json",
    "validation_java_ninjsvalidator_src_main_resources_ninjs_example_complex.json",
    "validation_java_ninjsvalidator_src_main_resources_ninjs_example_invalid.json",
    "validation_test_suite_1.0_should_pass_032_body_text.json",
    "validation_test_suite_1.0_should_pass_033_body_html.json",
    "validation_test_suite_1.0_should_pass_034_body_text_and_html.json",
    "validation_test_suite_1.0_should_pass_059_renditions_empty.json",
    "validation_test_suite_1.3_should_pass_008_regex_bug.json",
];

/// The articles of each file, and what is no JSON or has no text for its title, by name.
fn articles(folder: &str) -> Option<BTreeMap<String, (Vec<Article>, usize)>> {
    let folder = shared::path(folder)?;
    let hints = Hints::default();
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = Box::new(BufReader::new(std::fs::File::open(&path).unwrap()));
        let (mut articles, mut problems) = (Vec::new(), 0);
        for item in read(Input { name: &name, bytes }, &hints) {
            match item {
                Item::Article(reading) => articles.push(reading.article),
                Item::Problem(_) => problems += 1,
                Item::Ignored(_) | Item::IgnoredPart { .. } => {}
            }
        }
        all.insert(name, (articles, problems));
    }
    Some(all)
}

#[test]
fn feeds_of_agencies_give_their_articles_and_nothing_else() {
    let Some(all) = articles("news-sample/agency") else { return };
    for (name, (articles, problems)) in &all {
        let expected = AGENCY.iter().find(|(other, _)| other == name).map_or(0, |(_, count)| *count);
        assert_eq!((articles.len(), *problems), (expected, 0), "{name}");
        for article in articles {
            assert!(article.title.is_some() || UNTITLED.contains(&name.as_str()), "{name}: no title");
            assert!(article.date.is_some() || name == "wordpress_wxr.xml", "{name}: no date");
            assert!(article.outlet.is_some(), "{name}: no outlet");
        }
    }
    let total: usize = all.values().map(|(articles, _)| articles.len()).sum();
    eprintln!("{total} articles in {} files", all.len());
}

#[test]
fn ninjs_of_all_versions_gives_its_articles() {
    let Some(all) = articles("news-sample/ninjs") else { return };
    let with: Vec<&str> =
        all.iter().filter(|(_, (articles, _))| !articles.is_empty()).map(|(name, _)| name.as_str()).collect();
    let mut expected = NINJS.to_vec();
    expected.sort_unstable();
    assert_eq!(with, expected);
    for (name, (articles, _)) in &all {
        for article in articles.iter().filter(|_| !name.contains("suite_1.")) {
            assert!(article.title.is_some() && article.date.is_some(), "{name}");
        }
    }
}
