//! `counteroffer model`: the assumptions, their sources, and what the model reproduces.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use crate::app;
use crate::error::{Error, Result};
use crate::output::document::terminal;
use crate::output::json;
use crate::report::model;

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
    let table = app::assumptions(&common.assume)?;
    let rows = app::assumptions_of(&table, args.only.as_deref().unwrap_or(""));
    if common.format == Format::Csv {
        let mut writer = csv::Writer::from_writer(out);
        for row in rows {
            writer.serialize(row).map_err(|e| Error::from(std::io::Error::other(e)))?;
        }
        return Ok(writer.flush()?);
    }
    let checked = app::model(&table, common.settings())?;
    match common.format {
        Format::Json => {
            let mut all = json::top(None);
            all.insert("reproduction".into(), json::plain(&checked.figures));
            all.insert("closed_forms".into(), json::plain(&checked.closed_forms));
            all.insert("assumptions".into(), json::plain(&rows));
            out.write_all(json::text(&all.into()).as_bytes())?;
        }
        _ => {
            let words = common.words()?;
            let documents = [
                model::reproductions(&checked.figures, &words),
                model::closed_forms(&checked.closed_forms, &words),
                model::assumptions(rows.into_iter(), &words),
            ];
            let texts = documents.map(|document| terminal::text(&document));
            out.write_all(texts.join("\n").as_bytes())?;
        }
    }
    Ok(())
}
