//! `onrecord evaluate`: how well statements agree with those that a person marked.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use serde::Serialize;

use super::Outcome;
use super::failure::Failure;
use super::global::{Format, Global, all_cores};
use super::marked::{self, MarkedArticle};
use super::output::Output;
use super::printing::look;
use super::query_args::share;
use super::reading_args::ReadingArgs;
use super::tier_args::TierArgs;
use crate::article::{Attribution, Confidence};
use crate::extract::{Tier, extract_at};
use crate::ingest::ordered;
use crate::measure::{Agreement, Score};
use crate::render::attribution::AttributionJson;
use crate::render::{difference, json};
use crate::schema::Origin;

/// Measure onrecord against statements that a person marked
///
/// Finds the statements of the marked articles anew, or takes them from --pred, and counts how they
/// agree with the marked ones. A statement is found where it shares half of the words with a marked one;
/// it is right where the sources share a word too. What is passed on inside another's words is counted by
/// itself. Precision is the share of what was found that is
/// right, recall the share of what was marked, F1 their harmonic mean.
///
/// A gold file is what `onrecord annotate` writes; or JSON Lines {"id": …, "attributions": [{"source":
/// SPANS, "cue": SPANS, "content": SPANS, "kind": …}]} with the articles of these ids in --articles.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord annotate monday/dam.txt                mark the statements of an article
  onrecord evaluate --gold monday                 measure against all gold files in a folder
  onrecord evaluate --gold monday --errors 20     and list what was missed, and what is not there
  onrecord evaluate --gold monday --pred other    one person against another
  onrecord evaluate --gold gold.jsonl --articles articles.jsonl

Exit status: 0 measured, 2 an error.")]
pub struct EvaluateArgs {
    /// Files of marked statements, or folders of .gold files
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    gold: Vec<PathBuf>,
    /// Files of the articles, for marked statements that are spans alone
    #[arg(long, num_args = 1.., value_name = "FILE")]
    articles: Vec<PathBuf>,
    /// Measure these statements instead of finding them: JSON Lines as extract writes them, or gold
    /// files of the same articles by another person
    #[arg(long, num_args = 1.., value_name = "PATH")]
    pred: Vec<PathBuf>,
    /// List so many of the statements missed, and of those that are not marked
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Measure only statements at least this sure, 0 to 1
    #[arg(long, value_name = "P", value_parser = share)]
    min_confidence: Option<f64>,
    /// How many threads find statements [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    tier: TierArgs,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Runs the command.
pub fn run(args: &EvaluateArgs, global: &Global) -> Result<Outcome, Failure> {
    let hints = args.reading.hints(&args.articles, None, global.config())?;
    let articles = marked::read(&args.gold, &args.articles, &hints)?;
    let mut found = if args.pred.is_empty() {
        extracted(&articles, args.threads.unwrap_or_else(all_cores), args.tier.tier())?
    } else {
        predicted(marked::predictions(&args.pred, &hints)?, &articles)
    };
    if let Some(least) = args.min_confidence.map(Confidence::from_probability) {
        found.iter_mut().for_each(|found| found.retain(|one| one.confidence >= least));
    }
    let evaluation = Evaluation::of(&articles, &found, args.errors);
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Text | Format::Csv => evaluation.write(&mut output, global),
        Format::Json | Format::Jsonl => json::line(&mut output, &evaluation.json()),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// What is found in each article.
fn extracted(
    articles: &[MarkedArticle],
    threads: NonZeroUsize,
    tier: Tier,
) -> Result<Vec<Vec<Attribution>>, Failure> {
    let mut found = Vec::new();
    ordered::map(
        threads,
        |send| {
            let _ = articles.iter().all(send);
        },
        |marked| marked.article.bytes(),
        |marked| extract_at(&marked.article, tier).attributions,
        |attributions| {
            found.push(attributions);
            Ok::<(), Failure>(())
        },
    )?;
    Ok(found)
}

/// What `by_id` holds for each article; what it does not name has nothing.
fn predicted(
    mut by_id: BTreeMap<String, Vec<Attribution>>,
    articles: &[MarkedArticle],
) -> Vec<Vec<Attribution>> {
    let mut missing = 0;
    let found = articles.iter().map(|marked| {
        let found = marked.ids.iter().find_map(|id| by_id.remove(id));
        missing += usize::from(found.is_none());
        found.unwrap_or_default()
    });
    let found = found.collect();
    if missing > 0 {
        let all = articles.len();
        let _ = writeln!(
            io::stderr().lock(),
            "note: {missing} of {all} articles are not in the files of --pred: nothing counts as found there"
        );
    }
    found
}

/// A statement that one side has and the other has not.
struct Difference<'a> {
    marked: &'a MarkedArticle,
    attribution: &'a Attribution,
}

/// How predictions agree with gold, and the first of what differs.
struct Evaluation<'a> {
    articles: usize,
    score: Score,
    missed: Vec<Difference<'a>>,
    spurious: Vec<Difference<'a>>,
    missed_total: usize,
    spurious_total: usize,
}

