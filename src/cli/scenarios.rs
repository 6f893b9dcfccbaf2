//! `counteroffer scenarios`: total compensation by year for each package.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::app::{self, ShareTerms};
use crate::domain::{Case, PriceHistory};
use crate::error::{Error, Result};
use crate::input::prices;
use crate::num::{Percent, parse_percent};
use crate::output::document::terminal;
use crate::output::{csv, json};
use crate::report;

/// Show total compensation by year, with its spread, for each package
///
/// Staying, the offer, the ask, what is expected of it, and every alternative:
/// base, bonus, equity, sign-on and benefits of each year, the total at p10,
/// p50 and p90, year 1 beside the average, what is promised beside what is
/// likely, the present value, and what leaving would cost. Figures are before
/// tax; with [tax] in the case those after its marginal rates follow.
///
/// Example: counteroffer scenarios case.toml --prices AAPL.csv
#[derive(Debug, Args)]
pub struct ScenariosArgs {
    #[command(flatten)]
    years: YearsArgs,
    /// Show instead what vests on which day, to the share
    #[arg(long)]
    vesting: bool,
}

/// The case and what the shares of the offer's employer are taken to do.
#[derive(Debug, Args)]
pub struct YearsArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// Daily prices of the offer's employer (CSV with Date and Close): their volatility is used
    #[arg(long, value_name = "FILE", help_heading = "Shares of a public employer")]
    prices: Option<PathBuf>,
    /// Volatility of those shares a year, instead of the one of a file: 30%
    #[arg(long, value_name = "PERCENT", value_parser = percent, help_heading = "Shares of a public employer")]
    volatility: Option<Percent>,
    /// Growth of their expected price a year: 5% [default: 0%, nobody can promise more]
    #[arg(long, value_name = "PERCENT", value_parser = percent, allow_hyphen_values = true,
          help_heading = "Shares of a public employer")]
    drift: Option<Percent>,
}

fn percent(text: &str) -> std::result::Result<Percent, String> {
    parse_percent(text).ok_or_else(|| format!("`{text}` is no percentage; write it as 30%"))
}

/// Runs the command.
///
/// # Errors
/// What the case, the price file or the writer reports.
pub fn run(args: &ScenariosArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.years.case(common)?;
    if args.vesting {
        return write_vesting(&case, common, out);
    }
    let found = app::scenarios(&case, common.settings())?;
    match common.format {
        Format::Text => {
            let words = common.words_for(&case)?;
            let tables = std::iter::once(&found.before_tax).chain(&found.after_tax);
            let texts: Vec<String> =
                tables.map(|table| terminal::text(&report::years::scenarios(&case, table, &words))).collect();
            out.write_all(texts.join("\n").as_bytes())?;
        }
        Format::Json => {
            let view = json::Scenarios::of(&found.before_tax, found.after_tax.as_ref());
            out.write_all(json::document(Some(case.currency), &view).as_bytes())?;
        }
        Format::Csv => {
            out.write_all(csv::years(&found.before_tax, found.after_tax.as_ref())?.as_bytes())?;
        }
    }
    Ok(())
}

fn write_vesting(case: &Case, common: &Common, out: &mut dyn Write) -> Result<()> {
    let calendars = app::vesting(case, common.settings());
    let text = match common.format {
        Format::Text => {
            terminal::text(&report::years::vesting(&calendars, case.currency, &common.words_for(case)?))
        }
        Format::Json => json::document(Some(case.currency), &json::Vesting::from(calendars.as_slice())),
        Format::Csv => csv::vesting(&calendars)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

impl YearsArgs {
    /// The case, with the price terms of the command line over its own.
    ///
    /// # Errors
    /// Every problem of the case and of the price file, or terms that do not fit.
    pub fn case(&self, common: &Common) -> Result<Case> {
        let case = self.subject.case(common)?;
        if self.volatility.is_some_and(|v| v.to_f64() < 0.0) {
            let hint = "it is a standard deviation: 0% or more, about 30% for a large company";
            return Err(Error::usage_hint("--volatility lies below zero", hint));
        }
        let history = self.prices.as_deref().map(|path| read_prices(path, common)).transpose()?;
        let terms = ShareTerms { history, volatility: self.volatility, drift: self.drift };
        Ok(app::with_shares(case, terms))
    }
}

fn read_prices(path: &Path, common: &Common) -> Result<PriceHistory> {
    let options = common.read_options()?;
    prices::open(path, &options)
}
