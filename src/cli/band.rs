//! `counteroffer band`: where today's pay, the offer and the ask stand.

use std::io::Write;

use clap::Args;

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::anchor::advise;
use crate::domain::{Benchmark, Case, Component};
use crate::error::Result;
use crate::market::{months_between, stand};
use crate::output::band::{self as render, BandReport};
use crate::output::json;

/// See where today's pay, the offer and the ask stand in band and market
///
/// Example: counteroffer band --offer-base 190000 --band-min 185000 --band-max 210000 --current-base 178000
#[derive(Debug, Args)]
pub struct BandArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// The percentile of the market that pay is measured against
    #[arg(long, value_name = "P", default_value_t = 50, value_parser = clap::value_parser!(u8).range(1..=99))]
    target_percentile: u8,
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &BandArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.subject.case(common)?;
    let report = report(&case, common, f64::from(args.target_percentile));
    match common.format {
        Format::Text => out.write_all(render::text(&report).as_bytes())?,
        Format::Json => out.write_all(json::text(&render::json(&report)).as_bytes())?,
        Format::Csv => out.write_all(render::csv(&report)?.as_bytes())?,
    }
    Ok(())
}

fn report(case: &Case, common: &Common, target: f64) -> BandReport {
    let advice = advise(case, common.settings(), &super::case_road::market_place(case));
    let market = best_for_base(case);
    let pays = [
        ("current", case.current.map(|package| package.base)),
        ("offer", Some(case.offer.base)),
        ("ask", Some(advice.anchor.package.base)),
    ];
    let range = case.band.as_ref().map(|band| &band.base);
    let rows =
        pays.into_iter().filter_map(|(name, pay)| Some((name, stand(pay?, range, market, target)))).collect();
    let stale_months = case.assumptions.value("market.stale-months");
    let age = market.and_then(|market| Some(months_between(market.as_of?, case.as_of?)));
    let stale = age.is_some_and(|months| months > stale_months);
    BandReport {
        currency: case.currency,
        band: case.band.clone(),
        market: market.cloned(),
        target,
        stale,
        rows,
    }
}

/// The benchmark that base is held against: of base, else of wage (with a word
/// about what wage is); the one trusted most, and among equals the first.
pub fn best_for_base(case: &Case) -> Option<&Benchmark> {
    let best = |component: Component| {
        let fitting = case.market.iter().filter(|benchmark| benchmark.component == component);
        fitting.rev().max_by_key(|benchmark| benchmark.confidence)
    };
    best(Component::Base).or_else(|| best(Component::Wage))
}
