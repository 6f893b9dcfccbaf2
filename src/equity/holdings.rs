//! All grants of a package as single lots: what vests when, and what it is worth today.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::employer::{employer, face_value};
use super::price::PriceModel;
use super::vesting::{Counting, events, months_after, package_year};
use crate::domain::{Case, Equity, EquityTerms, Grant, Package, PackageId, Profile, Repeat, Schedule};

/// One lot: what vests on one day of one grant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lot {
    /// Which grant it is of, by its place in [`Holdings::grants`].
    pub grant: usize,
    /// Shares, money or percent of the company, as the grant is stated.
    pub size: Equity,
    /// The day it vests.
    pub date: Date,
    /// The day its grant was made.
    pub granted: Date,
    /// The year of the package, 1 for the first; 0 for what has vested before.
    pub year: u32,
    /// Years from the start until it vests.
    pub time: f64,
    /// Years from the start until its size is fixed in money; `None` for what
    /// is fixed at the start, as any number of shares is.
    pub priced_at: Option<f64>,
    /// What the lot is worth at today's price.
    pub face: f64,
    /// What exercising the lot costs; 0 for shares.
    pub strike: f64,
    /// Years from the start to the grant, for dilution; 0 for shares and for
    /// what was granted before.
    pub stake_from: f64,
}

impl Lot {
    /// What it would bring if the price stayed as it is.
    pub fn intrinsic(&self) -> f64 {
        (self.face - self.strike).max(0.0)
    }
}

/// The lots of a package.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holdings {
    /// In the order of the grants, each by date.
    pub lots: Vec<Lot>,
    /// The names of the grants.
    pub grants: Vec<String>,
    /// Some equity counts nothing, because what it is a part of has no known value.
    pub unknown: bool,
}

/// The days between two dates in years of 365 days.
pub fn years_between(from: Date, to: Date) -> f64 {
    const DAYS: f64 = 365.0;
    f64::from((to - from).get_days()) / DAYS
}

/// Every lot of a package over the horizon.
///
/// The package's own `equity` is one grant on the first day, unless listed
/// grants without a size say how it is granted; listed grants with a size come
/// on top. Repeated grants run to the end of the horizon.
pub fn holdings(case: &Case, package: &Package, of: PackageId, start: Date) -> Holdings {
    let terms = case.equity_terms_of(of);
    let ends = case.prospects.outlook(of).and_then(|outlook| outlook.leaves);
    let last = months_after(start, case.preferences.horizon_years.saturating_mul(12));
    let money_from = liquidity(case, of, &terms).map(|months| months_after(start, months));
    let years = Years { start, joins: joins(case, of), ends, money_from };
    let mut all = Holdings::default();
    let own = package.equity.filter(|equity| !equity.quantity().is_zero());
    let describes_own = case.prospects.grants_of(of).any(|grant| grant.size.is_none());
    if let Some(size) = own
        && !describes_own
    {
        all.add(&Award::own(size, &terms, start), &terms, &years);
    }
    for grant in case.prospects.grants_of(of) {
        let Some(size) = grant.size.or(own) else { continue };
        for award in Award::listed(grant, size, &terms, start, last) {
            all.add(&award, &terms, &years);
        }
    }
    all
}

/// True for a package of an employer for whom the person does not work yet.
fn joins(case: &Case, of: PackageId) -> bool {
    matches!(of, PackageId::Alternative(_)) || (of == PackageId::Offer && case.profile == Profile::NewOffer)
}

/// Months from the first day until shares under a double trigger become money; `None` without one.
fn liquidity(case: &Case, of: PackageId, terms: &EquityTerms) -> Option<u32> {
    let PriceModel::Private(mixture) = employer(case, of).price else { return None };
    // Later than any horizon is never.
    terms.double_trigger.then(|| (mixture.liquidity * 12.0).ceil().min(1_200.0) as u32)
}

/// The years that are looked at.
struct Years {
    start: Date,
    joins: bool,
    ends: Option<Date>,
    /// Nothing is received before this day.
    money_from: Option<Date>,
}

