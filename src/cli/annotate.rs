//! `onrecord annotate`: an article's statements, for a person to correct into a gold file.
//!
//! Never writes over a gold file that is there: it is a person's work.

use std::fs::OpenOptions;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::global::{Format, Global};
use super::marked::{article_of, is_gold, one_article, text};
use super::output::Output;
use super::printing::look;
use super::reading_args::ReadingArgs;
use super::tier_args::TierArgs;
use super::{Outcome, editor};
use crate::article::Attribution;
use crate::extract::extract_at;
use crate::formats::{Hints, Reading};
use crate::ingest::walk::origin_name;
use crate::measure::{GoldError, GoldFile};
use crate::query::StoredArticle;
use crate::render::inert::one_line;
use crate::render::{json, passage};
use crate::schema::{Origin, Record};

/// How many mistakes of a gold file are told at a time.
const MOST_TOLD: usize = 20;

/// Mark the statements of an article by hand, for evaluate to measure against
///
/// Writes the statements that onrecord finds in the article into a gold file beside it: the article's
/// paragraphs, and below each its statements, one a line, in the article's own words. Opens the file in
/// your editor to take out what is wrong, mend what is not quite right and add what is missing; then
/// checks it and shows the article with its statements. Where the gold file is there already, it goes
/// on with that one and writes nothing of its own.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord annotate monday/dam.txt              write monday/dam.gold, edit it, check it, show it
  onrecord annotate monday/dam.gold             the same once more
  onrecord annotate --record 12 wire.jsonl      the twelfth article of a file of many
  onrecord annotate --no-edit monday/dam.txt    write it, or check it, and show it
  onrecord evaluate --gold monday               measure against all of a folder

Exit status: 0 all is well, 2 an error, or something in the gold file that cannot be read.")]
pub struct AnnotateArgs {
    /// The article, or its gold file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The article's number in a file of many
    #[arg(long, value_name = "N")]
    record: Option<u64>,
    /// The gold file [default: beside the article, with the ending .gold]
    #[arg(long, value_name = "GOLD")]
    out: Option<PathBuf>,
    /// The editor [default: $VISUAL, $EDITOR]
    #[arg(long, value_name = "COMMAND", conflicts_with = "no_edit")]
    editor: Option<String>,
    /// Open no editor
    #[arg(long)]
    no_edit: bool,
    #[command(flatten)]
    tier: TierArgs,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Runs the command.
pub fn run(args: &AnnotateArgs, global: &Global) -> Result<Outcome, Failure> {
    if args.file.as_os_str() == "-" {
        let what = "standard input cannot be marked: a gold file names its article";
        return Err(Failure::new(what).hint("save the article into a file first"));
    }
    let hints = args.reading.hints(std::slice::from_ref(&args.file), None, global.config())?;
    let gold = args.gold();
    let is_new = !gold.exists();
    if is_new {
        args.write_draft(&gold, &hints)?;
    } else {
        args.agrees(&gold)?;
    }
    let at_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let editor = editor::of(args.editor.as_deref(), at_terminal).filter(|_| !args.no_edit);
    let checked = match &editor {
        Some(editor) => edited(editor, &gold, &hints, at_terminal)?,
        None => Checked::of(&gold, &hints)?,
    };
    if !checked.errors.is_empty() {
        return Ok(Outcome::Incomplete);
    }
    show(checked, global)?;
    let shown = one_line(&origin_name(&gold));
    tell(&match (&editor, is_new) {
        (None, true) => {
            format!("hint: open {shown} in an editor, correct it, and run this again to check it")
        }
        _ => format!("hint: measure against it with: onrecord evaluate --gold {shown}"),
    });
    Ok(Outcome::Done)
}

impl AnnotateArgs {
    /// Where the gold file is, or shall be.
    fn gold(&self) -> PathBuf {
        if is_gold(&self.file) {
            return self.file.clone();
        }
        self.out.clone().unwrap_or_else(|| match self.record {
            None => self.file.with_extension("gold"),
            Some(record) => {
                let stem = self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                self.file.with_file_name(format!("{stem}-{record}.gold"))
            }
        })
    }

    /// Whether the gold file that is there marks the article asked for.
    fn agrees(&self, gold: &Path) -> Result<(), Failure> {
        let (file, _) = GoldFile::read(&text(gold)?);
        let marked = Origin::from(file.article);
        let same = Path::new(&marked.path).file_name() == self.file.file_name()
            && (self.record.is_none() || self.record == marked.record);
        if is_gold(&self.file) || same || marked.path.is_empty() {
            return Ok(());
        }
        let what = format!("{}: it marks another article, {marked}", origin_name(gold));
        Err(Failure::new(what).hint("name another gold file with --out FILE"))
    }

