//! Word classes: the closed classes of English by list, the open ones guessed from endings. Looks at one
//! word in lower case at a time; knows nothing of its sentence.

/// Whether `word` opens a noun phrase: an article, demonstrative, quantity or possessive.
#[must_use]
pub fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "some"
            | "any"
            | "no"
            | "every"
            | "each"
            | "all"
            | "both"
            | "many"
            | "most"
            | "several"
            | "few"
            | "other"
            | "another"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "more"
            | "half"
            | "neither"
            | "either"
            | "dozens"
            | "hundreds"
            | "such"
    ) || is_possessive(word)
}

/// Whether `word` belongs to a closed class, so that it says more than its class would.
#[must_use]
pub fn is_closed(word: &str) -> bool {
    is_auxiliary(word)
        || is_preposition(word)
        || is_coordinator(word)
        || is_subordinator(word)
        || is_determiner(word)
        || is_personal_pronoun(word)
        || is_wh(word)
}

/// Whether `word` is a possessive pronoun.
#[must_use]
pub fn is_possessive(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "our" | "my" | "your" | "whose")
}

/// Whether `word` can stand as a subject by itself.
#[must_use]
pub fn is_subject_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "they"
            | "i"
            | "we"
            | "you"
            | "it"
            | "everyone"
            | "everybody"
            | "someone"
            | "somebody"
            | "nobody"
            | "others"
            | "many"
            | "some"
            | "most"
            | "few"
            | "one"
            | "none"
            | "anyone"
            | "this"
            | "that"
            | "those"
            | "these"
            | "both"
            | "neither"
            | "each"
            | "all"
            | "another"
    )
}

/// Whether `word` is he, she, they and the like, in any case.
#[must_use]
pub fn is_personal_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "they"
            | "i"
            | "we"
            | "you"
            | "it"
            | "him"
            | "them"
            | "me"
            | "us"
            | "himself"
            | "herself"
            | "themselves"
            | "itself"
            | "myself"
            | "yourself"
            | "ourselves"
            | "her"
    )
}

/// Whether `word` is a form of be, have or do, or a modal, negated or not, or the clitic of one.
#[must_use]
pub fn is_auxiliary(word: &str) -> bool {
    is_be(word) || is_have(word) || is_do(word) || is_modal(word)
}

/// Whether `word` is a form of "be".
#[must_use]
pub fn is_be(word: &str) -> bool {
    matches!(
        word,
        "be" | "am"
            | "is"
            | "are"
            | "was"
            | "were"
            | "been"
            | "being"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
            | "'m"
            | "'re"
            | "'s"
            | "ain't"
            | "get"
            | "got"
            | "gets"
    )
}

/// Whether `word` is a form of "have".
#[must_use]
pub fn is_have(word: &str) -> bool {
    matches!(word, "have" | "has" | "had" | "having" | "haven't" | "hasn't" | "hadn't" | "'ve" | "'d")
}

fn is_do(word: &str) -> bool {
    matches!(word, "do" | "does" | "did" | "don't" | "doesn't" | "didn't")
}

fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "shall"
            | "should"
            | "won't"
            | "wouldn't"
            | "can't"
            | "couldn't"
            | "cannot"
            | "shouldn't"
            | "mustn't"
            | "'ll"
    )
}

/// Whether `word` can stand between an auxiliary and its verb.
#[must_use]
pub fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "also"
            | "not"
            | "never"
            | "ever"
            | "just"
            | "still"
            | "again"
            | "once"
            | "then"
            | "later"
            | "further"
            | "now"
            | "often"
            | "always"
            | "even"
            | "only"
            | "soon"
            | "too"
            | "so"
            | "far"
            | "instead"
            | "first"
            | "long"
            | "yet"
            | "already"
            | "nevertheless"
            | "nonetheless"
            | "meanwhile"
            | "however"
            | "simply"
            | "earlier"
            | "thus"
            | "quite"
            | "rather"
            | "very"
            | "well"
            | "twice"
            | "sometimes"
            | "perhaps"
            | "indeed"
            | "back"
            | "almost"
            | "somehow"
            | "likewise"
            | "n't"
    ) || (word.len() > 4
        && word.ends_with("ly")
        && !matches!(
            word,
            "family"
                | "reply"
                | "apply"
                | "supply"
                | "rally"
                | "ally"
                | "italy"
                | "july"
                | "early"
                | "daily"
                | "weekly"
                | "likely"
                | "assembly"
                | "monopoly"
                | "elderly"
                | "friendly"
                | "imply"
                | "comply"
                | "rely"
                | "only"
        ))
}

/// Whether `word` is a preposition.
#[must_use]
pub fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "for"
            | "with"
            | "by"
            | "from"
            | "to"
            | "about"
            | "into"
            | "over"
            | "after"
            | "before"
            | "during"
            | "against"
            | "among"
            | "between"
            | "through"
            | "under"
            | "without"
            | "within"
            | "upon"
            | "toward"
            | "towards"
            | "despite"
            | "amid"
            | "around"
            | "behind"
            | "beyond"
            | "including"
            | "like"
            | "near"
            | "off"
            | "onto"
            | "outside"
            | "inside"
            | "since"
            | "than"
            | "until"
            | "via"
            | "per"
            | "across"
            | "along"
            | "above"
            | "below"
            | "beside"
            | "besides"
            | "except"
            | "throughout"
            | "up"
            | "out"
            | "down"
            | "as"
            | "following"
            | "regarding"
            | "concerning"
    )
}

/// Whether `word` joins equal parts.
#[must_use]
pub fn is_coordinator(word: &str) -> bool {
    matches!(word, "and" | "but" | "or" | "nor" | "&" | "yet")
}

/// Whether `word` opens a subordinate clause.
#[must_use]
pub fn is_subordinator(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "because"
            | "although"
            | "though"
            | "while"
            | "when"
            | "if"
            | "whether"
            | "since"
            | "as"
            | "after"
            | "before"
            | "until"
            | "unless"
            | "where"
            | "once"
            | "whereas"
            | "lest"
    )
}

/// Whether `word` is a question word or relative pronoun.
#[must_use]
pub fn is_wh(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "whom"
            | "which"
            | "what"
            | "why"
            | "how"
            | "when"
            | "where"
            | "whether"
            | "whoever"
            | "whose"
    )
}

/// Whether `word` names a day, a month or another time.
#[must_use]
pub fn is_time(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "aug"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "week"
            | "month"
            | "year"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "earlier"
            | "later"
            | "recently"
            | "last"
            | "weekend"
            | "ago"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
            | "days"
            | "weeks"
            | "months"
            | "years"
            | "now"
            | "then"
            | "day"
            | "previously"
            | "noon"
            | "midnight"
    )
}

/// Whether a mark ends or divides a sentence strongly.
#[must_use]
pub fn is_stop(word: &str) -> bool {
    matches!(word, "." | "!" | "?" | "…" | ";" | ":") || word.starts_with("..")
}

/// Whether a mark is a dash between clauses.
#[must_use]
pub fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "--" | "---" | "-" | "―")
}

/// Whether a mark is a quotation mark.
#[must_use]
pub fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "``" | "''" | "‘" | "'" | "«" | "»" | "„")
}
