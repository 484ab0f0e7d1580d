//! What training tells of itself: figures of articles that the models measured had not seen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::example::Example;
use crate::article::{Attribution, Party};
use crate::extract::learned::confidence::confidence;
use crate::extract::learned::decode::Decoded;
use crate::extract::learned::tagger::candidate;
use crate::extract::linking;
use crate::measure::Score;

/// The threshold at which losses are counted.
const LIKELY: f32 = 0.34;

/// How well the first model tells roles apart, token by token, and how many gold cues have an anchor.
pub fn outlines(examples: &[Example<'_>]) -> String {
    // Of cue, source and content: tokens in gold, tokens predicted, both.
    let mut counts = [[0u32; 3]; 3];
    for example in examples {
        let labels = example.outline.iter().flat_map(|sequence| &sequence.labels);
        let tokens = example.document.paragraphs().iter().flat_map(|paragraph| paragraph.tokens.clone());
        for (label, at) in labels.zip(tokens) {
            let roles = example.roles.get(at).copied().unwrap_or_default();
            let chances = [roles.cue, roles.source, roles.content];
            for (index, ([gold, predicted, both], chance)) in counts.iter_mut().zip(chances).enumerate() {
                let holds = *label > 0 && usize::from((*label - 1) / 2) == index;
                let likely = chance > 0.5;
                *gold += u32::from(holds);
                *predicted += u32::from(likely);
                *both += u32::from(holds && likely);
            }
        }
    }
    let [cue, source, content] =
        counts.map(|[gold, predicted, both]| 2.0 * f64::from(both) / f64::from((gold + predicted).max(1)));
    let gold: usize = examples.iter().map(|example| example.gold.attributions.len()).sum();
    let anchors: usize = examples.iter().map(|example| example.around.len()).sum();
    let around = examples.iter().flat_map(|example| &example.around);
    let found = around.filter(|around| around.labels.contains(&1)).count();
    format!(
        "outline, held out: F1 of tokens: cue {cue:.3}, source {source:.3}, content {content:.3}; {anchors} anchors, among them {found} of {gold} cues"
    )
}

/// The figures at several thresholds, and where gold attributions are lost.
pub fn figures(examples: &[Example<'_>], weights: &[f32]) -> String {
    let mut told = losses(examples, weights);
    told.push_str("held out: threshold  who-said-what (precision, recall)  quoted  indirect");
    for threshold in [0.25, 0.3, 0.34, 0.4, 0.45, 0.5] {
        let score = score(examples, weights, threshold);
        let all = score.who_said_what;
        let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
        let _ = write!(
            told,
            "\n{threshold:.2}  {:.3} ({:.3}, {:.3})  {:.3}  {:.3}",
            all.f1(),
            share(all.right, all.predicted),
            share(all.right, all.gold),
            score.quoted.f1(),
            score.indirect.f1(),
        );
    }
    told
}

fn score(examples: &[Example<'_>], weights: &[f32], threshold: f32) -> Score {
    let mut score = Score::default();
    for example in examples {
        let candidates = example
            .decoded
            .iter()
            .map(|decoded| candidate(&example.document, decoded, confidence(weights, &decoded.inputs)))
            .chain(example.hints.sure(&example.document));
        let links = linking::outermost(&example.document, candidates.collect(), threshold);
        let predicted: Vec<Attribution> = links
            .into_iter()
            .map(|link| Attribution {
                source: link.source,
                cue: link.cue,
                content: link.content,
                kind: link.kind,
                via: link.outer.map(|_| Party::default()).into_iter().collect(),
                ..Attribution::default()
            })
            .collect();
        score.add(example.document.text(), &example.article.gold, &predicted);
    }
    score
}

/// For each kind of gold attribution, what became of it.
fn losses(examples: &[Example<'_>], weights: &[f32]) -> String {
    let mut counted: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for example in examples {
        for (gold, [_, cue, _]) in example.article.gold.iter().zip(&example.gold.attributions) {
            let touches = |decoded: &&Decoded| {
                cue.iter().any(|cue| cue.start < decoded.cue.end && decoded.cue.start < cue.end)
            };
            let fate = match example.decoded.iter().find(touches) {
                None => "no cue",
                Some(decoded) => {
                    let score = example.agreement(gold, decoded);
                    let likely = confidence(weights, &decoded.inputs) >= LIKELY;
                    match (score.who_said_what.right > 0, score.partial.right > 0) {
                        (true, _) if likely => "found",
                        (true, _) => "right but unlikely",
                        (false, true) => "another source",
                        (false, false) => "another content",
                    }
                }
            };
            *counted.entry((gold.kind.name(), fate)).or_default() += 1;
        }
    }
    let mut told = String::new();
    for ((kind, fate), count) in counted {
        let _ = writeln!(told, "{kind}: {fate} {count}");
    }
    told
}
