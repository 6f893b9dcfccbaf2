//! `counteroffer compare`: packages side by side.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use super::scenarios::YearsArgs;
use crate::app;
use crate::error::Result;
use crate::output::document::terminal;
use crate::output::{csv, json};
use crate::report;

/// Hold the packages side by side, and say how often one beats another
///
/// For each package against the offer (or the one named by --against): the
/// chance that it has brought more after 1, 2 and 4 years, the year in which
/// one overtakes the other, the base that would make them equal, and what the
/// shares must do. Figures are before tax.
///
/// Example: counteroffer compare case.toml --against current
#[derive(Debug, Args)]
pub struct CompareArgs {
    #[command(flatten)]
    years: YearsArgs,
    /// The package that the others are held against: current, offer, ask, expected, or an alternative's name
    #[arg(long, value_name = "NAME", default_value = "offer")]
    against: String,
}

/// Runs the command.
///
/// # Errors
/// What the case, the price file or the writer reports, or an unknown package.
pub fn run(args: &CompareArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.years.case(common)?;
    let (result, against) = app::compare(&case, &args.against, common.settings())?;
    let text = match common.format {
        Format::Text => {
            terminal::text(&report::years::comparison(&result, against, &common.words_for(&case)?))
        }
        Format::Json => json::document(Some(case.currency), &json::Compare::of(&result, against)),
        Format::Csv => csv::comparison(&result, against)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}
