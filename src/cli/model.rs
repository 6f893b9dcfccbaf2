//! `counteroffer model`: the assumptions, their sources, and what the model reproduces.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use crate::error::{Error, Result};
use crate::input;
use crate::output::json;
use crate::report::plain;
use crate::validation::{closed_forms, reproduce};

/// Show the assumptions, their sources, and what the model reproduces
///
/// Example: counteroffer model --assume new-offer.fixed=0.25
#[derive(Debug, Args)]
pub struct ModelArgs {
    /// Only the assumptions whose names begin so
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// An unknown assumption, or what the writer reports.
pub fn run(args: &ModelArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let table = input::assumptions::overruled(input::assumptions::standard()?, &common.assume)?;
    let prefix = args.only.as_deref().unwrap_or("");
    let rows: Vec<_> = table.iter().filter(|row| row.name.starts_with(prefix)).collect();
    if common.format == Format::Csv {
        let mut writer = csv::Writer::from_writer(out);
        for row in rows {
            writer.serialize(row).map_err(|e| Error::from(std::io::Error::other(e)))?;
        }
        return Ok(writer.flush()?);
    }
    let figures = reproduce(&table, &input::published::standard()?, common.settings());
    let forms = closed_forms(common.seed);
    match common.format {
        Format::Json => {
            let mut all = json::top(None);
            all.insert("reproduction".into(), json::plain(&figures));
            all.insert("closed_forms".into(), json::plain(&forms));
            all.insert("assumptions".into(), json::plain(&rows));
            out.write_all(json::text(&all.into()).as_bytes())?;
        }
        _ => {
            out.write_all(plain::reproductions(&figures).as_bytes())?;
            out.write_all(b"\n")?;
            out.write_all(plain::closed_forms(&forms).as_bytes())?;
            out.write_all(b"\n")?;
            out.write_all(plain::assumptions(rows.into_iter()).as_bytes())?;
        }
    }
    Ok(())
}
