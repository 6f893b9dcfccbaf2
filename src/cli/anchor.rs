//! `counteroffer anchor`: what to ask for first, and why.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::advice::Advice;
use crate::app::{self, Explanation, StagePage, advise};
use crate::domain::Case;
use crate::error::{Error, Result};
use crate::output::document::terminal;
use crate::output::{csv, json};
use crate::report::{self, Whose};

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
    /// With --format csv: every opening ask that was tried and what it brings, in place of the packages
    #[arg(long, conflicts_with = "side")]
    curve: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Side {
    /// You ask.
    Candidate,
    /// You are asked: what counter to expect and what an offer ends up costing.
    Employer,
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports.
pub fn run(args: &AnchorArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    if args.curve && common.format != Format::Csv {
        return Err(Error::usage_hint(
            "--curve is for tables",
            "say --format csv with it; --format json holds the curve by itself, and `counteroffer chart anchor` draws it",
        ));
    }
    if args.side == Side::Employer {
        return employer(&args.subject.case(common)?, common, out);
    }
    let case = args.subject.case_at_any_stage(common)?;
    if let Some(at) = StagePage::of(&case) {
        return at_stage(&case, &at, common, out);
    }
    let advice = advise(&case, common.settings());
    let explained = || app::explain(&case, &advice, common.settings(), common.ranking());
    let beside = args.explain.then(explained);
    match common.format {
        Format::Text => write_text(&case, &advice, beside.as_ref(), common, out),
        Format::Json => write_json(&case, &advice, beside.as_ref(), out),
        Format::Csv if args.curve => Ok(out.write_all(csv::curve(&advice.curve)?.as_bytes())?),
        Format::Csv => Ok(out.write_all(csv::packages(&advice, case.currency)?.as_bytes())?),
    }
}

pub(super) fn write_text(
    case: &Case,
    advice: &Advice,
    beside: Option<&Explanation>,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    let beside = beside.map(|of| report::advice::Beside { packages: &of.equal, unknowns: &of.unknowns });
    let document = report::advice::advice(case, advice, beside, &common.words_for(case)?);
    Ok(out.write_all(terminal::text(&document).as_bytes())?)
}

fn write_json(case: &Case, advice: &Advice, beside: Option<&Explanation>, out: &mut dyn Write) -> Result<()> {
    let view = json::Anchor::from(advice);
    let view = match beside {
        Some(beside) => view.explained(&beside.equal, &beside.unknowns, case.currency),
        None => view,
    };
    Ok(out.write_all(json::document(Some(case.currency), &view).as_bytes())?)
}

/// Nothing is asked at this stage: its words in place of the ask.
pub(super) fn at_stage(case: &Case, at: &StagePage, common: &Common, out: &mut dyn Write) -> Result<()> {
    let text = match common.format {
        Format::Text => {
            terminal::text(&report::stage::page(case, at, Whose::default(), &common.words_for(case)?))
        }
        Format::Json => json::document(Some(case.currency), &json::AtStage::of(case, at)),
        Format::Csv => {
            let message = "nothing is asked at this stage, so that there is no table of asks";
            return Err(Error::usage_hint(message, "say --format json, or leave --format out"));
        }
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn employer(case: &Case, common: &Common, out: &mut dyn Write) -> Result<()> {
    let points = app::employer(case, common.settings())?;
    let text = match common.format {
        Format::Text => terminal::text(&report::advice::employer(&points, case.currency, &common.words()?)),
        Format::Json => json::document(Some(case.currency), &json::Employer::of(&points, case.currency)),
        Format::Csv => csv::employer(&points, case.currency)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}
