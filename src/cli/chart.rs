//! `counteroffer chart`: one picture of a case.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::config::Common;
use super::subject::SubjectArgs;
use crate::advice::{Advice, Setup, equal_packages};
use crate::app::market::groups_of;
use crate::app::{self, advise, draft_case};
use crate::domain::Case;
use crate::error::{Error, Result};
use crate::market::Key;
use crate::output::chart::{self, Picture, WIDTH, png};
use crate::output::files::{Artifact, Replace, write_all};
use crate::report::figure::{
    AnchorFigure, BandFigure, Figure, LinesFigure, OutcomeFigure, RowName, ScenarioFigure, SpansFigure,
};
use crate::report::numbers::Numbers;
use crate::scenario::{self, compare, table};

const EN: Numbers = Numbers::ENGLISH;

/// What a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// How a hundred meetings end
    Outcome,
    /// What each opening ask brings on average
    Anchor,
    /// Where today's pay, the offer and the ask stand in band and market
    Band,
    /// What to come down to, step by step
    Ladder,
    /// Asks of equal value in different mixes
    Packages,
    /// Which assumption moves the answer most
    Sensitivity,
    /// What each package pays by year, in its parts
    Scenario,
    /// How far pay may spread over the years
    Fan,
    /// What the packages bring in all years, and which beats the offer
    Compare,
    /// What has vested by when
    Vesting,
    /// What the market pays, benchmark by benchmark
    Market,
}

/// What the rows of the market chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Source,
    Level,
    Company,
    Location,
}

impl By {
    fn key(self) -> Option<(Key, RowName)> {
        match self {
            By::Source => None,
            By::Level => Some((Key::Level, RowName::Level)),
            By::Company => Some((Key::Company, RowName::Company)),
            By::Location => Some((Key::Location, RowName::Location)),
        }
    }
}

/// Draw one chart of a case as SVG or PNG
///
/// Examples: counteroffer chart anchor case.toml -o anchor.png;
/// counteroffer chart market case.toml --by level -o levels.svg
#[derive(Debug, Args)]
pub struct ChartArgs {
    /// What to show
    #[arg(value_enum)]
    kind: Kind,
    #[command(flatten)]
    subject: SubjectArgs,
    /// Where to: a file that ends in .svg or .png [default: SVG to standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// What the rows of `market` are: each source, or the levels, companies or places in the case's raw market files
    #[arg(long, value_enum, default_value = "source")]
    by: By,
    /// Width in pixels; text keeps its size, and PNG has two dots a pixel
    #[arg(long, value_name = "PIXELS", default_value_t = WIDTH as u16,
          value_parser = clap::value_parser!(u16).range(320..=2000))]
    width: u16,
}

/// How the picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Svg,
    Png,
}

/// Runs the command.
///
/// # Errors
/// What the case or the writer reports; a file whose ending is neither `.svg` nor `.png`.
pub fn run(args: &ChartArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    // Before any work: a wrong ending is known at once.
    let kept = args.out.as_deref().map_or(Ok(Kept::Svg), kept_as)?;
    let case = args.subject.case(common)?;
    let advice = advise(&case, common.settings());
    let figure = figure(args, &case, &advice, common)?;
    let svg = Picture::new(&figure, f64::from(args.width))?.svg(chart::Backdrop::Paper)?;
    let Some(path) = &args.out else { return Ok(out.write_all(svg.as_bytes())?) };
    let bytes = match kept {
        Kept::Svg => svg.into_bytes(),
        Kept::Png => png(&svg, u32::from(args.width) * 2)?,
    };
    write_all(&[Artifact::new(path, bytes)], Replace::ours_unless(common.force))?;
    if !common.quiet {
        writeln!(out, "{}", figure.caption().alt)?;
        writeln!(out, "Written to {}", path.display())?;
    }
    Ok(())
}

