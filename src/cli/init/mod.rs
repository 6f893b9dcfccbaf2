//! `init`: a starter case, filled in by questions on a terminal.

mod promotion;
mod questions;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::anchor;
use super::config::Common;
use crate::app::{StagePage, Starter, advise, load_workspace, starter};
use crate::error::Result;
use crate::output::files::{Artifact, Replace, refuse_foreign, write_all};
use crate::output::problems::wrapped;
use crate::report::{Facts, Words};
use questions::Talk;

/// Answer a dozen questions and see what to ask for; the answers are kept as a commented case.
///
/// On a terminal it asks what matters: today's pay, the offer, the
/// band, the best alternative, the strongest proof. Several figures may stand in one answer
/// (190k + 10% + 0.04%); `back` takes the last answer back; whoever stops goes on later
/// with the same command. It ends with what to ask for. Elsewhere, or with `--no-questions`,
/// the case is an example to change.
///
/// Example: counteroffer init my-offer
///
/// Example: counteroffer init my-promotion --promotion
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write to; it is made if it is not there
    dir: PathBuf,
    /// Start a promotion that has no offer yet: case.toml alone, for `counteroffer promotion`
    #[arg(long)]
    promotion: bool,
    /// Ask nothing: write the example
    #[arg(long)]
    no_questions: bool,
    /// Ask even where no terminal is: the answers come line by line on standard input
    #[arg(long, conflicts_with = "no_questions")]
    questions: bool,
}

/// Writes the starter case; what a person may have edited is never written over
/// without `--force`.
///
/// # Errors
/// Files that stand in the way, or a file system that refuses.
pub fn run(args: &InitArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let today = jiff::Zoned::now().date();
    if args.promotion {
        return promotion::start(args, today, common, out);
    }
    let example = Starter::example(today);
    let talks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let asks = args.questions || (talks && !args.no_questions && !common.quiet);
    let replace = if common.force { Replace::Anything } else { Replace::Nothing };
    let placed = |answers: &Starter| -> Result<Vec<Artifact>> {
        let files = starter(answers)?.into_iter();
        Ok(files.map(|(name, text)| Artifact::new(args.dir.join(name), text)).collect())
    };
    // Nobody answers a dozen questions for a file that cannot be written.
    refuse_foreign(&placed(&example)?, replace)?;
    let mut answers = example;
    if asks {
        let talk = Talk { words: &common.words()?, today, dir: &args.dir };
        let asked = talk.ask(&mut std::io::stdin().lock(), &mut std::io::stderr().lock())?;
        let Some(asked) = asked else { return Ok(()) };
        answers = asked;
    }
    write_all(&placed(&answers)?, replace)?;
    if common.quiet {
        return Ok(());
    }
    if asks {
        say_what_to_ask(&args.dir, common, out)?;
    }
    say_what_next(&args.dir, asks, &common.words()?, out)
}

/// What the interview was for. A case that lacks something for it says so under `check`.
fn say_what_to_ask(dir: &Path, common: &Common, out: &mut dyn Write) -> Result<()> {
    let Ok(case) = load_workspace(&dir.join("case.toml"), &common.read_options()?) else { return Ok(()) };
    match StagePage::of(&case) {
        Some(at) => anchor::at_stage(&case, &at, common, out)?,
        None => anchor::write_text(&case, &advise(&case, common.settings()), None, common, out)?,
    }
    Ok(writeln!(out)?)
}

fn say_what_next(dir: &Path, asked: bool, words: &Words, out: &mut dyn Write) -> Result<()> {
    let case = dir.join("case.toml");
    let case = case.display();
    let mut say = |key: &str| -> Result<()> {
        let facts = Facts::new().given("dir", &dir.display().to_string()).when("asked", asked);
        let text = words.line(&format!("init.{key}"), &facts).unwrap_or_default();
        Ok(write!(out, "{}", wrapped(&text.shown(), "", "  "))?)
    };
    say("wrote")?;
    say("next")?;
    writeln!(out, "  counteroffer check {case}")?;
    writeln!(out, "  counteroffer sheet {case} -o {}", dir.join("out").display())?;
    Ok(())
}
