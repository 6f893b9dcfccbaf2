//! Equity and the years ahead against closed forms and cases worked by hand.

#![allow(clippy::expect_used, clippy::unwrap_used)]

use counteroffer::domain::{
    Case, Context, Equity, EquityTerms, Grant, Inputs, OptionKind, OptionTerms, Outlook, OwnershipKind,
    Package, PackageRef, Payout, Preferences, Profile, Prospects, Repeat, Role, Schedule, Vesting,
    VestingPeriod,
};
use counteroffer::num::{Currency, Estimate, Money, Percent};
use counteroffer::scenario::{PackageYears, ScenarioTable, played, table};
use counteroffer::simulate::Settings;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const START: Date = date(2026, 1, 1);

fn usd(amount: i64) -> Money {
    Money::new(Decimal::from(amount), Currency::USD)
}

fn percent(text: &str) -> Percent {
    Percent::from_percent(text.parse().unwrap())
}

fn package(base: i64, bonus: i64, equity: Option<Equity>, sign_on: i64) -> Package {
    Package { base: usd(base), bonus: usd(bonus), equity, sign_on: usd(sign_on) }
}

/// A case with nothing but an offer; the shares are public and stand still.
fn case(offer: Package) -> Case {
    Case {
        profile: Profile::NewOffer,
        currency: Currency::USD,
        as_of: Some(START),
        role: Role::default(),
        current: None,
        offer,
        band: None,
        market: Vec::new(),
        equity_terms: EquityTerms {
            kind: OwnershipKind::Public,
            unit_price: Some(usd(100)),
            ..EquityTerms::default()
        },
        alternatives: Vec::new(),
        context: Context::default(),
        evidence: Vec::new(),
        promotion: None,
        preferences: Preferences::default(),
        ask: None,
        on_table: None,
        prospects: Prospects::default(),
        assumptions: counteroffer::input::assumptions::standard().unwrap(),
        inputs: Inputs::default(),
    }
}

fn grant(size: Equity, months: u32, cliff_months: u32, period: VestingPeriod) -> Grant {
    Grant {
        package: PackageRef::Offer,
        name: "grant".to_owned(),
        size: Some(size),
        option: None,
        date: None,
        vesting_from: None,
        schedule: Schedule::even(Vesting { months, cliff_months, period }).unwrap(),
        repeat: None,
    }
}

fn settings(trials: u64) -> Settings {
    Settings { seed: 7, trials }
}

fn offer_table(case: &Case, trials: u64) -> ScenarioTable {
    table(case, &[("offer".to_owned(), case.offer)], settings(trials)).unwrap()
}

fn offer_years(case: &Case) -> PackageYears {
    offer_table(case, 2_000).packages.remove(0)
}

fn whole(money: Money) -> i64 {
    i64::try_from(money.amount().round()).unwrap()
}

fn close(found: Estimate, expected: f64) {
    let away = (found.value - expected).abs();
    assert!(away <= 4.0 * found.se + 1e-9 * expected.abs(), "{found:?} against {expected}");
    assert!(found.se < 0.02 * expected.abs(), "{found:?} says too little");
}

/// The price terms of the offer: drift and volatility in percent.
fn with_price(mut case: Case, drift: &str, volatility: &str) -> Case {
    let mut outlook = Outlook::default();
    outlook.price.drift = Some(percent(drift));
    outlook.price.volatility = Some(percent(volatility));
    case.prospects.outlooks.push(outlook);
    case
}

/// Base 150k, 200k over four years at hire, 60k over four years each year:
/// 200, 215, 230, 245k, mean 222.5k.
#[test]
fn stacked_refreshers() {
    let mut case = case(package(150_000, 0, None, 0));
    let amount = |size| Equity::Amount(usd(size));
    let refresher = Grant {
        date: Some(date(2027, 1, 1)),
        repeat: Some(Repeat { every_months: 12, times: None }),
        ..grant(amount(60_000), 48, 0, VestingPeriod::Quarterly)
    };
    case.prospects.grants = vec![grant(amount(200_000), 48, 12, VestingPeriod::Monthly), refresher];
    let years = offer_years(&case);
    let means: Vec<i64> = years.years.iter().map(|line| whole(line.mean)).collect();
    assert_eq!(means, [200_000, 215_000, 230_000, 245_000]);
    assert_eq!((whole(years.average), whole(years.sum)), (222_500, 890_000));
    assert_eq!(whole(years.first_year), 200_000);
}

