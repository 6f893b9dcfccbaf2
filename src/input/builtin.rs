//! What is compiled in, so that the installed binary needs no file beside it.
//! The same readers read it as read the user's files.

use super::Source;
use super::case::chapter::{Reading, Table, parse};
use super::rubric::read_rubric;
use crate::domain::promotion::{Usual, WindowRule};
use crate::error::{Error, Result};
use crate::num::AmountStyle;

/// The numbers about the world.
pub const ASSUMPTIONS: &str = include_str!("../../data/assumptions.csv");

/// The starter case: file name and template.
pub const STARTER: [(&str, &str); 4] = [
    ("case.toml", include_str!("../../data/starter/case.toml.jinja")),
    ("bands.csv", include_str!("../../data/starter/bands.csv.jinja")),
    ("market.csv", include_str!("../../data/starter/market.csv.jinja")),
    ("README.md", include_str!("../../data/starter/README.md")),
];
/// The starter of a promotion without an offer.
pub const PROMOTION_STARTER: &str = include_str!("../../data/starter/promotion.toml.jinja");

/// National wage percentiles of every occupation: public domain, of the US
/// Bureau of Labor Statistics, made by `examples/national_survey.rs`.
pub const SURVEY: &str = include_str!("../../data/oews_may2025_national.csv");

/// Median wages of all occupations together by state, of the same survey and program.
pub const STATES: &str = include_str!("../../data/oews_may2025_states.csv");

/// What the built-in medians are called beside files.
pub const STATES_NAME: &str = "built in: oews_may2025_states.csv";

/// What the built-in survey is called beside files; the year is read from it.
pub const SURVEY_NAME: &str = "built in: oews_may2025_national.csv";

/// The compiled-in assumptions as a source to read.
pub fn assumptions_source() -> Source {
    Source::builtin("assumptions.csv", ASSUMPTIONS)
}

/// The published figures that the model is held against.
pub const PUBLISHED: &str = include_str!("../../data/published.csv");

/// The published figures as a source to read.
pub fn published_source() -> Source {
    Source::builtin("published.csv", PUBLISHED)
}

/// What people who haggle over goods got by asking again.
pub const FURTHER_ASKS: &str = include_str!("../../data/further_asks.csv");

/// The table of further asks as a source to read.
pub fn further_asks_source() -> Source {
    Source::builtin("further_asks.csv", FURTHER_ASKS)
}

/// The rubric that is used where a case names none.
pub const RUBRIC: &str = include_str!("../../data/promotion/rubric.toml");

/// When promotions are reviewed where a case does not say.
pub const REVIEWS: &str = include_str!("../../data/promotion/calendar.toml");

/// What backfires in what is said about a promotion.
pub const TRAPS: &str = include_str!("../../data/promotion/traps.toml");

/// The usual review calendar and rubric.
///
/// # Errors
/// A problem of the compiled-in files, which a test excludes.
pub fn usual_promotion() -> Result<Usual> {
    let rubric = Source::builtin("rubric.toml", RUBRIC);
    let rubric = read_rubric(&rubric, None, AmountStyle::DecimalPoint).map_err(Error::Problems)?;
    let windows = review_rule().ok_or_else(|| Error::Internal("calendar.toml has no rule".into()))?;
    Ok(Usual { windows, rubric })
}

fn review_rule() -> Option<WindowRule> {
    let source = Source::builtin("calendar.toml", REVIEWS);
    let parsed = parse(&source).ok()?;
    let reading = Reading::new(&source, AmountStyle::DecimalPoint);
    let rule = Table::root(&reading, &parsed).text("rule")?;
    WindowRule::parse(&rule).ok()
}
