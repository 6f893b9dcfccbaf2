//! `counteroffer anchor`: what to ask for first, and why.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::advice::{
    Advice, BandPoint, EqualPackage, Setup, Unknown, employer_side, equal_packages, sharpen,
};
use crate::app::advise;
use crate::domain::Case;
use crate::error::{Error, Result};
use crate::output::json;
use crate::report::plain;
use crate::simulate::Settings;

/// Work out what to ask for first, what to expect, and when to stop
///
/// Example: counteroffer anchor --profile promotion --offer-base 190000 --band-min 185000 --band-max 210000
#[derive(Debug, Args)]
pub struct AnchorArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// Tell every step from the offer to the ask with its source, packages of equal value, and
    /// what would sharpen the answer
    #[arg(long)]
    explain: bool,
    /// Which side of the table you sit on; the employer's needs a pay band
    #[arg(long, value_enum, default_value = "candidate")]
    side: Side,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Side {
    /// You ask.
    Candidate,
    /// You are asked: what counter to expect and what an offer ends up costing.
    Employer,
}

/// Trials of each supposed answer where many are worked out beside the main one.
const BESIDE: u64 = 20_480;

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &AnchorArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.subject.case(common)?;
    if args.side == Side::Employer {
        return employer(&case, common, out);
    }
    let advice = advise(&case, common.settings());
    let beside = if args.explain { Some(Beside::of(&case, &advice, common)) } else { None };
    match common.format {
        Format::Text => write_text(&case, &advice, beside.as_ref(), out),
        Format::Json => write_json(&case, &advice, beside.as_ref(), out),
        Format::Csv => write_csv(&advice, out),
    }
}

/// What is worked out beside the anchor on request.
struct Beside {
    packages: Vec<EqualPackage>,
    unknowns: Vec<Unknown>,
}

impl Beside {
    fn of(case: &Case, advice: &Advice, common: &Common) -> Self {
        let few = Settings { trials: common.trials.unwrap_or(BESIDE), ..common.settings() };
        Beside {
            packages: equal_packages(&Setup::of(case), &advice.anchor.package, common.settings()),
            unknowns: sharpen(case, few),
        }
    }
}

fn write_text(case: &Case, advice: &Advice, beside: Option<&Beside>, out: &mut dyn Write) -> Result<()> {
    out.write_all(plain::advice(advice).as_bytes())?;
    if let Some(beside) = beside {
        out.write_all(plain::packages(&beside.packages, &case.offer, case.currency).as_bytes())?;
        out.write_all(plain::sharpen(&beside.unknowns, case.currency).as_bytes())?;
        out.write_all(b"\n")?;
        out.write_all(plain::explanation(advice).as_bytes())?;
    }
    Ok(())
}

fn write_json(case: &Case, advice: &Advice, beside: Option<&Beside>, out: &mut dyn Write) -> Result<()> {
    let mut all = json::top(Some(case.currency));
    all.extend(json::anchor(advice));
    if let Some(beside) = beside {
        all.insert("packages".into(), beside.packages.iter().map(json::equal_package).collect());
        all.insert("sharpen".into(), json::plain(&beside.unknowns));
    }
    Ok(out.write_all(json::text(&all.into()).as_bytes())?)
}

fn employer(case: &Case, common: &Common, out: &mut dyn Write) -> Result<()> {
    let Some(points) = employer_side(case, common.settings()) else {
        return Err(Error::usage_hint(
            "the employer's side needs a pay band",
            "name a case with bands, or say --band-min and --band-max",
        ));
    };
    match common.format {
        Format::Text => out.write_all(plain::employer(&points, case.currency).as_bytes())?,
        Format::Json => {
            let mut all = json::top(Some(case.currency));
            all.insert("employer".into(), points.iter().map(json::band_point).collect());
            out.write_all(json::text(&all.into()).as_bytes())?;
        }
        Format::Csv => employer_csv(&points, out)?,
    }
    Ok(())
}

fn employer_csv(points: &[BandPoint], out: &mut dyn Write) -> Result<()> {
    let fault = |e: csv::Error| Error::from(std::io::Error::other(e));
    let mut writer = csv::Writer::from_writer(out);
    let header = [
        "range_penetration",
        "base",
        "compa_ratio",
        "counter_base",
        "moves",
        "full",
        "cost",
        "ends_at",
        "reserve",
    ];
    writer.write_record(header).map_err(fault)?;
    for point in points {
        let row = [
            point.penetration.to_string(),
            point.base.amount().to_string(),
            point.compa_ratio.to_string(),
            point.counter_base.amount().to_string(),
            point.moves.value.to_string(),
            point.full.value.to_string(),
            point.cost.to_string(),
            point.ends_at.value.to_string(),
            point.reserve.to_string(),
        ];
        writer.write_record(row).map_err(fault)?;
    }
    Ok(writer.flush()?)
}

/// The curve, one row an ask.
fn write_csv(advice: &Advice, out: &mut dyn Write) -> Result<()> {
    let fault = |e: csv::Error| Error::from(std::io::Error::other(e));
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["ask", "mean", "mean_se", "improved", "withdrawn", "low", "high"]).map_err(fault)?;
    for point in &advice.curve {
        let row = [
            point.ask,
            point.mean.value,
            point.mean.se,
            point.improved.value,
            point.withdrawn.value,
            point.low,
            point.high,
        ];
        writer.write_record(row.map(|figure| figure.to_string())).map_err(fault)?;
    }
    Ok(writer.flush()?)
}