impl Years {
    /// The day and the year in which something is received that vests on `date`. Whoever
    /// joins, or is granted something on the first day, receives on the first day what has
    /// vested by then; of an older grant it is theirs already.
    fn received(&self, granted: Date, date: Date) -> (Date, u32) {
        let date = self.money_from.map_or(date, |first| first.max(date));
        match package_year(self.start, date) {
            0 if self.joins || granted >= self.start => (self.start, 1),
            year => (date, year),
        }
    }
}

/// What one unit of the package's own equity costs on exercise; only units have a strike.
fn own_strike(size: Equity, terms: &EquityTerms) -> Decimal {
    match (size, terms.strike) {
        (Equity::Units(_), Some(strike)) => strike.amount(),
        _ => Decimal::ZERO,
    }
}

/// One award: a grant, or one of the row when it comes again.
struct Award {
    name: String,
    size: Equity,
    strike_per_unit: Decimal,
    schedule: Schedule,
    granted: Date,
    from: Date,
}

impl Award {
    /// The package's own equity: one grant on the first day, vesting as the plan says.
    fn own(size: Equity, terms: &EquityTerms, start: Date) -> Award {
        Award {
            name: "equity".to_owned(),
            size,
            strike_per_unit: own_strike(size, terms),
            schedule: terms.vesting.clone(),
            granted: start,
            from: start,
        }
    }

    /// A grant as often as it comes before `last`.
    fn listed(
        grant: &Grant,
        size: Equity,
        terms: &EquityTerms,
        start: Date,
        last: Date,
    ) -> impl Iterator<Item = Award> {
        let first = grant.date.unwrap_or(start);
        let from = grant.vesting_from.unwrap_or(first);
        let Repeat { every_months, times } =
            grant.repeat.unwrap_or(Repeat { every_months: 1, times: Some(1) });
        let of_package = if grant.size.is_none() { own_strike(size, terms) } else { Decimal::ZERO };
        let strike_per_unit = grant.option.map_or(of_package, |option| option.strike.amount());
        (0..times.unwrap_or(u32::MAX))
            .map(move |i| i.saturating_mul(every_months.max(1)))
            .map(move |months| Award {
                name: match grant.repeat {
                    Some(_) => format!("{} of {}", grant.name, months_after(first, months).strftime("%Y-%m")),
                    None => grant.name.clone(),
                },
                size,
                strike_per_unit,
                schedule: grant.schedule.clone(),
                granted: months_after(first, months),
                from: months_after(from, months),
            })
            .take_while(move |award| award.granted < last)
    }

    /// Whole numbers of units stay whole; anything else is exact.
    fn counting(&self) -> Counting {
        match self.size {
            Equity::Units(units) if units.is_integer() => Counting::WholeShares,
            _ => Counting::Exact,
        }
    }

    fn lot(
        &self,
        grant: usize,
        date: Date,
        quantity: Decimal,
        terms: &EquityTerms,
        years: &Years,
    ) -> Option<Lot> {
        let (date, year) = years.received(self.granted, date);
        let granted = years_between(years.start, self.granted).max(0.0);
        let in_units = matches!(self.size, Equity::Units(_));
        let in_money = matches!(self.size, Equity::Amount(_));
        let size = self.size.with_quantity(quantity);
        Some(Lot {
            grant,
            size,
            date,
            granted: self.granted,
            year,
            time: years_between(years.start, date),
            priced_at: (in_money && granted > 0.0).then_some(granted),
            face: face_value(size, terms)?,
            strike: f64::try_from(self.strike_per_unit.saturating_mul(quantity)).ok()?,
            stake_from: if in_units { 0.0 } else { granted },
        })
    }
}

impl Holdings {
    fn add(&mut self, award: &Award, terms: &EquityTerms, years: &Years) {
        let quantity = award.size.quantity();
        let (granted, from) = (award.granted, award.from);
        let grant = self.grants.len();
        self.grants.push(award.name.clone());
        for event in events(quantity, award.counting(), &award.schedule, granted, from, years.ends) {
            match award.lot(grant, event.date, event.quantity, terms, years) {
                Some(lot) => self.lots.push(lot),
                None => self.unknown = true,
            }
        }
    }
}
