//! `counteroffer sensitivity`: which assumption moves the answer most.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::advice::Sensitivity;
use crate::app;
use crate::error::{Error, Result};
use crate::output::document::terminal;
use crate::output::json;
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
    match common.format {
        Format::Text => {
            let document = sensitivity(&result, case.currency, args.top, &common.words()?);
            out.write_all(terminal::text(&document).as_bytes())?;
        }
        Format::Json => {
            let mut all = json::top(Some(case.currency));
            all.insert("sensitivity".into(), json::plain(&result));
            out.write_all(json::text(&all.into()).as_bytes())?;
        }
        Format::Csv => write_csv(&result, out)?,
    }
    Ok(())
}

fn write_csv(result: &Sensitivity, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let fault = |e: csv::Error| Error::from(std::io::Error::other(e));
    writer
        .write_record([
            "name",
            "kind",
            "low",
            "value",
            "high",
            "mean_low",
            "mean_high",
            "ask_low",
            "ask_high",
        ])
        .map_err(fault)?;
    for swing in &result.swings {
        let ask = |ask: Option<f64>| ask.map(|ask| ask.to_string()).unwrap_or_default();
        writer
            .write_record([
                swing.name.clone(),
                swing.kind.name().to_owned(),
                swing.values[0].to_string(),
                swing.values[1].to_string(),
                swing.values[2].to_string(),
                swing.low.mean.value.to_string(),
                swing.high.mean.value.to_string(),
                ask(swing.low.ask),
                ask(swing.high.ask),
            ])
            .map_err(fault)?;
    }
    Ok(writer.flush()?)
}
