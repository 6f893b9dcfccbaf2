//! Eight packages of eight employers, each with twelve grants, over ten years
//! and 100,000 worlds. `benches/peers/scenario.py` computes the same in NumPy.

#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use counteroffer::domain::{
    Alternative, Case, Equity, EquityTerms, Firmness, Grant, NamedPackage, OwnershipKind, Package, PackageId,
    Preferences, Profile, Prospects, Repeat, Schedule, Vesting, VestingPeriod,
};
use counteroffer::num::{Currency, Money};
use counteroffer::scenario::table;
use counteroffer::simulate::Settings;
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use rust_decimal::Decimal;

fn usd(amount: i64) -> Money {
    Money::new(Decimal::from(amount), Currency::USD)
}

/// Twelve grants: one at hire, a second with it, and a refresher each year;
/// four years each, by month or by quarter.
fn grants(package: PackageId, period: VestingPeriod) -> Vec<Grant> {
    let grant = |name: &str, size: i64, cliff_months| Grant {
        package,
        name: name.to_owned(),
        size: Some(Equity::Amount(usd(size))),
        option: None,
        date: None,
        vesting_from: None,
        schedule: Schedule::even(Vesting { months: 48, cliff_months, period }).expect("a schedule"),
        repeat: None,
    };
    let refreshers =
        Grant { repeat: Some(Repeat { every_months: 12, times: Some(10) }), ..grant("refresher", 60_000, 0) };
    vec![grant("hire", 200_000, 12), grant("second", 50_000, 0), refreshers]
}

fn case(period: VestingPeriod) -> (Case, Vec<NamedPackage>) {
    let package = Package { base: usd(150_000), bonus: usd(20_000), equity: None, sign_on: usd(10_000) };
    let terms = EquityTerms { kind: OwnershipKind::Public, ..EquityTerms::default() };
    let names: Vec<String> = (1..=8).map(|i| format!("employer {i}")).collect();
    let alternatives =
        names.iter().map(|name| Alternative::new(name.clone(), package, Firmness::Written, terms.clone()));
    let case = Case {
        as_of: Some(date(2026, 1, 1)),
        equity_terms: terms.clone(),
        alternatives: alternatives.collect(),
        preferences: Preferences { horizon_years: 10, ..Preferences::default() },
        prospects: Prospects {
            grants: (0..names.len()).flat_map(|i| grants(PackageId::Alternative(i), period)).collect(),
            ..Prospects::default()
        },
        assumptions: counteroffer::input::assumptions::standard().expect("the compiled-in assumptions"),
        ..Case::of_offer(Profile::NewOffer, package)
    };
    let packages =
        (0..names.len()).map(|i| NamedPackage::new(PackageId::Alternative(i), package, &case)).collect();
    (case, packages)
}

fn scenarios(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("8 packages, 12 grants, 10 years, 100,000 worlds");
    group.sample_size(10);
    for (name, period) in [("quarterly", VestingPeriod::Quarterly), ("monthly", VestingPeriod::Monthly)] {
        let (case, packages) = case(period);
        group.bench_function(name, |bencher| {
            let settings = Settings { seed: 1, trials: 100_000 };
            bencher.iter(|| table(black_box(&case), &packages, settings).expect("a table"));
        });
    }
    group.finish();
}

criterion_group!(benches, scenarios);
criterion_main!(benches);
