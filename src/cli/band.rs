//! `counteroffer band`: where today's pay, the offer and the ask stand; with
//! `--people` where a whole payroll does.

use std::io::Write;

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::band_staff::{self, Asked};
use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::app::advise;
use crate::domain::{Benchmark, Case, Freshness, PackageId};
use crate::error::Result;
use crate::market::stand;
use crate::output::band::{self as render, BandReport};
use crate::output::{band_list, json, staff};

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
    if args.people.is_some() || !args.bands.is_empty() {
        return band_files(args, common, out);
    }
    let case = args.subject.case(common)?;
    let report = report(&case, common, f64::from(args.target_percentile));
    match common.format {
        Format::Text => out.write_all(render::text(&report).as_bytes())?,
        Format::Json => out.write_all(json::text(&render::json(&report)).as_bytes())?,
        Format::Csv => out.write_all(render::csv(&report)?.as_bytes())?,
    }
    Ok(())
}

fn band_files(args: &BandArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let asked = Asked { bands: &args.bands, level: args.level.as_deref(), day: args.as_of };
    let text = match &args.people {
        Some(people) => {
            let report = band_staff::staff(people, &asked, &args.subject, common)?;
            match common.format {
                Format::Text => staff::text(&report),
                Format::Json => json::text(&staff::json(&report)),
                Format::Csv => staff::csv(&report)?,
            }
        }
        None => {
            let list = band_staff::list(&asked, &args.subject, common)?;
            match common.format {
                Format::Text => band_list::text(&list),
                Format::Json => json::text(&band_list::json(&list)),
                Format::Csv => band_list::csv(&list)?,
            }
        }
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn report(case: &Case, common: &Common, target: f64) -> BandReport {
    let advice = advise(case, common.settings());
    let market = Benchmark::beside_base(&case.market);
    let range = case.band.as_ref().map(|band| &band.base);
    let shown = [PackageId::Current, PackageId::Offer, PackageId::Ask];
    let lineup = advice.lineup(case).into_iter().filter(|one| shown.contains(&one.id));
    let rows = lineup.map(|one| (one.id, stand(one.package.base, range, market, target))).collect();
    let stale =
        market.is_some_and(|market| market.freshness(case.as_of, &case.assumptions) == Freshness::Old);
    BandReport {
        currency: case.currency,
        band: case.band.clone(),
        market: market.cloned(),
        target,
        stale,
        rows,
    }
}
