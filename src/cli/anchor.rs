//! `counteroffer anchor`: what to ask for first, and why.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::anchor::{Advice, advise};
use crate::error::{Error, Result};
use crate::output::json;
use crate::report::plain;

/// Work out what to ask for first, what to expect, and when to stop
///
/// Example: counteroffer anchor --profile promotion --offer-base 190000 --band-min 185000 --band-max 210000
#[derive(Debug, Args)]
pub struct AnchorArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// Tell every step from the offer to the ask, with its source
    #[arg(long)]
    explain: bool,
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &AnchorArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.subject.case(common)?;
    let advice = advise(&case, common.settings(), &super::case_road::market_place(&case));
    match common.format {
        Format::Text => {
            out.write_all(plain::advice(&advice).as_bytes())?;
            if args.explain {
                out.write_all(b"\n")?;
                out.write_all(plain::explanation(&advice).as_bytes())?;
            }
        }
        Format::Json => {
            let mut all = json::top(Some(case.currency));
            all.extend(json::anchor(&advice));
            out.write_all(json::text(&all.into()).as_bytes())?;
        }
        Format::Csv => write_csv(&advice, out)?,
    }
    Ok(())
}

/// The curve, one row an ask.
fn write_csv(advice: &Advice, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for point in &advice.curve {
        writer
            .serialize((
                point.ask,
                point.mean.value,
                point.mean.se,
                point.improved.value,
                point.withdrawn.value,
                point.low,
                point.high,
            ))
            .map_err(|e| Error::from(std::io::Error::other(e)))?;
    }
    Ok(writer.flush()?)
}
