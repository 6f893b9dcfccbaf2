//! `init`: a starter case, filled in by questions on a terminal.

mod questions;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::config::Common;
use crate::app::{Starter, starter};
use crate::error::Result;
use crate::output::files::{Artifact, Replace, write_all};

/// Write a starter case with commented files.
///
/// On a terminal it asks what matters: today's pay, the offer, the band, the
/// best alternative, the strongest proof, who decides. Elsewhere, or with
/// `--no-questions`, the case is an example to change.
///
/// Example: counteroffer init my-offer
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write to; it is made if it is not there
    dir: PathBuf,
    /// Ask nothing: write the example
    #[arg(long)]
    no_questions: bool,
}

/// Writes the starter case; what a person may have edited is never written over
/// without `--force`.
///
/// # Errors
/// Files that stand in the way, or a file system that refuses.
pub fn run(args: &InitArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let today = jiff::Zoned::now().date();
    let example = Starter::example(today);
    let talks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let asks = talks && !args.no_questions && !common.quiet;
    let answers = if asks { questions::ask(example)? } else { example };
    let files = starter(&answers)?.into_iter().map(|(name, text)| Artifact::new(args.dir.join(name), text));
    let files: Vec<Artifact> = files.collect();
    write_all(&files, if common.force { Replace::Anything } else { Replace::Nothing })?;
    if common.quiet {
        return Ok(());
    }
    say_what_next(&args.dir, asks, out)
}

fn say_what_next(dir: &Path, asked: bool, out: &mut dyn Write) -> Result<()> {
    let case = dir.join("case.toml");
    let case = case.display();
    writeln!(out, "Wrote case.toml, bands.csv, market.csv and README.md to {}.", dir.display())?;
    let next =
        if asked { "Look case.toml over" } else { "Put your own figures into case.toml and bands.csv" };
    writeln!(out, "{next}, then:")?;
    writeln!(out, "  counteroffer check {case}")?;
    writeln!(out, "  counteroffer sheet {case} -o {}", dir.join("out").display())?;
    Ok(())
}
