//! Words of speaking: the verbs and nouns by which a statement inside a statement is ascribed. Narrower
//! than the lexicon of cues: what is thought, felt or done is no statement. Looks at single words.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::lexicon::{self, Shape};

/// What may follow a verb of speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A clause or a quotation, at once: "said that", "claimed he".
    Clause,
    /// The one spoken to, then a clause or infinitive: "told us", "urged them to".
    Addressee,
    /// Whom or what it is about: "criticized the plan", "promised a vote".
    Object,
    /// A preposition before what it is about: "called for", "complained about".
    Preposition,
    /// A clause, and a subject that is something written: "the poll found that".
    Shown,
}

static VERBS: LazyLock<HashMap<&'static str, Takes>> = LazyLock::new(|| {
    let lists = [
        (
            Takes::Clause,
            "say claim testify write declare allege explain acknowledge assert contend insist argue suggest \
             predict report tweet note add respond remark concede admit conclude joke swear stress emphasize \
             reiterate boast brag recall caution retort profess rule shout yell scream speculate estimate \
             indicate reply state imply",
        ),
        (Takes::Addressee, "tell ask urge order instruct assure inform remind advise warn beg reassure"),
        (
            Takes::Object,
            "deny announce promise pledge vow demand describe accuse blame praise criticize condemn denounce \
             slam blast mock dismiss dispute recommend propose endorse threaten label dub decry disclose repeat \
             mention cite confirm quote request call castigate ridicule applaud hail reject congratulate deride \
             disavow disparage insult refute retract rebuke question compare characterize portray express \
             thank bash lambaste assail tout attack challenge refuse decline invite \
             admonish scold downplay",
        ),
        (Takes::Preposition, "complain apologize talk speak lie agree disagree refer"),
        (Takes::Shown, "find show read"),
    ];
    lists
        .into_iter()
        .flat_map(|(takes, list)| list.split_whitespace().map(move |lemma| (lemma, takes)))
        .collect()
});

/// Nouns for what is said, with the words that may stand before what it is: "claim that", "call for".
const NOUNS: &[(&str, &str)] = &[
    (
        "that of about against",
        "claim assertion allegation statement accusation suggestion contention boast charge",
    ),
    ("that to of on", "promise pledge vow threat warning denial refusal offer declaration prediction"),
    ("that to for on", "call request demand proposal recommendation"),
    (
        "that about on to of regarding",
        "comment remark testimony argument announcement complaint insistence admission apology \
         question",
    ),
    ("about on", "speech"),
    ("that of on for", "criticism condemnation endorsement praise description explanation attack lie report"),
];

/// Whether `singular` is a noun for what is said that takes `complement` after it.
#[must_use]
pub fn is_noun(singular: &str, complement: &str) -> bool {
    let has = |list: &str, word: &str| list.split(' ').any(|other| other == word);
    NOUNS.iter().any(|(takes, nouns)| has(nouns, singular) && has(takes, complement))
}

/// The form of the verb of speaking that `lower` is, and what may follow it.
#[must_use]
pub fn verb(lower: &str) -> Option<(Shape, Takes)> {
    let cue = lexicon::cue(lower)?;
    VERBS.get(cue.lemma).map(|takes| (cue.shape, *takes))
}

/// Whether `lower` is as often a noun: "claims", "calls", "reports".
#[must_use]
pub fn is_noun_as_well(lower: &str) -> bool {
    matches!(
        lower,
        "calls"
            | "states"
            | "rules"
            | "attacks"
            | "attack"
            | "question"
            | "challenge"
            | "questions"
            | "shows"
            | "finds"
            | "estimates"
            | "shouts"
            | "recalls"
            | "challenges"
            | "compares"
            | "reports"
            | "claims"
            | "notes"
            | "demands"
            | "promises"
            | "pledges"
            | "vows"
            | "orders"
            | "remarks"
            | "comments"
            | "talks"
            | "requests"
            | "lies"
            | "appeals"
            | "responds"
            | "objects"
            | "labels"
            | "quotes"
            | "tweets"
            | "mentions"
            | "insults"
            | "rejects"
            | "jokes"
            | "blasts"
            | "call"
            | "claim"
            | "report"
            | "note"
            | "demand"
            | "promise"
            | "pledge"
            | "vow"
            | "order"
            | "remark"
            | "comment"
            | "talk"
            | "request"
            | "lie"
            | "appeal"
            | "object"
            | "label"
            | "quote"
            | "tweet"
            | "mention"
            | "insult"
            | "joke"
            | "blast"
            | "blame"
            | "dispute"
            | "praise"
            | "ask"
            | "respond"
            | "slam"
            | "dub"
    )
}

/// Whether `lower` is a form of a word of speaking.
#[must_use]
pub fn speaks(lower: &str) -> bool {
    let is_noun = || {
        let singular = crate::names::singular(lower);
        NOUNS.iter().any(|(_, nouns)| nouns.split(' ').any(|noun| noun == singular))
    };
    lower == "according" || verb(lower).is_some() || is_noun()
}
