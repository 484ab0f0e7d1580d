//! `onrecord completions` and `onrecord man`: what shells and manuals are given, made from the commands
//! themselves.

use std::fs;
use std::path::{Path, PathBuf};

use clap_complete::Shell;

use super::failure::Failure;
use super::output::Output;
use super::{Outcome, command};

/// Print what a shell completes commands by
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh > \"${fpath[1]}/_onrecord\"
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish")]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Print the manual page, or write those of all commands into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord man | man -l -
  onrecord man --out ~/.local/share/man/man1")]
pub struct ManArgs {
    /// The folder; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs `completions`.
pub fn completions(args: &CompletionsArgs) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "onrecord", &mut script);
    print(&script)
}

/// Runs `man`.
pub fn man(args: &ManArgs) -> Result<Outcome, Failure> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command()).render(&mut page).map_err(Failure::output)?;
        return print(&page);
    };
    write(folder).map_err(|error| {
        Failure::new(format!("{}: {error}", folder.display())).hint("give a folder that you may write")
    })?;
    Ok(Outcome::Done)
}

fn write(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command(), folder)
}

fn print(bytes: &[u8]) -> Result<Outcome, Failure> {
    use std::io::Write as _;
    let mut output = Output::stdout();
    output.write_all(bytes).map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}
