//! What people type who come from elsewhere, and the tree that it must become: Lucene, web search, Nexis
//! and Factiva, a table each.

use std::ops::Bound;

use onrecord::query::{Node, Tree, parse};

/// A tree with every decision in sight.
fn drawn(node: &Node) -> String {
    let list = |name: &str, nodes: &[Node]| {
        format!("{name}({})", nodes.iter().map(drawn).collect::<Vec<_>>().join(", "))
    };
    match &node.tree {
        Tree::Word(text) => text.clone(),
        Tree::Phrase(text, 0) => format!("«{text}»"),
        Tree::Phrase(text, slop) => format!("«{text}»~{slop}"),
        Tree::Wild(text) => format!("wild({text})"),
        Tree::Fuzzy(text, mistakes) => format!("fuzzy({text}, {mistakes})"),
        Tree::Regex(text) => format!("regex({text})"),
        Tree::Anything => "anything".to_owned(),
        Tree::All(nodes) => list("all", nodes),
        Tree::Any(nodes) => list("any", nodes),
        Tree::Not(node) => format!("not({})", drawn(node)),
        Tree::In(field, node) => format!("{}={}", field.name(), drawn(node)),
        Tree::Range(from, to) => format!("{}..{}", side(from, ">"), side(to, "<")),
        Tree::Boost(boost, node) => format!("boost({boost}, {})", drawn(node)),
        Tree::Near(near, first, second) => format!("near({near}, {}, {})", drawn(first), drawn(second)),
        Tree::AtLeast(times, node) => format!("atleast({times}, {})", drawn(node)),
        Tree::Cased(case, node) => format!("{}({})", case.name(), drawn(node)),
    }
}

/// One side of a range; `sign` where it is not included.
fn side(side: &Bound<String>, sign: &str) -> String {
    match side {
        Bound::Included(text) => text.clone(),
        Bound::Excluded(text) => format!("{sign}{text}"),
        Bound::Unbounded => "*".to_owned(),
    }
}

