//! `counteroffer compare`: packages side by side.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use super::scenarios::YearsArgs;
use crate::app;
use crate::error::Result;
use crate::output::document::terminal;
use crate::output::{json, years};
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
    match common.format {
        Format::Text => {
            let document = report::years::comparison(&result, against, &common.words()?);
            out.write_all(terminal::text(&document).as_bytes())?;
        }
        Format::Json => {
            let mut all = json::top(Some(case.currency));
            all.extend(years::comparison(&result));
            out.write_all(json::text(&all.into()).as_bytes())?;
        }
        Format::Csv => out.write_all(&years::csv(&result.table)?)?,
    }
    Ok(())
}
