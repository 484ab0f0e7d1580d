//! What is typed and the tree it becomes, the meaning of trees, and the laws of the language.

use std::ops::Bound;

use jiff::civil;
use proptest::prelude::*;

use super::ast::{Node, Tree};
use super::*;
use crate::article::OutletTable;

/// One side of a range; `sign` where it is not included.
fn side(side: &Bound<String>, sign: &str) -> String {
    match side {
        Bound::Included(text) => text.clone(),
        Bound::Excluded(text) => format!("{sign}{text}"),
        Bound::Unbounded => "*".to_owned(),
    }
}

/// A tree with every decision in sight.
fn drawn(node: &Node) -> String {
    let list = |name: &str, nodes: &[Node]| {
        let inner: Vec<String> = nodes.iter().map(drawn).collect();
        format!("{name}({})", inner.join(", "))
    };
    match &node.tree {
        Tree::Word(text) => text.clone(),
        Tree::Phrase(text, 0) => format!("«{text}»"),
        Tree::Phrase(text, slop) => format!("«{text}»~{slop}"),
        Tree::All(nodes) => list("all", nodes),
        Tree::Any(nodes) => list("any", nodes),
        Tree::Not(node) => format!("not({})", drawn(node)),
        Tree::In(field, node) => format!("{}={}", field.name(), drawn(node)),
        Tree::Range(from, to) => format!("{}..{}", side(from, ">"), side(to, "<")),
        Tree::Wild(text) => format!("wild({text})"),
        Tree::Fuzzy(text, mistakes) => format!("fuzzy({text}, {mistakes})"),
        Tree::Regex(text) => format!("regex({text})"),
        Tree::Anything => "anything".to_owned(),
        Tree::Boost(boost, node) => format!("boost({boost}, {})", drawn(node)),
        Tree::Near(near, first, second) => format!("near({near}, {}, {})", drawn(first), drawn(second)),
        Tree::Cased(case, node) => format!("{}({})", case.name(), drawn(node)),
        Tree::AtLeast(times, node) => format!("atleast({times}, {})", drawn(node)),
    }
}

/// Each line: the query, its tree, and the number of notes where there are any.
fn check(table: &[(&str, &str, usize)]) {
    for (typed, tree, notes) in table {
        let parsed = parse(typed);
        let drawn = parsed.tree.as_ref().map_or_else(String::new, drawn);
        assert_eq!((drawn.as_str(), parsed.notes.len()), (*tree, *notes), "{typed}: {:?}", parsed.notes);
    }
}

