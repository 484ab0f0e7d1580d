//! Any text as a query: it is read within bounds, means something for articles and for statements, and is
//! printed as what it is read as.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::article::OutletTable;
use onrecord::query::{Filters, MAX_BYTES, Recency, Request, Sort, Target, explain, parse};

/// Printing may add parentheses; trees nested deeper than this could come to the bound by it.
const DEPTH: usize = 40;

fuzz_target!(|text: &str| {
    let filters = Filters::default();
    for target in [Target::Articles, Target::Statements] {
        let request = Request {
            target,
            text,
            speaker: "",
            filters: &filters,
            sort: Sort::Relevance,
            recency: Recency { as_of: jiff::civil::date(2026, 3, 31), half_life_days: 30.0, floor: 0.3 },
            limit: 1,
            after: None,
            explain: false,
        };
        if let Ok((query, _)) = request.read(&OutletTable::default()) {
            explain(&query);
        }
    }
    let tree = parse(text).tree;
    let printed = tree.as_ref().map(ToString::to_string).unwrap_or_default();
    if printed.len() <= MAX_BYTES && text.matches(['(', '（']).count() <= DEPTH {
        assert_eq!(parse(&printed).tree, tree, "{printed}");
    }
});
