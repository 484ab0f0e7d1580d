//! The whole training: the weights of readings and the first model on folds, so that the second learns from
//! hints and outlines of articles that they have not seen; the second on folds, so that confidence does;
//! then all on everything.

use std::sync::Mutex;
use std::thread;

use super::corpus::TrainArticle;
use super::example::Example;
use super::learner::{Settings, learn};
use super::sequence::Sequence;
use super::{logistic, report, rivals};
use crate::extract::learned::model::Model;
use crate::extract::learned::tagger::{Hints, Prepared};
use crate::extract::rules::Weights;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Folds of articles.
    pub folds: usize,
    /// Threads.
    pub threads: usize,
    /// Whether to measure on folds alone, making no model.
    pub only_measure: bool,
}

/// The first model's.
const OUTLINE: Settings =
    Settings { bits: 19, epochs: 10, rate: 0.01, dropout: 128, decay: 0.01, seed: 0x5eed_0001 };
/// The second model's.
const AROUND: Settings =
    Settings { bits: 19, epochs: 8, rate: 0.01, dropout: 128, decay: 0.01, seed: 0x5eed_0002 };

/// Trains on `articles`; what goes on is told to `log`.
pub fn train(
    articles: &[TrainArticle],
    plan: Plan,
    provenance: &str,
    log: &(dyn Fn(String) + Sync),
) -> Model {
    let mut examples: Vec<Example<'_>> = articles.iter().map(Example::new).collect();
    log(format!("{} articles read", examples.len()));
    hint_folds(&mut examples, plan);
    outline_folds(&mut examples, plan, log);
    for example in &mut examples {
        example.look_around();
    }
    log(report::outlines(&examples));
    around_folds(&mut examples, plan, log);
    let judged: Vec<_> = examples
        .iter()
        .flat_map(|example| example.decoded.iter().map(|decoded| (decoded.inputs, example.is_right(decoded))))
        .collect();
    let weights = logistic::fit(&judged);
    log(format!("confidence: {weights:?}"));
    log(report::figures(&examples, &weights));
    if plan.only_measure {
        return Model { confidence: weights, ..Model::default() };
    }
    let cues: Vec<_> = examples.iter().flat_map(|example| &example.rivals).collect();
    let readings = rivals::learn(&cues);
    let outline: Vec<&Sequence> = examples.iter().flat_map(|example| &example.outline).collect();
    let around: Vec<&Sequence> = examples.iter().flat_map(|example| &example.around).collect();
    let (outline, around) = thread::scope(|scope| {
        let first =
            scope.spawn(|| learn(OUTLINE, &outline, &mut |line| log(format!("outline, all: {line}"))));
        let second = learn(AROUND, &around, &mut |line| log(format!("around, all: {line}")));
        (first.join().unwrap_or_default(), second)
    });
    Model { provenance: provenance.to_owned(), outline, around, readings, confidence: weights }
}

/// Does `work` for each fold, on as many threads as the plan has.
fn each_fold<T: Send>(plan: Plan, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let next = Mutex::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..plan.threads.clamp(1, plan.folds) {
            scope.spawn(|| {
                loop {
                    let fold = {
                        let Ok(mut next) = next.lock() else { return };
                        *next += 1;
                        *next - 1
                    };
                    if fold >= plan.folds {
                        return;
                    }
                    let made = work(fold);
                    if let Ok(mut done) = done.lock() {
                        done.push((fold, made));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(fold, _)| *fold);
    done.into_iter().map(|(_, made)| made).collect()
}

/// For each article, in order, what `read` makes of it with what was `learned` from the folds without it.
fn held_out<'a, S: Sync, M, T: Send>(
    examples: &[Example<'a>],
    plan: Plan,
    parts: for<'e> fn(&'e Example<'a>) -> &'e [S],
    learned: &(dyn Fn(usize, &[&S]) -> M + Sync),
    read: &(dyn Fn(&M, &Example<'a>) -> T + Sync),
) -> Vec<T> {
    let folds = each_fold(plan, &|fold| {
        let others = examples.iter().enumerate().filter(|(at, _)| at % plan.folds != fold);
        let others: Vec<&S> = others.flat_map(|(_, example)| parts(example)).collect();
        let learned = learned(fold, &others);
        let own = examples.iter().enumerate().filter(|(at, _)| at % plan.folds == fold);
        own.map(|(at, example)| (at, read(&learned, example))).collect::<Vec<_>>()
    });
    let mut all: Vec<(usize, T)> = folds.into_iter().flatten().collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}

fn hint_folds(examples: &mut [Example<'_>], plan: Plan) {
    let learned = |_: usize, cues: &[&rivals::Rivals]| rivals::learn(cues);
    let read = |weights: &Weights, example: &Example<'_>| Hints::of(&example.document, weights);
    let hints = held_out(examples, plan, |example| &example.rivals, &learned, &read);
    examples.iter_mut().zip(hints).for_each(|(example, hints)| example.hints = hints);
}

fn outline_folds(examples: &mut [Example<'_>], plan: Plan, log: &(dyn Fn(String) + Sync)) {
    let learned = |fold: usize, sequences: &[&Sequence]| {
        let outline = learn(OUTLINE, sequences, &mut |line| log(format!("outline, fold {fold}: {line}")));
        Prepared::new(Model { outline, ..Model::default() })
    };
    let read =
        |prepared: &Prepared, example: &Example<'_>| prepared.roles(&example.document, &example.context);
    let roles = held_out(examples, plan, |example| &example.outline, &learned, &read);
    examples.iter_mut().zip(roles).for_each(|(example, roles)| example.roles = roles);
}

fn around_folds(examples: &mut [Example<'_>], plan: Plan, log: &(dyn Fn(String) + Sync)) {
    let learned = |fold: usize, sequences: &[&Sequence]| {
        let around = learn(AROUND, sequences, &mut |line| log(format!("around, fold {fold}: {line}")));
        Prepared::new(Model { around, ..Model::default() })
    };
    let read = |prepared: &Prepared, example: &Example<'_>| {
        let mut found = Vec::new();
        let Example { document, context, roles, hints, .. } = example;
        prepared.decoded(document, context, roles, hints, &mut |decoded| found.push(decoded));
        found
    };
    let decoded = held_out(examples, plan, |example| &example.around, &learned, &read);
    examples.iter_mut().zip(decoded).for_each(|(example, decoded)| example.decoded = decoded);
}
