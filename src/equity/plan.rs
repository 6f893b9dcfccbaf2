//! A package with everything that the case says of its years, ready to be played.

use jiff::civil::{Date, date};

use super::cash::{CashYear, bonus_accrued, cash_years, claw_back_due, retirement_at_risk};
use super::employer::{Employer, employer};
use super::holdings::{Holdings, Lot, holdings};
use super::pert::{Pert, QuantileTable};
use super::price::PriceModel;
use super::vesting::months_after;
use crate::domain::{Case, NamedPackage, Outlook, Package, PackageId, Payout, TaxRates};

/// What a bonus pays out, as a share of its target.
#[derive(Debug, Clone, PartialEq)]
pub struct PayoutModel {
    /// Its quantile function.
    pub quantiles: QuantileTable,
    /// Its mean.
    pub mean: f64,
}

/// One package over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its name in the comparison.
    pub id: PackageId,
    /// Its name in results.
    pub name: String,
    /// Who pays it.
    pub employer: Employer,
    /// Cash of each year, year 1 first.
    pub cash: Vec<CashYear>,
    /// What vests in the years of the horizon.
    pub lots: Vec<Lot>,
    /// What the bonus pays.
    pub payout: PayoutModel,
    /// The chance of the promotion; 0 where none is in sight.
    pub promotion_chance: f64,
    /// Some equity counts nothing: its value is unknown.
    pub equity_unknown: bool,
    /// What leaving costs at the start and after each year.
    pub leaving: Vec<Leaving>,
}

/// The expected parts of one year, in money.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct YearMeans {
    /// Base.
    pub base: f64,
    /// Bonus at the mean of its payout.
    pub bonus: f64,
    /// Equity at the mean of its price, before a haircut.
    pub equity: f64,
    /// Sign-on, less what is paid back.
    pub sign_on: f64,
    /// Benefits, less premiums.
    pub benefits: f64,
    /// Equity at today's price.
    pub promised_equity: f64,
}

/// What is left behind on leaving, in money at today's prices.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Leaving {
    /// Equity that has not vested.
    pub unvested: f64,
    /// Bonus earned and not paid.
    pub bonus: f64,
    /// Sign-on to pay back.
    pub claw_back: f64,
    /// Retirement match not yet theirs.
    pub retirement: f64,
}

/// The first day of the years of a case: what the case says, or else a day on
/// which no date of the case can depend, since a case with dates has one.
pub fn first_day(case: &Case) -> Date {
    case.prospects.start.or(case.as_of).unwrap_or(date(2001, 1, 1))
}

/// The plan of a package; with tax rates, of what is left after them.
pub fn plan(named: &NamedPackage, case: &Case, tax: Option<TaxRates>) -> Plan {
    let payout = payout(case, named.id.owner());
    let quantiles = match &payout {
        PayoutTerms::Pert(pert) => pert.quantiles(),
        PayoutTerms::Past(shares) => QuantileTable::of_equally_likely(shares)
            .unwrap_or_else(|| QuantileTable::Steps(vec![payout.mean()])),
    };
    paying(named, case, tax, PayoutModel { quantiles, mean: payout.mean() })
}

/// V: what a package is worth to the person in a year, the average over the horizon of
/// everything that the case says of it. See [`Plan::yearly_value`].
///
/// ```
/// use counteroffer::domain::{Case, Package, PackageId, Profile};
/// use counteroffer::equity::plan::yearly_value;
/// use counteroffer::num::{Currency, Money};
///
/// let usd = |amount: i64| Money::new(amount.into(), Currency::USD);
/// let offer = Package { sign_on: usd(20_000), ..Package::of_base(usd(150_000)) };
/// let assumptions = counteroffer::input::assumptions::standard()?;
/// let case = Case { assumptions, ..Case::of_offer(Profile::NewOffer, offer) };
/// assert_eq!(yearly_value(&case, PackageId::Offer, &case.offer), 155_000.0);
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn yearly_value(case: &Case, of: PackageId, package: &Package) -> f64 {
    let mean = payout(case, of.owner()).mean();
    // Nothing is drawn: the mean of the payout is all that is asked of it.
    let payout = PayoutModel { quantiles: QuantileTable::Steps(vec![mean]), mean };
    let named = NamedPackage { id: of, name: String::new(), package: *package };
    paying(&named, case, None, payout).yearly_value()
}

fn paying(named: &NamedPackage, case: &Case, tax: Option<TaxRates>, payout: PayoutModel) -> Plan {
    let (package, of) = (&named.package, named.id.owner());
    let start = first_day(case);
    let years = case.preferences.horizon_years;
    let nothing = Outlook::default();
    let outlook = case.prospects.outlook(of).unwrap_or(&nothing);
    let mut cash = cash_years(package, outlook, start, years, &case.assumptions);
    let mut held = holdings(case, package, of, start);
    if let Some(rates) = tax {
        apply(rates, &mut cash, &mut held);
    }
    let leaving = (0..=years).map(|year| leave_after(year, package, outlook, &cash, &held, start)).collect();
    Plan {
        id: named.id,
        name: named.name.clone(),
        employer: employer(case, of),
        cash,
        lots: held.lots.into_iter().filter(|lot| (1..=years).contains(&lot.year)).collect(),
        payout,
        promotion_chance: outlook.promotion.map_or(0.0, |next| next.chance.get()),
        equity_unknown: held.unknown,
        leaving,
    }
}

