//! `counteroffer simulate`: how meetings over one ladder of asks end.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::config::{Common, Format};
use super::subject::{SubjectArgs, parse_ladder};
use crate::app;
use crate::domain::Case;
use crate::error::{Error, Result};
use crate::num::{Percent, parse_percent};
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
    /// After a ladder of one ask, give up this share of the gap to what they stand at, twice at most
    #[arg(long, value_name = "PERCENT", value_parser = share, requires = "ladder")]
    concede: Option<Percent>,
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

/// A share of the gap as typed: between nothing and all of it.
fn share(text: &str) -> std::result::Result<Percent, String> {
    parse_percent(text)
        .filter(|share| (0.0..=1.0).contains(&share.to_f64()))
        .ok_or_else(|| format!("`{}` is no share of the gap; write it as 25%", text.trim()))
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &SimulateArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.subject.case(common)?;
    let run = simulated(args, &case, common)?;
    let text = match common.format {
        Format::Text => terminal::text(&simulation(&run, &common.words_for(&case)?)),
        Format::Json => json::document(Some(run.currency), &json::Simulate::from(&run)),
        Format::Csv => csv::figures(&run)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn simulated(args: &SimulateArgs, case: &Case, common: &Common) -> Result<Simulation> {
    let ladder: Vec<f64> = args.ladder.iter().flat_map(|Ladder(asks)| asks).map(|ask| ask.to_f64()).collect();
    if args.concede.is_some() && ladder.len() > 1 {
        let hint = "write --ladder 15% --concede 25%";
        return Err(Error::usage_hint("--concede says what is asked after the first ask of --ladder", hint));
    }
    let concede = args.concede.map(|share| share.to_f64());
    Ok(app::simulate(case, &ladder, concede, args.engine.engine(), common.settings()))
}
