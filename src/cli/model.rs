//! `counteroffer model`: the assumptions, their sources, and what the model reproduces.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use crate::app;
use crate::error::Result;
use crate::output::document::terminal;
use crate::output::{csv, json};
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
        return Ok(out.write_all(csv::assumptions(&rows)?.as_bytes())?);
    }
    let checked = app::model(&table, common.settings())?;
    let text = match common.format {
        Format::Json => {
            json::document(None, &json::Model::of(&checked.figures, &checked.closed_forms, &rows))
        }
        _ => {
            let words = common.words()?;
            let documents = [
                model::reproductions(&checked.figures, &words),
                model::closed_forms(&checked.closed_forms, &words),
                model::assumptions(rows.into_iter(), &words),
            ];
            documents.map(|document| terminal::text(&document)).join("\n")
        }
    };
    Ok(out.write_all(text.as_bytes())?)
}