/// The package's own equity is one grant on the first day; a listed grant
/// without a size says how it is granted, one with a size comes on top.
#[test]
fn one_grant_unless_several_are_listed() {
    let mut case = case(package(100_000, 0, Some(Equity::Amount(usd(40_000))), 0));
    let equity =
        |case: &Case| -> Vec<i64> { offer_years(case).years.iter().map(|l| whole(l.equity)).collect() };
    assert_eq!(equity(&case), [10_000; 4]);
    let yearly = Grant {
        size: None,
        repeat: Some(Repeat { every_months: 12, times: None }),
        ..grant(Equity::Amount(usd(1)), 48, 0, VestingPeriod::Yearly)
    };
    case.prospects.grants = vec![yearly];
    assert_eq!(equity(&case), [10_000, 20_000, 30_000, 40_000]);
    case.prospects.grants = vec![grant(Equity::Amount(usd(8_000)), 24, 0, VestingPeriod::Yearly)];
    assert_eq!(equity(&case), [14_000, 14_000, 10_000, 10_000]);
}

/// 0.04% of 400M over four years is 40,000 a year; the likely value is .70 of it.
#[test]
fn percent_of_a_private_company() {
    let size = Equity::Percent(percent("0.04"));
    let mut case = case(package(190_000, 10_000, Some(size), 0));
    case.equity_terms = EquityTerms { company_value: Some(usd(400_000_000)), ..EquityTerms::default() };
    let years = offer_years(&case);
    assert_eq!(whole(years.promised_average), 240_000);
    assert_eq!(whole(years.years[0].equity), 28_000);
    assert_eq!(whole(years.years[0].bonus), 9_167);
    assert_eq!(whole(years.average), 190_000 + 9_167 + 28_000);
    assert_eq!(years.valued_average, years.average);
    case.equity_terms.company_value = None;
    let unknown = offer_years(&case);
    assert!(unknown.equity_unknown);
    assert_eq!(whole(unknown.average), 199_167);
}

/// PERT mean and spread of a bonus: 0.1, 0.5 and 0.9 quantiles of
/// 1.5·Beta(11/3, 7/3), from statrs.
#[test]
fn the_spread_of_a_bonus() {
    let case = case(package(0, 100_000, None, 0));
    let one = &offer_table(&case, 200_000).packages[0].years[0];
    assert_eq!(one.bonus.to_string(), "91666.67 USD");
    use statrs::distribution::{Beta, ContinuousCDF};
    let beta = Beta::new(11.0 / 3.0, 7.0 / 3.0).unwrap();
    for (found, p) in [(one.total.p10, 0.1), (one.total.p50, 0.5), (one.total.p90, 0.9)] {
        close(found, 150_000.0 * beta.inverse_cdf(p));
    }
}

/// A history of payouts is drawn from as it is: each year equally likely.
#[test]
fn a_history_of_payouts() {
    let mut case = case(package(0, 100_000, None, 0));
    let past = [percent("50"), percent("100"), percent("120")];
    case.prospects.outlooks =
        vec![Outlook { payout: Some(Payout::History(past.to_vec())), ..Outlook::default() }];
    let one = &offer_table(&case, 50_000).packages[0].years[0];
    assert_eq!(whole(one.bonus), 90_000);
    let values = [one.total.p10, one.total.p50, one.total.p90].map(|e| e.value.round());
    assert_eq!(values, [50_000.0, 100_000.0, 120_000.0]);
}

/// What vests on one day is lognormal: mean e^(μt), quantile e^((μ−σ²/2)t + σ√t·z).
#[test]
fn a_share_is_lognormal_on_its_vest_date() {
    let mut case = with_price(case(package(0, 0, None, 0)), "8", "40");
    case.prospects.grants = vec![grant(Equity::Units(Decimal::from(1_000)), 24, 24, VestingPeriod::Yearly)];
    let table = offer_table(&case, 400_000);
    let second = &table.packages[0].years[1];
    assert_eq!(table.packages[0].years[0].equity, usd(0));
    let mean = 100_000.0 * (0.16f64).exp();
    assert_eq!(whole(second.equity), mean.round() as i64);
    for (found, z) in [
        (second.total.p10, -1.281_551_565_544_6),
        (second.total.p50, 0.0),
        (second.total.p90, 1.281_551_565_544_6),
    ] {
        close(found, 100_000.0 * ((0.08 - 0.08) * 2.0 + 0.4 * 2f64.sqrt() * z).exp());
    }
}

