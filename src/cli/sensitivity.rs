//! `counteroffer sensitivity`: which assumption moves the answer most.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::app;
use crate::error::Result;
use crate::output::document::terminal;
use crate::output::{csv, json};
use crate::report::model::sensitivity;

/// Find out which assumption moves the answer most
///
/// Example: counteroffer sensitivity --offer-base 190000 --band-min 185000 --band-max 210000
#[derive(Debug, Args)]
pub struct SensitivityArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// How many assumptions to show
    #[arg(long, value_name = "N", default_value_t = 15)]
    top: usize,
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &SensitivityArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.subject.case(common)?;
    let result = app::sensitivity(&case, common.ranking());
    let text = match common.format {
        Format::Text => {
            terminal::text(&sensitivity(&result, case.currency, args.top, &common.words_for(&case)?))
        }
        Format::Json => json::document(Some(case.currency), &json::Sensitivity::of(&result, case.currency)),
        Format::Csv => csv::swings(&result, case.currency)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}
