//! `counteroffer completions` and `counteroffer man`: what a shell and a manual want.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;
use super::config::Common;
use crate::error::Result;
use crate::output::files::{Artifact, GENERATOR, Replace, write_all};

/// Print completions for a shell
///
/// Example: counteroffer completions bash > ~/.local/share/bash-completion/completions/counteroffer
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Which shell
    shell: Shell,
}

/// Write man pages, one for each command
///
/// Example: counteroffer man -o ~/.local/share/man/man1
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder to write them to
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

/// Prints completions.
///
/// # Errors
/// What the writer reports.
pub fn completions(args: &CompletionsArgs, out: &mut dyn Write) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "counteroffer", &mut script);
    Ok(out.write_all(&script)?)
}

/// Writes man pages and prints their names.
///
/// # Errors
/// Files there that the program did not make, or what the file system reports.
pub fn man(args: &ManArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let mut top = Cli::command().disable_help_subcommand(true);
    top.build();
    let commands = std::iter::once(top.clone()).chain(top.get_subcommands().cloned().collect::<Vec<_>>());
    let mut pages = Vec::new();
    for command in commands {
        let name = match command.get_name() {
            "counteroffer" => "counteroffer".to_owned(),
            sub => format!("counteroffer-{sub}"),
        };
        let mut page = format!(".\\\" {GENERATOR}\n").into_bytes();
        clap_mangen::Man::new(command.name(name.clone())).render(&mut page)?;
        pages.push(Artifact::new(args.output.join(format!("{name}.1")), page).public());
    }
    write_all(&pages, Replace::ours_unless(common.force))?;
    for page in &pages {
        writeln!(out, "{}", page.path.display())?;
    }
    Ok(())
}