#[test]
fn queries_and_their_trees() {
    check(&[
        ("", "", 0),
        ("   ", "", 0),
        ("ceasefire", "ceasefire", 0),
        ("dam  vote", "all(dam, vote)", 0),
        ("dam AND vote", "all(dam, vote)", 0),
        ("dam OR vote", "any(dam, vote)", 0),
        ("dam and vote or not", "all(dam, and, vote, or, not)", 0),
        ("dam vote OR budget", "any(all(dam, vote), budget)", 1),
        ("dam OR vote AND budget", "any(dam, all(vote, budget))", 1),
        ("dam (vote OR budget)", "all(dam, any(vote, budget))", 0),
        ("(dam vote) OR budget", "any(all(dam, vote), budget)", 0),
        ("(dam)", "dam", 0),
        ("((dam))", "dam", 0),
        ("a (b (c OR d))", "all(a, all(b, any(c, d)))", 0),
        ("\"flood wall\"", "«flood wall»", 0),
        ("“flood wall”", "«flood wall»", 0),
        ("«flood wall» dam", "all(«flood wall», dam)", 0),
        ("\"flood wall\"~3", "«flood wall»~3", 0),
        ("\"flood wall\"~9999", "«flood wall»~50", 0),
        ("\"flood wall\"~", "all(«flood wall», ~)", 0),
        ("\"a\"\"b\"", "all(«a», «b»)", 0),
        ("NOT dam", "not(dam)", 0),
        ("-dam", "not(dam)", 0),
        ("—dam", "not(dam)", 0),
        ("vote -dam", "all(vote, not(dam))", 0),
        ("vote NOT dam budget", "all(vote, not(dam), budget)", 0),
        ("vote AND NOT dam", "all(vote, not(dam))", 0),
        ("NOT NOT dam", "dam", 0),
        ("NOT -dam", "dam", 0),
        ("-(dam vote)", "not(all(dam, vote))", 0),
        ("-\"flood wall\"", "not(«flood wall»)", 0),
        ("-outlet:axios", "not(outlet=axios)", 0),
        ("-AND", "not(and)", 0),
        ("NOT 40", "not(40)", 0),
        // A minus before a digit, or alone, is no NOT.
        ("-40 degrees", "all(-40, degrees)", 0),
        ("a - b", "all(a, -, b)", 0),
        ("--force", "--force", 0),
        ("one-time", "one-time", 0),
        // What people type in innocence.
        ("O'Brien", "O'Brien", 0),
        ("O’Brien", "O'Brien", 0),
        ("10:30", "10:30", 0),
        ("[sic]", "[sic]", 0),
        ("C++", "C++", 0),
        ("AT&T", "AT&T", 0),
        ("$40 50%", "all($40, 50%)", 0),
        ("dam\u{a0}vote", "all(dam, vote)", 0),
        ("dam\u{200b}s", "dams", 0),
        ("1–2", "1-2", 0),
        ("http://a.example/x?y", "http://a.example/x?y", 1),
        ("foo:bar", "all(foo, bar)", 1),
        ("foo:\"flood wall\"", "all(foo, «flood wall»)", 1),
        ("foo:(a OR b)", "all(foo, any(a, b))", 1),
        ("a:b:c", "all(a, b, c)", 2),
        ("note: this", "all(note:, this)", 0),
        ("\"unclosed dam", "all(unclosed, dam)", 1),
        ("6'2\" tall", "all(6'2, tall)", 1),
        ("(dam vote", "all(dam, vote)", 1),
        ("dam) vote", "all(dam, vote)", 1),
        (")(", "", 3),
        ("()", "", 1),
        ("a () b", "all(a, b)", 1),
        ("\"\"", "", 1),
        ("AND", "and", 1),
        ("dam AND", "all(dam, and)", 1),
        ("OR dam", "all(or, dam)", 1),
        ("NOT", "not", 1),
        ("dam OR OR vote", "any(all(dam, or), vote)", 2),
        ("dam OR NOT", "all(dam, or, not)", 2),
        // Fields.
        ("outlet:axios", "outlet=axios", 0),
        ("SN:axios", "outlet=axios", 0),
        ("source:\"Harbor Ledger\"", "outlet=«Harbor Ledger»", 0),
        ("by:(Ana Ruiz)", "author=all(Ana, Ruiz)", 0),
        ("hd:(dam OR wall) vote", "all(title=any(dam, wall), vote)", 0),
        ("headline:O'Brien", "title=O'Brien", 0),
        ("title:-dam", "title=-dam", 0),
        ("title:(-dam)", "title=not(dam)", 0),
        ("title:AND", "title=and", 0),
        ("title: dam", "all(title:, dam)", 1),
        ("title:", "title:", 1),
        ("title:\"dam", "title=dam", 1),
        ("title:() dam", "dam", 1),
        ("title:\" OR dam", "any(title:, dam)", 2),
        ("speaker:Gallant date:2024-10", "all(speaker=Gallant, date=2024-10)", 0),
        ("pd:>=2024", "date=2024..*", 0),
        ("date:2024..2025", "date=2024..2025", 0),
        ("date:[2024 TO 2025-03]", "date=2024..2025-03", 0),
        ("date:{2024 TO *]", "date=>2024..*", 0),
        ("date:[Oct 8, 2024 to]", "date=Oct 8, 2024..*", 0),
        ("date:[2024 TO 2025", "all(date=[2024, TO, 2025)", 0),
        ("url:https://a.example/x", "url=https://a.example/x", 0),
        ("role:minister", "role=minister", 0),
    ]);
    check(&[
        ("role:minister", "role=minister", 0),
        ("to:Austin via:\"U.S. officials\"", "all(to=Austin, via=«U.S. officials»)", 0),
        ("says:dam kind:direct -type:group", "all(says=dam, kind=direct, not(type=group))", 0),
    ]);
}