fn kept_as(path: &Path) -> Result<Kept> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(Kept::Svg),
        Some("png") => Ok(Kept::Png),
        _ => Err(Error::usage_hint(
            format!("`{}` ends in neither .svg nor .png", path.display()),
            "name the file after what it should be, such as anchor.svg or anchor.png",
        )),
    }
}

fn figure(args: &ChartArgs, case: &Case, advice: &Advice, common: &Common) -> Result<Figure> {
    let years = || table(case, &advice.lineup(case), common.settings());
    Ok(match args.kind {
        Kind::Outcome => Figure::Outcome(OutcomeFigure::new(advice, EN)),
        Kind::Anchor => Figure::Anchor(AnchorFigure::new(advice, EN)),
        Kind::Band => Figure::Band(BandFigure::new(case, advice, EN)),
        Kind::Ladder => Figure::Spans(SpansFigure::ladder(advice, EN)),
        Kind::Packages => Figure::Spans(equal(case, advice, common)?),
        Kind::Sensitivity => {
            let found = app::sensitivity(case, common.ranking());
            Figure::Spans(SpansFigure::sensitivity(&found, case.currency, EN))
        }
        Kind::Scenario => Figure::Scenario(ScenarioFigure::new(&years()?, EN)),
        Kind::Fan => Figure::Lines(LinesFigure::fan(&years()?, EN)),
        Kind::Compare => {
            let comparison = compare(case, &advice.lineup(case), common.settings())?;
            Figure::Spans(SpansFigure::compare(&comparison, EN))
        }
        Kind::Vesting => Figure::Lines(vesting(case, advice)?),
        Kind::Market => Figure::Spans(market(args, case, advice, common)?),
    })
}

fn equal(case: &Case, advice: &Advice, common: &Common) -> Result<SpansFigure> {
    let equal = equal_packages(&Setup::of(case), &advice.anchor.package, common.settings());
    if equal.len() < 2 {
        return Err(Error::usage_hint(
            "there is no second mix of equal value to draw: only one part of the package can move",
            "say under [on_table] or in the band what else may move, such as bonus_max or equity_max",
        ));
    }
    Ok(SpansFigure::packages(advice, &equal, EN))
}

/// At most so many rows are drawn: those with most people behind them.
const MOST_ROWS: usize = 12;

fn market(args: &ChartArgs, case: &Case, advice: &Advice, common: &Common) -> Result<SpansFigure> {
    let figure = match (args.by.key(), args.subject.path()) {
        (Some((key, named)), Some(path)) => {
            let mut groups = groups_of(&draft_case(path, &common.read_options()?)?, key)?;
            if groups.len() > MOST_ROWS {
                let mut people: Vec<u64> = groups.iter().filter_map(|b| b.sample_size).collect();
                people.sort_unstable_by(|a, b| b.cmp(a));
                let least = people.get(MOST_ROWS - 1).copied();
                groups.retain(|b| b.sample_size >= least);
                groups.truncate(MOST_ROWS);
            }
            SpansFigure::market_of(&groups, named, case, advice, EN)
        }
        (Some(_), None) => {
            return Err(Error::usage_hint("which case?", "--by needs a case that names raw market files"));
        }
        (None, _) => SpansFigure::market(case, advice, EN),
    };
    figure.ok_or_else(|| {
        Error::usage_hint(
            "the case has no market figures to draw",
            "name a benchmark file under [files] market = [\"market.csv\"]",
        )
    })
}

/// What vests when in each package, at today's price.
fn vesting(case: &Case, advice: &Advice) -> Result<LinesFigure> {
    let calendars = scenario::vesting(case, &advice.lineup(case));
    if calendars.iter().all(|calendar| calendar.events.is_empty()) {
        return Err(Error::usage_hint(
            "no package has equity of known value",
            "give the offer equity, and company_value or unit_price under [equity]",
        ));
    }
    Ok(LinesFigure::vesting(&calendars, case.preferences.horizon_years, case.currency, EN))
}
