//! Equity and the years ahead against closed forms and cases worked by hand.

#![allow(clippy::expect_used, clippy::print_stderr, clippy::unwrap_used)]

use counteroffer::domain::{
    Alternative, Case, ClawBack, Equity, EquityTerms, Firmness, Grant, NamedPackage, OptionKind, OptionTerms,
    Outlook, OwnershipKind, Package, PackageId, Payout, PriceTerms, Profile, PromotionChance, Repeat,
    RetirementMatch, Schedule, TaxRates, Vesting, VestingPeriod,
};
use counteroffer::num::{Currency, Estimate, Money, Percent};
use counteroffer::scenario::{
    Overtaking, PackageYears, Played, ScenarioTable, StockNeeded, compare, played, table,
};
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
        as_of: Some(START),
        equity_terms: EquityTerms {
            kind: OwnershipKind::Public,
            unit_price: Some(usd(100)),
            ..EquityTerms::default()
        },
        assumptions: counteroffer::input::assumptions::standard().unwrap(),
        ..Case::of_offer(Profile::NewOffer, offer)
    }
}

fn grant(size: Equity, months: u32, cliff_months: u32, period: VestingPeriod) -> Grant {
    Grant {
        package: PackageId::Offer,
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

fn offered(case: &Case) -> NamedPackage {
    NamedPackage::new(PackageId::Offer, case.offer, case)
}

fn offer_table(case: &Case, trials: u64) -> ScenarioTable {
    table(case, &[offered(case)], settings(trials)).unwrap()
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

/// The packages played, with the yearly totals of each.
fn worlds_of(case: &Case, packages: &[NamedPackage], trials: u64) -> Played<Vec<Vec<f64>>> {
    let all = |columns: &[&[f64]]| columns.iter().map(|column| column.to_vec()).collect();
    played(case, packages, settings(trials), None, all).unwrap()
}

/// Two lots on two days of one path: mean and variance of their sum from
/// Cov(x(s), x(t)) = e^(μ(s+t))·(e^(σ²·min(s,t)) − 1).
#[test]
fn lots_share_one_path() {
    let mut case = with_price(case(package(0, 0, None, 0)), "5", "50");
    case.prospects.grants = vec![grant(Equity::Amount(usd(200_000)), 12, 0, VestingPeriod::Quarterly)];
    let worlds = worlds_of(&case, &[offered(&case)], 400_000);
    let column = &worlds.kept[0][0];
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
    let worlds = worlds_of(&case, &[offered(&case)], 400_000);
    let column = &worlds.kept[0][2];
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

fn outlook(case: &mut Case, set: impl FnOnce(&mut Outlook)) {
    let mut outlook = Outlook::default();
    set(&mut outlook);
    case.prospects.outlooks.push(outlook);
}

fn wholes(years: &PackageYears, pick: fn(&counteroffer::scenario::YearLine) -> Money) -> Vec<i64> {
    years.years.iter().map(|line| whole(pick(line))).collect()
}

/// 3% a year on base and bonus, from year 2 on.
#[test]
fn merit_raises() {
    let mut case = case(package(100_000, 60_000, None, 0));
    outlook(&mut case, |outlook| outlook.merit = Some(percent("3")));
    let years = offer_years(&case);
    assert_eq!(wholes(&years, |line| line.base), [100_000, 103_000, 106_090, 109_273]);
    assert_eq!(wholes(&years, |line| line.bonus), [55_000, 56_650, 58_350, 60_100]);
}

/// A promotion with a chance of 40% halfway through year 2 raises base by 20%:
/// 4% on average in year 2, 8% after it.
#[test]
fn a_promotion_that_may_come() {
    let mut case = case(package(100_000, 0, None, 0));
    let chance = counteroffer::num::Probability::new(0.4).unwrap();
    outlook(&mut case, |outlook| {
        outlook.promotion = Some(PromotionChance { date: date(2028, 1, 1), chance, raise: percent("20") });
    });
    let table = offer_table(&case, 50_000);
    let years = &table.packages[0];
    assert_eq!(wholes(years, |line| line.base), [100_000, 100_000, 108_000, 108_000]);
    let third = years.years[2].total;
    assert_eq!([third.p10, third.p50, third.p90].map(|e| e.value), [100_000.0, 100_000.0, 120_000.0]);
    assert_eq!(whole(years.years[2].promised), 100_000, "nobody promised it");
    case.prospects.outlooks[0].promotion = Some(PromotionChance {
        date: date(2027, 7, 2),
        chance: counteroffer::num::Probability::new(1.0).unwrap(),
        raise: percent("20"),
    });
    let certain = offer_years(&case);
    // 182 of the 365 days of year 2 lie before 2 July 2027.
    assert_eq!(wholes(&certain, |line| line.base)[1], 100_000 + (20_000 * 183 + 182) / 365);
}

/// Leaving on 1 April 2027, a quarter into year 2: base for 90 of 365 days, no
/// bonus of that year, no vesting after it, and 9 of 24 months of sign-on back.
#[test]
fn leaving_in_the_second_year() {
    let mut case = case(package(73_000, 10_000, Some(Equity::Amount(usd(48_000))), 24_000));
    outlook(&mut case, |outlook| {
        outlook.leaves = Some(date(2027, 4, 1));
        outlook.claw_back = Some(ClawBack { months: 24, pro_rata: true });
        outlook.payout = Some(Payout::History(vec![percent("100")]));
    });
    let years = offer_years(&case);
    assert_eq!(wholes(&years, |line| line.base), [73_000, 18_000, 0, 0]);
    assert_eq!(wholes(&years, |line| line.bonus), [10_000, 0, 0, 0]);
    assert_eq!(wholes(&years, |line| line.equity), [12_000, 3_000, 0, 0]);
    // 275 of the 730 days of the claw-back are left.
    assert_eq!(wholes(&years, |line| line.sign_on), [24_000, -(24_000 * 275 / 730), 0, 0]);
    case.prospects.outlooks[0].claw_back = Some(ClawBack { months: 24, pro_rata: false });
    assert_eq!(wholes(&offer_years(&case), |line| line.sign_on), [24_000, -24_000, 0, 0]);
    case.prospects.outlooks[0].claw_back = Some(ClawBack { months: 12, pro_rata: false });
    assert_eq!(wholes(&offer_years(&case), |line| line.sign_on), [24_000, 0, 0, 0]);
}

/// A match of 4% that vests after two years comes in year 2 with that of year 1;
/// 26 days of leave are a tenth of 260 working days; 1,000 a year off for premiums.
#[test]
fn benefits_with_a_value() {
    let mut case = case(package(100_000, 0, None, 0));
    outlook(&mut case, |outlook| {
        outlook.retirement = Some(RetirementMatch { of_base: percent("4"), vests_months: 24 });
        outlook.leave_days = Some(Decimal::from(26));
        outlook.health_premium = Some(usd(1_000));
        outlook.benefits = vec![("childcare".to_owned(), usd(500))];
    });
    let years = offer_years(&case);
    assert_eq!(wholes(&years, |line| line.benefits), [9_500, 17_500, 13_500, 13_500]);
    let lost: Vec<i64> = years.leaving.iter().map(|cost| whole(cost.retirement)).collect();
    assert_eq!(lost, [0, 4_000, 0, 0, 0]);
}

/// What leaving costs: shares that have not vested, the part of the bonus year
/// that has run, the sign-on to pay back.
#[test]
fn the_cost_of_leaving() {
    let mut case = case(package(100_000, 36_500, Some(Equity::Amount(usd(48_000))), 12_000));
    outlook(&mut case, |outlook| {
        outlook.next_bonus = Some(date(2026, 4, 11));
        outlook.claw_back = Some(ClawBack { months: 24, pro_rata: true });
    });
    let years = offer_years(&case);
    let of = |pick: fn(&counteroffer::scenario::LeavingCost) -> Money| -> Vec<i64> {
        years.leaving.iter().map(|cost| whole(pick(cost))).collect()
    };
    assert_eq!(of(|cost| cost.unvested), [48_000, 36_000, 24_000, 12_000, 0]);
    // The next bonus is 100 days away: 265 of 365 have been earned.
    assert_eq!(of(|cost| cost.bonus), [26_500; 5]);
    assert_eq!(of(|cost| cost.claw_back), [12_000, 6_000, 0, 0, 0]);
}

/// Marginal rates: pay and equity each keep what is left, benefits all.
#[test]
fn after_tax() {
    let mut case = case(package(100_000, 0, Some(Equity::Amount(usd(40_000))), 10_000));
    outlook(&mut case, |outlook| outlook.benefits = vec![("x".to_owned(), usd(1_000))]);
    let rates = TaxRates { ordinary: percent("40"), equity: percent("25") };
    let packages = [offered(&case)];
    let table = counteroffer::scenario::table_after(&case, &packages, settings(2_000), rates).unwrap();
    let first = &table.packages[0].years[0];
    assert_eq!(
        [first.base, first.sign_on, first.equity, first.benefits].map(whole),
        [60_000, 6_000, 7_500, 1_000]
    );
    assert_eq!(table.tax, Some(rates));
}

/// Dilution of 10% a year until liquidity after two years leaves .81; the
/// present value waits for the liquidity.
#[test]
fn a_private_company_with_dilution_and_time_to_liquidity() {
    let mut case = case(package(0, 0, Some(Equity::Percent(percent("0.1"))), 0));
    case.equity_terms = EquityTerms { company_value: Some(usd(100_000_000)), ..EquityTerms::default() };
    outlook(&mut case, |outlook| {
        outlook.price.dilution = Some(percent("10"));
        outlook.price.liquidity_years = Some(Decimal::TWO);
        outlook.price.outcomes = [(0.5, 0.0), (0.5, 2.0)]
            .map(|(chance, times)| (counteroffer::num::Probability::new(chance).unwrap(), times))
            .to_vec();
    });
    let table = offer_table(&case, 50_000);
    let years = &table.packages[0];
    assert_eq!(wholes(years, |line| line.equity), [20_250; 4]);
    let first = years.years[0].total;
    assert_eq!([first.p10, first.p90].map(|e| e.value.round()), [0.0, 40_500.0]);
    let by_hand: f64 = [2, 2, 3, 4].map(|year| 20_250.0 / 1.05f64.powi(year)).iter().sum();
    assert!((years.present_value.to_f64() - by_hand).abs() < 0.01);
}

fn alternative(name: &str, package: Package, kind: OwnershipKind) -> Alternative {
    let terms = EquityTerms { kind, ..EquityTerms::default() };
    Alternative::new(name.to_owned(), package, Firmness::Written, terms)
}

/// Two employers whose shares have volatility σ and correlation ρ: the log
/// returns of what vests on one day have exactly that correlation.
#[test]
fn shares_of_different_employers_move_together() {
    let one_day =
        |package| Grant { package, ..grant(Equity::Amount(usd(100_000)), 24, 24, VestingPeriod::Yearly) };
    let mut case = case(package(0, 0, None, 0));
    case.alternatives = vec![alternative("B", package(0, 0, None, 0), OwnershipKind::Public)];
    case.prospects.grants = vec![one_day(PackageId::Offer), one_day(PackageId::Alternative(0))];
    let packages =
        [PackageId::Offer, PackageId::Alternative(0)].map(|id| NamedPackage::new(id, case.offer, &case));
    for rho in [0.0, 0.6, 1.0] {
        case.prospects.correlation = Some(rho);
        let worlds = worlds_of(&case, &packages, 100_000);
        let log = |package: usize| -> Vec<f64> { worlds.kept[package][1].iter().map(|x| x.ln()).collect() };
        let (x, y) = (log(0), log(1));
        let n = x.len() as f64;
        let mean = |v: &[f64]| v.iter().sum::<f64>() / n;
        let (mx, my) = (mean(&x), mean(&y));
        let cov = x.iter().zip(&y).map(|(a, b)| (a - mx) * (b - my)).sum::<f64>();
        let var = |v: &[f64], m: f64| v.iter().map(|a| (a - m) * (a - m)).sum::<f64>();
        let found = cov / (var(&x, mx) * var(&y, my)).sqrt();
        assert!((found - rho).abs() < 0.015, "{found} against {rho}");
    }
}

/// Packages of one employer live in the same worlds: the same grant brings the
/// same in each of them.
#[test]
fn packages_of_one_employer_share_their_worlds() {
    let case = with_price(case(package(90_000, 20_000, Some(Equity::Amount(usd(80_000))), 0)), "5", "40");
    let higher = Package { base: usd(95_000), ..case.offer };
    let packages = [offered(&case), NamedPackage::new(PackageId::Ask, higher, &case)];
    let worlds = worlds_of(&case, &packages, 3_000);
    for (offer, ask) in worlds.kept[0].iter().zip(&worlds.kept[1]) {
        assert!(offer.iter().zip(ask).all(|(offer, ask)| (ask - offer - 5_000.0).abs() < 1e-6));
    }
}

/// The first worlds are the same however many follow: with many, employers take turns in
/// memory, and with few they are played together.
#[test]
fn worlds_do_not_depend_on_how_many_there_are() {
    let mut case = with_price(case(package(90_000, 20_000, Some(Equity::Amount(usd(80_000))), 0)), "5", "40");
    for name in ["B", "C", "D"] {
        case.alternatives.push(alternative(name, package(95_000, 10_000, None, 0), OwnershipKind::Public));
    }
    let even = grant(Equity::Amount(usd(80_000)), 48, 12, VestingPeriod::Quarterly);
    let of = |i| Grant { package: PackageId::Alternative(i), ..even.clone() };
    case.prospects.grants = (0..3).map(of).collect();
    case.prospects.correlation = Some(0.5);
    let packages: Vec<NamedPackage> = [PackageId::Offer]
        .into_iter()
        .chain((0..3).map(PackageId::Alternative))
        .map(|id| NamedPackage::new(id, case.offer, &case))
        .collect();
    let (few, many) = (worlds_of(&case, &packages, 5_000), worlds_of(&case, &packages, 600_000));
    assert_ne!(few.kept[1][1][0], few.kept[1][1][1]);
    for (few, many) in few.kept.iter().flatten().zip(many.kept.iter().flatten()) {
        assert_eq!(few[..4_096], many[..4_096]);
    }
}

/// A against B by hand: B starts 10,000 behind and gains 8,000 a year on A.
#[test]
fn comparing_two_packages() {
    let mut case = case(package(100_000, 0, None, 18_000));
    case.alternatives = vec![alternative("B", package(108_000, 0, None, 0), OwnershipKind::Private)];
    let packages =
        [offered(&case), NamedPackage::new(PackageId::Alternative(0), case.alternatives[0].package, &case)];
    let all = compare(&case, &packages, settings(1_000)).unwrap();
    let pair = all.pair(0, 1).unwrap();
    assert_eq!(pair.overtaking, Some(Overtaking { year: 3, by_b: true }));
    assert_eq!(whole(pair.b_over_a), 3_500);
    assert_eq!(pair.equal_base, Some(usd(103_500)));
    assert_eq!(pair.stock_for_b, StockNeeded::NoShares);
    let ahead: Vec<(u32, f64)> = pair.by_year.iter().map(|at| (at.year, at.b_ahead.value)).collect();
    assert_eq!(ahead, [(1, 0.0), (2, 0.0), (4, 1.0)]);
    let back = all.pair(1, 0).unwrap();
    assert_eq!((whole(back.b_over_a), back.equal_base), (-3_500, Some(usd(104_500))));
}

/// The chance that a lognormal share beats cash is a normal probability, and
/// what the share must do is the ratio of the two.
#[test]
fn what_the_stock_must_do() {
    let mut case = case(package(50_000, 0, None, 0));
    case.preferences.horizon_years = 2;
    case.alternatives = vec![alternative("B", package(20_000, 0, None, 0), OwnershipKind::Public)];
    case.prospects.grants = vec![Grant {
        package: PackageId::Alternative(0),
        ..grant(Equity::Amount(usd(50_000)), 24, 24, VestingPeriod::Yearly)
    }];
    case.prospects.outlooks = vec![Outlook {
        package: PackageId::Alternative(0),
        price: PriceTerms {
            volatility: Some(percent("30")),
            drift: Some(percent("4")),
            ..PriceTerms::default()
        },
        ..Outlook::default()
    }];
    let packages =
        [offered(&case), NamedPackage::new(PackageId::Alternative(0), case.alternatives[0].package, &case)];
    let all = compare(&case, &packages, settings(200_000)).unwrap();
    let pair = all.pair(0, 1).unwrap();
    // B needs 60,000 from shares of 50,000 after two years: 1.2 times the price.
    let StockNeeded::AtLeast(found) = pair.stock_for_b else { panic!("{:?}", pair.stock_for_b) };
    assert!(
        (found.multiple - 1.2).abs() < 1e-9 && (found.yearly.unwrap() - (1.2f64.sqrt() - 1.0)).abs() < 1e-9
    );
    use statrs::distribution::{ContinuousCDF, Normal};
    let d = ((1.0f64 / 1.2).ln() + (0.04 - 0.045) * 2.0) / (0.3 * 2f64.sqrt());
    let chance = Normal::standard().cdf(d);
    let at = pair.by_year.last().unwrap().b_ahead;
    assert!((at.value - chance).abs() < 4.0 * at.se, "{at:?} against {chance}");
}

/// The volatilities of the data README come out of the price files.
#[test]
fn real_volatilities() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/stocks");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "the shared data are missing");
        eprintln!("skipped: the shared data are not here");
        return;
    }
    for (name, volatility) in [("AAPL", 0.284), ("AMZN", 0.326), ("META", 0.384)] {
        let path = folder.join(format!("{name}.csv"));
        let history =
            counteroffer::input::prices::open(&path, &counteroffer::input::ReadOptions::default()).unwrap();
        let found = counteroffer::equity::volatility::historic_moves(&history, 252.0);
        assert!((found.volatility - volatility).abs() < 0.0005, "{name}: {found:?}");
    }
}

/// What vests when: the hire grant of 1,000 shares to the share and day, the
/// refresher beside it, and nothing after the horizon.
#[test]
fn the_calendar_of_vesting() {
    let mut case = case(package(100_000, 0, None, 0));
    case.preferences.horizon_years = 2;
    let hire = grant(Equity::Units(Decimal::from(1_000)), 36, 12, VestingPeriod::Quarterly);
    let refresher = Grant {
        name: "refresher".to_owned(),
        date: Some(date(2027, 1, 1)),
        ..grant(Equity::Amount(usd(8_000)), 24, 0, VestingPeriod::Yearly)
    };
    case.prospects.grants = vec![hire, refresher];
    let calendar = counteroffer::scenario::vesting(&case, &[offered(&case)]).remove(0);
    let rows: Vec<String> = calendar
        .events
        .iter()
        .map(|e| format!("{} {} {} {}", e.day, e.grant, e.size.quantity().normalize(), whole(e.value)))
        .collect();
    assert_eq!(
        rows,
        [
            "2027-01-01 grant 333 33300",
            "2027-04-01 grant 83 8300",
            "2027-07-01 grant 84 8400",
            "2027-10-01 grant 83 8300",
            "2028-01-01 grant 83 8300",
            "2028-01-01 refresher 4000 4000",
        ]
    );
}

proptest::proptest! {
    /// Whatever the schedule, what vests adds up to the grant, in whole shares,
    /// in order of days, and by the end of every period never more than earned.
    #[test]
    fn what_vests_adds_up(
        shares in 0_u32..100_000,
        months in 1_u32..120,
        cliff in 0_u32..120,
        period in 0_usize..3,
        day in 1_i8..32,
    ) {
        let period = [VestingPeriod::Monthly, VestingPeriod::Quarterly, VestingPeriod::Yearly][period];
        let schedule = Schedule::even(Vesting { months, cliff_months: cliff.min(months), period }).unwrap();
        let from = date(2025, 1, day);
        let total = Decimal::from(shares);
        let events = counteroffer::equity::vesting::events(
            total,
            counteroffer::equity::vesting::Counting::WholeShares,
            &schedule,
            from,
            from,
            None,
        );
        let sum: Decimal = events.iter().map(|event| event.quantity).sum();
        proptest::prop_assert_eq!(sum, total);
        proptest::prop_assert!(events.windows(2).all(|pair| pair[0].date < pair[1].date));
        proptest::prop_assert!(events.iter().all(|e| e.quantity.is_integer() && e.quantity > Decimal::ZERO));
        let first = counteroffer::equity::vesting::months_after(from, cliff.min(months));
        proptest::prop_assert!(events.iter().all(|event| event.date >= first));
    }
}