/// The words `a b` in a row of `all(…)` are left as they are: a table of query and tree.
#[track_caller]
fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (typed, tree) in table {
        let parsed = parse(typed);
        let found = parsed.tree.as_ref().map_or_else(String::new, drawn);
        if found != *tree {
            wrong.push(format!("{typed}\n  is   {found}\n  not  {tree}\n  {:?}", parsed.notes));
        }
        let printed = parsed.tree.as_ref().map(ToString::to_string).unwrap_or_default();
        assert_eq!(parse(&printed).tree, parsed.tree, "{typed} is printed as {printed}");
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn lucene() {
    check(&[
        ("dam", "dam"),
        ("dam wall", "all(dam, wall)"),
        ("+dam +wall", "all(dam, wall)"),
        ("+dam -wall", "all(dam, not(wall))"),
        ("dam !wall", "all(dam, not(wall))"),
        ("dam && wall", "all(dam, wall)"),
        ("dam || wall", "any(dam, wall)"),
        ("dam AND NOT wall", "all(dam, not(wall))"),
        ("dam OR wall AND river", "any(dam, all(wall, river))"),
        ("(dam OR wall) AND river", "all(any(dam, wall), river)"),
        ("dam AND (wall OR (river NOT lake))", "all(dam, any(wall, all(river, not(lake))))"),
        ("\"flood wall\"", "«flood wall»"),
        ("\"flood wall\"~3", "«flood wall»~3"),
        ("\"flood wall\"~3^2", "boost(2, «flood wall»~3)"),
        ("-\"flood wall\"", "not(«flood wall»)"),
        ("\"flood wall\" NOT \"flood plain\"", "all(«flood wall», not(«flood plain»))"),
        ("dam^2", "boost(2, dam)"),
        ("dam^0.5 wall", "all(boost(0.5, dam), wall)"),
        ("(dam wall)^1.25", "boost(1.25, all(dam, wall))"),
        ("title:dam^3 wall", "all(boost(3, title=dam), wall)"),
        ("title:(dam^3 wall)", "title=all(boost(3, dam), wall)"),
        ("-dam^2", "not(boost(2, dam))"),
        ("news*", "wild(news*)"),
        ("w?rd", "wild(w?rd)"),
        ("*gate", "wild(*gate)"),
        ("te*t^2", "boost(2, wild(te*t))"),
        ("\"retaliat* strikes\"", "«retaliat* strikes»"),
        ("marrin~", "fuzzy(marrin, 2)"),
        ("marrin~1", "fuzzy(marrin, 1)"),
        ("marrin~1^2", "boost(2, fuzzy(marrin, 1))"),
        ("marrin~0.8", "fuzzy(marrin, 1)"),
        ("marrin~9", "fuzzy(marrin, 2)"),
        ("/dam(s|med)/", "regex(dam(s|med))"),
        ("/[mb]oat/ river", "all(regex([mb]oat), river)"),
        ("title:/dam(s|med)/", "title=regex(dam(s|med))"),
        ("/usr/bin/x", "/usr/bin/x"),
        ("*", "anything"),
        ("*:*", "anything"),
        ("outlet:*", "outlet=anything"),
        ("-section:*", "not(section=anything)"),
        ("title:dam", "title=dam"),
        ("title:\"flood wall\"", "title=«flood wall»"),
        ("title:(dam OR wall)", "title=any(dam, wall)"),
        ("title:dam AND author:(Ana Ruiz)", "all(title=dam, author=all(Ana, Ruiz))"),
        ("title:da*", "title=wild(da*)"),
        ("title:marin~1", "title=fuzzy(marin, 1)"),
        ("date:[2024-01-01 TO 2024-12-31]", "date=2024-01-01..2024-12-31"),
        ("date:{2024 TO 2025}", "date=>2024..<2025"),
        ("date:[2024 TO 2025}", "date=2024..<2025"),
        ("date:[* TO 2025]", "date=*..2025"),
        ("date:>=2024-06", "date=2024-06..*"),
        ("date:<2024-06", "date=*..<2024-06"),
        ("date:>\"Oct 8, 2024\"", "date=>Oct 8, 2024..*"),
        ("words:>=500 dam", "all(words=500..*, dam)"),
        ("words:[100 TO 500}", "words=100..<500"),
        ("\\(dam\\)", "all(\\, dam\\)"),
        ("C\\:\\\\dam", "C\\:\\\\dam"),
        (
            "speaker:sullivan AND says:(iran w/5 retaliat*)",
            "all(speaker=sullivan, says=near(w/5, iran, wild(retaliat*)))",
        ),
        ("kind:direct speaker:Marrin quote:door", "all(kind=direct, speaker=Marrin, quote=door)"),
    ]);
}

#[test]
fn web_search() {
    check(&[
        ("flood wall brackwater", "all(flood, wall, brackwater)"),
        ("“flood wall” hollin", "all(«flood wall», hollin)"),
        ("flood -wall", "all(flood, not(wall))"),
        ("flood −wall", "all(flood, not(wall))"),
        ("flood OR drought wall", "any(flood, all(drought, wall))"),
        ("flood | drought", "any(flood, drought)"),
        ("(flood OR drought) wall", "all(any(flood, drought), wall)"),
        ("flood AROUND(3) wall", "near(w/3, flood, wall)"),
        ("source:\"Harbor Ledger\" dam", "all(outlet=«Harbor Ledger», dam)"),
        ("-source:courier dam", "all(not(outlet=courier), dam)"),
        ("O’Brien’s ferry", "all(O'Brien's, ferry)"),
        ("AT&T merger", "all(AT&T, merger)"),
        ("C++", "C++"),
        ("10:30 ferry", "all(10:30, ferry)"),
        ("-40 degrees", "all(-40, degrees)"),
        ("50% of voters", "all(50%, of, voters)"),
        ("$4.5 million", "all($4.5, million)"),
        ("what did Marrin say?", "all(what, did, Marrin, say?)"),
        ("who knew", "all(who, knew)"),
        ("the “no more surprises” promise", "all(the, «no more surprises», promise)"),
        ("U.S. officials", "all(U.S., officials)"),
        ("mother-in-law", "mother-in-law"),
        ("@tarrant #floodwall", "all(@tarrant, #floodwall)"),
        ("harborledger.example", "harborledger.example"),
        ("https://harborledger.example/2026", "https://harborledger.example/2026"),
        ("url:https://harborledger.example/a?b=c*", "url=https://harborledger.example/a?b=c*"),
        ("“unclosed quote", "all(unclosed, quote)"),
        ("dam (wall", "all(dam, wall)"),
        ("dam) wall", "all(dam, wall)"),
        ("AND dam", "all(and, dam)"),
        ("dam or wall", "all(dam, or, wall)"),
        ("dam + wall", "all(dam, +, wall)"),
        ("dam & wall", "all(dam, &, wall)"),
        ("re: dam", "all(re:, dam)"),
        ("note:dam", "all(note, dam)"),
        ("sh*t", "wild(sh*t)"),
        ("[sic]", "[sic]"),
        ("24/7", "24/7"),
        ("and/or", "and/or"),
        ("a/k/a Marrin", "all(a/k/a, Marrin)"),
        ("w/o water", "all(w/o, water)"),
        ("x^y", "x^y"),
        ("~100 people", "all(~100, people)"),
    ]);
}

#[test]
fn nexis() {
    check(&[
        ("iran w/5 retaliat!", "near(w/5, iran, wild(retaliat*))"),
        ("iran W/5 strike", "near(w/5, iran, strike)"),
        ("iran pre/3 strike", "near(pre/3, iran, strike)"),
        ("rico not w/5 puerto", "near(not w/5, rico, puerto)"),
        ("rico NOT W/5 puerto", "near(not w/5, rico, puerto)"),
        ("rico not pre/1 puerto", "near(not pre/1, rico, puerto)"),
        ("dam w/s leak", "near(w/s, dam, leak)"),
        ("dam w/p leak", "near(w/p, dam, leak)"),
        ("dam not w/s leak", "near(not w/s, dam, leak)"),
        ("dam pre/s leak", "near(pre/s, dam, leak)"),
        ("\"flood wall\" w/10 brackwater", "near(w/10, «flood wall», brackwater)"),
        ("(dam OR wall) w/5 (leak OR crack)", "near(w/5, any(dam, wall), any(leak, crack))"),
        ("dam w/5 leak w/10 repair", "near(w/10, near(w/5, dam, leak), repair)"),
        ("dam w/5 (leak w/3 repair)", "near(w/5, dam, near(w/3, leak, repair))"),
        ("dam w/5 leak AND repair", "all(near(w/5, dam, leak), repair)"),
        ("dam w/5 leak OR repair", "any(near(w/5, dam, leak), repair)"),
        ("red cross w/5 aid", "all(red, near(w/5, cross, aid))"),
        ("dam AND NOT (leak w/5 repair)", "all(dam, not(near(w/5, leak, repair)))"),
        ("NOT dam w/5 leak", "not(near(w/5, dam, leak))"),
        ("dam w/5 NOT leak", "near(not w/5, dam, leak)"),
        ("atleast3(dam)", "atleast(3, dam)"),
        ("ATLEAST5(flood wall)", "atleast(5, all(flood, wall))"),
        ("atleast2(dam OR wall) tarrant", "all(atleast(2, any(dam, wall)), tarrant)"),
        ("hlead(ceasefire)", "hlead=ceasefire"),
        ("HLEAD(ceasefire AND calder)", "hlead=all(ceasefire, calder)"),
        ("hlead(ceasefire w/5 signed)", "hlead=near(w/5, ceasefire, signed)"),
        ("headline(ceasefire)", "title=ceasefire"),
        ("headline(flood w/3 wall) and", "all(title=near(w/3, flood, wall), and)"),
        ("byline(whitlock)", "author=whitlock"),
        ("lead(korran)", "lead=korran"),
        ("body(korran)", "body=korran"),
        ("publication(harbor ledger)", "outlet=all(harbor, ledger)"),
        ("caps(us)", "caps(us)"),
        ("allcaps(aids)", "allcaps(aids)"),
        ("nocaps(us) dam", "all(nocaps(us), dam)"),
        ("caps(us) w/5 dam", "near(w/5, caps(us), dam)"),
        ("4(b)", "all(4, b)"),
        ("negotiat!", "wild(negotiat*)"),
        ("wom?n", "wild(wom?n)"),
        ("dam w/", "all(dam, w/)"),
        ("w/5 dam", "dam"),
        ("dam w/5", "dam"),
        ("dam w/9999 leak", "near(w/999, dam, leak)"),
        ("dam w/0 leak", "near(w/1, dam, leak)"),
        ("speaker:Tarrant says:(dam w/5 number)", "all(speaker=Tarrant, says=near(w/5, dam, number))"),
    ]);
}

#[test]
fn factiva() {
    check(&[
        ("hd=dam", "title=dam"),
        ("hd=\"flood wall\"", "title=«flood wall»"),
        ("hd=(dam or wall)", "title=all(dam, or, wall)"),
        ("hd=(dam OR wall)", "title=any(dam, wall)"),
        ("by=whitlock", "author=whitlock"),
        ("by=\"Nora Whitlock\"", "author=«Nora Whitlock»"),
        ("sn=harbor", "outlet=harbor"),
        ("sn=\"Harbor Ledger\" AND hd=dam", "all(outlet=«Harbor Ledger», title=dam)"),
        ("pd=2026-05", "date=2026-05"),
        ("pd>=2026-05", "date=2026-05..*"),
        ("pd>2026-05 pd<2026-08", "all(date=>2026-05..*, date=*..<2026-08)"),
        ("wc>500", "words=>500..*"),
        ("wc<=300 dam", "all(words=*..300, dam)"),
        ("wc>500 and", "all(words=>500..*, and)"),
        ("dam near5 leak", "near(w/5, dam, leak)"),
        ("dam near/5 leak", "near(w/5, dam, leak)"),
        ("dam adj3 leak", "near(pre/3, dam, leak)"),
        ("dam SAME leak", "near(w/p, dam, leak)"),
        ("dam same leak", "all(dam, same, leak)"),
        ("dam w/5 leak", "near(w/5, dam, leak)"),
        ("dam onear/3 leak", "near(pre/3, dam, leak)"),
        ("atleast5 dam", "atleast(5, dam)"),
        ("atleast3 \"flood wall\" tarrant", "all(atleast(3, «flood wall»), tarrant)"),
        ("negotiat*", "wild(negotiat*)"),
        ("sn=(harbor OR courier) hd=dam", "all(outlet=any(harbor, courier), title=dam)"),
        ("lang=en dam", "all(lang=en, dam)"),
        ("la=en", "la=en"),
        ("dam not sn=courier", "all(dam, not, outlet=courier)"),
        ("dam NOT sn=courier", "all(dam, not(outlet=courier))"),
        ("date=2026..2027", "date=2026..2027"),
        ("by= whitlock", "all(by=, whitlock)"),
        ("e=mc2", "e=mc2"),
        ("1>0", "1>0"),
    ]);
}

#[test]
fn the_tables_are_large_enough() {
    let source = include_str!("dialects.rs");
    let lines = source.lines().filter(|line| line.trim_start().starts_with("(\"")).count();
    assert!(lines >= 150, "{lines}");
}
