//! The command line: clap types hold what was typed, [`config`] what it means,
//! one file per command, each named after its command. Commands write to a
//! passed writer and never to the terminal by themselves.

mod anchor;
mod band;
mod busy;
mod case_file;
mod chart;
mod check;
mod compare;
pub mod config;
mod init;
pub mod market;
mod model;
pub mod promotion;
mod reply;
mod scenarios;
mod sensitivity;
mod sheet;
mod shell;
mod simulate;
mod subject;
mod typed;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};

use clap::{Parser, Subcommand};

use crate::error::{Error, Result};
use crate::marks::{show, show_page};
use crate::output::problems;
use crate::simulate::progress;
use busy::Busy;
use config::{Common, CommonArgs, Format};

/// What to say first in a pay negotiation, and what is likely to come of it.
///
/// Give it your offer, the pay band and market figures; it gives you the number
/// to say first and why, a simulation of how such meetings end, the words, and
/// the charts. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "counteroffer", version, about, disable_help_subcommand = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    common: CommonArgs,
    #[command(subcommand)]
    command: Command,
}

/// One variant a command; the order is that of the help text.
#[derive(Debug, Subcommand)]
enum Command {
    Init(init::InitArgs),
    Check(check::CheckArgs),
    Anchor(anchor::AnchorArgs),
    Band(band::BandArgs),
    Reply(reply::ReplyArgs),
    Simulate(simulate::SimulateArgs),
    Sensitivity(sensitivity::SensitivityArgs),
    Model(model::ModelArgs),
    Sheet(sheet::SheetArgs),
    Market(market::MarketArgs),
    Chart(chart::ChartArgs),
    Scenarios(scenarios::ScenariosArgs),
    Compare(compare::CompareArgs),
    Promotion(promotion::PromotionArgs),
    Completions(shell::CompletionsArgs),
    Man(shell::ManArgs),
}

impl Command {
    fn run(&self, common: &Common, out: &mut dyn Write) -> Result<()> {
        if let (Some(name), true) = (self.without_format(), common.format != Format::Text) {
            let hint = "leave --format out";
            return Err(Error::usage_hint(format!("`{name}` has no result to format"), hint));
        }
        match self {
            Command::Init(args) => init::run(args, common, out),
            Command::Check(args) => check::run(args, common, out),
            Command::Anchor(args) => anchor::run(args, common, out),
            Command::Band(args) => band::run(args, common, out),
            Command::Reply(args) => reply::run(args, common, out),
            Command::Simulate(args) => simulate::run(args, common, out),
            Command::Sensitivity(args) => sensitivity::run(args, common, out),
            Command::Model(args) => model::run(args, common, out),
            Command::Sheet(args) => sheet::run(args, common, out),
            Command::Market(args) => market::run(args, common, out),
            Command::Chart(args) => chart::run(args, common, out),
            Command::Scenarios(args) => scenarios::run(args, common, out),
            Command::Compare(args) => compare::run(args, common, out),
            Command::Promotion(args) => promotion::run(args, common, out),
            Command::Completions(args) => shell::completions(args, out),
            Command::Man(args) => shell::man(args, common, out),
        }
    }

    /// The name of a command that talks to a person or a shell, and has nothing for a program.
    fn without_format(&self) -> Option<&'static str> {
        match self {
            Command::Init(_) => Some("init"),
            Command::Completions(_) => Some("completions"),
            Command::Man(_) => Some("man"),
            _ => None,
        }
    }
}

/// The program's name alone on a terminal begins the interview, in the first folder without a case.
fn or_interview(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if args.len() == 1 && std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        let names = std::iter::once("my-case".to_owned()).chain((2..).map(|n| format!("my-case-{n}")));
        let free = names.into_iter().find(|name| !std::path::Path::new(name).join("case.toml").exists());
        args.extend(["init".to_owned(), free.unwrap_or_default()].map(OsString::from));
    }
    args
}

/// Runs the command line `args` and gives the exit code: 0 done, 2 bad input
/// or usage (nothing written), 130 stopped by the user, 1 anything else.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let cli = match Cli::try_parse_from(or_interview(args)) {
        Ok(cli) => cli,
        Err(report) => {
            let target: &mut dyn Write = if report.use_stderr() { err } else { out };
            // A closed pipe is not an error.
            let _ = write!(target, "{}", show_page(&report.render().to_string()));
            return u8::try_from(report.exit_code()).unwrap_or(2);
        }
    };
    let common = cli.common.meaning();
    let (text, done) = printed(&cli.command, &common);
    match done.and(out.write_all(&text).and_then(|()| out.flush()).map_err(Error::from)) {
        Ok(()) => {
            if busy::came_late() {
                let _ = writeln!(err, "note: it could not be stopped any more: everything was written");
            }
            0
        }
        Err(error) if error.is_closed_pipe() => 0,
        Err(error) => {
            let _ = report(&error, common.error_color, err);
            error.exit_code()
        }
    }
}

/// What a command prints, and whether it did its work.
fn printed(command: &Command, common: &Common) -> (Vec<u8>, Result<()>) {
    // `init` talks with the user, whom a sign of life would disturb and who stops at its prompt.
    let talks = matches!(command, Command::Init(_));
    let _sign_of_life = Busy::start(common.quiet || talks);
    if !talks {
        busy::stop_on_interrupt();
    }
    let mut text = Vec::new();
    let done = common.in_pool(|| command.run(common, &mut text));
    if progress::is_stopped() {
        return (Vec::new(), Err(Error::Interrupted));
    }
    // No command can print what acts on its reader, whatever it made its text of.
    let text = show_page(&String::from_utf8_lossy(&text)).into_bytes();
    (text, done)
}

fn report(error: &Error, color: bool, err: &mut dyn Write) -> std::io::Result<()> {
    if let Error::Problems(problems) = error {
        return err.write_all(problems::report(problems, color).as_bytes());
    }
    writeln!(err, "error: {}", show(&error.to_string()))?;
    if let Error::Usage { hint: Some(hint), .. } = error {
        writeln!(err, "  hint: {}", show(hint))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
