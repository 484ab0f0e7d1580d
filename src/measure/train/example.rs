//! Examples: articles with all that training makes of them, step by step.

use super::corpus::TrainArticle;
use super::rivals::{Rivals, rivals};
use super::sequence::{GoldTokens, Sequence, around_sequence, outline_sequences};
use crate::article::Attribution;
use crate::extract::Document;
use crate::extract::learned::context::Context;
use crate::extract::learned::decode::Decoded;
use crate::extract::learned::outline::Roles;
use crate::extract::learned::tagger::{Hints, candidate, each_anchor};
use crate::measure::Score;

/// An article with what training needs of it.
pub struct Example<'a> {
    /// The article with its gold.
    pub article: &'a TrainArticle,
    /// Analysed.
    pub document: Document<'a>,
    /// What surrounds its tokens.
    pub context: Context,
    /// The rules' readings, to learn how likely they are.
    pub rivals: Vec<Rivals>,
    /// The rules' readings, as likely as weights say that have not seen it.
    pub hints: Hints,
    /// Its gold in tokens.
    pub gold: GoldTokens,
    /// The first model's sequences.
    pub outline: Vec<Sequence>,
    /// The outline, by a model that has not seen it.
    pub roles: Vec<Roles>,
    /// The second model's sequences.
    pub around: Vec<Sequence>,
    /// Its candidates, by a model that has not seen it.
    pub decoded: Vec<Decoded>,
}

impl<'a> Example<'a> {
    /// Analyses `article`.
    pub fn new(article: &'a TrainArticle) -> Self {
        let document = Document::new(&article.article);
        let context = Context::new(&document);
        let gold = GoldTokens::of(&document, article);
        let outline = outline_sequences(&document, &context, &gold);
        let rivals = rivals(&document, &gold);
        Self {
            article,
            document,
            context,
            rivals,
            hints: Hints::default(),
            gold,
            outline,
            roles: Vec::new(),
            around: Vec::new(),
            decoded: Vec::new(),
        }
    }

    /// The second model's sequences, from the outline.
    pub fn look_around(&mut self) {
        let mut found: Vec<Sequence> = Vec::new();
        let mut taken: Vec<(usize, f32, usize)> = Vec::new();
        each_anchor(&self.document, &self.context, &self.roles, &self.hints, &mut |scene, anchor, hints| {
            let mut gold = self.gold.cue_at(anchor.token);
            // Of two anchors in one cue, the likelier is the right one.
            if let Some(cue) = gold
                && let Some((_, chance, at)) = taken.iter_mut().find(|(taken, _, _)| *taken == cue)
            {
                if *chance >= anchor.chance {
                    gold = None;
                } else {
                    *chance = anchor.chance;
                    if let Some(earlier) = found.get_mut(*at) {
                        earlier.labels.fill(0);
                    }
                    *at = found.len();
                }
            } else if let Some(cue) = gold {
                taken.push((cue, anchor.chance, found.len()));
            }
            let spans = gold.and_then(|cue| self.gold.attributions.get(cue));
            found.push(around_sequence(scene, anchor, hints, spans));
        });
        self.around = found;
    }

    /// Whether a candidate agrees with a gold attribution.
    pub fn is_right(&self, decoded: &Decoded) -> bool {
        self.score(&self.article.gold, decoded).who_said_what.right > 0
    }

    /// How a candidate agrees with one gold attribution.
    pub fn agreement(&self, gold: &Attribution, decoded: &Decoded) -> Score {
        self.score(std::slice::from_ref(gold), decoded)
    }

    fn score(&self, gold: &[Attribution], decoded: &Decoded) -> Score {
        let candidate = candidate(&self.document, decoded, 1.0);
        let predicted = Attribution {
            source: candidate.source,
            cue: candidate.cue,
            content: candidate.content,
            ..Attribution::default()
        };
        let mut score = Score::default();
        score.add(self.document.text(), gold, std::slice::from_ref(&predicted));
        score
    }
}
