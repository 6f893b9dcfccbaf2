//! `counteroffer simulate`: how meetings over one ladder of asks end.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::config::{Common, Format};
use super::subject::{SubjectArgs, parse_ladder};
use crate::app;
use crate::error::Result;
use crate::num::Percent;
use crate::output::document::terminal;
use crate::output::{csv, json};
use crate::report::simulation::simulation;
use crate::simulate::{Engine, Simulation};

/// Simulate how meetings over a ladder of asks end
///
/// Without --ladder the computed asks are simulated.
///
/// Example: counteroffer simulate --profile new-offer --offer-base 100000 --ladder 15%,12%,10%
#[derive(Debug, Args)]
pub struct SimulateArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// Opening ask and what you ask for next, over the offer: 15%,12%,10%
    #[arg(long, value_name = "PERCENTS", value_parser = ladder)]
    ladder: Option<Ladder>,
    /// Which engine plays: the fast one where it applies, or the plain one it is tested by
    #[arg(long, value_enum, default_value = "auto", requires = "ladder")]
    engine: EngineName,
}

/// Which engine plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineName {
    /// The fast one where it applies
    Auto,
    /// The plain one
    Reference,
}

impl EngineName {
    fn engine(self) -> Engine {
        match self {
            EngineName::Auto => Engine::Auto,
            EngineName::Reference => Engine::Reference,
        }
    }
}

#[derive(Debug, Clone)]
struct Ladder(Vec<Percent>);

fn ladder(text: &str) -> std::result::Result<Ladder, String> {
    parse_ladder(text).map(Ladder)
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &SimulateArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let run = simulated(args, common)?;
    let text = match common.format {
        Format::Text => terminal::text(&simulation(&run, &common.words()?)),
        Format::Json => json::document(Some(run.currency), &json::Simulate::from(&run)),
        Format::Csv => csv::figures(&run)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn simulated(args: &SimulateArgs, common: &Common) -> Result<Simulation> {
    let case = args.subject.case(common)?;
    let ladder = args.ladder.iter().flat_map(|Ladder(asks)| asks).map(|ask| ask.to_f64());
    Ok(app::simulate(&case, &ladder.collect::<Vec<_>>(), args.engine.engine(), common.settings()))
}
