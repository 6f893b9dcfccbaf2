//! `counteroffer band`: where today's pay, the offer and the ask stand; with
//! `--people` where a whole payroll does.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use super::typed::currency;
use crate::app::bands::{BandFiles, bands, pay_position};
use crate::app::payroll::payroll;
use crate::error::Result;
use crate::output::document::terminal;
use crate::output::{csv, json};
use crate::report;

/// See where pay stands in band and market: one person's, or a whole payroll's
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    counteroffer band case.toml\n  \
    counteroffer band --offer-base 190000 --band-min 185000 --band-max 210000 --current-base 178000\n  \
    counteroffer band --people staff.csv --bands bands.csv\n  \
    counteroffer band --bands bands.csv --level \"*senior*\"")]
pub struct BandArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// The percentile of the market that pay is measured against
    #[arg(long, value_name = "P", default_value_t = 50, value_parser = clap::value_parser!(u8).range(1..=99))]
    target_percentile: u8,
    /// A whole employee file against the bands: level and base, and id, name, location, title, currency, fte where it has them
    #[arg(long, value_name = "FILE", help_heading = "Band files")]
    people: Option<PathBuf>,
    /// Pay bands; alone, what they hold
    #[arg(long, value_name = "FILE", help_heading = "Band files")]
    bands: Vec<PathBuf>,
    /// Only bands of this level; `*` stands for anything
    #[arg(long, requires = "bands", conflicts_with = "people", help_heading = "Band files")]
    level: Option<String>,
    /// Bands in force on this day [default: the newest]
    #[arg(long, value_name = "DATE", help_heading = "Band files")]
    as_of: Option<Date>,
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &BandArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let text = match (&args.people, args.bands.is_empty()) {
        (Some(people), _) => {
            let named = args.subject.currency().map(|code| currency("--currency", code)).transpose()?;
            let payroll = payroll(people, &args.files(common)?, named)?;
            match common.format {
                Format::Text => terminal::text(&report::payroll::payroll(&payroll, &common.words()?)),
                Format::Json => json::document(payroll.currency(), &json::BandPeople::from(&payroll)),
                Format::Csv => csv::people(&payroll)?,
            }
        }
        (None, false) => {
            let list = bands(&args.files(common)?, args.level.as_deref())?;
            match common.format {
                Format::Text => terminal::text(&report::band::band_list(&list, &common.words()?)),
                Format::Json => json::document(None, &json::BandFiles::from(&list)),
                Format::Csv => csv::bands(&list)?,
            }
        }
        (None, true) => {
            let case = args.subject.case(common)?;
            let position = pay_position(&case, common.settings(), f64::from(args.target_percentile));
            match common.format {
                Format::Text => terminal::text(&report::band::band(&position, &common.words_for(&case)?)),
                Format::Json => json::document(Some(position.currency), &json::Band::from(&position)),
                Format::Csv => csv::pays(&position)?,
            }
        }
    };
    Ok(out.write_all(text.as_bytes())?)
}

impl BandArgs {
    /// The band files that were meant: those named, and those of the case.
    fn files(&self, common: &Common) -> Result<BandFiles> {
        let mut options = common.read_options()?;
        if let Some(code) = self.subject.currency() {
            options.currency = currency("--currency", code)?;
        }
        let files = BandFiles::new(self.bands.clone(), options, self.as_of)?;
        match self.subject.path() {
            Some(case) => files.with_case(case),
            None => Ok(files),
        }
    }
}