/// What is left after marginal rates. Benefits stay as they are.
fn apply(rates: TaxRates, cash: &mut [CashYear], held: &mut Holdings) {
    let (pay, equity) = (1.0 - rates.ordinary.to_f64(), 1.0 - rates.equity.to_f64());
    for year in cash {
        year.base = year.base.map(|amount| amount * pay);
        year.target = year.target.map(|amount| amount * pay);
        year.guaranteed = year.guaranteed.map(|amount| amount * pay);
        year.sign_on *= pay;
    }
    for lot in &mut held.lots {
        lot.face *= equity;
        lot.strike *= equity;
    }
}

/// What the bonus of a package pays, before anything is drawn.
enum PayoutTerms {
    Pert(Pert),
    Past(Vec<f64>),
}

impl PayoutTerms {
    fn mean(&self) -> f64 {
        match self {
            PayoutTerms::Pert(pert) => pert.mean(),
            PayoutTerms::Past(shares) => shares.iter().sum::<f64>() / shares.len() as f64,
        }
    }
}

fn payout(case: &Case, of: PackageId) -> PayoutTerms {
    let assumed = |name: &str| case.assumptions.value(&format!("bonus.payout-{name}"));
    let (low, likely, high) = match case.prospects.outlook(of).and_then(|outlook| outlook.payout.as_ref()) {
        Some(Payout::History(past)) if !past.is_empty() => {
            return PayoutTerms::Past(past.iter().map(|share| share.to_f64()).collect());
        }
        Some(Payout::Pert { low, likely, high }) => (low.to_f64(), likely.to_f64(), high.to_f64()),
        _ => (assumed("low"), assumed("mode"), assumed("high")),
    };
    // An overruled assumption may have left the order.
    let likely = likely.max(low);
    Pert::new(low, likely, high.max(likely)).map_or(PayoutTerms::Past(vec![f64::NAN]), PayoutTerms::Pert)
}

fn leave_after(
    year: u32,
    package: &Package,
    outlook: &Outlook,
    cash: &[CashYear],
    held: &Holdings,
    start: Date,
) -> Leaving {
    let day = months_after(start, year * 12);
    let open = |lot: &&Lot| lot.granted <= day && lot.date > day;
    let target = cash.get((year as usize).max(1) - 1).map_or(0.0, |cash| cash.target[0]);
    Leaving {
        unvested: held.lots.iter().filter(open).map(Lot::intrinsic).sum(),
        bonus: bonus_accrued(target, outlook.next_bonus, start),
        claw_back: claw_back_due(package, outlook, start, day),
        retirement: retirement_at_risk(cash, outlook.retirement, year),
    }
}

impl Plan {
    /// How many years it covers.
    pub fn years(&self) -> usize {
        self.cash.len()
    }

    /// Mean of what a lot brings when it vests.
    pub fn mean_of(&self, lot: &Lot) -> f64 {
        if lot.face <= 0.0 {
            return 0.0;
        }
        let strike = lot.strike / lot.face;
        lot.face
            * match &self.employer.price {
                PriceModel::Public(stock) => {
                    stock.mean_above(strike, lot.time - lot.priced_at.unwrap_or(0.0))
                }
                PriceModel::Private(mixture) => mixture.mean_above(strike, mixture.kept(lot.stake_from)),
            }
    }

    /// Whether it is known when shares can become money: they trade, or years are told.
    pub fn sells(&self) -> bool {
        match &self.employer.price {
            PriceModel::Private(mixture) => mixture.liquidity > 0.0,
            PriceModel::Public(_) => true,
        }
    }

    /// Years until what vests in `year` can become money.
    pub fn money_after(&self, year: usize) -> f64 {
        match &self.employer.price {
            PriceModel::Private(mixture) => mixture.liquidity.max(year as f64),
            PriceModel::Public(_) => year as f64,
        }
    }

    /// The expected parts of a year, by its place from 0.
    pub fn means(&self, index: usize) -> YearMeans {
        let cash = &self.cash[index];
        let lots = || self.lots.iter().filter(|lot| lot.year as usize == index + 1);
        YearMeans {
            base: self.expect(cash.base),
            bonus: self.expect(cash.guaranteed) + self.expect(cash.target) * self.payout.mean,
            equity: lots().map(|lot| self.mean_of(lot)).sum(),
            sign_on: cash.sign_on,
            benefits: self.expect(cash.benefits),
            promised_equity: lots().map(|lot| lot.intrinsic()).sum(),
        }
    }

    /// V, a year: the average over the horizon of base, bonus at its mean payout, equity at its
    /// mean less the haircut, sign-on and benefits.
    pub fn yearly_value(&self) -> f64 {
        let kept = 1.0 - self.employer.haircut;
        let year = |index| {
            let means = self.means(index);
            means.base + means.bonus + means.equity * kept + means.sign_on + means.benefits
        };
        (0..self.years()).map(year).sum::<f64>() / self.years().max(1) as f64
    }

    /// The mean of a pair (without, with) the promotion.
    pub fn expect(&self, pair: [f64; 2]) -> f64 {
        pair[0] + self.promotion_chance * (pair[1] - pair[0])
    }
}
