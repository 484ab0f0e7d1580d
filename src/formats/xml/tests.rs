//! Records are cut out of whatever stands around them; one that is broken costs itself alone.

use super::super::{Input, Source};
use super::*;

fn cuts(text: &[u8], limit: usize) -> Vec<String> {
    let reader = std::io::BufReader::with_capacity(3, text);
    let source = Source::open(Input { name: "a.xml", bytes: Box::new(reader) }).unwrap();
    let mut records = match Records::open(source, &["item"], limit) {
        Ok(records) => records,
        Err(problem) => return vec![problem.reason.to_string()],
    };
    let mut found = Vec::new();
    loop {
        match records.next_cut() {
            Ok(Cut::Record(bytes, line)) => {
                found.push(format!(
                    "{line} {}",
                    records.decode(bytes).unwrap_or_else(|reason| reason.to_string())
                ));
            }
            Ok(Cut::TooLong(line)) => found.push(format!("{line} too long")),
            Ok(Cut::End) => return found,
            Err(problem) => {
                found.push(problem.reason.to_string());
                return found;
            }
        }
    }
}

#[test]
fn records_are_cut_at_their_tags_and_nowhere_else() {
    let text = b"<?xml version='1.0'?>\n<feed><title>Dam > lock</title>\n<!-- <item>no</item> --><item a='>'>One</item>\n<x:item/><item><![CDATA[</item>]]><item>in</item></item> <items>no</items><item>Two</item></feed>";
    assert_eq!(
        cuts(text, 1_000),
        [
            "3 <item a='>'>One</item>",
            "4 <x:item/>",
            "4 <item><![CDATA[</item>]]><item>in</item></item>",
            "4 <item>Two</item>"
        ]
    );
}

#[test]
fn long_records_are_passed_over_and_broken_ones_named() {
    let long = format!("<feed><item>{}</item><item>b</item></feed>", "a".repeat(100_000));
    assert_eq!(cuts(long.as_bytes(), 100), ["1 too long", "1 <item>b</item>"]);
    let cdata = format!("<feed><item><![CDATA[{}]]></item><item>b</item></feed>", "a".repeat(100_000));
    assert_eq!(cuts(cdata.as_bytes(), 100), ["1 too long", "1 <item>b</item>"]);
    assert_eq!(cuts(b"<feed><item>a", 100), ["not well-formed XML: <item> does not end"]);
    assert_eq!(cuts(b"<feed><item a=\"><b></item>", 100).len(), 1);
    assert_eq!(
        cuts(b"<feed><item>caf\xe9</item><item>b</item></feed>", 100),
        ["1 <item>café</item>", "1 <item>b</item>"]
    );
    // Marks that never end, and signs without number: time in proportion.
    for text in [
        "<a \"".to_owned() + &">".repeat(1 << 17),
        "<!--".to_owned() + &"->".repeat(1 << 16),
        "<".repeat(1 << 17),
    ] {
        assert!(cuts(text.as_bytes(), 100).is_empty());
    }
}

#[test]
fn a_doctype_is_passed_over_and_entities_are_refused() {
    let with = |doctype: &str| cuts(format!("{doctype}<feed><item>a</item></feed>").as_bytes(), 100);
    assert_eq!(with("<!DOCTYPE feed SYSTEM \"http://nwa.example/x.dtd\">"), ["1 <item>a</item>"]);
    assert_eq!(with("<!DOCTYPE feed [<!ELEMENT item (a)>]>"), ["1 <item>a</item>"]);
    for bomb in [
        "<!DOCTYPE feed [<!ENTITY a \"b\">]>",
        "<!DOCTYPE feed [<!ENTITY % a SYSTEM \"file:///etc/passwd\"> %a;]>",
    ] {
        assert_eq!(with(bomb), ["it declares XML entities, which are never expanded"]);
    }
}

#[test]
fn elements_are_found_by_their_local_names() {
    let text = "<n:item xml:lang=\"en\" b='x &amp; y'><a>It<b>s</b> held &#8212; &eacute; &lt;<c/></a><p>One</p><p>Two<br/>lines</p> &nobody; 5 & 6</n:item>";
    let item = Element::parse(text).unwrap();
    assert_eq!(item.name, "item");
    assert_eq!(
        (item.attribute("xml:lang"), item.attribute("b"), item.attribute("c")),
        (Some("en"), Some("x & y"), None)
    );
    assert_eq!(item.at(&["a"]).map(Element::text).as_deref(), Some("Its held — é <"));
    assert_eq!(item.all().count(), 7);
    assert_eq!(item.paragraphs(&[], &["a"]), "One\n\nTwo\nlines\n\n&nobody; 5 & 6");
    assert!(matches!(Element::parse("<a><b></a>"), Err(Reason::Xml(_))));
    assert!(matches!(Element::parse("<a>"), Err(Reason::Xml(_))));
    assert!(matches!(Element::parse("text"), Err(Reason::Xml(_))));
    assert_eq!(Element::parse(&"<a>".repeat(500)), Err(Reason::TooDeep(200)));
    assert_eq!(
        Element::parse_beginning("<rss><channel><title>Ledger</title>")
            .find("title")
            .map(Element::text)
            .as_deref(),
        Some("Ledger")
    );
}