    /// Writes the gold file as onrecord finds the statements.
    fn write_draft(&self, gold: &Path, hints: &Hints) -> Result<(), Failure> {
        if is_gold(&self.file) {
            let what = format!("{}: no such file", origin_name(&self.file));
            return Err(Failure::new(what).hint("name the article, and its gold file is written beside it"));
        }
        let reading = one_article(&self.file, self.record, hints)?;
        let found = extract_at(&reading.article, self.tier.tier());
        found.diagnostics.iter().for_each(|diagnostic| tell(&format!("note: {diagnostic}")));
        // The article is looked for beside its gold file first, then from the working folder.
        let beside = gold.parent() == self.file.parent();
        let name = if beside { Path::new(self.file.file_name().unwrap_or_default()) } else { &self.file };
        let origin = Origin { path: origin_name(name), record: reading.record };
        let draft = GoldFile::draft(&origin.to_string(), &reading.article.text, &found.attributions);
        let opened = OpenOptions::new().write(true).create_new(true).open(gold);
        opened.and_then(|mut file| file.write_all(draft.as_bytes())).map_err(|error| {
            Failure::new(format!("{}: cannot be written: {error}", origin_name(gold)))
                .hint("name another place with --out FILE")
        })?;
        tell(&format!(
            "{}: {} written, as onrecord finds them",
            origin_name(gold),
            counted(found.attributions.len())
        ));
        Ok(())
    }
}

/// A gold file with its article, as far as it can be read.
struct Checked {
    origin: Origin,
    reading: Reading,
    marked: Vec<Attribution>,
    errors: Vec<GoldError>,
}

impl Checked {
    /// Reads the gold file `gold` and its article; what is wrong with it is told.
    fn of(gold: &Path, hints: &Hints) -> Result<Self, Failure> {
        let (file, mut errors) = GoldFile::read(&text(gold)?);
        let (origin, reading) = match article_of(gold, &file, hints) {
            Ok(found) => found,
            Err(failure) if errors.is_empty() => return Err(failure),
            Err(_) => (Origin::file(""), Reading::default()),
        };
        let mut marked = Vec::new();
        if !origin.path.is_empty() {
            let (found, missing) = file.locate(&reading.article.text);
            marked = found;
            errors.extend(missing);
        }
        errors.sort_by_key(|error| error.line);
        for error in errors.iter().take(MOST_TOLD) {
            tell(&format!("error: {}:{}: {}", origin_name(gold), error.line, error.what));
        }
        if errors.len() > MOST_TOLD {
            tell(&format!("error: and {} more", errors.len() - MOST_TOLD));
        }
        if !errors.is_empty() {
            tell(
                "hint: a statement is one line, in the words of the article: > source: … | cue: … | content: …",
            );
        }
        Ok(Self { origin, reading, marked, errors })
    }
}

/// Lets a person edit `gold` until it can be read, or they leave it as it is.
fn edited(editor: &str, gold: &Path, hints: &Hints, at_terminal: bool) -> Result<Checked, Failure> {
    loop {
        editor::edit(editor, gold)?;
        let checked = Checked::of(gold, hints)?;
        if checked.errors.is_empty() || !at_terminal || !wants_again()? {
            return Ok(checked);
        }
    }
}

/// Whether the person at the terminal wants to edit again.
fn wants_again() -> Result<bool, Failure> {
    let mut stderr = io::stderr().lock();
    let asked = write!(stderr, "Edit again? [Y/n] ").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = asked.and_then(|()| io::stdin().lock().read_line(&mut answer));
    let read = read.map_err(|error| Failure::new(format!("the terminal cannot be read: {error}")))?;
    Ok(read > 0 && !answer.trim().to_lowercase().starts_with('n'))
}

/// Prints the article with the statements marked in it.
fn show(checked: Checked, global: &Global) -> Result<(), Failure> {
    let Checked { origin, reading, marked, .. } = checked;
    let id = reading.article.id();
    let record =
        Record { article: reading.article, origins: vec![origin], attributions: marked, extractor: None };
    let stored = StoredArticle { id, record };
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Json | Format::Jsonl => json::article(&mut output, &stored),
        Format::Text | Format::Csv => passage::article(&mut output, &stored, look(global)),
    };
    written.map_err(Failure::output)?;
    output.finish()
}

fn counted(statements: usize) -> String {
    if statements == 1 { "1 statement".to_owned() } else { format!("{statements} statements") }
}

fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", one_line(line));
}
