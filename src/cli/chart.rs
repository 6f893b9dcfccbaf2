//! `counteroffer chart`: one picture of a case.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::config::{Common, Format};
use super::subject::SubjectArgs;
use crate::app::{self, ChartKind, draft_case};
use crate::error::{Error, Result};
use crate::input::CaseDraft;
use crate::market::Key;
use crate::output::chart::{Backdrop, Picture, WIDTH, png};
use crate::output::files::{Artifact, Replace, write_all};
use crate::report::chart::figure;

/// What the rows of the market chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Source,
    Level,
    Company,
    Location,
}

impl By {
    fn key(self) -> Option<Key> {
        match self {
            By::Source => None,
            By::Level => Some(Key::Level),
            By::Company => Some(Key::Company),
            By::Location => Some(Key::Location),
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
    #[arg(value_parser = kinds())]
    kind: ChartKind,
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

/// The charts by name, each with what it shows.
fn kinds() -> impl TypedValueParser<Value = ChartKind> {
    let values = ChartKind::ALL.map(|(_, name, shows)| PossibleValue::new(name).help(shows));
    PossibleValuesParser::new(values)
        .try_map(|name| ChartKind::from_name(&name).ok_or_else(|| format!("`{name}` is no chart")))
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
    // Before any work: a wrong format or ending is known at once.
    if common.format != Format::Text {
        return Err(Error::usage_hint(
            "a chart is a picture: it has no --format",
            "the figures behind it print with anchor, scenarios, compare, sensitivity or market, such as \
             `counteroffer anchor --curve --format csv` for the curve",
        ));
    }
    let kept = args.out.as_deref().map_or(Ok(Kept::Svg), kept_as)?;
    let words = common.words()?;
    let case = args.subject.case(common)?;
    let raw = raw_market(args, common)?;
    let raw = raw.as_ref().map(|(draft, key)| (draft, *key));
    // An order of assumptions needs fewer trials.
    let settings = if args.kind == ChartKind::Sensitivity { common.ranking() } else { common.settings() };
    let (advice, charted) = app::chart(&case, args.kind, raw, settings)?;
    let figure = figure(&charted, &case, &advice, &words);
    let svg = Picture::new(&figure, f64::from(args.width))?.svg(Backdrop::Paper)?;
    let Some(path) = &args.out else { return Ok(out.write_all(svg.as_bytes())?) };
    let bytes = match kept {
        Kept::Svg => svg.into_bytes(),
        Kept::Png => png(&svg, u32::from(args.width) * 2)?,
    };
    write_all(&[Artifact::new(path, bytes)], Replace::ours_unless(common.force))?;
    if !common.quiet {
        writeln!(out, "{}", figure.caption.alt)?;
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

/// The case with its raw market files, where the rows of `market` are taken from them.
fn raw_market(args: &ChartArgs, common: &Common) -> Result<Option<(CaseDraft, Key)>> {
    let Some(key) = args.by.key().filter(|_| args.kind == ChartKind::Market) else { return Ok(None) };
    let Some(path) = args.subject.path() else {
        return Err(Error::usage_hint("which case?", "--by needs a case that names raw market files"));
    };
    Ok(Some((draft_case(path, &common.read_options()?)?, key)))
}