impl<'a> Evaluation<'a> {
    fn of(articles: &'a [MarkedArticle], found: &'a [Vec<Attribution>], most: usize) -> Self {
        let mut score = Score::default();
        let (mut missed, mut spurious) = (Vec::new(), Vec::new());
        for (marked, found) in articles.iter().zip(found) {
            let differences = score.add(&marked.article.text, &marked.gold, found);
            let of = |attribution| Difference { marked, attribution };
            missed.extend(differences.missed.into_iter().map(of));
            spurious.extend(differences.spurious.into_iter().map(of));
        }
        let (missed_total, spurious_total) = (missed.len(), spurious.len());
        missed.truncate(most);
        spurious.truncate(most);
        Self { articles: articles.len(), score, missed, spurious, missed_total, spurious_total }
    }

    fn write(&self, out: &mut dyn Write, global: &Global) -> io::Result<()> {
        let Score { who_said_what, quoted, indirect, partial, exact, relays, .. } = self.score;
        let articles =
            if self.articles == 1 { "1 article".to_owned() } else { format!("{} articles", self.articles) };
        let Agreement { gold, predicted, .. } = who_said_what;
        writeln!(out, "{articles}, {gold} statements marked, {predicted} found\n")?;
        writeln!(out, "{:<24}{:>9}{:>9}{:>9}{:>9}{:>9}", "", "precision", "recall", "F1", "marked", "found")?;
        for (label, agreement) in [
            ("who said what", who_said_what),
            ("  quoted", quoted),
            ("  indirect", indirect),
            ("what was said", partial),
            ("  to the word", exact),
            ("passed on by others", relays),
        ] {
            // Not everybody marks what is passed on.
            if label == "passed on by others" && agreement.gold == 0 {
                continue;
            }
            let figures = [agreement.precision(), agreement.recall(), agreement.f1()];
            let [precision, recall, f1] = figures.map(|figure| format!("{figure:.3}"));
            let Agreement { gold, predicted, .. } = agreement;
            writeln!(out, "{label:<24}{precision:>9}{recall:>9}{f1:>9}{gold:>9}{predicted:>9}")?;
        }
        writeln!(out, "\nof what was said and found:")?;
        for (label, share, of) in [
            ("  source right", self.score.source_given_content(), self.score.sourced),
            ("  speaker named right", self.score.speaker_given_content(), self.score.named),
        ] {
            let share = if of == 0 { "-".to_owned() } else { format!("{share:.3}") };
            writeln!(out, "{label:<24}{share:>9}  of {of}")?;
        }
        if self.score.confidence.is_told() {
            let off = self.score.confidence.expected_error();
            writeln!(out, "{:<24}{off:>9.3}  on average", "confidence off by")?;
        }
        for (label, all, total) in
            [("missed", &self.missed, self.missed_total), ("not marked", &self.spurious, self.spurious_total)]
        {
            if !all.is_empty() {
                writeln!(out, "\n{label}, {} of {total}", all.len())?;
            }
            for Difference { marked, attribution } in all {
                difference::statement(out, &marked.origin, attribution, &marked.article.text, look(global))?;
            }
        }
        Ok(())
    }

    fn json(&self) -> EvaluationJson<'_> {
        let Score { who_said_what, quoted, indirect, partial, exact, relays, sourced, named, .. } =
            self.score;
        let given = |share: f64, of: u32| (of > 0).then(|| rounded(share));
        EvaluationJson {
            articles: self.articles,
            who_said_what: who_said_what.into(),
            quoted: quoted.into(),
            indirect: indirect.into(),
            partial: partial.into(),
            exact: exact.into(),
            relays: relays.into(),
            source_given_content: given(self.score.source_given_content(), sourced),
            speaker_given_content: given(self.score.speaker_given_content(), named),
            calibration_error: self
                .score
                .confidence
                .is_told()
                .then(|| rounded(self.score.confidence.expected_error())),
            missed: self.missed.iter().map(DifferenceJson::new).collect(),
            spurious: self.spurious.iter().map(DifferenceJson::new).collect(),
        }
    }
}

/// The document; keys are only ever added.
#[derive(Serialize)]
struct EvaluationJson<'a> {
    articles: usize,
    who_said_what: AgreementJson,
    quoted: AgreementJson,
    indirect: AgreementJson,
    partial: AgreementJson,
    exact: AgreementJson,
    relays: AgreementJson,
    source_given_content: Option<f64>,
    speaker_given_content: Option<f64>,
    calibration_error: Option<f64>,
    missed: Vec<DifferenceJson<'a>>,
    spurious: Vec<DifferenceJson<'a>>,
}

#[derive(Serialize)]
struct AgreementJson {
    precision: f64,
    recall: f64,
    f1: f64,
    gold: u32,
    predicted: u32,
    right: u32,
}

impl From<Agreement> for AgreementJson {
    fn from(agreement: Agreement) -> Self {
        let Agreement { gold, predicted, right } = agreement;
        let [precision, recall, f1] =
            [agreement.precision(), agreement.recall(), agreement.f1()].map(rounded);
        Self { precision, recall, f1, gold, predicted, right }
    }
}

#[derive(Serialize)]
struct DifferenceJson<'a> {
    origin: &'a Origin,
    #[serde(flatten)]
    attribution: AttributionJson<'a>,
}

impl<'a> DifferenceJson<'a> {
    fn new(difference: &Difference<'a>) -> Self {
        let Difference { marked, attribution } = difference;
        let article = &marked.article;
        Self {
            origin: &marked.origin,
            attribution: AttributionJson::new(attribution, article.id(), &article.text),
        }
    }
}

/// To four decimals.
fn rounded(figure: f64) -> f64 {
    (figure * 10_000.0).round() / 10_000.0
}