fn request<'a>(target: Target, text: &'a str, filters: &'a Filters) -> Request<'a> {
    Request {
        target,
        text,
        speaker: "",
        filters,
        sort: Sort::Relevance,
        recency: Recency {
            as_of: civil::date(2024, 10, 8),
            half_life_days: Recency::HALF_LIFE_DAYS,
            floor: Recency::FLOOR,
        },
        limit: 10,
        after: None,
        explain: false,
    }
}

/// What `text` means, in words, and its notes.
fn meaning(target: Target, text: &str) -> (String, Notes) {
    let filters = Filters::default();
    let (query, notes) = request(target, text, &filters).read(&OutletTable::default()).unwrap();
    let words = explain(&query);
    let first = words.lines().next().unwrap().to_owned();
    (first.split_once(" with ").map_or(first.clone(), |(_, words)| words.to_owned()), notes)
}

#[test]
fn queries_and_what_they_mean() {
    for (text, expected) in [
        ("", "all articles"),
        ("dam vote", "dam AND vote"),
        ("\"dam\"", "dam (in this form)"),
        ("\"flood wall\"", "“flood wall”"),
        ("-dam", "everything AND NOT dam"),
        ("-dam -vote", "everything AND NOT dam AND NOT vote"),
        ("dam OR -vote", "dam OR (everything AND NOT vote)"),
        ("a - b", "a AND b"),
        ("???", "all articles"),
        ("outlet:axios.com", "outlet “Axios”"),
        ("outlet:https://www.axios.com/x", "outlet “Axios”"),
        ("outlet:unknown.example", "outlet “unknown.example”"),
        ("author:(Ana Ruiz)", "author “Ana Ruiz”"),
        ("author:(Ana OR Ruiz)", "author “Ana” OR author “Ruiz”"),
        ("title:(dam wall)", "headline: dam AND headline: wall"),
        ("speaker:(Ana Ruiz)", "a statement with speaker “Ana Ruiz”"),
        ("date:2024-10", "date 2024-10-01 to 2024-10-31"),
        ("date:yesterday", "date 2024-10-07"),
        ("date:7d", "date 2024-10-01 to 2024-10-08"),
        ("date:(last month)", "date 2024-09-01 to 2024-09-30"),
        ("date:2024-02..2024-03", "date 2024-02-01 to 2024-03-31"),
        ("date:..2024", "date 2024-12-31 or earlier"),
        ("date:>2024", "date 2025-01-01 or later"),
        ("date:>=2024", "date 2024-01-01 or later"),
        ("date:<2024", "date 2023-12-31 or earlier"),
        ("date:<=2024-02", "date 2024-02-29 or earlier"),
        ("date:{2024 TO *]", "date 2025-01-01 or later"),
        ("date:[2024 TO 2024-03]", "date 2024-01-01 to 2024-03-31"),
        ("date:undated", "no date"),
        ("lang:English", "language en"),
        ("url:harborledger.example/dam", "url harborledger.example/dam"),
        ("speaker:Ruiz says:dam", "a statement with (speaker “Ruiz” AND said: dam)"),
        ("speaker:Ruiz dam -kind:direct", "dam AND a statement with (speaker “Ruiz” AND NOT kind direct)"),
        ("-speaker:Ruiz dam", "NOT a statement with speaker “Ruiz” AND dam"),
        ("speaker:Ruiz OR says:dam", "a statement with (speaker “Ruiz” OR said: dam)"),
        ("speaker:Ruiz OR dam", "a statement with speaker “Ruiz” OR dam"),
        ("says:dam w/5 says:wall", "a statement with said: (dam w/5 wall)"),
        ("dam w/5 (wall OR \"flood plain\")", "dam w/5 (wall OR “flood plain”)"),
        ("title:(dam w/s wall)", "headline: dam w/s wall"),
        ("hlead:dam", "headline: dam OR lead: dam"),
        ("atleast3(dam)", "dam at least 3 times"),
        ("caps(us)", "us (with a capital)"),
        ("dam^2", "dam (counting × 2)"),
        ("news*", "news*"),
        ("anti-war*", "anti (in this form) pre/1 war*"),
        ("marin~1", "marin~1"),
        ("/dams?/", "/dams?/"),
        ("author:whit*", "author whit*"),
        ("outlet:*", "any outlet"),
        ("wc>500", "501 words or more"),
        ("words:[100 TO 500]", "100 to 500 words"),
        ("nocomment:declined", "a statement with no comment (declined)"),
        ("affiliation:tribunal", "a statement with affiliation “tribunal”"),
        ("*", "all articles"),
    ] {
        let (words, notes) = meaning(Target::Articles, text);
        assert_eq!(words, expected, "{text}: {notes:?}");
    }
    for (text, expected) in [
        ("", "all statements"),
        ("speaker:Ruiz dam", "speaker “Ruiz” AND dam"),
        ("says:dam kind:paraphrase", "said: dam AND kind indirect"),
        ("act:denied", "act denied"),
        ("type:org OR type:person", "type organization OR type person"),
    ] {
        assert_eq!(meaning(Target::Statements, text).0, expected, "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_searched_as_words_with_a_note() {
    for (text, expected, note) in [
        ("date:soon", "soon", "“soon” is no date"),
        ("date:2024-02-30", "2024-02-30", "is no date"),
        ("date:[soon TO later]", "soon AND later", "is no date"),
        ("date:[2025 TO 2024]", "date 2025-01-01 to 2024-12-31", "before the first"),
        ("title:[a TO b]", "a AND b", "only date: and words: have ranges"),
        ("lang:Klingon", "Klingon", "is no language"),
        ("foo:bar", "foo AND bar", "“foo” is no field"),
        ("& dam", "dam", "holds no letter or digit"),
        ("title:dam w/5 body:wall", "headline: dam AND text: wall", "only words of one field"),
        ("dam w/5 (wall tax)", "dam AND (wall AND tax)", "only words, phrases and OR"),
        ("outlet:a w/5 outlet:b", "outlet “a” AND outlet “b”", "is no running text"),
        ("/dam(/", "dam(", "no regular expression"),
        ("mother-in-law~1", "mother-in-law", "in single words only"),
        ("marin~7", "marin~2", "at most 2"),
        ("speaker:Ru*", "a statement with speaker “Ru”", "takes no wildcards"),
        ("wc>many", "many", "no number of words"),
    ] {
        let (words, notes) = meaning(Target::Articles, text);
        assert_eq!(words, expected, "{text}");
        assert!(notes.iter().any(|n| n.text.contains(note) && n.weight == Weight::Doubt), "{notes:?}");
    }
}

#[test]
fn notes_point_at_what_they_are_about() {
    let text = "dam “unclosed";
    let notes = parse(text).notes;
    assert_eq!(notes.first().and_then(|note| note.span).map(|span| span.of(text)), Some("“"));
}

#[test]
fn flags_narrow_the_query() {
    let filters = Filters {
        outlets: vec!["axios.com".into(), "Harbor Ledger".into()],
        authors: vec!["Ana Ruiz".into()],
        since: Some("2024-09".into()),
        until: Some("last month".into()),
        kinds: vec!["direct".into()],
        types: vec!["person".into()],
        no_comment: Some("any".into()),
        min_confidence: Some(0.8),
        ..Filters::default()
    };
    let request = Request { speaker: "Ruiz", ..request(Target::Statements, "dam", &filters) };
    let (query, _) = request.read(&OutletTable::default()).unwrap();
    insta::assert_snapshot!(explain(&query), @r"
    statements with dam
      only speaker “Ruiz”
      only outlet “Axios” OR outlet “Harbor Ledger”
      only author “Ana Ruiz”
      only date 2024-09-01 to 2024-09-30
      only kind direct
      only type person
      only no comment
      only confidence at least 0.80
      best match first
    ");
}

#[test]
fn flags_that_cannot_be_read_are_errors_with_a_hint() {
    let read = |filters: Filters| {
        let error = request(Target::Statements, "", &filters).read(&OutletTable::default()).unwrap_err();
        assert!(!error.hint().is_empty());
        error.to_string()
    };
    let date = |since: &str| Filters { since: Some(since.into()), ..Filters::default() };
    assert_eq!(read(date("soon")), "--since: not a date: soon");
    assert_eq!(
        read(Filters { until: Some("2023".into()), ..date("2024") }),
        "--until 2023-12-31 is before --since 2024-01-01"
    );
    assert_eq!(
        read(Filters { kinds: vec!["loud".into()], ..Filters::default() }),
        "--kind: loud is none of: direct, mixed, indirect"
    );
    assert_eq!(
        read(Filters { min_confidence: Some(f64::NAN), ..Filters::default() }),
        "--min-confidence: not a number from 0 to 1: NaN"
    );
    assert_eq!(
        read(Filters { article: Some("x".into()), ..Filters::default() }),
        "--article: not an article's id: x"
    );
}

#[test]
fn depth_and_length_are_bounded() {
    for text in [
        "(".repeat(100_000),
        "(a ".repeat(3_000) + &")".repeat(3_000),
        "NOT ".repeat(16_000),
        "-(a OR ".repeat(2_000),
        "title:(".repeat(2_000),
        "date:[".repeat(2_000),
        "\"".repeat(9_001),
        "é".repeat(9_000),
        "a OR b ".repeat(2_000),
    ] {
        let parsed = parse(&text);
        let notes = parsed.notes.len();
        assert!(notes <= MAX_BYTES, "{notes}");
        if let Some(tree) = parsed.tree {
            assert!(tree.to_string().len() <= 4 * MAX_BYTES);
        }
        meaning(Target::Statements, &text);
    }
}

/// Text made of what the language is made of.
fn typed() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "dam",
        "AND",
        "OR",
        "NOT",
        "and",
        "-",
        "--",
        "(",
        ")",
        "\"",
        "“",
        " ",
        "  ",
        "title:",
        "foo:",
        "date:",
        "outlet:",
        "[",
        "]",
        "{",
        " TO ",
        "*",
        "2024",
        "..",
        ">=",
        ":",
        "//",
        "'",
        "~2",
        "é",
        "\u{a0}",
        "&",
        "\\",
        "\u{200b}",
        "—",
        "http://a.b",
        "w/5",
        " W/P ",
        "pre/2",
        "not ",
        "near5",
        "AROUND(3)",
        "SAME",
        "^2",
        "^0.5",
        "~",
        "~1",
        "!",
        "+",
        "?",
        "/",
        "/a(b|c)/",
        "atleast3",
        "headline(",
        "caps(",
        "wc>",
        "hlead(",
        "hd=",
        "pd>",
        "says:",
        "nocomment:",
        "|",
        "&&",
        "wall",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn what_looks_like_something_else_is_printed_as_it_is_read() {
    for typed in [
        "title:\":",
        "headline(dam\\)^2",
        "(title:)^2",
        "url:a^2",
        "(url:a)^2",
        "-(not) w/5 b",
        "(*)^2",
        "dam^2^2",
        "w/5^2",
        "date:\"..dam",
        "hd=!dam..",
        "date:!dam..",
        "&&^2",
        "foo:^2",
    ] {
        let tree = parse(typed).tree;
        let printed = tree.as_ref().map(ToString::to_string).unwrap_or_default();
        assert_eq!(parse(&printed).tree, tree, "{typed}: {printed}");
    }
}

proptest! {

    #[test]
    fn a_printed_tree_is_read_as_the_same_tree(text in typed()) {
        let tree = parse(&text).tree;
        let printed = tree.as_ref().map(ToString::to_string).unwrap_or_default();
        prop_assert_eq!(&parse(&printed).tree, &tree, "{}", printed);
        let explicit = tree.as_ref().map(|tree| format!("{tree:#}")).unwrap_or_default();
        prop_assert_eq!(&parse(&explicit).tree, &tree, "{}", explicit);
    }

    #[test]
    fn anything_typed_is_read(text in any::<String>(), pieces in typed()) {
        for text in [&text, &pieces] {
            let parsed = parse(text);
            for note in &parsed.notes {
                let span = note.span.unwrap_or_default();
                prop_assert!(text.get(span.start..span.end).is_some());
            }
            meaning(Target::Articles, text);
            meaning(Target::Statements, text);
        }
    }
}
