//! Acts: what a speaker does by saying something, by the cue's words. A table; it looks at nothing but
//! the cue and whether it is denied.

use crate::article::Act;
use crate::extract::{Document, Link};

/// Beginnings of cue words and the act they show. The longest that fits wins.
const ACTS: &[(&str, Act)] = &[
    ("claim", Act::Claimed),
    ("alleg", Act::Claimed),
    ("assert", Act::Claimed),
    ("contend", Act::Claimed),
    ("insist", Act::Claimed),
    ("maintain", Act::Claimed),
    ("argu", Act::Claimed),
    ("purport", Act::Claimed),
    ("den", Act::Said),
    ("deni", Act::Denied),
    ("deny", Act::Denied),
    ("disput", Act::Denied),
    ("refut", Act::Denied),
    ("reject", Act::Denied),
    ("rebut", Act::Denied),
    ("disavow", Act::Denied),
    ("confirm", Act::Confirmed),
    ("acknowledg", Act::Confirmed),
    ("admit", Act::Confirmed),
    ("admission", Act::Confirmed),
    ("conced", Act::Confirmed),
    ("affirm", Act::Confirmed),
    ("reaffirm", Act::Confirmed),
    ("order", Act::Ordered),
    ("instruct", Act::Ordered),
    ("direct", Act::Ordered),
    ("command", Act::Ordered),
    ("demand", Act::Ordered),
    ("decree", Act::Ordered),
    ("ask", Act::Asked),
    ("question", Act::Asked),
    ("inquir", Act::Asked),
    ("request", Act::Asked),
    ("urg", Act::Asked),
    ("implor", Act::Asked),
    ("call on", Act::Asked),
    ("called on", Act::Asked),
    ("calls on", Act::Asked),
    ("call for", Act::Asked),
    ("called for", Act::Asked),
    ("calls for", Act::Asked),
    ("wonder", Act::Asked),
    ("beg", Act::Said),
    ("begged", Act::Asked),
    ("appeal", Act::Asked),
    ("promis", Act::Promised),
    ("pledg", Act::Promised),
    ("vow", Act::Promised),
    ("swor", Act::Promised),
    ("guarant", Act::Promised),
    ("assur", Act::Promised),
    ("commit", Act::Promised),
    ("predict", Act::Predicted),
    ("forecast", Act::Predicted),
    ("expect", Act::Predicted),
    ("project", Act::Predicted),
    ("anticipat", Act::Predicted),
    ("foresee", Act::Predicted),
    ("warn", Act::Warned),
    ("caution", Act::Warned),
    ("threat", Act::Warned),
    ("criti", Act::Criticized),
    ("blast", Act::Criticized),
    ("slam", Act::Criticized),
    ("attack", Act::Criticized),
    ("accus", Act::Criticized),
    ("blam", Act::Criticized),
    ("condemn", Act::Criticized),
    ("denounc", Act::Criticized),
    ("lambast", Act::Criticized),
    ("mock", Act::Criticized),
    ("ridicul", Act::Criticized),
    ("scold", Act::Criticized),
    ("chastis", Act::Criticized),
    ("complain", Act::Criticized),
    ("ripped", Act::Criticized),
    ("decri", Act::Criticized),
    ("decry", Act::Criticized),
    ("deride", Act::Criticized),
    ("prais", Act::Praised),
    ("laud", Act::Praised),
    ("applaud", Act::Praised),
    ("hail", Act::Praised),
    ("commend", Act::Praised),
    ("endors", Act::Praised),
    ("thank", Act::Praised),
    ("congratulat", Act::Praised),
    ("agree", Act::Agreed),
    ("concur", Act::Agreed),
    ("think", Act::Thought),
    ("thought", Act::Thought),
    ("believ", Act::Thought),
    ("belief", Act::Thought),
    ("consider", Act::Thought),
    ("view", Act::Thought),
    ("suspect", Act::Thought),
    ("know", Act::Thought),
    ("knew", Act::Thought),
    ("feel", Act::Felt),
    ("felt", Act::Felt),
    ("fear", Act::Felt),
    ("worr", Act::Felt),
    ("hope", Act::Wanted),
    ("lik", Act::Said),
    ("lov", Act::Felt),
    ("regret", Act::Felt),
    ("want", Act::Wanted),
    ("wish", Act::Wanted),
    ("prefer", Act::Wanted),
    ("desir", Act::Wanted),
    ("plan", Act::Planned),
    ("intend", Act::Planned),
];

/// What the speaker of `link` does.
pub(super) fn act(document: &Document, link: &Link) -> Act {
    let mut text = String::new();
    for span in &link.cue {
        for at in document.tokens_in(*span) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(document.lower(at));
        }
    }
    let mut found: Option<(usize, Act)> = None;
    for (at, _) in text.match_indices(|c: char| c.is_alphabetic()) {
        let begins = at == 0
            || text.get(..at).is_some_and(|t| !t.ends_with(|c: char| c.is_alphanumeric() || c == '-'));
        let Some(rest) = text.get(at..).filter(|_| begins) else { continue };
        let here = ACTS.iter().filter(|(stem, _)| rest.starts_with(stem)).max_by_key(|(stem, _)| stem.len());
        if let Some((stem, act)) = here
            && found.is_none_or(|(best, _)| stem.len() > best && best < 3)
        {
            found = Some((stem.len(), *act));
        }
    }
    found.map_or(Act::Said, |(_, act)| act)
}