/// Two lots on two days of one path: mean and variance of their sum from
/// Cov(x(s), x(t)) = e^(μ(s+t))·(e^(σ²·min(s,t)) − 1).
#[test]
fn lots_share_one_path() {
    let mut case = with_price(case(package(0, 0, None, 0)), "5", "50");
    case.prospects.grants = vec![grant(Equity::Amount(usd(200_000)), 12, 0, VestingPeriod::Quarterly)];
    let worlds = played(&case, &[("offer".to_owned(), case.offer)], settings(400_000), None).unwrap();
    let column = &worlds.totals[0][0];
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    let variance = column.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    let times = [90.0, 181.0, 273.0, 365.0].map(|days: f64| days / 365.0);
    let expected: f64 = times.iter().map(|t| 50_000.0 * (0.05 * t).exp()).sum();
    let covariance = |s: f64, t: f64| (0.05 * (s + t)).exp() * ((0.25 * s.min(t)).exp() - 1.0);
    let spread: f64 = times.iter().flat_map(|s| times.map(|t| 50_000.0 * 50_000.0 * covariance(*s, t))).sum();
    assert!((mean - expected).abs() < 4.0 * (spread / n).sqrt(), "{mean} against {expected}");
    assert!((variance / spread - 1.0).abs() < 0.02, "{variance} against {spread}");
    let exact = worlds.table.packages[0].years[0].equity.to_f64();
    assert!((exact - expected).abs() < 0.01, "{exact} against {expected}");
}

/// Options: the simulated mean is the undiscounted Black–Scholes value.
#[test]
fn options_against_black_and_scholes() {
    let mut case = with_price(case(package(0, 0, None, 0)), "5", "45");
    let option = Some(OptionTerms { kind: OptionKind::Iso, strike: usd(120) });
    case.prospects.grants =
        vec![Grant { option, ..grant(Equity::Units(Decimal::from(1_000)), 36, 36, VestingPeriod::Yearly) }];
    let worlds = played(&case, &[("offer".to_owned(), case.offer)], settings(400_000), None).unwrap();
    let column = &worlds.totals[0][2];
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    let variance = column.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    use statrs::distribution::{ContinuousCDF, Normal};
    let phi = |x: f64| Normal::standard().cdf(x);
    // From 1 January 2026 to 1 January 2029: 2028 is a leap year.
    let t: f64 = 1_096.0 / 365.0;
    let width = 0.45 * t.sqrt();
    let forward = 100.0 * (0.05 * t).exp();
    let d1 = ((forward / 120.0).ln() + width * width / 2.0) / width;
    let value = 1_000.0 * (forward * phi(d1) - 120.0 * phi(d1 - width));
    assert!((mean - value).abs() < 4.0 * (variance / n).sqrt(), "{mean} against {value}");
    let exact = worlds.table.packages[0].years[2].equity.to_f64();
    assert!((exact - value).abs() < 0.01, "{exact} against {value}");
    assert_eq!(whole(worlds.table.packages[0].years[2].promised), 0);
}

/// A later grant of money buys shares at the price of its day: what vests is
/// the amount times e^(σ√Δ·z − σ²Δ/2), whatever the path until the grant.
#[test]
fn a_later_grant_of_money_is_priced_on_its_day() {
    let mut case = with_price(case(package(0, 0, None, 0)), "0", "60");
    case.prospects.grants = vec![Grant {
        date: Some(date(2028, 1, 1)),
        ..grant(Equity::Amount(usd(100_000)), 12, 12, VestingPeriod::Yearly)
    }];
    let table = offer_table(&case, 200_000);
    let third = &table.packages[0].years[2];
    assert_eq!(whole(third.equity), 100_000);
    let t = 366.0f64 / 365.0;
    close(third.total.p90, 100_000.0 * (-0.18 * t + 0.6 * t.sqrt() * 1.281_551_565_544_6).exp());
}

/// Present value: each year counts from its end.
#[test]
fn present_value() {
    let mut case = case(package(105_000, 0, None, 10_500));
    case.preferences.horizon_years = 2;
    let years = offer_years(&case);
    assert_eq!(years.present_value.to_string(), "205238.1 USD");
    let by_hand = 115_500.0 / 1.05 + 105_000.0 / 1.05f64.powi(2);
    assert!((years.present_value.to_f64() - by_hand).abs() < 0.005);
}

/// The same seed gives the same bytes on any number of threads.
#[test]
fn threads_do_not_matter() {
    let mut case = with_price(case(package(100_000, 20_000, None, 0)), "5", "40");
    case.prospects.grants = vec![grant(Equity::Amount(usd(200_000)), 48, 12, VestingPeriod::Monthly)];
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| offer_table(&case, 10_001))
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}
