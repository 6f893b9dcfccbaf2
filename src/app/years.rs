//! The years of a case: its packages year by year, side by side, and what
//! vests when.

use super::advice::advise;
use crate::domain::{Case, NamedPackage, Outlook, OwnershipKind, PackageId, PriceHistory, same_name};
use crate::error::{Error, Result};
use crate::input::did_you_mean;
use crate::num::Percent;
use crate::scenario::{self, Comparison, ScenarioTable, VestingCalendar};
use crate::simulate::Settings;

/// What the shares of the offer's employer are taken to do, over what the case says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ShareTerms {
    /// Daily prices, whose volatility is used.
    pub history: Option<PriceHistory>,
    /// Volatility a year, instead of that of a history.
    pub volatility: Option<Percent>,
    /// Growth of the expected price a year.
    pub drift: Option<Percent>,
}

/// The case with price terms over its own; any term makes the employer a
/// public one. Without a term the case stays as it is.
#[must_use]
pub fn with_shares(mut case: Case, terms: ShareTerms) -> Case {
    if terms == ShareTerms::default() {
        return case;
    }
    let outlook = offer_outlook(&mut case);
    outlook.kind = Some(OwnershipKind::Public);
    outlook.price.drift = terms.drift.or(outlook.price.drift);
    if terms.history.is_some() {
        outlook.price.history = terms.history;
        outlook.price.volatility = None;
    }
    outlook.price.volatility = terms.volatility.or(outlook.price.volatility);
    case
}

fn offer_outlook(case: &mut Case) -> &mut Outlook {
    let outlooks = &mut case.prospects.outlooks;
    let at = outlooks.iter().position(|outlook| outlook.package == PackageId::Offer);
    let at = at.unwrap_or_else(|| {
        outlooks.push(Outlook::default());
        outlooks.len() - 1
    });
    &mut outlooks[at]
}

/// The packages of a case that stand beside each other.
///
/// ```
/// use counteroffer::app::{lineup, load_case};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let names: Vec<_> = lineup(&case, Settings { seed: 1, trials: 4_000 }).into_iter().map(|one| one.name).collect();
/// assert_eq!(names, ["current", "offer", "ask", "expected"]);
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn lineup(case: &Case, settings: Settings) -> Vec<NamedPackage> {
    advise(case, settings).lineup(case)
}

/// Every package of a case by year.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenarios {
    /// Before tax.
    pub before_tax: ScenarioTable,
    /// After the marginal rates of the case, where it has any.
    pub after_tax: Option<ScenarioTable>,
}

/// Total compensation by year, with its spread, for each package of the line-up.
///
/// ```
/// use counteroffer::app::{load_case, scenarios};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/new-offer/case.toml".as_ref(), &ReadOptions::default())?;
/// let years = scenarios(&case, Settings { seed: 1, trials: 4_000 })?;
/// let offer = years.before_tax.packages.iter().find(|one| one.name == "offer").expect("the offer");
/// assert_eq!(offer.years.len(), 4, "one line a year to the horizon");
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// More trials than memory can hold, or amounts too large to be money.
pub fn scenarios(case: &Case, settings: Settings) -> Result<Scenarios> {
    let packages = lineup(case, settings);
    let before_tax = scenario::table(case, &packages, settings)?;
    let rates = case.prospects.tax;
    let after_tax = rates.map(|rates| scenario::table_after(case, &packages, settings, rates)).transpose()?;
    Ok(Scenarios { before_tax, after_tax })
}

/// What vests on which day in each package of the line-up.
///
/// ```
/// use counteroffer::app::{load_case, vesting};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let settings = Settings { seed: 1, trials: 1_024 };
/// let calendars = vesting(&case, settings);
/// let offer = calendars.iter().find(|one| one.name == "offer").expect("every case has an offer");
/// assert!(offer.events.windows(2).all(|pair| pair[0].day <= pair[1].day));
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn vesting(case: &Case, settings: Settings) -> Vec<VestingCalendar> {
    scenario::vesting(case, &lineup(case, settings))
}

/// The packages of the line-up against each other, and the place of the one
/// named `against` among them.
///
/// ```
/// use counteroffer::app::{compare, load_case};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let settings = Settings { seed: 1, trials: 1_024 };
/// let (comparison, at) = compare(&case, "today", settings)?;
/// assert_eq!(comparison.table.packages[at].name, "current");
/// assert!(compare(&case, "Nowhere", settings).is_err());
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// As [`scenarios`]; a name that no package has.
pub fn compare(case: &Case, against: &str, settings: Settings) -> Result<(Comparison, usize)> {
    let packages = lineup(case, settings);
    let at = position(&packages, against)?;
    Ok((scenario::compare(case, &packages, settings)?, at))
}

/// The package of that name; today's may be called `today` as well.
fn position(packages: &[NamedPackage], name: &str) -> Result<usize> {
    let is_meant =
        |one: &NamedPackage| same_name(&one.name, name) || PackageId::from_name(name) == Some(one.id);
    packages.iter().position(is_meant).ok_or_else(|| {
        let known: Vec<&str> = packages.iter().map(|one| one.name.as_str()).collect();
        let hint = did_you_mean::did_you_mean(name, known, "the packages are");
        Error::usage_hint(format!("there is no package `{name}`"), hint)
    })
}
