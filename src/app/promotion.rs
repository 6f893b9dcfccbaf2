//! The promotion behind the package: when it is decided, whether the person is
//! ready, and what is missing.

use jiff::civil::Date;

use crate::advice::Advice;
use crate::claims::{self, Findings};
use crate::domain::Case;
use crate::domain::promotion::{Promotion, Rubric};
use crate::error::Result;
use crate::input::builtin;
use crate::num::{Money, Rounding};
use crate::promotion::{Asked, Assessment, Mistake, YearlyGain, assess, traps_in};

/// The promotion of a case, seen from a day; what the case does not say of it
/// is as it usually is.
///
/// ```
/// use counteroffer::app::{advise, load_case, promotion};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let advice = advise(&case, Settings { seed: 1, trials: 4_000 });
/// let seen = promotion(&case, Some(&advice), case.as_of.expect("the example has a day"))?;
/// assert!(seen.plan.is_some(), "there is a window that can still be met");
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// A fault of the built-in rubric, which a test excludes.
pub fn promotion(case: &Case, advice: Option<&Advice>, today: Date) -> Result<Assessment> {
    let usual = builtin::usual_promotion()?;
    let nothing = Promotion::default();
    let gain = match advice {
        Some(advice) => yearly_gain(advice),
        None => gain_by_band(case),
    };
    Ok(assess(&Asked::of_case(case, &nothing, &usual, today, gain)))
}

/// The day to look at a promotion from: the one that was told, else the later of the day of the
/// case and of its last entry.
pub fn promotion_day(case: &Case, told: Option<Date>) -> Option<Date> {
    let log = case.promotion.iter().flat_map(|promotion| &promotion.log);
    told.or_else(|| log.map(|entry| entry.date).chain(case.as_of).max())
}

/// Quantified claims of one speaker in notes or a transcript, judged by the
/// usual rubric unless another is given.
///
/// ```
/// let found = counteroffer::app::claims("I raised conversion from 12% to 40%.", None, None)?;
/// assert_eq!(found.claims[0].amount.written(), "12% to 40%");
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// As [`promotion`].
pub fn claims(text: &str, speaker: Option<&str>, rubric: Option<&Rubric>) -> Result<Findings> {
    let usual = builtin::usual_promotion()?;
    Ok(claims::find(text, speaker, rubric.unwrap_or(&usual.rubric)))
}

/// A sentence that somebody means to say, and the traps that it steps into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The sentence.
    pub sentence: String,
    /// What backfires in it; nothing where it is fine.
    pub traps: Vec<Mistake>,
}

/// Looks sentences over before they are said.
///
/// ```
/// let seen = counteroffer::app::look_over(&["My work speaks for itself.".to_owned()]);
/// assert_eq!(seen[0].traps, [counteroffer::promotion::Mistake::Waiting]);
/// ```
pub fn look_over(sentences: &[String]) -> Vec<Saying> {
    let one = |sentence: &String| Saying { sentence: sentence.clone(), traps: traps_in(sentence) };
    sentences.iter().map(one).collect()
}

/// Without an offer: what the base of the wanted level's band is over today's, from its bottom to
/// its top, never below nothing. `None` where today's pay or the band is not known.
fn gain_by_band(case: &Case) -> Option<YearlyGain> {
    let (today, band) = (case.current.as_ref()?.base, &case.band.as_ref()?.base);
    if today.currency() != band.min().currency() {
        return None;
    }
    let nothing = Money::zero(today.currency());
    let over = |base: Money| if base.amount() > today.amount() { base - today } else { nothing };
    Some(YearlyGain { low: over(band.min()), middle: over(band.mid()), high: over(band.max()) })
}

/// What the promoted package is worth a year over today's: the offer with what
/// the negotiation brings, less today's package.
fn yearly_gain(advice: &Advice) -> Option<YearlyGain> {
    let run = &advice.simulation;
    let today = advice.current.as_ref()?.value;
    let over = |gain: f64| -> Option<Money> {
        let promoted = run.offer_value * (1.0 + gain);
        Some(Money::from_f64_rounded(promoted, run.currency, Rounding::HalfUp)? - today)
    };
    let spread = &run.gain.spread;
    Some(YearlyGain {
        low: over(spread.p10.value)?,
        middle: over(spread.p50.value)?,
        high: over(spread.p90.value)?,
    })
}
