//! "did not respond to a request for comment": a construction so fixed that no weight needs to judge it.
//! Says how sure a reading of such a cue is at least; proposes no reading of its own.

use crate::extract::document::Document;

/// How sure the best reading of such a cue is at least.
const SURE: f32 = 0.9;

/// How far on "comment" may stand, in tokens.
const REACH: usize = 12;

/// The least probability of the best reading of the verb `head`, where it is of this construction.
pub fn least(document: &Document<'_>, head: usize) -> Option<f32> {
    let verb = document.word(head);
    if !verb.any(&["respond", "reply", "responded", "replied", "answer"]) {
        return None;
    }
    let before = head.saturating_sub(4)..head;
    let negated = before.map(|at| document.word(at)).any(|word| {
        word.sentence == verb.sentence
            && (word.is("not") || word.lower.ends_with("n't") || word.lower.ends_with("n’t"))
    });
    let asked = (head + 1..head + 1 + REACH).map(|at| document.word(at)).any(|word| {
        word.sentence == verb.sentence
            && word.any(&["request", "requests", "comment", "inquiry", "inquiries"])
    });
    (negated && asked).then_some(SURE)
}
