//! The command line: clap types hold what was typed, `config` what it means,
//! one file per command. Commands write to a passed writer.

use std::ffi::OsString;
use std::io::Write;

use clap::{Parser, Subcommand};

/// Compensation negotiation calculator and simulator.
#[derive(Debug, Parser)]
#[command(name = "counteroffer", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {}

/// Runs the command line `args` and gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut impl Write, err: &mut impl Write) -> u8 {
    match Cli::try_parse_from(args) {
        Ok(cli) => match cli.command {},
        Err(report) => {
            let target: &mut dyn Write = if report.use_stderr() { err } else { out };
            // A closed pipe is not an error.
            let _ = write!(target, "{}", report.render());
            u8::try_from(report.exit_code()).unwrap_or(2)
        }
    }
}
